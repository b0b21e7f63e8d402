"""What stands where on a page of a finished file, as pdfium sees it; it shares no measure with the program."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

THIN = 4.0
"""A filled or stroked shape no thicker than this is a rule."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the bottom left of the sheet."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Glyph:
    """A glyph: the tight box of its ink, and its baseline."""

    box: Box
    baseline: float
    size: float


@dataclass
class Words:
    """Text that one operator of the page shows. `order` tells what is painted later."""

    text: str
    box: Box
    order: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass
class Shape:
    """A rule, a panel or a picture: the box of its ink; of a panel, whether it has an edge of its own."""

    kind: str
    box: Box
    order: int
    filled: bool = False
    edged: bool = False


@dataclass
class Sheet:
    """A page as it was read. `trim` is what is left when the paper is cut."""

    trim: Box
    words: list[Words]
    shapes: list[Shape]
    clipped: list[Box]


def read(page: Any) -> Sheet:
    """Read a page of an open pypdfium2 document. Of a form that is shown in part or in
    small (a tile, the map of tiles) only the place is told: the sheet itself is read elsewhere.
    """
    textpage = page.get_textpage()
    words: list[Words] = []
    shapes: list[Shape] = []
    clipped: list[Box] = []
    known: dict[int, Words] = {}
    for number, (item, matrix, kind) in enumerate(_objects(page.raw, clipped)):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            box = _moved(_bounds(item), matrix)
            found = Words(_text_of(item, textpage.raw), box, number)
            if found.text.strip():
                words.append(found)
                known[_address(item)] = found
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            shapes.append(Shape("picture", _moved(_bounds(item), matrix), number))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            shapes += [_shape(item, matrix, number)]
    _add_glyphs(textpage.raw, known)
    return Sheet(tuple(page.get_trimbox()), words, shapes, clipped)


def _objects(page: Any, clipped: list[Box]) -> Iterator[tuple[Any, Matrix, int]]:
    """All objects in the order they are painted, with the matrix from their own space to the page's."""
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _flat(pdfium.FPDFPage_GetObject(page, number), IDENTITY, clipped)


def _flat(item: Any, matrix: Matrix, clipped: list[Box]) -> Iterator[tuple[Any, Matrix, int]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, matrix, kind
        return
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    clip = _clip(item)
    if clip or abs(own.a - 1) > 0.001:
        clipped.append(clip or _moved(_bounds(item), matrix))
        return
    inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    for number in range(pdfium.FPDFFormObj_CountObjects(item)):
        yield from _flat(pdfium.FPDFFormObj_GetObject(item, number), inner, clipped)


def _clip(item: Any) -> Box | None:
    """The box that a form is cut off at; None where it is shown whole, or only its bleed is cut off."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    if not path or pdfium.FPDFClipPath_CountPaths(path) < 1:
        return None
    points = []
    for number in range(pdfium.FPDFClipPath_CountPathSegments(path, 0)):
        points.append(_point(pdfium.FPDFClipPath_GetPathSegment(path, 0, number)))
    clip = _around(points)
    shown = _bounds(item)
    whole = clip[0] <= shown[0] + 1 and clip[1] <= shown[1] + 1 and clip[2] >= shown[2] - 1 and clip[3] >= shown[3] - 1
    return None if whole else clip


def _shape(item: Any, matrix: Matrix, number: int) -> Shape:
    points = [_point(pdfium.FPDFPath_GetPathSegment(item, each)) for each in range(pdfium.FPDFPath_CountSegments(item))]
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    whole = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    box = _around([_at(whole, point) for point in points])
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
    if stroked.value:
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(item, width)
        half = width.value * abs(whole[0]) / 2
        box = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
    thin = min(box[2] - box[0], box[3] - box[1]) <= THIN
    return Shape("rule" if thin else "panel", box, number, bool(mode.value), bool(stroked.value))


def _add_glyphs(textpage: Any, known: dict[int, Words]) -> None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in range(pdfium.FPDFText_CountChars(textpage)):
        item = pdfium.FPDFText_GetTextObject(textpage, number)
        words = known.get(_address(item)) if item else None
        if words is None or pdfium.FPDFText_IsGenerated(textpage, number) == 1:
            continue
        pdfium.FPDFText_GetCharBox(textpage, number, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value)
        if box[2] - box[0] < 0.01 or box[3] - box[1] < 0.01 or chr(pdfium.FPDFText_GetUnicode(textpage, number)) == " ":
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, number, x, y)
        words.glyphs.append(Glyph(box, y.value, pdfium.FPDFText_GetFontSize(textpage, number)))


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _text_of(item: Any, textpage: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, textpage, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _bounds(item: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _at(m: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _times(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _moved(box: Box, matrix: Matrix) -> Box:
    if matrix == IDENTITY:
        return box
    return _around([_at(matrix, (box[0], box[1])), _at(matrix, (box[2], box[3]))])
