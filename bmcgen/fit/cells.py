"""Short entries beside one another, in rows: the areas of a canvas, its blocks in a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bmcgen.fit.builder import Builder, Ink
from bmcgen.fit.story import Band
from bmcgen.fit.text import COLUMN_GAP, Manner, Stretch, column_width, draw_text, fill_text, stretch, text_height
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Explained, Region, Text

BAR = 2.6
BAR_BELOW = 5.0
ROW_GAP = 11.0
NUMERAL = 2.3
CODE = 7.5


@dataclass(frozen=True, slots=True)
class Cell:
    """An entry: under a bar in its colour a term and a text, perhaps behind a large numeral and before a small code."""

    accent: str
    parts: tuple[Stretch, ...]
    numeral: str = ""
    code: Text | None = None


@dataclass(frozen=True, slots=True)
class CellsBand:
    """Entries read across, row by row; never divided."""

    cells: tuple[Cell, ...]
    columns: int
    size: float
    before: float = 0.0

    def _hang(self, ink: Ink | None = None) -> float:
        return self.size * NUMERAL * 0.62 + 4.0 if any(cell.numeral for cell in self.cells) else 0.0

    def _rows(self) -> list[tuple[Cell, ...]]:
        return [self.cells[n : n + self.columns] for n in range(0, len(self.cells), self.columns)]

    def _row_height(self, row: Sequence[Cell], width: float) -> float:
        wide = column_width(width, self.columns) - self._hang()
        return BAR + BAR_BELOW + max(text_height(cell.parts, wide) for cell in row)

    def height(self, width: float) -> float:
        rows = self._rows()
        return sum(self._row_height(row, width) for row in rows) + ROW_GAP * (len(rows) - 1)

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        return None, self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        wide, hang = column_width(rect.w, self.columns), self._hang()
        listed = page.element("L", section)
        y = rect.y
        for row in self._rows():
            x = rect.x
            for cell in row:
                self._draw_cell(page, cell, Rect(x, y, wide, 0.0), hang, page.element("LI", listed))
                x += wide + COLUMN_GAP
            y += self._row_height(row, rect.w) + ROW_GAP

    def _draw_cell(self, page: Builder, cell: Cell, rect: Rect, hang: float, item: int) -> None:
        page.panel(Rect(rect.x, rect.y, rect.w, BAR), page.ink.accent(cell.accent))
        top = rect.y + BAR + BAR_BELOW
        if cell.numeral:
            size = self.size * NUMERAL
            base = top + size * 0.72
            page.line(cell.numeral, rect.x, base, page.ink.faces["light"], size, page.ink.accent(cell.accent), None)
        body = page.element("LBody", item)
        room = Rect(rect.x + hang, top, rect.w - hang, float("inf"))
        placed, _ = fill_text(cell.parts, room)
        draw_text(page, placed, room, body, cell.accent)
        if cell.code:
            face = page.ink.faces["regular"]
            first = placed[0]
            base = top + first.part.manner.leading / 2 + first.part.manner.size * 0.34
            x = rect.right - face.width(cell.code.text) * CODE / 1000
            if room.x + first.lines[0].width * first.part.manner.size / 1000 + 4 <= x:
                page.line(
                    cell.code.text, x, base, face, CODE, page.ink.colour("soft"), page.element("P", body, cell.code)
                )


def term_cells(ink: Ink, terms: Sequence[Explained], accents: Sequence[str], size: float, columns: int) -> CellsBand:
    """Explained terms, each under a bar in a colour of its own."""
    head, text = Manner(size * 1.1, "bold", keep=True, role="H3"), Manner(size, space=0.15)
    cells = tuple(
        Cell(
            accents[number % len(accents)] if accents else "ink",
            (stretch(ink, each.term, head), stretch(ink, each.text, text)),
        )
        for number, each in enumerate(terms)
    )
    return CellsBand(cells, columns, size)


def overview_cells(ink: Ink, regions: Sequence[Region], size: float, columns: int) -> CellsBand:
    """The blocks of a canvas in their order: number, title, code and a sentence."""
    head, text = Manner(size * 1.1, "bold", keep=True, role="H3"), Manner(size, space=0.12)
    cells = tuple(
        Cell(
            each.accent,
            (stretch(ink, each.title, head), *((stretch(ink, each.summary, text),) if each.summary else ())),
            each.number,
            each.code,
        )
        for each in regions
    )
    return CellsBand(cells, columns, size)
