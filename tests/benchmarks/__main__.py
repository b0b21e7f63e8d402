"""Measure bmcgen and print a Markdown table: `python -m tests.benchmarks [--quick] [ROW…]`.

What is compared is CPU time, of the process and its children, the least of several runs, to the `floor` of our own on
the same files. Compare ratios, not milliseconds, and run nothing beside it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.measure import machine
from tests.benchmarks.rows import ROWS, Bench


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"only these: {', '.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help="fewer posters, fewer repeats")
    parser.add_argument("--repeats", type=int, help="how often what is short is measured: 10, quick 3")
    asked = parser.parse_args()
    if unknown := [name for name in asked.rows if name not in ROWS]:
        parser.error(f"there is no row {', '.join(unknown)}; there are: {', '.join(ROWS)}")
    repeats = asked.repeats or (3 if asked.quick else 10)
    print(f"{machine()}. CPU time, best of {repeats} (batches: 2, joined files and personas: 1).\n")
    print("| what | measured | ratio | goal | met |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), asked.quick, repeats)
        for name in asked.rows or ROWS:
            print(*ROWS[name](bench), sep="\n", flush=True)


if __name__ == "__main__":
    main()
