"""What the titles of blocks stand over, and where what is below them begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.model.plan import Frame


class Over(Struct, frozen=True):
    """What the title of a block stands over: notes of a size; it is no larger than the `most`. By their names, blocks
    may have to leave as much room below their tops as those beside them.
    """

    notes: float = 0.0
    most: float = inf
    tops: Mapping[str, float] = {}


ALONE = Over()


def level(over: Over, frames: Iterable[Frame], label: Callable[[Frame], float], need: Callable[[Frame], float]) -> Over:
    """The same with the content of blocks beside one another beginning at one height, where all that `need` their room
    have it under the highest of their labels.
    """
    rows: dict[int, list[Frame]] = defaultdict(list)
    for frame in frames:
        if frame.block.labelled:
            rows[round(frame.rect.y)].append(frame)
    tops: dict[str, float] = {}
    for row in rows.values():
        heights = [label(frame) for frame in row]
        top = max(heights)
        lower = [(frame, top - high) for frame, high in zip(row, heights, strict=True) if high < top]
        if all(need(frame) + more <= frame.rect.h for frame, more in lower):
            tops |= {frame.block.name: top for frame in row}
    return replace(over, tops=tops)
