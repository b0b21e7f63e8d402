"""Rows of cells: what the whole sheet says, then a row for each note."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice, short
from bmcgen.importing.exports._sheets import Sheet, group_node, is_notes, note_node, of_note, sheet_node
from bmcgen.importing.exports._telling import Telling
from bmcgen.source.names import fold
from bmcgen.source.tree import Mapping, Node
from bmcgen.source.tree import Sequence as Items
from bmcgen.source.writing.marked import KEYS, LISTS, item, items_of

BY = ("Written by", "bmcgen")
HEADS = ("Block", "Group", "Note", *(key.capitalize() for key in KEYS))
Cell = tuple[str, Place]
_SEGMENT = "segment"


def rows_of(sheet: Sheet, tell: Telling) -> Iterator[list[str]]:
    """The rows of a sheet. `Problems` for one that holds more than notes."""
    suffix = tell.suffix
    for _, title, held in sheet.blocks:
        if not is_notes(held):
            message = f'a {suffix} file cannot hold "{title}": it has a row for each note'
            where = sheet.content.where
            raise Problems([error("cannot-hold", message, where, "export it as .md or .json")])
    if sheet.content.words:
        tell.lost('"words"', sheet.content.words.typed.where, "export it as .md or .json")
    yield [*BY]
    yield from ([key.replace("-", " ").capitalize(), value] for key, value in sheet.head)
    if sheet.title:
        yield ["Title", sheet.title]
    yield from (["Segment", name, colour] if colour else ["Segment", name] for name, colour in sheet.segments)
    yield []
    yield [*HEADS]
    for _, title, notes in sheet.blocks:
        last = None
        for note in notes:
            if last and note.group and last != note.group and last.text == note.group.text:
                message = f'two groups "{short(last.text)}" after one another become one'
                tell.changed(message, note.group.where, "give them different headings")
            last = note.group
            about = {
                key: ", ".join(map(item, values)) if key in LISTS else _single(values[0])
                for key, values in of_note(note).items()
            }
            group = note.group.text if note.group else ""
            yield [title, group, note.text.text, *(about.get(key, "") for key in KEYS)]


def _single(value: str) -> str:
    """A value that is the only one in its cell: between quotation marks where it could not be read as it stands."""
    plain = value.isprintable() and value == value.strip() and not value.startswith('"')
    return value if value and plain else json.dumps(value)


def _singled(cell: str) -> str:
    try:
        return str(json.loads(cell)) if cell.startswith('"') else cell.strip()
    except ValueError:
        return cell.strip()


def is_ours(rows: Sequence[Sequence[Cell]]) -> bool:
    first = next((row for row in rows if any(cell for cell, _ in row)), ())
    return len(first) > 1 and tuple(cell.strip() for cell, _ in first[:2]) == BY


def sheets_of(rows: Sequence[Sequence[Cell]], name: str, said: list[Diagnostic]) -> list[Mapping]:
    """The sheets in rows, each of which begins with the row that says by what it was written."""
    found: list[list[Sequence[Cell]]] = []
    for row in rows:
        if len(row) > 1 and (row[0][0].strip(), row[1][0].strip()) == BY:
            found.append([])
        elif found and any(cell.strip() for cell, _ in row):
            found[-1].append(row)
    return [_sheet(each, name, said) for each in found]


def _sheet(rows: Sequence[Sequence[Cell]], name: str, said: list[Diagnostic]) -> Mapping:
    heads = [fold(each) for each in HEADS]
    at = next((n for n, row in enumerate(rows) if fold(row[0][0]) == heads[0] and len(row) > 2), len(rows))
    columns = [fold(cell) for cell, _ in rows[at]] if at < len(rows) else []
    head: list[tuple[str, str]] = []
    segments: list[tuple[str, str]] = []
    for row in rows[:at]:
        key, value, *more = (cell for cell, _ in (*row, *[("", row[0][1])] * 2))
        if fold(key) == _SEGMENT:
            segments.append((value, more[0]))
        elif key.strip() and value:
            head.append((key.strip().lower().replace(" ", "-"), value))
    blocks = _Blocks(columns, said)
    for row in rows[at + 1 :]:
        blocks.read(row)
    return sheet_node(head, "", segments, blocks.nodes(), rows[0][0][1] if rows else Place(name))


class _Blocks:
    """The notes of each block, in groups."""

    def __init__(self, columns: list[str], said: list[Diagnostic]) -> None:
        self.columns, self.said = columns, said
        self.blocks: dict[str, list[tuple[str, Node, Place]]] = {}
        self.title = ""

    def read(self, row: Sequence[Cell]) -> None:
        cells = dict(zip(self.columns, row, strict=False))
        empty = ("", row[0][1])
        title, _ = cells.get("block", empty)
        self.title = title.strip() or self.title
        said, where = cells.get("note", empty)
        if not said.strip() or not self.title:
            shown = "; ".join(cell for cell, _ in row if cell)
            self.said.append(notice("left-out", f"left out: a row without a note: {shown}", row[0][1]))
            return
        about: dict[str, list[str]] = {}
        for key in KEYS:
            value, at = cells.get(key, empty)
            if not value.strip():
                continue
            values, end = items_of(value) if key in LISTS else ([_singled(value)], len(value))
            if end < len(value):
                message = f'the {key} of this note cannot be read: "{value}"'
                self.said.append(notice("left-out", message, at, "put a text with commas between quotation marks"))
            else:
                about[key] = values
        group, _ = cells.get("group", empty)
        self.blocks.setdefault(self.title, []).append((group, note_node(said, about, where), where))

    def nodes(self) -> Iterator[tuple[str, Node]]:
        for title, notes in self.blocks.items():
            items: list[Node] = []
            for group, members in groupby(notes, key=lambda each: each[0]):
                own = [(node, where) for _, node, where in members]
                items += [group_node(group, [node for node, _ in own], own[0][1])] if group else [n for n, _ in own]
            yield title, Items(tuple(items), notes[0][2])
