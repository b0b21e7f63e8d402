"""Blocks of notes described to editors: JSON Schema."""

from __future__ import annotations

from typing import Any

from bmcgen.kinds.notes.words.reading import ALONE, AMOUNT_LIMIT, GROUP_KEYS, HEADING_LIMIT, SPELLINGS, TAG_LIMIT
from bmcgen.source.json_schema import translated


def definitions() -> dict[str, Any]:
    """What the schema of a block of notes refers to."""
    scalar = {"type": ["string", "number", "boolean"]}
    text = {**scalar, "minLength": 1}
    said = {"anyOf": [text, translated(1)], "description": "what stands on the note"}
    tag = {**scalar, "maxLength": TAG_LIMIT}
    names = {"$ref": "#/$defs/names"}
    tags = {"anyOf": [tag, {"type": "array", "items": tag}, {"type": "null"}]}
    kinds: dict[str, Any] = {
        "text": said,
        "segments": {**names, "description": "the segments that it is about"},
        "colour": {"$ref": "#/$defs/colour", "description": "its colour, where its segments do not say it"},
        "id": {**scalar, "description": "a name of your own, for links to it"},
        "status": {"$ref": "#/$defs/status", "description": "how far it has been tested"},
        "tags": {**tags, "description": "words of your own to mark it with"},
        "to": {**names, "description": "the ids of the notes that it leads to"},
        "amount": {"type": [*scalar["type"], "null"], "maxLength": AMOUNT_LIMIT, "description": "1200 EUR/month"},
    }
    keys = {spelling: kinds[key] for spelling, key in SPELLINGS.items()}
    mapping = {"type": "object", "required": ["text"], "properties": keys, "additionalProperties": False}
    # `- Prijs: € 5` is a mapping to YAML; with one pair whose key makes no note by itself it is a text.
    typed = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {"not": {"enum": [*ALONE]}},
    }
    members = {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/note"},
        "description": "the notes of the group",
    }
    heading = {"anyOf": [{**text, "maxLength": HEADING_LIMIT}, translated(1)], "description": "the heading above them"}
    group = {
        "type": "object",
        "required": [*GROUP_KEYS],
        "properties": {"group": heading, "notes": members},
        "additionalProperties": False,
    }
    return {
        "names": {"anyOf": [scalar, {"type": "array", "items": scalar}, {"type": "null"}]},
        "note": {"anyOf": [text, mapping, typed, translated(2)]},
        "group": group,
        "notes": {"type": ["array", "null"], "items": {"anyOf": [{"$ref": "#/$defs/note"}, {"$ref": "#/$defs/group"}]}},
    }
