"""What stands on each sheet: a page, with its bleed and marks where they were asked for, or the tiles of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from bmcgen.backends._assembly import BLACK, Assembly, whole_size
from bmcgen.geometry import Rect
from bmcgen.model.page import Line, Page, Press, Rule, Tiles
from bmcgen.pages.prepress.printer_marks import MARK_ROOM, crop_marks
from bmcgen.pages.prepress.tiles import cut, is_cut
from bmcgen.text.fonts import Faces

if TYPE_CHECKING:
    from bmcgen.backends import Drawing


class Layer(Struct, frozen=True):
    """A page on a sheet: all of it in its own coordinates, or an area of it shown in a room."""

    page: Page
    area: Rect | None = None
    room: Rect | None = None


class Sheet(Struct, frozen=True):
    """A drawing: what it is called, which rectangle of its coordinates is seen, and its layers, the lowest first."""

    title: str
    view: Rect
    layers: tuple[Layer, ...]


def sheets(drawing: Drawing) -> Iterator[Sheet]:
    """The sheets of a document, in their order."""
    tiles = drawing.press.tiles
    for page in drawing.pages:
        if tiles is None:
            yield _sheet(page, drawing.press)
        else:
            yield from _tiles(page, tiles, drawing.faces)


def _sheet(page: Page, press: Press) -> Sheet:
    """A page. SVG has no boxes: what is seen is the trim, and beyond it lies the bleed for whoever opens the drawing;
    with marks there is room for both.
    """
    view, bleed = Rect(0, 0, page.width, page.height), press.bleed
    if not press.bleed and not press.marks:
        return Sheet(page.title, view, (Layer(page),))
    area = view.inset(*[-bleed] * 4)
    layers: tuple[Layer, ...] = (Layer(page, area, area),)
    if press.marks:
        view = area.inset(*[-MARK_ROOM] * 4)
        rules = tuple(crop_marks(page.width, page.height, bleed, BLACK))
        layers = (Layer(Page(page.width, page.height, "", rules, ())), *layers)
    return Sheet(page.title, view, layers)


def _tiles(page: Page, tiles: Tiles, faces: Faces) -> Iterator[Sheet]:
    """The assembly map of a page, then its tiles; a page that is no larger than a tile is a sheet by itself."""
    if not is_cut(page, tiles):
        yield Sheet(page.title, Rect(0, 0, *whole_size(page, tiles)), (Layer(page),) if page.marks else ())
        return
    area, pen = cut(page, tiles), _Tiles(faces)
    view = Rect(0, 0, *area.map_sides)
    pen.begin(view.h)
    pen.map(page, "", area, tiles)
    yield Sheet(page.title, view, pen.layers(view))
    view = Rect(0, 0, area.width, area.height)
    for tile in area.tiles:
        pen.begin(area.height)
        pen.tile(page, "", area, tile, tiles)
        yield Sheet(f"{page.title} – {tile.name}", view, pen.layers(view))


class _Tiles(Assembly):
    """Gathers what stands on a map or a tile."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces

    def begin(self, height: float) -> None:
        self._marks: list[Line | Rule] = []
        self._placed: list[Layer] = []

    def _place(self, page: Page, form: str, room: Rect, scale: float, dx: float, dy: float) -> None:
        self._placed.append(Layer(page, Rect(-dx, -dy, room.w / scale, room.h / scale), room))

    def _mark(self, mark: Line | Rule) -> None:
        self._marks.append(mark)

    def layers(self, view: Rect) -> tuple[Layer, ...]:
        """The page, and what is drawn on the sheet itself above it."""
        return (*self._placed, Layer(Page(view.w, view.h, "", tuple(self._marks), self.elements)))
