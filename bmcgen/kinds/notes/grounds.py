"""What a note stands on, and the edge around it."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour

RADIUS = 2.0
EDGE, OWN_EDGE = 0.4, 1.4
"""The edge of a card; and where cards are outlined, that of one with a colour of its own, which its edge shows."""
NEW_EDGE, CHANGED_EDGE, DROPPED_EDGE, DASH = 1.4, 0.8, 0.6, (2.6, 1.8)
"""Where two files are compared: the edges of a note that is new, of one that has changed and of one that was dropped,
which has dashes.
"""

FRAME, FRAME_PART, FRAME_EDGE = 2.0, 0.35, 0.6
"""How far within its edge a card with a colour of its own has a second frame, which tells it apart without colour: at
the most, and as a part of the room above its text, for that keeps its distance.
"""


def draw_card_ground(
    page: Builder, rect: Rect, ground: Colour, edge: Colour, own: Colour | None, change: str
) -> Colour:
    """What a card stands on, with its edge, which is of the colour `own` where the card has one; returns the colour of
    the ground. A note that is new has a heavy edge, one that has changed a black one; one that was dropped is an
    outline of dashes.
    """
    if change == "dropped":
        paper = page.ink.colour("paper")
        page.panel(rect, paper, RADIUS)
        half, soft = DROPPED_EDGE / 2, page.ink.colour("soft")
        x, y, right, bottom = rect.x + half, rect.y + half, rect.right - half, rect.bottom - half
        for ends in ((x, y, right, y), (right, y, right, bottom), (right, bottom, x, bottom), (x, bottom, x, y)):
            page.rule(*ends, DROPPED_EDGE, soft, dash=DASH)
        return paper
    if own is not None and not page.ink.theme.solid:
        page.panel(rect, ground, RADIUS, own, OWN_EDGE)
    elif change in ("new", "changed"):
        page.panel(rect, ground, RADIUS, page.ink.colour("ink"), NEW_EDGE if change == "new" else CHANGED_EDGE)
    else:
        page.panel(rect, ground, RADIUS, edge, EDGE)
    return ground


def draw_second_frame(page: Builder, rect: Rect, above: float, ground: Colour, colour: Colour, *, edged: bool) -> None:
    """The second frame of a card with so much room `above` its text. At the left, one that is `edged` with segments has
    it beneath their edge.
    """
    by = min(FRAME, FRAME_PART * above)
    page.panel(rect.inset(0 if edged else by, by, by, by), ground, RADIUS / 2, colour, FRAME_EDGE)
