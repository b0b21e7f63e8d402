"""The rows of a table of changes, in columns of a page: what each block was and what it is, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.bands import Band
from bmcgen.drawing.body.columns import ParagraphStyle, StyledParagraph, draw_text, fill_text, styled, text_height
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.signs import draw_change
from bmcgen.geometry import Rect
from bmcgen.kinds.changes.grid import (
    BAR,
    GUTTER,
    HIGHEST,
    MOST_COLUMNS,
    NARROWEST,
    PAD,
    SIGN,
    SLACK,
    TITLE,
    Grid,
    Part,
    Put,
    Row,
    placed_in,
)
from bmcgen.model.manuscript import Text

if TYPE_CHECKING:
    from bmcgen.kinds.changes.setting import ChangesText, RowText, SectionText

CLOSE = 2.0
"""Columns are evened out as closely as this."""
RULE, BELOW_HEADS = 0.5, 0.4


class ChangesBand(Struct, frozen=True):
    """The table in a grid. Over each column of it stand the names of the two files; `nothing` says that they are
    alike. Where they stay `together`, the rows of a section are divided between columns only if none holds them all.
    """

    grid: Grid
    heads: tuple[StyledParagraph, ...]
    parts: tuple[Part, ...]
    continued: StyledParagraph
    nothing: StyledParagraph | None = None
    before: float = 0.0
    together: bool = True

    @property
    def _head(self) -> float:
        """How high the names are above a column."""
        cells = zip(self.heads, self.grid.cells[1:], strict=False)
        return (
            max([text_height([head], wide) for head, (_, wide) in cells], default=-BELOW_HEADS * self.grid.size)
            + BELOW_HEADS * self.grid.size
        )

    def _above(self, width: float) -> float:
        return text_height([self.nothing], width) + 2 * self.grid.size if self.nothing else 0.0

    def _fill(self, room: float, *, divide: bool = False) -> tuple[list[Put], tuple[Part, ...]]:
        """What stands in columns of a height, and what is left. A row may be to `divide` that no column holds."""
        put, rest = list[Put](), self.parts
        for number in range(self.grid.count):
            rest = self._fill_column(rest, number * (self.grid.width + GUTTER), room, put, divide=divide)
        return put, rest

    def _fill_column(
        self, parts: tuple[Part, ...], x: float, room: float, put: list[Put], *, divide: bool
    ) -> tuple[Part, ...]:
        grid, top = self.grid, self._head
        y = top
        for number, part in enumerate(parts):
            above = grid.above(part) if y > top else 0.0
            title = grid.title(part)
            needed = grid.row(part.rows[0]) if part.rows else 0.0
            if self.together and top + title + (whole := sum(map(grid.row, part.rows))) <= room:
                needed = whole
            if y > top and y + above + title + needed > room + SLACK:
                return parts[number:]
            y += above
            put.append(Put(part, x, y, title))
            y += title
            for at, row in enumerate(part.rows):
                left: Row | None = row
                high = grid.row(row)
                fits = y + high <= room + SLACK
                if fits or (divide and at == 0 and number == 0):
                    # A row is divided only where it has a column to itself that cannot hold it.
                    cells, left = placed_in(row, grid, room - y if not fits else HIGHEST)
                    if any(cells[1:]):
                        high = (
                            high if fits else max(each.bottom for cell in cells for each in cell) + 2 * PAD * grid.size
                        )
                        put.append(Put(part, x, y, high, row, cells))
                        y += high
                if left:
                    rest = replace(part, rows=(left, *part.rows[at + 1 :]), remark=self.continued)
                    return (rest, *parts[number + 1 :])
                if not fits and part.rows[at + 1 :]:
                    return (replace(part, rows=part.rows[at + 1 :], remark=self.continued), *parts[number + 1 :])
        return ()

    def _even(self) -> float:
        """The least height of columns that hold all of it, on a page that is high enough."""
        low, high = (
            self._head,
            self._head
            + sum(
                self.grid.title(part) + self.grid.above(part) + sum(map(self.grid.row, part.rows))
                for part in self.parts
            ),
        )
        while high - low > CLOSE:
            middle = (low + high) / 2
            if self._fill(middle)[1]:
                low = middle
            else:
                high = middle
        return high

    def height(self, width: float) -> float:
        return self._above(width) + self._even()

    def holds(self, width: float, room: float) -> bool:
        """Whether a page with so much room holds all of it."""
        return not self._fill(room - self._above(width))[1]

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        put, rest = self._fill(room - self._above(width), divide=True)
        if not any(each.row for each in put):
            return None, self
        return _SetChanges(self, tuple(put), room), replace(self, parts=rest, nothing=None) if rest else None

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        self.draw_put(page, rect, self._fill(self._even())[0], section)

    def draw_put(self, page: Builder, rect: Rect, put: Sequence[Put], section: int) -> None:
        """Draws what was put into columns."""
        if self.nothing:
            draw_text(page, fill_text([self.nothing], Rect(0, 0, rect.w, HIGHEST))[0], rect, section, "ink")
            rect = rect.inset(0, self._above(rect.w), 0, 0)
        table, before = section, -1.0
        for each in put:
            place = Rect(rect.x + each.x, rect.y + each.y, self.grid.width, each.height)
            if each.row:
                self._draw_row(page, each, place, table)
                continue
            self._draw_title(page, each.part, place, section)
            table = page.element("Table", section) if each.part.rows else section
            if each.x > before and self.heads:
                self._draw_heads(page, replace(place, y=rect.y), table)
                before = each.x

    def _draw_heads(self, page: Builder, rect: Rect, table: int) -> None:
        """The names of the files over a column, the head of the first table in it."""
        row = page.element("TR", table)
        page.element("TH", row)
        for head, (x, wide) in zip(self.heads, self.grid.cells[1:], strict=True):
            placed, _ = fill_text([head], Rect(0, 0, wide, HIGHEST))
            draw_text(page, placed, Rect(rect.x + x, rect.y, wide, rect.h), page.element("TH", row), "ink")

    def _draw_title(self, page: Builder, part: Part, rect: Rect, section: int) -> None:
        grid = self.grid
        page.bar(rect.x, rect.y, rect.w, BAR, part.accent)
        inner = rect.inset(0, BAR + PAD * grid.size, 0, 0)
        beside = grid.remark(part)
        placed, _ = fill_text([part.title], Rect(0, 0, rect.w - beside, HIGHEST))
        draw_text(page, placed, inner, section, part.accent)
        if part.remark:
            placed, _ = fill_text([part.remark], Rect(0, 0, HIGHEST, HIGHEST))
            drop = part.title.style.leading - part.remark.style.leading
            right = inner.inset(inner.w - beside + grid.size, 0.7 * drop, 0, 0)
            draw_text(page, placed, right, section, part.accent)

    def _draw_row(self, page: Builder, put: Put, rect: Rect, table: int) -> None:
        grid, row = self.grid, put.row
        assert row is not None
        page.rule(rect.x, rect.y, rect.right, rect.y, RULE, page.ink.colour("hairline"))
        own, top = page.element("TR", table), rect.y + PAD * grid.size
        for number, (cell, (x, wide)) in enumerate(zip(put.cells, grid.cells, strict=True)):
            element = page.element("TD" if number else "TH", own)
            if not number and not row.begun:
                side = SIGN * grid.size
                middle = top + row.name.style.leading / 2
                draw_change(page, row.change.key, rect.x, middle - side / 2, side, None, page.ink.colour("paper"))
            draw_text(page, cell, Rect(rect.x + x, top, wide, rect.h), element, "ink")
            if number and not cell and not row.begun:
                face, size = page.ink.faces["regular"], grid.size
                base = top + row.name.style.leading / 2 + face.below_middle(size)
                page.line("–", rect.x + x, base, face, size, page.ink.colour("soft"), None)


class _SetChanges(Struct, frozen=True):
    """What of the table stands on a page that cannot hold all of it."""

    band: ChangesBand
    put: tuple[Put, ...]
    high: float
    before: float = 0.0

    def height(self, width: float) -> float:
        return self.high

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        return None, self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        self.band.draw_put(page, rect, self.put, section)


def band_of(ink: Ink, text: ChangesText, continued: Text, size: float, width: float) -> ChangesBand:
    """The table of changes in a size and a width."""
    plain, bold = ParagraphStyle(size, space=0.25), ParagraphStyle(size, "bold", space=0.25)
    quiet = ParagraphStyle(size, colour="soft", space=0.25)
    title = ParagraphStyle(size * TITLE, "bold", role="H2", leading_ratio=1.2)
    names = {row.change.key: styled(ink, row.change.name, bold) for part in text.sections for row in part.rows}
    named = max((name.paragraph.whole.widest for name in names.values()), default=0.0) * size / 1000 + 1

    def part_of(section: SectionText) -> Part:
        return Part(
            styled(ink, section.title, title),
            styled(ink, section.kept, quiet) if section.kept else None,
            section.accent,
            tuple(row_of(row) for row in section.rows),
        )

    def row_of(row: RowText) -> Row:
        old = row.change.key == "changed"
        before = tuple(styled(ink, each.text, quiet if old or each.quiet else plain) for each in row.before)
        after = tuple(styled(ink, each.text, quiet if each.quiet else plain) for each in row.after)
        return Row(row.change, names[row.change.key], before, after)

    count = max(1, min(MOST_COLUMNS, int((width + GUTTER) / (NARROWEST * size + GUTTER))))
    grid = Grid(size, count, (width - (count - 1) * GUTTER) / count, named)
    heads = tuple(styled(ink, each, replace(bold, colour="soft")) for each in (text.before, text.after))
    nothing = styled(ink, text.nothing, bold) if text.nothing else None
    parts = tuple(map(part_of, text.sections))
    return ChangesBand(grid, () if nothing else heads, parts, styled(ink, continued, quiet), nothing)
