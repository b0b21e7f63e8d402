"""What is written in a block that holds no notes, and what there is to fill in, as a browser gets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcgen.kinds import kind_of
from bmcgen.model.content import PictureFile, Position, Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords


def filled_in(block: Block, words: BlockWords, held: Any, code: str) -> dict[str, Any]:
    """The value of a block, with what its kind has names for."""
    if words.own.get("scales"):
        return {"scales": [*_scales(words, held)]}
    if words.own.get("choices"):
        chosen = held or frozenset()
        named = words.own["choices"].items()
        return {
            "choices": [{"key": key, "label": label} for key, label in named],
            "value": [key for key, _ in named if key in chosen],
        }
    if words.own.get("fields"):
        return _fields(words, held, code)
    if held is None:
        return {"value": None, **_asked(block)}
    if isinstance(held, PictureFile):
        return {"value": _picture(held, code)}
    return {"value": _said(held, code), **_asked(block)}


def _asked(block: Block) -> dict[str, Any]:
    """How many entries the sheet asks for."""
    least, most = kind_of(block.kind).entries_asked(block)
    return {"ask": [least, most]} if most else {}


def _scales(words: BlockWords, held: Mapping[str, Position] | None) -> list[dict[str, Any]]:
    marks = held or {}
    return [
        {"key": key, **each, "value": marks[key].value if key in marks else None}
        for key, each in words.own["scales"].items()
    ]


def _fields(words: BlockWords, held: Any, code: str) -> dict[str, Any]:
    values = held.values if held else {}
    named = words.own["fields"].items()
    return {
        "fields": [{"key": key, "label": label, "value": _said(values.get(key), code)} for key, label in named],
        "more": [{"name": name.text, "value": _said(own, code)} for name, own in (held.also if held else ())],
    }


def _picture(held: PictureFile, code: str) -> dict[str, Any]:
    across, down = held.focus
    return {
        "file": held.file,
        "focus": [round(100 * across, 1), round(100 * down, 1)],
        "alt": _said(held.alt, code),
        "width": held.width,
        "height": held.height,
    }


def _said(value: Any, code: str) -> Any:
    """A value in plain JSON: texts in a language, and what is made of them."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Typed):
        return value.in_language(code).text
    if isinstance(value, Mapping):
        return {str(key): _said(each, code) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_said(each, code) for each in value]
    fields = getattr(value, "__struct_fields__", ())
    return {key: _said(getattr(value, key), code) for key in fields}
