"""Positions from 0 to 100 between two ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from bmcgen.diagnostics import Problems, error, short
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._form_setting import DrawnSetting
from bmcgen.kinds._labels import labels_of
from bmcgen.model.content import Position
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.json_schema import keyed
from bmcgen.source.names import clean, plain_number
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar
from bmcgen.text.fonts import Face

SCALE_ROW = 19.6
SCALE_PAD = 7.0
TRACK = 4.0
KNOB = 13.5
TRACK_EDGE = 0.6
DARK = 0.4
LEAST_TRACK = 80.0


class ScaleText(Struct, frozen=True):
    """A scale: its name, its two ends, the mark on it from 0 to 1 (None to be made with a pen), and that in words."""

    label: Text
    low: Text
    high: Text
    position: float | None
    alt: str


class _Scale(Kind):
    role = "written"
    narrowest = 60 * MM
    words_needed = ("scales",)
    labels = "scales"

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> dict[str, Position]:
        def position(key: Scalar, node: Node) -> Position | None:
            if isinstance(node, Scalar) and not clean(node.text):
                return None
            value = plain_number(node.text.strip().rstrip("%")) if isinstance(node, Scalar) else None
            if value is None or value > 100:
                message = f'"{short(key.text)}" must be a number from 0 to 100, or empty'
                reader.wrong("bad-value", message, node.where)
                return None
            return Position(value, node.where)

        return reader.keyed(node, _labels(words), "scale", position)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        number = {"anyOf": [{"type": ["number", "null"], "minimum": 0, "maximum": 100}, {"type": "string"}]}
        return keyed(_labels(words), number)

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("scale")

    def starter(self, words: BlockWords, starting: Starting) -> Iterator[str]:
        width = max(map(len, words.scales)) + 2
        for key, each in words.scales.items():
            yield f"{key + ':':{width}}# {each.label}: {each.low} – {each.high}"

    def words(
        self, block: Block, words: BlockWords, content: Mapping[str, Position] | None, wording: Wording
    ) -> tuple[ScaleText, ...]:
        found = []
        for key, each in words.scales.items():
            mark = (content or {}).get(key)
            if mark:
                alt = wording.general("position", value=f"{mark.value:g}", low=each.low, high=each.high)
            else:
                alt = wording.general("no-position", low=each.low, high=each.high)
            label, low, high = (wording.say(text) for text in (each.label, each.low, each.high))
            found.append(ScaleText(label, low, high, mark.value / 100 if mark else None, alt.text))
        return tuple(found)

    def places_to_mark(self, text: BlockText) -> tuple[int, float, float]:
        return len(text.body), LEAST_TRACK, TRACK

    def set(self, text: BlockText, block: Block, context: Context) -> Scales:
        return Scales(text, block, context)


def _labels(words: Sequence[BlockWords]) -> list[Mapping[str, str]]:
    return labels_of(words, lambda each: {key: scale.label for key, scale in each.scales.items()})


class Scales(DrawnSetting):
    """Sliders on a tinted ground."""

    def content_height(self, width: float, scale: Scale) -> float:
        return len(self.text.body) * SCALE_ROW + 2 * SCALE_PAD

    def draw_content(self, page: Builder, room: Rect, section: int) -> None:
        page.tint(room)
        _draw_scales(page, self.text, room, section)


def _draw_scales(page: Builder, text: BlockText, room: Rect, section: int) -> None:
    """Sliders on a tinted ground: a knob where there is a position, else a track with marks to put one on by hand."""
    scales: Sequence[ScaleText] = text.body
    row = min(SCALE_ROW * 1.3, (room.h - 2 * SCALE_PAD) / max(1, len(scales)))
    bold, regular, size = page.ink.faces["bold"], page.ink.faces["regular"], 9.0
    ink = page.ink.colour("ink")

    def widest(face: Face, texts: Sequence[Text]) -> float:
        return max(face.width(each.text) for each in texts) * size / 1000

    labels, low = widest(bold, [each.label for each in scales]), widest(regular, [each.low for each in scales])
    high = widest(regular, [each.high for each in scales])
    # The tracks begin and end at the same place in every language, unless one has longer words than most.
    left = room.x + max(0.39 * room.w, SCALE_PAD + 3 + labels + 12 + low + 9)
    right = room.right - max(0.13 * room.w, SCALE_PAD + 3 + high + 9)
    if right - left < LEAST_TRACK:
        message = f'the words of the scales under "{text.title.text}" leave no room for the scales themselves'
        raise Problems([error("no-room", message, text.title.where, "use shorter words")])
    for number, each in enumerate(scales):
        y = room.y + SCALE_PAD + (number + 0.5) * row
        base = y + regular.below_middle(size)
        page.line(
            each.label.text, room.x + SCALE_PAD + 3, base, bold, size, ink, page.element("P", section, each.label)
        )
        start = left - 9 - regular.width(each.low.text) * size / 1000
        page.line(each.low.text, start, base, regular, size, ink, page.element("P", section, each.low))
        figure = page.figure(section, each.alt)
        _draw_track(page, each, left, right, y, figure)
        page.line(each.high.text, right + 9, base, regular, size, ink, page.element("P", section, each.high))


def _draw_track(page: Builder, scale: ScaleText, left: float, right: float, y: float, figure: int) -> None:
    theme = page.ink.theme
    track, ink, paper = theme.notes["grey"].edge, page.ink.colour("ink"), page.ink.colour("paper")
    room = Rect(left, y - TRACK / 2, right - left, TRACK)
    if track.grey < DARK:
        # A dark bar would leave nothing to put a mark on.
        page.panel(room, paper, TRACK / 2, track, TRACK_EDGE, figure)
    else:
        page.panel(room, track, TRACK / 2, element=figure)
    for tick in range(5):
        x = left + (right - left) * tick / 4
        half = 5.0 if tick in (0, 2, 4) else 3.6
        page.rule(x, y - half, x, y + half, 0.75, page.ink.colour("hairline"), figure)
    if scale.position is not None:
        x = left + (right - left) * scale.position
        page.panel(Rect(x - KNOB / 2 - 1.2, y - KNOB / 2 - 1.2, KNOB + 2.4, KNOB + 2.4), paper, KNOB, element=figure)
        page.panel(Rect(x - KNOB / 2, y - KNOB / 2, KNOB, KNOB), ink, KNOB / 2, element=figure)


KIND = _Scale()
