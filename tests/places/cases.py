"""Every layout on every paper, in every theme and language, with little, much, and as much as fields may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Place
from bmcgen.documents.output.document import Document
from tests.conftest import LOCALES, SAMPLES, loaded
from tests.places.words import long_titles

THEMES = ("classic", "colour", "ink", "contrast")
STATES = ("blank", "short", "crowded", "limits")
FURTHER = ("titles", "tiled", "room", "notes")
"""States beyond the matrix: block titles that are long, posters cut into small sheets, and posters for a room, blank
with all that there is and filled.
"""
ROOM: Mapping[str, Any] = {"strip": True, "votes": True, "link": "https://boards.example.org/northgate/canvas?team=3"}
TILES = {"A3": "A6", "Tabloid": "A6", "Letter": "A6", "A2": "A5", "A1": "A5"}
CUSTOM = "900x600mm"
LIMITS = {"title": 300, "tagline": 200, "designed-for": 200, "designed-by": 200, "date": 100, "version": 60}
NAMES = {
    "de": "Gemeinde Oberbrunn-Waldau, Amt für öffentliche Einrichtungen und Bürgerbeteiligung im Ländlichen Raum",
    "nl": "Samenwerkingsverband gemeentelijke dienstverlening Noord-Veluwe, afdeling burgerzaken en leefomgeving",
    "en": "Northgate and Ferry Lane Neighbourhood Improvement Partnership, shared equipment and training subgroup",
}
WORDS = {
    "de": "Ältere Menschen leben gern länger zu Hause, wenn Nachbarschaftshilfe und Pflegedienst gut zusammenarbeiten.",
    "nl": "Ouderen blijven graag langer zelfstandig thuis wonen als buurthulp en wijkverpleging goed samenwerken.",
    "en": "Older people like to stay in their own homes for longer where neighbours and nurses work well together.",
}


@dataclass(frozen=True)
class Case:
    """One file to be made."""

    layout: str
    theme: str
    paper: str
    locale: str
    state: str

    def __str__(self) -> str:
        return f"{self.layout}/{self.theme}/{self.paper}/{self.locale}/{self.state}"


def cases(**chosen: Sequence[str]) -> Iterator[Case]:
    """The whole matrix, or the part of it that is chosen: `layout`, `theme`, `paper`, `locale`, `state`."""
    assets = Assets.of(None)
    for layout in assets.names("layouts"):
        papers = read_layout(assets, layout, Place(layout)).papers
        for paper in (CUSTOM if each == "custom" else each for each in papers):
            for theme in THEMES:
                for locale in LOCALES:
                    for state in chosen.get("state") or STATES:
                        if state == "tiled" and (layout != "business-model" or paper not in TILES):
                            continue
                        if state in ("room", "notes") and layout != "business-model":
                            continue
                        case = Case(layout, theme, paper, locale, state)
                        if all(getattr(case, key) in values for key, values in chosen.items() if values):
                            yield case


def made(case: Case, **more: Any) -> Document:
    """The document of a case. `bmcgen.Problems` where the program refuses it."""
    what, options = asked(case)
    return bmcgen.make(what, theme=case.theme, paper=case.paper, locale=case.locale, **options, **more)


def asked(case: Case) -> tuple[str | Mapping[str, Any], dict[str, Any]]:
    """The data, or the name of a layout that is printed blank, and what else is asked for."""
    fields = _fields(case)
    if case.state in ("blank", "titles", "tiled", "room"):
        more: dict[str, dict[str, Any]] = {
            "room": {**ROOM, "note_size": "51x38", "lines": case.theme != "ink", "dots": case.theme == "ink"},
            "titles": {"assets": long_titles()},
            "tiled": {"tiles": TILES.get(case.paper)},
        }
        return case.layout, more.get(case.state, {})
    if case.layout == "persona":
        return {"layout": "persona", **fields, "blocks": _persona(case)}, {}
    written = "business-model" if case.layout == "worksheets" else case.layout
    if blocks := _blocks_of_notes(written):
        data = {"layout": written, **fields, "segments": _segments(case), "blocks": _notes(case, blocks)}
        more_of_it = {**ROOM, "lines": True} if case.state == "notes" else {}
        return data, more_of_it if case.layout == written else {"layout": case.layout}
    options: dict[str, Any] = {"fields": {key: fields[key] for key in _printed(case.layout) if key in fields}}
    if case.state == "crowded":
        options["prompts"] = "full"
    return case.layout, options


@cache
def _blocks_of_notes(layout: str) -> tuple[str, ...]:
    written = read_layout(Assets.of(None), layout, Place(layout)).written
    return tuple(block.name for block in written if block.kind == "notes")


@cache
def _printed(layout: str) -> tuple[str, ...]:
    """The masthead's fields that a layout has a place for."""
    found = []
    for key in LIMITS:
        try:
            bmcgen.make(layout, fields={key: "1"})
        except bmcgen.Problems:
            continue
        found.append(key)
    return tuple(found)


