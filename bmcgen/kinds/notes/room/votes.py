"""Rings for dots, where people vote on a block: beside its title, or at its foot where there is no room there."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.labels import BAR, INSET, NUMBER_GAP, CanvasLabel
from bmcgen.geometry import MM, Rect

RINGS = 5
GAP = 1.5 * MM
ABOVE = 6.0
EDGE = 0.6
APART = 5 * MM
"""Between the rings and the title beside them."""
ROOMY = 0.28
"""Where rings take more of the width than this, they stand at the foot: so all narrow blocks look alike."""


def votes_height(ink: Ink, label: CanvasLabel, width: float) -> float:
    """What the rings take of the foot of a block under a label of a width."""
    return ink.room.ring + ABOVE if ink.room.votes and not _beside(ink, label, width) else 0.0


def _row(ink: Ink, many: int = RINGS) -> float:
    return many * ink.room.ring + (many - 1) * GAP


def _aside(ink: Ink, label: CanvasLabel) -> float:
    """What the number at the right of a title takes."""
    wide = label.corner(ink)
    return wide + 2 * NUMBER_GAP if wide else 0.0


def _beside(ink: Ink, label: CanvasLabel, width: float) -> bool:
    """Whether the rings stand beside the title."""
    taken = label.left + label.title.width + APART + _row(ink) + _aside(ink, label) + INSET
    alone = len(label.title.lines) == 1 and not label.below
    return alone and _row(ink) <= ROOMY * width and taken <= width and ink.room.ring <= label.height - 3 * BAR


def draw_votes(page: Builder, frame: Rect, label: CanvasLabel) -> None:
    """A row of rings, as many as have room beside one another, on white so that they show on any ground."""
    side, colours = page.ink.room.ring, page.ink.theme.colours
    if _beside(page.ink, label, frame.w):
        many = RINGS
        x = frame.right - INSET - _aside(page.ink, label) - _row(page.ink)
        y = frame.y + BAR + (label.height - BAR - side) / 2
    else:
        many = min(RINGS, int((frame.w - 2 * INSET + GAP) / (side + GAP)))
        x, y = frame.x + INSET, frame.bottom - INSET - side
    for number in range(many):
        ring = Rect(x + number * (side + GAP), y, side, side)
        page.panel(ring, colours["paper"], side / 2, colours["hairline"], EDGE)
