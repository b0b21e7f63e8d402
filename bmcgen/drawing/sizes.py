"""Type sizes in steps."""

from __future__ import annotations

from itertools import zip_longest

from msgspec import Struct

from bmcgen.model.layout import Sizes

STEP = 0.5
APART = 1.2
"""Two sizes beside one another differ by so much at least, as a factor: less looks like a mistake."""


def steps(largest: float, floor: float) -> list[float]:
    """The sizes from the largest down to the floor, half a point apart; the floor itself is always among them."""
    sizes = []
    size = largest
    while size > floor + 0.01:
        sizes.append(size)
        size -= STEP
    return [*sizes, floor]


class Scale(Struct, frozen=True):
    """The type sizes that all sheets of a document share: of what is to be read, and of questions and lists."""

    text: float
    prompt: float


def scales_of(sizes: Sizes) -> list[Scale]:
    """From the largest sizes to the floors, both a step at a time."""
    text, prompt = steps(*sizes.text), steps(*sizes.prompt)
    pairs = zip_longest(text, prompt)
    return [Scale(each or text[-1], other or prompt[-1]) for each, other in pairs]
