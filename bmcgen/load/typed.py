"""What looks like a mapping to YAML and is a text to the person who typed it."""

from __future__ import annotations

from bmcgen.load.source import Node, Scalar


def as_typed(key: Scalar, value: Node) -> str:
    """A pair as it was typed (`Prijs: € 5`); empty where it spans lines that are no running text."""
    line, start = key.where.text, key.where.column - 1
    same_line = value.where.line == key.where.line and key.where.line > 0
    if isinstance(value, Scalar):
        end = value.where.column - 1 + (0 if value.empty else value.where.length)
        typed = line[start:end].strip() if same_line else ""
        if typed and (value.empty or not value.plain or typed.endswith(value.text)):
            return typed
        return f"{key.text}: {value.text}".strip()
    # A list or mapping between brackets on the same line; anything longer is no running text.
    raw = line[start:].strip() if same_line and value.where.column > key.where.column else ""
    return raw if raw.endswith(("]", "}")) else ""
