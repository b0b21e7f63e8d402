"""The blocks of the canvas that a layout is about, and a picture of them in words."""

from __future__ import annotations

from msgspec import Struct

from bmcgen.kinds import Wording
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Text


class Region(Struct, frozen=True):
    """A block of the canvas; `marked` where it is the one that the sheet is about."""

    name: str
    number: str
    title: Text
    summary: Text | None
    accent: str
    marked: bool


class Regions(Struct, frozen=True):
    """The blocks in their order; `alt` tells in words what a picture of them shows."""

    regions: tuple[Region, ...]
    alt: str


def regions(wording: Wording, *, listed: bool = False) -> Regions:
    """The blocks of the canvas in the sheet's words: those of all its sheets, or of the one that is pictured."""
    shown = {block.whole for block in wording.pictured}
    blocks = [block for block in wording.canvas_blocks if listed or block.name in shown]
    found = tuple(_region(block, wording) for block in blocks)
    marked = next((region for region in found if region.marked), None)
    if marked:
        said = wording.general("map-of-one", title=marked.title.text, number=marked.number)
    else:
        said = wording.general("map-of-all", titles=", ".join(region.title.text for region in found))
    return Regions(found, said.text)


def _region(block: Block, wording: Wording) -> Region:
    words = wording.canvas.blocks[block.name]
    return Region(
        name=block.name,
        number=str(block.number) if block.number else "",
        title=wording.say(words.title),
        summary=wording.say(words.summary) if words.summary else None,
        accent=block.accent,
        marked=block.name == wording.about,
    )
