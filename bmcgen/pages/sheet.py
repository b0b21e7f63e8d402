"""A manuscript to pages: what stands on the first sheet, and what continues on further ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.regions import put_below, shows
from bmcgen.drawing.setting import Chosen, Context, Ensemble, Part, Setting
from bmcgen.drawing.sizes import Scale, scales_of
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Block, Layout, Sheet
from bmcgen.model.manuscript import BlockText, Manuscript
from bmcgen.model.page import Page
from bmcgen.model.plan import Frame, Plan
from bmcgen.pages.flow import continue_on
from bmcgen.pages.grounds import draw_ground
from bmcgen.pages.planning.borrowing import NOTHING, Borrowed, Compose, Rows, filled
from bmcgen.pages.room import crowding_out, is_wordy, lacking, too_small_columns
from bmcgen.pages.set_sheet import Draft, Held, SetSheet
from bmcgen.pages.strips import Strips


class SheetFitter:
    """Sets one manuscript. The plan is made anew for each scale that is tried, for its rows grow with their words."""

    def __init__(self, manuscript: Manuscript, layout: Layout, sheet: Sheet, ink: Ink, compose: Compose) -> None:
        # Where colours tell segments apart, they tell nothing else.
        ink = replace(ink, accents=not manuscript.legend)
        self.manuscript, self.layout, self.sheet, self.ink, self.compose = manuscript, layout, sheet, ink, compose
        self.context = Context(manuscript, sheet, layout.sizes, ink, lambda: self._bare.canvas)
        held: dict[str, list[tuple[BlockText, Block]]] = {}
        for text in manuscript.blocks:
            held.setdefault(text.kind, []).append((text, sheet.blocks[text.area]))
        self.ensembles: dict[str, Ensemble] = {
            kind: kind_of(kind).set_all(blocks, self.context) for kind, blocks in held.items()
        }
        self.settings: dict[str, Setting] = {
            area: setting for each in self.ensembles.values() for area, setting in each.settings.items()
        }
        self.strips = Strips(sheet, self.context)

    @cached_property
    def _bare(self) -> Plan:
        """The plan of the sheet as it would be without words: its columns are where they always are."""
        return self.compose(lambda area, width: (0.0, 0.0))

    @cached_property
    def _label_rows(self) -> dict[str, int]:
        return self._level({}) if self.is_form else {}

    def _level(self, moved: Mapping[str, tuple[float, float]]) -> dict[str, int]:
        """How many lines the label of each block takes, as many as the longest of those that begin in its row."""
        rows = {frame.area: self._row(frame.area) for frame in self._bare.frames if frame.area in self.settings}
        highest: dict[int, int] = {}
        for frame in self._bare.frames:
            if frame.area in rows:
                _, wide = moved.get(frame.area, (0.0, frame.rect.w))
                row, lines = rows[frame.area], self.settings[frame.area].label_rows(wide)
                highest[row] = max(highest.get(row, 1), lines)
        return {area: highest[row] for area, row in rows.items()}

    def _row(self, area: str) -> int:
        return next(number for number, row in enumerate(self.sheet.grid.areas) if area in row)

    def _varying(self, role: str) -> bool:
        return any(each.varies and self.sheet.blocks[area].role == role for area, each in self.settings.items())

    @property
    def is_form(self) -> bool:
        """Whether it has parts to be filled in that stand level with one another."""
        return any(each.is_form for each in self.settings.values())

    @property
    def varies(self) -> bool:
        """Whether the sheet depends on the scale at all."""
        return any(each.varies for each in self.settings.values())

    @property
    def prompt_size(self) -> float:
        """The smallest size that blocks have set their prompts in; 0 where none has any."""
        return min((size for each in self.ensembles.values() if (size := each.prompt_size)), default=0.0)

    @property
    def title_size(self) -> float:
        """How large the title is set on it."""
        return self.strips.title_size

    def draft(self, scale: Scale) -> Draft:
        """The plan in a scale; where the parts of a form lack room, they borrow it from one another."""
        giving = [area for area, setting in self.settings.items() if setting.gives_way]
        # A sheet to be filled in by hand stays regular.
        if not giving or not self.manuscript.filled:
            return self._drafted(scale, NOTHING, self._label_rows)
        draft = self._drafted(scale, NOTHING, self._label_rows, firm=True)
        firm = not self.room_problems(draft)
        if not firm:
            draft = self._drafted(scale, NOTHING, self._label_rows)
        if draft.holds:
            return draft
        labels = draft.rows

        def need(area: str, width: float) -> float:
            return self.settings[area].tight_height(width, scale, labels.get(area, 1))

        rows = Rows(self.sheet, draft.plan, giving, need)
        for moved in rows.on_grid():
            draft = self._drafted(scale, Borrowed(moved), self._level(moved), firm=firm)
            if draft.holds:
                return replace(draft, off_grid=False)
        if moved := rows.lowest():
            draft = self._drafted(scale, Borrowed(moved), self._level(moved), firm=firm)
        heights = rows.heights(moved)
        if draft.holds or not heights or self.room_problems(draft):
            return draft
        moved = rows.whole(heights, moved)
        level = self._level(moved)

        def used(area: str, width: float, height: float) -> float:
            return self.settings[area].used(width, height, scale, level.get(area, 1))

        return self._drafted(scale, Borrowed(moved, filled(rows, heights, moved, used)), level, firm=firm)

    def _drafted(self, scale: Scale, borrowed: Borrowed, rows: Mapping[str, int], *, firm: bool = False) -> Draft:
        """A plan; where it is `firm`, what gives way to nothing has all the room it wants."""

        def measure(area: str, width: float) -> tuple[float, float]:
            least, wanted = self._measure(area, width, scale, rows)
            gives = area in self.settings and self.settings[area].gives_way
            return least if gives or not firm else wanted, wanted

        plan = self.compose(measure, borrowed)
        set_ = [frame for frame in plan.frames if frame.area in self.settings]
        fits = [self.settings[each.area].holds(each.rect, scale, rows.get(each.area, 1)) for each in set_]
        return Draft(plan, scale, fits.count(False), rows, bool(borrowed.spans))

    @property
    def crowded(self) -> list[Diagnostic]:
        """What finds no room even in the smallest sizes."""
        return self.room_problems(self.draft(scales_of(self.layout.sizes)[-1]))

    @property
    def is_roomy(self) -> bool:
        """Whether each part of a form has the room that it cannot do without; on a sheet to be filled in by hand, and
        in large print, all the room it wants.
        """
        may_lack = self.ink.theme.large or is_wordy(self.sheet, self.manuscript)
        if not self.is_form and not (self._varying("read") and may_lack):
            return True
        draft = self.draft(scales_of(self.layout.sizes)[-1])
        part_enough = not self.is_form or (self.manuscript.filled and not self.ink.theme.large)
        return not self.room_problems(draft) and (draft.holds or part_enough)

    def room_problems(self, draft: Draft) -> list[Diagnostic]:
        """Every part that has less room than it cannot do without: nothing is drawn over an edge."""

        def needed(frame: Frame) -> float:
            return self._measure(frame.area, frame.rect.w, draft.scale, draft.rows)[0]

        return lacking(draft.plan, self.sheet, self.layout, self.manuscript, needed)

    def set(self, draft: Draft, choices: Mapping[str, Chosen | None], number: int) -> SetSheet:
        """The sheet in a scale and in what the kinds have chosen for their blocks, beginning on a page."""
        plan, scale = draft.plan, draft.scale
        if problems := self.room_problems(draft):
            raise Problems(problems)
        for kind, ensemble in self.ensembles.items():
            plan = ensemble.placed(plan, choices.get(kind))
        return self._stand(Held(plan, scale, draft.rows, choices), number)

    def set_as(self, held: Held, number: int) -> SetSheet:
        """The sheet as one was set before: on its grid, in its sizes. What has no room there continues."""
        draft = Draft(held.plan, held.scale, 0, held.rows, off_grid=False)
        if problems := self.room_problems(draft):
            raise Problems(problems)
        return self._stand(held, number)

    def _stand(self, held: Held, number: int) -> SetSheet:
        plan, choices = held.plan, held.choices
        parts: dict[str, Part] = {}
        warnings: list[Diagnostic] = []
        for kind, ensemble in self.ensembles.items():
            found, said = ensemble.stand(plan, held.scale, held.rows, choices.get(kind))
            parts |= {part.text.area: part for part in found}
            warnings += said
        ordered = [parts[block.area] for block in self.manuscript.blocks]
        carried = any(part.carried for part in ordered)
        if carried:
            plan = self.strips.lowered(plan)
        if carried and (problem := too_small_columns(plan, self.sheet, self.layout, self.manuscript)):
            raise Problems([problem])
        try:
            further = continue_on(ordered, plan, self.manuscript, self.ink, number)
        except Problems:
            if problem := crowding_out(self.sheet, self.layout, self.manuscript):
                raise Problems([problem]) from None
            raise
        return SetSheet(self, replace(held, plan=plan), ordered, further, number, warnings)

    def _measure(self, area: str, width: float, scale: Scale, label_rows: Mapping[str, int]) -> tuple[float, float]:
        """What an area cannot do without, and what it needs so that all of it stands there."""
        setting = self.settings.get(area)
        if setting is None:
            high = self.strips.height(area, width)
            return high, high
        rows = label_rows.get(area, 1)
        return setting.least_height(width, scale, rows), setting.height(width, scale, rows)

    def new_page(self, sheet: SetSheet, number: int) -> Builder:
        """An empty page, under the name that the outline has it by."""
        subjects = [each for each in self.manuscript.blocks if kind_of(each.kind).says_subject]
        about = next(iter([*self.manuscript.headings.values(), *subjects]), None)
        said = self.manuscript.title or self.manuscript.kicker or self.manuscript.title_label
        title = about.title.text if about else said.text
        if sheet.count > 1:
            title = f"{title} ({number - sheet.number + 1}/{sheet.count})"
        return Builder(self.ink, sheet.plan.width, sheet.plan.height, title)

    def first_page(self, sheet: SetSheet, total: int) -> Page:
        """The sheet itself; its further ones go on from it."""
        plan, number, spans = sheet.plan, sheet.number, sheet.further.spans
        page, fresh = self.new_page(sheet, number), not self.sheet.continued
        draw_ground(page, plan.frames, self.layout.page.margin, self.sheet)
        for ensemble in self.ensembles.values():
            ensemble.draw_below(page, plan)
        below = len(page.marks)
        self.strips.draw(page, plan.frames, (number, total), at_foot=False, first=fresh)
        rects = {frame.area: frame.rect for frame in plan.frames}
        for part in sheet.parts:
            begun, count = len(page.marks), len(page.regions)
            part.draw(page, spans.get(part.text.area))
            # A block of notes knows more of itself than its frame.
            if not any(each.kind == "block" for each in page.regions[count:]):
                shows(page, "block", part.text.name, rects[part.text.area], begun)
        put_below(page, below, [mark for each in self.ensembles.values() for mark in each.ground(page, plan)])
        self.strips.draw(page, plan.frames, (number, total), at_foot=True, first=fresh)
        return page.page()
