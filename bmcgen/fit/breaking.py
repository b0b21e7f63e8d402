"""Text to lines.

A paragraph is cut into pieces: stretches that are never broken. Behind each stands what a break there would cost: at a
space it is free, behind a hyphen, dash or slash nothing is added, inside a word a hyphen is. Lines are then chosen so
that there are as few as can be, and among those the ones whose ends are most even; the total over the paragraph is
made as small as it can be, as Knuth and Plass do (Breaking Paragraphs into Lines, 1981), for an unjustified setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.fit.hyphenate import breaks
from bmcgen.fonts import Face

Joint = Literal[" ", "\n", "", "-"]
_SOFT = "\u00ad"
# ReportLab draws the non-breaking space as a space; the faces have no other fixed spaces.
_FIXED_SPACES = str.maketrans("\u202f\u2007\u2060", "\u00a0\u00a0\u00a0")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
# Not between two figures (10–12 is one thing), nor where it would leave a stump (QR-code, en/of).
_AFTER_SIGN = re.compile(
    r"(?<=[^\W\d]{3}[-/\u2010\u2013+&])(?=[^\W\d]{3}|[\d(\[])|(?<=[\d)\]][-/\u2010\u2013+&])(?=[^\W\d]{3})"
    r"|(?<=\u2014)(?=.)"
)
_AFTER_ADDRESS_SIGN = re.compile(r"(?<=[/._@?&=-])(?=[^/._@?&=-])(?<!\d[._-](?=\d))(?!(?<=\.)[a-z]{2,3}(?:/|$))")
# A number keeps its unit, a sign its number: a space between two words that match is not broken.
_UNIT = re.compile(
    r"(?:%|‰|°C?|€|\$|£|CHF|EUR|mm|cm|km|m²?|kg|g|km/h|kWh|MWh|GB|MB|h|min|uur|Uhr|Mio\.?|Mrd\.?|mln\.?|mld\.?)[.,;:)!?]*"
)
_NUMBER_END = re.compile(r".*\d[.,]?-?[)]?")
_SIGN_BEFORE = re.compile(r"[(]?(?:€|\$|£|§§?|CHF|EUR|USD|GBP|[Nn]r\.?|[Nn]o\.|ca\.|[Aa]rt\.|[Pp]\.|[Ss]\.|[Tt]el\.)")
_ABBREVIATION = re.compile(r"[(]?[A-Za-zÄÖÜäöü]\.")
_ABBREVIATED = re.compile(r"[A-Za-zÄÖÜäöü]\.[),;:]?")


class Piece(Struct, frozen=True):
    """A stretch of letters, and how it is joined to the next piece: see `Joint`; `-` may be broken with a hyphen.

    Where it is `weak` a line had better not end: behind a number, before a single letter, behind the first short word
    of a sentence, inside a word that has joints.
    """

    text: str
    joint: Joint
    weak: bool = False


class Broken(Struct, frozen=True):
    """A line: its text as it is drawn, its length in thousandths of the size, and what it was joined to the next by."""

    text: str
    width: float
    joint: Joint


@lru_cache(256)
def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The pieces of a text; a newline in it ends a line. Runs of ordinary spaces count as one."""
    found: list[Piece] = []
    for number, line in enumerate(text.translate(_FIXED_SPACES).split("\n")):
        if number and found:
            found[-1] = Piece(found[-1].text, "\n")
        words = line.split(" ")
        words = [word for word in words if word]
        for index, word in enumerate(words):
            last = index == len(words) - 1
            following = "" if last else words[index + 1]
            keep = not last and _keep(word, following)
            found += _word(word, language, "" if keep else " ")
            if keep:
                words[index + 1] = _glue(found, following)
            elif word[-1:].isdigit() or (len(following) == 1 and following.isupper()) or _begins(words, index):
                found[-1] = replace(found[-1], weak=True)
    return tuple(found)


def _begins(words: Sequence[str], index: int) -> bool:
    """Whether a word is a short one that begins a sentence: it had better not end a line."""
    return (
        index > 0
        and len(words[index]) <= 3
        and words[index][:1].isupper()
        and words[index - 1].endswith((".", "?", "!"))
    )


def _glue(found: list[Piece], following: str) -> str:
    """Takes back the last piece so that it is set as one with the word after it, across the space between them."""
    return f"{found.pop().text}\u00a0{following}"


def _keep(word: str, following: str) -> bool:
    word = word.rsplit("\u00a0", 1)[-1]
    return bool(
        (_NUMBER_END.fullmatch(word) and _UNIT.fullmatch(following))
        or (_SIGN_BEFORE.fullmatch(word) and (following[:1].isdigit() or following[:1] in "€$£"))
        or (_ABBREVIATION.fullmatch(word) and _ABBREVIATED.fullmatch(following))
        or following in ("–", "—", "×", "=", "/", "t/m")
        or (word in ("×", "t/m") and following[:1].isdigit())
        or word in ("’s", "'s", "’n", "'n", "’t", "'t")
    )


