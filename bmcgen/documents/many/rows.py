"""A list of teams or people as a CSV file: a sheet for each row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import readable
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.data.fields import own_names
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, notice, short
from bmcgen.documents.output.naming import safe
from bmcgen.kinds import kind_of
from bmcgen.model.content import FIELDS
from bmcgen.source.encoding import EXCEL, guess
from bmcgen.source.files import MAX_BYTES
from bmcgen.source.names import fold

MOST_ROWS = 10_000
DELIMITERS = ",;\t"
_NAME = "name"
_SEP = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)
"""What Excel puts above the header to say what divides the cells."""


class Row(NamedTuple):
    """A name for the row's file, the fields of each layout's masthead, and where each of them stands."""

    name: str
    fields: dict[str, dict[str, str]]
    places: dict[str, dict[str, Place]]


class Rows(Struct, frozen=True):
    """The rows of a list, and what is to be said about it."""

    rows: tuple[Row, ...]
    said: tuple[Diagnostic, ...]


class _Cell(NamedTuple):
    text: str
    where: Place


def read_rows(path: Path, assets: Assets, layouts: Iterable[str], *, ignore: bool = False) -> Rows:
    """The rows of a list for these layouts. A column is called by a field's key, or by what any sheet calls it in any
    language; `name`, if there is such a column, gives the files their names. `ignore` leaves out columns that are
    neither. `Problems` with everything wrong.
    """
    shown = str(path)
    text, said = _text(path, shown)
    lines = text.splitlines()
    first = 0
    delimiter = None
    if lines and (match := _SEP.fullmatch(lines[0].strip(" \ufeff"))):
        delimiter, first = match[1], 1
    if len(lines) <= first or not lines[first].strip():
        columns = f"columns: {', '.join((_NAME, *FIELDS))}"
        raise Problems([error("empty-list", f"{shown} has no header row", Place(shown), columns)])
    delimiter = delimiter or _delimiter(lines[first])
    rows = _split(text, delimiter, shown, lines, first)
    names = [*dict.fromkeys(layouts)]
    meanings = {layout: _meaning(assets, layout) for layout in names}
    header = next(rows)
    columns_of, ignored = _columns(header, meanings, len(header) == 1, ignore)
    body = [row for row in rows if any(cell.text.strip() for cell in row)]
    if not body:
        raise Problems([error("empty-list", f"{shown} has no rows below its header", Place(shown, first + 1, 1))])
    if len(body) > MOST_ROWS:
        message = f"{len(body)} rows; a list may have at most {MOST_ROWS}"
        raise Problems([error("too-many-rows", message, Place(shown), "split it into several lists")])
    nameless = [number for number, cell in enumerate(header) if not cell.text.strip()]
    lost = [(number, row[number]) for number in nameless for row in body if _said(row, number)]
    if lost and not ignore:
        raise Problems(
            error("unknown-column", f"column {number + 1} has no heading, but there is text in it here", cell.where)
            for number, cell in lost
        )
    problems = [
        error(
            "wrong-row",
            f"{len(row)} cells here, but {len(header)} in the header",
            row[len(header)].where,
            f"put a cell that holds {_called(delimiter)} between quotation marks",
        )
        for row in body
        if any(cell.text.strip() for cell in row[len(header) :])
    ]
    if problems:
        raise Problems(problems)
    names_of = [cell.text.strip() for cell in ignored] + [f"number {number + 1}" for number, _ in lost]
    if names_of:
        message = f"these columns are ignored: {', '.join(dict.fromkeys(names_of))}"
        said = (*said, notice("ignored-column", message, ignored[0].where if ignored else lost[0][1].where))
    return Rows(tuple(_named(body, columns_of, len(body))), said)


def _said(row: list[_Cell], number: int) -> bool:
    return number < len(row) and bool(row[number].text.strip())


def _text(path: Path, shown: str) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        if not path.is_file():
            raise Problems([error("no-such-file", f"{shown}: no such file", Place(shown))])
        if path.stat().st_size > 5 * MAX_BYTES:
            raise Problems([error("too-large", f"{shown} has more than {5 * MAX_BYTES // 1_000_000} MB", Place(shown))])
        data = path.read_bytes()
    except OSError as exc:
        raise Problems([error("unreadable", f"cannot read {shown}: {exc.strerror or exc}", Place(shown))]) from None
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        hint = 'save it as CSV; in Excel: Save As, "CSV UTF-8 (Comma delimited)"'
        raise Problems([error("not-text", f"{shown} is a workbook, not a CSV file", Place(shown), hint)])
    return guess(data, shown, EXCEL)


def _split(text: str, delimiter: str, shown: str, lines: list[str], first: int) -> Iterator[list[_Cell]]:
    """The rows from a line on, each cell with its place."""
    rest = io.StringIO(text, newline="")
    for _ in range(first):
        rest.readline()
    rows = csv.reader(rest, delimiter=delimiter, strict=True)
    number = first + 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as exc:
            hint = "double a quotation mark inside quotation marks"
            line = lines[number - 1] if number <= len(lines) else ""
            where = Place(shown, number, 1, 1, line[:200])
            raise Problems([error("bad-list", f"this row cannot be read: {exc}", where, hint)]) from None
        end = first + rows.line_num
        starts = _starts(lines[number - 1 : end], delimiter, number)
        yield [
            _Cell(cell, _place(shown, lines, at, cell))
            for cell, at in zip(row, [*starts, *[starts[-1]] * len(row)], strict=False)
        ]
        number = end + 1


def _starts(lines: list[str], delimiter: str, first: int) -> list[tuple[int, int]]:
    """The line and the column at which each cell of a row begins; a quoted cell may go on for lines."""
    found, quoted, fresh = [(first, 1)], False, True
    for number, line in enumerate(lines, first):
        for column, sign in enumerate(line, 1):
            if sign == '"' and (quoted or fresh):
                quoted = not quoted
            elif sign == delimiter and not quoted:
                found.append((number, column + 1))
                fresh = True
                continue
            fresh = False
    return found


def _place(shown: str, lines: list[str], at: tuple[int, int], cell: str) -> Place:
    line, column = at
    text = lines[line - 1] if line <= len(lines) else ""
    marked = text[column - 1 : column] == '"'
    length = max(1, min(len(cell.split("\n", maxsplit=1)[0]), len(text) - column + 1))
    return Place(shown, line, column + marked, length, text)


def _delimiter(header: str) -> str:
    """The sign that divides the header most often, outside of quotation marks: comma, semicolon or tab."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=bare.count)


