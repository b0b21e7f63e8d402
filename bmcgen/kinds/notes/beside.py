"""Prompts of blocks that are to be worked on: they leave room for notes below them, or beside them in a wide block."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.kinds.notes.places import ABOVE, EDGE
from bmcgen.kinds.notes.prompts import SetPrompts, Wanted, alike
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
    condensed: bool,
) -> Mapping[str, SetPrompts]:
    """The prompts of blocks by their names; in those that are `empty` there is to be room for what a room asks for."""
    usual = alike(tuple(wanted), sizes, faces, condensed=condensed)
    if not room.written or not usual:
        return usual
    # What fits nowhere is left out in any case.
    asked = [each for each in wanted if each.name in usual]
    least = _size(usual)
    for wide, above in ((True, True), (True, False), (False, True)):
        best: Mapping[str, SetPrompts] = {}
        for share in SHARES if wide else SHARES[:1]:
            tried = tuple(_making_room(each, empty, room, share, wide=wide, above=above) for each in asked)
            found = alike(tried, sizes, faces, condensed=condensed)
            if len(found) == len(asked) and (not best or _size(found) > _size(best)):
                left = {each.name for each in tried if each.beside}
                best = {name: replace(each, beside=name in left) for name, each in found.items()}
                # The narrowest column in which no type is smaller for its sake.
                if _size(best) >= least:
                    break
        if best:
            return best
    return usual


def _size(found: Mapping[str, SetPrompts]) -> float:
    return min(each.size for each in found.values())


def _making_room(each: Wanted, empty: Collection[str], room: Room, share: float, *, wide: bool, above: bool) -> Wanted:
    """The prompts of an empty block in a column at its left, or above one note at the least."""
    if each.name not in empty:
        return each
    if each.columns > 1 and wide:
        return _left(each, share)
    return _above(each, room) if above and room.note else each


def _left(each: Wanted, share: float) -> Wanted:
    room = each.room
    return replace(each, room=Rect(room.x, room.y, share * room.w, room.h), columns=1, beside=True)


def _above(each: Wanted, room: Room) -> Wanted:
    """The prompts above one note at the least."""
    assert room.note
    # Without rings the places reach down to the edge of the block.
    foot = each.room.bottom if room.votes else each.whole.bottom - EDGE
    taken = each.room.bottom - foot + room.note[1] + BELOW - ABOVE
    return replace(each, room=each.room.inset(0, 0, 0, max(taken, 0.0)))
