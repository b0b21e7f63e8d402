"""Entries under one another, of which the sheet asks for so many at least and at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic, short, warning
from bmcgen.drawing.body.columns import ParagraphStyle, StyledParagraph, styled
from bmcgen.drawing.setting import Context
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._keys import Count
from bmcgen.kinds._running_text import RunningSetting, hint_of
from bmcgen.model.content import Content, Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.reader import Reader
from bmcgen.source.translations import given
from bmcgen.source.tree import Node, Scalar, lines_of, sequence
from bmcgen.source.tree import Sequence as SequenceNode

Asked = Annotated[int, Count(0, 99)]


class ListText(Struct, frozen=True):
    """The entries; none where they are to be written by hand."""

    items: tuple[Text, ...]
    hint: Text | None


class _List(Kind):
    role = "written"
    takes = ("columns",)
    layout_keys: ClassVar[Mapping[str, Any]] = {"least": (Asked, 0), "most": (Asked, 0)}

    def wrong_together(self, own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        if own["most"] and own["least"] > own["most"]:
            yield "least", 'has a "least" above its "most"'

    def entries_asked(self, block: Block) -> tuple[int, int]:
        return block.own["least"], block.own["most"]

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> tuple[Typed, ...] | None:
        if not isinstance(node, SequenceNode):
            message = f'"{short(key.text)}" must be a list of texts'
            reader.wrong("wrong-type", message, node.where, "put a dash before each")
            return None
        return reader.texts(key, node.items)

    def given(self, held: tuple[Typed, ...], words: BlockWords, numbers: Mapping[str, str]) -> Node:
        return sequence(map(given, held))

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        lines = lines_of(typed.pop("", ""))
        return sequence(lines) if lines else None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"$ref": "#/$defs/texts"}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("list")

    def words(self, block: Block, words: BlockWords, content: tuple[Typed, ...] | None, wording: Wording) -> ListText:
        return ListText(tuple(map(wording.typed, content or ())), hint_of(block, words, wording))

    def warnings(self, block: Block, held: tuple[Typed, ...], title: str, content: Content) -> Iterator[Diagnostic]:
        count = len(held)
        least, most = self.entries_asked(block)
        few, many = 0 < count < least, most and count > most
        if few or many:
            asked = f"at least {least}" if few else f"at most {most}"
            entries = "1 entry" if count == 1 else f"{count} entries"
            message = f'"{title}" has {entries}; the sheet asks for {asked}'
            hint = "" if few else "choose together, by dot voting for example"
            yield warning("too-few" if few else "too-many", message, held[0].where, hint)

    def texts(self, text: BlockText) -> Iterator[Text]:
        return iter(text.body.items)

    def lines_to_write(self, text: BlockText) -> int:
        return 0 if text.body.items else 1

    def set(self, text: BlockText, block: Block, context: Context) -> Entries:
        return Entries(text, block, context)


class Entries(RunningSetting):
    """Entries behind bullets."""

    bullets = True
    goes_on = True

    @property
    def bulleted(self) -> int:
        return self.lines_asked()

    def lines_asked(self) -> int:
        least, most = KIND.entries_asked(self.block)
        return most or least or 1

    def field_says(self) -> str:
        return self.manuscript.new_lines(self.text.title.text).text

    def written(self, style: ParagraphStyle) -> list[StyledParagraph]:
        return [styled(self.ink, item, style) for item in self.text.body.items]


KIND = _List()
