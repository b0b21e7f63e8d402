"""`python -m tests.places`: make every case, and tell where something stands that should not."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from bmcgen.assets.finder import Assets
from tests.conftest import LOCALES
from tests.places.cases import FURTHER, STATES, THEMES, Case, cases
from tests.places.looking import Looked, looked
from tests.places.words import long_titles

KEYS: dict[str, Sequence[str]] = {
    "layout": Assets.of(None).names("layouts"),
    "theme": THEMES,
    "locale": LOCALES,
    "state": (*STATES, *FURTHER),
}
"""What a part of the matrix is chosen by, apart from papers, of which each layout has its own."""


def main() -> int:
    """Print a line for each finding, then how many files had one. Exit 1 if any had."""
    parser = argparse.ArgumentParser(prog="python -m tests.places", description=__doc__)
    for key, known in KEYS.items():
        parser.add_argument(
            f"--{key}", type=_one_of(known), default=[], metavar="NAME[,NAME]", help=f"only these: {', '.join(known)}"
        )
    parser.add_argument(
        "--paper", type=_one_of(()), default=[], metavar="NAME[,NAME]", help="only these, of those that a layout has"
    )
    parser.add_argument("-j", "--jobs", type=int, default=1, help="processes")
    parser.add_argument("--told", action="store_true", help="print what was refused with a clear error, too")
    parser.add_argument("-n", "--most", type=int, default=8, help="findings printed of each file")
    parser.add_argument(
        "--record",
        type=Path,
        help="a file in which each case is noted when it is done; the next run goes on from there",
    )
    asked = parser.parse_args()
    every = list(cases(**{key: getattr(asked, key) for key in (*KEYS, "paper")}))
    if not every:
        parser.error("no layout has that")
    faulty, told, kinds = 0, 0, Counter[str]()
    for case, found in _looked_at(every, asked.jobs, asked.record):
        told += bool(found.told)
        faulty += bool(found.faults)
        kinds.update({fault.partition(": ")[2].partition(":")[0] for fault in found.faults})
        for fault in [*found.faults[: asked.most], *(found.told if asked.told else ())]:
            print(f"{case}: {fault}")
        if len(found.faults) > asked.most:
            print(f"{case}: and {len(found.faults) - asked.most} more")
        sys.stdout.flush()
    print(f"{faulty} of {len(every)} files with findings; {told} refused with a clear error")
    print(", ".join(f"{kind} in {count}" for kind, count in kinds.most_common()) or "nothing stands on anything")
    return 1 if faulty else 0


def _one_of(known: Sequence[str]) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if known and name not in known:
                raise argparse.ArgumentTypeError(f'there is no "{name}"; there are {", ".join(known)}')
        return names

    return read


def _looked_at(every: list[Case], jobs: int, record: Path | None) -> Iterator[tuple[Case, Looked]]:
    """Each case with what was found: of those in the record as it stands there, the others made and added to it."""
    if record is None:
        yield from zip(every, _all(every, jobs), strict=True)
        return
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    done = {each["case"]: Looked(each["faults"], each["told"]) for each in map(json.loads, lines)}
    left = [case for case in every if str(case) not in done]
    yield from ((case, done[str(case)]) for case in every if str(case) in done)
    with record.open("a", encoding="utf-8") as to:
        for case, found in zip(left, _all(left, jobs), strict=True):
            print(json.dumps({"case": str(case), **asdict(found)}, ensure_ascii=False), file=to, flush=True)
            yield case, found


def _all(every: list[Case], jobs: int) -> Iterator[Looked]:
    # Workers share what their parent has made.
    long_titles()
    if jobs < 2:
        yield from map(looked, every)
        return
    with ProcessPoolExecutor(min(jobs, os.cpu_count() or 1)) as pool:
        yield from pool.map(looked, every, chunksize=4)


if __name__ == "__main__":
    sys.exit(main())
