"""The sizes of type in a theme that sets none too small."""

from __future__ import annotations

from math import sqrt

from msgspec.structs import replace

from bmcgen.assets.papers import PAPERS
from bmcgen.model.layout import Layout, Sizes, Theme

LARGE_NOTES = 18.0
"""Notes of this size are large print whatever they are in ordinary type: they grow no more if that takes a sheet."""


def least_size(layout: Layout, theme: Theme) -> float:
    """The smallest type that a theme sets on a sheet, in the points that the sheet is drawn in."""
    wide, high = PAPERS["A3"]
    return theme.smallest * sqrt(layout.page.width * layout.page.height / (wide * high))


def with_least(layout: Layout, theme: Theme, least: float) -> Layout:
    """A layout that sets nothing smaller; questions on a small sheet, of which a few will do, are larger than that if
    they can be.
    """
    sizes = layout.sizes.no_smaller(least)
    large = max(sizes.prompt[0], theme.smallest / theme.scale if layout.canvas is None else 0.0)
    return replace(layout, sizes=replace(sizes, prompt=(large, sizes.prompt[1])))


def with_large_pages(layout: Layout) -> Layout | None:
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


def enlarged(used: Sizes, theme: Theme) -> Sizes:
    """The sizes of large print, whose smallest are those that ordinary type is set in, before they are scaled: notes
    that come out larger than they need be may be smaller, but never smaller than in ordinary type.
    """
    least = max(used.note[1] / theme.scale, min(used.note[1], LARGE_NOTES / theme.scale))
    return replace(used, note=(used.note[0], least))
