"""Terms under coloured bars, beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from bmcgen.drawing.body.bands import Band
from bmcgen.drawing.body.baseline_grid import BaselineGrid
from bmcgen.drawing.body.columns import (
    COLUMN_GAP,
    StyledParagraph,
    column_width,
    draw_text,
    fill_text,
    paragraphs,
    styled,
    text_height,
)
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._band_setting import BandSetting
from bmcgen.kinds._explained import Explained, explained
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text

BAR = 2.6
BAR_BELOW = 5.0
ROW_GAP = 11.0


class _Terms(Kind):
    words_needed = ("terms",)
    takes = ("columns", "ground")
    layout_keys: ClassVar[Mapping[str, Any]] = {"accents": (list[str], [])}

    def accents(self, block: Block) -> Sequence[str]:
        return (block.accent, *block.own["accents"])

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> tuple[Explained, ...]:
        return explained(words.terms, wording)

    def texts(self, text: BlockText) -> Iterator[Text]:
        for each in text.body:
            yield each.term
            yield each.text

    def set(self, text: BlockText, block: Block, context: Context) -> Terms:
        return Terms(text, block, context)


class Terms(BandSetting):
    """Each under a bar in a colour of its own, in turn."""

    def bands(self, scale: Scale) -> list[Band]:
        accents = self.block.own["accents"] or [self.block.accent]
        return [_term_cells(self.ink, self.text.body, accents, BaselineGrid(scale.text), self.block.columns)]


class _Cell(Struct, frozen=True):
    accent: str
    parts: tuple[StyledParagraph, ...]


class CellsBand(Struct, frozen=True):
    """Entries read across, row by row; never divided."""

    cells: tuple[_Cell, ...]
    columns: int
    before: float = 0.0

    def _rows(self) -> list[tuple[_Cell, ...]]:
        return [self.cells[n : n + self.columns] for n in range(0, len(self.cells), self.columns)]

    def _row_height(self, row: Sequence[_Cell], width: float) -> float:
        wide = column_width(width, self.columns)
        return BAR + BAR_BELOW + max(text_height(cell.parts, wide) for cell in row)

    def height(self, width: float) -> float:
        rows = self._rows()
        return sum(self._row_height(row, width) for row in rows) + ROW_GAP * (len(rows) - 1)

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        return None, self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        wide = column_width(rect.w, self.columns)
        listed = page.element("L", section)
        y = rect.y
        for row in self._rows():
            x = rect.x
            for cell in row:
                page.bar(x, y, wide, BAR, cell.accent)
                body = page.element("LBody", page.element("LI", listed))
                room = Rect(x, y + BAR + BAR_BELOW, wide, float("inf"))
                placed, _ = fill_text(cell.parts, room)
                draw_text(page, placed, room, body, cell.accent)
                x += wide + COLUMN_GAP
            y += self._row_height(row, rect.w) + ROW_GAP


def _term_cells(
    ink: Ink, terms: Sequence[Explained], accents: Sequence[str], grid: BaselineGrid, columns: int
) -> CellsBand:
    """Explained terms, each under a bar in a colour of its own; those beside one another are on one grid."""
    head, text = grid.closer(grid.heading()), grid.style()

    def parts(each: Explained) -> tuple[StyledParagraph, ...]:
        term = [styled(ink, each.term, head)] if each.term.text else []
        return (*term, *paragraphs(ink, each.text, text))

    cells = tuple(
        _Cell(accents[number % len(accents)] if accents else "ink", parts(each)) for number, each in enumerate(terms)
    )
    return CellsBand(cells, columns)


KIND = _Terms()
