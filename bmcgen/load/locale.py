"""A locale's folder to its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from babel import Locale as BabelLocale
from babel import UnknownLocaleError, negotiate_locale
from pydantic import AfterValidator, BeforeValidator, Field

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, short
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, validate
from bmcgen.load.files import read_file
from bmcgen.model import locale as model
from bmcgen.model.layout import Block


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
    goes_on: Text
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
    colours: _Colours
    starter: _Starter


class _Item(Shape):
    term: Text
    question: Text | None = None


class _List(Shape):
    heading: Text
    items: list[Annotated[_Item, BeforeValidator(_item)]] = Field(default_factory=list)
    parts: dict[str, _List] = Field(default_factory=dict)


class _Scale(Shape):
    label: Text
    low: Text
    high: Text


class _Block(Shape):
    title: Text
    code: Text | None = None
    also: list[Text]
    questions: list[Text] = Field(default_factory=list)
    lists: dict[str, _List] = Field(default_factory=dict)
    hint: Text | None = None
    fields: dict[str, Text] = Field(default_factory=dict)
    choices: dict[str, Text] = Field(default_factory=dict)
    scales: dict[str, _Scale] = Field(default_factory=dict)


class _Canvas(Shape):
    title: Text
    subject: Text
    credit: Text | None = None
    licence: Text | None = None
    blocks: dict[str, _Block]


def locale_codes(assets: Assets) -> tuple[str, ...]:
    """The locales there are: folders that hold a `locale.yaml`."""
    return tuple(code for code in assets.names("locales", "") if assets.find(f"locales/{code}", "locale"))


def language_of(assets: Assets, code: str, where: Place) -> str:
    """The folder that serves a locale: its own, or that of its language (nl for nl-BE). `Problems` if none does."""
    known = locale_codes(assets)
    folders = {(canonical(name) or name).replace("-", "_"): name for name in known}
    found = negotiate_locale([(canonical(code) or "-").replace("-", "_")], list(folders))
    if found is None:
        hint = did_you_mean(code, known, f"known here: {', '.join(known)}")
        raise Problems([error("unknown-locale", f'there is no locale "{short(code, 40)}"', where, hint)])
    return folders[found]


def canonical(code: str) -> str | None:
    """A locale's code as it is usually written (nl-BE), which is BCP 47; None for what is none."""
    try:
        return str(BabelLocale.parse(code.replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None


def read_locale(assets: Assets, code: str, where: Place) -> model.Locale:
    """The general words of a locale."""
    language = language_of(assets, code, where)
    path = assets.need(f"locales/{language}", "locale", where)
    root = read_file(path).root
    raw = validate(_Locale, root)
    if "other" not in raw.continues:
        raise Problems([error("missing-key", '"other" is missing under continues', root.where)])
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
        colours=flat(raw.colours),
        starter=flat(raw.starter),
    )


def read_canvases(assets: Assets, name: str, where: Place) -> dict[str, model.CanvasWords]:
    """The words of a canvas in every language that has them."""
    languages = [code for code in locale_codes(assets) if assets.find(f"locales/{code}", name)]
    if not languages:
        raise Problems([error("missing-words", f'no locale has words for "{name}"', where)])
    return {code: read_canvas(assets, code, name, where) for code in languages}


def read_canvas(
    assets: Assets, language: str, name: str, where: Place, needed: Iterable[Block] = ()
) -> model.CanvasWords:
    """The words of a canvas in one of the locales' languages. `Problems` if a block that is needed has none, or lacks
    what its kind has words for.
    """
    path = assets.find(f"locales/{language}", name)
    if path is None:
        raise Problems([error("missing-words", f'the locale "{language}" has no words for "{name}"', where)])
    root = read_file(path).root
    raw = validate(_Canvas, root)
    problems = [problem for block in needed for problem in _lacking(block, raw.blocks, root.where)]
    if problems:
        raise Problems(problems)
    blocks = {
        key: model.BlockWords(
            title=block.title,
            code=block.code or "",
            also=tuple(block.also),
            questions=tuple(block.questions),
            lists={name: _list(each) for name, each in block.lists.items()},
            hint=block.hint or "",
            fields=block.fields,
            choices=block.choices,
            scales={name: model.ScaleWords(each.label, each.low, each.high) for name, each in block.scales.items()},
        )
        for key, block in raw.blocks.items()
    }
    return model.CanvasWords(raw.title, raw.subject, raw.credit or "", raw.licence or "", blocks)


def unlike_others(canvas: model.CanvasWords, others: Iterable[model.CanvasWords], where: Place) -> list[Diagnostic]:
    """The fields, choices and scales that every other language has words for and this one has none, and those that it
    alone has: what was typed there would be lost in one language or the other.
    """
    problems = []
    rest = [other.blocks for other in others]
    for name, block in canvas.blocks.items():
        beside = [blocks[name] for blocks in rest if name in blocks]
        for kind in ("fields", "choices", "scales") if beside else ():
            own = set(getattr(block, kind))
            theirs = [set(getattr(other, kind)) for other in beside]
            missing, surplus = set.intersection(*theirs) - own, own - set.union(*theirs)
            there = f"under {kind} of {name}"
            problems += [error("missing-key", f'"{key}" is missing {there}', where) for key in missing]
            problems += [error("unknown-key", f'"{key}" is {there} in no other language', where) for key in surplus]
    return problems


def _lacking(block: Block, words: Mapping[str, _Block], where: Place) -> list[Diagnostic]:
    """What a block of a layout needs words for and has none."""
    if not block.name:
        return []
    own = words.get(block.name)
    if own is None:
        return [error("missing-words", f'there are no words for the block "{block.name}"', where)]
    kinds = {"scale": own.scales, "fields": own.fields, "choice": own.choices}
    if block.kind in kinds and not kinds[block.kind]:
        key = {"scale": "scales", "fields": "fields", "choice": "choices"}[block.kind]
        return [error("missing-words", f'"{key}" is missing under "{block.name}"', where)]
    return [
        error(
            "missing-words",
            f'"{block.name}" has no list "{name}" to be numbered',
            where,
            did_you_mean(name, [*own.lists]),
        )
        for name in block.numbered
        if name not in own.lists
    ]


def _list(raw: _List) -> model.PromptList:
    items = tuple(model.Item(item.term, item.question or "") for item in raw.items)
    parts = {key: _list(part) for key, part in raw.parts.items()}
    return model.PromptList(raw.heading, items, parts)
