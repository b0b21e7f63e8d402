"""A sheet of a file with its notes by ids that stay the same while they are worked on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import count

from bmcgen.assets.finder import Assets
from bmcgen.source.names import clean, fold
from bmcgen.source.translations import language_code
from bmcgen.studio.sheet.outline import Entry, Outline, resolved
from bmcgen.studio.splicing.edits import Edit, Refused
from bmcgen.studio.splicing.forms import as_typed
from bmcgen.studio.splicing.marks import Node, plain
from bmcgen.studio.splicing.splice import Spliced

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}")
_ALONE = {"text", "segment", "segments", "colour", "color", "id"}
_ALIKE = 0.6
_KEYS = {*_ALONE, "status", "tag", "tags", "to", "amount"}


class Board:
    """A state of a sheet. `ids` are those of its notes, in the order of the file."""

    def __init__(self, outline: Outline, ids: Sequence[str]) -> None:
        assert len(ids) == len(outline.entries)
        self.outline, self.ids = outline, tuple(ids)
        self.by_id = dict(zip(ids, outline.entries, strict=True))

    @classmethod
    def of(cls, text: str, assets: Assets, sheet: int = 0, before: Board | None = None) -> Board:
        """The board of a text; notes that were on one before keep their ids. `yaml.YAMLError` if it is no YAML."""
        outline = Outline(Spliced.of(text), assets, sheet)
        return cls(outline, aligned(outline, before) if before else [*fresh((), len(outline.entries))])

    @property
    def text(self) -> str:
        return self.outline.spliced.text

    @property
    def assets(self) -> Assets:
        return self.outline.assets

    def entry(self, note: str) -> Entry:
        """Where a note stands. `Refused` if there is none of that id."""
        try:
            return self.by_id[note]
        except KeyError:
            raise Refused(f"no note {note}") from None

    def edited(self, edits: Sequence[Edit], gone: Sequence[str] = (), new: str | None = None) -> Board:
        """The board after edits that take notes away, or add one that stands where the last of them puts it."""
        spliced = self.outline.spliced.apply(edits)
        outline = Outline(spliced, self.assets, self.outline.sheet)
        ids = [each for each in self.ids if each not in gone]
        if new is not None:
            path = edits[-1].path
            ids = self._with(
                ids, outline, [n for n, each in enumerate(outline.entries) if _within(each.path, path)], new
            )
        if len(ids) != len(outline.entries):
            # The file said something else than it seemed to.
            return Board(outline, aligned(outline, self))
        return Board(outline, ids)

    def _with(self, ids: list[str], outline: Outline, at: list[int], new: str) -> list[str]:
        if not at:
            # A list that was made for it.
            known = {(each.block, repr(plain(each.node))) for each in self.outline.entries}
            at = [n for n, e in enumerate(outline.entries) if (e.block, repr(plain(e.node))) not in known]
        return [*ids[: at[0]], new, *ids[at[0] :]] if at else ids

    def number(self, place: int) -> str | None:
        """The note that a place in the text is in."""
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return None
        start, note = self._places[at]
        return note if place <= max(self.by_id[note].node.end, start) else None

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        """Where each note begins in the text."""
        return sorted((entry.node.start, note) for note, entry in self.by_id.items())

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._places]


def _within(path: tuple[str | int, ...], above: tuple[str | int, ...]) -> bool:
    return path[: len(above)] == above


def fresh(taken: Sequence[str], most: int) -> Iterator[str]:
    """Ids that nothing has yet."""
    known, numbers = {*taken}, count(1)
    while most:
        name = f"n{next(numbers)}"
        if name not in known:
            yield name
            most -= 1


def is_id(text: object) -> bool:
    """Whether a browser may call a note so."""
    return isinstance(text, str) and bool(_ID.fullmatch(text))


def aligned(outline: Outline, before: Board) -> list[str]:
    """The ids of the notes of another state of a file: equal notes of a block keep theirs in their order, then those
    alike, then those that moved to another block.
    """
    old = [(each.block, repr(plain(each.node))) for each in before.outline.entries]
    new = [(each.block, repr(plain(each.node))) for each in outline.entries]
    found: dict[int, str] = {}
    left = [*range(len(old))]
    for block in dict.fromkeys(name for name, _ in new):
        ours = [n for n in range(len(new)) if new[n][0] == block]
        theirs = [n for n in left if old[n][0] == block]
        matcher = SequenceMatcher(None, [old[n][1] for n in theirs], [new[n][1] for n in ours], autojunk=False)
        for what, a, b, c, d in matcher.get_opcodes():
            # As many others between the same neighbours are the same notes with other words.
            if what == "equal" or (what == "replace" and b - a == d - c):
                found |= {ours[c + step]: before.ids[theirs[a + step]] for step in range(b - a)}
        taken = {*found.values()}
        left = [n for n in left if before.ids[n] not in taken]
    for same_block in (True, False):
        for n in (each for each in range(len(new)) if each not in found):
            near = [m for m in left if (old[m][0] == new[n][0]) == same_block]
            likeness = {m: _likeness(old[m][1], new[n][1]) for m in near}
            best = max(likeness, key=lambda m: likeness[m], default=None)
            if best is not None and likeness[best] >= (_ALIKE if same_block else 1.0):
                found[n] = before.ids[best]
                left.remove(best)
    more = fresh((*before.ids, *found.values()), len(new) - len(found))
    return [found[n] if n in found else next(more) for n in range(len(new))]


def _likeness(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


class Form:
    """How a note is written in the file: a text, a mapping with more to say, a text in several languages, or one that
    looks like a mapping (`Price: 5`).
    """

    def __init__(self, board: Board, entry: Entry) -> None:
        self.entry, self.node = entry, resolved(entry.node)
        node = self.node
        keys = [fold(key.text) for key in node.keys] if node.kind == "mapping" else []
        codes = [language_code(key.text.strip()) for key in node.keys]
        self.alone = len(keys) == 1 and keys[0] not in _ALONE
        self.several = len(keys) > 1 and all(codes) and not all(key in _KEYS for key in keys)
        self.mapping = node.kind == "mapping" and not self.alone and not self.several
        self._raw = board.text[node.start : node.end]

    def key(self, *names: str) -> str | None:
        """How a key of the note is spelled in the file, if it is there."""
        if not self.mapping:
            return None
        return next((key.text for key in self.node.keys if fold(key.text) in names), None)

    def get(self, *names: str) -> Node | None:
        """The value of a key."""
        key = self.key(*names)
        found = self.node.get(key) if key is not None else None
        return resolved(found) if found is not None else None

    @property
    def words(self) -> Node | None:
        """What is written in it: a text, or one in several languages."""
        return self.get("text") if self.mapping else self.node

    @property
    def languages(self) -> list[str]:
        """The languages that it is written in, if it says so."""
        words = self.words
        if words is None or words.kind != "mapping" or self.alone:
            return []
        return [key.text for key in words.keys]

    def language(self, code: str) -> str | None:
        """The key of its text in a language, or the first."""
        near = [
            key
            for key in self.languages
            if (language_code(key.strip()) or key).split("-")[0] == code.split("-", maxsplit=1)[0]
        ]
        exact = [key for key in near if language_code(key.strip()) == code]
        return next(iter([*exact, *near, *self.languages]), None)

    def text(self, code: str) -> str:
        """Its text in a language."""
        if self.alone:
            return as_typed(self._raw)
        words, key = self.words, self.language(code)
        found = resolved(words.get(key)) if words is not None and key is not None else words  # type: ignore[arg-type]
        return as_typed(found.text) if found is not None and found.kind == "scalar" else ""

    def texts(self, *names: str) -> list[str]:
        """The texts of a key: one, or a list of them."""
        found = self.get(*names)
        if found is None:
            return []
        items = found.items if found.kind == "list" else [found]
        return [clean(resolved(each).text) for each in items if resolved(each).kind == "scalar" and resolved(each).text]
