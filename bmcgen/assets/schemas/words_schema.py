"""What a file of a layout's words may hold, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from bmcgen import kinds
from bmcgen.assets.overlay import layered
from bmcgen.assets.schemas.locale_schema import Text, phrase_of
from bmcgen.assets.schemas.validation import Own, Shape, read_shape, take_own, validate
from bmcgen.diagnostics import did_you_mean
from bmcgen.model import locale as model
from bmcgen.model.content import FIELDS
from bmcgen.model.locale import Edition
from bmcgen.source.files import read_file
from bmcgen.source.tree import Node


def _item(value: object) -> object:
    return {"term": value} if isinstance(value, str) else value


class _OrText:
    """The JSON Schema of what a text may stand for."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}


class _Item(Shape):
    term: Text
    question: Text | None = None


class _List(Shape):
    heading: Text
    items: list[Annotated[_Item, BeforeValidator(_item), _OrText()]] = Field(default_factory=list)
    parts: dict[str, _List] = Field(default_factory=dict)


class _Term(Shape):
    term: Text
    text: Text


class _Plain(Shape):
    text: Text


def _cell(value: object) -> object:
    return [{"text": value}] if isinstance(value, str) else value


_Cell = Annotated[list[_Term] | list[_Plain], BeforeValidator(_cell), _OrText()]


class _Row(Shape):
    heading: str = ""
    cells: list[_Cell]
    strong: bool = False


class _Table(Shape):
    columns: list[str] = Field(default_factory=list)
    rows: list[_Row] = Field(min_length=1)
    shares: list[Annotated[float, Field(gt=0)]] = Field(default_factory=list)
    figures: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _even(self) -> _Table:
        """All rows have as many cells as the first; columns have a heading each, and one more where rows have."""
        wide = len(self.rows[0].cells)
        if not wide or any(len(row.cells) != wide for row in self.rows):
            raise ValueError("every row of a table must have the same number of cells, and at least one")
        headed = any(row.heading for row in self.rows)
        if self.columns and len(self.columns) != wide + headed:
            raise ValueError(f"a table of {wide + headed} columns needs as many headings, or none")
        if self.shares and len(self.shares) != wide + headed:
            raise ValueError(f"a table of {wide + headed} columns needs as many shares, or none")
        if self.figures > wide:
            raise ValueError("a table cannot have more columns of figures than cells in a row")
        return self


class _Section(Shape):
    heading: Text | None = None
    text: Text | None = None
    items: list[Text] = Field(default_factory=list)
    numbered: bool = False
    terms: list[_Term] = Field(default_factory=list)
    table: _Table | None = None
    tasks: list[Text] = Field(default_factory=list)
    edition: Edition = "every"

    @model_validator(mode="after")
    def _headed(self) -> _Section:
        """Only a table may stand alone under the title of its page."""
        if not self.heading and not self.table:
            raise ValueError("a section needs a heading, unless it has a table")
        return self


class _Block(Shape):
    title: Text | None = None
    code: Text | None = None
    also: list[Text] = Field(default_factory=list)
    also_called: dict[str, list[Text]] = Field(default_factory=dict)
    definition: Text | None = None
    summary: Text | None = None
    questions: list[Text] = Field(default_factory=list)
    lists: dict[str, _List] = Field(default_factory=dict)
    hint: Annotated[Text, phrase_of("least", "most")] | None = None
    terms: list[_Term] = Field(default_factory=list)
    sections: list[_Section] = Field(default_factory=list)
    own: Own

    @model_validator(mode="before")
    @classmethod
    def _take_own(cls, raw: Any) -> Any:
        # A file of words does not say of which kind a block is.
        every = {key: pair for name in kinds.names() for key, pair in kinds.kind_of(name).word_keys.items()}
        present = isinstance(raw, dict) and any(key in raw for key in every)
        return take_own(raw, {key: pair for key, pair in every.items() if key in raw}) if present else raw

    @model_validator(mode="after")
    def _named(self) -> _Block:
        """Only what this block has labels for can have other names."""
        labels = {kinds.kind_of(name).labels for name in kinds.names()}
        known = {key for name in labels for key in self.own.get(name, {})}
        if unknown := [key for key in self.also_called if key not in known]:
            raise ValueError(f'"also-called" names "{unknown[0]}", which is no field, choice or the like of this block')
        return self


