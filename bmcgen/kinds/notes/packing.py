"""Cards in columns, in their order."""

from __future__ import annotations

from collections.abc import Sequence


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
    high = low + tallest + gap
    while high - low > 0.5:
        middle = (low + high) / 2
        if fits(heights, gap, middle, count):
            high = middle
        else:
            low = middle
    return high


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
