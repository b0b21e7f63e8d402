"""How a value is written: as its neighbours are, and as the one that it takes the place of."""

from __future__ import annotations

import re

from bmcgen.source.writing.yaml_text import NOT_PLAIN, is_number, item_of, pair_of, quoted, scalar
from bmcgen.studio.splicing.marks import Plain, tree_of

_MEANS = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`\s=~<]|: |:$|\s#|\s$|^\.\.\.|^---""")
_IN_FLOW = re.compile(r"[,\[\]{}]")


_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def as_typed(text: str) -> str:
    """A text as a person typed it, without what no file may hold and nobody can see: what joins signs to one stays."""
    return _UNWANTED.sub("", _BREAKS.sub("\n", text)).replace("\t", " ").strip()


def scalar_form(text: str, style: str, indent: int, *, flow: bool) -> str:
    """A text as a scalar, quoted as the one before it was if it can be. `indent` is that of the line it stands on."""
    if "\n" in text or not text.isprintable() or not text:
        return scalar(text, indent, flow=flow) if text else '""'
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return quoted(text)
    if style == "" and is_plain(text, flow=flow):
        return text
    return scalar(text, indent, flow=flow)


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text on one line means itself without quotation marks, to any reader of YAML."""
    if _MEANS.search(text) or NOT_PLAIN.fullmatch(text) or (flow and _IN_FLOW.search(text)):
        return False
    return all(char < "\ufdd0" or char > "\ufffd" for char in text) and not any(
        "\x7f" <= char <= "\xa0" or char in "\u2028\u2029\ufeff" for char in text
    )


def flow_form(value: Plain) -> str:
    """A value on one line, for a place between brackets."""
    if isinstance(value, str):
        if is_number(value):
            return value
        return scalar(value, 0, flow=True) if value else '""'
    if isinstance(value, list):
        return f"[{', '.join(map(flow_form, value))}]"
    return "{" + ", ".join(f"{key_form(key)}: {flow_form(each)}" for key, each in value.items()) + "}"


def key_form(key: str) -> str:
    """A key as it is written."""
    return key if is_plain(key, flow=True) else quoted(key)


def item_lines(value: Plain, indent: int) -> list[str]:
    """An entry of a list in lines, the dash at an indent."""
    return _split(item_of(tree_of(value), indent))


def pair_lines(key: str, value: Plain, indent: int) -> list[str]:
    """A key and its value in lines."""
    return _split(pair_of(key, tree_of(value), indent))


def _split(lines: list[str]) -> list[str]:
    """Texts of several lines come as one."""
    return [part for line in lines for part in line.split("\n")]
