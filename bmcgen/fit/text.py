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
QUOTE_SCALE = 1.3
LEAST_LINES = 2
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
        return self.paragraph.lines((width - manner.hang) * 1000 / manner.size, hyphens=True)

    def divided(self, manner: Manner, width: float, count: int) -> tuple[tuple[Broken, ...], Stretch]:
        """Its first lines, and the rest of it."""
        lines, rest = self.paragraph.divided((width - manner.hang) * 1000 / manner.size, count)
        return lines, replace(self, paragraph=rest, begun=True)


def stretches(ink: Ink, texts: Sequence[Text], face: str = "regular") -> list[Stretch]:
    """The paragraphs of texts. In running text a blank line divides paragraphs, and a single line end is a space."""
    found = []
    for text in texts:
        for part in text.text.split("\n\n"):
            words = " ".join(part.split("\n")).strip()
            if words:
                found.append(Stretch(replace(text, text=words), Paragraph(words, text.language, ink.faces[face])))
    return found


def text_height(parts: Sequence[Stretch], manner: Manner, width: float) -> float:
    """How high stretches stand under one another."""
    lines = sum(len(part.lines(manner, width)) for part in parts)
    return lines * manner.leading + manner.gap * max(0, len(parts) - 1)


def fill_text(
    parts: Sequence[Stretch], manner: Manner, width: float, room: float
) -> tuple[list[Placed], list[Stretch]]:
    """What of the stretches stands in a room, and what is left. No line stands alone on either side of a division; an
    entry of a list is divided only where it is higher than the room.
    """
    placed: list[Placed] = []
    y = 0.0
    for number, part in enumerate(parts):
        lines = part.lines(manner, width)
        if y + len(lines) * manner.leading <= room + 0.01:
            placed.append(Placed(part, lines, y))
            y += len(lines) * manner.leading + manner.gap
            continue
        count = int((room - y + 0.01) / manner.leading)
        count = min(count, len(lines) - LEAST_LINES)
        whole = len(lines) * manner.leading <= room
        if count >= LEAST_LINES and not (manner.bullets and whole):
            head, rest = part.divided(manner, width, count)
            placed.append(Placed(part, head, y))
            return placed, [rest, *parts[number + 1 :]]
        return placed, [*parts[number:]]
    return placed, []


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch, or the beginning of one, at a distance from the top of its room."""

    part: Stretch
    lines: tuple[Broken, ...]
    y: float


def draw_text(
    page: Builder, placed: Sequence[Placed], manner: Manner, room: Rect, parent: int, accent: str, role: Role = "P"
) -> None:
    """Draws stretches into a room: paragraphs, or the entries of a list with their bullets."""
    ink = page.ink.colour("ink")
    listed = page.element("L", parent) if manner.bullets and placed else parent
    for each in placed:
        y = room.y + each.y
        baseline = y + manner.leading / 2 + manner.size * 0.34
        element = parent
        if manner.bullets:
            element = page.element("LBody", page.element("LI", listed), each.part.text)
            if not each.part.begun:
                side = manner.size * BULLET
                top = baseline - manner.size * 0.349 - side / 2
                page.panel(Rect(room.x, top, side, side), page.ink.accent(accent), side / 2)
        else:
            element = page.element(role, parent, each.part.text)
        face = page.ink.faces[manner.face]
        page.lines(each.lines, room.x + manner.hang, baseline, face, manner.size, manner.leading, ink, element)


def draw_ruled(page: Builder, room: Rect, *, bullets: bool = False) -> None:
    """Lines to write on by hand, from the foot of a room upwards."""
    count = int((room.h + 0.01) / PITCH)
    if count < 1:
        return
    pitch = room.h / count
    for number in range(1, count + 1):
        y = room.y + number * pitch
        page.rule(room.x, y, room.right, y, 0.5, page.ink.colour("hairline"))
        if bullets:
            page.panel(Rect(room.x, y - 8.5, 2.6, 2.6), page.ink.colour("hairline"), 1.3)
