"""Type sizes in steps, and the search for the largest that holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from msgspec import Struct

from bmcgen.model.layout import Sizes

STEP = 0.5


def steps(largest: float, floor: float) -> list[float]:
    """The sizes from the largest down to the floor, half a point apart; the floor itself is always among them."""
    sizes = []
    size = largest
    while size > floor + 0.01:
        sizes.append(size)
        size -= STEP
    return [*sizes, floor]


def largest(sizes: Sequence[float], held: Callable[[float], bool], near: int) -> int:
    """The index of the largest of sizes that is held, where all smaller ones are too; their number if none is. It is
    looked for upwards from the index of a size that most likely is held, if there is one.
    """
    low, high, step = 0, near, 1
    while low < high and near < len(sizes):
        at = max(low, high - step)
        if not held(sizes[at]):
            low = at + 1
            break
        high, step = at, 2 * step
    while low < high:
        middle = (low + high) // 2
        if held(sizes[middle]):
            high = middle
        else:
            low = middle + 1
    if high == near < len(sizes) and not held(sizes[near]):
        return largest(sizes, held, len(sizes))
    return high


class Scale(Struct, frozen=True):
    """The type sizes that all sheets of a document share: of what is to be read, and of questions and lists."""

    text: float
    prompt: float


def scales_of(sizes: Sizes) -> list[Scale]:
    """From the largest sizes to the floors, both a step at a time."""
    text, prompt = steps(*sizes.text), steps(*sizes.prompt)
    pairs = zip_longest(text, prompt)
    return [Scale(each or text[-1], other or prompt[-1]) for each, other in pairs]
