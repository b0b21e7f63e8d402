"""Notes as cards: how high each stands, and how they stand in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from operator import add

from msgspec.structs import replace

from bmcgen.drawing.builder import Ink
from bmcgen.drawing.languages import RUNNING, paragraph
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.arrangement import (
    ABOVE_GROUP,
    ABOVE_TOTAL,
    BELOW_HEADING,
    NO_LEAD,
    Arrangement,
    Lead,
    Stack,
)
from bmcgen.kinds.notes.cards.density import (
    BROKEN,
    RAIL,
    ColumnSetting,
    Density,
    NoteStyle,
    column_settings,
    text_room,
)
from bmcgen.kinds.notes.cards.entries import Ledgers
from bmcgen.kinds.notes.cards.ledger import Ledger
from bmcgen.kinds.notes.cards.packing import balanced, fits, packed
from bmcgen.kinds.notes.cards.texts import (
    AnyText,
    Texts,
    abreast,
    card_heights,
    card_lines,
    may_stand,
    rich_text,
    roles,
)
from bmcgen.model.manuscript import Card
from bmcgen.text.beside import Beside
from bmcgen.text.measuring import SetLine
from bmcgen.text.mixed import RichText
from bmcgen.text.paragraphs import Paragraph, paragraph_of

HIGHEST = 14_400.0
"""No sheet is as high, in points, so what is higher need not be known exactly."""


class Setter:
    """Sets cards of some blocks in lines, and remembers what it has set."""

    def __init__(self, ink: Ink, blocks: Iterable[Sequence[Card]] = ()) -> None:
        self.ink = ink
        self._ledgers = Ledgers(ink, signs_of, [cards for cards in blocks if any(card.amount for card in cards)])
        # What is known by the identity of something keeps that alive: another might have its identity else.
        self._paragraphs: dict[tuple[int, str], tuple[Card, AnyText]] = {}
        self._texts: dict[tuple[int, str], tuple[Sequence[Card], Texts]] = {}
        self._without: dict[tuple[int, frozenset[str]], tuple[Card, Card]] = {}
        self._firsts: dict[tuple[int, int], tuple[Sequence[Card], Sequence[Card]]] = {}
        self._addends: dict[int, tuple[Sequence[Card], Sequence[Card]]] = {}

    def paragraph(self, card: Card, face: str) -> AnyText:
        known = self._paragraphs.get((id(card), face))
        if known is None:
            found: AnyText
            if card.amount and not card.total:
                found = self._ledgers.of(card, face)
            else:
                found = words = self._words(card, face)
                if (signs := signs_of(card)) and not card.text.second:
                    by = signs * RAIL
                    found = Beside(words, self._words(card, face, by), by)
            known = self._paragraphs[id(card), face] = card, found
        return known[1]

    def _words(self, card: Card, face: str, indent: float = 0.0) -> Paragraph | RichText:
        if card.pieces or card.tags or card.total or card.number or card.links:
            return rich_text(card, face, self.ink, indent)
        text, set_in = card.text, self.ink.faces[face]
        if text.second:
            return paragraph(text, set_in, RUNNING)
        plain = text.text, text.language, set_in
        return Paragraph(*plain, indent) if indent else paragraph_of(*plain)

    def without(self, card: Card, silent: frozenset[str]) -> Card:
        """A card without the numbers of some notes. It is kept, for what is set is remembered by the card."""
        if not silent:
            return card
        links = tuple(link for link in card.links if link.to not in silent)
        number = 0 if card.id in silent else card.number
        found = self._without.setdefault((id(card), silent), (card, replace(card, links=links, number=number)))[1]
        self._ledgers.add(found, card)
        return found

    def first(self, cards: Sequence[Card], count: int) -> Sequence[Card]:
        """The first of the cards. They are kept, for what is known of cards is remembered by them."""
        if count >= len(cards):
            return cards
        return self._firsts.setdefault((id(cards), count), (cards, cards[:count]))[1]

    def addends(self, cards: Sequence[Card]) -> Sequence[Card]:
        """The cards that stand in columns: all but a total. They are kept, for texts are remembered by them."""
        if not cards or not cards[-1].total:
            return cards
        return self._addends.setdefault(id(cards), (cards, cards[:-1]))[1]

    def total_lead(self, style: NoteStyle) -> Lead:
        """The room above a total."""
        return Lead(room := style.gap + ABOVE_TOTAL * style.size, height=room)

    def texts(self, cards: Sequence[Card], face: str) -> Texts:
        """The texts of cards in a face."""
        known = self._texts.get((id(cards), face))
        if known is None:
            found = [self.paragraph(card, face) for card in cards]
            left, signs = rails(cards)
            texts = Texts(
                all=[
                    (-(-len(card.badges) // left) if left else 0, narrows(card, signs), text.one_line, text)
                    for card, text in zip(cards, found, strict=True)
                ],
                widest=max([text.whole.widest for text in found], default=0.0),
                least=max([text.whole.least for text in found], default=0.0),
                length=sum([text.length_of_all() for text in found]),
                left=left,
                signs=signs,
                threads=self._threads(cards),
                grouped=any(card.group is not None for card in cards),
                column=max([text.column.least for text in found if isinstance(text, Ledger)], default=0.0),
            )
            known = self._texts[id(cards), face] = cards, texts
        return known[1]

    def style(self, cards: Sequence[Card], size: float, density: Density, *, hyphens: bool = False) -> NoteStyle:
        """The style of cards that stand together."""
        left, signs = rails(cards)
        return NoteStyle(size, density, hyphens, left, signs, self._threads(cards))

    def _threads(self, cards: Sequence[Card]) -> int:
        """How many threads may run between columns of cards."""
        return len({badge.letter for card in cards for badge in card.badges}) if self.ink.threads else 0

    def measure(self, card: Card, style: NoteStyle, width: float) -> float:
        """The room for the text, in thousandths of the size. A total has that of the badges too."""
        room = text_room(style, width, narrow=narrows(card, style.signs))
        return room + style.rail * 1000 / style.size if card.total else room

    def height(self, card: Card, style: NoteStyle, width: float) -> float:
        """How high a card of a width is at the most; set in the end, it may have a line fewer."""
        count = self.paragraph(card, style.face).count(self.measure(card, style, width), hyphens=style.hyphens)
        return self.card_height(card, count, style)

    def card_height(self, card: Card, lines: int, style: NoteStyle) -> float:
        """The height of a card with so many lines: at least what its badges take."""
        if card.badges and style.left:
            lines = max(lines, -(-len(card.badges) // style.left))
        return lines * style.leading + 2 * style.pad_y

    def lines(self, card: Card, style: NoteStyle, width: float) -> tuple[SetLine, ...]:
        return card_lines(self.paragraph(card, style.face), self.measure(card, style, width), hyphens=style.hyphens)

    def lead(self, cards: Sequence[Card], index: int, before: int | None, style: NoteStyle, width: float) -> Lead:
        """What stands above a card that follows another in its column, or is the first there."""
        group = cards[index].group
        above = None if before is None else cards[before].group
        room = 0.0 if before is None else ABOVE_GROUP * style.size
        if group is None:
            return NO_LEAD if above is None else Lead(room, height=room)
        if before is not None and above == group:
            return NO_LEAD
        face = self.ink.faces[roles(style.face)["b"]]
        lines = paragraph(group, face, RUNNING).lines(width * 1000 / style.size, hyphens=False)
        again = index > 0 and cards[index - 1].group == group
        height = room + len(lines) * style.leading + BELOW_HEADING * style.size
        return Lead(room, group, lines, again, height)

    def stacked(self, cards: Sequence[Card], column: Sequence[int], style: NoteStyle, width: float) -> Stack:
        """The cards of a column under one another."""
        found: Stack = []
        y, before = 0.0, None
        for index in column:
            lead = self.lead(cards, index, before, style, width)
            found.append((index, lead, y))
            lines = len(self.lines(cards[index], style, width))
            y += lead.height + self.card_height(cards[index], lines, style) + style.gap
            before = index
        return [*found, (-1, NO_LEAD, y - style.gap)]

    def arrange(self, cards: Sequence[Card], size: float, density: Density, room: Rect) -> Arrangement | None:
        """All the cards in a room in one size and density, in the best number of columns that holds them; else None."""
        addends = self.addends(cards)
        total = None if addends is cards else len(addends)
        texts = self.texts(addends, density.face)
        for hyphens in (False, True) if size <= BROKEN else (False,):
            settings = column_settings(room.w, size, density, texts.left, texts.signs, hyphens, texts.threads)
            # Amounts had best stand in a column.
            ways = sorted(settings, key=lambda way: (way.narrowed if texts.signs else way.widest) < texts.column)
            found = [way for way in ways if may_stand(texts, way)]
            high = {way: room.h - self._total_height(cards, way.style, room.w) for way in found}
            for way in found:
                columns = self._in_columns(addends, texts, way, high[way])
                if columns:
                    # Fewer that do as well are wider, and leave none empty.
                    for other in found if len(columns) < way.count else ():
                        wider = other.count == len(columns) and self._in_columns(addends, texts, other, high[other])
                        if wider:
                            return Arrangement(other.style, other.width, wider, total)
                    return Arrangement(way.style, way.width, columns, total)
        return None

    def _total_height(self, cards: Sequence[Card], style: NoteStyle, width: float) -> float:
        """How high a total is with the room above it, where there is one."""
        if self.addends(cards) is cards:
            return 0.0
        return self.total_lead(style).height + self.height(cards[-1], style, width)

    def least_height(
        self, cards: Sequence[Card], size: float, density: Density, width: float, *, whole: bool = False
    ) -> float:
        """How high cards stand in a width in the columns that are lowest; infinite if words would break too large."""
        addends = self.addends(cards)
        texts = self.texts(addends, density.face)
        least, count = inf, len(addends)
        for way in column_settings(width, size, density, texts.left, texts.signs, size <= BROKEN, texts.threads):
            if may_stand(texts, way, whole=whole):
                # Even full lines and even columns would be as high as this.
                bound = texts.length / way.widest * way.leading + count * (way.around + way.gap)
                if bound / way.count > HIGHEST:
                    least = min(least, bound / way.count)
                elif bound / way.count - way.gap < least:
                    heights, tops = self._heights(addends, texts, way)
                    least = min(least, packed(heights, way.gap, way.count, tops))
        if addends is cards:
            return least
        style = NoteStyle(size, density, size <= BROKEN, texts.left, texts.signs, texts.threads)
        return least + self._total_height(cards, style, width)

    def _heights(
        self, cards: Sequence[Card], texts: Texts, way: ColumnSetting
    ) -> tuple[list[float], list[float] | None]:
        """How high each card is with what stands above it; and where it differs, how high at the top of a column."""
        heights = card_heights(texts, way)
        if not texts.grouped:
            return heights, None
        style, width = way.style, way.width
        leads = [self.lead(cards, n, n - 1 if n else None, style, width).height for n in range(len(cards))]
        tops = [self.lead(cards, n, None, style, width).height for n in range(len(cards))]
        return [*map(add, heights, leads)], [*map(add, heights, tops)]

    def _in_columns(
        self, cards: Sequence[Card], texts: Texts, way: ColumnSetting, room: float
    ) -> tuple[tuple[int, ...], ...]:
        """Cards in the columns of a way, as even as can be; none if they do not find room."""
        heights, tops = self._heights(cards, texts, way)
        held = fits(heights, way.gap, room, way.count, tops)
        return balanced(heights, way.gap, room, way.count, tops) if held else ()


def rails(cards: Sequence[Card]) -> tuple[int, int]:
    """How many badges cards in one block keep room for at their left, and how many signs at their right."""
    return abreast([card for card in cards if card.badges]), max(map(signs_of, cards), default=0)


def signs_of(card: Card) -> int:
    """How many signs stand at the right of a card: of its status and of its change."""
    return (card.status is not None) + (card.change is not None)


def narrows(card: Card, signs: int) -> bool:
    """Whether a card keeps room at its right: for its signs, or so that amounts stand under one another."""
    return signs_of(card) > 0 or (signs > 0 and card.amount is not None)
