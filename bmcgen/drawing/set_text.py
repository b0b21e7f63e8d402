"""A short text set in lines of one face and size: titles, labels, the values of fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import paragraph, ratio_at
from bmcgen.drawing.regions import shows
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.manuscript import Text
from bmcgen.model.regions import TextBox
from bmcgen.text.bilingual import SecondLine
from bmcgen.text.measuring import SetLine
from bmcgen.text.paragraphs import paragraph_of

LARGE, ONE_LINE = 30.0, 27.0
"""The least size of a headline, and of one that would take a second line else."""
PAUSES = ":–—"
"""After what a title is best broken."""
NARROWER = 1.06
LEADING = 1.18
"""The leading of titles, labels and values, in their size."""
_ALONE = (3, 29.0, 22.0), (4, 21.0, 18.0), (99, 18.0, 18.0)
Way = tuple[str, float, int]
"""A face, a size, and the most lines that are wanted in them."""
MANY_LINES = 6
ANY_LINES = 99
"""As many lines as a text needs."""
_WIDE = {"condensed": "regular", "condensed-bold": "bold"}


class SetText(Struct, frozen=True):
    """A text broken into lines of one face and size; `fits` tells whether these are no more than were wanted, and no
    word had to be broken.
    """

    text: Text
    face: str
    size: float
    lines: tuple[SetLine, ...]
    fits: bool

    @classmethod
    def in_way(cls, ink: Ink, text: Text, width: float, way: Way) -> SetText:
        """A text set in one way, but no smaller than the theme sets anything."""
        face, most, size = way[0], way[2], ink.small(way[1])
        measured = paragraph(text, ink.faces[face], ratio_at(ink, size))
        lines = measured.lines(width * 1000 / size, hyphens=False)
        if most > 2 and len(lines) > 1:
            lines = measured.balanced(width * 1000 / size)
        fits = all(count <= most for count in counts(lines)) and all(line.joint != "-" for line in lines)
        return cls(text, face, size, lines, fits)

    @classmethod
    def fitting(cls, ink: Ink, text: Text, width: float, ways: Iterable[Way], ordinary: float | None = None) -> SetText:
        """The first way in which a text fits a width; the last takes as many lines as it needs.

        Large print takes lines rather than size: it is set as large as it would be in the `ordinary` width, the one
        that a theme of ordinary size leaves it, and never in condensed type.
        """
        enlarged = ink.theme.large
        measure = width
        if enlarged:
            measure = ordinary_width(ink, width) if ordinary is None else ordinary
        found = cls.first(ink, text, measure, ways)
        return found.enlarged(ink, width) if enlarged else found

    @classmethod
    def first(cls, ink: Ink, text: Text, width: float, ways: Iterable[Way]) -> SetText:
        """The first way in which a text fits a width, in large print too; the last takes as many lines as it needs."""
        found: SetText | None = None
        for way in ways:
            found = cls.in_way(ink, text, width, way)
            if found.fits:
                break
        assert found is not None
        return found

    def enlarged(self, ink: Ink, width: float) -> SetText:
        """The same size in a narrower width, in a face that is not condensed, in as many lines as it takes; a text of
        very many lines gives way, and is as large on the paper as in ordinary print.
        """
        face = _WIDE.get(self.face, self.face)
        found = SetText.in_way(ink, self.text, width, (face, self.size, ANY_LINES))
        if len(found.lines) <= MANY_LINES or ink.theme.scale <= 1:
            return found
        return SetText.in_way(ink, self.text, width, (face, self.size / ink.theme.scale, ANY_LINES))

    @property
    def rows(self) -> int:
        """How many lines it takes in one language."""
        return max(counts(self.lines), default=0)

    @property
    def second(self) -> int:
        """How many lines it takes in the second language."""
        return counts(self.lines)[1]

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def above(self) -> float:
        """From the top of the first line to the baseline of the last."""
        return self.size * 0.82 + (len(self.lines) - 1) * self.leading

    @property
    def width(self) -> float:
        """How wide its widest line is, in points."""
        return max((line.width for line in self.lines), default=0.0) * self.size / 1000


def counts(lines: Sequence[SetLine]) -> tuple[int, int]:
    """How many lines there are in the first language, and in the second."""
    second = sum(isinstance(line, SecondLine) for line in lines)
    return len(lines) - second, second


def ordinary_width(ink: Ink, width: float) -> float:
    """How wide something is in a theme of ordinary size, at the most: margins and gutters, which large print enlarges,
    are narrower there.
    """
    return width * ink.theme.scale * NARROWER if ink.theme.scale > 1 else width


def headline(ink: Ink, text: Text, width: float, largest: float, face: str, *, alone: bool) -> SetText:
    """A title that is read from a distance: on one line, then on two, smaller than `LARGE` only for a better break. Of
    two lines the first ends with a colon or a dash, if there is one and both can be so large. One that stands `alone`
    takes more lines before it becomes smaller.
    """
    found = SetText.first(ink, text, width, _headline_ways(ink, largest, face, alone=alone))
    if len(found.lines) != 2:
        return found
    lines = paragraph_of(text.text, text.language, ink.faces[face]).in_two(PAUSES)
    size = min((width * 1000 / line.width for line in lines), default=0.0) // 1
    return replace(found, size=min(found.size, size), lines=lines) if size >= on_one_line(ink) else found


def _headline_ways(ink: Ink, largest: float, face: str, *, alone: bool) -> Iterator[Way]:
    """The ways in which a headline may be set."""
    least = on_one_line(ink)
    for most, high, low in ((1, largest, least), (2, LARGE + 4, LARGE), *(_ALONE if alone else ())):
        size = min(high, largest)
        while size >= low:
            yield face, size, most
            size -= 1


def on_one_line(ink: Ink) -> float:
    """The least size of a headline on one line; in large print it is as large on the paper as in ordinary print."""
    return ONE_LINE / max(ink.theme.scale, 1.0)


def title_ways(largest: float) -> Iterator[Way]:
    """The ways in which a title may be set, the best first: one line (three where the type is
    large), then smaller, then two lines.
    """
    size = largest
    while size >= LARGE:
        yield "bold", size, 3
        size -= 1
    while size > min(15, largest) - 1:
        yield "bold", size, 1
        size -= 1
    if largest < 15:
        yield "condensed-bold", largest, 1
        yield "bold", largest, 9
        return
    yield "condensed-bold", 15, 1
    yield "condensed-bold", 14, 1
    yield "bold", 12, 2
    yield "condensed-bold", 12, 2
    yield "condensed-bold", 11, 2


def draw_set(page: Builder, each: SetText, x: float, base: float, colour: Colour, element: int | None) -> None:
    """Draws a text with the baseline of its last line at `base`."""
    y = base - (len(each.lines) - 1) * each.leading
    page.lines(each.lines, x, y, page.ink.faces[each.face], each.size, each.leading, colour, element)


def draw_field(
    page: Builder, name: str, found: SetText, x: float, base: float, colour: Colour, element: int | None
) -> None:
    """A text that is a field of the masthead, if it has a name."""
    begun = len(page.marks)
    draw_set(page, found, x, base, colour, element)
    if name:
        rect = Rect(x, base - found.above, found.width, found.above + 0.25 * found.size)
        shows(page, "field", name, rect, begun, box=box_of(page, found, x, base, found.width))


def box_of(page: Builder, found: SetText, x: float, base: float, width: float) -> TextBox:
    """Where the words of a text stand whose last line stands on a base."""
    face, size = page.ink.faces[found.face].name, found.size
    return TextBox(x, base - found.above - (LEADING - 1) / 2 * size, width, face, size, found.leading)
