"""Where a word may be broken, and where it had better be.

Patterns are Liang's (Word Hy-phen-a-tion by Com-put-er, 1983): those of a locale's own `hyphenation.txt`, the user's
before the shipped one, else those of pyphen. A locale's `joints.txt` lists compounds with their joints
(`Kunden|segment`), and the user's adds to the shipped one: their parts are hyphenated each by itself, and a break at a
joint is better than any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path

from bmcgen.model.hyphenation import Dictionaries
from bmcgen.resources import SHIPPED

_SIDE = 3
_LEAST_LETTERS = 8
_MOST_LETTERS = 200
"""No language has longer words, and patterns are slow on them."""
_ENDING = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_PATTERN = re.compile(r"^(?:[%#]|(?:COMPOUND)?(?:LEFT|RIGHT)HYPHENMIN|NOHYPHEN|NEXTLEVEL).*$", re.MULTILINE)
_STEP = re.compile(r"(\d?)(\D?)")
_SOFT = "\u00ad"
Positions = Callable[[str], list[int]]


_OWN: ContextVar[Dictionaries | None] = ContextVar("own", default=None)


@contextmanager
def hyphenated_by(own: Dictionaries | None) -> Iterator[None]:
    """Words are broken as a user's own dictionaries say, in this thread and for as long as this lasts."""
    token = _OWN.set(own)
    try:
        yield
    finally:
        _OWN.reset(token)


def own_dictionaries() -> Dictionaries | None:
    """The dictionaries in use; what is cached of a broken text depends on them."""
    return _OWN.get()


def cased(char: str) -> bool:
    """Whether a character is a letter of a script that has capitals: only these scripts break words with hyphens."""
    return char.lower() != char.upper()


def takes_hyphen(before: str, after: str) -> bool:
    """Whether a hyphen may be put between two characters: never beside a letter of Chinese, Thai and the like."""
    return all(cased(char) or not char.isalpha() for char in (before, after))


def break_points(word: str, language: str) -> tuple[int, ...]:
    """The positions in a word before which it may be broken with a hyphen, at least three letters from either end.

    Soft hyphens, where the writer put any, are the only places. A part beside a digit or a sign is taken by itself.
    """
    return breaks(word, language)[0]


def breaks(word: str, language: str) -> tuple[tuple[int, ...], frozenset[int]]:
    """The same positions, and those among them that are worse than others: not at a joint of a word that has joints."""
    return _breaks(word, language, _OWN.get())


@lru_cache(20_000)
def _breaks(word: str, language: str, own: Dictionaries | None) -> tuple[tuple[int, ...], frozenset[int]]:
    if _SOFT in word:
        return _soft(word), frozenset()
    points: list[int] = []
    worse: set[int] = set()
    for part in _LETTERS.finditer(word):
        letters = part[0]
        if not _LEAST_LETTERS <= len(letters) <= _MOST_LETTERS or not all(map(cased, letters)):
            continue
        found, joints = _of_letters(letters.lower(), language, own)
        kept = [at for at in found if _SIDE <= at <= len(letters) - _SIDE]
        points += [part.start() + at for at in kept]
        if joints:
            worse |= {part.start() + at for at in kept if at not in joints}
    return tuple(points), frozenset(worse)


def _of_letters(letters: str, language: str, own: Dictionaries | None) -> tuple[list[int], set[int]]:
    """The positions in a word of lower-case letters, and those that are joints."""
    positions, compounds = _tables(language, own)
    if positions is None:
        # A compound that the user lists has its joints, whether or not anything knows the language.
        positions = _nowhere
    parts = _parts(letters, compounds)
    found: list[int] = []
    joints: set[int] = set()
    start = 0
    for part in parts:
        if start:
            found.append(start)
            joints.add(start)
        found += [start + at for at in positions(part)]
        start += len(part)
    return found, joints


def _nowhere(_: str) -> list[int]:
    return []


