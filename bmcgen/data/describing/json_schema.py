"""A JSON Schema of a layout's data files, for editors: completion, hints and red lines while one types."""

from __future__ import annotations

from typing import Any

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import readable
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.data.describing.own_words_schema import WORD, own_words_schema
from bmcgen.data.fields import LIMITS, OWN_LIMIT, own_fields
from bmcgen.data.manner import MANNERS
from bmcgen.data.segments import SEGMENT_LIMIT, SEGMENTS_LIMIT
from bmcgen.diagnostics import Place
from bmcgen.kinds import kind_of
from bmcgen.model.content import COLOURS, FIELDS, STATUSES
from bmcgen.model.parts import parts_of
from bmcgen.source.json_schema import DIALECT, any_spelling, reference, translated

_SCALAR = {"type": ["string", "number", "boolean"]}


def json_schema(layout_name: str, assets: Assets) -> dict[str, Any]:
    """The schema (draft 2020-12). Blocks are offered by their ids; every other name that they answer to is accepted."""
    where = Place(layout_name)
    layout = read_layout(assets, layout_name, where)
    locales = readable(assets)
    canvases = read_canvases(assets, layout)
    labels = {key: " / ".join(dict.fromkeys(each.fields[key] for each in locales.values())) for key in FIELDS}
    colours = list(dict.fromkeys([*COLOURS, *(word for each in locales.values() for word in each.colours.values())]))

    blocks: dict[str, Any] = {}
    patterns: dict[str, Any] = {}
    named = (each.names_of_status(status) for each in locales.values() for status in STATUSES)
    statuses = [*STATUSES, *(name for names in named for name in names)]
    definitions = _definitions(colours) | {"status": {"enum": [*dict.fromkeys(statuses), None]}}
    for block in layout.written:
        definitions |= kind_of(block.kind).definitions(colours)
    for block in layout.written:
        words = [canvas.blocks[block.name] for canvas in canvases.values() if block.name in canvas.blocks]
        titles = list(dict.fromkeys(each.title for each in words))
        content = kind_of(block.kind).schema(words)
        if parts := parts_of(layout, block.name):
            said = [canvas.blocks[part] for canvas in canvases.values() for part in parts if part in canvas.blocks]
            spelled = [*parts, *(name for each in said for name in (each.title, *each.also))]
            by_part = {any_spelling(name): content for name in spelled}
            keys = {"type": "object", "patternProperties": by_part, "additionalProperties": False}
            content = {"anyOf": [content, keys]}
        blocks[block.name] = {**content, "description": " / ".join(titles)}
        for each in words:
            for name in filter(None, (each.title, *each.also, each.code, block.name)):
                patterns[any_spelling(name)] = reference("properties", "blocks", "properties", block.name)
    fields = {key: {"$ref": "#/$defs/field", "description": labels[key], "maxLength": LIMITS[key]} for key in FIELDS}
    field_patterns = {
        any_spelling(each.fields[key]): {"$ref": "#/$defs/field"} for each in locales.values() for key in FIELDS
    }
    for key in own_fields(layout):
        called = dict.fromkeys(each.fields[key] for each in canvases.values() if key in each.fields)
        fields[key] = {"$ref": "#/$defs/field", "description": " / ".join(called), "maxLength": OWN_LIMIT}
        field_patterns |= {any_spelling(label): {"$ref": "#/$defs/field"} for label in called}
    top = ("layout", "locale", "language", "words", "segments", *MANNERS, "blocks", "sheets")
    return {
        "$schema": DIALECT,
        "title": f"bmcgen: {layout_name}",
        "type": "object",
        "required": ["layout"],
        "properties": {
            "layout": {"const": layout_name, "description": "the name of the layout"},
            "locale": {
                "type": "string",
                "description": f"the language of the sheet, or two (nl+en): {', '.join(locales)}",
            },
            "language": {"type": "string", "description": "the language of the notes, where it is another"},
            **fields,
            "words": own_words_schema(layout, assets),
            "segments": {
                "$ref": "#/$defs/segments",
                "description": "customer segments, each with a colour if you like",
            },
            **{key: {"enum": [*values], "description": about} for key, (values, about) in MANNERS.items()},
            "sheets": {"type": "array", "items": {"type": "object"}, "description": "several sheets in one file"},
            "blocks": {
                "type": ["object", "null"],
                "description": "what stands in each block, by its title in any language, its id or its code",
                "properties": blocks,
                "patternProperties": patterns,
                "additionalProperties": False,
            },
        },
        "patternProperties": field_patterns | {any_spelling(key): True for key in top},
        "additionalProperties": False,
        "$defs": definitions,
    }


def _definitions(colours: list[str]) -> dict[str, Any]:
    text = {**_SCALAR, "minLength": 1}
    colour = {"type": ["string", "null"], "enum": [*colours, None]}
    # `Prijs: € 5` is a mapping to YAML, and a text to a person.
    typed = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {"not": {"const": "text"}},
    }
    own = {"anyOf": [_SCALAR, {"$ref": "#/$defs/translated"}]}
    only_text = {
        "type": "object",
        "required": ["text"],
        "properties": {"text": {**own, "description": "the text itself"}},
        "additionalProperties": False,
    }
    segment = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {**text, "maxLength": SEGMENT_LIMIT, "description": "what the segment is called"},
            "colour": {"$ref": "#/$defs/colour", "description": "the colour of its notes"},
            "color": {"$ref": "#/$defs/colour", "description": "the colour of its notes"},
        },
        "additionalProperties": False,
    }
    by_name = {"type": "object", "maxProperties": SEGMENTS_LIMIT, "additionalProperties": {"$ref": "#/$defs/colour"}}
    listed = {"type": "array", "maxItems": SEGMENTS_LIMIT, "items": {"anyOf": [text, segment]}}
    return {
        "field": {"anyOf": [{"type": [*_SCALAR["type"], "null"]}, {"$ref": "#/$defs/translated"}]},
        "translated": translated(1),
        "text": {"anyOf": [{"type": [*_SCALAR["type"], "null"]}, typed, only_text, translated(2)]},
        "texts": {"type": ["array", "null"], "items": {"anyOf": [text, typed, only_text, translated(2)]}},
        "colour": colour,
        "word": WORD,
        "segments": {"anyOf": [listed, by_name, {"type": "null"}]},
    }
