"""The rows of the table: each measures one thing that a user would notice, and knows its goal."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from tests.benchmarks import words
from tests.benchmarks.measure import Cost, best, run

HERE = Path(__file__).parent
BMCGEN = Path(sysconfig.get_path("scripts")) / "bmcgen"
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `met` says whether the goal was reached; without a goal it is None."""

    what: str
    value: str
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        met = "" if self.met is None else "yes" if self.met else "**no**"
        return f"| {self.what} | {self.value} | {ratio} | {self.goal} | {met} |"


def at_most(what: str, value: str, ratio: float, goal: float) -> Row:
    return Row(what, value, ratio, f"at most {goal:g}x", ratio <= goal)


def at_least(what: str, value: str, ratio: float, goal: float) -> Row:
    return Row(what, value, ratio, f"at least {goal:g}x", ratio >= goal)


@dataclass(frozen=True)
class Bench:
    """A folder of data files, how many of them to make, and how often to measure what is short."""

    folder: Path
    quick: bool = False
    repeats: int = 5

    # what is made of what

    def posters(self, count: int) -> list[Path]:
        return [self._file(f"poster{seed:04}.yaml", partial(words.poster, seed)) for seed in range(count)]

    def _file(self, name: str, text: Callable[[], str]) -> Path:
        path = self.folder / name
        if not path.exists():
            path.write_text(text(), encoding="utf-8")
        return path

    def make(self, *arguments: str | Path) -> Cost:
        return run([BMCGEN, "make", *arguments], self.folder)

    def singles(self, count: int, jobs: int = 1) -> Cost:
        return self.make(*self.posters(count), "--jobs", str(jobs), "-o", "singles/")

    def joined(self, count: int) -> Cost:
        return self.make(*self.posters(count), "--jobs", "1", "-o", f"joined{count}.pdf")

    def floor(self, count: int) -> Cost:
        return run([sys.executable, HERE / "floor.py", *self.posters(count), "floor"], self.folder)

    def typst(self, python: str, count: int) -> Cost:
        return run([python, HERE / "rival.py", *self.posters(count), "rival"], self.folder)

    def size(self, name: str) -> int:
        return (self.folder / name).stat().st_size

    # what more than one row asks for

    @property
    def some(self) -> int:
        return 40 if self.quick else 200

    @cached_property
    def one(self) -> tuple[Cost, Cost, Cost]:
        """One blank poster, one filled poster, and the floor."""
        self.floor(1)  # so that everything is compiled and in the system's cache
        blank, filled, floor = best(
            self.repeats,
            lambda: self.make("business-model", "--locale", "nl", "-o", "blank.pdf"),
            lambda: self.make(*self.posters(1), "-o", "filled.pdf"),
            lambda: self.floor(1),
        )
        return blank, filled, floor

    @cached_property
    def batch(self) -> tuple[Cost, Cost]:
        """Many posters in one process, and the floor."""
        ours, floor = best(2, lambda: self.singles(self.some), lambda: self.floor(self.some))
        return ours, floor

    # the rows

    def blank(self) -> list[Row]:
        blank, _, floor = self.one
        return [
            at_most("One blank poster, whole process, to the floor", ms(blank.cpu, floor.cpu), blank.cpu / floor.cpu, 2)
        ]

    def filled(self) -> list[Row]:
        _, filled, floor = self.one
        value, ratio = ms(filled.cpu, floor.cpu), filled.cpu / floor.cpu
        return [at_most("One filled poster (45 notes), whole process, to the floor", value, ratio, 2.5)]

    def batched(self) -> list[Row]:
        ours, floor = self.batch
        each = ours.cpu / self.some
        what = f"{self.some} posters, one process, a file each"
        rows = [Row(f"{what}, to the floor", ms(each, floor.cpu / self.some), ours.cpu / floor.cpu)]
        python = os.environ.get("BENCH_TYPST")
        if not python:
            return [*rows, Row(f"{what}, to Typst", "not measured: BENCH_TYPST names no Python that has typst")]
        _, theirs = best(2, lambda: self.singles(self.some), lambda: self.typst(python, self.some))
        return [*rows, at_most(f"{what}, to Typst", ms(each, theirs.cpu / self.some), ours.cpu / theirs.cpu, 0.5)]

    def joining(self) -> list[Row]:
        few, many = (20, 100) if self.quick else (100, 1000)
        small, large, single = self.joined(few), self.joined(many), self.singles(many)
        speed, before = many / large.cpu, many / single.cpu
        sizes = self.size(f"joined{few}.pdf"), self.size(f"joined{many}.pdf")
        grown, longer = large.memory / small.memory, sizes[1] / sizes[0]
        value = f"{speed:.1f} to {before:.1f} a second of CPU"
        return [
            at_least(f"{many:,} posters in one file, to single files", value, speed / before, 1.8),
            Row(
                f"Size of a file of {few} and of {many:,}", f"{sizes[0] / MIB:.2f} and {sizes[1] / MIB:.2f} MiB", longer
            ),
            Row(
                f"Peak memory of a file of {few} and of {many:,}",
                f"{small.memory / MIB:.0f} and {large.memory / MIB:.0f} MiB",
                grown,
                "grows no faster than the file; below 200 MiB",
                grown <= longer and large.memory < 200 * MIB,
            ),
        ]

    def memory(self) -> list[Row]:
        peak = self.one[1].memory / MIB
        return [Row("Peak memory of one filled poster", f"{peak:.1f} MiB", None, "at most 70 MiB", peak <= 70)]

    def jobs(self) -> list[Row]:
        count = 3 * self.some
        one, two = best(2, lambda: self.singles(count, jobs=1), lambda: self.singles(count, jobs=2))
        value = f"{one.wall:.2f} to {two.wall:.2f} s by the clock"
        return [at_least(f"{count} posters with --jobs 2, to --jobs 1", value, one.wall / two.wall, 1.8)]

    def dense(self) -> list[Row]:
        crowd = self._file("dense.yaml", lambda: words.poster(0, 450))
        (dense,) = best(min(3, self.repeats), lambda: self.make(crowd, "-o", "dense.pdf"))
        filled = self.one[1]
        return [at_most("450 notes, to 45", ms(dense.cpu, filled.cpu), dense.cpu / filled.cpu, 4)]

    def many(self) -> list[Row]:
        count = 30 if self.quick else 300
        sheets = [self._file(f"persona{seed:04}.yaml", partial(words.persona, seed)) for seed in range(count)]
        (personas,) = best(1, lambda: self.make(*sheets, "-o", "personas/"))
        (pack,) = best(2, lambda: self.make("pack", "--locale", "nl,de,en", "-o", "pack/"))
        shown = "{0.wall:.2f} s by the clock, {0.cpu:.2f} s of CPU"
        return [
            Row(f"{count} persona sheets from one command", shown.format(personas)),
            Row("The pack in three languages", shown.format(pack)),
        ]

    def sizes(self) -> list[Row]:
        assert self.one
        kinds = (("blank", self.size("blank.pdf"), 40), ("filled", self.size("filled.pdf"), 60))
        return [
            Row(f"Size of a {kind} poster", f"{size / 1000:.1f} kB", None, f"at most {goal} kB", size <= goal * 1000)
            for kind, size, goal in kinds
        ]


ROWS: dict[str, Callable[[Bench], list[Row]]] = {
    "blank": Bench.blank,
    "filled": Bench.filled,
    "batch": Bench.batched,
    "joined": Bench.joining,
    "memory": Bench.memory,
    "jobs": Bench.jobs,
    "notes": Bench.dense,
    "many": Bench.many,
    "sizes": Bench.sizes,
}


def ms(ours: float, theirs: float) -> str:
    return f"{ours * 1000:.1f} to {theirs * 1000:.1f} ms"
