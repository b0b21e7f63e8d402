"""What is handed to a function of the Python API: checked at once, and told in our own words."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping

from bmcgen.model.content import FIELDS
from bmcgen.source.plain import plain

_EXAMPLES = {
    "locale": '"nl"',
    "prompts": '"questions"',
    "paper": '"A2"',
    "layout": '"my-sheets"',
    "theme": '"ink"',
    "colour": '"cmyk"',
    "bleed": '"3mm"',
    "tiles": '"A4"',
    "note_size": '"76x76"',
    "link": '"https://example.org/board"',
    "duplex": '"short"',
}

TEXTS = tuple(_EXAMPLES)
"""The arguments that are texts."""


def check_texts(**given: object) -> None:
    """TypeError for a value that is neither a text nor None."""
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} must be a text such as {_EXAMPLES[name]}, not {_shown(value)}")


def check_flag(name: str, value: object) -> None:
    """TypeError for anything but True and False, for a text such as "no" would count as true."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be True or False, not {_shown(value)}")


def check_count(name: str, value: object) -> int:
    """TypeError for anything but a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, not {_shown(value)}")
    return value


def names(name: str, given: object) -> tuple[str, ...]:
    """Names, of which a single text is one; TypeError for anything else."""
    if given is None:
        return ()
    if isinstance(given, str):
        return (given,)
    found = tuple(given) if isinstance(given, Iterable) else None
    if found is None or not all(isinstance(each, str) for each in found):
        raise TypeError(f'{name} must be a list of texts such as ["channels"], not {_shown(given)}')
    return found


def check_folder(value: object) -> None:
    """TypeError for `assets` that is no path."""
    if value is not None and not isinstance(value, str | os.PathLike):
        raise TypeError(f"assets must be the path of a folder, not {_shown(value)}")


def field_texts(given: object, own: Collection[str] = ()) -> dict[str, str]:
    """The fields of a masthead as texts: dates and numbers as they are written, None left out; `own` are those that the
    layout has beside the usual ones. TypeError for other values, ValueError for a field that there is not.
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise TypeError(f'fields must be a mapping such as {{"title": "Acme"}}, not {_shown(given)}')
    found = {}
    for key, value in given.items():
        if key not in (*FIELDS, *own):
            known = ", ".join((*FIELDS, *own))
            raise ValueError(f"{key} is not a field of the masthead; the fields are: {known}")
        if value is None:
            continue
        text = plain(value)
        if text is None:
            raise TypeError(f'fields["{key}"] must be a text, a number or a date, not {_shown(value)}')
        found[key] = text
    return found


def _shown(value: object) -> str:
    text = repr(value)
    kind = type(value).__name__
    return f"{text if len(text) <= 40 else text[:39] + '…'} ({kind})"
