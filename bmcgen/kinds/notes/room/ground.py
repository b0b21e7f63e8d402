"""The grid of a canvas."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.grid.grid_rules import grid_rules
from bmcgen.drawing.labels import BAR
from bmcgen.model.page import Rule
from bmcgen.model.plan import Frame

GRID_RULE = 0.75
ZERO, DASH = 0.5, (4.0, 3.0)


def draw_grid(page: Builder, frames: Sequence[Frame], *, blank: bool) -> None:
    """The rules between blocks, each drawn once, and a bar in the block's accent along its top. On a `blank` sheet a
    dashed line runs through the middle of blocks in which a curve is to be drawn.
    """
    rule, frames = page.ink.colour("rule"), [frame for frame in frames if frame.block.ruled]
    for frame in frames:
        if tint := page.ink.tint(frame.block):
            page.panel(frame.rect, tint)
        if blank and frame.block.ground == "zero":
            middle = frame.rect.y + frame.rect.h / 2
            dashes = Rule(frame.rect.x, middle, frame.rect.right, middle, ZERO, page.ink.colour("hairline"), dash=DASH)
            page.marks.append(dashes)
    for x1, y1, x2, y2 in grid_rules([frame.rect for frame in frames]):
        page.rule(x1, y1, x2, y2, GRID_RULE, rule)
    for frame in frames:
        if not frame.block.labelled:
            continue
        top = frame.rect
        page.bar(top.x - GRID_RULE / 2, top.y - GRID_RULE / 2, top.w + GRID_RULE, BAR, frame.block.accent)
