"""The definition of a block, set large at the head of what is to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from bmcgen.drawing.body.bands import Band, TextBand
from bmcgen.drawing.body.columns import ParagraphStyle, paragraphs
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import length
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._band_setting import BandSetting
from bmcgen.kinds._keys import LENGTH, Checked
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text

SIZE = 13.0
LEADING = 1.3
BESIDE = 0.84
"""How large it is on a sheet in two languages, which has twice as much to say."""


def _below(value: object) -> float:
    """More room between it and what follows."""
    return length(str(value))


class _Lead(Kind):
    words_needed = ("definition",)
    takes = ("size", "ground")
    layout_keys: ClassVar[Mapping[str, Any]] = {"below": (Annotated[float, Checked(_below, LENGTH)], 0.0)}

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Text:
        return wording.say(words.definition)

    def texts(self, text: BlockText) -> Iterator[Text]:
        yield text.body

    def set(self, text: BlockText, block: Block, context: Context) -> Lead:
        return Lead(text, block, context)


class Lead(BandSetting):
    """One size in every scale."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        super().__init__(text, block, context)
        self.second = context.manuscript.second

    def bands(self, scale: Scale) -> list[Band]:
        size = self.block.size or SIZE
        if self.second:
            size *= BESIDE
        style = ParagraphStyle(size, leading_ratio=LEADING)
        return [TextBand((), tuple(paragraphs(self.ink, self.text.body, style)))]

    def height(self, width: float, scale: Scale, rows: int) -> float:
        below: float = self.block.own["below"]
        return super().height(width, scale, rows) + below


KIND = _Lead()
