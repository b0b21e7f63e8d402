"""What found no room, on further sheets: in block order, in columns; what is longer than a column is divided."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import inf

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.diagnostics import Problems, error
from bmcgen.drawing.bands import Band, CarriedStory, Growing, Stood, draw_story, fill_story
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.labels import INSET
from bmcgen.drawing.setting import Carried, Flow, Label, Part, Span
from bmcgen.drawing.write_in import BELOW_TEXT, draw_ground
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.model.plan import Plan

COLUMN_RULE = 0.75
BLOCK_GAP = 14.0
CLOSE = 2.0
"""The least height of columns is found as closely as this."""


class _Label(Struct, frozen=True):
    carried: Carried
    rect: Rect
    label: Label | None


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
            if isinstance(mark, _Label):
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
        mark.label.draw(page, carried.block, rect, section)
        return page.element("L", section) if carried.listed else section

    def _draw_rules(self, page: Builder) -> None:
        rule, columns = page.ink.colour("rule"), self.plan.columns
        top, bottom = columns[0].y, columns[0].bottom
        for x in (columns[0].x, *(column.right for column in columns)):
            page.rule(x, top, x, bottom, COLUMN_RULE, rule)
        for y in (top, bottom):
            page.rule(columns[0].x, y, columns[-1].right, y, COLUMN_RULE, rule)


class StorySheet(Struct, frozen=True):
    """A further sheet that holds nothing but text to be read."""

    carried: CarriedStory
    room: Rect
    stood: tuple[Stood, ...]

    def draw(self, page: Builder) -> None:
        draw_story(page, self.stood, self.room, page.element("Sect", None), self.carried.block.accent)
        end = max(each.y + each.height for each in self.stood) + BELOW_TEXT
        draw_ground(page, self.room.inset(0, end, 0, 0), self.carried.block.ground)


def _story_sheets(carried: CarriedStory, plan: Plan) -> list[StorySheet]:
    """The further sheets that a text goes on on."""
    first, last = plan.columns[0], plan.columns[-1]
    room = Rect(first.x, first.y, last.right - first.x, first.h)
    sheets = []
    rest: list[Band] = [*carried.bands]
    while rest:
        stood, left = fill_story(rest, room.w, room.h, carried.unit)
        if not stood and left == rest:
            message = f'"{carried.text.area}" does not fit on a further sheet'
            raise Problems([error("no-room", message, carried.text.title.where)])
        if stood and not left:
            stood[-1] = _grown(stood[-1], room)
        if stood:
            sheets.append(StorySheet(carried, room, tuple(stood)))
        rest = left
    return sheets


def _grown(last: Stood, room: Rect) -> Stood:
    """What ends on a sheet, and may take the room that is left there."""
    if not isinstance(last.band, Growing):
        return last
    band = last.band.grown(room.w, room.h - last.y)
    return Stood(band, last.y, band.height(room.w))


class Further(Struct, frozen=True):
    """The further sheets, and for each area the numbers of the first and the last on which its block goes on."""

    sheets: tuple[Sheet | StorySheet, ...]
    spans: dict[str, Span]


def continue_on(parts: Sequence[Part], plan: Plan, manuscript: Manuscript, ink: Ink, start: int) -> Further:
    """As few sheets as it takes. Texts to be read come first, and have sheets of their own. `start` is the number of
    the sheet that all of it goes on from.
    """
    stories: list[StorySheet] = []
    spans: dict[str, Span] = {}
    for each in parts:
        if isinstance(each.carried, CarriedStory):
            found = _story_sheets(each.carried, plan)
            begun = start + len(stories) + 1
            spans[each.text.area] = Span(begun, begun + len(found) - 1)
            stories += found
    carried = [each.carried for each in parts if each.carried and not isinstance(each.carried, CarriedStory)]
    if not carried:
        return Further(tuple(stories), spans)
    after = start + len(stories)

    def empty() -> _Continuation:
        return _Continuation(plan, ink, manuscript.continued, after)

    made = (_apart(carried, empty) or _even(carried, empty)) if plan.ruled else empty().all(carried)
    return Further((*stories, *made.sheets), spans | made.spans)


def _apart(carried: Sequence[Carried], empty: Callable[[], _Continuation]) -> _Continuation | None:
    """One sheet on which each block has columns of its own, the longest the most; None if that takes more columns than
    there are.
    """
    whole = empty()
    count, counts = len(whole.plan.columns), [1] * len(carried)
    if len(carried) > count:
        return None

    def height(block: Carried, columns: int) -> float:
        return _least(lambda high: empty().up_to(high).all([block]), columns)

    heights = [height(block, 1) for block in carried]
    while sum(counts) < count:
        at = max(range(len(carried)), key=lambda n: heights[n])
        lower = height(carried[at], counts[at] + 1) if counts[at] < len(carried[at].flows()) else inf
        if lower >= heights[at]:
            break
        counts[at], heights[at] = counts[at] + 1, lower
    if max(heights) == inf:
        return None
    first = 0
    for block, high, columns in zip(carried, heights, counts, strict=True):
        whole.up_to(high, first).all([block])
        first += columns
    return whole


def _even(carried: Sequence[Carried], empty: Callable[[], _Continuation]) -> _Continuation:
    """As few sheets as it takes, with their columns as even as can be."""
    whole = empty().all(carried)
    high = _least(lambda high: empty().up_to(high).all(carried), len(whole.sheets) * len(whole.plan.columns))
    return empty().up_to(high).all(carried)


def _least(made: Callable[[float], _Continuation], columns: int) -> float:
    """The least height in which something takes no more columns than that; infinite if none is enough."""
    whole = made(inf)
    if whole.used > columns:
        return inf
    low, high = whole.tallest, whole.plan.columns[0].h
    while high - low > CLOSE:
        middle = (low + high) / 2
        if made(middle).used <= columns:
            high = middle
        else:
            low = middle
    return high


class _Continuation:
    """Goes down the columns of one sheet after another."""

    def __init__(self, plan: Plan, ink: Ink, continued: Text, start: int) -> None:
        self.plan, self.ink, self.continued, self.start = plan, ink, continued, start
        self.sheets = [Sheet(plan)]
        self.column = 0
        self.inset = INSET if plan.ruled else 0.0
        self.y = plan.columns[0].y
        self.high = plan.columns[0].h
        self.tallest = 0.0
        self.spans: dict[str, Span] = {}

    def up_to(self, height: float, column: int = 0) -> _Continuation:
        """From a column of the first sheet on, columns end at a height."""
        self.high, self.column, self.y = min(height, self.plan.columns[0].h), column, self.plan.columns[column].y
        return self

    def all(self, carried: Sequence[Carried]) -> _Continuation:
        """Sets blocks one after another."""
        self.spans |= {block.text.area: self.block(block, block.flows()) for block in carried}
        return self

    @property
    def used(self) -> int:
        """Columns, from the first one on."""
        return (len(self.sheets) - 1) * len(self.plan.columns) + self.column + 1

    @property
    def _area(self) -> Rect:
        return replace(self.plan.columns[self.column], h=self.high)

    @property
    def _left(self) -> float:
        return self._area.bottom - self.inset - self.y

    def block(self, carried: Carried, flows: Sequence[Flow]) -> Span:
        """Sets what goes on of a block; returns the sheets that it is on."""
        width = self._area.w - 2 * self.inset
        set_label = carried.label(self.ink, self._area.w, self.continued)
        label = set_label.height if set_label else 0.0
        whole = self._area.h - label - self.inset
        # Columns that are evened out still hold each of these whole.
        tallest = max(flow.height(flow.lines(width), width) for flow in flows) + label + self.inset
        self.tallest = min(max(self.tallest, tallest), self.plan.columns[0].h)
        lead = flows[0]
        needed = lead.height(lead.lines(width), width)
        if needed > whole or not carried.whole:
            needed = min(needed, lead.height(lead.least, width))
        if self.y > self._area.y:
            self.y += BLOCK_GAP
            if self._left < label + needed:
                self._next_column()
        self._label(carried, set_label)
        begun = self.start + len(self.sheets)
        for flow in flows:
            self._flow(carried, flow, width, set_label, whole)
        return Span(begun, self.start + len(self.sheets))

    def _next_column(self) -> None:
        self.column += 1
        if self.column == len(self.plan.columns):
            self.sheets.append(Sheet(self.plan))
            self.column = 0
        self.y = self._area.y

    def _label(self, carried: Carried, label: Label | None) -> None:
        height = label.height if label else 0.0
        rect = Rect(self._area.x, self.y, self._area.w, height)
        self.sheets[-1].marks.append(_Label(carried, rect, label))
        self.y += height

    def _flow(self, carried: Carried, flow: Flow, width: float, label: Label | None, whole: float) -> None:
        first, count, fresh = 0, flow.lines(width), False
        while flow.height(count, width) > self._left + 0.01:
            # A card is only divided if no column can hold it; and never to leave a line or two by themselves.
            divides = not carried.whole or flow.height(count, width) > whole
            room = min(self._room(flow, count, width), count - flow.least)
            if fresh and room < flow.least:
                room = max(1, min(count, self._room(flow, count, width)))
            if fresh or (divides and room >= flow.least):
                self._place(flow, first, room, width)
                first, count = first + room, count - room
            if not count:
                return
            self._next_column()
            self._label(carried, label)
            flow, fresh = flow.resumed(first), True
        self._place(flow, first, count, width)

    def _room(self, flow: Flow, count: int, width: float) -> int:
        """How many of the lines that are left stand in what is left of the column."""
        return bisect_right(range(1, count + 1), self._left + 0.01, key=lambda lines: flow.height(lines, width))

    def _place(self, flow: Flow, first: int, count: int, width: float) -> None:
        height = flow.height(count, width)
        self.sheets[-1].marks.append(_Part(flow, Rect(self._area.x + self.inset, self.y, width, height), first, count))
        self.y += height + flow.gap
