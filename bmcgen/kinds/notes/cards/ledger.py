"""Amounts of notes in a column of their own at the right of the words, or each on a line of its own: in all notes of a
block alike, and always clear of the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.text.beside import Beside
from bmcgen.text.measuring import SetLine
from bmcgen.text.mixed import RichLine, RichText

AMOUNT = "m"
"""The style of an amount."""
CLEAR = 1500.0
"""The least room between words and a column of amounts, in 1/1000 em."""
WORDS = 2 / 3
"""The most of a measure that words have beside amounts."""
NARROW = 6000.0
"""The narrowest measure of words beside amounts."""
_STEP = 500.0


class Column(Struct, frozen=True):
    """The column that amounts of a block stand in, so `wide`; there is one in measures from the `least` on."""

    wide: float
    least: float

    def words(self, measure: float) -> float:
        """The measure that words have beside it."""
        return min(measure - self.wide, measure * WORDS)

    def around(self, words: float) -> float:
        """The least measure in which words have so much."""
        return max(words + self.wide, words / WORDS)


class Entry(Struct, frozen=True):
    """A note with an amount so `wide`: its `words`, and these with the amount on a line below them. Behind an entry of
    a list, which is no more than a part of the note, an amount stands on a line of its own in any case.
    """

    words: RichText
    below: RichText | Beside
    amount: str
    wide: float
    listed: bool

    def lines_beside(self, measure: float) -> int:
        """How many lines it takes where words have so much beside the column."""
        return self.words.count(measure, hyphens=False) + self.listed


def column_of(entries: Sequence[Entry]) -> Column:
    """The column for the notes of a block: none of them is higher with it than with its amount below its words. Where
    that is so in a measure there is a column in all that are longer, for no note may be higher in a longer one.
    """
    wide = max(entry.wide for entry in entries) + CLEAR
    column = Column(wide, inf)
    measure = column.around(max(NARROW, *(entry.words.least for entry in entries)))
    # In measures that hold all the words in one line that is so.
    while not all(
        entry.lines_beside(column.words(measure)) <= entry.below.count(measure, hyphens=True) for entry in entries
    ):
        measure += _STEP
    return replace(column, least=measure)


class Ledger:
    """A note with an amount, in the column of its block where there is one. It is asked the same as a `Paragraph`."""

    def __init__(self, entry: Entry, column: Column) -> None:
        self.entry, self.column = entry, column
        self.whole = self
        self.widest, self.least = entry.below.widest, entry.below.least
        alone = column.around(entry.words.one_line)
        self.one_line = inf if entry.listed else max(alone, column.least)

    def length_of_all(self) -> float:
        return self.entry.words.length_of_all() + self.entry.wide

    def beside(self, measure: float) -> float:
        """The measure of the words beside the column; 0 where there is none."""
        return self.column.words(measure) if measure >= self.column.least else 0.0

    def count(self, measure: float, *, hyphens: bool = False) -> int:
        if own := self.beside(measure):
            return self.entry.words.count(own, hyphens=hyphens) + self.entry.listed
        return self.entry.below.count(measure, hyphens=hyphens)

    def closed(self, lines: Sequence[SetLine]) -> tuple[SetLine, ...]:
        """The lines of the words with the amount at the end of the last."""
        amount, last = (AMOUNT, self.entry.amount), lines[-1]
        assert isinstance(last, RichLine)
        if self.entry.listed:
            return *lines, RichLine("", 0.0, "", 0.0, (amount,), last.part + 1)
        return *lines[:-1], replace(last, runs=(*last.runs, amount))
