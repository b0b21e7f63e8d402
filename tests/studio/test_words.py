"""The words of the interface: the same in three languages, and all that the pages ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import bmcgen
from tests.conftest import LOCALES

ROOT = Path(__file__).parents[2]
STATIC = Path(bmcgen.__file__).parent / "studio" / "static"
FILES = {code: ROOT / "locales" / code / "interface" / "studio.yaml" for code in LOCALES}
SPOKEN = {code: yaml.safe_load(path.read_text(encoding="utf-8")) for code, path in FILES.items()}
ASKED = re.compile(r'\bt\("([a-z][\w.-]*)"')
TOLD = re.compile(r'\b(?:warning|notice)\(\s*"([a-z-]+)"')
LOCALES_AND_FOLDERS = {
    "missing-words",
    "no-such-words",
    "not-a-canvas",
    "not-read",
    "same-words",
    "subfolder",
    "ignored-column",
    "blank-form",
}
"""What is only said of files that the studio does not open: locales, dialects, folders and lists of teams."""


def flat(words: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


@pytest.mark.parametrize("code", LOCALES)
def test_same_words_with_the_same_places(code: str) -> None:
    english, spoken = dict(flat(SPOKEN["en"]["ui"])), dict(flat(SPOKEN[code]["ui"]))
    assert spoken.keys() == english.keys()
    places = {
        key: (set(re.findall(r"\{\w+\}", text)), set(re.findall(r"\{\w+\}", english[key])))
        for key, text in spoken.items()
    }
    # The singular may say the number as a word.
    assert [key for key, (own, other) in places.items() if own != other and not key.endswith(".one")] == []


def test_pages_ask_for_words_that_there_are() -> None:
    known = {key for key, _ in flat(SPOKEN["en"]["ui"])}
    known |= {key.rpartition(".")[0] for key in known if key.rpartition(".")[2] in ("one", "other")}
    asked = {key for path in STATIC.rglob("*.js") for key in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 100
    assert sorted(asked - known) == []


@pytest.mark.parametrize("code", ["nl", "de"])
def test_every_warning_has_a_sentence(code: str) -> None:
    package = Path(bmcgen.__file__).parent
    told = {found for path in package.rglob("*.py") for found in TOLD.findall(path.read_text(encoding="utf-8"))}
    assert len(told) > 25
    assert sorted(told - SPOKEN[code]["diagnostics"].keys() - LOCALES_AND_FOLDERS) == []


def test_pages_hold_no_scripts_or_styles_of_their_own() -> None:
    """What the policy of the page would refuse, and what comes from elsewhere."""
    for path in (each for each in STATIC.rglob("*") if each.suffix in (".js", ".css", ".html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"https?://(?!www\.w3\.org/)|@import|<style|\son\w+=\"|style=\"|\beval\(|new Function", text
        ), path.name
        assert len(text.splitlines()) < 300, path.name
