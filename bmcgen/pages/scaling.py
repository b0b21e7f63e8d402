"""Pages as large as the paper is that they are printed on."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.model.page import Line, Mark, Page, Panel, Path, Rule


def scaled(pages: Iterable[Page], scale: float) -> tuple[Page, ...]:
    """Pages with everything on them so many times as large."""
    if scale == 1:
        return tuple(pages)
    return tuple(
        replace(
            page,
            width=page.width * scale,
            height=page.height * scale,
            marks=tuple(_scaled(mark, scale) for mark in page.marks),
        )
        for page in pages
    )


def _scaled(mark: Mark, s: float) -> Mark:
    if isinstance(mark, Rule):
        moved = replace(mark, x1=mark.x1 * s, x2=mark.x2 * s, y1=mark.y1 * s, y2=mark.y2 * s)
        return replace(moved, width=mark.width * s, dots=mark.dots * s)
    if isinstance(mark, Line):
        return replace(mark, x=mark.x * s, y=mark.y * s, width=mark.width * s, size=mark.size * s)
    rect = Rect(mark.rect.x * s, mark.rect.y * s, mark.rect.w * s, mark.rect.h * s)
    if isinstance(mark, Panel):
        return replace(mark, rect=rect, radius=mark.radius * s, edge_width=mark.edge_width * s)
    if isinstance(mark, Path):
        return replace(mark, rect=rect, width=mark.width * s)
    return replace(mark, rect=rect)
