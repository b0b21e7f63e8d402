"""Where the links of a page lie."""

from __future__ import annotations

from bmcgen.model.page import Line, Mark, Page, Rule

Box = tuple[float, float, float, float]


def links_of(page: Page, around: float) -> list[tuple[int, Box]]:
    """Each element that is a link, and the box of all that it holds, in the coordinates of a file: from the lower left
    of a sheet that has so much `around` the trim.
    """
    found = []
    for index, element in enumerate(page.elements):
        if element.href:
            boxes = [_box(mark) for mark in page.marks if _is_in(page, mark.element, index)]
            if boxes:
                lefts, tops, rights, bottoms = zip(*boxes, strict=True)
                low, high = page.height - max(bottoms) + around, page.height - min(tops) + around
                found.append((index, (min(lefts) + around, low, max(rights) + around, high)))
    return found


def _is_in(page: Page, element: int | None, link: int) -> bool:
    while element is not None and element != link:
        element = page.elements[element].parent
    return element == link


def _box(mark: Mark) -> Box:
    """Left, top, right and bottom, from the upper left of the trim."""
    if isinstance(mark, Line):
        return mark.x, mark.y - mark.size, mark.x + mark.width, mark.y + 0.3 * mark.size
    if isinstance(mark, Rule):
        return min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)
    return mark.rect.x, mark.rect.y, mark.rect.right, mark.rect.bottom
