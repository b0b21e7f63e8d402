"""Strips of a document of several sheets: the heading of what a sheet is about, and the line with the page's number."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import SetText, draw_set, ordinary_width, title_ways
from bmcgen.geometry import Rect
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
BELOW = 4.0
FOLIO = 8.0
FOLIO_HEIGHT = 13.0


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
        self.height = BAR + BELOW_BAR + max(self.numeral * 0.72, self.title.above - self.size * 0.1) + BELOW

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


class Folio:
    """A line with the title of the document and the number of the page."""

    def __init__(self, ink: Ink, manuscript: Manuscript, width: float) -> None:
        self.manuscript = manuscript
        number = ink.faces["bold"].width(manuscript.page_of(888, 888).text) * FOLIO / 1000
        said = manuscript.title or manuscript.title_label
        self.title = SetText.fitting(
            ink, said, width - number - 12, iter([("regular", FOLIO, 1), ("condensed", FOLIO, 9)])
        )
        self.height = FOLIO_HEIGHT + (len(self.title.lines) - 1) * self.title.leading

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the line; the title is read aloud once."""
        base = rect.y + FOLIO * 0.75 + (len(self.title.lines) - 1) * self.title.leading
        element = page.element("P", None, self.title.text) if number == 1 else None
        draw_set(page, self.title, rect.x, base, page.ink.colour("soft"), element)
        text, face = self.manuscript.page_of(number, total), page.ink.faces["bold"]
        x = rect.right - face.width(text.text) * FOLIO / 1000
        page.line(text.text, x, base, face, FOLIO, page.ink.colour("ink"), page.element("P", None, text))
