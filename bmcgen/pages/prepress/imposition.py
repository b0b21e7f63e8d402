"""Several pages on a sheet of paper, beside and under one another, with ticks where it is to be cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from bmcgen.drawing.builder import Ink
from bmcgen.drawing.placing import placed
from bmcgen.geometry import MM
from bmcgen.model.layout import Imposition
from bmcgen.model.page import Element, Mark, Page, Rule

Leaf = tuple[Page, Page | None]
"""The front and the back of a sheet, or of a part of one."""
TICK = 4 * MM
TICK_RULE = 0.35


def in_leaves(pages: Sequence[Page], fronts: Sequence[int]) -> list[Leaf]:
    """Pages as leaves printed on both sides; each of `fronts` is a page that stands on a front. What takes an odd
    number of pages leaves its last back empty.
    """
    ends = [*fronts[1:], len(pages)]
    runs = [pages[start:end] for start, end in zip(fronts, ends, strict=True)]
    return [(run[at], run[at + 1] if at + 1 < len(run) else None) for run in runs for at in range(0, len(run), 2)]


def in_order(leaves: Sequence[Leaf]) -> tuple[Page, ...]:
    """The pages of leaves that have their sheets to themselves, with an empty back where another leaf follows."""
    pages = [
        page or replace(front, title="", marks=(), elements=()) for front, back in leaves for page in (front, back)
    ]
    return tuple(pages if not leaves or leaves[-1][1] else pages[:-1])


def imposed(pages: Sequence[Page | None], imposition: Imposition, ink: Ink) -> tuple[Page, ...]:
    """The sheets of paper, filled row by row; a page stands in the middle of its place."""
    many = imposition.across * imposition.down
    groups = [pages[start : start + many] for start in range(0, len(pages), many)]
    return tuple(_sheet(group, imposition, ink) for group in groups)


def both_sides(leaves: Sequence[Leaf], imposition: Imposition, ink: Ink, duplex: str) -> tuple[Page, ...]:
    """The sheets of paper, each followed by its back, on which pages stand where they meet their fronts when the
    printer turns the sheet over its `long` or its `short` edge.
    """
    many = imposition.across * imposition.down
    sideways = (duplex == "long") == (imposition.height >= imposition.width)
    found: list[Page] = []
    for start in range(0, len(leaves), many):
        group = leaves[start : start + many]
        backs = [*(back for _, back in group), *[None] * (many - len(group))]
        rows = [backs[first : first + imposition.across] for first in range(0, many, imposition.across)]
        rows = [row[::-1] for row in rows] if sideways else rows[::-1]
        found.append(_sheet([front for front, _ in group], imposition, ink))
        found.append(_sheet([page for row in rows for page in row], imposition, ink))
    return tuple(found)


def side_by_side(one: Sequence[Page], other: Sequence[Page], sheet: Imposition) -> tuple[Page, ...]:
    """The pages of two documents beside one another, the first of one beside the first of the other."""
    return tuple(_together(pair, sheet) for pair in zip_longest(one, other))


def _sheet(pages: Sequence[Page | None], imposition: Imposition, ink: Ink) -> Page:
    whole = _together(pages, imposition)
    return replace(whole, marks=(*whole.marks, *_ticks(imposition, ink)))


def _together(pages: Sequence[Page | None], imposition: Imposition) -> Page:
    """Pages in their places on a sheet, of which some may stay empty."""
    wide, high = imposition.width / imposition.across, imposition.height / imposition.down
    marks: list[Mark] = []
    elements: list[Element] = []
    for number, page in enumerate(pages):
        if page is None:
            continue
        x = number % imposition.across * wide + (wide - page.width) / 2
        y = number // imposition.across * high + (high - page.height) / 2
        first = len(elements)
        for mark in page.marks:
            element = None if mark.element is None else mark.element + first
            marks.append(placed(mark, element, x=x, y=y))
        elements += [
            element if element.parent is None else replace(element, parent=element.parent + first)
            for element in page.elements
        ]
    titles = [page.title for page in pages if page]
    title = " – ".join(dict.fromkeys((titles[0], titles[-1]))) if titles else ""
    return Page(imposition.width, imposition.height, title, tuple(marks), tuple(elements))


def _ticks(imposition: Imposition, ink: Ink) -> list[Rule]:
    """Short lines at the edges of the paper and where cuts cross, on the lines between the pages."""
    colour = ink.colour("hairline")
    width, height = imposition.width, imposition.height
    xs = [number * width / imposition.across for number in range(1, imposition.across)]
    ys = [number * height / imposition.down for number in range(1, imposition.down)]
    found = []
    for x in xs:
        for top, bottom in _stretches(height, ys):
            found.append(Rule(x, top, x, bottom, TICK_RULE, colour))
    for y in ys:
        for left, right in _stretches(width, xs):
            found.append(Rule(left, y, right, y, TICK_RULE, colour))
    return found


def _stretches(length: float, crossings: Sequence[float]) -> list[tuple[float, float]]:
    """Where a cutting line is drawn: at both ends of it, and where others cross it."""
    return [(0.0, TICK), *((at - TICK / 2, at + TICK / 2) for at in crossings), (length - TICK, length)]
