"""Notes in the cells of a table: all that a card says, without the card."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.signs import draw_badges, draw_status
from bmcgen.kinds.notes.cards import Setter
from bmcgen.kinds.notes.density import NoteStyle
from bmcgen.kinds.notes.drawn import Words
from bmcgen.kinds.notes.texts import abreast
from bmcgen.kinds.table.rows import Row
from bmcgen.model.manuscript import Card
from bmcgen.text.measuring import SetLine

LEADING = 1.3


class CellStyle(NoteStyle, frozen=True):
    """Notes on a ground of their own have room around them; the cell has its own, and the leading of its row."""

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def pad_x(self) -> float:
        return 0.0

    @property
    def pad_y(self) -> float:
        return 0.0


class NoteCells:
    """Sets the notes of one table in a size, so that all their texts begin under one another."""

    def __init__(self, ink: Ink, cards: Sequence[Card], size: float) -> None:
        self._setter = Setter(ink)
        left = abreast(max([len(card.badges) for card in cards], default=0))
        self.style = CellStyle(size, left=left, statuses=any(card.status is not None for card in cards))

    def lines(self, row: Row, width: float) -> tuple[SetLine, ...]:
        """The lines of a row; of one that is divided they are known."""
        if row.lines is not None:
            return row.lines
        return self._setter.lines(row.text.card, self.style, width) if row.text and row.text.card else ()

    def height(self, row: Row, width: float) -> float:
        if row.text is None or row.text.card is None:
            return 0.0
        if row.lines is not None:
            return len(row.lines) * self.style.leading
        return self._setter.height(row.text.card, self.style, width)

    def draw(self, page: Builder, row: Row, x: float, y: float, width: float, cell: int) -> None:
        card = row.text.card if row.text else None
        if card is None:
            return
        style, under = self.style, page.ink.colour("paper")
        # A note that goes on has said what it is about.
        badges = () if row.begun else card.badges
        for number, begin in enumerate(range(0, len(badges), style.left or 1)):
            top = y + (style.leading - style.badge) / 2 + number * style.leading
            draw_badges(page, badges[begin : begin + style.left], x, top, style.badge, cell)
        words = Words(page, card, style, x + style.rail, y, under, cell)
        words.cell = True
        words.right = words.x + self._setter.measure(card, style, width) * style.size / 1000
        words.draw(self.lines(row, width))
        if card.status and not row.begun:
            side = style.status
            figure = page.figure(words.body, card.status.says)
            top = y + (style.leading - side) / 2
            draw_status(page, card.status.key, x + width - side, top, side, figure, under)
