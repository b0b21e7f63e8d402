"""YAML and JSON that are no data files: their keys are headings, their lists are notes."""

from __future__ import annotations

from bmcgen.importing.formats._text import typed
from bmcgen.importing.masthead import key_of
from bmcgen.importing.outline import Field, Heading, Item, Outline, Part, Table, Words
from bmcgen.source.files import documents_in
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence

SUFFIXES = (".yaml", ".yml", ".json")
NEEDS: tuple[str, ...] = ()
MOST = 2_000_000


def read(data: bytes, name: str) -> Outline:
    documents = documents_in(data, name, json=name.lower().endswith(".json"))
    parts: list[Part] = []
    for document in documents:
        parts += outline_of(document.root)
    return Outline(tuple(parts), tuple(each for document in documents for each in document.said))


def outline_of(node: Node) -> list[Part]:
    """The parts of a tree."""
    parts: list[Part] = []
    _read(node, 1, parts)
    return parts


def _read(node: Node, level: int, parts: list[Part]) -> None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            meant = key_of(_spaced(key.text))
            if isinstance(value, Scalar) and meant and level <= 2:
                if value.text:
                    parts.append(Field(meant, typed(value.text, value.where)))
                continue
            parts.append(Heading(level, _words(Scalar(_spaced(key.text), key.where))))
            _read(value, level + 1, parts)
    elif isinstance(node, Sequence):
        _list(node, level, parts)
    elif node.text:
        parts.append(Table(((_words(node),),)))


def _list(node: Sequence, level: int, parts: list[Part]) -> None:
    for item in node.items:
        if isinstance(item, Scalar):
            if item.text:
                parts.append(Item(_words(item)))
        elif isinstance(item, Mapping) and all(_is_flat(value) for _, value in item.pairs):
            parts.append(_row(item))
        else:
            _read(item, level, parts)


def _is_flat(node: Node) -> bool:
    return isinstance(node, Scalar) or (
        isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)
    )


def _row(item: Mapping) -> Table | Item:
    """A mapping as a row of a table whose heads are its keys; one of a single pair as it was typed."""
    heads: list[Words] = []
    cells: list[Words] = []
    for key, value in item.pairs:
        texts = [value.text] if isinstance(value, Scalar) else [each.text for each in _scalars(value)]
        heads.append(Words("", key.where) if len(item.pairs) == 1 else _words(Scalar(_spaced(key.text), key.where)))
        cells.append(typed("; ".join(texts), value.where))
    if len(item.pairs) == 1:
        key, _ = item.pairs[0]
        text = cells[0].text if key.text.casefold() in ("text", "note") else f"{key.text}: {cells[0].text}"
        return Item(Words(text, key.where))
    return Table((tuple(heads), tuple(cells)), head=True)


def _scalars(node: Node) -> list[Scalar]:
    return [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []


def _words(node: Scalar) -> Words:
    return typed(node.text, node.where)


def _spaced(key: str) -> str:
    """`keyPartners` and `key_partners` as words."""
    words = "".join(
        f" {char}" if char.isupper() and key[at - 1 : at].islower() else char for at, char in enumerate(key)
    )
    return words.replace("_", " ").replace("-", " ")
