"""Where in a file the notes of a sheet stand, block by block, and under which keys everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.data.content import names_in
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Layout
from bmcgen.model.parts import parts_of
from bmcgen.source.names import Names, fold
from bmcgen.source.tree import Mapping as Tree
from bmcgen.studio.splicing.edits import Path
from bmcgen.studio.splicing.marks import Node, Plain, plain, tree_of
from bmcgen.studio.splicing.splice import Spliced

_DECIDING = {"layout", "locale", "words", "language"}
"""The keys that say what others mean."""
_GROUP = {"group", "notes"}


class Entry(Struct, frozen=True):
    """A note in the file: where it stands, the list that it is in, and the heading and the part of its block that it
    stands under.
    """

    block: str
    path: Path
    node: Node
    group: str | None = None
    part: str | None = None

    @property
    def holder(self) -> Path:
        return self.path[:-1]

    @property
    def index(self) -> int:
        assert isinstance(self.path[-1], int)
        return self.path[-1]


class Outline:
    """What a sheet of a file holds, and where. A file may have several sheets: documents, or under `sheets`."""

    def __init__(self, spliced: Spliced, assets: Assets, sheet: int = 0) -> None:
        self.spliced, self.assets = spliced, assets
        every = [*_sheets(spliced)]
        self.count = len(every)
        self.sheet = min(sheet, self.count - 1)
        self.own, self.shared = every[self.sheet]
        self.meaning, self.layout, self.names = _meant(_head(spliced, self.own, self.shared), assets)
        self.keys = self._keys()
        self.blocks = self._blocks()
        self.entries = [entry for block in self.blocks for entry in self._entries(block)]

    def _keys(self) -> dict[str, Path]:
        """The paths of the keys at the top, by what they mean."""
        found: dict[str, Path] = {}
        for base in (self.shared, self.own):
            node = base is not None and node_at(self.spliced, base)
            if node and node.kind == "mapping":
                assert base is not None
                for key in node.keys:
                    meant = self.meaning.get(fold(key.text))
                    if meant:
                        found[meant] = (*base, key.text)
        return found

    def _blocks(self) -> dict[str, Path]:
        """The paths of blocks that are there, by their ids."""
        path = self.keys.get("blocks")
        node = path and node_at(self.spliced, path)
        if not node or node.kind != "mapping" or self.names is None:
            return {}
        assert path is not None
        meant = ((self.names.find(key.text), key.text) for key in node.keys)
        return {block: (*path, key) for block, key in meant if block}

    def written(self) -> Iterator[str]:
        """The ids of the blocks that something may be written in, in the order of the canvas."""
        for block in self.layout.written if self.layout else ():
            yield block.whole

    def holds_notes(self, block: str) -> bool:
        """Whether notes are written in a block."""
        kinds = (kind_of(each.kind) for each in (self.layout.written if self.layout else ()) if each.whole == block)
        return any(kind.segments for kind in kinds)

    def parts(self, block: str) -> tuple[str, ...]:
        """The parts of a block that have places of their own."""
        return parts_of(self.layout, block) if self.layout else ()

    def _entries(self, block: str) -> Iterator[Entry]:
        path = self.blocks[block]
        node = node_at(self.spliced, path)
        if node is None or not self.holds_notes(block):
            return
        if node.kind == "mapping":
            for key, value in node.pairs():
                yield from self._listed(block, (*path, key.text), value, key.text, key.text)
        else:
            yield from self._listed(block, path, node, None, None)

    def _listed(self, block: str, path: Path, node: Node, group: str | None, part: str | None) -> Iterator[Entry]:
        node = resolved(node)
        if node.kind != "list":
            return
        for index, item in enumerate(node.items):
            each, here = resolved(item), (*path, index)
            if each.kind == "mapping" and is_group(each):
                heading, notes = _heading(each), next((key for key in each.keys if fold(key.text) == "notes"), None)
                if notes is not None and group is None:
                    inner = each.items[each.keys.index(notes)]
                    yield from self._listed(block, (*here, notes.text), inner, heading or "", None)
            elif not (each.kind == "scalar" and not each.text.strip()) and each.kind != "list":
                yield Entry(block, here, item, group, part)

    @property
    def heads(self) -> dict[str, str]:
        """The plain texts at the top of the sheet, by what they mean."""
        found = {}
        for key, path in self.keys.items():
            node = node_at(self.spliced, path)
            if node is not None and resolved(node).kind == "scalar":
                found[key] = resolved(node).text
        return found

    def value(self, path: Path) -> Plain | None:
        """What the file says at a path; None where nothing is there."""
        node = node_at(self.spliced, path)
        return plain(node) if node is not None else None


def node_at(spliced: Spliced, path: Path) -> Node | None:
    """The node at a path; an alias stands for what it refers to."""
    node: Node | None = spliced.marked.roots[path[0]] if isinstance(path[0], int) else None
    for step in path[1:]:
        if node is None:
            return None
        node = resolved(node)
        if isinstance(step, str):
            node = node.get(step) if node.kind == "mapping" else None
        else:
            node = node.items[step] if node.kind == "list" and step < len(node.items) else None
    return node


def resolved(node: Node) -> Node:
    """What an alias stands for; anything else itself."""
    return node.items[0] if node.kind == "alias" and node.items else node


def is_group(node: Node) -> bool:
    """Whether a mapping says what notes stand under which heading."""
    keys = {fold(key.text) for key in node.keys}
    return len(node.keys) > 1 and "text" not in keys and bool(keys & _GROUP)


def _heading(node: Node) -> str | None:
    """The heading of a group; of one in several languages the first."""
    found = next((resolved(value) for key, value in node.pairs() if fold(key.text) == "group"), None)
    if found is not None and found.kind == "mapping" and found.items:
        found = resolved(found.items[0])
    return " ".join(found.text.split()) if found is not None and found.kind == "scalar" else None


def _sheets(spliced: Spliced) -> Iterator[tuple[Path, Path | None]]:
    """The path of each sheet, and of what it shares with others."""
    for number, root in enumerate(spliced.marked.roots):
        listed = next((key for key in root.keys if fold(key.text) == "sheets"), None) if root.keys else None
        items = resolved(root.items[root.keys.index(listed)]).items if listed else []
        if listed is None or not items:
            yield (number,), None
        for index in range(len(items)):
            assert listed is not None
            yield (number, listed.text, index), (number,)


def _head(spliced: Spliced, own: Path, shared: Path | None) -> dict[str, Plain]:
    """What a sheet says at its top that decides what its keys mean."""
    found: dict[str, Plain] = {}
    for base in (shared, own):
        said: object = spliced.roots
        for step in base or ():
            said = said[step]  # type: ignore[index]
        if base is not None and isinstance(said, dict):
            found |= {key: value for key, value in said.items() if fold(key) not in ("blocks", "sheets", "segments")}
    return found


def _meant(head: dict[str, Plain], assets: Assets) -> tuple[Mapping[str, str], Layout | None, Names | None]:
    return _known(assets, json.dumps({key: value for key, value in head.items() if fold(key) in _DECIDING}))


@lru_cache(64)
def _known(assets: Assets, said: str) -> tuple[Mapping[str, str], Layout | None, Names | None]:
    tree = tree_of(json.loads(said))
    assert isinstance(tree, Tree)
    return names_in(tree, assets)
