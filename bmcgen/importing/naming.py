"""Which block a heading means: in any language that is known, numbered, decorated or explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Place
from bmcgen.importing.outline import bare
from bmcgen.kinds import kind_of
from bmcgen.source.names import fold

MOST_LETTERS = 90
"""A longer text is no heading of a block."""
_SIGNS = re.compile(r"[^\w\s()/&,.:'’$€?!+%–—|-]+", re.UNICODE)
_NUMBER = re.compile(
    r"^(?:\W*(?:block|blok|bloc|bloque|step|stap|schritt|étape|paso|part|section|box)\s+)?"
    r"[\W_]*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}(?=[.)])|[a-i](?=[.)]\s))[\W_]+",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*(?:[/|:–—]|\s-\s)\s*")
_FINAL = re.compile(r"(?<=[^\W\d_]{3})s\b", re.IGNORECASE)
_BRACKETS = re.compile(r"^(.*?)\s*[(\[](.*?)[)\]]\s*(.*)$")


class Known(Struct, frozen=True):
    """What the folded names of blocks mean: for each layout the id of the block, and the languages that a name is of.
    `parts` are names of groups, by the layout and the block that they belong to.
    """

    layouts: tuple[str, ...]
    blocks: Mapping[str, Mapping[str, str]]
    languages: Mapping[str, frozenset[str]]
    singulars: Mapping[str, str]
    parts: Mapping[str, str]

    def find(self, text: str, *, strict: bool = False) -> Mapping[str, str]:
        """The block that a text names on each layout that has it. `strict` takes no text that says more."""
        for name in candidates(text, strict=strict):
            if found := self.blocks.get(name):
                return found
        # One thing or several: "flujos de ingreso" is as good as "flujo de ingresos".
        for name in candidates(singular(text), strict=strict):
            if found := self.blocks.get(self.singulars.get(name, "")):
                return found
        return {}

    def spoken(self, text: str) -> frozenset[str]:
        """The languages of the name that is found in a text."""
        for name in candidates(text):
            if name in self.blocks:
                return self.languages[name]
        found = (self.singulars.get(name) for name in candidates(singular(text)))
        return next((self.languages[name] for name in found if name), frozenset())

    def part(self, text: str) -> str | None:
        """The block that a heading is a part of."""
        return next((self.parts[name] for name in candidates(text) if name in self.parts), None)


def singular(text: str) -> str:
    """A text whose words have no s at their end."""
    return _FINAL.sub("", text)


def unnamed(text: str, known: Known) -> str:
    """What a heading says besides the name of a block, without brackets and what joined them."""
    whole = stripped(text)
    if known.find(whole, strict=True) and not _BRACKETS.match(whole):
        return ""
    pieces = [piece for piece in re.split(r"\s*[()\[\]/|:–—]\s*|\s-\s", whole) if piece]
    question = "?" if text.rstrip(" )*_]").endswith("?") else ""
    rest = [piece for piece in pieces if not known.find(piece, strict=True) and len(piece) > 2]
    return ", ".join(rest) + question if rest else ""


def stripped(text: str) -> str:
    """A heading without its markup, its number, its pictures and the colon after it."""
    text = _SIGNS.sub(" ", bare(text)).strip()
    text = _NUMBER.sub("", text, count=1)
    return re.sub(r"\s+", " ", text).strip(" .:,–—-|?!")


def candidates(text: str, *, strict: bool = False) -> Iterable[str]:
    """The folded names that a heading may mean, the likeliest first."""
    if len(text) > MOST_LETTERS:
        return
    text = re.sub(r"\s*[(\[](?:s|en|e|n)[)\]]", "", text)
    whole = stripped(text)
    if not whole:
        return
    yield fold(whole)
    bracketed = _BRACKETS.match(whole)
    if bracketed:
        yield from map(fold, filter(None, (bracketed[1].strip(" :–—-"), bracketed[2])))
    if not strict:
        pieces = [piece for piece in _APART.split(bracketed[1] if bracketed else whole) if piece]
        if len(pieces) > 1:
            yield from (fold(piece) for piece in (pieces[0], pieces[-1]))


@cache
def _listed() -> Mapping[str, Any]:
    """What `names.yaml` beside this module says."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: Mapping[str, Any] = yaml.load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"), loader)
    return found


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(map(fold, _listed()[kind]))


