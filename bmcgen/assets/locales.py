"""The words of a language that every sheet shares."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.prebuilt import prepared, value
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, short
from bmcgen.model import locale as model

PLAIN = frozenset(("de", "de-AT", "de-CH", "de-DE", "en", "en-GB", "en-IE", "en-US", "nl", "nl-BE", "nl-NL"))
"""Codes that are as they are usually written: Babel, which would only say so, is slow to import. Those of the other
locales that ship are prepared when the package is built.
"""


@cache
def plain_codes() -> frozenset[str]:
    """Codes that Babel need not be asked about."""
    return PLAIN | (prepared("codes", "") or frozenset())


@kept
def locale_codes(assets: Assets) -> tuple[str, ...]:
    """The locales there are: folders that hold a `locale.yaml`."""
    return tuple(code for code in assets.names("locales", "") if assets.find(f"locales/{code}", "locale"))


@kept
def language_of(assets: Assets, code: str, where: Place) -> str:
    """The folder that serves a locale: its own, or that of its language (nl for nl-BE). `Problems` if none does."""
    known = locale_codes(assets)
    if code in plain_codes() and plain_codes().issuperset(known):
        near = next((name for name in (code, *code.split("-")[:-1]) if name in known), None)
        if near:
            return near
    from babel import negotiate_locale

    folders = {(canonical(name) or name).replace("-", "_"): name for name in known}
    found = negotiate_locale([(canonical(code) or "-").replace("-", "_")], list(folders))
    if found is None:
        hint = did_you_mean(code, known, f"choose from: {', '.join(known)}")
        raise Problems([error("unknown-locale", f'there is no locale "{short(code, 40)}"', where, hint)])
    return folders[found]


def canonical(code: str) -> str | None:
    """A locale's code as it is usually written (nl-BE), which is BCP 47; None for what is none."""
    if code in plain_codes():
        return code
    from babel import Locale as BabelLocale
    from babel import UnknownLocaleError

    try:
        return str(BabelLocale.parse(code.replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None


@kept
def read_locale(assets: Assets, code: str, where: Place) -> model.Locale:
    """The general words of a locale."""
    language = language_of(assets, code, where)
    path = assets.need(f"locales/{language}", "locale", where)
    found = value(lambda: _locale_in(path), "locale", files=[path])
    full = canonical(code) or language
    region = full if "-" in full else found.region
    return replace(found, code=full, language=language, region=region, dates=prepared("dates", region))


def readable(assets: Assets) -> dict[str, model.Locale]:
    """The general words of every locale that can be read; one that is still being translated stops no other. What is
    wrong with it is told where it is asked for, or if it is the only one.
    """
    found: dict[str, model.Locale] = {}
    wrong: list[Diagnostic] = []
    for code in locale_codes(assets):
        try:
            found[code] = read_locale(assets, code, Place(code))
        except Problems as exc:
            wrong += exc.diagnostics
    if not found:
        raise Problems(wrong)
    return found


def _locale_in(path: Path) -> model.Locale:
    from bmcgen.assets.schemas.locale_schema import locale_in

    return locale_in(path)
