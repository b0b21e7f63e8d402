"""A sheet cut into sheets of an office printer: an assembly map, then each part of it, with an overlap to glue."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Page, Tiles

BAND = 9 * MM
CROSS = 2.5 * MM
RULER = 100 * MM
LABEL = 11.0
SMALL = 7.5


class Tile(Struct, frozen=True):
    """A part of a sheet: its row and column from 0, what of the sheet it shows, and whether others lie beside it."""

    row: int
    column: int
    area: Rect

    @property
    def name(self) -> str:
        return name_of(self.row, self.column)


def name_of(row: int, column: int) -> str:
    """A tile's name: rows have letters, columns have numbers."""
    return f"{_letters(row)}{column + 1}"


def _letters(number: int) -> str:
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


class Cut(Struct, frozen=True):
    """How a page is cut: the sheets' width and height, the room on each, and the tiles, row by row."""

    width: float
    height: float
    room: Rect
    rows: int
    columns: int
    tiles: tuple[Tile, ...]


def cut(page: Page, tiles: Tiles) -> Cut:
    """The tiles of a page, on sheets that lie or stand, whichever takes fewer; what is left over lies at both edges."""
    ways = [_cut(page, tiles, *size) for size in ((tiles.width, tiles.height), (tiles.height, tiles.width))]
    return min(ways, key=lambda way: len(way.tiles))


def is_cut(page: Page, tiles: Tiles) -> bool:
    """Whether a page is larger than the paper of the tiles, lying or standing, and there is something on it to cut."""
    sides, room = sorted((page.width, page.height)), sorted((tiles.width, tiles.height))
    return bool(page.marks) and any(side > most + 0.5 for side, most in zip(sides, room, strict=True))


def sheets_of(page: Page, tiles: Tiles) -> int:
    """On how many sheets a page is printed: itself, or the assembly map and its tiles."""
    return 1 + len(cut(page, tiles).tiles) if is_cut(page, tiles) else 1


def _cut(page: Page, tiles: Tiles, width: float, height: float) -> Cut:
    margin = tiles.margin
    room = Rect(margin, margin + BAND, width - 2 * margin, height - 2 * margin - BAND)
    columns, x = _steps(page.width, room.w, tiles.overlap)
    rows, y = _steps(page.height, room.h, tiles.overlap)
    found = tuple(
        Tile(
            row, column, Rect(x + column * (room.w - tiles.overlap), y + row * (room.h - tiles.overlap), room.w, room.h)
        )
        for row in range(rows)
        for column in range(columns)
    )
    return Cut(width, height, room, rows, columns, found)


def _steps(length: float, room: float, overlap: float) -> tuple[int, float]:
    """How many rooms a length takes, and where the first begins, so that what is left over lies at both ends."""
    count = max(1, math.ceil((length - overlap) / (room - overlap) - 0.0001))
    return count, (length - count * room + (count - 1) * overlap) / 2


def register_marks(area: Cut, tile: Tile, overlap: float) -> Iterator[tuple[float, float, float, float]]:
    """Lines in the points of the sheet, y downwards: along the overlap where another tile is laid on, and crosses at
    its ends, which lie on those of the other tile.
    """
    room = area.room
    edges = []
    if tile.column + 1 < area.columns:
        edges.append((room.right - overlap, room.y, room.right - overlap, room.bottom))
    if tile.column:
        edges.append((room.x + overlap, room.y, room.x + overlap, room.bottom))
    if tile.row + 1 < area.rows:
        edges.append((room.x, room.bottom - overlap, room.right, room.bottom - overlap))
    if tile.row:
        edges.append((room.x, room.y + overlap, room.right, room.y + overlap))
    xs = sorted({edge[0] for edge in edges if edge[0] == edge[2]})
    ys = sorted({edge[1] for edge in edges if edge[1] == edge[3]})
    for x in xs or [room.x, room.right]:
        for y in ys or [room.y, room.bottom]:
            yield x - CROSS, y, x + CROSS, y
            yield x, y - CROSS, x, y + CROSS
    # Short ends of the line on which the next sheet is laid.
    for x in xs:
        yield x, room.y, x, room.y + 3 * CROSS
        yield x, room.bottom - 3 * CROSS, x, room.bottom
    for y in ys:
        yield room.x, y, room.x + 3 * CROSS, y
        yield room.right - 3 * CROSS, y, room.right, y
