"""How much is asked on a poster to be worked on: one answer for all its blocks, so that each has room for what is to
stand in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Place, notice
from bmcgen.kinds.notes.prompts.setter import SetPrompts, Wanted

Fit = Callable[[Sequence[Wanted]], Mapping[str, SetPrompts]]
Found = Mapping[str, SetPrompts]
HINT = "larger paper has room for more"
FEW = 2
"""So many questions stand where there is no room for all of them."""


def asked(
    wanted: Sequence[Wanted],
    fit: Fit,
    suits: Callable[[Found], bool],
    ample: Callable[[Found], bool],
    where: Place,
) -> tuple[Sequence[Wanted], Found, list[Diagnostic]]:
    """The most that is asked where it `suits`, set, and a notice of what is left out: lists, where a block has no room
    for them; all lists; all but the first questions; everything. More than the first questions must leave `ample` room.
    """
    full = fit(wanted)
    for tried, said in _ways(wanted, full):
        found = full if tried is wanted else fit(tried)
        few = all(len(each.prompts.questions) <= FEW for each in tried)
        if len(found) == len(tried) and suits(found) and (few or ample(found)):
            return tried, found, [notice("fewer-prompts", said, where, HINT)] if said else []
    said = "there is no room for questions beside what is to stand in the blocks"
    return (), {}, [notice("fewer-prompts", said, where, HINT)]


def _ways(wanted: Sequence[Wanted], full: Found) -> Iterator[tuple[Sequence[Wanted], str]]:
    yield wanted, ""
    if any(each.prompts.groups for each in wanted):
        some = [each if each.name in full else _questions(each) for each in wanted]
        if some != wanted:
            yield some, "some blocks have room for their questions, but not for their lists"
        yield [_questions(each) for each in wanted], "blocks have room for their questions, but not for all lists"
    if any(len(each.prompts.questions) > FEW for each in wanted):
        few = [_questions(each, FEW) for each in wanted]
        yield few, "blocks are printed with their first two questions, so that all have room"


def _questions(each: Wanted, most: int | None = None) -> Wanted:
    return replace(each, prompts=replace(each.prompts, questions=each.prompts.questions[:most], groups=()))
