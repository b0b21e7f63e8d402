"""A locale's folder to its words."""

from __future__ import annotations

from typing import Annotated

from babel import Locale as BabelLocale
from babel import UnknownLocaleError, negotiate_locale
from pydantic import AfterValidator, BeforeValidator, Field

from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, validate
from bmcgen.load.source import read_file
from bmcgen.model import locale as model


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text.strip()


def _item(value: object) -> object:
    return {"term": value} if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_some)]


class _Words(Shape):
    segments: Text
    sheet: Text
    continued: Text


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


class _Locale(Shape):
    name: Text
    region: Text
    fields: _Fields
    words: _Words
    continues: dict[str, Text]
    colours: dict[str, Text]
    starter: _Starter


class _Item(Shape):
    term: Text
    question: Text | None = None


class _List(Shape):
    heading: Text
    items: list[Annotated[_Item, BeforeValidator(_item)]] = Field(default_factory=list)
    parts: dict[str, _List] = Field(default_factory=dict)


class _Block(Shape):
    title: Text
    code: Text
    also: list[Text]
    questions: list[Text] = Field(min_length=1)
    lists: dict[str, _List]


class _Canvas(Shape):
    title: Text
    subject: Text
    credit: Text
    licence: Text
    blocks: dict[str, _Block]


def language_of(assets: Assets, code: str, where: Place) -> str:
    """The folder that serves a locale: its own, or that of its language (nl for nl-BE). `Problems` if none does."""
    known = assets.names("locales", "")
    wanted = code.replace("-", "_")
    try:
        BabelLocale.parse(wanted)
        found = negotiate_locale([wanted], [name.replace("-", "_") for name in known])
    except (UnknownLocaleError, ValueError):
        found = None
    if found is None:
        hint = did_you_mean(code, known, f"known here: {', '.join(known)}")
        raise Problems([error("unknown-locale", f'there is no locale "{code[:40]}"', where, hint)])
    return found.replace("_", "-")


def read_locale(assets: Assets, code: str, where: Place) -> model.Locale:
    """The general words of a locale."""
    language = language_of(assets, code, where)
    path = assets.need(f"locales/{language}", "locale", where)
    raw = validate(_Locale, read_file(path).root)

    def flat(shape: Shape) -> dict[str, str]:
        return shape.model_dump(by_alias=True)

    return model.Locale(
        code=code,
        language=language,
        region=code if _has_region(code) else raw.region,
        name=raw.name,
        fields=flat(raw.fields),
        words=flat(raw.words),
        continues=raw.continues,
        colours=raw.colours,
        starter=flat(raw.starter),
    )


def _has_region(code: str) -> bool:
    return "-" in code.replace("_", "-")


def read_canvas(assets: Assets, language: str, name: str, where: Place) -> model.CanvasWords:
    """The words of a canvas in one of the locales' languages."""
    path = assets.find(f"locales/{language}", name)
    if path is None:
        raise Problems([error("missing-words", f'the locale "{language}" has no words for "{name}"', where)])
    raw = validate(_Canvas, read_file(path).root)
    blocks = {
        key: model.BlockWords(
            title=block.title,
            code=block.code,
            also=tuple(block.also),
            questions=tuple(block.questions),
            lists={name: _list(each) for name, each in block.lists.items()},
        )
        for key, block in raw.blocks.items()
    }
    return model.CanvasWords(raw.title, raw.subject, raw.credit, raw.licence, blocks)


def _list(raw: _List) -> model.PromptList:
    items = tuple(model.Item(item.term, item.question or "") for item in raw.items)
    parts = {key: _list(part) for key, part in raw.parts.items()}
    return model.PromptList(raw.heading, items, parts)
