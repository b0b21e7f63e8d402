"""Notes with amounts, each in the ledger of its block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bmcgen.drawing.builder import Ink
from bmcgen.kinds.notes.cards.density import RAIL
from bmcgen.kinds.notes.cards.ledger import Column, Entry, Ledger, column_of
from bmcgen.kinds.notes.cards.texts import pieces_of, rich_text
from bmcgen.model.manuscript import Card
from bmcgen.text.beside import Beside
from bmcgen.text.mixed import RichText


class Ledgers:
    """The columns that amounts of blocks stand in. A card of none of them has one to itself. `signs` says how many
    signs stand at the right of a card.
    """

    def __init__(self, ink: Ink, signs: Callable[[Card], int], blocks: Iterable[Sequence[Card]]) -> None:
        self.ink, self._signs = ink, signs
        # What is known by the identity of something keeps that alive.
        self._blocks = {id(card): cards for cards in blocks for card in cards if card.amount}
        self._columns: dict[tuple[int, str], Column] = {}

    def add(self, card: Card, like: Card) -> None:
        """From now on a card stands in the column of another."""
        if card.amount:
            self._blocks.setdefault(id(card), self._blocks.get(id(like), (card,)))

    def of(self, card: Card, face: str) -> Ledger:
        """A card in a face."""
        block = self._blocks.setdefault(id(card), (card,))
        key = id(block), face
        if key not in self._columns:
            notes = [each for each in block if each.amount and not each.total]
            self._columns[key] = column_of([self._entry(each, face) for each in notes])
        return Ledger(self._entry(card, face), self._columns[key])

    def _entry(self, card: Card, face: str) -> Entry:
        """The words of a card with its amount."""
        assert card.amount
        words = rich_text(card, face, self.ink)
        below: RichText | Beside = (plain := rich_text(card, face, self.ink, below=card.amount))
        if (signs := self._signs(card)) and not card.text.second:
            # Amounts stand under one another: only one that would break reaches under the signs.
            by = signs * RAIL
            below = Beside(plain, rich_text(card, face, self.ink, by, below=card.amount), by, always=False)
        text, listed = card.amount.text.replace(" ", "\u00a0"), bool(pieces_of(card)[-1].level)
        return Entry(words, below, text, self.ink.faces[face].width(text), listed)
