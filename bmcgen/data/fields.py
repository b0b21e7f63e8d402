"""The fields of a masthead: what they hold, and which are a layout's own beside those that every sheet can have."""

from __future__ import annotations

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.assets.session import kept
from bmcgen.data.dates import no_day
from bmcgen.diagnostics import Diagnostic, error, short, warning
from bmcgen.model.content import FIELDS, Typed
from bmcgen.model.layout import Layout
from bmcgen.source.names import fold

LIMITS = {"title": 300, "tagline": 200, "designed-for": 200, "designed-by": 200, "date": 100, "version": 60}
OWN_LIMIT = 200
"""How many characters a field holds, one of a layout's own too."""


def own_fields(layout: Layout) -> tuple[str, ...]:
    """Their names, in the order of the layout and of the canvas that it is about."""
    sheets = (*layout.sheets, *(layout.canvas.sheets if layout.canvas else ()))
    named = (field.name for sheet in sheets for block in sheet.strips for field in block.fields)
    return tuple(dict.fromkeys(name for name in named if name not in FIELDS))


@kept
def own_names(assets: Assets, layout: Layout) -> dict[str, str]:
    """What keys of a data file mean such a field: its name, and its label in any language."""
    names = own_fields(layout)
    meaning = {fold(name): name for name in names}
    for words in read_canvases(assets, layout).values() if names else ():
        for name in names:
            if name in words.fields:
                meaning.setdefault(fold(words.fields[name]), name)
    return meaning


def field_value(key: str, typed: Typed) -> list[Diagnostic]:
    """What is wrong with the value of a masthead field, or doubtful."""
    if len(typed.text) > LIMITS.get(key, OWN_LIMIT):
        message = f'"{key}" has {len(typed.text)} characters; a masthead holds at most {LIMITS.get(key, OWN_LIMIT)}'
        return [error("too-long", message, typed.where, "put the rest in a note")]
    if key == "date" and no_day(typed.text):
        message = f'"{short(typed.text)}" looks like a date but is not one, so it is printed as typed'
        return [warning("no-such-day", message, typed.where, "write the year, month and day: 2026-11-20")]
    return []
