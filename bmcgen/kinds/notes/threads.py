"""Threads: the line of a segment through its notes.

Like the arrows of links they run in the gutters between blocks and between the columns of a block, each segment in a
lane of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.grid.grid_rules import grid_rules
from bmcgen.drawing.grid.gutters import BETWEEN, FROM_NOTES, FROM_RULE, WIDTHS, lane, rise
from bmcgen.drawing.grid.routing import Lanes, Point, Way
from bmcgen.drawing.labels import BAR, INSET, CanvasLabel
from bmcgen.drawing.signs import draw_patterned, look_of
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Badge, Card

MOST_THREADS = 6
THINNEST, BESIDE, MOST_WIDER = 1.0, 0.8, 1.6
"""How thin they may become between columns that stand close, how far they keep from the notes there at the least, and
how many times as wide they are elsewhere at the most.
"""
CLEAR = 1.8
"""How far a line may reach into the box of a card, more than half the width of any: it ends on its edge."""
ARROW = 0.8
STEP, MOST_STEP = 1.5, 2.6
"""What the dashes of threads are measured in, in widths and at the most: they are thin, and their patterns fine."""
AROUND = 1.0
"""The room around a title that no line touches."""
UNDER_BAR = 4.4
"""The room under the bar of a block, above its label."""
ROUNDED = 0.05
KNOB = 1.7
"""The end of a thread at a note, in widths of it."""


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
    first: str = ""
    """The block that threads begin at."""
    rooms: Mapping[str, Rect] = {}
    """Where the notes of each block stand."""
    titles: Sequence[Rect] = ()
    """The words, pictograms and numbers at the heads of blocks, which threads keep clear of as they do of notes."""
    count: int = 0
    """How many threads all sheets have: gutters are as wide as these need."""


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


def borders(blocks: Sequence[Rect]) -> tuple[set[float], set[float]]:
    """Where blocks stand beside one another, and where they end below."""
    inner = {round(block.right, 2) for block in blocks} & {round(block.x, 2) for block in blocks}
    return inner, {round(block.bottom, 2) for block in blocks}


def threads(sheet: Sheet) -> list[Drawn]:
    """The lines of all segments that have two notes or more; a note that no gutter leads to is left out."""
    badges = {badge.letter: badge for stood in sheet.cards for badge in stood.card.badges}
    ordered = [badges[letter] for letter in sorted(badges)]
    count = max(len(ordered), sheet.count)
    wide, thin = _widths(sheet, count) if ordered else (0.0, 0.0)
    found: list[Drawn] = []
    for number, badge in enumerate(ordered):
        own = [stood for stood in sheet.cards if badge in stood.card.badges]
        if len(own) > 1:
            close = frozenset(_between_columns(sheet, own, badge, thin))
            ways = _tree(sheet, own, badge, number, count, close, (wide, thin), [each.way for each in found])
            found += [Drawn(way, badge, wide, thin, close, begins=not n) for n, way in enumerate(ways)]
    return found


def _between_columns(sheet: Sheet, own: Sequence[Stood], badge: Badge, thin: float) -> Iterator[float]:
    """The lanes of a segment between the columns of blocks that have notes of it."""
    blocks = {stood.block for stood in own}
    for x, gap, name in sheet.gaps:
        if name in blocks:
            letters = _letters(sheet, name)
            aside = letters.index(badge.letter) - (len(letters) - 1) / 2
            yield round(x + aside * _pitch(gap, len(letters), thin), 2)


def _pitch(gap: float, count: int, thin: float) -> float:
    """How far apart so many lanes are between two columns."""
    return min(thin + BETWEEN, (gap - 2 * BESIDE - thin) / max(count - 1, 1))


def _edges(sheet: Sheet, wide: float, thin: float) -> Iterator[tuple[tuple[Point, Point], float]]:
    """The edges of the columns that notes stand in, and how far the middle of a thread keeps from each."""
    usual = FROM_NOTES + wide / 2
    for name, room in sheet.rooms.items():
        found = {room.x: usual, room.right: usual}
        for x, gap, block in sheet.gaps:
            if block == name:
                count = len(_letters(sheet, name))
                least = (gap - max(count - 1, 0) * _pitch(gap, count, thin)) / 2
                found |= dict.fromkeys((x - gap / 2, x + gap / 2), min(usual, least))
        for x, apart in found.items():
            yield ((x, room.y), (x, room.bottom)), apart


def _letters(sheet: Sheet, block: str) -> list[str]:
    """The segments of the notes in a block: their threads share the gutters between its columns."""
    return sorted({badge.letter for stood in sheet.cards if stood.block == block for badge in stood.card.badges})


def _tree(
    sheet: Sheet,
    own: Sequence[Stood],
    badge: Badge,
    number: int,
    count: int,
    close: Iterable[float],
    widths: tuple[float, float],
    others: Sequence[Way],
) -> Iterator[Way]:
    wide, thin = widths
    inner, lower = borders(sheet.blocks)
    aside, above = lane(number, count, WIDTHS[count]), rise(number, WIDTHS[count])
    heights = [_heights(stood, badge, wide + BETWEEN) for stood in own]
    xs = [*(x + aside for x in inner), *close]
    ys = [*(y - above for y in lower), *(each[0] for each in heights)]
    beside = [y for each in heights for y in each]
    # Borders of two rows that are nearly in line have lanes in one place: there the lanes of other threads will do.
    further = [x + lane(n, count, WIDTHS[count]) for x in inner for n in range(count)]
    higher = [y - rise(n, WIDTHS[count]) for y in lower for n in range(count)]

    def lanes_apart(between: float, *, clear: bool = False) -> Lanes:
        around = [_kept(each) for each in sheet.titles] if clear else []
        lanes = Lanes([*sheet.obstacles, *around], [*xs, *further], [*ys, *higher, *beside], wide, [*xs, *ys])
        for edge, apart in _edges(sheet, wide, thin) if clear else ():
            lanes.keep_from([edge], apart - ROUNDED)
        lanes.keep_from(_rules(sheet.blocks), FROM_RULE + wide / 2 - ROUNDED)
        for other in others:
            lanes.take(other, wide + between - ROUNDED)
        return lanes

    # Where they leave none, a thread rather touches another than that it leaves out a note.
    every = [
        lanes_apart(BETWEEN, clear=True),
        lanes_apart(BETWEEN),
        lanes_apart(BETWEEN / 3),
        Lanes(sheet.obstacles, xs, [*ys, *beside], wide, [*xs, *ys]),
    ]
    order = sorted(range(len(own)), key=lambda n: own[n].block != sheet.first)
    begin, begins = own[order[0]], heights[order[0]]
    reached: list[Point] = [*ports_of(begin, begins[0])]
    elsewhere = [port for y in begins[1:] for port in ports_of(begin, y)]
    left = {*order[1:]}
    while left:
        ends = {point: n for n in left for y in heights[n] for point in ports_of(own[n], y)}
        starts = [reached, elsewhere] if elsewhere else [reached]
        tries = ((lanes.way(ports, ends), lanes) for lanes in every for ports in starts)
        found = next(((way, lanes) for way, lanes in tries if way), None)
        if found is None:
            return
        way, lanes = found
        if elsewhere and way[0] in elsewhere:
            reached = [*ports_of(begin, way[0][1])]
        elsewhere = []
        yield way
        number = ends[way[-1]]
        left.discard(number)
        steps = [point for one, other in way.parts() for point in (one, *lanes.crossings(one, other), other)]
        reached += [*steps, *ports_of(own[number], way[-1][1])]


def _kept(title: Rect) -> Rect:
    """A title with the room around it that threads leave."""
    by = FROM_NOTES - AROUND - ROUNDED
    return title.inset(-by, -by, -by, -by)


def _rules(blocks: Sequence[Rect]) -> list[tuple[Point, Point]]:
    """The rules between blocks."""
    return [((x1, y1), (x2, y2)) for x1, y1, x2, y2 in grid_rules(blocks)]


def height_of(stood: Stood, badge: Badge) -> float:
    """Where the line of a segment meets a note: at its part of the edge."""
    badges = stood.card.badges
    part = stood.rect.h / len(badges)
    return round(stood.rect.y + part * (badges.index(badge) + 0.5), 2)


def _heights(stood: Stood, badge: Badge, apart: float) -> list[float]:
    """Where its line may meet a note: in the middle of its part, or above or below that where another thread is."""
    middle = height_of(stood, badge)
    room = stood.rect.h / len(stood.card.badges) / 2
    return [middle, *(round(middle + side * apart, 2) for side in (-1, 1) if apart + 2 < room)]


def ports_of(stood: Stood, y: float) -> tuple[Point, Point]:
    """Where lines meet a card at a height: at its left and at its right edge."""
    return (round(stood.rect.x, 2), y), (round(stood.rect.right, 2), y)


def _widths(sheet: Sheet, count: int) -> tuple[float, float]:
    """How wide so many threads are, and how thin between columns: these stand close where notes are small."""
    thin = WIDTHS[count]
    for _, gap, name in sheet.gaps:
        if own := len(_letters(sheet, name)):
            thin = min(thin, max((gap - 2 * FROM_NOTES - (own - 1) * BETWEEN) / own, THINNEST))
    return min(WIDTHS[count], MOST_WIDER * thin), thin


def key_of(card: Card) -> str:
    """What tells a card apart from all others."""
    where = card.text.where
    return f"{where.file}:{where.line}:{where.column}:{card.text.text}"


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


def around_label(rect: Rect, label: CanvasLabel, corner: float) -> Iterator[Rect]:
    """What stands at the head of a block, which lines keep clear of; the number in its corner is so wide."""
    beside, above = INSET - AROUND, BAR + UNDER_BAR
    head = Rect(rect.x + beside, rect.y + above, rect.w - 2 * beside, label.height - above)
    if label.below:
        yield head
        return
    yield Rect(head.x, head.y, label.left + label.title.width - INSET + 4.0, head.h)
    if corner:
        yield Rect(head.right - corner - 4.0, head.y, corner + 4.0, head.h)
