"""The setting of the notes of a document, sought over all its sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.labels import MOST_LINES
from bmcgen.drawing.set_text import ANY_LINES
from bmcgen.drawing.sizes import APART
from bmcgen.kinds.notes.cards.density import BROKEN, CLOSE, CLOSEST, WHOLE, Density
from bmcgen.kinds.notes.setting import NotesFitter, frames_of_notes
from bmcgen.kinds.notes.sizing.needs import BREAKS_TITLES
from bmcgen.kinds.notes.sizing.sizes import (
    STEP,
    Held,
    Setting,
    choose,
    held_in_hand,
    largest_of,
    letting_go,
    open_settings,
    sharing,
)
from bmcgen.kinds.notes.words.worded import cards_of
from bmcgen.model.layout import Sizes
from bmcgen.model.plan import Plan

Offer = Callable[[], Setting | None]
"""A setting, worked out when it is asked for; None if it would not do."""


MOST_GOING = 0.5
"""The part of all notes that may go on to further sheets so that the type is larger."""


LAST = 0.9625
"""On a sheet that is read in the hand, notes may be so much smaller than their least size, in the closest setting,
rather than take another.
"""


LEVELLING, AFAR = 0.93, 15.5
"""Notes may be a step smaller to make room below titles of one line beside those of two, or so many times as large
where that leaves them large enough to be read from afar.
"""


class Sheets(Struct, frozen=True):
    """The sheets of a document that have notes, each with its plan."""

    pairs: Sequence[tuple[NotesFitter, Plan]]

    def offers(self, sizes: Sizes, densities: Sequence[Density]) -> list[Offer]:
        """The one setting in which all notes have room; else the settings of those that take more sheets, the most open
        first.
        """
        if found := self._on_one(sizes, densities):
            return [self._surely(found, sizes)]
        for closer, density in self._closer(sizes, densities):
            if found := self._on_one(closer, (density,)):
                return [self._surely(found, closer)]
        least = Setting(sizes.note[1], densities[0], sizes.small, sizes.crowded)
        for lines in (MOST_LINES, ANY_LINES) if least.size > BREAKS_TITLES else ():
            # Large print keeps its size, whatever becomes of the titles.
            if not self.held(replace(least, overset=frozenset(self._fullest(least)), bare=True)):
                for notes, _ in self.pairs:
                    notes.dividing.let_titles_break(lines)
        if found := largest_of(least, sizes.note[0], self.held):
            return [self._surely(found, sizes)]
        # Sheets that share the notes have room for one size.
        least = replace(least, small=0.0, crowded=frozenset())
        *opener, closest = open_settings(sizes.note[0], least, densities)
        last = cache(partial(self._without, closest))
        return [*(cache(partial(self._sharing, each, last)) for each in opener), last]

    def _closer(self, sizes: Sizes, densities: Sequence[Density]) -> Iterator[tuple[Sizes, Density]]:
        """The last resort before another sheet."""
        largest, floor = sizes.note
        if len(densities) == 1:
            yield sizes, CLOSE
        elif all(held_in_hand(plan.frames) for _, plan in self.pairs):
            yield replace(sizes, note=(largest, LAST * floor)), CLOSEST

    def _on_one(self, sizes: Sizes, densities: Sequence[Density]) -> Setting | None:
        """The setting in which all notes have room, with the prompts or else without them; None if there is none."""
        near = min(filter(None, (notes.estimate(plan) for notes, plan in self.pairs)), default=0.0)
        for prompted in (True, False) if any(notes.asking for notes, _ in self.pairs) else (False,):
            for notes, _ in self.pairs:
                notes.prompted = prompted
            if found := choose(self.held, *sizes.note, densities, near, self._crowded):
                return found
        return None

    def _surely(self, found: Setting, sizes: Sizes) -> Offer:
        floor = sizes.small or sizes.note[1]
        return cache(lambda: self._evened(self._placed(found, floor), floor))

    def _placed(self, found: Setting, floor: float) -> Setting:
        """The setting with all words whole, if columns have room for that; else as it is, or a little smaller."""
        if whole := self._whole(found):
            return whole
        certain = _certain(found, self.held, floor)
        return (self._whole(certain) if certain != found else None) or certain

    def _whole(self, setting: Setting) -> Setting | None:
        """The setting with all words whole; None if columns have no room for that."""
        whole = replace(setting, whole=True)
        return whole if BROKEN < setting.size <= WHOLE and self.held(whole, placed=True) else None

    def _evened(self, setting: Setting, floor: float) -> Setting:
        """The setting, or one a little smaller in which the content of a row begins at one height."""
        least = min(setting.size - STEP, max(AFAR, LEVELLING * setting.size))
        least, tried = max(least, floor, setting.small * APART), setting
        while not self._even(tried):
            tried = replace(tried, size=tried.size - STEP)
            if tried.size < least or not self.held(tried, placed=True):
                return setting
        return tried

    def _even(self, setting: Setting) -> bool:
        """Whether the titles of a row take as many lines, or have room for as many, on all sheets."""
        for notes, plan in self.pairs:
            rects = notes.grown(plan, setting) if notes.filled else None
            if rects and not notes.dividing.even(frames_of_notes(plan), rects, setting):
                return False
        return True

    def held(self, setting: Setting, *, placed: bool = False) -> bool:
        """Whether all notes find room; only where dividers have been `placed` is that certain."""
        return all(
            not notes.filled or (notes.grown(plan, setting) is not None if placed else notes.hold(plan, setting))
            for notes, plan in self.pairs
        )

    def _crowded(self, setting: Setting) -> dict[str, float]:
        """The blocks with notes, the fullest first, and what part of all notes each has."""
        counts = {block.name: len(cards_of(block)) for notes, _ in self.pairs for block in notes.blocks}
        total = sum(counts.values()) or 1
        return {name: counts[name] / total for name in self._fullest(setting)}

    def _fullest(self, setting: Setting) -> list[str]:
        """The blocks with notes, the fullest first."""
        crowding: dict[str, float] = {}
        for notes, plan in self.pairs:
            crowding |= notes.crowding(plan, setting)
        return sorted(crowding, key=lambda name: -crowding[name])

    def _without(self, setting: Setting) -> Setting:
        """The setting with as few blocks overset as make it held and leave about the same part of their notes to all;
        they keep a note each if that can be.
        """
        names = self._fullest(setting)
        found = letting_go(setting, names, self.held)
        if self.held(found):
            return sharing(found, names, self.held)
        return letting_go(replace(setting, bare=True), names, self.held)

    def _sharing(self, setting: Setting, last: Callable[[], Setting]) -> Setting | None:
        """The setting with as few blocks overset, if no more goes on than stays, or than does in the `last`."""
        found = self._without(setting)
        going = self._going(found)
        return found if self.held(found) and (going <= MOST_GOING or going <= self._going(last())) else None

    def _going(self, setting: Setting) -> float:
        """What part of all notes about goes on."""
        parts = self._crowded(setting)
        crowding: dict[str, float] = {}
        for notes, plan in self.pairs:
            crowding |= notes.crowding(plan, setting)
        staying = {name: max(setting.share, 1 / max(1.0, crowding[name])) for name in setting.overset}
        return sum([parts[name] * (1 - part) for name, part in staying.items()])


def _certain(setting: Setting, held: Held, floor: float) -> Setting:
    """The setting, or one a little smaller if its notes stand a little higher where the dividers are in the end."""
    while setting.size > floor and not held(setting, placed=True):
        size, small = max(floor, setting.size - STEP), max(floor, setting.small - STEP)
        if not setting.crowded or size >= small * APART:
            setting = replace(setting, size=size)
        else:
            setting = replace(setting, size=size, small=small)
    return setting
