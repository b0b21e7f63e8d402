"""How a document is arranged: `Layout`, and how it looks: `Theme`. All lengths are points, all colours resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.diagnostics import Place
from bmcgen.model.content import PictureFile
from bmcgen.model.locale import Edition


class Colour(Struct, frozen=True):
    """A colour as a screen, a printing press and one black ink show it; all parts from 0 to 1, `grey` is the light."""

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]
    grey: float

    def mixed(self, other: Colour, part: float) -> Colour:
        """This colour with so large a part of another in it."""

        def between(one: float, two: float) -> float:
            return one + part * (two - one)

        red, green, blue = map(between, self.rgb, other.rgb)
        cyan, magenta, yellow, black = map(between, self.cmyk, other.cmyk)
        return Colour((red, green, blue), (cyan, magenta, yellow, black), between(self.grey, other.grey))


Step = tuple[str, *tuple[float, ...]]
"""A letter and coordinates, x and y in turn."""


class Outline(Struct, frozen=True):
    """A drawing in a box of `width` x `height`, y downwards: steps ("M", x, y), ("L", x, y),
    ("C", x1, y1, x2, y2, x, y) and ("Z",), as SVG has them.
    """

    width: float
    height: float
    steps: tuple[Step, ...]


class Track(Struct, frozen=True):
    """A row or column of the grid: at least `least` and at most `most` points, `share` parts of what is left over.

    A fixed track has least == most; `minmax(a, b)` grows from a to b with its words; `1fr` is (0, inf, 1), and
    `minmax(a, 1fr)` has its share, but never less than a or than its words need. `clamp(a, b, c)` is usually b; where
    notes need it, the track may be anything from a to c, told in `limits` as parts of its usual length. On a sheet that
    has too little room for all, it gives way like any other.
    """

    least: float
    most: float
    share: float = 0.0
    limits: tuple[float, float] = (1.0, 1.0)


class Grid(Struct, frozen=True):
    """Tracks and what stands where they cross. `columns_at` and `rows_at` are where the file gives the tracks."""

    columns: tuple[Track, ...]
    rows: tuple[Track, ...]
    areas: tuple[tuple[str, ...], ...]
    row_gutter: float = 0.0
    column_gutter: float = 0.0
    columns_at: Place | None = None
    rows_at: Place | None = None


class Page(Struct, frozen=True):
    """The trimmed sheet of a layout, as large as it is drawn; on the paper all of it is `scale` times that. The margin
    on the left is wider by `binding`, for holes to be punched there.
    """

    paper: str
    width: float
    height: float
    margin: float
    scale: float = 1.0
    binding: float = 0.0


class Field(Struct, frozen=True):
    """A field of the masthead: which words it holds, and how wide it is."""

    name: str
    width: float


Role = Literal["strip", "written", "read"]
"""A strip says what the sheet is, a written block holds part of a data file, any other is there to be read."""


class Block(Struct, frozen=True):
    """A block of the sheet: what kind of thing is drawn in its area, and what that kind needs to know.

    `size` is the largest that a title, or a lead, is set in; 0 leaves that to its kind. `lists` are those of its lists
    that are printed, all of them if it names none. `pictogram` is drawn beside its title. `own` holds
    the keys that belong to its kind alone. One that holds a `part` of a block is named after both, and bears no title
    where it stands in a table: the block and the part are named at its edges.
    """

    kind: str
    role: Role = "written"
    area: str = ""
    name: str = ""
    number: int = 0
    accent: str = "ink"
    prompt_columns: int = 1
    numbered: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    columns: int = 1
    size: float = 0.0
    ground: Literal["none", "lines", "dots", "zero"] = "none"
    labelled: bool = True
    pictogram: Outline | None = None
    own: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""

    @property
    def whole(self) -> str:
        """The block that it holds, or holds a part of."""
        return self.name.removesuffix(f"/{self.part}") if self.part else self.name

    @property
    def ruled(self) -> bool:
        """Whether rules stand around it: it has a title, or is a cell of a table."""
        return self.labelled or bool(self.part)


class Sizes(Struct, frozen=True):
    """The type sizes of a sheet, in points, from the largest to the floor. The notes of `crowded` blocks, by name, have
    a floor of their own.
    """

    note: tuple[float, float]
    text: tuple[float, float]
    prompt: tuple[float, float]
    small: float = 0.0
    crowded: frozenset[str] = frozenset()

    def no_smaller(self, least: float) -> Sizes:
        """The sizes, none of them below the least."""
        note, text, prompt = (
            (max(large, least), max(small, least)) for large, small in (self.note, self.text, self.prompt)
        )
        return replace(self, note=note, text=text, prompt=prompt, small=max(self.small, least) if self.small else 0.0)


class Sheet(Struct, frozen=True):
    """One sheet of a document: a grid and what stands in its areas, by their names. `about` is the block of the canvas
    that the sheet is about, empty where it is about none. One that is `continued` is the rest of the sheet before it:
    its strips are not read aloud again. One of the long edition is left out where there are no prompts, and one for
    ordinary or large print where the theme sets the other. A `turned` sheet lies where the others stand, or stands
    where they lie. A `back` is printed on the back of the sheet before it.
    """

    grid: Grid
    blocks: Mapping[str, Block]
    about: str = ""
    continued: bool = False
    edition: Edition = "every"
    print: Literal["every", "ordinary", "large"] = "every"
    turned: bool = False
    back: bool = False

    @property
    def held(self) -> tuple[Block, ...]:
        """What the sheet holds beside its strips, in reading order: by number, else as the file has them."""
        held = (block for block in self.blocks.values() if block.role != "strip")
        return tuple(sorted(held, key=lambda block: block.number))

    @property
    def written(self) -> tuple[Block, ...]:
        """The blocks that something is written in."""
        return tuple(block for block in self.held if block.role == "written")

    @property
    def strips(self) -> tuple[Block, ...]:
        """The blocks that say what the sheet is."""
        return tuple(block for block in self.blocks.values() if block.role == "strip")


class Imposition(Struct, frozen=True):
    """Several pages on one sheet of paper, beside and under one another."""

    paper: str
    width: float
    height: float
    across: int
    down: int


class Layout(Struct, frozen=True):
    """A document's arrangement: its sheets in their order. `words` names the file of words in each locale.

    `canvas` is the layout whose blocks this one is about, and `parts` names the layouts that follow it in one document.
    `prompts` is what it prints of questions and lists where nothing else is asked for, and `strip` what the strip has
    that a workshop can ask for. `pair` is the sheet of paper on which two of its documents stand side by side. What is
    to be read rather than worked on has sheets in only one of the `languages` at once. `accents` are colours of its
    own, or names of those that themes have. With `other_canvases` it can be made for any, from the `model` it names.
    """

    name: str
    where: Place
    words: str
    page: Page
    papers: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    sizes: Sizes
    continuation_columns: int
    canvas: Layout | None = None
    prompts: str | None = None
    imposition: Imposition | None = None
    parts: tuple[str, ...] = ()
    pair: Imposition | None = None
    strip: tuple[str, ...] = ()
    languages: int = 2
    accents: Mapping[str, Colour | str] = field(default_factory=dict)
    other_canvases: bool = False
    model: str = ""

    @property
    def canvas_name(self) -> str:
        """The canvas that it is about; itself where it is about none."""
        return self.canvas.name if self.canvas else self.name

    def sides(self, sheet: Sheet) -> tuple[float, float]:
        """The width and height of a sheet, as large as it is drawn."""
        width, height = self.page.width, self.page.height
        return (height, width) if sheet.turned else (width, height)

    @property
    def blocks_of_canvas(self) -> tuple[Block, ...]:
        """The blocks of the canvas that it is about."""
        return self.canvas.written if self.canvas else ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all sheets."""
        return tuple(block for sheet in self.sheets for block in sheet.blocks.values())

    @property
    def written(self) -> tuple[Block, ...]:
        """The blocks of all sheets that something is written in; one whose parts stand apart is there once."""
        found: dict[str, Block] = {}
        for sheet in self.sheets:
            for block in sheet.written:
                found.setdefault(block.whole, replace(block, name=block.whole, part="") if block.part else block)
        return tuple(found.values())


