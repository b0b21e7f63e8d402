"""Marks and fields moved and scaled: a page put on another, or on larger paper."""

from __future__ import annotations

from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.model.page import FormField, Line, Mark, Panel, Path, Rule
from bmcgen.model.regions import Region, TextBox


def placed(mark: Mark, element: int | None, scale: float = 1.0, x: float = 0.0, y: float = 0.0) -> Mark:
    """A mark so many times as large, from the origin, and then moved; it belongs to `element`."""
    s = scale
    if isinstance(mark, Rule):
        x1, x2, y1, y2 = mark.x1 * s + x, mark.x2 * s + x, mark.y1 * s + y, mark.y2 * s + y
        width, dots, dash = mark.width * s, mark.dots * s, tuple([each * s for each in mark.dash])
        return replace(mark, x1=x1, x2=x2, y1=y1, y2=y2, width=width, dots=dots, dash=dash, element=element)
    if isinstance(mark, Line):
        at, size = (mark.x * s + x, mark.y * s + y), mark.size * s
        return replace(mark, x=at[0], y=at[1], width=mark.width * s, size=size, element=element)
    rect = Rect(mark.rect.x * s + x, mark.rect.y * s + y, mark.rect.w * s, mark.rect.h * s)
    if isinstance(mark, Panel):
        return replace(mark, rect=rect, radius=mark.radius * s, edge_width=mark.edge_width * s, element=element)
    if isinstance(mark, Path):
        return replace(mark, rect=rect, width=mark.width * s, element=element)
    return replace(mark, rect=rect, element=element)


def field_placed(field: FormField, scale: float) -> FormField:
    """A field so many times as large, from the origin."""
    rect = _scaled(field.rect, scale)
    return replace(field, rect=rect, on=tuple(placed(mark, None, scale) for mark in field.on))


def region_placed(region: Region, scale: float) -> Region:
    """A region so many times as large, from the origin."""
    room, box = region.room, region.box
    if box is not None:
        x, y, width = (scale * each for each in (box.x, box.y, box.width))
        box = TextBox(x, y, width, box.face, box.size * scale, box.leading * scale)
    return replace(region, rect=_scaled(region.rect, scale), room=room and _scaled(room, scale), box=box)


def _scaled(rect: Rect, scale: float) -> Rect:
    return Rect(*(scale * each for each in (rect.x, rect.y, rect.w, rect.h)))
