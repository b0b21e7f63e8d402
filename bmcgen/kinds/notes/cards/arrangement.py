"""Where cards stand in a block, and what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, zip_longest

from msgspec import Struct

from bmcgen.kinds.notes.cards.density import NoteStyle
from bmcgen.model.manuscript import Text
from bmcgen.text.measuring import SetLine

ABOVE_GROUP, BELOW_HEADING = 0.6, 0.16
"""The room between a group and what stands above it, and below its heading, in sizes."""
ABOVE_TOTAL = 0.35
"""The room between the longest column and the total below all of them, in sizes."""


class Arrangement(Struct, frozen=True):
    """Cards in columns: for each column the indices of its cards, and that of the `total` below all of them."""

    style: NoteStyle
    width: float
    columns: tuple[tuple[int, ...], ...]
    total: int | None = None

    @property
    def count(self) -> int:
        return sum(map(len, self.columns)) + (self.total is not None)


class Lead(Struct, frozen=True):
    """What stands above a card: room, and the heading of its group, which may stand there once more."""

    room: float
    heading: Text | None = None
    lines: tuple[SetLine, ...] = ()
    again: bool = False
    height: float = 0.0


NO_LEAD = Lead(0.0)


Stack = list[tuple[int, Lead, float]]
"""Cards of a column by their indices, what stands above each, and how far below the top of the column that begins; the
last entry, of no card, tells how far all of them reach.
"""


def in_rows(stacks: Sequence[Stack], gap: float, line: float, room: float) -> Sequence[Stack]:
    """Columns with the cards beside one another at one height and as high, where that makes none of them higher than a
    room, and no card by more than a line; else as they were. Under headings columns go their own ways.
    """
    if len(stacks) < 2 or any(lead.height for stack in stacks for _, lead, _ in stack):
        return stacks
    columns = [[after[2] - each[2] for each, after in pairwise(stack)] for stack in stacks]
    for heights in columns:
        if heights:
            heights[-1] += gap
    rows = [[high for high in row if high is not None] for row in zip_longest(*columns)]
    tops = [0.0, *accumulate(map(max, rows))]
    if tops[-1] - gap > room + 0.01 or any(max(row) - min(row) > line + 0.01 for row in rows):
        return stacks
    return [
        [(index, lead, tops[n] - (0.0 if index >= 0 else gap)) for n, (index, lead, _) in enumerate(stack)]
        for stack in stacks
    ]
