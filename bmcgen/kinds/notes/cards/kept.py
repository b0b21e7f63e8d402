"""Which cards an overset block keeps."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.arrangement import Arrangement
from bmcgen.kinds.notes.cards.density import Density, NoteStyle, column_counts, column_width
from bmcgen.kinds.notes.cards.packing import balanced, fill
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.model.manuscript import Card


def as_many(setter: Setter, cards: Sequence[Card], size: float, density: Density, room: Rect) -> Arrangement:
    """As many of the cards as a room holds, in their order. A card that is higher than the room itself is passed
    over, so that it does not keep those after it from their place. A total goes where the last card goes.
    """
    cards = setter.addends(cards)
    best = Arrangement(setter.style(cards, size, density, hyphens=True), room.w, ())
    before: NoteStyle | None = None
    for end in range(len(cards), 0, -1):
        # What goes on to another sheet takes its badges along, and the room for them.
        some = setter.first(cards, end)
        style = setter.style(some, size, density, hyphens=True)
        if style != before:
            found = _most(setter, some, style, room)
            best = found if found.count >= best.count else best
        before = style
        if best.count >= end:
            break
    return best


def _most(setter: Setter, cards: Sequence[Card], style: NoteStyle, room: Rect) -> Arrangement:
    best = Arrangement(style, room.w, ())
    for count in column_counts(room.w, style):
        width = column_width(room.w, count, style)
        placed, heights, tops = list[int](), list[float](), list[float]()
        for index, card in enumerate(cards):
            own = setter.height(card, style, width)
            top = own + setter.lead(cards, index, None, style, width).height
            if top > room.h:
                continue
            after = setter.lead(cards, index, placed[-1], style, width).height if placed else 0.0
            if fill([*heights, own + after], style.gap, room.h, count, [*tops, top]) is None:
                break
            placed.append(index)
            heights.append(own + after)
            tops.append(top)
        if len(placed) > best.count:
            columns = balanced(heights, style.gap, room.h, count, tops)
            best = Arrangement(style, width, tuple(tuple(placed[n] for n in column) for column in columns))
    return best
