"""Sheets cut into tiles, as PDF: each page is a form, of which every sheet of paper shows a part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reportlab.pdfbase.pdfdoc import xObjectName

from bmcgen.backends._assembly import BLACK, Assembly, whole_size
from bmcgen.backends.pdf.painter import Painter
from bmcgen.backends.pdf.reportlab_parts import use_form
from bmcgen.backends.pdf.tags import Tags
from bmcgen.backends.pdf.values import decimal
from bmcgen.backends.pdf.writer import File
from bmcgen.geometry import Rect
from bmcgen.model.page import Line, Mark, Page, Panel, Press, Rule, Tiles
from bmcgen.pages.prepress.tiles import cut, is_cut
from bmcgen.text.fonts import Faces


def paint_tiles(file: File, pages: Sequence[Page], faces: Faces, press: Press, tiles: Tiles, tags: Tags) -> None:
    """Each page as a form, which the sheets show parts of: forms have no tags, so each part is a figure. Pages that are
    no larger than the tiles are printed as they are.
    """
    painter, surface = _TilePainter(file, faces, tags, press), file.surface
    for number, page in enumerate(pages):
        name = f"sheet{number + 1}"
        if not is_cut(page, tiles):
            painter.whole(page, name, tiles)
            continue
        area = cut(page, tiles)
        painter.form(page, name)
        surface.setPageSize(area.map_sides)
        surface.bookmarkPage(name)
        surface.addOutlineEntry(page.title, name, 0, closed=True)
        painter.sheet(area.map_sides, partial(painter.map, page, name, area, tiles))
        for tile in area.tiles:
            surface.setPageSize((area.width, area.height))
            surface.bookmarkPage(f"{name}{tile.name}")
            surface.addOutlineEntry(tile.name, f"{name}{tile.name}", 1)
            painter.sheet((area.width, area.height), partial(painter.tile, page, name, area, tile, tiles))
    painter.finish()
    tags.finish()


class _TilePainter(Painter, Assembly):
    """Writes assembly maps and tiles; a page is a form."""

    def __init__(self, file: File, faces: Faces, tags: Tags, press: Press) -> None:
        super().__init__(file, faces, tags, press)
        self.every = tags
        self._drawn: list[tuple[str, Mark]] = []

    def form(self, page: Page, name: str) -> None:
        """Writes a page as a form."""
        self.tags = None
        self.surface.beginForm(name, 0, 0, page.width, page.height)
        self.paint(page)
        self.surface.endForm()
        self.tags = self.every

    def whole(self, page: Page, name: str, tiles: Tiles) -> None:
        """A page that is not cut."""
        surface = self.surface
        surface.setPageSize(whole_size(page, tiles))
        if page.title:
            surface.bookmarkPage(name)
            surface.addOutlineEntry(page.title, name, 0, closed=True)
        self.paint(page)
        surface.showPage()
        self.every.end_page(page, self)

    def sheet(self, sides: tuple[float, float], draw: Callable[[], None]) -> None:
        """Gathers what is drawn on a sheet, then writes it with its tags, which ask for all of it beforehand."""
        self._drawn.clear()
        draw()
        marks = tuple(mark for _, mark in self._drawn)
        made = Page(*sides, "", marks, self.elements)
        self.every.begin_page(made)
        opened: int | None = -1
        for written, mark in self._drawn:
            if mark.element != opened:
                opened = mark.element
                self.surface.addLiteral(self.every.turn_to(opened))
            self.surface.addLiteral(written)
        self.surface.addLiteral("EMC")
        self.surface.showPage()
        self.every.end_page(made, self)

    def _place(self, page: Page, form: str, room: Rect, scale: float, dx: float, dy: float) -> None:
        """A form in a room, cut off at its edges, moved by so many of its own points."""
        bottom = self.height - room.bottom
        edges = f"{decimal(room.x)} {decimal(bottom)} {decimal(room.w)} {decimal(room.h)}"
        # Below the top of the room, by as much of the page as is left of what is shown.
        x, y = room.x + dx * scale, self.height - room.y - (page.height + dy) * scale
        moved = f"{scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm"
        use_form(self.surface, form)
        shown = f"q {edges} re W n {moved} /{xObjectName(form)} Do Q"
        figure = Panel(room, BLACK, element=len(self.elements) - 1)
        self._drawn.append((shown, figure))

    def _mark(self, mark: Line | Rule) -> None:
        self._drawn.append((self.line(mark) if isinstance(mark, Line) else self.rule(mark), mark))
