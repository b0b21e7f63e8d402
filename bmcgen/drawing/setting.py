"""How a block is set on a sheet. A kind answers with a `Setting` for each of its blocks, and the pages ask it: how high
it must be, how it stands in its frame, and what of it continues on further sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic
from bmcgen.drawing.body.bands import CarriedStory
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block, Sheet, Sizes
from bmcgen.model.manuscript import BlockText, Manuscript, Text
from bmcgen.model.page import Mark
from bmcgen.model.plan import Frame, Plan


class Context(Struct, frozen=True):
    """The sheet that blocks are set for. `canvas` gives the frames of the canvas that the layout is about, as they
    stand on its own sheet.
    """

    manuscript: Manuscript
    sheet: Sheet
    sizes: Sizes
    ink: Ink
    canvas: Callable[[], Sequence[Frame]]


class Span(Struct, frozen=True):
    """From one sheet to another, which may be the same."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def name_of(span: Span) -> str:
    """Sheets for a message on the terminal."""
    return f"sheet {span}" if span.first == span.last else f"sheets {span}"


class Between(Protocol):
    """What runs between flows that stand on one further sheet."""

    def draw(self, page: Builder, columns: Sequence[Rect], stood: Sequence[tuple[Flow, Rect, int]]) -> Sequence[Flow]:
        """Draws it for flows in their rectangles, each from one of its lines on; returns them as they are drawn."""
        ...


class Flow(Protocol):
    """Something that continues in the columns of further sheets: it is so many lines high, and no fewer than `least` of
    them stand on either side of a division. `gap` is the space below it, in points. Flows that something runs between
    share its `between`.
    """

    gap: float
    least: int
    between: Between | None

    def lines(self, width: float) -> int: ...

    def height(self, count: int, width: float) -> float: ...

    def draw(self, page: Builder, rect: Rect, first: int, count: int, parent: int) -> None: ...

    def resumed(self, first: int) -> Flow:
        """The same as it stands at the top of a column, from its line `first` on."""
        ...


class Label(Protocol):
    """The title of a block, set for a width."""

    @property
    def height(self) -> float: ...

    def draw(self, page: Builder, block: Block, rect: Rect, section: int) -> None: ...


class Carried(Protocol):
    """What of a block continues in the columns of further sheets."""

    @property
    def text(self) -> BlockText: ...

    @property
    def block(self) -> Block: ...

    @property
    def listed(self) -> bool:
        """Whether its flows are the entries of one list under the label."""
        ...

    @property
    def whole(self) -> bool:
        """Whether a flow is divided only where no column could hold it."""
        ...

    @property
    def bar(self) -> float:
        """The height of the bar in the block's accent over its label; 0 where the label brings its own."""
        ...

    def flows(self) -> Sequence[Flow]:
        """What continues."""
        ...

    def label(self, ink: Ink, width: float, continued: Text) -> Label | None:
        """What stands over it in each column; None where the strip above the columns names it."""
        ...

    def again(self, ink: Ink, width: float, label: Label) -> Label | None:
        """What stands over it in a second column of one sheet, as high as the label; None where that is the label."""
        ...


def _no_warning(_: Span) -> None:
    """A text that continues on the next page is no reason for a warning."""


class Part(Struct, frozen=True):
    """A block in its frame: how the first sheet draws it, what of it continues, and the warning of that, if it deserves
    one; both are told on which further sheets it does. `places` is how many paper notes it has outlines for.
    """

    text: BlockText
    draw: Callable[[Builder, Span | None], None]
    carried: Carried | CarriedStory | None = None
    overset: Callable[[Span], Diagnostic | None] = _no_warning
    places: int | None = None


class Setting:
    """A block set for a sheet. Heights and widths are in points; `rows` is how many lines the labels take of all blocks
    that begin in the same row of the grid, for these stand level.
    """

    varies = True
    """Whether it depends on the scale, so that it is tried in one after another."""
    gives_way = False
    """Whether the dividers beside it, above it and below it move for it and for others that do."""
    is_form = False
    """Whether it is a part of a form, whose label stands level with those beside it."""

    def label_rows(self, width: float) -> int:
        """How many lines its label takes; 0 for one that need not be level with those beside it."""
        return 0

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        """What it cannot do without, whatever else gives way."""
        return self.height(width, scale, rows)

    def height(self, width: float, scale: Scale, rows: int) -> float:
        """How high it must be so that all of it stands there."""
        raise NotImplementedError

    def tight_height(self, width: float, scale: Scale, rows: int) -> float:
        """How high it must be so that all that is written in it stands there."""
        return self.height(width, scale, rows)

    def used(self, width: float, height: float, scale: Scale, rows: int) -> float:
        """How much of a height it fills; where not all of it stands there, with as many whole lines as do."""
        return min(height, self.height(width, scale, rows))

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        """Whether all of it stands in a rectangle."""
        return self.height(rect.w, scale, rows) <= rect.h + 0.01

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        """The block in its frame."""
        raise NotImplementedError


class Ensemble:
    """All blocks of one kind on a sheet, by area. A kind whose blocks decide something together has one of its own."""

    def __init__(self, settings: Mapping[str, Setting]) -> None:
        self.settings = settings

    def frames(self, plan: Plan) -> list[Frame]:
        """The frames of its blocks."""
        return [frame for frame in plan.frames if frame.area in self.settings]

    @property
    def prompt_size(self) -> float:
        """The smallest size that it has set prompts in; 0 where it has set none."""
        return 0.0

    def placed(self, plan: Plan, choice: Chosen | None) -> Plan:
        """The plan with the frames moved to where its blocks need them."""
        return plan

    def draw_below(self, page: Builder, plan: Plan) -> None:
        """Draws what lies under all blocks: grounds, and the rules between them."""

    def ground(self, page: Builder, plan: Plan) -> Sequence[Mark]:
        """What lies below the words of the blocks, and takes only the room that these leave on the page."""
        return ()

    def stand(
        self, plan: Plan, scale: Scale, rows: Mapping[str, int], choice: Chosen | None
    ) -> tuple[Sequence[Part], Sequence[Diagnostic]]:
        """The blocks in their frames, and warnings of what is not printed."""
        return [self.settings[each.area].stand(each, scale, rows.get(each.area, 1)) for each in self.frames(plan)], ()


class Chosen(Struct, frozen=True):
    """What a kind has chosen for its blocks on all sheets: the type size of most of them, a smaller one if some have it
    and the names of these, and the rest of it, which only the kind understands.
    """

    size: float
    rest: Any
    small: float = 0.0
    crowded: frozenset[str] = frozenset()


class Strip(Protocol):
    """A strip that says what the sheet is, set for a width."""

    height: float

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws it on a page of so many; only on the `first` sheet is it read aloud."""
        ...
