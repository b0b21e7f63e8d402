"""A block that is there to be read: bands under one another, and a place to write on below them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bmcgen.drawing.body.bands import Band, CarriedStory, NotesBand, Stood, draw_story, ended, fill_story, story_height
from bmcgen.drawing.body.write_in import BELOW_TEXT, draw_ground
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText
from bmcgen.model.plan import Frame

LEAST_STORY = 60.0


class BandSetting(Setting):
    """A subclass says which bands it has in a scale. One that is `divided` may continue on further sheets."""

    divided = False
    ends_open = False
    """Whether what its first page leaves empty stays so: an article's further pages end as they end."""
    pad = 0.0
    """Between the edge of a tint and the bands on it."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.ink = text, block, context.ink
        self._known: dict[Scale, Sequence[Band]] = {}
        self._heights: dict[tuple[float, Scale], float] = {}

    def bands(self, scale: Scale) -> Sequence[Band]:
        raise NotImplementedError

    def unit(self, scale: Scale) -> float:
        """The leading of the baseline grid that the bands stand on; 0 for none."""
        return 0.0

    def notes(self, scale: Scale) -> NotesBand | None:
        """Where readers write below what they have read, if its last page has the room."""
        return None

    def _story(self, scale: Scale) -> Sequence[Band]:
        if scale not in self._known:
            self._known[scale] = self.bands(scale)
        return self._known[scale]

    def height(self, width: float, scale: Scale, rows: int) -> float:
        """Nothing is as high as nothing. Rows are sized by asking again and again, so heights are remembered."""
        found = self._heights.get((width, scale))
        if found is None:
            story = self._story(scale)
            found = story_height(story, width - 2 * self.pad, self.unit(scale)) + 2 * self.pad if story else 0.0
            self._heights[width, scale] = found
        return found

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        height = self.height(width, scale, rows)
        return min(height, LEAST_STORY) if self.divided else height

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        pad, rect, unit = self.pad, frame.rect, self.unit(scale)
        stood, rest = fill_story(self._story(scale), rect.w - 2 * pad, rect.h - 2 * pad, unit)
        notes = self.notes(scale)
        if rest:
            carried = CarriedStory(self.text, self.block, tuple(rest), unit, notes)
            return Part(self.text, partial(self._draw, rect, tuple(stood)), carried)
        if stood:
            stood = [*ended(stood, rect.w - 2 * pad, rect.h - 2 * pad, notes)]
        return Part(self.text, partial(self._draw, rect, tuple(stood)))

    def _draw(self, rect: Rect, stood: Sequence[Stood], page: Builder, _: Span | None) -> None:
        if not stood:
            return
        pad, section = self.pad, page.element("Sect", None)
        used = max(each.y + each.height for each in stood) + 2 * pad
        if pad:
            page.tint(Rect(rect.x, rect.y, rect.w, min(rect.h, used)), 2.0, self.block.accent)
        draw_story(page, stood, rect.inset(pad, pad, pad, pad), section, self.block.accent)
        if not self.ends_open:
            draw_ground(page, rect.inset(0, used + BELOW_TEXT, 0, 0), self.block.ground)
