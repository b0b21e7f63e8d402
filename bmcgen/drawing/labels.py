"""The name of a block at the head of it on a canvas: a pictogram if it has one, the title, and its number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, inf, sqrt

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.builder import STROKE, Builder, Ink
from bmcgen.drawing.pictograms import drawn_part
from bmcgen.drawing.set_text import ANY_LINES, SetText, Way, draw_set, ordinary_width
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block, Outline
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.text.hyphenation import SOFT_HYPHEN, at_joints

INSET = 8.5
BASELINE = 24.5
CONTENT_TOP = 34.0
PICTOGRAM, WIDEST = 16.0, 44.0
"""The size of the square that a pictogram is drawn in, and how wide the widest is, without its stroke, in the units of
the square, which has 48: about 1.3 times as high as capitals.
"""
UNITS = 48.0
PICTOGRAM_GAP = 5.7
"""From the ink of a pictogram to the title, the same for all: 2 mm."""
NUMBER, NUMBER_GAP = 11.0, 6.0
"""The size of the number beside the title of a block, and what is between them at the least. Over large notes it grows
as the square root of the title.
"""
HANGING, RISING = 0.24, 0.82
"""How far letters reach below and above their line, in their size."""
TITLE = 15.0
LEAST_TITLE = 9.0
MOST_CONDENSED = 12.5
TITLE_LINES, MOST_LINES = 2, 3
"""The most lines of a title, and of a long one."""
LONG_TITLE = 40
RISE = 16.1
"""How far the baseline and the content are lower where the label is twice as large."""
FALL = 6.0
ABOVE_NOTES = 1.15
"""A block's title is at least so many times as large as its notes."""
CONTINUED = 8.0
BAR = 2.6


@lru_cache(256)
def title_sizes(notes: float) -> tuple[float, float]:
    """The largest and the smallest size of block titles over notes of a size."""
    least = ABOVE_NOTES * notes
    # In few steps, so that sheets look alike.
    least = next((size for size in (LEAST_TITLE, 10.5, 11.5, 13.0, 14.0, TITLE) if size >= least), float(ceil(least)))
    return max(TITLE, least), least


@lru_cache(256)
def _label_ways(largest: float, least: float) -> tuple[Way, ...]:
    """One line as long as it is not much smaller than others; then more lines before smaller type."""
    return tuple(_in_turn(largest, least))


def _in_turn(largest: float, least: float) -> Iterator[Way]:
    ways: tuple[tuple[str, float, float, int], ...] = (
        ("bold", largest, 10.5, 1),
        ("bold", 13.0, 11.0, 2),
        ("bold", 11.0, 10.0, 3),
        ("condensed-bold", 11.0, 10.0, 3),
        ("condensed-bold", 10.0, 9.0, 4),
    )
    for face, high, low, lines in ways:
        size = max(high, least)
        if face == "bold" or size <= MOST_CONDENSED:
            while size >= max(low, least):
                yield face, size, lines
                size -= 0.5
    yield "condensed-bold" if least <= MOST_CONDENSED else "bold", least, ANY_LINES


