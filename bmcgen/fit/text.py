"""Running text and lists in a frame: as many lines as there is room for, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bmcgen.fit.breaking import Broken, Paragraph
from bmcgen.fit.builder import Builder, Ink
from bmcgen.geometry import MM, Rect
from bmcgen.model.manuscript import Text
from bmcgen.model.page import Role

LEADING = 1.3
PARAGRAPH_GAP = 0.5
ITEM_GAP = 0.34
BULLET = 0.34
HANG = 0.95
QUOTE = 13.5
LEAST_LINES = 2
COLUMN_GAP = 5 * MM
PITCH = 8.2 * MM
"""Between two lines to write on by hand."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How text is set: its size, its face, and whether each stretch of it stands behind a bullet."""

    size: float
    face: str = "regular"
    bullets: bool = False

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def hang(self) -> float:
        return self.size * HANG if self.bullets else 0.0

    @property
    def gap(self) -> float:
        return self.size * (ITEM_GAP if self.bullets else PARAGRAPH_GAP)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph or an entry of a list, or the rest of one that was begun elsewhere."""

    text: Text
    paragraph: Paragraph
    begun: bool = False

    def lines(self, manner: Manner, width: float) -> tuple[Broken, ...]:
        return self.paragraph.lines((width - manner.hang) * 1000 / manner.size, hyphens=False)

    def divided(self, manner: Manner, width: float, count: int) -> tuple[tuple[Broken, ...], Stretch]:
        """Its first lines, and the rest of it."""
        lines, rest = self.paragraph.divided((width - manner.hang) * 1000 / manner.size, count)
        return lines, replace(self, paragraph=rest, begun=True)


def stretch(ink: Ink, text: Text, face: str = "regular") -> Stretch:
    """A text as one stretch: line ends in it are spaces."""
    words = " ".join(text.text.split("\n"))
    return Stretch(replace(text, text=words), Paragraph(words, text.language, ink.faces[face]))


def paragraphs(ink: Ink, text: Text, face: str = "regular") -> list[Stretch]:
    """The paragraphs of running text: a blank line divides them, and a single line end is a space."""
    parts = (part.strip() for part in text.text.split("\n\n"))
    return [stretch(ink, replace(text, text=part), face) for part in parts if part]


def column_width(width: float, columns: int) -> float:
    return (width - (columns - 1) * COLUMN_GAP) / columns


def text_height(parts: Sequence[Stretch], manner: Manner, width: float, columns: int = 1) -> float:
    """How high stretches stand under one another, or in columns that are as even as can be."""
    width = column_width(width, columns)
    lines = sum(len(part.lines(manner, width)) for part in parts)
    whole = lines * manner.leading + manner.gap * max(0, len(parts) - 1)
    if columns == 1:
        return whole
    count = -(-lines // columns)
    while _in_columns(parts, manner, Rect(0, 0, width, count * manner.leading), columns)[1]:
        count += 1
    return count * manner.leading


def fill_text(
    parts: Sequence[Stretch], manner: Manner, room: Rect, columns: int = 1
) -> tuple[list[Placed], list[Stretch]]:
    """What of the stretches stands in a room, and what is left. No line stands alone on either side of a division; an
    entry of a list is divided only where it is higher than the room. Columns are as even as can be.
    """
    if columns == 1:
        return _in_columns(parts, manner, room, 1)
    height = min(room.h, text_height(parts, manner, room.w, columns))
    return _in_columns(parts, manner, Rect(0, 0, column_width(room.w, columns), height), columns)


def _in_columns(
    parts: Sequence[Stretch], manner: Manner, column: Rect, columns: int
) -> tuple[list[Placed], list[Stretch]]:
    placed: list[Placed] = []
    rest = [*parts]
    for number in range(columns):
        found, rest = _in_column(rest, manner, column.w, column.h, number * (column.w + COLUMN_GAP))
        placed += found
    return placed, rest


def _in_column(
    parts: Sequence[Stretch], manner: Manner, width: float, room: float, x: float
) -> tuple[list[Placed], list[Stretch]]:
    placed: list[Placed] = []
    y = 0.0
    for number, part in enumerate(parts):
        lines = part.lines(manner, width)
        if y + len(lines) * manner.leading <= room + 0.01:
            placed.append(Placed(part, lines, x, y))
            y += len(lines) * manner.leading + manner.gap
            continue
        count = min(int((room - y + 0.01) / manner.leading), len(lines) - LEAST_LINES)
        whole = len(lines) * manner.leading <= room
        if count >= LEAST_LINES and not (manner.bullets and whole):
            head, rest = part.divided(manner, width, count)
            placed.append(Placed(part, head, x, y))
            return placed, [rest, *parts[number + 1 :]]
        return placed, [*parts[number:]]
    return placed, []


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch, or the beginning of one, at a distance from the left and from the top of its room."""

    part: Stretch
    lines: tuple[Broken, ...]
    x: float
    y: float


def draw_text(
    page: Builder, placed: Sequence[Placed], manner: Manner, room: Rect, parent: int, accent: str, role: Role = "P"
) -> None:
    """Draws stretches into a room: paragraphs, or the entries of a list with their bullets."""
    ink = page.ink.colour("ink")
    listed = page.element("L", parent) if manner.bullets and placed else parent
    for each in placed:
        x, y = room.x + each.x, room.y + each.y
        baseline = y + manner.leading / 2 + manner.size * 0.34
        element = parent
        if manner.bullets:
            element = page.element("LBody", page.element("LI", listed), each.part.text)
            if not each.part.begun:
                side = manner.size * BULLET
                top = baseline - manner.size * 0.349 - side / 2
                page.panel(Rect(x, top, side, side), page.ink.accent(accent), side / 2)
        else:
            element = page.element(role, parent, each.part.text)
        face = page.ink.faces[manner.face]
        page.lines(each.lines, x + manner.hang, baseline, face, manner.size, manner.leading, ink, element)


def draw_ruled(page: Builder, room: Rect, *, bullets: str | None = None) -> None:
    """Lines to write on by hand, from the foot of a room upwards, so that those beside one another are in step;
    `bullets` is the accent of the bullets that stand before them.
    """
    for number in range(int((room.h + 0.01) / PITCH)):
        y = room.bottom - number * PITCH
        page.rule(room.x, y, room.right, y, 0.5, page.ink.colour("hairline"))
        if bullets is not None:
            page.panel(Rect(room.x, y - 8.5, 2.8, 2.8), page.ink.accent(bullets), 1.4)
