"""The search for the first of many that holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable


def first_held(count: int, held: Callable[[int], bool], near: int = 0) -> int:
    """The least of so many indices that is held, where all after it are too; `count` if none is. The search begins at
    the index `near` and strides away from it, twice as far each time, so that it is short where the answer is close.
    """
    if not count:
        return 0
    near = min(near, count - 1)
    low, high, stride = 0, count, 1  # nothing before `low` is held, everything from `high` on is
    if held(near):
        high = near
        while low < high:
            tried = max(low, high - stride)
            if not held(tried):
                low = tried + 1
                break
            high, stride = tried, 2 * stride
    else:
        low = near + 1
        while low < high:
            tried = min(high - 1, low + stride - 1)
            if held(tried):
                high = tried
                break
            low, stride = tried + 1, 2 * stride
    return bisect_left(range(high), True, low, key=held)
