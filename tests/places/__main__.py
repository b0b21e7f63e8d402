"""`python -m tests.places`: make every case, and tell where something stands that should not."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.conftest import LOCALES
from tests.places.cases import FURTHER, STATES, THEMES, Case, cases
from tests.places.looking import Looked, looked
from tests.places.words import long_titles


def main() -> int:
    """Print a line for each finding, then how many files had one. Exit 1 if any had."""
    parser = argparse.ArgumentParser(prog="python -m tests.places", description=__doc__)
    parser.add_argument("--layout", action="append", default=[], help="only this layout (may be repeated)")
    parser.add_argument("--theme", action="append", default=[], choices=THEMES)
    parser.add_argument("--paper", action="append", default=[])
    parser.add_argument("--locale", action="append", default=[], choices=LOCALES)
    parser.add_argument("--state", action="append", default=[], choices=(*STATES, *FURTHER))
    parser.add_argument("-j", "--jobs", type=int, default=1, help="processes")
    parser.add_argument("--told", action="store_true", help="print what was refused with a clear error, too")
    parser.add_argument("-n", "--most", type=int, default=8, help="findings printed of each file")
    asked = parser.parse_args()
    every = list(
        cases(layout=asked.layout, theme=asked.theme, paper=asked.paper, locale=asked.locale, state=asked.state)
    )
    faulty, told, kinds = 0, 0, Counter[str]()
    for case, found in zip(every, _all(every, asked.jobs), strict=True):
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
