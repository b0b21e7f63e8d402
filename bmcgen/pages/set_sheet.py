"""A sheet as a draft that is tried, and once its parts stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic
from bmcgen.drawing.setting import Chosen, Part
from bmcgen.drawing.sizes import Scale
from bmcgen.model.page import Page
from bmcgen.model.plan import Plan
from bmcgen.pages.flow import Further

if TYPE_CHECKING:
    from bmcgen.pages.sheet import SheetFitter


class Draft(Struct, frozen=True):
    """A sheet set in a scale: how many parts lack room, the lines of their labels, and if any left the columns."""

    plan: Plan
    scale: Scale
    lacking: int
    rows: Mapping[str, int]
    off_grid: bool

    @property
    def holds(self) -> bool:
        return not self.lacking


class Held(Struct, frozen=True):
    """How a sheet is set: its plan once the frames have moved, the scale, the lines of its labels, and what kinds have
    chosen for their blocks.
    """

    plan: Plan
    scale: Scale
    rows: Mapping[str, int]
    choices: Mapping[str, Chosen | None]


class SetSheet(Struct, frozen=True):
    """A sheet with its parts set, and the further sheets on which they go on; `number` is that of its first page."""

    fitter: SheetFitter
    held: Held
    parts: Sequence[Part]
    further: Further
    number: int
    warnings: Sequence[Diagnostic]

    @property
    def plan(self) -> Plan:
        return self.held.plan

    @property
    def count(self) -> int:
        """How many pages it has."""
        return 1 + self.further.count

    @property
    def parted(self) -> int:
        """How many of its parts go on."""
        return len(self.further.spans)

    def pages(self, total: int) -> Iterator[Page]:
        """The pages, in a document of so many."""
        yield self.fitter.first_page(self, total)
        for page, sheet in enumerate(self.further.sheets, self.number + 1):
            builder = self.fitter.new_page(self, page)
            self.fitter.strips.draw(builder, self.plan.continuation, (page, total), at_foot=False, further=True)
            sheet.draw(builder)
            self.fitter.strips.draw(builder, self.plan.continuation, (page, total), at_foot=True, further=True)
            yield builder.page()

    def oversets(self) -> Iterator[Diagnostic]:
        """The warnings of what goes on."""
        for part in self.parts:
            on = self.further.spans.get(part.text.area)
            if on and (said := part.overset(on)):
                yield said
