"""Where a word may be broken."""

from __future__ import annotations

import re
from functools import cache

import pyphen

_SIDE = 3
_LEAST_LETTERS = 8
_LETTERS = re.compile(r"[^\W\d_]+")
_SOFT = "\u00ad"


@cache
def _patterns(language: str) -> pyphen.Pyphen | None:
    """The patterns of a language, or of its language without the region; None where there are none."""
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=2, right=2) if known else None


@cache
def break_points(word: str, language: str) -> tuple[int, ...]:
    """The positions in a word before which it may be broken with a hyphen, at least three letters from either end.

    Soft hyphens, where the writer put any, are the only places. A part beside a digit or a sign is taken by itself.
    """
    if _SOFT in word:
        return _soft(word)
    patterns = _patterns(language)
    if patterns is None:
        return ()
    points: list[int] = []
    for part in _LETTERS.finditer(word):
        letters = part[0]
        if len(letters) < _LEAST_LETTERS:
            continue
        for position in patterns.positions(letters.lower()):
            if _SIDE <= position <= len(letters) - _SIDE:
                points.append(part.start() + int(position))
    return tuple(points)


def _soft(word: str) -> tuple[int, ...]:
    """The places of soft hyphens, counted in the word without them."""
    points, position = [], 0
    for char in word:
        if char == _SOFT:
            points.append(position)
        else:
            position += 1
    return tuple(p for p in dict.fromkeys(points) if 0 < p < position)
