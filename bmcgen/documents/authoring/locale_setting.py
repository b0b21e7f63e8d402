"""A locale's words as they stand on the sheets: which of them need more room than those of other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.locales import lineage
from bmcgen.assets.localisation.wording import BESIDE, scalars
from bmcgen.assets.localisation.words import has_layout
from bmcgen.assets.overlay import OWN_NAMES
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Diagnostic, Place, Problems, warning
from bmcgen.documents.making import make_sheets
from bmcgen.documents.typesetting import Asked
from bmcgen.model.layout import Layout
from bmcgen.model.page import Line, Page
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


class _Sheets(Struct, frozen=True):
    """What there is to know of the sheets of a layout in a locale: their pages, and how each text stands on them."""

    pages: int
    texts: Mapping[str, _Set]
    warnings: tuple[Diagnostic, ...]


def set_in(layout: Layout, code: str, assets: Assets) -> list[Diagnostic]:
    """What is wrong with the sheets of a layout in a locale, and which of its words are too long for their place:
    those that take more lines there than in any other language, and those that make type smaller or sheets more.
    """
    try:
        own = _sheets(assets, layout, code)
    except Problems as exc:
        return [each for said in exc.diagnostics for each in _at_texts(said, code, assets)]
    said = [*own.warnings]
    # A dialect is as long as what it extends may be.
    beside = lineage(assets, code)[1:2] or BESIDE
    others = {
        each: _sheets(assets, layout, each) for each in beside if each != code and has_layout(assets, each, layout)
    }
    if others:
        said += _too_long(layout, code, own, others, assets)
    return said


@kept
def _sheets(assets: Assets, layout: Layout, code: str, paper: str | None = None) -> _Sheets:
    """The sheets of a layout, set with all their prompts. Other locales are compared with them, too."""
    folder = str(assets.folders[0]) if assets.folders[1:] else None
    # The parts of a document of several are set by themselves.
    asked = Asked(locale=code, prompts="full", without=layout.parts, paper=paper)
    made = make_sheets(layout.name, asked, assets=folder)
    pages = [page for document in made for page in document.pages]
    return _Sheets(len(pages), _stood(pages), tuple(said for document in made for said in document.warnings))


def _too_long(
    layout: Layout, code: str, own: _Sheets, others: Mapping[str, _Sheets], assets: Assets
) -> Iterator[Diagnostic]:
    for name in _files(layout):
        path = assets.find(f"locales/{code}", name)
        if path is None:
            continue
        mine = _by_key(own, code, name, layout, assets)
        theirs = [_by_key(each, other, name, layout, assets) for other, each in others.items()]
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
        beside_it = {other: _sheets(assets, layout, other, LETTER) for other in others}
        yield from _more_pages(layout, code, _sheets(assets, layout, code, LETTER), beside_it, LETTER, assets)


def _more_pages(
    layout: Layout, code: str, own: _Sheets, others: Mapping[str, _Sheets], paper: str, assets: Assets
) -> Iterator[Diagnostic]:
    """A warning where sheets take more pages on a paper than in any other language."""
    most = max(each.pages for each in others.values())
    if own.pages > most:
        path = assets.find(f"locales/{code}", layout.words)
        message = f"{layout.name} takes {own.pages} pages of {paper}, and {most} at most in {', '.join(others)}"
        yield warning("too-long", message, Place(str(path or f"locales/{code}")), "shorten the longest of its texts")


def _long(path: str, text: str, message: str, longest: int) -> Diagnostic:
    hint = f"it has {len(text)} characters, and {longest} at most in other languages"
    return warning("too-long", f'"{text}" {message}', _typed_at(path, text), hint)


def _lines(count: int) -> str:
    return f"{count} {'line' if count == 1 else 'lines'}"


def _files(layout: Layout) -> list[str]:
    """The files whose words a layout prints."""
    return [*dict.fromkeys(["locale", layout.words, *([layout.canvas.words] if layout.canvas else [])])]


def _by_key(sheets: _Sheets, code: str, name: str, layout: Layout, assets: Assets) -> dict[Keys, _Set]:
    """How the texts of a file stand on sheets, by the keys that lead to them; the worst of several places. A text that
    is in several of the files that are printed says nothing of any.
    """
    keys: dict[str, Keys] = {}
    several: set[str] = set()
    for each in sorted(_files(layout), key=lambda each: each != name):
        for found_at, text in _typed(assets, code, each):
            if text in keys or each != name:
                several.add(text)
            else:
                keys[text] = found_at
    return {at: sheets.texts[text] for text, at in keys.items() if text not in several and text in sheets.texts}


@kept
def _typed(assets: Assets, code: str, name: str) -> list[tuple[Keys, str]]:
    """The texts of a file of words that may be printed, each with the keys that lead to it."""
    path = assets.find(f"locales/{code}", name)
    every = scalars(read_file(path).root) if path else ()
    # A dialect counts the items of a list that it changes, from 1.
    return [
        (tuple(str(step + 1) if isinstance(step, int) else step for step in found_at), plain(scalar.text))
        for found_at, scalar in every
        if not {*OWN_NAMES} & {*found_at}
    ]


def _stood(pages: Iterable[Page]) -> dict[str, _Set]:
    """How each text stands; the worst of several places."""
    found: dict[str, _Set] = {}
    for page in pages:
        lines: dict[int, list[Line]] = {}
        for line in page.lines():
            if line.element is not None:
                lines.setdefault(line.element, []).append(line)
        for index, stood in lines.items():
            text = plain(page.elements[index].source)
            # A line may be drawn in parts; those of one text share its foot.
            height, size = len({round(line.y, 1) for line in stood}), min(line.size for line in stood)
            before = found.get(text)
            found[text] = _Set(
                max(height, before.lines) if before else height, min(size, before.size) if before else size, text
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
