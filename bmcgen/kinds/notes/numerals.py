"""Quiet giant numerals in the blocks of a blank canvas: they tell the order of the work from across the room, and give
way to everything but the small numbers beside the titles, which they replace. They are drawn as shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.regions import take_out
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Block, Colour, Outline
from bmcgen.model.page import Line, Mark, Path, Rule
from bmcgen.text.fonts import Face
from bmcgen.text.fonts.outlines import text_outline

HEIGHT = 25 * MM
"""How high figures are on every sheet: where questions are asked in all languages, they leave so much room."""
FROM_EDGE = 4 * MM
CLEAR = 3 * MM
"""Between a numeral and whatever is printed in its block."""
EDGE = 1.0
"""What reaches no farther into a block is its edge."""
ASCENT, DESCENT = 0.8, 0.24
"""How far a line of text reaches above and below its baseline, in its size."""


def numerals(page: Builder, frames: Iterable[tuple[Rect, Block]]) -> list[Path]:
    """The numbers of blocks in the lower right corners of their frames, where what is on the page leaves room for all
    of them; otherwise none at all, for some by themselves tell no order.
    """
    theme = page.ink.theme
    if not theme.numerals or not theme.solid:
        return []
    light, drawn, small = page.ink.faces["light"], [], set[int]()
    for rect, block in frames:
        if not block.number:
            continue
        outline = light.derived(_outline, 64)(str(block.number))
        if outline is None or block.ground != "none":
            return []
        width = HEIGHT * outline.width / outline.height
        place = Rect(rect.right - FROM_EDGE - width, rect.bottom - FROM_EDGE - HEIGHT, width, HEIGHT)
        if not _is_clear(place, rect, page.marks):
            return []
        drawn.append(Path(place, outline, _colour(page, block)))
        small |= {id(mark) for mark in page.marks if isinstance(mark, Line) and _numbers(mark, rect, block)}
    # A number stands once.
    take_out(page, lambda mark: id(mark) in small)
    return drawn


def _numbers(line: Line, frame: Rect, block: Block) -> bool:
    """Whether a line is the small number of a block."""
    within = frame.x <= line.x <= frame.right and frame.y <= line.y <= frame.bottom
    return within and line.element is None and line.text == str(block.number)


def _outline(face: Face, number: str) -> Outline | None:
    return text_outline(face, number)


def _is_clear(place: Rect, frame: Rect, marks: Sequence[Mark]) -> bool:
    """Whether a place lies in a frame and keeps clear of all marks there."""
    if place.x < frame.x + FROM_EDGE or place.y < frame.y + FROM_EDGE:
        return False
    right, bottom = frame.right - EDGE, frame.bottom - EDGE
    for mark in marks:
        left, top, end, foot = _bounds(mark)
        if end <= place.x - CLEAR or foot <= place.y - CLEAR or left >= right or top >= bottom:
            continue
        if left > frame.x + EDGE or end < right or top > frame.y + EDGE or foot < bottom:
            return False  # anything but the ground of the block
    return True


def _bounds(mark: Mark) -> tuple[float, float, float, float]:
    """The left, top, right and bottom of a mark."""
    if isinstance(mark, Line):
        return mark.x, mark.y - ASCENT * mark.size, mark.x + mark.width, mark.y + DESCENT * mark.size
    if isinstance(mark, Rule):
        return min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)
    return mark.rect.x, mark.rect.y, mark.rect.right, mark.rect.bottom


def _colour(page: Builder, block: Block) -> Colour:
    """A few per cent of the block's colour on its ground, or of black where colours tell segments apart."""
    theme = page.ink.theme
    ground = page.ink.tint(block) or theme.colours["paper"]
    colour = page.ink.accent(block.accent) if page.ink.accents else page.ink.colour("ink")
    return ground.mixed(colour, theme.numerals)
