"""A page in the making: marks and elements are added, then taken as one `Page`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field

from bmcgen.drawing.languages import BETWEEN, ratio_at
from bmcgen.drawing.pictograms import drawn_part
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block, Colour, Outline, Theme
from bmcgen.model.manuscript import Text
from bmcgen.model.page import Element, FormField, Line, Mark, Page, Panel, Path, Role, Rule
from bmcgen.model.regions import Region
from bmcgen.model.room import Room
from bmcgen.text.bilingual import SecondLine
from bmcgen.text.fonts import Face, Faces
from bmcgen.text.measuring import SetLine
from bmcgen.text.segmentation import Joint

STROKE, FINE_STROKE = 2.6, 1.9
"""How wide the line of a pictogram is, in the units of its outline; the fine one where nothing is filled."""

STACKED = 0.98
"""From the baseline of the first language to that of the second, in sizes, where they stand together on a line."""
PALER = 0.68
"""How much of the ground of blocks is paper, where it is that of the masthead."""

Pick = Literal["box", "choice"]
Drawn = Sequence[Mark]


class Ink(Struct, frozen=True):
    """What marks are made with: a theme's colours and its faces. `bleed` is how far beyond the trim a ground reaches
    that reaches the trim, in the points of the sheet; `room` is what people who work on it in a room are given, and
    `threads` is how many segments have lines through their notes. No type is smaller than `least`, no text smaller than
    `body`. What is `fillable` has fields to fill in on screen in place of lines to write on.
    """

    theme: Theme
    faces: Faces
    accents: bool = True
    bleed: float = 0.0
    room: Room = Room()
    threads: int = 0
    least: float = 0.0
    body: float = 0.0
    fillable: bool = False

    def small(self, size: float) -> float:
        """A size of small print, in a theme that sets none too small."""
        return max(size, self.least)

    def readable(self, size: float) -> float:
        """A size of what is read as a text: what somebody wrote, and what guides them when they write."""
        return max(size, self.body)

    def colour(self, role: str) -> Colour:
        return self.theme.colours[role]

    def accent(self, role: str) -> Colour:
        """The colour of a block's number, pictogram and bar."""
        return self.theme.accents.get(role, self.theme.colours["ink"])

    def tint(self, block: Block) -> Colour | None:
        """The ground of a block: of its own colour, or where colours tell segments apart, a paler one than the
        masthead's, the same in all blocks, that every note stands out from.
        """
        tints, ground = self.theme.tints, self.theme.ground
        if not tints:
            return None
        if not self.accents:
            return ground.mixed(self.theme.colours["paper"], PALER) if ground else None
        return tints.get(block.accent) or tints.get(str((block.number - 1) % len(tints) + 1))


