"""Words over other words: a dialect says only what it says otherwise, and so does a data file of its own terms."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Named
from collections.abc import Sequence as Sequence_

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.templates import TemplateProblem, names_in
from bmcgen.diagnostics import Diagnostic, Problems, did_you_mean, error, short
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence

OWN_NAMES = ("also", "also-called")
"""Other names: a language has as many as it needs."""
PLURALS = ("continues", "pages")
KEPT = ("layout", "colour", "edition", "strong", "shares", "figures")
"""What is no word, and the same in every language."""
_FREE = (*OWN_NAMES, "fields", "extends", "replace")
"""What words may have though those under them have none."""
Keys = tuple[str, ...]


class Change(Struct, frozen=True):
    """A text that takes the place of another, and the keys that lead there."""

    keys: Keys
    own: Scalar
    under: str


class Overlaid(Struct, frozen=True):
    """Words over others: the tree of both, what is wrong with those on top, and what these change."""

    tree: Node
    problems: tuple[Diagnostic, ...]
    changes: tuple[Change, ...]


def overlaid(own: Node, under: Node) -> Overlaid:
    """Words over others. A mapping says what changes in a mapping, and by number what changes in a list; any other
    value takes the place of what is under it. Whatever is empty changes nothing.
    """
    laid = _Overlay(under)
    tree = laid.node(own, under, ())
    return Overlaid(tree, tuple(laid.problems), tuple(laid.changes))


Layer = tuple[Node | None, Named[str, str]]
"""What a locale says of its own, if anything, and what it replaces in the words of the one that it extends."""


def layered(layers: Sequence_[Layer]) -> Node:
    """The words of a locale, over those that it extends. `Problems` with all that is wrong in any."""
    tree: Node | None = None
    problems: list[Diagnostic] = []
    for own, replacements in reversed(layers):
        tree = tree and replaced(tree, replacements)
        if own is not None and tree is not None:
            found = overlaid(own, tree)
            tree = found.tree
            problems += found.problems
        elif own is not None:
            tree = own
    if problems or tree is None:
        raise Problems(problems)
    return tree


def replaced(node: Node, replacements: Named[str, str]) -> Node:
    """Words with parts of them replaced: letters (ss for ß) or words. Keys stay as they are, and what is no word."""
    if not replacements:
        return node
    if isinstance(node, Scalar):
        text = node.text
        for part, other in replacements.items():
            text = text.replace(part, other)
        return node if text == node.text else replace(node, text=text)
    if isinstance(node, Sequence):
        return replace(node, items=tuple(replaced(item, replacements) for item in node.items))
    pairs = ((key, value if key.text in KEPT else replaced(value, replacements)) for key, value in node.pairs)
    return replace(node, pairs=tuple(pairs))


class _Overlay:
    def __init__(self, root: Node) -> None:
        self.root = root
        self.problems: list[Diagnostic] = []
        self.changes: list[Change] = []

    def node(self, own: Node, under: Node, keys: Keys) -> Node:
        if isinstance(own, Scalar) and not own.text.strip():
            return under
        if isinstance(under, Mapping):
            return self._mapping(own, under, keys) if isinstance(own, Mapping) else self._not(own, under, keys)
        if isinstance(under, Sequence):
            if isinstance(own, Sequence):
                return self._whole(own, under, keys)
            return self._numbered(own, under, keys) if isinstance(own, Mapping) else self._not(own, under, keys)
        if not isinstance(own, Scalar):
            return self._not(own, under, keys)
        self._places(own, under, keys)
        self.changes.append(Change(keys, own, under.text))
        return own

    def _mapping(self, own: Mapping, under: Mapping, keys: Keys) -> Node:
        said = {name.text: (name, value) for name, value in own.pairs}
        pairs = [
            (name, self.node(said[name.text][1], value, (*keys, name.text)) if name.text in said else value)
            for name, value in under.pairs
        ]
        known = [name.text for name, _ in under.pairs]
        free = any(key in _FREE or key in PLURALS for key in keys[-1:])
        for name, value in own.pairs:
            if name.text in known:
                continue
            if free or name.text in _FREE:
                if not (isinstance(value, Scalar) and value.empty):
                    pairs.append((name, value))
            else:
                there = f"under {keys[-1]}" if keys else "here"
                hint = self._elsewhere(name.text, keys) or did_you_mean(name.text, known)
                message = f'there is no "{short(name.text)}" {there} to be changed'
                self.problems.append(error("unknown-key", message, name.where, hint))
        return replace(under, pairs=tuple(pairs))

    def _whole(self, own: Sequence, under: Sequence, keys: Keys) -> Node:
        """A list in the place of another."""
        if keys[-1:] and keys[-1] not in OWN_NAMES:
            for number, item in enumerate(own.items, 1):
                before = under.items[number - 1] if number <= len(under.items) else None
                if isinstance(item, Scalar):
                    text = before.text if isinstance(before, Scalar) else ""
                    self.changes.append(Change((*keys, str(number)), item, text))
        return own

    def _numbered(self, own: Mapping, under: Sequence, keys: Keys) -> Node:
        """Some items of a list, by their numbers."""
        items = list(under.items)
        for name, value in own.pairs:
            number = int(name.text) if name.text.isascii() and name.text.isdecimal() and len(name.text) < 5 else 0
            if not 1 <= number <= len(items):
                message = f'"{keys[-1]}" has no number "{short(name.text)}" to be changed'
                hint = f"it is a list: write a number from 1 to {len(items)}, or the whole list"
                self.problems.append(error("unknown-key", message, name.where, hint))
                continue
            items[number - 1] = self.node(value, under.items[number - 1], (*keys, name.text))
        return replace(under, items=tuple(items))

    def _not(self, own: Node, under: Node, keys: Keys) -> Node:
        what = {Mapping: "keys and values", Sequence: "a list"}.get(type(under), "a text")
        name = keys[-1] if keys else "this"
        self.problems.append(error("wrong-type", f'"{name}" must be {what}', own.where))
        return under

    def _places(self, own: Scalar, under: Scalar, keys: Keys) -> None:
        """Whether a text has places for the same values as the one that it takes the place of."""
        if "{" not in own.text and "{" not in under.text:
            return
        known = names_in(under.text)
        try:
            names = names_in(own.text)
        except TemplateProblem as exc:
            hint = f"between {{{{ and }}}} stands one of: {', '.join(sorted(known))}" if known else ""
            self.problems.append(error("bad-phrase", f'"{keys[-1]}" cannot be filled in: {exc}', own.where, hint))
            return
        lacking = sorted(known - names)
        for name in sorted(names - known):
            hint = f"there are {', '.join(sorted(known))}" if known else "nothing can be filled in here"
            hint = f"write {{{{ {lacking.pop(0)} }}}}" if lacking else hint
            self.problems.append(error("bad-phrase", f'"{name}" cannot be filled in here', own.where, hint))
        # One thing need not be counted in figures.
        for name in lacking if keys[-1] not in ("zero", "one", "two") else ():
            message = f'"{keys[-1]}" lacks {{{{ {name} }}}}'
            self.problems.append(error("missing-placeholder", message, own.where, "it may stand anywhere"))

    def _elsewhere(self, name: str, keys: Keys) -> str:
        """Where a key belongs that stands in the wrong place; empty if it belongs in none or in several."""
        found = {path for path in _paths(self.root, name) if path != (*keys, name)}
        if len(found) != 1:
            return ""
        *path, _ = found.pop()
        return f"it belongs under {': '.join(path)}" if path else "it belongs at the left margin"


def _paths(node: Node, name: str, keys: Keys = ()) -> Iterator[Keys]:
    """The keys that lead to a key of this name."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.text == name:
                yield (*keys, name)
            yield from _paths(value, name, (*keys, key.text))
