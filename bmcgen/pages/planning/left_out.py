"""A sheet without some of its parts: what stands beside them has their place, and rows that are empty then are gone."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from bmcgen.kinds import kind_of
from bmcgen.model.content import Content
from bmcgen.model.layout import Sheet
from bmcgen.pages.planning.grid import EMPTY

Row = tuple[str, ...]


def in_use(sheet: Sheet, content: Content) -> Sheet:
    """A sheet without the parts that have no place on it, such as scales that nobody has used."""
    held = content.blocks
    return without(
        sheet,
        {
            area
            for area, block in sheet.blocks.items()
            if kind_of(block.kind).left_out(block, held.get(block.name), filled=content.filled)
        },
    )


def without(sheet: Sheet, gone: Collection[str]) -> Sheet:
    """The sheet without some of its areas."""
    if not gone:
        return sheet
    grid = sheet.grid
    rows = [_closed(row, gone) for row in grid.areas]
    if not _are_rectangles(rows):
        rows = [tuple(EMPTY if area in gone else area for area in row) for row in grid.areas]
    kept = [number for number, row in enumerate(rows) if set(row) != {EMPTY} or set(grid.areas[number]) == {EMPTY}]
    tracks = tuple(grid.rows[number] for number in kept)
    blocks = {area: block for area, block in sheet.blocks.items() if area not in gone}
    return replace(sheet, grid=replace(grid, rows=tracks, areas=tuple(rows[number] for number in kept)), blocks=blocks)


def _closed(row: Row, gone: Collection[str]) -> Row:
    """A row in which the area before one that is gone reaches over its place, else the one after it."""
    found = [*row]
    for number, area in enumerate(found):
        if area in gone:
            found[number] = found[number - 1] if number else EMPTY
    for number in reversed(range(len(found) - 1)):
        if row[number] in gone and found[number] == EMPTY:
            found[number] = found[number + 1]
    return tuple(found)


def _are_rectangles(rows: list[Row]) -> bool:
    places: dict[str, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, area in enumerate(row):
            if area == EMPTY:
                continue
            places.setdefault(area, []).append((x, y))
    for cells in places.values():
        wide, high = ({cell[at] for cell in cells} for at in (0, 1))
        if (max(wide) - min(wide) + 1) * (max(high) - min(high) + 1) != len(cells):
            return False
    return True
