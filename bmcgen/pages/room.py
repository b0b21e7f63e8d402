"""What finds no room on a sheet, and who can do something about it: whoever typed a long title, or drew the layout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic, Place, error, short
from bmcgen.geometry import MM
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Block, Layout, Sheet
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.model.plan import Frame, Plan
from bmcgen.resources import SHIPPED

SLACK = 0.5
LONG = 160
"""So many characters in the strips of a sheet are more than it is drawn for."""
LEAST_COLUMN = 100.0
"""The least width and height of the columns of a further sheet."""
Needed = Callable[[Frame], float]
"""The height that a frame cannot do without."""


class _Typed(Struct, frozen=True):
    """Words of the user's that a strip holds, and how messages call them."""

    name: str
    text: Text
    length: int


def lacking(plan: Plan, sheet: Sheet, layout: Layout, manuscript: Manuscript, needed: Needed) -> list[Diagnostic]:
    """A problem for each frame that is too low or too narrow, and one where the rows run off the page."""
    found: list[Diagnostic] = []
    lacks = [(frame, needed(frame)) for frame in plan.frames]
    low = [(frame, high, frame.rect.h) for frame, high in lacks if high > frame.rect.h + SLACK]
    end = plan.height - layout.page.margin
    lowest = max((frame for frame in plan.frames), key=lambda frame: frame.rect.bottom, default=None)
    if lowest and lowest.rect.bottom > end + SLACK:
        high = lowest.rect.bottom - layout.page.margin
        low.append((lowest, high, end - layout.page.margin))
    if low and (typed := _blamed(low, plan, sheet, manuscript, needed)):
        found.append(_too_long(typed, max(high - has for _, high, has in low), layout))
    elif low:
        found += [_too_low(frame, high, has, sheet, layout) for frame, high, has in low]
    narrow = [frame for frame in plan.frames if frame.rect.w < _least_width(frame.block) - SLACK]
    return found + [_too_narrow(frame, sheet, layout) for frame in narrow]


def too_small_columns(plan: Plan, sheet: Sheet, layout: Layout, manuscript: Manuscript) -> Diagnostic | None:
    """A problem where nothing fits into the columns of a further sheet: words in its strips leave them no height, or
    the layout has too many of them.
    """
    first, last = plan.columns[0], plan.columns[-1]
    if first.h >= LEAST_COLUMN and first.w >= LEAST_COLUMN and last.right <= plan.width:
        return None
    if first.h < LEAST_COLUMN and (problem := crowding_out(sheet, layout, manuscript)):
        return problem
    message = "the columns of further sheets are too small"
    if is_shipped(layout):
        message = f"{message} on {layout.page.paper}"
        return error("no-room", message, Place(layout.name), "print on a larger paper with --paper")
    return error("no-room", message, layout.where, "set fewer of them under continuation")


def crowding_out(sheet: Sheet, layout: Layout, manuscript: Manuscript) -> Diagnostic | None:
    """The problem of long words in the strips of a sheet, where what continues on further sheets finds no room."""
    typed = _longest(sheet, manuscript)
    if typed is None:
        return None
    said = f'{typed.name} ("{short(typed.text.text, 40)}") and what is beside it'
    message = f"{said} leave no room on {layout.page.paper} for what continues on {layout.name}"
    return error("no-room", message, typed.text.where, "use fewer words here")


def _longest(sheet: Sheet, manuscript: Manuscript) -> _Typed | None:
    """The longest of the user's words in the strips of a sheet, if these are long."""
    if not is_wordy(sheet, manuscript):
        return None
    typed = [each for block in sheet.strips for each in _typed(block, manuscript)]
    return max(typed, key=lambda each: each.length, default=None)


def _least_width(block: Block) -> float:
    return kind_of(block.kind).least_width(block)


