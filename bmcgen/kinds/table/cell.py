"""Notes in the cells of a table: all that a card says, without the card."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.signs import CELL, draw_badges, draw_status, look_of
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.density import NoteStyle, text_room
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.cards.texts import abreast
from bmcgen.kinds.notes.drawn import Words
from bmcgen.kinds.notes.grounds import FRAME_EDGE, RADIUS
from bmcgen.kinds.table.rows import Row
from bmcgen.model.manuscript import Card
from bmcgen.text.measuring import SetLine

LEADING = 1.3
AROUND = 3.0
"""How far the ground of a note with a colour of its own reaches beyond its words."""
NARROW = 8000.0
"""Where less room would be left for words, in thousandths of the size, signs stand above them."""

LONG = 38
"""The least number of characters of a text that takes two lines in a column of a table."""


class CellStyle(NoteStyle, frozen=True):
    """Notes on a ground of their own have room around them; the cell has its own, and the leading of its row. Signs
    that stand `above` the words take no room beside them.
    """

    above: bool = False

    @property
    def status_rail(self) -> float:
        return 0.0 if self.above else self.size * 1.2

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
    """Sets the notes of one table in a size, so that all their texts begin under one another. In a narrow column their
    signs have a line of their own above the words.
    """

    def __init__(self, ink: Ink, cards: Sequence[Card], size: float) -> None:
        self._setter = Setter(ink, [cards])
        left = abreast([card for card in cards if card.badges], LONG)
        self.leading = size * LEADING
        self._beside = CellStyle(size, left=left, signs=int(any(card.status is not None for card in cards)))
        self._above = CellStyle(size, above=True)

    def _style(self, width: float) -> CellStyle:
        narrow = text_room(self._beside, width, narrow=self._beside.signs > 0) < NARROW
        return self._above if narrow else self._beside

    def lines(self, row: Row, width: float) -> tuple[SetLine, ...]:
        """The lines of a row; of one that is divided they are known."""
        if row.lines is not None:
            return row.lines
        return self._setter.lines(row.text.card, self._style(width), width) if row.text and row.text.card else ()

    def height(self, row: Row, width: float) -> float:
        card = row.text.card if row.text else None
        if card is None:
            return 0.0
        style = self._style(width)
        words = self._setter.height(card, style, width) if row.lines is None else len(row.lines) * self.leading
        return self.signs_height(row, width) + words

    def signs_height(self, row: Row, width: float) -> float:
        """What the signs above the words take."""
        card = row.text.card if row.text else None
        if card is None or row.begun or self._style(width) is self._beside or not (card.badges or card.status):
            return 0.0
        return max(1, -(-len(card.badges) // self._abreast(width))) * self.leading

    def _abreast(self, width: float) -> int:
        """How many badges stand beside one another above words, and leave room for a status."""
        style = self._beside
        return max(1, int((width - style.status_rail) / (CELL * style.badge)))

    def draw(self, page: Builder, row: Row, x: float, y: float, width: float, cell: int) -> None:
        card = row.text.card if row.text else None
        lines = self.lines(row, width)
        if card is None or (row.begun and not lines):
            return
        style, under = self._style(width), page.ink.colour("paper")
        if own := row.text and row.text.colour:
            look = look_of(page, own)
            around = Rect(x, y, width, self.height(row, width)).inset(*[-AROUND] * 4)
            page.panel(around, look.tint, RADIUS, look.strong, FRAME_EDGE)
            under = look.tint
        # A note that goes on has said what it is about.
        badges, status = ((), None) if row.begun else (card.badges, card.status)
        left = style.left or self._abreast(width)
        for number, begin in enumerate(range(0, len(badges), left)):
            top = y + (style.leading - style.badge) / 2 + number * style.leading
            draw_badges(page, badges[begin : begin + left], x, top, style.badge, cell)
        begins = x if card.total else x + style.rail
        words = Words(page, card, style, begins, y + self.signs_height(row, width), under, cell)
        words.cell = True
        words.right = words.x + self._setter.measure(card, style, width) * style.size / 1000
        words.draw(lines)
        if status:
            side = style.status
            figure = page.figure(words.body, status.says)
            top = y + (style.leading - side) / 2
            draw_status(page, status.key, x + width - side, top, side, figure, under)
