"""Blocks of notes whose cards have their places, and what lines between these have to do with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from bmcgen.drawing.labels import INSET
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards import Arrangement, Lead, Setter
from bmcgen.kinds.notes.needs import Needs, Over
from bmcgen.kinds.notes.prompts import SetPrompts
from bmcgen.kinds.notes.threads import CLEAR, Sheet, Stood, around_label
from bmcgen.model.manuscript import BlockText, Card
from bmcgen.model.plan import Frame

REFERENCE, BELOW_REFERENCE = 8.0, 2.6
"""The size of the line that says what continues elsewhere, at the foot of a block, and how far it reaches below it."""


class SetNotes(Struct, frozen=True):
    """A block whose prompts and cards have their sizes; `carried` are the indices of the cards that go on, and `over`
    is what its title stands over. Where some cards are shown without signs, `shown` are all of them as they are.
    """

    text: BlockText
    frame: Frame
    prompts: SetPrompts | None
    room: Rect
    arrangement: Arrangement | None
    carried: tuple[int, ...]
    over: Over
    prompts_continue: bool = False
    shown: tuple[Card, ...] = ()

    def cards(self, setter: Setter) -> Iterator[tuple[int, Card, Lead, Rect]]:
        """The index of each card, the card as it is shown, what stands above it, and the rectangle of both."""
        arranged = self.arrangement
        if arranged is None:
            return
        x, cards = self.room.x, self.shown or self.text.cards
        for column in arranged.columns:
            stack = setter.stacked(cards, column, arranged.style, arranged.width)
            for (index, lead, y), (_, _, below) in pairwise(stack):
                gap = arranged.style.gap if index != column[-1] else 0.0
                yield index, cards[index], lead, Rect(x, self.room.y + y, arranged.width, below - y - gap)
            x += arranged.width + arranged.style.column_gap


def sheet_of(blocks: Sequence[SetNotes], first: str, needs: Needs, setter: Setter) -> Sheet:
    """What lines have to do with. All of a block is closed to them but the gutters around it and between its columns,
    and the free part of its head. Threads begin at the block `first`.
    """
    stood: list[Stood] = []
    obstacles: list[Rect] = []
    gaps: list[tuple[float, float, str]] = []
    heads: list[Rect] = []
    for block in blocks:
        frame, inside, arranged = block.frame, needs.inside(block.frame, block.over), block.arrangement
        obstacles += around_label(frame, needs.label_in(frame, block.over))
        heads.append(Rect(inside.x, frame.rect.y, inside.w, inside.y - frame.rect.y))
        for index, _, lead, rect in block.cards(setter):
            stood.append(Stood(block.text.name, block.text.cards[index], rect.inset(0, lead.height, 0, 0)))
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
            gap, name = arranged.style.column_gap, block.text.name
            gaps += [(room.x + n * step - gap / 2, gap, name) for n in range(1, count)]
    referring = any(block.carried or block.prompts_continue for block in blocks)
    rise = INSET - BELOW_REFERENCE - 0.3 if referring else INSET - 0.6
    return Sheet([block.frame.rect for block in blocks], stood, obstacles, gaps, heads, rise, first)
