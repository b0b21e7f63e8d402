"""Tables: headings over columns, rows between hairlines, in each cell terms with what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.bands import Band
from bmcgen.drawing.body.baseline_grid import BaselineGrid
from bmcgen.drawing.body.columns import (
    ParagraphStyle,
    Placed,
    StyledParagraph,
    draw_text,
    fill_text,
    styled,
    text_height,
)
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.geometry import MM, Rect
from bmcgen.kinds._explained import Explained
from bmcgen.model.manuscript import Text

PLAIN_PAD = 2.4
LONG_PAD = 1.5
SHORT = 16
"""The most rows of a table that is kept on one page; a longer one is set closer, and divided wherever a page ends."""
COLUMN_GAP = 5 * MM
HEAD_COLUMN = 0.16
RULE = 0.5
TOP_RULE = 1.0
BELOW_HEADING = 7.0
_TIME = re.compile(r"\d{1,2}[:.]\d\d")
CLOCK = 1.4
"""How large a time of day is at the head of a row, in the size of the text: it is read from a distance, standing."""


class RowText(Struct, frozen=True):
    """A row of a table: its heading, if it has one, and its cells."""

    heading: Text | None
    cells: tuple[tuple[Explained, ...], ...]
    strong: bool = False


class TableText(Struct, frozen=True):
    """The words of a table; `shares` divide its width, and its last `figures` columns are set flush right."""

    columns: tuple[Text, ...]
    rows: tuple[RowText, ...]
    shares: tuple[float, ...] = ()
    figures: int = 0


class _Row(Struct, frozen=True):
    heading: StyledParagraph | None
    cells: tuple[tuple[StyledParagraph, ...], ...]


class TableBand(Struct, frozen=True):
    """A table under its heading. One that is `whole` is divided only if it is higher than a page. Tables are divided
    between rows, and their heads are repeated; the columns of both parts are those of all `rows_for_widths`.
    Each part has the `fewest` rows at the least.
    """

    heading: tuple[StyledParagraph, ...]
    columns: tuple[StyledParagraph, ...]
    rows: tuple[_Row, ...]
    shares: tuple[float, ...] = ()
    figures: int = 0
    pad: float = PLAIN_PAD
    whole: bool = True
    before: float = 12.0
    rows_for_widths: tuple[_Row, ...] = ()
    fewest: int = 2
    unit: float = 0.0
    """The leading of the grid that its rows stand on; 0 for rows that are as high as they must be."""

    @property
    def _below_heading(self) -> float:
        if not self.unit:
            return BELOW_HEADING
        # The names of columns stand on the grid; rules are in the middle between two lines.
        return self.unit if self.columns else self.unit / 2

    def _widths(self, width: float) -> list[float]:
        """The columns' widths: that of the rows' headings is as wide as the longest of them, the others are alike."""
        count = len(self.rows[0].cells)
        headings = [row.heading for row in self.rows_for_widths or self.rows if row.heading]
        first = []
        if headings:
            longest = max(each.paragraph.length_of_all() * each.style.size / 1000 for each in headings)
            first = [min(longest, HEAD_COLUMN * width) + 0.5]
        gaps = COLUMN_GAP * (count + len(first) - 1)
        if self.shares:
            return [share / sum(self.shares) * (width - gaps) for share in self.shares]
        if first and count == 2:
            # The second column stands where the second column of a text would.
            half = (width - COLUMN_GAP) / 2
            return [*first, half - first[0] - COLUMN_GAP, half]
        return first + [(width - sum(first) - gaps) / count] * count

    def _cells(self, row: _Row) -> list[tuple[StyledParagraph, ...]]:
        headed = any(each.heading for each in self.rows_for_widths or self.rows)
        return [*([(row.heading,) if row.heading else ()] if headed else []), *row.cells]

    def _row_height(self, cells: Sequence[Sequence[StyledParagraph]], width: float) -> float:
        return (
            max(text_height(cell, wide) for cell, wide in zip(cells, self._widths(width), strict=True)) + 2 * self.pad
        )

    def _head_cells(self) -> list[tuple[StyledParagraph, ...]]:
        return [(each,) if each.text.text else () for each in self.columns]

    def _above(self, width: float) -> float:
        heading = text_height(self.heading, width) + self._below_heading if self.heading else 0.0
        return heading + (self._row_height(self._head_cells(), width) - self.pad if self.columns else 0.0)

    def height(self, width: float) -> float:
        return self._above(width) + sum(self._row_height(self._cells(row), width) for row in self.rows)

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        if self.whole:
            # It goes on to the next page as it is; should it be higher than that, it may be divided there.
            return None, replace(self, whole=False)
        y, count = self._above(width), 0
        for row in self.rows:
            y += self._row_height(self._cells(row), width)
            if y > room + 0.01:
                break
            count += 1
        # No row stands by itself, unless a whole page holds no more.
        if len(self.rows) >= 2 * self.fewest:
            count = min(count, len(self.rows) - self.fewest)
        if count < self.fewest:
            return None, replace(self, fewest=1)
        every = self.rows_for_widths or self.rows
        first, rest = self.rows[:count], self.rows[count:]
        return replace(self, rows=first, rows_for_widths=every), replace(
            self, heading=(), rows=rest, rows_for_widths=every
        )

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        ink, hairline = page.ink, page.ink.colour("hairline")
        y = rect.y
        if self.heading:
            placed, _ = fill_text(self.heading, Rect(0, 0, rect.w, float("inf")))
            draw_text(page, placed, rect, section, accent)
            y += text_height(self.heading, rect.w) + self._below_heading
        table = page.element("Table", section)
        if self.columns:
            height = self._row_height(self._head_cells(), rect.w) - self.pad
            self._draw_row(page, self._head_cells(), Rect(rect.x, y - self.pad, rect.w, height), table, heads=True)
            y += height
        page.rule(rect.x, y, rect.right, y, TOP_RULE, ink.accent(accent))
        for row in self.rows:
            cells = self._cells(row)
            height = self._row_height(cells, rect.w)
            self._draw_row(page, cells, Rect(rect.x, y, rect.w, height), table, headed=len(cells) > len(row.cells))
            y += height
            page.rule(rect.x, y, rect.right, y, RULE, hairline)

    def _draw_row(
        self,
        page: Builder,
        cells: Sequence[Sequence[StyledParagraph]],
        rect: Rect,
        table: int,
        *,
        heads: bool = False,
        headed: bool = False,
    ) -> None:
        row, x = page.element("TR", table), rect.x
        for number, (cell, wide) in enumerate(zip(cells, self._widths(rect.w), strict=True)):
            element = page.element("TH" if heads or (headed and number == 0) else "TD", row)
            placed, _ = fill_text(cell, Rect(0, 0, wide, float("inf")))
            if number >= len(cells) - self.figures:
                placed = [_flush_right(each, wide) for each in placed]
            draw_text(page, placed, Rect(x, rect.y + self.pad, wide, rect.h), element, "ink")
            if not cell and not heads:
                size = self.columns[0].style.size if self.columns else 9.0
                page.line(
                    "–", x, rect.y + self.pad + size, page.ink.faces["regular"], size, page.ink.colour("soft"), None
                )
            x += wide + COLUMN_GAP


def table_band(ink: Ink, table: TableText, heading: Sequence[StyledParagraph], grid: BaselineGrid) -> TableBand:
    """A table on a grid. Rows that explain terms stand on it; others are as high as they must be."""
    head, term, text = grid.style(face="bold"), grid.style(face="bold", keep=True), grid.style()
    clock = grid.enlarged(head, CLOCK)

    def cell(entries: Sequence[Explained], style: ParagraphStyle) -> tuple[StyledParagraph, ...]:
        return tuple(
            part
            for each in entries
            for part in ([styled(ink, each.term, term)] if each.term.text else []) + [styled(ink, each.text, style)]
        )

    rows = tuple(
        _Row(
            styled(ink, row.heading, clock if _TIME.fullmatch(row.heading.text) else head) if row.heading else None,
            tuple(cell(each, head if row.strong else text) for each in row.cells),
        )
        for row in table.rows
    )
    plain = not any(each.term.text for row in table.rows for each_cell in row.cells for each in each_cell)
    return TableBand(
        tuple(heading),
        tuple(styled(ink, each, head) for each in table.columns),
        rows,
        table.shares,
        table.figures,
        (PLAIN_PAD if len(rows) <= SHORT else LONG_PAD) if plain else grid.unit / 2,
        # In large print few tables have a page left: kept whole, they would leave half pages empty.
        len(rows) <= SHORT and not ink.theme.large,
        grid.unit,
        unit=0.0 if plain else grid.unit,
    )


def _flush_right(placed: Placed, width: float) -> Placed:
    """What stands at the right edge of its column."""
    longest = max(line.width for line in placed.lines) * placed.part.style.size / 1000
    return replace(placed, x=max(0.0, width - longest))