@cache
def _canvas() -> re.Pattern[str]:
    names = sorted(_listed()["canvases"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def is_theory(text: str) -> bool:
    return fold(stripped(text)) in _folded("theory")


@cache
def _of(kind: str) -> Mapping[str, str]:
    """What folded words mean that `names.yaml` lists by their meaning."""
    return {fold(name): meaning for meaning, names in _listed()[kind].items() for name in reversed(names)}


def status_of(text: str) -> str | None:
    """The status that a word means."""
    return _of("statuses").get(fold(stripped(text)))


def column_of(head: str) -> str | None:
    """What the cells of a column are, by its head."""
    return _of("columns").get(fold(head.strip())) or _of("columns").get(fold(stripped(head)))


def is_example(text: str) -> bool:
    return any(name in _folded("examples") for name in candidates(text))


def is_note(head: str) -> bool:
    """Whether a column's head says that each of its cells is one note."""
    return fold(head.strip()) in _folded("single")


def is_own(text: str) -> bool:
    """Whether a heading within a block only says that what follows is the user's."""
    return fold(stripped(text)) in _folded("own")


def names_segments(names: Mapping[str, str]) -> bool:
    """Whether a block is the one whose notes are segments."""
    return _listed()["segments"] in names.values()


def is_summary(text: str) -> bool:
    return any(name in _folded("summaries") for name in candidates(text))


def without_canvas(text: str) -> str:
    """A heading less the name of a canvas, and what joined it to the rest."""
    rest = _canvas().sub(" ", _SIGNS.sub(" ", bare(text)))
    rest = re.sub(r"[(\[]\s*[)\]]", " ", rest)
    rest = re.sub(r"\s+", " ", rest).strip(" .:,–—-|/")
    rest = re.sub(r"^(?:for|of|voor|van|für|von|de|du|para|per)\s+", "", rest, count=1, flags=re.IGNORECASE)
    return re.sub(r"\s+(?:for|of|voor|van|für|von|de|du|para|per|the|het|das)$", "", rest, flags=re.IGNORECASE)


def says_canvas(text: str) -> bool:
    return bool(_canvas().search(bare(text)))


@kept
def known(assets: Assets, named: str = "") -> Known:
    """The names of the blocks of the canvases that a document may hold: those that are guessed, the user's own, and
    those `named` in it, between commas.
    """
    guessed = {*_listed()["guessed"], *assets.own("layouts"), *named.split(",")}
    blocks: dict[str, dict[str, str]] = {}
    languages: dict[str, set[str]] = {}
    singulars: dict[str, str] = {}

    def learn(name: str, layout: str, block: str, language: str) -> None:
        folded = fold(re.sub(r"\s*\(s\)", "", name))
        blocks.setdefault(folded, {}).setdefault(layout, block)
        languages.setdefault(folded, set()).add(language)
        if " " in name:  # a single word is too little to go by
            singulars.setdefault(fold(singular(name)), folded)

    layouts: list[str] = []
    for layout in assets.names("layouts"):
        arrangement = read_layout(assets, layout, Place(layout))
        ids = _ids(assets, layout)
        holds_notes = arrangement.written and all(kind_of(block.kind).sticky for block in arrangement.written)
        if arrangement.canvas or arrangement.parts or not holds_notes or layout not in guessed:
            continue
        layouts.append(layout)
        for language, canvas in read_canvases(assets, arrangement).items():
            for block in ids:
                words = canvas.blocks.get(block)
                for name in (block.replace("-", " "), words.title, *words.also) if words else ():
                    learn(name, layout, block, language)
    more = _listed()
    for layout in layouts:
        ids = _ids(assets, layout)
        for block, names in more["blocks"].items():
            meant = block if block in ids else more["instead"].get(block)
            for language, listed in names.items() if meant in ids else ():
                for name in listed:
                    learn(name, layout, meant, language)
    _share(blocks, {layout: _ids(assets, layout) for layout in layouts}, more["instead"])
    parts = {fold(name): block for block, names in more["parts"].items() for name in names}
    return Known(
        tuple(layouts), blocks, {name: frozenset(found) for name, found in languages.items()}, singulars, parts
    )


def _ids(assets: Assets, layout: str) -> tuple[str, ...]:
    return tuple(block.name for block in read_layout(assets, layout, Place(layout)).written)


def _share(
    blocks: dict[str, dict[str, str]], layouts: Mapping[str, tuple[str, ...]], instead: Mapping[str, str]
) -> None:
    """Gives names that one canvas alone knows to the others that have the block, or one that stands for it there."""
    for meant in blocks.values():
        for block in list(meant.values()):
            for layout, ids in layouts.items():
                other = block if block in ids else instead.get(block)
                if other in ids:
                    meant.setdefault(layout, str(other))
