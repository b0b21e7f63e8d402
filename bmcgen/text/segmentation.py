"""Text to segments: stretches that are never broken, and what a break behind each of them would be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.text.hyphenation import Breaks, Hyphenator
from bmcgen.text.memo import BoundedMemo

Joint = Literal[" ", "\n", "", "-"]
"""How a stretch of text is joined to the next where a line may end between them: by a space or a line break, both of
which disappear there; by nothing, behind a dash or a slash; or by nothing, and a line that ends there gets a hyphen.
"""
_SOFT_HYPHEN = "\u00ad"
_DISCOURAGED = 0.2
"""The penalty where a line had better not end: behind a number, before a single letter inside a sentence, or behind
the first short word of a sentence.
"""
_INSIDE = 0.6
"""The penalty for a hyphen inside a part of a compound with known joints."""
_TEXTS, _WORDS = 256, 4096
"""Texts and words whose segments a hyphenator remembers."""
# ReportLab draws the non-breaking space as a space; the faces have no other fixed spaces.
_FIXED_SPACES = str.maketrans("\u202f\u2007\u2060", "\u00a0\u00a0\u00a0")
# Web and mail addresses, handles, host and file names, paths: what a reader types again takes no hyphen.
_ADDRESS = re.compile(
    r"\w+://\S+|www\.\S+|\S*@\S+|[\w-]+(?:\.[\w-]+)+(?:[/:?#]\S*)|(?:[\w-]+\.)+(?-i:[a-z]{2,}\d?)"
    r"|\S*\\\S*|(?:~|\.{1,2})?/\S+",
    re.IGNORECASE,
)
_AROUND = "()[]<>{}.,;:!?\"'“”„‘’‚«»‹›…*_"
# Not between two figures (10–12 is one thing), behind a number that counts (12-day), nor where it would leave a stump
# (QR-code, en/of).
_AFTER_SIGN = re.compile(
    r"(?<=[^\W\d]{3}[-/\u2010\u2013+&])(?=[^\W\d]{3}|[\d(\[])|(?<=\d[/\u2013+&])(?=[^\W\d]{3})"
    r"|(?<=[)\]][-/\u2010\u2013+&])(?=[^\W\d]{3})"
    r"|(?<=\u2014)(?=.)"
)
# Behind a slash, before any other sign, so that nobody takes it for the end of a sentence; behind no hyphen, which
# might be one of ours; and never before a stump.
_IN_ADDRESS = re.compile(
    r"(?<=[/\\])(?=[^/\\])|(?<=[?&=])(?=[^?&=])|(?<=\w)(?=@\w)"
    r"|(?<=[^\W\d])(?<!www)(?=\.[^\W\d]{3})(?!\.[a-z]{3}(?:\W|$))(?!\.\w*$)"
)
# What is left of it that is still too long: before any dot, hyphen or underscore.
_IN_NAME = re.compile(r"(?<=\w)(?=[.\-_]\w)")
# What any of these but the last needs.
_SIGN = re.compile(r"[-/\\@+&\u2010\u2013\u2014]|\w\.\w")
# A number keeps its unit, a sign its number: a space between two words that match is not broken.
_UNIT = re.compile(
    r"(?:%|‰|°C?|€|\$|£|CHF|EUR|mm|cm|km|m²?|kg|g|km/h|kWh|MWh|GB|MB|h|min|uur|Uhr|Mio\.?|Mrd\.?|mln\.?|mld\.?)[.,;:)!?]*"
)
_NUMBER_END = re.compile(r".*\d[.,]?-?[)]?")
_SIGN_BEFORE = re.compile(
    r"[(]?[-+−–]?(?:€|\$|£|§§?|CHF|EUR|USD|GBP|[Nn]r\.?|[Nn]o\.|ca\.|[Aa]rt\.|[Aa]bs\."
    r"|Satz|[Ll]id|[Pp]\.|[Ss]\.|[Tt]el\.)"
)
# What counts in thousands or millions keeps its unit as a number does; a paragraph keeps its parts and its law.
_MULTIPLE = re.compile(r"(?:Tsd|Mio|Mrd|mln|mld)\.?|[Mm]illion(?:en|s)?|[Bb]illions?|[Mm]iljoen|[Mm]iljard|Milliarden?")
_PART_OF_LAW = re.compile(r"(?:[Aa]bs|[Nn]r|[Aa]rt)\.|Satz|[Ll]id|[Ss]ub")
_LAW = re.compile(r"[A-ZÄÖÜ][A-Za-zäöü]{0,6}[A-ZÄÖÜ][.,;:)!?]*")
_ROMAN = re.compile(r"[IVXLC]+[.,;:)!?]*")
# A name that ends in a letter keeps it: Option B. The English pronoun is no such letter.
_NAME = re.compile(r"[(]?[^\W\d_]{2,}")
_LETTER = re.compile(r"[A-HJ-Z][.,;:)!?]*")
_ABBREVIATION = re.compile(r"[(]?[A-Za-zÄÖÜäöü]\.")
_SIGNS = ("–", "—", "×", "÷", "=", "−", "+", "/", "t/m")
_TIMES = ("×", "÷", "t/m", "at", "à", "@")
_ELLIPSIS = re.compile(r"…\W*")
_ABBREVIATED = re.compile(r"[A-Za-zÄÖÜäöü]\.[),;:]?")


class Segment(Struct, frozen=True):
    """A stretch of text that is never broken, how it is joined to the next, and the penalty for a break behind it: what
    that adds to the cost of a line that ends there (see `line_breaking`). `address` marks addresses, paths and file
    names, which are parted only where a line cannot hold them, and never get a hyphen.
    """

    text: str
    joint: Joint
    penalty: float = 0.0
    address: bool = False


class SpaceJoined(tuple[Segment, ...]):
    """Segments of which each is joined to the next by a space: they are quicker to measure."""


@lru_cache(512)
def words(text: str) -> tuple[Segment, ...]:
    """The segments of a text where no word is broken with a hyphen; a newline in it ends a line. Runs of ordinary
    spaces count as one.
    """
    return _cut(text, None, None)


def segments(text: str, language: str, hyphenator: Hyphenator) -> tuple[Segment, ...]:
    """The segments of a text with every place at which its words may be broken: put together, they are `words`."""
    return hyphenator.derived(_segments, _TEXTS)(text, language)


def _segments(hyphenator: Hyphenator, text: str, language: str) -> tuple[Segment, ...]:
    return _cut(text, language, hyphenator)


def is_address(word: str) -> bool:
    """Whether a word is an address, a path or a name of a file, with or without signs around it."""
    return bool(_SIGN.search(word) and _ADDRESS.fullmatch(word.strip(_AROUND)))


def address_parts(address: str) -> list[str]:
    """The parts of an address that is too long for a line."""
    return _IN_ADDRESS.split(address)


def name_parts(name: str) -> list[str]:
    """The parts of a name in an address, of a host or a file, that is too long for a line."""
    return _IN_NAME.split(name)


def unhyphenated(parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments with those of each hyphenated word put together again."""
    found: list[Segment] = []
    begun = ""
    for part in parts:
        begun += part.text
        if part.joint != "-":
            found.append(Segment(begun, part.joint, part.penalty, part.address))
            begun = ""
    return (*found, Segment(begun, "-")) if begun else tuple(found)


