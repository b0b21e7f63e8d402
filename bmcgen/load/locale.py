"""The words of a language that every sheet shares."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from bmcgen.diagnostics import Place, Problems, did_you_mean, error, short
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, read_shape
from bmcgen.model import locale as model


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text.strip()


Text = Annotated[str, AfterValidator(_some)]


class _Words(Shape):
    segments: Text
    sheet: Text
    page: Text
    page_at: Text
    continued: Text
    goes_on: Text
    questions: Text
    tiles_title: Text
    tiles_how: Text
    tiles_ruler: Text
    map_of_one: Text
    map_of_all: Text
    ticked: Text
    not_ticked: Text
    position: Text
    no_position: Text
    picture_of: Text
    too_few: Text
    too_many: Text


class _Fields(Shape):
    title: Text
    designed_for: Text
    designed_by: Text
    date: Text
    version: Text


class _Starter(Shape):
    opening: Text
    fields: Text
    segments: Text
    segment_example: Text
    blocks: Text
    prose: Text
    list: Text
    scale: Text
    choice: Text
    picture: Text


class _Colours(Shape):
    blue: Text
    green: Text
    orange: Text
    purple: Text
    teal: Text
    red: Text
    yellow: Text
    pink: Text
    grey: Text


class _Locale(Shape):
    name: Text
    region: Text
    fields: _Fields
    words: _Words
    continues: dict[str, Text]
    pages: dict[str, Text]
    colours: _Colours
    starter: _Starter


PLAIN = frozenset(("de", "de-AT", "de-CH", "de-DE", "en", "en-GB", "en-IE", "en-US", "nl", "nl-BE", "nl-NL"))
"""Codes that are as they are usually written: Babel, which would only say so, is slow to import."""


def locale_codes(assets: Assets) -> tuple[str, ...]:
    """The locales there are: folders that hold a `locale.yaml`."""
    return tuple(code for code in assets.names("locales", "") if assets.find(f"locales/{code}", "locale"))


def language_of(assets: Assets, code: str, where: Place) -> str:
    """The folder that serves a locale: its own, or that of its language (nl for nl-BE). `Problems` if none does."""
    known = locale_codes(assets)
    if code in PLAIN and PLAIN.issuperset(known):
        near = next((name for name in (code, *code.split("-")[:-1]) if name in known), None)
        if near:
            return near
    from babel import negotiate_locale

    folders = {(canonical(name) or name).replace("-", "_"): name for name in known}
    found = negotiate_locale([(canonical(code) or "-").replace("-", "_")], list(folders))
    if found is None:
        hint = did_you_mean(code, known, f"known here: {', '.join(known)}")
        raise Problems([error("unknown-locale", f'there is no locale "{short(code, 40)}"', where, hint)])
    return folders[found]


def canonical(code: str) -> str | None:
    """A locale's code as it is usually written (nl-BE), which is BCP 47; None for what is none."""
    if code in PLAIN:
        return code
    from babel import Locale as BabelLocale
    from babel import UnknownLocaleError

    try:
        return str(BabelLocale.parse(code.replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None


def read_locale(assets: Assets, code: str, where: Place) -> model.Locale:
    """The general words of a locale."""
    language = language_of(assets, code, where)
    path = assets.need(f"locales/{language}", "locale", where)
    raw, root = read_shape(_Locale, path)
    forms = {"continues": raw.continues, "pages": raw.pages}
    missing = [key for key, each in forms.items() if "other" not in each]
    if missing:
        raise Problems([error("missing-key", f'"other" is missing under {key}', root.where) for key in missing])
    full = canonical(code) or language

    def flat(shape: Shape) -> dict[str, str]:
        return shape.model_dump(by_alias=True)

    return model.Locale(
        code=full,
        language=language,
        region=full if "-" in full else raw.region,
        name=raw.name,
        fields=flat(raw.fields),
        words=flat(raw.words),
        continues=raw.continues,
        pages=raw.pages,
        colours=flat(raw.colours),
        starter=flat(raw.starter),
    )
