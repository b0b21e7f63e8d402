"""Two languages on one sheet: `nl+en` asks for Dutch, and below it English."""

from __future__ import annotations

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.languages import language_part
from bmcgen.assets.localisation.locales import canonical, language_of, read_locale
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, short
from bmcgen.model.locale import Locale

SIGN = "+"
_MOST = 2


def codes_of(asked: str) -> list[str]:
    """The codes of the languages that are asked for, the first of which leads."""
    return [code.strip() for code in asked.split(SIGN)]


def first_of(asked: str) -> str:
    """The code of the language that leads."""
    return codes_of(asked)[0]


def canonical_codes(assets: Assets, asked: str, where: Place) -> str:
    """What is asked for as it is usually written. `Problems` for what cannot be."""
    check_languages(assets, asked, where)
    return SIGN.join(canonical(code) or code for code in codes_of(asked))


def read_languages(assets: Assets, asked: str, where: Place) -> tuple[Locale, Locale | None]:
    """The general words of the language that leads, and of the one below it if there is one."""
    check_languages(assets, asked, where)
    first, *others = (read_locale(assets, code, where) for code in codes_of(asked))
    return first, others[0] if others else None


def check_languages(assets: Assets, asked: str, where: Place) -> None:
    """`Problems` for codes of no locale, for two of one language, and for more than two."""
    codes = codes_of(asked)
    problems: list[Diagnostic] = []
    found: list[str] = []
    for code in dict.fromkeys(codes):
        try:
            # A dialect is no other language.
            found.append(language_of(assets, code, where).split("-")[0])
        except Problems as exc:
            problems += exc.diagnostics
    if len(codes) > _MOST:
        message = f'"{short(asked, 40)}" asks for {len(codes)} languages, and a sheet holds two'
        hint = f"write {SIGN.join(codes[:_MOST])}; a comma makes a document for each: {','.join(codes)}"
        problems.append(error("too-many-languages", message, where, hint))
    elif len(codes) > 1 and not problems and len({language_part(each) for each in found}) < len(codes):
        message = f'"{short(asked, 40)}" asks for one language twice'
        problems.append(error("same-language", message, where, f"write {codes[0]} alone, or two that differ"))
    if problems:
        raise Problems(problems)
