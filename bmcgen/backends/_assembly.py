"""Assembly maps and tiles, drawn with what a backend has for pages, lines and rules."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from bmcgen.backends import _steps
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Element, Line, Page, Rule, Tiles
from bmcgen.pages.prepress.tiles import LABEL, SMALL, Cut, Tile, name_of, register_marks
from bmcgen.text.fonts import Faces

BLACK = Colour((0, 0, 0), (0, 0, 0, 1), 0)
WHITE = Colour((1, 1, 1), (0, 0, 0, 0), 1)
TITLE, HOW = 18.0, 9.0
LEADING = 1.28
BELOW_TITLE = 7.0
ABOVE_MAP = 22.0
MEASURE, STEPS = 190.0, 0.22
"""The widest that a step of the instructions is set, and which part of the width steps above one another have."""
STEP_GAP, STEP_TEXT, STEP_INDENT = 14.0, 14.0, 11.0
"""Between steps, from a drawing to the baseline below it, and from the number of a step to its words."""
STEP_RULE, STEP_DASH = 0.75, (3.0, 2.0)
TICKED = 4.0
"""Around the drawing of a step, for lines that reach beyond its sheet."""
MAP_PAD = 5.0
SEAM, SEAM_DASH = 1.2, (4.0, 3.0)
NAMES = 24.0, 20.0, 16.0, 13.0, 10.0, 8.0
"""The sizes of the names of parts on the map."""
DISC, RING, DOT = 1.6, 0.75, 0.01
"""The disc behind a name, as a part of the name's width, the ring around it, and the length of a rule that is a dot."""
NAMED = 0.4
"""Which part of its tile the disc is as wide and high as at the most."""
NEIGHBOURS = 40.0
BESIDE = 12.0
ABOVE_RULER = 6.0


_HEADING, _HOW = 0, 1
"""The elements of what stands on a sheet itself, beside the part of a page that it shows, which is the last of them."""


