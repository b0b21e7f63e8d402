"""What is left of a block of notes, to write on by hand."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.write_in import BELOW_TEXT, LEAST, PITCH, draw_ground
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards import Arrangement, Setter
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Card


def draw_room_left(
    page: Builder,
    setter: Setter,
    block: Block,
    cards: tuple[Card, ...],
    arranged: Arrangement | None,
    room: Rect,
    line: float,
) -> None:
    """Fills what is left below the notes, with what was asked for or else with what the layout has there. Lines are in
    step with one at the height of a `line`, so that they are over the whole sheet.
    """
    asked = page.ink.room.ground
    used = 0.0
    if arranged and arranged.count:
        stacks = (setter.stacked(cards, column, arranged.style, arranged.width) for column in arranged.columns)
        used = BELOW_TEXT + max(stack[-1][2] + arranged.style.gap for stack in stacks)
    draw_ground(page, room.inset(0, used, 0, 0), asked or block.ground, PITCH if asked else LEAST, line)
