"""The logo of a house style on a sheet: in the strip at its head or at its foot, on the side that the theme names."""

from __future__ import annotations

from typing import Any

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.labels import INSET
from bmcgen.drawing.logos import GAP, draw_logo, logo_sides
from bmcgen.drawing.setting import Context, Strip
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Block, Sheet

SMALL = 6 * MM
"""How high a logo is at the foot of a sheet whose head has no place for it."""
CLEAR = 3.0
"""Above and below a logo at the foot."""


def strip_of(block: Block, context: Context, width: float) -> Strip:
    """A strip, with the logo beside it where it bears that."""
    kind, theme = kind_of(block.kind), context.ink.theme
    bearer = _bearer(context.sheet, theme.logo_place) if theme.logo else None
    if bearer is not block or theme.logo_place in kind.sets_logo:
        return kind.strip(block, context, width)
    at_foot = kind.at_foot
    small = at_foot and theme.logo_place.startswith("head")
    wide, high = logo_sides(theme, SMALL if small else kind.logo)
    own = kind.strip(block, context, width - wide - GAP)
    if small:
        # It takes no room from the sheet.
        wide, high = logo_sides(theme, min(SMALL, own.height - CLEAR))
    return Branded(own, wide, high, on_left=theme.logo_place.endswith("left"), at_foot=at_foot, small=small)


def _bearer(sheet: Sheet, place: str) -> Block | None:
    """The strip of a sheet that has the logo: the highest at its head that can bear one, else that at its foot."""
    rows = [area for row in sheet.grid.areas for area in row]
    strips = sorted(sheet.strips, key=lambda block: rows.index(block.area) if block.area in rows else 0)
    able = [block for block in strips if kind_of(block.kind).logo]
    feet = [block for block in able if kind_of(block.kind).at_foot]
    heads = [block for block in able if block not in feet]
    found = (heads or feet) if place.startswith("head") else (feet or heads)
    return found[0] if found else None


class Branded:
    """A strip with the logo at its left or at its right."""

    def __init__(self, own: Strip, wide: float, high: float, *, on_left: bool, at_foot: bool, small: bool) -> None:
        self.own, self.wide, self.high = own, wide, high
        self.on_left, self.at_foot = on_left, at_foot
        self.height = own.height if small else max(own.height, high + (CLEAR if at_foot else 0.0))

    @property
    def title(self) -> Any:
        """The title that the strip has set, for its kind to ask for."""
        own: Any = self.own
        return own.title

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws both side by side: at the head from the top on, at the foot on its lowest line."""
        taken = self.wide + GAP
        beside = rect.inset(taken, 0, 0, 0) if self.on_left else rect.inset(0, 0, taken, 0)
        self.own.draw(page, beside, number, total, first=first)
        # On a ground it keeps off the edge, as words do.
        inset = INSET if page.ink.theme.ground and not self.at_foot else 0.0
        x = rect.x + inset if self.on_left else rect.right - self.wide - inset
        y = rect.bottom - self.high if self.at_foot else rect.y
        draw_logo(page, Rect(x, y, self.wide, self.high), first=first, on_ground=not self.at_foot)
