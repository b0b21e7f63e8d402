"""Pieces of text measured in a face: how many lines of a measure they take, and which are the best (see `breaking`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from msgspec import Struct

from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import cased
from bmcgen.text.segmentation import Joint, Piece, Spaced

TOLERANCE = 0.001
_SHORT = 0.36
"""A line that fills less of the measure looks like a mistake."""
_CLOSING = frozenset("、。，．・：；！？）］｝〉》」』】〕〗ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_OPENING = frozenset("（［｛〈《「『【〔〖")
_MOST_HANGING = 3
"""Characters that go to the next line at most, so that one line is not much shorter than the others."""
_NEVER = (-1, 0.0, 0, False)


class Broken(Struct, frozen=True):
    """A line: its text as it is drawn, its length in thousandths of the size, and what it was joined to the next by."""

    text: str
    width: float
    joint: Joint


class Measured:
    """Pieces measured in one face: from `starts[first]` to `ends[last]` is a line of those from first to last."""

    __slots__ = ("_reach", "_spans", "ends", "face", "parts", "starts", "stops", "widest")

    def __init__(self, parts: Sequence[Piece], face: Face) -> None:
        self.face, self.parts = face, parts
        self.starts = starts = [0.0]
        self.ends = ends = list[float]()
        self.stops = stops = list[int]()
        self._reach: list[float] | None = ends
        self._spans: list[tuple[int, int]] = []
        widths, pairs, space = face.widths, face.pairs, face.space
        at = widest = 0.0
        if isinstance(parts, Spaced) and parts:
            alone_each = [widths[part.text] for part in parts]
            for width in alone_each:
                ends.append(at + width)
                at += width + space
                starts.append(at)
            self.widest = max(alone_each)
            stops.append(len(parts))
            return
        for number, part in enumerate(parts, 1):
            text, joint = part.text, part.joint
            width = alone = widths[text]
            end = at + width
            if joint == " ":
                at = end + space
            elif joint == "\n":
                at = end
                stops.append(number)
            else:
                if joint == "-":
                    alone += face.hyphen + pairs[text[-1:] + "-"]
                    end = at + alone
                    # A piece after it may end before its hyphen does.
                    self._reach = None
                at += width
                if number < len(parts):
                    at += pairs[text[-1:] + parts[number].text[:1]]
            if alone > widest:  # noqa: PLR1730  (a call would take a tenth of all the time there is for a paragraph)
                widest = alone
            starts.append(at)
            ends.append(end)
        if not stops or stops[-1] < len(parts):
            stops.append(len(parts))
        self.widest = widest

    def count(self, measure: float) -> int:
        """How many lines there are at the least, whatever hyphens that takes."""
        starts, reach = self.starts, self._reach
        if reach is None:
            reach = self._reach = self._reaching()
        found = first = 0
        room = measure + TOLERANCE
        for stop in self.stops:
            while first < stop:
                found += 1
                beyond = bisect_right(reach, starts[first] + room, first, stop)
                first = beyond if beyond > first else first + 1
        return found

    def count_whole(self, measure: float) -> int:
        """The same where only words are broken that are longer than the measure."""
        parts, starts, ends = self.parts, self.starts, self.ends
        found = first = 0
        room = measure + TOLERANCE
        for stop in self.stops:
            while first < stop:
                found += 1
                beyond, limit = first + 1, starts[first] + room
                for last in range(first, stop):
                    if starts[last] > limit:
                        break
                    if ends[last] <= limit and (parts[last].joint != "-" or self._too_long(last, measure)):
                        beyond = last + 1
                first = beyond
        return found

    def _reaching(self) -> list[float]:
        """For each piece the least end of those from there on, so that they rise up to the end of the line."""
        found = [*self.ends]
        stops = set(self.stops)
        for number in range(len(found) - 2, -1, -1):
            if number + 1 not in stops:
                found[number] = min(found[number], found[number + 1])
        return found

    def best(self, measure: float, hyphens: bool) -> list[tuple[int, int]]:
        """The first and last piece of each line: fewest lines, then the most even. Without `hyphens`, only words that
        are longer than the measure are broken.
        """
        parts, starts, ends, total = self.parts, self.starts, self.ends, len(self.parts)
        # A layout may leave a column no width at all.
        measure = max(measure, TOLERANCE)
        if len(self.stops) == 1 and self._reach is ends and total and (few := self._few(measure)):
            return few
        # For so many of the pieces: lines, cost, the first piece of the last line, whether a hyphen ends it.
        best: list[tuple[int, float, int, bool]] = [(0, 0.0, 0, False)]
        begin = 0
        for last in range(total):
            part, end = parts[last], ends[last]
            joint = part.joint
            broken = joint == "-"
            if broken and not hyphens and not self._too_long(last, measure):
                best.append(_NEVER)
                continue
            ending = joint == "\n" or last == total - 1
            extra = (0.12 if part.weak else 0.0) + (0.25 if broken else 0.0)
            count, least, chosen = total + 1, 0.0, last
            for first in range(last, bisect_left(starts, end - measure - TOLERANCE, begin, last) - 1, -1):
                before = best[first]
                lines = before[0] + 1
                if lines < 1 or lines > count:
                    continue
                length = end - starts[first]
                if ending:
                    cost = before[1] + self._last_cost(first, last, length, measure)
                else:
                    slack = 1 - length / measure if length < measure else 0.0
                    cost = before[1] + slack * slack + extra
                    if broken and before[3]:
                        cost += 0.4
                if lines < count or cost < least:
                    count, least, chosen = lines, cost, first
            best.append((count, least, chosen, broken) if count <= total else _NEVER)
            if joint == "\n":
                begin = last + 1
        lines_: list[tuple[int, int]] = []
        while total > 0:
            first = best[total][2]
            lines_.append((first, total - 1))
            total = first
        return lines_[::-1]

    def _few(self, measure: float) -> list[tuple[int, int]]:
        """The same for words that take a line or two; empty if they take more."""
        starts, ends, last = self.starts, self.ends, len(self.parts) - 1
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
            cost = slack * slack + (0.12 if self.parts[first - 1].weak else 0.0)
            cost += self._last_cost(first, last, ends[last] - starts[first], measure)
            if cost < least:
                chosen, least = first, cost
        return [(0, chosen - 1), (chosen, last)]

    def _last_cost(self, first: int, last: int, length: float, measure: float) -> float:
        """The last line may be short, but no short word stands there by itself."""
        alone = first and length < _SHORT * measure and all(part.joint != " " for part in self.parts[first:last])
        return max(0.0, 0.22 - length / measure) * 0.9 + (0.3 if alone else 0.0)

    def _too_long(self, index: int, measure: float) -> bool:
        """Whether the word that a piece is part of is longer than the measure."""
        if not self._spans:
            spans, first = list[tuple[int, int]](), 0
            for last, part in enumerate(self.parts):
                if part.joint != "-" or last + 1 == len(self.parts):
                    spans += [(first, last)] * (last + 1 - first)
                    first = last + 1
            # Other threads see all of them or none.
            self._spans = spans
        first, last = self._spans[index]
        return self.ends[last] - self.starts[first] > measure

    def ragged(self, ends: Sequence[tuple[int, int]], measure: float) -> bool:
        """Whether a line that goes on stays half empty."""
        short = _SHORT * measure
        return any(
            self.ends[last] - self.starts[first] < short and self.parts[last].joint != "\n" for first, last in ends[:-1]
        )

    def line(self, first: int, last: int) -> Broken:
        parts = self.parts
        ending = parts[last]
        joint = ending.joint
        text = "".join([f"{part.text} " if part.joint == " " else part.text for part in parts[first:last]])
        text += ending.text
        if joint == "-":
            text += "-"
        width = self.ends[last] - self.starts[first]
        return Broken(text, width, "\n" if last == len(parts) - 1 else joint)

    def fitted(self, measure: float) -> Measured:
        """Itself, or a copy in which every piece longer than the measure is cut into pieces that are not."""
        if self.widest <= measure:
            return self
        face = self.face
        room = max(measure, max(map(face.width, {c for p in self.parts for c in p.text}), default=0) + face.hyphen)
        cut: list[Piece] = []
        for number, part in enumerate(self.parts):
            if self.ends[number] - self.starts[number] <= measure:
                cut.append(part)
                continue
            # A hyphen and the kerning before it must find room behind each of the pieces.
            lettered = not part.solid and part.text.isalpha() and any(map(cased, part.text))
            spare = face.hyphen + 30 if lettered or part.joint == "-" else 0.0
            *heads, tail = self._cut(part.text, room - spare, part.solid)
            for head, after in pairwise((*heads, tail)):
                hyphen = lettered and cased(head[-1:]) and cased(after[:1])
                cut.append(Piece(head, "-" if hyphen else "", False, part.solid))
            cut.append(Piece(tail, part.joint, part.weak, part.solid))
        return Measured(cut, face)

    def _cut(self, text: str, room: float, solid: bool) -> Iterator[str]:
        """A text in pieces of at most a length, and at least a letter. No piece begins with a mark that closes, or ends
        with one that opens, as Chinese and Japanese want it.
        """
        widths, pairs, start, used = self.face.widths, self.face.pairs, 0, 0.0
        for number, char in enumerate(text):
            used += widths[char] + (pairs[text[number - 1 : number + 1]] if number > start else 0.0)
            if used > room and number > start:
                end = number
                while (
                    not solid and number - end < _MOST_HANGING and end - 1 > start and _tied(text[end - 1], text[end])
                ):
                    end -= 1
                if _tied(text[end - 1], text[end]):
                    end = number
                yield text[start:end]
                start, used = end, self.face.width(text[end : number + 1])
        yield text[start:]


def _tied(before: str, after: str) -> bool:
    """Whether a line may not be broken between two characters."""
    return after in _CLOSING or before in _OPENING
