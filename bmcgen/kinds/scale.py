"""Positions from 0 to 100 between two ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bmcgen.diagnostics import short
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._labels import labels_of
from bmcgen.model.content import Position
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import ScaleText
from bmcgen.source.json_schema import keyed
from bmcgen.source.names import clean, plain_number
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar


class _Scale(Kind):
    role = "written"
    words_needed = ("scales",)
    labels = "scales"

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> dict[str, Position]:
        def position(key: Scalar, node: Node) -> Position | None:
            if isinstance(node, Scalar) and not clean(node.text):
                return None
            value = plain_number(node.text.strip().rstrip("%")) if isinstance(node, Scalar) else None
            if value is None or value > 100:
                message = f'"{short(key.text)}" must be a number from 0 to 100, or empty'
                reader.wrong("bad-value", message, node.where)
                return None
            return Position(value, node.where)

        return reader.keyed(node, _labels(words), "scale", position)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        number = {"anyOf": [{"type": ["number", "null"], "minimum": 0, "maximum": 100}, {"type": "string"}]}
        return keyed(_labels(words), number)

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("scale")

    def starter(self, words: BlockWords, starting: Starting) -> Iterator[str]:
        width = max(map(len, words.scales)) + 2
        for key, each in words.scales.items():
            yield f"{key + ':':{width}}# {each.label}: {each.low} – {each.high}"

    def words(
        self, block: Block, words: BlockWords, content: Mapping[str, Position] | None, wording: Wording
    ) -> dict[str, Any]:
        found = []
        for key, each in words.scales.items():
            mark = (content or {}).get(key)
            if mark:
                alt = wording.general("position", value=f"{mark.value:g}", low=each.low, high=each.high)
            else:
                alt = wording.general("no-position", low=each.low, high=each.high)
            label, low, high = (wording.say(text) for text in (each.label, each.low, each.high))
            found.append(ScaleText(label, low, high, mark.value / 100 if mark else None, alt.text))
        return {"scales": tuple(found)}


def _labels(words: Sequence[BlockWords]) -> list[Mapping[str, str]]:
    return labels_of(words, lambda each: {key: scale.label for key, scale in each.scales.items()})


KIND = _Scale()
