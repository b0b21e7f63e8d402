"""The blocks of a data file, each read as its kind in the layout asks."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from typing import Any

from bmcgen.diagnostics import did_you_mean, error, short
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Block, Layout
from bmcgen.model.locale import CanvasWords
from bmcgen.source.names import Names
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence


class BlockReader:
    """Reads the blocks of a layout. `canvases` are the words of every language, for what a thing may be called."""

    def __init__(self, layout: Layout, names: Names, canvases: AnyMapping[str, CanvasWords], reader: Reader) -> None:
        self.blocks = {block.name: block for block in layout.written}
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
        return kind_of(block.kind).read(key, node, words, self.reader)
