"""Slides: titles, bullets, tables, and shapes by where they lie."""

from __future__ import annotations

import io
from typing import Any

from bmcgen.diagnostics import Place, Problems
from bmcgen.importing.formats import _office
from bmcgen.importing.formats._text import Spans, typed
from bmcgen.importing.outline import Aside, Drawing, Heading, Item, Outline, Raw, Shape, Table, Words

SUFFIXES = (".pptx", ".pptm")
NEEDS = ("pptx",)
MOST = _office.MOST
_POINT = 12_700
_DEEPEST = 12
_TITLES = (1, 3)
"""The placeholders of a title, and of one in the middle."""
_GROUP, _PICTURE = 6, 13


def read(data: bytes, name: str) -> Outline:
    import pptx

    said = _office.checked(data, name)
    try:
        slides = pptx.Presentation(io.BytesIO(data)).slides
        parts = [part for number, slide in enumerate(slides, 1) for part in _slide(slide, f"{name}!slide {number}")]
    except Problems:
        raise
    except Exception as exc:  # python-pptx raises whatever a damaged part leads to
        raise _office.broken(exc, name) from None
    return Outline(tuple(parts), tuple(said))


def _slide(slide: Any, where: str) -> list[Raw]:
    place = Place(where)
    parts: list[Raw] = []
    shapes: list[Shape] = []
    body: list[Raw] = []
    for shape, left, top in _shapes(slide.shapes, 0.0, 0.0, 0):
        if getattr(shape, "has_table", False):
            rows = tuple(tuple(_frame(cell.text_frame, place) for cell in row.cells) for row in shape.table.rows)
            body.append(Table(rows, bool(shape.table.first_row)))
            continue
        if shape.shape_type == _PICTURE:
            body.append(Aside("picture", typed(shape.name, place)))
            continue
        words = _frame(shape.text_frame, place) if shape.has_text_frame else typed("", place)
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind is not None and int(kind) in _TITLES and words.text:
            parts.append(Heading(1, Words(words.text.replace("\n", " "), place)))
        elif kind is not None and words.text:
            body += _points(shape.text_frame, place)
        else:
            shapes.append(Shape(words, left, top, (shape.width or 0) / _POINT, (shape.height or 0) / _POINT))
    parts += body
    if any(shape.words.text for shape in shapes):
        parts.append(Drawing(tuple(shapes)))
    if slide.has_notes_slide and (text := slide.notes_slide.notes_text_frame.text.strip()):
        parts.append(Aside("speaker note", typed(text, place)))
    return parts


def _shapes(shapes: Any, left: float, top: float, depth: int) -> list[tuple[Any, float, float]]:
    """The shapes of a slide with their places, those of groups too: as a rule a group has the slide's coordinates."""
    found: list[tuple[Any, float, float]] = []
    for shape in shapes:
        if shape.shape_type == _GROUP and depth < _DEEPEST:
            found += _shapes(shape.shapes, left, top, depth + 1)
        else:
            found.append((shape, left + (shape.left or 0) / _POINT, top + (shape.top or 0) / _POINT))
    return found


def _frame(frame: Any, place: Place) -> Words:
    lines = [_line(paragraph) for paragraph in frame.paragraphs]
    return Words("\n".join(line for line in lines if line), place)


def _points(frame: Any, place: Place) -> list[Raw]:
    return [Item(Words(line, place), each.level) for each in frame.paragraphs if (line := _line(each))]


def _line(paragraph: Any) -> str:
    spans = Spans()
    for run in paragraph.runs:
        spans.add(run.text.replace("\v", "\n"), "**" if run.font.bold else "*" if run.font.italic else "")
    return spans.text()
