"""A line with the title of the document and the number of the page."""

from __future__ import annotations

from collections.abc import Iterator

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import line_width
from bmcgen.drawing.set_text import SetText, draw_set
from bmcgen.drawing.setting import Context
from bmcgen.geometry import Rect
from bmcgen.kinds import Kind
from bmcgen.kinds._title_words import typed_title
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Manuscript, Text

FOLIO = 8.0
FOLIO_HEIGHT = 13.0


class _Folio(Kind):
    role = "strip"
    nameless = True
    size = ""
    says_title = True
    at_head = True
    says_number = True

    def strip(self, block: Block, context: Context, width: float) -> Folio:
        return Folio(context.ink, context.manuscript, width)

    def typed(self, block: Block, manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
        return typed_title(manuscript)


class Folio:
    """A line with the title of the document and the number of the page."""

    def __init__(self, ink: Ink, manuscript: Manuscript, width: float) -> None:
        self.manuscript = manuscript
        self.size = ink.small(FOLIO)
        number = line_width(ink, manuscript.page_of(888, 888), ink.faces["bold"], self.size)
        said = manuscript.title or manuscript.title_label
        self.title = SetText.fitting(
            ink, said, width - number - 12, iter([("regular", FOLIO, 1), ("condensed", FOLIO, 9)])
        )
        self.height = FOLIO_HEIGHT + (len(self.title.lines) - 1) * self.title.leading

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the line; the title is read aloud once."""
        base = rect.y + self.size * 0.75 + (len(self.title.lines) - 1) * self.title.leading
        element = page.element("P" if number == 1 else "Footer", None, self.title.text)
        draw_set(page, self.title, rect.x, base, page.ink.colour("soft"), element)
        text, face = self.manuscript.page_of(number, total), page.ink.faces["bold"]
        x = rect.right - line_width(page.ink, text, face, self.size)
        page.said(text, x, base, face, self.size, page.ink.colour("ink"), page.element("Footer", None, text))


KIND = _Folio()
