"""Every word of a document, block by block, in reading order: `Manuscript`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Place


class Text(Struct, frozen=True):
    """Words with their language (a BCP 47 code) and the place they came from: a person's line, or a file of words. On a
    sheet in two languages, `second` is the same in the other.
    """

    text: str
    language: str
    where: Place
    second: Text | None = None


def in_line(first: Text, between: str, after: Text) -> Text:
    """Two texts as one, with something between them; in two languages each is put together by itself."""
    said = Text(f"{first.text}{between}{after.text}", first.language, first.where)
    if first.second is None and after.second is None:
        return said
    head, tail = first.second or first, after.second or after
    return replace(said, second=Text(f"{head.text}{between}{tail.text}", (first.second or tail).language, head.where))


class Badge(Struct, frozen=True):
    """A segment's letter, its name for the legend, and the colour and the pattern that it is printed in."""

    letter: str
    name: Text
    colour: str
    pattern: int = 0


LEADS = "leads"
"""The key of a link in the legend."""


class Mark(Struct, frozen=True):
    """A status, a tag, a link or a change: its `key` (the status, the letter of the tag), its name for the legend, and
    what it says where it is read aloud.
    """

    key: str
    name: Text
    says: str


class Piece(Struct, frozen=True):
    """A paragraph of a note, or an entry of a list at a level: its words, and the style of each of their characters
    where they are not all plain. What is in the `other` language stands below all that is in the first.
    """

    text: Text
    styles: str = ""
    level: int = 0
    other: bool = False


class Link(Struct, frozen=True):
    """A link to a note: its id, the number that refers to it, and what the link says in words."""

    to: str
    number: int
    says: Text


class Card(Struct, frozen=True):
    """A note as it is printed: its words, the segments it is about, and the colour it stands on.

    `pieces` are its words where markup divides them. `number` is the one by which links refer to it, 0 where none do.
    `group` is the heading that it stands under; a card that is a `total` is the sum of those before it. Where two files
    are compared, `change` says what became of it.
    """

    text: Text
    badges: tuple[Badge, ...]
    colour: str
    pieces: tuple[Piece, ...] = ()
    status: Mark | None = None
    tags: tuple[Mark, ...] = ()
    amount: Text | None = None
    id: str = ""
    number: int = 0
    links: tuple[Link, ...] = ()
    group: Text | None = None
    total: bool = False
    change: Mark | None = None


class Entry(Struct, frozen=True):
    """A line of a prompt list: a term, and perhaps a question after it."""

    term: Text
    question: Text | None = None


class Group(Struct, frozen=True):
    """A heading of the prompts and what it lists; `level` is 1 for a heading under another."""

    heading: Text
    entries: tuple[Entry, ...]
    level: int = 0
    numbered: bool = False


class Prompts(Struct, frozen=True):
    questions: tuple[Text, ...] = ()
    groups: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.groups)


class Chapter(Struct, frozen=True):
    """A line of the contents: a part, what it is, and where it is or how much of it there is."""

    title: Text
    text: Text
    extent: Text
    page: Text | None


class BlockText(Struct, frozen=True):
    """A block: its label, what there is to ask about it, and its `body`, a struct of its kind's own. Without content it
    is a place to write in by hand.
    """

    kind: str
    area: str
    name: str
    number: str
    title: Text
    prompts: Prompts = Prompts()
    body: Any = None


class FieldText(Struct, frozen=True):
    """A field of the masthead: what it is called, and its value if it was given."""

    name: str
    label: Text
    value: Text | None


class Manuscript(Struct, frozen=True):
    """The words of one sheet in its `language`, and in a `second` where it has one; `title` is None where it is to be
    written by hand. `headings` go by area, and `more` holds the fields that were given and have no line of their own on
    the sheet. The `legend` is that of segments; `keys` are those of statuses and of tags, each under its heading, and
    of links, which needs none. One that is `filled` has something in a block; else all of it is there to be written on
    by hand.

    `continues(count, sheet)`, `goes_on(sheet)` and `sheet_of(number, total)` or `page_of` give the words that can only
    be said when everything has been set: how many notes or what goes on where, and which sheet or page of how many this
    is. `opens` describes the QR code of an address, and `new_lines` a field by its name, of which each line is a
    point. `strip` has the words of the strip by their keys.
    """

    language: str
    kicker: Text | None
    title: Text | None
    title_label: Text
    tagline: Text | None
    fields: tuple[FieldText, ...]
    more: tuple[FieldText, ...]
    headings: Mapping[str, BlockText]
    blocks: tuple[BlockText, ...]
    legend_heading: Text
    legend: tuple[Badge, ...]
    keys: tuple[tuple[Text | None, tuple[Mark, ...]], ...]
    credit: Text | None
    continued: Text
    continues: Callable[[int, str], Text]
    goes_on: Callable[[str], Text]
    sheet_of: Callable[[int, int], Text]
    page_of: Callable[[int, int], Text]
    opens: Callable[[str], Text]
    new_lines: Callable[[str], Text]
    own_notes: Text
    strip: Mapping[str, Text]
    filled: bool = False
    second: str = ""
