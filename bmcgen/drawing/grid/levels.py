"""What keeps a living grid calm: columns as wide as usual, and dividers of neighbouring stacks at one height."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.model.plan import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SLACK = 1e-4


@lru_cache(64)
def regular(cell: Cell) -> Cell:
    """The same cells with every column as wide as usual: only the dividers between rows move."""
    parts = tuple(regular(part) for part in cell.parts)
    if cell.across:
        whole = sum(part.usual for part in parts) or 1.0
        parts = tuple(replace(part, least=part.usual / whole, most=part.usual / whole) for part in parts)
    return replace(cell, parts=parts)


def levelled(cell: Cell, rects: Mapping[str, Rect], need: Callable[[str, float], float]) -> dict[str, Rect]:
    """The rectangles with the dividers of like stacks beside one another at one height, where all of them have what
    they need then: in the usual place if that does, else as near to it as it may be.
    """
    found = {**rects}
    for part in cell.parts:
        found = levelled(part, found, need)
    if not cell.across:
        return found
    alike: dict[object, list[Cell]] = defaultdict(list)
    for part in cell.parts:
        if len(part.parts) == 2 and not part.across and not any(each.parts for each in part.parts):
            alike[tuple((each.usual, each.least, each.most) for each in part.parts)].append(part)
    for stacks in alike.values():
        if len(stacks) > 1:
            found |= _at_one_height(stacks, found, need)
    return found


def _at_one_height(
    stacks: list[Cell], rects: Mapping[str, Rect], need: Callable[[str, float], float]
) -> dict[str, Rect]:
    """The areas of stacks with their dividers at one height; none if that leaves one of them too low."""
    pairs = [(rects[top.area], rects[foot.area], top.area, foot.area) for top, foot in (each.parts for each in stacks)]
    above, below = stacks[0].parts
    free = pairs[0][0].h + pairs[0][1].h
    low = max(above.least * free, *(need(area, rect.w) for rect, _, area, _ in pairs))
    high = min(above.most * free, *(free - need(area, rect.w) for _, rect, _, area in pairs))
    if low > high + _SLACK:
        return {}
    usual = above.usual / ((above.usual + below.usual) or 1.0) * free
    tall = max(low, min(high, usual))
    found: dict[str, Rect] = {}
    for top, foot, upper, lower in pairs:
        found[upper] = Rect(top.x, top.y, top.w, tall)
        found[lower] = Rect(foot.x, top.y + tall + stacks[0].gutter, foot.w, free - tall)
    return found
