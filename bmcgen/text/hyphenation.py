"""Where a word may be broken with a hyphen, and which of these places are better than others.

The patterns of its language say where (see `liang`). Compounds that somebody lists with their joints (`Kunden|segment`)
come first: each part is hyphenated by itself, and a break at a joint is better than any other. Which patterns and
compounds a language has is for the caller to say: `Hyphenator` is made with a function that finds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import accumulate, pairwise

from msgspec import Struct, field

from bmcgen.text.liang import Patterns, installed_dictionary
from bmcgen.text.memo import MemoOwner

_SIDE = 3
"""Letters that stay together at either end of a word."""
_LEAST_LETTERS = 8
_MOST_LETTERS = 200
"""No language has longer words, and patterns are slow on them."""
_ENDING = 3
"""Letters that an inflected compound may have beyond the listed one."""
_LEAST_FIRST = 4
"""Letters in front of a head."""
_WORDS = 20_000
"""Words whose breaks a hyphenator remembers."""
_LANGUAGES = 64
_LETTERS = re.compile(r"[^\W\d_]+")
SOFT_HYPHEN = "\u00ad"
_WRITES_APART = frozenset({"en"})
"""Languages that write compounds as words of their own: what they list are good hyphenation points, not joints."""

Breaks = tuple[tuple[int, ...], frozenset[int]]
"""The positions before which a word may be broken with a hyphen, and those among them that are worse than others."""


class Rules(Struct, frozen=True):
    """What is known of a language: its patterns (None: no word is broken but at the joints of a compound), and its
    compounds in lower case, each with its parts: `{"kundensegment": ("kunden", "segment")}`. The `heads` are last parts
    of any compound: where a word ends in one, the patterns confirm the joint.
    """

    patterns: Patterns | None = None
    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()


class Hyphenator(MemoOwner):
    """Hyphenates words by the rules that `find` returns for a language tag (`de`, `de-CH`). It asks once a language and
    remembers what it finds out, so it is good for one state of the dictionaries: make another when they change.
    """

    def __init__(self, find: Callable[[str], Rules]) -> None:
        super().__init__()
        self._find = find

    def breaks(self, word: str, language: str) -> Breaks:
        """The hyphenation points of a word, at least three letters from either end of it.

        Soft hyphens, where the writer put any, are the only ones; positions count the letters without them. Parts of a
        word beside a digit or a sign are hyphenated by themselves. A point is worse than others in a compound with
        known joints, if it is none of these.
        """
        return self.derived(_breaks, _WORDS)(word, language)

    def rules(self, language: str) -> Rules:
        return self.derived(_rules, _LANGUAGES)(language)


_CURRENT: ContextVar[Hyphenator | None] = ContextVar("hyphenator", default=None)


@contextmanager
def hyphenated_by(hyphenator: Hyphenator) -> Iterator[None]:
    """Paragraphs made in this thread for as long as this lasts are broken by this hyphenator. Outside of it, the
    installed dictionaries apply.
    """
    token = _CURRENT.set(hyphenator)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_hyphenator() -> Hyphenator:
    """The hyphenator in use; whatever is cached of broken text depends on it."""
    return _CURRENT.get() or _installed()


@cache
def _installed() -> Hyphenator:
    """Hyphenates by what is installed, which stays as it is while the program runs."""
    return Hyphenator(lambda language: Rules(installed_dictionary(language)))


def breaks(word: str, language: str) -> Breaks:
    """`Hyphenator.breaks` of the one in use."""
    return current_hyphenator().breaks(word, language)


def at_joints(text: str, language: str) -> str:
    """A text with a soft hyphen in each joint of its compounds, as far as these are listed: there alone its words may
    be broken.
    """
    if language.replace("_", "-").lower().split("-")[0] in _WRITES_APART:
        return text
    rules = current_hyphenator().rules(language)

    def softened(word: re.Match[str]) -> str:
        ends = [0, *accumulate(map(len, _parts(word[0].lower(), rules)))]
        return SOFT_HYPHEN.join(word[0][start:end] for start, end in pairwise(ends))

    return text if SOFT_HYPHEN in text else _LETTERS.sub(softened, text)


def break_points(word: str, language: str) -> tuple[int, ...]:
    """The hyphenation points alone."""
    return breaks(word, language)[0]


def cased(char: str) -> bool:
    """Whether a character is a letter of a script that has capitals: only these scripts break words with hyphens."""
    return char.lower() != char.upper()


def takes_hyphen(before: str, after: str) -> bool:
    """Whether a hyphen may be put between two characters: never beside a letter of Chinese, Thai and the like."""
    return all(cased(char) or not char.isalpha() for char in (before, after))


def _rules(hyphenator: Hyphenator, language: str) -> Rules:
    return hyphenator._find(language)


def _breaks(hyphenator: Hyphenator, word: str, language: str) -> Breaks:
    if SOFT_HYPHEN in word:
        return _soft(word), frozenset()
    points: list[int] = []
    worse: set[int] = set()
    for part in _LETTERS.finditer(word):
        letters = part[0]
        if not _LEAST_LETTERS <= len(letters) <= _MOST_LETTERS or not all(map(cased, letters)):
            continue
        lower = letters.lower()
        if len(lower) != len(letters):  # İ has two characters in lower case
            lower = "".join(char.lower()[0] for char in letters)
        found, joints = _of_letters(lower, hyphenator.rules(language))
        kept = [at for at in found if _SIDE <= at <= len(letters) - _SIDE]
        points += [part.start() + at for at in kept]
        if joints:
            worse |= {part.start() + at for at in kept if at not in joints}
    return tuple(points), frozenset(worse)


def _of_letters(letters: str, rules: Rules) -> tuple[list[int], set[int]]:
    """The hyphenation points of a word of lower-case letters, and those that are joints."""
    found: list[int] = []
    joints: set[int] = set()
    start = 0
    for part in _parts(letters, rules):
        if start:
            found.append(start)
            joints.add(start)
        if rules.patterns is not None:
            found += [start + at for at in rules.patterns.positions(part)]
        start += len(part)
    return found, joints


def _parts(letters: str, rules: Rules) -> list[str]:
    """The parts of a compound that is listed, or ends in a head, with or without an ending; else the word itself."""
    for ending in range(_ENDING + 1):
        stem = letters[: len(letters) - ending]
        if stem in rules.compounds:
            *parts, last = rules.compounds[stem]
            return [*parts, last + letters[len(stem) :]]
    if rules.heads and _LEAST_LETTERS <= len(letters) <= _MOST_LETTERS:
        points = rules.patterns.positions(letters) if rules.patterns is not None else range(len(letters))
        # The longest head that the word ends in.
        for at in points:
            if at >= _LEAST_FIRST and any(letters[at : len(letters) - n] in rules.heads for n in range(_ENDING + 1)):
                return [letters[:at], letters[at:]]
    return [letters]


def _soft(word: str) -> tuple[int, ...]:
    """The places of soft hyphens, counted in the word without them."""
    points, position = [], 0
    for char in word:
        if char == SOFT_HYPHEN:
            points.append(position)
        else:
            position += 1
    letters = word.replace(SOFT_HYPHEN, "")
    return tuple(p for p in dict.fromkeys(points) if 0 < p < position and takes_hyphen(letters[p - 1], letters[p]))
