"""A living grid: a sheet cut along its dividers, so that these can move.

A grid whose areas can be cut apart by straight lines is a tree of cells. Each line belongs to one cell only, so the two
blocks of a stack share their column without regard to the stack beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Grid, Sheet, Track
from bmcgen.model.plan import Cell

Edges = Sequence[tuple[float, float]]


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
        least, most = max(low, whole - sum(highs) + high), min(high, whole - sum(lows) + low)
        bound.append(replace(each, usual=long, least=min(least, long) / whole, most=max(most, long) / whole))
    moves = any(each.moves or each.most - each.least > 1e-6 for each in bound)
    return Cell(rect, "", across, tuple(bound), gutter, moves=moves)


def _limits(tracks: Sequence[Track], edges: Edges) -> tuple[float, float]:
    long = [end - start for start, end in edges]
    low = sum(each * track.limits[0] for each, track in zip(long, tracks, strict=True))
    return low, sum(each * track.limits[1] for each, track in zip(long, tracks, strict=True))


def _grows(sheet: Sheet, cell: Cell) -> bool:
    """Whether a cell holds nothing but blocks whose dividers move: the place of all else is settled before."""
    if cell.parts:
        return all(_grows(sheet, part) for part in cell.parts)
    return cell.area in sheet.blocks and kind_of(sheet.blocks[cell.area].kind).moves
