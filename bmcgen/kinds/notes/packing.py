"""Cards in columns, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

CLOSE = 0.02


def fill(heights: Sequence[float], gap: float, room: float, count: int) -> tuple[tuple[int, ...], ...] | None:
    """Cards put into columns one after another; None if they need more than `count` columns or are too high."""
    columns: list[list[int]] = [[]]
    used = 0.0
    for index, height in enumerate(heights):
        if height > room + 0.01:
            return None
        extra = gap if columns[-1] else 0.0
        if used + extra + height > room + 0.01:
            if len(columns) == count:
                return None
            columns.append([])
            used = extra = 0.0
        columns[-1].append(index)
        used += extra + height
    return tuple(tuple(column) for column in columns)


def packed(heights: Sequence[float], gap: float, count: int) -> float:
    """The least height of so many columns that hold cards in their order."""
    total, tallest = sum(heights) + gap * (len(heights) - 1), max(heights, default=0.0)
    if count == 1 or not heights:
        return total
    low = max(tallest, (total + gap) / count - gap)
    if count >= len(heights) or fits(heights, gap, low, count):
        return low
    high = _highest(heights, gap, low + tallest + gap, count)
    # Heights are sums of those of cards: between two of them there is none.
    while high - low > 0.5:
        middle = (low + high) / 2
        found = _highest(heights, gap, middle, count)
        low, high = (low, found) if found <= middle else (middle, high)
    while (found := _highest(heights, gap, high - CLOSE, count)) < high:
        high = found
    return high


def _highest(heights: Sequence[float], gap: float, room: float, count: int) -> float:
    """How high the highest column is where each takes as many cards as the room holds; infinite if it takes more than
    `count` columns.
    """
    left, used, highest = count - 1, -gap, 0.0
    for height in heights:
        used += gap + height
        if used > room:
            if not left or height > room:
                return inf
            highest = max(highest, used - gap - height)
            left, used = left - 1, height
    return max(highest, used)


def fits(heights: Sequence[float], gap: float, room: float, count: int) -> bool:
    """Whether cards need no more than `count` columns, and none is too high."""
    limit = room + 0.01
    left, used = count - 1, -gap
    for height in heights:
        if height > limit:
            return False
        used += gap + height
        if used > limit:
            if not left:
                return False
            left, used = left - 1, height
    return True


def balanced(heights: Sequence[float], gap: float, room: float, count: int) -> tuple[tuple[int, ...], ...]:
    """The same, with the columns as even as their order allows: the least height that still holds all of them."""
    low, high = max(heights, default=0.0), room
    for _ in range(24):
        if high - low < 0.5:
            break
        middle = (low + high) / 2
        if fits(heights, gap, middle, count):
            high = middle
        else:
            low = middle
    return fill(heights, gap, high, count) or ()
