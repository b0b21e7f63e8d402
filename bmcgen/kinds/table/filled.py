"""What was typed into the rows of a table, as notes: a note has all that its row says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from bmcgen.kinds.table.rows import NOTE, SEGMENT
from bmcgen.source.names import clean
from bmcgen.source.tree import Node, mapping, said, sequence

MOST_SEGMENTS, LONGEST_SEGMENT = 26, 60
_CELL = re.compile(r"([0-9]{1,3})-([0-9]{1,4})/([^/]+)")
TOTAL = "total"


def filled_rows(typed: dict[str, str], table: Mapping[str, Any], segments: dict[str, str]) -> Node | None:
    """The notes of a block, each below the heading that its row stands under. The cells that are understood are taken
    out of `typed`.
    """
    columns: Mapping[str, str] = table["columns"]
    groups: tuple[str, ...] = table.get("groups", ())
    rows: dict[tuple[int, int], dict[str, str]] = {}
    total: dict[str, str] = {}
    for name in [*typed]:
        cell = _CELL.fullmatch(name)
        above, _, column = name.partition("/")
        if cell and cell[3] in columns and int(cell[1]) <= len(groups):
            rows.setdefault((int(cell[1]), int(cell[2])), {})[cell[3]] = typed.pop(name).strip()
        elif above == TOTAL and TOTAL in table and column in columns:
            total[column] = typed.pop(name).strip()
    items: list[Node] = []
    for group, keys in groupby(sorted(rows), key=lambda key: key[0]):
        notes = [note for key in keys if (note := _note(rows[key], columns, segments))]
        if group and notes:
            items.append(mapping([("group", said(groups[group - 1])), ("notes", sequence(notes))]))
        else:
            items += notes
    if last := _lines(total, columns, ()):
        items.append(said("\n".join([table[TOTAL], *last])))
    return sequence(items) if items else None


def _note(row: Mapping[str, str], columns: Mapping[str, str], segments: dict[str, str]) -> Node | None:
    named = [" ".join(clean(line).split()) for line in row.get(SEGMENT, "").split("\n") if clean(line)]
    known = [name for name in named if _declared(name, segments)]
    lines = _lines(row, columns, (NOTE, SEGMENT))
    if len(known) < len(named):
        # What is too long or too much for a legend stays in the note.
        lines.insert(0, f"{columns[SEGMENT]}: {row[SEGMENT]}")
        known = []
    text = row.get(NOTE, "")
    parts = [*([text] if clean(text) else []), *lines] or known[:1]
    if not parts:
        return None
    note = said("\n".join(parts))
    return mapping([("text", note), ("segments", sequence(map(said, known)))]) if known else note


def _declared(name: str, segments: dict[str, str]) -> bool:
    if name.casefold() not in segments and (len(segments) >= MOST_SEGMENTS or len(name) > LONGEST_SEGMENT):
        return False
    segments.setdefault(name.casefold(), name)
    return True


def _lines(row: Mapping[str, str], columns: Mapping[str, str], without: tuple[str, ...]) -> list[str]:
    """What a row says beside its note, each behind the head of its column."""
    told = {key: row[key] for key in columns if key in row and key not in without}
    return [f"{columns[key]}: {value}" for key, value in told.items() if clean(value)]
