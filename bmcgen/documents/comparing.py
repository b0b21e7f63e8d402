"""Two data files compared on one sheet: whether they can be, and the sheet that lists what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.data.comparing import compared
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.documents.selection import layout_for
from bmcgen.documents.typesetting import Asked
from bmcgen.geometry import MM
from bmcgen.kinds import kind_of
from bmcgen.model.content import Content
from bmcgen.model.layout import Block, Grid, Layout, Sheet, Track

KIND = "changes"
SIZE = 14.0
"""The largest type of the table on A3."""
HELD, LARGER = 0.9, 1.3
"""On smaller paper, which is held in the hand, it shrinks less than the sheet; so much at the most."""
HEAD, FOOT = Track(14 * MM, 90 * MM), Track(7 * MM, 100 * MM)


Loaded = Callable[[], list[Content]]


def comparison(before: Loaded, after: Loaded, assets: Assets, asked: Asked) -> tuple[Content, Layout]:
    """Two data files as one content, and its layout with a sheet of what changed. `Problems` with everything that is
    wrong in either, or where they cannot be compared.
    """
    found: list[list[Content]] = []
    problems: list[Diagnostic] = []
    for each in (before, after):
        try:
            found.append(each())
        except Problems as exc:
            problems += exc.diagnostics
    if problems:
        raise Problems(list(dict.fromkeys(problems)))
    check_contents(*found)
    one, other = found[0][0], found[1][0]
    layout = layout_for(other, assets, asked.layout, asked.paper)
    if not is_comparable(layout):
        have = ", ".join(name for name in assets.names("layouts") if _can_be(assets, name))
        message = f"{layout.name} has no notes of its own to compare"
        raise Problems([error("wrong-layout", message, other.where, f"these have: {have}")])
    return both(one, other, layout)


def check_contents(before: Sequence[Content], after: Sequence[Content]) -> None:
    """`Problems` for what are not two canvases of one layout."""
    problems: list[Diagnostic] = []
    for contents in (before, after):
        if len(contents) > 1:
            hint = "give each sheet a file of its own"
            message = f"two sheets are compared, and this file has {len(contents)}"
            problems.append(error("several-sheets", message, contents[0].where, hint))
        if contents[0].blank:
            problems.append(error("no-data", "a blank sheet has nothing to compare", contents[0].where))
    one, other = before[0], after[0]
    if one.layout != other.layout:
        message = f"{other.layout} cannot be compared with {one.layout}"
        problems.append(error("wrong-layout", message, other.where, "compare two files of one layout"))
    if one.manner.markup != other.manner.markup:
        message = "one file has markup in its notes, the other has not"
        hint = "write markup: light in both, or in neither"
        problems.append(error("unlike-markup", message, other.where, hint))
    if problems:
        raise Problems(problems)


def is_comparable(layout: Layout) -> bool:
    """Whether all that is written on a layout are notes, on sheets of their own."""
    written = layout.written
    return bool(written) and not layout.imposition and all(block.kind == "notes" for block in written)


def _can_be(assets: Assets, name: str) -> bool:
    """Whether files of a layout can be compared; what is wrong with it is told where it is asked for."""
    with suppress(Problems):
        return is_comparable(read_layout(assets, name, Place(name)))
    return False


def both(before: Content, after: Content, layout: Layout) -> tuple[Content, Layout]:
    """Two contents as one, and the layout with a sheet of what changed behind its own."""
    content = compared(before, after, {block.name: block.accent for block in layout.written})
    if any(block.kind == KIND for block in layout.blocks):
        return content, layout
    return content, replace(layout, sheets=(*layout.sheets, _sheet(layout)))


def _sheet(layout: Layout) -> Sheet:
    """The sheet of changes: the strips of the canvas, each in a row, and the table between them."""
    like = layout.sheets[0]
    strips = [block for block in like.strips if not kind_of(block.kind).for_room]
    above = [block for block in strips if not kind_of(block.kind).at_foot]
    below = [block for block in strips if kind_of(block.kind).at_foot]
    size = SIZE * min(LARGER, max(1.0, HELD / layout.page.scale))
    table = Block(kind=KIND, role=kind_of(KIND).role, area=KIND, size=size)
    held = [*above, table, *below]
    rows = (*[HEAD] * len(above), Track(0.0, float("inf"), 1.0), *[FOOT] * len(below))
    # The table stands on the columns of the canvas, for strips are set by these.
    areas = tuple((block.area,) * len(like.grid.columns) for block in held)
    made = Grid(like.grid.columns, rows, areas, max(like.grid.row_gutter, 4 * MM), like.grid.column_gutter)
    return Sheet(made, {block.area: block for block in held}, turned=like.turned)
