"""Text to lines.

A paragraph is cut into pieces: stretches that are never broken. Behind each stands what a break there would cost: at a
space it is free, behind a hyphen, dash or slash nothing is added, inside a word a hyphen is. Lines are then chosen so
that there are as few as can be, and among those the ones whose ends are most even; the total over the paragraph is
made as small as it can be, as Knuth and Plass do (Breaking Paragraphs into Lines, 1981), for an unjustified setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf

from bmcgen.model.hyphenation import Dictionaries
from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import own_dictionaries
from bmcgen.text.measuring import TOLERANCE, Broken, Measured
from bmcgen.text.segmentation import Piece, merged, pieces, words

_SHORT = 300
_KEPT = 512
"""Paragraphs that each face remembers."""


def paragraph_of(text: str, language: str, face: Face) -> Paragraph:
    """A paragraph. Short ones are kept for the next sheet: titles, questions and many a note stand on more than one."""
    if len(text) > _SHORT:
        return Paragraph(text, language, face)
    return face.derived(_paragraph, _KEPT)(text, language, own_dictionaries())


def _paragraph(face: Face, text: str, language: str, own: Dictionaries | None) -> Paragraph:
    return Paragraph(text, language, face)


class Paragraph:
    """A text cut into pieces and measured in one face: lines of it can be had for any measure. In `whole` are its
    words, none of which is broken.
    """

    def __init__(self, text: str, language: str, face: Face) -> None:
        self.face = face
        self.whole = Measured(words(text), face)
        self._text: tuple[str, str] | None = text, language
        self._pieces: Measured | None = None
        self._known: dict[tuple[float, bool, bool], tuple[Broken, ...]] = {}

    @classmethod
    def _of(cls, parts: Sequence[Piece], face: Face) -> Paragraph:
        paragraph = cls.__new__(cls)
        paragraph.face, paragraph._text, paragraph._known = face, None, {}
        paragraph.whole, paragraph._pieces = Measured(merged(parts), face), Measured(parts, face)
        return paragraph

    @property
    def _all(self) -> Measured:
        """All the pieces: where words may be broken is looked up only if some have to be."""
        if self._pieces is None:
            assert self._text is not None
            parts = pieces(*self._text)
            same = len(parts) == len(self.whole.parts)
            self._pieces = self.whole if same else Measured(parts, self.face)
        return self._pieces

    def in_face(self, face: Face) -> Paragraph:
        """The same text, or the same rest of one, in another face."""
        return paragraph_of(*self._text, face) if self._text else self._of(self._all.parts, face)

    def length_of_all(self) -> float:
        """The length of the text on one line."""
        return self.whole.ends[-1] if self.whole.ends else 0.0

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

    @property
    def one_line(self) -> float:
        """How long a measure must be so that the text takes one line; infinite if it has line ends."""
        whole = self.whole
        return whole.ends[-1] if len(whole.stops) == 1 and whole.ends else inf if whole.ends else 0.0

    def balanced(self, measure: float) -> tuple[Broken, ...]:
        """As few lines as a measure allows, all about equally long, as a heading wants them."""
        best = self.lines(measure, hyphens=False, even=False)
        # To even out lines is no reason to break a word.
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

    def divided(self, measure: float, count: int) -> tuple[tuple[Broken, ...], Paragraph]:
        """The first lines for a measure, broken as `lines` breaks them without hyphens, and a paragraph of the rest."""
        fitted, ends = self._taken_apart(measure, False, True)
        lines = tuple([fitted.line(first, last) for first, last in ends[:count]])
        return lines, self._of(fitted.parts[ends[:count][-1][1] + 1 :], self.face)

    def least(self, measure: float) -> int:
        """How many lines there would be if each could be filled to the end."""
        space = self.face.space
        return max(1, ceil((self.length_of_all() + space) / (measure + space) - TOLERANCE))

    def count(self, measure: float, *, hyphens: bool) -> int:
        """How many lines the text takes at the least; what `lines` gives is never more."""
        whole = self.whole
        if whole.widest <= measure:
            count = whole.count(measure)
            if not hyphens or count == 1 or count == self.least(measure):
                return count
        fitted = self._all.fitted(measure)
        return fitted.count(measure) if hyphens else fitted.count_whole(measure)

    def _ends(self, measure: float, hyphens: bool, even: bool) -> tuple[Measured, list[tuple[int, int]]]:
        """The first and the last piece of each line, and what they are pieces of."""
        if not hyphens and self.whole.widest <= measure:
            ends = self.whole.best(measure, True)
            if not (even and self.whole.ragged(ends, measure)):
                return self.whole, ends
            hyphens = True
        return self._taken_apart(measure, hyphens, even)

    def _taken_apart(self, measure: float, hyphens: bool, even: bool) -> tuple[Measured, list[tuple[int, int]]]:
        """The same of all pieces, none of which is longer than the measure."""
        fitted = self._all.fitted(measure)
        ends = fitted.best(measure, hyphens)
        if even and not hyphens and fitted.ragged(ends, measure):
            ends = fitted.best(measure, True)
        return fitted, ends
