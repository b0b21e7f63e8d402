"""The name of a block at its head: a large light numeral, the title, a small code."""

from __future__ import annotations

from bmcgen.fit.builder import Builder
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Text

INSET = 8.5
BASELINE = 24.5
CONTENT_TOP = 34.0
NUMERAL = 23.0
TITLE = 15.0
CODE = 8.0


def draw_label(
    page: Builder, text: BlockText, block: Block, rect: Rect, section: int, continued: Text | None = None
) -> None:
    """Draws the label into the top of a rectangle; `continued` is said in place of the code where a block goes on."""
    ink, soft = page.ink.colour("ink"), page.ink.colour("soft")
    light, bold, regular = page.ink.faces["light"], page.ink.faces["bold"], page.ink.faces["regular"]
    y = rect.y + BASELINE
    heading = page.element("H2", section, text.title)
    x = page.line(text.number, rect.x + INSET, y, light, NUMERAL, page.ink.accent(block.accent), None)
    code = continued or text.code
    right = rect.right - INSET - regular.width(code.text) * CODE / 1000
    size = TITLE
    x += 5.5
    while size > 9 and x + bold.width(text.title.text) * size / 1000 > right - 6:
        size -= 0.5
    page.line(text.title.text, x, y, bold, size, ink, heading)
    page.line(code.text, right, y, regular, CODE, soft, page.element("P", section, code))
