"""Parts of JSON Schemas: mappings whose keys answer to several names, in any spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema that ours are written in."""
FOLDER = ".bmcgen"
"""Where schemas stand beside what is begun with `bmcgen new`; its dot keeps them from being taken for data files."""
_TEXT = ["string", "number", "boolean"]


def modeline(name: str, up: int = 0) -> str:
    """The comment that tells an editor which schema a YAML file has, so many folders below the one that holds them."""
    return f"# yaml-language-server: $schema={'../' * up}{FOLDER}/{name}.schema.json"


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


def with_keys(*keys: str, required: Sequence[str] = (), **more: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON Schema of keys and values: the values of `keys` are texts, those of `more` what it says."""
    properties = {**{key: {"type": "string"} for key in keys}, **more}
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


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


def loosened(schema: Any, *, partial: bool = False) -> Any:
    """A schema that takes figures and booleans for texts, as YAML reads what looks like them. A `partial` file may lack
    keys, and change a list by the numbers of its items.
    """
    if isinstance(schema, list):
        return [loosened(each, partial=partial) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: loosened(each, partial=partial) for key, each in schema.items()}
    if partial and isinstance(found.get("required"), list):
        del found["required"]
    if found.get("type") == "string" and not {"enum", "pattern", "const"} & found.keys():
        found["type"] = _TEXT
    if partial and found.get("type") == "array":
        said = {key: found.pop(key) for key in ("description", "default") if key in found}
        numbered = {"type": "object", "patternProperties": {"^[0-9]+$": found["items"]}, "additionalProperties": False}
        found = {"anyOf": [found, numbered], **said}
    return found
