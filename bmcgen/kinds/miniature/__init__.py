"""The canvas in small, with one block marked, or with a title or a sentence in each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Literal

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._regions import Regions, regions
from bmcgen.kinds.miniature.drawing import draw_miniature, miniature_height
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText
from bmcgen.model.plan import Frame

Labels = Literal["none", "numbers", "titles", "summaries"]


class _Miniature(Kind):
    nameless = True
    of_canvas = True
    layout_keys: ClassVar[Mapping[str, Any]] = {"labels": (Labels, "numbers")}
    narrowest = 5 * MM

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Regions:
        return regions(wording)

    def set(self, text: BlockText, block: Block, context: Context) -> Miniature:
        return Miniature(text, block, context)


class Miniature(Setting):
    """In proportion to the canvas; it is as large as its frame allows, so it always stands there."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.context = text, block, context

    def height(self, width: float, scale: Scale, rows: int) -> float:
        return miniature_height(self.context.canvas(), width, self.block.own["labels"], self.context.ink.theme)

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        # A picture may be smaller, sentences in it may not.
        return self.height(width, scale, rows) if self.block.own["labels"] == "summaries" else 0.0

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        return True

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        return Part(self.text, partial(self._draw, frame.rect))

    def _draw(self, rect: Rect, page: Builder, _: Span | None) -> None:
        section = page.element("Sect", None)
        draw_miniature(page, self.text.body, self.context.canvas(), rect, section, self.block.own["labels"])


KIND = _Miniature()
