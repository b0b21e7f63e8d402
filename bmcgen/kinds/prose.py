"""A story: paragraphs that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from bmcgen.drawing.body.columns import parts_of
from bmcgen.drawing.setting import Context
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._running_text import Lines, Story, hint_of
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.names import clean
from bmcgen.source.reader import Reader
from bmcgen.source.translations import given
from bmcgen.source.tree import Node, Scalar, said


class ProseText(Struct, frozen=True):
    """A story, its paragraphs divided by blank lines; None where it is to be written by hand."""

    prose: Text | None
    hint: Text | None


class _Prose(Kind):
    role = "written"
    takes = ("columns",)
    layout_keys: ClassVar[Mapping[str, Any]] = {"lines": (Lines, 1)}

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> Typed | None:
        return reader.text(key, node)

    def given(self, held: Typed, words: BlockWords, numbers: Mapping[str, str]) -> Node:
        return given(held)

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        text = typed.pop("", "").strip()
        return said(text) if clean(text) else None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"$ref": "#/$defs/text"}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("prose")

    def words(self, block: Block, words: BlockWords, content: Typed | None, wording: Wording) -> ProseText:
        return ProseText(wording.typed(content) if content else None, hint_of(block, words, wording))

    def texts(self, text: BlockText) -> Iterator[Text]:
        yield from parts_of(text.body.prose) if text.body.prose else ()

    def lines_to_write(self, text: BlockText) -> int:
        return 0 if text.body.prose else 1

    def set(self, text: BlockText, block: Block, context: Context) -> Story:
        return Story(text, block, context)


KIND = _Prose()
