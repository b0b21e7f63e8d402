"""Places for paper notes in an empty block."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.grid_rules import grid_rules
from bmcgen.geometry import MM, Rect

EDGE = 1 * MM
ABOVE = 5.0
GAP = 2 * MM
RULE = 0.4


def note_places(block: Rect, below: float, size: tuple[float, float]) -> list[Rect]:
    """The places for paper notes of a size in an empty block, below what is printed there."""
    top = below - ABOVE
    room = Rect(block.x + EDGE, top, block.w - 2 * EDGE, block.bottom - EDGE - top)
    across = max(0, int((room.w + GAP + 0.01) / (size[0] + GAP)))
    down = max(0, int((room.h + GAP + 0.01) / (size[1] + GAP)))
    left = room.x + (room.w - across * size[0] - (across - 1) * GAP) / 2 if across else 0.0
    return [
        Rect(left + number % across * (size[0] + GAP), room.y + number // across * (size[1] + GAP), *size)
        for number in range(across * down)
    ]


def draw_note_places(page: Builder, places: Sequence[Rect]) -> None:
    """Faint outlines where paper notes go."""
    colour = page.ink.theme.notes["grey"].edge
    for place in places:
        for x1, y1, x2, y2 in grid_rules([place]):
            page.rule(x1, y1, x2, y2, RULE, colour)
