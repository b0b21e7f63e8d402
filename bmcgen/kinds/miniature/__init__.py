"""The canvas in small, with one block marked, or with a title or a sentence in each, and a caption below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, ClassVar, Literal

from msgspec import Struct

from bmcgen.drawing.body.columns import ParagraphStyle, draw_text, fill_text, styled
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._regions import Regions, regions
from bmcgen.kinds.miniature.drawing import FLATTENED, draw_miniature, miniature_height
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.plan import Frame

CAPTION = 9.0
CAPTION_GAP = 4.0
Labels = Literal["none", "numbers", "titles", "summaries"]


class Shown(Struct, frozen=True):
    """The blocks, and what is said below a picture of them."""

    regions: Regions
    caption: Text | None


class _Miniature(Kind):
    nameless = True
    of_canvas = True
    layout_keys: ClassVar[Mapping[str, Any]] = {"labels": (Labels, "numbers")}
    narrowest = 5 * MM
    word_keys: ClassVar[Mapping[str, Any]] = {"caption": (str, "")}

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Shown:
        said = words.own.get("caption") if block.name else None
        return Shown(regions(wording), wording.say(said) if said else None)

    def texts(self, text: BlockText) -> Iterator[Text]:
        if text.body.caption:
            yield text.body.caption

    def set(self, text: BlockText, block: Block, context: Context) -> Miniature:
        return Miniature(text, block, context)


class Miniature(Setting):
    """In proportion to the canvas; it is as large as its frame allows, so it always stands there."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.context = text, block, context
        style = ParagraphStyle(context.ink.readable(CAPTION), colour="soft")
        self.shown: Shown = text.body
        self.caption = styled(context.ink, self.shown.caption, style) if self.shown.caption else None

    def _below(self, width: float) -> float:
        """What the caption takes of the height."""
        return CAPTION_GAP + self.caption.height(width) if self.caption else 0.0

    def height(self, width: float, scale: Scale, rows: int) -> float:
        canvas, labels = self.context.canvas(), self.block.own["labels"]
        return miniature_height(canvas, width, labels, self.context.ink.theme) + self._below(width)

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        # A picture may be smaller, sentences in it and below it may not.
        below = self._below(width)
        if self.block.own["labels"] != "summaries":
            return below
        return below + FLATTENED * (self.height(width, scale, rows) - below)

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        return True

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        return Part(self.text, partial(self._draw, frame.rect))

    def _draw(self, rect: Rect, page: Builder, _: Span | None) -> None:
        section = page.element("Sect", None)
        room = rect.inset(0, 0, 0, self._below(rect.w))
        foot = draw_miniature(page, self.shown.regions, self.context.canvas(), room, section, self.block.own["labels"])
        if self.caption:
            below = Rect(rect.x, foot + CAPTION_GAP, rect.w, self.caption.height(rect.w) + 1)
            placed, _rest = fill_text([self.caption], below)
            draw_text(page, placed, below, section, "ink")


KIND = _Miniature()
