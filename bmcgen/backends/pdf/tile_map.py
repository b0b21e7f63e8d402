"""Sheets cut into tiles, as PDF: each page is a form, of which every sheet of paper shows a part."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.backends._assembly import Assembly, whole_size
from bmcgen.backends.pdf.painter import Painter
from bmcgen.backends.pdf.values import decimal
from bmcgen.backends.pdf.writer import File
from bmcgen.geometry import Rect
from bmcgen.model.page import Line, Page, Press, Rule, Tiles
from bmcgen.pages.prepress.tiles import cut, is_cut
from bmcgen.text.fonts import Faces


def paint_tiles(file: File, pages: Sequence[Page], faces: Faces, press: Press, tiles: Tiles) -> None:
    """Each page as a form, which the sheets show parts of; forms have no tags. Pages that are no larger than the tiles
    are printed as they are.
    """
    painter, surface = _TilePainter(file, faces, None, press), file.surface
    for number, page in enumerate(pages):
        name = f"sheet{number + 1}"
        if not is_cut(page, tiles):
            painter.whole(page, name, tiles)
            continue
        area = cut(page, tiles)
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


class _TilePainter(Painter, Assembly):
    """Writes assembly maps and tiles; a page is a form."""

    def whole(self, page: Page, name: str, tiles: Tiles) -> None:
        """A page that is not cut."""
        surface = self.surface
        surface.setPageSize(whole_size(page, tiles))
        if page.title:
            surface.bookmarkPage(name)
            surface.addOutlineEntry(page.title, name, 0, closed=True)
        if page.marks:
            self.paint(page)
        surface.showPage()

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
