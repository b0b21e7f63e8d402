"""The proof that nothing stands on anything, beyond an edge or outside its frame, and that there is room to write.

What boxes of lines seem to meet is looked at again, with the outlines of its glyphs, before it is called a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bmcgen.diagnostics import Diagnostic, error, short
from bmcgen.geometry import Rect
from bmcgen.model.layout import Layout
from bmcgen.model.page import Line, Page, Panel, Path, Picture, Rule
from bmcgen.model.plan import Frame, Ground
from bmcgen.proof.boxes import NEAR, TOUCH, Box, Boxes, Pair
from bmcgen.proof.extents import Extent, inked
from bmcgen.proof.rooms import boxes_of, frames_apart, without_room
from bmcgen.text.fonts import Faces

MOST = 20
"""So many faults tell enough."""
_STRUCK = 0.02
"""A rule this part of an em above the baseline, or higher, goes through a line; below, the line stands on it."""


def misplaced(
    pages: Sequence[Page], grounds: Sequence[Ground], layout: Layout, faces: Faces, bleed: float = 0.0
) -> list[Diagnostic]:
    """An error for each thing that stands on another or leaves its place, and for each place without room to write.
    `bleed` is how far a panel may reach over the trim.
    """
    reach: dict[str, Extent] = {}
    found: list[Diagnostic] = []
    for number, (page, ground) in enumerate(zip(pages, grounds, strict=True), 1):
        boxes, frames = Boxes(page, faces, reach), boxes_of(ground.frames)
        look = _Look(page, number, ground.frames, layout, faces)
        found += look.edges(boxes.beyond(page.width, page.height, layout.page.margin))
        found += look.shapes(boxes.outside(page.width, page.height, bleed))
        found += look.lines(boxes.lines_on_lines())
        found += look.marks(boxes.lines_on_shapes())
        found += look.frames(boxes.lines_across(frames), frames)
        for area, code, message in (*frames_apart(page, ground.frames, frames), *without_room(page, ground)):
            found.append(look.told(code, message, area))
    return [*dict.fromkeys(found)][:MOST]


class _Look:
    """Looks again at what boxes tell of a page; each line is reported once."""

    def __init__(self, page: Page, number: int, frames: Sequence[Frame], layout: Layout, faces: Faces) -> None:
        self.page, self.number, self.planned, self.layout, self.faces = page, number, frames, layout, faces
        self._told: set[int] = set()

    @property
    def ships(self) -> bool:
        """Whether the layout is one of the program's own."""
        from bmcgen.assets.areas import is_shipped

        return is_shipped(self.layout.where)

    def told(self, code: str, message: str, area: str, line: Line | None = None) -> Diagnostic:
        """An error at the line of the layout; in one that ships, at the words it is about, which users can mend."""
        # What reads files is needed only where something is wrong.
        from bmcgen.assets.areas import area_place

        words = self.page.elements[line.element].where if line is not None and line.element is not None else None
        where = words if words and self.ships else area_place(self.layout.where, area)
        if self.ships:
            hint = (
                "larger paper, another theme or shorter words may help; please report it: it is a fault of the program"
            )
        else:
            hint = f'give "{area}" a larger row or column' if area else "give its area a larger row or column"
        return error(code, f"{message}, on page {self.number}", where, hint)

    def edges(self, numbers: Sequence[int]) -> Iterator[Diagnostic]:
        """Lines beyond the margin of the page, or beyond the page itself."""
        margin = self.layout.page.margin
        inner = Rect(0, 0, self.page.width, self.page.height).inset(margin, margin, margin, margin)
        outer = Rect(0, 0, self.page.width, self.page.height)
        for number in numbers:
            line, ink = self._line(number)
            if not outer.contains(ink, NEAR):
                yield self._of(number, "off-page", f'"{short(line.text)}" runs off the page')
            elif not inner.contains(ink, NEAR):
                yield self._of(number, "off-margin", f'"{short(line.text)}" runs into the margin')

    def shapes(self, numbers: Sequence[int]) -> Iterator[Diagnostic]:
        """Rules, panels and pictures that leave the page."""
        for number in numbers:
            name = type(self.page.marks[number]).__name__.lower()
            yield self.told("off-page", f"a {name} runs off the page", "")

    def lines(self, pairs: Sequence[Pair]) -> Iterator[Diagnostic]:
        """Lines on lines."""
        for one, other in pairs:
            line, ink = self._line(one)
            second, under = self._line(other)
            slack = TOUCH * min(line.size, second.size)
            if one not in self._told and other not in self._told and ink.overlaps(under, slack):
                yield self._of(one, "text-over-text", f'"{short(line.text)}" overlaps "{short(second.text)}"')

    def marks(self, pairs: Sequence[Pair]) -> Iterator[Diagnostic]:
        """Lines on rules, on pictures and on the edges of panels, or under panels."""
        for number, other in pairs:
            if number in self._told:
                continue
            line, ink = self._line(number)
            mark = self.page.marks[other]
            if isinstance(mark, Rule):
                if _struck(line, ink, mark):
                    yield self._of(number, "text-over-rule", f'a rule goes through "{short(line.text)}"')
            elif isinstance(mark, Picture):
                if ink.overlaps(mark.rect, NEAR):
                    yield self._of(number, "text-over-picture", f'"{short(line.text)}" overlaps a picture')
            elif isinstance(mark, Path):
                # A quiet drawing under words is a ground, like a panel; one with a stroke is not.
                if ink.overlaps(mark.rect, NEAR) and (mark.width or other > number):
                    yield self._of(number, "text-over-drawing", f'"{short(line.text)}" stands on a drawing')
            elif isinstance(mark, Panel) and ink.overlaps(mark.rect, NEAR):
                if other > number:
                    yield self._of(number, "text-under-panel", f'a panel covers "{short(line.text)}"')
                elif not mark.rect.contains(ink, NEAR):
                    yield self._of(number, "text-over-edge", f'"{short(line.text)}" crosses the edge of a panel')

    def frames(self, pairs: Sequence[Pair], boxes: Sequence[Box]) -> Iterator[Diagnostic]:
        """Lines that leave their frames."""
        for number, other in pairs:
            line, ink = self._line(number)
            frame = self.planned[boxes[other][4]]
            if number not in self._told and ink.overlaps(frame.rect, NEAR) and not frame.rect.contains(ink, NEAR):
                message = f'"{short(line.text)}" is partly outside "{frame.area}"'
                yield self._of(number, "text-outside-frame", message)

    def _line(self, number: int) -> tuple[Line, Rect]:
        """A line, and the rectangle of its ink."""
        line = self.page.marks[number]
        assert isinstance(line, Line)
        return line, inked(self.faces, line)

    def _of(self, number: int, code: str, message: str) -> Diagnostic:
        self._told.add(number)
        line, _ = self._line(number)
        return self.told(code, message, self._area(line), line)

    def _area(self, line: Line) -> str:
        """The area that a line begins in."""
        at = Rect(line.x, line.y, 0, 0)
        return next((frame.area for frame in self.planned if frame.rect.contains(at, NEAR)), "")


def _struck(line: Line, ink: Rect, rule: Rule) -> bool:
    """Whether a rule goes through the ink of a line that it is no part of."""
    if rule.element is not None and rule.element == line.element:
        return False
    slack = TOUCH * line.size
    if rule.y1 == rule.y2:
        low = min(line.y - _STRUCK * line.size, ink.bottom)
        level = ink.y + slack < rule.y1 < low
        return level and rule.x1 < ink.right - slack and rule.x2 > ink.x + slack
    box = Rect(min(rule.x1, rule.x2), min(rule.y1, rule.y2), abs(rule.x2 - rule.x1), abs(rule.y2 - rule.y1))
    return ink.overlaps(box, slack) if box.w else _between(ink.x, box.x, ink.right, slack) and _meet(ink, box, slack)


def _between(left: float, at: float, right: float, slack: float) -> bool:
    return left + slack < at < right - slack


def _meet(ink: Rect, box: Rect, slack: float) -> bool:
    return ink.y + slack < box.bottom and box.y < ink.bottom - slack
