"""The columns of further sheets, filled one after another with what goes on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.grid.gutters import foot_inset, side_inset
from bmcgen.drawing.labels import INSET
from bmcgen.drawing.setting import Carried, Flow, Label, Span
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Text
from bmcgen.model.plan import Plan

COLUMN_RULE = 0.75
BLOCK_GAP = 14.0


class _Label(Struct, frozen=True):
    carried: Carried
    rect: Rect
    label: Label | None
    aside: float = 0.0
    again: bool = False


class _Part(Struct, frozen=True):
    """So many lines of something, from its line `first` on."""

    flow: Flow
    rect: Rect
    first: int
    count: int


class Sheet(Struct):
    """A further sheet: labels and what goes on below them, at their places."""

    plan: Plan
    marks: list[_Label | _Part] = field(default_factory=list)

    def draw(self, page: Builder) -> None:
        if self.plan.ruled:
            self._draw_rules(page)
        section = listed = 0
        for mark in self._joined(page):
            if isinstance(mark, _Label) and mark.again:
                self._draw_label(page, mark, section)
            elif isinstance(mark, _Label):
                section = page.element("Sect", None)
                listed = self._draw_label(page, mark, section)
            else:
                mark.flow.draw(page, mark.rect, mark.first, mark.count, listed)

    def _joined(self, page: Builder) -> Sequence[_Label | _Part]:
        """The marks, when what runs between some of them is drawn."""
        marks = [*self.marks]
        parts = [(number, mark) for number, mark in enumerate(marks) if isinstance(mark, _Part)]
        for between in dict.fromkeys(part.flow.between for _, part in parts if self.plan.ruled):
            own = [(number, part) for number, part in parts if between and part.flow.between is between]
            stood = [(part.flow, part.rect, part.first) for _, part in own]
            flows = between.draw(page, self.plan.columns, stood) if between else ()
            for (number, part), flow in zip(own, flows, strict=True):
                marks[number] = replace(part, flow=flow)
        return marks

    def _draw_label(self, page: Builder, mark: _Label, section: int) -> int:
        carried, rect = mark.carried, mark.rect
        if mark.label is None:
            return page.element("L", section)
        if carried.bar:
            page.bar(rect.x, rect.y - COLUMN_RULE / 2, rect.w, carried.bar, carried.block.accent)
        mark.label.draw(page, carried.block, rect.inset(mark.aside, 0, mark.aside, 0), section)
        if mark.again:
            return section
        return page.element("L", section) if carried.listed else section

    def _draw_rules(self, page: Builder) -> None:
        rule, columns = page.ink.colour("rule"), self.plan.columns
        top, bottom = columns[0].y, columns[0].bottom
        for x in (columns[0].x, *(column.right for column in columns)):
            page.rule(x, top, x, bottom, COLUMN_RULE, rule)
        for y in (top, bottom):
            page.rule(columns[0].x, y, columns[-1].right, y, COLUMN_RULE, rule)


class Continuation:
    """Goes down the columns of one sheet after another. It remembers the `labels` of blocks, by their areas. Where they
    are `together`, a block that a column can hold is not divided between two. Where flows are `paired`, none of
    several stands alone in a column.
    """

    def __init__(
        self,
        plan: Plan,
        ink: Ink,
        continued: Text,
        start: int,
        labels: dict[str, Label | None],
        *,
        together: bool = False,
        paired: bool = False,
    ) -> None:
        self.plan, self.ink, self.continued, self.start, self.labels = plan, ink, continued, start, labels
        self.together, self.paired = together, paired
        self.sheets = [Sheet(plan)]
        self.column = 0
        self.inset = side_inset(ink.threads) if plan.ruled else 0.0
        self.below = foot_inset(ink.threads) if plan.ruled else 0.0
        # The label stands beside the gutters too.
        self.aside = self.inset - INSET if plan.ruled else 0.0
        self.high = plan.columns[0].h
        self._begin(0)
        self.tallest = 0.0
        self.spans: dict[str, Span] = {}

    def up_to(self, height: float, column: int = 0) -> Continuation:
        """From a column of the first sheet on, columns end at a height."""
        self.high = min(height, self.plan.columns[0].h)
        self._begin(column)
        return self

    def _begin(self, column: int) -> None:
        """Goes to the top of a column."""
        self.column, self._area = column, replace(self.plan.columns[column], h=self.high)
        self.y, self._foot = self._area.y, self._area.bottom - self.below
        self._stood = 0

    def all(self, carried: Sequence[Carried]) -> Continuation:
        """Sets blocks one after another."""
        self.spans |= {block.text.area: self.block(block, block.flows()) for block in carried}
        return self

    @property
    def used(self) -> int:
        """Columns, from the first one on."""
        return (len(self.sheets) - 1) * len(self.plan.columns) + self.column + 1

    @property
    def _left(self) -> float:
        return self._foot - self.y

    def block(self, carried: Carried, flows: Sequence[Flow]) -> Span:
        """Sets what goes on of a block; returns the sheets that it is on."""
        width = self._area.w - 2 * self.inset
        area = carried.text.area
        if area not in self.labels:
            self.labels[area] = carried.label(self.ink, self._area.w - 2 * self.aside, self.continued)
        set_label = self.labels[area]
        label = set_label.height if set_label else 0.0
        whole = self._area.h - label - self.below
        # Columns that are evened out still hold each of these whole.
        tallest = max(flow.height(flow.lines(width), width) for flow in flows) + label + self.below
        self.tallest = min(max(self.tallest, tallest), self.plan.columns[0].h)
        lead = flows[0]
        needed = lead.height(lead.lines(width), width)
        if needed > whole or not carried.whole:
            needed = min(needed, lead.height(lead.least, width))
        all_of_it = sum(flow.height(flow.lines(width), width) + flow.gap for flow in flows) - flows[-1].gap
        if self.paired and len(flows) > 1:
            # Of three, two would leave one alone.
            most = self.plan.columns[0].h - label - self.below
            few = all_of_it if len(flows) == 3 and all_of_it <= most else 0.0
            needed = max(needed, few or self._pair(flows, 0, width, most))
            last = max(needed, self._pair(flows, len(flows) - 2, width, most))
            self.tallest = max(self.tallest, label + last + self.below)
        if self.together and label + all_of_it + self.below <= self.plan.columns[0].h:
            needed, self.tallest = all_of_it, max(self.tallest, label + all_of_it + self.below)
        if self.y > self._area.y:
            self.y += BLOCK_GAP
            if self._left < label + needed:
                self._next_column()
        self._label(carried, set_label)
        self._stood = 0
        begun = self.start + len(self.sheets)
        for number, flow in enumerate(flows):
            # Two stay here, and the last takes one along.
            if self.paired and self._stood > 1 and number == len(flows) - 2:
                fits = self._left + 0.01 >= flow.height(flow.lines(width), width)
                if fits and self._left + 0.01 < self._pair(flows, number, width, whole):
                    self._on(carried, set_label)
            self._flow(carried, flow, width, set_label, whole)
        return Span(begun, self.start + len(self.sheets))

    def _pair(self, flows: Sequence[Flow], first: int, width: float, whole: float) -> float:
        """How high two flows are; 0 if they are to be divided anyway."""
        one, other = (flow.height(flow.lines(width), width) for flow in flows[first : first + 2])
        return found if (found := one + flows[first].gap + other) <= whole else 0.0

    def _on(self, carried: Carried, label: Label | None) -> None:
        """Goes on in the next column. A block has its title once on a sheet."""
        self._next_column()
        small = carried.again(self.ink, self._area.w - 2 * self.aside, label) if label and self.column else None
        self._label(carried, small or label, again=small is not None)

    def _next_column(self) -> None:
        if self.column + 1 == len(self.plan.columns):
            self.sheets.append(Sheet(self.plan))
        self._begin((self.column + 1) % len(self.plan.columns))

    def _label(self, carried: Carried, label: Label | None, *, again: bool = False) -> None:
        height = label.height if label else 0.0
        rect = Rect(self._area.x, self.y, self._area.w, height)
        self.sheets[-1].marks.append(_Label(carried, rect, label, self.aside, again))
        self.y += height

    def _flow(self, carried: Carried, flow: Flow, width: float, label: Label | None, whole: float) -> None:
        first, count, fresh = 0, flow.lines(width), False
        while flow.height(count, width) > self._left + 0.01:
            # A card is only divided if no column can hold it; and never to leave a line or two by themselves.
            divides = not carried.whole or flow.height(count, width) > whole
            room = min(self._room(flow, count, width), count - flow.least) if fresh or divides else 0
            if fresh and room < flow.least:
                room = max(1, min(count, self._room(flow, count, width)))
            if fresh or (divides and room >= flow.least):
                self._place(flow, first, room, width)
                first, count = first + room, count - room
            if not count:
                return
            self._on(carried, label)
            flow, fresh = flow.resumed(first), True
        self._place(flow, first, count, width)

    def _room(self, flow: Flow, count: int, width: float) -> int:
        """How many of the lines that are left stand in what is left of the column."""
        return bisect_right(range(1, count + 1), self._left + 0.01, key=lambda lines: flow.height(lines, width))

    def _place(self, flow: Flow, first: int, count: int, width: float) -> None:
        height = flow.height(count, width)
        self.sheets[-1].marks.append(_Part(flow, Rect(self._area.x + self.inset, self.y, width, height), first, count))
        self.y += height + flow.gap
        self._stood += 1
