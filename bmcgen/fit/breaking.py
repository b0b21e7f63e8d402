"""Text to lines.

A paragraph is cut into pieces: stretches that are never broken. Behind each stands what a break there would cost: at a
space it is free, behind a hyphen, dash or slash nothing is added, inside a word a hyphen is. Lines are then chosen so
that there are as few as can be, and among those the ones whose ends are most even; the total over the paragraph is
made as small as it can be, as Knuth and Plass do (Breaking Paragraphs into Lines, 1981), for an unjustified setting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, inf

from msgspec import Struct

from bmcgen.fit.pieces import Joint, Piece, Spaced, merged, pieces, words
from bmcgen.fonts import Face

_TOLERANCE = 0.001
_SHORT = 0.36
"""A line that fills less of the measure looks like a mistake."""
_NEVER = (-1, 0.0, 0, False)


class Broken(Struct, frozen=True):
    """A line: its text as it is drawn, its length in thousandths of the size, and what it was joined to the next by."""

    text: str
    width: float
    joint: Joint


@lru_cache(1024)
def paragraph_of(text: str, language: str, face: Face) -> Paragraph:
    """A paragraph, kept for the next sheet: titles, questions and many a note stand on more than one."""
    return Paragraph(text, language, face)


class Paragraph:
    """A text cut into pieces and measured in one face: lines of it can be had for any measure."""

    def __init__(self, text: str, language: str, face: Face) -> None:
        self.face = face
        self._words = _Measured(words(text), face)
        self._text: tuple[str, str] | None = text, language
        self._pieces: _Measured | None = None
        self._known: dict[tuple[float, bool, bool], tuple[Broken, ...]] = {}

    @classmethod
    def _of(cls, parts: Sequence[Piece], face: Face) -> Paragraph:
        paragraph = cls.__new__(cls)
        paragraph.face, paragraph._text, paragraph._known = face, None, {}
        paragraph._words, paragraph._pieces = _Measured(merged(parts), face), _Measured(parts, face)
        return paragraph

    @property
    def _all(self) -> _Measured:
        """All the pieces: where words may be broken is looked up only if some have to be."""
        if self._pieces is None:
            assert self._text is not None
            parts = pieces(*self._text)
            same = len(parts) == len(self._words.parts)
            self._pieces = self._words if same else _Measured(parts, self.face)
        return self._pieces

    def in_face(self, face: Face) -> Paragraph:
        """The same text, or the same rest of one, in another face."""
        return paragraph_of(*self._text, face) if self._text else self._of(self._all.parts, face)

    def length_of_all(self) -> float:
        """The length of the text on one line."""
        return self._words.ends[-1] if self._words.ends else 0.0

    def lines(self, measure: float, *, hyphens: bool, even: bool = True) -> tuple[Broken, ...]:
        """The best lines for a measure in thousandths of the size. Without `hyphens`, a word is broken only where it is
        longer than the measure or, if the lines are to be `even`, where one of them would else stay half empty.
        """
        key = measure, hyphens, even
        known = self._known.get(key)
        if known is None:
            measured, ends = self._ends(measure, hyphens, even)
            known = tuple([measured.line(first, last) for first, last in ends])
            self._known[key] = known
        return known

    def balanced(self, measure: float) -> tuple[Broken, ...]:
        """As few lines as a measure allows, all about equally long, as a heading wants them."""
        best = self.lines(measure, hyphens=False, even=False)
        low, high = max(self._all.widest, measure / 3), measure
        while len(best) > 1 and high - low > 50:
            middle = (low + high) / 2
            lines = self.lines(middle, hyphens=False, even=False)
            if len(lines) > len(best):
                low = middle
            else:
                best, high = lines, middle
        return best

    def divided(self, measure: float, count: int) -> tuple[tuple[Broken, ...], Paragraph]:
        """The first lines for a measure, broken as `lines` breaks them without hyphens, and a paragraph of the rest."""
        fitted = self._all.fitted(measure)
        ends = fitted.best(measure, False)
        if fitted.ragged(ends, measure):
            ends = fitted.best(measure, True)
        lines = tuple([fitted.line(first, last) for first, last in ends[:count]])
        return lines, self._of(fitted.parts[ends[:count][-1][1] + 1 :], self.face)

    def least(self, measure: float) -> int:
        """How many lines there would be if each could be filled to the end."""
        space = self.face.space
        return max(1, ceil((self.length_of_all() + space) / (measure + space) - _TOLERANCE))

    def count(self, measure: float, *, hyphens: bool) -> int:
        """How many lines the text takes at the least; what `lines` gives is never more."""
        whole = self._words
        if whole.widest <= measure:
            count = whole.count(measure)
            if not hyphens or count == 1 or count == self.least(measure):
                return count
        fitted = self._all.fitted(measure)
        return fitted.count(measure) if hyphens else fitted.count_whole(measure)

    def _ends(self, measure: float, hyphens: bool, even: bool) -> tuple[_Measured, list[tuple[int, int]]]:
        """The first and the last piece of each line, and what they are pieces of."""
        if not hyphens and self._words.widest <= measure:
            ends = self._words.best(measure, True)
            if not (even and self._words.ragged(ends, measure)):
                return self._words, ends
            hyphens = True
        fitted = self._all.fitted(measure)
        ends = fitted.best(measure, hyphens)
        if even and not hyphens and fitted.ragged(ends, measure):
            ends = fitted.best(measure, True)
        return fitted, ends


class _Measured:
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
        room = measure + _TOLERANCE
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
        room = measure + _TOLERANCE
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
            for first in range(last, bisect_left(starts, end - measure - _TOLERANCE, begin, last) - 1, -1):
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
        if not last or ends[last] - starts[bisect_right(ends, measure + _TOLERANCE, 1)] > measure:
            return []
        chosen, least = 0, inf
        for first in range(
            bisect_right(ends, measure + _TOLERANCE, 1, last),
            bisect_left(starts, ends[last] - measure - _TOLERANCE, 1, last) - 1,
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
            first = 0
            for last, part in enumerate(self.parts):
                if part.joint != "-" or last + 1 == len(self.parts):
                    self._spans += [(first, last)] * (last + 1 - first)
                    first = last + 1
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

    def fitted(self, measure: float) -> _Measured:
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
            hyphen: Joint = "-" if part.text.isalpha() else ""
            # A hyphen and the kerning before it must find room behind each of the pieces.
            spare = (face.hyphen if "-" in (hyphen, part.joint) else 0.0) + 30
            *heads, tail = self._cut(part.text, room - spare)
            cut += [Piece(head, hyphen) for head in heads]
            cut.append(Piece(tail, part.joint))
        return _Measured(cut, face)

    def _cut(self, text: str, room: float) -> Iterator[str]:
        """A text in pieces of at most a length, and at least a letter."""
        face, start, used = self.face, 0, 0.0
        for number, char in enumerate(text):
            used += face.width(char) + (face.kern(text[number - 1], char) if number > start else 0.0)
            if used > room and number > start:
                yield text[start:number]
                start, used = number, face.width(char)
        yield text[start:]
