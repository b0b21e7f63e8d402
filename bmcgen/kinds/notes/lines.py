"""The threads and arrows of one sheet, and the references that arrows make needless."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.grid.gutters import foot_inset, side_inset
from bmcgen.drawing.labels import INSET
from bmcgen.drawing.setting import Flow
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.arrows import arrows, draw_arrows
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.carried import CardFlow
from bmcgen.kinds.notes.placed import BESIDE_HEADING, SetNotes, sheet_of
from bmcgen.kinds.notes.sizing.needs import Needs
from bmcgen.kinds.notes.threads import CLEAR, Drawn, Sheet, Stood, draw_threads, key_of, threads
from bmcgen.kinds.notes.words.worded import cards_of, notes_of
from bmcgen.model.manuscript import BlockText, Card


class Lines:
    """The threads and arrows of a sheet, sought when it is drawn. `cards` are those of all sheets, and `linked` tells
    whether any leads to another; there is no sheet where each block has one of its own.
    """

    def __init__(
        self, cards: Sequence[Card], sheet: Callable[[], Sheet] | None, *, threads: bool, linked: bool
    ) -> None:
        self.cards, self.sheet, self.threads, self.linked = cards, sheet, threads, linked

    @cached_property
    def _found(self) -> tuple[Sequence[Drawn], Mapping[str, frozenset[str]]]:
        if self.sheet is None or not (self.threads or self.linked):
            return (), {}
        sheet = self.sheet()
        found = threads(sheet) if self.threads else []
        drawn, linked = arrows(sheet, found)
        return [*found, *drawn], linked

    def _linked(self, card: Card) -> frozenset[str]:
        """The ids of the notes that arrows lead to from a card."""
        return self._found[1].get(key_of(card), frozenset()) if card.links else frozenset()

    @cached_property
    def _referred(self) -> frozenset[str]:
        """The ids of notes that links refer to by their number."""
        return frozenset(link.to for card in self.cards for link in card.links if link.to not in self._linked(card))

    def silent(self, card: Card) -> frozenset[str]:
        """The ids whose numbers need not be printed on a card: those that arrows lead to, and its own if all links to
        it are arrows.
        """
        own = {card.id} - self._referred if card.number else frozenset()
        return self._linked(card) | own

    def draw(self, page: Builder) -> None:
        """Draws all of them."""
        draw_threads(page, self._found[0])
        draw_arrows(page, self._found[0])


class FurtherLines:
    """The lines of further sheets, each between the notes that stand there; a link to another sheet is a reference."""

    def __init__(self, blocks: Sequence[BlockText], first: str, threads: int) -> None:
        self.blocks, self.first, self.threads = blocks, first, threads

    @cached_property
    def cards(self) -> Sequence[Card]:
        """Those of all sheets."""
        return [*chain.from_iterable(map(cards_of, self.blocks))]

    @cached_property
    def linked(self) -> bool:
        """Whether any of them leads to another."""
        return any(notes_of(block).linked for block in self.blocks)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The names of the blocks that cards stand in."""
        return {key_of(card): block.name for block in self.blocks for card in cards_of(block)}

    def draw(self, page: Builder, columns: Sequence[Rect], stood: Sequence[tuple[Flow, Rect, int]]) -> Sequence[Flow]:
        """Draws them; returns the notes without the numbers that arrows make needless."""
        lines = Lines(self.cards, lambda: self._sheet(columns, stood), threads=bool(self.threads), linked=self.linked)
        lines.draw(page)
        return [flow.without(lines.silent(flow.card)) if isinstance(flow, CardFlow) else flow for flow, _, _ in stood]

    def _sheet(self, columns: Sequence[Rect], stood: Sequence[tuple[Flow, Rect, int]]) -> Sheet:
        """Columns are closed down to where they end; across, lines run below the longest of them."""
        foot = min(max(rect.bottom for _, rect, _ in stood) + foot_inset(self.threads), columns[0].bottom)
        rests = [Rect(each.x, foot, each.w, each.bottom - foot) for each in columns if each.bottom - foot > INSET]
        obstacles: list[Rect] = []
        for column in columns:
            end = max((rect.bottom for _, rect, _ in stood if column.x < rect.x < column.right), default=column.y)
            aside = side_inset(self.threads) + CLEAR
            obstacles.append(Rect(column.x + aside, column.y, column.w - 2 * aside, end + CLEAR - column.y))
        cards: list[Stood] = []
        for flow, rect, begun in stood:
            # A note that is divided has its lines where it begins.
            if isinstance(flow, CardFlow) and not begun:
                card = rect.inset(0, flow.lead_height(rect.w), 0, 0)
                if above := rect.h - card.h:
                    edge = CLEAR - BESIDE_HEADING
                    obstacles.append(Rect(rect.x + edge, rect.y, rect.w - 2 * edge, above))
                cards.append(Stood(self._names[key_of(flow.card)], flow.card, card, card.y + flow.style.first_line))
        blocks = [Rect(each.x, each.y, each.w, foot - each.y) for each in columns]
        return Sheet([*blocks, *rests], cards, obstacles, [], first=self.first, count=self.threads)


def with_lines(
    blocks: Sequence[SetNotes], further: FurtherLines, needs: Needs, setter: Setter
) -> tuple[Sequence[SetNotes], Lines]:
    """The lines between blocks on one sheet, and the blocks without the numbers that arrows make needless."""
    cards, lines_of = further.cards, partial(Lines, further.cards, threads=bool(further.threads), linked=further.linked)
    # Lines need gutters between the blocks.
    if not all(block.frame.block.labelled for block in blocks):
        return blocks, lines_of(None)
    lines = lines_of(partial(sheet_of, blocks, further.first, needs, setter))
    if not further.linked:
        return blocks, lines

    def without(block: SetNotes) -> SetNotes:
        shown = tuple(setter.without(card, lines.silent(card)) for card in cards_of(block.text))
        found = replace(block, shown=shown)
        # A long word may break elsewhere where nothing stands behind the text, and its note be higher for it.
        return found if found.foot(setter) <= block.foot(setter) else block

    bare = [*map(without, blocks)]
    # Notes are lower without them, and those below move up: arrows must still find the same ways.
    again = lines_of(partial(sheet_of, bare, further.first, needs, setter))
    if all(lines.silent(card) <= again.silent(card) for card in cards):
        return bare, again
    return blocks, lines
