"""The strip at the top of a sheet: its title, and the fields that say for whom, by whom and when.

It is measured before the sheet is composed, for its row grows with its words; what was measured is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import SetText, Way, draw_set, ordinary_width, title_ways
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Block, Field
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.model.page import Picture, Role

FIELD_GAP = 6 * MM
TITLE_GAP = 6 * MM
BELOW = 3 * MM
LABEL = 7.5
KICKER_ALONE = 18.0
LOGO = 11 * MM
LOGO_MOST = 40 * MM
LOGO_GAP = 4 * MM
LABEL_LINE = 7.0
LABEL_GAP = 3.4
VALUE_DROP = 4.4
FIELD_RULE = 0.6
BETWEEN = 8.0
"""Between the title and the fields below it."""
LEAST_STRIP = 24.0
ROOM_TO_WRITE = 24.0
LEAST_TITLE = 0.2
"""The least part of the width that a title has beside fields."""
MOST_TITLE_LINES = 3
MOST_VALUE_LINES = 2


def _value_ways(largest: float) -> Iterator[Way]:
    for size in (11, 10.5, 10, 9):
        if size <= largest and (size > 9 or largest == 9):
            yield "regular", size, 1
    for size in (10.5, 10, 9.5, 9):
        if size <= largest:
            yield "condensed", size, 1
    yield "condensed", 9, 2


def _set_alike(
    ink: Ink, values: Sequence[Text | None], widths: Sequence[float], largest: float, ordinary: Sequence[float]
) -> list[SetText | None]:
    """The values of fields in the largest way in which all of them fit their widths; in large print, as large as they
    would be in `ordinary` widths.
    """
    found: list[SetText | None] = []
    enlarged = ink.theme.scale > 1
    for way in _value_ways(largest):
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


class FieldStrip:
    """Labelled fields beside one another, their values on ruled lines. If a `width` is given, the fields fill it, each
    in proportion to what the layout gives it.
    """

    def __init__(
        self,
        ink: Ink,
        manuscript: Manuscript,
        fields: tuple[Field, ...],
        gap: float = FIELD_GAP,
        largest: float = 11,
        width: float | None = None,
    ) -> None:
        self.gap = gap
        named = {text.name: text for text in manuscript.fields}
        self.fields = [named[field.name] for field in fields]
        given, gaps = sum(field.width for field in fields), gap * max(0, len(fields) - 1)
        part = 1.0 if width is None or not given else max(width - gaps, 0.0) / given
        self.widths = [field.width * part for field in fields]
        self.width = sum(self.widths) + gaps
        fills = 1.0 if width is None or not given else max((ordinary_width(ink, width) - gaps) / given, 1.0)
        ordinary = [field.width * fills for field in fields]
        labels = (("regular", LABEL, 1), ("condensed", LABEL, 1), ("condensed", LABEL, 9))
        self.labels = [
            SetText.fitting(ink, text.label, wide, labels, own)
            for text, wide, own in zip(self.fields, self.widths, ordinary, strict=True)
        ]
        self.values = _set_alike(ink, [text.value for text in self.fields], self.widths, largest, ordinary)
        self.label_height = LABEL_LINE + max((label.above - label.size * 0.82 for label in self.labels), default=0.0)
        self.needed = max((self.label_height + LABEL_GAP + value.above for value in self.values if value), default=0.0)

    @property
    def fits(self) -> bool:
        """Whether no label and no value takes more lines than a strip looks well with."""
        labels = all(len(label.lines) == 1 for label in self.labels)
        return labels and all(len(value.lines) <= MOST_VALUE_LINES for value in self.values if value)

    def draw(self, page: Builder, x: float, top: float, floor: float, *, first: bool) -> None:
        """Draws the fields from x on, their lines on `floor`; only on the first sheet are they read aloud."""
        soft, ink = page.ink.colour("soft"), page.ink.colour("ink")
        for label, value, width in zip(self.labels, self.values, self.widths, strict=True):
            heading = page.element("P", None, label.text) if first else None
            draw_set(page, label, x, top + self.label_height, soft, heading)
            if value:
                element = page.element("P", None, value.text) if first else None
                draw_set(page, value, x, floor - VALUE_DROP, ink, element)
            page.rule(x, floor, x + width, floor, FIELD_RULE, page.ink.colour("hairline"))
            x += width + self.gap


class Masthead:
    """The title with the canvas's name over it, and the fields, set for a width: beside one another where both have
    room, else the fields below the title.
    """

    def __init__(self, ink: Ink, manuscript: Manuscript, block: Block, width: float) -> None:
        self.manuscript = manuscript
        self.logo = ink.theme.logo
        self.indent = self._logo_width() + LOGO_GAP if self.logo else 0.0
        self.strip = FieldStrip(ink, manuscript, block.fields)
        largest = block.size or (21 if manuscript.kicker else 26)
        full, taken = width - self.indent, self.strip.width + TITLE_GAP
        # The width that a theme of ordinary size leaves a title beside the fields, or has in all.
        ordinary = ordinary_width(ink, width) - self.indent
        room = full - taken if block.fields else full
        self._set(ink, room, ordinary - taken if ordinary - taken >= LEAST_TITLE * ordinary else ordinary, largest)
        self.stacked = bool(block.fields) and (
            room < LEAST_TITLE * full
            or not (self.strip.fits and self.title.fits)
            or len(self.title.lines) > MOST_TITLE_LINES
            or bool(self.kicker and len(self.kicker.lines) > 1)
        )
        if self.stacked:
            self._set(ink, full, ordinary, largest)
            self.strip = FieldStrip(ink, manuscript, block.fields, width=width)
        above = self.kicker.above - self.kicker.size * 0.82 + LABEL_LINE + LABEL_GAP if self.kicker else 0.0
        self.title_height = max(above + self.title.above, LOGO - VALUE_DROP if self.logo else 0.0)
        if self.stacked:
            self.strip_height = max(self.strip.needed + VALUE_DROP, LEAST_STRIP)
            self.height = self.title_height + BETWEEN + self.strip_height + BELOW
        else:
            self.strip_height = 0.0
            self.height = max(self.title_height, self.strip.needed) + VALUE_DROP + BELOW

    def _set(self, ink: Ink, width: float, ordinary: float, largest: float) -> None:
        """Sets the title and the kicker in a width."""
        title, kicker = self.manuscript.title or self.manuscript.title_label, self.manuscript.kicker
        width = max(width, 1.0)
        self.title = SetText.fitting(ink, title, width, title_ways(largest), ordinary)
        ways = (("regular", LABEL, 1), ("condensed", LABEL, 9))
        self.kicker = SetText.fitting(ink, kicker, width, ways, ordinary) if kicker else None

    def _logo_width(self) -> float:
        return min(LOGO * self.logo.width / self.logo.height, LOGO_MOST) if self.logo else 0.0

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud."""
        floor = rect.bottom - BELOW
        base = floor - self.strip_height - BETWEEN if self.stacked else floor - VALUE_DROP
        heading = page.element("H1", None, self.title.text) if first else None
        if self.logo:
            wide = self._logo_width()
            high = wide * self.logo.height / self.logo.width
            place = Rect(rect.x, base + (0.0 if self.stacked else VALUE_DROP) - high, wide, high)
            figure = page.figure(None, self.logo.alt.text) if first and self.logo.alt else None
            whole = (0, 0, self.logo.width, self.logo.height)
            page.marks.append(Picture(place, self.logo.data, self.logo.orientation, whole, figure))
        if self.kicker:
            element = page.element(_kicker_role(self.manuscript), None, self.kicker.text) if first else None
            lowest = rect.y + LABEL_LINE + (len(self.kicker.lines) - 1) * self.kicker.leading
            draw_set(page, self.kicker, rect.x + self.indent, lowest, page.ink.colour("soft"), element)
        draw_set(page, self.title, rect.x + self.indent, base, page.ink.colour("ink"), heading)
        left = rect.x if self.stacked else rect.right - self.strip.width
        self.strip.draw(page, left, floor - self.strip_height if self.stacked else rect.y, floor, first=first)


