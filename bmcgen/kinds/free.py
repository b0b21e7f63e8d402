"""A part that a person names: a heading of their own and a story under it. Without one it is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import short
from bmcgen.drawing.body.columns import parts_of
from bmcgen.drawing.setting import Context
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._running_text import Lines, Story, hint_of
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.json_schema import translated
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import Reader
from bmcgen.source.translations import given, is_translated
from bmcgen.source.tree import Mapping as MappingNode
from bmcgen.source.tree import Node, Scalar, mapping, said

MOST_TITLE = 100
_KEYS = {"title": "title", "text": "text"}


class FreePart(Struct, frozen=True):
    """What a person wrote, and what they call it."""

    title: Typed | None
    text: Typed


class FreeText(Struct, frozen=True):
    """The story, its own heading where it has one, and what there is to write where it has none."""

    title: Text | None
    prose: Text | None
    hint: Text | None


class _Free(Kind):
    role = "written"
    takes = ("columns",)
    layout_keys: ClassVar[Mapping[str, Any]] = {"lines": (Lines, 1)}

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> FreePart | None:
        """A text, or `{title, text}`."""
        alone = isinstance(node, MappingNode) and len(node.pairs) == 1 and fold(node.pairs[0][0].text) != "title"
        if not isinstance(node, MappingNode) or alone or is_translated(node):
            text = reader.text(key, node)
            return FreePart(None, text) if text else None
        found = reader.pairs(node, _KEYS, "part of its own")
        title = reader.text(Scalar("title", node.where), found["title"]) if "title" in found else None
        if title and len(title.text) > MOST_TITLE:
            message = f"a heading has at most {MOST_TITLE} characters, this one has {len(title.text)}"
            reader.wrong("too-long", message, title.where)
        text = reader.text(Scalar("text", node.where), found["text"]) if "text" in found else None
        if text is None and not reader.told(node.where.line, ("unknown-key",)):
            message = f'there is no text under "{short(key.text)}"'
            reader.wrong("missing-key", message, key.where, "add: text: …")
        return FreePart(title, text) if text else None

    def given(self, held: FreePart, words: BlockWords, numbers: Mapping[str, str]) -> Node:
        if held.title is None:
            return given(held.text)
        return mapping([("title", given(held.title)), ("text", given(held.text))])

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        text = typed.pop("", "").strip()
        return said(text) if clean(text) else None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        text = {"anyOf": [{"type": ["string", "number", "boolean", "null"]}, translated(2)]}
        titled = {
            "type": "object",
            "required": ["text"],
            "properties": {
                "title": {**text, "description": "a heading of your own"},
                "text": {**text, "description": "the story under it"},
            },
            "additionalProperties": False,
        }
        return {"anyOf": [{"$ref": "#/$defs/text"}, titled]}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("free")

    def words(self, block: Block, words: BlockWords, content: FreePart | None, wording: Wording) -> FreeText:
        if content is None:
            return FreeText(None, None, hint_of(block, words, wording))
        title = wording.typed(content.title) if content.title else None
        return FreeText(title, wording.typed(content.text), None)

    def left_out(self, block: Block, content: object, *, filled: bool) -> bool:
        return content is None

    def texts(self, text: BlockText) -> Iterator[Text]:
        if text.body.title:
            yield text.body.title
        yield from parts_of(text.body.prose) if text.body.prose else ()

    def lines_to_write(self, text: BlockText) -> int:
        return 0 if text.body.prose else 1

    def set(self, text: BlockText, block: Block, context: Context) -> Story:
        return Story(replace(text, title=text.body.title or text.title), block, context)


KIND = _Free()
