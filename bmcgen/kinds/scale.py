"""Positions from 0 to 100 between two ends, given as a figure or as a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Named
from functools import partial
from typing import Annotated, Any, ClassVar

from msgspec import Struct

from bmcgen.diagnostics import Problems, did_you_mean, error, short
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import line_width, stacked_width
from bmcgen.drawing.regions import shows
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._form_setting import DrawnSetting
from bmcgen.kinds._keys import Checked, is_text
from bmcgen.kinds._labels import labels_of
from bmcgen.model.content import Position
from bmcgen.model.layout import Block, Colour
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.page import Mark, Panel
from bmcgen.source.json_schema import any_spelling, keyed, with_keys
from bmcgen.source.names import clean, fold, plain_number
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar, mapping, said
from bmcgen.text.fonts import Face

LABEL, ENDS = 9.0, 8.5
ROW, STACKED = 6.6 * MM, 8.8 * MM
"""How high a scale is that stands beside its label, and one that stands below it."""
SECOND, LABEL_STEP = 3.2 * MM, 9.0
"""How much higher a scale is whose words are in two languages, and once more where its label takes two lines."""
MOST_ROW = 1.25  # by how much rows grow at the most where there is room
PAD = 2.0
TICK, TICK_BETWEEN = 5.5, 3.5
"""Half the length of the marks in the middle and at the ends, and of those between."""
SHORTER = 0.6
"""How long they are on a scale below its label, so that they stay clear of its descenders."""
TRACK_RULE, TICK_RULE = 1.0, 0.75
KNOB = 10.0
CLEAR = 9.0  # between the end of a scale, where a knob may stand, and the word beside it
STOPS, RING = (0, 25, 50, 75, 100), 7.0
"""Where a mark can be made on screen, and the ring that shows it."""
LEAST_TRACK = 80.0
"""A scale that would be shorter beside its label stands below it."""
LEVELS = {"low": 1 / 6, "medium": 1 / 2, "high": 5 / 6}
"""Where the words stand that may be given for figures, as parts of the scale."""
SCALE = with_keys("label", "low", "high", required=("label", "low", "high"))
LEVELS_SAID = with_keys(*LEVELS, required=[*LEVELS])


def _level_words(value: object) -> dict[str, str]:
    """The three words in a language."""
    words = value if isinstance(value, dict) else {}
    if set(words) != set(LEVELS) or not all(map(is_text, words.values())):
        raise ValueError(f"give a word for each of {', '.join(LEVELS)}")
    return {key: word.strip() for key, word in words.items()}


def _scale_words(value: object) -> dict[str, str]:
    """A scale's name, and what its two ends mean, in a language."""
    given = value if isinstance(value, dict) else {}
    if set(given) != {"label", "low", "high"} or not all(map(is_text, given.values())):
        raise ValueError("a scale has a label and names for its ends: {label: …, low: …, high: …}")
    return given


class ScaleText(Struct, frozen=True):
    """A scale, by its id: its name, its two ends, the mark on it from 0 to 1 (None to be made with a pen), and that in
    words. `says` has the words for a mark that is made on screen.
    """

    label: Text
    low: Text
    high: Text
    position: float | None
    alt: str
    key: str
    says: Callable[[int], str] = str


