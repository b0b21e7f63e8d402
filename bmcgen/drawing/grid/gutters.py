"""The gutters that threads run in: how wide they are, and where the lanes of threads are in them."""

from __future__ import annotations

from bmcgen.drawing.labels import INSET
from bmcgen.geometry import MM

FROM_RULE, BETWEEN = 1.5 * MM + 0.4, 0.8 * MM
"""How far threads keep from the middle of a rule that runs along them, and from one another."""
FROM_NOTES = 1.5 * MM
"""How far they keep from notes and titles: closer, a pattern would look like the edge of a note."""
WIDTHS = {1: 3.0, 2: 2.6, 3: 2.2, 4: 1.7, 5: 1.35, 6: 1.2}
"""How wide threads are, by their number."""


def lane(number: int, count: int, wide: float) -> float:
    """How far from a border an upright lane is: half of them on either side of the rule that stands there."""
    left = count // 2
    side, at = (-1, number) if number < left else (1, number - left)
    return side * rise(at, wide)


def rise(number: int, wide: float) -> float:
    """How far from a rule the lane with a number is, where all are on one side of it."""
    return FROM_RULE + wide / 2 + number * (wide + BETWEEN)


def side_inset(count: int) -> float:
    """How far notes stand from the sides of their block, so that as many threads run beside them."""
    return max(INSET, rise((count + 1) // 2 - 1, WIDTHS[count]) + WIDTHS[count] / 2 + FROM_NOTES) if count else INSET


def foot_inset(count: int) -> float:
    """How far they stand from its foot, above which all level threads run."""
    return max(INSET, rise(count - 1, WIDTHS[count]) + WIDTHS[count] / 2 + FROM_NOTES) if count else INSET
