"""Which note of one file is which of another: by its id, else by its text, else by its likeness within a block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from bmcgen.model.content import Note

ALIKE = 0.6
"""How much of two texts must be common for them to be one text that was changed."""
SHORT, WORDS = 40, 40
"""Texts of so many characters are compared letter by letter, longer ones by so many words: time goes by the square."""
MOST_PAIRS = 4_000
"""In blocks with more notes than that none is looked for by likeness."""


class At(Struct, frozen=True):
    """Where a note stands: in which block, and as which of its notes."""

    block: str
    index: int


Notes = Mapping[str, Sequence[Note]]


def pairs(before: Notes, after: Notes) -> dict[At, At]:
    """For each note of a file that is in another, too, which it is there. A note is found in any block by its id or its
    whole text, by likeness in its own block alone; of several that have one text, the first.
    """
    found: dict[At, At] = {}

    def match(same: Callable[[str, Note], object]) -> None:
        left: dict[object, list[At]] = {}
        for at, note in _every(before):
            key = same(at.block, note)
            if key is not None and at not in found:
                left.setdefault(key, []).append(at)
        taken = set(found.values())
        for at, note in _every(after):
            key = same(at.block, note)
            if key is not None and at not in taken and left.get(key):
                found[left[key].pop(0)] = at

    match(lambda _, note: note.id)
    match(lambda block, note: (block, note.part, _words(note)))
    for block in before:
        _match_alike(block, before[block], after.get(block, ()), found)
    match(lambda _, note: _words(note))
    return found


def _every(notes: Notes) -> Iterator[tuple[At, Note]]:
    for block, held in notes.items():
        yield from ((At(block, index), note) for index, note in enumerate(held))


def _words(note: Note) -> tuple[tuple[str, str], ...]:
    """The text of a note in each of its languages; how it is divided into lines makes no difference."""
    return tuple((each.language, " ".join(each.text.split())) for each in note.text.every)


def _match_alike(block: str, before: Sequence[Note], after: Sequence[Note], found: dict[At, At]) -> None:
    """Pairs what is left of a block, the notes that are most alike first."""
    taken = set(found.values())
    ours = [n for n in range(len(before)) if At(block, n) not in found]
    theirs = [n for n in range(len(after)) if At(block, n) not in taken]
    if len(ours) * len(theirs) > MOST_PAIRS:
        return
    likely: list[tuple[float, int, int]] = []
    for other in theirs:
        for one in ours:
            first, second = before[one], after[other]
            # Two ids are two notes.
            if not (first.id and second.id) and (ratio := _likeness(first.text.text, second.text.text)) >= ALIKE:
                likely.append((-ratio, one, other))
    for _, one, other in sorted(likely):
        if At(block, one) not in found and At(block, other) not in taken:
            found[At(block, one)] = At(block, other)
            taken.add(At(block, other))


def _likeness(one: str, other: str) -> float:
    """How much of two texts is common, from 0 to 1."""
    first, second = one.casefold(), other.casefold()
    matcher: SequenceMatcher[str]
    if max(len(first), len(second)) <= SHORT:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
    else:
        matcher = SequenceMatcher(
            None, first.split(maxsplit=WORDS)[:WORDS], second.split(maxsplit=WORDS)[:WORDS], False
        )
    # Cheaper upper bounds come first.
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE:
        return 0.0
    return matcher.ratio()
