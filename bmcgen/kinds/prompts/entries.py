"""A list of terms in columns whose rows are level with one another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.bands import Band
from bmcgen.drawing.body.columns import COLUMN_GAP, StyledParagraph, column_width, draw_text, fill_text, text_height
from bmcgen.drawing.builder import Builder
from bmcgen.geometry import Rect


class EntriesBand(Struct, frozen=True):
    """Terms read down the columns, under a heading; a row is as high as the higher of its terms."""

    head: tuple[StyledParagraph, ...]
    entries: tuple[StyledParagraph, ...]
    columns: int
    before: float

    def _rows(self) -> list[list[StyledParagraph]]:
        count = -(-len(self.entries) // self.columns)
        return [[*self.entries[row::count]] for row in range(count)]

    def _heights(self, width: float) -> list[float]:
        wide = column_width(width, self.columns)
        return [entry[0].style.gap + max(each.height(wide) for each in entry) for entry in self._rows()]

    def _head_height(self, width: float) -> float:
        return text_height(self.head, width)

    def height(self, width: float) -> float:
        return self._head_height(width) + sum(self._heights(width))

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        y, count = self._head_height(width), 0
        for height in self._heights(width):
            y += height
            if y > room + 0.01:
                break
            count += 1
        if count < 2:
            return None, self
        rows = self._rows()
        return self._of(rows[:count], self.head), self._of(rows[count:], ())

    def _of(self, rows: Sequence[Sequence[StyledParagraph]], head: tuple[StyledParagraph, ...]) -> EntriesBand:
        down = [row[column] for column in range(self.columns) for row in rows if column < len(row)]
        return replace(self, head=head, entries=tuple(down))

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        placed, _ = fill_text(self.head, Rect(0, 0, rect.w, float("inf")))
        draw_text(page, placed, rect, section, accent)
        wide, y = column_width(rect.w, self.columns), rect.y + self._head_height(rect.w)
        for row, height in zip(self._rows(), self._heights(rect.w), strict=True):
            for number, entry in enumerate(row):
                room = Rect(rect.x + number * (wide + COLUMN_GAP), y + entry.style.gap, wide, height)
                placed, _ = fill_text([entry], room)
                draw_text(page, placed, room, section, accent)
            y += height
