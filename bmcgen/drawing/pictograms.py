"""How far the drawing of a pictogram reaches in its box, so that it is placed by what is seen of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import sqrt

from bmcgen.geometry import Rect
from bmcgen.model.layout import Outline

Four = tuple[float, float, float, float]


@lru_cache(64)
def drawn_part(outline: Outline) -> Rect:
    """The rectangle that the lines of an outline fill, without their width; all of its box if it has none."""
    across: list[float] = []
    down: list[float] = []
    x = y = 0.0
    for step in outline.steps:
        numbers = [float(each) for each in step[1:]]
        if not numbers:
            continue
        before, (x, y) = (x, y), numbers[-2:]
        across.append(x)
        down.append(y)
        if step[0] == "C":
            across += _turns((before[0], numbers[0], numbers[2], x))
            down += _turns((before[1], numbers[1], numbers[3], y))
    if not across:
        return Rect(0, 0, outline.width, outline.height)
    return Rect(min(across), min(down), max(across) - min(across), max(down) - min(down))


def _turns(points: Four) -> Iterator[float]:
    """Where a cubic curve turns in one direction: the roots of its derivative."""
    p0, p1, p2, p3 = points
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    if abs(a) < 1e-9:
        roots = [-c / b] if abs(b) > 1e-9 else []
    else:
        root = b * b - 4 * a * c
        roots = [(-b + sign * sqrt(root)) / (2 * a) for sign in (1, -1)] if root >= 0 else []
    for t in roots:
        if 0 < t < 1:
            u = 1 - t
            yield u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3
