"""Places to write on by hand."""

from __future__ import annotations

from bmcgen.fit.builder import Builder
from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Rule

PITCH = 8.2 * MM
"""Between two lines to write on by hand."""
DOTS = 5 * MM
DOT = 1.0


def draw_ground(page: Builder, rect: Rect, ground: str) -> None:
    """What a place to write on by hand is filled with: nothing, lines, or a grid of dots in the middle of it."""
    if ground == "lines":
        draw_ruled(page, rect)
    if ground != "dots":
        return
    across, down = int(rect.w / DOTS), int(rect.h / DOTS)
    left, top = rect.x + (rect.w - across * DOTS) / 2, rect.y + (rect.h - down * DOTS) / 2
    colour = page.ink.theme.notes["grey"].edge
    for row in range(down + 1):
        y = top + row * DOTS
        page.marks.append(Rule(left, y, left + across * DOTS, y, DOT, colour, dots=DOTS))


def draw_ruled(page: Builder, room: Rect, *, bullets: str | None = None) -> None:
    """Lines to write on by hand, from the foot of a room upwards, so that those beside one another are in step;
    `bullets` is the accent of the bullets that stand before them.
    """
    for number in range(int((room.h + 0.01) / PITCH)):
        y = room.bottom - number * PITCH
        page.rule(room.x, y, room.right, y, 0.5, page.ink.colour("hairline"))
        if bullets is not None:
            page.panel(Rect(room.x, y - 8.5, 2.8, 2.8), page.ink.accent(bullets), 1.4)
