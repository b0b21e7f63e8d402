"""The words of one document as they stand on its sheets: which of them need more room than those of its locale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.documents.authoring.locale_setting import LESS, plain
from bmcgen.documents.output.document import Document
from bmcgen.documents.typesetting import Asked
from bmcgen.model.content import Content, OwnWords


def room_of_words(
    contents: Sequence[Content], made: Sequence[Document], asked: Asked, make: Any
) -> Iterator[Diagnostic]:
    """A warning for words of data files that make type smaller, or sheets more, than their locale’s would. `make` makes
    the same documents anew.
    """
    if not any(content.words for content in contents):
        return
    usual: list[Document] = make(replace(asked, own_words=False))
    for content in contents:
        if content.words:
            yield from _smaller(content.words, made, usual)
            own, theirs = (sum(len(each.pages) for each in documents) for documents in (made, usual))
            if own > theirs:
                message = f"with these words it takes {own} pages, and {theirs} with those of its locale"
                yield warning("too-long", message, content.words.typed.where, "shorten the longest of them")


def _smaller(own: OwnWords, made: Sequence[Document], usual: Sequence[Document]) -> Iterator[Diagnostic]:
    mine, theirs = _sizes(made), _sizes(usual)
    found = []
    for typed, under in own.changes:
        here, there = mine.get(plain(typed)), theirs.get(plain(under))
        if here and there and here < there - LESS:
            found.append((len(typed) / len(under), typed, here, there))
    if found:
        _, text, here, there = max(found)
        message = f'"{text}" makes type smaller: {here:.1f} pt, and {there:.1f} pt with the words of its locale'
        yield warning("too-long", message, own.texts[text.strip()], "shorten it")


def _sizes(documents: Sequence[Document]) -> dict[str, float]:
    """The smallest size in which each text stands on the sheets."""
    found: dict[str, float] = {}
    for page in (page for document in documents for page in document.pages):
        for line in page.lines():
            if line.element is not None:
                text = plain(page.elements[line.element].source)
                found[text] = min(line.size, found.get(text, line.size))
    return found
