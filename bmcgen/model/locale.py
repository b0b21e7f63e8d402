"""The words of a language: `Locale` for those every sheet shares, `CanvasWords` for those of one canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, field

Edition = Literal["every", "long"]
"""Where a sheet or a section is printed: always, or only where there are prompts. Without prompts a guide is short."""


class DateForm(Struct, frozen=True):
    """How a day is written out: a pattern with `{day}`, `{month}` and `{year}`, and the names of the months."""

    pattern: str
    months: tuple[str, ...]


class Locale(Struct, frozen=True):
    """The general words. `code` is what was asked for (nl-BE), `language` the folder that answered (nl), and `region`
    the locale whose forms of dates are used (en-GB where just en was asked for); `dates` is that form, if it is known.
    `also_called` holds other names of statuses that a data file may use, and `replacements` what it and each of the
    locales that it extends, one after another, replace in the words under theirs (ß by ss).
    """

    code: str
    language: str
    region: str
    name: str
    fields: Mapping[str, str]
    words: Mapping[str, str]
    strip: Mapping[str, str]
    continues: Mapping[str, str]
    pages: Mapping[str, str]
    colours: Mapping[str, str]
    statuses: Mapping[str, str]
    changes: Mapping[str, str]
    also_called: Mapping[str, Sequence[str]]
    starter: Mapping[str, str]
    dates: DateForm | None = None
    replacements: tuple[Mapping[str, str], ...] = ()

    def names_of_status(self, status: str) -> tuple[str, ...]:
        """What a data file may call a status: the name that is printed first."""
        return (self.statuses[status], *self.also_called.get(status, ()))


class Item(Struct, frozen=True):
    """An entry of a list of prompts: a term, and perhaps a question of its own."""

    term: str
    question: str = ""


class PromptList(Struct, frozen=True):
    heading: str
    items: tuple[Item, ...] = ()
    parts: Mapping[str, PromptList] | None = None


class Term(Struct, frozen=True):
    """A term with a text that explains it."""

    term: str
    text: str


class TableRow(Struct, frozen=True):
    """A row's heading, if it has one, and its cells, each of terms under one another or of a plain text, which is a
    term without a name. A row of totals is `strong`.
    """

    heading: str
    cells: tuple[tuple[Term, ...], ...]
    strong: bool = False


class TableWords(Struct, frozen=True):
    """A table: the headings of its columns, and its rows. `shares` divide the width between the columns; the last
    `figures` columns hold amounts, set flush right.
    """

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    shares: tuple[float, ...] = ()
    figures: int = 0


class Section(Struct, frozen=True):
    """A part of an article: paragraphs (blank lines divide them), a list with bullets or numbers, explained terms, a
    table, any of them; or an assignment, whose numbered tasks stand in a box. Only a table can do without a heading.
    """

    heading: str
    text: str = ""
    items: tuple[str, ...] = ()
    numbered: bool = False
    terms: tuple[Term, ...] = ()
    table: TableWords | None = None
    tasks: tuple[str, ...] = ()
    edition: Edition = "every"


class BlockWords(Struct, frozen=True):
    """A block's names, and what it may have words for whatever its kind: prompts, a hint, a sentence that defines it,
    one that tells of it in a row with the others, explained terms, an article. `also` has other names of the block,
    `also_called` those of what it has labels for, by their ids. `own` has the words that belong to one kind alone.
    """

    title: str
    code: str = ""
    also: tuple[str, ...] = ()
    also_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    definition: str = ""
    summary: str = ""
    questions: tuple[str, ...] = ()
    lists: Mapping[str, PromptList] = field(default_factory=dict)
    hint: str = ""
    terms: tuple[Term, ...] = ()
    sections: tuple[Section, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict)

    def has(self, key: str) -> bool:
        """Whether there are words under a key."""
        return bool(self.own[key] if key in self.own else getattr(self, key, None))


class OtherCanvases(Struct, frozen=True):
    """How a document about one canvas speaks of any other: its title and subject, with a place for the canvas's title,
    and the words that a block has where those of the canvas lack them.
    """

    title: str
    subject: str
    each: BlockWords


class CanvasWords(Struct, frozen=True):
    """The words of one canvas; `subject`, `credit` and `licence` also go into the PDF's metadata. A canvas that is
    nobody else's has no credit. `fields` are the labels of masthead fields that it has words of its own for. What it
    lacks, the words that it is `based_on` say.
    """

    title: str
    subject: str
    credit: str
    licence: str
    blocks: Mapping[str, BlockWords]
    fields: Mapping[str, str] = field(default_factory=dict)
    other_canvases: OtherCanvases | None = None
    based_on: str = ""
