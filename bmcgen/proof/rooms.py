"""Frames that stand on one another or off the sheet, and places to write in by hand that have no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bmcgen.geometry import MM, Rect
from bmcgen.kinds import LEAST_LINE, kind_of
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Page, Panel, Rule
from bmcgen.model.plan import Frame, Ground
from bmcgen.proof.boxes import NEAR, Box

HAND = 3.5 * MM
"""Free above a line to write on."""
PRINTED = 6.0
"""Words this near to a line, in points, stand on it."""
TINY = 0.01
BLACK = Colour((0, 0, 0), (0, 0, 0, 1), 0)
Wrong = tuple[str, str, str]
"""An area, the code of what is wrong there, and that in words."""


def boxes_of(frames: Sequence[Frame]) -> list[Box]:
    """The boxes of frames, with their numbers."""
    found = []
    for number, frame in enumerate(frames):
        rect = frame.rect
        found.append((rect.y, rect.y + rect.h, rect.x, rect.x + rect.w, number))
    return found


def frames_apart(page: Page, frames: Sequence[Frame], boxes: Sequence[Box]) -> Iterator[Wrong]:
    """Frames that have no extent, leave the page, or stand on others."""
    wide, high = page.width + NEAR, page.height + NEAR
    for number, (top, bottom, left, right, _) in enumerate(boxes):
        area = frames[number].area
        if right - left < 0 or bottom - top < 0:
            yield area, "frame-off-page", f'nothing is left of "{area}"'
        elif top < -NEAR or left < -NEAR or bottom > high or right > wide:
            yield area, "frame-off-page", f'"{area}" runs off the page'
        for high_y, low_y, start, end, other in boxes[number + 1 :]:
            if left < end - NEAR and start < right - NEAR and top < low_y - NEAR and high_y < bottom - NEAR:
                yield area, "frame-over-frame", f'"{area}" overlaps "{frames[other].area}"'


def without_room(page: Page, ground: Ground) -> Iterator[Wrong]:
    """Places to write or to make a mark with a pen that have no room: lines of strips, empty parts of a form, one line
    for each field, boxes, scales.
    """
    blocks = {block.area: block for block in ground.blocks}
    rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2 and not mark.dots]
    # A field to type in is as good as a line.
    typed = [field.rect for field in page.fields if field.kind in ("line", "text")]
    rules += [Rule(rect.x, rect.bottom, rect.right, rect.bottom, 0, BLACK) for rect in typed if rect.h >= HAND]
    rules = [rule for rule in rules if rule.x2 - rule.x1 >= LEAST_LINE - NEAR]
    lines = [*page.lines()] if rules else []
    for frame in ground.frames:
        area, kind, block = frame.area, kind_of(frame.block.kind), blocks.get(frame.area)
        if kind.least_side and min(frame.rect.w, frame.rect.h) < kind.least_side:
            yield area, "no-room-to-write", f'"{area}" has no room for a {frame.block.kind}'
        wanted = kind.lines_to_write(block) if block else ground.lines.get(area, 0)
        if wanted:
            there = sum(_takes_words(lines, rule) for rule in rules if _stands_in(rule, frame))
            if there < wanted:
                had = f"{there} of the {wanted} lines" if there else "no line"
                yield area, "no-room-to-write", f'"{area}" has {had} to write on'
        count, width, height = kind.places_to_mark(block) if block else (0, 0.0, 0.0)
        if count:
            there = _places(page, frame.rect, width, height)
            if there < count:
                had = f"{there} of the {count} places" if there else "no place"
                yield area, "no-room-to-write", f'"{area}" has {had} to make a mark'


def _takes_words(lines: Sequence[Line], rule: Rule) -> bool:
    """Whether words stand on a line, or have room there."""
    near = [
        line
        for line in lines
        if rule.y1 - HAND < line.y <= rule.y1 and line.x < rule.x2 and line.x + line.width > rule.x1
    ]
    return not near or max(line.y for line in near) >= rule.y1 - PRINTED


def _places(page: Page, room: Rect, width: float, height: float) -> int:
    """How many panels of a size or larger stand in a room, apart from one another; those that mean nothing are grounds
    of other things.
    """
    panels = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.element is not None]
    panels += [field.rect for field in page.fields if field.kind == "box"]
    found: list[Rect] = []
    for rect in panels:
        large = rect.w >= width - TINY and rect.h >= height - TINY
        if large and room.contains(rect, NEAR) and not any(rect.overlaps(other, 0.0) for other in found):
            found.append(rect)
    return len(found)


def _stands_in(rule: Rule, frame: Frame) -> bool:
    rect = frame.rect
    return rect.y <= rule.y1 <= rect.bottom + NEAR and rect.x - NEAR <= rule.x1 and rule.x2 <= rect.right + NEAR
