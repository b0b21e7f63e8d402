"""An edit made in the text itself: nothing is changed but the characters of what it is about.

What a text says afterwards is compared with what it should say. Where a value is written in a form that cannot be
changed in its place, what holds it is written anew, as little as will do; comments inside it are kept above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import yaml
from msgspec import Struct

from bmcgen.source.writing.yaml_text import text_of
from bmcgen.studio.splicing.edits import Edit, Insert, Path, Put, Refused, Rewrite, at, edited
from bmcgen.studio.splicing.forms import flow_form, item_lines, pair_lines, scalar_form
from bmcgen.studio.splicing.lists import Odd, added, indent_of, inserted, put_lines, removed, rewritten
from bmcgen.studio.splicing.marks import Marked, Node, Plain, plain, same, tree_of

_COMMENTED = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)


class Spliced(Struct, frozen=True):
    """A text after edits, and its nodes."""

    text: str
    marked: Marked
    roots: list[Plain]

    @classmethod
    def of(cls, text: str) -> Spliced:
        marked = Marked(text)
        return cls(text, marked, [plain(root) for root in marked.roots])

    def apply(self, edits: Sequence[Edit]) -> Spliced:
        """The text after edits, one after another. `Refused` for one that makes no sense in it."""
        found = self
        for edit in edits:
            found = _applied(found, edit)
        return found


def _applied(before: Spliced, edit: Edit) -> Spliced:
    wanted = edited(before.roots, edit)
    if same(wanted, before.roots) and not isinstance(edit, Rewrite):
        return before
    for attempt in _attempts(before, edit, wanted):
        try:
            after = Spliced.of(attempt())
        except (Odd, yaml.YAMLError, ValueError, IndexError):
            continue
        if same(wanted, after.roots):
            return after
    if isinstance(edit, Rewrite):
        return before
    raise Refused("this cannot be written")


def _attempts(before: Spliced, edit: Edit, wanted: list[Plain]) -> Iterator[Callable[[], str]]:
    """Ways to make an edit, the one that changes least first."""
    m = before.marked
    yield lambda: _in_place(before, edit)
    if isinstance(edit, Rewrite):
        return
    for size in range(len(edit.path) - 1, 0, -1):
        path = edit.path[:size]
        if size > 1 and not isinstance(path[-1], str):
            continue
        yield lambda path=path: _anew(m, path, _said(wanted, path))  # type: ignore[misc]


def _said(roots: Sequence[Plain], path: Path) -> Plain:
    found: Plain | Sequence[Plain] = roots
    for step in path:
        found = found[step]  # type: ignore[index]
    return found  # type: ignore[return-value]


def _in_place(before: Spliced, edit: Edit) -> str:
    m = before.marked
    if isinstance(edit, Put):
        return _put(m, edit.path, edit.value, edit.before)
    if isinstance(edit, Insert):
        return _insert(m, edit.path, edit.value)
    holder = _need(m, edit.path[:-1])
    if isinstance(edit, Rewrite):
        return rewritten(m, holder, _index(holder, edit.path[-1]), edit.raw)
    return removed(m, holder, _index(holder, edit.path[-1]))


def _index(holder: Node, step: str | int) -> int:
    if isinstance(step, int):
        return step
    names = [key.text for key in holder.keys]
    if step not in names:
        raise Refused(f"no {step}")
    return names.index(step)


def _need(m: Marked, path: Path) -> Node:
    node = at(m.roots, path)
    if node is None:
        raise Odd
    return node


def _put(m: Marked, path: Path, value: Plain, before: str = "") -> str:
    node = at(m.roots, path)
    if node is not None and not node.empty:
        return _replaced(m, path, node, value)
    if node is not None:
        return _filled(m, path, value)
    # The nearest that is there takes the rest of the path with it.
    for size in range(len(path) - 1, 0, -1):
        held = at(m.roots, path[:size])
        if held is None:
            continue
        for step in reversed(path[size + 1 :]):
            value = {str(step): value}
        if held.empty or (held.kind == "mapping" and not held.items and size > 1):
            return _filled(m, path[:size], {str(path[size]): value})
        if held.kind != "mapping":
            raise Odd
        return added(m, held, str(path[size]), value, before)
    raise Odd


def _insert(m: Marked, path: Path, value: Plain) -> str:
    *above, index = path
    node = at(m.roots, tuple(above))
    if node is None or node.empty or (node.kind == "list" and not node.items and not _in_flow(m, tuple(above))):
        if node is None or node.empty:
            return _put(m, tuple(above), [value])
        return _filled(m, tuple(above), [value])
    if node.kind != "list" or not isinstance(index, int):
        raise Odd
    return inserted(m, node, index, value)


def _in_flow(m: Marked, path: Path) -> bool:
    """Whether what leads to a place is written between brackets itself."""
    nodes = [at(m.roots, path[:size]) for size in range(1, len(path))]
    return any(node is not None and node.flow for node in nodes)


def _replaced(m: Marked, path: Path, node: Node, value: Plain) -> str:
    """The text with another value in the place of one."""
    if isinstance(value, str) and node.kind == "scalar":
        # Behind a text of several lines there is no place for a comment.
        flow = _in_flow(m, path) or bool(_rest(m, node).strip())
        begin = m.begin(node.start)
        line = m.text[begin : m.stop(begin)]
        indent = len(line) - len(line.lstrip(" "))
        style = node.style if node.style in ("", "'", '"') else "|"
        form = scalar_form(value, style, _inner(m, path, indent), flow=flow)
        return m.text[: node.start] + form.replace("\n", m.newline) + m.text[node.end :]
    if _in_flow(m, path):
        return m.text[: node.start] + flow_form(value) + m.text[node.end :]
    holder = _need(m, path[:-1])
    if holder.kind == "list" and isinstance(path[-1], int):
        return _entry(m, holder, node, value)
    return _anew(m, path, value)


def _entry(m: Marked, holder: Node, node: Node, value: Plain) -> str:
    """The text with another value behind a dash; a text that it holds stays as it was written, if that will do."""
    indent = indent_of(m, holder)
    first, *rest = item_lines(value, indent)
    if rest and _rest(m, node).strip():
        first, rest = " " * indent + "- " + flow_form(value), []
    form = m.newline.join([first[indent + 2 :], *rest])
    if isinstance(value, dict) and not rest and node.kind == "scalar" and node.style in ("'", '"'):
        written = m.text[node.start : node.end]
        if value.get("text") == node.text and "\n" not in written:
            form = form.replace(f"text: {flow_form(node.text)}", f"text: {written}", 1)
    return m.text[: node.start] + form + m.text[node.end :]


def _rest(m: Marked, node: Node) -> str:
    """What follows a value on its last line."""
    return m.text[node.end : m.stop(node.end)]


def _inner(m: Marked, path: Path, indent: int) -> int:
    """The indent that lines of a text stand deeper than: that of its key, or of its dash."""
    holder = at(m.roots, path[:-1])
    if holder is not None and holder.kind == "mapping" and isinstance(path[-1], str):
        key = holder.keys[_index(holder, path[-1])]
        return key.start - m.begin(key.start)
    return indent


def _filled(m: Marked, path: Path, value: Plain) -> str:
    """The text with a value for a key that has none, or an empty list."""
    holder = _need(m, path[:-1])
    if holder.kind != "mapping" or not isinstance(path[-1], str):
        raise Odd
    index = _index(holder, path[-1])
    key, node = holder.keys[index], holder.items[index]
    colon = _colon(m, key)
    if holder.flow:
        return f"{m.text[: colon + 1]} {flow_form(value)}{m.text[max(node.end, colon + 1) :]}"
    indent = key.start - m.begin(key.start)
    lines = pair_lines(key.text, value, indent)
    inline = _after_colon(lines[0], key.text, indent)
    text = m.text
    if not node.empty:
        text = text[: colon + 1] + text[node.end :]
        m = Marked(text)
    if inline and len(lines) == 1:
        return f"{text[: colon + 1]} {inline}{text[colon + 1 :]}"
    if inline and isinstance(value, str):
        return f"{text[: colon + 1]} {m.newline.join([inline, *lines[1:]])}{text[colon + 1 :]}"
    if isinstance(value, dict) and inline:
        return f"{text[: colon + 1]} {inline}{text[colon + 1 :]}"
    body = lines[1:] if lines[1:] else item_lines(value[0], indent + 2)  # type: ignore[index]
    return put_lines(m, m.stop(colon), body)


def _colon(m: Marked, key: Node) -> int:
    found = re.compile(r"[ \t]*:").match(m.text, key.end)
    if not found:
        raise Odd
    return found.end() - 1


def _after_colon(line: str, key: str, indent: int) -> str:
    """What follows the colon of a pair's first line."""
    found = Marked(line.strip() if not line.strip().endswith(("|-", "|", ">")) else line.strip() + "\n  x")
    root = found.roots[0]
    if root.kind != "mapping" or not root.keys:
        raise Odd
    return line.strip()[_colon(found, root.keys[0]) + 1 :].strip()


