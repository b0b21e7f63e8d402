"""The title strip at the top of a sheet, and the strip with credit and legend at its foot.

Both are measured before the sheet is composed, for their rows grow with their words; what was measured is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bmcgen.fit.breaking import Broken, Paragraph
from bmcgen.fit.builder import Builder, Ink
from bmcgen.fit.cards import draw_badge
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Field
from bmcgen.model.manuscript import Badge, FieldText, Manuscript, Text

FIELD_GAP = 6 * MM
TITLE_GAP = 6 * MM
BELOW = 3 * MM
LABEL = 7.5
LABEL_LINE = 7.0
LABEL_GAP = 2.6
VALUE_DROP = 3.2
FIELD_RULE = 0.6
FOOT = 7.5
FOOT_LEADING = 12.5
FOOT_TOP = 4.5
LEGEND = 8.0
BADGE = 9.6


@dataclass(frozen=True, slots=True)
class _Set:
    """A text broken into lines of one face and size."""

    text: Text
    face: str
    size: float
    lines: tuple[Broken, ...]

    @property
    def leading(self) -> float:
        return self.size * 1.18

    def fits(self, most: int) -> bool:
        """Whether it takes no more lines than that, and no word had to be broken."""
        return len(self.lines) <= most and all(line.joint != "-" for line in self.lines)

    @property
    def above(self) -> float:
        """From the top of the first line to the baseline of the last."""
        return self.size * 0.82 + (len(self.lines) - 1) * self.leading


def _set(ink: Ink, text: Text, width: float, ways: Iterator[tuple[str, float, int]]) -> _Set:
    """The first way (face, size, most lines) in which a text fits a width; the last takes as many lines as it needs."""
    found: _Set | None = None
    for face, size, most in ways:
        paragraph = Paragraph(text.text, text.language, ink.faces[face])
        lines = paragraph.lines(width * 1000 / size, hyphens=False)
        found = _Set(text, face, size, lines)
        if found.fits(most):
            break
    assert found is not None
    return found


def _title_ways(largest: float) -> Iterator[tuple[str, float, int]]:
    size = largest
    while size >= 15:
        yield "bold", size, 1
        size -= 1
    yield "condensed-bold", 15, 1
    yield "condensed-bold", 14, 1
    yield "bold", 12, 2
    yield "condensed-bold", 12, 2
    yield "condensed-bold", 11, 2


def _value_ways() -> Iterator[tuple[str, float, int]]:
    for size in (11, 10.5, 10):
        yield "regular", size, 1
    for size in (10.5, 10, 9.5, 9):
        yield "condensed", size, 1
    yield "condensed", 9, 2


def _set_alike(ink: Ink, values: list[tuple[Text, float] | None]) -> list[_Set | None]:
    """The values of fields in the largest way in which all of them fit their widths."""
    found: list[_Set | None] = []
    for way in _value_ways():
        found = [value and _set(ink, *value, iter([way])) for value in values]
        if all(each is None or each.fits(way[2]) for each in found):
            break
    return found


class Masthead:
    """The title with the canvas's name over it, and the fields, set for a width."""

    def __init__(self, ink: Ink, manuscript: Manuscript, fields: tuple[Field, ...], width: float, least: float) -> None:
        self.ink, self.manuscript, self.fields = ink, manuscript, fields
        fields_width = sum(field.width for field in fields) + FIELD_GAP * max(0, len(fields) - 1)
        self.title_width = max(width - fields_width - TITLE_GAP, 0.25 * width)
        self.title = _set(ink, manuscript.title, self.title_width, _title_ways(21 if manuscript.kicker else 26))
        given = zip(fields, manuscript.fields, strict=True)
        self.values = _set_alike(ink, [(text.value, field.width) if text.value else None for field, text in given])
        needed = [(LABEL_LINE + LABEL_GAP if manuscript.kicker else 0.0) + self.title.above]
        needed += [LABEL_LINE + LABEL_GAP + value.above for value in self.values if value]
        self.height = max(least, max(needed) + VALUE_DROP + BELOW)

    def draw(self, page: Builder, rect: Rect, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud."""
        ink, soft = page.ink.colour("ink"), page.ink.colour("soft")
        floor = rect.bottom - BELOW
        baseline = floor - VALUE_DROP
        heading = page.element("H1", None, self.manuscript.title) if first else None
        if self.manuscript.kicker:
            over = page.element("P", None, self.manuscript.kicker) if first else None
            face = page.ink.faces["regular"]
            page.line(self.manuscript.kicker.text, rect.x, rect.y + LABEL_LINE, face, LABEL, soft, over)
        self._draw_set(page, self.title, rect.x, baseline, ink, heading)
        x = rect.right - sum(field.width for field in self.fields) - FIELD_GAP * max(0, len(self.fields) - 1)
        for field, text, value in zip(self.fields, self.manuscript.fields, self.values, strict=True):
            self._draw_field(page, field, text, value, x, rect.y, baseline, first)
            page.rule(x, floor, x + field.width, floor, FIELD_RULE, page.ink.colour("hairline"))
            x += field.width + FIELD_GAP

    def _draw_field(
        self,
        page: Builder,
        field: Field,
        text: FieldText,
        value: _Set | None,
        x: float,
        y: float,
        base: float,
        first: bool,
    ) -> None:
        soft, face = page.ink.colour("soft"), page.ink.faces["regular"]
        parent = page.element("P", None, text.label) if first else None
        page.line(text.label.text, x, y + LABEL_LINE, face, LABEL, soft, parent)
        if value:
            element = page.element("P", None, value.text) if first else None
            self._draw_set(page, value, x, base, page.ink.colour("ink"), element)

    def _draw_set(
        self, page: Builder, each: _Set, x: float, base: float, colour: tuple[float, float, float], element: int | None
    ) -> None:
        y = base - (len(each.lines) - 1) * each.leading
        page.lines(each.lines, x, y, page.ink.faces[each.face], each.size, each.leading, colour, element)


@dataclass(frozen=True, slots=True)
class _Item:
    """A segment of the legend at a place of a line."""

    badge: Badge
    line: int
    x: float


class Footer:
    """The legend of segments and the line of credit, set for a width."""

    def __init__(self, ink: Ink, manuscript: Manuscript, width: float, least: float) -> None:
        self.ink, self.manuscript, self.width = ink, manuscript, width
        regular = ink.faces["regular"]
        self.credit_width = regular.width(manuscript.credit.text) * FOOT / 1000
        number = regular.width(manuscript.sheet_of(88, 88).text) * FOOT / 1000
        self.right = self.credit_width + number + 12
        self.items: list[_Item] = []
        self.heading_width = 0.0
        if manuscript.legend:
            self._set_legend(width)
        lines = 1 + max((item.line for item in self.items), default=0)
        last = [item for item in self.items if item.line == lines - 1]
        end = max((self._end(item) for item in last), default=0.0)
        self.credit_line = lines - 1 if not last or end + 24 + self.right <= width else lines
        self.height = max(least, FOOT_TOP + (self.credit_line + 1) * FOOT_LEADING + 2)

    def _set_legend(self, width: float) -> None:
        self.heading_width = self.ink.faces["bold"].width(self.manuscript.legend_heading.text) * LEGEND / 1000 + 10
        x, line = self.heading_width, 0
        for badge in self.manuscript.legend:
            item = _Item(badge, line, x)
            if self._end(item) > width and x > self.heading_width:
                line += 1
                item = _Item(badge, line, self.heading_width)
            self.items.append(item)
            x = self._end(item) + 12

    def _end(self, item: _Item) -> float:
        return item.x + BADGE + 3.5 + self.ink.faces["regular"].width(item.badge.name.text) * LEGEND / 1000

    def draw(self, page: Builder, rect: Rect, number: int, total: int) -> None:
        soft, ink = page.ink.colour("soft"), page.ink.colour("ink")
        regular, first = page.ink.faces["regular"], number == 1
        base = rect.y + FOOT_TOP + 8.5
        if self.items:
            self._draw_legend(page, rect.x, base, first)
        y = base + self.credit_line * FOOT_LEADING
        credit = page.element("P", None, self.manuscript.credit) if first else None
        right = rect.right
        if total > 1:
            text = self.manuscript.sheet_of(number, total)
            right -= page.ink.faces["bold"].width(text.text) * FOOT / 1000
            page.line(text.text, right, y, page.ink.faces["bold"], FOOT, ink, page.element("P", None, text))
            right -= 12
        x = right - self.credit_width if self.items and self.credit_line == self.items[-1].line else rect.x
        page.line(self.manuscript.credit.text, x, y, regular, FOOT, soft, credit)

    def _draw_legend(self, page: Builder, x: float, base: float, first: bool) -> None:
        heading = page.element("P", None, self.manuscript.legend_heading) if first else None
        bold, regular = page.ink.faces["bold"], page.ink.faces["regular"]
        page.line(self.manuscript.legend_heading.text, x, base, bold, LEGEND, page.ink.colour("ink"), heading)
        listed = page.element("L", None) if first else None
        for item in self.items:
            y = base + item.line * FOOT_LEADING
            entry = page.element("LI", listed) if listed is not None else None
            draw_badge(page, item.badge, x + item.x, y - LEGEND * 0.349 - BADGE / 2, BADGE, entry)
            body = page.element("LBody", entry, item.badge.name) if entry is not None else None
            page.line(item.badge.name.text, x + item.x + BADGE + 3.5, y, regular, LEGEND, page.ink.colour("ink"), body)
