"""Lists with commas, semicolons or tabs between their columns."""

from __future__ import annotations

import csv
import io
from collections import Counter

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.importing.formats._rows import MOST_COLUMNS, MOST_ROWS, parts_of
from bmcgen.importing.formats._text import typed
from bmcgen.importing.outline import Outline, Words
from bmcgen.source.encoding import EXCEL, guess

SUFFIXES = (".csv", ".tsv")
NEEDS: tuple[str, ...] = ()
MOST = 2_000_000


def read(data: bytes, name: str) -> Outline:
    text, said = guess(data, name, EXCEL)
    lines = text.splitlines()
    rows: list[list[Words]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(lines))
    try:
        at = 0
        for row in reader:
            shown = lines[at] if at < len(lines) else ""
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                message = f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
                raise Problems([error("too-large", message, Place(name, at + 1))])
            rows.append([typed(cell, _place(name, at, shown, cell)) for cell in row])
            at = reader.line_num
    except csv.Error as exc:
        raise Problems([error("csv-syntax", str(exc), Place(name, reader.line_num + 1))]) from None
    return Outline(tuple(parts_of(rows)), said)


def _delimiter(lines: list[str]) -> str:
    """The sign that the first line that has any has most of."""
    for line in lines:
        (sign, times), *_ = Counter({each: line.count(each) for each in ";\t,"}).most_common()
        if times:
            return sign
    return ","


def _place(name: str, line: int, shown: str, cell: str) -> Place:
    first = cell.strip().split("\n")[0]
    at = shown.find(first) if first else -1
    return Place(name, line + 1, max(0, at) + 1, max(1, len(first)) if at >= 0 else 1, shown)
