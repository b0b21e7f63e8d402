"""The parts of a form on a sheet: how high each must be, and what goes on elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.columns import (
    QUOTE,
    Manner,
    Placed,
    Stretch,
    draw_text,
    fill_text,
    paragraphs,
    running,
    stretch,
    text_height,
)
from bmcgen.drawing.labels import REMARK, FormLabel
from bmcgen.drawing.write_in import PITCH, draw_ruled
from bmcgen.geometry import Rect
from bmcgen.kinds._forms import (
    Fields,
    choice_height,
    draw_choice,
    draw_empty_frame,
    draw_picture,
    draw_scales,
    long_values,
    scales_height,
)
from bmcgen.model.layout import Block, Sheet
from bmcgen.model.manuscript import BlockText, Manuscript, Text
from bmcgen.model.plan import Frame
from bmcgen.pages.flow import Carried, Part, Span, TextFlow, name_of
from bmcgen.text.measuring import Broken
from bmcgen.text.paragraphs import paragraph_of

HINT = 7.5
HINT_LEADING = 9.6
HINT_BELOW = 3.0
REFERENCE_ROOM = 13.0
LEAST_PICTURE = 20.0
LEAST_CONTENT = PITCH
"""A line to write on, or two lines of text."""
LINES_LARGE = 2
LABELLED = ("prose", "list", "fields", "scale")


class SetForm(Struct, frozen=True):
    """A part of a form in its frame: the text that stands there, and what of it goes on."""

    text: BlockText
    frame: Frame
    placed: tuple[Placed, ...] = ()
    rest: tuple[Stretch, ...] = ()


class FormFitter:
    """Sets the parts of a form of one manuscript."""

    def __init__(self, manuscript: Manuscript, blocks: Sequence[BlockText], sheet: Sheet, ink: Ink) -> None:
        self.manuscript, self.sheet, self.ink = manuscript, sheet, ink
        self.blocks = {block.area: block for block in blocks}
        self.areas = {area: sheet.blocks[area] for area in self.blocks}
        self._stretches: dict[str, list[Stretch]] = {}
        self._fields: dict[str, Fields] = {}
        self._label_lines: dict[str, int] = {}

    def height(self, area: str, width: float, size: float) -> float:
        """How high a part must be in a width and a size so that all of it stands there."""
        block = self.areas[area]
        text = self.blocks[area]
        top = self._top(area, text, block, width)
        if block.kind in ("prose", "list"):
            parts = self._parts(block, text, size)
            return top + (
                text_height(parts, width, block.columns) + parts[0].manner.size * 0.2
                if parts
                else self._lines_to_write(block) * PITCH
            )
        if block.kind == "fields":
            return top + self._field_set(block, text).height(width)
        if block.kind == "scale":
            return top + scales_height(text.scales)
        return choice_height(self.ink, text, width) if block.kind == "choice" else 0.0

    def _lines_to_write(self, block: Block) -> int:
        """How many lines a part that is left empty wants. Large print has another sheet for them."""
        if self.ink.theme.scale <= 1 or block.style == "quote":
            return 1
        return max(LINES_LARGE, block.least)

    def least_height(self, area: str, width: float, size: float) -> float:
        """What a part that is not divided cannot do without, whatever else gives way."""
        block = self.areas[area]
        text = self.blocks[area]
        if block.kind == "fields":
            return self._top(area, text, block, width) + self._field_set(block, text).height(width, 1)
        if block.kind in ("prose", "list"):
            content = self.height(area, width, size) - self._top(area, text, block, width)
            return self._top(area, text, block, width) + min(content, LEAST_CONTENT)
        return LEAST_PICTURE if block.kind == "picture" else self.height(area, width, size)

    def _manner(self, block: Block, size: float) -> Manner:
        if block.style == "quote":
            return replace(running(QUOTE, "italic"), role="BlockQuote")
        return running(size, bullets=block.kind == "list")

    def _parts(self, block: Block, text: BlockText, size: float) -> list[Stretch]:
        manner = self._manner(block, size)
        if text.area not in self._stretches:
            story = paragraphs(self.ink, text.prose, manner) if text.prose else []
            self._stretches[text.area] = [*story, *(stretch(self.ink, item, manner) for item in text.items)]
        return [part.set_in(manner, self.ink) for part in self._stretches[text.area]]

    def _field_set(self, block: Block, text: BlockText) -> Fields:
        if text.area not in self._fields:
            self._fields[text.area] = Fields(self.ink, text.values, block.columns)
        return self._fields[text.area]

    def _hint_lines(self, text: BlockText, width: float) -> int:
        return len(self._hint(text.hint, width)) if text.hint else 0

    def _hint(self, hint: Text, width: float) -> tuple[Broken, ...]:
        paragraph = paragraph_of(hint.text, hint.language, self.ink.faces["regular"])
        return paragraph.lines(width * 1000 / HINT, hyphens=False, even=False)

    def _label_height(self, area: str, width: float) -> float:
        """The label of a part, as high as the highest of those that begin in the same row."""
        block = self.areas[area]
        if block.kind not in LABELLED or block.style == "quote":
            return 0.0
        self._label_lines[area] = FormLabel.of(self.ink, self.blocks[area], width).rows
        return self._label(area, width).height

    def _label(self, area: str, width: float, remark: Text | None = None) -> FormLabel:
        return FormLabel.of(self.ink, self.blocks[area], width, remark, self._label_rows(area))

    def _label_rows(self, area: str) -> int:
        """How many lines the longest label has of those that begin in the same row."""
        row = self._row(area)
        return max(lines for other, lines in self._label_lines.items() if self._row(other) == row)

    def _row(self, area: str) -> int:
        return next(number for number, row in enumerate(self.sheet.grid.areas) if area in row)

    def _top(self, area: str, text: BlockText, block: Block, width: float) -> float:
        """What stands above the content: the label and the hint."""
        label = self._label_height(area, width)
        hints = self._hint_lines(text, width) if block.kind in ("prose", "list") else 0
        return label + (hints * HINT_LEADING + HINT_BELOW if hints else 0.0)

    def holds(self, frames: Sequence[Frame], size: float) -> bool:
        """Whether every part has the room in its frame that it needs."""
        return all(self.height(frame.area, frame.rect.w, size) <= frame.rect.h + 0.01 for frame in frames)

    def fit(self, frames: Sequence[Frame], size: float) -> list[Part]:
        """The parts in their frames, at a size."""
        # Labels in a row know one another only when all have been measured.
        for frame in frames:
            self._label_height(frame.area, frame.rect.w)
        found = [self._set(frame, size) for frame in frames]
        return [
            Part(each.text, self._carried(each, size), partial(self._draw, each), partial(self._overset, each))
            for each in found
        ]

    def _set(self, frame: Frame, size: float) -> SetForm:
        block, text = frame.block, self.blocks[frame.area]
        if block.kind == "fields":
            carried = self._field_set(block, text).carried(self._room(frame, text))
            return SetForm(text, frame, rest=tuple(long_values(self.ink, carried)))
        if block.kind not in ("prose", "list"):
            return SetForm(text, frame)
        parts, room = self._parts(block, text, size), self._room(frame, text)
        placed, rest = fill_text(parts, room, block.columns)
        if rest and not self._remark_fits(frame, text):
            placed, rest = fill_text(parts, room.inset(0, 0, 0, REFERENCE_ROOM), block.columns)
        return SetForm(text, frame, tuple(placed), tuple(rest))

    def _remark_fits(self, frame: Frame, text: BlockText) -> bool:
        """Whether the label has room beside it to say where its part goes on."""
        longest = self.manuscript.goes_on("8–9")
        return frame.block.style != "quote" and not self._label(frame.area, frame.rect.w, longest).below

    def _room(self, frame: Frame, text: BlockText) -> Rect:
        return frame.rect.inset(0, self._top(frame.area, text, frame.block, frame.rect.w), 0, 0)

    def _carried(self, part: SetForm, size: float) -> Carried | None:
        """What of a part goes on to a further sheet."""
        if not part.rest:
            return None
        block = part.frame.block
        # What goes on is set as running text, whatever it looked like in its frame.
        manner = running(size, bullets=block.kind == "list")
        rest = [each.set_in(manner, self.ink) for each in part.rest]
        return Carried(part.text, block, lambda _: [TextFlow(each, block.accent) for each in rest])

    def _overset(self, part: SetForm, sheet: Span) -> Diagnostic:
        message = f"{part.text.name} is full: it continues on {name_of(sheet)}"
        return warning("overset", message, part.rest[0].text.where)

    def _draw(self, part: SetForm, page: Builder, sheet: Span | None) -> None:
        text, frame = part.text, part.frame
        block, rect = frame.block, frame.rect
        section = page.element("Sect", None)
        room = self._room(frame, text)
        elsewhere = self.manuscript.goes_on(str(sheet)) if sheet else None
        if block.kind == "choice":
            draw_choice(page, text, rect, section)
            return
        if block.kind == "picture":
            if text.picture:
                draw_picture(page, text.picture, rect, section)
            else:
                draw_empty_frame(page, text, rect, section)
            return
        beside = elsewhere if block.kind != "fields" and self._remark_fits(frame, text) else None
        if block.style != "quote":
            self._label(frame.area, rect.w, beside).draw(page, block, rect, section)
        if block.kind == "fields":
            self._field_set(block, text).draw(page, room, section, elsewhere)
        elif block.kind == "scale":
            self._draw_scale(page, text, room, section)
        else:
            self._draw_text(page, part, room, section, None if beside else elsewhere)

    def _draw_scale(self, page: Builder, text: BlockText, room: Rect, section: int) -> None:
        page.tint(room)
        draw_scales(page, text, room, section)

    def _draw_text(self, page: Builder, part: SetForm, room: Rect, section: int, elsewhere: Text | None) -> None:
        text, block, soft = part.text, part.frame.block, page.ink.colour("soft")
        if text.hint:
            element = page.element("P", section, text.hint)
            lines = self._hint(text.hint, room.w)
            y = room.y - HINT_BELOW - len(lines) * HINT_LEADING + HINT * 0.95
            page.lines(lines, room.x, y, page.ink.faces["regular"], HINT, HINT_LEADING, soft, element)
        if part.placed:
            draw_text(page, part.placed, room, section, block.accent)
        elif not part.rest:
            draw_ruled(page, room, bullets=block.accent if block.kind == "list" else None)
        if elsewhere:
            face = page.ink.faces["regular"]
            x = room.right - face.width(elsewhere.text) * REMARK / 1000
            element = page.element("P", section, elsewhere)
            page.line(elsewhere.text, x, room.bottom - 1.5, face, REMARK, soft, element)
