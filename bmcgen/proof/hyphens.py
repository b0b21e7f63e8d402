"""The proof that hyphens stand only where they may: not in addresses and paths, nor beside letters of scripts that have
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bmcgen.diagnostics import Diagnostic, Place, error, short
from bmcgen.model.page import Line, Page
from bmcgen.text.hyphenation import takes_hyphen
from bmcgen.text.segmentation import is_address

_WORD = re.compile(r"\S+")


def misplaced_hyphens(lines: Sequence[tuple[Page, Line]]) -> Iterator[Diagnostic]:
    """An error for each word that was given a hyphen it must not have; `lines` are in reading order."""
    # Few texts are broken with hyphens, and only their lines need to be put together.
    broken = {(id(page), line.element) for page, line in lines if line.joint == "-"}
    if not broken:
        return
    begun, hyphens = "", list[int]()
    last: tuple[int, int] | None = None
    where, own = Place(""), frozenset[str]()
    for page, line in lines:
        if (id(page), line.element) not in broken:
            yield from _misplaced(begun, hyphens, own, where)
            begun, hyphens, last = "", [], None
            continue
        element = None if line.element is None else (id(page), line.element)
        if element is None or element != last:
            yield from _misplaced(begun, hyphens, own, where)
            begun, hyphens = "", []
            own = _with_soft_hyphens(page.elements[line.element].source) if line.element is not None else frozenset()
            where = page.elements[line.element].where or Place(page.title) if line.element is not None else where
        last = element
        if line.joint == "-":
            begun += line.text[:-1]
            hyphens.append(len(begun))
        else:
            begun += line.text + line.joint
    yield from _misplaced(begun, hyphens, own, where)


def _with_soft_hyphens(source: str) -> frozenset[str]:
    """The words in which a person has said where they may be broken."""
    if "\u00ad" not in source:
        return frozenset()
    return frozenset(word.replace("\u00ad", "") for word in source.split() if "\u00ad" in word)


def _misplaced(text: str, hyphens: list[int], own: frozenset[str], where: Place) -> Iterator[Diagnostic]:
    if not hyphens:
        return
    for word in _WORD.finditer(text):
        if word[0] in own:
            continue
        inside = [at for at in hyphens if word.start() < at < word.end()]
        if inside and (is_address(word[0]) or not all(takes_hyphen(text[at - 1], text[at]) for at in inside)):
            message = f'"{short(word[0])}" has a hyphen where it could be misread'
            yield error("misplaced-hyphen", message, where, "please report this: it is a fault of the program")