class NoteColour(Struct, frozen=True):
    """A note's colours: the tint it stands on, the edge around it, and the strong colour of its segment's letter."""

    tint: Colour
    edge: Colour
    strong: Colour


class Theme(Struct, frozen=True):
    """Colours and faces by role; `fallback` names the faces that stand in for what these have no glyph for.

    `tints` are the grounds of a canvas's blocks, by their accents or else, numbered, for one after another; `ground`
    is that of the strip at the head of a sheet. `bars` says how high the bars over blocks are, as a part of what they
    usually are, and `scale` how large everything is. A `large` theme is large print: nothing in it is condensed, and
    words take another page rather than smaller type. No type on an A3 sheet is smaller than `smallest`, and on other
    papers in proportion. `numerals` is how much of a block's colour is in the giant numeral in its corner, 0 for none.
    Where a theme is not `solid`, nothing is filled that can be drawn as an outline. `logo_place` is the strip and the
    side at which the `logo` stands on every sheet.
    """

    name: str
    about: str
    colours: Mapping[str, Colour]
    accents: Mapping[str, Colour]
    notes: Mapping[str, NoteColour]
    faces: Mapping[str, str]
    fallback: tuple[str, ...] = ()
    tints: Mapping[str, Colour] = field(default_factory=dict)
    ground: Colour | None = None
    bars: float = 1.0
    scale: float = 1.0
    large: bool = False
    smallest: float = 0.0
    numerals: float = 0.0
    solid: bool = True
    logo: PictureFile | None = None
    logo_place: Literal["head-left", "head-right", "foot-left", "foot-right"] = "head-left"

    @property
    def ordinary(self) -> Theme:
        """The theme in the ordinary size of type."""
        return replace(self, scale=1.0, large=False, smallest=0.0)
