"""A baseline grid: what stands on it takes whole units of the leading, so that the lines of columns beside one another
are level.
"""

from __future__ import annotations

from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.columns import HEADING, ITEM_GAP, LEADING, ParagraphStyle

_SLACK = 0.01


class BaselineGrid(Struct, frozen=True):
    """The grid of text in a size. Where nothing stands beside the text it is `loose`: gaps need not be whole units."""

    size: float
    loose: bool = False

    @property
    def unit(self) -> float:
        return self.size * LEADING

    def style(self, *, units: int = 0, **looks: object) -> ParagraphStyle:
        """The text itself, with so many units above it."""
        return ParagraphStyle(self.size, space=units * LEADING, on_grid=self.size, **looks)  # type: ignore[arg-type]

    def heading(self) -> ParagraphStyle:
        """A heading with an empty line above it; it is larger than the text and stands on the same lines."""
        size = self.size * HEADING
        return ParagraphStyle(
            size,
            "bold",
            role="H3",
            space=self.unit / size,
            leading_ratio=self.unit / size,
            keep=True,
            on_grid=self.size,
        )

    def enlarged(self, style: ParagraphStyle, times: float) -> ParagraphStyle:
        """The same so many times as large, on the lines of the text."""
        size = times * style.size
        return replace(style, size=size, leading_ratio=self.unit / size)

    def set_apart(self, style: ParagraphStyle) -> ParagraphStyle:
        """What stands below something else: on a loose grid, with a gap between entries too."""
        return replace(style, space=max(style.space, ITEM_GAP)) if self.loose else style

    @staticmethod
    def closer(style: ParagraphStyle) -> ParagraphStyle:
        """The same with nothing above it."""
        return replace(style, space=0.0)


def snapped(y: float, unit: float) -> float:
    """The first line of a grid that is not above y; y itself where there is no grid."""
    return ceil((y - _SLACK) / unit) * unit if unit else y
