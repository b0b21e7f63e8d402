"""A finished page as plain values: marks at fixed places, and the structure that says what they mean.

Everything that looks at a page (the PDF, tags, proofs of the text, golden tests) reads these values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from bmcgen.diagnostics import Place
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour, Outline
from bmcgen.model.regions import Region

Role = Literal[
    "Sect", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Link", "Figure", "BlockQuote", "Form",
    "Table", "TR", "TH", "TD", "Span", "Footer",
]  # fmt: skip


class Panel(Struct, frozen=True):
    """A filled rectangle, its corners rounded by `radius`, or only those on one `side`. An edge is drawn inside it,
    `edge_width` wide.
    """

    rect: Rect
    fill: Colour
    radius: float = 0.0
    edge: Colour | None = None
    edge_width: float = 0.0
    element: int | None = None
    side: Literal["", "left", "right"] = ""


class Rule(Struct, frozen=True):
    """A straight line of a given width, a row of round dots `dots` apart, or dashes and gaps of the lengths in `dash`,
    in turn.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: Colour
    element: int | None = None
    dots: float = 0.0
    dash: tuple[float, ...] = ()


class Font(Protocol):
    """The face that measured a run. Widths are in thousandths of an em."""

    def advances(self, text: str) -> Sequence[float]:
        """For each character how far the next one stands from it: its advance width, kerned."""
        ...

    def kerns(self, text: str) -> Sequence[float]:
        """For each character but the last the kerning that its advance holds."""
        ...


class Run(Struct, frozen=True, eq=False):
    """Glyphs of one face, a glyph for each character. `font` knows their advances, and works them out when a backend
    asks for them: a PDF needs only the kerning, of each word once. Two runs are equal if face and text are: the same
    font read twice is the same font.
    """

    face: str
    text: str
    font: Font

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Run) and self.face == other.face and self.text == other.text

    def __hash__(self) -> int:
        return hash((self.face, self.text))

    @property
    def advances(self) -> Sequence[float]:
        """The kerned advances of the glyphs, in thousandths of the type size."""
        return self.font.advances(self.text)


class Line(Struct, frozen=True):
    """A line of text on its baseline. `element` is the index of the structure element that it is part of.

    `joint` is what stands between this line's words and the next line's of the same element: a space, a newline,
    nothing (a word broken at its own sign), or a hyphen (the last letter of the line, put there to break a word).
    """

    x: float
    y: float
    width: float
    size: float
    colour: Colour
    runs: tuple[Run, ...]
    element: int | None = None
    joint: Literal[" ", "\n", "", "-"] = " "

    @property
    def text(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)


class Picture(Struct, frozen=True):
    """A part of a picture in a rectangle: `crop` in its pixels (left, top, right, bottom) once it is turned upright.
    `behind` is the colour that is seen where it is transparent, white if there is none.
    """

    rect: Rect
    data: bytes
    orientation: int
    crop: tuple[int, int, int, int]
    element: int | None = None
    behind: Colour | None = None


class Path(Struct, frozen=True):
    """An outline scaled into a rectangle: stroked `width` wide with round ends and joins, or filled where that is 0."""

    rect: Rect
    outline: Outline
    colour: Colour
    width: float = 0.0
    element: int | None = None

    def steps(self) -> Iterator[tuple[str, list[float]]]:
        """The steps of the outline on the page: a letter, and coordinates in points, x and y in turn."""
        outline, rect = self.outline, self.rect
        across, down = rect.w / outline.width, rect.h / outline.height
        x, y = rect.x, rect.y
        for letter, *numbers in outline.steps:
            yield letter, [y + each * down if place % 2 else x + each * across for place, each in enumerate(numbers)]


Mark = Panel | Rule | Line | Picture | Path


class Element(Struct, frozen=True):
    """A piece of the reading structure; `parent` is the index of the element it is in, None for the outermost.

    `source` is the text that the element's lines were broken from, and `where` the place it was typed at; `alt` says in
    words what a figure shows, and `href` where a link leads. A `Form` that is printed as a box to tick has a `state`. A
    `Footer` is what is repeated on pages, and not read aloud.
    """

    role: Role
    parent: int | None
    language: str = ""
    source: str = ""
    where: Place | None = None
    alt: str = ""
    href: str = ""
    state: Literal["", "on", "off"] = ""


class FormField(Struct, frozen=True):
    """A place to fill in on screen: a `line` or several lines of `text`, a `box` to tick, one of several `choice`s, or
    a `fixed` value, which has no place. `name` is the path of keys that leads to it in a data file; fields of one name
    share a value. `says` is its tooltip, or the value that is fixed. A box or a choice has the `state` that it gives
    its field, and the marks that show it on; off, the page is seen as it is.
    """

    kind: Literal["line", "text", "box", "choice", "fixed"]
    name: str
    rect: Rect
    says: str
    element: int | None = None
    state: str = ""
    on: tuple[Mark, ...] = ()


class Page(Struct, frozen=True):
    """A page of `width` x `height` points. Elements stand in reading order, parents before their children; `fields` are
    what is filled in on screen, in the order in which the Tab key visits them. `regions` tell which marks show what,
    outer ones after those inside them.

    `title` names the page in the outline.
    """

    width: float
    height: float
    title: str
    marks: tuple[Mark, ...]
    elements: tuple[Element, ...]
    fields: tuple[FormField, ...] = ()
    regions: tuple[Region, ...] = ()

    def lines(self) -> Iterator[Line]:
        return (mark for mark in self.marks if isinstance(mark, Line))

    def words_of(self, index: int) -> str:
        """The text of an element put together again from its lines, hyphens of broken words taken out."""
        parts: list[str] = []
        for line in self.lines():
            if line.element == index:
                text = line.text
                parts.append(text[:-1] if line.joint == "-" else text + line.joint)
        return "".join(parts)


class Tiles(Struct, frozen=True):
    """The paper that a sheet is cut into parts for, the margin that its printer cannot print, and how much of a part
    the next one lies over, and a line of a known length; in points. The words are for the assembly map: its title, the
    three steps (to print, to cut, to glue), the line.
    """

    width: float
    height: float
    margin: float
    overlap: float
    ruled: float
    title: str = ""
    steps: tuple[str, ...] = ()
    ruler: str = ""


class Profile(Struct, frozen=True):
    """An ICC profile: what colours mean in these inks, and the name of the press that they mean it for."""

    data: bytes
    inks: Literal["rgb", "cmyk", "grey"]
    name: str


class Press(Struct, frozen=True):
    """How pages are printed: with which inks, with how many points of bleed, with marks for cutting or without; or cut
    into tiles. A file may be for an `archive`, and its `intent` says which press its colours are meant for.
    """

    inks: Literal["rgb", "cmyk", "grey"] = "rgb"
    bleed: float = 0.0
    marks: bool = False
    tiles: Tiles | None = None
    archive: bool = False
    intent: Profile | None = None


RGB = Press()


class Chapter(Struct, frozen=True):
    """A part of a document of several: its title, its first page counted from 0, and how many it has."""

    title: str
    start: int
    count: int


class Embedded(Struct, frozen=True):
    """A file of text that a document carries: its name, and what it is."""

    name: str
    text: str
    about: str


class Metadata(Struct, frozen=True):
    """What a file says of itself. `date` is ISO 8601 (a day), None where the document has none. `form` is what a form
    to fill in on screen is known by when it comes back.
    """

    title: str
    author: str
    subject: str
    keywords: str
    licence: str
    language: str
    date: str | None
    form: str = ""
