"""What the kinds of a layout's blocks have to say about what was written in them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic
from bmcgen.kinds import kind_of
from bmcgen.model.content import Content
from bmcgen.model.layout import Layout
from bmcgen.model.locale import CanvasWords


def content_warnings(content: Content, layout: Layout, canvas: CanvasWords, language: str) -> Iterator[Diagnostic]:
    """The warnings of all blocks that hold something, printed in a language where the file names none of its own."""
    content = content if content.language else replace(content, language=language)
    for block in layout.written:
        held = content.blocks.get(block.name)
        if held:
            yield from kind_of(block.kind).warnings(block, held, canvas.blocks[block.name].title, content)