class Title:
    """The title by itself, or a line to write it on."""

    def __init__(self, ink: Ink, manuscript: Manuscript, width: float) -> None:
        self.manuscript = manuscript
        regular = ink.faces["regular"]
        sheet = regular.width(manuscript.sheet_of(88, 88).text) * LABEL / 1000 + FIELD_GAP
        named = (("regular", LABEL, 1), ("condensed", LABEL, 9))
        alone = (*(("bold", size / 2, 1) for size in range(2 * int(KICKER_ALONE), 23, -1)), ("bold", 12.0, 9))
        title, kicker = manuscript.title, manuscript.kicker
        self.title = SetText.fitting(ink, title, width, title_ways(27)) if title else None
        self.again = SetText.fitting(ink, title, width, title_ways(18)) if title else None
        self.kicker = SetText.fitting(ink, kicker, width - sheet, named if title else alone) if kicker else None
        # A blank sheet has a line to write the title on.
        self.label = SetText.fitting(ink, manuscript.title_label, width - sheet, named)
        above = LABEL_LINE + 5.0
        if self.kicker:
            above += self.kicker.above - self.kicker.size * 0.82
        self.height = above + self.title.above + 7.0 if self.title else self._blank_height(width)

    def _blank_height(self, width: float) -> float:
        """A label beside the kicker stands on its line; else it has a line of its own."""
        kicker = self.kicker
        wide = kicker.width if kicker else 0.0
        self.beside = wide + FIELD_GAP + self.label.width <= width
        above = KICKER_ALONE * 0.74 + (kicker.above - kicker.size * 0.82 if kicker else 0.0)
        return above + (0.0 if self.beside else self.label.above + LABEL_GAP) + ROOM_TO_WRITE

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        soft, ink = page.ink.colour("soft"), page.ink.colour("ink")
        lowest = rect.y + (LABEL_LINE if self.title else KICKER_ALONE * 0.74)
        if self.kicker:
            lowest += (len(self.kicker.lines) - 1) * self.kicker.leading
            element = page.element(_kicker_role(self.manuscript), None, self.kicker.text) if first else None
            draw_set(page, self.kicker, rect.x, lowest, soft if self.title else ink, element)
        if total > 1:
            text, face = self.manuscript.sheet_of(number, total), page.ink.faces["regular"]
            x = rect.right - face.width(text.text) * LABEL / 1000
            page.line(text.text, x, rect.y + LABEL * 0.74, face, LABEL, soft, page.element("P", None, text))
        title = self.title if first else self.again
        if title:
            heading = page.element("H1", None, title.text) if first else None
            # Letters stand on the foot of the strip but for what hangs below the line.
            draw_set(page, title, rect.x, rect.bottom - 7.0, ink, heading)
            return
        page.rule(rect.x, rect.bottom, rect.right, rect.bottom, FIELD_RULE, page.ink.colour("hairline"))
        element = page.element("P", None, self.label.text)
        if self.beside:
            base = max(lowest, rect.y + 2.4 * LABEL) if total > 1 else lowest
            draw_set(page, self.label, rect.right - self.label.width, base, soft, element)
        else:
            draw_set(page, self.label, rect.x, lowest + LABEL_GAP + self.label.above, soft, element)


def _kicker_role(manuscript: Manuscript) -> Role:
    """On a sheet without a title the kicker is the highest heading there is."""
    return "P" if manuscript.title else "H1"
