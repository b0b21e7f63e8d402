"""The rules between rectangles that touch one another."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.geometry import Rect


def grid_rules(rects: Sequence[Rect]) -> list[tuple[float, float, float, float]]:
    """The edges of rectangles, each stretch once even where two of them share it."""
    upright: dict[float, list[tuple[float, float]]] = {}
    level: dict[float, list[tuple[float, float]]] = {}
    for rect in rects:
        for x in (rect.x, rect.right):
            upright.setdefault(round(x, 3), []).append((rect.y, rect.bottom))
        for y in (rect.y, rect.bottom):
            level.setdefault(round(y, 3), []).append((rect.x, rect.right))
    found = [(x, a, x, b) for x, spans in sorted(upright.items()) for a, b in _joined(spans)]
    return found + [(a, y, b, y) for y, spans in sorted(level.items()) for a, b in _joined(spans)]


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 0.01:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
