"""What the readers of blocks share: where they collect problems, how they read texts and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import TypeVar

from bmcgen.diagnostics import Diagnostic, Place, did_you_mean, error, short
from bmcgen.model.content import COLOURS, Segment, Tag, Typed
from bmcgen.source.names import clean, fold
from bmcgen.source.translations import is_meant, is_translated, read_translations
from bmcgen.source.tree import Mapping, Node, Scalar
from bmcgen.source.verbatim import as_typed

T = TypeVar("T")
MOST_LIKE = 200
"""Among so many ids at most a like one is looked for, and for so many links."""


def there(place: Place) -> str:
    """Where something is, for a message about the same file: its line, or its path in data that comes from no file."""
    return f"on line {place.line}" if place.line else f"at {place.file}"


class Reader:
    """Collects what is wrong with one sheet in `problems`.

    `folder` is where pictures are looked for; `colours` and `statuses` tell what folded names mean. `segments` are
    those that the sheet declares, by their folded names, and `ids` the places of the ids that its notes have. `tags`,
    by their folded names, `marked` (statuses) and `links` (ids that notes lead to) are what notes have used.
    """

    def __init__(
        self,
        problems: list[Diagnostic],
        folder: Path | None = None,
        colours: AnyMapping[str, str] | None = None,
        statuses: AnyMapping[str, str] | None = None,
    ) -> None:
        self.problems, self.folder = problems, folder
        self.colours, self.statuses = colours or {}, statuses or {}
        self.segments: dict[str, Segment] = {}
        self.ids: dict[str, Place] = {}
        self.tags: dict[str, Tag] = {}
        self.marked: set[str] = set()
        self.links: list[Typed] = []
        # Whether any text is in several languages.
        self.several = False
        self._lines: dict[str, set[int]] = {}
        self._seen = 0

    def told(self, line: int, codes: Iterable[str]) -> bool:
        """Whether a problem with one of these codes is known on a line already."""
        for problem in self.problems[self._seen :]:
            self._lines.setdefault(problem.code, set()).add(problem.where.line)
        self._seen = len(self.problems)
        return line > 0 and any(line in self._lines.get(code, ()) for code in codes)

    def wrong(self, code: str, message: str, where: Place, hint: str = "") -> None:
        self.problems.append(error(code, message, where, hint))

    def twice(self, key: Scalar, first: Scalar) -> None:
        """Reports two keys that mean one thing, unless the same text twice was reported when the file was read."""
        if key.text != first.text:
            hint = f'it is already {there(first.where)}, as "{short(first.text)}"'
            self.wrong("duplicate-key", f'"{short(key.text)}" appears twice', key.where, hint)

    def pairs(self, node: Mapping, keys: AnyMapping[str, str], what: str) -> dict[str, Node]:
        """The values of a mapping by the keys that a thing may have."""
        found: dict[str, Node] = {}
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            known = keys.get(fold(key.text))
            if known is None:
                message = f'"{short(key.text)}" is not a key of a {what}'
                self.wrong("unknown-key", message, key.where, did_you_mean(key.text, list(keys)))
            elif known in found:
                self.twice(key, first[known])
            else:
                found[known], first[known] = value, key
        return found

    def targets(self) -> tuple[str, ...]:
        """The ids that links lead to, in the order of the file. A link to an id that no note has is reported."""
        unknown = [link for link in self.links if link.text not in self.ids]
        for number, link in enumerate(unknown):
            # To look for names that are alike takes long where there are very many.
            known = tuple(self.ids)[:MOST_LIKE] if number < MOST_LIKE else ()
            hint = did_you_mean(link.text, known, "give the note that it leads to this id")
            self.wrong("unknown-id", f'no note has the id "{short(link.text)}"', link.where, hint)
        named = {link.text for link in self.links}
        return tuple(name for name in self.ids if name in named)

    def text(self, key: Scalar, node: Node) -> Typed | None:
        """A text, or `{text: …}`, or one in several languages. Any other one-pair mapping is a text too, as it was
        typed.
        """
        if isinstance(node, Mapping) and len(node.pairs) == 1:
            inner, value = node.pairs[0]
            if fold(inner.text) == "text" and (isinstance(value, Scalar) or is_translated(value, 1)):
                return self.translated(value) if isinstance(value, Mapping) else self.text(key, value)
            if text := clean(as_typed(node)):
                return Typed(text, node.where)
        if isinstance(node, Scalar):
            return Typed(text, node.where) if (text := clean(node.text)) else None
        if isinstance(node, Mapping) and (is_translated(node) or is_meant(node)):
            return self.translated(node)
        hint = "put it between quotation marks, or begin it with | to write several lines"
        self.wrong("wrong-type", f'"{short(key.text)}" must be a text', node.where, hint)
        return None

    def translated(self, node: Node) -> Typed | None:
        """A text in several languages."""
        self.several = True
        return read_translations(node, self.problems.append)

    def texts(self, key: Scalar, items: Iterable[Node]) -> tuple[Typed, ...]:
        """The texts of a list, none of them empty."""
        found = []
        for item in items:
            if isinstance(item, Scalar) and not clean(item.text):
                if not self.told(item.where.line, ("comment-in-note",)):
                    hint = "write a text or delete the line"
                    self.wrong("comment-in-note", "this entry is empty", item.where, hint)
            elif text := self.text(key, item):
                found.append(text)
        return tuple(found)

    def colour(self, node: Node) -> str | None:
        """A colour by its name in any language; None where none is named."""
        if not isinstance(node, Scalar):
            self.wrong("wrong-type", "a colour must be a name", node.where)
            return None
        known = self.colours.get(fold(node.text))
        if known is None and not node.empty:
            hint = did_you_mean(node.text, tuple(self.colours), f"choose from: {', '.join(COLOURS)}")
            self.wrong("unknown-colour", f'"{short(node.text)}" is not a note colour', node.where, hint)
        return known

    def keyed(
        self,
        node: Node,
        labels: Iterable[AnyMapping[str, str]],
        what: str,
        read: Callable[[Scalar, Node], T | None],
    ) -> dict[str, T]:
        """The values of a mapping whose keys are ids or labels, by the ids. A thing answers to its label in every
        language.
        """
        if not isinstance(node, Mapping):
            self.wrong("wrong-type", f"this must be keys and values, one {what} on each line", node.where)
            return {}
        meaning, unclear, known = meanings(labels)
        found: dict[str, T] = {}
        seen: dict[str, Scalar] = {}
        for key, value in node.pairs:
            name = meaning.get(fold(key.text))
            if fold(key.text) in unclear:
                hint = f"write one of: {', '.join(unclear[fold(key.text)])}"
                self.wrong("unclear-name", f'"{short(key.text)}" is the name of several {what}s', key.where, hint)
            elif name is None:
                hint = did_you_mean(key.text, known)
                self.wrong("unknown-key", f'"{short(key.text)}" is not a {what} here', key.where, hint)
            else:
                if name in seen:
                    self.twice(key, seen[name])
                seen.setdefault(name, key)
                got = read(key, value)
                if got is not None:
                    found[name] = got
        return found


def meanings(labels: Iterable[AnyMapping[str, str]]) -> tuple[dict[str, str], dict[str, list[str]], list[str]]:
    """What ids and labels mean; labels that mean several things, with these; and what to suggest."""
    ids_by_name: dict[str, list[str]] = {}
    known: list[str] = []
    for each in labels:
        for key, label in each.items():
            for name in (key, label):
                ids = ids_by_name.setdefault(fold(name), [])
                if key not in ids:
                    ids.append(key)
            known += [key, label]
    clear = {name: ids[0] for name, ids in ids_by_name.items() if len(ids) == 1}
    return clear, {name: ids for name, ids in ids_by_name.items() if len(ids) > 1}, list(dict.fromkeys(known))
