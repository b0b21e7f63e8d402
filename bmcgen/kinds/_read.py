"""The blocks of a sheet that are there to be read: how high each must be, and what goes on elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from bmcgen.drawing.bands import Band, CarriedStory, Stood, draw_story, fill_story, story_height
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.write_in import BELOW_TEXT, draw_ground
from bmcgen.geometry import Rect
from bmcgen.kinds._articles import Scale, bands_of
from bmcgen.kinds._miniature import draw_miniature, miniature_height
from bmcgen.model.layout import Sheet
from bmcgen.model.manuscript import BlockText, Manuscript
from bmcgen.model.plan import Frame
from bmcgen.pages.flow import Part, Span

DIVIDED = ("article", "prompts")
LEAST_STORY = 60.0
TINT_PAD = 9.0


class _Set(Struct, frozen=True):
    """A block in its frame: what of it stands there, and what goes on."""

    text: BlockText
    frame: Frame
    stood: tuple[Stood, ...]
    rest: tuple[Band, ...]


class ReadFitter:
    """Sets the blocks of a sheet that are there to be read."""

    def __init__(
        self,
        manuscript: Manuscript,
        blocks: Sequence[BlockText],
        sheet: Sheet,
        ink: Ink,
        canvas: Callable[[], Sequence[Frame]],
    ) -> None:
        self.manuscript, self.ink, self.canvas = manuscript, ink, canvas
        self.blocks = {block.area: block for block in blocks}
        self.areas = {area: sheet.blocks[area] for area in self.blocks}
        self._bands: dict[tuple[str, Scale], list[Band]] = {}

    def _story(self, area: str, scale: Scale) -> list[Band]:
        if (area, scale) not in self._bands:
            self._bands[area, scale] = bands_of(self.ink, self.areas[area], self.blocks[area], scale)
        return self._bands[area, scale]

    def _pad(self, area: str) -> float:
        return TINT_PAD if self.areas[area].style == "tint" else 0.0

    def height(self, area: str, width: float, scale: Scale) -> float:
        """How high a block must be in a width so that all of it stands there; nothing is as high as nothing."""
        if self.areas[area].kind == "miniature":
            return miniature_height(self.canvas(), width, self.areas[area].labels, self.ink.theme)
        story, pad = self._story(area, scale), self._pad(area)
        return story_height(story, width - 2 * pad) + 2 * pad if story else 0.0

    def least_height(self, area: str, width: float, scale: Scale) -> float:
        """What a block cannot do without, whatever else gives way."""
        if self.areas[area].kind == "miniature":
            # A picture may be smaller, sentences in it may not.
            return self.height(area, width, scale) if self.areas[area].labels == "summaries" else 0.0
        height = self.height(area, width, scale)
        return min(height, LEAST_STORY) if self.areas[area].kind in DIVIDED else height

    def holds(self, frames: Sequence[Frame], scale: Scale) -> bool:
        """Whether every block has the room in its frame that it needs."""
        return all(
            self.areas[frame.area].kind == "miniature"
            or self.height(frame.area, frame.rect.w, scale) <= frame.rect.h + 0.01
            for frame in frames
        )

    def fit(self, frames: Sequence[Frame], scale: Scale) -> list[Part]:
        """The blocks in their frames."""
        found = []
        for frame in frames:
            each = self._set(frame, scale)
            carried = CarriedStory(each.text, frame.block, each.rest) if each.rest else None
            found.append(Part(each.text, carried, partial(self._draw, each), _no_warning))
        return found

    def _set(self, frame: Frame, scale: Scale) -> _Set:
        pad = self._pad(frame.area)
        stood, rest = fill_story(self._story(frame.area, scale), frame.rect.w - 2 * pad, frame.rect.h - 2 * pad)
        return _Set(self.blocks[frame.area], frame, tuple(stood), tuple(rest))

    def _draw(self, each: _Set, page: Builder, _: Span | None) -> None:
        frame, pad = each.frame, self._pad(each.frame.area)
        if frame.block.kind == "blank":
            draw_ground(page, frame.rect, frame.block.ground)
            return
        if frame.block.kind == "miniature":
            section = page.element("Sect", None)
            draw_miniature(page, each.text, self.canvas(), frame.rect, section, frame.block.labels)
            return
        if not each.stood:
            return
        section = page.element("Sect", None)
        if pad:
            used = max(stood.y + stood.height for stood in each.stood) + 2 * pad
            rect = Rect(frame.rect.x, frame.rect.y, frame.rect.w, min(frame.rect.h, used))
            page.tint(rect, 2.0)
        draw_story(page, each.stood, frame.rect.inset(pad, pad, pad, pad), section, frame.block.accent)
        # An article's first page ends as it ends; what is left of its last one is for its further sheets to fill.
        if frame.block.kind != "article":
            end = max(stood.y + stood.height for stood in each.stood) + 2 * pad + BELOW_TEXT
            draw_ground(page, frame.rect.inset(0, end, 0, 0), frame.block.ground)


def _no_warning(_: Span) -> None:
    """A text that goes on to the next page is no reason for a warning."""
