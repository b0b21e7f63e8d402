"""Notes that continue on further sheets, as cards under the label of a canvas."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import cache
from math import inf

from msgspec import Struct

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.flows import KnownLines
from bmcgen.drawing.labels import BAR, BASELINE, INSET, RISE, CanvasLabel
from bmcgen.drawing.set_text import SetText, draw_set
from bmcgen.drawing.setting import Between, Flow, Label
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.arrangement import NO_LEAD
from bmcgen.kinds.notes.cards.density import NoteStyle
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.drawn import draw_card, draw_lead
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Card, Text


def card_flows(
    setter: Setter, cards: Sequence[Card], carried: Sequence[int], style: NoteStyle, between: Between
) -> Sequence[CardFlow]:
    """The cards that continue, each with what stands between it and the one before it."""
    return [
        CardFlow(setter, cards, index, style, between, carried[n - 1] if n else None) for n, index in enumerate(carried)
    ]


class CardFlow:
    """A note as a card, below the one `before` it; one that has `begun` in another column has no heading above it."""

    least = 3

    def __init__(
        self,
        setter: Setter,
        cards: Sequence[Card],
        index: int,
        style: NoteStyle,
        between: Between,
        before: int | None = None,
        begun: bool = False,
    ) -> None:
        self.setter, self.cards, self.index, self.style = setter, cards, index, style
        self.between: Between | None = between
        self.silent: frozenset[str] = frozenset()
        self.card, self.gap = cards[index], style.gap
        # It is asked for its height hundreds of times.
        self._leading, self._least = style.leading, setter.card_height(self.card, 0, style)
        self._around = 2 * style.pad_y
        self._set = KnownLines(lambda width: setter.lines(self.card, style, width))
        self._lead = cache(lambda width: NO_LEAD if begun else setter.lead(cards, index, before, style, width))

    def resumed(self, first: int) -> CardFlow:
        assert self.between is not None
        return CardFlow(self.setter, self.cards, self.index, self.style, self.between, begun=first > 0)

    def without(self, silent: frozenset[str]) -> CardFlow:
        """The same without the numbers of some notes."""
        found = copy(self)
        found.silent = silent
        return found

    def lead_height(self, width: float) -> float:
        """How high it is what stands above its card."""
        return self._lead(width).height

    def lines(self, width: float) -> int:
        return len(self._set(width))

    def height(self, count: int, width: float) -> float:
        return self._lead(width).height + max(count * self._leading + self._around, self._least)

    def draw(self, page: Builder, rect: Rect, first: int, count: int, parent: int) -> None:
        lines, lead = self._set(rect.w)[first : first + count], self._lead(rect.w)
        draw_lead(page, lead, self.style, rect.x, rect.y, parent)
        place = rect.x, rect.y + lead.height, rect.w
        draw_card(page, self.setter, self.card, self.style, place, lines, parent, self.silent, begun=first > 0)


class RunningTitle(Struct, frozen=True):
    """The title of a block in a further column of a sheet, as quiet as its notes, on the last line of the `full` title.
    Its label is as high as the full one: so sheets are as many whether blocks have it or not. It is read aloud once, in
    the first column.
    """

    title: SetText
    full: CanvasLabel

    @property
    def height(self) -> float:
        return self.full.height

    def draw(self, page: Builder, block: Block, rect: Rect, section: int) -> None:
        first = rect.y + BASELINE + (self.full.scale - 1) * RISE
        foot = first + (len(self.full.title.lines) - 1) * self.full.title.leading
        draw_set(page, self.title, rect.x + INSET, foot, page.ink.colour("soft"), None)


SMALLER = (0.9, 0.8, 0.7)
"""What a label is sized by, as parts of the size of its notes, where its title would break in a word."""


class CarriedNotes(Struct, frozen=True):
    """What of a block of notes continues: its cards, or its prompts, which are not `listed`. `notes` is the size of
    the notes, by which the label is sized; its title is no larger than the `most`, that of the first sheet.
    """

    text: BlockText
    block: Block
    set_flows: Sequence[Flow]
    notes: float
    listed: bool = True
    whole: bool = True
    bar: float = BAR
    most: float = inf

    def flows(self) -> Sequence[Flow]:
        return self.set_flows

    def label(self, ink: Ink, width: float, continued: Text) -> CanvasLabel | None:
        # Where a heading over the sheet says what continues, the columns do not say it again.
        if not self.block.ruled:
            return None
        drawn = self.block.pictogram is not None

        def label(notes: float) -> CanvasLabel:
            return CanvasLabel.of(ink, self.text, width, continued, notes, drawn=drawn, most=self.most)

        usual = label(self.notes)
        smaller = (label(part * self.notes) for part in SMALLER)
        return usual if usual.fits else next((each for each in smaller if each.fits), usual)

    def again(self, ink: Ink, width: float, label: Label) -> RunningTitle | None:
        if not (self.listed and isinstance(label, CanvasLabel)):
            return None
        ways = (("bold", self.notes, 1), ("bold", SMALLER[0] * self.notes, 1), ("bold", self.notes, label.title.rows))
        title = SetText.first(ink, self.text.title, width - 2 * INSET, ways)
        return RunningTitle(title, label) if title.fits else None
