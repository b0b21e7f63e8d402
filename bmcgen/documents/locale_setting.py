"""A locale's words as they stand on the sheets: which of them need more room than those of other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.locales import lineage
from bmcgen.assets.overlay import OWN_NAMES
from bmcgen.assets.wording import BESIDE, scalars
from bmcgen.assets.words import has_layout
from bmcgen.diagnostics import Diagnostic, Place, Problems, warning
from bmcgen.documents.document import Document
from bmcgen.documents.making import make_sheets
from bmcgen.documents.typesetting import Asked
from bmcgen.model.layout import Layout
from bmcgen.model.page import Line
from bmcgen.source.files import read_file

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
LESS = 0.75
"""By how many points type may be smaller than in other languages before it is worth a word."""
LETTER = "Letter"
"""Lower than A4, so that a page that is full there may overflow here."""
_LABEL = 30
"""A text of more characters in other languages is no label, and may run on."""
_PROSE = re.compile(r"[.?!…:]$")
_LEFTWARDS = ("R", "AL", "AN")
Keys = tuple[str, ...]


class _Set(Struct, frozen=True):
    """How a text stands on its sheet: in so many lines of such a size."""

    lines: int
    size: float
    text: str


def set_in(layout: Layout, code: str, assets: Assets) -> list[Diagnostic]:
    """What is wrong with the sheets of a layout in a locale, and which of its words are too long for their place:
    those that take more lines there than in any other language, and those that make type smaller or sheets more.
    """
    try:
        own = _made(layout, code, assets)
    except Problems as exc:
        return [each for said in exc.diagnostics for each in _at_texts(said, code, assets)]
    said = [each for document in own for each in document.warnings]
    # A dialect is as long as what it extends may be.
    beside = lineage(assets, code)[1:2] or BESIDE
    others = {each: _made(layout, each, assets) for each in beside if each != code and has_layout(assets, each, layout)}
    if others:
        said += _too_long(layout, code, own, others, assets)
    return said


def _made(layout: Layout, code: str, assets: Assets, paper: str | None = None) -> list[Document]:
    folder = str(assets.folders[0]) if assets.folders[1:] else None
    # The parts of a document of several are set by themselves.
    asked = Asked(locale=code, prompts="full", without=layout.parts, paper=paper)
    return make_sheets(layout.name, asked, assets=folder)


def _too_long(
    layout: Layout, code: str, own: list[Document], others: dict[str, list[Document]], assets: Assets
) -> Iterator[Diagnostic]:
    for name in _files(layout):
        path = assets.find(f"locales/{code}", name)
        if path is None:
            continue
        mine = _stood(own, code, name, layout, assets)
        theirs = [_stood(each, other, name, layout, assets) for other, each in others.items()]
        smaller: list[tuple[float, Keys]] = []
        for key, each in mine.items():
            beside = [found[key] for found in theirs if key in found]
            if not beside:
                continue
            most, least = max(other.lines for other in beside), min(other.size for other in beside)
            longest = max(len(other.text) for other in beside)
            if each.lines > most and len(each.text) > longest <= _LABEL and not _PROSE.search(each.text):
                message = f"takes {_lines(each.lines)} on {layout.name}, and {most} at most in {', '.join(others)}"
                yield replace(_long(str(path), each.text, message, longest), severity="notice")
            elif each.size < least - LESS:
                smaller.append((len(each.text) / longest, key))
        if smaller:
            _, key = max(smaller)
            each = mine[key]
            least = min(found[key].size for found in theirs if key in found)
            longest = max(len(found[key].text) for found in theirs if key in found)
            message = f"makes type smaller on {layout.name}: {each.size:.1f} pt, and {least:.1f} pt in other languages"
            yield _long(str(path), each.text, message, longest)
    yield from _more_pages(layout, code, own, others, layout.page.paper, assets)
    if LETTER in layout.papers and layout.page.paper == "A4":
        beside_it = {other: _made(layout, other, assets, LETTER) for other in others}
        yield from _more_pages(layout, code, _made(layout, code, assets, LETTER), beside_it, LETTER, assets)


def _more_pages(
    layout: Layout, code: str, own: list[Document], others: dict[str, list[Document]], paper: str, assets: Assets
) -> Iterator[Diagnostic]:
    """A warning where sheets take more pages on a paper than in any other language."""
    pages = sum(len(each.pages) for each in own)
    most = max(sum(len(each.pages) for each in made) for made in others.values())
    if pages > most:
        path = assets.find(f"locales/{code}", layout.words)
        message = f"{layout.name} takes {pages} pages of {paper}, and {most} at most in {', '.join(others)}"
        yield warning("too-long", message, Place(str(path or f"locales/{code}")), "shorten the longest of its texts")


def _long(path: str, text: str, message: str, longest: int) -> Diagnostic:
    hint = f"it has {len(text)} characters, and {longest} at most in other languages"
    return warning("too-long", f'"{text}" {message}', _typed_at(path, text), hint)


def _lines(count: int) -> str:
    return f"{count} {'line' if count == 1 else 'lines'}"


def _files(layout: Layout) -> list[str]:
    """The files whose words a layout prints."""
    return [*dict.fromkeys(["locale", layout.words, *([layout.canvas.words] if layout.canvas else [])])]


def _stood(documents: list[Document], code: str, name: str, layout: Layout, assets: Assets) -> dict[Keys, _Set]:
    """How the texts of a file stand on sheets, by the keys that lead to them; the worst of several places. A text that
    is in several of the files that are printed says nothing of any.
    """
    keys: dict[str, Keys] = {}
    several: set[str] = set()
    for each in sorted(_files(layout), key=lambda each: each != name):
        path = assets.find(f"locales/{code}", each)
        for found_at, scalar in scalars(read_file(path).root) if path else ():
            if {*OWN_NAMES} & {*found_at}:
                continue
            text = plain(scalar.text)
            if text in keys or each != name:
                several.add(text)
            else:
                # A dialect counts the items of a list that it changes, from 1.
                keys[text] = tuple(str(step + 1) if isinstance(step, int) else step for step in found_at)
    keys = {text: found_at for text, found_at in keys.items() if text not in several}
    found: dict[Keys, _Set] = {}
    for page in (page for document in documents for page in document.pages):
        lines: dict[int, list[Line]] = {}
        for line in page.lines():
            if line.element is not None:
                lines.setdefault(line.element, []).append(line)
        for index, stood in lines.items():
            text = plain(page.elements[index].source)
            if text not in keys:
                continue
            # A line may be drawn in parts; those of one text share its foot.
            key = keys[text]
            height = len({round(line.y, 1) for line in stood})
            before = found.get(key)
            found[key] = _Set(
                max(height, before.lines if before else 0),
                min([*(line.size for line in stood), *([before.size] if before else [])]),
                text,
            )
    return found


def plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _typed_at(path: str, text: str) -> Place:
    """Where a text stands in a file of words."""
    tree = read_file(Path(path)).root
    return next((scalar.where for _, scalar in scalars(tree) if plain(scalar.text) == text), Place(path))


def _at_texts(said: Diagnostic, code: str, assets: Assets) -> list[Diagnostic]:
    """A diagnostic of a file of words as a whole, at each text that it is about: those that it quotes, or that hold
    letters that cannot be set.
    """
    folder, name = f"locales/{code}", Path(said.where.file)
    path = assets.find(folder, name.stem) if str(name.parent) == folder and not said.where.line else None
    if path is None:
        return [said]
    texts = [scalar for keys, scalar in scalars(read_file(path).root) if not {*OWN_NAMES} & {*keys}]
    quoted = set(re.findall(r'"(.+?)"', said.message))
    if said.code == "right-to-left":
        found = [each for each in texts if any(unicodedata.bidirectional(char) in _LEFTWARDS for char in each.text)]
    elif said.code == "missing-glyph":
        found = [each for each in texts if quoted & {*each.text}]
    else:
        found = [each for each in texts if each.text in quoted]
    return [replace(said, where=each.where) for each in found] or [replace(said, where=Place(str(path)))]
