"""Frames that stand on one another or off the sheet, and places to write in by hand that have no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bmcgen.geometry import MM
from bmcgen.kinds import kind_of
from bmcgen.model.page import Page, Rule
from bmcgen.model.plan import Frame, Ground
from bmcgen.proof.boxes import NEAR, Box

WORD = 12 * MM
"""A line to write on is at least as long as a word."""
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
    """Empty parts of a form without a line to write on; one for each field."""
    wanted = {block.area: kind_of(block.kind).lines_to_write(block) for block in ground.blocks}
    rules: list[Rule] | None = None
    for frame in ground.frames:
        area, least = frame.area, kind_of(frame.block.kind).least_side
        if least and min(frame.rect.w, frame.rect.h) < least:
            yield area, "no-room-to-write", f'"{area}" has no room for a {frame.block.kind}'
        if not wanted.get(area):
            continue
        if rules is None:
            rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x2 - mark.x1 >= WORD]
        there = sum(_stands_in(rule, frame) for rule in rules)
        if there < wanted[area]:
            had = f"{there} of the {wanted[area]} lines" if there else "no line"
            yield area, "no-room-to-write", f'"{area}" has {had} to write on'


def _stands_in(rule: Rule, frame: Frame) -> bool:
    rect = frame.rect
    return (
        rule.y1 == rule.y2
        and rect.y <= rule.y1 <= rect.bottom + NEAR
        and rect.x - NEAR <= rule.x1
        and rule.x2 <= rect.right + NEAR
    )
