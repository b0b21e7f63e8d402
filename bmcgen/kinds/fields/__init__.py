"""Labelled values on lines, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from bmcgen.diagnostics import short
from bmcgen.drawing.setting import Context
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._labels import Labels, labels_of
from bmcgen.kinds.fields.setting import FieldsSetting, ValueText
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.json_schema import any_spelling, keyed
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import Reader, meanings
from bmcgen.source.translations import given
from bmcgen.source.tree import Mapping as MappingNode
from bmcgen.source.tree import Node, Scalar, mapping, said

MOST_ALSO, MOST_ALSO_LABEL = 12, 60
_ALSO = "also"


class FieldsContent(Struct, frozen=True):
    """What was written at the fields, by their ids, and at fields of the user's own, by their labels."""

    values: Mapping[str, Typed]
    also: tuple[tuple[Typed, Typed | None], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values or self.also)


class _Fields(Kind):
    role = "written"
    takes = ("columns",)
    words_needed = ("fields",)
    labels = "fields"
    word_keys: ClassVar[Mapping[str, Any]] = {"fields": (Labels, {})}

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> FieldsContent:
        """A value for each field, and under `also` fields of the user's own."""
        labels, also = _labels(words), [*_under_also(node)]
        if also and isinstance(node, MappingNode):
            node = MappingNode(tuple(pair for pair in node.pairs if pair not in also), node.where)
        values = reader.keyed(node, labels, "field", reader.text)
        return FieldsContent(values, tuple(_own_fields(also, labels, reader)))

    def given(self, held: FieldsContent, words: BlockWords, numbers: Mapping[str, str]) -> Node:
        pairs = [(label, given(held.values[key])) for key, label in words.own["fields"].items() if key in held.values]
        also = [(name.text, given(own) if own else said("")) for name, own in held.also]
        return mapping([*pairs, *([(_ALSO, mapping(also))] if also else [])])

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        values = [(label, typed.pop(key).strip()) for key, label in words.own["fields"].items() if key in typed]
        found = [(label, said(value)) for label, value in values if clean(value)]
        return mapping(found) if found else None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        text = {"$ref": "#/$defs/text"}
        fields = keyed(_labels(words), text)
        own = {"type": ["object", "null"], "maxProperties": MOST_ALSO, "additionalProperties": text}
        return {**fields, "patternProperties": {**fields["patternProperties"], any_spelling(_ALSO): own}}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("more-fields")

    def starter(self, words: BlockWords, starting: Starting) -> Iterator[str]:
        return (f"{starting.plain(label)}:" for label in words.own["fields"].values())

    def words(
        self, block: Block, words: BlockWords, content: FieldsContent | None, wording: Wording
    ) -> tuple[ValueText, ...]:
        held = content or FieldsContent({})
        found = []
        for key, label in words.own["fields"].items():
            typed = held.values.get(key)
            found.append(ValueText(wording.say(label), wording.typed(typed) if typed else None, key=key))
        for name, own in held.also:
            found.append(ValueText(wording.typed(name), wording.typed(own) if own else None, own=True))
        return tuple(found)

    def texts(self, text: BlockText) -> Iterator[Text]:
        yield from (each.label for each in text.body if each.own)
        yield from (each.value for each in text.body if each.value)

    def lines_to_write(self, text: BlockText) -> int:
        return sum(each.value is None for each in text.body)

    def least_width(self, block: Block) -> float:
        return self.narrowest * block.columns

    def set(self, text: BlockText, block: Block, context: Context) -> FieldsSetting:
        return FieldsSetting(text, block, context)


def _labels(words: Sequence[BlockWords]) -> list[Mapping[str, str]]:
    return labels_of(words, lambda each: each.own.get("fields", {}))


def _under_also(node: Node) -> Iterator[tuple[Scalar, Node]]:
    """The keys that hold fields of the user's own."""
    if isinstance(node, MappingNode):
        yield from (pair for pair in node.pairs if fold(pair[0].text) == _ALSO)


def _own_fields(
    found: Sequence[tuple[Scalar, Node]], labels: Sequence[Mapping[str, str]], reader: Reader
) -> Iterator[tuple[Typed, Typed | None]]:
    """The fields of the user's own, each with what is written at it; none for one that is to be filled in by hand."""
    known, _, _ = meanings(labels)
    seen: dict[str, Scalar] = {}
    for key, node in found:
        if isinstance(node, Scalar) and node.empty:
            continue
        if not isinstance(node, MappingNode):
            hint = "{Location: Utrecht, Devices: phone}"
            reader.wrong("wrong-type", f'"{key.text}" must hold fields of your own', node.where, f"such as {hint}")
            continue
        for label, value in node.pairs:
            name = clean(label.text)
            if fold(name) in known:
                hint = f'write it without "{_ALSO}"'
                reader.wrong("duplicate-key", f'"{short(name)}" is a field of this block itself', label.where, hint)
            elif fold(name) in seen:
                reader.twice(label, seen[fold(name)])
            elif not name:
                reader.wrong("missing-key", "this field has no name", label.where, "give it one")
            elif len(name) > MOST_ALSO_LABEL:
                message = f"the name of a field has at most {MOST_ALSO_LABEL} characters, this one has {len(name)}"
                reader.wrong("too-long", message, label.where)
            else:
                seen[fold(name)] = label
                if len(seen) == MOST_ALSO + 1:
                    message = f"there is room for {MOST_ALSO} fields of your own"
                    reader.wrong("too-many", message, label.where, "put the rest in a part of its own")
                yield Typed(name, label.where), reader.text(label, value)


KIND = _Fields()
