"""The heading of what a sheet is about: number, title and code."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import SetText, draw_set, ordinary_width, title_ways
from bmcgen.drawing.setting import Context
from bmcgen.geometry import Rect
from bmcgen.kinds import Kind
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Manuscript

SIZE = 24.0
BAR = 3.0
BELOW_BAR = 7.0
NUMERAL = 1.55
NUMERAL_GAP = 0.3
BEARING = 0.06
"""What stands empty to the left of a figure, in its size."""
CODE = 9.0
FIGURE_CLEAR = 0.022
"""Figures are a little taller than capitals, in their size."""
BELOW = 4.0


class _Heading(Kind):
    role = "strip"
    size = ""
    takes = ("size",)
    says_subject = True
    at_head = True

    def strip(self, block: Block, context: Context, width: float) -> Heading:
        return Heading(context.ink, context.manuscript, block, width)


class Heading:
    """A bar, a large numeral, the title and a small code; on a further sheet it says that this goes on."""

    def __init__(self, ink: Ink, manuscript: Manuscript, block: Block, width: float) -> None:
        self.manuscript, self.block, self.text = manuscript, block, manuscript.headings[block.area]
        self.size = block.size or SIZE
        self.numeral = self.size * NUMERAL if self.text.number else self.size
        light = ink.faces["light"]
        self.left = light.width(self.text.number) * self.numeral / 1000 + self.size * NUMERAL_GAP
        self.left = self.left if self.text.number else 0.0
        self.title = self._set(ink, width)
        figure = self.numeral * (light.cap_height + FIGURE_CLEAR)
        self.height = BAR + BELOW_BAR + max(figure, self.title.above - self.size * 0.1) + BELOW

    def _set(self, ink: Ink, width: float) -> SetText:
        regular = ink.faces["regular"]
        aside = [text for text in (self.text.code, self.manuscript.continued) if text]
        right = max((regular.width(text.text) * CODE / 1000 for text in aside), default=0.0) + 10
        taken = self.left + right
        ordinary = ordinary_width(ink, width) - taken
        return SetText.fitting(ink, self.text.title, width - taken, title_ways(self.size), ordinary)

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet of what it is about is it read aloud."""
        accent, ink, soft = page.ink.accent(self.block.accent), page.ink.colour("ink"), page.ink.colour("soft")
        page.bar(rect.x, rect.y, rect.w, BAR, self.block.accent)
        base = rect.bottom - BELOW
        heading = page.element("H2", None, self.text.title) if first else None
        if self.text.number:
            x = rect.x - BEARING * self.numeral
            page.line(self.text.number, x, base, page.ink.faces["light"], self.numeral, accent, None)
        draw_set(page, self.title, rect.x + self.left, base, ink, heading)
        aside = self.text.code if first else self.manuscript.continued
        if aside:
            face = page.ink.faces["regular"]
            x = rect.right - face.width(aside.text) * CODE / 1000
            page.line(aside.text, x, base, face, CODE, soft, page.element("P", None, aside))


KIND = _Heading()
