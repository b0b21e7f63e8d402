"""A manuscript to pages: what stands on the first sheet, and what goes on on further ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Problems, error
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.geometry import Rect
from bmcgen.kinds._articles import Scale, scales_of
from bmcgen.kinds._footer import Footer
from bmcgen.kinds._form import FormFitter
from bmcgen.kinds._heading import Folio, Heading
from bmcgen.kinds._masthead import Masthead, Title
from bmcgen.kinds._read import ReadFitter
from bmcgen.kinds._room import is_wordy, lacking
from bmcgen.kinds.notes.density import Style
from bmcgen.kinds.notes.setting import NotesFitter, frames_of_notes
from bmcgen.kinds.notes.sizes import Setting
from bmcgen.model.layout import Layout, Sheet
from bmcgen.model.manuscript import Manuscript
from bmcgen.model.page import Page
from bmcgen.model.plan import Frame, Plan
from bmcgen.pages.flow import Further, Part, continue_on

LEAST_COLUMN = 100.0
Measure = Callable[[str, float], tuple[float, float]]
Compose = Callable[[Measure], Plan]
"""Makes a plan, and asks how high the words of an area stand in a width where a row grows with them."""
Strip = Masthead | Title | Heading | Folio | Footer
ABOVE = ("masthead", "title", "heading", "folio")


class Draft(Struct, frozen=True):
    """A sheet set in a scale: its plan, and whether every part has the room in it that it needs."""

    plan: Plan
    scale: Scale
    holds: bool


class SetSheet(Struct, frozen=True):
    """A sheet with its parts set, and the further sheets on which they go on; `number` is that of its first page."""

    fitter: SheetFitter
    plan: Plan
    parts: Sequence[Part]
    further: Further
    number: int
    warnings: Sequence[Diagnostic]
    scale: Scale
    setting: Setting | None

    @property
    def count(self) -> int:
        """How many pages it has."""
        return 1 + len(self.further.sheets)

    @property
    def parted(self) -> int:
        """How many of its parts go on."""
        return len(self.further.spans)

    def pages(self, total: int) -> Iterator[Page]:
        """The pages, in a document of so many."""
        yield self.fitter.first_page(self, total)
        for page, sheet in enumerate(self.further.sheets, self.number + 1):
            builder = self.fitter.new_page(self, page)
            self.fitter.draw_strips(builder, self.plan.continuation, page, total, ABOVE, first=False)
            sheet.draw(builder)
            self.fitter.draw_strips(builder, self.plan.continuation, page, total, ("footer",), first=False)
            yield builder.page()

    def oversets(self) -> Iterator[Diagnostic]:
        """The warnings of what goes on."""
        for part in self.parts:
            on = self.further.spans.get(part.text.area)
            if on and (said := part.overset(on)):
                yield said


class SheetFitter:
    """Sets one manuscript. The plan is made anew for each scale that is tried, for its rows grow with their words."""

    def __init__(self, manuscript: Manuscript, layout: Layout, sheet: Sheet, ink: Ink, compose: Compose) -> None:
        # Where colours tell segments apart, they tell nothing else.
        ink = replace(ink, accents=not manuscript.legend)
        self.manuscript, self.layout, self.sheet, self.ink, self.compose = manuscript, layout, sheet, ink, compose
        notes = [block for block in manuscript.blocks if block.kind == "notes"]
        read = [block for block in manuscript.blocks if sheet.blocks[block.area].role == "read"]
        forms = [block for block in manuscript.blocks if block not in notes and block not in read]
        self.notes = NotesFitter(manuscript, notes, layout.sizes, ink)
        self.form = FormFitter(manuscript, forms, sheet, ink)
        self.read = ReadFitter(manuscript, read, sheet, ink, self._canvas)
        self._strips: dict[str, Strip] = {}
        self._canvas_frames: Sequence[Frame] | None = None

    def _canvas(self) -> Sequence[Frame]:
        if self._canvas_frames is None:
            self._canvas_frames = self.compose(lambda area, width: (0.0, 0.0)).canvas
        return self._canvas_frames

    @property
    def varies(self) -> bool:
        """Whether the sheet depends on the scale at all."""
        return bool(self.form.blocks or self.read.blocks)

    def draft(self, scale: Scale) -> Draft:
        """The plan in a scale."""
        # Twice where there are forms, because labels beside one another are as high as the highest of them.
        for _ in range(2 if self.form.blocks else 1):
            plan = self.compose(lambda area, width: self._measure(area, width, scale))
        forms = [frame for frame in plan.frames if frame.area in self.form.areas]
        read = [frame for frame in plan.frames if frame.area in self.read.areas]
        return Draft(plan, scale, self.form.holds(forms, scale.text) and self.read.holds(read, scale))

    @property
    def crowded(self) -> list[Diagnostic]:
        """What finds no room even in the smallest sizes."""
        return self.room_problems(self.draft(scales_of(self.layout.sizes)[-1]))

    @property
    def is_roomy(self) -> bool:
        """Whether each part of a form has the room that it cannot do without, in large print all the room it wants."""
        may_lack = self.ink.theme.scale > 1 or is_wordy(self.sheet, self.manuscript)
        if not self.form.blocks and not (self.read.blocks and may_lack):
            return True
        draft = self.draft(scales_of(self.layout.sizes)[-1])
        return not self.room_problems(draft) and (draft.holds or self.ink.theme.scale <= 1 or not self.form.blocks)

    def room_problems(self, draft: Draft) -> list[Diagnostic]:
        """Every part that has less room than it cannot do without: nothing is drawn over an edge."""

        def needed(frame: Frame) -> float:
            return self._measure(frame.area, frame.rect.w, draft.scale)[0]

        return lacking(draft.plan, self.sheet, self.layout, self.manuscript, needed)

    def holds(self, draft: Draft, setting: Setting, *, placed: bool = False) -> bool:
        """Whether all notes find room in a setting; only where dividers have been `placed` is that certain."""
        if not self.notes.filled:
            return True
        return self.notes.grown(draft.plan, setting) is not None if placed else self.notes.hold(draft.plan, setting)

    def set(self, draft: Draft, setting: Setting | None, number: int) -> SetSheet:
        """The sheet in a scale and in a setting of its notes, beginning on a page."""
        plan, scale = draft.plan, draft.scale
        if problems := self.room_problems(draft):
            raise Problems(problems)
        if setting and self.notes.filled and (found := self.notes.grown(plan, setting)):
            frames = [replace(frame, rect=found.get(frame.area, frame.rect)) for frame in plan.frames]
            plan = replace(plan, frames=tuple(frames))
        notes, warnings = self.notes.fit(frames_of_notes(plan), setting)
        forms = self.form.fit([frame for frame in plan.frames if frame.area in self.form.areas], scale.text)
        read = self.read.fit([frame for frame in plan.frames if frame.area in self.read.areas], scale)
        parts = {part.text.area: part for part in (*notes, *forms, *read)}
        ordered = [parts[block.area] for block in self.manuscript.blocks]
        if any(part.carried for part in ordered):
            self._check_columns(plan)
        further = continue_on(ordered, plan, self.manuscript, self.ink, self._style(setting), number)
        return SetSheet(self, plan, ordered, further, number, warnings, scale, setting)

    def _style(self, setting: Setting | None) -> Style:
        """What notes are set in on further sheets: the same as on the first."""
        return Style(setting.size, setting.look) if setting else Style(self.layout.sizes.note[1])

    def _check_columns(self, plan: Plan) -> None:
        """`Problems` where what goes on would have columns that nothing fits into."""
        first, last = plan.columns[0], plan.columns[-1]
        if first.h < LEAST_COLUMN or first.w < LEAST_COLUMN or last.right > plan.width:
            message = "the columns of further sheets are too small"
            raise Problems([error("no-room", message, self.layout.where, "set fewer of them under continuation")])

    def _measure(self, area: str, width: float, scale: Scale) -> tuple[float, float]:
        """What an area cannot do without, and what it needs so that all of it stands there."""
        if area in self.form.areas:
            return self.form.least_height(area, width, scale.text), self.form.height(area, width, scale.text)
        if area in self.read.areas:
            return self.read.least_height(area, width, scale), self.read.height(area, width, scale)
        if self.sheet.blocks[area].kind == "notes":
            least = self.notes.least_height(self.sheet.blocks[area], width)
            return least, least
        strip = self._strip(area, width)
        return (strip.height, strip.height) if strip else (0.0, 0.0)

    def _strip(self, area: str, width: float) -> Strip | None:
        block = self.sheet.blocks[area]
        if area not in self._strips and block.role == "strip":
            # A title or a folio says which sheet this is; where there is none, the footer does, if it can be several.
            said = any(each.kind in ("title", "folio") for each in self.sheet.blocks.values())
            numbered = bool(self.sheet.written) and not said
            if block.kind == "masthead":
                self._strips[area] = Masthead(self.ink, self.manuscript, block, width)
            elif block.kind == "title":
                self._strips[area] = Title(self.ink, self.manuscript, width)
            elif block.kind == "heading":
                self._strips[area] = Heading(self.ink, self.manuscript, block, width)
            elif block.kind == "folio":
                self._strips[area] = Folio(self.ink, self.manuscript, width)
            elif block.kind == "footer":
                self._strips[area] = Footer(self.ink, self.manuscript, block, width, numbered=numbered)
        return self._strips.get(area)

    def new_page(self, sheet: SetSheet, number: int) -> Builder:
        """An empty page, under the name that the outline has it by."""
        about = next(iter(self.manuscript.headings.values()), None)
        said = self.manuscript.title or self.manuscript.kicker or self.manuscript.title_label
        title = about.title.text if about else said.text
        if sheet.count > 1:
            title = f"{title} ({number - sheet.number + 1}/{sheet.count})"
        return Builder(self.ink, sheet.plan.width, sheet.plan.height, title)

    def first_page(self, sheet: SetSheet, total: int) -> Page:
        """The sheet itself; its further ones go on from it."""
        plan, number, spans = sheet.plan, sheet.number, sheet.further.spans
        page, fresh = self.new_page(sheet, number), not self.sheet.continued
        self._draw_ground(page, plan.frames)
        self.notes.draw_grid(page, frames_of_notes(plan))
        self.draw_strips(page, plan.frames, number, total, ABOVE, first=fresh)
        for part in sheet.parts:
            part.draw(page, spans.get(part.text.area))
        self.draw_strips(page, plan.frames, number, total, ("footer",), first=fresh)
        return page.page()

    def _draw_ground(self, page: Builder, frames: Sequence[Frame]) -> None:
        """What the strip at the head stands on: with bleed it runs over the trim, else it keeps clear of it."""
        ground, margin, bleed = self.ink.theme.ground, self.layout.page.margin, self.ink.bleed
        heads = [frame.rect for frame in frames if frame.block.kind in ("masthead", "title")]
        if ground is None or not heads:
            return
        bottom, clear = min(rect.bottom for rect in heads), -bleed if bleed else margin / 2
        page.panel(Rect(clear, clear, page.width - 2 * clear, bottom - clear), ground)

    def draw_strips(
        self, page: Builder, frames: Sequence[Frame], number: int, total: int, kinds: Sequence[str], *, first: bool
    ) -> None:
        """The strips of some kinds; on further sheets they are not read aloud again."""
        for frame in frames:
            strip = self._strip(frame.area, frame.rect.w)
            if strip and frame.block.kind in kinds:
                strip.draw(page, frame.rect, number, total, first=first)
