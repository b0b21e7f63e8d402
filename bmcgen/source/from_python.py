"""Values of a program, in place of a file, to a source."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from datetime import date
from typing import Any

from bmcgen.diagnostics import Diagnostic, Place, error
from bmcgen.source.tree import MAX_DEPTH, MAX_NODES, Mapping, Node, Scalar, Sequence, Source


def from_value(value: AnyMapping[str, Any]) -> Source:
    """The source of a mapping of texts, lists and mappings; its places are paths: `<data>.blocks.channels[2]`."""
    reader = _Reader()
    return Source(reader.node(value, "<data>", 0), tuple(reader.problems))


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.count = 0

    def node(self, value: Any, path: str, depth: int) -> Node:
        where = Place(path)
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            if not any(p.code == "too-large" for p in self.problems):
                self.problems.append(error("too-large", "this holds too many values, or they lie too deep", where))
            return Scalar("", where)
        if value is None:
            return Scalar("", where)
        if isinstance(value, str):
            return Scalar(value, where, plain=False)
        if isinstance(value, bool):
            return Scalar("true" if value else "false", where, plain=False)
        if isinstance(value, int | float | date):
            return Scalar(str(value), where, plain=False)
        if isinstance(value, AnyMapping):
            pairs = [
                (Scalar(str(key), Place(f"{path}.{key}"), plain=False), self.node(each, f"{path}.{key}", depth + 1))
                for key, each in value.items()
            ]
            return Mapping(tuple(pairs), where)
        if isinstance(value, AnySequence) and not isinstance(value, bytes | bytearray):
            items = [self.node(each, f"{path}[{number}]", depth + 1) for number, each in enumerate(value)]
            return Sequence(tuple(items), where)
        self.problems.append(error("wrong-type", f"{type(value).__name__} cannot be printed", where, "give a text"))
        return Scalar("", where)
