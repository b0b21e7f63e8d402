"""How a layout is printed in a theme of large print, or one that sets no type too small."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from msgspec.structs import replace

from bmcgen.assets.papers import PAPERS
from bmcgen.drawing.builder import Ink
from bmcgen.model.layout import Layout, Sizes, Theme
from bmcgen.model.room import Room
from bmcgen.pages.grid import in_scale

LARGE_NOTES = 18.0
"""Notes of this size are large print whatever they are in ordinary type: they grow no more if that takes a sheet."""


def in_print(layout: Layout, ink: Ink, room: Room, used: Callable[[Ink], Sizes]) -> tuple[Layout, Ink]:
    """A layout in the size of print of its theme, and the ink for it. `used` tells the sizes it would be set in with
    the ink of ordinary print.
    """
    if ink.theme.large and (on_large_pages := _with_large_pages(layout)):
        layout, ink = on_large_pages, replace(ink, theme=replace(ink.theme, scale=1.0))
    elif ink.theme.large:
        ordinary = replace(ink, theme=ink.theme.ordinary, room=room.on(layout.page.scale))
        layout = replace(layout, sizes=_enlarged(used(ordinary), ink.theme))
    layout = in_scale(layout, ink.theme.scale)
    least = _least_size(layout, ink.theme)
    return _with_least(layout, ink.theme, least), replace(ink, least=least)


def _least_size(layout: Layout, theme: Theme) -> float:
    """The smallest type that a theme sets on a sheet, in the points that the sheet is drawn in."""
    wide, high = PAPERS["A3"]
    return theme.smallest * sqrt(layout.page.width * layout.page.height / (wide * high))


def _with_least(layout: Layout, theme: Theme, least: float) -> Layout:
    """A layout that sets nothing smaller; questions on a small sheet, of which a few will do, are larger than that if
    they can be.
    """
    sizes = layout.sizes.no_smaller(least)
    large = max(sizes.prompt[0], theme.smallest / theme.scale if layout.canvas is None else 0.0)
    return replace(layout, sizes=replace(sizes, prompt=(large, sizes.prompt[1])))


def _with_large_pages(layout: Layout) -> Layout | None:
    """A layout with half as many pages on a sheet of paper, which are so much larger, type and all; None where it has
    not so many. A card in large print is a larger card.
    """
    sheet, page = layout.imposition, layout.page
    if sheet is None or sheet.down % 2:
        return None
    turned = replace(sheet, width=sheet.height, height=sheet.width, down=sheet.down // 2)
    wide, high = turned.width / turned.across, turned.height / turned.down
    scale = min(wide / page.width, high / page.height)
    larger = replace(page, width=wide / scale, height=high / scale, scale=scale)
    return replace(layout, page=larger, imposition=turned)


def _enlarged(used: Sizes, theme: Theme) -> Sizes:
    """The sizes of large print, whose smallest are those that ordinary type is set in, before they are scaled: notes
    that come out larger than they need be may be smaller, but never smaller than in ordinary type.
    """
    least = max(used.note[1] / theme.scale, min(used.note[1], LARGE_NOTES / theme.scale))
    return replace(used, note=(used.note[0], least))
