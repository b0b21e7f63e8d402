"""What looks like a mapping to YAML and is a text to the person who typed it."""

from __future__ import annotations

import re

from bmcgen.source.tree import Mapping, Scalar


def as_typed(node: Mapping) -> str:
    """A mapping of one pair as it was typed (`Prijs: € 5`); empty where it spans lines that are no running text."""
    key, value = node.pairs[0]
    braces = _line_from(node.where.text, node.where.column)
    if braces.startswith("{"):
        inside, closed, after = braces.partition("}")
        whole = closed and key.plain and (not after.strip() or after.lstrip().startswith("#"))
        return inside + closed if whole else _plain(key, value)
    same_line = value.where.line == key.where.line > 0
    if isinstance(value, Scalar):
        start, end = key.where.column - 1, value.where.column - 1 + (0 if value.empty else value.where.length)
        typed = key.where.text[start:end].strip() if same_line and key.plain and value.one_line else ""
        if typed and (value.empty or not value.plain or typed.endswith(value.text)):
            return typed
        return _plain(key, value)
    # A list or mapping between brackets on the same line; anything longer is no running text.
    raw = _line_from(key.where.text, key.where.column) if same_line and value.where.column > key.where.column else ""
    return raw if raw.endswith(("]", "}")) else ""


def _plain(key: Scalar, value: object) -> str:
    return f"{key.text}: {value.text}".strip() if isinstance(value, Scalar) else ""


def _line_from(text: str, column: int) -> str:
    return text[column - 1 :].strip() if column else ""


def quoted(text: str) -> str:
    """A text between the quotation marks that need least escaping."""
    if "'" in text and not re.search(r'["\\]', text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
