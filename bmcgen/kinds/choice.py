"""Boxes to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bmcgen.diagnostics import did_you_mean, short
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._labels import labels_of
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import OptionText
from bmcgen.source.json_schema import any_spelling
from bmcgen.source.names import fold
from bmcgen.source.reader import Reader, meanings
from bmcgen.source.tree import Node, Scalar
from bmcgen.source.tree import Sequence as SequenceNode


class _Choice(Kind):
    role = "written"
    words_needed = ("choices",)
    labels = "choices"

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> frozenset[str]:
        """The ids of the boxes that are ticked: one, or a list."""
        meaning, _, known = meanings(_labels(words))
        found = set()
        for item in node.items if isinstance(node, SequenceNode) else (node,):
            if not isinstance(item, Scalar):
                message = f'"{short(key.text)}" must be one of its choices, or a list of them'
                reader.wrong("wrong-type", message, item.where)
            elif not item.empty:
                choice = meaning.get(fold(item.text))
                if choice is None:
                    hint = did_you_mean(item.text, known, f"known here: {', '.join(known)}")
                    if "," in item.text:
                        hint = f"write several as a list: [{item.text}]"
                    reader.wrong("unknown-choice", f'"{short(item.text)}" is not a choice here', item.where, hint)
                else:
                    found.add(choice)
        return frozenset(found)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        labels = dict.fromkeys(label for each in _labels(words) for pair in each.items() for label in pair)
        one = {"anyOf": [{"enum": [*labels]}, {"type": "string", "pattern": "|".join(map(any_spelling, labels))}]}
        return {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("choice", choices=", ".join(map(starting.plain, words.choices.values())))

    def words(
        self, block: Block, words: BlockWords, content: frozenset[str] | None, wording: Wording
    ) -> dict[str, Any]:
        found = []
        for key, label in words.choices.items():
            ticked = key in (content or ())
            alt = wording.general("ticked" if ticked else "not-ticked").text
            found.append(OptionText(wording.say(label), ticked, alt))
        return {"options": tuple(found)}


def _labels(words: Sequence[BlockWords]) -> list[Mapping[str, str]]:
    return labels_of(words, lambda each: each.choices)


KIND = _Choice()
