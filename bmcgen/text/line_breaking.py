"""Choosing the lines of a text: as few as the measure allows, and among those the most even rag.

The total cost of a paragraph is made as small as it can be by dynamic programming over all feasible breaks, as Knuth
and Plass do (Breaking Paragraphs into Lines, Software: Practice and Experience 11, 1981). Theirs sets justified text
with glue that stretches; here lines end ragged, so a line costs the square of the part of the measure that it leaves
empty, and the number of lines goes before the cost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

from bmcgen.text.measuring import TOLERANCE, MeasuredText

Lines = list[tuple[int, int]]
"""The first and the last segment of each line."""
_HYPHEN, _HYPHEN_AGAIN = 0.25, 0.4
"""What a hyphen at the end of a line costs, and a second one running in addition."""
_SHORT = 0.36
"""A line that fills less of the measure looks like a mistake."""
_SHORT_WORD = 0.3
"""The cost of a short word by itself on the last line."""
_LEAST_LAST, _LAST_SLACK = 0.22, 0.9
"""The part of the measure that a last line should fill, and what each part that it lacks costs."""
_LONG = 20_000
"""Segments: nobody sees whether the rag of so long a text is even, so its lines are filled one after another."""
_IMPOSSIBLE = (-1, 0.0, 0, False)


def best_lines(text: MeasuredText, measure: float, hyphens: bool) -> Lines:
    """The lines for a measure in 1/1000 em: as few as can be, then the most even. Without `hyphens`, only words that
    are wider than the measure are broken; all segments must fit it (`MeasuredText.split`).
    """
    segments, starts, ends, total = text.segments, text.starts, text.ends, len(text.segments)
    # A layout may leave a column no width at all.
    measure = max(measure, TOLERANCE)
    if len(text.stops) == 1 and text.ends_rise and total and (few := _one_or_two(text, measure)):
        return few
    if total > _LONG:
        return _first_fit(text, measure, hyphens)
    # For each number of segments: lines, cost, the first segment of the last line, whether a hyphen ends it.
    best: list[tuple[int, float, int, bool]] = [(0, 0.0, 0, False)]
    begin = 0
    for last in range(total):
        segment, end = segments[last], ends[last]
        joint = segment.joint
        broken = joint == "-"
        if broken and not hyphens and not text.too_long(last, measure):
            best.append(_IMPOSSIBLE)
            continue
        ending = joint == "\n" or last == total - 1
        extra = segment.penalty + (_HYPHEN if broken else 0.0)
        count, least, chosen = total + 1, 0.0, last
        for first in range(last, bisect_left(starts, end - measure - TOLERANCE, begin, last) - 1, -1):
            before = best[first]
            lines = before[0] + 1
            if lines < 1 or lines > count:
                continue
            length = end - starts[first]
            if ending:
                cost = before[1] + _last_cost(text, first, last, length, measure)
            else:
                slack = 1 - length / measure if length < measure else 0.0
                cost = before[1] + slack * slack + extra
                if broken and before[3]:
                    cost += _HYPHEN_AGAIN
            if lines < count or cost < least:
                count, least, chosen = lines, cost, first
        best.append((count, least, chosen, broken) if count <= total else _IMPOSSIBLE)
        if joint == "\n":
            begin = last + 1
    found: Lines = []
    while total > 0:
        first = best[total][2]
        found.append((first, total - 1))
        total = first
    return found[::-1]


def _first_fit(text: MeasuredText, measure: float, hyphens: bool) -> Lines:
    """Lines filled one after another: as few as can be, whatever the rag."""
    segments, starts, ends = text.segments, text.starts, text.ends
    found: Lines = []
    first = 0
    for stop in text.stops:
        while first < stop:
            limit = starts[first] + measure + TOLERANCE
            last = bisect_right(starts, limit, first + 1, stop) - 1
            while last > first and (
                ends[last] > limit or (segments[last].joint == "-" and not hyphens and not text.too_long(last, measure))
            ):
                last -= 1
            found.append((first, last))
            first = last + 1
    return found


def _one_or_two(text: MeasuredText, measure: float) -> Lines:
    """The same for segments that take a line or two; empty if they take more."""
    starts, ends, last = text.starts, text.ends, len(text.segments) - 1
    if ends[last] <= measure:
        return [(0, last)]
    if not last or ends[last] - starts[bisect_right(ends, measure + TOLERANCE, 1)] > measure:
        return []
    chosen, least = 0, inf
    for first in range(
        bisect_right(ends, measure + TOLERANCE, 1, last),
        bisect_left(starts, ends[last] - measure - TOLERANCE, 1, last) - 1,
        -1,
    ):
        slack = 1 - ends[first - 1] / measure if ends[first - 1] < measure else 0.0
        cost = slack * slack + text.segments[first - 1].penalty
        cost += _last_cost(text, first, last, ends[last] - starts[first], measure)
        if cost < least:
            chosen, least = first, cost
    return [(0, chosen - 1), (chosen, last)]


def _last_cost(text: MeasuredText, first: int, last: int, length: float, measure: float) -> float:
    """The last line may be short, but no short word stands there by itself."""
    alone = first and length < _SHORT * measure and all(segment.joint != " " for segment in text.segments[first:last])
    return max(0.0, _LEAST_LAST - length / measure) * _LAST_SLACK + (_SHORT_WORD if alone else 0.0)


def has_short_line(text: MeasuredText, lines: Lines, measure: float) -> bool:
    """Whether a line before the last of its paragraph fills so little of the measure that it looks like a mistake."""
    short = _SHORT * measure
    return any(
        text.ends[last] - text.starts[first] < short and text.segments[last].joint != "\n" for first, last in lines[:-1]
    )
