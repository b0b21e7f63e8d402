"""What can be done to a file, and what it then says."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from msgspec import Struct

from bmcgen.studio.splicing.marks import Node, Plain

Path = tuple[str | int, ...]
"""The number of a document in the file, then keys as they are typed there, and numbers in lists."""


class Refused(Exception):
    """What was asked for makes no sense in this file."""


class Put(Struct, frozen=True):
    """Gives what a path leads to a value; what is missing on the way is made. A new key stands before another of the
    same mapping, if that is there.
    """

    path: Path
    value: Plain
    before: str = ""


class Insert(Struct, frozen=True):
    """Puts a value into a list, before what stands at the last number of the path."""

    path: Path
    value: Plain


class Remove(Struct, frozen=True):
    """Takes an entry out of a list, or a key out of a mapping."""

    path: Path


class Rewrite(Struct, frozen=True):
    """Writes an entry of a list in the lines that it had elsewhere, its dash at their beginning, with the comments
    above it. It says the same.
    """

    path: Path
    raw: str


Edit = Put | Insert | Remove | Rewrite


def edited(roots: Sequence[Plain], edit: Edit) -> list[Plain]:
    """What a file says after an edit. `Refused` where there is no such place."""
    found = deepcopy(list(roots))
    if isinstance(edit, Put):
        _put(found, edit.path, edit.value, edit.before)
    elif isinstance(edit, Insert):
        _insert(found, edit.path, edit.value)
    elif isinstance(edit, Remove):
        _take(found, edit.path)
    return found


def _take(roots: list[Plain], path: Path) -> Plain:
    holder, last = _holder(roots, path), path[-1]
    try:
        taken: Plain = holder.pop(last)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise Refused(f"nothing at {path}") from None
    return taken


def _holder(roots: list[Plain], path: Path) -> Any:
    found: Any = roots
    for step in path[:-1]:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            raise Refused(f"nothing at {path}") from None
    return found


def _put(roots: list[Plain], path: Path, value: Plain, before: str = "") -> None:
    found: Any = roots
    for number, step in enumerate(path[:-1]):
        inner = _step(found, step)
        if not inner and isinstance(path[number + 1], str) and not isinstance(inner, dict):
            inner = {}
            _set(found, step, inner)
        found = inner
    new = isinstance(found, dict) and path[-1] not in found
    _set(found, path[-1], deepcopy(value))
    if new and before in found:
        for key in [*found][[*found].index(before) : -1]:
            found[key] = found.pop(key)


def _insert(roots: list[Plain], path: Path, value: Plain) -> None:
    *above, index = path
    found = _step_all(roots, above)
    if not found and not isinstance(found, list):
        _put(roots, tuple(above), [])
        found = _step_all(roots, above)
    if not isinstance(found, list) or not isinstance(index, int):
        raise Refused(f"no list at {tuple(above)}")
    found.insert(index, deepcopy(value))


def _step_all(roots: list[Plain], path: Sequence[str | int]) -> Any:
    found: Any = roots
    for step in path:
        found = _step(found, step)
    return found


def _step(found: Any, step: str | int) -> Any:
    if isinstance(found, dict):
        return found.get(str(step))
    if isinstance(found, list) and isinstance(step, int) and step < len(found):
        return found[step]
    return None


def _set(found: Any, step: str | int, value: Plain) -> None:
    listed = isinstance(found, list) and isinstance(step, int) and step < len(found)
    if not listed and not (isinstance(found, dict) and isinstance(step, str)):
        raise Refused(f"{step} has no place")
    found[step] = value


def at(roots: Sequence[Node], path: Path) -> Node | None:
    """The node that a path leads to."""
    if not path or not isinstance(path[0], int) or path[0] >= len(roots):
        return None
    node: Node | None = roots[path[0]]
    for step in path[1:]:
        if node is None:
            return None
        if isinstance(step, str):
            node = node.get(step) if node.kind == "mapping" else None
        else:
            node = node.items[step] if node.kind == "list" and step < len(node.items) else None
    return node
