"""How far the ink of a line of text reaches, by the outlines of its faces."""

from __future__ import annotations

from bmcgen.geometry import Rect
from bmcgen.model.page import Line
from bmcgen.text.fonts import Face, Faces
from bmcgen.text.fonts.file import FontProgram

Extent = tuple[float, float]
"""Above and below the baseline, in ems; what reaches below is negative."""
_TALL, _DEEP = "bdfhkl", "gjpqy"
_MOST: Extent = (0.8, -0.24)
"""Signs and emoji are taller than that, and may touch the next line of a text that has ordinary leading."""


def ordinary(faces: Faces, name: str) -> Extent:
    """How far the letters of a face reach, without accents: from the ascenders to the descenders. A face that lacks
    these letters says it of itself, within bounds.
    """
    return faces.by_name(name).derived(_ordinary)()


def _ordinary(face: Face) -> Extent:
    font = face.font
    tall, deep, about = _reach(font, _TALL), _reach(font, _DEEP), font.parsed.descriptor
    above, below = tall[0] if tall else about.ascent / 1000, deep[1] if deep else about.descent / 1000
    return min(above, _MOST[0]), max(below, _MOST[1])


def inked(faces: Faces, line: Line) -> Rect:
    """The rectangle of the very glyphs of a line; of a line of spaces one without extent."""
    fonts = [(faces.by_name(run.face).font, run.text) for run in line.runs]
    reached = [found for font, text in fonts if (found := _reach(font, text)) is not None]
    if not reached:
        return Rect(line.x, line.y, 0.0, 0.0)
    top, bottom = max(each[0] for each in reached), min(each[1] for each in reached)
    (first, text), (last, end) = fonts[0], fonts[-1]
    before, after = _bearings(first, text.lstrip()[:1])[0], _bearings(last, end.rstrip()[-1:])[1]
    wide = line.width - (before + after) * line.size
    return Rect(line.x + before * line.size, line.y - top * line.size, max(wide, 0.0), (top - bottom) * line.size)


def _reach(font: FontProgram, text: str) -> Extent | None:
    """The highest and the lowest point of the outlines of a text; None where it has none."""
    boxes = [box for char in dict.fromkeys(text) if (box := font.boxes[char])]
    if not boxes:
        return None
    units = font.parsed.units_per_em
    return max(box[3] for box in boxes) / units, min(box[1] for box in boxes) / units


def _bearings(font: FontProgram, char: str) -> Extent:
    """What stands empty to the left and to the right of a glyph, in ems; less than nothing where it hangs over."""
    box = font.boxes[char] if char else None
    if box is None:
        return 0.0, 0.0
    units = font.parsed.units_per_em
    return box[0] / units, font.parsed.advances[ord(char)] / 1000 - box[2] / units
