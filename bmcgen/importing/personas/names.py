"""Which part of a persona a heading or a label means, and which level a word."""

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
from bmcgen.importing.naming import candidates, singular, stripped
from bmcgen.importing.outline import bare
from bmcgen.source.names import fold

LAYOUT = "persona"
_JOINED = re.compile(r"\s*(?:[&/+,]|\b(?:and|en|und|or|of|oder)\b)\s*", re.IGNORECASE)
_OWNER = re.compile(
    r"^(?:their|her|his|my|zijn|haar|hun|mijn|ihre?|seine?|meine?|key|main|primary|top|core|biggest|personal)\s+", re.I
)
_NUMBERED = re.compile(
    r"^(?:(?:primary|secondary|tertiary|main|user|buyer|customer|primaire|secundaire|primäre|sekundäre)\s+)?"
    r"(?:persona|profile|profiel|profil|user|gebruiker|nutzer)(?:\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})\b)?\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
_RATED = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(?:/|out of|of|van|von)\s*(\d{1,3})\b")
_PERCENT = re.compile(r"(\d{1,3})\s*%")
_STARS = re.compile(r"([★●⭐■▮🟢⬤]+)\ufe0f?([☆○□▯⚪]*)")
_NOT_WORDS = re.compile(r"[\s.,;:()–—-]+")


class PersonaNames(Struct, frozen=True):
    """What folded names mean: a kind (part, field or scale) and an id; and the languages that a name is of."""

    meaning: Mapping[str, tuple[str, str]]
    languages: Mapping[str, frozenset[str]]
    levels: Mapping[str, str]
    choices: Mapping[str, str]

    def find(self, label: str) -> tuple[str, str] | None:
        """The kind and the id that a label means."""
        name = self._name(label)
        return self.meaning[name] if name else None

    def spoken(self, label: str) -> frozenset[str]:
        return self.languages.get(self._name(label) or "", frozenset())

    def _name(self, label: str) -> str | None:
        if len(label) > 70:
            return None
        plain = stripped(label)
        for text in (plain, _OWNER.sub("", plain)):
            for name in (*candidates(text, strict=True), *(fold(piece) for piece in _JOINED.split(text)[:1])):
                if name in self.meaning:
                    return name
            if (name := fold(singular(text))) in self.meaning:
                return name
        return None

    def position(self, text: str) -> tuple[str, bool] | None:
        """What a text says of a place on a scale, as a data file has it, and whether it says no more than that."""
        plain = bare(text).strip()
        if found := _RATED.search(plain):
            most = float(found[2])
            value = float(found[1].replace(",", "."))
            return (f"{100 * value / most:.0f}", found[0] == plain) if most > 0 and value <= most else None
        if found := _PERCENT.search(plain):
            return (found[1], found[0] == plain) if int(found[1]) <= 100 else None
        if (found := _STARS.search(plain)) and (found[2] or len(found[1]) <= 5):
            most = max(len(found[1]) + len(found[2]), 5)
            return f"{100 * len(found[1]) / most:.0f}", found[0] == plain
        words = [word for word in _NOT_WORDS.split(plain) if word]
        for count in (2, 1):
            if level := self.levels.get(fold(" ".join(words[:count]))):
                return level, len(words) == 1
        return None


@cache
def _listed() -> Mapping[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: Mapping[str, Any] = yaml.load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"), loader)
    return found


def name_in(heading: str) -> str:
    """What a heading says of whom a persona is about, less the word persona and a number; empty if it says no more."""
    text = re.sub(r"[^\w\s()/&,.:'’\"“”–—|-]+", " ", bare(heading)).strip()
    text = re.sub(r"^\s*\d{1,2}\s*[.):]\s*", "", re.sub(r"\s+", " ", text))
    if fold(stripped(text)) in map(fold, _listed()["files"]):
        return ""
    rest = _NUMBERED.sub("", text, count=1).strip(" :.–—-|")
    return rest.strip('"“”') if any(map(str.isalnum, rest)) else ""


@kept
def persona_names(assets: Assets) -> PersonaNames:
    meaning: dict[str, tuple[str, str]] = {}
    languages: dict[str, set[str]] = {}
    levels = {fold(word): level for level, words in _listed()["levels"].items() for word in words}
    choices: dict[str, str] = {}

    def learn(names: Iterable[str], kind: str, key: str, language: str) -> None:
        for name in names:
            folded = fold(stripped(name))
            meaning.setdefault(folded, (kind, key))
            languages.setdefault(folded, set()).add(language)

    for kind in ("fields", "scales", "parts"):
        for key, names in _listed()[kind].items():
            for language, each in names.items():
                learn(each, kind, key, language)
    if LAYOUT in assets.names("layouts"):
        layout = read_layout(assets, LAYOUT, Place(LAYOUT))
        for language, canvas in read_canvases(assets, layout).items():
            for key, words in canvas.blocks.items():
                for own, label in words.own.get("fields", {}).items():
                    learn([label, *words.also_called.get(own, ())], "fields", own, language)
                for own, scale in words.own.get("scales", {}).items():
                    learn([scale["label"], *words.also_called.get(own, ())], "scales", own, language)
                choices |= {
                    fold(each): own for own, label in words.own.get("choices", {}).items() for each in (own, label)
                }
                levels |= {fold(word): level for level, word in (words.own.get("levels") or {}).items()}
                if key in _listed()["parts"]:
                    learn([words.title, *words.also], "parts", key, language)
    return PersonaNames(meaning, {name: frozenset(each) for name, each in languages.items()}, levels, choices)
