"""The table of changes in its frame, in the largest type in which a page holds all of it."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.bands import CarriedStory, Stood, draw_story, fill_story
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale, steps
from bmcgen.geometry import Rect
from bmcgen.kinds.changes.band import ChangesBand, band_of
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Mark, Text
from bmcgen.model.plan import Frame

SIZE, SMALLEST = 14.0, 0.68
"""The largest size of the type, and how small it may be, as a part of that, before the table goes on."""
LEAST = 80.0


class Said(Struct, frozen=True):
    """A line of a cell; what is said beside the text of a note is `quiet`."""

    text: Text
    quiet: bool = False


class RowText(Struct, frozen=True):
    """What became of something, and what either file says of it."""

    change: Mark
    before: tuple[Said, ...]
    after: tuple[Said, ...]


class SectionText(Struct, frozen=True):
    """A block with its changes; `kept` says how many notes in it did not change, if any."""

    title: Text
    accent: str
    rows: tuple[RowText, ...]
    kept: Text | None


class ChangesText(Struct, frozen=True):
    """The words of a table: what the two files are called, its sections, or that there is `nothing` to say."""

    before: Text
    after: Text
    sections: tuple[SectionText, ...]
    nothing: Text | None


class Changes(Setting):
    """The table in columns. What a page cannot hold in the smallest type goes on, over whole further pages."""

    varies = False

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.ink = text, block, context.ink
        self.continued = context.manuscript.continued

    def height(self, width: float, scale: Scale, rows: int) -> float:
        return LEAST if self.text.body else 0.0

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        return True

    def _band(self, rect: Rect) -> ChangesBand:
        """The largest type in which all of it stands on a page, with its sections whole if that can be."""
        largest = self.ink.readable(self.block.size or SIZE)
        sizes = steps(largest, max(SMALLEST * largest, self.ink.body, self.ink.least))
        for together in (True, False):
            for size in sizes:
                band = replace(band_of(self.ink, self.text.body, self.continued, size, rect.w), together=together)
                if band.holds(rect.w, rect.h):
                    return band
        return band

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        if self.text.body is None:
            return Part(self.text, lambda page, span: None)
        stood, rest = fill_story([self._band(frame.rect)], frame.rect.w, frame.rect.h)
        draw = partial(self._draw, frame.rect, tuple(stood))
        return Part(self.text, draw, CarriedStory(self.text, self.block, tuple(rest)) if rest else None)

    def _draw(self, rect: Rect, stood: tuple[Stood, ...], page: Builder, _: Span | None) -> None:
        if stood:
            draw_story(page, stood, rect, page.element("Sect", None), self.block.accent)
