"""What is to stand in the empty blocks of a sheet, beside what is asked there: paper notes, or lines by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bmcgen.drawing.body.write_in import PITCH
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.prompts.setter import PromptSetter, SetPrompts, Wanted
from bmcgen.kinds.notes.room.places import places_of
from bmcgen.kinds.notes.sizing.needs import BESIDE, Needs
from bmcgen.kinds.notes.sizing.over import Over
from bmcgen.model.plan import Frame
from bmcgen.model.room import Room

LINES = 3
"""So many lines are enough to write on."""

AMPLE = 0.75
"""The part of the places that all questions must leave; the first few may take more."""
LEAST_TYPED = 36.0
"""A field to type notes in is at least so high on paper, in points."""


def least_typed(room: Room) -> float:
    """The least height of a place to type in on a sheet, in its points."""
    return LEAST_TYPED / min(room.scale, 1.0)


class Workplace:
    """The empty blocks of a sheet in their frames."""

    def __init__(self, needs: Needs, frames: Sequence[Frame], over: Over) -> None:
        self.needs, self.frames, self.over = needs, frames, over

    def places(self, found: Mapping[str, SetPrompts]) -> Mapping[str, Sequence[Rect]]:
        """The places for paper notes beside prompts."""
        rooms = [(frame, self.needs.inside(frame, self.over), self._room(frame, found)) for frame in self.frames]
        return places_of(rooms, self.needs.ink)

    def suits(self, found: Mapping[str, SetPrompts]) -> bool:
        """Whether no block is without a place, or without a few lines, that has them where nothing is asked."""
        asked = self.needs.ink.room
        if self.needs.ink.fillable:
            return all(self._room(frame, found).h >= least_typed(asked) for frame in self.frames)
        if asked.note:
            bare, places = self.places({}), self.places(found)
            return all(places[name] or not bare[name] for name in bare)
        if asked.ground:
            return all(self._lines(frame, found) >= min(LINES, self._lines(frame, {})) for frame in self.frames)
        return True

    def ample(self, found: Mapping[str, SetPrompts]) -> bool:
        """Whether prompts leave most of the places for paper notes that there would be without them."""
        if not self.needs.ink.room.note:
            return True
        bare, left = (sum(map(len, self.places(each).values())) for each in ({}, found))
        return left >= AMPLE * bare

    def widened(self, found: Mapping[str, SetPrompts], wanted: Sequence[Wanted]) -> dict[str, SetPrompts]:
        """The same with prompts beside places as wide as these leave them."""
        places, setter = self.places(found), PromptSetter(self.needs.ink.faces)
        wide = {**found}
        for each in wanted:
            prompts = found.get(each.name)
            if prompts and prompts.beside and prompts.columns and places.get(each.name):
                width = min(place.x for place in places[each.name]) - each.room.x - BESIDE
                face, room = prompts.columns[0][0].cells[0].face, replace(each.room, w=width)
                if width > prompts.width and (
                    again := setter.fit(each.prompts, prompts.size, face, room, 1, whole=True)
                ):
                    wide[each.name] = replace(again, beside=True)
        return wide

    def _room(self, frame: Frame, found: Mapping[str, SetPrompts]) -> Rect:
        return self.needs.room(frame, found.get(frame.block.name), self.over)

    def _lines(self, frame: Frame, found: Mapping[str, SetPrompts]) -> int:
        return int(max(self._room(frame, found).h, 0.0) / PITCH)