# A word's nature: what of it matters to the spaces beside it, as bits. One of the first eight in a word and the same
# bit eight higher in the word after it keep the two together.
_BEFORE = 255
_AFTER = 8
_WEAK_AFTER, _WEAK_BEFORE, _ENDS, _PAUSES, _BEGINS, _WHOLE = (1 << bit for bit in range(16, 22))


def _nature(word: str) -> int:
    last, first = word.rsplit("\u00a0", 1)[-1], word[:1]
    counts = first.isdigit()
    kept = (
        (
            _NUMBER_END.fullmatch(last) or _MULTIPLE.fullmatch(last),
            _UNIT.fullmatch(word) or _MULTIPLE.fullmatch(word) or _PART_OF_LAW.fullmatch(word) or _LAW.fullmatch(word),
        ),
        (_SIGN_BEFORE.fullmatch(last), counts or first in "€$£"),
        (_ABBREVIATION.fullmatch(last), _ABBREVIATED.fullmatch(word)),
        (last in _TIMES, counts or first in "€$£"),
        (True, word in _SIGNS or _ELLIPSIS.fullmatch(word)),
        (last in ("’s", "'s", "’n", "'n", "’t", "'t"), True),
        (_NAME.fullmatch(last), _LETTER.fullmatch(word)),
        (_LAW.fullmatch(last), _ROMAN.fullmatch(word)),
    )
    found = 0
    for bit, (before, after) in enumerate(kept):
        found |= (1 << bit if before else 0) | (1 << bit + _AFTER if after else 0)
    others = (
        (_WEAK_AFTER, word[-1:].isdigit() or word == "I"),
        (_WEAK_BEFORE, len(word) == 1 and word.isupper()),
        (_ENDS, word.endswith((".", "?", "!"))),
        (_PAUSES, word.endswith((".", "?", "!", ":"))),
        (_BEGINS, len(word) <= 3 and first.isupper()),
        (_WHOLE, not _SIGN.search(word) and _SOFT_HYPHEN not in word),
    )
    for bit, there in others:
        found |= bit if there else 0
    return found


