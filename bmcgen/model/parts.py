"""Blocks whose parts stand apart: in the cells of a table, or each in a place of its own."""

from __future__ import annotations

from bmcgen.model.layout import Layout, Sheet


def parts_of(layout: Layout, name: str) -> tuple[str, ...]:
    """The parts of a block that stand apart."""
    blocks = (block for sheet in layout.sheets for block in sheet.written)
    return tuple(block.part for block in blocks if block.part and block.whole == name)


def has_rest(layout: Layout, name: str) -> bool:
    """Whether there is a place for what belongs to no part of a block."""
    return any(block.name == name for sheet in layout.sheets for block in sheet.written)


def sheet_with(layout: Layout, name: str) -> Sheet:
    """The sheet that a block is written on; the first for any other name."""
    found = (sheet for sheet in layout.sheets if any(block.whole == name for block in sheet.written))
    return next(found, layout.sheets[0])
