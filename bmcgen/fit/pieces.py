"""Text to pieces: stretches that are never broken, and what a break behind each of them would be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.fit.hyphenate import breaks

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
# What any of the three above needs.
_SIGN = re.compile(r"[-/@+&\u2010\u2013\u2014]|www\.", re.IGNORECASE)
# A number keeps its unit, a sign its number: a space between two words that match is not broken.
_UNIT = re.compile(
    r"(?:%|‰|°C?|€|\$|£|CHF|EUR|mm|cm|km|m²?|kg|g|km/h|kWh|MWh|GB|MB|h|min|uur|Uhr|Mio\.?|Mrd\.?|mln\.?|mld\.?)[.,;:)!?]*"
)
_NUMBER_END = re.compile(r".*\d[.,]?-?[)]?")
_SIGN_BEFORE = re.compile(r"[(]?(?:€|\$|£|§§?|CHF|EUR|USD|GBP|[Nn]r\.?|[Nn]o\.|ca\.|[Aa]rt\.|[Pp]\.|[Ss]\.|[Tt]el\.)")
_ABBREVIATION = re.compile(r"[(]?[A-Za-zÄÖÜäöü]\.")
_SIGNS = ("–", "—", "×", "=", "/", "t/m")
_ABBREVIATED = re.compile(r"[A-Za-zÄÖÜäöü]\.[),;:]?")


class Piece(Struct, frozen=True):
    """A stretch of letters, and how it is joined to the next piece: see `Joint`; `-` may be broken with a hyphen.

    Where it is `weak` a line had better not end: behind a number, before a single letter, behind the first short word
    of a sentence, inside a word that has joints.
    """

    text: str
    joint: Joint
    weak: bool = False


@lru_cache(512)
def words(text: str) -> tuple[Piece, ...]:
    """The pieces of a text where no word is broken with a hyphen; a newline in it ends a line. Runs of ordinary spaces
    count as one.
    """
    return _cut(text, None)


@lru_cache(256)
def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The pieces of a text with every place at which its words may be broken."""
    return _cut(text, language)


def merged(parts: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces with those of each word put together again."""
    found: list[Piece] = []
    begun = ""
    for part in parts:
        begun += part.text
        if part.joint != "-":
            found.append(Piece(begun, part.joint, part.weak))
            begun = ""
    return (*found, Piece(begun, "-")) if begun else tuple(found)


def _cut(text: str, language: str | None) -> tuple[Piece, ...]:
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
    if len(word) > 3 and word.isalpha():
        return following in _SIGNS
    word = word.rsplit("\u00a0", 1)[-1]
    return bool(
        (_NUMBER_END.fullmatch(word) and _UNIT.fullmatch(following))
        or (_SIGN_BEFORE.fullmatch(word) and (following[:1].isdigit() or following[:1] in "€$£"))
        or (_ABBREVIATION.fullmatch(word) and _ABBREVIATED.fullmatch(following))
        or following in _SIGNS
        or (word in ("×", "t/m") and following[:1].isdigit())
        or word in ("’s", "'s", "’n", "'n", "’t", "'t")
    )


def _word(word: str, language: str | None, after: Joint) -> Sequence[Piece]:
    if language is None:
        return (Piece(word, after),) if word.isalpha() else tuple(_parts(word, None, after))
    return _parted(word, language, after)


@lru_cache(4096)
def _parted(word: str, language: str, after: Joint) -> tuple[Piece, ...]:
    return tuple(_parts(word, language, after))


def _parts(word: str, language: str | None, after: Joint) -> Iterator[Piece]:
    parts, address = [word], None
    if _SIGN.search(word):
        address = _ADDRESS.fullmatch(word.strip("()[]<>.,;:\"'"))
        parts = (_AFTER_ADDRESS_SIGN if address else _AFTER_SIGN).split(word)
    for number, part in enumerate(parts):
        joint: Joint = after if number == len(parts) - 1 else ""
        letters = part.replace(_SOFT, "")
        points, worse = ((), frozenset()) if address or language is None else breaks(part, language)
        start = 0
        for point in points:
            yield Piece(letters[start:point], "-", point in worse)
            start = point
        yield Piece(letters[start:], joint)
