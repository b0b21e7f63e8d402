"""The name of a block at its head: on a canvas a large light numeral, the title and a small code; on a form a bar and
the title, as many lines high as the longest title beside it.
"""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.text.measuring import Broken
from bmcgen.text.paragraphs import paragraph_of

INSET = 8.5
BASELINE = 24.5
CONTENT_TOP = 34.0
NUMERAL = 23.0
TITLE = 15.0
CODE = 8.0
BAR = 2.6
FORM_TITLE = 10.5
FORM_LEADING = 12.5
FORM_BAR = 2.0
REMARK = 7.5
FORM_TOP = 4.5
FORM_BELOW = 3.5


def label_lines(ink: Ink, text: BlockText, width: float) -> tuple[Broken, ...]:
    """The lines of a form's label."""
    paragraph = paragraph_of(text.title.text, text.title.language, ink.faces["bold"])
    return paragraph.balanced(width * 1000 / FORM_TITLE)


def form_label_height(lines: int) -> float:
    """From the top of a part of a form to its content, below a label of so many lines."""
    return FORM_BAR + FORM_TOP + lines * FORM_LEADING + FORM_BELOW


def draw_form_label(
    page: Builder,
    text: BlockText,
    block: Block,
    rect: Rect,
    section: int,
    remark: Text | None = None,
    rows: int = 1,
) -> None:
    """A bar along the top of a rectangle, the title below it, and a remark at the right of the last of `rows` lines."""
    page.bar(rect.x, rect.y, rect.w, FORM_BAR, block.accent)
    heading = page.element("H2", section, text.title)
    y = rect.y + FORM_BAR + FORM_TOP + FORM_TITLE * 0.78
    ink = page.ink.colour("ink")
    lines = label_lines(page.ink, text, rect.w)
    page.lines(lines, rect.x, y, page.ink.faces["bold"], FORM_TITLE, FORM_LEADING, ink, heading)
    if remark:
        regular = page.ink.faces["regular"]
        x = rect.right - regular.width(remark.text) * REMARK / 1000
        y += (max(rows, len(lines)) - 1) * FORM_LEADING
        page.line(remark.text, x, y, regular, REMARK, page.ink.colour("soft"), page.element("P", section, remark))


def remark_fits(ink: Ink, text: BlockText, width: float, remark: Text, rows: int) -> bool:
    """Whether there is room for a remark behind the last line of a form's label, or in a row of labels below it."""
    lines = label_lines(ink, text, width)
    last = lines[-1].width * FORM_TITLE / 1000 if len(lines) >= rows else 0.0
    return last + 8 + ink.faces["regular"].width(remark.text) * REMARK / 1000 <= width


def draw_label(
    page: Builder, text: BlockText, block: Block, rect: Rect, section: int, continued: Text | None = None
) -> None:
    """Draws a canvas's label into the top of a rectangle; `continued` takes the code's place where a block goes on."""
    ink, soft = page.ink.colour("ink"), page.ink.colour("soft")
    light, bold, regular = page.ink.faces["light"], page.ink.faces["bold"], page.ink.faces["regular"]
    y = rect.y + BASELINE
    heading = page.element("H2", section, text.title)
    x = rect.x + INSET
    if text.number:
        x = page.line(text.number, x, y, light, NUMERAL, page.ink.accent(block.accent), None) + 5.5
    code, right = continued or text.code, rect.right - INSET
    right -= regular.width(code.text) * CODE / 1000 if code else 0.0
    size = TITLE
    while size > 9 and x + bold.width(text.title.text) * size / 1000 > right - 6:
        size -= 0.5
    page.line(text.title.text, x, y, bold, size, ink, heading)
    if code:
        page.line(code.text, right, y, regular, CODE, soft, page.element("P", section, code))
