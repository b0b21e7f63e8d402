"""A JSON Schema of a layout's data files, for editors: completion, hints and red lines while one types."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.locales import locale_codes, read_locale
from bmcgen.assets.words import read_canvases
from bmcgen.data.content import LIMITS
from bmcgen.data.form_reader import choice_labels, field_labels, scale_labels
from bmcgen.data.note_reader import SEGMENT_LIMIT, SEGMENTS_LIMIT
from bmcgen.diagnostics import Place
from bmcgen.model.content import COLOURS, FIELDS
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords

_SCALAR = {"type": ["string", "number", "boolean"]}


def json_schema(layout_name: str, assets: Assets) -> dict[str, Any]:
    """The schema (draft 2020-12). Blocks are offered by their ids; every other name that they answer to is accepted."""
    where = Place(layout_name)
    layout = read_layout(assets, layout_name, where)
    codes = locale_codes(assets)
    locales = {code: read_locale(assets, code, where) for code in codes}
    canvases = read_canvases(assets, layout)
    labels = {key: " / ".join(dict.fromkeys(each.fields[key] for each in locales.values())) for key in FIELDS}
    colours = list(dict.fromkeys([*COLOURS, *(word for each in locales.values() for word in each.colours.values())]))

    blocks: dict[str, Any] = {}
    patterns: dict[str, Any] = {}
    definitions = _definitions(colours)
    for block in layout.written:
        words = [canvas.blocks[block.name] for canvas in canvases.values() if block.name in canvas.blocks]
        titles = list(dict.fromkeys(each.title for each in words))
        definitions[block.name] = _content(block, words)
        content = {"$ref": f"#/$defs/{block.name}"}
        blocks[block.name] = {**content, "description": " / ".join(titles)}
        for each in words:
            for name in filter(None, (each.title, *each.also, each.code, block.name)):
                patterns[_any_spelling(name)] = content
    fields = {key: {"$ref": "#/$defs/field", "description": labels[key], "maxLength": LIMITS[key]} for key in FIELDS}
    field_patterns = {
        _any_spelling(each.fields[key]): {"$ref": "#/$defs/field"} for each in locales.values() for key in FIELDS
    }
    top = ("layout", "locale", "language", "segments", "blocks", "sheets")
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
            "sheets": {"type": "array", "items": {"type": "object"}, "description": "several sheets in one file"},
            "blocks": {
                "type": ["object", "null"],
                "properties": blocks,
                "patternProperties": patterns,
                "additionalProperties": False,
            },
        },
        "patternProperties": field_patterns | {_any_spelling(key): True for key in top},
        "additionalProperties": False,
        "$defs": definitions,
    }


def _content(block: Block, words: Sequence[BlockWords]) -> dict[str, Any]:
    """What a block of a kind may hold."""
    if block.kind in ("notes", "list"):
        return {"$ref": f"#/$defs/{'notes' if block.kind == 'notes' else 'texts'}"}
    if block.kind == "prose":
        return {"$ref": "#/$defs/text"}
    if block.kind == "picture":
        return {"$ref": "#/$defs/picture"}
    if block.kind == "choice":
        labels = dict.fromkeys(label for each in choice_labels(words) for pair in each.items() for label in pair)
        one = {"anyOf": [{"enum": [*labels]}, {"type": "string", "pattern": "|".join(map(_any_spelling, labels))}]}
        return {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}
    if block.kind == "fields":
        return _keyed(field_labels(words), {"$ref": "#/$defs/text"})
    number = {"anyOf": [{"type": ["number", "null"], "minimum": 0, "maximum": 100}, {"type": "string"}]}
    return _keyed(scale_labels(words), number)


def _keyed(labels: Sequence[Mapping[str, str]], value: dict[str, Any]) -> dict[str, Any]:
    """A mapping whose keys are ids or labels."""
    described: dict[str, list[str]] = {}
    for each in labels:
        for key, label in each.items():
            described.setdefault(key, []).append(label)
    names = [name for key, found in described.items() for name in (key, *found)]
    return {
        "type": ["object", "null"],
        "properties": {
            key: {**value, "description": " / ".join(dict.fromkeys(found))} for key, found in described.items()
        },
        "patternProperties": {_any_spelling(name): value for name in names},
        "additionalProperties": False,
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
    only_text = {"type": "object", "required": ["text"], "properties": {"text": _SCALAR}, "additionalProperties": False}
    percent = {"type": "number", "minimum": 0, "maximum": 100}
    picture = {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "string"},
            "focus": {"type": "array", "items": percent, "minItems": 2, "maxItems": 2},
            "alt": {"type": [*_SCALAR["type"], "null"]},
        },
        "additionalProperties": False,
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
        "text": {"anyOf": [{"type": [*_SCALAR["type"], "null"]}, typed, only_text]},
        "texts": {"type": ["array", "null"], "items": {"anyOf": [text, typed, only_text]}},
        "picture": {"anyOf": [{"type": ["string", "null"]}, picture]},
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
        else re.sub(r"[$^\\.*+?()\[\]{}|/]", r"\\\g<0>", char)
        for char in letters
    ]
    return f"^{'[ _-]*'.join(parts)}$"
