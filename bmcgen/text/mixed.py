"""Paragraphs in several styles: emphasis in the faces of a family, and signs of a fixed width set along with the words.

The words are cut into segments as ever; only how wide a segment is depends on the styles of its characters. A style is
a letter, and a string of them goes along with a text, one for each of its characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import inf
from typing import NamedTuple, Protocol

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.text.fonts import Face
from bmcgen.text.measuring import MeasuredText, SetLine
from bmcgen.text.memo import BoundedMemo
from bmcgen.text.paragraphs import Paragraph
from bmcgen.text.segmentation import Segment

PLAIN = "r"
_SIGN_ALONE = 0.6
"""The cost of a line that begins with a sign: it belongs to the word before it."""
_UNSTYLED = frozenset(" \n\u00ad\u00a0\u202f\u2007\u2060")
"""Characters that segments may not hold as they were typed: they are styled like those around them."""


class Measure(Protocol):
    """What a style is measured with: a face, or the width of a sign."""

    @property
    def space(self) -> float: ...

    def width(self, text: str) -> float: ...


class Sign(Struct, frozen=True):
    """A sign that is as wide whatever stands in it, in 1/1000 em."""

    wide: float
    space: float

    def width(self, text: str) -> float:
        return self.wide if text else 0.0


class Item(Struct, frozen=True):
    """What stands behind the words of a paragraph and is never broken if a line can hold it."""

    text: str
    style: str


class _Styles:
    """The styles of a text's characters, read along with its segments or its lines."""

    def __init__(self, styles: str) -> None:
        self.styles, self.at = styles, 0

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The next characters in runs of one style each, with it."""
        found: list[str] = []
        styles, at = self.styles, self.at
        for char in text:
            if char in _UNSTYLED:
                before = styles[at - 1 : at] if at else ""
                found.append(before if before and before == styles[at : at + 1] else PLAIN)
            else:
                found.append(styles[at : at + 1] or styles[-1:] or PLAIN)
                at += 1
        self.at = at
        pairs = groupby(zip(found, text, strict=True), key=lambda pair: pair[0])
        return [(style, "".join(char for _, char in run)) for style, run in pairs]

    def between(self) -> str:
        """The style of a space here."""
        before, after = self.styles[self.at - 1 : self.at], self.styles[self.at : self.at + 1]
        return before if before == after and before else PLAIN


def bare(text: str, styles: str) -> str:
    """The styles of those characters of a text that are styled by themselves."""
    if not styles:
        styles = PLAIN * len(text)
    return "".join(style for char, style in zip(text, styles, strict=True) if char not in _UNSTYLED)


def _kerning(measure: Measure, before: str, after: str) -> float:
    """What moves two texts together that stand beside one another."""
    if not isinstance(measure, Face) or not before or not after:
        return 0.0
    return measure.pairs[before[-1] + after[0]]


class MixedText(MeasuredText):
    """Segments measured each in the faces of its characters."""

    __slots__ = ("_breadths", "family", "styles")

    def __init__(self, segments: Sequence[Segment], family: Mapping[str, Measure], face: Face, styles: str) -> None:
        self.family, self.styles = family, styles
        self.face, self.segments, self.indent = face, segments, 0.0
        self.starts, self.ends, self.stops = [0.0], [], []
        self._spans, self._character_ends_of = [], {}
        faces = [measure for measure in family.values() if isinstance(measure, Face)]
        self._breadths = BoundedMemo[str, float](lambda text: max([each.width(text) for each in faces]))
        self.ends_rise = False
        self._reach = None
        reading = _Styles(styles)
        at = widest = 0.0
        before: tuple[str, str] | None = None
        for number, segment in enumerate(segments, 1):
            runs = reading.runs(segment.text)
            if before and runs and before[0] == runs[0][0]:
                at += _kerning(family[before[0]], before[1], runs[0][1])
                self.starts[-1] = at
            before = (runs[-1] if runs else None) if segment.joint in ("", "-") else None
            width = alone = sum(family[style].width(part) for style, part in runs)
            end = at + width
            if segment.joint == " ":
                at = end + family[reading.between()].space
            elif segment.joint == "\n":
                at = end
                self.stops.append(number)
            else:
                if segment.joint == "-":
                    style, text = runs[-1] if runs else (PLAIN, "")
                    alone += family[style].width("-") + _kerning(family[style], text, "-")
                    end = at + alone
                at += width
            widest = max(widest, alone)
            self.starts.append(at)
            self.ends.append(end)
        if not self.stops or self.stops[-1] < len(segments):
            self.stops.append(len(segments))
        self.widest = widest

    def like(self, segments: Sequence[Segment]) -> MeasuredText:
        return MixedText(segments, self.family, self.face, self.styles)

    @property
    def breadths(self) -> Mapping[str, float]:
        return self._breadths


class MixedParagraph(Paragraph):
    """A paragraph in several styles, with items behind its words."""

    def __init__(
        self,
        text: str,
        language: str,
        family: Mapping[str, Measure],
        face: Face,
        styles: str = "",
        items: Sequence[Item] = (),
        indent: float = 0.0,
    ) -> None:
        self.family, self.items = family, tuple(items)
        self._signed = any(isinstance(family[each.style], Sign) for each in self.items[:1])
        self.styles = bare(text, styles) + "".join(bare(each.text, each.style * len(each.text)) for each in items)
        super().__init__(text, language, face, indent)

    def measured(self, parts: Sequence[Segment]) -> MeasuredText:
        if parts:
            parts = (*parts[:-1], replace(parts[-1], joint=" ", penalty=_SIGN_ALONE if self._signed else 0.0))
        fixed = (Segment(each.text.replace(" ", "\u00a0"), " ", 0.0, address=True) for each in self.items)
        return MixedText((*parts, *fixed), self.family, self.face, self.styles)


class RichLine(SetLine, frozen=True):
    """A line of a text in several styles: how far it is indented, in 1/1000 em; the runs that it is drawn in, each
    behind its style; the number of its paragraph, and whether a bullet stands before it. Its type is `ratio` times as
    large as that of others.
    """

    indent: float = 0.0
    runs: tuple[tuple[str, str], ...] = ()
    part: int = 0
    bullet: bool = False
    ratio: float = 1.0


class Part(NamedTuple):
    """A paragraph with its indent in 1/1000 em and perhaps a bullet, in type `ratio` times as large as usual."""

    paragraph: Paragraph
    indent: float = 0.0
    bullet: bool = False
    ratio: float = 1.0

    def measure(self, measure: float) -> float:
        """The measure that it has in one for all."""
        return (measure - self.indent) / self.ratio

    def within(self, width: float) -> float:
        """How wide it is where it is so wide by itself."""
        return width * self.ratio + self.indent


class RichText:
    """Paragraphs under one another. It is asked the same as a `Paragraph`."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.whole = self
        self._known: dict[tuple[float, bool], tuple[RichLine, ...]] = {}
        self.widest = max(part.within(part.paragraph.whole.widest) for part in parts)
        self.least = max(part.within(part.paragraph.whole.least) for part in parts)

    @property
    def one_line(self) -> float:
        if len(self.parts) > 1:
            return inf
        return self.parts[0].within(self.parts[0].paragraph.one_line)

    def length_of_all(self) -> float:
        return sum(part.within(part.paragraph.length_of_all()) for part in self.parts)

    def count(self, measure: float, *, hyphens: bool | None = None) -> int:
        """How many lines there are at the least; where nothing is said of hyphens, as `MeasuredText` counts them: none
        is needed.
        """
        if hyphens is None:
            return sum([part.paragraph.whole.count(part.measure(measure)) for part in self.parts])
        return sum([part.paragraph.count(part.measure(measure), hyphens=hyphens) for part in self.parts])

    def lines(self, measure: float, *, hyphens: bool) -> tuple[RichLine, ...]:
        key = measure, hyphens
        if key not in self._known:
            self._known[key] = tuple(self._lines(measure, hyphens))
        return self._known[key]

    def _lines(self, measure: float, hyphens: bool) -> Iterator[RichLine]:
        for number, part in enumerate(self.parts):
            set_, ratio, place = part.paragraph, part.ratio, (part.indent, number)
            reading = _Styles(set_.styles) if isinstance(set_, MixedParagraph) else None
            for index, line in enumerate(set_.lines(part.measure(measure), hyphens=hyphens, even=False)):
                first = part.bullet and not index
                if reading is None:
                    plain = ((PLAIN, line.text),)
                    yield _rich(line, place, plain, first, ratio)
                    continue
                runs = reading.runs(line.text[:-1] if line.joint == "-" else line.text)
                if line.joint == "-":
                    style, text = runs[-1]
                    runs[-1] = style, text + "-"
                yield _rich(line, place, tuple(runs), first, ratio)


def _rich(
    line: SetLine, place: tuple[float, int], runs: tuple[tuple[str, str], ...], bullet: bool, ratio: float
) -> RichLine:
    indent, number = place
    return RichLine(line.text, line.width * ratio, line.joint, indent, runs, number, bullet, ratio)
