"""A tree as the text of a data file that a person can read and go on with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from bmcgen.source.tree import Mapping, Node, Scalar, Sequence

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d|[^\W\d_][\w /().'’–€$£%&+-]*", re.UNICODE)
_KEY = re.compile(r"[a-z][a-z-]*")
NOT_PLAIN = re.compile(r"(?:true|false|yes|no|on|off|null|y|n)", re.IGNORECASE)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\ufdd0-\ufddf]")
_SHORT = 100
_NUMBER = re.compile(r"0|-?[1-9]\d{0,14}|-?(?:0|[1-9]\d{0,11})\.\d{0,11}[1-9]", re.ASCII)


class Number(Scalar, frozen=True):
    """A text that is written without quotation marks if it is a number."""


def is_number(text: str) -> bool:
    """Whether a text is a number in the one form that every reader of YAML gives back as it was."""
    return bool(_NUMBER.fullmatch(text))


def text_of(tree: Mapping) -> str:
    """The text of a data file."""
    return "\n".join(_mapping(tree, 0)) + "\n"


def item_of(node: Node, indent: int) -> list[str]:
    """The lines of an entry of a list whose dash stands at an indent."""
    return [*_sequence(Sequence((node,), node.where), indent)]


def pair_of(key: str, value: Node, indent: int) -> list[str]:
    """The lines of a key and its value at an indent."""
    return [*_pair(Scalar(key, value.where, plain=False), value, indent)]


def _mapping(node: Mapping, indent: int) -> Iterable[str]:
    for key, value in node.pairs:
        yield from _pair(key, value, indent)


def _pair(key: Scalar, value: Node, indent: int) -> Iterable[str]:
    space = " " * indent
    name = key.text if _KEY.fullmatch(key.text) else scalar(key.text, 0, flow=True)
    if isinstance(value, Scalar):
        yield f"{space}{name}: {_value(value, indent)}"
    elif not (value.pairs if isinstance(value, Mapping) else value.items):
        yield f"{space}{name}: {'{}' if isinstance(value, Mapping) else '[]'}"
    elif key.text != "blocks" and (flow := _flow(value)) and len(flow) + len(space) + len(name) <= _SHORT:
        yield f"{space}{name}: {flow}"
    else:
        yield f"{space}{name}:"
        inner = _mapping(value, indent + 2) if isinstance(value, Mapping) else _sequence(value, indent + 2)
        yield from inner


def _sequence(node: Sequence, indent: int) -> Iterable[str]:
    space = " " * indent
    for item in node.items:
        if isinstance(item, Scalar):
            yield f"{space}- {_value(item, indent)}"
        elif (flow := _flow(item)) and isinstance(item, Mapping) and len(flow) + len(space) <= _SHORT:
            yield f"{space}- {flow}"
        else:
            first, *rest = _mapping(item, indent + 2) if isinstance(item, Mapping) else _sequence(item, indent + 2)
            yield f"{space}- {first[indent + 2 :]}"
            yield from rest


def _flow(node: Node, depth: int = 0) -> str:
    """A short list or mapping of short texts on one line; empty where it is neither."""
    if isinstance(node, Scalar):
        return "" if "\n" in node.text else _value(node, 0, flow=True)
    if depth > 1 or (
        isinstance(node, Mapping) and any(key.text in ("group", "notes", "blocks") for key, _ in node.pairs)
    ):
        return ""
    if isinstance(node, Mapping):
        parts = [(key.text, _flow(value, depth + 1)) for key, value in node.pairs]
        return "{" + ", ".join(f"{key}: {value}" for key, value in parts) + "}" if all(v for _, v in parts) else ""
    if depth == 0 and any(not isinstance(item, Scalar) for item in node.items):
        return ""
    texts = [_flow(item, depth + 1) for item in node.items]
    return "[" + ", ".join(texts) + "]" if depth and all(texts) else ""


def _value(node: Scalar, indent: int, *, flow: bool = False) -> str:
    if isinstance(node, Number) and is_number(node.text):
        return node.text
    return scalar(node.text, indent, flow=flow)


def scalar(text: str, indent: int, *, flow: bool = False) -> str:
    """A text as YAML reads it back: as it is where that is safe, over several lines where it has them, else quoted."""
    if (
        _PLAIN.fullmatch(text)
        and not text.endswith(" ")
        and not NOT_PLAIN.fullmatch(text)
        and (not flow or "," not in text)
    ):
        return text
    if "\n" in text and not flow and _may_stand(text):
        space = " " * (indent + 2)
        return "|-\n" + "\n".join(f"{space}{line}" if line else "" for line in text.split("\n"))
    return quoted(text)


def _may_stand(text: str) -> bool:
    """Whether a text can be written as lines that are read as they stand."""
    lines = text.split("\n")
    plain = all(char.isprintable() or char == "\n" for char in text)
    return plain and not _ESCAPED.search(text) and not text.startswith((" ", "\n")) and bool(lines[-1].strip())


def quoted(text: str) -> str:
    """A text between double quotation marks. JSON escapes all that YAML must have escaped but for a few characters."""
    shown = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)
