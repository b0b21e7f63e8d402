"""How a layout is printed in a theme of large print, or one that sets no type too small."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from msgspec.structs import replace

from bmcgen.assets.papers import PAPERS
from bmcgen.drawing.builder import Ink
from bmcgen.drawing.sizes import APART
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Layout, Sizes, Theme
from bmcgen.model.room import Room
from bmcgen.pages.planning.grid import in_scale

LARGE_NOTES = 15.75
"""Notes of this size are large print whatever they are in ordinary type: they grow no more if that takes a sheet."""
QUESTIONS = 1.09
"""How large questions on a canvas are if they can be, in the size of small print."""

SHEET = 0.4
"""What is larger than that, in the size of A3, is a sheet: A5 and more."""


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
    body = _body(layout, ink.theme)
    small = _small_print(layout, ink.theme)
    return _with_least(layout, ink.theme, least, body), replace(ink, least=small, body=body)


def _least_size(layout: Layout, theme: Theme) -> float:
    """The smallest type that a theme sets on a sheet, in the points that the sheet is drawn in."""
    return theme.smallest * _part_of_a3(layout) / layout.page.scale


def _small_print(layout: Layout, theme: Theme) -> float:
    """The smallest that labels and references are set in: on sheets smaller than A3 they shrink half as much as the
    paper, for that is held no nearer to the eye; cards are.
    """
    part = _part_of_a3(layout)
    return _least_size(layout, theme) / (sqrt(part) if SHEET < part < 1 else 1.0)


def _body(layout: Layout, theme: Theme) -> float:
    """The smallest that texts are set in: sheets below A3 are held in the hand, and what is read there at length is as
    large on all of them.
    """
    return theme.smallest / layout.page.scale if theme.smallest and _part_of_a3(layout) < 1 else 0.0


def _part_of_a3(layout: Layout) -> float:
    """How large the paper is, in the size of A3."""
    (wide, high), page = PAPERS["A3"], layout.page
    return sqrt(page.width * page.height / (wide * high)) * page.scale


def _with_least(layout: Layout, theme: Theme, least: float, body: float) -> Layout:
    """A layout that sets nothing smaller, and no text smaller than the `body`; questions on a small sheet, of which a
    few will do, are larger than that if they can be.
    """
    sizes = layout.sizes.no_smaller(least)
    sizes = replace(sizes, text=(max(sizes.text[0], body), max(sizes.text[1], body)))
    if not any(kind_of(block.kind).size == "note" for sheet in layout.sheets for block in sheet.blocks.values()):
        sizes = replace(sizes, prompt=(max(sizes.prompt[0], body), max(sizes.prompt[1], body)))
    usual = theme.smallest / theme.scale if layout.canvas is None else QUESTIONS * _small_print(layout, theme)
    return replace(layout, sizes=replace(sizes, prompt=(max(sizes.prompt[0], usual), sizes.prompt[1])))


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
    """The sizes of large print, before they are scaled: notes come out a sixth larger than ordinary type sets them, or
    at least so large that nobody asks for more. Rather than take another sheet they stay at that.
    """
    least = min(used.note[1], LARGE_NOTES / theme.scale)
    crowded = used.crowded if used.small * APART <= least else frozenset[str]()
    return replace(used, note=(used.note[0], least), small=used.small if crowded else 0.0, crowded=crowded)
