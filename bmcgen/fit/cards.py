"""Notes as cards: how high each stands, and how they stand in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bmcgen.fit.breaking import Broken, Paragraph
from bmcgen.fit.builder import Builder, Ink
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Badge, Card

BEST_MEASURE = 15.5
LEAST_MEASURE = 11.0
RADIUS = 2.0


@dataclass(frozen=True, slots=True)
class Style:
    """How notes are set. All that follows is measured in the size, so a smaller note is the same note, smaller."""

    size: float
    face: str = "regular"
    hyphens: bool = False
    tight: bool = False

    @property
    def leading(self) -> float:
        return self.size * (1.16 if self.tight else 1.24)

    @property
    def pad_x(self) -> float:
        return self.size * (0.5 if self.tight else 0.7)

    @property
    def pad_y(self) -> float:
        return self.size * (0.26 if self.tight else 0.5)

    @property
    def gap(self) -> float:
        return self.size * (0.26 if self.tight else 0.45)

    @property
    def column_gap(self) -> float:
        return self.size * (0.4 if self.tight else 0.6)

    @property
    def badge(self) -> float:
        return self.size * 1.2

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline, so that capitals stand in the middle of the leading."""
        return self.leading / 2 + self.size * 0.34


def styles(size: float) -> Iterator[Style]:
    """The ways to set notes in one size, the best first: condensed and closer type come before smaller type."""
    for face in ("regular", "condensed"):
        for hyphens in (False, True):
            yield Style(size, face, hyphens)
    yield Style(size, "condensed", True, tight=True)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cards in columns: for each column the indices of its cards. `whole` tells whether all of them found room."""

    style: Style
    width: float
    columns: tuple[tuple[int, ...], ...]

    @property
    def count(self) -> int:
        return sum(map(len, self.columns))


class Setter:
    """Sets cards in lines, and remembers what it has set."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self._paragraphs: dict[tuple[int, str], Paragraph] = {}
        self._heights: dict[tuple[int, Style, float], float] = {}

    def paragraph(self, card: Card, face: str) -> Paragraph:
        key = id(card), face
        known = self._paragraphs.get(key)
        if known is None:
            known = Paragraph(card.text.text, card.text.language, self.ink.faces[face])
            self._paragraphs[key] = known
        return known

    def measure(self, card: Card, style: Style, width: float) -> float:
        """The room for the text, in thousandths of the size."""
        return (width - 2 * style.pad_x - rail(card, style)) * 1000 / style.size

    def height(self, card: Card, style: Style, width: float) -> float:
        """How high a card of a width is at the most; set in the end, it may have a line fewer."""
        key = id(card), style, width
        known = self._heights.get(key)
        if known is None:
            count = self.paragraph(card, style.face).count(self.measure(card, style, width), hyphens=style.hyphens)
            known = card_height(card, count, style)
            self._heights[key] = known
        return known

    def lines(self, card: Card, style: Style, width: float) -> tuple[Broken, ...]:
        return self.paragraph(card, style.face).lines(self.measure(card, style, width), hyphens=style.hyphens)

    def arrange(self, cards: Sequence[Card], size: float, room: Rect) -> Arrangement | None:
        """All the cards in a room at one size, in the best style and number of columns that hold them; else None."""
        for style in styles(size):
            for count in column_counts(room.w, style):
                width = column_width(room.w, count, style)
                heights = [self.height(card, style, width) for card in cards]
                columns = fill(heights, style.gap, room.h, count)
                if columns is not None:
                    return Arrangement(style, width, balanced(heights, style.gap, room.h, count))
        return None

    def most(self, cards: Sequence[Card], size: float, room: Rect) -> Arrangement:
        """As many of the cards as a room holds at one size, in their order. A card that is higher than the room itself
        is passed over, so that it does not keep those after it from their place.
        """
        style = [*styles(size)][-1]
        best = Arrangement(style, room.w, ())
        for count in column_counts(room.w, style):
            width = column_width(room.w, count, style)
            columns: list[tuple[int, ...]] = [()]
            used = 0.0
            for index, card in enumerate(cards):
                height = self.height(card, style, width)
                if height > room.h:
                    continue
                extra = style.gap if columns[-1] else 0.0
                if used + extra + height > room.h + 0.01:
                    if len(columns) == count:
                        break
                    columns.append(())
                    used = extra = 0.0
                columns[-1] += (index,)
                used += extra + height
            found = Arrangement(style, width, tuple(columns))
            if found.count > best.count:
                best = found
        return best

    def draw(
        self,
        page: Builder,
        card: Card,
        style: Style,
        x: float,
        y: float,
        width: float,
        lines: tuple[Broken, ...],
        parent: int,
    ) -> float:
        """A card with its top left corner at x, y, and these of its lines; returns its height."""
        theme = self.ink.theme
        look = theme.notes.get(card.colour, theme.notes["plain"])
        rect = Rect(x, y, width, card_height(card, len(lines), style))
        page.panel(rect, look.tint, RADIUS)
        item = page.element("LI", parent)
        x, top = rect.x + style.pad_x, rect.y + style.pad_y
        for badge, bx, by in _badge_places(card, style, x, top):
            draw_badge(page, badge, bx, by, style.badge, item)
        body = page.element("LBody", item, card.text)
        face = self.ink.faces[style.face]
        ink = self.ink.colour("ink")
        page.lines(lines, x + rail(card, style), top + style.baseline, face, style.size, style.leading, ink, body)
        return rect.h


