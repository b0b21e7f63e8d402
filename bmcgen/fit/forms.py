"""The parts of a form that are not running text: fields, scales, boxes to tick, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bmcgen.fit.breaking import Paragraph
from bmcgen.fit.builder import Builder, Ink
from bmcgen.fit.text import Manner, Stretch, stretches
from bmcgen.geometry import MM, Rect
from bmcgen.model.manuscript import BlockText, OptionText, PictureText, ScaleText, Text, ValueText
from bmcgen.model.page import Picture

LABEL = 7.5
LABEL_LINE = 9.0
FIELD_DROP = 3.8
FIELD_ROW = 8.7 * MM
FIELD_LINES = 3
FIELD_LEADING = 1.2
COLUMN_GAP = 5 * MM
BOX = 9.5
SCALE_ROW = 17.5
SCALE_PAD = 7.5
TRACK = 3.2
KNOB = 11.0


class Fields:
    """Labelled values on ruled lines, in columns."""

    def __init__(self, ink: Ink, values: Sequence[ValueText], columns: int) -> None:
        self.ink, self.values, self.columns = ink, values, columns
        self.parts = [stretches(ink, [each.value])[:1] if each.value else [] for each in values]

    def _width(self, width: float) -> float:
        return (width - (self.columns - 1) * COLUMN_GAP) / self.columns

    def _lines(self, number: int, width: float, size: float) -> int:
        return sum(len(part.lines(Manner(size), self._width(width))) for part in self.parts[number])

    def _row_height(self, row: int, width: float, size: float, most: int = FIELD_LINES) -> float:
        """A row is high enough to write in by hand, and for the longest of its values, up to so many lines."""
        numbers = range(row * self.columns, min((row + 1) * self.columns, len(self.values)))
        lines = max(min(most, self._lines(number, width, size)) for number in numbers)
        return max(FIELD_ROW, LABEL_LINE + 1.0 + lines * size * FIELD_LEADING + FIELD_DROP)

    @property
    def _rows(self) -> int:
        return -(-len(self.values) // self.columns)

    def height(self, width: float, size: float, most: int = FIELD_LINES) -> float:
        return sum(self._row_height(row, width, size, most) for row in range(self._rows))

    def most_lines(self, room: Rect, size: float) -> int:
        """How many lines a value may have in a room: three, or as many as there is room for."""
        for most in range(FIELD_LINES, 1, -1):
            if self.height(room.w, size, most) <= room.h + 0.01:
                return most
        return 1

    def carried(self, room: Rect, size: float) -> list[ValueText]:
        """The values that are too long for their place."""
        most = self.most_lines(room, size)
        return [each for n, each in enumerate(self.values) if self._lines(n, room.w, size) > most]

    def draw(self, page: Builder, room: Rect, size: float, section: int, elsewhere: Text | None) -> None:
        """Draws the fields; in place of a value that is too long it says where that is."""
        most = self.most_lines(room, size)
        wide, rows = self._width(room.w), max(1, self._rows)
        spare = (room.h - self.height(room.w, size, most)) / rows
        y = room.y
        for row in range(rows):
            height = self._row_height(row, room.w, size, most) + min(spare, FIELD_ROW)
            for column in range(self.columns):
                number = row * self.columns + column
                if number < len(self.values):
                    cell = Rect(room.x + column * (wide + COLUMN_GAP), y, wide, height)
                    fits = self._lines(number, room.w, size) <= most
                    self._draw_field(
                        page, self.values[number], self.parts[number], cell, size, section, elsewhere, fits
                    )
            y += height

    def _draw_field(
        self,
        page: Builder,
        each: ValueText,
        parts: Sequence[Stretch],
        cell: Rect,
        size: float,
        section: int,
        elsewhere: Text | None,
        fits: bool,
    ) -> None:
        soft, regular = page.ink.colour("soft"), page.ink.faces["regular"]
        page.line(
            each.label.text, cell.x, cell.y + LABEL_LINE, regular, LABEL, soft, page.element("P", section, each.label)
        )
        page.rule(cell.x, cell.bottom, cell.right, cell.bottom, 0.5, page.ink.colour("hairline"))
        base, leading = cell.bottom - FIELD_DROP, size * FIELD_LEADING
        if parts and fits and each.value:
            lines = parts[0].lines(Manner(size), cell.w)
            y, element = base - (len(lines) - 1) * leading, page.element("P", section, each.value)
            page.lines(lines, cell.x, y, regular, size, leading, page.ink.colour("ink"), element)
        elif parts and elsewhere:
            element = page.element("P", section, elsewhere)
            page.line(elsewhere.text, cell.x, base, page.ink.faces["italic"], size, soft, element)


def long_values(ink: Ink, values: Sequence[ValueText]) -> list[Stretch]:
    """Values that find no room in their fields, each behind its label."""
    texts = [replace(each.value, text=f"{each.label.text}: {each.value.text}") for each in values if each.value]
    return stretches(ink, texts)


def scales_height(scales: Sequence[ScaleText]) -> float:
    return len(scales) * SCALE_ROW + 2 * SCALE_PAD


def draw_scales(page: Builder, text: BlockText, room: Rect, section: int) -> None:
    """Sliders on a tinted ground: a knob where there is a position, else a track with marks to put one on by hand."""
    scales = text.scales
    row = min(SCALE_ROW * 1.3, (room.h - 2 * SCALE_PAD) / max(1, len(scales)))
    bold, regular = page.ink.faces["bold"], page.ink.faces["regular"]
    size = 9.0

    def widest(texts: Sequence[Text], of: float) -> float:
        return max(regular.width(each.text) for each in texts) * of / 1000

    labels = max(bold.width(each.label.text) for each in scales) * size / 1000
    low, high = widest([each.low for each in scales], 8.5), widest([each.high for each in scales], 8.5)
    left = room.x + SCALE_PAD + labels + 12 + low + 8
    right = room.right - SCALE_PAD - high - 8
    soft, ink = page.ink.colour("soft"), page.ink.colour("ink")
    for number, each in enumerate(scales):
        y = room.y + SCALE_PAD + (number + 0.5) * row
        base = y + size * 0.34
        page.line(each.label.text, room.x + SCALE_PAD, base, bold, size, ink, page.element("P", section, each.label))
        start = left - 8 - regular.width(each.low.text) * 8.5 / 1000
        page.line(each.low.text, start, base, regular, 8.5, soft, page.element("P", section, each.low))
        figure = page.figure(section, each.alt)
        _draw_track(page, each, left, right, y, figure)
        page.line(each.high.text, right + 8, base, regular, 8.5, soft, page.element("P", section, each.high))


def _draw_track(page: Builder, scale: ScaleText, left: float, right: float, y: float, figure: int) -> None:
    theme = page.ink.theme
    track, ink, paper = theme.notes["plain"].edge, page.ink.colour("ink"), page.ink.colour("paper")
    page.panel(Rect(left, y - TRACK / 2, right - left, TRACK), track, TRACK / 2, element=figure)
    for tick in range(5):
        x = left + (right - left) * tick / 4
        half = 5.0 if tick in (0, 2, 4) else 3.6
        page.rule(x, y - half, x, y + half, 0.75, page.ink.colour("hairline"), figure)
    if scale.position is not None:
        x = left + (right - left) * scale.position
        page.panel(Rect(x - KNOB / 2 - 1.2, y - KNOB / 2 - 1.2, KNOB + 2.4, KNOB + 2.4), paper, KNOB, element=figure)
        page.panel(Rect(x - KNOB / 2, y - KNOB / 2, KNOB, KNOB), ink, KNOB / 2, element=figure)


def choice_height(ink: Ink, text: BlockText, width: float) -> float:
    rows = len(_option_rows(ink, text.options, width))
    return LABEL_LINE + 6.0 + rows * BOX + (rows - 1) * 8.0


def _option_rows(ink: Ink, options: Sequence[OptionText], width: float) -> list[list[tuple[OptionText, float]]]:
    """Options beside one another, in as many rows as they need, each with its distance from the left."""
    rows: list[list[tuple[OptionText, float]]] = [[]]
    x = 0.0
    for option in options:
        wide = BOX + 5 + ink.faces["regular"].width(option.label.text) * 9.5 / 1000
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((option, x))
        x += wide + 16
    return rows


def draw_choice(page: Builder, text: BlockText, room: Rect, section: int) -> None:
    """Boxes, ticked or to be ticked."""
    regular, soft, ink = page.ink.faces["regular"], page.ink.colour("soft"), page.ink.colour("ink")
    page.line(
        text.title.text, room.x, room.y + LABEL_LINE, regular, LABEL, soft, page.element("H2", section, text.title)
    )
    listed = page.element("L", section)
    y = room.y + LABEL_LINE + 6.0
    for row in _option_rows(page.ink, text.options, room.w):
        for option, x in row:
            item = page.element("LI", listed)
            _draw_box(page, room.x + x, y, option.ticked, page.figure(item, option.alt))
            body = page.element("LBody", item, option.label)
            page.line(option.label.text, room.x + x + BOX + 5, y + BOX / 2 + 9.5 * 0.34, regular, 9.5, ink, body)
        y += BOX + 8.0


def _draw_box(page: Builder, x: float, y: float, ticked: bool, figure: int) -> None:
    ink, paper = page.ink.colour("ink"), page.ink.colour("paper")
    fill = ink if ticked else paper
    page.panel(Rect(x, y, BOX, BOX), fill, 1.2, ink, 0.8, figure)
    if ticked:
        page.rule(x + 2.2, y + 4.9, x + 4.1, y + 6.9, 1.3, paper, figure)
        page.rule(x + 3.8, y + 6.9, x + 7.4, y + 2.7, 1.3, paper, figure)


def draw_picture(page: Builder, picture: PictureText, frame: Rect, section: int) -> None:
    """A picture cropped to its frame around its focus."""
    source = picture.picture
    ratio = frame.w / frame.h
    width, height = float(source.width), float(source.height)
    wide, high = (height * ratio, height) if width > height * ratio else (width, width / ratio)
    left = min(max(source.focus[0] * width - wide / 2, 0.0), width - wide)
    top = min(max(source.focus[1] * height - high / 2, 0.0), height - high)
    crop = round(left), round(top), max(round(left) + 1, round(left + wide)), max(round(top) + 1, round(top + high))
    figure = page.figure(section, picture.alt)
    page.marks.append(Picture(frame, source.data, crop, figure))


def draw_empty_frame(page: Builder, text: BlockText, frame: Rect, section: int) -> None:
    """A frame to stick a photo into, or to draw in."""
    page.panel(frame, page.ink.colour("paper"), 2.0, page.ink.colour("hairline"), 0.6)
    if text.hint:
        regular = page.ink.faces["regular"]
        lines = Paragraph(text.hint.text, text.hint.language, regular).lines((frame.w - 16) * 1000 / 8, hyphens=False)
        element = page.element("P", section, text.hint)
        y = frame.y + frame.h / 2 - (len(lines) - 1) * 5
        for line in lines:
            x = frame.x + (frame.w - line.width * 8 / 1000) / 2
            page.line(line.text, x, y, regular, 8, page.ink.colour("soft"), element, line.joint)
            y += 10
