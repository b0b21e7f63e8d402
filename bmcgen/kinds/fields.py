"""Labelled values on lines, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Problems, error, short
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.columns import StyledParagraph, body_style, styled
from bmcgen.drawing.setting import Context, Part, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._form_setting import FormSetting
from bmcgen.kinds._labels import labels_of
from bmcgen.model.content import Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.plan import Frame
from bmcgen.source.json_schema import keyed
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar

LABEL = 7.5
LABEL_LINE = 11.0
FIELD_DROP = 3.8
FIELD_ROW = 9.4 * MM
FIELD = 9.0
FIELD_LINES = 8
FIELD_LEADING = 1.2
COLUMN_GAP = 5 * MM
_FIELD = body_style(FIELD)


class ValueText(Struct, frozen=True):
    """A label, and what was written at it."""

    label: Text
    value: Text | None


class _Fields(Kind):
    role = "written"
    takes = ("columns",)
    words_needed = ("fields",)
    labels = "fields"

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> dict[str, Typed]:
        return reader.keyed(node, _labels(words), "field", reader.text)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return keyed(_labels(words), {"$ref": "#/$defs/text"})

    def starter(self, words: BlockWords, starting: Starting) -> Iterator[str]:
        return (f"{starting.plain(label)}:" for label in words.fields.values())

    def words(
        self, block: Block, words: BlockWords, content: Mapping[str, Typed] | None, wording: Wording
    ) -> tuple[ValueText, ...]:
        found = []
        for key, label in words.fields.items():
            typed = (content or {}).get(key)
            found.append(ValueText(wording.say(label), wording.typed(typed) if typed else None))
        return tuple(found)

    def texts(self, text: BlockText) -> Iterator[Text]:
        return (each.value for each in text.body if each.value)

    def lines_to_write(self, text: BlockText) -> int:
        return sum(each.value is None for each in text.body)

    def least_width(self, block: Block) -> float:
        return self.narrowest * block.columns

    def set(self, text: BlockText, block: Block, context: Context) -> FieldsSetting:
        return FieldsSetting(text, block, context)


def _labels(words: Sequence[BlockWords]) -> list[Mapping[str, str]]:
    return labels_of(words, lambda each: each.fields)


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
        self.fields.draw(page, self.room(rect, rows), section, self.elsewhere(span))


class Fields:
    """Labelled values on ruled lines, in columns."""

    def __init__(self, ink: Ink, values: Sequence[ValueText], columns: int) -> None:
        self.ink, self.values, self.columns = ink, values, columns
        self.parts = [styled(ink, each.value, _FIELD) if each.value else None for each in values]

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
        part: StyledParagraph | None,
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


def _long_values(ink: Ink, values: Sequence[ValueText]) -> list[StyledParagraph]:
    """Values that find no room in their fields, each behind its label."""
    texts = [replace(each.value, text=f"{each.label.text}: {each.value.text}") for each in values if each.value]
    return [styled(ink, text, _FIELD) for text in texts]


KIND = _Fields()
