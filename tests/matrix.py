"""Which combinations a test tries: chosen ones in the ordinary run, all of them with `pytest --slow`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TypeVar

Combination = TypeVar("Combination", bound=tuple[object, ...])

slow = False
"""Whether the run is the slow one. `conftest.py` says so before it lets any module of tests be imported."""


def tried(every: Iterable[Combination], together: int = 2) -> list[Combination]:
    """The combinations to try. In the ordinary run they are so few that each value of each place is in one of them,
    with each value of each other place (`together=2`) or with any (`together=1`).
    """
    all_of_them = [*every]
    if slow:
        return all_of_them
    chosen: list[Combination] = []
    left = set().union(*(_parts(each, together) for each in all_of_them))
    while left:
        best = max(all_of_them, key=lambda each: len(_parts(each, together) & left))
        left -= _parts(best, together)
        chosen.append(best)
    return chosen


def _parts(each: tuple[object, ...], together: int) -> set[tuple[tuple[int, str], ...]]:
    return set(combinations(((place, str(value)) for place, value in enumerate(each)), together))
