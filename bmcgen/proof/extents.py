"""How far the ink of a line of text reaches, by the outlines of its faces."""

from __future__ import annotations

from struct import unpack
from typing import Any
from weakref import WeakKeyDictionary

from bmcgen.geometry import Rect
from bmcgen.model.page import Line
from bmcgen.text.fonts import Faces

Extent = tuple[float, float]
"""Above and below the baseline, in ems; what reaches below is negative."""
_TALL, _DEEP = "bdfhkl", "gjpqy"
_ORDINARY: WeakKeyDictionary[Any, Extent] = WeakKeyDictionary()


def ordinary(faces: Faces, name: str) -> Extent:
    """How far the letters of a face reach, without accents: from the ascenders to the descenders. A face that lacks
    these letters says it of itself.
    """
    font = faces.by_name(name).font
    found = _ORDINARY.get(font)
    if found is None:
        tall, deep = _reach(font.face, _TALL), _reach(font.face, _DEEP)
        top = tall[0] if tall else font.face.ascent / 1000
        bottom = deep[1] if deep else font.face.descent / 1000
        found = _ORDINARY[font] = top, bottom
    return found


def inked(faces: Faces, line: Line) -> Rect:
    """The rectangle of the very glyphs of a line; of a line of spaces one without extent."""
    fonts = [(faces.by_name(run.face).font.face, run.text) for run in line.runs]
    reached = [found for face, text in fonts if (found := _reach(face, text)) is not None]
    if not reached:
        return Rect(line.x, line.y, 0.0, 0.0)
    top, bottom = max(each[0] for each in reached), min(each[1] for each in reached)
    (first, text), (last, end) = fonts[0], fonts[-1]
    before, after = _bearings(first, text.lstrip()[:1])[0], _bearings(last, end.rstrip()[-1:])[1]
    wide = line.width - (before + after) * line.size
    return Rect(line.x + before * line.size, line.y - top * line.size, max(wide, 0.0), (top - bottom) * line.size)


def _reach(face: Any, text: str) -> Extent | None:
    """The highest and the lowest point of the outlines of a text; None where it has none."""
    boxes = [box for glyph in _glyphs(face, text) if (box := _box(face, glyph))]
    if not boxes:
        return None
    return max(box[3] for box in boxes) / face.unitsPerEm, min(box[1] for box in boxes) / face.unitsPerEm


def _bearings(face: Any, char: str) -> Extent:
    """What stands empty to the left and to the right of a glyph, in ems; less than nothing where it hangs over."""
    glyph = face.charToGlyph.get(ord(char)) if char else None
    box = _box(face, glyph) if glyph is not None else None
    if box is None:
        return 0.0, 0.0
    return box[0] / face.unitsPerEm, face.charWidths[ord(char)] / 1000 - box[2] / face.unitsPerEm


def _glyphs(face: Any, text: str) -> set[int]:
    return {glyph for char in dict.fromkeys(text) if (glyph := face.charToGlyph.get(ord(char))) is not None}


def _box(face: Any, glyph: int) -> tuple[int, int, int, int] | None:
    """The left, bottom, right and top of an outline (OpenType, "glyf"); None for a glyph without one."""
    at, end = face.glyphPos[glyph], face.glyphPos[glyph + 1]
    if at == end:
        return None
    start = face.get_table_pos("glyf")[0] + at
    left, bottom, right, top = unpack(">4h", face.get_chunk(start + 2, 8))
    return left, bottom, right, top
