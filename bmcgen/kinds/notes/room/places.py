"""Places for paper notes in the empty blocks of a sheet, on one grid for all of them.

Columns begin where the words of their blocks do, if that leaves room for as many in all of them; else they are those of
the narrowest blocks, divided into as many as hold a note each. Rows have one rhythm for a block and the lower ones
beside it, with the height that there is to spare between them. Where that would cost a note, they stand on the foot of
each block, and a block beside two others has the rows of both. A block on which this grid would hold fewer notes than a
grid of its own has that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from bmcgen.drawing.body.write_in import faint
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.labels import INSET
from bmcgen.geometry import MM, Rect
from bmcgen.model.plan import Frame

EDGE = 1 * MM
"""The least distance of a note from the edges of its block; where there is room, its foot is as far as words are."""
ABOVE = 5.0
"""A note may cover so much of the space below what is printed."""
GAP = 1 * MM
WIDER = 2 * MM
"""The least between notes, and between rows where there is room for it."""
MOST_GAP, STEPS = 1 / 3, 24
"""The most between notes beside one another, in their width, and twice what is between rows; it is tried in steps.
"""
TICK = 4 * MM
RULE = 0.5
SLACK = 0.01


class Spot(Struct, frozen=True):
    """An empty block: its frame, where its label ends, and the room for notes below or beside its prompts, which ends
    above what stands at its foot, unless that is `bare`.
    """

    name: str
    frame: Rect
    top: float
    room: Rect
    bare: bool = True

    @property
    def foot(self) -> float:
        return self.room.bottom


def note_places(spots: Sequence[Spot], size: tuple[float, float]) -> dict[str, list[Rect]]:
    """The places for paper notes of a size in each block, row by row."""
    columns, rows = _columns(spots, size[0]), _rows(spots, size[1])
    if rhythm := _rhythm(spots, rows, size):
        rows = {**rows, **rhythm}
    return {spot.name: [Rect(x, y, *size) for y in rows[spot.name] for x in columns[spot.name]] for spot in spots}


def places_of(blocks: Sequence[tuple[Frame, Rect, Rect]], ink: Ink) -> dict[str, list[Rect]]:
    """The places in the empty blocks of a sheet: each its frame, all of it below the label, and what of that is free.
    Nothing where none are asked for.
    """
    if not ink.room.note:
        return {}
    spots = []
    for frame, inside, room in blocks:
        rect = frame.rect
        # Where nothing stands at the foot of a block, notes may stand close to its edge.
        bare = not frame.block.labelled or room.bottom >= rect.bottom - INSET - 1
        foot = rect.bottom - EDGE if bare else room.bottom
        left = room.x if room.x > inside.x + 1 else rect.x + EDGE
        right = room.right if room.right < inside.right - 1 else rect.right - EDGE
        top = room.y - ABOVE
        spots.append(Spot(frame.block.name, rect, inside.y - ABOVE, Rect(left, top, right - left, foot - top), bare))
    return note_places(spots, ink.room.note)


def _count(length: float, side: float) -> int:
    return max(0, int((length + GAP + SLACK) / (side + GAP)))


def _columns(spots: Sequence[Spot], width: float) -> Mapping[str, list[float]]:
    """Where the columns of each block begin."""
    narrowest = min(spots, key=lambda spot: (spot.frame.w, spot.frame.x), default=None)
    if narrowest is None:
        return {}
    across = _count(narrowest.frame.w - 2 * EDGE, width)
    found = {}
    for spot in spots:
        left, right = spot.room.x, spot.room.right
        many = _count(right - left, width)
        own = [left + (number + 0.5) * (right - left) / many - width / 2 for number in range(many)]
        shared: list[float] = []
        if across:
            pitch = narrowest.frame.w / across
            first = int((left - narrowest.frame.x) // pitch) - 1
            starts = [narrowest.frame.x + (number + 0.5) * pitch - width / 2 for number in range(first, first + 400)]
            shared = [x for x in starts if x >= left - SLACK and x + width <= right + SLACK]
        found[spot.name] = shared if len(shared) >= len(own) else own
    from_margins = {spot.name: _from_margin(spot, width, len(found[spot.name])) for spot in spots}
    return from_margins if all(from_margins[name] or not columns for name, columns in found.items()) else found


def _from_margin(spot: Spot, width: float, many: int) -> list[float]:
    """So many columns from where the words of a block begin, or beside its prompts up to where its words may end; none
    if there is no room for them.
    """
    left, right = max(spot.room.x, spot.frame.x + INSET), min(spot.room.right, spot.frame.right - INSET)
    if not many or many > _count(right - left, width):
        return []
    gap = min((right - left - many * width) / max(1, many - 1), MOST_GAP * width)
    if spot.room.x > spot.frame.x + INSET:
        # What they do not need is for the prompts.
        gap = min(gap, WIDER)
        left = right - many * width - (many - 1) * gap
    return [left + number * (width + gap) for number in range(many)]


def _rhythm(
    spots: Sequence[Spot], rows: Mapping[str, Sequence[float]], size: tuple[float, float]
) -> dict[str, list[float]]:
    """Rows at equal distances, as large as can be, for the highest blocks and those lower ones that stand beside them,
    if that costs none of these a note; else nothing.
    """
    tall = max((spot.frame.h for spot in spots), default=0.0)
    first = next((spot for spot in spots if spot.frame.h == tall), None)
    if first is None:
        return {}
    y, bottom, height = first.frame.y, first.frame.bottom, size[1]
    beside = [spot for spot in spots if spot.frame.y >= y - 1 and spot.frame.bottom <= bottom + 1]
    foot = min(spot.foot for spot in beside if spot.frame.bottom >= bottom - 1)
    lifts = (min(INSET - EDGE, max(0.0, foot - (bottom - INSET))), 0.0)
    for step in range(STEPS, -1, -1):
        gap = WIDER + (MOST_GAP / 2 * size[0] - WIDER) * step / STEPS
        for lift in lifts:
            tops = [foot - lift - height - number * (height + gap) for number in range(int(tall / (height + gap)) + 1)]
            found = {
                spot.name: [top for top in tops if spot.room.y - SLACK <= top and top + height <= spot.foot + SLACK]
                for spot in beside
            }
            if all(len(found[spot.name]) >= len(rows[spot.name]) for spot in beside):
                return found
    return {}


def _rows(spots: Sequence[Spot], height: float) -> Mapping[str, list[float]]:
    """Where the rows of each block begin, the lowest first."""
    whole: dict[str, tuple[Spot, list[float]]] = {}
    found: dict[str, list[float]] = {}
    for spot in sorted(spots, key=lambda spot: spot.frame.h):
        own = _stacked(spot, spot.top, height)
        shared = _beside(spot, [*whole.values()], height)
        if 1 < len(shared) < len(own):
            # More rows than those beside them begin and end with them, if that leaves them apart.
            step = (shared[0] - shared[-1]) / (len(own) - 1)
            if step >= height + GAP - SLACK:
                own = [shared[0] - number * step for number in range(len(own))]
        whole[spot.name] = spot, shared if len(shared) >= len(own) else own
        stacked = _stacked(spot, spot.room.y, height)
        standing = [y for y in whole[spot.name][1] if y >= spot.room.y - SLACK]
        found[spot.name] = standing if len(standing) >= len(stacked) else stacked
    return found


def _stacked(spot: Spot, top: float, height: float) -> list[float]:
    """Rows from the foot of a block upwards, as far above it as words are, and apart, where there is room for that."""
    many = _count(spot.foot - top, height)
    spare = max(0.0, spot.foot - top - ABOVE - many * height - (many - 1) * GAP)
    lift = min(INSET - EDGE, spare) if spot.bare else 0.0
    gap = GAP + min(WIDER - GAP, (spare - lift) / (many - 1)) if many > 1 else GAP
    return [spot.foot - lift - height - number * (height + gap) for number in range(many)]


def _beside(spot: Spot, others: Sequence[tuple[Spot, list[float]]], height: float) -> list[float]:
    """The rows of lower blocks that stand beside one; none where these overlap."""
    near = [
        y
        for other, rows in others
        if other.frame.h < spot.frame.h - 1
        and other.frame.y >= spot.frame.y - 1
        and other.frame.bottom <= spot.frame.bottom + 1
        for y in rows
        if spot.top - SLACK <= y and y + height <= spot.foot + SLACK
    ]
    found: list[float] = []
    for y in sorted(near, reverse=True):
        if not found or found[-1] - y >= height + GAP - SLACK:
            found.append(y)
        elif found[-1] - y > 1:
            return []
    return found


def draw_note_places(page: Builder, places: Sequence[Rect]) -> None:
    """A tick at each corner of the places."""
    colour = faint(page.ink)
    for place in places:
        tick = min(TICK, place.w / 4, place.h / 4)
        for x, right in ((place.x, tick), (place.right, -tick)):
            for y, down in ((place.y, tick), (place.bottom, -tick)):
                page.rule(min(x, x + right), y, max(x, x + right), y, RULE, colour)
                page.rule(x, min(y, y + down), x, max(y, y + down), RULE, colour)
