"""What a card is about, on a mass of its colour: the pictogram, the place on the canvas, the number and the title."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import line_width
from bmcgen.drawing.pictograms import BEARING
from bmcgen.drawing.set_text import SetText, draw_set, ordinary_width, title_ways
from bmcgen.drawing.setting import Context
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind
from bmcgen.kinds.miniature.drawing import shape_of
from bmcgen.model.layout import Block, Colour
from bmcgen.model.manuscript import Text

SIZE = 18.0
NUMERAL = 1.3
NUMERAL_GAP = 0.35
PAD, BETWEEN = 11.0, 9.0
LARGE_PAD, LARGE_BETWEEN = 7.0, 4.0
SIDE, LOW_SIDE, LARGE_SIDE = 23 * MM, 11 * MM, 10 * MM
"""The side of the pictogram; in two languages, and more so in large print, words need the room."""
MAP = 31 * MM
MAP_RULE, MAP_EDGE = 0.7, 2.2
OUTLINE = 1.2
ASIDE, ASIDE_GAP = 9.0, 10.0


class _Emblem(Kind):
    role = "strip"
    size = ""
    takes = ("size",)
    of_canvas = True
    says_subject = True
    at_head = True
    narrowest = 60 * MM

    def strip(self, block: Block, context: Context, width: float) -> Emblem:
        return Emblem(context, block, width)


class Emblem:
    """A panel in the block's colour, or an outline where nothing is filled. What stands on it repeats the number and
    the title, so only these are read aloud.
    """

    def __init__(self, context: Context, block: Block, width: float) -> None:
        self.context, self.block, self.text = context, block, context.manuscript.headings[block.area]
        ink, manuscript = context.ink, context.manuscript
        self.size = block.size or SIZE
        large = ink.theme.large
        side = LOW_SIDE if manuscript.second else SIDE
        self.side = (LARGE_SIDE if large else side) * (1 - 2 * BEARING)
        self.pad, between = (LARGE_PAD, LARGE_BETWEEN) if large else (PAD, BETWEEN)
        self.numeral = self.size * NUMERAL
        light = ink.faces["light"]
        number = light.width(self.text.number) * self.numeral / 1000
        # In large print the number stands beside the pictogram, so that the title has the whole width.
        self.high = bool(large and block.pictogram)
        self.left = number + self.size * NUMERAL_GAP if self.text.number and not self.high else 0.0
        # What is no block of the canvas has no place on it.
        self.placed = any(frame.block.name == block.name for frame in context.canvas())
        aside = manuscript.continued if not self.placed else None
        self.title = self._set(ink, width, aside)
        above = max(self.title.above - self.title.size * 0.1, self.numeral * light.cap_height)
        shown = self.side + between if block.pictogram or self.placed else 0.0
        self.height = 2 * self.pad + shown + above

    def _set(self, ink: Ink, width: float, aside: Text | None) -> SetText:
        taken = 2 * self.pad + self.left
        if aside:
            taken += line_width(ink, aside, ink.faces["regular"], ASIDE) + ASIDE_GAP
        ways = title_ways(self.size)
        return SetText.fitting(ink, self.text.title, width - taken, ways, ordinary_width(ink, width) - taken)

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet of what it is about is it read aloud."""
        solid, paper, accent = page.ink.theme.solid, page.ink.colour("paper"), page.ink.accent(self.block.accent)
        if solid:
            page.panel(rect, accent)
        else:
            page.panel(rect.inset(OUTLINE / 2, OUTLINE / 2, OUTLINE / 2, OUTLINE / 2), paper, 0.0, accent, OUTLINE)
        figures, words = (paper, paper) if solid else (accent, page.ink.colour("ink"))
        left, top, base = rect.x + self.pad, rect.y + self.pad, rect.bottom - self.pad
        if self.block.pictogram:
            side = self.side / (1 - 2 * BEARING)
            page.drawn_flush(self.block.pictogram, left, top + self.side / 2, side, figures)
        aside = None if first else self.context.manuscript.continued
        if self.placed and not aside:
            self._draw_map(page, Rect(rect.right - self.pad - MAP, top, MAP, self.side), figures)
        if self.text.number:
            light = page.ink.faces["light"]
            x, y = left, base - (len(self.title.lines) - 1) * self.title.leading
            if self.high:
                x, y = left + self.side + self.size * NUMERAL_GAP, top + self.side
            page.line(self.text.number, x, y, light, self.numeral, figures, None)
        heading = page.element("H2", None, self.text.title) if first else None
        draw_set(page, self.title, left + self.left, base, words, heading)
        if aside:
            # That it goes on stands in place of the map.
            face = page.ink.faces["regular"]
            x = rect.right - self.pad - line_width(page.ink, aside, face, ASIDE)
            y = top + face.cap_height * ASIDE if self.placed else base
            page.said(aside, x, y, face, ASIDE, words, page.element("P", None, aside))

    def _draw_map(self, page: Builder, room: Rect, colour: Colour) -> None:
        """The canvas in outline, at the right of a room, with the block that the card is about filled."""
        frames = self.context.canvas()
        shape = shape_of(frames)
        scale = min(room.w / shape.w, room.h / shape.h)
        x, y = room.right - shape.w * scale, room.y + (room.h - shape.h * scale) / 2
        paper, solid = page.ink.colour("paper"), page.ink.theme.solid
        places = {
            frame.block.name: Rect(
                x + (frame.rect.x - shape.x) * scale,
                y + (frame.rect.y - shape.y) * scale,
                frame.rect.w * scale,
                frame.rect.h * scale,
            )
            for frame in frames
        }
        ground = page.ink.accent(self.block.accent) if solid else paper
        for name, place in places.items():
            if name != self.block.name:
                page.panel(place, ground, 0.0, colour, MAP_RULE)
        page.panel(places[self.block.name], colour if solid else paper, 0.0, colour, MAP_RULE if solid else MAP_EDGE)


KIND = _Emblem()
