"""The heading of what a sheet is about: its title, with a pictogram if it has one, and its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from bmcgen.drawing.builder import STROKE, Builder, Ink
from bmcgen.drawing.labels import UNITS, WIDEST
from bmcgen.drawing.languages import line_width
from bmcgen.drawing.pictograms import BEARING
from bmcgen.drawing.set_text import SetText, draw_set, ordinary_width, title_ways
from bmcgen.drawing.setting import Context
from bmcgen.geometry import MM, Rect, length
from bmcgen.kinds import Kind
from bmcgen.kinds._keys import LENGTH, Checked
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Manuscript

SIZE = 24.0
BAR = 3.0
BELOW_BAR = 7.0
NUMERAL = 1.55
NUMERAL_GAP = 0.3
PICTOGRAM_GAP, LEAST_GAP = 0.47, 3 * MM
"""Between the widest pictogram and the title, in the size of the title: all titles begin at the same place."""
FIGURE_BEARING = 0.06
"""What stands empty to the left of a figure, in its size."""
CONTINUED = 9.0
ASIDE_GAP = 10.0
FIGURE_CLEAR = 0.022
"""Figures are a little taller than capitals, in their size."""
BELOW = 4.0
LEAST, MOST = 5 * MM, 80 * MM
"""The sides that a pictogram may have."""


def _side(value: object) -> float:
    """The side of a square in points, written as 14 mm."""
    found = length(str(value))
    if not LEAST <= found <= MOST:
        raise ValueError("a pictogram has from 5 to 80 mm")
    return found


class _Heading(Kind):
    role = "strip"
    size = ""
    takes = ("size",)
    says_subject = True
    at_head = True
    layout_keys: ClassVar[Mapping[str, Any]] = {"pictogram": (Annotated[float, Checked(_side, LENGTH)], 0.0)}

    def strip(self, block: Block, context: Context, width: float) -> Heading:
        return Heading(context.ink, context.manuscript, block, width)


class Heading:
    """A bar, the title, a pictogram on its left and a large numeral on its right; where the block has no pictogram, the
    numeral on its left. On a further sheet it says that this goes on.
    """

    def __init__(self, ink: Ink, manuscript: Manuscript, block: Block, width: float) -> None:
        self.manuscript, self.block, self.text = manuscript, block, manuscript.headings[block.area]
        self.size = block.size or SIZE
        self.numeral = self.size * NUMERAL if self.text.number else self.size
        light = ink.faces["light"]
        self.number_width = light.width(self.text.number) * self.numeral / 1000 if self.text.number else 0.0
        self.figure = self.numeral * (light.cap_height + FIGURE_CLEAR)
        # Without a size of its own a pictogram is as high as a numeral; in large print words need the room.
        given = block.own.get("pictogram") if not ink.theme.large else None
        self.side = given or self.figure / (1 - 2 * BEARING)
        self.high = self.side * (1 - 2 * BEARING) if block.pictogram else 0.0
        if block.pictogram:
            drawn = self.side * (WIDEST + STROKE) / UNITS
            self.left = drawn + max(self.size * PICTOGRAM_GAP, LEAST_GAP)
        else:
            self.left = self.number_width + self.size * NUMERAL_GAP if self.text.number else 0.0
        self.title = self._set(ink, width)
        self.height = BAR + BELOW_BAR + max(self.figure, self.high, self.title.above - self.size * 0.1) + BELOW

    def _set(self, ink: Ink, width: float) -> SetText:
        regular = ink.faces["regular"]
        continued = self.manuscript.continued
        right = line_width(ink, continued, regular, CONTINUED) + ASIDE_GAP if continued else ASIDE_GAP
        if self.block.pictogram:
            right = max(right, self.number_width + ASIDE_GAP)
        taken = self.left + right
        ordinary = ordinary_width(ink, width) - taken
        return SetText.fitting(ink, self.text.title, width - taken, title_ways(self.size), ordinary)

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet of what it is about is it read aloud."""
        ink, soft = page.ink.colour("ink"), page.ink.colour("soft")
        page.bar(rect.x, rect.y, rect.w, BAR, self.block.accent)
        base, x = rect.bottom - BELOW, rect.x + self.left
        heading = page.element("H2", None, self.text.title) if first else None
        if self.block.pictogram:
            base, x = self._draw_pictogram(page, rect, numbered=first or not self.manuscript.continued)
        elif self.text.number:
            self._draw_number(page, rect.x - FIGURE_BEARING * self.numeral, base)
        draw_set(page, self.title, x, base, ink, heading)
        continued = None if first else self.manuscript.continued
        if continued:
            face = page.ink.faces["regular"]
            x = rect.right - line_width(page.ink, continued, face, CONTINUED)
            page.said(continued, x, base, face, CONTINUED, soft, page.element("P", None, continued))

    def _draw_pictogram(self, page: Builder, rect: Rect, *, numbered: bool) -> tuple[float, float]:
        """The pictogram at the left and the number at the right, where nothing else is to stand; returns the line of
        the title, whose capitals stand level with the middle of both, and where it begins.
        """
        assert self.block.pictogram
        middle = rect.bottom - BELOW - max(self.figure, self.high, self.title.above - self.size * 0.1) / 2
        page.drawn_flush(self.block.pictogram, rect.x, middle, self.side, page.ink.accent(self.block.accent))
        if self.text.number and numbered:
            self._draw_number(page, rect.right - self.number_width, middle + self.figure / 2)
        bold, lines = page.ink.faces[self.title.face], len(self.title.lines) - 1
        base = middle + bold.below_middle(self.title.size) + lines * self.title.leading / 2
        return base, rect.x + self.left

    def _draw_number(self, page: Builder, x: float, base: float) -> None:
        accent, light = page.ink.accent(self.block.accent), page.ink.faces["light"]
        page.line(self.text.number, x, base, light, self.numeral, accent, None)


KIND = _Heading()
