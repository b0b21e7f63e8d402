"""Notes that found no room, on further sheets: in block order, in columns, a note longer than a column in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bmcgen.fit.breaking import Broken
from bmcgen.fit.builder import Builder
from bmcgen.fit.cards import Setter, Style
from bmcgen.fit.label import CONTENT_TOP, INSET, draw_label
from bmcgen.fit.sizes import steps
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block, Sizes
from bmcgen.model.manuscript import BlockText, Card, Manuscript, Text
from bmcgen.model.plan import Plan

BAR = 2.6
COLUMN_RULE = 0.75
BLOCK_GAP = 14.0
LEAST_LINES = 3


@dataclass(frozen=True, slots=True)
class Carried:
    """The notes of a block that go on."""

    text: BlockText
    block: Block
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    carried: Carried
    rect: Rect
    continued: Text


@dataclass(frozen=True, slots=True)
class _Part:
    """A card, or a part of one."""

    card: Card
    rect: Rect
    lines: tuple[Broken, ...]


@dataclass(slots=True)
class Sheet:
    """A further sheet: labels and cards at their places."""

    plan: Plan
    setter: Setter
    style: Style
    marks: list[_Label | _Part] = field(default_factory=list)

    def draw(self, page: Builder) -> None:
        rule, columns = page.ink.colour("rule"), self.plan.columns
        top, bottom = columns[0].y, columns[0].bottom
        for x in (columns[0].x, *(column.right for column in columns)):
            page.rule(x, top, x, bottom, COLUMN_RULE, rule)
        page.rule(columns[0].x, bottom, columns[-1].right, bottom, COLUMN_RULE, rule)
        page.rule(columns[0].x, top, columns[-1].right, top, COLUMN_RULE, rule)
        section = listed = 0
        for mark in self.marks:
            if isinstance(mark, _Label):
                section = page.element("Sect", None)
                carried, rect = mark.carried, mark.rect
                accent = page.ink.accent(carried.block.accent)
                page.panel(Rect(rect.x, rect.y - COLUMN_RULE / 2, rect.w, BAR), accent)
                draw_label(page, carried.text, carried.block, rect, section, mark.continued)
                listed = page.element("L", section)
            else:
                rect = mark.rect
                self.setter.draw(page, mark.card, self.style, rect.x, rect.y, rect.w, mark.lines, listed)


@dataclass(frozen=True, slots=True)
class Further:
    """The further sheets, and for each block the number of the sheet on which it goes on."""

    sheets: tuple[Sheet, ...]
    first_sheet: dict[str, int]


def continue_on(
    carried: Sequence[Carried], plan: Plan, manuscript: Manuscript, setter: Setter, sizes: Sizes
) -> Further:
    """As few sheets as the floor needs, in the largest size that needs no more."""
    if not carried:
        return Further((), {})
    largest, floor = sizes.note
    fewest = _set(carried, plan, manuscript, setter, Style(floor))
    choices = steps(largest, floor)
    low, high = 0, len(choices) - 1
    best = fewest
    while low < high:
        middle = (low + high) // 2
        tried = _set(carried, plan, manuscript, setter, Style(choices[middle]))
        if len(tried.sheets) <= len(fewest.sheets):
            best, high = tried, middle
        else:
            low = middle + 1
    return best


def _set(carried: Sequence[Carried], plan: Plan, manuscript: Manuscript, setter: Setter, style: Style) -> Further:
    flow = _Flow(plan, setter, style, manuscript.continued)
    first = {}
    for block in carried:
        first[block.text.name] = flow.block(block)
    return Further(tuple(flow.sheets), first)


class _Flow:
    """A pen that goes down the columns of one sheet after another."""

    def __init__(self, plan: Plan, setter: Setter, style: Style, continued: Text) -> None:
        self.plan, self.setter, self.style, self.continued = plan, setter, style, continued
        self.sheets = [Sheet(plan, setter, style)]
        self.column = 0
        self.y = plan.columns[0].y

    @property
    def _area(self) -> Rect:
        return self.plan.columns[self.column]

    @property
    def _left(self) -> float:
        return self._area.bottom - INSET - self.y

    def block(self, carried: Carried) -> int:
        """Sets the cards of a block; returns the number of the sheet that it begins on."""
        style, width = self.style, self._area.w - 2 * INSET
        needed = self.setter.height(carried.cards[0], style, width)
        if needed > self._area.h - CONTENT_TOP - INSET:
            needed = LEAST_LINES * style.leading + 2 * style.pad_y
        if self.y > self._area.y:
            self.y += BLOCK_GAP
            if self._left < CONTENT_TOP + needed:
                self._next_column()
        self._label(carried)
        begun = len(self.sheets) + 1
        for card in carried.cards:
            self._card(carried, card, width)
        return begun

    def _next_column(self) -> None:
        self.column += 1
        if self.column == len(self.plan.columns):
            self.sheets.append(Sheet(self.plan, self.setter, self.style))
            self.column = 0
        self.y = self._area.y

    def _label(self, carried: Carried) -> None:
        rect = Rect(self._area.x, self.y, self._area.w, CONTENT_TOP)
        self.sheets[-1].marks.append(_Label(carried, rect, self.continued))
        self.y += CONTENT_TOP

    def _card(self, carried: Carried, card: Card, width: float) -> None:
        style = self.style
        lines = self.setter.lines(card, style, width)
        whole = self._area.h - CONTENT_TOP - INSET
        height = self.setter.card_height(card, len(lines), style, width)
        while height > self._left + 0.01:
            room = int((self._left - 2 * style.pad_y + 0.01) / style.leading)
            # Only a note that no column can hold is divided, and never to leave a line or two by themselves.
            if height > whole and room >= LEAST_LINES:
                room = min(room, len(lines) - LEAST_LINES) if len(lines) - room < LEAST_LINES else room
                self._place(card, lines[:room], width)
                lines = lines[room:]
                height = self.setter.card_height(card, len(lines), style, width)
            self._next_column()
            self._label(carried)
        self._place(card, lines, width)

    def _place(self, card: Card, lines: tuple[Broken, ...], width: float) -> None:
        height = self.setter.card_height(card, len(lines), self.style, width)
        self.sheets[-1].marks.append(_Part(card, Rect(self._area.x + INSET, self.y, width, height), lines))
        self.y += height + self.style.gap
