"""Blocks of notes whose cards have their places, and the lines between cards of different blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.labels import INSET
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards import Arrangement, Lead, Setter
from bmcgen.kinds.notes.needs import Needs
from bmcgen.kinds.notes.over import Over
from bmcgen.kinds.notes.prompts import SetPrompts
from bmcgen.kinds.notes.threads import (
    Drawn,
    Sheet,
    Stood,
    around_label,
    arrows,
    draw_arrows,
    draw_threads,
    key_of,
    threads,
)
from bmcgen.model.manuscript import BlockText, Card
from bmcgen.model.plan import Frame

REFERENCE, BELOW_REFERENCE = 8.0, 2.6
"""The size of the line that says what continues elsewhere, at the foot of a block, and how far it reaches below it."""
CLEAR = 1.3
"""How far a line may reach into the box of a card: it ends on its edge."""


class SetNotes(Struct, frozen=True):
    """A block whose prompts and cards have their sizes; `carried` are the indices of the cards that go on, and `over`
    is what its title stands over."""

    text: BlockText
    frame: Frame
    prompts: SetPrompts | None
    room: Rect
    arrangement: Arrangement | None
    carried: tuple[int, ...]
    over: Over
    prompts_continue: bool = False

    def cards(self, setter: Setter) -> Iterator[tuple[Card, Lead, Rect]]:
        """Its cards in their order, each with what stands above it, and the rectangle of both."""
        arranged = self.arrangement
        if arranged is None:
            return
        x, cards = self.room.x, self.text.cards
        for column in arranged.columns:
            stack = setter.stacked(cards, column, arranged.style, arranged.width)
            for (index, lead, y), (_, _, below) in pairwise(stack):
                gap = arranged.style.gap if index != column[-1] else 0.0
                yield cards[index], lead, Rect(x, self.room.y + y, arranged.width, below - y - gap)
            x += arranged.width + arranged.style.column_gap


def with_company(block: SetNotes) -> SetNotes:
    """A block of which the last note that has its place goes on too, so that the one that does is not alone."""
    if not block.carried or block.arrangement is None or block.arrangement.count < 2:
        return block
    last = max(index for column in block.arrangement.columns for index in column)
    columns = tuple(tuple(index for index in column if index != last) for column in block.arrangement.columns)
    carried = tuple(sorted((*block.carried, last)))
    return replace(block, arrangement=replace(block.arrangement, columns=columns), carried=carried)


class Lines:
    """The threads and arrows of a sheet on which blocks stand beside one another; sought when the sheet is drawn."""

    def __init__(self, blocks: Sequence[SetNotes], needs: Needs, setter: Setter, ink: Ink) -> None:
        self.blocks, self.needs, self.setter, self.ink = blocks, needs, setter, ink

    @property
    def foot(self) -> float:
        """The foot of the highest block, on which lines to write on stand in all of them."""
        return max(self.blocks, key=lambda block: block.frame.rect.h).room.bottom

    @property
    def _abutting(self) -> bool:
        """Whether all blocks stand on this sheet, with gutters between them."""
        return all(block.frame.block.labelled for block in self.blocks)

    @cached_property
    def _found(self) -> tuple[Sequence[Drawn], Mapping[str, frozenset[str]]]:
        cards = [card for block in self.blocks for card in block.text.cards]
        if not self._abutting or not (self.ink.threads or any(card.links for card in cards)):
            return (), {}
        sheet = _sheet(self.blocks, self.needs, self.setter)
        drawn, linked = arrows(sheet, beside=self.ink.threads)
        return [*(threads(sheet) if self.ink.threads else ()), *drawn], linked

    def linked(self, card: Card) -> frozenset[str]:
        """The ids of the notes that arrows lead to from a card."""
        return self._found[1].get(key_of(card), frozenset()) if card.links else frozenset()

    @cached_property
    def _referred(self) -> frozenset[str]:
        """The ids of notes that links refer to by their number."""
        cards = [card for block in self.blocks for card in block.text.cards]
        return frozenset(link.to for card in cards for link in card.links if link.to not in self.linked(card))

    def silent(self, card: Card) -> frozenset[str]:
        """The ids whose numbers need not be printed on a card: those that arrows lead to, and its own if all links to
        it are arrows.
        """
        own = {card.id} - self._referred if card.number and self._abutting else frozenset()
        return self.linked(card) | own

    def draw(self, page: Builder) -> None:
        """Draws all of them."""
        draw_threads(page, self._found[0])
        draw_arrows(page, self._found[0])


def _sheet(blocks: Sequence[SetNotes], needs: Needs, setter: Setter) -> Sheet:
    """What lines have to do with. All of a block is closed to them but the gutters around it and between its columns,
    and the free part of its head.
    """
    stood: list[Stood] = []
    obstacles: list[Rect] = []
    gaps: list[tuple[float, float]] = []
    for block in blocks:
        frame, inside, arranged = block.frame, needs.inside(block.frame, block.over), block.arrangement
        obstacles += around_label(frame, needs.label_in(frame, block.over))
        for card, lead, rect in block.cards(setter):
            stood.append(Stood(block.text.name, card, rect.inset(0, lead.height, 0, 0)))
        if block.carried or block.prompts_continue:
            foot = frame.rect.bottom - INSET
            obstacles.append(Rect(inside.x, foot - REFERENCE, inside.w, REFERENCE + BELOW_REFERENCE))
        room, count = block.room, len(arranged.columns) if arranged else 0
        if block.prompts or not arranged or not count:
            obstacles.append(inside.inset(0, 0, 0, 0 if not count else inside.bottom - room.y))
        if arranged and count:
            step = arranged.width + arranged.style.column_gap
            for n in range(count):
                wide = arranged.width if n < count - 1 else room.right - room.x - n * step
                column = Rect(room.x + n * step, room.y, wide, room.h)
                obstacles.append(column.inset(CLEAR, -CLEAR, CLEAR, CLEAR))
            gaps += [
                (room.x + n * step - arranged.style.column_gap / 2, arranged.style.column_gap) for n in range(1, count)
            ]
    first = min(blocks, key=lambda block: block.frame.block.number).text.name
    return Sheet([block.frame for block in blocks], stood, obstacles, gaps, first)
