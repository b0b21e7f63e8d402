"""Where a sheet is cut into parts: only what is drawn on it, and where that hurts least."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Line, Mark, Page, Panel, Rule

CROSS = 2.5 * MM
"""Half the length of a cross."""
TICK = 3 * CROSS
APART = 4 * CROSS
"""The least between two crosses on a seam."""
SAFE = 1.0
"""Between what is drawn and the edge of the parts."""
STEP = 1.5
"""How closely the best place for a seam is looked for."""
CLEAR = 1.5
"""Between words and a seam, or a cross."""
ABOVE, BELOW = 0.8, 0.25
"""How far letters reach above and below their line, in their size."""
HEADING, WORDS = 60.0, 4.0
"""What it costs to cut a heading, and a line of ordinary words."""
OFF_CENTRE = 0.01
"""What it costs for each point that a seam is away from where parts would be alike."""
_HEADINGS = ("H1", "H2", "H3", "H4")
Span = tuple[float, float, float]
"""Where something begins and ends, and what it costs to cut it."""
Ends = tuple[float, float, float, float]


def drawn(page: Page) -> Rect:
    """The part of a page that anything is drawn on."""
    rects = [extent(mark) for mark in page.marks]
    left, top = min(rect.x for rect in rects) - SAFE, min(rect.y for rect in rects) - SAFE
    right, bottom = max(rect.right for rect in rects) + SAFE, max(rect.bottom for rect in rects) + SAFE
    left, top = max(left, 0.0), max(top, 0.0)
    return Rect(left, top, min(right, page.width) - left, min(bottom, page.height) - top)


def extent(mark: Mark) -> Rect:
    """The rectangle that a mark takes."""
    if isinstance(mark, Line):
        return Rect(mark.x, mark.y - ABOVE * mark.size, mark.width, (ABOVE + BELOW) * mark.size)
    if isinstance(mark, Rule):
        half = mark.width / 2
        left, top = min(mark.x1, mark.x2) - half, min(mark.y1, mark.y2) - half
        return Rect(left, top, abs(mark.x2 - mark.x1) + mark.width, abs(mark.y2 - mark.y1) + mark.width)
    return mark.rect


def kept_whole(page: Page) -> Iterator[tuple[Rect, float]]:
    """What a seam had better not cut: words, and pictures and pictograms, each with what it costs."""
    for mark in page.marks:
        if isinstance(mark, Panel | Rule):
            continue
        heading = mark.element is not None and page.elements[mark.element].role in _HEADINGS
        yield extent(mark), HEADING if heading else WORDS


def count_of(length: float, room: float, overlap: float) -> int:
    """How many rooms a length takes."""
    return max(1, math.ceil((length - overlap) / (room - overlap) - 0.0001))


def reach(overlap: float) -> tuple[float, float]:
    """How far a part goes on beyond the seam at its end, so that a cross on it is whole, and how far before the one at
    its beginning, where it is glued on.
    """
    ahead = min(CROSS, overlap / 2)
    return ahead, overlap - ahead


def seams(start: float, end: float, room: float, overlap: float, spans: Sequence[Span]) -> tuple[float, ...]:
    """Where to cut a length so that it takes as few rooms as it can, at the places that cost least."""
    count = count_of(end - start, room, overlap)
    (ahead, back), most, part = reach(overlap), room - overlap, (end - start) / count
    ways: list[tuple[float, float, tuple[float, ...]]] = [(0.0, start, ())]
    for number in range(1, count):
        low = max(end - room + back - (count - 1 - number) * most, start)
        high = start + room - ahead + (number - 1) * most
        found = []
        for place in _places(low, min(high, end)):
            before = [way for way in ways if number == 1 or way[1] < place <= way[1] + most + 0.01]
            if before:
                paid, _, placed = min(before)
                off = OFF_CENTRE * abs(place - start - number * part)
                found.append((paid + off + _cost(place, spans), place, (*placed, place)))
        ways = found
    return min(ways)[2]


def _places(low: float, high: float) -> list[float]:
    count = max(1, int((high - low) / STEP))
    return [low + (high - low) * number / count for number in range(count + 1)]


def _cost(place: float, spans: Sequence[Span]) -> float:
    return sum(cost for start, end, cost in spans if start - CLEAR < place < end + CLEAR)


def free(x: float, y: float, wide: float, high: float, whole: Sequence[Rect]) -> bool:
    """Whether a mark of that size around a place touches nothing that is to be kept whole."""
    left, right, top, bottom = x - wide - CLEAR, x + wide + CLEAR, y - high - CLEAR, y + high + CLEAR
    return not any(rect.x < right and left < rect.right and rect.y < bottom and top < rect.bottom for rect in whole)


def crosses_on(ends: Ends, whole: Sequence[Rect]) -> Iterator[tuple[float, float]]:
    """The places of two crosses on a seam between two corners: each as near to one of these as words leave room for it,
    and well apart.
    """
    x1, y1, x2, y2 = ends
    length, level = max(x2 - x1, y2 - y1), x2 > x1
    taken: list[float] = []
    for corner, sign in ((0.0, 1), (length, -1)):
        for step in range(int(length / STEP) + 1):
            gone = corner + sign * step * STEP
            at = (x1 + gone, y1) if level else (x1, y1 + gone)
            if all(abs(gone - other) >= APART for other in taken) and free(*at, CROSS, CROSS, whole):
                taken.append(gone)
                yield at
                break
