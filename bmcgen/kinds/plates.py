"""A canvas as a figure for a cover: a plate of colour for each block, with its pictogram, its number and its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.languages import paragraph, ratio_at
from bmcgen.drawing.pictograms import BEARING
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale, steps
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._regions import Region, Regions, regions
from bmcgen.kinds.miniature.drawing import shape_of
from bmcgen.model.layout import Block, Colour, Outline
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.plan import Frame
from bmcgen.text.hyphenation import SOFT_HYPHEN, at_joints
from bmcgen.text.measuring import SetLine

GAP = 1.6 * MM
"""Between two plates, so that those of one colour stay apart."""
OUTLINE = 1.2
PAD, LARGE_PAD = 3 * MM, 2 * MM
"""Between a plate's edge and what stands on it; in large print titles need the room."""
TITLE, WHOLE_TITLE, LEAST_TITLE = 12.0, 10.5, 7.3
"""Of the titles: the largest size, the least in which no compound is broken in its joint, and the least of all."""
LEADING = 1.18
SIDE, LEAST_SIDE = 15 * MM, 5 * MM
"""The side of a pictogram."""
PART = 0.4
"""How large a pictogram is at the most, in the height of the lowest plate."""
NUMERAL = 1.9
"""How large a number is, in the size of the titles."""
LOWEST, USUAL = 0.36, 0.6
"""How low the figure may be, and how high it is where there is room, in its width."""
SHADES = {"offer": ("paper", 0.09), "customers": ("ink", 0.15), "finance": ("ink", 0.35)}
"""What is mixed into the colour of an area, so that plates that meet differ in grey too."""
READABLE, LARGE_READABLE = 4.5, 7.0
"""The least contrast of white words with a plate."""


class _PlatesKind(Kind):
    nameless = True
    of_canvas = True
    narrowest = 120 * MM

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Regions:
        return regions(wording)

    def set(self, text: BlockText, block: Block, context: Context) -> PlatesSetting:
        return PlatesSetting(text, context)


class PlatesSetting(Setting):
    """As wide and as high as its frame: a figure of the canvas, not the sheet in small."""

    def __init__(self, text: BlockText, context: Context) -> None:
        self.text, self.context = text, context

    def height(self, width: float, scale: Scale, rows: int) -> float:
        return USUAL * width

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        return LOWEST * width

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        return True

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        return Part(self.text, partial(self._draw, frame.rect))

    def _draw(self, room: Rect, page: Builder, _: Span | None) -> None:
        canvas = self.context.canvas()
        shape = shape_of(canvas)
        across, down = (room.w + GAP) / shape.w, (room.h + GAP) / shape.h
        places = {
            frame.block.name: Rect(
                room.x + (frame.rect.x - shape.x) * across,
                room.y + (frame.rect.y - shape.y) * down,
                frame.rect.w * across - GAP,
                frame.rect.h * down - GAP,
            )
            for frame in canvas
        }
        drawn = {frame.block.name: frame.block.pictogram for frame in canvas}
        body = self.text.body
        _Plates(page, body.regions, places, drawn).draw(page.element("Sect", None), body.alt)


