"""Where cards stand in a block, and what stands above them."""

from __future__ import annotations

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
