"""What parts a document has, and where each is: a row a part."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from bmcgen.drawing.body.bands import Band
from bmcgen.drawing.body.columns import (
    LEADING,
    ParagraphStyle,
    StyledParagraph,
    draw_text,
    fill_text,
    styled,
    text_height,
)
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import line_width
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._band_setting import BandSetting
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Chapter, Text

TITLE = 12.5
TEXT = 9.5
ASIDE = 9.5
SPACE = 0.1
PAD = 5.0
"""Between a row and the hairlines around it; in large print as much on the paper."""
GAP = 14.0


class _Contents(Kind):
    nameless = True
    takes = ("ground",)

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> tuple[Chapter, ...]:
        return tuple(wording.chapters)

    def set(self, text: BlockText, block: Block, context: Context) -> Contents:
        return Contents(text, block, context)


class Contents(BandSetting):
    """The parts that the document has, never divided."""

    def bands(self, scale: Scale) -> list[Band]:
        return [ContentsBand.of(self.ink, self.text.body)]


class _Row(Struct, frozen=True):
    said: tuple[StyledParagraph, ...]
    extent: Text
    page: Text | None


class ContentsBand(Struct, frozen=True):
    """Rows between hairlines: what a part is, at the right its paper and number of pages, and where it begins."""

    rows: tuple[_Row, ...]
    aside: float
    pad: float = PAD
    before: float = 0.0

    @classmethod
    def of(cls, ink: Ink, chapters: Sequence[Chapter]) -> ContentsBand:
        title, text = ParagraphStyle(TITLE, "bold", role="P", keep=True), ParagraphStyle(TEXT, space=SPACE)
        rows = tuple(
            _Row((styled(ink, each.title, title), styled(ink, each.text, text)), each.extent, each.page)
            for each in chapters
        )
        said = [part for row in rows for part in (row.extent, row.page) if part]
        aside = max((line_width(ink, each, ink.faces["regular"], ASIDE) for each in said), default=0.0)
        return cls(rows, aside, PAD / max(ink.theme.scale, 1.0))

    def _row_height(self, row: _Row, width: float) -> float:
        return text_height(row.said, width - self.aside - GAP) + 2 * self.pad

    def height(self, width: float) -> float:
        return sum(self._row_height(row, width) for row in self.rows)

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        return None, self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        listed, y, hairline = page.element("L", section), rect.y, page.ink.colour("hairline")
        page.rule(rect.x, y, rect.right, y, 0.5, hairline)
        for row in self.rows:
            body = page.element("LBody", page.element("LI", listed))
            placed, _ = fill_text(row.said, Rect(0, 0, rect.w - self.aside - GAP, float("inf")))
            draw_text(page, placed, Rect(rect.x, y + self.pad, rect.w, 0), body, accent)
            self._draw_aside(page, row, rect.right, y + self.pad, body)
            y += self._row_height(row, rect.w)
            page.rule(rect.x, y, rect.right, y, 0.5, hairline)

    def _draw_aside(self, page: Builder, row: _Row, right: float, top: float, body: int) -> None:
        face = page.ink.faces["regular"]
        base = top + TITLE * LEADING / 2 + face.below_middle(TITLE)
        for said in (row.page, row.extent) if row.page else (row.extent,):
            x = right - line_width(page.ink, said, face, ASIDE)
            page.said(said, x, base, face, ASIDE, page.ink.colour("ink"), page.element("P", body, said))
            base = top + TITLE * LEADING + TEXT * (SPACE + LEADING / 2) + face.below_middle(TEXT)


KIND = _Contents()
