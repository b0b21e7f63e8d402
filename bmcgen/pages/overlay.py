"""The overlay for whoever designs a layout: trim, margins, tracks and frames, with their names and measures.

It lies over finished pages, so nothing on them moves for it; all of it is decoration, which is not read aloud. Lines go
by colour and by dash, for they are printed in black, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from math import inf

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.labels import INSET
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Colour, Grid, Layout, Sheet, Track
from bmcgen.model.page import Page
from bmcgen.model.plan import Frame
from bmcgen.pages.document import Fitted
from bmcgen.pages.planning.grid import track_lengths
from bmcgen.text.fonts import Face

TRIM = Colour((0.80, 0.0, 0.10), (0.0, 1.0, 0.9, 0.1), 0.2)
MARGIN = Colour((0.0, 0.35, 0.75), (1.0, 0.6, 0.0, 0.0), 0.35)
TRACK = Colour((0.0, 0.55, 0.60), (0.85, 0.1, 0.35, 0.1), 0.45)
FRAME = Colour((0.75, 0.0, 0.60), (0.1, 1.0, 0.0, 0.0), 0.3)
LINE, FINE = 0.9, 0.5
DASH, DOT = (5.0, 2.0), (0.6, 2.0)
SIZE, PAD = 7.0, 1.6
"""The size of names and measures and the room at their sides, in points."""
TICK = 4.0
"""How long the ends of a measure's line are."""


def overlaid(sheets: Sequence[Sheet], fitted: Fitted, layout: Layout, ink: Ink) -> tuple[Page, ...]:
    """The pages of sheets under their overlays."""
    coming = zip(fitted.pages, fitted.grounds, strict=True)
    return tuple(
        _Overlay(page, ground.frames, _columns(sheet, layout, number), layout, ink).page()
        for sheet, count in zip(sheets, fitted.counts, strict=True)
        for number, (page, ground) in enumerate(islice(coming, count))
    )


def _columns(sheet: Sheet, layout: Layout, number: int) -> Grid:
    """The grid of a page of a sheet: on a further one, the columns that notes go on in."""
    if not number:
        return sheet.grid
    return replace(sheet.grid, columns=(Track(0.0, inf, 1.0),) * layout.continuation_columns)


def _mm(points: float) -> str:
    """A length as people measure it: tenths of a millimetre, where there are any."""
    return f"{points / MM:.1f}".removesuffix(".0")