def draw_badge(page: Builder, badge: Badge, x: float, y: float, size: float, parent: int | None) -> None:
    """A segment's letter, white in a disc of its colour."""
    theme, face = page.ink.theme, page.ink.faces["bold"]
    look = theme.notes.get(badge.colour, theme.notes["plain"])
    page.panel(Rect(x, y, size, size), look.strong, size / 2)
    letter = size * 0.66
    width = face.width(badge.letter) * letter / 1000
    element = None if parent is None else page.element("Lbl", parent, replace(badge.name, text=badge.letter))
    colour = theme.colours["paper"]
    page.line(badge.letter, x + (size - width) / 2, y + size / 2 + letter * 0.349, face, letter, colour, element)


def rail(card: Card, style: Style) -> float:
    """The width at the left of a card that its badges take, the gap to the text included."""
    if not card.badges:
        return 0.0
    across = _badges_across(card)
    return across * style.badge + (across - 1) * style.size * 0.2 + style.size * 0.5


def _badges_across(card: Card) -> int:
    return 1 if len(card.badges) <= 2 else 2 if len(card.badges) <= 6 else 3


def _badge_places(card: Card, style: Style, x: float, top: float) -> Iterator[tuple[Badge, float, float]]:
    across, step = _badges_across(card), style.badge + style.size * 0.2
    first = top + (style.leading - style.badge) / 2
    for number, badge in enumerate(card.badges):
        yield badge, x + number % across * step, first + number // across * step


def card_height(card: Card, lines: int, style: Style) -> float:
    text = lines * style.leading
    if card.badges:
        rows = -(-len(card.badges) // _badges_across(card))
        badges = rows * style.badge + (rows - 1) * style.size * 0.2 + max(0.0, style.leading - style.badge)
        text = max(text, badges)
    return text + 2 * style.pad_y


def column_width(width: float, count: int, style: Style) -> float:
    return (width - (count - 1) * style.column_gap) / count


def column_counts(width: float, style: Style) -> list[int]:
    """How many columns a width may have, the one with the best measure first."""
    em = style.size * (0.9 if style.face == "condensed" else 1.0)
    counts = [count for count in range(1, 9) if count == 1 or column_width(width, count, style) >= LEAST_MEASURE * em]

    def unevenness(count: int) -> float:
        measure = column_width(width, count, style) / em
        return max(measure / BEST_MEASURE, BEST_MEASURE / measure)

    return sorted(counts, key=unevenness)


def fill(heights: Sequence[float], gap: float, room: float, count: int) -> tuple[tuple[int, ...], ...] | None:
    """Cards put into columns one after another; None if they need more than `count` columns or are too high."""
    columns: list[list[int]] = [[]]
    used = 0.0
    for index, height in enumerate(heights):
        if height > room + 0.01:
            return None
        extra = gap if columns[-1] else 0.0
        if used + extra + height > room + 0.01:
            if len(columns) == count:
                return None
            columns.append([])
            used = extra = 0.0
        columns[-1].append(index)
        used += extra + height
    return tuple(tuple(column) for column in columns)


def balanced(heights: Sequence[float], gap: float, room: float, count: int) -> tuple[tuple[int, ...], ...]:
    """The same, with the columns as even as their order allows: the least height that still holds all of them."""
    low, high = max(heights, default=0.0), room
    best = fill(heights, gap, room, count) or ()
    for _ in range(24):
        if high - low < 0.5:
            break
        middle = (low + high) / 2
        found = fill(heights, gap, middle, count)
        if found is None:
            low = middle
        else:
            best, high = found, middle
    return best
