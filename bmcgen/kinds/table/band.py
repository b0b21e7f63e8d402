"""A table as a band: a head with the names of its columns, rows between rules, a total."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.columns import (
    LEAST_LINES,
    ParagraphStyle,
    StyledParagraph,
    counted_height,
    draw_text,
    fill_text,
    styled,
)
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import ANY_LINES, SetText
from bmcgen.drawing.signs import draw_badge
from bmcgen.geometry import Rect
from bmcgen.kinds.table.amount import amount_lines, draw_amount
from bmcgen.kinds.table.cell import NoteCells
from bmcgen.kinds.table.rows import AMOUNT, Column, Row, TableText
from bmcgen.model.manuscript import Text

PAD = 5.0
"""Between a rule and what stands beside it."""
HEAD, HINT = 9.5, 8.0
HEAD_LEADING, HINT_LEADING = 11.5, 10.0
_HEAD_WAYS = (("bold", HEAD, 2), ("bold", 8.5, 3), ("condensed-bold", 8.5, ANY_LINES))
_HINT_WAYS = (("regular", HINT, ANY_LINES),)
HEADING, HEADING_LEADING, HEADING_PAD = 9.0, 11.0, 3.0
_HEADING_WAYS = (("bold", HEADING, ANY_LINES),)
GROUP_GAP = 6.0
"""Below a group where what follows is in none."""
CELL = 1.5
"""Between the rules of a cell and the place to type in."""
TOP_RULE, RULE, TOTAL_RULE = 1.0, 0.6, 1.2
BADGE, BADGE_GAP = 9.6, 4.0
_LINE = 1.3
LONG = 120.0
"""A row that is higher is divided where a page ends."""


class TableBand(Struct, frozen=True):
    """Rows of a table under its head. It is divided between rows, and its head is repeated."""

    ink: Ink
    table: TableText
    rows: tuple[Row, ...]
    size: float
    notes: NoteCells
    empty: Row
    known: dict[tuple[int, bool, float], float]
    """The heights of what is filled in, in each width."""
    before: float = 0.0
    path: str = ""
    title: str = ""
    """Under which keys it is filled in on screen, and what it is called."""
    passed: int = 0
    """How many rows to write in stand on pages before."""

    def _widths(self, width: float) -> list[float]:
        whole = sum(column.share for column in self.table.columns)
        return [column.share / whole * width for column in self.table.columns]

    def _columns(self, width: float) -> list[tuple[Column, float]]:
        return [*zip(self.table.columns, self._widths(width), strict=True)]

    def _heads(self, width: float) -> list[tuple[SetText, SetText | None]]:
        found = []
        for column, wide in self._columns(width):
            name = SetText.fitting(self.ink, column.name, wide - 2 * PAD, _HEAD_WAYS)
            hint = SetText.fitting(self.ink, column.hint, wide - 2 * PAD, _HINT_WAYS) if column.hint else None
            found.append((name, hint))
        return found

    def names_fit(self, width: float) -> bool:
        """Whether the names of columns stand in two lines at the most, and no word is broken but in one of them."""
        names = [name for name, _ in self._heads(width)]
        return sum(not name.fits for name in names) <= 1 and all(len(name.lines) <= 2 for name in names)

    def _head_height(self, width: float) -> float:
        heights = [
            len(name.lines) * HEAD_LEADING + (len(hint.lines) * HINT_LEADING if hint else 0.0)
            for name, hint in self._heads(width)
        ]
        return max(heights) + 2 * PAD

    def _segments(self, row: Row) -> list[StyledParagraph]:
        """The names of the segments that a row is about, for the column that they have."""
        if row.text is None:
            return []
        text = ParagraphStyle(self.size, space=0.2)
        return [styled(self.ink, badge.name, text) for badge in row.text.badges]

    def _heading(self, heading: Text, width: float) -> SetText:
        return SetText.fitting(self.ink, heading, width - 2 * PAD, _HEADING_WAYS)

    def _row_height(self, row: Row, width: float) -> float:
        if row.gap:
            return GROUP_GAP
        if row.heading:
            return len(self._heading(row.heading, width).lines) * HEADING_LEADING + 2 * HEADING_PAD
        if row.text is None:
            return row.least
        # Where its note was not divided, a row is as high as it was the last time.
        key = id(row.text), row.lines is None, width
        if row.lines is not None or key not in self.known:
            heights = [0.0]
            for column, wide in self._columns(width):
                room = self._room(column, wide)
                if column.key == "note":
                    heights.append(self.notes.height(row, room))
                elif column.key == "segment":
                    heights.append(counted_height(self._segments(row), room))
                elif amount := self._amount(row, column, room):
                    heights.append(len(amount.lines) * self.notes.leading)
            self.known[key] = max(heights)
        return max(row.least, self.known[key] + 2 * PAD)

    def _amount(self, row: Row, column: Column, room: float) -> SetText | None:
        """The amount of a row for the column that it has, beside where its note begins."""
        amount = row.text.amount if row.text and column.key == AMOUNT and not row.begun else None
        return amount_lines(self.ink, amount, self.size, room, total=row.total is not None) if amount else None

    def most_lines(self, width: float) -> int:
        """How many lines the longest of its notes has."""
        rooms = [self._room(column, wide) for column, wide in self._columns(width) if column.key == "note"]
        return max((len(self.notes.lines(row, room)) for row in self.rows if row.text for room in rooms), default=0)

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
        while kept and (kept[-1].heading or kept[-1].gap):
            rest.insert(0, kept.pop())
        if not kept:
            return None, self
        if rest and (group := rest[0].group) and kept[-1].group == group:
            rest.insert(0, Row(heading=group, again=True))
        while rest and rest[0].gap:
            rest.pop(0)
        passed = self.passed + sum(not row.between for row in kept)
        return replace(self, rows=tuple(kept)), replace(self, rows=tuple(rest), passed=passed) if rest else None

    def _parted(self, row: Row, width: float, room: float) -> tuple[Row, Row] | None:
        """A row divided between two lines of its note, and between two names of its segments; None where too little of
        it would stand in a room.
        """
        if row.text is None:
            return None
        rooms = {column.key: self._room(column, wide) for column, wide in self._columns(width)}
        lines, within = self.notes.lines(row, rooms["note"]), room - 2 * PAD
        count = int((within - self.notes.signs_height(row, rooms["note"])) / self.notes.leading)
        if count < len(lines):
            count = min(count, len(lines) - LEAST_LINES)
        badges = row.text.badges
        named = len(badges)
        while named and counted_height(self._segments(row)[:named], rooms["segment"]) > within:
            named -= 1
        if count < min(LEAST_LINES, len(lines)) or (badges and not named):
            return None
        if count >= len(lines) and named == len(badges):
            return None
        first, rest = replace(row.text, badges=badges[:named]), replace(row.text, badges=badges[named:])
        return replace(row, text=first, lines=lines[:count]), replace(row, text=rest, lines=lines[count:], begun=True)

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
        shared = sum(not row.between for row in rows)
        spare = max(0.0, room - whole.height(width)) / shared if shared else 0.0
        return whole._stretched(width, min(spare, self.empty.least))

    def _stretched(self, width: float, spare: float) -> TableBand:
        """The same with each of its rows but headings so much higher."""
        rows = (row if row.between else replace(row, least=self._row_height(row, width) + spare) for row in self.rows)
        return replace(self, rows=tuple(rows))

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        rule, hairline = page.ink.accent(accent), page.ink.colour("hairline")
        table = page.element("Table", section)
        y = rect.y + self._draw_head(page, rect, table)
        page.rule(rect.x, y, rect.right, y, TOP_RULE, rule)
        top, number, group = y, self.passed, 0
        for row in self.rows:
            number += not row.between
            group = self._group(row) if row.between else group
            height = self._row_height(row, rect.w)
            if row.between:
                self._draw_uprights(page, rect, top, y)
                if row.heading:
                    self._draw_heading(page, row, row.heading, Rect(rect.x, y, rect.w, height), table, accent)
                top = y + height
            else:
                if row.total:
                    page.rule(rect.x, y, rect.right, y, TOTAL_RULE, rule)
                key = "total" if row.total else f"{group}-{number}"
                self._draw_row(page, row, Rect(rect.x, y, rect.w, height), table, key)
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

    def _draw_heading(self, page: Builder, row: Row, heading: Text, rect: Rect, table: int, accent: str) -> None:
        """A heading over rows; where it stands once more it is read aloud no more."""
        page.tint(rect, accent=accent)
        face, found = page.ink.faces["bold"], self._heading(heading, rect.w)
        cell = None if row.again else page.element("TH", page.element("TR", table), heading)
        base = rect.y + HEADING_PAD + HEADING_LEADING / 2 + face.below_middle(HEADING)
        colour = page.ink.colour("soft") if row.again else page.ink.accent(accent)
        page.lines(found.lines, rect.x + PAD, base, face, HEADING, HEADING_LEADING, colour, cell)

    def _draw_row(self, page: Builder, row: Row, rect: Rect, table: int, key: str) -> None:
        line, x = page.element("TR", table), rect.x
        for number, (column, wide) in enumerate(self._columns(rect.w)):
            element = page.element("TD", line)
            if row.total and number == 0 and row.text is None:
                face = page.ink.faces["bold"]
                base = rect.y + rect.h / 2 + face.below_middle(HEAD)
                said = page.element("P", element, row.total)
                page.said(row.total, x + PAD, base, face, HEAD, page.ink.colour("ink"), said)
            elif row.text is None:
                cell = Rect(x, rect.y, wide, rect.h).inset(CELL, CELL, CELL, CELL)
                says = f"{self.title}, {row.total.text if row.total else key.rpartition('-')[2]}: {column.name.text}"
                page.fill_in("text", f"{self.path}/{key}/{column.key}", cell, says, element)
            if row.text and column.key == "note":
                self.notes.draw(page, row, x + PAD, rect.y + PAD, self._room(column, wide), element)
            elif row.text and column.key == "segment":
                self._draw_segments(page, row, column, Rect(x, rect.y, wide, rect.h), element)
            elif amount := self._amount(row, column, self._room(column, wide)):
                draw_amount(page, amount, x + wide - PAD, rect.y + PAD, element)
            x += wide

    def _group(self, row: Row) -> int:
        """The number of the group that a heading begins, counted from 1; 0 for none."""
        said = row.heading.text if row.heading else None
        return next((n for n, group in enumerate(self.table.groups, 1) if group.text == said), 0)

    def _draw_segments(self, page: Builder, row: Row, column: Column, rect: Rect, element: int) -> None:
        room = self._room(column, rect.w)
        left = rect.x + rect.w - PAD - room
        badges = row.text.badges if row.text else ()
        placed, _ = fill_text(self._segments(row), Rect(0, 0, room, float("inf")))
        for badge, each in zip(badges, placed, strict=False):
            y = rect.y + PAD + each.y + (self.size * _LINE - BADGE) / 2
            draw_badge(page, badge, rect.x + PAD, y, BADGE, element)
            draw_text(page, [each], Rect(left, rect.y + PAD, room, rect.h), element, "ink")
