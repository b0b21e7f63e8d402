"""Lists that are shorter or longer than their layout asks for."""

from __future__ import annotations

from bmcgen.assets.phrases import phrase
from bmcgen.diagnostics import Diagnostic, Place, warning
from bmcgen.model.content import Content, Typed
from bmcgen.model.layout import Block, Layout
from bmcgen.model.locale import CanvasWords, Locale


def count_warnings(content: Content, layout: Layout, locale: Locale, canvas: CanvasWords) -> list[Diagnostic]:
    """Warnings of lists with too few or too many entries, in the locale's words; an empty one is left alone."""
    own = Place(f"locales/{locale.language}/locale.yaml")
    found = []
    for block in layout.written:
        items = content.blocks.get(block.name)
        if block.kind != "list" or not isinstance(items, tuple) or not items or not isinstance(items[0], Typed):
            continue
        title = canvas.blocks[block.name].title

        def said(key: str, count: int = len(items), block: Block = block, title: str = title) -> str:
            return phrase(locale.words[key], own, title=title, count=count, least=block.least, most=block.most)

        if len(items) < block.least:
            found.append(warning("too-few", said("too-few"), items[0].where))
        elif block.most and len(items) > block.most:
            found.append(warning("too-many", said("too-many"), items[0].where))
    return found
