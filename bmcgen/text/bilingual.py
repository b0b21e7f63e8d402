"""A text in two languages: the lines of the first, and below them those of the second, which is set smaller.

Both keep the leading of the first, so whatever counts lines need not know that there are two. Measures and widths are
in 1/1000 em of the first; the second is hyphenated by the rules of its own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from bmcgen.text.fonts import Face
from bmcgen.text.measuring import MeasuredText, SetLine
from bmcgen.text.paragraphs import Paragraph


class SecondLine(SetLine, frozen=True):
    """A line in the second language: its type is `ratio` times as large as that of the first."""

    ratio: float = 1.0


class _BothMeasured(MeasuredText):
    """What is asked of two measured texts that stand under one another."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[tuple[MeasuredText, float]], face: Face) -> None:
        super().__init__((), face)
        self.parts = parts
        self.widest = max(part.widest * ratio for part, ratio in parts)

    @property
    def least(self) -> float:
        return max(part.least * ratio for part, ratio in self.parts)

    def count(self, measure: float) -> int:
        return sum(part.count(measure / ratio) for part, ratio in self.parts)


class BilingualParagraph(Paragraph):
    """A paragraph in one language over one in another. Where the first has been set already, `first` is None."""

    def __init__(self, first: Paragraph | None, second: Paragraph, ratio: float) -> None:
        self.first, self.second, self.ratio = first, second, ratio
        self.parts: tuple[tuple[Paragraph, float], ...] = ((second, ratio),)
        if first:
            self.parts = ((first, 1.0), *self.parts)
        self.face = second.face
        self.whole = _BothMeasured([(part.whole, times) for part, times in self.parts], self.face)
        self._set: dict[tuple[float, bool, bool], tuple[SetLine, ...]] = {}

    def in_face(self, face: Face) -> Paragraph:
        return BilingualParagraph(self.first and self.first.in_face(face), self.second.in_face(face), self.ratio)

    def length_of_all(self) -> float:
        return sum(part.length_of_all() * ratio for part, ratio in self.parts)

    @property
    def reach(self) -> float:
        return max(part.reach * ratio for part, ratio in self.parts)

    @property
    def one_line(self) -> float:
        return inf if self.first else self.second.one_line * self.ratio

    def lines(self, measure: float, *, hyphens: bool, even: bool = True) -> tuple[SetLine, ...]:
        key = measure, hyphens, even
        if key not in self._set:
            first = self.first.lines(measure, hyphens=hyphens, even=even) if self.first else ()
            second = self.second.lines(measure / self.ratio, hyphens=hyphens, even=even)
            self._set[key] = (*first, *self._smaller(second))
        return self._set[key]

    def balanced(self, measure: float) -> tuple[SetLine, ...]:
        first = self.first.balanced(measure) if self.first else ()
        return (*first, *self._smaller(self.second.balanced(measure / self.ratio)))

    def _smaller(self, lines: Sequence[SetLine]) -> list[SetLine]:
        return [SecondLine(line.text, line.width * self.ratio, line.joint, self.ratio) for line in lines]

    def divided(self, measure: float, count: int) -> tuple[tuple[SetLine, ...], Paragraph]:
        """As of any paragraph; lines end at the division between the languages as they do without one."""
        head: tuple[SetLine, ...] = ()
        if self.first:
            whole = self.first.lines(measure, hyphens=False)
            if count < len(whole):
                head, rest = self.first.divided(measure, count)
                return head, BilingualParagraph(rest, self.second, self.ratio)
            if count == len(whole):
                return whole, BilingualParagraph(None, self.second, self.ratio)
            head = whole
        lines, rest = self.second.divided(measure / self.ratio, count - len(head))
        return (*head, *self._smaller(lines)), BilingualParagraph(None, rest, self.ratio)

    def least(self, measure: float) -> int:
        return sum(part.least(measure / ratio) for part, ratio in self.parts)

    def count(self, measure: float, *, hyphens: bool) -> int:
        return sum(part.count(measure / ratio, hyphens=hyphens) for part, ratio in self.parts)
