"""The letters of segments."""

from __future__ import annotations

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Badge


def draw_badge(page: Builder, badge: Badge, x: float, y: float, size: float, parent: int | None) -> None:
    """A segment's letter, white in a disc of its colour, or in that colour in a ring."""
    theme, face = page.ink.theme, page.ink.faces["bold"]
    look = theme.notes.get(badge.colour, theme.notes["plain"])
    if theme.solid:
        page.panel(Rect(x, y, size, size), look.strong, size / 2)
    else:
        page.panel(Rect(x, y, size, size), theme.colours["paper"], size / 2, look.strong, 0.6)
    letter = size * 0.735
    width = face.width(badge.letter) * letter / 1000
    element = None if parent is None else page.element("Lbl", parent, replace(badge.name, text=badge.letter))
    colour = theme.colours["paper"] if theme.solid else look.strong
    base = y + size / 2 + face.below_middle(letter)
    page.line(badge.letter, x + (size - width) / 2, base, face, letter, colour, element)
