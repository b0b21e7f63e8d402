"""Running text that a person wrote, and the entries of lists: below a label and a hint, in columns."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Annotated

from msgspec import Struct

from bmcgen.drawing.body.columns import (
    ParagraphStyle,
    Placed,
    StyledParagraph,
    body_style,
    counted_height,
    draw_text,
    fill_text,
    paragraphs,
    text_height,
)
from bmcgen.drawing.body.write_in import FIELD_INSET, FORM_PITCH, draw_form_lines, form_pitch
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.form_labels import REMARK
from bmcgen.drawing.languages import line_width, paragraph, ratio_at
from bmcgen.drawing.setting import Part, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import Rect
from bmcgen.kinds import Wording, kind_of
from bmcgen.kinds._form_setting import FormSetting
from bmcgen.kinds._keys import Count
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import Text
from bmcgen.model.plan import Frame
from bmcgen.text.measuring import SetLine

Lines = Annotated[int, Count(1, 99)]
"""How many lines to write on a blank sheet has: what a layout says under `lines`."""
HINT = 7.5
HINT_LEADING = 1.28
HINT_BELOW = 3.0
BELOW_WORDS = 0.2
REFERENCE_ROOM = 13.0
FIELD_RADIUS = 2.0
LEAST_CONTENT = FORM_PITCH
"""A line to write on, or a line of text."""
LEAST_BELOW = 2
"""Room for so many lines to write on below what is written is worth having them."""
LINES_BESIDE = 3
"""So many lines to write on are enough for an empty part of a sheet that is filled in."""


def hint_of(block: Block, words: BlockWords, wording: Wording) -> Text | None:
    """What the sheet says there is to write; nothing where no prompts are printed."""
    if not words.hint or wording.prompts == "none":
        return None
    least, most = kind_of(block.kind).entries_asked(block)
    return wording.say_filled(words.hint, least=least, most=most)


class _Placed(Struct, frozen=True):
    """What stands in a frame, and what of it continues."""

    frame: Frame
    rows: int
    placed: tuple[Placed, ...]
    rest: tuple[StyledParagraph, ...]


class RunningSetting(FormSetting):
    """A subclass says which paragraphs it holds, and in which style. Left empty, it has lines to write on, below the
    `hint` that the body of its block has.
    """

    gives_way = True
    labelled = True
    bullets = False
    goes_on = False
    """Whether it has lines to write on below what is written, where parts beside it are still to be written by hand."""
    _known: list[StyledParagraph] | None = None

    @property
    def hint(self) -> Text | None:
        found: Text | None = self.text.body.hint
        return found

    @property
    def hint_size(self) -> float:
        return self.ink.readable(HINT)

    def written(self, style: ParagraphStyle) -> list[StyledParagraph]:
        """What is written, in paragraphs of a style."""
        raise NotImplementedError

    def style(self, size: float) -> ParagraphStyle:
        """What the paragraphs are set in."""
        return body_style(size, bullets=self.bullets)

    def _parts(self, size: float) -> list[StyledParagraph]:
        style = self.style(size)
        if self._known is None:
            self._known = self.written(style)
        return [part.set_in(style, self.ink) for part in self._known]

    @property
    def bulleted(self) -> int:
        """How many of the lines to write on stand behind bullets."""
        return 0

    def lines_asked(self) -> int:
        """How many lines to write on it asks for on a blank sheet."""
        raise NotImplementedError

    def _empty_height(self, lines: int) -> float:
        """How high so many lines to write on stand in its columns."""
        return -(-lines // self.block.columns) * form_pitch(self.ink)

    def label_rows(self, width: float) -> int:
        return super().label_rows(width) if self.labelled else 0

    def top(self, width: float, rows: int) -> float:
        lines = max((len(self._hint_lines(hint, width)) for hint in self._hints), default=0)
        return self._label_height(width, rows) + (lines * self.hint_size * HINT_LEADING + HINT_BELOW if lines else 0.0)

    def _label_height(self, width: float, rows: int) -> float:
        return super().top(width, rows) if self.labelled else 0.0

    @cached_property
    def _hints(self) -> list[Text]:
        """The hint, and those of parts as wide beside it: lines to write on begin at one height below all of them."""
        area = self.text.area
        row = next((areas for areas in self.sheet.grid.areas if area in areas), ())
        beside = (each for each in self.manuscript.blocks if row.count(each.area) == row.count(area))
        return [hint for each in beside if self.hint and (hint := getattr(each.body, "hint", None))]

    def _hint_lines(self, hint: Text, width: float) -> tuple[SetLine, ...]:
        set_hint = paragraph(hint, self.ink.faces["regular"], ratio_at(self.ink, self.hint_size))
        return set_hint.lines(width * 1000 / self.hint_size, hyphens=False, even=False)

    def content_height(self, width: float, scale: Scale) -> float:
        parts = self._parts(scale.text)
        if not parts:
            return self._empty_height(self.lines_asked())
        return text_height(parts, width, self.block.columns) + parts[0].style.size * BELOW_WORDS

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        return self.top(width, rows) + min(self.content_height(width, scale), max(LEAST_CONTENT, form_pitch(self.ink)))

    def tight_height(self, width: float, scale: Scale, rows: int) -> float:
        # Lines to write on give way to words.
        written = self._parts(scale.text)
        if not written:
            return self.least_height(width, scale, rows)
        counted = counted_height(written, width, self.block.columns)
        return self.top(width, rows) + counted + written[0].style.size * BELOW_WORDS

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        # Beside what is filled in, more than a few lines to write on are no reason for smaller type.
        if self.manuscript.filled and not self._parts(scale.text):
            few = self._empty_height(min(self.lines_asked(), LINES_BESIDE))
            return self.top(rect.w, rows) + few <= rect.h + 0.01
        return super().holds(rect, scale, rows)

    def used(self, width: float, height: float, scale: Scale, rows: int) -> float:
        whole = self.height(width, scale, rows)
        if whole <= height or not self._parts(scale.text):
            return min(whole, height)
        placed, _ = self._filled(Rect(0, 0, width, height), scale, rows)
        remark = 0.0 if self._remark_fits(width, rows) else REFERENCE_ROOM
        return self.top(width, rows) + max((each.bottom for each in placed), default=0.0) + remark

    def _filled(self, rect: Rect, scale: Scale, rows: int) -> tuple[list[Placed], list[StyledParagraph]]:
        """What stands in a frame, and what is left."""
        room, parts = self.room(rect, rows), self._parts(scale.text)
        placed, rest = fill_text(parts, room, self.block.columns)
        if rest and not self._remark_fits(rect.w, rows):
            return fill_text(parts, room.inset(0, 0, 0, REFERENCE_ROOM), self.block.columns)
        return placed, rest

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        placed, rest = self._filled(frame.rect, scale, rows)
        draw = partial(self._draw, _Placed(frame, rows, tuple(placed), tuple(rest)))
        if not rest:
            return Part(self.text, draw)
        return Part(self.text, draw, self.carried(rest, scale, bullets=self.bullets), partial(self.overset, rest[0]))

    def _remark_fits(self, width: float, rows: int) -> bool:
        """Whether the label has room beside it to say where its part continues."""
        longest = self.manuscript.goes_on("8–9")
        return self.labelled and not self.label(width, rows, longest).below

    def _draw(self, set_: _Placed, page: Builder, span: Span | None) -> None:
        rect, rows = set_.frame.rect, set_.rows
        section = page.element("Sect", None)
        room, elsewhere = self.room(rect, rows), self.elsewhere(span)
        beside = elsewhere if self._remark_fits(rect.w, rows) else None
        if self.labelled:
            self.label(rect.w, rows, beside).draw(page, self.block, rect, section)
        if self.hint:
            self._draw_hint(page, self.hint, rect.inset(0, self._label_height(rect.w, rows), 0, 0), section)
        if set_.placed:
            draw_text(page, set_.placed, room, section, self.block.accent)
            if self.goes_on and not set_.rest:
                self._draw_lines_below(page, room, set_)
        elif page.ink.fillable:
            page.tint(room, FIELD_RADIUS)
            place = room.inset(FIELD_INSET, FIELD_INSET, FIELD_INSET, FIELD_INSET)
            page.fill_in("text", f"blocks/{self.text.name}", place, self.field_says(), section)
        elif not set_.rest:
            draw_form_lines(page, room, self.block.columns, self.bulleted, self.block.accent)
        if elsewhere and not beside:
            face = page.ink.faces["regular"]
            size = page.ink.small(REMARK)
            x = room.right - line_width(page.ink, elsewhere, face, size)
            element = page.element("P", section, elsewhere)
            page.said(elsewhere, x, room.bottom - 1.5, face, size, page.ink.colour("soft"), element)

    def _draw_lines_below(self, page: Builder, room: Rect, set_: _Placed) -> None:
        below = room.inset(0, max(each.bottom for each in set_.placed), 0, 0)
        blank = any(kind_of(each.kind).lines_to_write(each) for each in self.manuscript.blocks)
        if blank and self.block.columns == 1 and below.h >= LEAST_BELOW * form_pitch(page.ink):
            draw_form_lines(page, below, 1, max(0, self.bulleted - len(set_.placed)), self.block.accent)

    def field_says(self) -> str:
        """The tooltip of the field that stands for the lines to write on."""
        title = self.text.title.text
        return f"{title}: {self.hint.text}" if self.hint and self.hint.text != title else title

    def _draw_hint(self, page: Builder, hint: Text, room: Rect, section: int) -> None:
        element = page.element("P", section, hint)
        lines, size = self._hint_lines(hint, room.w), self.hint_size
        y = room.y + size * 0.95
        face, soft = page.ink.faces["regular"], page.ink.colour("soft")
        page.lines(lines, room.x, y, face, size, size * HINT_LEADING, soft, element)


class Story(RunningSetting):
    """A story, the `prose` of its block's body; where there is none, as many lines to write on as the layout asks for
    under `lines`.
    """

    goes_on = True

    def written(self, style: ParagraphStyle) -> list[StyledParagraph]:
        prose: Text | None = self.text.body.prose
        return paragraphs(self.ink, prose, style) if prose else []

    def lines_asked(self) -> int:
        return int(self.block.own["lines"])
