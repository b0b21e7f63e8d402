"""The blocks of a form in a data file: prose, lists, fields, scales, choices and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from bmcgen.diagnostics import Diagnostic, Problems, did_you_mean, short
from bmcgen.model.content import Chosen, Items, PictureFile, Position, Positions, Prose, Typed, Values
from bmcgen.model.locale import BlockWords
from bmcgen.source.names import clean, fold
from bmcgen.source.pictures import read_picture
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Mapping as MappingNode
from bmcgen.source.tree import Node, Scalar, Sequence
from bmcgen.source.verbatim import as_typed

T = TypeVar("T")
_PICTURE_KEYS = {"file": "file", "focus": "focus", "alt": "alt"}


class FormReader(Reader):
    """Reads the blocks of forms. Pictures are looked for in `folder`."""

    def __init__(self, problems: list[Diagnostic], folder: Path | None) -> None:
        super().__init__(problems)
        self.folder = folder

    def prose(self, key: Scalar, node: Node) -> Prose | None:
        """A text, or `{text: …}`. Any other one-pair mapping is a text too, as it was typed."""
        if isinstance(node, MappingNode) and len(node.pairs) == 1:
            inner, value = node.pairs[0]
            if fold(inner.text) == "text" and isinstance(value, Scalar):
                return self.prose(key, value)
            if text := clean(as_typed(node)):
                return Typed(text, node.where)
        if isinstance(node, Scalar):
            return Typed(text, node.where) if (text := clean(node.text)) else None
        hint = "put it between quotation marks, or begin it with | to write several lines"
        self.wrong("wrong-type", f'"{short(key.text)}" must be a text', node.where, hint)
        return None

    def items(self, key: Scalar, node: Node) -> Items | None:
        """A list of texts."""
        if not isinstance(node, Sequence):
            hint = "put a dash before each"
            self.wrong("wrong-type", f'"{short(key.text)}" must be a list of texts', node.where, hint)
            return None
        found = []
        for item in node.items:
            if isinstance(item, Scalar) and not clean(item.text):
                if not self.told(item.where.line, ("comment-in-note",)):
                    self.wrong("comment-in-note", "this entry is empty", item.where, "write a text or delete the line")
            elif text := self.prose(key, item):
                found.append(text)
        return tuple(found)

    def values(self, node: Node, labels: Iterable[Mapping[str, str]]) -> Values:
        """The fields of a block by their ids. A field answers to its id and to its label in any language."""
        return self._mapping(node, labels, "field", self.prose)

    def positions(self, node: Node, labels: Iterable[Mapping[str, str]]) -> Positions:
        """The marks on the scales of a block, by the scales' ids."""
        return self._mapping(node, labels, "scale", self._position)

    def _position(self, key: Scalar, node: Node) -> Position | None:
        if isinstance(node, Scalar) and not clean(node.text):
            return None
        try:
            value = _number(node.text.strip().rstrip("%")) if isinstance(node, Scalar) else -1.0
        except ValueError:
            value = -1.0
        if not 0 <= value <= 100:
            self.wrong("bad-value", f'"{short(key.text)}" must be a number from 0 to 100, or empty', node.where)
            return None
        return Position(value, node.where)

    def chosen(self, key: Scalar, node: Node, labels: Iterable[Mapping[str, str]]) -> Chosen:
        """The ids of the boxes that are ticked: one, or a list."""
        meaning, _, known = _meanings(labels)
        found = set()
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Scalar):
                self.wrong(
                    "wrong-type", f'"{short(key.text)}" must be one of its choices, or a list of them', item.where
                )
            elif not item.empty:
                choice = meaning.get(fold(item.text))
                if choice is None:
                    hint = did_you_mean(item.text, known, f"known here: {', '.join(known)}")
                    if "," in item.text:
                        hint = f"write several as a list: [{item.text}]"
                    self.wrong("unknown-choice", f'"{short(item.text)}" is not a choice here', item.where, hint)
                else:
                    found.add(choice)
        return frozenset(found)

    def picture(self, key: Scalar, node: Node) -> PictureFile | None:
        """A picture's file name, or `{file, focus: [across, down], alt}` with the focus in per cent."""
        name, focus, alt = (node if isinstance(node, Scalar) else None), (0.5, 0.5), None
        if isinstance(node, MappingNode):
            found = self.pairs(node, _PICTURE_KEYS, "picture")
            file = found.get("file")
            name = file if isinstance(file, Scalar) else None
            focus = self._focus(found["focus"]) if "focus" in found else focus
            alt = self.prose(Scalar("alt", node.where), found["alt"]) if "alt" in found else None
        if name is None or not clean(name.text):
            self.wrong(
                "wrong-type", f'"{short(key.text)}" must be the name of a file, or {{file, focus, alt}}', node.where
            )
            return None
        try:
            return read_picture(Typed(clean(name.text), name.where), self.folder, focus, alt)
        except Problems as exc:
            self.problems += exc.diagnostics
            return None

    def _focus(self, node: Node) -> tuple[float, float]:
        items = node.items if isinstance(node, Sequence) else ()
        try:
            parts = [_number(item.text) / 100 for item in items if isinstance(item, Scalar)]
        except ValueError:
            parts = []
        if len(parts) == len(items) == 2 and all(0 <= part <= 1 for part in parts):
            return parts[0], parts[1]
        self.wrong("bad-value", "a focus is two numbers from 0 to 100: [across, down]", node.where)
        return 0.5, 0.5

    def _mapping(
        self,
        node: Node,
        labels: Iterable[Mapping[str, str]],
        what: str,
        read: Callable[[Scalar, Node], T | None],
    ) -> dict[str, T]:
        """The values of a mapping whose keys are ids or labels."""
        if not isinstance(node, MappingNode):
            self.wrong("wrong-type", f"this must be keys and values, a {what} a line", node.where)
            return {}
        meaning, unclear, known = _meanings(labels)
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


def _number(text: str) -> float:
    """A number in plain figures; ValueError for anything else that Python would take for one."""
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text.strip()):
        raise ValueError(text)
    return float(text)


def field_labels(words: Collection[BlockWords]) -> list[Mapping[str, str]]:
    """What the fields of a block are called, in each language, and what else they may be called."""
    return [*(each.fields for each in words), *_other_names(words)]


def choice_labels(words: Collection[BlockWords]) -> list[Mapping[str, str]]:
    return [*(each.choices for each in words), *_other_names(words)]


def scale_labels(words: Collection[BlockWords]) -> list[Mapping[str, str]]:
    return [*({key: scale.label for key, scale in each.scales.items()} for each in words), *_other_names(words)]


def _other_names(words: Iterable[BlockWords]) -> Iterator[Mapping[str, str]]:
    for each in words:
        yield from ({key: name} for key, names in each.also_called.items() for name in names)


def _meanings(labels: Iterable[Mapping[str, str]]) -> tuple[dict[str, str], dict[str, list[str]], list[str]]:
    """What ids and labels mean; labels that mean several things, with these; and what to suggest."""
    meanings: dict[str, list[str]] = {}
    known: list[str] = []
    for each in labels:
        for key, label in each.items():
            for name in (key, label):
                ids = meanings.setdefault(fold(name), [])
                if key not in ids:
                    ids.append(key)
            known += [key, label]
    clear = {name: ids[0] for name, ids in meanings.items() if len(ids) == 1}
    return clear, {name: ids for name, ids in meanings.items() if len(ids) > 1}, list(dict.fromkeys(known))
