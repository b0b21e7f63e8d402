"""Which size and density the notes of a document are set in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.sizes import STEP, steps
from bmcgen.kinds.notes.density import CONDENSED, LOOKS, Look

OPEN = 12.0
"""Where notes take another sheet anyway, the largest size that they are set in."""


class Setting(Struct, frozen=True):
    """How the notes of a document are set: in one look and size; the blocks that are `crowded` in a smaller one, `small`.
    What finds no room goes on to a further sheet, but only from the blocks that are `overset`.
    """

    size: float
    look: Look = LOOKS[0]
    small: float = 0.0
    crowded: frozenset[str] = frozenset()
    overset: frozenset[str] = frozenset()

    def size_of(self, name: str) -> float:
        """The size of a block's notes."""
        return self.small if name in self.crowded else self.size


class Held(Protocol):
    """Whether every sheet has room for all its notes in a setting; certain where the dividers have been `placed`."""

    def __call__(self, setting: Setting, *, placed: bool = False) -> bool: ...


def choose(held: Held, largest: float, floor: float, looks: Sequence[Look] = LOOKS, near: float = 0.0) -> Setting | None:
    """The largest setting that is held; None if there is none. It is sought from the size that is `near` it. All notes
    are in one look, and small ones are condensed if that makes them larger.
    """
    found: list[Setting] = []
    for look in looks:
        sizes = [size for size in steps(largest, floor) if not look.worth or size <= CONDENSED]
        # A closer look is worth its while only if it is larger by as much.
        least = max((each.size - each.look.worth for each in found), default=0.0) + look.worth
        sizes = [size for size in sizes if size > least]
        if size := _largest(sizes, partial(_held, held, look), near):
            found.append(Setting(size, look))
            near = size
        if found and found[-1].size >= CONDENSED:
            break
    return max(found, key=lambda each: each.size - each.look.worth, default=None)


def _held(held: Held, look: Look, size: float) -> bool:
    return held(Setting(size, look))


def _largest(sizes: Sequence[float], held: Callable[[float], bool], near: float) -> float:
    """The largest of falling sizes that is held; 0 if none is. It is sought from the one next to `near`, in strides that
    double.
    """
    if not sizes:
        return 0.0
    at = min(range(len(sizes)), key=lambda n: abs(sizes[n] - near)) if near else 0
    low, high, stride = 0, len(sizes), 1  # what is before `low` is not held, what is at `high` is
    if held(sizes[at]):
        high = at
        while low < high:
            tried = max(low, high - stride)
            if not held(sizes[tried]):
                low = tried + 1
                break
            high, stride = tried, 2 * stride
    else:
        low = at + 1
        while low < high:
            tried = min(len(sizes) - 1, low + stride - 1)
            if held(sizes[tried]):
                high = tried
                break
            low, stride = tried + 1, 2 * stride
    while low < high:
        middle = (low + high) // 2
        if held(sizes[middle]):
            high = middle
        else:
            low = middle + 1
    return sizes[high] if high < len(sizes) else 0.0


def open_settings(largest: float, floor: float, looks: Sequence[Look] = LOOKS) -> list[Setting]:
    """The settings of notes that take more than a sheet, the most open first."""
    found = [Setting(size) for size in steps(max(floor, min(largest, OPEN)), floor)]
    return [*found, Setting(floor, looks[-1])] if len(looks) > 1 else found


def letting_go(setting: Setting, names: Sequence[str], held: Held) -> Setting:
    """A setting in which the first of the names are overset, as few of them as make it held; all if that is not enough."""
    low, high = 1, len(names)
    while low < high:
        middle = (low + high) // 2
        if held(replace(setting, overset=frozenset(names[:middle]))):
            high = middle
        else:
            low = middle + 1
    return replace(setting, overset=frozenset(names[:high]))


__all__ = ["STEP", "Held", "Setting", "choose", "letting_go", "open_settings"]
