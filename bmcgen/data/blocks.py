"""The blocks of a data file, each read as its kind in the layout asks."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from typing import Any

from msgspec.structs import replace

from bmcgen.diagnostics import did_you_mean, error, short
from bmcgen.kinds import kind_of
from bmcgen.model.content import Note
from bmcgen.model.layout import Block, Layout
from bmcgen.model.locale import CanvasWords
from bmcgen.model.parts import has_rest, parts_of
from bmcgen.source.names import Names, fold
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence


def grouped(node: Node) -> Node:
    """The parts of a block as groups, where they are written as keys: `{Does: [...], Says: [...]}`."""
    if not isinstance(node, Mapping):
        return node
    items: list[Node] = []
    for key, value in node.pairs:
        if isinstance(value, Scalar) and value.empty:
            continue
        heading = Scalar("group", key.where, plain=False), key
        items.append(Mapping((heading, (Scalar("notes", key.where, plain=False), value)), key.where))
    return Sequence(tuple(items), node.where)


class BlockReader:
    """Reads the blocks of a layout. `canvases` are the words of every language, for what a thing may be called."""

    def __init__(self, layout: Layout, names: Names, canvases: AnyMapping[str, CanvasWords], reader: Reader) -> None:
        self.blocks = {block.name: block for block in layout.written}
        self.layout = layout
        self.names, self.canvases, self.reader = names, canvases, reader
        self.problems = reader.problems

    @property
    def has_segments(self) -> bool:
        return any(kind_of(block.kind).segments for block in self.blocks.values())

    def hint_for(self, key: str) -> str:
        """Where a key belongs that stands at the top of a file; empty if it belongs nowhere."""
        name = self.names.find(key)
        if name is None:
            return ""
        return 'put it under "blocks"' if name in self.blocks else 'write "title"'

    def read(self, node: Node) -> dict[str, Any]:
        """What each block holds, by the block's id."""
        if isinstance(node, Scalar) and node.empty:
            return {}
        if not isinstance(node, Mapping):
            self.problems.append(error("wrong-type", '"blocks" must hold blocks and what is in them', node.where))
            return {}
        found: dict[str, Any] = {}
        seen: dict[str, Scalar] = {}
        for key, value in node.pairs:
            name = self.names.find(key.text)
            if name is not None and name not in self.blocks:
                message = f'"{short(key.text)}" belongs at the top of the file, as "title"'
                self.problems.append(error("unknown-block", message, key.where, 'write "title" there'))
            elif name is None:
                message = f'"{short(key.text)}" is not a block of {self.names.layout}'
                hint = did_you_mean(key.text, self.names.every, f"choose from: {', '.join(self.names.known)}")
                self.problems.append(error("unknown-block", message, key.where, hint))
                self._read_as_another(key, value)
            elif name in seen:
                self.reader.twice(key, seen[name])
                self._block(self.blocks[name], key, value)
            else:
                seen[name] = key
                content = self._block(self.blocks[name], key, value)
                if content is not None:
                    found[name] = content
        return found

    def _read_as_another(self, key: Scalar, value: Node) -> None:
        """Finds what is wrong inside an unknown block, where all blocks are of one kind."""
        if len({block.kind for block in self.blocks.values()}) == 1 and isinstance(value, Sequence):
            self._block(next(iter(self.blocks.values())), key, value)

    def _block(self, block: Block, key: Scalar, node: Node) -> Any:
        if isinstance(node, Scalar) and node.empty:
            return None
        if isinstance(node, Scalar) and node.data is not None and not kind_of(block.kind).takes_bytes:
            message = f'"{short(key.text)}" is not a picture, and only a picture may be bytes'
            self.problems.append(error("wrong-type", message, node.where, "give a text"))
            return None
        words = [canvas.blocks[block.name] for canvas in self.canvases.values() if block.name in canvas.blocks]
        parts = parts_of(self.layout, block.name)
        if not parts:
            return kind_of(block.kind).read(key, node, words, self.reader)
        found = kind_of(block.kind).read(key, grouped(node), words, self.reader)
        return self._parted(found, block, parts)

    def _parted(self, notes: tuple[Note, ...], block: Block, parts: tuple[str, ...]) -> Any:
        """The notes of a block, each with the part of it that its heading names. One that names none has a place only
        where the layout has one for the rest.
        """
        meaning = {fold(part): part for part in parts}
        titles = []
        for part in parts:
            for canvas in self.canvases.values():
                if words := canvas.blocks.get(part):
                    titles.append(words.title)
                    for name in (words.title, *words.also):
                        meaning.setdefault(fold(name), part)
        found = []
        for note in notes:
            part = meaning.get(fold(note.group.text), "") if note.group else ""
            if not part and not has_rest(self.layout, block.name):
                where = note.group.where if note.group else note.text.where
                said = f'"{short(note.group.text)}" is no part of' if note.group else "this note stands in no part of"
                hint = did_you_mean(note.group.text if note.group else "", titles, f"its parts: {', '.join(parts)}")
                self.problems.append(error("unknown-part", f"{said} {block.name}", where, hint))
            found.append(replace(note, part=part))
        return tuple(found)
