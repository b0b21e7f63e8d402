"""A YAML text as nodes that know where each begins and ends in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

import yaml
from msgspec import Struct

from bmcgen.source.tree import Mapping, Sequence, said
from bmcgen.source.tree import Node as Tree
from bmcgen.source.writing.yaml_text import Number
from bmcgen.source.yaml_syntax import LINE_BREAK, events, hidden, shown

Plain = str | list[Any] | dict[str, Any]
"""What a node says, without where and how."""
_BLOCK_STYLES = ("|", ">")


class Node(Struct):
    """A value: a scalar, a list, a mapping, or an alias of one. It reaches from `start` to `end` in the text; `style`
    is how a scalar is quoted, "" for not at all. `keys` are those of a mapping, in step with its `items`.
    """

    kind: Literal["scalar", "list", "mapping", "alias"]
    start: int
    end: int
    text: str = ""
    style: str = ""
    flow: bool = False
    tied: bool = False
    """Whether it has an anchor or a tag."""
    keys: list[Node] = []
    items: list[Node] = []

    @property
    def empty(self) -> bool:
        """Nothing was typed here."""
        return self.kind == "scalar" and not self.style and self.start == self.end

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        return zip(self.keys, self.items, strict=True)

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs() if name.text == key), None)


class _Open(Struct):
    node: Node
    children: list[Node] = []


class Marked:
    """A text and its documents as nodes. `yaml.YAMLError` if it is no YAML."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = [match.end() for match in LINE_BREAK.finditer(text)]
        self.starts = [0, *ends]
        self.roots = [*self._roots()]

    def _roots(self) -> Iterator[Node]:
        stack: list[_Open] = []
        anchors: dict[str, Node] = {}
        for event in events(hidden(self.text)):
            node: Node | None = None
            if isinstance(event, yaml.DocumentStartEvent):
                anchors.clear()
            elif isinstance(event, yaml.ScalarEvent):
                node = self._scalar(event)
            elif isinstance(event, yaml.AliasEvent):
                start, end = self._at(event.start_mark), self._at(event.end_mark)
                known = anchors.get(event.anchor)
                node = Node("alias", start, end, event.anchor, items=[known] if known else [])
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                kind: Literal["list", "mapping"] = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
                start = self._at(event.start_mark)
                tied = bool(event.anchor or event.tag)
                opened = Node(kind, start, start, flow=bool(event.flow_style), tied=tied)
                if event.anchor:
                    anchors[event.anchor] = opened
                stack.append(_Open(opened))
                continue
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                top = stack.pop()
                node = _closed(top, self._at(event.end_mark))
            if node is None:
                continue
            if isinstance(event, yaml.ScalarEvent) and event.anchor:
                anchors[event.anchor] = node
            if stack:
                stack[-1].children.append(node)
            elif not node.empty:
                yield node

    def _at(self, mark: yaml.Mark) -> int:
        """Where a mark is in the text; what ends a line for YAML alone does not end one here."""
        line: int = min(mark.line, len(self.starts) - 1)
        column: int = mark.column
        return min(self.starts[line] + column, len(self.text))

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        start, end, style = self._at(event.start_mark), self._at(event.end_mark), event.style or ""
        if style in _BLOCK_STYLES:
            # The parser goes on to where the next value begins.
            kept = self.text[start:end].rstrip(" \t\r\n")
            end = start + len(kept)
        return Node("scalar", start, end, shown(event.value), style, tied=bool(event.anchor or event.tag))

    def line(self, at: int) -> int:
        """The number of the line that holds a place, from 0."""
        from bisect import bisect_right

        return bisect_right(self.starts, at) - 1

    def begin(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.starts[self.line(at)]

    def stop(self, at: int) -> int:
        """Where the line after that of a place begins."""
        number = self.line(at) + 1
        return self.starts[number] if number < len(self.starts) else len(self.text)

    def place(self, line: int, column: int) -> int:
        """The place of a line and a column that count from 1."""
        return self.starts[line - 1] + column - 1 if 0 < line <= len(self.starts) else -1

    @property
    def newline(self) -> str:
        """How the lines of the text end."""
        return "\r\n" if "\r\n" in self.text else "\n"


def _closed(top: _Open, end: int) -> Node:
    node, children = top.node, top.children
    if node.kind == "list":
        node.items = children
    else:
        node.keys, node.items = children[::2], children[1::2]
    # A list in lines ends with what stands last in it; the parser goes on to what follows.
    node.end = end if node.flow else max([each.end for each in children], default=node.start)
    return node


def plain(node: Node, depth: int = 0) -> Plain:
    """What a node says."""
    if depth > 50:
        raise ValueError("too deep")
    if node.kind == "scalar":
        return node.text
    if node.kind == "alias":
        return plain(node.items[0], depth + 1) if node.items else f"*{node.text}"
    if node.kind == "list":
        return [plain(each, depth + 1) for each in node.items]
    return {key.text: plain(value, depth + 1) for key, value in node.pairs()}


def tree_of(value: Plain) -> Tree:
    """What is said as a tree that can be written."""
    if isinstance(value, str):
        return Number(value, said("").where, plain=False)
    if isinstance(value, list):
        return Sequence(tuple(tree_of(each) for each in value), said("").where)
    return Mapping(tuple((said(key), tree_of(each)) for key, each in value.items()), said("").where)


def same(one: Plain, other: Plain) -> bool:
    """Whether two values say the same, in the same order; an empty list is as good as nothing, and a text that stands
    last in a file may get a line break at its end.
    """
    if not one and not other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("\n") == other.rstrip("\n")
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = zip(one.items(), other.items(), strict=True)
        return len(one) == len(other) and all(a == b and same(x, y) for (a, x), (b, y) in pairs)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return one == other


def ordered(nodes: list[Node]) -> bool:
    """Whether nodes stand one after another in the text."""
    return all(first.end <= second.start for first, second in pairwise(nodes))
