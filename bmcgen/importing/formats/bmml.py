"""BMML, a markup for business models in YAML, versions 1 and 2. Its links say which segments a note belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.importing.formats._text import typed
from bmcgen.importing.outline import Aside, Field, Heading, Outline, Part, Table, Words
from bmcgen.source.files import documents_in
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence

SUFFIXES = (".bmml",)
NEEDS: tuple[str, ...] = ()
MOST = 2_000_000
BLOCKS = {
    "customer_segments": "Customer Segments",
    "value_propositions": "Value Propositions",
    "channels": "Channels",
    "customer_relationships": "Customer Relationships",
    "revenue_streams": "Revenue Streams",
    "key_resources": "Key Resources",
    "key_activities": "Key Activities",
    "key_partnerships": "Key Partners",
    "costs": "Cost Structure",
}
_TOLD = {
    "jobs": "job of a segment",
    "pains": "pain of a segment",
    "gains": "gain of a segment",
    "products_services": "product or service",
    "pain_relievers": "pain reliever",
    "gain_creators": "gain creator",
}
_META = {"name": "title", "tagline": "tagline", "updated": "date"}
_PLAIN = ("id", "name", "description", "for", "from", "segments", "segment", "for_value", "from_segments", "provides")
_LINKS = (*_PLAIN[3:], "linked_to", "value_proposition", "customer_segment")


def read(data: bytes, name: str) -> Outline:
    documents = documents_in(data, name)
    root = documents[0].root
    if not isinstance(root, Mapping):
        raise Problems([error("no-canvas", "a BMML file holds keys and values", Place(name))])
    return Outline(tuple(_Reader(root).read()), documents[0].said, sure=True)


class Links:
    """The entries of each block, and which segments they belong to."""

    def __init__(self, root: Mapping) -> None:
        self.root = root
        self.blocks = {key: _entries(root, key) for key in BLOCKS}
        costs = root.get("cost_structure")
        if isinstance(costs, Mapping):
            self.blocks["costs"] += _entries(costs, "major_costs")
        self.names = {_text(each, "id"): _text(each, "name") for each in self.blocks["customer_segments"]}
        self.segments: dict[str, set[str]] = {each: {each} for each in self.names}
        self._link()

    def _link(self) -> None:
        """Finds the segments of everything: those it names, else those of what it names."""
        for fit in _entries(self.root, "fits"):
            ids = _linked(fit)
            for each in ids:
                if each not in self.names:
                    self.segments.setdefault(each, set()).update(ids & {*self.names})
        direct = ("channels", "customer_relationships", "revenue_streams")
        for block in direct:
            for entry in self.blocks[block]:
                self._give(entry)
        for entry in self.blocks["value_propositions"]:
            own = _text(entry, "id")
            if not self.segments.get(own):
                users = [each for block in direct for each in self.blocks[block] if own in _linked(each)]
                self.segments[own] = {name for each in users for name in _linked(each) & {*self.names}}
        for block in (*direct, "key_resources", "key_activities", "key_partnerships", "costs"):
            for entry in self.blocks[block]:
                self._give(entry)
        # What nothing belongs to is a note, and no segment.
        of_others = [own for each, own in self.segments.items() if each not in self.names]
        self.segments |= {each: {each} & {*chain(*of_others)} for each in self.names}

    def _give(self, entry: Mapping) -> None:
        own = _text(entry, "id") or _text(entry, "name")
        ids = _linked(entry)
        named = ids & {*self.names}
        self.segments[own] = named or {name for each in ids for name in self.segments.get(each, ())}

    def segments_of(self, entry: Mapping) -> list[str]:
        """The names of the segments that an entry belongs to."""
        own = self.segments.get(_text(entry, "id") or _text(entry, "name"), ())
        return [self.names[each] for each in self.names if each in own]

    def masthead(self) -> list[tuple[str, str]]:
        """What the file says of the whole canvas, by the keys of a data file."""
        meta = self.root.get("meta")
        pairs = meta.pairs if isinstance(meta, Mapping) else ()
        return [
            (_META[key.text], value.text) for key, value in pairs if key.text in _META and isinstance(value, Scalar)
        ]


def said_in(entry: Mapping) -> Scalar:
    """The text of an entry as it was typed: its name, and behind a colon its description."""
    found = [value for key in ("name", "description") if isinstance(value := entry.get(key), Scalar) and value.text]
    return Scalar(": ".join(each.text for each in found), found[0].where if found else entry.where, plain=False)


class _Reader(Links):
    def read(self) -> list[Part]:
        parts: list[Part] = []
        meta = self.root.get("meta")
        for key, value in meta.pairs if isinstance(meta, Mapping) else ():
            if isinstance(value, Scalar) and value.text:
                if key.text in _META:
                    parts.append(Field(_META[key.text], typed(value.text, value.where)))
                else:
                    parts.append(Aside("detail", typed(f"{key.text}: {value.text}", value.where)))
        for block, title in BLOCKS.items():
            entries = self.blocks[block]
            if entries:
                parts.append(Heading(1, Words(title, entries[0].where)))
            for entry in entries:
                parts += self._entry(entry)
        costs = self.root.get("cost_structure")
        for key, value in costs.pairs if isinstance(costs, Mapping) else ():
            parts += [Aside("detail", typed(f"{key.text}: {text.text}", text.where)) for text in _scalars(value)]
        parts += [Aside("fit", typed(_text(each, "description"), each.where)) for each in _entries(self.root, "fits")]
        return parts

    def _entry(self, entry: Mapping) -> list[Part]:
        name, description = _text(entry, "name"), _text(entry, "description")
        text = f"{name}: {description}" if name and description else name or description
        segments = "; ".join(self.segments_of(entry))
        where = next((value.where for key, value in entry.pairs if key.text in ("name", "description")), entry.where)
        heads = (Words("", where), Words("Belongs to" if segments else "", where))
        parts: list[Part] = [Table((heads, (typed(text, where), typed(segments, where))), head=True)] if text else []
        for key, value in entry.pairs:
            if key.text in _TOLD:
                for each in _items(value):
                    said = _text(each, "name") or _text(each, "description")
                    parts.append(Aside(_TOLD[key.text], typed(said, each.where)))
            elif key.text not in _PLAIN and key.text not in _LINKS:
                parts += [Aside("detail", typed(f"{key.text}: {text.text}", text.where)) for text in _scalars(value)]
        return parts


def _entries(node: Mapping, key: str) -> list[Mapping]:
    found = node.get(key)
    return _items(found) if found is not None else []


def _items(node: Node) -> list[Mapping]:
    return [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return " ".join(value.text.split()) if isinstance(value, Scalar) else ""


def _linked(entry: Mapping) -> set[str]:
    """The ids that an entry names."""
    return {each.text for key, value in entry.pairs if key.text in _LINKS for each in _scalars(value)}


def _scalars(node: Any) -> Iterable[Scalar]:
    if isinstance(node, Scalar):
        yield from (node,) if node.text else ()
    elif isinstance(node, Mapping):
        for _, value in node.pairs:
            yield from _scalars(value)
    else:
        for item in node.items:
            yield from _scalars(item)
