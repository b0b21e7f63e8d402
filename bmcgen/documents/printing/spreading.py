"""A canvas in large print that one sheet cannot hold, on the two pages of a spread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bmcgen.drawing.builder import Ink
from bmcgen.model.layout import Layout, Sheet
from bmcgen.pages.document import Fitted, fit
from bmcgen.pages.sheet import SheetFitter
from bmcgen.pages.spread import spreads

WAYS = 2
"""How many ways to divide a canvas are tried: the others are less even."""
Pages = tuple[list[SheetFitter], Fitted]


def on_spread(
    sheets: Sequence[SheetFitter],
    fitted: Fitted,
    layout: Layout,
    ink: Ink,
    fitters: Callable[[Sequence[Sheet]], list[SheetFitter]],
) -> Pages | None:
    """The same on two pages, with each block whole, where large print would go on from block to block on a further
    sheet; None where it would not, where that finds no room either, and for what a room works on together: a poster
    with lines, places or a strip across all of it.
    """
    room = ink.room
    together = ink.threads or room.written or room.votes or room.strip or room.link or layout.imposition
    if not ink.theme.large or len(sheets) > 1 or len(fitted.pages) == 1 or together or not sheets[0].manuscript.filled:
        return None
    ways: list[Pages] = []
    for pages in spreads(sheets[0].sheet)[:WAYS]:
        halves = fitters(pages)
        found = fit(halves, layout.sizes, ink.faces)
        if len(found.pages) == len(pages):
            ways.append((halves, found))
    return max(ways, key=lambda way: way[1].smallest, default=None)