def _blamed(
    low: list[tuple[Frame, float, float]], plan: Plan, sheet: Sheet, manuscript: Manuscript, needed: Needed
) -> _Typed | None:
    """The longest of the user's words in strips, if these are long, or take the room that is missing."""
    strips = [frame for frame in plan.frames if frame.block.role == "strip"]
    lack = max(high - has for _, high, has in low)
    grown = sum(max(0.0, needed(frame) - _track_least(frame, sheet)) for frame in strips)
    typed = [each for frame in strips for each in _typed(frame.block, manuscript)]
    if sum(each.length for each in typed) < LONG and grown + SLACK < lack:
        return None
    return max(typed, key=lambda each: each.length, default=None)


def _track_least(frame: Frame, sheet: Sheet) -> float:
    rows = [number for number, row in enumerate(sheet.grid.areas) if frame.area in row]
    return sum(sheet.grid.rows[number].least for number in rows)


def is_wordy(sheet: Sheet, manuscript: Manuscript) -> bool:
    """Whether the strips of a sheet print more than it is drawn for."""
    return sum(each.length for block in sheet.strips for each in _typed(block, manuscript)) >= LONG


def _typed(block: Block, manuscript: Manuscript) -> list[_Typed]:
    """What of the user's a strip prints."""
    named = {field.name: field for field in manuscript.fields}
    values = [(each.name, named[each.name].value) for each in block.fields]
    found = [_Typed(*each) for each in kind_of(block.kind).typed(block, manuscript)]
    return found + [_Typed(name, value, len(value.text)) for name, value in values if value]


def _too_long(typed: _Typed, lack: float, layout: Layout) -> Diagnostic:
    page = layout.page
    more = f"{max(1, -int(-lack * page.scale // MM))} mm more than {page.paper} has room for"
    message = f'{typed.name} ("{short(typed.text.text, 40)}") and what is beside it need {more} on {layout.name}'
    # On a larger paper all of it is larger, unless this one is too small for the layout to shrink any further.
    larger = ", or print on a larger paper with --paper" if page.scale < 1 else ""
    return error("no-room", message, typed.text.where, f"use fewer words here{larger}")


def _too_low(frame: Frame, high: float, has: float, sheet: Sheet, layout: Layout) -> Diagnostic:
    scale = layout.page.scale / MM
    needs, given = differing(high * scale, has * scale)
    if is_shipped(layout):
        message = f'"{frame.area}" of {layout.name} needs {needs} mm and has {given} mm on {layout.page.paper}'
        return error("no-room", message, Place(layout.name), "print on a larger paper with --paper")
    message = f'"{frame.area}" needs {needs} mm and its row has {given} mm'
    hint = f"make the row higher, such as minmax({-int(-high // MM)} mm, 1fr), or the rows beside it lower"
    return error("no-room", message, sheet.grid.rows_at or layout.where, hint)


def _too_narrow(frame: Frame, sheet: Sheet, layout: Layout) -> Diagnostic:
    scale, least = layout.page.scale / MM, _least_width(frame.block)
    needs, given = differing(least * scale, frame.rect.w * scale)
    if is_shipped(layout):
        message = (
            f'"{frame.area}" of {layout.name} needs a width of {needs} mm and has {given} mm on {layout.page.paper}'
        )
        return error("no-room", message, Place(layout.name), "print on a larger paper with --paper")
    message = f'"{frame.area}" needs a width of {needs} mm and its columns have {given} mm'
    hint = f"make its columns at least {-int(-least // MM)} mm wide"
    return error("no-room", message, sheet.grid.columns_at or layout.where, hint)


def is_shipped(layout: Layout) -> bool:
    """Whether a layout came with the program: nobody is told to change that."""
    return Path(layout.where.file).is_relative_to(SHIPPED / "layouts")


def differing(one: float, other: float) -> tuple[str, str]:
    """Two lengths in as few figures as tell them apart."""
    for digits in range(4):
        said = f"{one:.{digits}f}", f"{other:.{digits}f}"
        if said[0] != said[1]:
            break
    return said
