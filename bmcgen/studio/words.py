"""The words of the interface, from `interface/studio.yaml` of the locales; what a language lacks is in English."""

from __future__ import annotations

from typing import Any

from bmcgen.assets.finder import Assets
from bmcgen.assets.session import kept
from bmcgen.source.files import read_file
from bmcgen.studio.splicing.marks import Plain
from bmcgen.studio.splicing.splice import Spliced

FOLDER, FILE, USUAL = "interface", "studio", "en"


def ui_languages(assets: Assets) -> tuple[str, ...]:
    """The languages that the interface speaks."""
    return tuple(code for code in assets.names("locales", "") if assets.find(f"locales/{code}/{FOLDER}", FILE))


@kept
def ui_words(assets: Assets, language: str) -> dict[str, Any]:
    """The words of the interface in a language."""
    found: Plain = {}
    for code in (USUAL, language.split("-", maxsplit=1)[0]):
        path = assets.find(f"locales/{code}/{FOLDER}", FILE)
        if path is not None:
            read_file(path)
            found = _over(Spliced.of(path.read_text(encoding="utf-8")).roots[0], found)
    return found if isinstance(found, dict) else {}


def _over(own: Plain, under: Plain) -> Plain:
    if isinstance(own, dict) and isinstance(under, dict):
        return {key: _over(own.get(key, ""), under.get(key, "")) for key in dict.fromkeys([*under, *own])}
    return own or under


def sentences(assets: Assets, language: str) -> dict[str, str]:
    """What diagnostics say in a language, by their codes."""
    found = ui_words(assets, language).get("diagnostics")
    return {key: each for key, each in found.items() if isinstance(each, str)} if isinstance(found, dict) else {}
