"""Positions from 0 to 100 between two ends, given as a figure or as a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Named
from typing import Annotated, Any, ClassVar

from msgspec import Struct

from bmcgen.diagnostics import Problems, did_you_mean, error, short
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._form_setting import DrawnSetting
from bmcgen.kinds._keys import Checked
from bmcgen.kinds._labels import labels_of
from bmcgen.model.content import Position
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.source.json_schema import any_spelling, keyed
from bmcgen.source.names import clean, fold, plain_number
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar
from bmcgen.text.fonts import Face

LABEL, ENDS = 9.0, 8.5
ROW, STACKED = 6.6 * MM, 8.8 * MM
"""How high a scale is that stands beside its label, and one that stands below it."""
MOST_ROW = 1.25
"""By how much rows grow at the most where there is room."""
PAD = 2.0
TICK, TICK_BETWEEN = 5.5, 3.5
"""Half the length of the marks in the middle and at the ends, and of those between."""
TRACK_RULE, TICK_RULE = 1.0, 0.75
KNOB = 10.0
CLEAR = 9.0
"""Between the end of a scale, where a knob may stand, and the word beside it."""
LEAST_TRACK = 80.0
"""A scale that would be shorter beside its label stands below it."""
LEVELS = {"low": 1 / 6, "medium": 1 / 2, "high": 5 / 6}
"""Where the words stand that may be given for figures, as parts of the scale."""


def _level_words(value: object) -> dict[str, str]:
    """The three words in a language."""
    words = {key: str(word or "").strip() for key, word in value.items()} if isinstance(value, dict) else {}
    if set(words) != set(LEVELS) or not all(words.values()):
        raise ValueError(f"give a word for each of {', '.join(LEVELS)}")
    return words


def _scale_words(value: object) -> dict[str, str]:
    """A scale's name, and what its two ends mean, in a language."""
    given = value if isinstance(value, dict) else {}
    if set(given) != {"label", "low", "high"} or not all(str(words or "").strip() for words in given.values()):
        raise ValueError("a scale has a label and names for its ends: {label: …, low: …, high: …}")
    return given


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
    word_keys: ClassVar[Named[str, Any]] = {
        "scales": (dict[str, Annotated[dict[str, str], Checked(_scale_words)]], {}),
        "levels": (Annotated[dict[str, str], Checked(_level_words)], {}),
    }

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> dict[str, Position]:
        """A number from 0 to 100 for each scale, or one of three words."""
        levels, said = _levels(words), _said(words)

        def position(key: Scalar, node: Node) -> Position | None:
            text = clean(node.text) if isinstance(node, Scalar) else None
            if text == "":
                return None
            if text is not None and (level := levels.get(fold(text))):
                return Position(100 * LEVELS[level], node.where, level)
            value = plain_number(text.rstrip("%")) if text is not None else None
            if value is None or value > 100:
                message = f'"{short(key.text)}" must be a number from 0 to 100, or {", ".join(LEVELS)}'
                reader.wrong("bad-value", message, node.where, did_you_mean(text, said) if text else "")
                return None
            return Position(value, node.where)

        return reader.keyed(node, _labels(words), "scale", position)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        figure = "^ *([0-9]+([.][0-9]+)? *%? *)?$"
        value = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
        said = {"type": "string", "pattern": "|".join([figure, *map(any_spelling, _said(words))])}
        return keyed(_labels(words), {"anyOf": [value, said]})

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        levels = words.own.get("levels") or {level: level for level in LEVELS}
        return starting.comment("scale", choices=", ".join(map(starting.plain, levels.values())))

    def starter(self, words: BlockWords, starting: Starting) -> Iterator[str]:
        scales: Named[str, Named[str, str]] = words.own["scales"]
        width = max(map(len, scales)) + 2
        for key, each in scales.items():
            yield f"{key + ':':{width}}# {each['label']}: {each['low']} – {each['high']}"

    def words(
        self, block: Block, words: BlockWords, content: Named[str, Position] | None, wording: Wording
    ) -> tuple[ScaleText, ...]:
        """The scales; on a sheet that is filled in, those that something is marked on."""
        found = []
        scales: Named[str, Named[str, str]] = words.own["scales"]
        for key, each in scales.items():
            mark, ends = (content or {}).get(key), {end: each[end] for end in ("low", "high")}
            if mark:
                named = (words.own.get("levels") or {}).get(mark.level, mark.level)
                alt = wording.general("position", value=named or f"{mark.value:g}", **ends)
            elif wording.content.filled:
                continue
            else:
                alt = wording.general("no-position", **ends)
            label, low, high = (wording.say(each[part]) for part in ("label", "low", "high"))
            found.append(ScaleText(label, low, high, mark.value / 100 if mark else None, alt.text))
        return tuple(found)

    def places_to_mark(self, text: BlockText) -> tuple[int, float, float]:
        return len(text.body), LEAST_TRACK, TRACK_RULE

    def left_out(self, block: Block, content: Named[str, Position] | None, *, filled: bool) -> bool:
        return filled and not content

    def set(self, text: BlockText, block: Block, context: Context) -> Scales:
        return Scales(text, block, context)