def _anew(m: Marked, path: Path, value: Plain) -> str:
    """The text with what a path leads to written anew; comments inside it stand above it."""
    node = _need(m, path)
    if len(path) == 1:
        if not isinstance(value, dict) or len(m.roots) > 1:
            raise Odd
        tree = tree_of(value)
        lines = _comments_in(m, node, node.start, len(m.text))
        body = "".join(f"{line}\n" for line in lines) + text_of(tree)  # type: ignore[arg-type]
        return m.text[: node.start] + body.replace("\n", m.newline)
    holder = _need(m, path[:-1])
    if holder.kind != "mapping" or holder.flow or node.kind == "alias":
        raise Odd
    key = holder.keys[_index(holder, path[-1])]
    begin, colon = m.begin(key.start), _colon(m, key)
    indent = key.start - begin
    lines = pair_lines(key.text, value, indent)
    inline = _after_colon(lines[0], key.text, indent)
    body = m.newline.join([m.text[key.start : colon + 1] + (f" {inline}" if inline else ""), *lines[1:]])
    comments = _comments_in(m, node, colon, node.end)
    said = "".join(f"{' ' * indent}{each}{m.newline}" for each in comments)
    if m.text[begin : key.start].strip():
        said = ""
    return m.text[:begin] + said + m.text[begin : key.start] + body + m.text[node.end :]


def _comments_in(m: Marked, node: Node, start: int, end: int) -> list[str]:
    """The comments between the texts of a node, in a stretch of the text."""
    inside = [(each.start, each.end) for each in _scalars(node)]
    found = _COMMENTED.finditer(m.text, start, end)
    return [each[0].rstrip() for each in found if not any(a <= each.start() < b for a, b in inside)]


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    elif node.kind != "alias":
        for each in (*node.keys, *node.items):
            yield from _scalars(each)
