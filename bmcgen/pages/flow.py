"""What found no room, on further sheets: in block order, in columns; what is longer than a column goes on in parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic
from bmcgen.drawing.bands import CarriedStory, StorySheet, story_sheets
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.columns import LEAST_LINES, Placed, Stretch, draw_text
from bmcgen.drawing.labels import BAR, INSET, CanvasLabel, FormLabel
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards import Setter
from bmcgen.kinds.notes.density import Style
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Card, Manuscript, Text
from bmcgen.model.plan import Plan
from bmcgen.text.measuring import Broken

COLUMN_RULE = 0.75
BLOCK_GAP = 14.0


class Flow(Protocol):
    """Something that goes on: it is so many lines high, and may be divided between two of them."""

    gap: float
    least: int

    def lines(self, width: float) -> int: ...

    def height(self, count: int, width: float) -> float: ...

    def draw(self, page: Builder, rect: Rect, first: int, count: int, parent: int) -> None: ...


class _Lines:
    """Remembers the lines of something for the widths that were asked for."""

    def __init__(self, broken: Callable[[float], tuple[Broken, ...]]) -> None:
        self._broken, self._known = broken, dict[float, tuple[Broken, ...]]()

    def __call__(self, width: float) -> tuple[Broken, ...]:
        if width not in self._known:
            self._known[width] = self._broken(width)
        return self._known[width]


class CardFlow:
    """A note as a card."""

    least = 3

    def __init__(self, setter: Setter, card: Card, style: Style) -> None:
        self.setter, self.card, self.style, self.gap = setter, card, style, style.gap
        self._set = _Lines(lambda width: setter.lines(card, style, width))

    def lines(self, width: float) -> int:
        return len(self._set(width))

    def height(self, count: int, width: float) -> float:
        return self.setter.card_height(self.card, count, self.style, width)

    def draw(self, page: Builder, rect: Rect, first: int, count: int, parent: int) -> None:
        lines = self._set(rect.w)[first : first + count]
        self.setter.draw(page, self.card, self.style, rect.x, rect.y, rect.w, lines, parent)


class TextFlow:
    """A paragraph, or an entry of a list."""

    least = LEAST_LINES

    def __init__(self, stretch: Stretch, accent: str) -> None:
        self.stretch, self.accent, self.gap = stretch, accent, stretch.manner.gap
        self._set = _Lines(stretch.lines)

    def lines(self, width: float) -> int:
        return len(self._set(width))

    def height(self, count: int, width: float) -> float:
        return count * self.stretch.manner.leading

    def draw(self, page: Builder, rect: Rect, first: int, count: int, parent: int) -> None:
        part = replace(self.stretch, begun=self.stretch.begun or first > 0)
        placed = [Placed(part, self._set(rect.w)[first : first + count], 0.0, 0.0)]
        draw_text(page, placed, rect, parent, self.accent)


class Carried(Struct, frozen=True):
    """What of a block goes on; `flows` makes it for the style that notes are set in."""

    text: BlockText
    block: Block
    flows: Callable[[Style], Sequence[Flow]]
    listed: bool = True
    """Whether the flows are the entries of one list."""

    @property
    def is_canvas(self) -> bool:
        return self.block.kind == "notes"


class Part(Struct, frozen=True):
    """A block that is set, of whatever kind: how the first sheet draws it, what goes on of it, and the warning of that,
    if it deserves one. Both are told the further sheets on which it goes on, if it does.
    """

    text: BlockText
    carried: Carried | CarriedStory | None
    draw: Callable[[Builder, Span | None], None]
    overset: Callable[[Span], Diagnostic | None]


class _Label(Struct, frozen=True):
    carried: Carried
    rect: Rect
    label: CanvasLabel | FormLabel | None


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
        for mark in self.marks:
            if isinstance(mark, _Label):
                section = page.element("Sect", None)
                listed = self._draw_label(page, mark, section)
            else:
                mark.flow.draw(page, mark.rect, mark.first, mark.count, listed)

    def _draw_label(self, page: Builder, mark: _Label, section: int) -> int:
        carried, rect = mark.carried, mark.rect
        if mark.label is None:
            return page.element("L", section)
        if carried.is_canvas:
            page.bar(rect.x, rect.y - COLUMN_RULE / 2, rect.w, BAR, carried.block.accent)
        mark.label.draw(page, carried.block, rect, section)
        return page.element("L", section) if carried.is_canvas and carried.listed else section

    def _draw_rules(self, page: Builder) -> None:
        rule, columns = page.ink.colour("rule"), self.plan.columns
        top, bottom = columns[0].y, columns[0].bottom
        for x in (columns[0].x, *(column.right for column in columns)):
            page.rule(x, top, x, bottom, COLUMN_RULE, rule)
        for y in (top, bottom):
            page.rule(columns[0].x, y, columns[-1].right, y, COLUMN_RULE, rule)


class Span(Struct, frozen=True):
    """From one sheet to another, which may be the same."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def name_of(span: Span) -> str:
    """Sheets for a message on the terminal."""
    return f"sheet {span}" if span.first == span.last else f"sheets {span}"


