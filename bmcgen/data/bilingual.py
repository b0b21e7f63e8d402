"""A sheet's words in two languages as one manuscript: each text has the same in the second language beside it.

The sheet is put into words once in each language, and what stands at the same place of both manuscripts belongs
together. What is the same in both (names, numbers, a note in one language) stands once.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.kinds import kind_of
from bmcgen.model.manuscript import BlockText, Card, FieldText, Manuscript, Piece, Text
from bmcgen.model.page import Page
from bmcgen.source.names import fold

T = TypeVar("T")
_NUMBERS = ("date", "version")
"""Fields whose value stands once, in the first language: nobody needs to read a date twice."""

BLANK = "\u00a0"
"""The place of a title in the second language that has the same words in both: those beside it are level with it."""


def bilingual(first: Manuscript, second: Manuscript) -> Manuscript:
    """The manuscript of a sheet in two languages; the credit stands once, in the first."""
    joined = _joined(first, second)
    level = any(each.title.second for each in joined.blocks)
    blocks = tuple(_level(each) if level and kind_of(each.kind).sticky else each for each in joined.blocks)
    return replace(joined, language=first.language, second=second.language, credit=first.credit, blocks=blocks)


def _level(block: BlockText) -> BlockText:
    title = block.title
    return block if title.second else replace(block, title=replace(title, second=replace(title, text=BLANK)))


def _joined(first: T, second: Any) -> T:
    joined: Any = first
    if first is None:
        joined = second
    elif second is None or isinstance(first, Page | str):
        pass
    elif isinstance(first, Text):
        joined = _paired(first, second)
    elif isinstance(first, Card):
        joined = _card(first, second)
    elif isinstance(first, Struct):
        names = first.__struct_fields__
        found = {name: _joined(getattr(first, name), getattr(second, name)) for name in names}
        if isinstance(first, FieldText) and first.name in _NUMBERS:
            found["value"] = first.value
        joined = replace(first, **found)
    elif isinstance(first, tuple):
        joined = tuple(_joined(*each) for each in zip_longest(first, second))
    elif isinstance(first, Mapping):
        joined = {key: _joined(first.get(key), second.get(key)) for key in dict.fromkeys((*first, *second))}
    elif callable(first):
        joined = _function(first, second)
    return joined  # type: ignore[no-any-return]


def _paired(first: Text, second: Text) -> Text:
    # An empty text is the place of something else.
    if fold(first.text) == fold(second.text) or not second.text:
        return first
    return replace(first, second=second) if first.text else second


def _function(first: Any, second: Any) -> Any:
    return lambda *given: _joined(first(*given), second(*given))


def _card(first: Card, second: Card) -> Card:
    """A note. Its paragraphs and entries in one language stand together, before those in the other."""
    names = [each for each in first.__struct_fields__ if each != "pieces"]
    found = {name: _joined(getattr(first, name), getattr(second, name)) for name in names}
    pieces = first.pieces
    if found["text"].second and (first.pieces or second.pieces):
        theirs = second.pieces or (Piece(second.text),)
        pieces = (*(first.pieces or (Piece(first.text),)), *(replace(each, other=True) for each in theirs))
    return replace(first, **found, pieces=pieces)
