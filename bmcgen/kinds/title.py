"""The title by itself, large, or a line to write it on."""

from __future__ import annotations

from collections.abc import Iterator

from bmcgen.drawing.body.write_in import typing_line
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import line_width
from bmcgen.drawing.regions import shows
from bmcgen.drawing.set_text import SetText, draw_field, draw_set, title_ways
from bmcgen.drawing.setting import Context
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind
from bmcgen.kinds._field_strip import FIELD_GAP, FIELD_RULE, LABEL, LABEL_LINE
from bmcgen.kinds._title_words import kicker_role, typed_title
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Manuscript, Text

KICKER_ALONE = 18.0
ROOM_TO_WRITE = 19.0
ABOVE_LABEL = 7.0


class _Title(Kind):
    role = "strip"
    size = ""
    names_title = True
    at_head = True
    says_title = True
    says_number = True
    on_ground = True
    logo = 11 * MM
    narrowest = 40 * MM

    def strip(self, block: Block, context: Context, width: float) -> Title:
        return Title(context.ink, context.manuscript, width)

    def lines_in_strip(self, block: Block, manuscript: Manuscript) -> int:
        return 0 if manuscript.title else 1

    def typed(self, block: Block, manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
        return typed_title(manuscript)


class Title:
    """The title by itself, or a line to write it on."""

    def __init__(self, ink: Ink, manuscript: Manuscript, width: float) -> None:
        self.manuscript = manuscript
        regular = ink.faces["regular"]
        sheet = line_width(ink, manuscript.sheet_of(88, 88), regular, ink.small(LABEL)) + FIELD_GAP
        named = (("regular", LABEL, 1), ("condensed", LABEL, 9))
        alone = (*(("bold", size / 2, 1) for size in range(2 * int(KICKER_ALONE), 23, -1)), ("bold", 12.0, 9))
        title, kicker = manuscript.title, manuscript.kicker
        self.title = SetText.fitting(ink, title, width, title_ways(27)) if title else None
        self.again = SetText.fitting(ink, title, width, title_ways(18)) if title else None
        self.kicker = SetText.fitting(ink, kicker, width - sheet, named if title else alone) if kicker else None
        # A blank sheet has a line to write the title on.
        self.label = SetText.fitting(ink, manuscript.title_label, width - sheet, named)
        above = LABEL_LINE + 5.0
        if self.kicker:
            above += self.kicker.above - self.kicker.size * 0.82
        self.height = above + self.title.above + 7.0 if self.title else self._blank_height()

    def _blank_height(self) -> float:
        """The kicker, the label below it, and room to write at the label."""
        kicker = self.kicker
        above = KICKER_ALONE * 0.74 + (kicker.above - kicker.size * 0.82 if kicker else 0.0)
        return above + self.label.above + ABOVE_LABEL + ROOM_TO_WRITE

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        soft, ink = page.ink.colour("soft"), page.ink.colour("ink")
        lowest = rect.y + (LABEL_LINE if self.title else KICKER_ALONE * 0.74)
        if self.kicker:
            lowest += (len(self.kicker.lines) - 1) * self.kicker.leading
            element = page.element(kicker_role(self.manuscript), None, self.kicker.text) if first else None
            draw_set(page, self.kicker, rect.x, lowest, soft if self.title else ink, element)
        if total > 1:
            text, face = self.manuscript.sheet_of(number, total), page.ink.faces["regular"]
            size = page.ink.small(LABEL)
            x = rect.right - line_width(page.ink, text, face, size)
            page.said(text, x, rect.y + size * 0.74, face, size, soft, page.element("P", None, text))
        title = self.title if first else self.again
        if title:
            heading = page.element("H1", None, title.text) if first else None
            # Letters stand on the foot of the strip but for what hangs below the line.
            draw_field(page, "title" if first else "", title, rect.x, rect.bottom - 7.0, ink, heading)
            return
        begun = len(page.marks)
        page.rule(rect.x, rect.bottom, rect.right, rect.bottom, FIELD_RULE, page.ink.colour("hairline"))
        element = page.element("P", None, self.label.text)
        draw_set(page, self.label, rect.x, rect.bottom - ROOM_TO_WRITE, soft, element)
        place = typing_line(rect.x, rect.bottom - ROOM_TO_WRITE, rect.w, rect.bottom, ROOM_TO_WRITE)
        page.fill_in("line", "fields/title", place, self.label.text.text, None)
        if first:
            top = rect.bottom - ROOM_TO_WRITE - self.label.above
            shows(page, "field", "title", Rect(rect.x, top, rect.w, rect.bottom - top), begun)


KIND = _Title()
