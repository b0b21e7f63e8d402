"""What files are called: patterns with places for what a document is and says (`out/{designed-for}-{locale}.pdf`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

from bmcgen.model.content import FIELDS

PLACES = ("name", "locale", "layout", "theme", "paper", *FIELDS)
"""What a pattern may have places for: `name` and `locale` of a document, how it is printed, and its masthead."""
MOST = 60
_UNSAFE = re.compile(r"[^\w.-]+")


def safe(text: str) -> str:
    """A text as part of a file name on any system: whatever a name cannot have becomes a hyphen."""
    return _UNSAFE.sub("-", text).strip("-.")[:MOST].rstrip("-.")


def unknown_place(pattern: str) -> str | None:
    """The first thing between braces that no document has; the whole pattern where its braces do not match."""
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        return pattern
    return next((place or "" for _, place, form, change in parts if place not in PLACES or form or change), None)


def places_in(pattern: str) -> list[str]:
    """What a pattern has places for."""
    return [part[1] for part in Formatter().parse(pattern) if part[1] is not None]


def filled(pattern: str, labels: Mapping[str, str]) -> str:
    """A pattern with what a document says in its places. Where it says nothing, the name of the place stands: no-date.

    `name` and `locale` come from file names and codes, and stay as they are; all else is made safe.
    """
    said = {place: safe(labels.get(place, "")) or f"no-{place}" for place in PLACES}
    said |= {place: labels[place] for place in ("name", "locale") if place in labels}
    return pattern.format(**said)
