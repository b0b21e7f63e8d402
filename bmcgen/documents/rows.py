"""A list of teams or people as a CSV file: a sheet for each row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bmcgen.assets.finder import Assets
from bmcgen.assets.locales import locale_codes, read_locale
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, short
from bmcgen.model.content import FIELDS
from bmcgen.source.files import MAX_BYTES, decode
from bmcgen.source.names import fold

MOST_ROWS = 10_000
_NAME = "name"
_UNSAFE = re.compile(r"[^\w.-]+")


class Row(NamedTuple):
    """A name for the row's file, the fields of its masthead, and where it stands."""

    name: str
    fields: dict[str, str]
    where: Place


def read_rows(path: Path, assets: Assets) -> list[Row]:
    """The rows of a list. Columns are called by the fields' keys, or by
    their labels in any language; `name`, if there is such a column, gives the name. `Problems` with everything wrong.
    """
    shown = str(path)
    text = _text(path, shown)
    lines = text.splitlines()
    if not lines or not lines[0].strip():
        raise Problems(
            [error("empty-list", f"{shown} has no header row", Place(shown), f"columns: {', '.join(FIELDS)}")]
        )
    rows = _split(text, _delimiter(lines[0]), shown)
    columns = _columns(next(rows)[1], shown, lines[0], assets)
    body = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    if not body:
        raise Problems([error("empty-list", f"{shown} has no rows below its header", Place(shown, 1, 1))])
    if len(body) > MOST_ROWS:
        message = f"{len(body)} rows are more than a list may have ({MOST_ROWS})"
        raise Problems([error("too-many-rows", message, Place(shown), "split it into several lists")])
    problems = [
        error("wrong-row", f"{len(row)} cells here, but {len(columns)} in the header", Place(shown, number, 1))
        for number, row in body
        if len(row) > len(columns)
    ]
    if problems:
        raise Problems(problems)
    return _named([(_fields(columns, row), Place(shown, number, 1)) for number, row in body])


def _text(path: Path, shown: str) -> str:
    try:
        if not path.is_file():
            raise Problems([error("no-such-file", f"{shown}: no such file", Place(shown))])
        if path.stat().st_size > 5 * MAX_BYTES:
            raise Problems([error("too-large", f"{shown} has more than {5 * MAX_BYTES // 1_000_000} MB", Place(shown))])
        return decode(path.read_bytes(), shown)
    except OSError as exc:
        raise Problems([error("unreadable", f"cannot read {shown}: {exc.strerror or exc}", Place(shown))]) from None


def _split(text: str, delimiter: str, shown: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as exc:
            raise Problems([error("bad-list", f"this row cannot be read: {exc}", Place(shown, number, 1))]) from None
        yield number, row
        number = rows.line_num + 1


def _delimiter(header: str) -> str:
    """The sign that divides the header most often: comma, semicolon or tab."""
    return max(",;\t", key=header.count)


def _columns(header: list[str], shown: str, line: str, assets: Assets) -> list[str]:
    meaning = {fold(key): key for key in (*FIELDS, _NAME)}
    for code in locale_codes(assets):
        for key, label in read_locale(assets, code, Place(code)).fields.items():
            meaning.setdefault(fold(label), key)
    problems: list[Diagnostic] = []
    found: list[str] = []
    for cell in header:
        known = meaning.get(fold(cell.strip()))
        where = Place(shown, 1, max(1, line.find(cell) + 1), max(1, len(cell)), line[:200])
        if known is None:
            hint = did_you_mean(cell.strip(), [*FIELDS, _NAME])
            if len(header) == 1:
                hint = f"divide the cells by commas, semicolons or tabs; {hint}"
            problems.append(error("unknown-column", f'"{short(cell)}" is no field of a masthead', where, hint))
            continue
        if known in found:
            problems.append(error("duplicate-column", f'"{short(cell)}" is here twice', where))
        found.append(known)
    if problems:
        raise Problems(problems)
    return found


def _fields(columns: list[str], row: list[str]) -> dict[str, str]:
    return {key: cell.strip() for key, cell in zip(columns, row, strict=False) if cell.strip()}


def _named(rows: list[tuple[dict[str, str], Place]]) -> list[Row]:
    """Each row with a name that any file system takes: its own, or that of what it says first, or its number."""
    width, taken, found = len(str(len(rows))), set[str](), []
    for number, (row, where) in enumerate(rows, 1):
        said = row.pop(_NAME, "") or next((row[key] for key in FIELDS if key in row), "")
        base = _UNSAFE.sub("-", said).strip("-.")[:60] or f"{number:0{width}}"
        name, again = base, 2
        while name.casefold() in taken:
            name, again = f"{base}-{again}", again + 1
        taken.add(name.casefold())
        found.append(Row(name, row, where))
    return found
