"""The words of a language that every sheet shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.prebuilt import prepared, value
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, short
from bmcgen.model import locale as model
from bmcgen.source.files import at_key

PLAIN = frozenset(("de", "de-AT", "de-CH", "de-DE", "en", "en-GB", "en-IE", "en-US", "nl", "nl-BE", "nl-NL"))
"""Codes that are as they are usually written: Babel, which would only say so, is slow to import. Those of the other
locales that ship are prepared when the package is built.
"""


_PRIVATE = re.compile(r"[a-z0-9]{1,8}(?:-[a-z0-9]{1,8})*")
"""What may follow -x- in a code: names that people agree on among themselves (nl-x-acme)."""
GENERAL = "locale"
_FEW = 5


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
    if "-x-" in code.lower():
        own = next((name for name in known if name == canonical(code)), None)
        if own is None:
            raise Problems([_unknown(code, known, where)])
        return own
    from babel import negotiate_locale

    folders = {(canonical(name) or name).replace("-", "_"): name for name in known}
    found = negotiate_locale([(canonical(code) or "-").replace("-", "_")], list(folders))
    if found is None:
        raise Problems([_unknown(code, known, where)])
    return folders[found]


def _unknown(code: str, known: tuple[str, ...], where: Place) -> Diagnostic:
    hint = did_you_mean(code, known, f"choose from: {', '.join(known)}")
    return error("unknown-locale", f'there is no locale "{short(code, 40)}"', where, hint)


@kept
def lineage(assets: Assets, code: str) -> tuple[str, ...]:
    """A locale and those that it extends, each before the one that it changes. `Problems` where one is unknown, or
    where they go in a circle.
    """
    found = [code]
    while path := assets.find(f"locales/{found[-1]}", GENERAL):
        above = value(partial(_extends_in, path), "extends", files=[path])
        if not above:
            break
        known = [each for each in locale_codes(assets) if each not in found]
        if above in found:
            where = at_key(Place(str(path)), "extends")
            message = f"{found[-1]} extends {above}" + (", which extends it" if above != found[-1] else " itself")
            raise Problems([error("circle", message, where, did_you_mean(spoken(found[-1]), known))])
        if above not in known:
            raise Problems([_unknown(above, tuple(known), at_key(Place(str(path)), "extends"))])
        found.append(above)
    return tuple(found)


def ancestors(assets: Assets, code: str) -> tuple[str, ...]:
    """The same, for a locale that may be wrong: then it stands alone."""
    try:
        return lineage(assets, code)
    except Problems:
        return (code,)


def spoken(code: str) -> str:
    """The code of a locale without what only its makers know the meaning of: nl for nl-x-acme."""
    return code.partition("-x-")[0]


def canonical(code: str) -> str | None:
    """A locale's code as it is usually written (nl-BE), which is BCP 47; None for what is none."""
    if code in plain_codes():
        return code
    public, mark, private = code.replace("_", "-").lower().partition("-x-")
    if mark:
        base = canonical(code[: len(public)])
        return f"{base}-x-{private}" if base and _PRIVATE.fullmatch(private) else None
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
    paths = [assets.need(f"locales/{each}", GENERAL, where) for each in lineage(assets, language)]
    found = value(lambda: _locale_in(paths), "locale", files=paths)
    full = canonical(code) or language
    region = spoken(full) if "-" in spoken(full) else found.region
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


def _locale_in(paths: Sequence[Path]) -> model.Locale:
    from bmcgen.assets.schemas.locale_schema import locale_in

    try:
        return locale_in(paths)
    except Problems as exc:
        raise Problems(_in_short(exc.diagnostics, paths[0])) from None


def _in_short(wrong: Sequence[Diagnostic], path: Path) -> list[Diagnostic]:
    """What is wrong with a file of general words. Many texts that are still empty are told together."""
    from bmcgen.assets.schemas.validation import EMPTY

    empty = [each for each in wrong if each.message == EMPTY]
    if len(empty) <= _FEW:
        return [*wrong]
    message = f"{len(empty)} texts of this language are still empty, the first of them here"
    told = error("not-finished", message, empty[0].where, f"all of them: bmcgen check {path.parent}")
    return [told, *(each for each in wrong if each not in empty)]


def _extends_in(path: Path) -> str:
    from bmcgen.assets.schemas.locale_schema import extends_in

    return extends_in(path)
