"""How notes may be set: the densities, all that is measured in their size, and in how many columns they stand."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from bmcgen.drawing.signs import badges_width
from bmcgen.model.layout import Theme

LEAST_MEASURE = 9.0
"""The least width of the text in one of several columns, in ems."""
MOST_MEASURE = 26.0
"""Columns up to this, in ems, are as good as one another; then the fewest are the best."""
CONDENSED = 11.0
"""The largest size that is condensed."""
BROKEN = 9.5
"""The largest size in which a word is broken that need not be."""
WHOLE = 18.0
"""The largest in which any is broken at all."""


THREADED = 0.4, 0.4
"""The gutter between columns that threads run in, and what it has for each of them."""


STATUS_RAIL = 1.12
RAIL = 1000 * STATUS_RAIL
"""The room for a sign, of a status or of a change, at the right of a note's first line, in sizes."""


class Density(Struct, frozen=True):
    """How closely notes are set. `worth` is what a size is worth less in it, in points, when sizes are chosen; none but
    small type is condensed. All room around words is so `close`, as a part of the usual.
    """

    face: str
    tight: bool
    worth: float
    close: float = 1.0


# Condensed and closer type must be larger by a step for each.
DENSITIES = (Density("regular", False, 0.0), Density("condensed", False, 0.45), Density("condensed", True, 0.9))
CLOSEST = Density("condensed", True, 1.3, 0.85)
"""The last resort before another sheet."""
CLOSE = Density("regular", True, 0.0, 0.85)
"""The same in large print, which is never condensed."""


def densities_of(theme: Theme) -> tuple[Density, ...]:
    """The densities that a theme sets notes in: large print is not condensed."""
    return DENSITIES[:1] if theme.large else DENSITIES


class NoteStyle(Struct, frozen=True):
    """How the notes of a block are set: beside how many badges (`left`), how many `signs` they have at their right at
    the most, and how many threads run between their columns. All that follows is measured in the size, so a smaller
    note is the same note, smaller.
    """

    size: float
    density: Density = DENSITIES[0]
    hyphens: bool = False
    left: int = 0
    signs: int = 0
    threads: int = 0

    @property
    def face(self) -> str:
        return self.density.face

    @property
    def leading(self) -> float:
        return self.size * (1.16 if self.density.tight else 1.2)

    @property
    def pad_x(self) -> float:
        return self.size * (0.5 if self.density.tight else 0.54)

    @property
    def pad_y(self) -> float:
        return self.size * (0.26 if self.density.tight else 0.29) * self.density.close

    @property
    def first_line(self) -> float:
        """How far the middle of the first line is below the top of a card."""
        return self.pad_y + self.leading / 2

    @property
    def gap(self) -> float:
        return self.size * (0.26 if self.density.tight else 0.29) * self.density.close

    @property
    def column_gap(self) -> float:
        usual = 0.4 if self.density.tight else 0.5
        return self.size * max(usual, THREADED[0] + self.threads * THREADED[1])

    @property
    def badge(self) -> float:
        return self.size * 1.06

    @property
    def rail(self) -> float:
        """The width at the left that badges take, the gap to the text included: each card keeps it, so that all texts
        begin under one another.
        """
        return badges_width(self.left, self.badge) + self.size * 0.42 if self.left else 0.0

    @property
    def edge(self) -> float:
        """How wide the edge is that shows the segments of a note."""
        return self.size * 0.3

    @property
    def status(self) -> float:
        """How large a sign is."""
        return self.size * 0.86

    @property
    def status_rail(self) -> float:
        """The width at the right that the signs take."""
        return self.size * STATUS_RAIL * self.signs


class ColumnSetting(Struct, frozen=True):
    """Cards in so many columns of a width, and what is the same for all of them. `widest` is the room for the text of a
    card, `narrowed` that beside signs, in thousandths of the size.
    """

    style: NoteStyle
    count: int
    width: float
    widest: float
    narrowed: float
    leading: float
    around: float
    gap: float


@lru_cache(16384)
def column_settings(
    width: float, size: float, density: Density, left: int, signs: int, hyphens: bool, threads: int = 0
) -> tuple[ColumnSetting, ...]:
    """The ways to set cards in a room of a width, the best first."""
    found: list[ColumnSetting] = []
    style = NoteStyle(size, density, hyphens, left, signs, threads)
    for count in column_counts(width, style):
        wide = column_width(width, count, style)
        rooms = text_room(style, wide), text_room(style, wide, narrow=True)
        found.append(ColumnSetting(style, count, wide, *rooms, style.leading, 2 * style.pad_y, style.gap))
    return tuple(found)


def text_room(style: NoteStyle, width: float, *, narrow: bool = False) -> float:
    """The room for the text of a card, in thousandths of the size; a `narrow` one keeps room for signs."""
    taken = 2 * style.pad_x + style.rail + (style.status_rail if narrow else 0.0)
    return (width - taken) * 1000 / style.size


def column_width(width: float, count: int, style: NoteStyle) -> float:
    return (width - (count - 1) * style.column_gap) / count


def column_counts(width: float, style: NoteStyle) -> list[int]:
    """How many columns a width may have, the best first: the fewest whose measure is not too long."""
    em = style.size * (0.9 if style.face == "condensed" else 1.0)
    taken = 2 * style.pad_x + style.rail
    counts = [
        count for count in range(1, 9) if count == 1 or column_width(width, count, style) - taken >= LEAST_MEASURE * em
    ]
    return sorted(counts, key=lambda count: max(MOST_MEASURE, column_width(width, count, style) / em))
