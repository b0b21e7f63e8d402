"""YAML and JSON text to a tree whose scalars are still the text that was typed, each with its place.

Nothing is resolved: `no`, `12:30` and `1.10` stay those characters. What YAML would drop without a word (a comment
glued to a note, a tag, an anchor nobody refers to) is reported.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.source.names import clean

MAX_NODES = 100_000
LONG = 100
"""A text of so many characters counts as one value more."""
MAX_DEPTH = 40


class Scalar(Struct, frozen=True):
    text: str
    where: Place
    plain: bool = True
    one_line: bool = True
    data: bytes | None = None

    @property
    def empty(self) -> bool:
        """Nothing was typed here (a key without a value, a dash without a text)."""
        return self.plain and not self.text


class Sequence(Struct, frozen=True):
    items: tuple[Node, ...]
    where: Place


class Mapping(Struct, frozen=True):
    pairs: tuple[tuple[Scalar, Node], ...]
    where: Place

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs if name.text == key), None)


Node = Scalar | Sequence | Mapping


_NOWHERE = Place("")


def said(text: str) -> Scalar:
    """A text that was not typed into a data file, but is to stand in one."""
    return Scalar(text, _NOWHERE, plain=False)


def sequence(items: Iterable[Node]) -> Sequence:
    """A list of such."""
    return Sequence(tuple(items), _NOWHERE)


def mapping(pairs: Iterable[tuple[str, Node]]) -> Mapping:
    """Keys with values of such."""
    return Mapping(tuple((said(key), value) for key, value in pairs), _NOWHERE)


def lines_of(text: str) -> list[Scalar]:
    """The lines of what was typed into a field, without those in which nothing can be seen."""
    return [said(line.strip()) for line in text.split("\n") if clean(line)]


def at(node: Node, *path: str | int) -> Place:
    """Where a path of keys and numbers leads in a tree: the last key that is there, or the value it leads to."""
    where = node.where
    for step in path:
        if isinstance(node, Mapping):
            found = next((pair for pair in node.pairs if pair[0].text == step), None)
            if found is None:
                return where
            where, node = found[0].where, found[1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            where = node.where
        else:
            return where
    return where


class Source(Struct, frozen=True):
    """A file's tree, and what is wrong in it though it could be read: text that YAML would drop, keys given twice. What
    is to be said and does not keep the file from being printed is in `said`.
    """

    tree: Node
    problems: tuple[Diagnostic, ...] = ()
    said: tuple[Diagnostic, ...] = ()

    @property
    def root(self) -> Node:
        """The tree, for a reader that has no problems of its own to add."""
        if self.problems:
            raise Problems(self.problems)
        return self.tree


def parse(text: str, name: str, *, json: bool = False) -> Source:
    """The source of a text that holds one YAML (or JSON) document."""
    return only(parse_documents(text, name, json=json))


def parse_documents(text: str, name: str, *, json: bool = False) -> list[Source]:
    """The sources of a text that holds documents with `---` between them."""
    # A sheet whose layout and words were read when the package was built needs no YAML at all.
    from bmcgen.source.yaml_events import Builder

    return Builder(text, name, json=json).build()


def only(documents: list[Source]) -> Source:
    first, *more = documents
    if more:
        second = error("several-documents", "a second document begins here", more[0].tree.where)
        return Source(first.tree, (*first.problems, second), first.said)
    return first
