"""Notes that continue on further sheets, as cards under the label of a canvas."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.flows import KnownLines
from bmcgen.drawing.labels import BAR, CanvasLabel
from bmcgen.drawing.setting import Flow
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards import Setter
from bmcgen.kinds.notes.density import NoteStyle
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Card, Text


class CardFlow:
    """A note as a card."""

    least = 3

    def __init__(self, setter: Setter, card: Card, style: NoteStyle) -> None:
        self.setter, self.card, self.style, self.gap = setter, card, style, style.gap
        self._set = KnownLines(lambda width: setter.lines(card, style, width))

    def lines(self, width: float) -> int:
        return len(self._set(width))

    def height(self, count: int, width: float) -> float:
        return self.setter.card_height(self.card, count, self.style, width)

    def draw(self, page: Builder, rect: Rect, first: int, count: int, parent: int) -> None:
        lines = self._set(rect.w)[first : first + count]
        self.setter.draw(page, self.card, self.style, rect.x, rect.y, rect.w, lines, parent)


class CarriedNotes(Struct, frozen=True):
    """What of a block of notes continues: its cards, or its prompts, which are not `listed`. `notes` is the size of
    the notes, by which the label is sized.
    """

    text: BlockText
    block: Block
    set_flows: Sequence[Flow]
    notes: float
    listed: bool = True
    whole: bool = True
    bar: float = BAR

    def flows(self) -> Sequence[Flow]:
        return self.set_flows

    def label(self, ink: Ink, width: float, continued: Text) -> CanvasLabel | None:
        # Where a heading over the sheet says what continues, the columns do not say it again.
        if not self.block.labelled:
            return None
        drawn = self.block.pictogram is not None
        return CanvasLabel.of(ink, self.text, width, continued, self.notes, drawn=drawn)
