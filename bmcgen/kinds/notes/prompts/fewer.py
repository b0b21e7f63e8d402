"""Fewer questions on a sheet in large print: the first few in every block, rather than some blocks without any."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Place, notice
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.prompts.setter import SetPrompts, Wanted

SHARE = 0.72
"""The part of a block that its questions may take: what they are about is to be written below them."""


def fewer_questions(
    wanted: Sequence[Wanted], fitted: Callable[[Sequence[Wanted]], Mapping[str, SetPrompts]]
) -> tuple[Mapping[str, SetPrompts], int]:
    """As many of the first questions as all blocks have room for, and how many these are; none where there is no room
    for one in each.
    """
    for count in range(_most(wanted), 0, -1):
        found = fitted([_first(each, count) for each in wanted])
        if len(found) == len(wanted):
            return found, count
    return {}, 0


def said_of_fewer(wanted: Sequence[Wanted], count: int) -> Iterator[Diagnostic]:
    """A notice of the questions that are left out, if any are."""
    most = _most(wanted)
    if count == most:
        return
    kept = f"the first {count} of up to {most} questions" if count > 1 else "the first question" if count else ""
    message = (
        f"large print leaves room for {kept} in each block" if kept else "large print leaves no room for questions"
    )
    hint = "larger paper has room for more; --prompts full prints all of them, on further sheets if need be"
    yield notice("fewer-prompts", message, Place("--theme"), hint)


def _most(wanted: Sequence[Wanted]) -> int:
    return max((len(each.prompts.questions) for each in wanted), default=0)


def _first(each: Wanted, count: int) -> Wanted:
    room, foot = each.room, each.whole.y + SHARE * each.whole.h
    high = max(min(room.bottom, foot) - room.y, 0.0)
    questions = each.prompts.questions[:count]
    return replace(each, room=Rect(room.x, room.y, room.w, high), prompts=replace(each.prompts, questions=questions))