class _Labels(Shape, extra="allow"):
    """Those of fields that are a layout's own stand beside those that every sheet can have."""

    __pydantic_extra__: dict[str, Text]
    title: Text | None = None
    tagline: Text | None = None
    designed_for: Text | None = None
    designed_by: Text | None = None
    date: Text | None = None
    version: Text | None = None

    @model_validator(mode="after")
    def _meant(self) -> _Labels:
        """A name that is nearly one of those that every sheet can have is meant to be that."""
        for key in self.model_extra or {}:
            if hint := did_you_mean(key, FIELDS, " ").strip():
                raise ValueError(f'"{key}" is not a field of the masthead; {hint}')
        return self


class _Others(Shape):
    title: Annotated[Text, phrase_of("canvas")]
    subject: Annotated[Text, phrase_of("canvas")]
    each: _Block


class CanvasShape(Shape):
    title: Text
    subject: Text
    credit: Text | None = None
    licence: Text | None = None
    fields: _Labels = Field(default_factory=lambda: _Labels.model_validate({}))
    blocks: dict[str, _Block] = Field(default_factory=dict)
    other_canvases: _Others | None = None
    based_on: Text | None = None


def words_in(paths: Sequence[Path | None], replacements: Sequence[Mapping[str, str]]) -> model.CanvasWords:
    """The words in a file; those of a dialect over those that it extends, each with what it replaces in them."""
    if not paths[1:] and paths[0]:
        return _canvas(read_shape(CanvasShape, paths[0])[0])
    trees = [read_file(path).root if path else None for path in paths]
    return canvas_of(layered([*zip(trees, replacements, strict=True)]))


def canvas_of(tree: Node) -> model.CanvasWords:
    """The words in a tree."""
    return _canvas(validate(CanvasShape, tree))


def labels_of(tree: Node) -> dict[str, str]:
    """The labels of masthead fields in a tree."""
    return validate(_Labels, tree).model_dump(by_alias=True, exclude_none=True)


def _canvas(raw: CanvasShape) -> model.CanvasWords:
    return model.CanvasWords(
        raw.title,
        raw.subject,
        raw.credit or "",
        raw.licence or "",
        {key: _block(block) for key, block in raw.blocks.items()},
        raw.fields.model_dump(by_alias=True, exclude_none=True),
        _others(raw.other_canvases) if raw.other_canvases else None,
        raw.based_on or "",
    )


def _others(raw: _Others) -> model.OtherCanvases:
    return model.OtherCanvases(raw.title, raw.subject, _block(raw.each))


def _block(block: _Block) -> model.BlockWords:
    return model.BlockWords(
        title=block.title or "",
        code=block.code or "",
        also=tuple(block.also),
        also_called={key: tuple(names) for key, names in block.also_called.items()},
        definition=block.definition or "",
        summary=block.summary or "",
        questions=tuple(block.questions),
        lists={name: _list(each) for name, each in block.lists.items()},
        hint=block.hint or "",
        terms=_terms(block.terms),
        sections=tuple(_section(each) for each in block.sections),
        own=block.own,
    )


def _terms(raw: Iterable[_Term | _Plain]) -> tuple[model.Term, ...]:
    return tuple(model.Term(each.term if isinstance(each, _Term) else "", each.text) for each in raw)


def _section(raw: _Section) -> model.Section:
    table = None
    if raw.table:
        rows = tuple(model.TableRow(row.heading, tuple(map(_terms, row.cells)), row.strong) for row in raw.table.rows)
        table = model.TableWords(tuple(raw.table.columns), rows, tuple(raw.table.shares), raw.table.figures)
    return model.Section(
        heading=raw.heading or "",
        text=raw.text or "",
        items=tuple(raw.items),
        numbered=raw.numbered,
        terms=_terms(raw.terms),
        table=table,
        tasks=tuple(raw.tasks),
        edition=raw.edition,
    )


def _list(raw: _List) -> model.PromptList:
    items = tuple(model.Item(item.term, item.question or "") for item in raw.items)
    parts = {key: _list(part) for key, part in raw.parts.items()}
    return model.PromptList(raw.heading, items, parts)
