"""Points and rectangles. Lengths are points; y runs downwards from the top left of the trim."""

from __future__ import annotations

import re

from msgspec import Struct

MM = 72 / 25.4
_UNITS = {"mm": MM, "cm": 10 * MM, "in": 72.0, "pt": 1.0}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)")


def length(text: str) -> float:
    """Points for a length with its unit, such as "10 mm" or "7.5pt"; "0" needs none. ValueError for anything else."""
    text = text.strip()
    if text == "0":
        return 0.0
    match = _LENGTH.fullmatch(text)
    if not match:
        raise ValueError(f'"{text}" is not a length such as 10 mm')
    return float(match[1]) * _UNITS[match[2]]


class Rect(Struct, frozen=True):
    """A rectangle by its top left corner, its width and its height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def inset(self, left: float, top: float, right: float, bottom: float) -> Rect:
        return Rect(self.x + left, self.y + top, self.w - left - right, self.h - top - bottom)

    def united(self, other: Rect) -> Rect:
        """The least rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def contains(self, other: Rect, slack: float = 0.01) -> bool:
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Rect, slack: float = 0.01) -> bool:
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )
