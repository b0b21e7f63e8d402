"""Amounts in the column that a table has for them, where they end at one edge."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import ANY_LINES, SetText
from bmcgen.kinds.table.cell import LEADING
from bmcgen.model.manuscript import Text


def amount_lines(ink: Ink, amount: Text, size: float, width: float, *, total: bool = False) -> SetText:
    """An amount in as many lines as it takes: never smaller than the notes that it is of."""
    return SetText.first(ink, amount, width, (("bold" if total else "regular", size, ANY_LINES),))


def draw_amount(page: Builder, found: SetText, right: float, y: float, cell: int) -> None:
    """Draws an amount below `y`, its first line beside that of the note; its lines end at the right."""
    face, leading = page.ink.faces[found.face], found.size * LEADING
    element = page.element("P", cell, found.text)
    base = y + leading / 2 + face.below_middle(found.size)
    for number, line in enumerate(found.lines):
        x = right - line.width * found.size / 1000
        page.lines((line,), x, base + number * leading, face, found.size, leading, page.ink.colour("ink"), element)
