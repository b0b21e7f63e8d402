"""A strip below a canvas for those who work on it: what it shows, who they are, which colour each segment has, what
they doubt most, and notes for later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind
from bmcgen.kinds._link import Link
from bmcgen.kinds.workshop import parts
from bmcgen.model.layout import Block, Colour

ABOVE = 2.5 * MM
HEIGHT = 34 * MM
MOST_NOTE = 48 * MM
"""A higher note gets no place in the strip."""
AROUND_NOTE = 1 * MM
CODE, MOST_LINK = 28 * MM, 48 * MM
RULE = 0.5
WIDTHS = {"state": 48.0, "team": 60.0, "segments": 82.0, "assumptions": 120.0, "parking": 78.0}
"""What each part has of the width, in parts of all that are there."""
PARKED = {"assumptions": 108.0, "parking": 120.0}
"""The same where there are places for notes to be parked."""
WIDE, NARROW = 300 * MM, {"state": 70.0, "team": 50.0, "parking": 60.0}
"""A narrower strip has no room to draw these, and its parts have other widths."""
_Part = Literal["state", "team", "segments", "assumptions", "parking"]


class _Workshop(Kind):
    role = "strip"
    nameless = True
    size = ""
    at_foot = True
    for_room = True
    narrowest = 120 * MM
    layout_keys: ClassVar[Mapping[str, Any]] = {"parts": (list[_Part], [*WIDTHS])}

    def strip(self, block: Block, context: Context, width: float) -> Workshop:
        return Workshop(tuple(block.own["parts"]), context, width)


class Cell(Struct, frozen=True):
    """A part of the strip, and where it begins and how wide it is."""

    part: str
    x: float
    width: float


class Workshop:
    """The parts beside one another, and the link at the right, set for a width."""

    def __init__(self, names: tuple[str, ...], context: Context, width: float) -> None:
        ink, self.words = context.ink, context.manuscript.strip
        # A sheet with a legend names its segments there.
        names = tuple(name for name in names if not (name == "segments" and context.manuscript.legend))
        note = ink.room.note if "parking" in names else None
        self.note = note if note and note[1] <= MOST_NOTE and width >= WIDE else None
        self.inner = max(HEIGHT, self.note[1] + 2 * AROUND_NOTE if self.note else 0.0)
        self.link: Link | None = None
        if ink.room.link:
            self.link = Link(ink, context.manuscript, CODE, MOST_LINK, below=True)
            self.inner = max(self.inner, self.link.height + parts.INSET / 2)
        self.height = ABOVE + self.inner
        # The white around the code keeps clear of the edges of its cell.
        self.beside = max(parts.INSET, self.link.quiet + RULE) if self.link else 0.0
        taken = self.link.width + 2 * self.beside if self.link else 0.0
        widths = WIDTHS | (PARKED if self.note else {} if width >= WIDE else NARROW)
        whole = sum(widths[name] for name in names) or 1.0
        self.cells: list[Cell] = []
        x = 0.0
        for name in names:
            wide = widths[name] / whole * (width - taken)
            self.cells.append(Cell(name, x, wide))
            x += wide

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud."""
        colour, top = page.ink.colour("hairline"), rect.y + ABOVE
        for cell in self.cells:
            room = Rect(rect.x + cell.x, top, cell.width, self.inner)
            _frame(page, room, colour)
            section = page.element("Sect", None) if first else None
            parts.DRAWN[cell.part](parts.Pen(page, self.words, section, self.note, first), room)
        if self.link:
            left = max((cell.x + cell.width for cell in self.cells), default=0.0)
            _frame(page, Rect(rect.x + left, top, rect.w - left, self.inner), colour)
            self.link.draw(page, rect.right - self.beside, top + RULE, first=first)


def _frame(page: Builder, room: Rect, colour: Colour) -> None:
    for x in (room.x, room.right):
        page.rule(x, room.y, x, room.bottom, RULE, colour)
    for y in (room.y, room.bottom):
        page.rule(room.x, y, room.right, y, RULE, colour)


KIND = _Workshop()
