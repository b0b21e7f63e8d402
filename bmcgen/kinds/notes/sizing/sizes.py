"""Which size and density the notes of a document are set in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import ceil
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.grid.searching import first_held
from bmcgen.drawing.sizes import APART, STEP, steps
from bmcgen.geometry import MM
from bmcgen.kinds.notes.cards.density import CONDENSED, DENSITIES, Density
from bmcgen.model.plan import Frame

MOST_DIFFERENCE = 1.65
"""One size is at most so many times the other."""
TRADED = 1.5
"""The same where the smaller is made smaller still, so that the other is larger."""
MOST_CROWDED = 3
"""One block of so many may have the smaller."""
SECOND_SIZE = 0.75
PARTS, ALIKE, KEPT = 20, 1, 3
"""In so many parts the share of notes is measured that blocks keep; where that is half of them, so many parts more or
less look alike. They keep so many notes, or all, if that can be.
"""
DISPLAY = 18.0
"""Notes larger than this are all of one size, and stand in columns of the usual width."""
HELD = 350 * MM
"""A sheet less wide than this, in its own points, is read in the hand: A4 or Letter, which stand for A3 set smaller."""
OPEN, OPENED = 14.0, 1.3
"""Where notes take another sheet anyway, the largest size that they are set in, or how many times their least size."""


class Setting(Struct, frozen=True):
    """How the notes of a document are set: in one density and size, those of `crowded` blocks, which are `part` of them
    all, in a smaller one.
    What finds no room goes on to a further sheet, but only from the blocks that are `overset`: each of these keeps the
    same `share` of its notes at the least, and the `fewest` in any case; `bare` ones need not keep even one. Where all
    words are to stay `whole`, columns are wide enough for the longest.
    """

    size: float
    density: Density = DENSITIES[0]
    small: float = 0.0
    crowded: frozenset[str] = frozenset()
    part: float = 0.0
    overset: frozenset[str] = frozenset()
    bare: bool = False
    share: float = 0.0
    fewest: int = 1
    whole: bool = False

    def kept_of(self, count: int) -> int:
        """How many of its notes an overset block keeps at the least."""
        return max(min(self.fewest, count), ceil(self.share * count - 1e-6))

    def size_of(self, name: str) -> float:
        """The size of a block's notes."""
        return self.small if name in self.crowded else self.size


def held_in_hand(frames: Iterable[Frame]) -> bool:
    """Whether a sheet is so small that it is read in the hand."""
    return max(frame.rect.right for frame in frames) < HELD


class Held(Protocol):
    """Whether every sheet has room for all its notes in a setting; certain where the dividers have been `placed`."""

    def __call__(self, setting: Setting, *, placed: bool = False) -> bool: ...


def choose(
    held: Held,
    largest: float,
    floor: float,
    densities: Sequence[Density] = DENSITIES,
    near: float = 0.0,
    crowded: Callable[[Setting], Mapping[str, float]] = lambda setting: {},
) -> Setting | None:
    """The setting with the largest type that is held; None if there is none. It is sought from the size that is `near`
    it. All notes are in one density; small ones are condensed if that makes them larger by more than it costs. Blocks
    that keep the others from a larger size have one of their own; `crowded` names blocks, the fullest first, and says
    what part of all notes each has.
    """
    best: Setting | None = None
    for density in densities:
        sizes = [size for size in steps(largest, floor) if not density.worth or size <= CONDENSED]
        sizes = [size for size in sizes if best is None or _worth(Setting(size, density)) > _worth(best)]
        size = _largest(sizes, partial(_held, held, density), near)
        if not size:
            continue
        found = _in_two(Setting(size, density), held, (largest, floor), crowded)
        if best is None or _worth(found) > _worth(best):
            best = found
        if size >= CONDENSED:
            break
        near = size
    return best


def _worth(setting: Setting) -> float:
    """What a setting is worth, in points: a second size costs unrest, a closer density colour."""
    size = (
        setting.size - setting.part * (setting.size - setting.small) - SECOND_SIZE if setting.crowded else setting.size
    )
    return size - setting.density.worth


