"""What the titles of blocks stand over, and where what is below them begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.model.plan import Frame

TOUCH = 12.0
"""Blocks that stand no farther apart than this touch."""


class Over(Struct, frozen=True):
    """What the title of a block stands over: notes of a size; it is no larger than the `most`. By their names, blocks
    may have to leave as much room below their tops as those beside them.
    """

    notes: float = 0.0
    most: float = inf
    tops: Mapping[str, float] = {}


ALONE = Over()


def level(over: Over, frames: Iterable[Frame], label: Callable[[Frame], float], need: Callable[[Frame], float]) -> Over:
    """The same with the content of blocks that touch side by side beginning at one height, that of the highest label
    among them, where all have what they `need` below it.
    """
    tops: dict[str, float] = {}
    for row in rows_of(frames):
        heights = [label(frame) for frame in row]
        top = max(heights)
        lower = [(frame, top - high) for frame, high in zip(row, heights, strict=True) if high < top]
        if all(need(frame) + more <= frame.rect.h for frame, more in lower):
            tops |= {frame.block.name: top for frame in row}
    return replace(over, tops=tops)


def rows_of(frames: Iterable[Frame]) -> Iterator[list[Frame]]:
    """The blocks that touch side by side, their tops at one height."""
    tops: dict[int, list[Frame]] = defaultdict(list)
    for frame in frames:
        if frame.block.labelled:
            tops[round(frame.rect.y)].append(frame)
    for beside in tops.values():
        row: list[Frame] = []
        for frame in sorted(beside, key=lambda frame: frame.rect.x):
            if row and frame.rect.x > row[-1].rect.right + TOUCH:
                yield row
                row = []
            row.append(frame)
        yield row
