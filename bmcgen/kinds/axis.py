"""What a row, a column or a direction of a canvas stands for: a name, and perhaps an arrow from little to much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Struct

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.labels import BAR, number_width
from bmcgen.drawing.labels import NUMBER as NUMBER_SIZE
from bmcgen.drawing.set_text import ANY_LINES, MANY_LINES, SetText, Way, draw_set
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._keys import Checked
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Prompts, Text
from bmcgen.model.plan import Frame

NAME, END, ASKED = 11.0, 9.0, 8.5
PAD, GAP, INSET = 1.8 * MM, 2 * MM, 3 * MM
LEAST_LINE, HEAD, STROKE = 6 * MM, 2.6 * MM, 0.9
COLUMN = 3.0
"""What is so many times as wide as high is the head of a column."""
ACROSS = 0.55
"""How far the head of an arrow reaches to each side, in its length."""
CAP, DEPTH = 0.72, 0.24
"""How high capitals rise above the baseline and letters hang below it, in parts of the size."""


class AxisText(Struct, frozen=True):
    """The words at the two ends, if there are any: little and much. An arrow for a curve to be drawn by hand `points`
    nowhere on a sheet that is filled in.
    """

    ends: tuple[Text, ...] = ()
    points: str = ""


def _ends(value: object) -> tuple[str, ...]:
    """The words at the tail and at the head of an arrow."""
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(each, str) and each for each in value):
        raise ValueError('"ends" are two texts, at the tail of the arrow and at its head: [low, high]')
    return tuple(value)


ENDS = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2, "$comment": "two texts"}


class _Axis(Kind):
    takes = ("size",)
    narrowest = 12 * MM
    layout_keys: ClassVar[Mapping[str, Any]] = {
        "points": (Literal["right", "left", "up", "down"], None),
        "curve": (bool, False),
    }
    word_keys: ClassVar[Mapping[str, Any]] = {"ends": (Annotated[tuple[str, ...], Checked(_ends, ENDS)], ())}

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> AxisText:
        curve = block.own["curve"]
        points = block.own["points"] if not (curve and wording.content.filled) else None
        ends = words.own.get("ends", ()) if points else ()
        return AxisText(tuple(map(wording.say, ends)), points or "")

    def prompts(self, block: Block, prompts: Prompts) -> Prompts:
        """An arrow through its name asks nothing."""
        return Prompts() if block.own["points"] and not block.own["curve"] else Prompts(prompts.questions)

    def texts(self, text: BlockText) -> Iterator[Text]:
        yield text.title
        yield from text.body.ends
        yield from text.prompts.questions

    def set(self, text: BlockText, block: Block, context: Context) -> Axis:
        return Axis(text, block, context)


class Axis(Setting):
    """A name where its row or column begins, or an arrow along all of it with the name in its middle; where a curve is
    to be drawn in its row, the arrow stands beside the name.
    """

    varies = False

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.ink = text, block, context.ink
        self.points = text.body.points
        self.upright = self.points in ("up", "down")
        self.curve = block.own["curve"]
        self.barred = block.accent != "ink" and not self.points
        self.inset = INSET if self.barred else 0.0

    def _set(self, width: float) -> tuple[SetText, list[SetText]]:
        """The name and the words at the ends, those at the tail first."""
        ends = self.text.body.ends
        measure = width - INSET if self.upright or not self.points else width / (2 + len(ends))
        shown = [SetText.fitting(self.ink, each, measure, _ways("regular", END)) for each in ends]
        measure -= self._taken(shown) + self.inset
        if self.barred and self.text.number:
            measure -= number_width(self.ink, self.text.number, 1.0) + GAP
        return SetText.fitting(self.ink, self.text.title, measure, _ways("bold", self.block.size or NAME)), shown

    def _taken(self, ends: list[SetText]) -> float:
        """How much of the width an arrow beside the name takes, with the words at its ends."""
        return max((each.width for each in ends), default=HEAD) + GAP if self.curve and self.points else 0.0

    def _asked(self, width: float) -> list[SetText]:
        """The questions, below the name."""
        ways: list[Way] = [("regular", ASKED, ANY_LINES)]
        measure = width - INSET - self.inset - self._taken(self._set(width)[1])
        return [SetText.fitting(self.ink, each, measure, ways) for each in self.text.prompts.questions]

    def height(self, width: float, scale: Scale, rows: int) -> float:
        name, ends = self._set(width)
        each = [_high(one) for one in (name, *ends)]
        asked = sum(_high(asked) + GAP for asked in self._asked(width))
        if self.upright and self.curve:
            return max(each[0] + asked, sum(each[1:]) + 2 * GAP + 2 * LEAST_LINE) + 2 * PAD
        if self.upright:
            return sum(each) + 2 * len(each) * GAP + 2 * LEAST_LINE
        return max(each) + 2 * PAD + asked

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        return Part(self.text, partial(self._draw, frame.rect))

    def _draw(self, rect: Rect, page: Builder, _: Span | None) -> None:
        name, ends = self._set(rect.w)
        section = page.element("Sect", None)
        if not self.points or self.curve:
            self._draw_beside(rect, name, ends, page, section)
        elif self.upright:
            self._draw_upright(rect, name, ends, page, section)
        else:
            self._draw_lying(rect, name, ends, page, section)

    def _draw_beside(self, rect: Rect, name: SetText, ends: list[SetText], page: Builder, section: int) -> None:
        """The name and its questions, at the foot of a column's head or the top of a row's, with a bar in its colour
        over the column; where a curve is to be drawn, the arrow at the right.
        """
        asked = self._asked(rect.w)
        top = rect.y + PAD
        # Names over their questions are level with those beside them; without any, they stand on the bar.
        if (self.barred and not asked) or (not self.barred and not self.points and rect.w > COLUMN * rect.h):
            top = rect.bottom - PAD - _high(name) - sum(_high(each) + GAP for each in asked)
        if self.barred:
            page.bar(rect.x, rect.bottom, rect.w, BAR, self.block.accent)
        if self.barred and self.text.number:
            right = rect.right - INSET - number_width(self.ink, self.text.number, 1.0)
            line, accent = top + CAP * name.size, self.ink.accent(self.block.accent)
            page.line(self.text.number, right, line, self.ink.faces["bold"], NUMBER_SIZE, accent, None)
        for each in (name, *asked):
            self._say(page, each, rect.x + self.inset, top, section)
            top += _high(each) + GAP
        if self.points:
            edge, head, foot = rect.right - INSET, rect.y + PAD, rect.bottom - PAD
            high, low = ends[::-1] if self.points == "up" else ends
            self._say(page, high, edge - high.width, head, section)
            self._say(page, low, edge - low.width, foot - _high(low), section)
            line = edge - HEAD * ACROSS
            top, bottom, middle = head + _high(high) + GAP, foot - _high(low) - GAP, (head + foot) / 2
            self._rules(page, [((line, top), (line, middle)), ((line, middle), (line, bottom))])

    def _draw_lying(self, rect: Rect, name: SetText, ends: list[SetText], page: Builder, section: int) -> None:
        shown = ends if self.points == "right" else ends[::-1]
        middle = rect.y + rect.h / 2
        stood = [(name, rect.x + (rect.w - name.width) / 2)]
        left, right = rect.x, rect.right
        if shown:
            first, last = shown
            stood = [(first, left), *stood, (last, right - last.width)]
            left, right = left + first.width + GAP, right - last.width - GAP
        for each, x in stood:
            self._say(page, each, x, middle - _high(each) / 2, section)
        inner = rect.x + (rect.w - name.width) / 2 - GAP, rect.x + (rect.w + name.width) / 2 + GAP
        self._rules(page, [((left, middle), (inner[0], middle)), ((inner[1], middle), (right, middle))])

    def _draw_upright(self, rect: Rect, name: SetText, ends: list[SetText], page: Builder, section: int) -> None:
        shown = ends if self.points == "down" else ends[::-1]
        line = rect.x + rect.w / 2
        top, bottom = rect.y + PAD, rect.bottom - PAD
        centre = rect.y + rect.h / 2
        stood = [(name, centre - _high(name) / 2)]
        if shown:
            first, last = shown
            stood = [(first, top), *stood, (last, bottom - _high(last))]
            top, bottom = top + _high(first) + GAP, bottom - _high(last) - GAP
        for each, y in stood:
            self._say(page, each, line - each.width / 2, y, section)
        inner = centre - _high(name) / 2 - GAP, centre + _high(name) / 2 + GAP
        self._rules(page, [((line, top), (line, inner[0])), ((line, inner[1]), (line, bottom))])

    def _rules(self, page: Builder, parts: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
        """The arrow, in two parts beside its name, with its head where it points."""
        colour = page.ink.colour("rule")
        for begin, end in parts:
            page.rule(*begin, *end, STROKE, colour)
        x, y = parts[0][0] if self.points in ("left", "up") else parts[1][1]
        across, along = HEAD * ACROSS, HEAD if self.points in ("left", "up") else -HEAD
        for side in (-across, across):
            tip = (x + side, y + along) if self.upright else (x + along, y + side)
            page.rule(x, y, *tip, STROKE, colour)

    def _say(self, page: Builder, each: SetText, x: float, top: float, section: int) -> None:
        element = page.element("P", section, each.text)
        draw_set(
            page,
            each,
            x,
            top + _high(each) - DEPTH * each.size,
            page.ink.colour("ink" if each.face.endswith("bold") else "soft"),
            element,
        )


def _ways(face: str, size: float) -> list[Way]:
    narrow = "condensed-bold" if face == "bold" else "condensed"
    return [(face, size, 2), (narrow, size, 2), (narrow, size * 0.9, MANY_LINES)]


def _high(each: SetText) -> float:
    return CAP * each.size + (len(each.lines) - 1) * each.leading + DEPTH * each.size


KIND = _Axis()
