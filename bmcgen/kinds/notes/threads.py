"""Threads and links: the line of a segment through its notes, and the arrows from notes to notes.

Both run in the gutters between blocks and between the columns of a block, each segment in a lane of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from msgspec import Struct

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.labels import BAR, INSET, CanvasLabel
from bmcgen.drawing.routing import Lanes, Point, Way
from bmcgen.drawing.signs import draw_patterned, look_of
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Badge, Card
from bmcgen.model.plan import Frame

MOST_THREADS = 6
WIDTHS = {1: 3.0, 2: 2.6, 3: 2.2, 4: 1.7, 5: 1.35, 6: 1.2}
"""How wide threads are, by their number: all lanes of a gutter hold them."""
THINNEST, BESIDE, MOST_WIDER = 1.0, 0.8, 1.6
"""How thin they may become between columns that stand close, how far they keep from the notes there, and how many times
as wide they are elsewhere at the most.
"""
CLEAR = 1.8
"""How far a line may reach into the box of a card, more than half the width of any: it ends on its edge."""
ARROW = 0.8
HEAD = 4.2
PORT = 3.4
"""How far apart arrows meet a note, and from the threads that do."""
CORNER = 8.5
"""How far arrows keep from the corners of a note, in points; of a low one, they keep to its middle third."""
APART = 1.2
"""How far an arrow keeps from a thread beside it, and from another arrow."""
STEP, MOST_STEP = 1.5, 2.6
"""What the dashes of threads are measured in, in widths and at the most: they are thin, and their patterns fine."""
UNDER_BAR, OVER_BAR = 4.4, 0.9
"""The room under the bar of a block, above its label; and what is kept free above it."""
KNOB = 1.7
"""The end of a thread at a note, in widths of it."""
_MIDDLE, _LANES = 4.35, (2.3, 4.35, 6.4)
"""How far from the borders between blocks arrows run: midway to the notes, or where that is taken beside it."""


class Stood(Struct, frozen=True):
    """A card at its place, in a block; `first` is the height of its first line."""

    block: str
    card: Card
    rect: Rect
    first: float


class Sheet(Struct, frozen=True):
    """What lines have to do with on a sheet: its blocks or columns, the cards in them, and all else that is printed."""

    blocks: Sequence[Rect]
    cards: Sequence[Stood]
    obstacles: Sequence[Rect]
    gaps: Sequence[tuple[float, float, str]]
    """The middle and the width of each gutter between the columns of a block, and the name of that."""
    heads: Sequence[Rect] = ()
    """The whole heads of blocks: only threads run between a title and what stands at its right."""
    rise: float = INSET - 0.6
    """How high above the lower border of a block level lines may run."""
    first: str = ""
    """The block that threads begin at."""


class Drawn(Struct, frozen=True):
    """A part of the line of a segment, which may begin at a note or elsewhere on the line; or an arrow of a link."""

    way: Way
    badge: Badge | None = None
    wide: float = ARROW
    thin: float = ARROW
    close: frozenset[float] = frozenset()
    """How thin it is between columns, and where it runs there."""
    begins: bool = False
    says: str = ""


def _borders(blocks: Sequence[Rect]) -> tuple[set[float], set[float]]:
    """Where blocks stand beside one another, and where they end below."""
    inner = {round(block.right, 2) for block in blocks} & {round(block.x, 2) for block in blocks}
    return inner, {round(block.bottom, 2) for block in blocks}


def _lane(number: int, count: int) -> float:
    """How far from a border a lane is: half of them on either side of the rule that stands there."""
    left = count // 2
    room = INSET - 1.6
    side, at, of = (-1, number, left) if number < left else (1, number - left, count - left)
    return side * (1.4 + (room - 1.0) * (at + 0.5) / of)


def _rises(number: int, count: int, lower: set[float], most: float) -> Iterator[float]:
    """The level lanes of a segment: above the lower borders of blocks, up to `most`; half of them under the bars below
    these.
    """
    below = count // 2 if len(lower) > 1 else 0
    if number < below:
        # Nothing but the margin is below the last.
        yield from (y + BAR + UNDER_BAR * (number + 0.5) / below for y in sorted(lower)[:-1])
    else:
        rise = OVER_BAR + (most - OVER_BAR) * (number - below + 0.5) / (count - below)
        yield from (y - rise for y in lower)


def threads(sheet: Sheet) -> list[Drawn]:
    """The lines of all segments that have two notes or more; a note that no gutter leads to is left out."""
    badges = {badge.letter: badge for stood in sheet.cards for badge in stood.card.badges}
    ordered = [badges[letter] for letter in sorted(badges)]
    wide, thin = _widths(sheet, len(ordered)) if ordered else (0.0, 0.0)
    found: list[Drawn] = []
    for number, badge in enumerate(ordered):
        own = [stood for stood in sheet.cards if badge in stood.card.badges]
        if len(own) > 1:
            close = frozenset(_between_columns(sheet, own, number, len(ordered)))
            ways = _tree(sheet, own, badge, number, len(ordered), close, wide)
            found += [Drawn(way, badge, wide, thin, close, begins=not n) for n, way in enumerate(ways)]
    return found


def _between_columns(sheet: Sheet, own: Sequence[Stood], number: int, count: int) -> Iterator[float]:
    """The lanes of a segment between the columns of blocks that have notes of it."""
    blocks = {stood.block for stood in own}
    for x, gap, name in sheet.gaps:
        if name in blocks:
            yield round(x + ((number + 0.5) / count - 0.5) * (gap - 2 * BESIDE), 2)


def _tree(
    sheet: Sheet, own: Sequence[Stood], badge: Badge, number: int, count: int, close: Iterable[float], wide: float
) -> Iterator[Way]:
    inner, lower = _borders(sheet.blocks)
    aside = _lane(number, count)
    ports = [_ports(stood, _height(stood, badge)) for stood in own]
    xs = [*(x + aside for x in inner), *close]
    ys = [*_rises(number, count, lower, sheet.rise), *(point[1] for pair in ports for point in pair)]
    lanes = Lanes(sheet.obstacles, xs, ys, wide)
    order = sorted(range(len(own)), key=lambda n: own[n].block != sheet.first)
    reached: list[Point] = [*ports[order[0]]]
    left = {*order[1:]}
    while left:
        ends = {point: n for n in left for point in ports[n]}
        way = lanes.way(reached, ends)
        if way is None:
            return
        yield way
        left.discard(ends[way[-1]])
        steps = [point for one, other in way.parts() for point in (one, *lanes.crossings(one, other), other)]
        reached += [*steps, *ports[ends[way[-1]]]]


def _height(stood: Stood, badge: Badge) -> float:
    """Where the line of a segment meets a note: at its part of the edge."""
    badges = stood.card.badges
    part = stood.rect.h / len(badges)
    return round(stood.rect.y + part * (badges.index(badge) + 0.5), 2)


def _ports(stood: Stood, y: float) -> tuple[Point, Point]:
    """Where lines meet a card at a height: at its left and at its right edge."""
    return (round(stood.rect.x, 2), y), (round(stood.rect.right, 2), y)


def arrows(sheet: Sheet, among: Sequence[Drawn] = ()) -> tuple[list[Drawn], dict[str, frozenset[str]]]:
    """The arrows of all links that find a way `among` the threads, across these but not along them; and for each note
    that has any, by its id or its place, the notes that they lead to.
    """
    by_id = {stood.card.id: stood for stood in sheet.cards if stood.card.id}
    inner, lower = _borders(sheet.blocks)
    links = [(stood, link) for stood in sheet.cards for link in stood.card.links if link.to in by_id]
    if not links:
        return [], {}
    threaded = any(each.badge for each in among)
    heights = _heights([(stood, by_id[link.to]) for stood, link in links], threaded=threaded)
    usual = [*(x + side * _MIDDLE for x in inner for side in (-1, 1)), *(y - _MIDDLE for y in lower)]
    gaps = [x for x, _, _ in sheet.gaps]
    left, right = min(block.x for block in sheet.blocks), max(block.right for block in sheet.blocks)
    outer = *(left + aside for aside in _LANES), *(right - aside for aside in _LANES)
    xs = [*(x + side * aside for x in inner for aside in _LANES for side in (-1, 1)), *gaps, *outer]
    ys = [*(y - rise for y in lower for rise in _LANES), *(y for pair in heights for y in pair)]
    lanes = Lanes([*sheet.obstacles, *sheet.heads], xs, ys, ARROW + 0.6, [*usual, *gaps])
    for each in among:
        lanes.take(each.way, (each.wide + ARROW) / 2 + APART)
    found: list[Drawn] = []
    linked: dict[str, frozenset[str]] = {}
    for (stood, link), (begin, end) in zip(links, heights, strict=True):
        ends = dict.fromkeys(_ports(by_id[link.to], end))
        way = lanes.way(_ports(stood, begin), ends)
        if way is not None and len(way) > 1:
            lanes.take(way, ARROW + APART)
            says = f"{_short(stood.card)}: {link.says.text}, {_short(by_id[link.to].card)}"
            found.append(Drawn(way, says=says))
            key = key_of(stood.card)
            linked[key] = linked.get(key, frozenset()) | {link.to}
    return found, linked


def _widths(sheet: Sheet, count: int) -> tuple[float, float]:
    """How wide so many threads are, and how thin between columns: these stand close where notes are small."""
    room = min((gap for _, gap, _ in sheet.gaps), default=inf) - 2 * BESIDE
    thin = min(WIDTHS[count], max(room / count * 0.9, THINNEST))
    return min(WIDTHS[count], MOST_WIDER * thin), thin


def key_of(card: Card) -> str:
    """What tells a card apart from all others."""
    where = card.text.where
    return f"{where.file}:{where.line}:{where.column}:{card.text.text}"


def _heights(pairs: Sequence[tuple[Stood, Stood]], *, threaded: bool) -> list[tuple[float, float]]:
    """Where each link leaves its note, halfway down, and meets the other, at its first line; no two at one place, nor
    at that of a thread.
    """
    taken: dict[int, list[float]] = {}

    def height(stood: Stood, wanted: float) -> float:
        rect = stood.rect
        met = taken.setdefault(id(stood), [_height(stood, badge) for badge in stood.card.badges] if threaded else [])
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


def _short(card: Card) -> str:
    words = " ".join(card.text.text.split())
    return words if len(words) <= 60 else words[:59] + "…"


def draw_threads(page: Builder, drawn: Sequence[Drawn]) -> None:
    """The lines of segments, each in its colour and pattern, with a knob where it meets a note."""
    for each in drawn:
        if each.badge is None:
            continue
        colour = look_of(page, each.badge.colour).strong
        for one, other in each.way.parts():
            short = abs(one[0] - other[0]) < INSET
            wide = each.thin if short and not each.close.isdisjoint((one[0], other[0])) else each.wide
            step = max(wide, min(STEP * wide, MOST_STEP))
            draw_patterned(page, each.badge.pattern, _longer(one, other, wide / 2), wide, colour, step)
        side = wide * KNOB
        for x, y in (*each.way[-1:], *(each.way[:1] if each.begins else ())):
            page.panel(Rect(x - side / 2, y - side / 2, side, side), colour, side / 2)


def _longer(one: Point, other: Point, by: float) -> tuple[float, float, float, float]:
    """A straight part, so much longer at both ends that parts meet in a full corner."""
    (x1, y1), (x2, y2) = one, other
    if y1 == y2:
        step = by if x2 > x1 else -by
        return x1 - step, y1, x2 + step, y2
    step = by if y2 > y1 else -by
    return x1, y1 - step, x2, y2 + step


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
        back = -1 if x2 > x1 else 1
        for aside in (-1, 1):
            page.rule(x2 + back * HEAD, y2 + aside * HEAD * 0.5, x2, y2, ARROW, colour, figure)


def around_label(frame: Frame, label: CanvasLabel) -> Iterator[Rect]:
    """The words at the head of a block, which lines keep clear of."""
    rect = frame.rect
    head = Rect(
        rect.x + INSET - 1.0, rect.y + BAR + UNDER_BAR, rect.w - 2 * INSET + 2.0, label.height - BAR - UNDER_BAR
    )
    if label.below:
        yield head
        return
    yield Rect(head.x, head.y, label.left + label.title.width - INSET + 4.0, head.h)
    if label.aside:
        yield Rect(head.right - label.aside.width - 4.0, head.y, label.aside.width + 4.0, head.h)
