"""Questions in two languages, where blocks have room for both; else in the first alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, notice
from bmcgen.kinds.notes.prompts.fewer import Few, fewer_questions
from bmcgen.kinds.notes.prompts.setter import SetPrompts, Wanted
from bmcgen.model.manuscript import Entry, Group, Text


def in_languages(
    wanted: Sequence[Wanted],
    fit: Callable[..., Mapping[str, SetPrompts]],
    few: Few | None,
    sizes: tuple[float, float],
    warnings: list[Diagnostic],
) -> list[Wanted]:
    """The prompts of blocks in both languages where these have room for that: all of them, or on small paper a few.
    Else they are in the first, and the warnings say so.
    """
    title = next((text for each in wanted for text in each.prompts.questions if text.second), None)
    if title is None:
        return [*wanted]
    if few:
        found = fewer_questions(wanted, few, partial(fit, sizes=few.sizes(sizes)))
        room = bool(found and found[0])
    else:
        room = len(fit(wanted, sizes=sizes)) == len(wanted)
    if not room:
        message = f'blocks have no room for questions in two languages, so they are in "{title.language}" alone'
        warnings.append(notice("fewer-prompts", message, title.where, "larger paper has room for both"))
    return [*wanted] if room else [_in_first(each) for each in wanted]


def _in_first(each: Wanted) -> Wanted:
    """The prompts of a block in the first language."""
    prompts = each.prompts
    questions, groups = tuple(map(_first, prompts.questions)), tuple(map(_group, prompts.groups))
    return replace(each, prompts=replace(prompts, questions=questions, groups=groups))


def _first(text: Text) -> Text:
    return replace(text, second=None)


def _group(group: Group) -> Group:
    entries = tuple(Entry(_first(each.term), each.question and _first(each.question)) for each in group.entries)
    return replace(group, heading=_first(group.heading), entries=entries)
