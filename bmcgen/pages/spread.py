"""A canvas on two pages that lie beside one another, as in an open book."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.kinds import kind_of
from bmcgen.model.layout import Grid, Sheet, Track

FREER = 0.7
"""On a page of a spread, the limits of dividers are so many times as low, and as much higher."""
FIXED = (1.0, 1.0)
Row = tuple[str, ...]


def spreads(sheet: Sheet) -> list[tuple[Sheet, Sheet]]:
    """The ways to divide a canvas between its columns, the most even first. Each block stands whole on the page that
    holds most of it, as wide as the others there let it be; both pages have the strips. None for a table or a map,
    whose places mean something.
    """
    if any(block.part or kind_of(block.kind).size != "note" for block in sheet.held):
        return []
    count = len(sheet.grid.columns)
    strips = {area for area, block in sheet.blocks.items() if block.role == "strip"}
    found: list[tuple[Sheet, Sheet]] = []
    for cut in sorted(range(1, count), key=lambda cut: (abs(2 * cut - count), cut)):
        owners = {area: _owner(sheet.grid, area, cut) for area in sheet.blocks if area not in strips}
        spans = range(cut), range(cut, count)
        left, right = (
            _half(sheet, span, strips | {a for a in owners if owners[a] == at}) for at, span in enumerate(spans)
        )
        if left and right and None not in owners.values():
            found.append((left, replace(right, continued=True)))
    return found


def _owner(grid: Grid, area: str, cut: int) -> int | None:
    """The half in which most of an area lies: 0 for the left one, 1 for the right one, None where both have as much."""
    columns = {number for row in grid.areas for number, name in enumerate(row) if name == area}
    left = sum(number < cut for number in columns)
    return None if 2 * left == len(columns) else int(2 * left < len(columns))


def _half(sheet: Sheet, span: range, held: set[str]) -> Sheet | None:
    """A sheet of some of its columns, in which what it holds takes the places of the rest; None where that leaves a row
    without anything, or an area that is no rectangle.
    """
    rows = [_filled(row[span.start : span.stop], held) for row in sheet.grid.areas]
    if not all(rows) or not all(_is_rectangle(rows, area) for area in held):
        return None
    columns = sheet.grid.columns[span.start : span.stop]
    grid = replace(sheet.grid, columns=_freer(columns), rows=_freer(sheet.grid.rows), areas=tuple(rows))
    return replace(sheet, grid=grid, blocks={area: block for area, block in sheet.blocks.items() if area in held})


def _freer(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """Tracks whose dividers may move further: fewer blocks share a page, and some are much fuller than others."""
    return tuple(
        replace(track, limits=(FREER * track.limits[0], track.limits[1] / FREER)) if track.limits != FIXED else track
        for track in tracks
    )


def _filled(row: Row, held: set[str]) -> Row:
    """A row in which the places of all else go to what stands nearest; empty where nothing does."""
    at = [number for number, area in enumerate(row) if area in held]
    return tuple(row[min(at, key=lambda other: abs(other - number))] for number in range(len(row))) if at else ()


def _is_rectangle(rows: Sequence[Row], area: str) -> bool:
    places = [(y, x) for y, row in enumerate(rows) for x, name in enumerate(row) if name == area]
    high, wide = {y for y, _ in places}, {x for _, x in places}
    return bool(places) and len(places) == (max(high) - min(high) + 1) * (max(wide) - min(wide) + 1)
