"""Frames that stand on one another or off the sheet, and places to write in by hand that have no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bmcgen.geometry import MM
from bmcgen.model.manuscript import BlockText
from bmcgen.model.page import Page, Rule
from bmcgen.model.plan import Frame, Ground
from bmcgen.proof.boxes import NEAR, Box

WORD = 12 * MM
"""A line to write on is at least as long as a word."""
PHOTO = 20.0
"""A place for a picture has sides of so many points."""
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
            yield area, "frame-off-page", f'"{area}" leaves the page'
        for high_y, low_y, start, end, other in boxes[number + 1 :]:
            if left < end - NEAR and start < right - NEAR and top < low_y - NEAR and high_y < bottom - NEAR:
                yield area, "frame-over-frame", f'"{area}" stands on "{frames[other].area}"'


def without_room(page: Page, ground: Ground) -> Iterator[Wrong]:
    """Empty parts of a form without a line to write on; one for each field."""
    blank = {block.area: _lines_wanted(block) for block in ground.blocks}
    rules: list[Rule] | None = None
    for frame in ground.frames:
        wanted, kind, area = blank.get(frame.area, 0), frame.block.kind, frame.area
        if kind == "picture" and min(frame.rect.w, frame.rect.h) < PHOTO:
            yield area, "no-room-to-write", f'"{area}" has no room for a picture'
        if not wanted or kind not in ("prose", "list", "fields"):
            continue
        if rules is None:
            rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x2 - mark.x1 >= WORD]
        there = sum(_stands_in(rule, frame) for rule in rules)
        if there < wanted:
            had = f"{there} of the {wanted} lines" if there else "no line"
            yield area, "no-room-to-write", f'"{area}" has {had} to write on'


def _lines_wanted(block: BlockText) -> int:
    """How many lines a part has to have at the least that nothing, or not all, is written in yet."""
    if block.values:
        return sum(each.value is None for each in block.values)
    return 0 if block.prose or block.items or block.cards else 1


def _stands_in(rule: Rule, frame: Frame) -> bool:
    rect = frame.rect
    return (
        rule.y1 == rule.y2
        and rect.y <= rule.y1 <= rect.bottom + NEAR
        and rect.x - NEAR <= rule.x1
        and rule.x2 <= rect.right + NEAR
    )
