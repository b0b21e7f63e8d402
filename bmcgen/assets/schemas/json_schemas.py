"""JSON Schemas of the files that a designer or a translator writes: layouts, their words, locales, themes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import TypeAdapter

from bmcgen import kinds
from bmcgen.assets.schemas.layout_checks import EVERY_KIND_TAKES
from bmcgen.assets.schemas.layout_schema import LayoutShape
from bmcgen.assets.schemas.locale_schema import LocaleShape
from bmcgen.assets.schemas.theme_schema import ThemeShape
from bmcgen.assets.schemas.validation import OWN, Shape, raw_of
from bmcgen.assets.schemas.words_schema import CanvasShape
from bmcgen.resources import SHIPPED
from bmcgen.source.files import read_file
from bmcgen.source.json_schema import DIALECT, loosened

FILES: Mapping[str, tuple[type[Shape], str]] = {
    "layout": (LayoutShape, "a layout"),
    "words": (CanvasShape, "the words of a layout"),
    "locale": (LocaleShape, "the general words of a language"),
    "theme": (ThemeShape, "a theme"),
}
"""What is read from each kind of file, and what the file is."""
ANY = "*"
"""The key of texts about keys of a section's own choice."""
_SECTIONS = {
    "LayoutShape": "layout",
    "CanvasShape": "canvas",
    "LocaleShape": "locale",
    "ThemeShape": "theme",
    "_Block": "words-block",
}
"""Where the keys of a class are explained, if not under its own name."""


class Key(Struct, frozen=True):
    """What a key is, what stands for it where it is left out, and an example; empty where there is nothing to say."""

    about: str
    default: str = ""
    example: str = ""


@cache
def explained() -> Mapping[str, Mapping[str, Key]]:
    """What keys are, by section. Kinds of block are a section, too."""
    found = raw_of(read_file(Path(__file__).with_name("keys.yaml")).root)
    return {
        section: {
            key: Key(said)
            if isinstance(said, str)
            else Key(said["is"], said.get("default", ""), said.get("example", ""))
            for key, said in keys.items()
        }
        for section, keys in found.items()
    }


def json_schema_of(file: str) -> dict[str, Any]:
    """The schema (draft 2020-12) of a kind of file. KeyError if there is none of that name."""
    shape, about = FILES[file]
    schema = shape.model_json_schema()
    schema = {"$schema": DIALECT, **schema, "title": f"bmcgen: {about}"}
    schema.pop("description", None)
    for name, each in (*schema.get("$defs", {}).items(), (shape.__name__, schema)):
        each.pop("description", None)
        if name != shape.__name__:
            each.pop("title", None)
        section = section_of(name)
        if each["properties"].pop(OWN, None):
            _take_kinds(each, "kind-keys" if name == "BlockShape" else "words-kinds")
        _explain(each["properties"], section)
    if file == "locale":
        _say_in_english(schema)
    found: dict[str, Any] = loosened(schema, partial=file in ("words", "locale"))
    return found


def section_of(name: str) -> str:
    """Where the keys of a class are explained."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.rsplit("__", maxsplit=1)[-1].strip("_").removesuffix("Shape"))
    return _SECTIONS.get(name, words.lower())


def keys_of_kinds(*, layout: bool) -> Iterator[tuple[str, str, Any, Any]]:
    """Each key of a kind's own in layouts, or else in words: the kind, the key, its schema and its default."""
    for name in kinds.names():
        kind = kinds.kind_of(name)
        for key, (annotation, default) in (kind.layout_keys if layout else kind.word_keys).items():
            yield name, key, TypeAdapter(annotation).json_schema(), default


def taken_by(kind: str) -> tuple[str, ...]:
    """The keys that a layout may give a block of a kind."""
    found = kinds.kind_of(kind)
    return (*EVERY_KIND_TAKES, *found.takes, *found.layout_keys)


def about_kind(name: str) -> str:
    """What a block of a kind holds."""
    said = explained()["kinds"].get(name)
    return said.about if said else f"a block of the kind {name}"


def _explain(properties: dict[str, Any], section: str, path: str = "") -> None:
    """Describes keys, those within them too."""
    texts = explained().get(section, {})
    for key, each in properties.items():
        each.pop("title", None)
        said = texts.get(f"{path}{key}") or texts.get(ANY)
        if said:
            each["description"] = said.about
            if each.get("default") is None or said.default:
                each.pop("default", None)
        elif section in ("kind-keys", "words-kinds"):
            each["description"] = "a key of a kind of block"
        for within in (each, each.get("additionalProperties")):
            if isinstance(within, dict) and "properties" in within:
                _explain(within["properties"], section, f"{path}{key}.")


def _take_kinds(block: dict[str, Any], section: str) -> None:
    """Adds the keys that kinds have to themselves, and for each kind which keys a block of it takes."""
    layout = section == "kind-keys"
    own: dict[str, Any] = {}
    for _, key, schema, default in keys_of_kinds(layout=layout):
        own.setdefault(key, schema if default is None else {**schema, "default": default})
    _explain(own, section)
    block["properties"] |= {key: each for key, each in own.items() if key not in block["properties"]}
    if not layout:
        return
    block["properties"]["kind"] = {
        "oneOf": [{"const": name, "description": about_kind(name)} for name in kinds.names()],
        "$comment": "a kind",
    }
    block["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": {"propertyNames": {"enum": [*taken_by(name)]}},
        }
        for name in kinds.names()
    ]


def _say_in_english(schema: dict[str, Any]) -> None:
    """Describes the words of a locale by those of the English one."""
    english = raw_of(read_file(SHIPPED / "locales" / "en" / "locale.yaml").root)
    for part, each in schema["properties"].items():
        name = each.get("$ref", "").rsplit("/", maxsplit=1)[-1]
        for key, word in schema["$defs"].get(name, {"properties": {}})["properties"].items():
            word["description"] = f"in English: {english[part].get(key) or '–'}"
