"""Finished sheets checked: every word is there, and everything where it should be."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.diagnostics import Problems
from bmcgen.drawing.builder import Ink
from bmcgen.model.layout import Layout
from bmcgen.pages.document import Fitted
from bmcgen.pages.set_sheet import Held
from bmcgen.pages.sheet import SheetFitter
from bmcgen.proof import lost, misplaced


def prove(sheets: Sequence[SheetFitter], fitted: Fitted, layout: Layout, ink: Ink, held: Sequence[Held]) -> None:
    """`Problems` for words that are not on the pages, and for what stands where it should not. What is held for a
    moment is set whole, and proved, when whoever types it rests.
    """
    if held:
        return
    problems = lost([sheet.manuscript for sheet in sheets], fitted.pages)
    problems += misplaced(fitted.pages, fitted.grounds, layout, ink.faces, ink.bleed)
    if problems:
        raise Problems(problems)
