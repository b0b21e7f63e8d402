"""Letters that a face does not have: they would be printed as nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bmcgen.diagnostics import Diagnostic, Place, error
from bmcgen.fonts import Faces
from bmcgen.model.page import Page

MOST = 5


def undrawn(pages: Sequence[Page], faces: Faces) -> list[Diagnostic]:
    """An error for each text on finished pages with letters that the face it is set in lacks."""
    found: dict[tuple[Place, str], dict[str, None]] = {}
    for page in pages:
        for line in page.lines():
            for run in line.runs:
                if missing := faces.by_name(run.face).missing(run.text):
                    element = page.elements[line.element] if line.element is not None else None
                    where = element.where if element and element.where else Place(page.title)
                    found.setdefault((where, run.face), {}).update(dict.fromkeys(missing))
    return [_error(where, face, [*letters]) for (where, face), letters in found.items()]


def _error(where: Place, face: str, letters: list[str]) -> Diagnostic:
    names = ", ".join(f'"{char}" (U+{ord(char):04X} {unicodedata.name(char, "?")})' for char in letters[:MOST])
    more = f" and {len(letters) - MOST} more" if len(letters) > MOST else ""
    hint = "write it another way, or bring a face in the fonts folder of --assets"
    return error("missing-glyph", f"the face {face} has no {names}{more}", where, hint)
