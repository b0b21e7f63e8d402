"""What was measured of the blocks of a sheet, and what follows from it for widths in which nothing was."""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import NamedTuple


class Falling:
    """What falls as a width grows: it is remembered where it was measured, and so known where it is as much on either
    side.
    """

    __slots__ = ("_heights", "_widths")

    def __init__(self) -> None:
        self._widths: list[float] = []
        self._heights: list[float] = []

    def bounds(self, width: float) -> tuple[float, float]:
        """The least and the most that it may be at a width."""
        at, heights = bisect_left(self._widths, width), self._heights
        if at == len(heights):
            return 0.0, heights[-1] if heights else inf
        if self._widths[at] == width:
            return heights[at], heights[at]
        return heights[at], heights[at - 1] if at else inf

    def add(self, width: float, height: float) -> None:
        at = bisect_left(self._widths, width)
        self._widths.insert(at, width)
        self._heights.insert(at, height)


class LabelShape(NamedTuple):
    """What of a label says how high it is."""

    lines: int
    size: float
    below: bool
    height: float
    fits: bool


class KnownLabels:
    """The shapes of a label in the widths in which it was measured. Between two in which it is the same, it is too."""

    def __init__(self) -> None:
        self._known: tuple[tuple[float, LabelShape], ...] = ()

    def at(self, width: float) -> LabelShape | None:
        known = self._known
        at = bisect_left(known, (width,))
        if at == len(known):
            return None
        after = known[at]
        return after[1] if after[0] == width or (at and known[at - 1][1] == after[1]) else None

    def add(self, width: float, shape: LabelShape) -> None:
        # Threads share it: each sees it as it was or as it is.
        self._known = tuple(sorted((*self._known, (width, shape))))
