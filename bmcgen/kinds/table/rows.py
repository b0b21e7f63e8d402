"""The words of a table, and its rows."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.model.manuscript import Badge, Card, Text
from bmcgen.text.measuring import SetLine

NOTE, SEGMENT, AMOUNT = "note", "segment", "amount"
FILLED = NOTE, SEGMENT
"""The columns that the data fills; all others are there to be written in."""


class Column(Struct, frozen=True):
    """A column: its id, its name, a hint, and the part of the width that it has."""

    key: str
    name: Text
    hint: Text | None
    share: float


class RowText(Struct, frozen=True):
    """What the data has for a row: a note, and the segments it is about and its amount where these have columns of
    their own.
    """

    card: Card | None
    badges: tuple[Badge, ...]
    amount: Text | None = None

    @property
    def group(self) -> Text | None:
        return self.card.group if self.card else None

    @property
    def colour(self) -> str:
        """The colour of its own that a note has; none if it only has that of its segment."""
        if self.card is None:
            return ""
        badges = self.badges or self.card.badges
        usual = badges[0].colour if len(badges) == 1 else "plain"
        return self.card.colour if self.card.colour not in (usual, "plain") else ""


class TableText(Struct, frozen=True):
    """The words of a table: its columns, what the data has, headings over rows, and what begins the last row. `sum` is
    the total of the amounts.
    """

    columns: tuple[Column, ...]
    rows: tuple[RowText, ...]
    groups: tuple[Text, ...]
    rest: Text | None
    total: Text | None
    sum: RowText | None = None

    def narrowed(self, left: float) -> TableText:
        """The same with so much left of the columns to write in, and the rest of the width for notes."""
        given = (1 - left) * sum(column.share for column in self.columns if column.key not in FILLED)
        shares = ((column, given if column.key == NOTE else 0.0) for column in self.columns)
        columns = [
            replace(column, share=column.share + more if column.key in FILLED else column.share * left)
            for column, more in shares
        ]
        return replace(self, columns=tuple(columns))

    def with_amounts_apart(self) -> TableText:
        """The same with amounts in the column that there is for them, if there is one."""
        if AMOUNT not in {column.key for column in self.columns}:
            return self
        total = _amount_apart(self.sum) if self.sum else None
        return replace(self, rows=tuple(map(_amount_apart, self.rows)), sum=total)

    @property
    def _every(self) -> tuple[RowText, ...]:
        return (*self.rows, *([self.sum] if self.sum else []))

    @property
    def cards(self) -> tuple[Card, ...]:
        """The notes in the order of their rows, the total last."""
        return tuple(row.card for row in self._every if row.card)

    @property
    def amounts(self) -> tuple[Text, ...]:
        """The amounts that have a column of their own."""
        return tuple(row.amount for row in self._every if row.amount)


def _amount_apart(row: RowText) -> RowText:
    if row.card is None or row.card.amount is None:
        return row
    return replace(row, card=replace(row.card, amount=None), amount=row.card.amount)


class Row(Struct, frozen=True):
    """A row: something that is filled in, a heading over others, which may stand there once more, a gap below a group,
    a total, or none of these, to write in. A note that is divided between pages has these `lines` of it here; one that
    has `begun` goes on.
    """

    text: RowText | None = None
    lines: tuple[SetLine, ...] | None = None
    begun: bool = False
    heading: Text | None = None
    again: bool = False
    gap: bool = False
    total: Text | None = None
    least: float = 0.0

    @property
    def between(self) -> bool:
        """Whether it stands between rows and is none with cells."""
        return self.gap or self.heading is not None

    @property
    def group(self) -> Text | None:
        return self.text.group if self.text else None
