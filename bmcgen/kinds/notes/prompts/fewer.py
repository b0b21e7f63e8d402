"""Fewer questions on a blank sheet in large print or on small paper: the first few in every block, rather than some
blocks without any, or all in small type with no room to write in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Place, notice
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.prompts.setter import SetPrompts, Wanted

Sizes = tuple[float, float]


class Few(Struct, frozen=True):
    """Why questions are few, and how many they are at the most; the part of a block that they may take, as what they
    are about is to be written below them; and how small they may be, and `must` be rather than be more.
    """

    why: str
    option: str
    most: int
    share: float
    least: float = 0.0
    must: bool = True

    def sizes(self, usual: Sizes) -> Sizes:
        """The largest and the smallest size of questions that usually have others."""
        return (max(usual[0], self.least), max(usual[1], self.least))


LARGE_PRINT = Few("large print", "--theme", 99, 0.72)
IN_HAND = Few("paper of this size", "--paper", 4, 0.55, 9.25, must=False)
"""8 points on A4."""


def fewer_questions(
    wanted: Sequence[Wanted], few: Few, fitted: Callable[[Sequence[Wanted]], Mapping[str, SetPrompts]]
) -> tuple[Mapping[str, SetPrompts], list[Diagnostic]] | None:
    """As many of the first questions as all blocks have room for, and a notice of those that are left out. Where there
    is no room for one in each, there are none, or None where it is not a `must`.
    """
    for count in range(min(_most(wanted), few.most), 0, -1):
        found = fitted([_first(each, count, few.share) for each in wanted])
        if len(found) == len(wanted):
            return found, [*_said(wanted, few, count)]
    return ({}, [*_said(wanted, few, 0)]) if few.must else None


def _said(wanted: Sequence[Wanted], few: Few, count: int) -> Iterator[Diagnostic]:
    most = _most(wanted)
    if count >= most:
        return
    kept = f"the first {count} of up to {most} questions" if count > 1 else "the first question" if count else ""
    message = f"{few.why} leaves room for {kept} in each block" if kept else f"{few.why} leaves no room for questions"
    hint = "larger paper has room for more; --prompts full prints all of them, on further sheets if need be"
    yield notice("fewer-prompts", message, Place(few.option), hint)


def _most(wanted: Sequence[Wanted]) -> int:
    return max((len(each.prompts.questions) for each in wanted), default=0)


def _first(each: Wanted, count: int, share: float) -> Wanted:
    room, foot = each.room, each.whole.y + share * each.whole.h
    high = max(min(room.bottom, foot) - room.y, 0.0)
    questions = each.prompts.questions[:count]
    return replace(each, room=Rect(room.x, room.y, room.w, high), prompts=replace(each.prompts, questions=questions))
