"""The name of a part of a form at its head: a bar and the title, as many lines high as the longest title beside it."""

from __future__ import annotations

from msgspec import Struct

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import ANY_LINES, SetText, draw_set
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Text

FORM_TITLE = 10.5
FORM_LEADING = 12.5
FORM_BAR = 2.0
REMARK = 7.5
FORM_TOP = 4.5
FORM_BELOW = 3.5


class FormLabel(Struct, frozen=True):
    """The title of a part of a form, set for a width, and a remark: at the right of its last line if that has room for
    it, else on a line of its own below.
    """

    title: SetText
    remark: SetText | None
    below: bool
    rows: int

    @classmethod
    def of(cls, ink: Ink, text: BlockText, width: float, remark: Text | None = None, rows: int = 1) -> FormLabel:
        """A label that is at least so many rows high, as those beside it are."""
        title = SetText.fitting(ink, text.title, width, (("bold", FORM_TITLE, ANY_LINES),))
        rows = max(rows, len(title.lines))
        if remark is None:
            return cls(title, None, False, rows)
        set_remark = SetText.fitting(ink, remark, width, (("regular", REMARK, 1), ("condensed", REMARK, ANY_LINES)))
        last = title.lines[-1].width * FORM_TITLE / 1000 if len(title.lines) == rows else 0.0
        return cls(title, set_remark, last + 8 + set_remark.width > width, rows)

    @property
    def height(self) -> float:
        """From the top of a part of a form to its content."""
        height = FORM_BAR + FORM_TOP + self.rows * FORM_LEADING + FORM_BELOW
        return height + (len(self.remark.lines) * self.remark.leading if self.remark and self.below else 0.0)

    def draw(self, page: Builder, block: Block, rect: Rect, section: int) -> None:
        """A bar along the top of a rectangle, the title below it, and the remark."""
        page.bar(rect.x, rect.y, rect.w, FORM_BAR, block.accent)
        heading = page.element("H2", section, self.title.text)
        y = rect.y + FORM_BAR + FORM_TOP + FORM_TITLE * 0.78
        ink, soft = page.ink.colour("ink"), page.ink.colour("soft")
        face = page.ink.faces[self.title.face]
        page.lines(self.title.lines, rect.x, y, face, FORM_TITLE, FORM_LEADING, ink, heading)
        if self.remark:
            y += (self.rows - 1) * FORM_LEADING
            element = page.element("P", section, self.remark.text)
            if self.below:
                draw_set(page, self.remark, rect.x, y + len(self.remark.lines) * self.remark.leading, soft, element)
            else:
                draw_set(page, self.remark, rect.right - self.remark.width, y, soft, element)
