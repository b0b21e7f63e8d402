"""Characters that cannot be set: no face has them, and they would be printed as nothing; or they run to the left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic, Place, error
from bmcgen.model.page import Page
from bmcgen.text.fonts import Face, Faces

MOST, MOST_CHARACTERS, MOST_PLACES = 5, 40, 8
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_FONTS = {
    "CJK": "Noto Sans SC",
    "HIRAGANA": "Noto Sans JP",
    "KATAKANA": "Noto Sans JP",
    "HANGUL": "Noto Sans KR",
    "BOPOMOFO": "Noto Sans TC",
    **{
        name: f"Noto Sans {name.title()}"
        for name in (
            *("ARMENIAN", "BENGALI", "CHEROKEE", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GUJARATI", "GURMUKHI"),
            *("KANNADA", "KHMER", "LAO", "MALAYALAM", "MONGOLIAN", "MYANMAR", "ORIYA", "SINHALA", "TAMIL", "TELUGU"),
            *("THAI", "TIBETAN"),
        )
    },
}
"""Fonts that have a script, by the word that the names of its characters begin with."""
_SIGNS = "Noto Emoji or Noto Sans Symbols 2"
_SKIP = "--skip-unprintable prints the rest"


class Unset(Struct):
    """The texts of a file that cannot be set: what is wrong with them, and which characters are."""

    leftwards: dict[Place, None]
    lacking: dict[Place, dict[str, None]]


def is_leftwards(text: str) -> bool:
    """Whether any of a text runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def why_unset(text: str, face: Face) -> str:
    """Why a text cannot be set; empty where it can."""
    if text.isascii():
        return ""
    if is_leftwards(text):
        return "it runs from right to left"
    chars = face.undrawn(text)
    return f"no font has {named(chars)}" if chars else ""


def named(chars: Sequence[str]) -> str:
    """Characters with their names; many of them with their numbers alone."""
    if len(chars) <= MOST:
        return ", ".join(f'"{char}" (U+{ord(char):04X} {unicodedata.name(char, "?")})' for char in chars)
    some = ", ".join(f'"{char}" (U+{ord(char):04X})' for char in chars[:MOST_CHARACTERS])
    return f"{len(chars)} characters: {some}" + (", …" if len(chars) > MOST_CHARACTERS else "")


def undrawn(pages: Sequence[Page], faces: Faces, blocks: Callable[[], Mapping[Place, str]]) -> list[Diagnostic]:
    """For each file with texts on finished pages that cannot be set an error with all of these: those that hold
    characters that no face has, and those that run from right to left. `blocks` says what holds a text.
    """
    files: dict[str, Unset] = {}
    for page in pages:
        for line in page.lines():
            for run in line.runs:
                if run.text.isascii():
                    continue
                element = page.elements[line.element] if line.element is not None else None
                where = element.where if element and element.where else Place(page.title)
                unset = files.setdefault(_file(where), Unset({}, {}))
                if is_leftwards(run.text):
                    unset.leftwards[where] = None
                elif lacking := faces.by_name(run.face).missing(run.text):
                    unset.lacking.setdefault(where, {}).update(dict.fromkeys(lacking))
    return [each for unset in files.values() for each in _said(unset, blocks())]


def _file(where: Place) -> str:
    """The file of a place, or what stands for one: data that a program handed over has a path for each value."""
    return where.file if where.line else re.split(r"(?<=>)[.\[]", where.file)[0]


def _said(unset: Unset, blocks: Mapping[Place, str]) -> Iterator[Diagnostic]:
    if unset.leftwards:
        places = _in_order(unset.leftwards)
        message = f"text that runs from right to left cannot be set yet{_there(places, blocks)}"
        hint = f"write it in letters that run from left to right; {_SKIP}"
        yield error("right-to-left", message, places[0], hint)
    if unset.lacking:
        places = _in_order(unset.lacking)
        chars = [*dict.fromkeys(char for place in places for char in unset.lacking[place])]
        message = f"no font has {named(chars)}{_there(places, blocks)}"
        fonts = ", ".join(dict.fromkeys(map(_font, chars)))
        hint = f"write it another way, or put a TrueType font that has it in fonts/ of --assets ({fonts}); {_SKIP}"
        yield error("missing-glyph", message, places[0], hint)


def _in_order(places: Mapping[Place, object]) -> list[Place]:
    return sorted(places, key=lambda place: (place.line, place.column))


def _there(places: Sequence[Place], blocks: Mapping[Place, str]) -> str:
    """In which blocks texts are, and on which lines."""
    if len(places) == 1:
        return ""
    found: dict[str, list[str]] = {}
    for place in places:
        found.setdefault(blocks.get(place, ""), []).append(str(place.line or place.file))
    lined = any(place.line for place in places)
    parts = []
    for title, each in found.items():
        named = [*dict.fromkeys(each)]
        more = ", …" if len(named) > MOST_PLACES else ""
        on = f"{('lines ' if len(named) > 1 else 'line ') * lined}{', '.join(named[:MOST_PLACES])}{more}"
        parts.append(f'in "{title}" ({on})' if title else f"{'on' if lined else 'at'} {on}")
    return f"; {len(places)} texts: {', '.join(parts)}"


def _font(char: str) -> str:
    """A font that has a character."""
    script = unicodedata.name(char, "?").split()[0]
    if script in _FONTS:
        return _FONTS[script]
    return _SIGNS if unicodedata.category(char).startswith("S") else "Noto Sans"
