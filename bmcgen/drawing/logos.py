"""The logo of a theme: how large it is, and where it stands in a strip."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Theme
from bmcgen.model.page import Picture

WIDER = 3.6
"""The most that a logo is as wide as it is high at the most."""
GAP = 4 * MM
"""Between a logo and what stands beside it."""


def logo_sides(theme: Theme, high: float) -> tuple[float, float]:
    """The width and height of the logo where it may be so high; 0 where there is none."""
    if theme.logo is None:
        return 0.0, 0.0
    part = theme.logo.width / theme.logo.height
    wide = min(high * part, high * WIDER)
    return wide, wide / part


def draw_logo(page: Builder, place: Rect, *, first: bool, on_ground: bool = False) -> None:
    """Draws the logo, on the ground of the head if it stands there; only on the first sheet is it read aloud."""
    logo = page.ink.theme.logo
    assert logo
    figure = page.figure(None, logo.alt.text) if first and logo.alt else None
    behind = page.ink.theme.ground if on_ground else None
    whole = (0, 0, logo.width, logo.height)
    page.marks.append(Picture(place, logo.data, logo.orientation, whole, figure, behind))
