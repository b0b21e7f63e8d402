"""Texts in two languages as they stand on a sheet: the second is smaller and quieter than the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bmcgen.model.manuscript import Text
from bmcgen.text.bilingual import BilingualParagraph
from bmcgen.text.fonts import Face
from bmcgen.text.paragraphs import Paragraph, paragraph_of

if TYPE_CHECKING:
    from bmcgen.drawing.builder import Ink

RATIO, RUNNING = 0.8, 0.84
"""How large the second language is beside the first, in labels and titles, and in running text."""
LEAST = 7.0
"""A size that the second language is never below."""
BETWEEN = " / "
"""What stands between the two where they share a line."""


def paragraph(text: Text, face: Face, ratio: float) -> Paragraph:
    """A text as a paragraph, or as two where it is in two languages."""
    first = paragraph_of(text.text, text.language, face)
    if text.second is None:
        return first
    return BilingualParagraph(first, paragraph_of(text.second.text, text.second.language, face), ratio)


def running_at(size: float, least: float = 0.0) -> float:
    """How large the second language is beside running text of a size, on a sheet with no type below the `least`."""
    return min(1.0, max(RUNNING, LEAST / size, least / size))


def ratio_at(ink: Ink, size: float) -> float:
    """How large the second language is beside type of a size."""
    return min(1.0, max(RATIO, LEAST / size, ink.least / size))


def stacked_width(ink: Ink, text: Text, face: Face, size: float) -> float:
    """How wide a text is in points; in two languages, one below the other."""
    width = face.width(text.text)
    if text.second:
        width = max(width, face.width(text.second.text) * ratio_at(ink, size))
    return width * size / 1000


def line_width(ink: Ink, text: Text, face: Face, size: float) -> float:
    """How wide a text is on one line, in points; in two languages, one behind the other."""
    width = face.width(text.text) * size / 1000
    if text.second:
        width += face.width(BETWEEN) * size / 1000
        width += face.width(text.second.text) * size * ratio_at(ink, size) / 1000
    return width
