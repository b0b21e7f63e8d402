"""Sheets cut into tiles, as PDF: each page is a form, of which every sheet of paper shows a part."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from bmcgen.backends.pdf.painter import Painter
from bmcgen.backends.pdf.values import decimal
from bmcgen.backends.pdf.writer import File
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Page, Press, Rule, Tiles
from bmcgen.pages.tiles import LABEL, RULER, SMALL, Cut, Tile, cut, name_of, register_marks
from bmcgen.text.fonts import Faces

BLACK = Colour((0, 0, 0), (0, 0, 0, 1), 0)


def paint_tiles(file: File, pages: Sequence[Page], faces: Faces, press: Press, tiles: Tiles) -> None:
    """Each page as a form, which the sheets show parts of; forms have no tags."""
    painter, surface = _TilePainter(file, faces, None, press), file.surface
    for number, page in enumerate(pages):
        name, area = f"sheet{number + 1}", cut(page, tiles)
        surface.beginForm(name, 0, 0, page.width, page.height)
        painter.paint(page)
        surface.endForm()
        surface.setPageSize((area.width, area.height))
        surface.bookmarkPage(name)
        surface.addOutlineEntry(page.title, name, 0, closed=True)
        painter.map(page, name, area, tiles)
        surface.showPage()
        for tile in area.tiles:
            surface.setPageSize((area.width, area.height))
            surface.bookmarkPage(f"{name}{tile.name}")
            surface.addOutlineEntry(tile.name, f"{name}{tile.name}", 1)
            painter.tile(page, name, area, tile, tiles)
            surface.showPage()
    painter.finish()


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
        self._write(tiles.title, room.x, room.y + 18, 18.0, "bold")
        self._write(tiles.how, room.x, room.y + 34, 9.0)
        top = room.y + 56
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
        self._write(_neighbours(area, tile), tiles.margin + 40, base, SMALL)
        right = area.width - tiles.margin
        left = right - RULER
        if left > tiles.margin + 150:
            ends = ((left, base - 8, left, base), (right, base - 8, right, base), (left, base - 4, right, base - 4))
            self._lines(ends, 0.5)
            self._write(tiles.ruler, left + 6, base - 6, SMALL)

    def _write(self, text: str, x: float, y: float, size: float, role: str = "regular") -> None:
        """Words on the sheet itself, in black."""
        if text:
            self._mark(Line(x, y, 0, size, BLACK, self.faces[role].runs(text), joint="\n"))

    def _lines(self, lines: Iterable[tuple[float, float, float, float]], width: float) -> None:
        for ends in lines:
            self._mark(Rule(*ends, width, BLACK))


class _TilePainter(Painter, Assembly):
    """Writes assembly maps and tiles; a page is a form."""

    def _place(self, page: Page, form: str, room: Rect, scale: float, dx: float, dy: float) -> None:
        """A form in a room, cut off at its edges, moved by so many of its own points."""
        bottom = self.height - room.bottom
        self.surface.saveState()
        self.surface.addLiteral(f"{decimal(room.x)} {decimal(bottom)} {decimal(room.w)} {decimal(room.h)} re W n")
        # Below the top of the room, by as much of the page as is left of what is shown.
        y = self.height - room.y - (page.height + dy) * scale
        self.surface.transform(scale, 0, 0, scale, room.x + dx * scale, y)
        self.surface.doForm(form)
        self.surface.restoreState()

    def _mark(self, mark: Line | Rule) -> None:
        self.surface.addLiteral(self.line(mark) if isinstance(mark, Line) else self.rule(mark))


def _neighbours(area: Cut, tile: Tile) -> str:
    """The tiles around one, each behind an arrow that points to it."""
    around = (("←", 0, -1), ("→", 0, 1), ("↑", -1, 0), ("↓", 1, 0))
    places = [(arrow, tile.row + down, tile.column + right) for arrow, down, right in around]
    there = [each for each in places if 0 <= each[1] < area.rows and 0 <= each[2] < area.columns]
    return "   ".join(f"{arrow} {name_of(row, column)}" for arrow, row, column in there)
