"""Boxes of the marks of a page, and which of them meet: numbers only, and one pass from the top."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bmcgen.model.page import Line, Page, Rule
from bmcgen.proof.extents import Extent, ordinary
from bmcgen.text.fonts import Faces

TOUCH = 0.06
"""Boxes may reach into one another by so much of an em: glyphs end in points, not in lines."""
NEAR = 1.0
"""Points by which a mark may pass an edge: the width of a rule, and rounding."""

Box = tuple[float, float, float, float, int]
"""Top, bottom, left and right in points, and the number of the mark (or frame) among those of its page."""
Pair = tuple[int, int]


class Boxes:
    """The boxes of a page: of its lines from the top down, a little smaller than their letters reach, and of all else;
    `reach` keeps how far the letters of a face do.
    """

    def __init__(self, page: Page, faces: Faces, reach: dict[str, Extent]) -> None:
        lines: list[Box] = []
        shapes: list[Box] = []
        for number, mark in enumerate(page.marks):
            if isinstance(mark, Line):
                face = mark.runs[0].face
                if face not in reach:
                    reach[face] = ordinary(faces, face)
                above, below = reach[face]
                size, x, y = mark.size, mark.x, mark.y
                slack = TOUCH * size
                top, bottom = y - above * size + slack, y - below * size - slack
                lines.append((top, bottom, x + slack, x + mark.width - slack, number))
            elif isinstance(mark, Rule):
                half = mark.width / 2
                x1, x2, y1, y2 = mark.x1, mark.x2, mark.y1, mark.y2
                if x1 > x2:
                    x1, x2 = x2, x1
                if y1 > y2:
                    y1, y2 = y2, y1
                # A row of dots has no more ink than a rule of their width.
                shapes.append((y1 - half, y2 + half, x1 - half, x2 + half, number))
            else:
                rect = mark.rect
                shapes.append((rect.y, rect.y + rect.h, rect.x, rect.x + rect.w, number))
        lines.sort()
        self.lines, self.shapes = lines, shapes
        self.tallest = max([box[1] - box[0] for box in lines], default=0.0)
        self._tops = [box[0] for box in lines]

    def lines_on_lines(self) -> list[Pair]:
        """Lines whose boxes lie over one another."""
        found = []
        lines = self.lines
        for number, (_, bottom, left, right, one) in enumerate(lines, 1):
            for top, _, start, end, other in lines[number : bisect_left(self._tops, bottom, number)]:
                if start < right and left < end and top < bottom:
                    found.append((one, other))
        return found

    def lines_on_shapes(self) -> list[Pair]:
        """Lines that meet a shape, unless they stand wholly on it and were drawn after it."""
        return self._meeting(self.shapes, painted=True)

    def lines_across(self, frames: Sequence[Box]) -> list[Pair]:
        """Lines that stand partly in a frame, with the frame's number."""
        return self._meeting(frames, painted=False)

    def _meeting(self, shapes: Sequence[Box], *, painted: bool) -> list[Pair]:
        found = []
        lines, tops, tallest = self.lines, self._tops, self.tallest
        for top, bottom, left, right, other in shapes:
            first = bisect_left(tops, top - tallest)
            for high, low, start, end, one in lines[first : bisect_left(tops, bottom, first)]:
                if start >= right or left >= end or low <= top:
                    continue
                inside = start >= left - NEAR and end <= right + NEAR and high >= top - NEAR and low <= bottom + NEAR
                if not inside or (painted and other > one):
                    found.append((one, other))
        return found

    def beyond(self, width: float, height: float, margin: float) -> list[int]:
        """Lines that do not keep clear of the edges of the page."""
        lines = self.lines
        if not lines:
            return []
        least, wide, high = margin - NEAR, width - margin + NEAR, height - margin + NEAR
        if (
            lines[0][0] >= least
            and min([box[2] for box in lines]) >= least
            and max([box[3] for box in lines]) <= wide
            and max([box[1] for box in lines]) <= high
        ):
            return []
        return [
            number
            for top, bottom, left, right, number in lines
            if top < least or left < least or right > wide or bottom > high
        ]

    def outside(self, width: float, height: float, bleed: float) -> list[int]:
        """Shapes that leave the page; with bleed, those that leave that."""
        shapes, near = self.shapes, NEAR + bleed
        if not shapes:
            return []
        if (
            min([box[0] for box in shapes]) >= -near
            and min([box[2] for box in shapes]) >= -near
            and max([box[1] for box in shapes]) <= height + near
            and max([box[3] for box in shapes]) <= width + near
        ):
            return []
        return [
            number
            for top, bottom, left, right, number in shapes
            if top < -near or left < -near or bottom > height + near or right > width + near
        ]
