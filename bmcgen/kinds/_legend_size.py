"""How large a legend may be: large under large notes, which are read from afar."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter

from bmcgen.kinds import kind_of
from bmcgen.model.manuscript import Manuscript

USUAL = 10.0
"""A larger one stands only under large notes."""
OF_NOTES = 0.6
"""How large it is in their size."""
GROUND, PER_LETTER, PER_NOTE = 0.34, 0.95, 9.0
"""What notes take of the square of a sheet's width, and what a letter and a note take in squares of their size."""


def largest_legend(manuscript: Manuscript, width: float) -> float:
    """How large it may be under notes that are as large as they are likely to be on a sheet of a width: the strip is
    set before them.
    """
    said = chain.from_iterable(kind_of(block.kind).texts(block) for block in manuscript.blocks)
    lengths = [*map(len, map(attrgetter("text"), said))]
    taken = sum(lengths) * PER_LETTER + len(lengths) * PER_NOTE
    notes = width * (GROUND / taken) ** 0.5 if taken else 0.0
    return max(USUAL, OF_NOTES * notes)
