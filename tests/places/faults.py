"""What is wrong with where things stand on a page that was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.places.reading import Box, Glyph, Shape, Sheet, Words

SAFE = 5 * 72 / 25.4
SLACK = 0.6
"""Points that a mark may stand beyond its edge: what rounding and the side bearings of glyphs come to."""
SHOWN = 40


def faults(sheet: Sheet, safe: float = SAFE) -> list[str]:
    """A line for each fault; `safe` is how far text keeps from the trim."""
    return [
        *_text_on_text(sheet.words),
        *_text_on_shapes(sheet.words, sheet.shapes),
        *_beyond(sheet, safe),
    ]


def _text_on_text(words: Sequence[Words]) -> Iterator[str]:
    ordered = sorted(words, key=lambda each: each.box[0])
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.box[0] > one.box[2]:
                break
            if _depth(one.box, other.box) and _touch(one, other):
                yield f'text-over-text: "{_short(one)}" {_said(one.box)} and "{_short(other)}" {_said(other.box)}'


def _touch(one: Words, other: Words) -> bool:
    """Whether glyphs of one lie on glyphs of the other. pdfium hides glyphs that repeat others close by: those whose
    words have none left lie on their double.
    """
    if not one.glyphs or not other.glyphs:
        deep = _depth(one.box, other.box)
        return bool(deep and min(deep) > 0.3 * min(one.box[3] - one.box[1], other.box[3] - other.box[1]))
    near = [glyph for glyph in other.glyphs if _depth(glyph.box, one.box)]
    return any(_on(glyph, each) for glyph in one.glyphs if _depth(glyph.box, other.box) for each in near)


def _on(one: Glyph, other: Glyph) -> bool:
    deep = _depth(one.box, other.box)
    if not deep:
        return False
    size = min(one.size, other.size) or min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    if abs(one.baseline - other.baseline) < 0.1:
        # Slanted neighbours on one line reach into each other's boxes.
        return deep[0] > 0.22 * size
    return min(deep) > 0.05 * size


def _text_on_shapes(words: Sequence[Words], shapes: Sequence[Shape]) -> Iterator[str]:
    ordered = sorted(shapes, key=lambda each: each.box[0])
    for one in words:
        for shape in ordered:
            if shape.box[0] > one.box[2]:
                break
            if not _depth(one.box, shape.box):
                continue
            if fault := _with_shape(one, shape):
                yield f'{fault}: "{_short(one)}" {_said(one.box)} and {shape.kind} {_said(shape.box)}'


def _with_shape(words: Words, shape: Shape) -> str:
    """What is wrong between words and a shape that they meet; nothing if nothing is."""
    if shape.kind == "picture":
        return "text-over-picture" if any(_deeper(glyph, shape.box, 0.3) for glyph in words.glyphs) else ""
    if shape.kind == "rule":
        return "text-over-rule" if any(_struck(glyph, shape.box) for glyph in words.glyphs) else ""
    if shape.filled and shape.order > words.order:
        return "text-under-panel" if any(_deeper(glyph, shape.box, 0.3) for glyph in words.glyphs) else ""
    crossing = any(_struck(glyph, side) for glyph in words.glyphs for side in _sides(shape.box))
    return "text-over-edge" if crossing else ""


def _sides(box: Box) -> list[Box]:
    left, bottom, right, top = box
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairwise(corners)]


def _struck(glyph: Glyph, rule: Box) -> bool:
    """Whether a rule goes through a glyph. Below the baseline it is a line that words stand on."""
    deep = _depth(glyph.box, rule)
    left, bottom, right, top = glyph.box
    if rule[2] - rule[0] >= rule[3] - rule[1]:
        middle = (rule[1] + rule[3]) / 2
        wide = min(right, rule[2]) - max(left, rule[0])
        return (
            wide > 0.3
            and max(glyph.baseline - 0.02 * glyph.size, bottom + 0.06 * glyph.size) < middle < top - 0.06 * glyph.size
        )
    middle = (rule[0] + rule[2]) / 2
    high = min(top, rule[3]) - max(bottom, rule[1])
    return high > 0.3 and left + 0.06 * glyph.size < middle < right - 0.06 * glyph.size and deep is not None


def _deeper(glyph: Glyph, box: Box, least: float) -> bool:
    deep = _depth(glyph.box, box)
    return bool(deep and min(deep) > least)


def _beyond(sheet: Sheet, safe: float) -> Iterator[str]:
    left, bottom, right, top = sheet.trim
    inside = (left + safe, bottom + safe, right - safe, top - safe)
    for words in sheet.words:
        boxes = [glyph.box for glyph in words.glyphs] or [words.box]
        if any(_out(box, sheet.trim, 0) for box in boxes):
            yield f'text-beyond-sheet: "{_short(words)}" {_said(words.box)}'
        elif any(_out(box, inside, SLACK) for box in boxes):
            yield f'text-beyond-safe-edge: "{_short(words)}" {_said(words.box)}'
    for shape in sheet.shapes:
        if shape.kind != "panel" and _out(shape.box, sheet.trim, SLACK):
            yield f"{shape.kind}-beyond-sheet: {_said(shape.box)}"


def _out(box: Box, inside: Box, slack: float) -> bool:
    return (
        box[0] < inside[0] - slack
        or box[1] < inside[1] - slack
        or box[2] > inside[2] + slack
        or box[3] > inside[3] + slack
    )


def _depth(one: Box, other: Box) -> tuple[float, float] | None:
    """How far boxes lie over each other, across and down; None where they do not."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return (wide, high) if wide > 0 and high > 0 else None


def _short(words: Words) -> str:
    text = " ".join(words.text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _said(box: Box) -> str:
    return "[" + " ".join(f"{each:.1f}" for each in box) + "]"
