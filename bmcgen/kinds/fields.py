"""Labelled values on lines, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._labels import labels_of
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text, ValueText
from bmcgen.source.json_schema import keyed
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar


class _Fields(Kind):
    role = "written"
    words_needed = ("fields",)
    labels = "fields"

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> dict[str, Typed]:
        return reader.keyed(node, _labels(words), "field", reader.text)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return keyed(_labels(words), {"$ref": "#/$defs/text"})

    def starter(self, words: BlockWords, starting: Starting) -> Iterator[str]:
        return (f"{starting.plain(label)}:" for label in words.fields.values())

    def words(
        self, block: Block, words: BlockWords, content: Mapping[str, Typed] | None, wording: Wording
    ) -> dict[str, Any]:
        found = []
        for key, label in words.fields.items():
            typed = (content or {}).get(key)
            found.append(ValueText(wording.say(label), wording.typed(typed) if typed else None))
        return {"values": tuple(found)}

    def texts(self, text: BlockText) -> Iterator[Text]:
        return (each.value for each in text.values if each.value)


def _labels(words: Sequence[BlockWords]) -> list[Mapping[str, str]]:
    return labels_of(words, lambda each: each.fields)


KIND = _Fields()
