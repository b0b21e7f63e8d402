"""Writes what docs/ say of the keys of layouts and words, and the schemas in docs/schemas: python docs/reference.py.

Text between the markers of a table is made anew; all else on the page is written by hand.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bmcgen import kinds
from bmcgen.assets.schemas.json_schemas import FILES, about_kind, explained, json_schema_of, keys_of_kinds, taken_by
from bmcgen.assets.schemas.layout_checks import EVERY_KIND_TAKES
from bmcgen.cli.commands.settings_schema import settings_schema

HERE = Path(__file__).parent
PAGE = HERE / "layouts.md"
SCHEMAS = HERE / "schemas"
HEAD = "| key | what it is | takes | default | example |\n|---|---|---|---|---|\n"
_PLURAL = {"a text": "texts", "a track": "tracks", "a colour": "colours", "a number": "numbers"}
_TABLE = re.compile(r"(<!-- keys: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def rows(properties: Mapping[str, Any], needed: Iterable[str], section: str) -> Iterator[str]:
    """A row for each key of a mapping."""
    said = explained()[section]
    for key, schema in properties.items():
        about = said.get(key)
        default = about.default if about else ""
        if not default:
            default = "**needed**" if key in needed else _shown(schema.get("default"))
        example = f"`{about.example}`" if about and about.example else "–"
        cells = (f"`{key}`", schema["description"], takes(schema), default, example)
        yield f"| {' | '.join(cells)} |\n"


def takes(schema: Mapping[str, Any]) -> str:
    """What a value may be, in words."""
    if "$comment" in schema:
        return str(schema["$comment"])
    if "$ref" in schema:
        return "keys and values"
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    if "anyOf" in schema:
        # A dialect may change a list by the numbers of its items.
        own = [each for each in schema["anyOf"] if each != {"type": "null"} and "patternProperties" not in each]
        found = [takes(each) for each in own]
        return " or ".join(dict.fromkeys(found))
    kind = schema.get("type")
    if kind == "array":
        return f"a list of {_PLURAL.get(takes(schema['items']), takes(schema['items']))}"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"names, each with {takes(inner)}" if isinstance(inner, dict) else "keys and values"
    if kind == "integer":
        limits = [str(schema[each]) for each in ("minimum", "maximum") if each in schema]
        return f"a whole number{f' from {limits[0]}' if limits else ''}{f' to {limits[1]}' if limits[1:] else ''}"
    return {"boolean": "`true` or `false`", "number": "a number"}.get(str(kind), "a text")


def _shown(value: object) -> str:
    if value is False:
        return "`false`"
    if value in (None, "", [], {}, 0):
        return "none"
    return f"`{json.dumps(value) if not isinstance(value, str) else value}`"


def table(name: str) -> str:
    """One of the tables of the page."""
    if name == "kinds":
        return _kinds()
    layout, words = json_schema_of("layout"), json_schema_of("words")
    if name == "layout":
        return HEAD + "".join(rows(layout["properties"], layout["required"], "layout"))
    if name in ("words", "words-block"):
        part = words if name == "words" else words["$defs"]["_Block"]
        said = explained()
        own = {
            key: each for key, each in part["properties"].items() if key in said["canvas" if part is words else name]
        }
        needed = ("title", "subject") if part is words else ()
        return HEAD + "".join(rows(own, needed, "canvas" if part is words else name))
    if name in ("words-kinds", "kind-keys"):
        return _own(layout=name == "kind-keys")
    part = layout["$defs"].get(name) or words["$defs"][name]
    keys = part["properties"]
    if name == "BlockShape":
        keys = {key: keys[key] for key in explained()["block"]}
    section = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.strip("_").removesuffix("Shape")).lower()
    return HEAD + "".join(rows(keys, part.get("required", ()), section))


def _kinds() -> str:
    """What kinds of block there are, and which keys each takes beside those that all take."""
    head = "| kind | what it holds | keys |\n|---|---|---|\n"
    found = []
    for name in kinds.names():
        own = [f"`{key}`" for key in taken_by(name) if key not in EVERY_KIND_TAKES]
        named = [] if kinds.kind_of(name).nameless else ["**`name`**"]
        found.append(f"| `{name}` | {about_kind(name)} | {', '.join(named + own) or '–'} |\n")
    return head + "".join(found)


def _own(*, layout: bool) -> str:
    """The keys that kinds have to themselves."""
    schema = json_schema_of("layout" if layout else "words")["$defs"]["BlockShape" if layout else "_Block"]
    owners: dict[str, list[str]] = {}
    for kind, key, _, _ in keys_of_kinds(layout=layout):
        owners.setdefault(key, []).append(kind)
    section = "kind-keys" if layout else "words-kinds"
    keys: dict[str, Any] = {}
    for key in owners:
        keys[key] = schema["properties"][key]
        for within in (keys[key], keys[key].get("additionalProperties") or {}):
            keys |= {f"{key}.{name}": each for name, each in within.get("properties", {}).items()}
    named = (
        f"| {', '.join(owners[key.partition('.')[0]])} {line}"
        for key, line in zip(keys, rows(keys, (), section), strict=True)
    )
    return HEAD.replace("| key", "| kind | key").replace("|---", "|---|---", 1) + "".join(named)


def page(text: str) -> str:
    """The page with its tables made anew."""
    return _TABLE.sub(lambda match: f"{match[1]}\n{table(match[2])}\n{match[3]}", text)


def schemas() -> dict[str, str]:
    """The texts of the files in docs/schemas."""
    found = {**{name: json_schema_of(name) for name in FILES}, "settings": settings_schema()}
    return {
        f"{name}.schema.json": f"{json.dumps(each, indent=1, ensure_ascii=False)}\n" for name, each in found.items()
    }


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMAS.mkdir(exist_ok=True)
    for file, text in schemas().items():
        (SCHEMAS / file).write_text(text, encoding="utf-8")
