"""Parts of JSON Schemas: mappings whose keys answer to several names, in any spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote


def keyed(labels: Sequence[Mapping[str, str]], value: dict[str, Any]) -> dict[str, Any]:
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
        "patternProperties": {any_spelling(name): value for name in names},
        "additionalProperties": False,
    }


def any_spelling(name: str) -> str:
    """A pattern for a name in any case, with any separators (the patterns of ECMA 262 have no flag for case)."""
    letters = re.sub(r"[\s_\-]+", "", name)
    parts = [
        f"[{char.lower()}{char.upper()}]"
        if len(char.upper()) == 1 and char.lower() != char.upper()
        else re.sub(r"[$^\\.*+?()\[\]{}|/]", r"\\\g<0>", char)
        for char in letters
    ]
    return f"^{'[ _-]*'.join(parts)}$"


def reference(*keys: str) -> dict[str, str]:
    """A reference to what stands in the schema under these keys, from its top."""
    return {"$ref": "#/" + "/".join(quote(key.replace("~", "~0").replace("/", "~1"), safe="$") for key in keys)}


def translated(least: int) -> dict[str, Any]:
    """A text in at least so many languages, by their codes."""
    text = {"type": ["string", "number", "boolean", "null"]}
    codes = {"pattern": "^[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?$"}
    return {
        "type": "object",
        "minProperties": least,
        "propertyNames": codes,
        "additionalProperties": text,
        "description": "the text in several languages, by their codes: nl, en",
    }