def _parts(letters: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The parts of a compound that is listed, with or without an ending; else the word itself."""
    for ending in range(_ENDING + 1):
        stem = letters[: len(letters) - ending]
        if stem in known:
            *parts, last = known[stem]
            return [*parts, last + letters[len(stem) :]]
    return [letters]


@lru_cache(64)
def _tables(language: str, own: Dictionaries | None) -> tuple[Positions | None, Mapping[str, tuple[str, ...]]]:
    """What finds the positions in a word of a language, and its compounds."""
    joints = _joints(_base(language))
    if own is None:
        return _patterns(language), joints
    brought = own.of(language)
    positions = _patterns(language) if brought.patterns is None else _Patterns(brought.patterns).positions
    return positions, {**joints, **brought.joints}


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


@cache
def _joints(base: str) -> dict[str, tuple[str, ...]]:
    """The compounds of a shipped list, without and with their joints."""
    words = [line.strip().lower() for line in _lines(SHIPPED / "locales" / base / "joints.txt")]
    return {word.replace("|", ""): tuple(word.split("|")) for word in words}


def _lines(path: Path) -> Iterator[str]:
    if path.is_file():
        with path.open(encoding="utf-8") as file:
            yield from (line for line in file if line.strip() and not line.startswith("#"))


@cache
def _patterns(language: str) -> Positions | None:
    """What finds the positions in a word of a language, with or without its region; None where nothing does."""
    path = SHIPPED / "locales" / _base(language) / "hyphenation.txt"
    if path.is_file():
        patterns: dict[str, str] = {}
        for line in _lines(path):
            digits, *letters = line.split()
            patterns.update(dict.fromkeys(letters, digits))
        return _Patterns(patterns).positions
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    if known is None:
        return None
    quick = _Dictionary.of(pyphen.LANGUAGES[known])
    if quick:
        return quick.positions
    words = pyphen.Pyphen(lang=known, left=2, right=2)
    return lambda word: [int(at) for at in words.positions(word)]


class _Patterns:
    """Patterns by their letters, each with a digit before each of them and one behind the last."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.patterns = patterns
        self.longest = max(map(len, patterns), default=0)

    def digits(self, letters: str) -> str:
        """The digits of a pattern, one before each of its letters; empty if there is none of these letters."""
        return self.patterns.get(letters, "")

    def positions(self, word: str) -> list[int]:
        """The positions at which the highest of the digits of all patterns in a word is odd."""
        text = f".{word}."
        highest = ["0"] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(start + self.longest, len(text)) + 1):
                for at, digit in enumerate(self.digits(text[start:end]), start):
                    highest[at] = max(highest[at], digit)
        return [at - 1 for at, digit in enumerate(highest) if digit in "13579" and 2 <= at - 1 <= len(word) - 2]


class _Dictionary(_Patterns):
    """A dictionary of pyphen's as it stands: which digits a pattern has is only looked at where its letters are met,
    for reading all of them takes longer than to make a poster.
    """

    def __init__(self, lines: str) -> None:
        # Bytes lose their digits much faster than text does.
        letters = lines.encode().translate(None, b"0123456789").decode()
        self.patterns = dict(zip(letters.split("\n"), lines.split("\n"), strict=True))
        self.longest = max(map(len, self.patterns))

    @classmethod
    def of(cls, path: Path) -> _Dictionary | None:
        """None for a dictionary that also changes letters, or has them in escapes: pyphen itself reads these."""
        encoding, lines = path.read_bytes().split(b"\n", 1)
        text = lines.decode(encoding.decode().strip()).replace("\r", "")
        return None if any(sign in text for sign in "/=^") else cls(_NO_PATTERN.sub("", text))

    def digits(self, letters: str) -> str:
        pattern = self.patterns.get(letters)
        if pattern is None:
            return ""
        return "".join(digit or "0" for digit, _ in _STEP.findall(pattern))


def _soft(word: str) -> tuple[int, ...]:
    """The places of soft hyphens, counted in the word without them."""
    points, position = [], 0
    for char in word:
        if char == _SOFT:
            points.append(position)
        else:
            position += 1
    letters = word.replace(_SOFT, "")
    return tuple(p for p in dict.fromkeys(points) if 0 < p < position and takes_hyphen(letters[p - 1], letters[p]))
