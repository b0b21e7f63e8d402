"""Guiding questions and lists of terms, set small in the columns of a block."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from msgspec import Struct

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.languages import paragraph, running_at
from bmcgen.drawing.sizes import steps
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.packing import balanced, fill
from bmcgen.model.layout import Colour
from bmcgen.model.manuscript import Group, Prompts, Text
from bmcgen.text.fonts import Faces
from bmcgen.text.measuring import SetLine
from bmcgen.text.paragraphs import Paragraph

LEADING = 1.28
BETWEEN = 0.42
COLUMN_GAP = 2.0
LONG_LIST = 7
SHARE = 0.65
"""Questions by themselves leave the rest of each block free if they can."""
# What a column does not divide, the best first: the questions and each list, each list with those under it, each list.
WHOLE = (
    frozenset({"question", "entry", "subheading"}),
    frozenset({"entry", "subheading"}),
    frozenset({"entry"}),
)


class _Cell(Struct, frozen=True):
    """Lines of one face at a distance from the left; `text` is what they say."""

    x: float
    face: str
    lines: tuple[SetLine, ...]
    text: Text
    role: str = "LBody"


class _Row(Struct, frozen=True):
    """Cells beside one another, never divided; `before` is the space above it unless it heads a column."""

    cells: tuple[_Cell, ...]
    before: float
    kind: str
    keep: bool = False
    terms: bool = False

    def height(self, size: float) -> float:
        return max(len(cell.lines) for cell in self.cells) * size * LEADING


class SetPrompts(Struct, frozen=True):
    """Prompts in columns, ready to be drawn: their height in points. What stands `beside` them is right of the column,
    anything else below.
    """

    size: float
    columns: tuple[tuple[_Row, ...], ...]
    width: float
    height: float
    beside: bool = False

    def draw(self, page: Builder, room: Rect, parent: int) -> None:
        """Puts the prompts at the top of a room."""
        if not self.columns:
            return
        current: int | None = None
        for number, rows in enumerate(self.columns):
            x = room.x + number * (self.width + COLUMN_GAP * self.size)
            y = room.y
            for index, row in enumerate(rows):
                y += row.before * self.size if index else 0.0
                heading = row.kind in ("heading", "subheading")
                if heading:
                    current = None
                    self._draw_heading(page, row, x, y, parent)
                else:
                    current = page.element("L", parent) if current is None else current
                    self._draw_row(page, row, x, y, current)
                y += row.height(self.size)

    def _draw_heading(self, page: Builder, row: _Row, x: float, y: float, parent: int) -> None:
        element = page.element("H3", parent, row.cells[0].text)
        self._draw_cell(page, row.cells[0], x, y, page.ink.colour("ink"), element)

    def _draw_row(self, page: Builder, row: _Row, x: float, y: float, listed: int) -> None:
        item = page.element("LI", listed)
        for number, cell in enumerate(row.cells):
            # Two terms beside one another are items of their own.
            if row.terms and number:
                item = page.element("LI", listed)
            element = page.element("Lbl" if cell.role == "Lbl" else "LBody", item, cell.text)
            self._draw_cell(page, cell, x, y, page.ink.colour("soft"), element)

    def _draw_cell(self, page: Builder, cell: _Cell, x: float, y: float, colour: Colour, element: int) -> None:
        face = page.ink.faces[cell.face]
        y += self.size * LEADING / 2 + face.below_middle(self.size)
        page.lines(cell.lines, x + cell.x, y, face, self.size, self.size * LEADING, colour, element)


class Wanted(Struct, frozen=True):
    """The prompts of a block, the room for them, the block itself, and in how many columns they stand; `beside` where
    that leaves room beside them.
    """

    name: str
    prompts: Prompts
    room: Rect
    whole: Rect
    columns: int
    beside: bool = False


def alike(
    wanted: tuple[Wanted, ...], sizes: tuple[float, float], faces: Faces, *, condensed: bool = True
) -> Mapping[str, SetPrompts]:
    """See `_alike`; the faces remember it."""
    return faces.derived(_alike, 32)(wanted, sizes, condensed)


def _alike(
    faces: Faces, wanted: tuple[Wanted, ...], sizes: tuple[float, float], condensed: bool
) -> Mapping[str, SetPrompts]:
    """The prompts of blocks by their names, in the one size and width of face in which all of them fit, and those that
    do fit where there is none. They are kept: the sheets of a batch ask the same questions.
    """
    setter = PromptSetter(faces)
    only_questions = not any(each.prompts.groups for each in wanted)
    shares = (SHARE, 1.0) if only_questions else (1.0,)
    found: dict[str, SetPrompts] = {}
    widths = ("regular", "condensed") if condensed else ("regular",)
    for share, face, whole in product(shares, widths, (True, False)):
        for size in steps(*sizes):
            found = {}
            for each in wanted:
                room = each.room
                if share < 1 and not each.beside:
                    high = min(room.h, each.whole.h * share - (room.y - each.whole.y))
                    room = Rect(room.x, room.y, room.w, high)
                if found_here := setter.fit(each.prompts, size, face, room, each.columns, whole=whole):
                    found[each.name] = found_here
            if len(found) == len(wanted):
                return found
    return found


class PromptSetter:
    """Sets the prompts of a block, at one size and width of face for the sheet."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._paragraphs: dict[tuple[Text, str, float], Paragraph] = {}

    def fit(
        self, prompts: Prompts, size: float, face: str, room: Rect, columns: int, *, whole: bool
    ) -> SetPrompts | None:
        """The prompts in a room; None if they do not fit in it. If need be there are more columns than that, up to
        twice as many. If lists are to stay `whole`, no column divides one.
        """
        if not prompts:
            return SetPrompts(size, (), room.w, 0.0)
        counts = range(columns, 2 * columns + 1 if columns > 1 else 2)
        lists = WHOLE if whole and prompts.groups else (frozenset[str](),)
        for together, count in ((kinds, count) for kinds in lists for count in counts):
            width = (room.w - (count - 1) * COLUMN_GAP * size) / count
            found = self._columns(self._rows(prompts, size, face, width), size, room.h, count, together)
            if found is not None:
                height = max(_height(column, size) for column in found)
                return SetPrompts(size, found, width, height)
        return None

    def _rows(self, prompts: Prompts, size: float, face: str, width: float) -> list[_Row]:
        rows = [_Row((self._cell(0.0, face, each, size, width),), BETWEEN, "question") for each in prompts.questions]
        bold = "condensed-bold" if face == "condensed" else "bold"
        for group in prompts.groups:
            before = 1.0 if group.level == 0 else 0.6
            # A heading over other headings is a question; it is told from them by its face.
            own = bold if group.entries else "italic"
            kind = "heading" if group.level == 0 else "subheading"
            rows.append(_Row((self._cell(0.0, own, group.heading, size, width),), before, kind, keep=True))
            rows += self._entries(group, size, face, bold, width)
        return rows

    def _entries(self, group: Group, size: float, face: str, bold: str, width: float) -> list[_Row]:
        """A term a row; where terms have questions, these stand beside them in a column of their own."""
        number_width = 1.1 * size if group.numbered else 0.0
        terms = [self._paragraph(entry.term, face, size).reach * size / 1000 for entry in group.entries]
        if not any(entry.question for entry in group.entries):
            return self._terms(group, terms, size, face, width)
        beside = min(max(terms, default=0.0) + 0.9 * size, 0.45 * width)
        rows = []
        for number, entry in enumerate(group.entries, 1):
            cells = []
            if group.numbered:
                label = Text(str(number), entry.term.language, entry.term.where)
                cells.append(self._cell(0.0, bold, label, size, number_width * 2, "Lbl"))
            cells.append(self._cell(number_width, face, entry.term, size, beside - 0.5 * size))
            if entry.question:
                x = number_width + beside
                cells.append(self._cell(x, face, entry.question, size, width - x))
            rows.append(_Row(tuple(cells), 0.12, "entry"))
        return rows

    def _terms(self, group: Group, lengths: list[float], size: float, face: str, width: float) -> list[_Row]:
        """Terms under one another; a long list of short terms in two columns, read across."""
        half = (width - size) / 2
        across = 2 if len(lengths) >= LONG_LIST and max(lengths) <= half else 1
        cells = [
            self._cell(number % across * (half + size), face, entry.term, size, width if across == 1 else half)
            for number, entry in enumerate(group.entries)
        ]
        return [_Row(tuple(cells[n : n + across]), 0.12, "entry", terms=True) for n in range(0, len(cells), across)]

    def _paragraph(self, text: Text, face: str, size: float) -> Paragraph:
        ratio = running_at(size) if text.second else 1.0
        key = text, face, ratio
        if key not in self._paragraphs:
            self._paragraphs[key] = paragraph(text, self.faces[face], ratio)
        return self._paragraphs[key]

    def _cell(self, x: float, face: str, text: Text, size: float, width: float, role: str = "LBody") -> _Cell:
        lines = self._paragraph(text, face, size).lines(width * 1000 / size, hyphens=False, even=False)
        return _Cell(x, face, lines, text, role)

    def _columns(
        self, rows: list[_Row], size: float, room: float, count: int, together: frozenset[str]
    ) -> tuple[tuple[_Row, ...], ...] | None:
        """The rows in as even columns as can be; a heading always stays with the row after it."""
        units = _units(rows, together)
        # A unit's own space before is counted into its height; at the head of a column it is not drawn.
        heights = [_height(unit, size) + unit[0].before * size for unit in units]
        slack = max((unit[0].before * size for unit in units), default=0.0)
        if fill(heights, 0.0, room + slack, count) is None:
            return None
        spread = balanced(heights, 0.0, room + slack, count)
        columns = tuple(tuple(row for index in column for row in units[index]) for column in spread)
        return columns if max(_height(column, size) for column in columns) <= room + 0.01 else None


def _units(rows: list[_Row], whole: frozenset[str]) -> list[list[_Row]]:
    """Rows in units that a column never divides: rows of the kinds named stay with the one before them."""
    units: list[list[_Row]] = []
    for row in rows:
        if units and (
            units[-1][-1].keep or (row.kind in whole and (row.kind != "question" or units[-1][-1].kind == row.kind))
        ):
            units[-1].append(row)
        else:
            units.append([row])
    return units


def _height(rows: list[_Row] | tuple[_Row, ...], size: float) -> float:
    return sum(row.height(size) + (row.before * size if index else 0.0) for index, row in enumerate(rows))
