"""A canvas in miniature: its blocks as they stand on its own sheet, one of them marked."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.diagnostics import Problems, error, short
from bmcgen.drawing.body.columns import ParagraphStyle, draw_text, fill_text, styled
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.grid.grid_rules import grid_rules
from bmcgen.drawing.languages import paragraph, ratio_at
from bmcgen.drawing.set_text import ordinary_width
from bmcgen.geometry import Rect
from bmcgen.kinds._regions import Region, Regions
from bmcgen.model.layout import Theme
from bmcgen.model.plan import Frame
from bmcgen.text.measuring import SetLine

RULE = 0.5
BAR = 1.8
MARKED_EDGE = 2.2
NUMBER = 9.0
STRETCHED = 1.4
FLATTENED = 0.92
"""How high a canvas with sentences is at the least, in its own proportion."""
PART, LARGE_PART = 0.55, 0.7
"""How large a number is, in the least side of its block."""
LEAST_NUMBER = 6.5
TITLE = 9.5
LEAST_TITLE = 6.0
INSET = 5.0
SUMMARIES = (9.0, 8.5, 8.0)
FACES = ("bold", "condensed-bold")


def shape_of(canvas: Sequence[Frame]) -> Rect:
    """The rectangle around the blocks of a canvas, on its own sheet."""
    left, top = min(frame.rect.x for frame in canvas), min(frame.rect.y for frame in canvas)
    right, bottom = max(frame.rect.right for frame in canvas), max(frame.rect.bottom for frame in canvas)
    return Rect(left, top, right - left, bottom - top)


def miniature_height(canvas: Sequence[Frame], width: float, labels: str, theme: Theme) -> float:
    """How high a canvas of a width is."""
    shape = shape_of(canvas)
    return width * shape.h / shape.w * _stretch(labels, theme)


def _stretch(labels: str, theme: Theme) -> float:
    """How much higher a canvas is than in proportion: sentences in large print need the room."""
    return STRETCHED if labels == "summaries" and theme.large else 1.0


def draw_miniature(
    page: Builder, body: Regions, canvas: Sequence[Frame], room: Rect, section: int, labels: str
) -> float:
    """A canvas as large as a room allows, in the middle of its width; at its right where it has no words. `labels` is
    none, numbers, titles or summaries. Returns where it ends. `Problems` where the words find no room in their blocks.
    """
    shape = shape_of(canvas)
    taller = _stretch(labels, page.ink.theme)
    if labels == "summaries":
        taller = max(FLATTENED * taller, min(taller, room.h / room.w * shape.w / shape.h))
    scale = min(room.w / shape.w, room.h / (shape.h * taller))
    spare = room.w - scale * shape.w
    left = room.x + (spare / 2 if labels in ("titles", "summaries") else spare)
    regions = {region.name: region for region in body.regions}
    figure = page.figure(section, body.alt)
    places = {
        frame.block.name: Rect(
            left + (frame.rect.x - shape.x) * scale,
            room.y + (frame.rect.y - shape.y) * scale * taller,
            frame.rect.w * scale,
            frame.rect.h * scale * taller,
        )
        for frame in canvas
    }
    for frame in canvas:
        if tint := page.ink.tint(frame.block):
            page.panel(places[frame.block.name], tint, element=figure)
    marked = any(region.marked for region in body.regions)
    for x1, y1, x2, y2 in grid_rules([*places.values()]):
        page.rule(x1, y1, x2, y2, RULE, page.ink.colour("rule"), figure)
    for name, rect in places.items():
        region, half = regions[name], RULE / 2
        accent = page.ink.accent(region.accent)
        if region.marked:
            around, solid = rect.inset(-half, -half, -half, -half), page.ink.theme.solid
            edge = None if solid else accent
            page.panel(around, accent if solid else page.ink.colour("paper"), 0.0, edge, MARKED_EDGE, figure)
        elif not marked:
            bar = Rect(rect.x - half, rect.y - half, rect.w + RULE, BAR * page.ink.theme.bars)
            page.panel(bar, accent, element=figure)
    if labels == "numbers":
        _draw_numbers(page, regions, places, figure)
    elif labels in ("titles", "summaries"):
        _Words(page, body.regions, places, with_summaries=labels == "summaries").draw(section)
    return room.y + shape.h * scale * taller


def _draw_numbers(page: Builder, regions: dict[str, Region], places: dict[str, Rect], figure: int) -> None:
    part = LARGE_PART if page.ink.theme.large else PART
    size = min(NUMBER, part * min(min(rect.w, rect.h) for rect in places.values()))
    if size < LEAST_NUMBER:
        return
    for name, rect in places.items():
        region = regions[name]
        face = page.ink.faces["bold" if region.marked else "regular"]
        colour = page.ink.colour(("paper" if page.ink.theme.solid else "ink") if region.marked else "soft")
        x = rect.x + (rect.w - face.width(region.number) * size / 1000) / 2
        page.line(region.number, x, rect.y + rect.h / 2 + size * 0.35, face, size, colour, figure)


class _Words:
    """Numbers and titles, all in the largest size and widest face that no word is too long for, and below them a
    sentence each.
    """

    def __init__(
        self, page: Builder, regions: Sequence[Region], places: dict[str, Rect], *, with_summaries: bool
    ) -> None:
        self.page, self.regions, self.places, self.with_summaries = page, regions, places, with_summaries
        ways = [(role, TITLE - step / 2) for step in range(int((TITLE - LEAST_TITLE) * 2) + 1) for role in FACES]
        self.role, self.size = next((way for way in ways if self._fits(*way)), ways[-1])
        if page.ink.theme.large:
            # Large print breaks words rather than set them smaller, or in condensed type.
            self.role = FACES[0]

    def _lines(self, region: Region, role: str, size: float, width: float | None = None) -> tuple[SetLine, ...]:
        title = paragraph(region.title, self.page.ink.faces[role], ratio_at(self.page.ink, size))
        wide = (width or self.places[region.name].w) - 2 * INSET
        return title.lines(wide * 1000 / size, hyphens=False)

    def _fits(self, role: str, size: float) -> bool:
        """Whether no word has to be broken, in large print in blocks as wide as they would be in ordinary type."""
        widths = [ordinary_width(self.page.ink, self.places[region.name].w) for region in self.regions]
        lines = (self._lines(region, role, size, wide) for region, wide in zip(self.regions, widths, strict=True))
        return all(line.joint != "-" for each in lines for line in each)

    def draw(self, section: int) -> None:
        page, listed = self.page, self.page.element("L", section)
        rooms: dict[str, tuple[float, int]] = {}
        for region in self.regions:
            rect = self.places[region.name]
            ink, accent = page.ink.colour("ink"), page.ink.accent(region.accent)
            if region.marked and page.ink.theme.solid:
                ink = accent = page.ink.colour("paper")
            item = page.element("LI", listed)
            y = rect.y + BAR + INSET + self.size * 1.25
            if region.number:
                page.line(region.number, rect.x + INSET, y, page.ink.faces["light"], self.size * 1.8, accent, None)
                y += self.size * 1.4
            lines, body = self._lines(region, self.role, self.size), page.element("LBody", item, region.title)
            face = page.ink.faces[self.role]
            y = page.lines(lines, rect.x + INSET, y, face, self.size, self.size * 1.2, ink, body)
            if self.with_summaries and region.summary:
                rooms[region.name] = y - self.size * 1.2 + 3.0, item
        self._draw_summaries(rooms)

    def _draw_summaries(self, tops: dict[str, tuple[float, int]]) -> None:
        """A sentence below each title, all in the largest size and widest face in which each has room in its block."""
        page = self.page
        said = [(region.summary, region.name) for region in self.regions if region.summary and region.name in tops]
        faces = ("regular",) if page.ink.theme.large else ("regular", "condensed")
        sizes = dict.fromkeys((page.ink.readable(SUMMARIES[0]), *SUMMARIES))
        for size, face in ((size, face) for size in sizes for face in faces):
            parts = [
                (styled(page.ink, text, ParagraphStyle(size, face, leading_ratio=1.24)), name) for text, name in said
            ]
            crowded = [part for part, name in parts if part.height(self._room(name, tops).w) > self._room(name, tops).h]
            if not crowded:
                break
        if crowded:
            text = crowded[0].text
            message = f'"{short(text.text)}" does not fit in its block'
            hint = "use shorter words, or give the miniature more room"
            raise Problems([error("no-room", message, text.where, hint)])
        for part, name in parts:
            room = self._room(name, tops)
            placed, _ = fill_text([part], room)
            draw_text(page, placed, room, page.element("LBody", tops[name][1]), "ink")

    def _room(self, name: str, tops: dict[str, tuple[float, int]]) -> Rect:
        rect, top = self.places[name], tops[name][0]
        return Rect(rect.x + INSET, top, rect.w - 2 * INSET, rect.bottom - INSET - top)
