"""`python -m tests.importing` prints what is found in each sample, and how long a canvas of a hundred notes takes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

from bmcgen import importing
from tests.importing import peopled, sampled

ROW = "{:24} {:>9} {:>6} {:>6} {:>6} {:>11}"


def rows() -> Iterator[tuple[str, int, int, int, int, int]]:
    """Of each sample: how much is expected, found, false and missed, and the lines with words that are lost."""
    for name in sampled.HELD:
        wanted = Counter(_notes(sampled.EXPECTED[name]["notes"]))
        found = Counter(_notes(sampled.notes(sampled.imported(name).finding)))
        yield (name, *_compared(wanted, found), len(sampled.lost(name)))
    for name in peopled.EXPECTED:
        wanted = Counter(peopled.entries(peopled.EXPECTED[name]["personas"]))
        found = Counter(peopled.entries(peopled.personas(name)))
        yield (name, *_compared(wanted, found), len(peopled.lost(name)))


def _notes(sheets: list[dict[str, list[str]]]) -> list[str]:
    return [f"{number} {block} {note}" for number, s in enumerate(sheets) for block, each in s.items() for note in each]


def _compared(wanted: Counter[str], found: Counter[str]) -> tuple[int, int, int, int]:
    return wanted.total(), (wanted & found).total(), (found - wanted).total(), (wanted - found).total()


def hundred() -> str:
    """A canvas of a hundred notes."""
    blocks = ("Customer Segments", "Value Propositions", "Channels", "Key Partners", "Cost Structure")
    return "# A hundred\n" + "".join(f"## {b}\n" + "".join(f"- Note {n} of {b}\n" for n in range(20)) for b in blocks)


def main() -> None:
    every = list(rows())
    print(ROW.format("sample", "expected", "found", "false", "missed", "words lost"))
    for row in every:
        print(ROW.format(*row))
    totals = [sum(row[column] for row in every) for column in range(1, 6)]  # type: ignore[misc]
    print(ROW.format(f"{len(every)} samples", *totals))
    print(f"{len(sampled.REFUSED)} refused: {', '.join(sampled.REFUSED)}")
    begun = time.perf_counter()
    importing.read_bytes(hundred().encode(), ".md", sampled.ASSETS, "hundred.md")
    print(f"a hundred notes of Markdown: {time.perf_counter() - begun:.3f} s")


if __name__ == "__main__":
    main()
