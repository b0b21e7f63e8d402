"""Where a layout's file says what stands in an area; asked only when something is wrong there."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from bmcgen.diagnostics import Place, Problems
from bmcgen.resources import SHIPPED
from bmcgen.source.encoding import decode
from bmcgen.source.files import read_file
from bmcgen.source.tree import Mapping, Sequence

_BLOCK = re.compile(r":\s*[|>][-+0-9]*\s*(?:#.*)?$")
"""The end of a line below which a text is written line by line."""


def is_shipped(layout: Place) -> bool:
    """Whether a layout's file is one of the program's own."""
    return Path(layout.file).resolve().is_relative_to(SHIPPED / "layouts")


def row_place(areas: Place, row: int, area: str = "") -> Place:
    """The line of a row of areas, and on it the name of one; where the areas are not written line by line, they."""
    if not _BLOCK.search(areas.text):
        return areas
    lines = decode(Path(areas.file).read_bytes(), areas.file).splitlines()
    written = [number for number in range(areas.line, len(lines)) if lines[number].strip()]
    if row >= len(written):
        return areas
    text = lines[written[row]]
    found = re.search(rf"(?<!\S){re.escape(area)}(?!\S)", text) if area else re.search(r"\S.*\S|\S", text)
    at = found or re.search(r"\S", text)
    assert at
    return replace(areas, line=written[row] + 1, column=at.start() + 1, text=text, length=len(at[0]))


def area_place(layout: Place, area: str) -> Place:
    """The line of a layout's file on which an area is given its block; the file where it cannot be told."""
    try:
        root = read_file(Path(layout.file), layout.file).root
    except Problems:
        return layout
    sheets = root.get("sheets") if isinstance(root, Mapping) else None
    for sheet in (root, *(sheets.items if isinstance(sheets, Sequence) else ())):
        blocks = sheet.get("blocks") if isinstance(sheet, Mapping) else None
        for key, _ in blocks.pairs if isinstance(blocks, Mapping) else ():
            if key.text == area:
                return key.where
    return layout
