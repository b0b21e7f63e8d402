"""Where everything stands: `Plan`, only rectangles."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText


class Frame(Struct, frozen=True):
    """A block given a rectangle on the sheet."""

    area: str
    block: Block
    rect: Rect


class Plan(Struct, frozen=True):
    """The frames of the first sheet, and those of every further one: masthead, columns for what goes on, footer.

    `ruled` tells that blocks touch one another, so that rules stand between them and their contents are inset. `canvas`
    are the blocks of the canvas that the layout is about, at their places on its own sheet.
    """

    width: float
    height: float
    frames: tuple[Frame, ...]
    continuation: tuple[Frame, ...]
    columns: tuple[Rect, ...]
    ruled: bool
    canvas: tuple[Frame, ...] = ()

    @property
    def by_area(self) -> Mapping[str, Frame]:
        """The frames of the first sheet."""
        return {frame.area: frame for frame in self.frames}


class Ground(Struct, frozen=True):
    """What a page was planned as: its frames and, on the first page of a sheet, the blocks that stand in them."""

    frames: tuple[Frame, ...]
    blocks: tuple[BlockText, ...] = ()
