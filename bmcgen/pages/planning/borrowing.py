"""Parts of a form borrow room from one another, so that as little as possible continues on a further sheet.

In a row, parts with much to say become wider. Where there is still too little room for all, rows with little to say
keep what they need, and what is short stays whole in the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate, pairwise, product
from math import ceil, inf
from typing import Protocol

from msgspec import Struct, field

from bmcgen.drawing.grid.dividers import Dividers, Need
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Sheet
from bmcgen.model.plan import Cell, Frame, Plan

Used = Callable[[str, float, float], float]
"""How much of a width and height an area fills with whole lines."""
Span = tuple[float, float]
"""Where an area begins, and how wide it is."""
WORTH = 6.0
"""Dividers stay where they are if moving them would make a row no lower than by so many points."""
LEAST_ROW = 45 * MM
"""A row that continues keeps so much in any case."""
STEPS = 12


class Borrowed(Struct, frozen=True):
    """Where areas stand that do not stand where their columns are, and how high rows are, by number."""

    spans: Mapping[str, Span] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)


NOTHING = Borrowed()
Measure = Callable[[str, float], tuple[float, float]]


class Compose(Protocol):
    """Makes a plan, and asks how high the words of an area stand in a width where a row grows with them."""

    def __call__(self, measure: Measure, borrowed: Borrowed = NOTHING) -> Plan: ...


class Rows:
    """The rows of a sheet of which all areas give way to others. `need` says how high an area must be in a width."""

    def __init__(self, sheet: Sheet, plan: Plan, giving: Collection[str], need: Need) -> None:
        self.sheet, self.need = sheet, need
        self.rows: dict[int, list[Frame]] = {}
        areas = sheet.grid.areas
        for number, row in enumerate(areas):
            elsewhere = {area for other, line in enumerate(areas) if other != number for area in line}
            if set(row) <= {*giving} - elsewhere:
                frames = [frame for frame in plan.frames if frame.area in row]
                self.rows[number] = sorted(frames, key=lambda frame: frame.rect.x)

    def on_grid(self) -> list[dict[str, Span]]:
        """The places of parts in whole columns of the grid such that their rows are as low as they can be: once the
        same in all rows, and once in each by itself. None where rows have not the same places to begin with.
        """
        rows = {number: frames for number, frames in self.rows.items() if len(frames) > 1}
        places = {tuple((frame.rect.x, frame.rect.w) for frame in frames) for frames in rows.values()}
        if len(places) != 1:
            return []
        number, frames = next(iter(rows.items()))
        columns, row = self.sheet.grid.columns, self.sheet.grid.areas[number]
        first, gutter = frames[0].rect, frames[1].rect.x - frames[0].rect.right
        step = (frames[-1].rect.right - first.x + gutter) / len(columns)
        counts = []
        for frame in frames:
            (low, high), usual = columns[row.index(frame.area)].limits, row.count(frame.area)
            counts.append(range(ceil(usual * low - 0.01), int(usual * high + 0.01) + 1))
        ways = [way for way in product(*counts) if sum(way) == len(columns)]

        def spans(way: Sequence[int]) -> list[Span]:
            return [(first.x + at * step, n * step - gutter) for n, at in zip(way, accumulate((0, *way)), strict=False)]

        def lowest(rows: Sequence[Sequence[Frame]]) -> dict[str, Span]:
            def high(way: Sequence[int]) -> float:
                widths = [width for _, width in spans(way)]
                return sum(max(map(self.need, [each.area for each in row], widths)) for row in rows)

            best = spans(min(ways, key=high))
            return {frame.area: span for row in rows for frame, span in zip(row, best, strict=True)}

        if not ways:
            return []
        each = [lowest([row]) for row in rows.values()]
        return [lowest([*rows.values()]), {area: span for found in each for area, span in found.items()}]

    def lowest(self) -> dict[str, Span]:
        """The places of parts such that their rows are as low as the limits of the columns allow."""
        found: dict[str, Span] = {}
        for number, frames in self.rows.items():
            cell = self._cell(number, frames)
            if cell is None:
                continue
            dividers = Dividers(self.need, {})
            usual = max(self.need(frame.area, frame.rect.w) for frame in frames)
            least = dividers.least_height(cell, cell.rect.w, usual)
            if least < usual - WORTH:
                whole = Rect(cell.rect.x, cell.rect.y, cell.rect.w, least)
                placed = dividers.placed(cell, whole, dividers)
                found |= {area: (rect.x, rect.w) for area, rect in placed.items()}
        return found

    def heights(self, spans: Mapping[str, Span]) -> dict[int, float]:
        """The heights of rows that have too little room together: those that need least have all they need, as long as
        the others keep a few lines.
        """
        wants = {number: self._wanted(frames, spans) for number, frames in self.rows.items()}
        left = sum(frames[0].rect.h for frames in self.rows.values())
        found: dict[int, float] = {}
        least = {number: min(want, LEAST_ROW) for number, want in wants.items()}
        for number in sorted(wants, key=lambda each: wants[each]):
            others = sum(each for other, each in least.items() if other not in found and other != number)
            found[number] = min(wants[number], max(left - others, least[number]))
            left -= found[number]
        return found if left >= -0.01 else {}

    def _wanted(self, frames: Sequence[Frame], spans: Mapping[str, Span]) -> float:
        return max(self.need(frame.area, spans.get(frame.area, (0.0, frame.rect.w))[1]) for frame in frames)

    def whole(self, heights: Mapping[int, float], spans: Mapping[str, Span]) -> dict[str, Span]:
        """The same places; but in rows that continue, such that as many parts as possible do not."""
        found = dict(spans)
        for number, frames in self.rows.items():
            cell = self._cell(number, frames)
            if cell is None or self._wanted(frames, spans) <= heights[number] + 0.01:
                continue
            found |= self._placed(cell, self._widths(cell, heights[number]))
        return found

    def _widths(self, cell: Cell, height: float) -> list[float]:
        """How wide the parts of a row are: what can be whole has the width for it, the others share the rest."""
        free = cell.rect.w - cell.gutter * (len(cell.parts) - 1)
        lows, highs = [part.least * free for part in cell.parts], [part.most * free for part in cell.parts]
        least = [
            self._least(part.area, low, high, height) for part, low, high in zip(cell.parts, lows, highs, strict=True)
        ]
        kept = {number for number, width in enumerate(least) if width < inf}
        while kept and sum(least[n] if n in kept else lows[n] for n in range(len(least))) > free:
            kept.remove(max(kept, key=lambda number: least[number]))
        if not kept:
            return [part.usual for part in cell.parts]
        widths = [least[n] if n in kept else lows[n] for n in range(len(least))]
        # What is left goes to what continues, and only then to what is whole.
        for group in ([n for n in range(len(widths)) if n not in kept], [*kept]):
            spare = free - sum(widths)
            room = sum(highs[n] - widths[n] for n in group)
            part = min(1.0, spare / room) if room > 0 else 0.0
            for n in group:
                widths[n] += part * (highs[n] - widths[n])
        return widths

    def _least(self, area: str, low: float, high: float, height: float) -> float:
        """The least width within limits in which an area is no higher than that; infinite if there is none."""
        widths = (low + (high - low) * step / STEPS for step in range(STEPS + 1))
        return next((width for width in widths if self.need(area, width) <= height), inf)

    def _placed(self, cell: Cell, widths: Sequence[float]) -> dict[str, Span]:
        found, x = {}, cell.rect.x
        for part, width in zip(cell.parts, widths, strict=True):
            found[part.area] = x, width
            x += width + cell.gutter
        return found

    def _cell(self, number: int, frames: Sequence[Frame]) -> Cell | None:
        """The parts of a row as a cell whose dividers move; None where nothing in it does."""
        if len(frames) < 2:
            return None
        columns, row = self.sheet.grid.columns, self.sheet.grid.areas[number]
        free = sum(frame.rect.w for frame in frames)
        parts = []
        for frame in frames:
            low, high = columns[row.index(frame.area)].limits
            wide = frame.rect.w
            parts.append(Cell(frame.rect, frame.area, usual=wide, least=low * wide / free, most=high * wide / free))
        if all(part.least == part.most for part in parts):
            return None
        (gutter, *_) = (other.rect.x - one.rect.right for one, other in pairwise(frames))
        first, last = frames[0].rect, frames[-1].rect
        return Cell(Rect(first.x, first.y, last.right - first.x, first.h), "", True, tuple(parts), gutter, moves=True)


def filled(rows: Rows, heights: Mapping[int, float], spans: Mapping[str, Span], used: Used) -> dict[int, float]:
    """The heights of rows, where what one cannot fill with whole lines another does."""

    def fills(number: int, height: float) -> float:
        return max(
            used(frame.area, spans.get(frame.area, (0.0, frame.rect.w))[1], height) for frame in rows.rows[number]
        )

    found = {number: fills(number, height) for number, height in heights.items()}
    left = sum(frames[0].rect.h for frames in rows.rows.values()) - sum(found.values())
    for number, height in found.items():
        more = fills(number, height + left)
        found[number], left = more, left - (more - height)
    if found:
        found[min(found)] += left
    return found