class _Scale(Kind):
    role = "written"
    narrowest = 60 * MM
    words_needed = ("scales",)
    labels = "scales"
    word_keys: ClassVar[Named[str, Any]] = {
        "scales": (dict[str, Annotated[dict[str, str], Checked(_scale_words, SCALE)]], {}),
        "levels": (Annotated[dict[str, str], Checked(_level_words, LEVELS_SAID)], {}),
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

    def given(self, held: Named[str, Position], words: BlockWords, numbers: Named[str, str]) -> Node:
        named = words.own.get("levels") or {}
        shown = {key: named.get(each.level, each.level) or decimal(each.value) for key, each in held.items()}
        return mapping((each["label"], said(shown[key])) for key, each in words.own["scales"].items() if key in held)

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        known = {str(stop) for stop in STOPS}
        scales = words.own["scales"].items()
        marked = [(each["label"], typed.pop(key)) for key, each in scales if typed.get(key) in known]
        return mapping((label, said(stop)) for label, stop in marked) if marked else None

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
            position = mark.value / 100 if mark else None
            found.append(ScaleText(label, low, high, position, alt.text, key, partial(_marked, each, wording)))
        return tuple(found)

    def places_to_mark(self, text: BlockText) -> tuple[int, float, float]:
        return len(text.body), LEAST_TRACK, TRACK_RULE

    def left_out(self, block: Block, content: Named[str, Position] | None, *, filled: bool) -> bool:
        return filled and not content

    def set(self, text: BlockText, block: Block, context: Context) -> Scales:
        return Scales(text, block, context)


def _marked(scale: Named[str, str], wording: Wording, stop: int) -> str:
    at = wording.general("position", value=stop, low=scale["low"], high=scale["high"])
    return f"{scale['label']}: {at.text}"


def decimal(value: float) -> str:
    """A number in plain figures."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


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
            return max((stacked_width(self.ink, each, face, size) for each in texts), default=0.0)

        scales: Sequence[ScaleText] = text.body
        self.label_width = widest(bold, LABEL, (each.label for each in scales))
        self.low = widest(regular, self.ink.small(ENDS), (each.low for each in scales))
        self.high = widest(regular, self.ink.small(ENDS), (each.high for each in scales))

    def _track(self, room: Rect) -> tuple[float, float, bool]:
        """Where the scales begin and end, and whether they stand beside their labels."""
        right = room.right - self.high - CLEAR
        beside = room.x + self.label_width + 14 + self.low + CLEAR
        if right - beside >= LEAST_TRACK:
            return beside, right, True
        return room.x + self.low + CLEAR, right, False

    def content_height(self, width: float, scale: Scale) -> float:
        return len(self.text.body) * self._usual(width, beside=self._track(Rect(0, 0, width, 0))[2]) + PAD

    def _usual(self, width: float, *, beside: bool) -> float:
        """How high a scale is at the least."""
        second = any(text.second for each in self.text.body for text in (each.label, each.low, each.high))
        usual = (ROW if beside else STACKED) + SECOND * second
        return usual if beside else usual + self._below(width)

    def _below(self, width: float) -> float:
        """By how much labels are higher that stand above their scales, and have no line for both languages."""
        bold = self.ink.faces["bold"]
        wide = max((line_width(self.ink, each.label, bold, LABEL) for each in self.text.body), default=0)
        return LABEL_STEP if wide > width else 0.0

    def draw_content(self, page: Builder, room: Rect, section: int) -> None:
        left, right, beside = self._track(room)
        if right - left < LEAST_TRACK or self.label_width > room.w:
            message = f'the words of the scales under "{self.text.title.text}" leave no room for the scales themselves'
            raise Problems([error("no-room", message, self.text.title.where, "use shorter words")])
        scales: Sequence[ScaleText] = self.text.body
        ends = page.ink.small(ENDS)
        usual, below = self._usual(room.w, beside=beside), 0.0 if beside else self._below(room.w)
        row = min(usual * MOST_ROW, (room.h - PAD) / max(1, len(scales)))
        bold, regular, ink = page.ink.faces["bold"], page.ink.faces["regular"], page.ink.colour("ink")
        for number, each in enumerate(scales):
            top = room.y + PAD + number * row
            y = top + (row * 0.5 if beside else row - 0.23 * STACKED - (usual - STACKED - below) / 2)
            base = y + regular.below_middle(ends)
            # What room there is to spare stands above a label, which is near to its own scale.
            label = base if beside else y - STACKED * 0.5 - (usual - STACKED) / 2 + bold.below_middle(LABEL)
            put = page.stacked if beside or below else page.said
            put(each.label, room.x, label, bold, LABEL, ink, page.element("P", section, each.label))
            start, element = left - CLEAR if beside else room.x, page.element("P", section, each.low)
            page.stacked(each.low, start, base, regular, ends, ink, element, flush_right=beside)
            begun, track = len(page.marks), Rect(left, y - KNOB, right - left, 2 * KNOB)
            _draw_track(page, each, left, right, y, page.figure(section, each.alt), 1.0 if beside else SHORTER)
            shows(page, "part", f"{self.text.name}/{each.key}", track, begun)
            if page.ink.fillable and each.position is None:
                _pick_stops(page, each, f"blocks/{self.text.name}/{each.key}", left, right, y, section)
            page.stacked(each.high, right + CLEAR, base, regular, ends, ink, page.element("P", section, each.high))


def _draw_track(page: Builder, scale: ScaleText, left: float, right: float, y: float, figure: int, long: float) -> None:
    """A line that a pen can put a mark on, or a knob where there is a position."""
    soft = page.ink.colour("soft")
    page.panel(Rect(left, y - TRACK_RULE / 2, right - left, TRACK_RULE), soft, element=figure)
    for tick in range(5):
        x = left + (right - left) * tick / 4
        half = long * (TICK_BETWEEN if tick % 2 else TICK)
        page.rule(x, y - half, x, y + half, TICK_RULE, soft, figure)
    if scale.position is not None:
        page.marks += _knob(page.ink, left + (right - left) * scale.position, y, page.ink.colour("ink"), figure)


def _knob(inks: Ink, x: float, y: float, colour: Colour, figure: int | None) -> list[Mark]:
    around, half = KNOB + 2.4, KNOB / 2
    clear = Panel(Rect(x - around / 2, y - around / 2, around, around), inks.colour("paper"), KNOB, element=figure)
    return [clear, Panel(Rect(x - half, y - half, KNOB, KNOB), colour, half, element=figure)]


def _pick_stops(page: Builder, scale: ScaleText, name: str, left: float, right: float, y: float, section: int) -> None:
    """Rings at the marks of a scale, of which one can be chosen on screen."""
    ink, paper, side = page.ink.colour("ink"), page.ink.colour("paper"), KNOB + 2.4
    for stop in STOPS:
        x = left + (right - left) * stop / 100
        room = Rect(x - side / 2, y - side / 2, side, side)
        says = scale.says(stop)
        ring = Panel(Rect(x - RING / 2, y - RING / 2, RING, RING), paper, RING / 2, page.ink.colour("soft"), TICK_RULE)
        page.pick("choice", name, room, says, section, str(stop), _knob(page.ink, x, y, ink, None), [ring])


KIND = _Scale()