class _Plates:
    """All titles have one size, all pictograms have one side."""

    def __init__(
        self,
        page: Builder,
        regions: Sequence[Region],
        places: Mapping[str, Rect],
        drawn: Mapping[str, Outline | None],
    ) -> None:
        self.page, self.regions, self.places, self.drawn = page, regions, places, drawn
        self.pad = LARGE_PAD if page.ink.theme.large else PAD
        left = self._left()
        if left < LEAST_SIDE:
            # Low plates have no room for a second language.
            self.regions = [replace(region, title=replace(region.title, second=None)) for region in regions]
            left = self._left()
        self.side = max(min(SIDE, left), LEAST_SIDE)

    def _left(self) -> float:
        """How high pictograms can be above titles in the largest size that breaks no word."""
        self.jointed = False
        whole = self._largest(WHOLE_TITLE)
        self.jointed = not whole
        self.size = whole or self._largest(LEAST_TITLE) or LEAST_TITLE
        heights = [(self.places[region.name].h, self._height(region)) for region in self.regions]
        return min(min(PART * high, high - 2.5 * self.pad - words) for high, words in heights)

    def _said(self, region: Region) -> Text:
        said = region.title
        return replace(said, text=at_joints(said.text, said.language)) if self.jointed else said

    def _lines(self, region: Region, size: float, width: float) -> tuple[SetLine, ...]:
        title = paragraph(self._said(region), self.page.ink.faces[self.face], ratio_at(self.page.ink, size))
        return title.lines((width - 2 * self.pad) * 1000 / size, hyphens=False)

    @property
    def face(self) -> str:
        return "bold" if self.page.ink.theme.solid else "regular"

    def _largest(self, least: float) -> float | None:
        """The largest size in which all titles fit."""
        return next((size for size in steps(TITLE, least) if self._fits(size)), None)

    def _fits(self, size: float) -> bool:
        """Whether no word has to be broken, but in the joint of a compound."""
        for region in self.regions:
            said = self._said(region)
            lines = self._lines(region, size, self.places[region.name].w)
            broken = [line.text.split()[-1][:-1] + SOFT_HYPHEN for line in lines if line.joint == "-"]
            if not all(part in said.text for part in broken):
                return False
        return True

    def _height(self, region: Region) -> float:
        """From the top of the capitals of a title to the baseline of its last line."""
        lines = len(self._lines(region, self.size, self.places[region.name].w))
        return self.size * (0.72 + (lines - 1) * LEADING)

    def draw(self, section: int, alt: str) -> None:
        page, figure = self.page, self.page.figure(section, alt)
        for region in self.regions:
            self._draw_plate(region, self.places[region.name], figure)
        listed = page.element("L", section)
        for region in self.regions:
            rect, colour = self.places[region.name], self._words_colour
            lines = self._lines(region, self.size, rect.w)
            body = page.element("LBody", page.element("LI", listed), region.title)
            y = rect.bottom - self.pad - (len(lines) - 1) * self.size * LEADING
            page.lines(
                lines, rect.x + self.pad, y, page.ink.faces[self.face], self.size, self.size * LEADING, colour, body
            )

    def _shade(self, role: str) -> Colour:
        """The colour of a plate, as long as what stands on it can be read as well as it must be."""
        ink = self.page.ink
        accent = ink.accent(role)
        if role not in SHADES or not ink.theme.solid:
            return accent
        other, part = SHADES[role]
        shade = accent.mixed(ink.colour(other), part)
        least = LARGE_READABLE if ink.theme.large else READABLE
        return shade if _contrast(shade, ink.colour("paper")) >= least else accent

    @property
    def _words_colour(self) -> Colour:
        return self.page.ink.colour("paper" if self.page.ink.theme.solid else "ink")

    def _draw_plate(self, region: Region, rect: Rect, figure: int) -> None:
        """The plate; the pictogram at its upper left and the number at its upper right, their tops level."""
        page, accent = self.page, self._shade(region.accent)
        solid = page.ink.theme.solid
        paper, half = page.ink.colour("paper"), OUTLINE / 2
        if solid:
            page.panel(rect, accent, element=figure)
        else:
            page.panel(rect.inset(half, half, half, half), paper, 0.0, accent, OUTLINE, figure)
        drawn, top = paper if solid else accent, rect.y + self.pad
        outline = self.drawn[region.name]
        if outline:
            side = self.side / (1 - 2 * BEARING)
            page.drawn_flush(outline, rect.x + self.pad, top + self.side / 2, side, drawn)
        if region.number:
            light, size = page.ink.faces["light"], NUMERAL * self.size
            x = rect.right - self.pad - light.width(region.number) * size / 1000
            page.line(region.number, x, top + light.cap_height * size, light, size, drawn, None)


def _contrast(one: Colour, other: Colour) -> float:
    """How much lighter the lighter of two colours is, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


KIND = _PlatesKind()
