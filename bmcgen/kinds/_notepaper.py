"""Places for paper notes in an empty block."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder
from bmcgen.geometry import MM, Rect
from bmcgen.kinds._gridrules import grid_rules

EDGE = 1 * MM
ABOVE = 5.0
GAP = 2 * MM
RULE = 0.4


def draw_note_places(page: Builder, block: Rect, below: float, size: tuple[float, float]) -> int:
    """Faint outlines where paper notes go, below what is printed in a block; returns how many there are."""
    top = below - ABOVE
    room = Rect(block.x + EDGE, top, block.w - 2 * EDGE, block.bottom - EDGE - top)
    across = max(0, int((room.w + GAP + 0.01) / (size[0] + GAP)))
    down = max(0, int((room.h + GAP + 0.01) / (size[1] + GAP)))
    colour = page.ink.theme.notes["grey"].edge
    left = room.x + (room.w - across * size[0] - (across - 1) * GAP) / 2 if across else 0.0
    for number in range(across * down):
        x = left + number % across * (size[0] + GAP)
        y = room.y + number // across * (size[1] + GAP)
        for x1, y1, x2, y2 in grid_rules([Rect(x, y, *size)]):
            page.rule(x1, y1, x2, y2, RULE, colour)
    return across * down
