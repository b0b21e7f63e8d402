"""The parts of a form that are not running text: fields, scales, boxes to tick, pictures."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.diagnostics import Problems, error, short
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.columns import Stretch, running, stretch
from bmcgen.geometry import MM, Rect
from bmcgen.model.manuscript import BlockText, OptionText, PictureText, ScaleText, Text, ValueText
from bmcgen.model.page import Picture
from bmcgen.text.fonts import Face
from bmcgen.text.paragraphs import paragraph_of

LABEL = 7.5
LABEL_LINE = 11.0
FIELD_DROP = 3.8
FIELD_ROW = 9.4 * MM
FIELD = 9.0
FIELD_LINES = 8
FIELD_LEADING = 1.2
COLUMN_GAP = 5 * MM
BOX = 9.5
OPTION = 9.0
SCALE_ROW = 19.6
SCALE_PAD = 7.0
TRACK = 4.0
KNOB = 13.5
TRACK_EDGE = 0.6
DARK = 0.4
LEAST_TRACK = 80.0
_FIELD = running(FIELD)


class Fields:
    """Labelled values on ruled lines, in columns."""

    def __init__(self, ink: Ink, values: Sequence[ValueText], columns: int) -> None:
        self.ink, self.values, self.columns = ink, values, columns
        self.parts = [stretch(ink, each.value, _FIELD) if each.value else None for each in values]

    def _width(self, number: int, width: float) -> float:
        """How wide a field is; the last has what is left of its row."""
        one = (width - (self.columns - 1) * COLUMN_GAP) / self.columns
        spans = self.columns - number % self.columns if number == len(self.values) - 1 else 1
        return spans * one + (spans - 1) * COLUMN_GAP

    def _lines(self, number: int, width: float) -> int:
        part = self.parts[number]
        return len(part.lines(self._width(number, width))) if part else 0

    def _row_height(self, row: int, width: float, most: int = FIELD_LINES) -> float:
        """A row is high enough to write in by hand, and for the longest of its values of no more than so many lines."""
        numbers = range(row * self.columns, min((row + 1) * self.columns, len(self.values)))
        counts = [self._lines(number, width) for number in numbers]
        lines = max(count if count <= most else 1 for count in counts)
        return max(FIELD_ROW, LABEL_LINE + 1.0 + lines * FIELD * FIELD_LEADING + FIELD_DROP)

    @property
    def _rows(self) -> int:
        return -(-len(self.values) // self.columns)

    def height(self, width: float, most: int = FIELD_LINES) -> float:
        return sum(self._row_height(row, width, most) for row in range(self._rows))

    def most_lines(self, room: Rect) -> int:
        """How many lines a value may have in a room: eight, or as many as there is room for."""
        for most in range(FIELD_LINES, 1, -1):
            if self.height(room.w, most) <= room.h + 0.01:
                return most
        return 1

    def carried(self, room: Rect) -> list[ValueText]:
        """The values that are too long for their place."""
        most = self.most_lines(room)
        return [each for n, each in enumerate(self.values) if self._lines(n, room.w) > most]

    def draw(self, page: Builder, room: Rect, section: int, elsewhere: Text | None) -> None:
        """Draws the fields; in place of a value that is too long it says where that is."""
        most, rows = self.most_lines(room), max(1, self._rows)
        spare = min((room.h - self.height(room.w, most)) / rows, FIELD_ROW)
        y = room.y
        for row in range(rows):
            height = self._row_height(row, room.w, most) + spare
            x = room.x
            for number in range(row * self.columns, min((row + 1) * self.columns, len(self.values))):
                cell = Rect(x, y, self._width(number, room.w), height)
                fits = self._lines(number, room.w) <= most
                self._draw_field(page, self.values[number], self.parts[number], cell, section, elsewhere, fits)
                x = cell.right + COLUMN_GAP
            y += height

    def _draw_field(
        self,
        page: Builder,
        each: ValueText,
        part: Stretch | None,
        cell: Rect,
        section: int,
        elsewhere: Text | None,
        fits: bool,
    ) -> None:
        soft, regular = page.ink.colour("soft"), page.ink.faces["regular"]
        if regular.width(each.label.text) * LABEL / 1000 > cell.w:
            message = f'the label "{short(each.label.text)}" is wider than its field'
            raise Problems([error("no-room", message, each.label.where, "use shorter words")])
        page.line(
            each.label.text, cell.x, cell.y + LABEL_LINE, regular, LABEL, soft, page.element("P", section, each.label)
        )
        base, leading = cell.bottom - FIELD_DROP, FIELD * FIELD_LEADING
        if part and fits and each.value:
            lines = part.lines(cell.w)
            y, element = cell.y + LABEL_LINE + leading, page.element("P", section, each.value)
            page.lines(lines, cell.x, y, regular, FIELD, leading, page.ink.colour("ink"), element)
        elif part and elsewhere:
            element = page.element("P", section, elsewhere)
            page.line(elsewhere.text, cell.x, base, regular, LABEL, soft, element)
        else:
            page.rule(cell.x, cell.bottom, cell.right, cell.bottom, 0.5, page.ink.colour("hairline"))


def long_values(ink: Ink, values: Sequence[ValueText]) -> list[Stretch]:
    """Values that find no room in their fields, each behind its label."""
    texts = [replace(each.value, text=f"{each.label.text}: {each.value.text}") for each in values if each.value]
    return [stretch(ink, text, _FIELD) for text in texts]


def scales_height(scales: Sequence[ScaleText]) -> float:
    return len(scales) * SCALE_ROW + 2 * SCALE_PAD


def draw_scales(page: Builder, text: BlockText, room: Rect, section: int) -> None:
    """Sliders on a tinted ground: a knob where there is a position, else a track with marks to put one on by hand."""
    scales = text.scales
    row = min(SCALE_ROW * 1.3, (room.h - 2 * SCALE_PAD) / max(1, len(scales)))
    bold, regular, size = page.ink.faces["bold"], page.ink.faces["regular"], 9.0
    ink = page.ink.colour("ink")

    def widest(face: Face, texts: Sequence[Text]) -> float:
        return max(face.width(each.text) for each in texts) * size / 1000

    labels, low = widest(bold, [each.label for each in scales]), widest(regular, [each.low for each in scales])
    high = widest(regular, [each.high for each in scales])
    # The tracks begin and end at the same place in every language, unless one has longer words than most.
    left = room.x + max(0.39 * room.w, SCALE_PAD + 3 + labels + 12 + low + 9)
    right = room.right - max(0.13 * room.w, SCALE_PAD + 3 + high + 9)
    if right - left < LEAST_TRACK:
        message = f'the words of the scales under "{text.title.text}" leave no room for the scales themselves'
        raise Problems([error("no-room", message, text.title.where, "use shorter words")])
    for number, each in enumerate(scales):
        y = room.y + SCALE_PAD + (number + 0.5) * row
        base = y + size * 0.34
        page.line(
            each.label.text, room.x + SCALE_PAD + 3, base, bold, size, ink, page.element("P", section, each.label)
        )
        start = left - 9 - regular.width(each.low.text) * size / 1000
        page.line(each.low.text, start, base, regular, size, ink, page.element("P", section, each.low))
        figure = page.figure(section, each.alt)
        _draw_track(page, each, left, right, y, figure)
        page.line(each.high.text, right + 9, base, regular, size, ink, page.element("P", section, each.high))


def _draw_track(page: Builder, scale: ScaleText, left: float, right: float, y: float, figure: int) -> None:
    theme = page.ink.theme
    track, ink, paper = theme.notes["grey"].edge, page.ink.colour("ink"), page.ink.colour("paper")
    room = Rect(left, y - TRACK / 2, right - left, TRACK)
    if track.grey < DARK:
        # A dark bar would leave nothing to put a mark on.
        page.panel(room, paper, TRACK / 2, track, TRACK_EDGE, figure)
    else:
        page.panel(room, track, TRACK / 2, element=figure)
    for tick in range(5):
        x = left + (right - left) * tick / 4
        half = 5.0 if tick in (0, 2, 4) else 3.6
        page.rule(x, y - half, x, y + half, 0.75, page.ink.colour("hairline"), figure)
    if scale.position is not None:
        x = left + (right - left) * scale.position
        page.panel(Rect(x - KNOB / 2 - 1.2, y - KNOB / 2 - 1.2, KNOB + 2.4, KNOB + 2.4), paper, KNOB, element=figure)
        page.panel(Rect(x - KNOB / 2, y - KNOB / 2, KNOB, KNOB), ink, KNOB / 2, element=figure)


def choice_height(ink: Ink, text: BlockText, width: float) -> float:
    return len(_option_rows(ink, text, width)) * (BOX + 8.0) - 8.0 + 5.0


def _option_rows(ink: Ink, text: BlockText, width: float) -> list[list[tuple[OptionText, float]]]:
    """Options beside one another behind the label, in as many rows as they need, with their distances from the left."""
    regular = ink.faces["regular"]
    start = regular.width(text.title.text) * LABEL / 1000 + 12
    rows: list[list[tuple[OptionText, float]]] = [[]]
    x = start
    for option in text.options:
        wide = BOX + 5 + regular.width(option.label.text) * OPTION / 1000
        if rows[-1] and x + wide > width:
            rows.append([])
            x = start
        rows[-1].append((option, x))
        x += wide + 14
    return rows


def draw_choice(page: Builder, text: BlockText, room: Rect, section: int) -> None:
    """Boxes, ticked or to be ticked, behind the label."""
    regular, soft, ink = page.ink.faces["regular"], page.ink.colour("soft"), page.ink.colour("ink")
    rows = _option_rows(page.ink, text, room.w)
    y = room.bottom - 1.0 - len(rows) * (BOX + 8.0) + 8.0
    heading = page.element("H2", section, text.title)
    page.line(text.title.text, room.x, y + BOX / 2 + OPTION * 0.34, regular, LABEL, soft, heading)
    listed = page.element("L", section)
    for row in rows:
        for option, x in row:
            item = page.element("LI", listed)
            _draw_box(page, room.x + x, y, option.ticked, page.figure(item, option.alt))
            body = page.element("LBody", item, option.label)
            page.line(option.label.text, room.x + x + BOX + 5, y + BOX / 2 + OPTION * 0.34, regular, OPTION, ink, body)
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
    page.marks.append(Picture(frame, source.data, source.orientation, crop, figure))


def draw_empty_frame(page: Builder, text: BlockText, frame: Rect, section: int) -> None:
    """A frame to stick a photo into, or to draw in."""
    page.panel(frame, page.ink.colour("paper"), 0.0, page.ink.colour("hairline"), 0.75)
    if text.hint:
        face, inset = page.ink.faces["regular"], 3 * MM
        lines = paragraph_of(text.hint.text, text.hint.language, face).lines(
            (frame.w - 2 * inset) * 1000 / LABEL, hyphens=False
        )
        element = page.element("P", section, text.hint)
        y = frame.y + inset + LABEL * 0.75
        page.lines(lines, frame.x + inset, y, face, LABEL, LABEL * 1.25, page.ink.colour("soft"), element)
