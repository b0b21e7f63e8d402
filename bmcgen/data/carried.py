"""The data of a document as a file that its PDF carries: what is printed, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bmcgen.assets.localisation.pairs import first_of
from bmcgen.kinds import kind_of
from bmcgen.model.content import Content, Segment
from bmcgen.model.layout import Block
from bmcgen.model.locale import CanvasWords
from bmcgen.model.page import Embedded
from bmcgen.source.translations import given
from bmcgen.source.tree import Node, mapping, said, sequence
from bmcgen.source.writing.yaml_text import text_of

SUFFIX = ".yaml"
WHOLE, PARTLY = "Data of this document", "Data of this document, without what is no text"
"""What the file is said to be."""


def carried(content: Content, held: Mapping[str, Block], canvas: CanvasWords, code: str) -> Embedded:
    """A content as it is printed in a locale, in the blocks that are `held`. Its comments, its ids and where it was
    kept stay behind.
    """
    # In the order of the person's file: letters of tags and numbers of notes follow it.
    kept = {name: own for name, own in content.blocks.items() if own and name in held}
    ids = {each.id for notes in kept.values() if isinstance(notes, tuple) for each in notes if hasattr(each, "id")}
    targets = [name for name in content.targets if name in ids]
    numbers = {name: str(number) for number, name in enumerate(targets, 1)}
    blocks: list[tuple[str, Node]] = []
    for name, own in kept.items():
        words = canvas.blocks[name]
        node = kind_of(held[name].kind).given(own, words, numbers)
        if node is not None:
            blocks.append((words.title, node))
    pairs = [*_head(content, code), *([("blocks", mapping(blocks))] if blocks else [])]
    about = WHOLE if len(blocks) == len(kept) else PARTLY
    # What the person's own file is called stands on no sheet.
    return Embedded(f"{content.layout}{SUFFIX}", text_of(mapping(pairs)), about)


def _head(content: Content, code: str) -> Iterator[tuple[str, Node]]:
    locale = code.replace("_", "-")
    yield "layout", said(content.layout)
    yield "locale", said(locale)
    if content.language and content.language.replace("_", "-") != first_of(locale):
        yield "language", said(content.language)
    for key, typed in content.fields.items():
        yield key, given(typed)
    manner = content.manner
    told = {"markup": ("light", manner.markup), "typography": ("smart", manner.smart), "totals": ("yes", manner.totals)}
    for key, (word, asked) in told.items():
        if asked:
            yield key, said(word)
    if content.words:
        yield "words", content.words.typed
    if content.segments:
        yield "segments", sequence(map(_segment, content.segments))


def _segment(segment: Segment) -> Node:
    return mapping([("name", said(segment.name)), ("colour", said(segment.colour))])
