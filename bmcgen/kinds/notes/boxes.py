"""Where the words of notes stand, and where those of the next would."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder
from bmcgen.kinds.notes.cards.density import NoteStyle
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.placed import SetNotes
from bmcgen.kinds.notes.sizing.sizes import Setting
from bmcgen.model.regions import TextBox


def text_box(page: Builder, style: NoteStyle, x: float, y: float, width: float) -> TextBox:
    """Where the words of a note stand."""
    return TextBox(x, y, width, page.ink.faces[style.face].name, style.size, style.leading)


def next_box(page: Builder, setter: Setter, block: SetNotes, setting: Setting | None) -> TextBox | None:
    """Where the words of the next note would stand: below the last, or at the top; None where no notes have a size."""
    arranged, room = block.arrangement, block.room
    if arranged is not None and arranged.count:
        style, cards = arranged.style, [rect for _, _, rect in block.cards(setter)]
        last = cards[-1] if arranged.total is None else cards[-2]
        x, y, width = last.x, last.bottom + style.gap, arranged.width
    elif setting is not None:
        style = setter.style((), setting.size_of(block.text.name), setting.density)
        x, y, width = room.x, room.y, room.w
    else:
        return None
    left = style.pad_x + style.rail
    return text_box(page, style, x + left, y + style.pad_y, width - left - style.pad_x)
