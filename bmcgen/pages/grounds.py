"""The ground that a theme gives the head of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder
from bmcgen.geometry import Rect
from bmcgen.kinds import kind_of
from bmcgen.model.plan import Frame


def draw_ground(page: Builder, frames: Sequence[Frame], margin: float) -> None:
    """Draws what the strip at the head stands on, and what begins beside it, whole: with bleed it runs over the trim,
    else it keeps clear of it.
    """
    ground, bleed = page.ink.theme.ground, page.ink.bleed
    heads = [frame.rect for frame in frames if kind_of(frame.block.kind).on_ground]
    if ground is None or not heads:
        return
    foot, clear = min(rect.bottom for rect in heads), -bleed if bleed else margin / 2
    bottom = max(frame.rect.bottom for frame in frames if frame.rect.y < foot - 1)
    if bottom > foot + 1:
        # Half of the gutter below is its own.
        below = (frame.rect.y for frame in frames if frame.rect.y > bottom)
        bottom += (min(below, default=bottom) - bottom) / 2
    page.panel(Rect(clear, clear, page.width - 2 * clear, bottom - clear), ground)
