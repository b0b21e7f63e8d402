"""The dividers of a sheet, placed so that each of its blocks of notes has what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf

from msgspec.structs import replace

from bmcgen.drawing.grid.dividers import Dividers, farthest
from bmcgen.drawing.grid.levels import levelled, regular
from bmcgen.drawing.set_text import LEADING
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.sizing.needs import SLACK, Needs
from bmcgen.kinds.notes.sizing.over import rows_of
from bmcgen.kinds.notes.sizing.sizes import DISPLAY, Setting
from bmcgen.model.plan import Cell, Frame

Titles = tuple[tuple[str, int], ...]
"""How many lines the titles of some areas are to have room for."""


class Dividing:
    """Places the dividers of a sheet for what its blocks need."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self._last: dict[Rect, int] = {}
        self._placed: dict[tuple[Setting, bool, bool, Titles], Dividers] = {}
        self._grown: tuple[object, dict[str, Rect] | None] = None, None

    def let_titles_break(self, lines: int) -> None:
        """From now on no size is too large for the words of a title, if it takes no more than so many lines."""
        self.needs.most_title_lines = lines
        self._placed.clear()

    def hold(self, frames: Mapping[str, Frame], living: Cell | None, setting: Setting, *, prompted: bool) -> bool:
        """Whether the dividers can be placed so that each block has what it needs."""
        dividers = self._dividers(frames, setting, prompted=prompted)
        if living is not None and self._calm(setting):
            living = regular(living)
        if living is None:
            return all(dividers.need(frame.area, frame.rect.w) <= frame.rect.h + SLACK for frame in frames.values())
        return dividers.hold(living, living.rect.w, living.rect.h)

    def _calm(self, setting: Setting) -> bool:
        """Whether columns do not move for the sake of a size; large print may need them to."""
        return setting.size > DISPLAY and self.needs.ink.theme.scale == 1

    def grown(
        self, frames: Mapping[str, Frame], living: Cell | None, setting: Setting, *, prompted: bool
    ) -> dict[str, Rect] | None:
        """The rectangles of areas in which each block has what it needs; None if some does not."""
        found = {frame.area: frame.rect for frame in frames.values()}
        key = setting, prompted, tuple(found.values())
        if self._grown[0] == key:
            return self._grown[1]
        dividers = self._dividers(frames, setting, prompted=prompted)
        if living is not None:
            if setting.overset:
                wanted = self._dividers(frames, setting, prompted=prompted, all_of_it=True)
                found = dividers.placed(living, living.rect, wanted)
            else:
                cell = self._holding(living, setting, dividers) or (regular(living) if self._calm(setting) else living)
                found = levelled(cell, dividers.placed(cell, cell.rect, dividers), dividers.need)
                uneven = self._uneven(frames, found, setting)
                # Titles on one line, else room for as many lines as the longest takes: for that even calm columns move.
                for lines, calm in ((_one, True), (_most, True), (_most, False)) if uneven else ():
                    alike = self._dividers(frames, setting, prompted=prompted, titles=lines(uneven))
                    if better := self._holding(living, setting, alike, calm=calm):
                        found = levelled(better, alike.placed(better, better.rect, alike), alike.need)
                        break
        rects = [(frame.area, found[frame.area]) for frame in frames.values()]
        held = all(dividers.need(area, rect.w) <= rect.h + SLACK for area, rect in rects)
        self._grown = key, found if held else None
        return self._grown[1]

    def _holding(self, living: Cell, setting: Setting, dividers: Dividers, *, calm: bool = True) -> Cell | None:
        """The calmest cells that hold the notes: columns move only where these have no room in the usual ones."""
        usual = regular(living)
        if dividers.hold(usual, usual.rect.w, usual.rect.h):
            return usual
        calm = calm and self._calm(setting)
        return living if not calm and dividers.hold(living, living.rect.w, living.rect.h) else None

    def _uneven(self, frames: Mapping[str, Frame], rects: Mapping[str, Rect], setting: Setting) -> list[dict[str, int]]:
        """The rows in which titles differ in lines, and how many each has."""
        found: list[dict[str, int]] = []
        for row in rows_of(replace(frame, rect=rects[frame.area]) for frame in frames.values()):
            lines = {frame.area: self.needs.label_shape(frame.block, frame.rect.w, setting.size).lines for frame in row}
            if len({*lines.values()}) > 1:
                found.append(lines)
        return found

    def even(self, frames: Mapping[str, Frame], rects: Mapping[str, Rect], setting: Setting) -> bool:
        """Whether titles have as many lines as those beside them, or room for as many."""
        titles = _most(self._uneven(frames, rects, setting))
        dividers = self._dividers(frames, setting, prompted=False, titles=titles)
        return all(dividers.need(area, rects[area].w) <= rects[area].h + SLACK for area, _ in titles)

    def _dividers(
        self,
        frames: Mapping[str, Frame],
        setting: Setting,
        *,
        prompted: bool,
        all_of_it: bool = False,
        titles: Titles = (),
    ) -> Dividers:
        key = setting, prompted, all_of_it, titles
        if key not in self._placed:
            blocks = {frame.area: frame.block for frame in frames.values()}
            lines = dict(titles)

            def more(area: str, width: float) -> float:
                """How much higher a block is if there is room for so many lines of its title."""
                wanted = lines.get(area)
                if wanted is None:
                    return 0.0
                shape = self.needs.label_shape(blocks[area], width, setting.size)
                return (wanted - shape.lines) * LEADING * shape.size if shape.lines <= wanted else inf

            def need(area: str, width: float) -> float:
                if area not in blocks:
                    return 0.0
                high = more(area, width)
                if high == inf:
                    return inf
                return high + self.needs.height(blocks[area], width, setting, prompted=prompted, all_of_it=all_of_it)

            def bounds(area: str, width: float) -> tuple[float, float]:
                if area not in blocks:
                    return 0.0, 0.0
                high = more(area, width)
                if high == inf:
                    return inf, inf
                low, most = self.needs.bounds(blocks[area], width, setting, prompted=prompted, all_of_it=all_of_it)
                return low + high, most + high

            self._placed[key] = Dividers(need, self._last, bounds)
        return self._placed[key]

    def crowding(self, frames: Mapping[str, Frame], living: Cell | None, setting: Setting) -> dict[str, float]:
        """How many times as high as it may become each block of notes would have to be, where it is as wide as it may
        become.
        """
        most = living and farthest(living)
        found = {}
        for frame in frames.values():
            if self.needs.notes[frame.area]:
                wide, high = most[frame.area] if most else (frame.rect.w, frame.rect.h)
                need = self.needs.height(frame.block, wide, setting, prompted=False, all_of_it=True)
                found[frame.block.name] = need / max(high, 1.0)
        return found


def _one(rows: Iterable[Mapping[str, int]]) -> Titles:
    """Room for one line of each title."""
    return tuple((area, 1) for row in rows for area in row)


def _most(rows: Iterable[Mapping[str, int]]) -> Titles:
    """Room for as many lines in each row as the title has that takes most."""
    return tuple((area, max(row.values())) for row in rows for area in row)
