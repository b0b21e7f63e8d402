"""Values of a program, in place of a file, to a source."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from os import PathLike
from typing import Any

from bmcgen.diagnostics import Diagnostic, Place, error
from bmcgen.source.names import fold
from bmcgen.source.plain import plain
from bmcgen.source.tree import MAX_DEPTH, MAX_NODES, Mapping, Node, Scalar, Sequence, Source


def from_value(value: AnyMapping[str, Any]) -> Source:
    """The source of a mapping of texts, numbers, dates, lists and mappings; its places are paths:
    `<data>.blocks.channels[2]`. A picture may be given by its bytes.
    """
    reader = _Reader()
    return Source(reader.node(value, "<data>", 0), tuple(reader.problems))


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.count = 0

    def node(self, value: Any, path: str, depth: int, above: str = "", key: str = "") -> Node:
        """`key` is the key of the value, `above` that of the mapping it is in."""
        where = Place(path)
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            if not any(p.code == "too-large" for p in self.problems):
                self.problems.append(
                    error("too-large", "this holds too many values, or too many levels of them", where)
                )
            return Scalar("", where)
        if value is None:
            return Scalar("", where)
        text = plain(value)
        if text is not None:
            return Scalar(text, where, plain=False)
        if isinstance(value, PathLike):
            return Scalar(str(value), where, plain=False)
        if isinstance(value, bytes | bytearray | memoryview) and _may_be_picture(above, key):
            return Scalar("", where, plain=False, data=bytes(value))
        if isinstance(value, AnyMapping):
            pairs = [
                (
                    Scalar(str(name), Place(f"{path}.{name}"), plain=False),
                    self.node(each, f"{path}.{name}", depth + 1, key, str(name)),
                )
                for name, each in value.items()
            ]
            return Mapping(tuple(pairs), where)
        if isinstance(value, AnySequence) and not isinstance(value, bytes | bytearray | memoryview):
            items = [self.node(each, f"{path}[{number}]", depth + 1) for number, each in enumerate(value)]
            return Sequence(tuple(items), where)
        kind, hint = type(value).__name__, "give a text"
        if isinstance(value, bytes | bytearray | memoryview):
            hint = "decode it to a text; only a picture may be bytes"
        self.problems.append(error("wrong-type", f"{kind} cannot be printed", where, hint))
        return Scalar("", where)


def _may_be_picture(above: str, key: str) -> bool:
    """Whether bytes may stand under a key: in a block, or as the file of a picture."""
    return fold(key) == "file" or fold(above) == "blocks"
