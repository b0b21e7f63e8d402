"""Liang's hyphenation algorithm, for patterns of whatever origin.

A pattern is a stretch of letters with a digit before each of them and one behind the last; `.` stands for an end of
the word. Every pattern that occurs in a word votes on each position that it covers, the highest digit wins, and an odd
digit allows a hyphen there, an even one forbids it.

Source: F. M. Liang, Word Hy-phen-a-tion by Com-put-er, Stanford 1983, chapters 3 and 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

_SIDE = 2
"""Letters that stay together at either end of a word, whatever the patterns say."""
_STEP = re.compile(r"(\d?)(\D?)")
_NO_PATTERN = re.compile(
    r"^(?:[%#]|(?:COMPOUND)?(?:LEFT|RIGHT)HYPHENMIN|NOHYPHEN|NEXTLEVEL).*$|[ \t\r]+$", re.MULTILINE
)
_HEX = re.compile(r"\^\^([0-9a-f]{2})")
_OPEN_DICTIONARIES = 16
_KNOWN_PATTERNS = 4096


def digits_of(pattern: str) -> str:
    """The digits of a pattern in TeX's notation, one before each letter and one behind the last: `.ach4` is `00004`."""
    letters = re.sub(r"\d", "", pattern)
    return _digits_in(pattern)[: len(letters) + 1]


@lru_cache(_KNOWN_PATTERNS)
def _digits_in(pattern: str) -> str:
    return "".join([digit or "0" for digit, _ in _STEP.findall(pattern)])


class Patterns:
    """The patterns of a language: a mapping from their letters to their digits, `{".ach": "00004"}`. Zeros at the end
    may be left out.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns
        self._longest = max(map(len, patterns), default=0)

    @classmethod
    def grouped(cls, lines: Iterable[str]) -> Patterns:
        """Patterns from lines that each begin with digits and go on with all the stretches of letters that have these
        digits: `001 ab cd`. Lines are trusted to be so.
        """
        patterns: dict[str, str] = {}
        for line in lines:
            digits, *letters = line.split()
            patterns.update(dict.fromkeys(letters, digits))
        return cls(patterns)

    def positions(self, word: str) -> list[int]:
        """The positions in a word of lower-case letters before which a hyphen may stand, in rising order: 3 for
        `abc-de`. They are at least two letters from either end. The time it takes grows with the length of the word
        times that of the longest pattern.
        """
        levels = self._levels(word)
        return [at for at in range(_SIDE, len(word) - _SIDE + 1) if levels[at + 1] in "13579"]

    def _digits(self, pattern: str) -> str:
        """The digits of a pattern as the mapping has it."""
        return pattern

    def _levels(self, word: str) -> list[str]:
        """The highest digit before each character of a word between its two full stops."""
        text = f".{word}."
        highest = ["0"] * (len(text) + 1)
        get, last = self._patterns.get, len(text)
        for start in range(last):
            for end in range(start + 1, min(start + self._longest, last) + 1):
                # Few stretches of a word are patterns.
                if pattern := get(text[start:end]):
                    for at, digit in enumerate(self._digits(pattern), start):
                        highest[at] = max(highest[at], digit)
        return highest


class HyphenDictionary(Patterns):
    """A dictionary in the format of libhyphen (`hyph_xx.dic`): an encoding, then patterns in TeX's notation, a line
    each.

    Reading the digits of all patterns would take longer than to make a poster, so only their letters are read at once;
    the digits of a pattern are looked at when a word has its letters.

    Some patterns change the letters at a break (Hungarian `asszony` becomes `asz-szony`). What a user wrote is printed
    as it is written, so a word is not broken there.
    """

    def __init__(self, data: bytes) -> None:
        """`data` is the file's content. LookupError for an encoding that Python does not know, ValueError for bytes
        that are not in the encoding.
        """
        name, _, body = data.partition(b"\n")
        encoding = name.decode("ascii").strip()
        if encoding.lower() == "microsoft-cp1251":
            encoding = "cp1251"
        text = _NO_PATTERN.sub("", body.decode(encoding))
        if "^^" in text:
            text = _HEX.sub(lambda found: chr(int(found[1], 16)), text)
        respelling: dict[str, str] = {}
        if "/" in text:
            lines = [line.split("/") if "=" in line else [line] for line in text.split("\n")]
            changing = [line[0] for line in lines if len(line) > 1]
            respelling = {re.sub(r"\d", "", pattern): digits_of(pattern) for pattern in changing}
            text = "\n".join(line[0] for line in lines)
        # Bytes lose their digits much faster than text does.
        letters = text.encode().translate(None, b"0123456789").decode()
        super().__init__(dict(zip(letters.split("\n"), text.split("\n"), strict=True)))
        self._respelling = Patterns(respelling) if respelling else None

    def _digits(self, pattern: str) -> str:
        return _digits_in(pattern)

    def positions(self, word: str) -> list[int]:
        found = super().positions(word)
        if self._respelling is None or not found:
            return found
        levels, changed = self._levels(word), self._respelling._levels(word)
        return [at for at in found if changed[at + 1] < levels[at + 1]]


@lru_cache(_OPEN_DICTIONARIES)
def installed_dictionary(language: str) -> HyphenDictionary | None:
    """The dictionary for a language (`fr`, `en-GB`) that the package pyphen brings, read as data; None if it has none.
    A region without a dictionary of its own has that of its language.
    """
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return None if known is None else HyphenDictionary(Path(pyphen.LANGUAGES[known]).read_bytes())
