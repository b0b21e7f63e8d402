"""Boxes to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from bmcgen.diagnostics import did_you_mean, short
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import line_width
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Starting, Wording
from bmcgen.kinds._form_setting import DrawnSetting
from bmcgen.kinds._labels import Labels, labels_of
from bmcgen.kinds._tick import tick
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.page import Mark, Panel, Rule
from bmcgen.source.json_schema import any_spelling
from bmcgen.source.names import fold
from bmcgen.source.reader import Reader, meanings
from bmcgen.source.tree import Node, Scalar, said, sequence
from bmcgen.source.tree import Sequence as SequenceNode

LABEL = 7.5
BOX = 9.5
OPTION = 9.0
TICKED = "yes"
"""The state of a box in a form."""


class OptionText(Struct, frozen=True):
    """A box to tick, by its id, whether it is ticked, and that in words."""

    label: Text
    ticked: bool
    alt: str
    key: str


class _Choice(Kind):
    role = "written"
    narrowest = 5 * MM
    words_needed = ("choices",)
    labels = "choices"
    word_keys: ClassVar[Mapping[str, Any]] = {"choices": (Labels, {})}

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> frozenset[str]:
        """The ids of the boxes that are ticked: one, or a list."""
        meaning, _, known = meanings(_labels(words))
        found = set()
        for item in node.items if isinstance(node, SequenceNode) else (node,):
            if not isinstance(item, Scalar):
                message = f'"{short(key.text)}" must be one of its choices, or a list of them'
                reader.wrong("wrong-type", message, item.where)
            elif not item.empty:
                choice = meaning.get(fold(item.text))
                if choice is None:
                    hint = did_you_mean(item.text, known, f"choose from: {', '.join(known)}")
                    if "," in item.text:
                        hint = f"write several as a list: [{item.text}]"
                    reader.wrong("unknown-choice", f'"{short(item.text)}" is not a choice here', item.where, hint)
                else:
                    found.add(choice)
        return frozenset(found)

    def given(self, held: frozenset[str], words: BlockWords, numbers: Mapping[str, str]) -> Node:
        return sequence(said(label) for key, label in words.own["choices"].items() if key in held)

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        ticked = [
            said(label) for key, label in words.own["choices"].items() if typed.get(key) == TICKED and typed.pop(key)
        ]
        return sequence(ticked) if ticked else None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        labels = dict.fromkeys(label for each in _labels(words) for pair in each.items() for label in pair)
        one = {"anyOf": [{"enum": [*labels]}, {"type": "string", "pattern": "|".join(map(any_spelling, labels))}]}
        return {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}

    def starter_comment(self, words: BlockWords, starting: Starting) -> str:
        return starting.comment("choice", choices=", ".join(map(starting.plain, words.own["choices"].values())))

    def words(
        self, block: Block, words: BlockWords, content: frozenset[str] | None, wording: Wording
    ) -> tuple[OptionText, ...]:
        found = []
        for key, label in words.own["choices"].items():
            ticked = key in (content or ())
            alt = wording.general("ticked" if ticked else "not-ticked").text
            found.append(OptionText(wording.say(label), ticked, alt, key))
        return tuple(found)

    def places_to_mark(self, text: BlockText) -> tuple[int, float, float]:
        return len(text.body), BOX, BOX

    def set(self, text: BlockText, block: Block, context: Context) -> Options:
        return Options(text, block, context)


def _labels(words: Sequence[BlockWords]) -> list[Mapping[str, str]]:
    return labels_of(words, lambda each: each.own.get("choices", {}))


class Options(DrawnSetting):
    """Boxes in rows behind their label, which stands on their line."""

    labelled = False

    def content_height(self, width: float, scale: Scale) -> float:
        return _height(self.ink, self.text, width)

    def draw_content(self, page: Builder, room: Rect, section: int) -> None:
        _draw_options(page, self.text, room, section)


def _height(ink: Ink, text: BlockText, width: float) -> float:
    return len(_option_rows(ink, text, width)) * (BOX + 8.0) - 8.0 + 5.0


def _option_rows(ink: Ink, text: BlockText, width: float) -> list[list[tuple[OptionText, float]]]:
    """Options beside one another behind the label, in as many rows as they need, with their distances from the left."""
    regular = ink.faces["regular"]
    start = line_width(ink, text.title, regular, ink.small(LABEL)) + 12
    size = ink.small(OPTION)
    rows: list[list[tuple[OptionText, float]]] = [[]]
    x = start
    for option in text.body:
        wide = BOX + 5 + line_width(ink, option.label, regular, size)
        if rows[-1] and x + wide > width:
            rows.append([])
            x = start
        rows[-1].append((option, x))
        x += wide + 14
    return rows


def _draw_options(page: Builder, text: BlockText, room: Rect, section: int) -> None:
    """Boxes, ticked or to be ticked, behind the label."""
    regular, soft, ink = page.ink.faces["regular"], page.ink.colour("soft"), page.ink.colour("ink")
    rows = _option_rows(page.ink, text, room.w)
    y = room.bottom - 1.0 - len(rows) * (BOX + 8.0) + 8.0
    heading = page.element("H2", section, text.title)
    small, size = page.ink.small(LABEL), page.ink.small(OPTION)
    base = BOX / 2 + regular.below_middle(size)
    page.said(text.title, room.x, y + base, regular, small, soft, heading)
    listed = page.element("L", section)
    for row in rows:
        for option, x in row:
            item = page.element("LI", listed)
            if page.ink.fillable:
                says = f"{text.title.text}: {option.label.text}"
                _pick_box(page, room.x + x, y, f"blocks/{text.name}/{option.key}", says, page.element("Lbl", item))
            else:
                box = tick(page, page.element("Lbl", item), f"{option.label.text}: {option.alt}", on=option.ticked)
                _draw_box(page, room.x + x, y, option.ticked, box)
            body = page.element("LBody", item, option.label)
            page.said(option.label, room.x + x + BOX + 5, y + base, regular, size, ink, body)
        y += BOX + 8.0


def _draw_box(page: Builder, x: float, y: float, ticked: bool, element: int) -> None:
    page.marks += _box(page.ink, x, y, ticked, element)


def _pick_box(page: Builder, x: float, y: float, name: str, says: str, parent: int) -> None:
    """A box to tick on screen."""
    on, off = (_box(page.ink, x, y, ticked, None) for ticked in (True, False))
    page.pick("box", name, Rect(x, y, BOX, BOX), says, parent, TICKED, on, off)


def _box(inks: Ink, x: float, y: float, ticked: bool, element: int | None) -> list[Mark]:
    ink, paper = inks.colour("ink"), inks.colour("paper")
    box = Panel(Rect(x, y, BOX, BOX), ink if ticked else paper, 1.2, ink, 0.8, element)
    if not ticked:
        return [box]
    ends = ((x + 2.2, y + 4.9, x + 4.1, y + 6.9), (x + 3.8, y + 6.9, x + 7.4, y + 2.7))
    return [box, *(Rule(*each, 1.3, paper, element) for each in ends)]


KIND = _Choice()
