"""The ground that a theme gives the head of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.labels import INSET
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Sheet, Theme
from bmcgen.model.plan import Frame

BEYOND = 5 * MM
"""How far the ground reaches beyond the words on it, into the margins: so these stand on the edge of the text."""
APART = 6 * MM
"""From the ground to what is below it, but for the grid of a canvas, which it meets."""


def below_ground(theme: Theme, sheet: Sheet, area: str) -> float:
    """What the strip at the head leaves free at its foot, so that the ground keeps its distance from what is below."""
    if theme.ground is None or not kind_of(sheet.blocks[area].kind).on_ground:
        return 0.0
    beside = any(area in row and any(name != area for name in row) for row in sheet.grid.areas)
    ruled = any(block.kind == "notes" for block in sheet.blocks.values())
    return 0.0 if beside or ruled else max(APART - sheet.grid.row_gutter, 0.0)


def draw_ground(page: Builder, frames: Sequence[Frame], margin: float, sheet: Sheet) -> None:
    """Draws what the strip at the head stands on: with bleed it runs over the trim, else into the margins. Where
    something begins beside the strip, it holds that too, whole.
    """
    ground, bleed = page.ink.theme.ground, page.ink.bleed
    heads = [frame for frame in frames if kind_of(frame.block.kind).on_ground]
    if ground is None or not heads:
        return
    first = min(heads, key=lambda frame: frame.rect.bottom)
    head = first.rect.inset(0, 0, 0, below_ground(page.ink.theme, sheet, first.area))
    beside = [frame.rect for frame in frames if frame.rect.y < head.bottom - 1]
    bottom, out = max([head.bottom, *(rect.bottom for rect in beside if rect != first.rect)]), min(BEYOND, margin / 2)
    # Alone it begins so near its words that it takes no room from what is below.
    top = head.y - INSET if len(beside) == 1 else margin / 2
    if bottom > head.bottom + 1:
        # Half of the gutter below is its own.
        below = (frame.rect.y for frame in frames if frame.rect.y > bottom)
        bottom += (min(below, default=bottom) - bottom) / 2
    if bleed:
        page.panel(Rect(-bleed, -bleed, page.width + 2 * bleed, bottom + bleed), ground)
        return
    left = min([head.x, *(rect.x for rect in beside)]) - out
    right = max([head.right, *(rect.right for rect in beside)]) + out
    page.panel(Rect(left, top, right - left, bottom - top), ground)
