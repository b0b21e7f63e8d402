"""The words of a layout in a language: those of its own file, over those of the canvas that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, read_shape
from bmcgen.load.locale import Text, locale_codes
from bmcgen.model import locale as model
from bmcgen.model.layout import Block, Layout


def _item(value: object) -> object:
    return {"term": value} if isinstance(value, str) else value


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


class _Term(Shape):
    term: Text
    text: Text


class _Row(Shape):
    heading: str = ""
    cells: list[list[_Term]]


class _Table(Shape):
    columns: list[str] = Field(default_factory=list)
    rows: list[_Row] = Field(min_length=1)

    @model_validator(mode="after")
    def _even(self) -> _Table:
        """All rows have as many cells as the first; columns have a heading each, and one more where rows have."""
        wide = len(self.rows[0].cells)
        if not wide or any(len(row.cells) != wide for row in self.rows):
            raise ValueError("the rows of a table have as many cells each, and one at least")
        headed = any(row.heading for row in self.rows)
        if self.columns and len(self.columns) != wide + headed:
            raise ValueError(f"a table of {wide + headed} columns has as many headings, or none")
        return self


class _Section(Shape):
    heading: Text
    text: Text | None = None
    items: list[Text] = Field(default_factory=list)
    terms: list[_Term] = Field(default_factory=list)
    table: _Table | None = None


class _Block(Shape):
    title: Text | None = None
    code: Text | None = None
    also: list[Text] = Field(default_factory=list)
    definition: Text | None = None
    summary: Text | None = None
    questions: list[Text] = Field(default_factory=list)
    lists: dict[str, _List] = Field(default_factory=dict)
    hint: Text | None = None
    fields: dict[str, Text] = Field(default_factory=dict)
    choices: dict[str, Text] = Field(default_factory=dict)
    scales: dict[str, _Scale] = Field(default_factory=dict)
    terms: list[_Term] = Field(default_factory=list)
    sections: list[_Section] = Field(default_factory=list)


class _Labels(Shape):
    title: Text | None = None
    designed_for: Text | None = None
    designed_by: Text | None = None
    date: Text | None = None
    version: Text | None = None


class _Canvas(Shape):
    title: Text
    subject: Text
    credit: Text | None = None
    licence: Text | None = None
    fields: _Labels = _Labels()
    blocks: dict[str, _Block] = Field(default_factory=dict)


def read_canvases(assets: Assets, layout: Layout) -> dict[str, model.CanvasWords]:
    """The words of a layout in every language that has them."""
    languages = [code for code in locale_codes(assets) if assets.find(f"locales/{code}", layout.words)]
    if not languages:
        raise Problems([error("missing-words", f'no locale has words for "{layout.words}"', layout.where)])
    return {code: read_canvas(assets, code, layout) for code in languages}


def read_canvas(assets: Assets, language: str, layout: Layout, *, whole: bool = False) -> model.CanvasWords:
    """The words of a layout in one of the locales' languages; a block has those of the canvas that the layout is about,
    and what its own file of words says takes their place. `Problems` if there are none, or, where all of the words are
    needed, if a block lacks what its kind has words for.
    """
    found = _words(assets, language, layout)
    if layout.canvas:
        found = _over(found, _words(assets, language, layout.canvas))
    where = Place(str(assets.find(f"locales/{language}", layout.words)))
    problems = [problem for block in layout.blocks for problem in _lacking(block, found.blocks, where)] if whole else []
    if problems:
        raise Problems(dict.fromkeys(problems))
    return found


def _words(assets: Assets, language: str, layout: Layout) -> model.CanvasWords:
    path = assets.find(f"locales/{language}", layout.words)
    if path is None:
        message = f'the locale "{language}" has no words for "{layout.words}"'
        raise Problems([error("missing-words", message, layout.where)])
    raw, _ = read_shape(_Canvas, path)
    return model.CanvasWords(
        raw.title,
        raw.subject,
        raw.credit or "",
        raw.licence or "",
        {key: _block(block) for key, block in raw.blocks.items()},
        raw.fields.model_dump(by_alias=True, exclude_none=True),
    )


def _block(block: _Block) -> model.BlockWords:
    return model.BlockWords(
        title=block.title or "",
        code=block.code or "",
        also=tuple(block.also),
        definition=block.definition or "",
        summary=block.summary or "",
        questions=tuple(block.questions),
        lists={name: _list(each) for name, each in block.lists.items()},
        hint=block.hint or "",
        fields=block.fields,
        choices=block.choices,
        scales={name: model.ScaleWords(each.label, each.low, each.high) for name, each in block.scales.items()},
        terms=_terms(block.terms),
        sections=tuple(_section(each) for each in block.sections),
    )


def _terms(raw: Iterable[_Term]) -> tuple[model.Term, ...]:
    return tuple(model.Term(each.term, each.text) for each in raw)


def _section(raw: _Section) -> model.Section:
    table = None
    if raw.table:
        rows = tuple(model.TableRow(row.heading, tuple(map(_terms, row.cells))) for row in raw.table.rows)
        table = model.TableWords(tuple(raw.table.columns), rows)
    return model.Section(raw.heading, raw.text or "", tuple(raw.items), _terms(raw.terms), table)


def _over(own: model.CanvasWords, under: model.CanvasWords) -> model.CanvasWords:
    """Words with those of a canvas under them: each thing that the first have nothing for is as the canvas says it."""
    blocks = {
        key: replace(under.blocks[key], **_said(own.blocks[key])) if key in own.blocks else under.blocks[key]
        for key in under.blocks
    }
    blocks |= {key: block for key, block in own.blocks.items() if key not in blocks}
    return replace(own, credit=own.credit or under.credit, licence=own.licence or under.licence, blocks=blocks)


def _said(block: model.BlockWords) -> dict[str, Any]:
    """What a block has words for."""
    return {each.name: value for each in fields(block) if (value := getattr(block, each.name))}


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


_NEEDED = {
    "scale": "scales",
    "fields": "fields",
    "choice": "choices",
    "lead": "definition",
    "terms": "terms",
    "article": "sections",
}
"""What blocks of these kinds cannot do without."""


def _lacking(block: Block, words: Mapping[str, model.BlockWords], where: Place) -> list[Diagnostic]:
    """What a block of a layout needs words for and has none."""
    if not block.name:
        return []
    own = words.get(block.name)
    if own is None:
        return [error("missing-words", f'there are no words for the block "{block.name}"', where)]
    needed = [key for key in ("title", _NEEDED.get(block.kind)) if key and not getattr(own, key)]
    problems = [error("missing-words", f'"{key}" is missing under "{block.name}"', where) for key in needed]
    return problems + [
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
