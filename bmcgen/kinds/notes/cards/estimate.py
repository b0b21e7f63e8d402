"""A size in which the notes of a sheet may find room, from how much they say: where the search begins."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.words.worded import cards_of
from bmcgen.model.manuscript import BlockText
from bmcgen.model.plan import Frame

LABEL = 40.0
"""About what a label takes of the height of its block."""
PER_EM, PER_CARD = 1.9, 9.0
"""What an em of text takes, and a card around it, in squares of the size."""
FULL, GROWN, MOST = 0.66, 1.72, 21.0**2


def estimate(setter: Setter, blocks: Iterable[tuple[Frame, BlockText]]) -> float:
    """The size: the area of the notes is a good part of the sheet's, and that of the fullest block some more than its
    own.
    """
    total = room = 0.0
    fullest = inf
    for frame, text in blocks:
        area = frame.rect.w * max(0.0, frame.rect.h - LABEL)
        room += area
        if cards := cards_of(text):
            taken = setter.texts(cards, "regular").length / 1000 * PER_EM + len(cards) * PER_CARD
            total += taken
            fullest = min(fullest, GROWN * area / taken)
    return min(FULL * room / total, fullest, MOST) ** 0.5 if total else 0.0
