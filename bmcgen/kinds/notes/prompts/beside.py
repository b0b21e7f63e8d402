"""Prompts of blocks that are to be worked on: they leave room for notes below them, or beside them in a wide block."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from bmcgen.drawing.labels import INSET
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.prompts.setter import SetPrompts, Wanted, alike
from bmcgen.kinds.notes.room.places import ABOVE, EDGE
from bmcgen.model.room import Room
from bmcgen.text.fonts import Faces

SHARES = (0.3, 0.36, 0.42, 0.48)
"""The part of a wide block's width that a column of prompts may have, the narrowest first."""
GAP = 12.0
"""Between the column and the room beside it."""
BELOW = 8.0
"""Between prompts and the notes below them."""


def set_prompts(
    wanted: Sequence[Wanted],
    empty: Collection[str],
    room: Room,
    sizes: tuple[float, float],
    faces: Faces,
    *,
    large: bool,
) -> Mapping[str, SetPrompts]:
    """The prompts of blocks by their names; in those that are `empty` there is to be room for what a room asks for.
    In large print, which has another sheet for them, prompts give way to notes.
    """

    def fitted(*tried: Wanted) -> Mapping[str, SetPrompts]:
        return alike(tried, sizes, faces, condensed=not large)

    usual = fitted(*wanted)
    least = min((each.size for each in usual.values()), default=0.0)
    if not room.written or not usual:
        return usual
    # What fits nowhere is left out in any case.
    asked = [each for each in wanted if each.name in usual]
    best: tuple[tuple[int, int, float], Mapping[str, SetPrompts]] | None = None
    for share in SHARES:
        tried = []
        for each in asked:
            ways = [way for way in _ways(each, room, share) if each.name in empty and fitted(way)]
            # A column takes places from a block that has room for its prompts above them.
            low = [way for way in ways if not way.beside and fitted(way)[each.name].size >= least]
            ways = low or ways
            if ways or not (large and room.note and each.name in empty):
                tried.append(ways[0] if ways else each)
        found = fitted(*tried)
        beside = {each.name for each in tried if each.beside}
        size = min((each.size for each in found.values()), default=0.0)
        # A column is no wider than it must be so that no type is smaller for its sake.
        rank = len(found), len(beside), min(size, least)
        if best is None or rank > best[0]:
            best = rank, {name: replace(each, beside=name in beside) for name, each in found.items()}
    return best[1] if best else usual


def _ways(each: Wanted, room: Room, share: float) -> Iterator[Wanted]:
    """How the prompts of an empty block make room: in a column at its left, or above one note at the least."""
    if each.columns > 1:
        yield _left(each, share)
    if room.note:
        yield _above(each, room.note)


def _left(each: Wanted, share: float) -> Wanted:
    room = each.room
    return replace(each, room=Rect(room.x, room.y, share * room.w, room.h), columns=1, beside=True)


def _above(each: Wanted, note: tuple[float, float]) -> Wanted:
    # Where nothing stands at its foot, places reach down to the edge of the block.
    bare = each.room.bottom >= each.whole.bottom - INSET - 1
    foot = each.whole.bottom - EDGE if bare else each.room.bottom
    taken = each.room.bottom - foot + note[1] + BELOW - ABOVE
    return replace(each, room=each.room.inset(0, 0, 0, max(taken, 0.0)))
