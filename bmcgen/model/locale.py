"""The words of a language: `Locale` for those every sheet shares, `CanvasWords` for those of one canvas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Locale:
    """The general words. `code` is what was asked for (nl-BE), `language` the folder that answered (nl), and `region`
    the locale whose forms of dates are used (en-GB where just en was asked for).
    """

    code: str
    language: str
    region: str
    name: str
    fields: Mapping[str, str]
    words: Mapping[str, str]
    continues: Mapping[str, str]
    pages: Mapping[str, str]
    colours: Mapping[str, str]
    starter: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list of prompts: a term, and perhaps a question of its own."""

    term: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class PromptList:
    heading: str
    items: tuple[Item, ...] = ()
    parts: Mapping[str, PromptList] | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A term with a text that explains it."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's heading, if it has one, and its cells, each of terms under one another."""

    heading: str
    cells: tuple[tuple[Term, ...], ...]


@dataclass(frozen=True, slots=True)
class TableWords:
    """A table: the headings of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article: paragraphs (blank lines divide them), bullets, explained terms, a table; any of them."""

    heading: str
    text: str = ""
    items: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    table: TableWords | None = None


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """A scale's name, and what its two ends mean."""

    label: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class BlockWords:
    """A block's names, and what its kind has words for: prompts of notes, a hint, fields, choices, scales, a sentence
    that defines it and one that tells of it in a row with the others, explained terms, an article.
    """

    title: str
    code: str = ""
    also: tuple[str, ...] = ()
    definition: str = ""
    summary: str = ""
    questions: tuple[str, ...] = ()
    lists: Mapping[str, PromptList] = field(default_factory=dict)
    hint: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, ScaleWords] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class CanvasWords:
    """The words of one canvas; `subject`, `credit` and `licence` also go into the PDF's metadata. A canvas that is
    nobody else's has no credit. `fields` are the labels of masthead fields that it has words of its own for.
    """

    title: str
    subject: str
    credit: str
    licence: str
    blocks: Mapping[str, BlockWords]
    fields: Mapping[str, str] = field(default_factory=dict)
