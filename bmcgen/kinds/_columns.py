"""The columns of a sheet, for a strip at its head that stands on them."""

from __future__ import annotations

from msgspec import Struct

from bmcgen.model.layout import Block, Grid


class Columns(Struct, frozen=True):
    """Where the columns of a sheet begin, from its left edge on, and where blocks below the head do."""

    starts: tuple[float, ...]
    edges: frozenset[float]


def columns_below(grid: Grid, block: Block, width: float) -> Columns | None:
    """The columns of a sheet as they usually are, below a head that is as wide as all of them; None where they are not
    shares of the width.
    """
    shares = [track.share for track in grid.columns]
    rows = [number for number, areas in enumerate(grid.areas) if set(areas) == {block.area}]
    if not all(shares) or not rows or rows[-1] + 1 == len(grid.areas):
        return None
    free = (width - grid.column_gutter * (len(shares) - 1)) / sum(shares)
    starts = [sum(shares[:number]) * free + number * grid.column_gutter for number in range(len(shares))]
    below = grid.areas[rows[-1] + 1]
    edges = (start for number, start in enumerate(starts) if number and below[number] != below[number - 1])
    return Columns(tuple(starts), frozenset(edges))
