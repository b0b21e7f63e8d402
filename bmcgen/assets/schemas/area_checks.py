"""What is wrong with the map of a grid, each at its row and name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bmcgen.assets.areas import row_place
from bmcgen.assets.schemas.layout_schema import SheetShape
from bmcgen.diagnostics import Diagnostic, Place, did_you_mean, error

EMPTY = "."


def check_areas(sheet: SheetShape, where: Place) -> Iterator[Diagnostic]:
    """Rows are of one length and agree with the tracks; areas are rectangles, each with a block."""
    rows, columns = sheet.grid.areas, len(sheet.grid.columns)
    usual = columns if any(len(row) == columns for row in rows) else Counter(map(len, rows)).most_common(1)[0][0]
    ragged = [number for number, row in enumerate(rows) if len(row) != usual]
    for number in ragged:
        message = f"this row of areas has {_counted(rows[number])}, and others have {usual}"
        yield error("bad-grid", message, row_place(where, number), "every row names an area, or a dot, for each column")
    if not ragged and (len(rows) != len(sheet.grid.rows) or usual != columns):
        tracks = f"{columns} columns and {len(sheet.grid.rows)} rows"
        message = f'"areas" is {usual} wide and {len(rows)} high, but the grid has {tracks}'
        lines = 'put | after "areas:", and each row on a line of its own below'
        hint = (
            lines if len(rows) == 1 else "each row of areas has a track under rows, each name in it one under columns"
        )
        yield error("bad-grid", message, where, hint)
    places: dict[str, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, area in enumerate(row):
            if area != EMPTY:
                places.setdefault(area, []).append((x, y))
    unplaced = [area for area in sheet.blocks if area not in places]
    for area, cells in places.items():
        if area not in sheet.blocks:
            hint = did_you_mean(area, unplaced or list(sheet.blocks))
            yield error("bad-grid", f'the area "{area}" has no block', row_place(where, cells[0][1], area), hint)
        elif not ragged and (bent := _bent(cells)) is not None:
            yield error("bad-grid", f'the area "{area}" is not a rectangle', row_place(where, bent, area))


def _counted(row: Sequence[str]) -> str:
    return f"{len(row)} name" if len(row) == 1 else f"{len(row)} names"


def _bent(cells: Sequence[tuple[int, int]]) -> int | None:
    """The first row in which an area is not as it is in its first; None for a rectangle."""
    by_row: dict[int, list[int]] = {}
    for x, y in cells:
        by_row.setdefault(y, []).append(x)
    rows = sorted(by_row)
    first = by_row[rows[0]]
    straight = list(range(first[0], first[0] + len(first)))
    for number, row in enumerate(rows):
        if by_row[row] != straight or row != rows[0] + number:
            return row
    return None
