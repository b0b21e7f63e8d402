"""A table as a band: a head with the names of its columns, rows between rules, a total."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.columns import (
    LEAST_LINES,
    ParagraphStyle,
    Placed,
    StyledParagraph,
    counted_height,
    draw_text,
    fill_text,
    styled,
)
from bmcgen.drawing.set_text import ANY_LINES, SetText
from bmcgen.drawing.signs import draw_badge
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Badge, Text

PAD = 5.0
"""Between a rule and what stands beside it."""
HEAD, HINT = 9.5, 8.0
HEAD_LEADING, HINT_LEADING = 11.5, 10.0
_HEAD_WAYS = (("bold", HEAD, 2), ("bold", 8.5, 3), ("condensed-bold", 8.5, ANY_LINES))
_HINT_WAYS = (("regular", HINT, ANY_LINES),)
HEADING, HEADING_ROW = 9.0, 17.0
TOP_RULE, RULE, TOTAL_RULE = 1.0, 0.6, 1.2
BADGE, BADGE_GAP = 9.6, 4.0
_LINE = 1.3
LONG = 170.0
"""A row that is higher is divided where a page ends."""


class Column(Struct, frozen=True):
    """A column: its id, its name, a hint, and the part of the width that it has."""

    key: str
    name: Text
    hint: Text | None
    share: float


class RowText(Struct, frozen=True):
    """What the data has for a row: a note, and the segments it is about."""

    note: Text | None
    badges: tuple[Badge, ...]


class TableText(Struct, frozen=True):
    """The words of a table: its columns, what the data has, headings over rows, and what begins the last row."""

    columns: tuple[Column, ...]
    rows: tuple[RowText, ...]
    groups: tuple[Text, ...]
    rest: Text | None
    total: Text | None


class Row(Struct, frozen=True):
    """A row: something that is filled in, a heading over others, a total, or none of these, to write in. A note that is
    divided between pages has its first lines in `head`, and what is left of it in `rest`.
    """

    text: RowText | None = None
    head: Placed | None = None
    rest: StyledParagraph | None = None
    heading: Text | None = None
    total: Text | None = None
    least: float = 0.0


class TableBand(Struct, frozen=True):
    """Rows of a table under its head. It is divided between rows, and its head is repeated."""

    ink: Ink
    table: TableText
    rows: tuple[Row, ...]
    size: float
    empty: Row
    known: dict[tuple[int, bool, float], float]
    """The heights of what is filled in, in each width."""
    before: float = 0.0

    def _widths(self, width: float) -> list[float]:
        whole = sum(column.share for column in self.table.columns)
        return [column.share / whole * width for column in self.table.columns]

    def _heads(self, width: float) -> list[tuple[SetText, SetText | None]]:
        found = []
        for column, wide in zip(self.table.columns, self._widths(width), strict=True):
            name = SetText.fitting(self.ink, column.name, wide - 2 * PAD, _HEAD_WAYS)
            hint = SetText.fitting(self.ink, column.hint, wide - 2 * PAD, _HINT_WAYS) if column.hint else None
            found.append((name, hint))
        return found

    def _head_height(self, width: float) -> float:
        heights = [
            len(name.lines) * HEAD_LEADING + (len(hint.lines) * HINT_LEADING if hint else 0.0)
            for name, hint in self._heads(width)
        ]
        return max(heights) + 2 * PAD

    def _cells(self, row: Row) -> list[list[StyledParagraph]]:
        """What stands in the cells of a row that is filled in."""
        text = ParagraphStyle(self.size, space=0.2)
        cells: list[list[StyledParagraph]] = []
        for column in self.table.columns:
            if row.text is None:
                cells.append([])
            elif column.key == "note":
                note = row.rest or (styled(self.ink, row.text.note, text) if row.text.note else None)
                cells.append([note] if note else [])
            else:
                badges = row.text.badges if column.key == "segment" and not row.rest else ()
                cells.append([styled(self.ink, badge.name, text) for badge in badges])
        return cells

    def _row_height(self, row: Row, width: float) -> float:
        if row.heading:
            return HEADING_ROW
        if row.text is None:
            return row.least
        if row.head:
            return max(row.least, row.head.bottom + 2 * PAD)
        # Where its note was not divided, a row is as high as it was the last time.
        key = id(row.text), row.rest is None, width
        if row.rest or key not in self.known:
            columns = zip(self.table.columns, self._cells(row), self._widths(width), strict=True)
            heights = [counted_height(cell, self._room(column, wide)) for column, cell, wide in columns]
            self.known[key] = max(heights)
        return max(row.least, self.known[key] + 2 * PAD)

    def _placed(self, row: Row, width: float) -> list[list[Placed]]:
        """The same set in the columns."""
        found = []
        for column, cell, wide in zip(self.table.columns, self._cells(row), self._widths(width), strict=True):
            if row.head and column.key == "note":
                found.append([row.head])
            else:
                found.append(fill_text(cell, Rect(0, 0, self._room(column, wide), float("inf")))[0])
        return found

    def _room(self, column: Column, width: float) -> float:
        """The width that words have in a column: segments stand behind their letters."""
        return max(width - 2 * PAD - (BADGE + BADGE_GAP if column.key == "segment" else 0.0), 10.0)

    def height(self, width: float) -> float:
        return self._head_height(width) + sum(self._row_height(row, width) for row in self.rows)

    def divided(self, width: float, room: float) -> tuple[TableBand | None, TableBand | None]:
        y, count = self._head_height(width), 0
        for row in self.rows:
            y += self._row_height(row, width)
            if y > room + 0.01:
                break
            count += 1
        kept, rest = [*self.rows[:count]], [*self.rows[count:]]
        if rest and (not count or self._row_height(rest[0], width) > LONG):
            used = self._head_height(width) + sum(self._row_height(row, width) for row in kept)
            if parts := self._parted(rest[0], width, room - used):
                kept, rest = [*kept, parts[0]], [parts[1], *rest[1:]]
        # A heading is not left alone at the foot.
        while kept and kept[-1].heading:
            rest.insert(0, kept.pop())
        if not kept:
            return None, self
        return replace(self, rows=tuple(kept)), replace(self, rows=tuple(rest)) if rest else None

    def _parted(self, row: Row, width: float, room: float) -> tuple[Row, Row] | None:
        """A row divided between two lines of its note; None where too little of it would stand in a room."""
        for column, cell, wide in zip(self.table.columns, self._cells(row), self._widths(width), strict=True):
            if column.key != "note" or not cell:
                continue
            measure = self._room(column, wide)
            count = min(int((room - 2 * PAD) / cell[0].style.leading), cell[0].count(measure) - LEAST_LINES)
            if count >= LEAST_LINES:
                head, rest = cell[0].divided(measure, count)
                return replace(row, head=Placed(cell[0], head, 0.0, 0.0)), replace(row, rest=rest)
        return None

    def grown(self, width: float, room: float) -> TableBand:
        """The same with as many empty rows as there is room for, which share what is left over."""
        rows = [*self.rows]
        count = max(0, int((room - self.height(width) + 0.01) / self.empty.least))
        # They stand after those that there are, in each group in turn, or else before the total.
        ends = [n + 1 for n, row in enumerate(rows) if row == self.empty and rows[n + 1 : n + 2] != [self.empty]]
        ends = ends or [len(rows) - sum(row.total is not None for row in rows)]
        for turn, end in reversed([*enumerate(ends)]):
            more = len(range(turn, count, len(ends)))
            rows[end:end] = [self.empty] * more
        whole = replace(self, rows=tuple(rows))
        shared = sum(row.heading is None for row in rows)
        spare = max(0.0, room - whole.height(width)) / shared if shared else 0.0
        return whole._stretched(width, min(spare, self.empty.least))

    def _stretched(self, width: float, spare: float) -> TableBand:
        """The same with each of its rows but headings so much higher."""
        rows = (row if row.heading else replace(row, least=self._row_height(row, width) + spare) for row in self.rows)
        return replace(self, rows=tuple(rows))

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        rule, hairline = page.ink.accent(accent), page.ink.colour("hairline")
        table = page.element("Table", section)
        y = rect.y + self._draw_head(page, rect, table)
        page.rule(rect.x, y, rect.right, y, TOP_RULE, rule)
        top = y
        for row in self.rows:
            height = self._row_height(row, rect.w)
            if row.heading:
                self._draw_uprights(page, rect, top, y)
                self._draw_heading(page, row.heading, Rect(rect.x, y, rect.w, height), table, accent)
                top = y + height
            else:
                if row.total:
                    page.rule(rect.x, y, rect.right, y, TOTAL_RULE, rule)
                self._draw_row(page, row, Rect(rect.x, y, rect.w, height), table)
            y += height
            page.rule(rect.x, y, rect.right, y, RULE, hairline)
        self._draw_uprights(page, rect, top, y)

    def _draw_head(self, page: Builder, rect: Rect, table: int) -> float:
        ink, soft = page.ink.colour("ink"), page.ink.colour("soft")
        row, x = page.element("TR", table), rect.x
        for (name, hint), wide in zip(self._heads(rect.w), self._widths(rect.w), strict=True):
            cell = page.element("TH", row)
            y = rect.y + PAD + HEAD * 0.8
            face = page.ink.faces[name.face]
            element = page.element("P", cell, name.text)
            y = page.lines(name.lines, x + PAD, y, face, name.size, HEAD_LEADING, ink, element)
            if hint:
                element, face = page.element("P", cell, hint.text), page.ink.faces[hint.face]
                page.lines(
                    hint.lines, x + PAD, y - HEAD_LEADING + HINT_LEADING, face, HINT, HINT_LEADING, soft, element
                )
            x += wide
        return self._head_height(rect.w)

    def _draw_uprights(self, page: Builder, rect: Rect, top: float, bottom: float) -> None:
        """Draws the rules between columns."""
        x = rect.x
        for wide in self._widths(rect.w)[:-1]:
            x += wide
            if bottom > top:
                page.rule(x, top, x, bottom, RULE, page.ink.colour("hairline"))

    def _draw_heading(self, page: Builder, heading: Text, rect: Rect, table: int, accent: str) -> None:
        page.tint(rect)
        face = page.ink.faces["bold"]
        cell = page.element("TH", page.element("TR", table), heading)
        base = rect.y + rect.h / 2 + face.below_middle(HEADING)
        page.line(heading.text, rect.x + PAD, base, face, HEADING, page.ink.accent(accent), cell)

    def _draw_row(self, page: Builder, row: Row, rect: Rect, table: int) -> None:
        line, x = page.element("TR", table), rect.x
        for number, (column, cell, wide) in enumerate(
            zip(self.table.columns, self._placed(row, rect.w), self._widths(rect.w), strict=True)
        ):
            element = page.element("TD", line)
            if row.total and number == 0:
                face = page.ink.faces["bold"]
                base = rect.y + rect.h / 2 + face.below_middle(HEAD)
                said = page.element("P", element, row.total)
                page.line(row.total.text, x + PAD, base, face, HEAD, page.ink.colour("ink"), said)
            if cell:
                self._draw_cell(page, row, column, cell, Rect(x, rect.y, wide, rect.h), element)
            x += wide

    def _draw_cell(
        self, page: Builder, row: Row, column: Column, placed: Sequence[Placed], rect: Rect, element: int
    ) -> None:
        room = self._room(column, rect.w)
        left = rect.x + rect.w - PAD - room
        badges = row.text.badges if column.key == "segment" and row.text else ()
        for number, each in enumerate(placed):
            if badges:
                y = rect.y + PAD + each.y + (self.size * _LINE - BADGE) / 2
                draw_badge(page, badges[number], rect.x + PAD, y, BADGE, element)
            draw_text(page, [each], Rect(left, rect.y + PAD, room, rect.h), element, "ink")
