"""Every word of a document, block by block, in reading order: `Manuscript`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bmcgen.diagnostics import Place
from bmcgen.model.content import PictureFile


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their language (a BCP 47 code) and the place they came from: a person's line, or a file of words."""

    text: str
    language: str
    where: Place


@dataclass(frozen=True, slots=True)
class Badge:
    """A segment's letter, its name for the legend, and the colour both are printed in."""

    letter: str
    name: Text
    colour: str


@dataclass(frozen=True, slots=True)
class Card:
    """A note as it is printed: its words, the segments it is about, and the colour it stands on."""

    text: Text
    badges: tuple[Badge, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a prompt list: a term, and perhaps a question after it."""

    term: Text
    question: Text | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the prompts and what it lists; `level` is 1 for a heading under another."""

    heading: Text
    entries: tuple[Entry, ...]
    level: int = 0
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Prompts:
    questions: tuple[Text, ...] = ()
    groups: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.groups)


@dataclass(frozen=True, slots=True)
class ValueText:
    """A label, and what was written at it."""

    label: Text
    value: Text | None


@dataclass(frozen=True, slots=True)
class ScaleText:
    """A scale: its name, its two ends, the mark on it from 0 to 1 (None to be made with a pen), and that in words."""

    label: Text
    low: Text
    high: Text
    position: float | None
    alt: str


@dataclass(frozen=True, slots=True)
class OptionText:
    """A box to tick, whether it is ticked, and that in words."""

    label: Text
    ticked: bool
    alt: str


@dataclass(frozen=True, slots=True)
class PictureText:
    """A picture with its alternative text."""

    picture: PictureFile
    alt: str


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block: its label, and what it holds, by its kind. Without content it is a place to write in by hand."""

    name: str
    number: str
    title: Text
    code: Text | None
    prompts: Prompts = Prompts()
    hint: Text | None = None
    cards: tuple[Card, ...] = ()
    prose: Text | None = None
    items: tuple[Text, ...] = ()
    values: tuple[ValueText, ...] = ()
    scales: tuple[ScaleText, ...] = ()
    options: tuple[OptionText, ...] = ()
    picture: PictureText | None = None


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field of the masthead: what it is called, and its value if it was given."""

    name: str
    label: Text
    value: Text | None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The words of one sheet; `title` is None where it is to be written by hand.

    `continues(count, sheet)`, `goes_on(sheet)` and `sheet_of(number, total)` give the words that can only be said when
    everything has been set: how many notes or what goes on where, and which sheet of how many this is.
    """

    language: str
    kicker: Text | None
    title: Text | None
    title_label: Text
    fields: tuple[FieldText, ...]
    blocks: tuple[BlockText, ...]
    legend_heading: Text
    legend: tuple[Badge, ...]
    credit: Text | None
    continued: Text
    continues: Callable[[int, str], Text]
    goes_on: Callable[[str], Text]
    sheet_of: Callable[[int, int], Text]
