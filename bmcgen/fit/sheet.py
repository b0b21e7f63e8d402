"""A manuscript to pages: what stands on the first sheet, and what goes on on further ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bmcgen.diagnostics import Diagnostic, Problems, error
from bmcgen.fit.builder import Builder, Ink
from bmcgen.fit.continuation import Part, Span, continue_on
from bmcgen.fit.footer import Footer
from bmcgen.fit.form import FormFitter
from bmcgen.fit.glyphs import undrawn
from bmcgen.fit.masthead import Masthead, Title
from bmcgen.fit.notes import NotesFitter
from bmcgen.fit.sizes import steps
from bmcgen.geometry import MM
from bmcgen.model.layout import Layout
from bmcgen.model.manuscript import Manuscript
from bmcgen.model.page import Page
from bmcgen.model.plan import Frame, Plan

LEAST_COLUMN = 100.0
Measure = Callable[[str, float], tuple[float, float]]
Compose = Callable[[Measure], Plan]
"""Makes a plan, and asks how high the words of an area stand in a width where a row grows with them."""
Strip = Masthead | Title | Footer


@dataclass(frozen=True, slots=True)
class Fitted:
    """The pages of a sheet, and what the person who ordered them should know."""

    pages: tuple[Page, ...]
    warnings: tuple[Diagnostic, ...]


class Fitter:
    """Sets one manuscript. The plan is made anew for each size that is tried, for its rows grow with their words."""

    def __init__(self, manuscript: Manuscript, layout: Layout, ink: Ink) -> None:
        # Where colours tell segments apart, they tell nothing else.
        ink = replace(ink, accents=not manuscript.legend)
        self.manuscript, self.layout, self.ink = manuscript, layout, ink
        kinds = {block.name: block.kind for block in layout.written}
        notes = [block for block in manuscript.blocks if kinds[block.name] == "notes"]
        forms = [block for block in manuscript.blocks if kinds[block.name] != "notes"]
        self.notes = NotesFitter(manuscript, notes, layout.sizes, ink)
        self.form = FormFitter(manuscript, forms, layout, ink)
        self._strips: dict[str, Strip] = {}

    def fit(self, compose: Compose) -> Fitted:
        """The pages: parts of a form in the largest size that lets all of them fit, else in the smallest."""
        plan, size = self._plan(compose)
        self._check_room(plan)
        frames = plan.by_name
        notes, warnings = self.notes.fit(frames)
        forms = self.form.fit([frame for frame in plan.frames if frame.block.name in self.form.blocks], size)
        parts = {part.text.name: part for part in (*notes, *forms)}
        ordered = [parts[block.name] for block in self.manuscript.blocks]
        carried = [part.carried for part in ordered if part.carried]
        if carried:
            self._check_columns(plan)
        further = continue_on(carried, plan, self.manuscript, self.ink, self.layout.sizes)
        total = 1 + len(further.sheets)
        pages = [self._first_page(plan, ordered, further.spans, total)]
        for number, sheet in enumerate(further.sheets, 2):
            page = self._new_page(plan, number, total)
            self._draw_strips(page, plan.continuation, number, total, ("masthead", "title"))
            sheet.draw(page)
            self._draw_strips(page, plan.continuation, number, total, ("footer",))
            pages.append(page.page())
        if problems := undrawn(pages, self.ink.faces):
            raise Problems(problems)
        warnings += [part.overset(on) for part in ordered if (on := further.spans.get(part.text.name))]
        return Fitted(tuple(pages), tuple(warnings))

    def _plan(self, compose: Compose) -> tuple[Plan, float]:
        sizes = steps(*self.layout.sizes.text)
        if not self.form.blocks:
            return compose(lambda area, width: self._measure(area, width, sizes[-1])), sizes[-1]
        for size in sizes:
            # Twice, because labels beside one another are as high as the highest of them.
            for _ in range(2):
                plan = compose(lambda area, width, size=size: self._measure(area, width, size))  # type: ignore[misc]
            if self.form.holds([frame for frame in plan.frames if frame.area in self.form.areas], size):
                break
        return plan, size

    def _check_room(self, plan: Plan) -> None:
        """`Problems` where a layout gives a part less room than it cannot do without: nothing is drawn over edges."""
        problems = []
        for frame in plan.frames:
            needed = 0.0
            if strip := self._strip(frame.area, frame.rect.w):
                needed = strip.height
            elif frame.area in self.form.areas:
                needed = self.form.least_height(frame.area, frame.rect.w)
            if needed > frame.rect.h + 0.5:
                message = f'"{frame.area}" needs {needed / MM:.0f} mm and has {frame.rect.h / MM:.0f} mm'
                problems.append(error("no-room", message, self.layout.where, "give its row more room"))
        if problems:
            raise Problems(problems)

    def _check_columns(self, plan: Plan) -> None:
        """`Problems` where what goes on would have columns that nothing fits into."""
        first, last = plan.columns[0], plan.columns[-1]
        if first.h < LEAST_COLUMN or first.w < LEAST_COLUMN or last.right > plan.width:
            message = "the columns of further sheets are too small"
            raise Problems([error("no-room", message, self.layout.where, "set fewer of them under continuation")])

    def _measure(self, area: str, width: float, size: float) -> tuple[float, float]:
        """What an area cannot do without, and what it needs so that all of it stands there."""
        if area in self.form.areas:
            return self.form.least_height(area, width), self.form.height(area, width, size)
        strip = self._strip(area, width)
        return (strip.height, strip.height) if strip else (0.0, 0.0)

    def _strip(self, area: str, width: float) -> Strip | None:
        block = self.layout.blocks[area]
        if area not in self._strips:
            # A title says which sheet this is; where there is none, the footer does.
            numbered = not any(each.kind == "title" for each in self.layout.blocks.values())
            if block.kind == "masthead":
                self._strips[area] = Masthead(self.ink, self.manuscript, block, width)
            elif block.kind == "title":
                self._strips[area] = Title(self.ink, self.manuscript, width)
            elif block.kind == "footer":
                self._strips[area] = Footer(self.ink, self.manuscript, block, width, numbered=numbered)
        return self._strips.get(area)

    def _new_page(self, plan: Plan, number: int, total: int) -> Builder:
        said = self.manuscript.title or self.manuscript.kicker or self.manuscript.title_label
        title = said.text if total == 1 else f"{said.text} ({number}/{total})"
        return Builder(self.ink, plan.width, plan.height, title)

    def _first_page(self, plan: Plan, parts: Sequence[Part], sheets: Mapping[str, Span], total: int) -> Page:
        page = self._new_page(plan, 1, total)
        self.notes.draw_grid(page, plan.by_name)
        self._draw_strips(page, plan.frames, 1, total, ("masthead", "title"))
        for part in parts:
            part.draw(page, sheets.get(part.text.name))
        self._draw_strips(page, plan.frames, 1, total, ("footer",))
        return page.page()

    def _draw_strips(
        self, page: Builder, frames: Sequence[Frame], number: int, total: int, kinds: tuple[str, ...]
    ) -> None:
        for frame in frames:
            strip = self._strip(frame.area, frame.rect.w)
            if strip and frame.block.kind in kinds:
                strip.draw(page, frame.rect, number, total)
