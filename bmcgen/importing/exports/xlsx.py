"""A workbook: a worksheet for each sheet, with a row for each note. Every cell is a text, none a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bmcgen.diagnostics import Diagnostic, Problems, error
from bmcgen.epoch import source_date_epoch
from bmcgen.importing.exports._sheets import Sheet
from bmcgen.importing.exports._tables import BY, HEADS, is_ours, rows_of, sheets_of
from bmcgen.importing.exports._telling import Telling
from bmcgen.source.tree import Mapping

SUFFIX = ".xlsx"
NEEDS = ("openpyxl", "defusedxml")
SINGLE = False
LANGUAGES = False
_MOST = 32_767
"""So many characters are in a cell at the most."""
_LOOK, _PARTS = 100_000, 20
_WIDTHS = (24, 20, 60, 12, 24, 18, 20, 10, 10, 12)
_UNSAFE = re.compile(r"[\[\]:*?/\\\x00-\x1f']+")
_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ENCODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(sheets: Sequence[Sheet], tell: Telling) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, 1):
        called = _UNSAFE.sub(" ", sheet.title or sheet.content.layout).strip()[:24].strip() or "Canvas"
        _fill(book.create_sheet(f"{called} {number}" if len(sheets) > 1 else called), sheet, tell)
    book.properties.creator = BY[1]
    file = io.BytesIO()
    book.save(file)
    return _undated(file.getvalue())


def _undated(data: bytes) -> bytes:
    """A workbook that is the same whenever it is written, dated by the build alone."""
    seconds = source_date_epoch()
    day = datetime.fromtimestamp(seconds, UTC) if seconds is not None else _DAY
    shown = day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _DATED.sub(rb"\g<1>" + shown, content)
            new.writestr(zipfile.ZipInfo(entry.filename), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _fill(page: Any, sheet: Sheet, tell: Telling) -> None:
    from openpyxl.styles import Alignment, Font

    head = False
    for number, row in enumerate(rows_of(sheet, tell), 1):
        head = head or tuple(row) == HEADS
        for column, value in enumerate(row, 1):
            if len(value) > _MOST:
                message = f"a cell holds at most {_MOST:,} characters, and a note has {len(value):,}"
                raise Problems([error("cannot-hold", message, sheet.content.where, "export it as .md or .json")])
            cell = page.cell(number, column)
            # A formula, an error and a number are texts here, and what looks like a code for a character is none.
            cell.value, cell.data_type = _ENCODED.sub("_x005F_", value), "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=tuple(row) == HEADS or (not head and column == 1))
        if tuple(row) == HEADS:
            page.freeze_panes = f"A{number + 1}"
    for column, width in enumerate(_WIDTHS):
        page.column_dimensions[chr(ord("A") + column)].width = width


def read(data: bytes, name: str, locales: Sequence[str]) -> tuple[list[Mapping], list[Diagnostic]] | None:
    """The sheets of a workbook whose worksheets each say that they were written here."""
    from bmcgen.importing.formats.xlsx import rows_in

    said: list[Diagnostic] = []
    found: list[Mapping] = []
    if not _may_be_ours(data):
        return None
    pages = rows_in(data, name, said)
    if not pages or not any(is_ours(rows) for rows in pages):
        return None
    for rows in pages:
        found += sheets_of(rows, name, said)
    return found, said


def _may_be_ours(data: bytes) -> bool:
    """Whether the texts of a workbook say by what it was written; the rest of it is not looked at yet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            named = [each for each in archive.namelist() if each.startswith(("xl/sharedStrings", "xl/worksheets/"))]
            return any(BY[0].encode() in archive.open(each).read(_LOOK) for each in named[:_PARTS])
    except Exception:  # it is damaged, or no workbook, which is told when it is read
        return False
