"""A place to write on by hand."""

from __future__ import annotations

from functools import partial

from bmcgen.drawing.body.write_in import draw_ground
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM
from bmcgen.kinds import Kind
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText
from bmcgen.model.plan import Frame


class _Blank(Kind):
    nameless = True
    takes = ("ground",)
    narrowest = 5 * MM

    def set(self, text: BlockText, block: Block, context: Context) -> Blank:
        return Blank(text)


class Blank(Setting):
    """It takes what room it is given, and asks for none."""

    def __init__(self, text: BlockText) -> None:
        self.text = text

    def height(self, width: float, scale: Scale, rows: int) -> float:
        return 0.0

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        return Part(self.text, partial(self._draw, frame))

    def _draw(self, frame: Frame, page: Builder, _: Span | None) -> None:
        draw_ground(page, frame.rect, frame.block.ground)


KIND = _Blank()
