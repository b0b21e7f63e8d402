"""Places to write on by hand."""

from __future__ import annotations

from bmcgen.drawing.body.columns import COLUMN_GAP, column_width
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Rule

PITCH = 8.2 * MM
"""Between two lines to write on by hand, where there is a page of them."""
FORM_PITCH = 6.2 * MM
"""Between two lines to write on in a part of a form."""
LINE = 0.5
BULLET, BULLET_RISE = 3.0, 7.0
"""The side of a bullet before a line to write on, and how far its top stands above that."""
DOTS = 5 * MM
DOT = 1.0
LEAST = 25 * MM
BELOW_TEXT = 7 * MM
"""Between what is printed and the first row of a place to write on."""


TYPED, BELOW_LABEL = 13.0, 2.0
"""The height of a place to type a line in, and how far below the baseline of a label it begins."""
FIELD_INSET = 4.0
"""Between the edge of a ground and what is typed on it."""


def typing_line(x: float, label: float, width: float, floor: float, most: float = TYPED) -> Rect:
    """A place to type a line in on screen, above a ruled line and below the baseline of a label."""
    height = min(floor - label - BELOW_LABEL, most)
    return Rect(x, floor - height, width, height)


def draw_ground(page: Builder, rect: Rect, ground: str, least: float = LEAST, line: float | None = None) -> None:
    """What a place to write on by hand is filled with: nothing, lines, or a grid of dots that stands on its foot and
    reaches from side to side. Where there is hardly room to write, less than the `least`, nothing is drawn. Lines are
    in step with the one at the height of a `line`.
    """
    if ground in ("none", "zero") or rect.h < least:
        return
    if ground == "lines":
        above = 0.0 if line is None else (rect.bottom - line) % PITCH
        draw_ruled(page, rect.inset(0, 0, 0, above if above < PITCH - 0.01 else 0.0))
        return
    pitch = rect.w / max(1, round(rect.w / DOTS))
    colour = faint(page.ink)
    for row in range(int(rect.h / pitch) + 1):
        y = rect.bottom - row * pitch
        page.marks.append(Rule(rect.x, y, rect.right, y, DOT, colour, dots=pitch))


def faint(ink: Ink) -> Colour:
    """The colour of marks that guide the hand and recede behind what is written; on tints they must be stronger."""
    return ink.colour("hairline") if ink.theme.tints and ink.room.written else ink.theme.notes["grey"].edge


def draw_ruled(page: Builder, room: Rect) -> None:
    """Lines to write on by hand, from the foot of a room upwards."""
    for number in range(int((room.h + 0.01) / PITCH)):
        y = room.bottom - number * PITCH
        page.rule(room.x, y, room.right, y, LINE, page.ink.colour("hairline"))


def form_pitch(ink: Ink) -> float:
    """Between two lines to write on in a part of a form: a hand does not become smaller with the type."""
    return FORM_PITCH / min(ink.theme.scale, 1.0)


def draw_form_lines(page: Builder, room: Rect, columns: int, bullets: int, accent: str) -> None:
    """Lines to write on in the columns of a part of a form, from its foot upwards, so that those beside one another are
    in step; so many of them, from the first, stand behind bullets.
    """
    pitch, wide = form_pitch(page.ink), column_width(room.w, columns)
    count = int((room.h + 0.01) / pitch)
    for column in range(columns):
        x = room.x + column * (wide + COLUMN_GAP)
        for number in range(count):
            y = room.bottom - (count - 1 - number) * pitch
            page.rule(x, y, x + wide, y, LINE, page.ink.colour("hairline"))
            if number < bullets:
                page.panel(Rect(x, y - BULLET_RISE, BULLET, BULLET), page.ink.accent(accent), BULLET / 2)