class CanvasLabel(Struct, frozen=True):
    """The label of a canvas's block, set for a width: a pictogram, the title in as many lines as it needs, and a small
    number on its first line, at the right, where no line of the title reaches unless it needs the room; the first never
    does. Without a pictogram the title begins at the left edge. Where a block goes on, a line `below` the title says
    so. Over large notes all of it but that line is `scale` times as large.
    """

    text: BlockText
    title: SetText
    left: float
    continued: SetText | None
    below: bool
    scale: float = 1.0

    @classmethod
    def of(
        cls,
        ink: Ink,
        text: BlockText,
        width: float,
        continued: Text | None = None,
        notes: float = 0.0,
        *,
        drawn: bool = False,
        most: float = inf,
    ) -> CanvasLabel:
        """The label over notes of a size, where there are any; `drawn` tells whether the block has a pictogram. The
        title is no larger than the `most`, and its words break at the joints of compounds alone, if that is enough.
        """
        titles: tuple[Text, ...] = (text.title,)
        jointed = at_joints(text.title.text, text.title.language)
        if jointed != text.title.text:
            titles = (replace(text.title, text=jointed), text.title)
        sizes = notes, most
        for title in titles:
            for below in (False, True) if text.number else (False,):
                label = cls._of(ink, text, title, width, continued, sizes, drawn, below)
                if label.fits and (not below or label.clears(ink, width)):
                    return label
        return cls._of(ink, text, text.title, width, continued, sizes, drawn)

    @classmethod
    def _of(
        cls,
        ink: Ink,
        text: BlockText,
        said_title: Text,
        width: float,
        continued: Text | None,
        sizes: tuple[float, float],
        drawn: bool,
        below: bool = False,
    ) -> CanvasLabel:
        """The label with a title in a width; lines `below` the first have room under the number."""
        largest, least = title_sizes(sizes[0])
        scale = largest / TITLE
        number = number_width(ink, text.number, scale) + NUMBER_GAP if text.number and not below else 0.0
        left = INSET
        if drawn:
            left += PICTOGRAM * (WIDEST + STROKE) / UNITS * scale + PICTOGRAM_GAP * sqrt(scale)
        ways = tuple(way for way in _label_ways(largest, least) if way[1] <= max(sizes[1], least))
        taken = left + INSET + number
        room, ordinary = max(width - taken, 1.0), max(ordinary_width(ink, width) - taken, 1.0)
        if not continued:
            return cls(text, SetText.fitting(ink, said_title, room, ways, ordinary), left, None, below, scale)
        said = (("regular", CONTINUED, 1), ("condensed", CONTINUED, ANY_LINES))
        line = SetText.fitting(ink, continued, max(width - 2 * INSET, 1.0), said)
        return cls(text, SetText.fitting(ink, said_title, room, ways), left, line, True, scale)

    def clears(self, ink: Ink, width: float) -> bool:
        """Whether the first of several lines leaves room for the number at its right."""
        if len(self.title.lines) < 2:
            return False
        first = self.title.lines[0].width * self.title.size / 1000
        return self.left + first + NUMBER_GAP + self.corner(ink) + INSET <= width

    @property
    def fits(self) -> bool:
        """Whether the title is in a few lines, and no word is broken but one in the joint of a compound."""
        broken = [line.text for line in self.title.lines if line.joint == "-"]
        jointed = all(f"{part.split()[-1][:-1]}{SOFT_HYPHEN}" in self.title.text.text for part in broken)
        most = TITLE_LINES if len(self.text.title.text) <= LONG_TITLE else MOST_LINES
        return self.title.rows <= most and len(broken) <= int(jointed)

    @property
    def height(self) -> float:
        """From the top of a block to its content."""
        height = CONTENT_TOP + (self.scale - 1) * (RISE + FALL) + (len(self.title.lines) - 1) * self.title.leading
        return height + (self._drop(self.continued) if self.continued else 0.0)

    def _drop(self, line: SetText) -> float:
        """From the last line of the title to that of what stands below it, clear of hanging letters."""
        first = max(line.leading + 1.0, HANGING * self.title.size + RISING * line.size)
        return first + (len(line.lines) - 1) * line.leading

    def draw(self, page: Builder, block: Block, rect: Rect, section: int) -> None:
        """Draws the label into the top of a rectangle."""
        ink, y = page.ink, rect.y + BASELINE + (self.scale - 1) * RISE
        heading = page.element("H2", section, self.text.title)
        x = rect.x + self.left
        if block.pictogram:
            x = self._draw_pictogram(page, block, block.pictogram, rect, y)
        if self.text.number:
            right, accent = rect.right - INSET - self.corner(ink), ink.accent(block.accent)
            page.line(self.text.number, right, y, ink.faces["bold"], _number_size(self.scale), accent, None)
        foot = y + (len(self.title.lines) - 1) * self.title.leading
        draw_set(page, self.title, x, foot, ink.colour("ink"), heading)
        if self.continued:
            element = page.element("P", section, self.continued.text)
            x = min(x, rect.right - INSET - self.continued.width)
            draw_set(page, self.continued, x, foot + self._drop(self.continued), ink.colour("soft"), element)

    def corner(self, ink: Ink) -> float:
        """How wide the number is at the right of the title."""
        return number_width(ink, self.text.number, self.scale)

    def _draw_pictogram(self, page: Builder, block: Block, pictogram: Outline, rect: Rect, line: float) -> float:
        """The pictogram, its ink from the edge of the text on and in the middle of the capitals; returns where the
        title begins.
        """
        size, left = PICTOGRAM * self.scale, rect.x + INSET
        ink, stroke = drawn_part(pictogram), STROKE / 2 * size / UNITS
        unit = size / pictogram.width
        middle = line - page.ink.faces[self.title.face].below_middle(self.title.size)
        x, y = left + stroke - ink.x * unit, middle - (ink.y + ink.h / 2) * unit
        page.pictogram(pictogram, x, y, size, block.accent)
        return min(left + 2 * stroke + ink.w * unit + PICTOGRAM_GAP * sqrt(self.scale), rect.x + self.left)


def number_width(ink: Ink, number: str, scale: float) -> float:
    """How wide the number of a block is beside a title that is `scale` times as large as usual."""
    return ink.faces["bold"].width(number) * _number_size(scale) / 1000 if number else 0.0


def _number_size(scale: float) -> float:
    return NUMBER * sqrt(scale)
