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


class Cell(Struct, frozen=True):
    """A part of a sheet whose dividers may move: an area, or `parts` that stand beside one another (`across`) or under
    one another, a gutter apart. `usual` is how long it is where nothing asks for more, in the direction in which the
    whole that it is a part of is divided; `least` and `most` are how long it may become, as parts of that whole.
    """

    rect: Rect
    area: str = ""
    across: bool = False
    parts: tuple[Cell, ...] = ()
    gutter: float = 0.0
    usual: float = 0.0
    least: float = 1.0
    most: float = 1.0
    moves: bool = False
    """Whether any divider in it moves."""


class Plan(Struct, frozen=True):
    """The frames of the first sheet, and those of every further one: masthead, columns for what goes on, footer.

    `ruled` tells that blocks touch one another, so that rules stand between them and their contents are inset. `canvas`
    are the blocks of the canvas that the layout is about, at their places on its own sheet. `living` is the sheet cut
    along its dividers, where the layout lets some of them move.
    """

    width: float
    height: float
    frames: tuple[Frame, ...]
    continuation: tuple[Frame, ...]
    columns: tuple[Rect, ...]
    ruled: bool
    canvas: tuple[Frame, ...] = ()
    living: Cell | None = None

    @property
    def by_area(self) -> Mapping[str, Frame]:
        """The frames of the first sheet."""
        return {frame.area: frame for frame in self.frames}


class Ground(Struct, frozen=True):
    """What a page was planned as: its frames and, on the first page of a sheet, the blocks that stand in them. `lines`
    tells how many lines for words each strip has, by area.
    """

    frames: tuple[Frame, ...]
    blocks: tuple[BlockText, ...] = ()
    lines: Mapping[str, int] = {}
