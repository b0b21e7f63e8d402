"""The sizes of type in a theme that sets none too small."""

from __future__ import annotations

from math import sqrt

from msgspec.structs import replace

from bmcgen.assets.papers import PAPERS
from bmcgen.model.layout import Layout, Theme


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
