"""The line at the foot of a block that says what of it continues elsewhere."""

from __future__ import annotations

from bmcgen.drawing.builder import Ink
from bmcgen.drawing.set_text import SetText
from bmcgen.kinds.notes.sizing.needs import REFERENCE_ROOM
from bmcgen.model.manuscript import Manuscript, Text

_WAYS = (("bold", 8.0, 1), ("condensed-bold", 8.0, 1), ("condensed-bold", 7.0, 1), ("condensed-bold", 6.0, 1))
"""How it may be set: a narrow block has little room for it."""
_LONG = "2–3"
"""It mostly names no more sheets than this."""


def reference(ink: Ink, text: Text, width: float) -> SetText:
    """The line, in a width; more than one where that is very narrow."""
    return SetText.first(ink, text, width, _WAYS)


def room_for_reference(ink: Ink, manuscript: Manuscript, count: int, width: float) -> float:
    """How much lower notes end for its sake, of which at most so many continue."""
    said = reference(ink, manuscript.continues(count, _LONG), width)
    return REFERENCE_ROOM + (len(said.lines) - 1) * said.leading