def _called(delimiter: str) -> str:
    return {",": "a comma", ";": "a semicolon", "\t": "a tab"}.get(delimiter, f'"{delimiter}"')


def _meaning(assets: Assets, name: str) -> dict[str, str]:
    """What the names of columns mean for a layout: the keys of fields, then what its sheets call them in any language,
    then what other sheets do.
    """
    meaning = {fold(key): key for key in FIELDS}
    layout = read_layout(assets, name, Place(name))
    parts = [layout, *(read_layout(assets, part, layout.where) for part in layout.parts)]
    for part in parts:
        for label, key in own_names(assets, part).items():
            meaning.setdefault(label, key)
        titles = [block.name for block in part.blocks if kind_of(block.kind).names_title]
        for words in read_canvases(assets, part).values():
            for key, label in words.fields.items():
                meaning.setdefault(fold(label), key)
            # Some sheets have no title but a name, which is a title all the same.
            for title in titles if part is layout else ():
                if title in words.blocks:
                    meaning.setdefault(fold(words.blocks[title].title), "title")
    for general in readable(assets).values():
        for key, label in general.fields.items():
            meaning.setdefault(fold(label), key)
    return meaning


Columns = dict[str, dict[str, int]]
"""For each layout in which column each field stands; the column of names is under no layout."""


def _columns(
    header: list[_Cell], meanings: dict[str, dict[str, str]], alone: bool, ignore: bool
) -> tuple[Columns, list[_Cell]]:
    problems: list[Diagnostic] = []
    found: Columns = {layout: {} for layout in (*meanings, "")}
    ignored: list[_Cell] = []
    for number, cell in enumerate(header):
        name = fold(cell.text.strip())
        known = {layout: meaning[name] for layout, meaning in meanings.items() if name in meaning}
        if name == _NAME:
            known[""] = _NAME
        twice = [layout for layout, key in known.items() if key in found[layout]]
        if twice:
            other = header[found[twice[0]][known[twice[0]]]].text.strip()
            message = f'"{short(cell.text.strip())}" appears twice'
            hint = f'"{short(other)}" means the same' if fold(other) != name else ""
            problems.append(error("duplicate-column", message, cell.where, hint))
        elif known:
            for layout, key in known.items():
                found[layout][key] = number
        elif ignore or not name:
            ignored += [cell] if name else []
        else:
            hint = did_you_mean(cell.text.strip(), [_NAME, *FIELDS])
            if alone:
                hint = f"separate the cells with commas, semicolons or tabs; {hint}"
            hint += "; --ignore-columns ignores columns that no sheet has"
            problems.append(
                error(
                    "unknown-column", f'"{short(cell.text.strip())}" is not a field of the masthead', cell.where, hint
                )
            )
    if problems:
        raise Problems(problems)
    return found, ignored


def _named(body: list[list[_Cell]], columns: Columns, total: int) -> Iterator[Row]:
    """Each row with a name that any file system takes: its own, or that of what it says first, or its number."""
    width, taken = len(str(total)), set[str]()
    own = columns[""].get(_NAME)
    for number, row in enumerate(body, 1):
        fields: dict[str, dict[str, str]] = {}
        places: dict[str, dict[str, Place]] = {}
        said = row[own].text.strip() if own is not None and _said(row, own) else ""
        for layout, where in columns.items():
            cells = {key: row[at] for key, at in where.items() if layout and _said(row, at)}
            ordered = dict.fromkeys((*(key for key in FIELDS if key in cells), *cells))
            fields[layout] = {key: cells[key].text.strip() for key in ordered}
            places[layout] = {key: cell.where for key, cell in cells.items()}
            said = said or next(iter(fields[layout].values()), "")
        base = safe(said) or f"{number:0{width}}"
        name, again = base, 2
        while name.casefold() in taken:
            name, again = f"{base}-{again}", again + 1
        taken.add(name.casefold())
        yield Row(name, fields, places)
