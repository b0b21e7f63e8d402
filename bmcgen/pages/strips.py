"""The strips of a sheet and of its further ones, on which the head may be lower: what goes on has the room."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.regions import shows
from bmcgen.drawing.setting import Context, Strip
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Sheet
from bmcgen.model.plan import Frame, Plan
from bmcgen.pages.branding import strip_of
from bmcgen.pages.grounds import below_ground


class Strips:
    """Sets the strips of a sheet, and remembers them."""

    def __init__(self, sheet: Sheet, context: Context) -> None:
        self.sheet, self.context = sheet, context
        self._set: dict[str, Strip] = {}

    def of(self, area: str, width: float) -> Strip:
        """The strip of an area."""
        if area not in self._set:
            self._set[area] = strip_of(self.sheet.blocks[area], self.context, width)
        return self._set[area]

    def height(self, area: str, width: float, *, further: bool = False) -> float:
        """How high it is with what a ground leaves free below it."""
        return self._standing(area, width, further=further).height + self._below(area)

    @property
    def title_size(self) -> float:
        """How large the title is set."""
        sizes = [kind_of(self.sheet.blocks[area].kind).title_size(each) for area, each in self._set.items()]
        return min(sizes, default=inf)

    def lowered(self, plan: Plan) -> Plan:
        """A plan with the strips at the head of further sheets as high as these are there; columns begin below them."""
        frames, saved = list[Frame](), 0.0
        for frame in plan.continuation:
            moved = frame.rect
            if not kind_of(frame.block.kind).at_foot and frame.rect.bottom <= plan.columns[0].y:
                high = min(frame.rect.h, self.height(frame.area, frame.rect.w, further=True))
                moved = replace(frame.rect, y=frame.rect.y - saved, h=high)
                saved += frame.rect.h - high
            frames.append(replace(frame, rect=moved))
        columns = tuple(replace(each, y=each.y - saved, h=each.h + saved) for each in plan.columns)
        return replace(plan, continuation=tuple(frames), columns=columns)

    def draw(
        self,
        page: Builder,
        frames: Sequence[Frame],
        number: tuple[int, int],
        *,
        at_foot: bool,
        first: bool = False,
        further: bool = False,
    ) -> None:
        """Draws those above all else, or those below, on a page of so many; only on the `first` are they read aloud."""
        for frame in frames:
            if frame.block.role == "strip" and kind_of(frame.block.kind).at_foot == at_foot:
                strip = self._standing(frame.area, frame.rect.w, further=further)
                rect, begun = frame.rect.inset(0, 0, 0, self._below(frame.area)), len(page.marks)
                strip.draw(page, rect, *number, first=first)
                shows(page, "strip", frame.block.kind, rect, begun)

    def _standing(self, area: str, width: float, *, further: bool) -> Strip:
        strip = self.of(area, width)
        return kind_of(self.sheet.blocks[area].kind).further(strip) if further else strip

    def _below(self, area: str) -> float:
        return below_ground(self.context.ink.theme, self.sheet, area)