def _in_two(
    setting: Setting,
    held: Held,
    sizes: tuple[float, float],
    crowded: Callable[[Setting], Mapping[str, float]],
) -> Setting:
    """The same in two sizes, up to a third of the blocks in the smaller, if that is worth more; else as it is. The
    smaller is tried a point at a time.
    """
    most = min(sizes[0], DISPLAY) if not setting.density.worth else CONDENSED
    if setting.size * APART > most:
        return setting
    parts = crowded(setting)
    names = [*parts][: len(parts) // MOST_CROWDED]
    best, small = setting, setting.size

    def in_two(size: float, small: float, names: Sequence[str]) -> Setting:
        part = sum([parts[name] for name in names])
        return replace(setting, size=size, small=small, crowded=frozenset(names), part=part)

    def larger(small: float) -> Setting | None:
        high = min(most, small * (MOST_DIFFERENCE if small == setting.size else TRADED))
        tried = [in_two(size, small, names) for size in steps(high - high % STEP, small * APART)]
        better = [each.size for each in tried if each.size <= high and _worth(each) > _worth(best)]
        size = _largest(better, lambda size: held(in_two(size, small, names)), best.size)
        return in_two(size, small, names) if size else None

    while names and small >= sizes[1]:
        found = larger(small)
        if found is None and small < setting.size:
            break
        best = found or best
        small -= 2 * STEP
    if best.crowded:
        # Some may do without, and then those that may not be somewhat larger.
        for name in reversed(names):
            fewer = [each for each in names if each in best.crowded and each != name]
            if fewer and held(in_two(best.size, best.small, fewer)):
                best = in_two(best.size, best.small, fewer)
        while best.size >= (best.small + STEP) * APART and held(next_ := replace(best, small=best.small + STEP)):
            best = next_
    return best


def _held(held: Held, density: Density, size: float) -> bool:
    return held(Setting(size, density))


def _largest(sizes: Sequence[float], held: Callable[[float], bool], near: float) -> float:
    """The largest of falling sizes that is held; 0 if none is. The search begins at the size nearest to `near`."""
    at = min(range(len(sizes)), key=lambda n: abs(sizes[n] - near), default=0) if near else 0
    found = first_held(len(sizes), lambda tried: held(sizes[tried]), at)
    return sizes[found] if found < len(sizes) else 0.0


def open_settings(largest: float, least: Setting, densities: Sequence[Density] = DENSITIES) -> list[Setting]:
    """The settings of notes that take more than a sheet, the most open first, down to the `least`."""
    high = min(largest, max(OPEN, least.size * OPENED))
    found = [raised(least, size) for size in steps(max(least.size, high - high % STEP), least.size)]
    return [*found, replace(least, density=densities[-1])] if len(densities) > 1 else found


def raised(least: Setting, size: float) -> Setting:
    """The same with both sizes larger, as far apart as they were."""
    return replace(least, size=size, small=least.small * size / least.size)


def largest_of(least: Setting, largest: float, held: Held) -> Setting | None:
    """The largest setting in two sizes that is held, neither smaller than the `least`; None if that is not held."""
    size = _largest(steps(largest, least.size), lambda size: held(raised(least, size)), least.size)
    return raised(least, size) if size else None


def letting_go(setting: Setting, names: Sequence[str], held: Held) -> Setting:
    """A setting in which the first of the names are overset, as few as make it held; all if that is not enough."""

    def enough(spared: int) -> bool:
        return held(replace(setting, overset=frozenset(names[: spared + 1])))

    count = 1 + bisect_left(range(len(names) - 1), True, key=enough)
    return replace(setting, overset=frozenset(names[:count]))


def sharing(setting: Setting, names: Sequence[str], held: Held) -> Setting:
    """The same with the largest share of their notes that overset blocks can keep. More of the names are overset if the
    fullest would else keep a smaller part than all of them could.
    """
    first, every = len(setting.overset), len(names)

    def keeping(count: int, part: int, fewest: int) -> Setting:
        return replace(setting, overset=frozenset(names[:count]), share=part / PARTS, fewest=fewest)

    fewest = next(few for few in (*range(KEPT, 1, -1), 1) if few == 1 or held(keeping(every, 1, few)))

    def most(count: int, least: int) -> int:
        """The most parts that so many of the names can keep, if they can keep the least."""
        parts = range(PARTS - 1, least, -1)
        found = bisect_left(parts, True, key=lambda part: held(keeping(count, part, fewest)))
        return parts[found] if found < len(parts) else least

    alike = most(every, 0)
    if alike >= PARTS / 2:
        alike -= ALIKE
    counts = range(first, every)
    count = first + bisect_left(counts, True, key=lambda count: held(keeping(count, alike, fewest)))
    part = most(count, alike)
    # Dividers are found closely; where they are placed in the end a note may not have its room.
    while part and not held(keeping(count, part, fewest), placed=True):
        part -= 1
    return keeping(count, part, fewest if part else 1)


__all__ = ["STEP", "Held", "Setting", "choose", "held_in_hand", "largest_of", "letting_go", "open_settings", "sharing"]