class _Overlay:
    def __init__(self, page: Page, frames: Sequence[Frame], grid: Grid, layout: Layout, ink: Ink) -> None:
        self.under, self.frames, self.grid, self.layout, self.ink = page, frames, grid, layout, ink
        self.scale = layout.page.scale
        self.face: Face = ink.faces["condensed-bold"]
        # No smaller on small paper; on large paper it is seen from as far as the sheet is.
        self.unit = max(1.0, 1 / self.scale)
        self.builder = Builder(ink, page.width, page.height, page.title)

    def page(self) -> Page:
        margin, binding = self.layout.page.margin, self.layout.page.binding
        whole = Rect(0, 0, self.under.width, self.under.height)
        live = whole.inset(margin + binding, margin, margin, margin)
        self._bleed(whole)
        self._tracks(live)
        self._outline(live, MARGIN, LINE, DASH)
        for frame in self.frames:
            self._frame(frame)
        self._rows(live)
        self._outline(whole, TRIM, LINE)
        self._sheet(whole, live)
        return replace(self.under, marks=(*self.under.marks, *self.builder.marks))

    def _bleed(self, whole: Rect) -> None:
        if bleed := self.ink.bleed:
            self._outline(whole.inset(-bleed, -bleed, -bleed, -bleed), TRIM, FINE, DOT)

    def _tracks(self, live: Rect) -> None:
        """Both edges of each column of the grid, and its width at the upper margin."""
        x, lengths = live.x, track_lengths(self.grid.columns, live.w, self.grid.column_gutter)
        for length in lengths:
            for edge in (x, x + length):
                self._rule(edge, live.y, edge, live.bottom, TRACK, FINE, DOT)
            self._measure(x, x + length, live.y / 2, TRACK)
            x += length + self.grid.column_gutter

    def _rows(self, live: Rect) -> None:
        """From each edge of a frame to the next one below it, at the left margin."""
        held = [frame.rect for frame in self.frames if frame.rect.h > 0]
        edges = sorted({round(edge, 2) for rect in held for edge in (rect.y, rect.bottom)})
        for top, bottom in pairwise(edges):
            self._rule(live.x - TICK * self.unit, top, live.x, top, FRAME, FINE)
            self._rule(live.x - TICK * self.unit, bottom, live.x, bottom, FRAME, FINE)
            text = _mm((bottom - top) * self.scale)
            if bottom - top >= 1.3 * self._size:
                self._tag(text, live.x - TICK * self.unit - self._width(text), (top + bottom) / 2, FRAME)

    def _frame(self, frame: Frame) -> None:
        """The edges of a frame, the inset of what stands in it, and what it is called."""
        rect, kind = frame.rect, kind_of(frame.block.kind)
        self._outline(rect, FRAME, LINE)
        inset = INSET if frame.block.role == "written" and kind.sticky else 0.0
        if inset and rect.w > 4 * inset and rect.h > 4 * inset:
            self._outline(rect.inset(inset, inset, inset, inset), FRAME, FINE, DOT)
        named = f" {frame.block.name}" if frame.block.name not in ("", frame.area) else ""
        size = f"{_mm(rect.w * self.scale)} × {_mm(rect.h * self.scale)}"
        more = f", inset {_mm(inset * self.scale)}" if inset else ""
        words = [f"{frame.area}: {frame.block.kind}{named}", f"{size}{more}"]
        if self._width(", ".join(words)) <= rect.w - 4 * self.unit:
            words = [", ".join(words)]
        y = rect.bottom - self._size * 0.9
        for text in reversed(words):
            self._tag(text, rect.right - self._width(text) - 2 * self.unit, y, FRAME)
            y -= self._size * 1.35

    def _sheet(self, whole: Rect, live: Rect) -> None:
        """The measures of the sheet and of its margins, at the lower left of it."""
        page = self.layout.page
        words = [f"{page.paper}: trim {_mm(whole.w * self.scale)} × {_mm(whole.h * self.scale)} mm"]
        words.append(f"margin {_mm(page.margin * self.scale)}")
        if page.binding:
            words.append(f"left {_mm(live.x * self.scale)}")
        if self.ink.bleed:
            words.append(f"bleed {_mm(self.ink.bleed * self.scale)}")
        gutters = self.grid.row_gutter, self.grid.column_gutter
        if any(gutters):
            words.append(f"gutters {_mm(gutters[0] * self.scale)}, {_mm(gutters[1] * self.scale)}")
        self._tag(", ".join(words), live.x, (live.bottom + whole.bottom) / 2, MARGIN)

    @property
    def _size(self) -> float:
        return SIZE * self.unit

    def _width(self, text: str) -> float:
        """How wide a tag is."""
        return self.face.width(text) * self._size / 1000 + 2 * PAD * self.unit

    def _tag(self, text: str, x: float, middle: float, colour: Colour) -> None:
        """Words on a ground of their own, so that they can be read over anything; none leaves the page."""
        width, high = self._width(text), self._size * 1.3
        x = max(0.0, min(x, self.under.width - width))
        self.builder.panel(Rect(x, middle - high / 2, width, high), self.ink.colour("paper"))
        base = middle + self.face.below_middle(self._size)
        self.builder.line(text, x + PAD * self.unit, base, self.face, self._size, colour, None)

    def _measure(self, start: float, end: float, y: float, colour: Colour) -> None:
        """A length over the line that it is of."""
        tick = TICK / 2 * self.unit
        self._rule(start, y, end, y, colour, FINE)
        for x in (start, end):
            self._rule(x, y - tick, x, y + tick, colour, FINE)
        text = _mm((end - start) * self.scale)
        if self._width(text) < end - start:
            self._tag(text, (start + end - self._width(text)) / 2, y, colour)

    def _outline(self, rect: Rect, colour: Colour, width: float, dash: tuple[float, ...] = ()) -> None:
        corners = ((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom))
        for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
            self._rule(x1, y1, x2, y2, colour, width, dash)

    def _rule(
        self, x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        dashes = tuple(each * self.unit for each in dash)
        self.builder.rule(x1, y1, x2, y2, width * self.unit, colour, None, dash=dashes)
