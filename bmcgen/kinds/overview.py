"""The numbers and titles of the canvas's blocks, as a list."""

from __future__ import annotations

from bmcgen.drawing.body.bands import Band, TextBand
from bmcgen.drawing.body.columns import ParagraphStyle, styled
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._band_setting import BandSetting
from bmcgen.kinds._regions import Regions, regions
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText


class _Overview(Kind):
    nameless = True
    of_canvas = True
    takes = ("columns", "ground")

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Regions:
        return regions(wording, listed=True)

    def set(self, text: BlockText, block: Block, context: Context) -> Overview:
        return Overview(text, block, context)


class Overview(BandSetting):
    """Numbered titles in columns."""

    def bands(self, scale: Scale) -> list[Band]:
        body: Regions = self.text.body
        parts = [
            styled(self.ink, each.title, ParagraphStyle(scale.text, space=0.35, mark=each.number or "–"))
            for each in body.regions
        ]
        return [TextBand((), tuple(parts), self.block.columns)]


KIND = _Overview()
