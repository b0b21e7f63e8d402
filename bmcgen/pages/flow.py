"""What found no room, on further sheets: in block order, in columns; what is longer than a column is divided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from math import inf

from msgspec import Struct

from bmcgen.diagnostics import Problems, error
from bmcgen.drawing.body.bands import Band, CarriedStory, Stood, draw_story, ended, fill_story
from bmcgen.drawing.body.write_in import BELOW_TEXT, draw_ground
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.setting import Carried, Label, Part, Span
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Manuscript
from bmcgen.model.plan import Plan
from bmcgen.pages.continuation import Continuation, Sheet

CLOSE = 2.0
"""The least height of columns is found as closely as this."""


class StorySheet(Struct, frozen=True):
    """A further sheet that holds nothing but text to be read."""

    carried: CarriedStory
    room: Rect
    stood: tuple[Stood, ...]

    def draw(self, page: Builder) -> None:
        draw_story(page, self.stood, self.room, page.element("Sect", None), self.carried.block.accent)
        if self.carried.notes:
            return
        end = max(each.y + each.height for each in self.stood) + BELOW_TEXT
        draw_ground(page, self.room.inset(0, end, 0, 0), self.carried.block.ground)


def _story_sheets(carried: CarriedStory, plan: Plan) -> list[StorySheet]:
    """The further sheets that a text goes on on."""
    first, last = plan.columns[0], plan.columns[-1]
    room = Rect(first.x, first.y, last.right - first.x, first.h)
    sheets = []
    rest: list[Band] = [*carried.bands]
    while rest:
        stood, left = fill_story(rest, room.w, room.h, carried.unit)
        if not stood and left == rest:
            message = f'"{carried.text.area}" does not fit on a further sheet'
            raise Problems([error("no-room", message, carried.text.title.where)])
        if stood:
            done = tuple(stood) if left else ended(stood, room.w, room.h, carried.notes)
            sheets.append(StorySheet(carried, room, done))
        rest = left
    return sheets


class Further:
    """The further sheets. How many there are is known at once; what stands in which of their columns is worked out when
    it is asked for, as most settings that are tried are not printed.
    """

    def __init__(
        self, stories: Sequence[StorySheet], spans: dict[str, Span], rest: int, made: Callable[[], Continuation] | None
    ) -> None:
        self._stories, self._spans, self._rest, self._made = stories, spans, rest, made

    @cached_property
    def _set(self) -> Continuation | None:
        return self._made() if self._made else None

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return len(self._stories) + self._rest

    @property
    def sheets(self) -> Sequence[Sheet | StorySheet]:
        return (*self._stories, *(self._set.sheets if self._set else ()))

    @property
    def spans(self) -> Mapping[str, Span]:
        """For each area the numbers of the first and the last sheet on which its block goes on."""
        return self._spans | (self._set.spans if self._set else {})


def continue_on(parts: Sequence[Part], plan: Plan, manuscript: Manuscript, ink: Ink, start: int) -> Further:
    """As few sheets as it takes. Texts to be read come first, and have sheets of their own. `start` is the number of
    the sheet that all of it goes on from.
    """
    stories: list[StorySheet] = []
    spans: dict[str, Span] = {}
    for each in parts:
        if isinstance(each.carried, CarriedStory):
            found = _story_sheets(each.carried, plan)
            begun = start + len(stories) + 1
            spans[each.text.area] = Span(begun, begun + len(found) - 1)
            stories += found
    carried = [each.carried for each in parts if each.carried and not isinstance(each.carried, CarriedStory)]
    if not carried:
        return Further(stories, spans, 0, None)
    after, labels = start + len(stories), dict[str, Label | None]()

    def empty(*, together: bool = False, paired: bool = False) -> Continuation:
        return Continuation(plan, ink, manuscript.continued, after, labels, together=together, paired=paired)

    # Filled one after another, columns are as few as can be.
    whole = empty().all(carried)

    def made() -> Continuation:
        if plan.ruled:
            return _in_company(carried, empty, partial(empty, paired=True), whole)
        return _together(carried, partial(empty, together=True), whole)

    return Further(stories, spans, len(whole.sheets), made)


def _in_company(
    carried: Sequence[Carried],
    empty: Callable[[], Continuation],
    paired: Callable[[], Continuation],
    whole: Continuation,
) -> Continuation:
    """Even columns in which no note of several stands alone; in which one may if there would be more sheets else."""
    found = paired().all(carried)
    if len(found.sheets) > len(whole.sheets):
        return _apart(carried, empty) or _even(carried, empty, whole)
    return _apart(carried, paired) or _even(carried, paired, found)


def _apart(carried: Sequence[Carried], empty: Callable[[], Continuation]) -> Continuation | None:
    """One sheet on which each block has columns of its own, the longest the most; None if that takes more columns than
    there are.
    """
    apart = empty()
    count, counts = len(apart.plan.columns), [1] * len(carried)
    if len(carried) > count:
        return None

    def height(block: Carried, columns: int) -> float:
        return _least(lambda high: empty().up_to(high).all([block]), columns)

    heights = [height(block, 1) for block in carried]
    while sum(counts) < count:
        at = max(range(len(carried)), key=lambda n: heights[n])
        lower = height(carried[at], counts[at] + 1) if counts[at] < len(carried[at].flows()) else inf
        if lower >= heights[at]:
            break
        counts[at], heights[at] = counts[at] + 1, lower
    if max(heights) == inf:
        return None
    first = 0
    for block, high, columns in zip(carried, heights, counts, strict=True):
        apart.up_to(high, first).all([block])
        first += columns
    return apart


def _together(carried: Sequence[Carried], empty: Callable[[], Continuation], whole: Continuation) -> Continuation:
    """Blocks with a column each if there are enough; else as many as possible undivided, in columns as even as can be.
    As it was if that takes more sheets.
    """
    columns = len(whole.plan.columns)
    if len(carried) <= columns and all(empty().all([block]).used == 1 for block in carried):
        each = empty()
        for column, block in enumerate(carried):
            each.up_to(inf, column).all([block])
        return each
    found = empty().all(carried)
    if len(found.sheets) > len(whole.sheets):
        return whole
    return _even(carried, empty, found) if len(carried) > 1 else found


def _even(carried: Sequence[Carried], empty: Callable[[], Continuation], whole: Continuation) -> Continuation:
    """As few sheets as it takes, with their columns as even as can be."""
    high = _least(lambda high: empty().up_to(high).all(carried), len(whole.sheets) * len(whole.plan.columns))
    return empty().up_to(high).all(carried)


def _least(made: Callable[[float], Continuation], columns: int) -> float:
    """The least height in which something takes no more columns than that; infinite if none is enough."""
    whole = made(inf)
    if whole.used > columns:
        return inf
    low, high = whole.tallest, whole.plan.columns[0].h
    while high - low > CLOSE:
        middle = (low + high) / 2
        if made(middle).used <= columns:
            high = middle
        else:
            low = middle
    return high
