"""Which marks of a page in the making show what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from msgspec.structs import replace

from bmcgen.diagnostics import Place
from bmcgen.drawing.builder import Builder
from bmcgen.geometry import Rect
from bmcgen.model.page import Mark
from bmcgen.model.regions import Region, RegionKind, TextBox


def shows(
    page: Builder,
    kind: RegionKind,
    name: str,
    rect: Rect,
    first: int,
    where: Place | None = None,
    box: TextBox | None = None,
    room: Rect | None = None,
) -> None:
    """Says what the marks from the `first` on show, and where it stands."""
    page.regions.append(Region(kind, name, rect, first, len(page.marks), where, box, room))


def put_below(page: Builder, first: int, marks: Sequence[Mark]) -> None:
    """Puts marks before the `first`, so that all from this on cover them."""
    page.marks[first:first] = marks
    if count := len(marks):
        page.regions = [
            replace(each, first=each.first + count, last=each.last + count) if each.first >= first else each
            for each in page.regions
        ]


def take_out(page: Builder, gone: Callable[[Mark], bool]) -> None:
    """Takes marks off the page again."""
    kept = [not gone(mark) for mark in page.marks]
    before = [0, *accumulate(kept)]
    page.marks[:] = [mark for mark, stays in zip(page.marks, kept, strict=True) if stays]
    page.regions = [replace(each, first=before[each.first], last=before[each.last]) for each in page.regions]