def _labels(words: Sequence[BlockWords]) -> list[Named[str, str]]:
    return labels_of(words, lambda each: {key: scale["label"] for key, scale in each.own.get("scales", {}).items()})


def _said(words: Sequence[BlockWords]) -> list[str]:
    """The words for places on a scale, in every language."""
    named = ((each.own.get("levels") or {}).values() for each in words)
    return list(dict.fromkeys([*LEVELS, *(word for each in named for word in each)]))


def _levels(words: Sequence[BlockWords]) -> dict[str, str]:
    """What these words mean, by how they are looked up."""
    found = {fold(level): level for level in LEVELS}
    for each in words:
        for level, word in (each.own.get("levels") or {}).items():
            found.setdefault(fold(word), level)
    return found


class Scales(DrawnSetting):
    """Scales to put a mark on, beside their labels where there is room, else below them."""

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        super().__init__(text, block, context)
        bold, regular = self.ink.faces["bold"], self.ink.faces["regular"]

        def widest(face: Face, size: float, texts: Iterable[Text]) -> float:
            return max((face.width(each.text) for each in texts), default=0.0) * size / 1000

        scales: Sequence[ScaleText] = text.body
        self.label_width = widest(bold, LABEL, (each.label for each in scales))
        self.low = widest(regular, ENDS, (each.low for each in scales))
        self.high = widest(regular, ENDS, (each.high for each in scales))

    def _track(self, room: Rect) -> tuple[float, float, bool]:
        """Where the scales begin and end, and whether they stand beside their labels."""
        right = room.right - self.high - CLEAR
        beside = room.x + self.label_width + 14 + self.low + CLEAR
        if right - beside >= LEAST_TRACK:
            return beside, right, True
        return room.x + self.low + CLEAR, right, False

    def content_height(self, width: float, scale: Scale) -> float:
        row = ROW if self._track(Rect(0, 0, width, 0))[2] else STACKED
        return len(self.text.body) * row + PAD

    def draw_content(self, page: Builder, room: Rect, section: int) -> None:
        left, right, beside = self._track(room)
        if right - left < LEAST_TRACK or self.label_width > room.w:
            title = self.text.title
            message = f'the words of the scales under "{title.text}" leave no room for the scales themselves'
            raise Problems([error("no-room", message, title.where, "use shorter words")])
        scales: Sequence[ScaleText] = self.text.body
        usual = ROW if beside else STACKED
        row = min(usual * MOST_ROW, (room.h - PAD) / max(1, len(scales)))
        bold, regular, ink = page.ink.faces["bold"], page.ink.faces["regular"], page.ink.colour("ink")
        for number, each in enumerate(scales):
            top = room.y + PAD + number * row
            y = top + row * (0.5 if beside else 0.75)
            base = y + regular.below_middle(ENDS)
            label = base if beside else top + row * 0.31 + bold.below_middle(LABEL)
            page.line(each.label.text, room.x, label, bold, LABEL, ink, page.element("P", section, each.label))
            start = left - CLEAR - regular.width(each.low.text) * ENDS / 1000 if beside else room.x
            page.line(each.low.text, start, base, regular, ENDS, ink, page.element("P", section, each.low))
            _draw_track(page, each, left, right, y, page.figure(section, each.alt))
            page.line(each.high.text, right + CLEAR, base, regular, ENDS, ink, page.element("P", section, each.high))


def _draw_track(page: Builder, scale: ScaleText, left: float, right: float, y: float, figure: int) -> None:
    """A line that a pen can put a mark on, or a knob where there is a position."""
    soft, paper = page.ink.colour("soft"), page.ink.colour("paper")
    page.panel(Rect(left, y - TRACK_RULE / 2, right - left, TRACK_RULE), soft, element=figure)
    for tick in range(5):
        x = left + (right - left) * tick / 4
        half = TICK_BETWEEN if tick % 2 else TICK
        page.rule(x, y - half, x, y + half, TICK_RULE, soft, figure)
    if scale.position is not None:
        x = left + (right - left) * scale.position
        page.panel(Rect(x - KNOB / 2 - 1.2, y - KNOB / 2 - 1.2, KNOB + 2.4, KNOB + 2.4), paper, KNOB, element=figure)
        page.panel(Rect(x - KNOB / 2, y - KNOB / 2, KNOB, KNOB), page.ink.colour("ink"), KNOB / 2, element=figure)


KIND = _Scale()
