"""What a data file says, checked: `Content`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic, Place

FIELDS = ("title", "tagline", "designed-for", "designed-by", "date", "version")
"""What a masthead can say of a sheet."""
HEADLINE = FIELDS[:2]
KEYS = ("layout", "locale", "language", "markup", "typography", "totals", "words", "segments", "blocks", "sheets")
"""The other keys of a data file, which no masthead field is called by."""
"""What says what a whole document is about, not a part of it."""
COLOURS = ("blue", "green", "orange", "purple", "teal", "red", "yellow", "pink", "grey")
"""What a note can be coloured, in the order in which segments take them."""
STATUSES = ("assumption", "testing", "proven", "rejected")
"""How far a note has been tested, in the order in which a team gets there."""
CHANGES = ("kept", "changed", "new", "dropped")
"""What became of a note between two files that are compared."""

PATTERNS = 9
"""How many patterns of lines tell segments apart beside their colours."""


class Typed(Struct, frozen=True):
    """A text as a person typed it, and where. One in several languages says in which it is, and has the `others`; any
    other is in the language of the file.
    """

    text: str
    where: Place
    language: str = ""
    others: tuple[Typed, ...] = ()

    @property
    def every(self) -> tuple[Typed, ...]:
        """The text in each of its languages."""
        return (self, *self.others)

    def has(self, code: str) -> bool:
        """Whether it is written in the language of a code, in that of any region."""
        return any(_base(each.language) == _base(code) for each in self.every)

    def in_language(self, *codes: str) -> Typed:
        """The text in the first language of some codes that it has, in that of the region if it can be; else as it was
        written first.
        """
        if not self.language:
            return self
        near = [[each for each in self.every if _base(each.language) == _base(code)] for code in codes]
        code, found = next((pair for pair in zip(codes, near, strict=True) if pair[1]), ("", [self]))
        own = next((each for each in found if each.language == code), found[0])
        return Typed(own.text, own.where, own.language)


def _base(code: str) -> str:
    return code.split("-", maxsplit=1)[0]


class Segment(Struct, frozen=True):
    """A customer segment: its name, its letter (A, B, … in the order of the file), the name of its colour, and the
    number of its pattern: no two segments have both in common.
    """

    name: str
    letter: str
    colour: str
    where: Place
    pattern: int = 0


class Tag(Struct, frozen=True):
    """A word that a person marks notes with: its name, and its letter (a, b, … in the order of the file)."""

    name: str
    letter: str
    where: Place


class Note(Struct, frozen=True):
    """A note. `to` are the ids of the notes that it leads to, `group` is the heading that it stands under, and `part`
    the part of its block that this names, by its id. On a sheet that compares two files, `change` says what became of
    it.
    """

    text: Typed
    segments: tuple[Segment, ...] = ()
    colour: str | None = None
    id: str | None = None
    status: str | None = None
    tags: tuple[Tag, ...] = ()
    to: tuple[Typed, ...] = ()
    amount: Typed | None = None
    group: Typed | None = None
    part: str = ""
    change: str = ""


class Trait(Struct, frozen=True):
    """Something that a file says of a note or of a sheet: its `key` (text, status, a field of the masthead, ...), and
    either its texts as they were typed, or the key of a word that the locale has for it.
    """

    key: str
    typed: tuple[Typed, ...] = ()
    value: str = ""


class Change(Struct, frozen=True):
    """What one of two files says and the other does not, or says otherwise; `kind` is one of `CHANGES`."""

    kind: str
    before: tuple[Trait, ...]
    after: tuple[Trait, ...]


class Section(Struct, frozen=True):
    """The changes in a block, or in all that stands in none; and how many of its notes were `kept`. It has the accent
    of the block.
    """

    block: str
    changes: tuple[Change, ...]
    kept: int = 0
    accent: str = "ink"


class Comparison(Struct, frozen=True):
    """Two files compared: what tells each from the other, what changed, section by section, and the second file by
    itself.
    """

    before: Trait
    after: Trait
    sections: tuple[Section, ...]
    second: Content


class Manner(Struct, frozen=True):
    """How a data file wants its texts taken: whether `markup` in notes is emphasis and bullets, whether typed signs
    become typographic ones (`smart`), and whether a block of amounts ends with their total.
    """

    markup: bool = False
    smart: bool = False
    totals: bool = False


class OwnWords(Struct, frozen=True):
    """The words that a data file has of its own, for its `layout` in a `language`: as they were `typed`, and as a tree
    whose blocks have their ids. `texts` says where each stands, `changes` what each takes the place of.
    """

    layout: str
    language: str
    typed: Any
    tree: Any
    texts: Mapping[str, Place]
    changes: tuple[tuple[str, str], ...]


class PictureFile(Struct, frozen=True):
    """A picture that could be read whole: its bytes, how it lies in them (the orientation of EXIF, 1 to 8), its size in
    pixels as it is looked at, and the point, in parts of its width and height, that must not be cropped away. `file` is
    its name beside the data file; empty where there is none.
    """

    data: bytes
    orientation: int
    width: int
    height: int
    focus: tuple[float, float]
    alt: Typed | None
    where: Place
    file: str = ""


class Position(Struct, frozen=True):
    """A mark on a scale, from 0 to 100; `level` is the word it was given as, if it was one: low, medium or high."""

    value: float
    where: Place
    level: str = ""


class Content(Struct, frozen=True):
    """A data file, or no file: then everything is empty and the sheet is printed blank.

    `fields` holds what was given of title, tagline, designed-for, designed-by, date and version; `blocks` what each
    block holds, as its kind read it. `locale` is the file's own, None where it names none; `language` is that of the
    notes. `tags` and `statuses` are those that notes have, `targets` the ids that links lead to, `words` what the sheet
    says otherwise than its locale. `warnings` say what is doubtful about the file, or printed otherwise than it was
    typed; `several` whether anything is in several languages. `compared` says what changed since another file, whose
    notes the content has, too.
    """

    name: str
    where: Place
    layout: str
    locale: str | None
    language: str | None
    fields: Mapping[str, Typed]
    segments: tuple[Segment, ...]
    blocks: Mapping[str, Any]
    blank: bool = False
    warnings: tuple[Diagnostic, ...] = ()
    tags: tuple[Tag, ...] = ()
    statuses: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    manner: Manner = Manner()
    several: bool = False
    words: OwnWords | None = None
    compared: Comparison | None = None

    @property
    def filled(self) -> bool:
        """Whether something is written in any block."""
        return any(self.blocks.values())