def _word(word: str, language: str, after: Joint) -> Iterator[Piece]:
    address = _ADDRESS.fullmatch(word.strip("()[]<>.,;:\"'"))
    parts = (_AFTER_ADDRESS_SIGN if address else _AFTER_SIGN).split(word)
    for number, part in enumerate(parts):
        joint: Joint = after if number == len(parts) - 1 else ""
        letters = part.replace(_SOFT, "")
        points, worse = ((), frozenset()) if address else breaks(part, language)
        start = 0
        for point in points:
            yield Piece(letters[start:point], "-", point in worse)
            start = point
        yield Piece(letters[start:], joint)


class Paragraph:
    """A text cut into pieces and measured in one face: lines of it can be had for any measure."""

    def __init__(self, text: str, language: str, face: Face) -> None:
        self._prepare(pieces(text, language), face)

    @classmethod
    def _of(cls, parts: Sequence[Piece], face: Face) -> Paragraph:
        paragraph = cls.__new__(cls)
        paragraph._prepare(parts, face)
        return paragraph

    def _prepare(self, parts: Sequence[Piece], face: Face) -> None:
        self.face, self.parts = face, parts
        self.starts = [0.0]
        self.alone: list[float] = []
        at = 0.0
        for number, part in enumerate(parts):
            width = face.width(part.text)
            self.alone.append(width + (self._hyphen(part) if part.joint == "-" else 0.0))
            at += width
            if part.joint == " ":
                at += face.space
            elif number + 1 < len(parts) and part.joint != "\n":
                at += face.kern(part.text[-1:], parts[number + 1].text[:1])
            self.starts.append(at)
        self.widest = max(self.alone, default=0.0)
        self._known: dict[tuple[float, bool, bool], tuple[Broken, ...]] = {}
        self._words: list[tuple[int, int]] = []

    def _hyphen(self, part: Piece) -> float:
        return self.face.hyphen + self.face.kern(part.text[-1:], "-")

    def length(self, first: int, last: int) -> float:
        """The length of a line of the pieces from first to last."""
        return self.starts[last] - self.starts[first] + self.alone[last]

    def in_face(self, face: Face) -> Paragraph:
        """The same text, or the same rest of one, in another face."""
        return self._of(self.parts, face)

    def length_of_all(self) -> float:
        """The length of the text on one line."""
        return self.length(0, len(self.parts) - 1) if self.parts else 0.0

    def lines(self, measure: float, *, hyphens: bool, even: bool = True) -> tuple[Broken, ...]:
        """The best lines for a measure in thousandths of the size. Without `hyphens`, a word is broken only where it is
        longer than the measure or, if the lines are to be `even`, where one of them would else stay half empty.
        """
        key = measure, hyphens, even
        known = self._known.get(key)
        if known is None:
            fitted = self._fitted(measure)
            known = tuple(fitted._line(first, last) for first, last in fitted._ends(measure, hyphens, even))
            self._known[key] = known
        return known

    def balanced(self, measure: float) -> tuple[Broken, ...]:
        """As few lines as a measure allows, all about equally long, as a heading wants them."""
        best = self.lines(measure, hyphens=False, even=False)
        low, high = max(self.widest, measure / 3), measure
        while len(best) > 1 and high - low > 50:
            middle = (low + high) / 2
            lines = self.lines(middle, hyphens=False, even=False)
            if len(lines) > len(best):
                low = middle
            else:
                best, high = lines, middle
        return best

    def _ends(self, measure: float, hyphens: bool, even: bool) -> list[tuple[int, int]]:
        ends = self._best(measure, hyphens)
        if even and not hyphens and self._ragged(ends, measure):
            return self._best(measure, True)
        return ends

    def divided(self, measure: float, count: int) -> tuple[tuple[Broken, ...], Paragraph]:
        """The first lines for a measure, broken as `lines` breaks them without hyphens, and a paragraph of the rest."""
        fitted = self._fitted(measure)
        ends = fitted._ends(measure, False, True)[:count]
        lines = tuple(fitted._line(first, last) for first, last in ends)
        return lines, self._of(fitted.parts[ends[-1][1] + 1 :], self.face)

    def count(self, measure: float, *, hyphens: bool) -> int:
        """How many lines the text takes at the least; what `lines` gives is never more."""
        fitted = self._fitted(measure)
        if fitted is not self:
            return fitted.count(measure, hyphens=hyphens)
        parts, alone, starts = self.parts, self.alone, self.starts
        count = first = 0
        total = len(parts)
        while first < total:
            count += 1
            free = hyphen = -1
            origin = starts[first] - 0.001
            for last in range(first, total):
                if starts[last] - origin + alone[last] > measure + 0.002:
                    if parts[last].joint == "-" and starts[last + 1] - starts[first] <= measure:
                        continue
                    break
                joint = parts[last].joint
                if joint == "-":
                    hyphen = last
                else:
                    free = last
                    if joint == "\n":
                        break
            if free < 0 or (hyphens and hyphen > free and parts[free].joint != "\n"):
                first = max(free, hyphen) + 1
            else:
                first = free + 1
        return count

    def _fitted(self, measure: float) -> Paragraph:
        """Itself, or a copy in which every piece longer than the measure is cut into pieces that are not."""
        if self.widest <= measure:
            return self
        room = max(
            measure, max(map(self.face.width, {c for p in self.parts for c in p.text}), default=0) + self.face.hyphen
        )
        cut: list[Piece] = []
        for part, alone in zip(self.parts, self.alone, strict=True):
            if alone <= measure:
                cut.append(part)
                continue
            hyphen: Joint = "-" if part.text.isalpha() else ""
            # A hyphen and the kerning before it must find room behind each of the pieces.
            spare = (self.face.hyphen if "-" in (hyphen, part.joint) else 0.0) + 30
            *heads, tail = self._cut(part.text, room - spare)
            cut += [Piece(head, hyphen) for head in heads]
            cut.append(Piece(tail, part.joint))
        other = self._of(cut, self.face)
        other.widest = 0.0
        return other

    def _cut(self, text: str, room: float) -> Iterator[str]:
        """A text in pieces of at most a length, and at least a letter."""
        face, start, used = self.face, 0, 0.0
        for number, char in enumerate(text):
            used += face.width(char) + (face.kern(text[number - 1], char) if number > start else 0.0)
            if used > room and number > start:
                yield text[start:number]
                start, used = number, face.width(char)
        yield text[start:]

    def _best(self, measure: float, hyphens: bool) -> list[tuple[int, int]]:
        """The first and last piece of each line: fewest lines, then the most even."""
        parts = self.parts
        total = len(parts)
        best: list[tuple[int, float, int, bool]] = [(0, 0.0, 0, False)]
        for last in range(total):
            joint = parts[last].joint
            chosen: tuple[int, float, int, bool] | None = None
            if joint == "-" and not hyphens and not self._too_long(last, measure):
                best.append((-1, 0.0, 0, False))
                continue
            for first in range(last, -1, -1):
                if first < last and parts[first].joint == "\n":
                    break
                length = self.length(first, last)
                # Kerning and spaces only ever add to a longer line, so nothing before `first` can fit either.
                if length > measure and first < last and self.starts[last] - self.starts[first] > measure:
                    break
                before = best[first]
                if before[0] < 0 or (length > measure and first < last):
                    continue
                cost = before[1] + self._cost(first, last, length, measure, before[3])
                if chosen is None or (before[0] + 1, cost) < chosen[:2]:
                    chosen = (before[0] + 1, cost, first, joint == "-")
            best.append(chosen or (-1, 0.0, 0, False))
        lines: list[tuple[int, int]] = []
        end = total
        while end > 0:
            first = best[end][2]
            lines.append((first, end - 1))
            end = first
        return lines[::-1]

    def _cost(self, first: int, last: int, length: float, measure: float, hyphen_before: bool) -> float:
        slack = max(0.0, measure - length) / measure
        joint = self.parts[last].joint
        if last == len(self.parts) - 1 or joint == "\n":
            # The last line may be short, but no short word stands there by itself.
            alone = length < 0.36 * measure and all(part.joint != " " for part in self.parts[first:last])
            return max(0.0, 0.22 - length / measure) * 0.9 + (0.3 if alone and first else 0.0)
        cost = slack * slack + (0.12 if self.parts[last].weak else 0.0)
        if joint == "-":
            cost += 0.25 + (0.4 if hyphen_before else 0.0)
        return cost

    def _too_long(self, index: int, measure: float) -> bool:
        """Whether the word that a piece is part of is longer than the measure."""
        if not self._words:
            first = 0
            for last, part in enumerate(self.parts):
                if part.joint != "-" or last + 1 == len(self.parts):
                    self._words += [(first, last)] * (last + 1 - first)
                    first = last + 1
        return self.length(*self._words[index]) > measure

    def _ragged(self, ends: list[tuple[int, int]], measure: float) -> bool:
        return any(
            self.length(first, last) < 0.36 * measure for first, last in ends[:-1] if self.parts[last].joint != "\n"
        )

    def _line(self, first: int, last: int) -> Broken:
        parts = self.parts
        text = "".join(part.text + (" " if part.joint == " " else "") for part in parts[first:last]) + parts[last].text
        joint = parts[last].joint
        if joint == "-":
            text += "-"
        if last == len(parts) - 1:
            joint = "\n"
        return Broken(text, self.length(first, last), joint)
