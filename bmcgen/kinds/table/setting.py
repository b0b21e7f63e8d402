"""How a table stands on its sheet: what is filled in first, then rows to write in, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.drawing.bands import CarriedStory
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.labels import FormLabel
from bmcgen.drawing.setting import Context, Part, Setting, Span, name_of
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds.table.band import Column, Row, RowText, TableBand, TableText
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText
from bmcgen.model.plan import Frame

__all__ = ["Column", "RowText", "TableSetting", "TableText"]

EMPTY = 13.5 * MM
"""A row to write in: two lines by hand."""
FILLED, LEAST_FILLED = 11 * MM, 8.4 * MM
"""A row with something in it leaves room to write beside that; on a crowded sheet for one line."""
SPARE_ROWS = 2
LEAST = 90.0


class TableSetting(Setting):
    """A table takes all the room it is given; what finds none continues on further sheets."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.ink, self.context = text, block, context.ink, context
        self.body: TableText = text.body
        # A hand does not become smaller with the type.
        self.hand = 1 / min(context.ink.theme.scale, 1.0)

    def _top(self, width: float) -> float:
        return FormLabel.of(self.ink, self.text, width).height if self.block.labelled else 0.0

    def _rows(self, size: float) -> list[list[Row]]:
        """The rows that hold something or head others, in groups that empty rows are added to."""
        filled = [Row(text, least=LEAST_FILLED * self.hand) for text in self.body.rows]
        if not self.body.groups:
            return [filled]
        groups = [[Row(heading=heading)] for heading in self.body.groups]
        if not filled:
            return groups
        return [[*([Row(heading=self.body.rest)] if self.body.rest else []), *filled], *groups]

    def _band(self, rows: Sequence[Row], size: float) -> TableBand:
        return TableBand(self.ink, self.body, tuple(rows), size)

    def _wanted(self, size: float) -> list[Row]:
        """All rows that there must be."""
        groups = self._rows(size)
        empty = Row(least=EMPTY * self.hand)
        sorted_already = len(groups) - len(self.body.groups)
        rows = [row for n, group in enumerate(groups) for row in [*group, *([empty] if n >= sorted_already else [])]]
        if not self.body.groups:
            rows += [empty] * SPARE_ROWS
        return [*rows, *self._total()]

    def _total(self) -> list[Row]:
        return [Row(total=self.body.total, least=EMPTY * 0.8 * self.hand)] if self.body.total else []

    def height(self, width: float, scale: Scale, rows: int) -> float:
        return self._top(width) + self._band(self._wanted(scale.text), scale.text).height(width)

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        return min(self.height(width, scale, rows), self._top(width) + LEAST)

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        rect = frame.rect.inset(0, self._top(frame.rect.w), 0, 0)
        whole = self._band(self._wanted(scale.text), scale.text)
        if whole.height(rect.w) <= rect.h + 0.01:
            return Part(self.text, partial(self._draw, frame.rect, rect, self._filling(rect, scale.text)))
        first, rest = whole.divided(rect.w, rect.h)
        carried = CarriedStory(self.text, self.block, (rest,)) if rest else None
        return Part(self.text, partial(self._draw, frame.rect, rect, first), carried, self._overset)

    def _filling(self, rect: Rect, size: float) -> TableBand:
        """The table with as many empty rows as there is room for, which share what is left over."""
        groups, empty = self._rows(size), Row(least=EMPTY * self.hand)
        roomy = [[row.at_least(FILLED * self.hand) for row in group] for group in groups]
        for tried in (roomy, groups):
            bare = self._band([*(row for group in tried for row in group), *self._total()], size)
            least = SPARE_ROWS if not self.body.groups else len(self.body.groups)
            if bare.height(rect.w) + least * empty.least <= rect.h + 0.01:
                break
        count = max(least, int((rect.h - bare.height(rect.w) + 0.01) / empty.least))
        open_ = tried[len(tried) - len(self.body.groups) :] if self.body.groups else tried
        for number in range(count):
            open_[number % len(open_)].append(empty)
        every = [*(row for group in tried for row in group), *self._total()]
        band = self._band(every, size)
        spare = (rect.h - band.height(rect.w)) / sum(row.heading is None for row in every)
        return band.stretched(rect.w, max(spare, 0.0))

    def _draw(self, outer: Rect, rect: Rect, band: TableBand | None, page: Builder, _: Span | None) -> None:
        section = page.element("Sect", None)
        if self.block.labelled:
            FormLabel.of(self.ink, self.text, outer.w).draw(page, self.block, outer, section)
        if band:
            band.draw(page, replace(rect), section, self.block.accent)

    def _overset(self, span: Span) -> Diagnostic | None:
        first = next((row.note for row in self.body.rows if row.note), None)
        if first is None:
            return None
        return warning("overset", f'"{self.text.title.text}" is full: it continues on {name_of(span)}', first.where)
