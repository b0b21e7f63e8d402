"""Text to be read: bands under one another in a frame, and what of them finds no room there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.baseline_grid import snapped
from bmcgen.drawing.body.columns import Placed, StyledParagraph, column_width, draw_text, fill_text, text_height
from bmcgen.drawing.body.write_in import PITCH, draw_ruled
from bmcgen.drawing.builder import Builder
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText

BAND_GAP = 10.0
LEAST_BAND = 4
BOX_PAD = 9.0
BOX_EDGE = 0.8
LEAST_LINES = 2 * PITCH
"""With less room below what is printed, a page has no lines to write on."""


class Band(Protocol):
    """Something as wide as its frame. `before` is the space above it, in points."""

    @property
    def before(self) -> float: ...

    def height(self, width: float) -> float: ...

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        """What of it stands in a room that it is higher than, and the rest; None where that is nothing."""
        ...

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None: ...


@runtime_checkable
class Growing(Band, Protocol):
    """A band with places to write in, which takes what room there is below it."""

    def grown(self, width: float, room: float) -> Band: ...


class TextBand(Struct, frozen=True):
    """Text in columns, under headings that stand over all of them."""

    head: tuple[StyledParagraph, ...]
    parts: tuple[StyledParagraph, ...]
    columns: int = 1
    before: float = BAND_GAP

    def _head_height(self, width: float) -> float:
        if not self.head:
            return 0.0
        return text_height(self.head, width) + (self.parts[0].style.gap if self.parts else 0.0)

    def height(self, width: float) -> float:
        return self._head_height(width) + text_height(self.parts, width, self.columns)

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        head = self._head_height(width)
        if room - head < LEAST_BAND * max((part.style.leading for part in self.parts), default=0.0):
            return None, self
        placed, rest = self._filled(width, room - head)
        if not placed:
            return None, self
        height = head + max(each.bottom for each in placed)
        rest_of_it = replace(self, head=(), parts=tuple(rest)) if rest else None
        return _SetBand(self, tuple(placed), height), rest_of_it

    def _filled(self, width: float, room: float) -> tuple[list[Placed], list[StyledParagraph]]:
        """What stands in a room, and what goes on: in several columns so much that each has a few lines at the head of
        the next page, even if fewer stand at the foot of this one.
        """
        found = fill_text(self.parts, Rect(0, 0, width, room), self.columns)
        if self.columns == 1 or not found[1]:
            return found
        leading, wide = max(part.style.leading for part in self.parts), column_width(width, self.columns)
        least = LEAST_BAND * self.columns
        for fewer in range(least):
            high = room - fewer * leading
            placed, rest = fill_text(self.parts, Rect(0, 0, width, high), self.columns)
            if high < LEAST_BAND * leading or not placed:
                break
            if sum(len(part.lines(wide)) for part in rest) >= least:
                return placed, rest
        return found

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        placed, _ = fill_text(self.parts, Rect(0, 0, rect.w, float("inf")), self.columns)
        self.draw_placed(page, rect, placed, section, accent)

    def draw_placed(self, page: Builder, rect: Rect, placed: Sequence[Placed], section: int, accent: str) -> None:
        """Draws the headings, and below them what was placed."""
        above, _ = fill_text(self.head, Rect(0, 0, rect.w, float("inf")))
        draw_text(page, above, rect, section, accent)
        draw_text(page, placed, rect.inset(0, self._head_height(rect.w), 0, 0), section, accent)


class _SetBand(Struct, frozen=True):
    """The beginning of a band of text, as it was placed."""

    band: TextBand
    placed: tuple[Placed, ...]
    height_: float

    @property
    def before(self) -> float:
        return self.band.before

    def height(self, width: float) -> float:
        return self.height_

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        return None, self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        self.band.draw_placed(page, rect, self.placed, section, accent)


class BoxBand(Struct, frozen=True):
    """A band of text in a box with an edge in its block's colour, never divided. On a grid of a `unit`, the text in it
    begins a unit below the top of the band and ends a unit above its foot, so that it stands on the grid too.
    """

    band: TextBand
    before: float = 14.0
    unit: float = 0.0

    @property
    def _above(self) -> float:
        """From the top of the band to its text."""
        return max(self.unit, BOX_PAD)

    def height(self, width: float) -> float:
        return self.band.height(width - 2 * BOX_PAD) + 2 * self._above

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        return None, self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        clear = self._above - BOX_PAD
        edge = rect.inset(0, clear, 0, clear)
        page.panel(edge, page.ink.colour("paper"), 2.0, page.ink.accent(accent), BOX_EDGE)
        self.band.draw(page, edge.inset(BOX_PAD, BOX_PAD, BOX_PAD, BOX_PAD), section, accent)


class WorkBox(BoxBand, frozen=True):
    """A box that has lines to write on where a page would end half empty: `high` is how high it is then."""

    high: float = 0.0

    def height(self, width: float) -> float:
        return max(self.high, BoxBand.height(self, width))

    def grown(self, width: float, room: float) -> Band:
        """As high as the room, if that leaves any to write in."""
        return replace(self, high=room) if room - BoxBand.height(self, width) >= BOX_PAD + LEAST_LINES else self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        BoxBand.draw(self, page, rect, section, accent)
        if self.high:
            used = BoxBand.height(self, rect.w) - self._above
            draw_ruled(page, rect.inset(BOX_PAD, used, BOX_PAD, 2 * BOX_PAD))


class NotesBand(Struct, frozen=True):
    """A heading over lines to write on, where a page would end half empty. It is nothing until it has grown."""

    heading: StyledParagraph
    before: float
    high: float = 0.0

    def height(self, width: float) -> float:
        return self.high

    def grown(self, width: float, room: float) -> NotesBand:
        """As high as the room, if there is enough to write in."""
        return replace(self, high=room) if room >= text_height([self.heading], width) + LEAST_LINES else self

    def divided(self, width: float, room: float) -> tuple[Band | None, Band | None]:
        return None, self

    def draw(self, page: Builder, rect: Rect, section: int, accent: str) -> None:
        TextBand((self.heading,), ()).draw(page, rect, section, accent)
        draw_ruled(page, rect.inset(0, text_height([self.heading], rect.w), 0, 0))


class Stood(Struct, frozen=True):
    """A band at a distance from the top of its room."""

    band: Band
    y: float
    height: float


def story_height(bands: Sequence[Band], width: float, unit: float = 0.0) -> float:
    """How high bands stand under one another; each begins on a line of a grid, if there is one."""
    y = 0.0
    for number, band in enumerate(bands):
        y = snapped(y + (band.before if number else 0.0), unit) + band.height(width)
    return y


def fill_story(bands: Sequence[Band], width: float, room: float, unit: float = 0.0) -> tuple[list[Stood], list[Band]]:
    """What of the bands stands in a room, and what is left; a band is divided only where it says how. Each begins on a
    line of a grid, if there is one.
    """
    stood: list[Stood] = []
    y = 0.0
    for number, band in enumerate(bands):
        y = snapped(y + (band.before if stood else 0.0), unit)
        height = band.height(width)
        if y + height > room + 0.01:
            head, rest = band.divided(width, room - y)
            if head:
                stood.append(Stood(head, y, head.height(width)))
            return stood, [*([rest] if rest else []), *bands[number + 1 :]]
        stood.append(Stood(band, y, height))
        y += height
    return stood, []


def ended(stood: Sequence[Stood], width: float, room: float, notes: NotesBand | None) -> tuple[Stood, ...]:
    """A story whose end takes the room that is left to write in: its last band does if it can grow, else `notes` do."""
    *others, last = stood
    if isinstance(last.band, Growing):
        band = last.band.grown(width, room - last.y)
        return *others, Stood(band, last.y, band.height(width))
    y = last.y + last.height + (notes.before if notes else 0.0)
    found = notes.grown(width, room - y) if notes else None
    return (*stood, Stood(found, y, found.high)) if found and found.high else tuple(stood)


def draw_story(page: Builder, stood: Sequence[Stood], rect: Rect, section: int, accent: str) -> None:
    """Draws bands into a room, from its top."""
    for each in stood:
        each.band.draw(page, Rect(rect.x, rect.y + each.y, rect.w, each.height), section, accent)


class CarriedStory(Struct, frozen=True):
    """What of a text to be read goes on, over the whole width of further sheets."""

    text: BlockText
    block: Block
    bands: tuple[Band, ...]
    unit: float = 0.0
    notes: NotesBand | None = None
