"""Where the cells of a table of changes stand, and how high its rows are."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.columns import Placed, StyledParagraph, fill_text, text_height
from bmcgen.geometry import MM, Rect
from bmcgen.model.manuscript import Mark

NARROWEST = 33.0
"""The least width of a column of the page, in sizes; and no sheet has more columns than can be looked over."""
MOST_COLUMNS = 3
GUTTER = 9 * MM
PAD, BEFORE_SECTION, BEFORE_KEPT, BELOW_TITLE = 0.42, 1.5, 0.7, 0.4
"""Above and below the words of a row, above a section, above one without changes, and below its title, in sizes."""
TITLE, SIGN, SIGN_GAP, CELL_GAP = 1.15, 0.92, 0.45, 1.2
"""The size of titles and of signs, and the gaps behind signs and between cells, in sizes."""
BAR = 2.2


SLACK, HIGHEST = 0.01, 1e6
"""What rounding may take, and a room that holds anything."""


class Row(Struct, frozen=True):
    """A change, and what stands in the two cells beside it; one that has `begun` in another column has no sign."""

    change: Mark
    name: StyledParagraph
    before: tuple[StyledParagraph, ...]
    after: tuple[StyledParagraph, ...]
    begun: bool = False

    @property
    def cells(self) -> tuple[tuple[StyledParagraph, ...], ...]:
        return () if self.begun else (self.name,), self.before, self.after


class Part(Struct, frozen=True):
    """A section of the table: a title, what stands at the right of it, and its rows."""

    title: StyledParagraph
    remark: StyledParagraph | None
    accent: str
    rows: tuple[Row, ...]


class Put(Struct, frozen=True):
    """The title of a section, or a row with the words of its cells, at a place of the table."""

    part: Part
    x: float
    y: float
    height: float
    row: Row | None = None
    cells: tuple[tuple[Placed, ...], ...] = ()


class Grid(Struct, frozen=True):
    """How the table stands in a width: its type size, its columns, and in each the widths of the cells of a row."""

    size: float
    count: int
    width: float
    named: float

    @property
    def cells(self) -> tuple[tuple[float, float], ...]:
        """Where the cells of a row begin in a column, and how wide they are."""
        sign, gap = (SIGN + SIGN_GAP) * self.size, CELL_GAP * self.size
        first = sign + self.named + gap
        cell = (self.width - first - gap) / 2
        return (sign, self.named), (first, cell), (first + cell + gap, cell)

    def row(self, row: Row) -> float:
        """How high a row is."""
        highest = max(text_height(cell, wide) for cell, (_, wide) in zip(row.cells, self.cells, strict=True))
        return highest + 2 * PAD * self.size

    def above(self, part: Part) -> float:
        """The room above a section that is not the first in its column; one without changes takes less."""
        return (BEFORE_SECTION if part.rows else BEFORE_KEPT) * self.size

    def remark(self, part: Part) -> float:
        """How wide it is what stands at the right of a title, with the gap before it."""
        if part.remark is None:
            return 0.0
        longest = max(line.width for line in part.remark.lines(HIGHEST))
        return longest * part.remark.style.size / 1000 + self.size

    def title(self, part: Part) -> float:
        """How high a title is, with the bar over it."""
        remark = text_height([part.remark], HIGHEST) if part.remark else 0.0
        words = max(text_height([part.title], self.width - self.remark(part)), remark)
        return BAR + (PAD + BELOW_TITLE) * self.size + words


def placed_in(row: Row, grid: Grid, room: float) -> tuple[tuple[tuple[Placed, ...], ...], Row | None]:
    """The words of a row's cells that a room holds, and the rest of it."""
    found, rest = list[tuple[Placed, ...]](), list[tuple[StyledParagraph, ...]]()
    for cell, (_, wide) in zip(row.cells, grid.cells, strict=True):
        placed, left = fill_text(cell, Rect(0, 0, wide, room - 2 * PAD * grid.size))
        found.append(tuple(placed))
        rest.append(tuple(left))
    if not any(rest[1:]):
        return tuple(found), None
    return tuple(found), replace(row, before=rest[1], after=rest[2], begun=True)
