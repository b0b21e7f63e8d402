"""A living grid: a sheet cut along its dividers, and where these stand so that every block holds what is in it.

A grid whose areas can be cut apart by straight lines is a tree of cells. Each line belongs to one cell only, so the two
blocks of a stack share their column without regard to the stack beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf

from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.model.layout import Grid, Sheet, Track
from bmcgen.model.plan import Cell

Need = Callable[[str, float], float]
"""How high an area must be in a width; infinite if no height would do."""
Edges = Sequence[tuple[float, float]]
_BELOW, _ABOVE = 4, 8
"""Steps of a width that are tried below and above the usual one."""
_SLACK = 0.01
_CLOSE = 3.0
"""The least height of cells beside one another is found as closely as this."""


def cells(sheet: Sheet, xs: Edges, ys: Edges) -> Cell | None:
    """The cells of a sheet whose tracks stand at these places; None if none of its dividers moves."""
    grid = sheet.grid
    if all(track.limits == (1.0, 1.0) for track in (*grid.columns, *grid.rows)):
        return None
    cut = _cut(grid, (0, len(grid.rows)), (0, len(grid.columns)))
    if cut is None:
        return None
    cell = _cell(sheet, cut, xs, ys)
    return cell if cell.moves else None


_Span = tuple[int, int]
_Cut = tuple[_Span, _Span, str, bool, tuple["_Cut", ...]]
"""The rows and columns of a cell, its area, whether its parts stand beside one another, and these."""


@lru_cache(64)
def _cut(grid: Grid, rows: _Span, columns: _Span) -> _Cut | None:
    """A part of a grid cut into rows, else into columns, until each piece is one area; None if that cannot be done."""
    part = [line[columns[0] : columns[1]] for line in grid.areas[rows[0] : rows[1]]]
    names = {name for line in part for name in line}
    if len(names) == 1:
        return rows, columns, part[0][0], False, ()
    turned = [list(line) for line in zip(*part, strict=True)]
    for across, lines, (start, stop) in ((False, part, rows), (True, turned, columns)):
        at = [n for n in range(1, len(lines)) if not {*lines[n - 1]} & {*lines[n]}]
        if at:
            bounds = [start, *(start + n for n in at), stop]
            found = [_cut(grid, rows, span) if across else _cut(grid, span, columns) for span in pairwise(bounds)]
            parts = tuple(each for each in found if each is not None)
            return (rows, columns, "", across, parts) if len(parts) == len(found) else None
    return None


def _cell(sheet: Sheet, cut: _Cut, xs: Edges, ys: Edges) -> Cell:
    rows, columns, area, across, parts = cut
    left, top = xs[columns[0]][0], ys[rows[0]][0]
    rect = Rect(left, top, xs[columns[1] - 1][1] - left, ys[rows[1] - 1][1] - top)
    if not parts:
        return Cell(rect, area)
    grid = sheet.grid
    gutter = grid.column_gutter if across else grid.row_gutter
    made = [_cell(sheet, part, xs, ys) for part in parts]
    usual = [each.rect.w if across else each.rect.h for each in made]
    limits = []
    for part, each, long in zip(parts, made, usual, strict=True):
        span, tracks, edges = (part[1], grid.columns, xs) if across else (part[0], grid.rows, ys)
        limits.append(_limits(tracks[slice(*span)], edges[slice(*span)]) if _grows(sheet, each) else (long, long))
    whole = sum(usual) or 1.0
    lows, highs = [low for low, _ in limits], [high for _, high in limits]
    bound = []
    for each, long, low, high in zip(made, usual, lows, highs, strict=True):
        # What the others leave it even in the end.
        low, high = max(low, whole - sum(highs) + high), min(high, whole - sum(lows) + low)
        bound.append(replace(each, usual=long, least=min(low, long) / whole, most=max(high, long) / whole))
    moves = any(each.moves or each.most - each.least > 1e-6 for each in bound)
    return Cell(rect, "", across, tuple(bound), gutter, moves=moves)


def _limits(tracks: Sequence[Track], edges: Edges) -> tuple[float, float]:
    long = [end - start for start, end in edges]
    low = sum(each * track.limits[0] for each, track in zip(long, tracks, strict=True))
    return low, sum(each * track.limits[1] for each, track in zip(long, tracks, strict=True))


def _grows(sheet: Sheet, cell: Cell) -> bool:
    """Whether a cell holds notes and nothing else: the place of all else is settled before."""
    if cell.parts:
        return all(_grows(sheet, part) for part in cell.parts)
    return cell.area in sheet.blocks and sheet.blocks[cell.area].kind == "notes"


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

    def __init__(self, need: Need, last: dict[Rect, int]) -> None:
        self._need, self._last = need, last
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
            return self.need(cell.area, width) <= height + _SLACK
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
        moving = [part for part in others if part.most > part.least]
        left = free * (1 - sum([part.least for part in others])) + _SLACK
        if left < largest.least * free - _SLACK or not self.hold(largest, width, min(left, largest.most * free)):
            return False
        higher = False
        for part in moving:
            least = part.least * free
            if not self.hold(part, width, least):
                usual = min(max(part.usual, least), part.most * free)
                if part.parts and len(moving) == 1 and self.hold(part, width, usual):
                    rest = min(left + least - usual, largest.most * free)
                    if rest >= largest.least * free - _SLACK and self.hold(largest, width, rest):
                        return True
                left -= self.least_height(part, width, part.most * free) - least
                higher = True
                if left < largest.least * free - _SLACK:
                    return False
        return not higher or self.hold(largest, width, min(left, largest.most * free))

    def least_height(self, cell: Cell, width: float, most: float) -> float:
        """How high a cell must be in a width; infinite if `most` would not do."""
        if not cell.parts:
            return self.need(cell.area, width)
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
        # It is sought from where it was the last time, which for a size a little larger is near.
        key, low, high = part.rect, 0, len(widths)
        at = self._last.get(key, len(widths) // 2)
        stride = 1
        if self.hold(part, widths[at], height):
            high = at
            while low < high:
                tried = max(low, high - stride)
                if not self.hold(part, widths[tried], height):
                    low = tried + 1
                    break
                high, stride = tried, 2 * stride
        else:
            low = at + 1
            while low < high:
                tried = min(high - 1, low + stride - 1)
                if self.hold(part, widths[tried], height):
                    high = tried
                    break
                low, stride = tried + 1, 2 * stride
        while low < high:
            middle = (low + high) // 2
            if self.hold(part, widths[middle], height):
                high = middle
            else:
                low = middle + 1
        self._last[key] = min(low, len(widths) - 1)
        return widths[low] if low < len(widths) else inf

    def placed(self, cell: Cell, rect: Rect, wanted: Dividers) -> dict[str, Rect]:
        """The rectangle of each area: no part is smaller than it needs. If there is room to spare, parts are the nearer
        to the usual the emptier the sheet is, and the fuller it is the more all are filled alike with what is `wanted`.
        """
        if not cell.parts:
            return {cell.area: rect}
        whole = rect.w if cell.across else rect.h
        free = _free(cell, whole)
        needs = [self._long(part, rect, free, cell.across) for part in cell.parts]
        wants = needs if wanted is self else [wanted._long(part, rect, free, cell.across) for part in cell.parts]
        found: dict[str, Rect] = {}
        at = rect.x if cell.across else rect.y
        for part, long in zip(cell.parts, _shared(cell, free, needs, wants), strict=True):
            each = Rect(at, rect.y, long, rect.h) if cell.across else Rect(rect.x, at, rect.w, long)
            found |= self.placed(part, each, wanted)
            at += long + cell.gutter
        return found

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


def _shared(cell: Cell, free: float, needs: Sequence[float], wants: Sequence[float]) -> list[float]:
    """How long each part is: together they are as long as what there is."""
    parts = cell.parts
    usual = [part.usual * free / (sum(each.usual for each in parts) or 1.0) for part in parts]
    # Parts that need less than the least they may have are empty alike.
    empty = min(part.least * free / long if long else 1.0 for part, long in zip(parts, usual, strict=True))
    wants = [
        want if want > part.least * free + _SLACK else empty * long
        for part, want, long in zip(parts, wants, usual, strict=True)
    ]
    total = sum(wants)
    full = min(1.0, total / free) if free > 0 else 1.0
    goals = [
        (1 - full) * long + full * want * free / total if total else long
        for long, want in zip(usual, wants, strict=True)
    ]
    lows = [max(part.least * free, need) for part, need in zip(parts, needs, strict=True)]
    if sum(lows) > free + 1:
        lows = [part.least * free for part in parts]
    elif sum(lows) > free:
        lows = [low * free / sum(lows) for low in lows]
    return _projected(goals, lows, [part.most * free for part in parts], free)


def _projected(goals: Sequence[float], lows: Sequence[float], highs: Sequence[float], total: float) -> list[float]:
    """The lengths nearest to the goals that are within their limits and come to a total."""
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
