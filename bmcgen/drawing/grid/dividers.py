"""Dividers between cells of a sheet: where they stand so that every area has what it needs, within their limits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import inf

from bmcgen.drawing.grid.searching import first_held
from bmcgen.geometry import Rect
from bmcgen.model.plan import Cell

Need = Callable[[str, float], float]
"""How high an area must be in a width; infinite if no height would do."""
Bounds = Callable[[str, float], tuple[float, float]]
"""What is known of that without measuring: it is no less than the first, and no more than the second."""
_BELOW, _ABOVE = 4, 8
"""Steps of a width that are tried below and above the usual one."""
_SLACK = 1e-4
_CLOSE = 3.0
"""The least height of cells beside one another is found as closely as this."""
_DEPTHS = 0.92, 0.84, 0.76, 0.68
"""The parts of their height that cells beside one another are filled to, if they can be."""


def farthest(cell: Cell) -> dict[str, tuple[float, float]]:
    """How wide and how high each area may become."""
    return _farthest(cell, cell.rect.w, cell.rect.h)


def _farthest(cell: Cell, width: float, height: float) -> dict[str, tuple[float, float]]:
    if not cell.parts:
        return {cell.area: (width, height)}
    found: dict[str, tuple[float, float]] = {}
    free = _free(cell, width if cell.across else height)
    for part in cell.parts:
        long = part.most * free
        found |= _farthest(part, long, height) if cell.across else _farthest(part, width, long)
    return found


class Dividers:
    """Places the dividers of cells for what their areas `need`. `last` tells which width was the last to do for a cell:
    where the next is sought.
    """

    def __init__(self, need: Need, last: dict[Rect, int], bounds: Bounds = lambda area, width: (0.0, inf)) -> None:
        self._need, self._last, self._bounds = need, last, bounds
        self._known: dict[tuple[str, float], float] = {}

    def need(self, area: str, width: float) -> float:
        key = area, width
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._need(area, width)
        return found

    def hold(self, cell: Cell, width: float, height: float) -> bool:
        """Whether a cell of an extent can hold what is in it."""
        if not cell.parts:
            known = self._known.get((cell.area, width))
            if known is None:
                low, high = self._bounds(cell.area, width)
                if low > height + _SLACK or high <= height + _SLACK:
                    return high <= height + _SLACK
                known = self.need(cell.area, width)
            return known <= height + _SLACK
        if cell.across:
            free = _free(cell, width)
            # What is left when every part is as narrow as it may be.
            left = free * (1 - sum([part.least for part in cell.parts])) + _SLACK
            for part in cell.parts:
                left -= self._least_width(part, free, height) - part.least * free
                if left < 0:
                    return False
            return True
        return self._stack_holds(cell, width, _free(cell, height))

    def _stack_holds(self, cell: Cell, width: float, free: float) -> bool:
        """Whether cells under one another hold what is in them: all but the largest are as low as they can be."""
        *others, largest = sorted(cell.parts, key=_leaves)
        if not largest.parts:
            return self._areas_hold(cell.parts, width, free)
        lows = [part.least * free for part in others]
        left, most = free + _SLACK - sum(lows), largest.most * free
        if left < largest.least * free or not self.hold(largest, width, min(left, most)):
            return False
        higher = [part for part, low in zip(others, lows, strict=True) if not self.hold(part, width, low)]
        for part in higher:
            left -= self._low(part, width, free) - part.least * free
        return not higher or (left >= largest.least * free and self.hold(largest, width, min(left, most)))

    def _areas_hold(self, parts: Sequence[Cell], width: float, free: float) -> bool:
        """The same for nothing but areas: what is known of them often tells."""
        surely = perhaps = 0.0
        for part in parts:
            known = self._known.get((part.area, width))
            low, high = self._bounds(part.area, width) if known is None else (known, known)
            least, most = part.least * free, part.most * free + _SLACK
            if low > most:
                return False
            surely += max(low, least)
            perhaps += max(high, least) if high <= most else inf
        if surely > free + _SLACK or perhaps <= free + _SLACK:
            return perhaps <= free + _SLACK
        return sum([self._low(part, width, free) for part in parts]) <= free + _SLACK

    def _low(self, part: Cell, width: float, free: float) -> float:
        """How low a part of a stack can be; infinite if it would have to be higher than it may."""
        most = part.most * free
        if most - part.least * free < _SLACK:
            return most if self.hold(part, width, most) else inf
        need = self.least_height(part, width, most)
        return max(need, part.least * free) if need <= most + _SLACK else inf

    def least_height(self, cell: Cell, width: float, most: float) -> float:
        """How high a cell must be in a width; infinite if `most` would not do."""
        if not cell.parts:
            return self.need(cell.area, width)
        if cell.across and len(cell.parts) == 2 and not any(part.parts for part in cell.parts):
            return self._level(*cell.parts, _free(cell, width))
        if not self.hold(cell, width, most):
            return inf
        low, high = self._surely(cell, width), most
        while high - low > _CLOSE:
            middle = (low + high) / 2
            if self.hold(cell, width, middle):
                high = middle
            else:
                low = middle
        return high

    def _level(self, left: Cell, right: Cell, free: float) -> float:
        """How high two areas beside one another must be: where one needs as much as the other, or nearly."""
        widths, others = _widths(left, free), _widths(right, free)

        def beside(at: int) -> float:
            rest = bisect_right(others, free - widths[at] + _SLACK) - 1
            return self.need(right.area, others[rest]) if rest >= 0 else inf

        def even(at: int) -> bool:
            return self.need(left.area, widths[at]) <= beside(at)

        first = bisect_left(range(len(widths) - 1), True, key=even)
        return min(max(self.need(left.area, widths[at]), beside(at)) for at in {first, max(first - 1, 0)})

    def _surely(self, cell: Cell, width: float) -> float:
        """A height that a cell has in any case, if it is low: that of an area as wide as its limits allow."""
        if not cell.across:
            return 0.0
        free = _free(cell, width)
        return (
            max((self.need(part.area, part.most * free) for part in cell.parts if not part.parts), default=0.0) - _CLOSE
        )

    def _least_width(self, part: Cell, free: float, height: float) -> float:
        """The least width within its limits in which a part is no higher than that; infinite if there is none."""
        widths = _widths(part, free)
        if len(widths) == 1:
            return widths[0] if self.hold(part, widths[0], height) else inf
        # The search begins where the last one ended: for a size a little larger the answer is near.
        near = self._last.get(part.rect, len(widths) // 2)
        at = first_held(len(widths), lambda tried: self.hold(part, widths[tried], height), near)
        self._last[part.rect] = min(at, len(widths) - 1)
        return widths[at] if at < len(widths) else inf

    def placed(self, cell: Cell, rect: Rect, wanted: Dividers) -> dict[str, Rect]:
        """The rectangle of each area: no part is smaller than it needs. If there is room to spare, parts are the nearer
        to the usual the emptier the sheet is, and the fuller it is the more all are filled alike with what is `wanted`.
        """
        if not cell.parts:
            return {cell.area: rect}
        whole = rect.w if cell.across else rect.h
        free = _free(cell, whole)
        needs = self._longs(cell, rect, free)
        wants = needs if wanted is self else wanted._longs(cell, rect, free)
        shape = self._alike(cell, rect, needs, free) if cell.across and wanted is self else wants
        found: dict[str, Rect] = {}
        at = rect.x if cell.across else rect.y
        for part, long in zip(cell.parts, _shared(cell, free, needs, wants, shape), strict=True):
            each = Rect(at, rect.y, long, rect.h) if cell.across else Rect(rect.x, at, rect.w, long)
            found |= self.placed(part, each, wanted)
            at += long + cell.gutter
        return found

    def _alike(self, cell: Cell, rect: Rect, needs: Sequence[float], free: float) -> list[float]:
        """How wide parts beside one another must be so that each is filled to the lowest depth that there is room for:
        a little lower at a time, those first that need least for it.
        """
        found, left = [*needs], free + _SLACK - sum(needs)
        lower = {at for at, part in enumerate(cell.parts) if (part.most - part.least) * free > _SLACK}
        for depth in _DEPTHS:
            wides = {at: self._as_wide(cell.parts[at], found[at], free, depth * rect.h) for at in lower}
            for at in sorted(lower, key=lambda at: (wides[at] - found[at], at)):
                more = max(0.0, wides[at] - found[at])
                if more > left:
                    lower.remove(at)
                else:
                    found[at] += more
                    left -= more
        return found

    def _as_wide(self, part: Cell, wide: float, free: float, height: float) -> float:
        """The least width in which a part that is so wide is no higher than that."""
        return wide if self.hold(part, wide, height) else self._least_width(part, free, height)

    def _longs(self, cell: Cell, rect: Rect, free: float) -> list[float]:
        """How long each part must be."""
        longs = [self._long(part, rect, free, cell.across) for part in cell.parts]
        if not cell.across and sum(longs) > free:
            # The largest is found but closely; it holds in what the others leave.
            at = max(range(len(longs)), key=lambda n: _leaves(cell.parts[n]))
            longs[at] = max(cell.parts[at].least * free, free - sum(longs) + longs[at])
        return longs

    def _long(self, part: Cell, rect: Rect, free: float, across: bool) -> float:
        """How wide or high a part must be in a rectangle, at most as much as its limits allow."""
        most = part.most * free
        if most - part.least * free < _SLACK:
            return most
        long = self._least_width(part, free, rect.h) if across else self.least_height(part, rect.w, most)
        return min(max(long, part.least * free), most)


def _free(cell: Cell, length: float) -> float:
    return length - cell.gutter * (len(cell.parts) - 1)


def _leaves(cell: Cell) -> int:
    return sum(map(_leaves, cell.parts)) if cell.parts else 1


@lru_cache(1024)
def _widths(part: Cell, free: float) -> list[float]:
    """The widths that are tried, the usual one among them."""
    least, usual, most = part.least * free, min(max(part.usual, part.least * free), part.most * free), part.most * free
    if most - least < _SLACK:
        return [most]
    below = [least + (usual - least) * n / _BELOW for n in range(_BELOW)] if usual - least > _SLACK else []
    above = [usual + (most - usual) * n / _ABOVE for n in range(1, _ABOVE + 1)] if most - usual > _SLACK else []
    return [*below, usual, *above]


def _shared(
    cell: Cell, free: float, needs: Sequence[float], wants: Sequence[float], shape: Sequence[float]
) -> list[float]:
    """How long each part is: together they are as long as what there is. The more of that is wanted, the more like the
    `shape` they are.
    """
    parts = cell.parts
    usual = [part.usual * free / (sum(each.usual for each in parts) or 1.0) for part in parts]
    # Parts that need less than the least they may have are empty alike.
    empty = min(part.least * free / long if long else 1.0 for part, long in zip(parts, usual, strict=True))
    wants, shape = (
        [
            want if want > part.least * free + _SLACK else empty * long
            for part, want, long in zip(parts, each, usual, strict=True)
        ]
        for each in (wants, shape)
    )
    full, total = min(1.0, sum(wants) / free) if free > 0 else 1.0, sum(shape)
    goals = [
        (1 - full) * long + full * want * free / total if total else long
        for long, want in zip(usual, shape, strict=True)
    ]
    lows = [max(part.least * free, need) for part, need in zip(parts, needs, strict=True)]
    if sum(lows) > free + 1:
        lows = [part.least * free for part in parts]
    elif sum(lows) > free:
        lows = [low * free / sum(lows) for low in lows]
    return _projected(goals, lows, [part.most * free for part in parts], free)


def _projected(goals: Sequence[float], lows: Sequence[float], highs: Sequence[float], total: float) -> list[float]:
    """The lengths nearest to the goals, which come to a total, that are within their limits and come to it too."""
    if all(least <= goal <= most for goal, least, most in zip(goals, lows, highs, strict=True)):
        return [*goals]
    low, high = -total, total
    found = [*goals]
    for _ in range(40):
        shift = (low + high) / 2
        found = [max(least, min(most, goal + shift)) for goal, least, most in zip(goals, lows, highs, strict=True)]
        if sum(found) > total:
            high = shift
        else:
            low = shift
    # Rounding is nobody's loss.
    found[-1] += total - sum(found)
    return found
