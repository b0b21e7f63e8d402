"""Assembly maps and tiles, drawn with what a backend has for pages, lines and rules."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Page, Rule, Tiles
from bmcgen.pages.tiles import LABEL, RULER, SMALL, Cut, Tile, name_of, register_marks
from bmcgen.text.fonts import Faces

BLACK = Colour((0, 0, 0), (0, 0, 0, 1), 0)
TITLE, HOW = 18.0, 9.0
LEADING = 1.28
BELOW_TITLE = 7.0
ABOVE_MAP = 22.0
MEASURE = 420.0
"""The widest that the instructions are set."""
NEIGHBOURS = 40.0
BESIDE = 12.0


class Assembly(ABC):
    """Draws assembly maps and tiles, with what a backend has for it."""

    faces: Faces

    @abstractmethod
    def begin(self, height: float) -> None:
        """Begins a sheet of paper of a height."""

    @abstractmethod
    def _place(self, page: Page, form: str, room: Rect, scale: float, dx: float, dy: float) -> None:
        """Shows a page in a room, cut off at its edges, moved by so many of its own points."""

    @abstractmethod
    def _mark(self, mark: Line | Rule) -> None:
        """Draws on the sheet of paper itself."""

    def map(self, page: Page, form: str, area: Cut, tiles: Tiles) -> None:
        """The assembly map: the sheet in small, the lines along which it is cut, and the name of each part."""
        self.begin(area.height)
        room = Rect(tiles.margin, tiles.margin, area.width - 2 * tiles.margin, area.height - 2 * tiles.margin)
        title = self._wrapped(tiles.title, "bold", TITLE, room.w)
        base = room.y + TITLE
        for text in title:
            self._write(text, room.x, base, TITLE, "bold")
            base += TITLE * LEADING
        base += HOW - TITLE * LEADING + BELOW_TITLE
        for text in self._wrapped(tiles.how, "regular", HOW, min(room.w, MEASURE)):
            self._write(text, room.x, base, HOW)
            base += HOW * LEADING
        top = base - HOW * LEADING + ABOVE_MAP
        scale = min(room.w / page.width, (room.bottom - top) / page.height)
        self._place(page, form, Rect(room.x, top, page.width * scale, page.height * scale), scale, 0, 0)
        for tile in area.tiles:
            shown = tile.area
            left, right = max(shown.x, 0), min(shown.right, page.width)
            high, low = max(shown.y, 0), min(shown.bottom, page.height)
            cell = Rect(room.x + left * scale, top + high * scale, (right - left) * scale, (low - high) * scale)
            corners = ((cell.x, cell.y, cell.right, cell.y), (cell.x, cell.bottom, cell.right, cell.bottom))
            sides = ((cell.x, cell.y, cell.x, cell.bottom), (cell.right, cell.y, cell.right, cell.bottom))
            self._lines((*corners, *sides), 0.75)
            self._write(tile.name, cell.x + cell.w / 2 - 8, cell.y + cell.h / 2 + 6, 16.0, "bold")

    def tile(self, page: Page, form: str, area: Cut, tile: Tile, tiles: Tiles) -> None:
        """A part of the sheet at its true size; above it its name, those of its neighbours, and a ruler."""
        self.begin(area.height)
        room = area.room
        self._place(page, form, room, 1.0, -tile.area.x, -tile.area.y)
        self._lines(register_marks(area, tile, tiles.overlap), 0.5)
        base = tiles.margin + LABEL
        self._write(tile.name, tiles.margin, base, LABEL, "bold")
        around = _neighbours(area, tile)
        self._write(around, tiles.margin + NEIGHBOURS, base, SMALL)
        right = area.width - tiles.margin
        left = right - RULER
        if left > tiles.margin + NEIGHBOURS + self.faces["regular"].width(around) * SMALL / 1000 + BESIDE:
            ends = ((left, base - 8, left, base), (right, base - 8, right, base), (left, base - 4, right, base - 4))
            self._lines(ends, 0.5)
            self._write(tiles.ruler, left + 6, base - 6, SMALL)

    def _wrapped(self, text: str, role: str, size: float, width: float) -> list[str]:
        """A text in lines of a width; a word that is wider than that is broken where it must be."""
        face, most = self.faces[role], width * 1000 / size
        lines: list[str] = []
        for word in text.split(" "):
            if lines and face.width(f"{lines[-1]} {word}") <= most:
                lines[-1] += f" {word}"
                continue
            rest = word
            while len(rest) > 1 and face.width(rest) > most:
                count = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or face.width(rest[:n]) <= most)
                lines.append(rest[:count])
                rest = rest[count:]
            lines.append(rest)
        return lines

    def _write(self, text: str, x: float, y: float, size: float, role: str = "regular") -> None:
        """Words on the sheet itself, in black."""
        if text:
            self._mark(Line(x, y, 0, size, BLACK, self.faces[role].runs(text), joint="\n"))

    def _lines(self, lines: Iterable[tuple[float, float, float, float]], width: float) -> None:
        for ends in lines:
            self._mark(Rule(*ends, width, BLACK))


def whole_size(page: Page, tiles: Tiles) -> tuple[float, float]:
    """The sheet of a page that is not cut: its own; an empty one, which is the back of another, is no larger than a
    tile.
    """
    return (page.width, page.height) if page.marks else (tiles.width, tiles.height)


def _neighbours(area: Cut, tile: Tile) -> str:
    """The tiles around one, each behind an arrow that points to it."""
    around = (("←", 0, -1), ("→", 0, 1), ("↑", -1, 0), ("↓", 1, 0))
    places = [(arrow, tile.row + down, tile.column + right) for arrow, down, right in around]
    there = [each for each in places if 0 <= each[1] < area.rows and 0 <= each[2] < area.columns]
    return "   ".join(f"{arrow} {name_of(row, column)}" for arrow, row, column in there)
