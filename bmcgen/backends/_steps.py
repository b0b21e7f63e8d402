"""The three steps in which tiles become a poster, as small drawings: print and measure, cut, glue."""

from __future__ import annotations

from collections.abc import Iterator

from bmcgen.geometry import Rect

Ends = tuple[float, float, float, float]
HEIGHT = 42.0
"""How high a drawing is."""
SHEET = 30.0
"""How wide the sheet of paper on it is."""
STRIP = 6.0
"""The strip of it that is cut off, or glued on another."""
TICK, CROSS = 2.5, 3.0
HATCH = 5.0


def measured(x: float, y: float) -> Iterator[Ends]:
    """A line with an end at each side, on a sheet at a place."""
    left, right, base = x + STRIP, x + SHEET - STRIP, y + 1.5 * STRIP
    yield left, base, right, base
    for end in (left, right):
        yield end, base - TICK, end, base + TICK


def cuts(x: float, y: float) -> Iterator[Ends]:
    """The lines along which a sheet is cut, at its right and at its foot."""
    right, low = x + SHEET - STRIP, y + HEIGHT - STRIP
    yield right, y - TICK, right, y + HEIGHT + TICK
    yield x - TICK, low, x + SHEET + TICK, low


def beside(x: float) -> float:
    """Where the sheet begins that another is laid on."""
    return x + SHEET - STRIP


def overlap(x: float, y: float) -> Iterator[Ends]:
    """What is glued of two sheets, and a cross on their seam."""
    left, right = beside(x), x + SHEET
    for number in range(1, int((HEIGHT - STRIP) / HATCH)):
        at = y + number * HATCH
        yield left, at + STRIP, right, at
    middle, at = (left + right) / 2, y + HEIGHT - STRIP
    yield middle - CROSS, at, middle + CROSS, at
    yield middle, at - CROSS, middle, at + CROSS


def outline(x: float, y: float) -> Iterator[Ends]:
    """The edges of a sheet of paper."""
    rect = Rect(x, y, SHEET, HEIGHT)
    yield rect.x, rect.y, rect.right, rect.y
    yield rect.right, rect.y, rect.right, rect.bottom
    yield rect.x, rect.bottom, rect.right, rect.bottom
    yield rect.x, rect.y, rect.x, rect.bottom
