"""How a table stands on its sheet: what is filled in first, then rows to write in, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.drawing.body.bands import CarriedStory
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.form_labels import FormLabel
from bmcgen.drawing.setting import Context, Part, Setting, Span, name_of
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds.table.band import TableBand
from bmcgen.kinds.table.cell import NoteCells
from bmcgen.kinds.table.rows import Row, TableText
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.plan import Frame
from bmcgen.source.names import fold

EMPTY = 13.5 * MM
"""A row to write in: two lines by hand."""
FILLED, LEAST_FILLED = 11 * MM, 8.4 * MM
"""A row with something in it leaves room to write beside that; on a crowded sheet for one line."""
LOW = 8.4 * MM
"""A row to write in where there is little room: one line by hand."""
SPARE_ROWS = 2
LINES = 3
"""A table that is blank has so many rows at the least."""
LEAST = 90.0
LEFT = (1.0, 0.85, 0.7)
"""How much of their widths columns to write in may keep where notes are long."""
MANY_LINES = 4
"""A note of more lines is worth a wider column."""


class TableSetting(Setting):
    """A table takes all the room it is given; what finds none continues on further sheets."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.ink, self.context = text, block, context.ink, context
        self.body: TableText = text.body
        # A hand does not become smaller with the type.
        self.hand = 1 / min(context.ink.theme.scale, 1.0)
        self.empty, self.low = Row(least=EMPTY * self.hand), Row(least=LOW * self.hand)
        self._known: dict[tuple[float, float], dict[tuple[int, bool, float], float]] = {}
        self._notes: dict[float, NoteCells] = {}
        self._left: dict[tuple[float, float], float] = {}

    def _top(self, width: float) -> float:
        return FormLabel.of(self.ink, self.text, width).height if self.block.labelled else 0.0

    def _rows(self, *, roomy: bool, spare: int, empty: Row) -> list[Row]:
        """All rows that there must be: those filled in, with room to write beside them or for one line only, and
        so many empty ones where rows have no groups.
        """
        body, least = self.body, FILLED if roomy else LEAST_FILLED
        rows = list[Row]()
        loose = Row(heading=body.rest) if body.groups and body.rest else Row(gap=True)
        group: Text | None = None
        for number, text in enumerate(body.rows):
            if text.group and text.group != group:
                rows.append(Row(heading=text.group))
            elif not text.group and (group or (not number and loose.heading)):
                # What is in no group does not seem to be in the one above it.
                rows.append(loose)
            group = text.group
            rows.append(Row(text, least=least * self.hand))
        if group and not body.groups:
            rows.append(Row(gap=True))
        # A heading that notes stand under already has room below these.
        told = {fold(text.group.text) for text in body.rows if text.group}
        for heading in body.groups:
            if fold(heading.text) not in told:
                rows += [Row(heading=heading), empty]
        said = body.total or (body.sum.card.text if body.sum and body.sum.card else None)
        total = [Row(body.sum, total=said, least=EMPTY * 0.8 * self.hand)] if said else []
        return [*rows, *([] if body.groups else [empty] * spare), *total]

    def _band(self, rows: Sequence[Row], width: float, size: float, empty: Row) -> TableBand:
        key = width, size
        if key not in self._left:
            self._left[key] = self._narrowed(rows, width, size, empty)
        return self._in_widths(rows, self._left[key], size, empty)

    def _narrowed(self, rows: Sequence[Row], width: float, size: float, empty: Row) -> float:
        """How much is left of columns to write in: as much as long notes can spare, and enough for their names."""
        found = 1.0
        for left in LEFT:
            band = self._in_widths(rows, left, size, empty)
            if left < found and not band.names_fit(width):
                break
            found = left
            if band.most_lines(width) <= MANY_LINES:
                break
        return found

    def _in_widths(self, rows: Sequence[Row], left: float, size: float, empty: Row) -> TableBand:
        """The table with so much left of its columns to write in; notes have the rest."""
        notes = self._notes.get(size)
        if notes is None:
            notes = self._notes[size] = NoteCells(self.ink, self.body.cards, size)
        known, path = self._known.setdefault((size, left), {}), f"blocks/{self.text.name}"
        table, title = self.body.narrowed(left), self.text.title.text
        return TableBand(self.ink, table, tuple(rows), size, notes, empty, known, path=path, title=title)

    def height(self, width: float, scale: Scale, rows: int) -> float:
        wanted = self._rows(roomy=False, spare=SPARE_ROWS, empty=self.empty)
        return self._top(width) + self._band(wanted, width, scale.text, self.empty).height(width)

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        return min(self.height(width, scale, rows), self._top(width) + LEAST)

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        """Type becomes no smaller for the sake of empty rows."""
        if not self.body.rows:
            return super().holds(rect, scale, rows)
        room = rect.h - self._top(rect.w)
        return any(whole.height(rect.w) <= room + 0.01 for whole in self._ways(rect.w, scale))

    def _ways(self, width: float, scale: Scale) -> Iterator[TableBand]:
        """The table with less and less to write in. Empty rows are no reason to go on on a further sheet, and room
        beside what is filled in is less of one. A blank table has rows enough, if lower ones.
        """
        spare = SPARE_ROWS if self.body.rows else LINES
        for roomy, more, empty in (
            (True, spare, self.empty),
            (False, spare, self.empty),
            (False, spare, self.low),
            (False, 0, self.empty),
        ):
            wanted = self._rows(roomy=roomy, spare=more, empty=empty)
            yield self._band(wanted, width, scale.text, empty)

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        rect = frame.rect.inset(0, self._top(frame.rect.w), 0, 0)
        for whole in self._ways(rect.w, scale):
            if whole.height(rect.w) <= rect.h + 0.01:
                return Part(self.text, partial(self._draw, frame.rect, rect, whole.grown(rect.w, rect.h)))
        first, rest = whole.divided(rect.w, rect.h)
        carried = CarriedStory(self.text, self.block, (rest,)) if rest else None
        return Part(self.text, partial(self._draw, frame.rect, rect, first), carried, self._overset)

    def _draw(self, outer: Rect, rect: Rect, band: TableBand | None, page: Builder, _: Span | None) -> None:
        section = page.element("Sect", None)
        if self.block.labelled:
            FormLabel.of(self.ink, self.text, outer.w).draw(page, self.block, outer, section)
        if band:
            band.draw(page, rect, section, self.block.accent)

    def _overset(self, span: Span) -> Diagnostic | None:
        first = next((card.text for card in self.body.cards), None)
        if first is None:
            return None
        return warning("overset", f'"{self.text.title.text}" is full: it continues on {name_of(span)}', first.where)
