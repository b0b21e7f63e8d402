"""Text to pieces: stretches that are never broken, and what a break behind each of them would be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.model.hyphenation import Dictionaries
from bmcgen.text.hyphenation import breaks, own_dictionaries
from bmcgen.text.memo import Remembered

Joint = Literal[" ", "\n", "", "-"]
_SOFT = "\u00ad"
# ReportLab draws the non-breaking space as a space; the faces have no other fixed spaces.
_FIXED_SPACES = str.maketrans("\u202f\u2007\u2060", "\u00a0\u00a0\u00a0")
# Web and mail addresses, handles, host and file names, paths: what a reader types again takes no hyphen.
_ADDRESS = re.compile(
    r"\w+://\S+|www\.\S+|\S*@\S+|[\w-]+(?:\.[\w-]+)+(?:[/:?#]\S*)|(?:[\w-]+\.)+(?-i:[a-z]{2,}\d?)"
    r"|\S*\\\S*|(?:~|\.{1,2})?/\S+",
    re.IGNORECASE,
)
_AROUND = "()[]<>{}.,;:!?\"'“”„‘’‚«»‹›…*_"
# Not between two figures (10–12 is one thing), nor where it would leave a stump (QR-code, en/of).
_AFTER_SIGN = re.compile(
    r"(?<=[^\W\d]{3}[-/\u2010\u2013+&])(?=[^\W\d]{3}|[\d(\[])|(?<=[\d)\]][-/\u2010\u2013+&])(?=[^\W\d]{3})"
    r"|(?<=\u2014)(?=.)"
)
_AFTER_ADDRESS_SIGN = re.compile(r"(?<=[/\\._@?&=-])(?=[^/\\._@?&=-])(?<!\d[._-](?=\d))(?!(?<=\.)[a-z]{2,3}(?:/|$))")
# What any of the three above needs.
_SIGN = re.compile(r"[-/\\@+&\u2010\u2013\u2014]|\w\.\w")
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
    of a sentence, inside a word that has joints. What is `solid` is a part of an address, and never gets a hyphen.
    """

    text: str
    joint: Joint
    weak: bool = False
    solid: bool = False


@lru_cache(512)
def words(text: str) -> tuple[Piece, ...]:
    """The pieces of a text where no word is broken with a hyphen; a newline in it ends a line. Runs of ordinary spaces
    count as one.
    """
    return _cut(text, None)


def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The pieces of a text with every place at which its words may be broken."""
    return _pieces(text, language, own_dictionaries())


@lru_cache(256)
def _pieces(text: str, language: str, own: Dictionaries | None) -> tuple[Piece, ...]:
    return _cut(text, language, own)


def is_address(word: str) -> bool:
    """Whether a word is an address, a path or a name of a file, with or without signs around it."""
    return bool(_SIGN.search(word) and _ADDRESS.fullmatch(word.strip(_AROUND)))


def merged(parts: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces with those of each word put together again."""
    found: list[Piece] = []
    begun = ""
    for part in parts:
        begun += part.text
        if part.joint != "-":
            found.append(Piece(begun, part.joint, part.weak, part.solid))
            begun = ""
    return (*found, Piece(begun, "-")) if begun else tuple(found)


# What of a word matters to the space beside it, as bits: one of the first six in a word, and the same bit eight higher
# in the word after it, keep the two together.
_BEFORE = 63
_AFTER = 8
_WEAK_AFTER, _WEAK_BEFORE, _ENDS, _BEGINS, _WHOLE = (1 << bit for bit in range(16, 21))


def _nature(word: str) -> int:
    """What of a word matters to the space beside it."""
    last, first = word.rsplit("\u00a0", 1)[-1], word[:1]
    counts = first.isdigit()
    kept = (
        (_NUMBER_END.fullmatch(last), _UNIT.fullmatch(word)),
        (_SIGN_BEFORE.fullmatch(last), counts or first in "€$£"),
        (_ABBREVIATION.fullmatch(last), _ABBREVIATED.fullmatch(word)),
        (last in ("×", "t/m"), counts),
        (True, word in _SIGNS),
        (last in ("’s", "'s", "’n", "'n", "’t", "'t"), True),
    )
    found = 0
    for bit, (before, after) in enumerate(kept):
        found |= (1 << bit if before else 0) | (1 << bit + _AFTER if after else 0)
    others = (
        (_WEAK_AFTER, word[-1:].isdigit()),
        (_WEAK_BEFORE, len(word) == 1 and word.isupper()),
        (_ENDS, word.endswith((".", "?", "!"))),
        (_BEGINS, len(word) <= 3 and first.isupper()),
        (_WHOLE, not _SIGN.search(word) and _SOFT not in word),
    )
    for bit, there in others:
        found |= bit if there else 0
    return found


_NATURES = Remembered(_nature)


class Spaced(tuple[Piece, ...]):
    """Pieces of which each is joined to the next by a space: they are quicker to measure."""


def _cut(text: str, language: str | None, own: Dictionaries | None = None) -> tuple[Piece, ...]:
    found: list[Piece] = []
    natures, spaced = _NATURES, language is None and "\n" not in text
    if not text.isascii():
        text = text.translate(_FIXED_SPACES)
    for number, line in enumerate(text.split("\n")):
        if number and found:
            found[-1] = Piece(found[-1].text, "\n")
        words = [word for word in line.split(" ") if word]
        last, before = len(words) - 1, 0
        for index, word in enumerate(words):
            nature = natures[word]
            following = natures[words[index + 1]] if index < last else 0
            keep = nature & following >> _AFTER & _BEFORE
            joint: Joint = "" if keep else " "
            # A line had better not end in a number, before a single capital, or in a short word that begins a sentence.
            weak = bool(
                not keep and (nature & _WEAK_AFTER or following & _WEAK_BEFORE or (before & _ENDS and nature & _BEGINS))
            )
            if language is None and nature & _WHOLE:
                found.append(Piece(word, joint, weak))
            else:
                spaced = False
                found += _parted(word, language, joint, own)
                if weak:
                    found[-1] = replace(found[-1], weak=True)
            if keep:
                # The last piece is set as one with the word after it, across the space between them.
                spaced = False
                words[index + 1] = f"{found.pop().text}\u00a0{words[index + 1]}"
            before = nature
    return Spaced(found) if spaced else tuple(found)


@lru_cache(4096)
def _parted(word: str, language: str | None, after: Joint, own: Dictionaries | None) -> tuple[Piece, ...]:
    """The pieces of a word, which depend on the dictionaries in use."""
    return tuple(_parts(word, language, after))


def _parts(word: str, language: str | None, after: Joint) -> Iterator[Piece]:
    parts, address = [word], False
    if _SIGN.search(word):
        address = is_address(word)
        parts = (_AFTER_ADDRESS_SIGN if address else _AFTER_SIGN).split(word)
    for number, part in enumerate(parts):
        joint: Joint = after if number == len(parts) - 1 else ""
        letters = part.replace(_SOFT, "")
        points, worse = ((), frozenset()) if address or language is None else breaks(part, language)
        start = 0
        for point in points:
            yield Piece(letters[start:point], "-", point in worse)
            start = point
        yield Piece(letters[start:], joint, False, address)