class Builder(Struct):
    """The page's `ink` and what has been put on it so far."""

    ink: Ink
    width: float
    height: float
    title: str
    marks: list[Mark] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    fields: list[FormField] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    _seconds: dict[int, Text | int] = field(default_factory=dict)

    def page(self) -> Page:
        parts = tuple(self.marks), tuple(self.elements), tuple(self.fields), tuple(self.regions)
        return Page(self.width, self.height, self.title, *parts)

    def fill_in(self, kind: Literal["line", "text"], name: str, rect: Rect, says: str, parent: int | None) -> None:
        """A place to type in on screen, on a sheet that has such; see `FormField`."""
        if self.ink.fillable:
            self.fields.append(FormField(kind, name, rect, says, self.element("Form", parent)))

    def pick(
        self, kind: Pick, name: str, rect: Rect, says: str, parent: int | None, state: str, on: Drawn, off: Drawn
    ) -> None:
        """A place to click on screen, as it is seen before, and what it shows then."""
        self.marks += off
        element = self.element("Form", parent)
        self.fields.append(FormField(kind, name, rect, says, element, state, tuple(on)))

    def element(self, role: Role, parent: int | None, text: Text | None = None) -> int:
        if text is None:
            self.elements.append(Element(role, parent))
        else:
            self.elements.append(Element(role, parent, text.language, text.text, text.where))
            if text.second:
                self._seconds[len(self.elements) - 1] = text.second
        return len(self.elements) - 1

    def second(self, element: int | None) -> int | None:
        """The part of an element that is in the second language."""
        known = None if element is None else self._seconds.get(element)
        if element is not None and isinstance(known, Text):
            known = self._seconds[element] = self.element("Span", element, known)
        return known if isinstance(known, int) else element

    def two_colours(self, colour: Colour) -> tuple[Colour, Colour]:
        """The colours of two languages, where one would have this: of words on paper the second is quieter."""
        ink, soft = self.ink.colour("ink"), self.ink.colour("soft")
        return (ink, soft) if colour in (ink, soft) else (colour, colour)

    def label(self, parent: int | None, text: Text, alt: str) -> int:
        """The label of an entry: a letter or a number, with what it means in words."""
        self.elements.append(Element("Lbl", parent, text.language, text.text, text.where, alt))
        return len(self.elements) - 1

    def link(self, parent: int | None, text: Text, href: str) -> int:
        """An element whose marks, and those of what it holds, open an address."""
        self.elements.append(Element("Link", parent, text.language, text.text, text.where, href=href))
        return len(self.elements) - 1

    def figure(self, parent: int | None, alt: str) -> int:
        """An element for marks that show something, with what they show in words."""
        self.elements.append(Element("Figure", parent, alt=alt))
        return len(self.elements) - 1

    def panel(
        self,
        rect: Rect,
        fill: Colour,
        radius: float = 0.0,
        edge: Colour | None = None,
        edge_width: float = 0.0,
        element: int | None = None,
        side: Literal["", "left", "right"] = "",
    ) -> None:
        self.marks.append(Panel(rect, fill, radius, edge, edge_width, element, side))

    def bar(self, x: float, y: float, width: float, height: float, accent: str) -> None:
        """A bar in a block's colour along the top of something, as high as the theme has bars."""
        self.panel(Rect(x, y, width, height * self.ink.theme.bars), self.ink.accent(accent))

    def pictogram(self, outline: Outline, x: float, y: float, size: float, accent: str) -> None:
        """A pictogram in a square, in a block's colour. It stands beside the title that it is a picture of, so it is
        not read aloud.
        """
        self.drawn(outline, x, y, size, self.ink.accent(accent))

    def drawn(self, outline: Outline, x: float, y: float, size: float, colour: Colour) -> None:
        """A pictogram in a square, in any colour."""
        stroke = STROKE if self.ink.theme.solid else FINE_STROKE
        width = stroke * size / outline.width
        self.marks.append(Path(Rect(x, y, size, size), outline, colour, width))

    def drawn_flush(self, outline: Outline, left: float, middle: float, size: float, colour: Colour) -> Rect:
        """A pictogram whose ink begins at `left` and has its middle at a height; returns where the ink is."""
        stroke = STROKE if self.ink.theme.solid else FINE_STROKE
        unit, ink = size / outline.width, drawn_part(outline)
        seen = Rect(left, middle - (ink.h + stroke) * unit / 2, (ink.w + stroke) * unit, (ink.h + stroke) * unit)
        self.drawn(outline, left + (stroke / 2 - ink.x) * unit, middle - (ink.y + ink.h / 2) * unit, size, colour)
        return seen

    def tint(self, rect: Rect, radius: float = 0.0, accent: str = "") -> None:
        """A quiet ground behind something, that of its area if the theme has one, or an outline around it."""
        theme = self.ink.theme
        if theme.solid:
            self.panel(rect, theme.tints.get(accent, theme.notes["plain"].tint), radius)
        else:
            self.panel(rect, theme.colours["paper"], radius, theme.colours["hairline"], 0.5)

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float,
        colour: Colour,
        element: int | None = None,
        dots: float = 0.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        self.marks.append(Rule(x1, y1, x2, y2, width, colour, element, dots, dash))

    def line(
        self,
        text: str,
        x: float,
        y: float,
        face: Face,
        size: float,
        colour: Colour,
        element: int | None,
        joint: Joint = "\n",
        length: float | None = None,
    ) -> float:
        """A line from x on the baseline y; returns where it ends. Its `length` is in thousandths of the size, if it is
        known.
        """
        length = face.width(text) if length is None else length
        width = length * size / 1000
        self.marks.append(Line(x, y, width, size, colour, face.runs(text), element, joint))
        return x + width

    def said(
        self, text: Text, x: float, y: float, face: Face, size: float, colour: Colour, element: int | None
    ) -> float:
        """A text on one line, in two languages one behind the other; returns where it ends."""
        if text.second is None:
            return self.line(text.text, x, y, face, size, colour, element)
        strong, quiet = self.two_colours(colour)
        x = self.line(text.text, x, y, face, size, strong, element)
        x = self.line(BETWEEN.rstrip(), x, y, face, size, quiet, None) + face.space * size / 1000
        small = size * ratio_at(self.ink, size)
        return self.line(text.second.text, x, y, face, small, quiet, self.second(element))

    def stacked(
        self,
        text: Text,
        x: float,
        y: float,
        face: Face,
        size: float,
        colour: Colour,
        element: int | None,
        *,
        flush_right: bool = False,
    ) -> None:
        """A text around the baseline y of a single line, in two languages one below the other; it begins at x, or ends
        there where it is `flush_right`.
        """
        strong, quiet = self.two_colours(colour)
        parts = [(text, size, strong if text.second else colour, element)]
        if text.second:
            parts.append((text.second, size * ratio_at(self.ink, size), quiet, self.second(element)))
            y -= STACKED / 2 * size
        for each, own, inked, part in parts:
            left = x - face.width(each.text) * own / 1000 if flush_right else x
            self.line(each.text, left, y, face, own, inked, part)
            y += STACKED * size

    def runs(
        self,
        parts: Sequence[tuple[Face, str]],
        x: float,
        y: float,
        size: float,
        colour: Colour,
        element: int | None,
        joint: Joint = "\n",
    ) -> float:
        """A line in several faces from x on the baseline y; returns where it ends."""
        width = sum(face.width(text) for face, text in parts) * size / 1000
        found = tuple(run for face, text in parts for run in face.runs(text))
        self.marks.append(Line(x, y, width, size, colour, found, element, joint))
        return x + width

    def lines(
        self,
        lines: tuple[SetLine, ...],
        x: float,
        y: float,
        face: Face,
        size: float,
        leading: float,
        colour: Colour,
        element: int | None,
    ) -> float:
        """Lines under one another, the first on the baseline y; returns the baseline after the last."""
        quiet = colour
        if any(isinstance(each, SecondLine) for each in lines):
            colour, quiet = self.two_colours(colour)
        for each in lines:
            if isinstance(each, SecondLine) and not each.text.strip():
                pass  # it only keeps a place
            elif isinstance(each, SecondLine):
                own = size * each.ratio
                self.line(each.text, x, y, face, own, quiet, self.second(element), each.joint, each.width / each.ratio)
            else:
                self.line(each.text, x, y, face, size, colour, element, each.joint, each.width)
            y += leading
        return y
