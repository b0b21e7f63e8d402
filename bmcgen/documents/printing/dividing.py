"""A form that one page cannot hold, divided between rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bmcgen.drawing.sizes import scales_of
from bmcgen.model.content import Content
from bmcgen.model.layout import Sheet
from bmcgen.pages.planning.grid import halves
from bmcgen.pages.planning.left_out import in_use
from bmcgen.pages.sheet import SheetFitter


def on_pages(sheet: Sheet, content: Content, fitter: Callable[[Sheet], SheetFitter]) -> list[SheetFitter]:
    """A sheet on one page, or on two where one has no room for every part of it; where two have none, on as many as it
    takes. Several blank pages have room for all that a person might fill in.
    """
    used = in_use(sheet, content)
    whole = fitter(used)
    if whole.is_roomy:
        return [whole]
    pairs = halves(used if content.filled else sheet)
    divided = [[fitter(half) for half in pair] for pair in pairs]
    if ways := [found for found in divided if not any(half.crowded for half in found)]:
        # Blank pages are as even as their grids; in large print it is what is written that is divided.
        return min(ways, key=_burden) if whole.ink.theme.large and whole.manuscript.filled else ways[0]
    found = [each for half in pairs[0] for each in on_pages(half, content, fitter)] if pairs else []
    return found if found and not any(each.crowded for each in found) else [whole]


def _burden(found: Sequence[SheetFitter]) -> tuple[int, float]:
    """How many parts stand whole on none of the pages in the smallest sizes, and how high the fullest page must be."""
    lacking, fullest = 0, 0.0
    for fitter in found:
        draft = fitter.draft(scales_of(fitter.layout.sizes)[-1])
        rows: dict[float, float] = {}
        for frame in draft.plan.frames:
            if setting := fitter.settings.get(frame.area):
                high = setting.height(frame.rect.w, draft.scale, draft.rows.get(frame.area, 1))
                rows[frame.rect.y] = max(rows.get(frame.rect.y, 0.0), high)
        lacking += draft.lacking
        fullest = max(fullest, sum(rows.values()))
    return lacking, fullest
