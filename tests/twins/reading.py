"""Reads twins back: what a page of HTML and a text in Markdown say, and what the sheets of a document say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt

import bmcgen
from bmcgen.model.page import Element, Page

EMPTY = {"meta", "link", "br", "img"}


def letters(words: str) -> str:
    """Letters and figures alone, which neither typography nor markup changes; of what has none, all signs."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(filter(str.isalnum, plain)) or "".join(plain.split())


def squeezed(words: str) -> str:
    return "".join(words.replace("\u00ad", "").split())


def said_by(document: bmcgen.Document) -> Iterator[str]:
    """The words of each element of a document, and what its pictures say; but for letters that stand for words."""
    for page in document.pages:
        for number, element in enumerate(page.elements):
            inside, parent = False, element.parent
            while parent is not None:
                inside |= bool(page.elements[parent].alt) or page.elements[parent].role in ("Footer", "Lbl")
                parent = page.elements[parent].parent
            # A link is there by itself, without a code to be scanned.
            scanned = element.role == "Figure" and inside_link(page, element)
            if inside or scanned or element.role == "Footer" or (element.role == "Lbl" and not element.alt):
                continue
            words = element.alt or page.words_of(number)
            if words.strip():
                yield words


def inside_link(page: Page, element: Element) -> bool:
    return element.parent is not None and page.elements[element.parent].role == "Link"


class Html(HTMLParser):
    """A page of HTML: its elements with their attributes, and its words. Each element must be ended where it began."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {key: value or "" for key, value in attrs}
        assert len(about) == len(attrs)
        self.elements.append((tag, about))
        self.text += about.get("alt", "")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.text += data

    def names(self, *wanted: str) -> list[dict[str, str]]:
        return [about for name, about in self.elements if name in wanted]


def markdown(text: bytes) -> str:
    """The words of a text in Markdown, with those of its front matter."""
    shown = text.decode()
    front = shown.split("---\n")[1] if shown.startswith("---\n") else ""
    found = [front]
    for token in MarkdownIt("commonmark").enable("table").parse(shown.removeprefix(f"---\n{front}---")):
        found += [child.content if child.content != "<br>" else " " for child in token.children or ()]
    return "\n".join(found)
