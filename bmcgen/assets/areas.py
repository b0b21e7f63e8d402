"""Where a layout's file says what stands in an area; asked only when something is wrong there."""

from __future__ import annotations

from pathlib import Path

from bmcgen.diagnostics import Place, Problems
from bmcgen.resources import SHIPPED
from bmcgen.source.files import read_file
from bmcgen.source.tree import Mapping, Sequence


def is_shipped(layout: Place) -> bool:
    """Whether a layout's file is one of the program's own."""
    return Path(layout.file).resolve().is_relative_to(SHIPPED / "layouts")


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
