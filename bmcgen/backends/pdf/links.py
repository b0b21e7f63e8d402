"""Where links, figures and fields of a page lie."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.model.page import Line, Mark, Page, Rule
from bmcgen.pages.structure.reading import Part

Box = tuple[float, float, float, float]


def links_of(page: Page, around: float) -> list[tuple[int, Box]]:
    """Each element that is a link, and the box of all that it holds, in the coordinates of a file: from the lower left
    of a sheet that has so much `around` the trim.
    """
    found = []
    for index, element in enumerate(page.elements):
        if element.href:
            boxes = [box_of(mark) for mark in page.marks if _is_in(page, mark.element, index)]
            if boxes:
                lefts, tops, rights, bottoms = zip(*boxes, strict=True)
                low, high = page.height - max(bottoms) + around, page.height - min(tops) + around
                found.append((index, (min(lefts) + around, low, max(rights) + around, high)))
    return found


def _is_in(page: Page, element: int | None, link: int) -> bool:
    while element is not None and element != link:
        element = page.elements[element].parent
    return element == link


def box_of(mark: Mark) -> Box:
    """Left, top, right and bottom, from the upper left of the trim."""
    if isinstance(mark, Line):
        return mark.x, mark.y - mark.size, mark.x + mark.width, mark.y + 0.3 * mark.size
    if isinstance(mark, Rule):
        return min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)
    return mark.rect.x, mark.rect.y, mark.rect.right, mark.rect.bottom


_BOXED = ("Figure", "Form", "Table")


def boxes_of(page: Page, parts: Sequence[Part], places: Sequence[int]) -> dict[int, Box]:
    """The box of each figure, field and table, by the number of its part: of all that it holds, from the upper left of
    the trim.
    """
    inside = [-1] * len(parts)
    for number, part in enumerate(parts):
        above = -1 if part.parent is None else inside[part.parent]
        inside[number] = number if part.role in _BOXED else above
    found: dict[int, Box] = {}

    def put(part: int, box: Box) -> None:
        while part >= 0:
            found[part] = _around(found[part], box) if part in found else box
            above = parts[part].parent
            part = -1 if above is None else inside[above]

    if max(inside, default=-1) < 0:
        return found
    for mark in page.marks:
        if mark.element is not None and (place := places[mark.element]) >= 0 and inside[place] >= 0:
            put(inside[place], box_of(mark))
    for field in page.fields:
        if field.element is not None and (place := places[field.element]) >= 0 and inside[place] >= 0:
            rect = field.rect
            put(inside[place], (rect.x, rect.y, rect.right, rect.bottom))
    return found


def _around(one: Box, other: Box) -> Box:
    """The box around two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
