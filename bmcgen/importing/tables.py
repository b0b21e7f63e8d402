"""Tables: canvases drawn as a table, tables with a row for each block, and tables of notes within a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.importing.cells import notes_of
from bmcgen.importing.found import FoundNote
from bmcgen.importing.naming import Known, column_of, is_note, names_segments, status_of
from bmcgen.importing.outline import Table, Words, bare

TAG, AMOUNT = 40, 60
COLUMNS = 3
"""Names in so many columns make a table a canvas."""
Leave = Callable[[str, Words], None]


class Cells(Struct, frozen=True):
    """The notes that a table has for one block: its names, and where they stand."""

    names: Mapping[str, str]
    head: Words
    notes: tuple[FoundNote, ...]


def blocks_in(table: Table, known: Known, leave: Leave | None = None, least: int = 3) -> list[Cells]:
    """The blocks of a table that is a canvas, or has a row for each block; none if it is neither."""
    ignore: Leave = leave or (lambda kind, words: None)
    columns = {column for row in table.rows for column, cell in enumerate(row) if known.find(_first(cell), strict=True)}
    named = [_column_names(table, known, column) for column in range(max(map(len, table.rows), default=0))]
    best = max(range(len(named)), key=lambda column: len(named[column]), default=0)
    grid = _grid(table, known, ignore) if len(columns) >= min(COLUMNS, least) else []
    distinct = {str(each.names) for each in grid}
    if len(distinct) >= least and len(distinct) >= (len(named[best]) if named else 0):
        return grid
    if named and len(named[best]) >= least:
        return _rows(table, known, best, ignore)
    return []


def _first(cell: Words) -> str:
    return cell.text.split("\n")[0]


def _column_names(table: Table, known: Known, column: int) -> set[str]:
    found = set()
    for row in table.rows[1 if table.head else 0 :]:
        if column < len(row) and (names := known.find(row[column].text, strict=True)):
            found.add(str(names))
    return found


def _grid(table: Table, known: Known, leave: Leave) -> list[Cells]:
    """A canvas: what stands below a name in its cell, and in the cells under it, belongs to that block."""
    found: list[Cells] = []
    current: dict[int, int] = {}
    for row in table.rows:
        for column, cell in enumerate(row):
            first, _, rest = cell.text.partition("\n")
            names = known.find(first, strict=True)
            if names:
                current[column] = len(found)
                found.append(Cells(names, cell, ()))
                cell = replace(cell, text=rest)  # noqa: PLW2901
            if not bare(cell.text).strip():
                continue
            if column in current:
                at = current[column]
                more = tuple(FoundNote(words) for words in notes_of(cell))
                found[at] = Cells(found[at].names, found[at].head, found[at].notes + more)
            else:
                leave("table cell", cell)
    return found


def _rows(table: Table, known: Known, column: int, leave: Leave) -> list[Cells]:
    """A row for each block, or for each note of one; a row without a name goes on with the block above it."""
    heads = table.rows[0] if table.head else ()
    for head in heads:
        if bare(head.text).strip():
            leave("table head", head)
    found: list[Cells] = []
    seen = [
        str(names) for row in table.rows if column < len(row) and (names := known.find(row[column].text, strict=True))
    ]
    # A block in several rows has a row for each note.
    split = len(seen) == len({*seen}) and not any(is_note(bare(head.text)) for head in heads)
    for row in table.rows[1 if table.head else 0 :]:
        name = row[column] if column < len(row) else None
        names = known.find(name.text, strict=True) if name else {}
        rest = [cell for number, cell in enumerate(row) if number != column]
        others = [head for number, head in enumerate(heads) if number != column]
        if names and name:
            found.append(Cells(names, name, ()))
        elif not found:
            for cell in row:
                if bare(cell.text).strip():
                    leave("table cell", cell)
            continue
        elif name and bare(name.text).strip():
            leave("table row", replace(name, text=" – ".join(cell.text for cell in row if cell.text)))
            continue
        last = found[-1]
        found[-1] = Cells(
            last.names,
            last.head,
            last.notes + tuple(notes_in_row(rest, others, split=split, segments=names_segments(last.names))),
        )
    return found


def notes_in_table(table: Table, leave: Leave, *, segments: bool = False) -> list[FoundNote]:
    """The notes of a table within a block, one a row. `segments` tells that these are what the block is about."""
    heads = table.rows[0] if table.head else ()
    for head in heads:
        if bare(head.text).strip() and column_of(head.text) != "belongs":
            leave("table head", head)
    return [
        note
        for row in table.rows[len(heads) > 0 :]
        for note in notes_in_row(row, heads, split=len(row) == 1, segments=segments)
    ]


def notes_in_row(
    row: Sequence[Words], heads: Sequence[Words], *, split: bool, segments: bool = False
) -> list[FoundNote]:
    """The notes of a row. Columns that say how far a note is tested, what it costs and the like stand beside its text;
    where a cell is to be `split`, they stand beside each of the notes in it.
    """
    texts: list[Words] = []
    texted = any(column_of(bare(head.text)) == "text" for head in heads)
    beside: list[tuple[str, str, Words]] = []
    for number, cell in enumerate(row):
        value = bare(cell.text).strip()
        if not any(map(str.isalnum, value)):
            continue
        head = bare(heads[number].text).strip(" :") if number < len(heads) else ""
        what = _column(head, segments and not texted)
        if what == "number" or (what is None and not head and re.fullmatch(r"\d{1,3}[.)]?", value)):
            continue
        if what in (None, "text", "block") or not _fits(what, value):
            texts.append(cell if what in (None, "text", "block") or not texts else _said(head, cell))
        else:
            beside.append((what, head, cell))
    if not texts:
        texts = [cell for _, _, cell in beside[:1]]
        beside = beside[1:]
    if not texts:
        return []
    if split:
        parts = [words for cell in texts[:1] for words in notes_of(cell)] or texts[:1]
        notes = [FoundNote(words) for words in parts]
        notes += [FoundNote(words) for cell in texts[1:] for words in notes_of(cell)]
    else:
        notes = [FoundNote(_joined(texts))]
    for note in notes:
        for what, head, cell in beside:
            _put(note, what, head, cell)
    return notes


def _column(head: str, segments: bool) -> str | None:
    """What a column is; that of segments is what notes are about where `segments` are."""
    what = column_of(head)
    if what == "segments" and segments:
        return "text"
    return "segments" if what == "belongs" else what


def _said(head: str, cell: Words) -> Words:
    return replace(cell, text=f"{head}: {cell.text}")


def _joined(texts: Sequence[Words]) -> Words:
    """lead: rest; rest"""
    lead, *rest = [cell.text.replace("\n", ", ") for cell in texts]
    text = f"{lead}: {'; '.join(rest)}" if rest else lead
    return replace(texts[0], text=text if not rest or not lead.endswith((":", ":**")) else f"{lead} {'; '.join(rest)}")


def _fits(what: str | None, value: str) -> bool:
    """Whether a value can stand beside a note."""
    if what == "amount":
        return len(value) <= AMOUNT and any(map(str.isdigit, value)) and "\n" not in value
    if what == "segments":
        return len(value) <= 200
    return len(value) <= TAG and "\n" not in value


def _put(note: FoundNote, what: str, head: str, cell: Words) -> None:
    value = bare(cell.text).strip()
    words = replace(cell, text=value)
    if what == "segments":
        note.segments += [replace(words, text=name.strip()) for name in re.split(r"[;,\n]", value) if name.strip()]
    elif what in ("amount", "colour", "id", "group"):
        setattr(note, what, words)
    elif what == "to":
        note.to += [replace(words, text=name.strip()) for name in re.split(r"[;,]", value) if name.strip()]
    elif what == "status" and (status := status_of(value)):
        note.status = replace(words, text=status)
    elif head and column_of(head) == "tags" and _is_plain_tag(head):
        note.tags += [replace(words, text=name.strip()) for name in re.split(r"[;,]", value) if name.strip()]
    else:
        said = f"{head}: {value}"
        note.tags.append(replace(words, text=said if head and len(said) <= TAG else value))


def _is_plain_tag(head: str) -> bool:
    return head.casefold() in ("tag", "tags", "label", "labels")
