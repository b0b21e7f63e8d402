"""The ground that a theme gives the head of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.labels import INSET
from bmcgen.geometry import Rect
from bmcgen.kinds import kind_of
from bmcgen.model.plan import Frame


def draw_ground(page: Builder, frames: Sequence[Frame], margin: float) -> None:
    """Draws what the strip at the head stands on: with bleed it runs over the trim, else it ends with what is below.
    Where something begins beside the strip, it holds that too, whole, and keeps clear of the trim.
    """
    ground, bleed = page.ink.theme.ground, page.ink.bleed
    heads = [frame.rect for frame in frames if kind_of(frame.block.kind).on_ground]
    if ground is None or not heads:
        return
    head = min(heads, key=lambda rect: rect.bottom)
    beside = [frame.rect for frame in frames if frame.rect.y < head.bottom - 1]
    bottom, clear = max(rect.bottom for rect in beside), -bleed if bleed else margin / 2
    if bottom > head.bottom + 1:
        # Half of the gutter below is its own.
        below = (frame.rect.y for frame in frames if frame.rect.y > bottom)
        bottom += (min(below, default=bottom) - bottom) / 2
    elif not bleed and len(beside) == 1:
        # It begins in the margin, so that it takes no room from what is below.
        page.panel(head.inset(0, -INSET, 0, 0), ground)
        return
    page.panel(Rect(clear, clear, page.width - 2 * clear, bottom - clear), ground)
