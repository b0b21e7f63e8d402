"""A sheet cut into sheets of an office printer: an assembly map, then each part of it, with an overlap to glue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Page, Tiles
from bmcgen.pages.prepress.seams import CROSS, STEP, TICK, count_of, crosses_on, drawn, free, kept_whole, reach, seams

BAND = 9 * MM
LABEL = 11.0
SMALL = 7.5
LYING = 140 * MM
"""The least height of an assembly map that lies."""


class Tile(Struct, frozen=True):
    """A part of a sheet: its row and column from 0, what of the sheet it shows, and whether others lie beside it."""

    row: int
    column: int
    area: Rect

    @property
    def name(self) -> str:
        return name_of(self.row, self.column)


def name_of(row: int, column: int) -> str:
    """A tile's name: its row and its column. A letter and a number would be taken for a size of paper."""
    return f"{row + 1}-{column + 1}"


class Cut(Struct, frozen=True):
    """How a page is cut: the sheets' width and height, the room on each, the part of the page that is shown, the seams
    at their places on the page, and the tiles, row by row. `whole` is what a mark keeps clear of.
    """

    width: float
    height: float
    room: Rect
    shown: Rect
    across: tuple[float, ...]
    down: tuple[float, ...]
    tiles: tuple[Tile, ...]
    whole: tuple[Rect, ...]

    @property
    def columns(self) -> int:
        return len(self.across) + 1

    @property
    def rows(self) -> int:
        return len(self.down) + 1

    @property
    def map_sides(self) -> tuple[float, float]:
        """The width and height of the assembly map, which lies if the page does and words have room beside it."""
        low, high = sorted((self.width, self.height))
        return (high, low) if self.shown.w > self.shown.h and low >= LYING else (low, high)


def cut(page: Page, tiles: Tiles) -> Cut:
    """The tiles of what is drawn on a page, on sheets that lie or stand, whichever takes fewer."""
    shown = drawn(page)
    upright, level = ((tiles.width, tiles.height), (tiles.height, tiles.width))
    fewest = min((upright, level), key=lambda sides: _count(shown, _room(sides[0], sides[1], tiles), tiles.overlap))
    return _cut(page, shown, tiles, *fewest)


def is_cut(page: Page, tiles: Tiles) -> bool:
    """Whether a page is larger than the paper of the tiles, lying or standing, and there is something on it to cut."""
    sides, room = sorted((page.width, page.height)), sorted((tiles.width, tiles.height))
    return bool(page.marks) and any(side > most + 0.5 for side, most in zip(sides, room, strict=True))


def sheets_of(page: Page, tiles: Tiles) -> int:
    """On how many sheets a page is printed: itself, or the assembly map and its tiles."""
    return 1 + len(cut(page, tiles).tiles) if is_cut(page, tiles) else 1


def _room(width: float, height: float, tiles: Tiles) -> Rect:
    margin = tiles.margin
    return Rect(margin, margin + BAND, width - 2 * margin, height - 2 * margin - BAND)


def _count(shown: Rect, room: Rect, overlap: float) -> int:
    return count_of(shown.w, room.w, overlap) * count_of(shown.h, room.h, overlap)


def _cut(page: Page, shown: Rect, tiles: Tiles, width: float, height: float) -> Cut:
    room, overlap = _room(width, height, tiles), tiles.overlap
    whole = tuple(kept_whole(page))
    across = seams(shown.x, shown.right, room.w, overlap, [(rect.x, rect.right, cost) for rect, cost in whole])
    down = seams(shown.y, shown.bottom, room.h, overlap, [(rect.y, rect.bottom, cost) for rect, cost in whole])
    lefts = _begun(shown.x, shown.right, across, room.w, overlap)
    tops = _begun(shown.y, shown.bottom, down, room.h, overlap)
    found = tuple(
        Tile(row, column, Rect(x, y, room.w, room.h)) for row, y in enumerate(tops) for column, x in enumerate(lefts)
    )
    return Cut(width, height, room, shown, across, down, found, tuple(rect for rect, _ in whole))


def _begun(start: float, end: float, seams: Sequence[float], room: float, overlap: float) -> list[float]:
    """Where parts begin on the page: what each has to show stands in the middle of its room."""
    ahead, back = reach(overlap)
    begins, ends = [start, *(seam - back for seam in seams)], [*(seam + ahead for seam in seams), end]
    return [(one + other - room) / 2 for one, other in zip(begins, ends, strict=True)]


def register_marks(area: Cut, tile: Tile) -> Iterator[tuple[float, float, float, float]]:
    """Lines in the points of the sheet of paper, y downwards: crosses on the seams, which lie on those of the tiles
    beside it, and at the right and at the foot, where a tile is cut off, the ends of the seam. None goes through words.
    """
    dx, dy = area.room.x - tile.area.x, area.room.y - tile.area.y
    edges = _edges(area, tile)
    places = {place: None for ends in edges for place in crosses_on(ends, area.whole)}
    for x, y in places:
        yield x + dx - CROSS, y + dy, x + dx + CROSS, y + dy
        yield x + dx, y + dy - CROSS, x + dx, y + dy + CROSS
    left, top, right, bottom = tile.area.x, tile.area.y, tile.area.right, tile.area.bottom
    half = TICK / 2
    # Ticks keep clear of crosses too: drawn into one, they would make it another sign.
    taken = [*area.whole, *(Rect(x - CROSS, y - CROSS, 2 * CROSS, 2 * CROSS) for x, y in places)]
    if tile.column + 1 < area.columns:
        x = area.across[tile.column]
        for tried in (_inwards(top, 1), _inwards(bottom, -1)):
            for y in [y for y in tried if free(x, y, 0, half, taken)][:1]:
                yield x + dx, y + dy - half, x + dx, y + dy + half
    if tile.row + 1 < area.rows:
        y = area.down[tile.row]
        for tried in (_inwards(left, 1), _inwards(right, -1)):
            for x in [x for x in tried if free(x, y, half, 0, taken)][:1]:
                yield x + dx - half, y + dy, x + dx + half, y + dy


def _inwards(edge: float, sign: int) -> list[float]:
    """Where the middle of a tick may be, from the edge of a part inwards."""
    return [edge + sign * (TICK / 2 + number * STEP) for number in range(int(3 * TICK / STEP))]


def _edges(area: Cut, tile: Tile) -> list[tuple[float, float, float, float]]:
    """The seams around a tile on the page, from corner to corner, but where they end at the edge of what is drawn a
    little before that, so that a cross there can be printed whole.
    """
    shown = area.shown.inset(CROSS, CROSS, CROSS, CROSS)
    xs, ys = (shown.x, *area.across, shown.right), (shown.y, *area.down, shown.bottom)
    (left, right), (top, bottom) = xs[tile.column : tile.column + 2], ys[tile.row : tile.row + 2]
    found = []
    if tile.column:
        found.append((left, top, left, bottom))
    if tile.column + 1 < area.columns:
        found.append((right, top, right, bottom))
    if tile.row:
        found.append((left, top, right, top))
    if tile.row + 1 < area.rows:
        found.append((left, bottom, right, bottom))
    return found
