"""Documents as one web page of headings, lists, facts and tables, for screens of all sizes, day, night and paper.

The page asks nothing of a network and runs nothing. Whatever a person wrote is escaped character data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bmcgen.backends._twins import Twin, twins
from bmcgen.backends.html.elements import Writer, element
from bmcgen.backends.html.style import STYLE
from bmcgen.backends.svg.xml import plain
from bmcgen.model.page import Metadata
from bmcgen.pages.structure.whole import Node

if TYPE_CHECKING:
    from bmcgen.backends import Drawing

PAGED = False
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_LICENCE = re.compile(r"https://creativecommons\.org/[\w./-]*\w/")


def files(drawings: Iterable[Drawing], dpi: float = 0) -> list[bytes]:
    """One page of all documents. `Problems` for what only paper can have."""
    first: Metadata | None = None
    parts: list[str] = []
    for drawing in drawings:
        first = first or drawing.metadata
        found = [_article(each, drawing.metadata, first.language) for each in twins(drawing, ".html")]
        parts += found
    assert first is not None
    return ["\n".join([*_head(first), *parts, "</main>\n</body>\n</html>\n"]).encode()]


def _head(about: Metadata) -> Iterable[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{plain(about.language.partition("+")[0])}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{plain(about.title) or 'bmcgen'}</title>"
    said = {"author": about.author, "description": about.subject, "keywords": about.keywords, "generator": "bmcgen"}
    yield from (f'<meta name="{name}" content="{plain(text)}">' for name, text in said.items() if text)
    if about.date:
        yield f'<meta name="dcterms.date" content="{plain(about.date)}">'
    for address in _LICENCE.findall(about.licence)[:1]:
        yield f'<link rel="license" href="{address}">'
    yield f"<style>\n{STYLE}</style>\n</head>\n<body>\n<main>"


def _article(twin: Twin, about: Metadata, language: str) -> str:
    """A document. `language` is that of the page."""
    own = about.language.partition("+")[0]
    writer = Writer(own)
    lang = own if own != language.partition("+")[0] else None
    in_blocks = _is_in_blocks(twin.body)
    parts = [element("article", lang=lang, class_=None if in_blocks else "reading"), "<header>"]
    parts += writer.all(twin.above, "kicker")
    parts += writer.all([twin.title] if twin.title else ())
    parts += [*writer.all(twin.about), "</header>"]
    if twin.body:
        parts += [element("div", class_="blocks" if in_blocks else "text"), *writer.all(twin.body), "</div>"]
    if twin.below:
        parts += ['<div class="below">', *writer.all(twin.below), "</div>"]
    if twin.credit or about.licence:
        parts += ["<footer>", *writer.all([twin.credit] if twin.credit else ())]
        parts += [*_licence(about.licence), "</footer>"]
    return "\n".join([*parts, "</article>"])


def _is_in_blocks(body: Iterable[Node]) -> bool:
    """Whether a document has several blocks, each with one heading, rather than a text to be read."""
    sections = [node for node in body if node.role == "Sect"]
    found = [each.role for node in sections for each in node.every()]
    return len(sections) > 3 and "Table" not in found and found.count("H2") <= len(sections)


def _licence(licence: str) -> Iterable[str]:
    """The sentence about the licence, with its address as a link."""
    if licence:
        address = _LICENCE.search(licence)
        said = plain(licence)
        if address:
            link = f'<a rel="license" href="{address[0]}">{address[0]}</a>'
            said = f"{plain(licence[: address.start()])} {link}{plain(licence[address.end() :])}"
        yield f"<p>{said}</p>"
