"""A story: paragraphs that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar


class _Prose(Kind):
    role = "written"
    styles = ("plain", "quote")

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> Typed | None:
        return reader.text(key, node)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"$ref": "#/$defs/text"}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("prose")

    def words(self, block: Block, words: BlockWords, content: Typed | None, wording: Wording) -> dict[str, Any]:
        return {"prose": wording.typed(content) if content else None}

    def texts(self, text: BlockText) -> Iterator[Text]:
        if text.prose:
            # Paragraphs are set by themselves.
            parts = (part.strip() for part in text.prose.text.split("\n\n"))
            yield from (Text(part, text.prose.language, text.prose.where) for part in parts if part)


KIND = _Prose()
