"""A list with commas: what the whole sheet says, then a row for each note."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.importing.exports._sheets import Sheet
from bmcgen.importing.exports._tables import BY, is_ours, rows_of, sheets_of
from bmcgen.importing.exports._telling import Telling
from bmcgen.source.encoding import EXCEL, guess
from bmcgen.source.tree import Mapping

SUFFIX = ".csv"
NEEDS: tuple[str, ...] = ()
SINGLE = False
LANGUAGES = False
_BEGINS = re.compile(rf'\s*"?{BY[0]}"?([;,\t])"?{BY[1]}')
_FORMULA = re.compile(r"['\s]*[=+@\t\r-]")
_SHIELDED = re.compile(r"'['\s]*[=+@\t\r-]")
_MOST = 1_000_000


def write(sheets: Sequence[Sheet], tell: Telling) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    for number, sheet in enumerate(sheets):
        if number:
            writer.writerow([])
        writer.writerows([_shielded(cell) for cell in row] for row in rows_of(sheet, tell))
    # Excel reads UTF-8 only where a mark says that it is.
    return file.getvalue().encode("utf-8-sig")


def _shielded(cell: str) -> str:
    """A cell that a spreadsheet takes for a text, though it begins like a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def read(data: bytes, name: str, locales: Sequence[str]) -> tuple[list[Mapping], list[Diagnostic]] | None:
    """The sheets of a list whose first row says that it was written here, with whatever stands between its columns."""
    shown, told = guess(data, name, EXCEL)
    begins = _BEGINS.match(shown.lstrip("\ufeff"))
    if begins is None:
        return None
    said = list(told)
    csv.field_size_limit(max(csv.field_size_limit(), _MOST))
    reader = csv.reader(io.StringIO(shown.lstrip("\ufeff"), newline=""), delimiter=begins[1])
    rows, at = [], 1
    try:
        for row in reader:
            place = Place(name, at)
            rows.append([(cell[1:] if _SHIELDED.match(cell) else cell, place) for cell in row])
            at = reader.line_num + 1
    except csv.Error as exc:
        raise Problems([error("csv-syntax", str(exc), Place(name, at))]) from None
    return (sheets_of(rows, name, said), said) if is_ours(rows) else None
