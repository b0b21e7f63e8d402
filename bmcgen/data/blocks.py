"""The blocks of a data file, each read as its kind in the layout asks."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping

from bmcgen.data.form_reader import FormReader, choice_labels, field_labels, scale_labels
from bmcgen.data.note_reader import NoteReader
from bmcgen.diagnostics import Diagnostic, did_you_mean, error, short
from bmcgen.model.content import BlockContent
from bmcgen.model.layout import Block, Layout
from bmcgen.model.locale import CanvasWords
from bmcgen.source.names import Names
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence


class BlockReader:
    """Reads the blocks of a layout. `canvases` are the words of every language, for what a thing may be called."""

    def __init__(
        self, layout: Layout, names: Names, canvases: AnyMapping[str, CanvasWords], notes: NoteReader, forms: FormReader
    ) -> None:
        self.blocks = {block.name: block for block in layout.written}
        self.names, self.canvases, self.notes, self.forms = names, canvases, notes, forms
        self.problems: list[Diagnostic] = notes.problems

    @property
    def has_notes(self) -> bool:
        return any(block.kind == "notes" for block in self.blocks.values())

    def hint_for(self, key: str) -> str:
        """Where a key belongs that stands at the top of a file; empty if it belongs nowhere."""
        name = self.names.find(key)
        if name is None:
            return ""
        return 'put it under "blocks"' if name in self.blocks else 'write "title"'

    def read(self, node: Node) -> dict[str, BlockContent]:
        """What each block holds, by the block's id."""
        if isinstance(node, Scalar) and node.empty:
            return {}
        if not isinstance(node, Mapping):
            self.problems.append(error("wrong-type", '"blocks" must be blocks with what they hold', node.where))
            return {}
        found: dict[str, BlockContent] = {}
        seen: dict[str, Scalar] = {}
        for key, value in node.pairs:
            name = self.names.find(key.text)
            if name is not None and name not in self.blocks:
                message = f'"{short(key.text)}" stands at the top of the file, as "title"'
                self.problems.append(error("unknown-block", message, key.where, 'write "title" there'))
            elif name is None:
                message = f'"{short(key.text)}" is not a block of {self.names.layout}'
                hint = did_you_mean(key.text, self.names.every, f"known here: {', '.join(self.names.known)}")
                self.problems.append(error("unknown-block", message, key.where, hint))
                if all(block.kind == "notes" for block in self.blocks.values()) and isinstance(value, Sequence):
                    self.notes.notes(key, value)
            elif name in seen:
                self.notes.twice(key, seen[name])
                self._block(self.blocks[name], key, value)
            else:
                seen[name] = key
                content = self._block(self.blocks[name], key, value)
                if content is not None:
                    found[name] = content
        return found

    def _block(self, block: Block, key: Scalar, node: Node) -> BlockContent | None:
        if isinstance(node, Scalar) and node.empty:
            return None
        if isinstance(node, Scalar) and node.data is not None and block.kind != "picture":
            message = f'"{short(key.text)}" is no picture, and only a picture may be bytes'
            self.problems.append(error("wrong-type", message, node.where, "give a text"))
            return None
        words = [canvas.blocks[block.name] for canvas in self.canvases.values() if block.name in canvas.blocks]
        if block.kind == "notes":
            return self.notes.notes(key, node)
        if block.kind == "prose":
            return self.forms.prose(key, node)
        if block.kind == "list":
            return self.forms.items(key, node)
        if block.kind == "fields":
            return self.forms.values(node, field_labels(words))
        if block.kind == "scale":
            return self.forms.positions(node, scale_labels(words))
        if block.kind == "choice":
            return self.forms.chosen(key, node, choice_labels(words))
        return self.forms.picture(key, node)
