"""Ways along gutters: lines of level and upright parts that keep clear of whatever is printed.

Lines may run where coordinates are offered, so that each keeps to a lane of its own, and never through an obstacle.
Among all ways the shortest is taken, by Dijkstra's algorithm over the crossings of lanes; every bend costs extra.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from bmcgen.geometry import Rect

Point = tuple[float, float]
BEND = 14.0
"""What a bend costs, in points of length."""
LESS_USUAL = 1.1
"""How many times as long a way counts in a lane that is not the usual one."""
_Part = tuple[Point, Point]
_State = tuple[Point, bool]


class Way(tuple[Point, ...]):
    """The corners of a line, its ends among them."""

    def parts(self) -> list[tuple[Point, Point]]:
        """Its straight parts."""
        return [*pairwise(self)]


class Lanes:
    """The lanes of a sheet: upright ones at `xs`, level ones at `ys`. A line that is `wide` keeps so far from obstacles
    that it touches none. Of lanes beside one another those at a coordinate in `usual` are preferred.
    """

    def __init__(
        self,
        obstacles: Sequence[Rect],
        xs: Iterable[float],
        ys: Iterable[float],
        wide: float,
        usual: Iterable[float] = (),
    ) -> None:
        self.obstacles, self.half = obstacles, wide / 2
        self.xs, self.ys = sorted({round(x, 2) for x in xs}), sorted({round(y, 2) for y in ys})
        self._free: dict[tuple[Point, Point], bool] = {}
        self._usual = {round(each, 2) for each in usual}
        self._others = list[tuple[_Part, float]]()

    def free(self, one: Point, other: Point) -> bool:
        """Whether the straight line between two points meets no obstacle."""
        key = (one, other) if one < other else (other, one)
        found = self._free.get(key)
        if found is None:
            (x1, y1), (x2, y2) = key
            half = self.half
            left, right, top, bottom = x1 - half, x2 + half, min(y1, y2) - half, max(y1, y2) + half
            found = not any(
                each.x < right and left < each.right and each.y < bottom and top < each.bottom
                for each in self.obstacles
            )
            found = self._free[key] = found and not any(_along(key, *each) for each in self._others)
        return found

    def way(self, starts: Iterable[Point], ends: Mapping[Point, object]) -> Way | None:
        """The best way from any of the starts to any of the ends; None if there is none. Starts and ends lie on level
        lanes, between or on upright ones.
        """
        ports: dict[float, list[float]] = {}
        starts = [*starts]
        for x, y in (*starts, *ends):
            ports.setdefault(y, []).append(x)
        for row in ports.values():
            row.sort()
        waiting: list[tuple[float, int, Point, bool, _State | None]] = []
        for count, start in enumerate(starts):
            heappush(waiting, (0.0, count, start, True, None))
        before: dict[_State, _State | None] = {}
        order = len(starts)
        while waiting:
            cost, _, point, level, origin = heappop(waiting)
            state = point, level
            if state in before:
                continue
            before[state] = origin
            if origin is not None and point in ends:
                return _corners(state, before)
            for other, turned in self._beside(point, ports):
                step = abs(other[0] - point[0]) + abs(other[1] - point[1])
                if self._usual and point[turned] not in self._usual:
                    step *= LESS_USUAL
                if (other, turned) not in before and self.free(point, other):
                    order += 1
                    heappush(waiting, (cost + step + (BEND if turned != level else 0.0), order, other, turned, state))
        return None

    def _beside(self, point: Point, ports: Mapping[float, Sequence[float]]) -> list[tuple[Point, bool]]:
        """The next crossings and ends on either side, and whether the way there is level."""
        x, y = point
        found: list[tuple[Point, bool]] = []
        for lane in (self.xs, ports.get(y, ())):
            at, after = bisect_left(lane, x), bisect_right(lane, x)
            found += [((lane[n], y), True) for n in (at - 1, after) if 0 <= n < len(lane)]
        at = bisect_left(self.xs, x)
        if at < len(self.xs) and self.xs[at] == x:
            rows = self.ys
            at, after = bisect_left(rows, y), bisect_right(rows, y)
            found += [((x, rows[n]), False) for n in (at - 1, after) if 0 <= n < len(rows)]
        return found

    def take(self, way: Way, distance: float) -> None:
        """Notes that a line runs here: others may cross it, but not run along it within a distance."""
        self.keep_from(way.parts(), distance)

    def keep_from(self, parts: Iterable[tuple[Point, Point]], distance: float) -> None:
        """The same for straight parts of lines, or for rules."""
        self._others += [(part, distance) for part in parts]
        self._free.clear()

    def crossings(self, one: Point, other: Point) -> list[Point]:
        """The crossings on a straight part."""
        level = one[1] == other[1]
        lanes, low, high = (self.xs, one[0], other[0]) if level else (self.ys, one[1], other[1])
        inner = [each for each in lanes if min(low, high) < each < max(low, high)]
        inner = inner if low < high else inner[::-1]
        return [(each, one[1]) if level else (one[0], each) for each in inner]


def _along(one: _Part, other: _Part, distance: float) -> bool:
    """Whether two straight parts run beside each other within a distance."""
    for across in (0, 1):
        if one[0][across] == one[1][across] and other[0][across] == other[1][across]:
            low, high = sorted((other[0][1 - across], other[1][1 - across]))
            begin, end = sorted((one[0][1 - across], one[1][1 - across]))
            near = abs(one[0][across] - other[0][across]) < distance
            return near and begin < high + distance and low - distance < end
    return False


def _corners(state: _State, before: Mapping[_State, _State | None]) -> Way:
    points: list[Point] = []
    at: _State | None = state
    while at is not None:
        points.append(at[0])
        at = before[at]
    points.reverse()
    kept = points[:1]
    for point, after in pairwise(points[1:]):
        straight = kept[-1][0] == point[0] == after[0] or kept[-1][1] == point[1] == after[1]
        if not straight:
            kept.append(point)
    return Way([*kept, points[-1]])
