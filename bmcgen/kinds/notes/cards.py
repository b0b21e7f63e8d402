"""Notes as cards: how high each stands, and how they stand in columns."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from msgspec import Struct

from bmcgen.drawing.badges import draw_badge
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.density import (
    BROKEN,
    WHOLE,
    ColumnSetting,
    Density,
    NoteStyle,
    column_counts,
    column_settings,
    column_width,
    rail,
    text_room,
)
from bmcgen.kinds.notes.packing import balanced, fill, fits, packed
from bmcgen.model.manuscript import Card
from bmcgen.text.measuring import SetLine
from bmcgen.text.paragraphs import Paragraph, paragraph_of

RADIUS = 2.0
EDGE = 0.4
HIGHEST = 14_400.0
"""No sheet is as high, in points, so what is higher need not be known exactly."""


class Arrangement(Struct, frozen=True):
    """Cards in columns: for each column the indices of its cards."""

    style: NoteStyle
    width: float
    columns: tuple[tuple[int, ...], ...]

    @property
    def count(self) -> int:
        return sum(map(len, self.columns))


class _Texts(Struct, frozen=True):
    """The texts of cards in a face, each behind the number of its badges and its length, which is infinite where it has
    line ends; the widest word of all; how long all are; whether any has badges; and whether the others keep the place
    of one free, so that the texts of a block stand under one another.
    """

    all: list[tuple[int, float, Paragraph]]
    widest: float
    length: float
    badged: bool
    indented: bool

    def indent(self, density: Density) -> bool:
        """Whether cards without badges keep their place free in a density."""
        return self.indented and not density.tight

    def go(self, way: ColumnSetting) -> bool:
        """Whether cards may stand in a way: large type breaks no word, and none is broken to have more columns."""
        if way.count > len(self.all):
            return False
        if way.style.hyphens or (way.count == 1 and way.style.size <= WHOLE):
            return way.widest > 0
        return self.widest <= (way.rooms[1] if self.badged else way.widest)


def abreast(count: int, text: Paragraph, room: float) -> int:
    """How many of so many badges stand beside one another: two where the text then still takes one line of a room."""
    if count == 2:
        return 2 if text.length_of_all() <= room else 1
    return min(count, 1) if count < 2 else 2 if count <= 6 else 3


class Setter:
    """Sets cards in lines, and remembers what it has set."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self._paragraphs: dict[tuple[int, str], Paragraph] = {}
        self._texts: dict[tuple[int, str], _Texts] = {}

    def paragraph(self, card: Card, face: str) -> Paragraph:
        key = id(card), face
        known = self._paragraphs.get(key)
        if known is None:
            known = paragraph_of(card.text.text, card.text.language, self.ink.faces[face])
            self._paragraphs[key] = known
        return known

    def _measured(self, cards: Sequence[Card], face: str) -> _Texts:
        key = id(cards), face
        known = self._texts.get(key)
        if known is None:
            texts = [(len(card.badges), self.paragraph(card, face)) for card in cards]
            sized = [(count, text.one_line, text) for count, text in texts]
            badged = sum([count > 0 for count, _ in texts])
            length = sum([text.length_of_all() for _, text in texts])
            widest = max([text.whole.widest for _, text in texts], default=0.0)
            known = _Texts(sized, widest, length, badged > 0, 2 * badged >= len(texts) > 0)
            self._texts[key] = known
        return known

    def across(self, card: Card, style: NoteStyle, width: float) -> int:
        """How many of its badges stand beside one another."""
        return abreast(len(card.badges), self.paragraph(card, style.face), text_room(style, width, 2))

    def measure(self, card: Card, style: NoteStyle, width: float) -> float:
        """The room for the text, in thousandths of the size."""
        across = self.across(card, style, width) if card.badges else int(style.indent)
        return text_room(style, width, across)

    def height(self, card: Card, style: NoteStyle, width: float) -> float:
        """How high a card of a width is at the most; set in the end, it may have a line fewer."""
        count = self.paragraph(card, style.face).count(self.measure(card, style, width), hyphens=style.hyphens)
        return self.card_height(card, count, style, width)

    def card_height(self, card: Card, lines: int, style: NoteStyle, width: float) -> float:
        """The height of a card with so many lines: at least what its badges take."""
        if card.badges:
            lines = max(lines, -(-len(card.badges) // self.across(card, style, width)))
        return lines * style.leading + 2 * style.pad_y

    def lines(self, card: Card, style: NoteStyle, width: float) -> tuple[SetLine, ...]:
        return self.paragraph(card, style.face).lines(self.measure(card, style, width), hyphens=style.hyphens)

    def arrange(self, cards: Sequence[Card], size: float, density: Density, room: Rect) -> Arrangement | None:
        """All the cards in a room in one size and density, in the best number of columns that holds them; else None."""
        texts = self._measured(cards, density.face)
        for hyphens in (False, True) if size <= BROKEN else (False,):
            found = [
                way for way in column_settings(room.w, size, density, texts.indent(density), hyphens) if texts.go(way)
            ]
            for way in found:
                columns = _in_columns(texts, way, room.h)
                if columns:
                    # Fewer that do as well are wider, and leave none empty.
                    for other in found if len(columns) < way.count else ():
                        if other.count == len(columns) and (wider := _in_columns(texts, other, room.h)):
                            return Arrangement(other.style, other.width, wider)
                    return Arrangement(way.style, way.width, columns)
        return None

    def least_height(self, cards: Sequence[Card], size: float, density: Density, width: float) -> float:
        """How high cards stand in a width in the number of columns that is lowest; infinite if words would break that
        are too large to be broken.
        """
        texts = self._measured(cards, density.face)
        least, count = inf, len(cards)
        for way in column_settings(width, size, density, texts.indent(density), size <= BROKEN):
            if texts.go(way):
                # Even full lines and even columns would be as high as this.
                bound = texts.length / way.widest * way.leading + count * (way.around + way.gap)
                if bound / way.count > HIGHEST:
                    least = min(least, bound / way.count)
                elif bound / way.count - way.gap < least:
                    least = min(least, packed(_heights(texts, way), way.gap, way.count))
        return least

    def most(self, cards: Sequence[Card], size: float, density: Density, room: Rect) -> Arrangement:
        """As many of the cards as a room holds, in their order. A card that is higher than the room itself is passed
        over, so that it does not keep those after it from their place.
        """
        style = NoteStyle(size, density, hyphens=True)
        best = Arrangement(style, room.w, ())
        for count in column_counts(room.w, style):
            width = column_width(room.w, count, style)
            heights = [self.height(card, style, width) for card in cards]
            placed: list[int] = []
            for index, height in enumerate(heights):
                if height > room.h:
                    continue
                if fill([heights[each] for each in placed] + [height], style.gap, room.h, count) is None:
                    break
                placed.append(index)
            if len(placed) > best.count:
                columns = balanced([heights[each] for each in placed], style.gap, room.h, count)
                best = Arrangement(style, width, tuple(tuple(placed[n] for n in column) for column in columns))
        return best

    def draw(
        self,
        page: Builder,
        card: Card,
        style: NoteStyle,
        x: float,
        y: float,
        width: float,
        lines: tuple[SetLine, ...],
        parent: int,
    ) -> float:
        """A card with its top left corner at x, y, and these of its lines; returns its height."""
        theme = self.ink.theme
        look = theme.notes.get(card.colour, theme.notes["plain"])
        rect = Rect(x, y, width, self.card_height(card, len(lines), style, width))
        page.panel(rect, look.tint, RADIUS, look.edge, EDGE)
        item = page.element("LI", parent)
        x, top = rect.x + style.pad_x, rect.y + style.pad_y
        across = self.across(card, style, width) if card.badges else int(style.indent)
        for number, badge in enumerate(card.badges):
            bx = x + number % across * style.badge_step
            by = top + (style.leading - style.badge) / 2 + number // across * style.leading
            draw_badge(page, badge, bx, by, style.badge, item)
        body = page.element("LBody", item, card.text)
        face = self.ink.faces[style.face]
        ink, base = self.ink.colour("ink"), top + style.leading / 2 + face.below_middle(style.size)
        page.lines(lines, x + rail(style, across), base, face, style.size, style.leading, ink, body)
        return rect.h


def _heights(texts: _Texts, way: ColumnSetting) -> list[float]:
    """How high each card is."""
    leading, around, rooms, hyphens = way.leading, way.around, way.rooms, way.style.hyphens
    one = leading + around
    if not texts.badged:
        room = rooms[0]
        if not hyphens and texts.widest <= room:
            return [
                one if length <= room else text.whole.count(room) * leading + around for _, length, text in texts.all
            ]
        return [
            one if length <= room else text.count(room, hyphens=hyphens) * leading + around
            for _, length, text in texts.all
        ]
    found: list[float] = []
    for count, length, text in texts.all:
        beside = count if count < 2 else abreast(count, text, rooms[2])
        room = rooms[beside]
        if length <= room and count < 3 and beside == count:
            found.append(one)
            continue
        lines = text.count(room, hyphens=hyphens)
        if count > 1:
            lines = max(lines, -(-count // beside))
        found.append(lines * leading + around)
    return found


def _in_columns(texts: _Texts, way: ColumnSetting, room: float) -> tuple[tuple[int, ...], ...]:
    """Cards in the columns of a way, as even as can be; none if they do not find room."""
    heights = _heights(texts, way)
    return balanced(heights, way.gap, room, way.count) if fits(heights, way.gap, room, way.count) else ()
