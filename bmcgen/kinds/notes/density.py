"""How notes may be set: the densities, all that is measured in their size, and in how many columns they stand."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from bmcgen.model.layout import Theme

LEAST_MEASURE = 10.0
MOST_MEASURE = 26.0
"""Columns from the least to the most, in ems, are as good as one another; then the fewest are the best."""
CONDENSED = 11.0
"""The largest size that is condensed."""
BROKEN = 9.5
"""The largest size in which a word is broken that need not be."""
WHOLE = 18.0
"""The largest in which any is broken at all."""


class Density(Struct, frozen=True):
    """How closely notes are set. `worth` is what a size is worth less in it, in points, when sizes are chosen; none but
    small type is condensed.
    """

    face: str
    tight: bool
    worth: float


# Condensed and closer type must be larger by a step for each.
DENSITIES = (Density("regular", False, 0.0), Density("condensed", False, 0.45), Density("condensed", True, 0.9))


def densities_of(theme: Theme) -> tuple[Density, ...]:
    """The densities that a theme sets notes in: large print is not condensed."""
    return DENSITIES[:1] if theme.scale > 1 else DENSITIES


class NoteStyle(Struct, frozen=True):
    """How notes are set. All that follows is measured in the size, so a smaller note is the same note, smaller."""

    size: float
    density: Density = DENSITIES[0]
    hyphens: bool = False
    indent: bool = False

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
        return self.size * (0.26 if self.density.tight else 0.29)

    @property
    def gap(self) -> float:
        return self.size * (0.26 if self.density.tight else 0.29)

    @property
    def column_gap(self) -> float:
        return self.size * (0.4 if self.density.tight else 0.5)

    @property
    def badge(self) -> float:
        return self.size * 1.06

    @property
    def badge_step(self) -> float:
        """From one badge to the next beside it; under one another they keep the leading."""
        return self.size * 1.24


class ColumnSetting(Struct, frozen=True):
    """Cards in so many columns of a width, and what is the same for all of them. `rooms` are those for the text of a
    card without a badge and beside one, two and three of them, in thousandths of the size.
    """

    style: NoteStyle
    count: int
    width: float
    rooms: tuple[float, ...]
    widest: float
    leading: float
    around: float
    gap: float


@lru_cache(16384)
def column_settings(
    width: float, size: float, density: Density, indent: bool, hyphens: bool
) -> tuple[ColumnSetting, ...]:
    """The ways to set cards in a room of a width, the best first."""
    found: list[ColumnSetting] = []
    style = NoteStyle(size, density, hyphens, indent)
    for count in column_counts(width, style):
        wide = column_width(width, count, style)
        bare, *beside = (text_room(style, wide, across) for across in range(4))
        rooms = (beside[0] if indent else bare, *beside)
        found.append(ColumnSetting(style, count, wide, rooms, bare, style.leading, 2 * style.pad_y, style.gap))
    return tuple(found)


def rail(style: NoteStyle, across: int) -> float:
    """The width at the left of a card that so many badges beside one another take, the gap to the text included."""
    return style.badge + (across - 1) * style.badge_step + style.size * 0.45 if across else 0.0


def text_room(style: NoteStyle, width: float, across: int) -> float:
    """The room for the text of a card beside so many badges, in thousandths of the size."""
    return (width - 2 * style.pad_x - rail(style, across)) * 1000 / style.size


def column_width(width: float, count: int, style: NoteStyle) -> float:
    return (width - (count - 1) * style.column_gap) / count


def column_counts(width: float, style: NoteStyle) -> list[int]:
    """How many columns a width may have, the best first: the fewest whose measure is not too long."""
    em = style.size * (0.9 if style.face == "condensed" else 1.0)
    counts = [count for count in range(1, 9) if count == 1 or column_width(width, count, style) >= LEAST_MEASURE * em]
    return sorted(counts, key=lambda count: max(MOST_MEASURE, column_width(width, count, style) / em))
