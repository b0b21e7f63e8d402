"""Workbooks. Formulas are not worked out: a cell has the value that was saved with it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.importing.formats import _office
from bmcgen.importing.formats._rows import MOST_COLUMNS, MOST_ROWS, parts_of
from bmcgen.importing.formats._text import typed
from bmcgen.importing.outline import Aside, Heading, Outline, Part, Words

SUFFIXES = (".xlsx", ".xlsm")
NEEDS = ("openpyxl", "defusedxml")
MOST = _office.MOST
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook holds a character that XML cannot, and a text that only looks like one."""
_UNNAMED = re.compile(r"(?:sheet|blad|tabelle|feuil|hoja|foglio|planilha)\s*\d*", re.IGNORECASE)


def read(data: bytes, name: str) -> Outline:
    import openpyxl

    said = _office.checked(data, name)
    try:
        values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        typed_in = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        every = [values[title] for title in values.sheetnames]
        shown = [each for each in every if each.sheet_state == "visible"]
        sheets = [(each.title, list(_rows(each, typed_in[each.title], name))) for each in shown]
        hidden = [each.title for each in every if each not in shown]
    except Problems:
        raise
    except Exception as exc:  # openpyxl raises whatever a damaged part leads to
        raise _office.broken(exc, name) from None
    parts: list[Part] = [Aside("hidden sheet", typed(title, Place(f"{name}!{title}"))) for title in hidden]
    filled = [(title, rows) for title, rows in sheets if any(cell.text for row, _ in rows for cell in row)]
    for title, rows in filled:
        if len(filled) > 1 and not _UNNAMED.fullmatch(title):
            parts.append(Heading(1, typed(title, Place(f"{name}!{title}"))))
        parts += parts_of([row for row, _ in rows])
        parts += [aside for _, asides in rows for aside in asides]
    return Outline(tuple(parts), tuple(said))


def rows_in(data: bytes, name: str, said: list[Diagnostic]) -> list[list[list[tuple[str, Place]]]]:
    """The cells of the worksheets that are shown, as they were typed."""
    import openpyxl

    said += _office.checked(data, name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        pages = [book[title] for title in book.sheetnames]
        return [_typed_rows(page, f"{name}!{page.title}") for page in pages if page.sheet_state == "visible"]
    except Problems:
        raise
    except Exception as exc:  # openpyxl raises whatever a damaged part leads to
        raise _office.broken(exc, name) from None


def _typed_rows(page: Any, where: str) -> list[list[tuple[str, Place]]]:
    found = []
    for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if number > MOST_ROWS:
            raise Problems([error("too-large", f"more than {MOST_ROWS:,} rows", Place(where))])
        found.append([(_text(value), Place(f"{where}!{_letters(at)}{number}")) for at, value in enumerate(row)])
    return found


def _rows(sheet: Any, formulas: Any, name: str) -> Iterator[tuple[Sequence[Words], list[Aside]]]:
    """The cells of each row, and the formulas in it that have no value."""
    both = zip(sheet.iter_rows(max_col=MOST_COLUMNS), formulas.iter_rows(max_col=MOST_COLUMNS), strict=False)
    for number, (row, behind) in enumerate(both):
        if number >= MOST_ROWS:
            raise Problems([error("too-large", f"more than {MOST_ROWS:,} rows", Place(f"{name}!{sheet.title}"))])
        cells, asides = list[Words](), list[Aside]()
        for column, (cell, source) in enumerate(zip(row, behind, strict=False)):
            where = Place(f"{name}!{sheet.title}!{_letters(column)}{number + 1}")
            text = _text(cell.value)
            cells.append(typed(text, where))
            if not text and source.value is not None and str(source.value).startswith("="):
                asides.append(Aside("formula without a value", typed(str(source.value), where)))
        yield cells, asides


def _letters(column: int) -> str:
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def _text(value: Any) -> str:
    """A value as it is written."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _CODED.sub(lambda found: chr(int(found[1], 16)), str(value))
