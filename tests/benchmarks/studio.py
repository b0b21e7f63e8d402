"""How soon the studio shows what is typed: `python -m tests.benchmarks.studio`.

In a real browser and in elapsed time, so run nothing beside it. A key is measured from its event to the frame that
shows the note set on the sheet, a commit likewise with all blocks set anew, by the marks that the page itself leaves in
the browser's timeline.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measure import machine
from tests.benchmarks.rows import BMCGEN
from tests.conftest import BLOCKS
from tests.studio.pages import show, window
from tests.studio.served import served
from tests.svg.browser import chromium

KEYS, COMMITS, PAUSE = 60, 12, 90
"""How many keys and commits, and the milliseconds between two keys of a quick typist."""
GOALS = {"key": {45: (40, 80), 120: (None, 120)}, "commit": {45: (None, 200), 120: (None, None)}}
"""Milliseconds, median and 95th percentile."""


def poster(count: int) -> str:
    """A poster with so many notes."""
    lines = ["layout: business-model", "locale: en", "title: Measured", "blocks:"]
    for number, block in enumerate(BLOCKS):
        lines += [
            f"  {block}:",
            *(f"    - Note {at} says what matters here" for at in range(number, count, len(BLOCKS))),
        ]
    return "\n".join(lines) + "\n"


def measured(folder: Path, count: int) -> dict[str, list[float]]:
    """The durations of keys and of commits on a poster with so many notes, in milliseconds."""
    (folder / "poster.yaml").write_text(poster(count))
    with chromium() as browser, served(folder, folder.parent / "state") as talk:
        talk.enter()
        with window(browser, folder, talk) as context:
            studio = show(context, folder, talk, "poster.yaml")
            page = studio.page
            for number in range(COMMITS):
                studio.note(f"Note {number} says").dblclick()
                page.keyboard.type(" abcd"[: KEYS // COMMITS], delay=PAUSE)
                page.keyboard.press("Escape")
                page.wait_for_timeout(900)
            script = "name => performance.getEntriesByName(name, 'measure').map(each => each.duration)"
            return {kind: page.evaluate(script, f"{kind}-to-sheet") for kind in ("key", "commit")}


def until_answered(folder: Path) -> float:
    """Seconds from the command to the first answer of its server."""
    begun = time.perf_counter()
    command = [str(BMCGEN), "studio", str(folder), "--no-open"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert running.stdout is not None
        next(line for line in running.stdout if re.search(r"http://", line))
        return time.perf_counter() - begun
    finally:
        running.terminate()
        running.communicate()


def row(what: str, found: list[float], goals: tuple[int | None, int | None]) -> str:
    values = (statistics.median(found), statistics.quantiles(found, n=20)[-1])
    told = [f"{value:.0f} ms" + (f" (goal {goal})" if goal else "") for value, goal in zip(values, goals, strict=True)]
    met = all(value <= goal for value, goal in zip(values, goals, strict=True) if goal)
    return f"| {what} | {len(found)} | {' | '.join(told)} | {'yes' if met else '**no**'} |"


def main() -> int:
    print(f"{machine()}. Elapsed time, in Chromium.\n")
    print("| what | measured | median | 95th percentile | met |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "canvases"
        folder.mkdir()
        for count in (45, 120):
            found = measured(folder, count)
            print(row(f"Key to sheet, {count} notes", found["key"], GOALS["key"][count]), flush=True)
            print(row(f"Commit to sheet, {count} notes", found["commit"], GOALS["commit"][count]), flush=True)
        answers = [until_answered(folder) * 1000 for _ in range(5)]
        print(row("Command to first answer", answers, (600, None)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
