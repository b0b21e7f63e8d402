"""Blocks of notes whose cards have their places, and what lines between these have to do with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.arrangement import Arrangement, Lead, Stack, in_rows
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.prompts.setter import SetPrompts
from bmcgen.kinds.notes.sizing.needs import Needs
from bmcgen.kinds.notes.sizing.over import Over
from bmcgen.kinds.notes.threads import CLEAR, Sheet, Stood, around_label
from bmcgen.kinds.notes.words.worded import cards_of
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

    @property
    def standing(self) -> tuple[Card, ...]:
        """Its cards as they are shown."""
        return self.shown or cards_of(self.text)

    @property
    def going_on(self) -> int:
        """How many notes continue: a total is none."""
        cards = cards_of(self.text)
        return sum(not cards[index].total for index in self.carried)

    def cards(self, setter: Setter) -> Iterator[tuple[int, Lead, Rect]]:
        """The indices of its cards in their order, each with what stands above it, and the rectangle of both."""
        arranged = self.arrangement
        if arranged is None:
            return
        x, cards, style, foot = self.room.x, self.standing, arranged.style, 0.0
        below_all, high = setter.total_lead(style), 0.0
        if arranged.total is not None:
            total = cards[arranged.total]
            high = below_all.height + setter.card_height(total, len(setter.lines(total, style, self.room.w)), style)
        stacks: Sequence[Stack] = [setter.stacked(cards, one, style, arranged.width) for one in arranged.columns]
        if not self.carried:
            stacks = in_rows(stacks, style.gap, style.leading, self.room.h - high)
        for stack in stacks:
            for (index, lead, y), (after, _, below) in pairwise(stack):
                gap = style.gap if after >= 0 else 0.0
                yield index, lead, Rect(x, self.room.y + y, arranged.width, below - y - gap)
            foot = max(foot, stack[-1][2])
            x += arranged.width + style.column_gap
        if arranged.total is not None:
            yield arranged.total, below_all, Rect(self.room.x, self.room.y + foot, self.room.w, high)

    def foot(self, setter: Setter) -> float:
        """How far its cards reach below the top of its room, with the gap below them."""
        if self.arrangement is None or not self.arrangement.count:
            return 0.0
        return max(rect.bottom for _, _, rect in self.cards(setter)) - self.room.y + self.arrangement.style.gap


def with_company(block: SetNotes, setter: Setter) -> SetNotes:
    """A block of which the last note that has its place goes on too, so that the one that does, or the total, is not
    alone; not with one that is higher than its block, for that has a column to fill.
    """
    arranged = block.arrangement
    if not block.carried or arranged is None or arranged.count < 2:
        return block
    cards = cards_of(block.text)
    if any(setter.height(cards[n], arranged.style, arranged.width) > block.room.h for n in block.carried):
        return block
    last = max(index for column in arranged.columns for index in column)
    columns = tuple(tuple(index for index in column if index != last) for column in arranged.columns)
    carried = tuple(sorted((*block.carried, last)))
    return replace(block, arrangement=replace(arranged, columns=columns), carried=carried)


BESIDE_HEADING = 1.5
"""Between a line and the heading of a group."""


def sheet_of(blocks: Sequence[SetNotes], first: str, needs: Needs, setter: Setter) -> Sheet:
    """What lines have to do with. All of a block is closed to them but the gutters around it and between its columns,
    and the free part of its head. Threads begin at the block `first`.
    """
    stood: list[Stood] = []
    obstacles: list[Rect] = []
    gaps: list[tuple[float, float, str]] = []
    heads: list[Rect] = []
    titles: list[Rect] = []
    rooms: dict[str, Rect] = {}
    for block in blocks:
        frame, inside, arranged = block.frame, needs.inside(block.frame, block.over), block.arrangement
        label = needs.label_in(frame, block.over)
        corner = label.corner(needs.ink) if frame.block.pictogram else 0.0
        titles += around_label(needs.head(frame.rect), label, corner)
        heads.append(Rect(inside.x, frame.rect.y, inside.w, inside.y - frame.rect.y))
        for index, lead, rect in block.cards(setter):
            card = rect.inset(0, lead.height, 0, 0)
            assert arranged
            if lead.height and index != arranged.total:
                # A heading begins at the very edge of its column.
                aside = CLEAR - BESIDE_HEADING
                obstacles.append(Rect(rect.x + aside, rect.y, rect.w - 2 * aside, lead.height))
            line = card.y + arranged.style.first_line
            stood.append(Stood(block.text.name, cards_of(block.text)[index], card, line))
            if index == arranged.total:
                obstacles.append(card)
        if block.carried or block.prompts_continue:
            foot = inside.bottom
            obstacles.append(Rect(inside.x, foot - REFERENCE, inside.w, REFERENCE + BELOW_REFERENCE))
        room, count = block.room, len(arranged.columns) if arranged else 0
        if block.prompts or not arranged or not count:
            obstacles.append(inside.inset(0, 0, 0, 0 if not count else inside.bottom - room.y))
        if arranged and count:
            rooms[block.text.name] = room
            step = arranged.width + arranged.style.column_gap
            for n in range(count):
                wide = arranged.width if n < count - 1 else room.right - room.x - n * step
                column = Rect(room.x + n * step, room.y, wide, room.h)
                obstacles.append(column.inset(CLEAR, -CLEAR, CLEAR, CLEAR))
            gap, name = arranged.style.column_gap, block.text.name
            gaps += [(room.x + n * step - gap / 2, gap, name) for n in range(1, count)]
    frames = [block.frame.rect for block in blocks]
    return Sheet(frames, stood, [*titles, *obstacles], gaps, heads, first, rooms, titles, needs.ink.threads)