def _fields(case: Case) -> dict[str, str]:
    name = NAMES[case.locale]
    if case.state in ("short", "notes"):
        few = {"title": "Fietsbieb", "designed-for": "Gemeente Utrecht", "designed-by": "Team 3", "date": "2026-12-01"}
        return few if case.state == "notes" else {**few, "tagline": WORDS[case.locale]}
    if case.state == "crowded":
        long = {"title": name[:70], "tagline": WORDS[case.locale], "designed-for": name[:60], "designed-by": name[-50:]}
        return {**long, "date": "2026-12-01", "version": "12"}
    return {key: filled(name, length) for key, length in LIMITS.items()}


def filled(words: str, length: int) -> str:
    """Words repeated until they have so many characters."""
    return " ".join([words] * (length // len(words) + 1))[:length].strip().ljust(length, "e")


def _segments(case: Case) -> list[str]:
    name = NAMES[case.locale]
    if case.state == "limits":
        return [filled(f"{number} {name}", 60) for number in range(1, 27)]
    return ["Team", name[:25].strip(), name[-30:].strip()] if case.state == "crowded" else []


def _notes(case: Case, blocks: Sequence[str]) -> dict[str, list[Any]]:
    words, segments = WORDS[case.locale], _segments(case)
    if case.state in ("short", "notes"):
        return {name: [words[:24].strip(), words[:40].strip()] for name in blocks}
    if case.state == "limits":
        return {name: [{"text": words, "segments": [segments[0], segments[-1]]}] for name in blocks}
    several = [words * 3, *[words[: 15 + 9 * number].strip() for number in range(10)] * 4]
    return {name: [{"text": each, "segment": segments[1]} for each in several] for name in blocks}


@cache
def _margaret() -> dict[str, Any]:
    data: dict[str, Any] = loaded(SAMPLES / "personas" / "margaret.yaml")
    blocks: dict[str, Any] = data["blocks"]
    return blocks


def _persona(case: Case) -> dict[str, Any]:
    words = WORDS[case.locale]
    if case.state == "short":
        general = {"age": "62", "role": "Clerk", "also": {words[:20].strip(): "1", words[:12].strip(): ""}}
        lists = {name: [words[:30].strip()] * 3 for name in ("goals", "pains", "influences")}
        return {"quote": words[:40].strip(), "general": general, "background": words, "context": words, **lists}
    picture = str(Path("personas") / "margaret.png")
    blocks = {**_margaret(), "photo": picture}
    if case.state == "limits":
        # Every value on its own as long as a masthead field may be.
        general = {key: filled(words, 200) for key in ("age", "role", "hobby", "family", "education")}
        general["also"] = {filled(f"{number} {words}", 60): filled(words, 200) for number in range(12)}
        more = {"title": filled(words, 100), "text": words * 4}
        return {**blocks, "general": general, "quote": [filled(words, 300)] * 2, "more": more}
    return blocks
