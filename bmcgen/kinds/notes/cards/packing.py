"""Cards in columns, in their order. Where a card is as high as `tops` says at the top of a column, with its heading
perhaps, `heights` say how high it is below another.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

CLOSE = 0.02

Heights = Sequence[float]


def fill(
    heights: Heights, gap: float, room: float, count: int, tops: Heights | None = None
) -> tuple[tuple[int, ...], ...] | None:
    """Cards put into columns one after another; None if they need more than `count` columns or are too high."""
    columns: list[list[int]] = [[]]
    used = 0.0
    for index, (height, top) in enumerate(zip(heights, tops or heights, strict=True)):
        if top > room + 0.01:
            return None
        if columns[-1] and used + gap + height > room + 0.01:
            if len(columns) == count:
                return None
            columns.append([])
        used = used + gap + height if columns[-1] else top
        columns[-1].append(index)
    return tuple(tuple(column) for column in columns)


def packed(heights: Heights, gap: float, count: int, tops: Heights | None = None) -> float:
    """The least height of so many columns that hold cards in their order."""
    if tops is not None:
        return _packed(heights, gap, count, tops)
    total, tallest = sum(heights) + gap * (len(heights) - 1), max(heights, default=0.0)
    if count == 1 or not heights:
        return total
    low = max(tallest, (total + gap) / count - gap)
    if count >= len(heights) or fits(heights, gap, low, count):
        return low
    return _least(heights, gap, count, None, low, low + tallest + gap)


def _packed(heights: Heights, gap: float, count: int, tops: Heights) -> float:
    """The same where cards are not as high at the top of a column as below another."""
    if not heights:
        return 0.0
    total = tops[0] + sum(heights[1:]) + gap * (len(heights) - 1)
    low = max(tops)
    if count == 1 or fits(heights, gap, low, count, tops):
        return total if count == 1 else low
    return _least(heights, gap, count, tops, low, max(total, low))


def _least(heights: Heights, gap: float, count: int, tops: Heights | None, low: float, high: float) -> float:
    """The least height between two that holds the cards: the lower does not, the higher does."""
    high = _highest(heights, gap, high, count, tops)
    # Heights are sums of those of cards: between two of them there is none.
    while high - low > 0.5:
        middle = (low + high) / 2
        found = _highest(heights, gap, middle, count, tops)
        low, high = (low, found) if found <= middle else (middle, high)
    while (found := _highest(heights, gap, high - CLOSE, count, tops)) < high:
        high = found
    return high


def _highest(heights: Heights, gap: float, room: float, count: int, tops: Heights | None) -> float:
    """How high the highest column is where each takes as many cards as the room holds; infinite if it takes more than
    `count` columns.
    """
    left, used, highest = count - 1, -gap, 0.0
    for index, height in enumerate(heights):
        before = used
        used += gap + height
        if used > room:
            top = height if tops is None else tops[index]
            if not left or top > room:
                return inf
            highest = max(highest, before)
            left, used = left - 1, top
    return max(highest, used)


def fits(heights: Heights, gap: float, room: float, count: int, tops: Heights | None = None) -> bool:
    """Whether cards need no more than `count` columns, and none is too high."""
    if tops is not None:
        return max(tops, default=0.0) <= room + 0.01 and fill(heights, gap, room, count, tops) is not None
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


def balanced(
    heights: Heights, gap: float, room: float, count: int, tops: Heights | None = None
) -> tuple[tuple[int, ...], ...]:
    """The same, with the columns as even as their order allows: the least height that still holds all of them."""
    low, high = max(tops or heights, default=0.0), room
    for _ in range(24):
        if high - low < 0.5:
            break
        middle = (low + high) / 2
        if fits(heights, gap, middle, count, tops):
            high = middle
        else:
            low = middle
    return fill(heights, gap, high, count, tops) or ()
