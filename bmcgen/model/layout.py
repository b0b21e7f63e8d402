"""How a document is arranged: `Layout`, and how it looks: `Theme`. All lengths are points, all colours resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bmcgen.diagnostics import Place

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Track:
    """A row or column of the grid: at least `least` and at most `most` points, `share` parts of what is left over.

    A fixed track has least == most; `minmax(a, b)` grows from a to b with its words; `1fr` is (0, inf, 1), and
    `minmax(a, 1fr)` has its share, but never less than a or than its words need.
    """

    least: float
    most: float
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[Track, ...]
    rows: tuple[Track, ...]
    areas: tuple[tuple[str, ...], ...]
    row_gutter: float = 0.0
    column_gutter: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """The trimmed sheet of a layout."""

    paper: str
    width: float
    height: float
    margin: float


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the masthead: which words it holds, and how wide it is."""

    name: str
    width: float


Kind = Literal[
    "masthead", "title", "footer", "notes", "prose", "list", "fields", "scale", "choice", "picture"
]  # fmt: skip
STRIPS = ("masthead", "title", "footer")
"""Kinds that say what the sheet is; all other kinds hold what is written on it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the sheet: what kind of thing is drawn in its area, and what that kind needs to know."""

    kind: Kind
    name: str = ""
    number: int = 0
    accent: str = "ink"
    prompt_columns: int = 1
    numbered: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    columns: int = 1
    least: int = 0
    most: int = 0
    style: Literal["plain", "quote"] = "plain"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type sizes of a sheet, in points, from the largest to the floor."""

    note: tuple[float, float]
    text: tuple[float, float]
    prompt: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's arrangement. `blocks` goes by area name; `words` names the file of words in each locale."""

    name: str
    where: Place
    words: str
    page: Page
    grid: Grid
    blocks: Mapping[str, Block]
    sizes: Sizes
    continuation_columns: int

    @property
    def written(self) -> tuple[Block, ...]:
        """The blocks that something is written in, in reading order: by number, else as the file has them."""
        return tuple(sorted((b for b in self.blocks.values() if b.kind not in STRIPS), key=lambda b: b.number))


@dataclass(frozen=True, slots=True)
class NoteColour:
    """A note's colours: the tint it stands on, the edge around it, and the strong colour of its segment's letter."""

    tint: Colour
    edge: Colour
    strong: Colour


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and faces by role."""

    name: str
    colours: Mapping[str, Colour]
    accents: Mapping[str, Colour]
    notes: Mapping[str, NoteColour]
    faces: Mapping[str, str]
