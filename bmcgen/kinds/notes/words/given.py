"""Notes as a data file has them: those that were read, and those that were typed into a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from bmcgen.model.content import Note
from bmcgen.source.translations import given
from bmcgen.source.tree import Node, Sequence, mapping, said, sequence


def given_notes(notes: Iterable[Note], numbers: Mapping[str, str]) -> Sequence:
    """Notes with all that is printed of them; an id is the number that links refer to."""
    items: list[Node] = []
    for group, members in groupby(notes, key=lambda note: note.group):
        own = [_given(note, numbers) for note in members]
        if group is None:
            items += own
        else:
            items.append(mapping([("group", given(group)), ("notes", sequence(own))]))
    return sequence(items)


def _given(note: Note, numbers: Mapping[str, str]) -> Node:
    pairs: list[tuple[str, Node]] = [("text", given(note.text))]
    identity = numbers.get(note.id) if note.id is not None else None
    named = {"id": identity, "status": note.status, "colour": note.colour}
    pairs += [(key, said(value)) for key, value in named.items() if value]
    if note.amount:
        pairs.append(("amount", said(note.amount.text)))
    listed = {
        "segments": [each.name for each in note.segments],
        "tags": [each.name for each in note.tags],
        "to": [numbers[each.text] for each in note.to if each.text in numbers],
    }
    for key, names in listed.items():
        if len(names) > 1:
            pairs.append((key, sequence(map(said, names))))
        pairs += [(key.removesuffix("s"), said(name)) for name in names if len(names) == 1]
    return pairs[0][1] if len(pairs) == 1 and not note.text.language else mapping(pairs)
