"""Fields below their labels on ruled lines, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Problems, error, short
from bmcgen.drawing.body.columns import StyledParagraph, body_style, styled
from bmcgen.drawing.body.write_in import typing_line
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import ANY_LINES, SetText, draw_set
from bmcgen.drawing.setting import Context, Part, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds._form_setting import FormSetting
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Text, in_line
from bmcgen.model.plan import Frame

LABEL = 7.5
LABEL_LINE, LABEL_LEADING = 11.0, 9.0
FIELD_DROP = 3.8
FIELD_ROW = 9.4 * MM
FIELD = 9.0
FIELD_LINES = 8
FIELD_LEADING = 1.2
COLUMN_GAP = 5 * MM
LOWER = 4.0
"""How far labels stand below their place where rows have room to spare."""
MOST_LABEL_LINES = 6
_LABEL_WAYS = (("regular", LABEL, 1), ("condensed", LABEL, 1), ("condensed", LABEL, ANY_LINES))


class ValueText(Struct, frozen=True):
    """A label, and what was written at it; `own` where the label is the user's, too. `key` is the field's id."""

    label: Text
    value: Text | None
    own: bool = False
    key: str = ""


class FieldsSetting(FormSetting):
    """Fields below their label; a value that is too long for its place continues on a further sheet."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        super().__init__(text, block, context)
        self.fields = Fields(context.ink, text.body, block.columns)

    def content_height(self, width: float, scale: Scale) -> float:
        return self.fields.height(width)

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        return self.top(width, rows) + self.fields.height(width, 1)

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        draw = partial(self._draw, frame.rect, rows)
        rest = _long_values(self.ink, self.fields.carried(self.room(frame.rect, rows)))
        if not rest:
            return Part(self.text, draw)
        return Part(self.text, draw, self.carried(rest, scale), partial(self.overset, rest[0]))

    def _draw(self, rect: Rect, rows: int, page: Builder, span: Span | None) -> None:
        section = page.element("Sect", None)
        self.label(rect.w, rows).draw(page, self.block, rect, section)
        self.fields.draw(page, self.room(rect, rows), section, self.elsewhere(span), f"blocks/{self.text.name}")


class Fields:
    """Labelled values on ruled lines, in columns."""

    def __init__(self, ink: Ink, values: Sequence[ValueText], columns: int) -> None:
        self.ink, self.values, self.columns = ink, values, columns
        self.two = any(each.label.second for each in values)
        self.size = ink.readable(FIELD)
        self.parts = [styled(ink, each.value, body_style(self.size)) if each.value else None for each in values]

    def _width(self, number: int, width: float) -> float:
        """How wide a field is; the last has what is left of its row."""
        one = (width - (self.columns - 1) * COLUMN_GAP) / self.columns
        spans = self.columns - number % self.columns if number == len(self.values) - 1 else 1
        return spans * one + (spans - 1) * COLUMN_GAP

    def _lines(self, number: int, width: float) -> int:
        part = self.parts[number]
        return len(part.lines(self._width(number, width))) if part else 0

    def _numbers(self, row: int) -> range:
        return range(row * self.columns, min((row + 1) * self.columns, len(self.values)))

    def _label(self, number: int, width: float) -> SetText:
        """A label in as many lines as it takes, but no more than can be looked over."""
        label = self.values[number].label
        found = SetText.fitting(self.ink, label, self._width(number, width), _LABEL_WAYS)
        if len(found.lines) > MOST_LABEL_LINES:
            message = f'the label "{short(label.text)}" is wider than its field'
            raise Problems([error("no-room", message, label.where, "use shorter words")])
        return found

    def _labels_height(self, row: int, width: float) -> float:
        """From the top of a row to the baseline of its labels."""
        lines = max(len(self._label(number, width).lines) for number in self._numbers(row))
        return LABEL_LINE + (lines - 1) * LABEL_LEADING

    def _row_height(self, row: int, width: float, most: int = FIELD_LINES) -> float:
        """A row is high enough to write in by hand, and for the longest of its values of no more than so many lines."""
        counts = [self._lines(number, width) for number in self._numbers(row)]
        lines, labels = max(count if count <= most else 1 for count in counts), self._labels_height(row, width)
        return max(FIELD_ROW + labels - LABEL_LINE, labels + 1.0 + lines * self.size * FIELD_LEADING + FIELD_DROP)

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

    def draw(self, page: Builder, room: Rect, section: int, elsewhere: Text | None, path: str) -> None:
        """Draws the fields; in place of a value that is too long it says where that is. On screen they are filled in
        under a path of keys.
        """
        most, rows = self.most_lines(room), max(1, self._rows)
        spare = min((room.h - self.height(room.w, most)) / rows, FIELD_ROW)
        y, listed = room.y, page.element("L", section)
        for row in range(rows):
            height = self._row_height(row, room.w, most) + spare
            # A label is nearer to its own line than to the one above it.
            x, base = room.x, y + self._labels_height(row, room.w) + min(max(spare, 0.0) / 2, LOWER)
            for number in self._numbers(row):
                cell = Rect(x, y, self._width(number, room.w), height)
                label = self._label(number, room.w)
                entry = page.element("LI", listed)
                element = page.element("Lbl", entry, label.text)
                # Labels in two languages stand level with one another, and the first is as strong in all.
                colour = page.ink.colour("ink" if self.two else "soft")
                rise = y + LABEL_LINE + (len(label.lines) - 1) * LABEL_LEADING if self.two else base
                draw_set(page, label, x, rise, colour, element)
                fits = self._lines(number, room.w) <= most
                self._draw_value(page, number, cell, base, entry, elsewhere if not fits else None)
                if not self.parts[number] and (each := self.values[number]).key:
                    place = typing_line(cell.x, base, cell.w, cell.bottom)
                    page.fill_in("line", f"{path}/{each.key}", place, each.label.text, entry)
                x = cell.right + COLUMN_GAP
            y += height

    def _draw_value(
        self, page: Builder, number: int, cell: Rect, label: float, entry: int, elsewhere: Text | None
    ) -> None:
        """Draws a value below its label, or says where it is, or draws a line to write it on."""
        each, part = self.values[number], self.parts[number]
        soft, regular = page.ink.colour("soft"), page.ink.faces["regular"]
        base, leading = cell.bottom - FIELD_DROP, self.size * FIELD_LEADING
        if part and each.value and not elsewhere:
            lines = part.lines(cell.w)
            y, element = label + leading, page.element("LBody", entry, each.value)
            page.lines(lines, cell.x, y, regular, self.size, leading, page.ink.colour("ink"), element)
        elif part and elsewhere:
            element = page.element("LBody", entry, elsewhere)
            page.said(elsewhere, cell.x, base, regular, page.ink.small(LABEL), soft, element)
        else:
            page.rule(cell.x, cell.bottom, cell.right, cell.bottom, 0.5, page.ink.colour("hairline"))


def _long_values(ink: Ink, values: Sequence[ValueText]) -> list[StyledParagraph]:
    """Values that find no room in their fields, each behind its label."""
    texts = [
        replace(in_line(each.label, ": ", each.value), language=each.value.language, where=each.value.where)
        for each in values
        if each.value
    ]
    return [styled(ink, text, body_style(ink.readable(FIELD))) for text in texts]
