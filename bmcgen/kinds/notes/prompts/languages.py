"""Questions in two languages, where blocks have room for both; else in the first alone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, notice
from bmcgen.kinds.notes.prompts.setter import Wanted
from bmcgen.model.manuscript import Entry, Group, Text


def in_two(wanted: Sequence[Wanted]) -> bool:
    """Whether any question is in two languages."""
    return any(text.second for each in wanted for text in each.prompts.questions)


def in_first(each: Wanted) -> Wanted:
    """The prompts of a block in the first language."""
    prompts = each.prompts
    questions, groups = tuple(map(_first, prompts.questions)), tuple(map(_group, prompts.groups))
    return replace(each, prompts=replace(prompts, questions=questions, groups=groups))


def once(title: Text) -> Diagnostic:
    """What says that questions are in one language."""
    message = f'blocks have no room for questions in two languages, so they are in "{title.language}" alone'
    return notice("fewer-prompts", message, title.where, "larger paper has room for both")


def _first(text: Text) -> Text:
    return replace(text, second=None)


def _group(group: Group) -> Group:
    entries = tuple(Entry(_first(each.term), each.question and _first(each.question)) for each in group.entries)
    return replace(group, heading=_first(group.heading), entries=entries)
