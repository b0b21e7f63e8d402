"""The strip at the top of a sheet: its title, and the fields that say for whom, by whom and when.

It is measured before the sheet is composed, for its row grows with its words; what was measured is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Block, Colour, Field
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.model.page import Picture, Role
from bmcgen.text.measuring import Broken
from bmcgen.text.paragraphs import paragraph_of

FIELD_GAP = 6 * MM
TITLE_GAP = 6 * MM
BELOW = 3 * MM
LABEL = 7.5
KICKER_ALONE = 18.0
LARGE = 30.0
LOGO = 11 * MM
LOGO_MOST = 40 * MM
LOGO_GAP = 4 * MM
LABEL_LINE = 7.0
LABEL_GAP = 3.4
VALUE_DROP = 4.4
FIELD_RULE = 0.6


class SetText(Struct, frozen=True):
    """A text broken into lines of one face and size."""

    text: Text
    face: str
    size: float
    lines: tuple[Broken, ...]

    @classmethod
    def fitting(cls, ink: Ink, text: Text, width: float, ways: Iterator[tuple[str, float, int]]) -> SetText:
        """The first way (face, size, most lines) in which a text fits a width; the last takes as many lines as it
        needs.
        """
        found: SetText | None = None
        for face, size, most in ways:
            paragraph = paragraph_of(text.text, text.language, ink.faces[face])
            lines = paragraph.lines(width * 1000 / size, hyphens=False)
            if most in (3, 9) and len(lines) > 1:
                lines = paragraph.balanced(width * 1000 / size)
            found = cls(text, face, size, lines)
            if found.fits(most):
                break
        assert found is not None
        return found

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


def title_ways(largest: float) -> Iterator[tuple[str, float, int]]:
    """The ways in which a title may be set, the best first: one line (three where the type is
    large), then smaller, then two lines.
    """
    size = largest
    while size >= LARGE:
        yield "bold", size, 3
        size -= 1
    while size > min(15, largest) - 1:
        yield "bold", size, 1
        size -= 1
    if largest < 15:
        yield "condensed-bold", largest, 1
        yield "bold", largest, 9
        return
    yield "condensed-bold", 15, 1
    yield "condensed-bold", 14, 1
    yield "bold", 12, 2
    yield "condensed-bold", 12, 2
    yield "condensed-bold", 11, 2


def _value_ways(largest: float) -> Iterator[tuple[str, float, int]]:
    for size in (11, 10.5, 10, 9):
        if size <= largest and (size > 9 or largest == 9):
            yield "regular", size, 1
    for size in (10.5, 10, 9.5, 9):
        if size <= largest:
            yield "condensed", size, 1
    yield "condensed", 9, 2


def _set_alike(ink: Ink, values: list[tuple[Text, float] | None], largest: float) -> list[SetText | None]:
    """The values of fields in the largest way in which all of them fit their widths."""
    found: list[SetText | None] = []
    for way in _value_ways(largest):
        found = [value and SetText.fitting(ink, *value, iter([way])) for value in values]
        if all(each is None or each.fits(way[2]) for each in found):
            break
    return found


class FieldStrip:
    """Labelled fields beside one another, their values on ruled lines."""

    def __init__(
        self, ink: Ink, manuscript: Manuscript, fields: tuple[Field, ...], gap: float = FIELD_GAP, largest: float = 11
    ) -> None:
        self.gap = gap
        named = {text.name: text for text in manuscript.fields}
        self.fields = [(field, named[field.name]) for field in fields]
        self.width = sum(field.width for field in fields) + gap * max(0, len(fields) - 1)
        wanted = [(text.value, field.width) if text.value else None for field, text in self.fields]
        self.values = _set_alike(ink, wanted, largest)
        self.needed = max((LABEL_LINE + LABEL_GAP + value.above for value in self.values if value), default=0.0)

    def draw(self, page: Builder, x: float, top: float, floor: float, *, first: bool) -> None:
        """Draws the fields from x on, their lines on `floor`; only on the first sheet are they read aloud."""
        soft, ink, face = page.ink.colour("soft"), page.ink.colour("ink"), page.ink.faces["regular"]
        for (field, text), value in zip(self.fields, self.values, strict=True):
            label = page.element("P", None, text.label) if first else None
            page.line(text.label.text, x, top + LABEL_LINE, face, LABEL, soft, label)
            if value:
                element = page.element("P", None, value.text) if first else None
                draw_set(page, value, x, floor - VALUE_DROP, ink, element)
            page.rule(x, floor, x + field.width, floor, FIELD_RULE, page.ink.colour("hairline"))
            x += field.width + self.gap


class Masthead:
    """The title with the canvas's name over it, and the fields, set for a width."""

    def __init__(self, ink: Ink, manuscript: Manuscript, block: Block, width: float) -> None:
        self.manuscript = manuscript
        self.strip = FieldStrip(ink, manuscript, block.fields)
        self.logo = ink.theme.logo
        self.indent = self._logo_width() + LOGO_GAP if self.logo else 0.0
        title_width = max(width - self.strip.width - TITLE_GAP - self.indent, 0.2 * width)
        title = manuscript.title or manuscript.title_label
        largest = block.size or (21 if manuscript.kicker else 26)
        self.title = SetText.fitting(ink, title, title_width, title_ways(largest))
        above = LABEL_LINE + LABEL_GAP if manuscript.kicker else 0.0
        needed = max(above + self.title.above, self.strip.needed, LOGO - VALUE_DROP if self.logo else 0.0)
        self.height = needed + VALUE_DROP + BELOW

    def _logo_width(self) -> float:
        return min(LOGO * self.logo.width / self.logo.height, LOGO_MOST) if self.logo else 0.0

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud."""
        floor = rect.bottom - BELOW
        heading = page.element("H1", None, self.title.text) if first else None
        inside = rect.inset(self.indent, 0, 0, 0)
        if self.logo:
            wide = self._logo_width()
            high = wide * self.logo.height / self.logo.width
            place = Rect(rect.x, floor - high, wide, high)
            figure = page.figure(None, self.logo.alt.text) if first and self.logo.alt else None
            whole = (0, 0, self.logo.width, self.logo.height)
            page.marks.append(Picture(place, self.logo.data, self.logo.orientation, whole, figure))
        _draw_kicker(page, self.manuscript, inside, first=first)
        draw_set(page, self.title, inside.x, floor - VALUE_DROP, page.ink.colour("ink"), heading)
        self.strip.draw(page, rect.right - self.strip.width, rect.y, floor, first=first)


class Title:
    """The title by itself, or a line to write it on."""

    def __init__(self, ink: Ink, manuscript: Manuscript, width: float) -> None:
        self.manuscript = manuscript
        self.title = SetText.fitting(ink, manuscript.title, width, title_ways(27)) if manuscript.title else None
        self.again = SetText.fitting(ink, manuscript.title, width, title_ways(18)) if manuscript.title else None
        self.height = LABEL_LINE + 5.0 + self.title.above + 7.0 if self.title else 0.0

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        soft = page.ink.colour("soft")
        _draw_kicker(page, self.manuscript, rect, first=first)
        if total > 1:
            text, face = self.manuscript.sheet_of(number, total), page.ink.faces["regular"]
            x = rect.right - face.width(text.text) * LABEL / 1000
            page.line(text.text, x, rect.y + LABEL * 0.74, face, LABEL, soft, page.element("P", None, text))
        title = self.title if first else self.again
        if title:
            heading = page.element("H1", None, title.text) if first else None
            # Letters stand on the foot of the strip but for what hangs below the line.
            draw_set(page, title, rect.x, rect.bottom - 7.0, page.ink.colour("ink"), heading)
            return
        label, face = self.manuscript.title_label, page.ink.faces["regular"]
        page.rule(rect.x, rect.bottom, rect.right, rect.bottom, FIELD_RULE, page.ink.colour("hairline"))
        x = rect.right - face.width(label.text) * LABEL / 1000
        page.line(label.text, x, rect.y + KICKER_ALONE * 0.74, face, LABEL, soft, page.element("P", None, label))


def _draw_kicker(page: Builder, manuscript: Manuscript, rect: Rect, *, first: bool) -> None:
    kicker = manuscript.kicker
    if kicker is None:
        return
    # On a sheet without a title this is the highest heading there is.
    role: Role = "P" if manuscript.title else "H1"
    element = page.element(role, None, kicker) if first else None
    bold = manuscript.title is None
    face = page.ink.faces["bold" if bold else "regular"]
    size = KICKER_ALONE if bold else LABEL
    top = KICKER_ALONE * 0.74 if bold else LABEL_LINE
    page.line(kicker.text, rect.x, rect.y + top, face, size, page.ink.colour("ink" if bold else "soft"), element)


def draw_set(page: Builder, each: SetText, x: float, base: float, colour: Colour, element: int | None) -> None:
    """Draws a text with the baseline of its last line at `base`."""
    y = base - (len(each.lines) - 1) * each.leading
    page.lines(each.lines, x, y, page.ink.faces[each.face], each.size, each.leading, colour, element)
