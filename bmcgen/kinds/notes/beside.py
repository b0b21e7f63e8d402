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
    wanted: Sequence[Wanted], empty: Collection[str], room: Room, sizes: tuple[float, float], faces: Faces, *,
    condensed: bool,
) -> Mapping[str, SetPrompts]:  # fmt: skip
    """The prompts of blocks by their names; in those that are `empty` there is to be room for what a room asks for."""
    usual = alike(tuple(wanted), sizes, faces, condensed=condensed)
    if not room.written or len(usual) < len(wanted):
        return usual
    wide = {each.name for each in wanted if each.columns > 1 and each.name in empty}
    least = min(each.size for each in usual.values())
    best: Mapping[str, SetPrompts] = {}
    for shorter in (True, False) if room.note else (False,):
        for share in SHARES if wide else (0.0,):
            tried = tuple(
                _left(each, share)
                if each.name in wide
                else _above(each, room)
                if shorter and each.name in empty
                else each
                for each in wanted
            )
            found = alike(tried, sizes, faces, condensed=condensed)
            if len(found) == len(wanted):
                size = min(each.size for each in found.values())
                if not best or size > min(each.size for each in best.values()):
                    best = {name: replace(each, beside=name in wide) for name, each in found.items()}
                if size >= least:
                    break
        if best:
            return best
    return usual


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
