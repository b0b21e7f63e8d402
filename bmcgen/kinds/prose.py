"""A story: paragraphs that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.columns import QUOTE, ParagraphStyle, StyledParagraph, body_style, paragraphs
from bmcgen.drawing.setting import Context
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._running_text import RunningSetting, hint_of
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar


class ProseText(Struct, frozen=True):
    """A story, its paragraphs divided by blank lines; None where it is to be written by hand."""

    prose: Text | None
    hint: Text | None


class _Prose(Kind):
    role = "written"
    styles = ("plain", "quote")
    takes = ("columns", "style")

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> Typed | None:
        return reader.text(key, node)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"$ref": "#/$defs/text"}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("prose")

    def words(self, block: Block, words: BlockWords, content: Typed | None, wording: Wording) -> ProseText:
        return ProseText(wording.typed(content) if content else None, hint_of(block, words, wording))

    def texts(self, text: BlockText) -> Iterator[Text]:
        prose = text.body.prose
        if prose:
            # Paragraphs are set by themselves.
            parts = (part.strip() for part in prose.text.split("\n\n"))
            yield from (Text(part, prose.language, prose.where) for part in parts if part)

    def lines_to_write(self, text: BlockText) -> int:
        return 0 if text.body.prose else 1

    def set(self, text: BlockText, block: Block, context: Context) -> Prose:
        return Prose(text, block, context)


class Prose(RunningSetting):
    """A story; in the style of a quote it has no label and is set in one size."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        super().__init__(text, block, context)
        self.body: ProseText = text.body
        self.quoted = block.style == "quote"
        self.labelled = not self.quoted

    @property
    def hint(self) -> Text | None:
        return self.body.hint

    def style(self, size: float) -> ParagraphStyle:
        return replace(body_style(QUOTE, "italic"), role="BlockQuote") if self.quoted else super().style(size)

    def written(self, style: ParagraphStyle) -> list[StyledParagraph]:
        return paragraphs(self.ink, self.body.prose, style) if self.body.prose else []

    def lines_left_empty(self) -> int:
        return 1 if self.quoted else super().lines_left_empty()


KIND = _Prose()
