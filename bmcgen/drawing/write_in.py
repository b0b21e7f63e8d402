"""Places to write on by hand."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Rule

PITCH = 8.2 * MM
"""Between two lines to write on by hand."""
DOTS = 5 * MM
DOT = 1.0
LEAST = 25 * MM
BELOW_TEXT = 7 * MM
"""Between what is printed and the first row of a place to write on."""


def draw_ground(page: Builder, rect: Rect, ground: str, least: float = LEAST) -> None:
    """What a place to write on by hand is filled with: nothing, lines, or a grid of dots that stands on its foot and
    reaches from side to side. Where there is hardly room to write, less than the `least`, nothing is drawn.
    """
    if ground == "none" or rect.h < least:
        return
    if ground == "lines":
        draw_ruled(page, rect)
        return
    pitch = rect.w / max(1, round(rect.w / DOTS))
    colour = faint(page.ink)
    for row in range(int(rect.h / pitch) + 1):
        y = rect.bottom - row * pitch
        page.marks.append(Rule(rect.x, y, rect.right, y, DOT, colour, dots=pitch))


def faint(ink: Ink) -> Colour:
    """The colour of marks that guide the hand and recede behind what is written; on tints they must be stronger."""
    return ink.colour("hairline") if ink.theme.tints and ink.room.written else ink.theme.notes["grey"].edge


def draw_ruled(page: Builder, room: Rect, *, bullets: str | None = None) -> None:
    """Lines to write on by hand, from the foot of a room upwards, so that those beside one another are in step;
    `bullets` is the accent of the bullets that stand before them.
    """
    for number in range(int((room.h + 0.01) / PITCH)):
        y = room.bottom - number * PITCH
        page.rule(room.x, y, room.right, y, 0.5, page.ink.colour("hairline"))
        if bullets is not None:
            page.panel(Rect(room.x, y - 8.5, 2.8, 2.8), page.ink.accent(bullets), 1.4)
