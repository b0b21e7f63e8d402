"""What every format is read into: the parts of a document in their order, each with its place.

Texts keep bold as `**…**` and italic as `*…*`; an asterisk that was typed has a backslash before it. Nothing is
understood yet: which headings are blocks, which tables are canvases, and what of it is the user's own.
"""

from __future__ import annotations

import re

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic, Place


class Words(Struct, frozen=True):
    """A text with light markup, and where it stands. A newline is a line break that was asked for."""

    text: str
    where: Place


class Heading(Struct, frozen=True):
    level: int
    words: Words


class Item(Struct, frozen=True):
    """A point of a list; `depth` counts from 0, `lines` as in a paragraph."""

    words: Words
    depth: int = 0
    lines: tuple[Words, ...] = ()


class Paragraph(Struct, frozen=True):
    """`lines` are those that it was typed in, where there are several."""

    words: Words
    quoted: bool = False
    lines: tuple[Words, ...] = ()


class Table(Struct, frozen=True):
    """Rows of cells; `head` says that the first row is set off as headings."""

    rows: tuple[tuple[Words, ...], ...]
    head: bool = False


class Aside(Struct, frozen=True):
    """What is part of the file and no content: a comment, a code block, a picture, a footer …"""

    kind: str
    words: Words


class Field(Struct, frozen=True):
    """A key and a value that a format keeps apart from the text: front matter, document properties."""

    key: str
    words: Words


class Shape(Struct, frozen=True):
    """A shape of a drawing and the text in it, if any."""

    words: Words
    x: float
    y: float
    w: float
    h: float

    def holds(self, other: Shape) -> bool:
        """Whether the middle of another shape lies in it."""
        x, y = other.x + other.w / 2, other.y + other.h / 2
        return other is not self and self.x <= x <= self.x + self.w and self.y <= y <= self.y + self.h


class Drawing(Struct, frozen=True):
    """Shapes that lie on one page; what belongs together is told by where they lie."""

    shapes: tuple[Shape, ...]


Part = Heading | Item | Paragraph | Table | Aside | Field
Raw = Part | Drawing


class Outline(Struct, frozen=True):
    """A document's parts, and what there is to say about how it was read. `sure` is set where a file says itself that
    it is a canvas, so that no number of blocks is too small for one.
    """

    parts: tuple[Raw, ...]
    said: tuple[Diagnostic, ...] = ()
    sure: bool = False


_MARK = re.compile(r"(?<!\\)\*+")


def escaped(text: str) -> str:
    """A typed text as it stands among markup."""
    return text.replace("*", "\\*")


def bare(text: str) -> str:
    """A text without its markup, as it was typed."""
    return _MARK.sub("", text).replace("\\*", "*") if "*" in text else text


def marked(text: str) -> bool:
    """Whether anything of a text is bold or italic."""
    return bool(_MARK.search(text))
