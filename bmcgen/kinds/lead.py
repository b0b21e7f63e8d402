"""The definition of a block, set large at the head of what is to be read."""

from __future__ import annotations

from collections.abc import Iterator

from bmcgen.drawing.bands import Band, TextBand
from bmcgen.drawing.columns import ParagraphStyle, paragraphs
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._band_setting import BandSetting
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text

SIZE = 13.0
LEADING = 1.3
BESIDE = 0.84
"""How large it is on a sheet in two languages, which has twice as much to say."""


class _Lead(Kind):
    words_needed = ("definition",)
    takes = ("size", "ground")

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Text:
        return wording.say(words.definition)

    def texts(self, text: BlockText) -> Iterator[Text]:
        yield text.body

    def set(self, text: BlockText, block: Block, context: Context) -> Lead:
        return Lead(text, block, context)


class Lead(BandSetting):
    """One size in every scale."""

    def bands(self, scale: Scale) -> list[Band]:
        size = self.block.size or SIZE
        if self.text.title.second:
            size *= BESIDE
        style = ParagraphStyle(size, leading_ratio=LEADING)
        return [TextBand((), tuple(paragraphs(self.ink, self.text.body, style)))]


KIND = _Lead()
