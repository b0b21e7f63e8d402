"""A JSON Schema of a layout's data files, for editors: completion, hints and red lines while one types."""

from __future__ import annotations

import re
from typing import Any

from bmcgen.diagnostics import Place
from bmcgen.load.assets import Assets
from bmcgen.load.content import LIMITS
from bmcgen.load.layout import read_layout
from bmcgen.load.locale import read_canvases, read_locale
from bmcgen.load.notes import COLOURS, SEGMENT_LIMIT, SEGMENTS_LIMIT
from bmcgen.model.content import FIELDS

_SCALAR = {"type": ["string", "number", "boolean"]}


def json_schema(layout_name: str, assets: Assets) -> dict[str, Any]:
    """The schema (draft 2020-12). Blocks are offered by their ids; every other name that they answer to is accepted."""
    where = Place(layout_name)
    layout = read_layout(assets, layout_name, where)
    codes = assets.names("locales", "")
    locales = {code: read_locale(assets, code, where) for code in codes}
    canvases = read_canvases(assets, layout.words, where)
    labels = {key: " / ".join(dict.fromkeys(each.fields[key] for each in locales.values())) for key in FIELDS}
    colours = list(dict.fromkeys([*COLOURS, *(word for each in locales.values() for word in each.colours.values())]))

    blocks: dict[str, Any] = {}
    patterns: dict[str, Any] = {}
    for block in layout.written:
        words = [canvas.blocks[block.name] for canvas in canvases.values() if block.name in canvas.blocks]
        titles = list(dict.fromkeys(each.title for each in words))
        described = {"$ref": "#/$defs/notes", "description": " / ".join(titles)}
        blocks[block.name] = described
        for each in words:
            for name in (each.title, *each.also, each.code, block.name):
                patterns[_any_spelling(name)] = {"$ref": "#/$defs/notes"}
    fields = {key: {"$ref": "#/$defs/field", "description": labels[key], "maxLength": LIMITS[key]} for key in FIELDS}
    field_patterns = {
        _any_spelling(each.fields[key]): {"$ref": "#/$defs/field"} for each in locales.values() for key in FIELDS
    }
    top = ("layout", "locale", "language", "segments", "blocks")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"bmcgen: {layout_name}",
        "type": "object",
        "required": ["layout"],
        "properties": {
            "layout": {"const": layout_name},
            "locale": {"type": "string", "description": f"the language of the sheet: {', '.join(codes)}"},
            "language": {"type": "string", "description": "the language of the notes, where it is another"},
            **fields,
            "segments": {"$ref": "#/$defs/segments"},
            "blocks": {
                "type": ["object", "null"],
                "properties": blocks,
                "patternProperties": patterns,
                "additionalProperties": False,
            },
        },
        "patternProperties": field_patterns | {_any_spelling(key): True for key in top},
        "additionalProperties": False,
        "$defs": _definitions(colours),
    }


def _definitions(colours: list[str]) -> dict[str, Any]:
    text = {**_SCALAR, "minLength": 1}
    colour = {"type": ["string", "null"], "enum": [*colours, None]}
    keys: dict[str, Any] = {
        "text": text,
        "segment": {"$ref": "#/$defs/names"},
        "segments": {"$ref": "#/$defs/names"},
        "colour": {"$ref": "#/$defs/colour"},
        "color": {"$ref": "#/$defs/colour"},
        "id": _SCALAR,
    }
    mapping = {
        "type": "object",
        "required": ["text"],
        "properties": keys,
        "additionalProperties": False,
    }
    # `- Prijs: € 5` is a mapping to YAML; with one pair whose key is no key of a note it is a text.
    typed = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {"not": {"enum": list(keys)}},
    }
    segment = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {**text, "maxLength": SEGMENT_LIMIT},
            "colour": {"$ref": "#/$defs/colour"},
            "color": {"$ref": "#/$defs/colour"},
        },
        "additionalProperties": False,
    }
    by_name = {"type": "object", "maxProperties": SEGMENTS_LIMIT, "additionalProperties": {"$ref": "#/$defs/colour"}}
    listed = {"type": "array", "maxItems": SEGMENTS_LIMIT, "items": {"anyOf": [text, segment]}}
    return {
        "field": {"type": [*_SCALAR["type"], "null"]},
        "colour": colour,
        "names": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}, {"type": "null"}]},
        "note": {"anyOf": [text, mapping, typed]},
        "notes": {"type": ["array", "null"], "items": {"$ref": "#/$defs/note"}},
        "segments": {"anyOf": [listed, by_name, {"type": "null"}]},
    }


def _any_spelling(name: str) -> str:
    """A pattern for a name in any case, with any separators (the patterns of ECMA 262 have no flag for case)."""
    letters = re.sub(r"[\s_\-]+", "", name)
    parts = [
        f"[{char.lower()}{char.upper()}]"
        if len(char.upper()) == 1 and char.lower() != char.upper()
        else re.escape(char)
        for char in letters
    ]
    return f"^{'[ _-]*'.join(parts)}$"