class Assembly(ABC):
    """Draws assembly maps and tiles, with what a backend has for it. `elements` are what is read aloud of a sheet."""

    faces: Faces
    elements: tuple[Element, ...] = ()

    @abstractmethod
    def begin(self, height: float) -> None:
        """Begins a sheet of paper of a height."""

    @abstractmethod
    def _place(self, page: Page, form: str, room: Rect, scale: float, dx: float, dy: float) -> None:
        """Shows a page in a room, cut off at its edges, moved by so many of its own points."""

    @abstractmethod
    def _mark(self, mark: Line | Rule) -> None:
        """Draws on the sheet of paper itself."""

    def map(self, page: Page, form: str, area: Cut, tiles: Tiles) -> None:
        """The assembly map: the sheet in small, the lines along which it is cut, and the name of each part."""
        said = Element("H1", None, source=tiles.title), *(Element("P", None, source=step) for step in tiles.steps)
        self.elements = (*said, Element("Figure", None, alt=page.title))
        wide, high = area.map_sides
        self.begin(high)
        room = Rect(tiles.margin, tiles.margin, wide - 2 * tiles.margin, high - 2 * tiles.margin)
        title = self._wrapped(tiles.title, "bold", TITLE, room.w)
        base = room.y + TITLE
        for text in title:
            self._write(text, room.x, base, TITLE, "bold", _HEADING)
            base += TITLE * LEADING
        top = base - TITLE * LEADING + BELOW_TITLE
        if wide > high:
            measure = min(MEASURE, STEPS * room.w)
            self._steps(tiles.steps, Rect(room.x, top, measure, room.bottom - top), beside=False)
            room = room.inset(measure + STEP_GAP, 0, 0, 0)
        else:
            top = self._steps(tiles.steps, room.inset(0, top - room.y, 0, 0), beside=True) + ABOVE_MAP
        shown = area.shown
        scale = min((room.w - 2 * MAP_PAD) / shown.w, (room.bottom - top - 2 * MAP_PAD) / shown.h)
        place = Rect(room.x + MAP_PAD, top + MAP_PAD, shown.w * scale, shown.h * scale)
        self._place(page, form, place, scale, -shown.x, -shown.y)

        def at(rect: Rect) -> Rect:
            """Where a part of the page is on the map."""
            x, y = place.x + (rect.x - shown.x) * scale, place.y + (rect.y - shown.y) * scale
            return Rect(x, y, rect.w * scale, rect.h * scale)

        xs = [at(Rect(x, 0, 0, 0)).x for x in (shown.x, *area.across, shown.right)]
        ys = [at(Rect(0, y, 0, 0)).y for y in (shown.y, *area.down, shown.bottom)]
        left, upper, right, low = room.x, top, place.right + MAP_PAD, place.bottom + MAP_PAD
        frame = (
            (left, upper, right, upper),
            (right, upper, right, low),
            (left, low, right, low),
            (left, upper, left, low),
        )
        self._lines(frame, 0.5)
        self._lines([(x, upper, x, low) for x in xs[1:-1]] + [(left, y, right, y) for y in ys[1:-1]], SEAM, SEAM_DASH)
        for tile in area.tiles:
            (begins, ends), (above, below) = xs[tile.column : tile.column + 2], ys[tile.row : tile.row + 2]
            self._name(tile.name, Rect(begins, above, ends - begins, below - above))

    def _steps(self, steps: Sequence[str], room: Rect, *, beside: bool) -> float:
        """What is to be done with the sheets, each step below a drawing and `beside` the next, or above it; returns
        where that ends.
        """
        wide = min((room.w - 2 * STEP_GAP) / 3, MEASURE) if beside else room.w
        x, top, ends = room.x, room.y, room.y
        for number, (step, draw) in enumerate(zip(steps, (self._print, self._cut, self._glue), strict=False)):
            base = top + _steps.HEIGHT + TICKED + STEP_TEXT
            draw(x + TICKED, top + TICKED)
            self._write(f"{number + 1}", x, base, HOW, "bold")
            for text in self._wrapped(step, "regular", HOW, wide - STEP_INDENT):
                self._write(text, x + STEP_INDENT, base, HOW, element=_HOW + number)
                base += HOW * LEADING
            ends = max(ends, base - HOW * LEADING)
            x, top = (x + wide + STEP_GAP, top) if beside else (x, ends + STEP_GAP)
        return ends

    def _print(self, x: float, y: float) -> None:
        self._lines([*_steps.outline(x, y), *_steps.measured(x, y)], STEP_RULE)

    def _cut(self, x: float, y: float) -> None:
        self._lines(_steps.outline(x, y), STEP_RULE)
        self._lines(_steps.cuts(x, y), SEAM, STEP_DASH)

    def _glue(self, x: float, y: float) -> None:
        self._lines([*_steps.outline(x, y), *_steps.outline(_steps.beside(x), y)], STEP_RULE)
        self._lines(_steps.overlap(x, y), STEP_RULE)

    def _name(self, name: str, cell: Rect) -> None:
        """The name of a part in the middle of it on the map, in a white disc so that it can be read over anything."""
        width, cap = self.faces["bold"].width(name) / 1000, self.faces["bold"].cap_height
        x, y = cell.x + cell.w / 2, cell.y + cell.h / 2
        size = next((each for each in NAMES if DISC * each * width <= NAMED * min(cell.w, cell.h)), NAMES[-1])
        side = DISC * size * width
        for wide, colour in ((side + 2 * RING, BLACK), (side, WHITE)):
            self._mark(Rule(x, y, x + DOT, y, wide, colour, dots=side))
        self._write(name, x - width * size / 2, y + cap * size / 2, size, "bold")

    def tile(self, page: Page, form: str, area: Cut, tile: Tile, tiles: Tiles) -> None:
        """A part of the sheet at its true size; above it its name, those of its neighbours, and a ruler."""
        figure = Element("Figure", None, alt=f"{page.title}, {tile.name}")
        self.elements = Element("H2", None, source=tile.name), figure
        self.begin(area.height)
        room = area.room
        self._place(page, form, room, 1.0, -tile.area.x, -tile.area.y)
        self._lines(register_marks(area, tile), 0.5)
        base = tiles.margin + LABEL
        self._write(tile.name, tiles.margin, base, LABEL, "bold", _HEADING)
        around = _neighbours(area, tile)
        self._write(around, tiles.margin + NEIGHBOURS, base, SMALL)
        right = area.width - tiles.margin
        left = right - tiles.ruled
        if left > tiles.margin + NEIGHBOURS + self.faces["regular"].width(around) * SMALL / 1000 + BESIDE:
            ends = ((left, base - 4, left, base + 4), (right, base - 4, right, base + 4), (left, base, right, base))
            self._lines(ends, 0.5)
            self._write(tiles.ruler, left + 6, base - ABOVE_RULER, SMALL)

    def _wrapped(self, text: str, role: str, size: float, width: float) -> list[str]:
        """A text in lines of a width; a word that is wider than that is broken where it must be."""
        face, most = self.faces[role], width * 1000 / size
        lines: list[str] = []
        for word in text.split(" "):
            if lines and face.width(f"{lines[-1]} {word}") <= most:
                lines[-1] += f" {word}"
                continue
            rest = word
            while len(rest) > 1 and face.width(rest) > most:
                count = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or face.width(rest[:n]) <= most)
                lines.append(rest[:count])
                rest = rest[count:]
            lines.append(rest)
        return lines

    def _write(
        self, text: str, x: float, y: float, size: float, role: str = "regular", element: int | None = None
    ) -> None:
        """Words on the sheet itself, in black."""
        if text:
            self._mark(Line(x, y, 0, size, BLACK, self.faces[role].runs(text), element, " "))

    def _lines(
        self, lines: Iterable[tuple[float, float, float, float]], width: float, dash: tuple[float, ...] = ()
    ) -> None:
        for ends in lines:
            self._mark(Rule(*ends, width, BLACK, dash=dash))


def whole_size(page: Page, tiles: Tiles) -> tuple[float, float]:
    """The sheet of a page that is not cut: its own; an empty one, which is the back of another, is no larger than a
    tile.
    """
    return (page.width, page.height) if page.marks else (tiles.width, tiles.height)


def _neighbours(area: Cut, tile: Tile) -> str:
    """The tiles around one, each behind an arrow that points to it."""
    around = (("←", 0, -1), ("→", 0, 1), ("↑", -1, 0), ("↓", 1, 0))
    places = [(arrow, tile.row + down, tile.column + right) for arrow, down, right in around]
    there = [each for each in places if 0 <= each[1] < area.rows and 0 <= each[2] < area.columns]
    return "   ".join(f"{arrow} {name_of(row, column)}" for arrow, row, column in there)
