"""Rows of cells, as spreadsheets hold them: a masthead above, and tables with empty rows between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bmcgen.importing.masthead import key_of
from bmcgen.importing.naming import column_of
from bmcgen.importing.outline import Field, Paragraph, Part, Table, Words, bare

MOST_ROWS, MOST_COLUMNS = 20_000, 200


def parts_of(rows: Iterable[Sequence[Words]]) -> list[Part]:
    """The parts of a sheet. Above its first table, a row of a label and a value is a line of the masthead, and a row
    of one cell is a line of text.
    """
    found: list[Part] = []
    table: list[tuple[Words, ...]] = []
    for row in rows:
        cells = [cell for cell in row if cell.text]
        label = key_of(cells[0].text) if cells else None
        if not table and len(cells) == 2 and label and not _is_head(cells):
            found.append(Field(label, cells[1]))
        elif not table and len(cells) == 1 and not found_table(found):
            found.append(Paragraph(cells[0]))
        elif cells:
            table.append(tuple(row))
        elif table:
            found.append(_table(table))
            table = []
    if table:
        found.append(_table(table))
    return found


def found_table(parts: Sequence[Part]) -> bool:
    return any(isinstance(part, Table) for part in parts)


def _table(rows: list[tuple[Words, ...]]) -> Table:
    return Table(tuple(rows), _is_head(rows[0]))


def _is_head(cells: Sequence[Words]) -> bool:
    """Whether cells are the heads of columns: at least one says that it is that of blocks or of notes, or two say what
    their columns hold.
    """
    meant = [column_of(bare(cell.text)) for cell in cells]
    return "block" in meant or (len(cells) > 1 and sum(each is not None for each in meant) > 1)
