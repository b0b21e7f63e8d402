"""Which type sizes a page is set in."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 0.5
LEAST_DIFFERENCE = 1.0


def steps(largest: float, floor: float) -> list[float]:
    """The sizes from the largest down to the floor, half a point apart; the floor itself is always among them."""
    sizes = []
    size = largest
    while size > floor + 0.01:
        sizes.append(size)
        size -= STEP
    return [*sizes, floor]


def choose(fitting: Sequence[float], largest: float, floor: float) -> tuple[float, float]:
    """The size of the page's notes, and that of its crowded blocks; both are the same where one size is enough.

    `fitting` is the largest size that each block could have. A block set in a size above its own would not fit, so the
    blocks below the page's size all take the smallest of theirs. The page's size is one that at least half of the
    blocks can have; of those the one that gives the largest type in sum. A second size must differ by a point at least,
    or it would look like a mistake.
    """
    if not fitting:
        return largest, floor
    lowest = min(fitting)
    best = lowest
    for size in sorted(set(fitting)):
        shared = sum(each >= size for each in fitting)
        if 2 * shared < len(fitting) or size - lowest < LEAST_DIFFERENCE:
            continue
        if _sum(fitting, size, lowest) > _sum(fitting, best, lowest):
            best = size
    return best, lowest


def _sum(fitting: Sequence[float], body: float, small: float) -> float:
    return sum(body if size >= body else small for size in fitting)
