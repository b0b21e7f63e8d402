"""Characters that cannot be set: no face has them, and they would be printed as nothing; or they run to the left."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bmcgen.diagnostics import Diagnostic, Place, error
from bmcgen.model.page import Page
from bmcgen.text.fonts import Faces

MOST = 5
_RIGHT_TO_LEFT = ("R", "AL", "AN")


def undrawn(pages: Sequence[Page], faces: Faces) -> list[Diagnostic]:
    """An error for each text on finished pages with characters that no face has, or that run from right to left."""
    missing: dict[Place, dict[str, None]] = {}
    backwards: dict[Place, dict[str, None]] = {}
    for page in pages:
        for line in page.lines():
            for run in line.runs:
                if run.text.isascii():
                    continue
                element = page.elements[line.element] if line.element is not None else None
                where = element.where if element and element.where else Place(page.title)
                if turned := [char for char in run.text if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT]:
                    backwards.setdefault(where, {}).update(dict.fromkeys(turned))
                elif lacking := faces.by_name(run.face).missing(run.text):
                    missing.setdefault(where, {}).update(dict.fromkeys(lacking))
    return [*map(_backwards, backwards), *(_missing(where, [*chars]) for where, chars in missing.items())]


def _backwards(where: Place) -> Diagnostic:
    message = "text that runs from right to left cannot be set yet"
    return error("right-to-left", message, where, "write it in letters that run from left to right")


def _missing(where: Place, chars: list[str]) -> Diagnostic:
    names = ", ".join(f'"{char}" (U+{ord(char):04X} {unicodedata.name(char, "?")})' for char in chars[:MOST])
    more = f" and {len(chars) - MOST} more" if len(chars) > MOST else ""
    hint = "write it another way, or put a TrueType font that has it in fonts/ of --assets"
    return error("missing-glyph", f"no font has {names}{more}", where, hint)
