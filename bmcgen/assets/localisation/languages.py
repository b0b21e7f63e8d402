"""What Babel knows of a language: its name, its region, the forms that it counts with."""

from __future__ import annotations

from msgspec import Struct

from bmcgen.assets.localisation.locales import canonical, spoken
from bmcgen.diagnostics import Place, Problems, did_you_mean, error, short

_COUNTED = 1000
"""Forms that only larger numbers take are not asked for: no sheet counts so far."""
_EXAMPLES = 3


class Language(Struct, frozen=True):
    """A language by its code. `plurals` are the forms that it counts with, each with the first numbers that take it."""

    code: str
    name: str
    english: str
    region: str
    date: str
    plurals: dict[str, str]
    leftwards: bool


def language(code: str, where: Place) -> Language:
    """The language of a code. `Problems` if there is none."""
    from datetime import date

    from babel import Locale
    from babel.core import get_global
    from babel.dates import format_date

    known = canonical(code)
    plain = spoken(known or "").replace("-", "_")
    if known is None or not Locale.parse(plain).display_name:
        raise Problems([error("unknown-language", f'"{short(code, 40)}" is no code of a language', where, _hint(code))])
    locale = Locale.parse(plain)
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    parts = likely.split("_")
    tag = plain.replace("_", "-")
    region = tag if locale.territory else f"{locale.language}-{parts[-1]}" if len(parts) == 3 else tag
    if locale.script and not locale.territory:
        region = f"{tag}-{parts[-1]}"
    _, _, private = known.partition("-x-")
    name = str(locale.display_name) + (f" ({private})" if private else "")
    return Language(
        code=known,
        name=name[:1].upper() + name[1:],
        english=str(locale.english_name),
        region=region if canonical(region) else tag,
        date=format_date(date(2026, 12, 31), "long", locale=locale),
        plurals=_plurals(locale),
        leftwards=locale.text_direction == "rtl",
    )


def language_part(code: str) -> str:
    """The language that a code is of: nl for nl-BE."""
    return (canonical(code) or code).split("-")[0]


def _plurals(locale: object) -> dict[str, str]:
    form = locale.plural_form  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for number in range(_COUNTED):
        found.setdefault(form(number), []).append(str(number))
    found.setdefault("other", ["1.5"])
    order = ("zero", "one", "two", "few", "many", "other")
    return {
        each: ", ".join(found[each][:_EXAMPLES]) + (" …" if found[each][_EXAMPLES:] else "")
        for each in order
        if each in found
    }


def _hint(code: str) -> str:
    """The code of the language that was meant, where one of that name is known."""
    from babel import Locale

    if "-x-" in code.lower():
        return "after -x- stand up to eight letters or digits, and more after a hyphen: nl-x-acme"
    english = Locale.parse("en").languages
    meant = {str(name).casefold(): str(tag) for tag, name in english.items()}
    for tag in map(str, english):
        if len(tag) == 2 and canonical(tag):
            own = Locale.parse(tag).display_name
            meant.setdefault(str(own).casefold(), tag)
    if code.casefold() in meant:
        return f"write its code: {meant[code.casefold()]}"
    near = did_you_mean(code, [*meant], " ").strip()
    if near:
        name = near.split('"')[1].casefold()
        return f"codes have two or three letters; {name} is {meant[name]}" if name in meant else near
    return "codes have two or three letters, as fr has, and perhaps a region: fr-CH"
