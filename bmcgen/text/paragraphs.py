"""Paragraphs: text to set lines, the way into this room.

A paragraph is cut into segments (`segmentation`), measured in a face (`measuring`), and its lines are chosen
(`line_breaking`). Words are hyphenated only where that is needed, for most notes are set without.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf

from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import Hyphenator, current_hyphenator
from bmcgen.text.line_breaking import Lines, best_lines, has_short_line
from bmcgen.text.measuring import TOLERANCE, MeasuredText, SetLine
from bmcgen.text.segmentation import Segment, segments, unhyphenated, words

_SHORT = 300
_MOST_LINES = 4_000
"""More lines than any sheet has room for: how many more need not be known."""
_KEPT = 1024
"""Paragraphs that each face remembers."""


def paragraph_of(text: str, language: str, face: Face) -> Paragraph:
    """A paragraph. Short ones are kept for the next sheet: titles, questions and many a note stand on more than one."""
    if len(text) > _SHORT:
        return Paragraph(text, language, face)
    return face.derived(_paragraph, _KEPT)(text, language, current_hyphenator())


def _paragraph(face: Face, text: str, language: str, hyphenator: Hyphenator) -> Paragraph:
    return Paragraph(text, language, face)


def _indented(text: MeasuredText, by: float) -> MeasuredText:
    """A measured text with its first line indented: so much of the measure is not for it."""
    if by and text.segments:
        text.indent, text.starts[0], text.ends_rise = by, -by, False
        text.widest = max(text.widest, text.ends[0] + by)
    return text


class Paragraph:
    """A text in a language, cut into segments and measured in one face: lines of it can be had for any measure.

    Measures and widths are in 1/1000 em. `whole` is the measured text without hyphens. A paragraph is hyphenated by the
    hyphenator in use when it is made. Its first line may be indented.
    """

    def __init__(self, text: str, language: str, face: Face, indent: float = 0.0) -> None:
        self.face, self.indent = face, indent
        self.whole = _indented(self.measured(words(text)), indent)
        self._text: tuple[str, str] | None = text, language
        self._hyphenator = current_hyphenator()
        self._hyphenated: MeasuredText | None = None
        self._known: dict[tuple[float, bool, bool], tuple[SetLine, ...]] = {}

    def measured(self, parts: Sequence[Segment]) -> MeasuredText:
        """Its segments measured."""
        return MeasuredText(parts, self.face)

    @classmethod
    def _of(cls, parts: Sequence[Segment], face: Face, hyphenator: Hyphenator) -> Paragraph:
        paragraph = cls.__new__(cls)
        paragraph.face, paragraph._text, paragraph._known, paragraph._hyphenator = face, None, {}, hyphenator
        paragraph.indent = 0.0
        paragraph.whole, paragraph._hyphenated = MeasuredText(unhyphenated(parts), face), MeasuredText(parts, face)
        return paragraph

    @property
    def _all(self) -> MeasuredText:
        """All segments: where words may be hyphenated is looked up only if some have to be."""
        if self._hyphenated is None:
            assert self._text is not None
            parts = segments(*self._text, self._hyphenator)
            same = len(parts) == len(self.whole.segments)
            self._hyphenated = self.whole if same else _indented(self.measured(parts), self.indent)
        return self._hyphenated

    def in_face(self, face: Face) -> Paragraph:
        """The same text, or the same rest of one, in another face."""
        return paragraph_of(*self._text, face) if self._text else self._of(self._all.segments, face, self._hyphenator)

    def length_of_all(self) -> float:
        """The width of the text on one line."""
        return self.whole.ends[-1] if self.whole.ends else 0.0

    @property
    def reach(self) -> float:
        """The width of the text where each of its languages stands on one line."""
        return self.length_of_all()

    def lines(self, measure: float, *, hyphens: bool, even: bool = True) -> tuple[SetLine, ...]:
        """The best lines for a measure. Without `hyphens`, a word is broken only where it is wider than the measure or,
        for an `even` rag, where a line would else stay half empty.
        """
        key = measure, hyphens, even
        known = self._known.get(key)
        if known is None:
            measured, chosen = self._chosen(measure, hyphens, even)
            known = tuple([measured.line(first, last) for first, last in chosen])
            self._known[key] = known
        return known

    @property
    def one_line(self) -> float:
        """How long a measure must be so that the text takes one line; infinite if it has line ends."""
        whole = self.whole
        return whole.ends[-1] + self.indent if len(whole.stops) == 1 and whole.ends else inf if whole.ends else 0.0

    def balanced(self, measure: float) -> tuple[SetLine, ...]:
        """As few lines as a measure allows, all about equally wide, as a heading wants them."""
        best = self.lines(measure, hyphens=False, even=False)
        # A balanced rag is no reason to break a word.
        whole = all(line.joint != "-" for line in best)
        low, high = max(self.whole.widest if whole else self._all.widest, measure / 3), measure
        while len(best) > 1 and high - low > 50:
            middle = (low + high) / 2
            lines = self.lines(middle, hyphens=False, even=False)
            if len(lines) > len(best):
                low = middle
            else:
                best, high = lines, middle
        return best

    def in_two(self, marks: str) -> tuple[SetLine, ...]:
        """Two lines, the first of which ends with the first word that ends in one of the marks; none if no word does
        before the last.
        """
        whole = self.whole
        for at, segment in enumerate(whole.segments[:-1]):
            if segment.text.endswith(tuple(marks)) and segment.joint == " ":
                return whole.line(0, at), whole.line(at + 1, len(whole.segments) - 1)
        return ()

    def divided(self, measure: float, count: int) -> tuple[tuple[SetLine, ...], Paragraph]:
        """The first `count` lines for a measure, chosen as `lines` chooses them without hyphens, and a paragraph of the
        rest.
        """
        fitted, chosen = self._chosen_hyphenated(measure, False, True)
        lines = tuple([fitted.line(first, last) for first, last in chosen[:count]])
        return lines, self._of(fitted.segments[chosen[:count][-1][1] + 1 :], self.face, self._hyphenator)

    def least(self, measure: float) -> int:
        """How many lines there would be if each could be filled to the end."""
        space = self.face.space
        return max(1, ceil((self.length_of_all() + space) / (measure + space) - TOLERANCE))

    def count(self, measure: float, *, hyphens: bool) -> int:
        """How many lines the text takes at the least; what `lines` gives is never more. Of thousands of lines it is an
        estimate, somewhat too low.
        """
        whole = self.whole
        if (least := self.least(measure)) > _MOST_LINES:
            return least
        if whole.widest <= measure:
            count = whole.count(measure)
            if not hyphens or count in (1, least):
                return count
        fitted = _indented(self._all.split(measure), self.indent)
        return fitted.count(measure) if hyphens else fitted.count_whole(measure)

    def _chosen(self, measure: float, hyphens: bool, even: bool) -> tuple[MeasuredText, Lines]:
        """The lines, and what they are lines of."""
        if not hyphens and self.whole.widest <= measure:
            chosen = best_lines(self.whole, measure, True)
            if not (even and has_short_line(self.whole, chosen, measure)):
                return self.whole, chosen
            hyphens = True
        return self._chosen_hyphenated(measure, hyphens, even)

    def _chosen_hyphenated(self, measure: float, hyphens: bool, even: bool) -> tuple[MeasuredText, Lines]:
        """The lines of all segments, those split that are wider than the measure."""
        fitted = _indented(self._all.split(measure), self.indent)
        chosen = best_lines(fitted, measure, hyphens)
        if even and not hyphens and has_short_line(fitted, chosen, measure):
            chosen = best_lines(fitted, measure, True)
        return fitted, chosen
