"""Guiding questions and lists of terms, set small in the columns of a block."""

from __future__ import annotations

from dataclasses import dataclass

from bmcgen.fit.breaking import Broken, Paragraph
from bmcgen.fit.builder import Builder, Ink
from bmcgen.fit.cards import balanced, fill
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.manuscript import Group, Prompts, Text

LEADING = 1.28
BETWEEN = 0.42
COLUMN_GAP = 1.8


@dataclass(frozen=True, slots=True)
class _Cell:
    """Lines of one face at a distance from the left; `text` is what they say."""

    x: float
    face: str
    lines: tuple[Broken, ...]
    text: Text
    role: str = "LBody"


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells beside one another, never divided; `before` is the space above it unless it heads a column."""

    cells: tuple[_Cell, ...]
    before: float
    kind: str
    keep: bool = False

    def height(self, size: float) -> float:
        return max(len(cell.lines) for cell in self.cells) * size * LEADING


@dataclass(frozen=True, slots=True)
class SetPrompts:
    """Prompts in columns, ready to be drawn: their height in points."""

    size: float
    columns: tuple[tuple[_Row, ...], ...]
    width: float
    height: float

    def draw(self, page: Builder, room: Rect, parent: int) -> None:
        """Puts the prompts at the top of a room."""
        if not self.columns:
            return
        colours = {"heading": page.ink.colour("ink")}
        current: int | None = None
        for number, rows in enumerate(self.columns):
            x = room.x + number * (self.width + COLUMN_GAP * self.size)
            y = room.y
            for index, row in enumerate(rows):
                y += row.before * self.size if index else 0.0
                colour = colours.get(row.kind, page.ink.colour("soft"))
                if row.kind == "heading" or current is None:
                    current = parent if row.kind == "heading" else page.element("L", parent)
                self._draw_row(page, row, x, y, colour, parent, current)
                if row.kind == "heading":
                    current = None
                y += row.height(self.size)

    def _draw_row(
        self, page: Builder, row: _Row, x: float, y: float, colour: Colour, parent: int, current: int
    ) -> None:
        baseline = y + self.size * (LEADING / 2 + 0.34)
        if row.kind == "heading":
            element = page.element("H3", parent, row.cells[0].text)
            self._draw_cell(page, row.cells[0], x, baseline, colour, element)
            return
        item = page.element("LI", current)
        for cell in row.cells:
            element = page.element("Lbl" if cell.role == "Lbl" else "LBody", item, cell.text)
            self._draw_cell(page, cell, x, baseline, colour, element)

    def _draw_cell(self, page: Builder, cell: _Cell, x: float, y: float, colour: Colour, element: int) -> None:
        face = page.ink.faces[cell.face]
        page.lines(cell.lines, x + cell.x, y, face, self.size, self.size * LEADING, colour, element)


class PromptSetter:
    """Sets the prompts of a block, at one size and width of face for the sheet."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self._paragraphs: dict[tuple[str, str, str], Paragraph] = {}

    def fit(self, prompts: Prompts, size: float, face: str, room: Rect, columns: int) -> SetPrompts | None:
        """The prompts in a room; None if they do not fit in it. The condensed face also allows a column more."""
        if not prompts:
            return SetPrompts(size, (), room.w, 0.0)
        counts = range(columns, columns + (2 if face == "condensed" else 1))
        for count in counts:
            width = (room.w - (count - 1) * COLUMN_GAP * size) / count
            rows = self._rows(prompts, size, face, width)
            found = self._columns(rows, size, room.h, count)
            if found is not None:
                height = max(_height(column, size) for column in found)
                return SetPrompts(size, found, width, height)
        return None

    def _rows(self, prompts: Prompts, size: float, face: str, width: float) -> list[_Row]:
        rows = [_Row((self._cell(0.0, face, each, size, width),), BETWEEN, "question") for each in prompts.questions]
        bold = "condensed-bold" if face == "condensed" else "bold"
        for group in prompts.groups:
            before = 1.0 if group.level == 0 else 0.5
            rows.append(_Row((self._cell(0.0, bold, group.heading, size, width),), before, "heading", keep=True))
            rows += self._entries(group, size, face, bold, width)
        return rows

    def _entries(self, group: Group, size: float, face: str, bold: str, width: float) -> list[_Row]:
        """A term a row; where terms have questions, these stand beside them in a column of their own."""
        number_width = 1.1 * size if group.numbered else 0.0
        terms = [self._paragraph(entry.term, face).length_of_all() * size / 1000 for entry in group.entries]
        asked = any(entry.question for entry in group.entries)
        beside = min(max(terms, default=0.0) + 0.9 * size, 0.45 * width) if asked else 0.0
        rows = []
        for number, entry in enumerate(group.entries, 1):
            cells = []
            if group.numbered:
                label = Text(str(number), entry.term.language, entry.term.where)
                cells.append(self._cell(0.0, bold, label, size, number_width * 2, "Lbl"))
            room = beside - 0.5 * size if asked else width - number_width
            cells.append(self._cell(number_width, face, entry.term, size, room))
            if entry.question:
                x = number_width + beside
                cells.append(self._cell(x, face, entry.question, size, width - x))
            rows.append(_Row(tuple(cells), 0.12, "entry"))
        return rows

    def _paragraph(self, text: Text, face: str) -> Paragraph:
        key = text.text, text.language, face
        if key not in self._paragraphs:
            self._paragraphs[key] = Paragraph(text.text, text.language, self.ink.faces[face])
        return self._paragraphs[key]

    def _cell(self, x: float, face: str, text: Text, size: float, width: float, role: str = "LBody") -> _Cell:
        lines = self._paragraph(text, face).lines(width * 1000 / size, hyphens=False)
        return _Cell(x, face, lines, text, role)

    def _columns(self, rows: list[_Row], size: float, room: float, count: int) -> tuple[tuple[_Row, ...], ...] | None:
        """The rows in as even columns as can be; a heading stays with the row after it."""
        blocks: list[list[_Row]] = []
        for row in rows:
            if blocks and blocks[-1][-1].keep:
                blocks[-1].append(row)
            else:
                blocks.append([row])
        # A block's own space before is counted into its height; at the head of a column it is not drawn.
        heights = [_height(block, size) + block[0].before * size for block in blocks]
        slack = max((block[0].before * size for block in blocks), default=0.0)
        if fill(heights, 0.0, room + slack, count) is None:
            return None
        spread = balanced(heights, 0.0, room + slack, count)
        columns = tuple(tuple(row for index in column for row in blocks[index]) for column in spread)
        if max(_height(column, size) for column in columns) > room + 0.01:
            return None
        return columns


def _height(rows: list[_Row] | tuple[_Row, ...], size: float) -> float:
    return sum(row.height(size) + (row.before * size if index else 0.0) for index, row in enumerate(rows))
