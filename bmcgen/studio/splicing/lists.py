"""Entries of lists, and pairs of mappings: put into a text, and taken out of it with the comments about them."""

from __future__ import annotations

import re

from bmcgen.studio.splicing.forms import flow_form, item_lines, key_form, pair_lines
from bmcgen.studio.splicing.marks import Marked, Node, Plain

_DASH = re.compile(r"( *)-(?:[ \t]+|$)")
_COMMENT = re.compile(r"[ \t]*#")


class Odd(Exception):
    """A form that is not changed in its place: what holds it is written anew."""


def region(m: Marked, holder: Node, index: int) -> tuple[int, int]:
    """The lines of an entry of a list, or of a pair of a mapping, with the comments directly above it."""
    node = holder.items[index]
    head = holder.keys[index] if holder.kind == "mapping" else node
    begin = _line_of(m, holder, head)
    before = holder.items[index - 1].end if index else -1
    while begin > 0:
        above = m.begin(begin - 1)
        line = m.text[above:begin]
        if above <= before or not _COMMENT.match(line):
            break
        if index == 0 and len(line) - len(line.lstrip()) != _column(m, holder, head):
            break
        begin = above
    return begin, m.stop(max(node.end - 1, head.start))


def _line_of(m: Marked, holder: Node, head: Node) -> int:
    """Where the line of an entry begins, which must hold nothing of another."""
    begin = m.begin(head.start)
    prefix = m.text[begin : head.start]
    if holder.kind == "mapping":
        if prefix.strip():
            raise Odd
        return begin
    if head.empty:
        prefix = m.text[begin : head.end]
    if _DASH.fullmatch(prefix):
        return begin
    # The dash may stand on a line of its own.
    above = m.begin(begin - 1) if begin and not prefix.strip() else begin
    if above != begin and _DASH.fullmatch(m.text[above:begin].rstrip("\r\n")):
        return above
    raise Odd


def _column(m: Marked, holder: Node, head: Node) -> int:
    begin = _line_of(m, holder, head)
    line = m.text[begin : m.stop(begin)]
    return len(line) - len(line.lstrip(" "))


def indent_of(m: Marked, holder: Node) -> int:
    """The indent of the dashes of a list, or of the keys of a mapping."""
    head = holder.keys[0] if holder.kind == "mapping" else holder.items[0]
    if holder.kind == "mapping":
        return head.start - m.begin(head.start)
    return _column(m, holder, head)


def inserted(m: Marked, holder: Node, index: int, value: Plain) -> str:
    """The text with an entry in a list that has some."""
    if holder.tied and not holder.flow:
        raise Odd
    if holder.flow:
        return _into_flow(m, holder, index, flow_form(value))
    lines = item_lines(value, indent_of(m, holder))
    last = len(holder.items) - 1
    at = region(m, holder, index)[0] if index <= last else region(m, holder, last)[1]
    return put_lines(m, at, lines)


def put_lines(m: Marked, at: int, lines: list[str]) -> str:
    """The text with lines at the beginning of a line."""
    text, newline = m.text, m.newline
    joined = newline.join(lines)
    if at and text[at - 1] not in "\r\n":
        # What was last had no end of line, and what is last now has none either.
        return text[:at] + newline + joined + text[at:]
    return text[:at] + joined + newline + text[at:]


def _into_flow(m: Marked, holder: Node, index: int, form: str) -> str:
    text = m.text
    if text[holder.start] not in "[{":
        raise Odd
    heads = holder.keys if holder.kind == "mapping" else holder.items
    if not holder.items:
        return text[: holder.start + 1] + form + text[holder.end - 1 :]
    if index < len(heads):
        at = heads[index].start
        return f"{text[:at]}{form}, {text[at:]}"
    at = holder.items[-1].end
    return f"{text[:at]}, {form}{text[at:]}"


def added(m: Marked, holder: Node, key: str, value: Plain, before: str = "") -> str:
    """The text with a pair at the end of a mapping that has some, or before a key."""
    names = [each.text for each in holder.keys]
    if before in names and not holder.flow:
        lines = pair_lines(key, value, indent_of(m, holder))
        return put_lines(m, _above(m, region(m, holder, names.index(before))[0]), lines)
    if holder.flow:
        return _into_flow(m, holder, len(holder.items), f"{key_form(key)}: {flow_form(value)}")
    indent = indent_of(m, holder)
    last = holder.items[-1]
    at = m.stop(max(last.end - 1, holder.keys[-1].start))
    return put_lines(m, at, pair_lines(key, value, indent))


def _above(m: Marked, at: int) -> int:
    """The same place, or that above the empty lines that set it off."""
    while at > 0 and not m.text[m.begin(at - 1) : at].strip():
        at = m.begin(at - 1)
    return at


def removed(m: Marked, holder: Node, index: int) -> str:
    """The text without an entry, or a pair."""
    text = m.text
    if holder.flow:
        heads = holder.keys if holder.kind == "mapping" else holder.items
        if text[holder.start] not in "[{":
            raise Odd
        if index:
            return text[: holder.items[index - 1].end] + text[holder.items[index].end :]
        if len(heads) > 1:
            return text[: heads[0].start] + text[heads[1].start :]
        return text[: heads[0].start] + text[holder.items[0].end :]
    if holder.kind == "mapping":
        key = holder.keys[index]
        if text[m.begin(key.start) : key.start].strip():
            # It stands behind a dash, and the next moves up to it.
            if index + 1 >= len(holder.keys):
                raise Odd
            return text[: key.start] + text[holder.keys[index + 1].start :]
    begin, end = region(m, holder, index)
    return text[:begin] + text[end:]


def raw_item(m: Marked, holder: Node, index: int) -> str | None:
    """The lines of an entry as they are, its dash at their beginning; None where they must be written anew."""
    if holder.flow:
        return None
    try:
        begin, end = region(m, holder, index)
        indent = indent_of(m, holder)
    except Odd:
        return None
    lines = re.split(r"\r\n|\n|\r", m.text[begin:end].rstrip("\r\n"))
    if any(line[:indent].strip() for line in lines):
        return None
    return "\n".join(line[indent:] for line in lines)


def rewritten(m: Marked, holder: Node, index: int, raw: str) -> str:
    """The text with other lines for an entry of a list."""
    if holder.flow:
        raise Odd
    begin, end = region(m, holder, index)
    indent, tail = " " * indent_of(m, holder), m.text[begin:end]
    lines = [indent + line if line.strip() else line for line in raw.split("\n")]
    return m.text[:begin] + m.newline.join(lines) + tail[len(tail.rstrip("\r\n")) :] + m.text[end:]