_NATURES = BoundedMemo(_nature)


def _cut(text: str, language: str | None, hyphenator: Hyphenator | None) -> tuple[Segment, ...]:
    found: list[Segment] = []
    natures, spaced = _NATURES, language is None and "\n" not in text
    if not text.isascii():
        text = text.translate(_FIXED_SPACES)
    for number, line in enumerate(text.split("\n")):
        if number and found:
            found[-1] = Segment(found[-1].text, "\n")
        words = [word for word in line.split(" ") if word]
        last, before = len(words) - 1, 0
        for index, word in enumerate(words):
            nature = natures[word]
            following = natures[words[index + 1]] if index < last else 0
            keep = nature & following >> _AFTER & _BEFORE
            joint: Joint = "" if keep else " "
            # A line had better not end in a number, before a single capital (unless that begins a sentence), or in a
            # short word that begins a sentence, in German also behind a colon.
            discouraged = bool(
                not keep
                and (
                    nature & _WEAK_AFTER
                    or (following & _WEAK_BEFORE and not nature & _ENDS)
                    or (before & _PAUSES and nature & _BEGINS)
                )
            )
            if language is None and nature & _WHOLE:
                found.append(Segment(word, joint, _DISCOURAGED if discouraged else 0.0))
            else:
                spaced = False
                found += _parts(word, language, joint, hyphenator)
                if discouraged:
                    found[-1] = replace(found[-1], penalty=_DISCOURAGED)
            if keep:
                # The last segment is set as one with the word after it, across the space between them.
                spaced = False
                words[index + 1] = f"{found.pop().text}\u00a0{words[index + 1]}"
            before = nature
    return SpaceJoined(found) if spaced else tuple(found)


def _parts(word: str, language: str | None, after: Joint, hyphenator: Hyphenator | None) -> Sequence[Segment]:
    """The segments of a word, joined to the next word as `after` says."""
    if hyphenator is None or language is None:
        return [*_segments_of_word(word, after, None)]
    return hyphenator.derived(_hyphenated, _WORDS)(word, language, after)


def _hyphenated(hyphenator: Hyphenator, word: str, language: str, after: Joint) -> tuple[Segment, ...]:
    return tuple(_segments_of_word(word, after, lambda part: hyphenator.breaks(part, language)))


def _segments_of_word(word: str, after: Joint, breaks: Callable[[str], Breaks] | None) -> Iterator[Segment]:
    parts, address = [word], False
    if _SIGN.search(word):
        # A fixed space ends an address as any other does.
        address = any(map(is_address, word.split("\u00a0")))
        parts = parts if address else _AFTER_SIGN.split(word)
    for number, part in enumerate(parts):
        joint: Joint = after if number == len(parts) - 1 else ""
        letters = part.replace(_SOFT_HYPHEN, "")
        points, worse = ((), frozenset()) if address or breaks is None else breaks(part)
        start = 0
        for point in points:
            yield Segment(letters[start:point], "-", _INSIDE if point in worse else 0.0)
            start = point
        yield Segment(letters[start:], joint, 0.0, address)
