"""Drawings to headings and notes: a shape belongs to the block in whose field it lies, else to the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from bmcgen.importing.cells import notes_of
from bmcgen.importing.naming import Known
from bmcgen.importing.outline import Drawing, Heading, Item, Paragraph, Part, Raw, Shape, Words

LEAST = 3
_LEVEL = 7
_MOST = 5_000


def without_drawings(parts: Sequence[Raw], known: Known) -> list[Part]:
    """The parts of a document with its drawings as headings and points."""
    return [each for part in parts for each in (_parts(part, known) if isinstance(part, Drawing) else (part,))]


def _parts(drawing: Drawing, known: Known) -> Iterable[Part]:
    shapes = drawing.shapes[:_MOST]
    texts = [shape for shape in shapes if shape.words.text]
    labels = [shape for shape in texts if known.find(_first(shape), strict=True)]
    if len({str(known.find(_first(label), strict=True)) for label in labels}) < LEAST:
        return [_plain(shape) for shape in _in_order(texts)]
    fields = {id(label): _field(label, labels, shapes) for label in labels}
    notes: dict[int, list[Shape]] = {id(label): [] for label in labels}
    found: list[Part] = []
    top = min(label.y for label in labels)
    for shape in _in_order(texts):
        if shape in labels:
            continue
        within = [label for label in labels if fields[id(label)].holds(shape)]
        if within:
            notes[id(min(within, key=lambda label: _area(fields[id(label)])))].append(shape)
        elif shape.y + shape.h <= top:
            found.append(_plain(shape))
        else:
            notes[id(min(labels, key=lambda label: _distance(label, shape)))].append(shape)
    for label in _in_order(labels):
        first, _, rest = label.words.text.partition("\n")
        found.append(Heading(_LEVEL, replace(label.words, text=first)))
        found += [Item(words) for words in (notes_of(replace(label.words, text=rest)) if rest.strip() else ())]
        found += [Item(words) for shape in notes[id(label)] for words in notes_of(shape.words)]
    return found


def _first(shape: Shape) -> str:
    return shape.words.text.split("\n")[0]


def _plain(shape: Shape) -> Paragraph:
    lines = tuple(Words(line, shape.words.where) for line in shape.words.text.split("\n"))
    return Paragraph(shape.words, lines=lines if len(lines) > 1 else ())


def _in_order(shapes: Iterable[Shape]) -> list[Shape]:
    return sorted(shapes, key=lambda shape: (round(shape.y / 10), shape.x))


def _area(shape: Shape) -> float:
    return shape.w * shape.h


def _field(label: Shape, labels: Sequence[Shape], shapes: Sequence[Shape]) -> Shape:
    """The field of a name: the smallest shape that holds it and no other name, or the shape of the name itself."""
    around = [
        shape
        for shape in shapes
        if shape.holds(label) and _area(shape) > _area(label) and sum(shape.holds(each) for each in labels) == 1
    ]
    return min(around, key=_area, default=label)


def _distance(label: Shape, shape: Shape) -> float:
    """How far a shape is from a name, which is best above it and in its column."""
    x, y = shape.x + shape.w / 2, shape.y + shape.h / 2
    aside = max(label.x - x, 0, x - (label.x + label.w))
    down = y - (label.y + label.h)
    return 3 * aside + (down if down >= 0 else -4 * down)
