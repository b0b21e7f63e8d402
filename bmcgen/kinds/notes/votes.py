"""Rings for dots at the foot of a block: where people vote on it."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.labels import INSET
from bmcgen.geometry import MM, Rect

RINGS = 5
GAP = 1.5 * MM
ABOVE = 4.0
EDGE = 0.6


def votes_height(ink: Ink) -> float:
    """What the row takes of the foot of a block."""
    return ink.room.ring + ABOVE if ink.room.votes else 0.0


def draw_votes(page: Builder, frame: Rect) -> None:
    """A row of rings, as many as have room beside one another, on paper white so that they show on any ground."""
    side, colours = page.ink.room.ring, page.ink.theme.colours
    many = min(RINGS, int((frame.w - 2 * INSET + GAP) / (side + GAP)))
    for number in range(many):
        ring = Rect(frame.x + INSET + number * (side + GAP), frame.bottom - INSET - side, side, side)
        page.panel(ring, colours["paper"], side / 2, colours["hairline"], EDGE)
