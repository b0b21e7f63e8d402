"""What a person said: one quotation or several, in large italics behind quotation marks that hang in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.columns import ParagraphStyle, StyledParagraph, body_style, paragraphs, parts_of
from bmcgen.drawing.setting import Context
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._running_text import Lines, RunningSetting, hint_of
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.reader import Reader
from bmcgen.source.translations import given
from bmcgen.source.tree import Node, Scalar, lines_of, sequence
from bmcgen.source.tree import Sequence as SequenceNode

ALONE, SEVERAL = 13.5, 11.0
"""The size of one quotation, and of each of several."""
GAP = 0.45


class QuoteText(Struct, frozen=True):
    """The quotations; where there are none, what is to be written by hand."""

    quotes: tuple[Text, ...]
    hint: Text | None


class _Quote(Kind):
    role = "written"
    layout_keys: ClassVar[Mapping[str, Any]] = {"lines": (Lines, 1)}

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> tuple[Typed, ...]:
        """A text, or a list of texts."""
        if isinstance(node, SequenceNode):
            return reader.texts(key, node.items)
        text = reader.text(key, node)
        return (text,) if text else ()

    def given(self, held: tuple[Typed, ...], words: BlockWords, numbers: Mapping[str, str]) -> Node:
        return given(held[0]) if len(held) == 1 else sequence(map(given, held))

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        lines = lines_of(typed.pop("", ""))
        return (sequence(lines) if len(lines) > 1 else lines[0]) if lines else None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"anyOf": [{"$ref": "#/$defs/text"}, {"$ref": "#/$defs/texts"}]}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("quote")

    def words(self, block: Block, words: BlockWords, content: tuple[Typed, ...] | None, wording: Wording) -> QuoteText:
        # It has no label; where it is empty, something must say what the lines are for.
        hint = None if content else hint_of(block, words, wording) or wording.say(words.title)
        return QuoteText(tuple(map(wording.typed, content or ())), hint)

    def texts(self, text: BlockText) -> Iterator[Text]:
        return (part for quote in text.body.quotes for part in parts_of(quote))

    def lines_to_write(self, text: BlockText) -> int:
        return 0 if text.body.quotes else 1

    def set(self, text: BlockText, block: Block, context: Context) -> Quotes:
        return Quotes(text, block, context)


class Quotes(RunningSetting):
    """Quotations without a label, set in one size."""

    labelled = False

    def style(self, size: float) -> ParagraphStyle:
        size = ALONE if len(self.text.body.quotes) == 1 else SEVERAL
        return replace(body_style(size, "italic"), role="BlockQuote", space=GAP, quoted=True)

    def field_says(self) -> str:
        return self.manuscript.new_lines(self.text.title.text).text

    def written(self, style: ParagraphStyle) -> list[StyledParagraph]:
        return [part for quote in self.text.body.quotes for part in paragraphs(self.ink, quote, style)]

    def lines_asked(self) -> int:
        return int(self.block.own["lines"])


KIND = _Quote()
