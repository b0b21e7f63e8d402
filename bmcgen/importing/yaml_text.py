"""A tree as the text of a data file, with what was left out of its source as comments."""

from __future__ import annotations

from collections.abc import Iterable

from bmcgen.importing.found import Left
from bmcgen.importing.outline import bare
from bmcgen.source.tree import Mapping
from bmcgen.source.writing.yaml_text import quoted, scalar, text_of

__all__ = ["quoted", "scalar", "yaml_text"]


def yaml_text(tree: Mapping, left: Iterable[Left] = (), source: str = "") -> str:
    """The text of a data file, with what was left out of its source as comments at the end."""
    lines = text_of(tree).rstrip("\n").split("\n")
    told = [*left]
    if told:
        lines += ["", f"# Left out of {_one_line(source)}:"]
        for each in told:
            where = each.words.where
            at = f" on line {where.line}" if where.line else f" at {where.file}" if where.file != source else ""
            first, *rest = bare(each.words.text).split("\n")
            lines.append(f"#   {each.kind}{at}: {_one_line(first)}".rstrip())
            lines += [f"#     {_one_line(line)}".rstrip() for line in rest]
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
