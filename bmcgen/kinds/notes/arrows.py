"""Links: the arrows from notes to notes, in the gutters that threads run in too."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.grid.routing import Lanes, Way
from bmcgen.drawing.labels import INSET
from bmcgen.kinds.notes.threads import ARROW, Drawn, Sheet, Stood, borders, height_of, key_of, ports_of
from bmcgen.model.manuscript import Card

HEAD = 4.2
PORT = 3.4
"""How far apart arrows meet a note, and from the threads that do."""
CORNER = 8.5
"""How far arrows keep from the corners of a note, in points; of a low one, they keep to its middle third."""
APART = 1.2
"""How far an arrow keeps from a thread beside it, and from another arrow."""
LONGEST = 0.5
"""The longest arrow, in widths of the sheet: a longer one looks like a part of the frame, and a number leads better."""
_MIDDLE, _LANES = 4.35, (2.3, 4.35, 6.4)
"""How far from the borders between blocks arrows run: midway to the notes, or where that is taken beside it. Where
threads make gutters wider, that is farther.
"""


def arrows(sheet: Sheet, among: Sequence[Drawn] = ()) -> tuple[list[Drawn], dict[str, frozenset[str]]]:
    """The arrows of all links that find a way `among` the threads, across these but not along them; and for each note
    that has any, by its id or its place, the notes that they lead to.
    """
    by_id = {stood.card.id: stood for stood in sheet.cards if stood.card.id}
    inner, lower = borders(sheet.blocks)
    links = [(stood, link) for stood in sheet.cards for link in stood.card.links if link.to in by_id]
    if not links:
        return [], {}
    threaded = any(each.badge for each in among)
    heights = _heights([(stood, by_id[link.to]) for stood, link in links], threaded=threaded)
    left, right = min(block.x for block in sheet.blocks), max(block.right for block in sheet.blocks)
    # Beside threads, the middle may be taken: then arrows run where they would in a narrow gutter.
    wider = max(1.0, _gutter(sheet, [left, *inner]) / INSET)
    middle, asides = wider * _MIDDLE, dict.fromkeys([*(wider * aside for aside in _LANES), *_LANES])
    usual = [*(x + side * middle for x in inner for side in (-1, 1)), *(y - _MIDDLE for y in lower)]
    usual += [left + middle, right - middle]
    gaps = [x for x, _, _ in sheet.gaps]
    outer = *(left + aside for aside in asides), *(right - aside for aside in asides)
    xs = [*(x + side * aside for x in inner for aside in asides for side in (-1, 1)), *gaps, *outer]
    ys = [*(y - rise for y in lower for rise in _LANES), *(y for pair in heights for y in pair)]
    lanes = Lanes([*sheet.obstacles, *sheet.heads], xs, ys, ARROW + 0.6, [*usual, *gaps])
    for each in among:
        lanes.take(each.way, (each.wide + ARROW) / 2 + APART)
    found: list[Drawn] = []
    linked: dict[str, frozenset[str]] = {}
    for (stood, link), (begin, end) in zip(links, heights, strict=True):
        ends = dict.fromkeys(ports_of(by_id[link.to], end))
        way = lanes.way(ports_of(stood, begin), ends)
        if way is not None and len(way) > 1 and _length(way) <= LONGEST * (right - left):
            lanes.take(way, ARROW + APART)
            says = f"{_short(stood.card)}: {link.says.text}, {_short(by_id[link.to].card)}"
            found.append(Drawn(way, says=says))
            key = key_of(stood.card)
            linked[key] = linked.get(key, frozenset()) | {link.to}
    return found, linked


def _gutter(sheet: Sheet, borders: Sequence[float]) -> float:
    """How far notes stand from the borders at their left."""
    return min(
        (stood.rect.x - max((x for x in borders if x <= stood.rect.x), default=stood.rect.x) for stood in sheet.cards),
        default=0.0,
    )


def _heights(pairs: Sequence[tuple[Stood, Stood]], *, threaded: bool) -> list[tuple[float, float]]:
    """Where each link leaves its note, halfway down, and meets the other, at its first line; no two at one place, nor
    at that of a thread.
    """
    taken: dict[int, list[float]] = {}

    def height(stood: Stood, wanted: float) -> float:
        rect = stood.rect
        met = taken.setdefault(id(stood), [height_of(stood, badge) for badge in stood.card.badges] if threaded else [])
        corner = min(CORNER, rect.h / 3)
        places = [rect.y + corner + n * 0.5 for n in range(int(2 * (rect.h - 2 * corner)) + 1)]
        clear = [y for y in (wanted, *places) if all(abs(y - other) >= PORT for other in met)]
        inner = [y for y in clear if rect.y + corner <= y <= rect.bottom - corner]
        # Where many meet a note, the clearest place there is.
        found = min(inner, key=lambda y: abs(y - wanted), default=None)
        if found is None:
            found = max(places, key=lambda y: min(abs(y - other) for other in met))
        met.append(found)
        return round(found, 2)

    return [(height(one, one.rect.y + one.rect.h / 2), height(other, other.first)) for one, other in pairs]


def _length(way: Way) -> float:
    return sum(abs(x1 - x2) + abs(y1 - y2) for (x1, y1), (x2, y2) in way.parts())


def _short(card: Card) -> str:
    words = " ".join(card.text.text.split())
    return words if len(words) <= 60 else words[:59] + "…"


def draw_arrows(page: Builder, drawn: Sequence[Drawn]) -> None:
    """The arrows of links, quiet enough to be read over."""
    colour = page.ink.colour("soft")
    for each in drawn:
        if each.badge is not None:
            continue
        figure = page.figure(None, each.says)
        for (x1, y1), (x2, y2) in each.way.parts():
            page.rule(x1, y1, x2, y2, ARROW, colour, figure)
        (x1, y1), (x2, y2) = each.way[-2], each.way[-1]
        # In a narrow gutter its head stays clear of what stands on the other side.
        head = min(HEAD, 1.5 * abs(x2 - x1))
        back = -head if x2 > x1 else head
        for aside in (-1, 1):
            page.rule(x2 + back, y2 + aside * head * 0.5, x2, y2, ARROW, colour, figure)