class Further(Struct, frozen=True):
    """The further sheets, and for each area the numbers of the first and the last on which its block goes on."""

    sheets: tuple[Sheet | StorySheet, ...]
    spans: dict[str, Span]


def continue_on(
    parts: Sequence[Part], plan: Plan, manuscript: Manuscript, ink: Ink, style: Style, start: int
) -> Further:
    """As few sheets as it takes, notes in the style that they have. Texts to be read come first, and have sheets of
    their own. `start` is the number of the sheet that all of it goes on from.
    """
    stories: list[StorySheet] = []
    spans: dict[str, Span] = {}
    for each in parts:
        if isinstance(each.carried, CarriedStory):
            found = story_sheets(each.carried, plan)
            begun = start + len(stories) + 1
            spans[each.text.area] = Span(begun, begun + len(found) - 1)
            stories += found
    carried = [each.carried for each in parts if isinstance(each.carried, Carried)]
    if not carried:
        return Further(tuple(stories), spans)
    pen = _Pen(plan, ink, manuscript.continued, start + len(stories), style.size)
    spans |= {block.text.area: pen.block(block, block.flows(style)) for block in carried}
    return Further((*stories, *pen.sheets), spans)


class _Pen:
    """Goes down the columns of one sheet after another."""

    def __init__(self, plan: Plan, ink: Ink, continued: Text, start: int, notes: float) -> None:
        self.plan, self.ink, self.continued, self.start, self.notes = plan, ink, continued, start, notes
        self.sheets = [Sheet(plan)]
        self.column = 0
        self.inset = INSET if plan.ruled else 0.0
        self.y = plan.columns[0].y

    @property
    def _area(self) -> Rect:
        return self.plan.columns[self.column]

    @property
    def _left(self) -> float:
        return self._area.bottom - self.inset - self.y

    def _label_of(self, carried: Carried) -> CanvasLabel | FormLabel | None:
        # Where a heading over the sheet says what goes on, the columns do not say it again.
        if not carried.block.labelled:
            return None
        if carried.is_canvas:
            return CanvasLabel.of(self.ink, carried.text, self._area.w, self.continued, self.notes)
        return FormLabel.of(self.ink, carried.text, self._area.w, self.continued)

    def block(self, carried: Carried, flows: Sequence[Flow]) -> Span:
        """Sets what goes on of a block; returns the sheets that it is on."""
        width = self._area.w - 2 * self.inset
        set_label = self._label_of(carried)
        label = set_label.height if set_label else 0.0
        whole = self._area.h - label - self.inset
        lead = flows[0]
        needed = lead.height(lead.lines(width), width)
        if needed > whole or not carried.is_canvas:
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

    def _label(self, carried: Carried, label: CanvasLabel | FormLabel | None) -> None:
        height = label.height if label else 0.0
        rect = Rect(self._area.x, self.y, self._area.w, height)
        self.sheets[-1].marks.append(_Label(carried, rect, label))
        self.y += height

    def _flow(
        self, carried: Carried, flow: Flow, width: float, label: CanvasLabel | FormLabel | None, whole: float
    ) -> None:
        first, count, fresh = 0, flow.lines(width), False
        while flow.height(count, width) > self._left + 0.01:
            # A card is only divided if no column can hold it; and never to leave a line or two by themselves.
            divides = not carried.is_canvas or flow.height(count, width) > whole
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
            fresh = True
        self._place(flow, first, count, width)

    def _room(self, flow: Flow, count: int, width: float) -> int:
        """How many of the lines that are left stand in what is left of the column."""
        return bisect_right(range(1, count + 1), self._left + 0.01, key=lambda lines: flow.height(lines, width))

    def _place(self, flow: Flow, first: int, count: int, width: float) -> None:
        height = flow.height(count, width)
        self.sheets[-1].marks.append(_Part(flow, Rect(self._area.x + self.inset, self.y, width, height), first, count))
        self.y += height + flow.gap
