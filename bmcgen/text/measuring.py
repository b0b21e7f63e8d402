"""Segments measured in one face: where each begins and ends on a line without end, and so how many lines a text takes.

All lengths are in thousandths of the type size (1/1000 em), so that they serve every size. `line_breaking` chooses the
lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import cased
from bmcgen.text.segmentation import Joint, Segment, SpaceJoined, address_parts, name_parts

TOLERANCE = 0.001
_CLOSING = frozenset("、。，．・：；！？）］｝〉》」』】〕〗ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_OPENING = frozenset("（［｛〈《「『【〔〖")
_MOST_HANGING = 3
"""Characters that go to the next line at most, so that one line is not much shorter than the others."""
_LONG = 1_000
"""Characters of a segment whose widths are worth remembering."""
_HYPHEN_KERNING = 30
"""Room for the kerning before a hyphen, in 1/1000 em."""


class SetLine(Struct, frozen=True):
    """A set line: its text as it is drawn, with its hyphen; its advance width in 1/1000 em, kerned; and how it is
    joined to the next line. The last line of a text is joined to nothing by a line break.
    """

    text: str
    width: float
    joint: Joint


class MeasuredText:
    """Segments measured in one face. A line of the segments from `first` to `last` begins at `starts[first]` and ends,
    with its hyphen if it takes one, at `ends[last]`. `stops` has the number of segments up to each line break that was
    typed and up to the end; `widest` is the width of the widest segment. Where `ends_rise`, no segment ends before the
    one in front of it does.
    """

    __slots__ = (
        "_character_ends_of",
        "_reach",
        "_spans",
        "ends",
        "ends_rise",
        "face",
        "indent",
        "segments",
        "starts",
        "stops",
        "widest",
    )

    def __init__(self, segments: Sequence[Segment], face: Face) -> None:
        self.face, self.segments, self.indent = face, segments, 0.0
        self.starts = starts = [0.0]
        self.ends = ends = list[float]()
        self.stops = stops = list[int]()
        self._reach: list[float] | None = ends
        self.ends_rise = True
        self._spans: list[tuple[int, int]] = []
        self._character_ends_of: dict[str, list[float]] = {}
        widths, pairs, space = face.widths, face.pairs, face.space
        at = widest = 0.0
        if isinstance(segments, SpaceJoined) and segments:
            alone_each = [widths[segment.text] for segment in segments]
            for width in alone_each:
                ends.append(at + width)
                at += width + space
                starts.append(at)
            self.widest = max(alone_each)
            stops.append(len(segments))
            return
        for number, segment in enumerate(segments, 1):
            text, joint = segment.text, segment.joint
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
                    # A segment after it may end before its hyphen does.
                    self._reach, self.ends_rise = None, False
                at += width
                if number < len(segments):
                    at += pairs[text[-1:] + segments[number].text[:1]]
            if alone > widest:  # noqa: PLR1730  (a call would take a tenth of all the time there is for a paragraph)
                widest = alone
            starts.append(at)
            ends.append(end)
        if not stops or stops[-1] < len(segments):
            stops.append(len(segments))
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
        segments, starts, ends = self.segments, self.starts, self.ends
        found = first = 0
        room = measure + TOLERANCE
        for stop in self.stops:
            while first < stop:
                found += 1
                beyond, limit = first + 1, starts[first] + room
                for last in range(first, stop):
                    if starts[last] > limit:
                        break
                    if ends[last] <= limit and (segments[last].joint != "-" or self.too_long(last, measure)):
                        beyond = last + 1
                first = beyond
        return found

    def _reaching(self) -> list[float]:
        """For each segment the least end of those from there on, so that they rise up to the end of the line."""
        found = [*self.ends]
        stops = set(self.stops)
        for number in range(len(found) - 2, -1, -1):
            if number + 1 not in stops:
                found[number] = min(found[number], found[number + 1])
        return found

    def too_long(self, index: int, measure: float) -> bool:
        """Whether the word that a segment is segment of is longer than the measure."""
        if not self._spans:
            spans, first = list[tuple[int, int]](), 0
            for last, segment in enumerate(self.segments):
                if segment.joint != "-" or last + 1 == len(self.segments):
                    spans += [(first, last)] * (last + 1 - first)
                    first = last + 1
            # Other threads see all of them or none.
            self._spans = spans
        first, last = self._spans[index]
        return self.ends[last] - self.starts[first] > measure

    def line(self, first: int, last: int) -> SetLine:
        segments = self.segments
        ending = segments[last]
        joint = ending.joint
        text = "".join(
            [f"{segment.text} " if segment.joint == " " else segment.text for segment in segments[first:last]]
        )
        text += ending.text
        if joint == "-":
            text += "-"
        width = self.ends[last] - self.starts[first] - (0.0 if first else self.indent)
        return SetLine(text, width, "\n" if last == len(segments) - 1 else joint)

    def split(self, measure: float) -> MeasuredText:
        """Itself, or a copy in which every segment wider than the measure is cut into segments that are not."""
        if self.widest <= measure:
            return self
        face = self.face
        chars = {char for segment in self.segments for char in segment.text}
        room = max(measure, max(map(self.breadths.__getitem__, chars), default=0) + face.hyphen)
        cut: list[Segment] = []
        for segment, wide in self._parted(measure):
            if wide <= measure:
                cut.append(segment)
                continue
            # A hyphen and the kerning before it must find room behind each of them.
            lettered = not segment.address and segment.text.isalpha() and any(map(cased, segment.text))
            spare = face.hyphen + _HYPHEN_KERNING if lettered or segment.joint == "-" else 0.0
            *heads, tail = self._cut(segment.text, room - spare, segment.address)
            for head, after in pairwise((*heads, tail)):
                hyphen = lettered and cased(head[-1:]) and cased(after[:1])
                cut.append(Segment(head, "-" if hyphen else "", 0.0, segment.address))
            cut.append(Segment(tail, segment.joint, segment.penalty, segment.address))
        return self.like(cut)

    def _parted(self, measure: float) -> Iterator[tuple[Segment, float]]:
        """The segments with their widths. One that is wider than the measure is first parted: an address at its signs,
        any other at the spaces that it was kept together across.
        """
        for number, segment in enumerate(self.segments):
            wide = self.ends[number] - self.starts[number]
            parts = [segment.text]
            joint: Joint = " "
            if wide > measure and "\u00a0" in segment.text.strip("\u00a0"):
                parts = segment.text.split("\u00a0")
            elif wide > measure and segment.address:
                parts, joint = [*self._of_address(segment.text, measure)], ""
            if len(parts) == 1:
                yield segment, wide
                continue
            for part in parts[:-1]:
                yield Segment(part, joint, 0.0, segment.address), self.broadest(part)
            yield (
                replace(segment, text=parts[-1]),
                self.broadest(parts[-1]) + (self.face.hyphen if segment.joint == "-" else 0.0),
            )

    def _of_address(self, address: str, measure: float) -> Iterator[str]:
        """The parts of an address for a measure: a host that is too long for it ends a line only before a dot, or a
        hyphen, as long as that is enough.
        """
        for part in address_parts(address):
            line = ""
            for name in name_parts(part) if self.broadest(part) > measure else (part,):
                if line and self.broadest(line + name) > measure:
                    yield line
                    line = ""
                line += name
            yield line

    @property
    def least(self) -> float:
        """The narrowest measure in which no word is broken, nor an address but at its signs."""
        addressed = [segment for segment in self.segments if segment.address]
        if not addressed:
            return self.widest
        parts = [self.broadest(part) for segment in addressed for part in address_parts(segment.text)]
        others = [
            self.ends[number] - self.starts[number]
            for number, segment in enumerate(self.segments)
            if not segment.address
        ]
        return max([*parts, *others])

    def like(self, segments: Sequence[Segment]) -> MeasuredText:
        """The same text, cut into other segments."""
        return MeasuredText(segments, self.face)

    @property
    def breadths(self) -> Mapping[str, float]:
        """The widths of texts where they are set widest."""
        return self.face.widths

    def broadest(self, text: str) -> float:
        """The width of a text where it is set widest."""
        return self.breadths[text]

    def _cut(self, text: str, room: float, address: bool) -> Iterator[str]:
        """A text in parts of at most a width, and at least a character. No part begins with a mark that closes, or ends
        with one that opens, as Chinese and Japanese want it.
        """
        ends, breadths, start = self._ends_in(text), self.breadths, 0
        while True:
            # A line has no kerning before its first character.
            origin = ends[start] - breadths[text[start]]
            end = max(bisect_right(ends, origin + room, start), start + 1)
            if end >= len(text):
                break
            beyond = end
            while not address and beyond - end < _MOST_HANGING and end - 1 > start and _tied(text[end - 1], text[end]):
                end -= 1
            if _tied(text[end - 1], text[end]):
                end = beyond
            yield text[start:end]
            start = end
        yield text[start:]

    def _ends_in(self, text: str) -> list[float]:
        """Where each character of a text ends on a line without end, kerned. A long text is measured once, for it is
        cut at many measures.
        """
        if len(text) < _LONG:
            return self._character_ends(text)
        known = self._character_ends_of.get(text)
        if known is None:
            known = self._character_ends_of[text] = self._character_ends(text)
        return known

    def _character_ends(self, text: str) -> list[float]:
        widths, pairs = self.breadths, self.face.pairs
        steps = [widths[text[0]]]
        steps += [pairs[before + char] + widths[char] for before, char in pairwise(text)]
        return [*accumulate(steps)]


def _tied(before: str, after: str) -> bool:
    """Whether a line may not be broken between two characters."""
    return after in _CLOSING or before in _OPENING
