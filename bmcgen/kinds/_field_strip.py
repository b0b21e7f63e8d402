"""Labelled masthead fields beside one another, each with its value on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from msgspec import Struct

from bmcgen.drawing.body.write_in import typing_line
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import stacked_width
from bmcgen.drawing.regions import shows
from bmcgen.drawing.set_text import SetText, Way, box_of, draw_set, ordinary_width
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Field
from bmcgen.model.manuscript import FieldText, Manuscript, Text, in_line

FIELD_GAP = 6 * MM
LABEL = 7.5
LABEL_LINE = 7.0
LABEL_GAP = 3.4
SECOND_GAP = 2.0
"""What is added to it below labels in two languages, whose own lines are as close."""
BELOW_LABEL = 3.0
"""What is added to it above values of two lines, of which the first would seem to belong to the label."""
VALUE_DROP = 4.4
FIELD_RULE = 0.6
MOST_VALUE_LINES = 2
ABOVE_LABEL = 1.15
"""A value is at least so many times as large as its label."""


def label_line(ink: Ink) -> float:
    """From the top of a strip to the baseline of its labels."""
    return LABEL_LINE * ink.small(LABEL) / LABEL


def label_gap(ink: Ink) -> float:
    """From a label to the value below it."""
    return LABEL_GAP * ink.small(LABEL) / LABEL


def value_face(ink: Ink) -> str:
    """Labels are as dark as values in large print, where values stand out by their weight."""
    return "bold" if ink.theme.large else "regular"


def value_size(ink: Ink, size: float) -> float:
    """The size of a value that may be so large."""
    return max(size, ABOVE_LABEL * ink.small(LABEL))


def _value_ways(ink: Ink, largest: float) -> Iterator[Way]:
    condensed = "condensed-bold" if ink.theme.large else "condensed"
    for size in (12.5, 11, 10.5, 10, 9):
        if size <= largest and (size > 9 or largest == 9):
            yield value_face(ink), size, 1
    for size in (10.5, 10, 9.5, 9):
        if size <= largest:
            yield condensed, size, 1
    yield condensed, 9, 2


def _set_alike(
    ink: Ink, values: Sequence[Text | None], widths: Sequence[float], largest: float, ordinary: Sequence[float]
) -> list[SetText | None]:
    """The values of fields in the largest way in which all of them fit their widths; in large print, as large as they
    would be in `ordinary` widths.
    """
    found: list[SetText | None] = []
    enlarged = ink.theme.large
    for face, size, most in _value_ways(ink, largest):
        way = face, value_size(ink, size), most
        measures = ordinary if enlarged else widths
        found = [
            SetText.in_way(ink, value, wide, way) if value else None
            for value, wide in zip(values, measures, strict=True)
        ]
        if all(each is None or each.fits for each in found):
            break
    if enlarged:
        return [each and each.enlarged(ink, width) for each, width in zip(found, widths, strict=True)]
    return found


class Quiet(Struct, frozen=True):
    """How wide the fields of a quiet strip are, in the widths that the layout gives them: the most for one with a
    value, and one that is to be written in.
    """

    most: float = 1.0
    empty: float = 1.0


def own_width(ink: Ink, text: FieldText, given: float, largest: float, quiet: Quiet) -> float:
    """How wide a field is in a quiet strip."""
    if text.value is None:
        return quiet.empty * given
    label, value = ink.faces["regular"], ink.faces[value_face(ink)]
    wide = stacked_width(ink, text.label, label, ink.small(LABEL))
    needed = max(wide, stacked_width(ink, text.value, value, value_size(ink, largest)))
    return min(needed + 0.5, quiet.most * given)


class FieldStrip:
    """Labelled fields beside one another, their values on ruled lines. If a `width` is given, the fields fill it, each
    in proportion to what the layout gives it. In a `quiet` strip only a field without a value has a line, and one with
    a value is no wider than that, unless the `widths` of all are given.
    """

    def __init__(
        self,
        ink: Ink,
        manuscript: Manuscript,
        fields: tuple[Field, ...],
        gap: float = FIELD_GAP,
        largest: float = 11,
        width: float | None = None,
        *,
        quiet: Quiet | None = None,
        widths: Sequence[float] | None = None,
    ) -> None:
        self.gap, self.quiet = gap, quiet
        named = {text.name: text for text in manuscript.fields}
        self.fields = [named[field.name] for field in fields]
        given, gaps = sum(field.width for field in fields), gap * max(0, len(fields) - 1)
        part = 1.0 if width is None or not given else max(width - gaps, 0.0) / given
        self.widths = [field.width * part for field in fields]
        fills = 1.0 if width is None or not given else max((ordinary_width(ink, width) - gaps) / given, 1.0)
        ordinary = [field.width * fills for field in fields]
        if widths is not None:
            self.widths, ordinary = list(widths), [ordinary_width(ink, wide) for wide in widths]
        elif quiet:
            self.widths = [own_width(ink, *each, largest, quiet) for each in zip(self.fields, self.widths, strict=True)]
            ordinary = [own_width(ink, *each, largest, quiet) for each in zip(self.fields, ordinary, strict=True)]
        self.width = sum(self.widths) + gaps
        labels = (("regular", LABEL, 1), ("condensed", LABEL, 1), ("condensed", LABEL, 9))
        self.labels = [
            SetText.fitting(ink, text.label, wide, labels, own)
            for text, wide, own in zip(self.fields, self.widths, ordinary, strict=True)
        ]
        self.values = _set_alike(ink, [text.value for text in self.fields], self.widths, largest, ordinary)
        self.label_height = label_line(ink) + max(
            (label.above - label.size * 0.82 for label in self.labels), default=0.0
        )
        self.label_lines = max((len(label.lines) for label in self.labels), default=0)
        # By how much labels in a second language lower what stands below them.
        self.lower = max((label.second * label.leading for label in self.labels), default=0.0)
        first = self.label_height + label_gap(ink) + (SECOND_GAP if self.lower else 0.0)
        first += BELOW_LABEL if any(value and value.rows > 1 for value in self.values) else 0.0
        self.needed = max((first + value.above for value in self.values if value), default=0.0)

    @property
    def fits(self) -> bool:
        """Whether no label and no value takes more lines than a strip looks well with."""
        labels = all(label.rows == 1 for label in self.labels)
        return labels and all(value.rows <= MOST_VALUE_LINES for value in self.values if value)

    @property
    def blank(self) -> bool:
        """Whether something is to be written on it by hand."""
        return not all(self.values)

    def draw(self, page: Builder, x: float, top: float, floor: float, *, first: bool, drop: float = VALUE_DROP) -> None:
        """Draws the fields from x on, their lines on `floor` and their values so far above; only on the first sheet are
        they read aloud.
        """
        # Where any label is in two languages, the first is as strong in all.
        ink = page.ink.colour("ink")
        soft = ink if self.lower else page.ink.colour("soft")
        listed = page.element("L", None) if first else None
        for field, label, value, width in zip(self.fields, self.labels, self.values, self.widths, strict=True):
            begun, entry = len(page.marks), page.element("LI", listed) if first else None
            heading = page.element("Lbl", entry, label.text) if first else None
            # Of labels in two languages those that have but one line stand level with the first of the others.
            rise = (self.label_lines - len(label.lines)) * label.leading if self.lower else 0.0
            draw_set(page, label, x, top + self.label_height - rise, soft, heading)
            if value:
                element = page.element("LBody", entry, value.text) if first else None
                draw_set(page, value, x, floor - drop, ink, element)
            else:
                place = typing_line(x, top + self.label_height, width, floor)
                page.fill_in("line", f"fields/{field.name}", place, label.text.text, entry)
            if not (self.quiet and value):
                page.rule(x, floor, x + width, floor, FIELD_RULE, page.ink.colour("hairline"))
            if first:
                box = box_of(page, value, x, floor - drop, width) if value else None
                shows(page, "field", field.name, Rect(x, top, width, floor - top), begun, box=box)
            x += width + self.gap


def in_a_line(fields: Sequence[FieldText]) -> Text | None:
    """Fields that were given as one text, each behind its label."""
    said = [in_line(each.label, ": ", each.value) for each in fields if each.value]
    return reduce(lambda one, other: in_line(one, " · ", other), said) if said else None
