"""Questions and lists of terms, where they stand apart from the notes that answer them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from msgspec.structs import replace

from bmcgen.drawing.body.bands import Band, TextBand
from bmcgen.drawing.body.baseline_grid import BaselineGrid
from bmcgen.drawing.body.columns import ParagraphStyle, StyledParagraph, body_style, styled
from bmcgen.drawing.builder import Ink
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._band_setting import BandSetting
from bmcgen.kinds._keys import Checked
from bmcgen.kinds.prompts.entries import EntriesBand
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Group, Prompts, Text, in_line

TINT_PAD = 9.0
BELOW_HEADING = 0.3
GROUP_GAP = 9.0
ENTRY_GAP = 0.3


MOST_LARGER = 1.5
FACTOR: Mapping[str, Any] = {"type": "number", "minimum": 1, "maximum": MOST_LARGER}


def _factor(value: object) -> float:
    """How many times as large as other prompts of the document these are."""
    found = float(str(value)) if re.fullmatch(r"\d(\.\d+)?", str(value)) else 0.0
    if not 1 <= found <= MOST_LARGER:
        raise ValueError(f'"{value}" is not a number from 1 to {MOST_LARGER:g}')
    return found


class _Prompts(Kind):
    takes = ("columns", "prompt-columns", "numbered", "lists", "ground")
    layout_keys: ClassVar[Mapping[str, Any]] = {
        "only": (Literal["questions", "lists"], None),
        "style": (Literal["plain", "tint"], "plain"),
        "larger": (Annotated[float, Checked(_factor, FACTOR)], 1.0),
    }

    def prompts(self, block: Block, prompts: Prompts) -> Prompts:
        only = block.own.get("only")
        return Prompts(
            () if only == "lists" else prompts.questions,
            () if only == "questions" else prompts.groups,
        )

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Text | None:
        """The heading of the questions, which those on a tint have."""
        return wording.general("questions") if block.own["style"] == "tint" else None

    def set(self, text: BlockText, block: Block, context: Context) -> PromptsSetting:
        return PromptsSetting(text, block, context)


class PromptsSetting(BandSetting):
    """The questions, then each list."""

    divided = True

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        super().__init__(text, block, context)
        self.second = context.manuscript.second
        self.pad = TINT_PAD if block.own["style"] == "tint" else 0.0

    def bands(self, scale: Scale) -> list[Band]:
        # In large print all of them are large; in two languages there are twice as many.
        larger = 1.0 if self.ink.theme.smallest or self.second else self.block.own["larger"]
        return [*_bands(self.ink, self.text, self.block, larger * scale.prompt)]


def _bands(ink: Ink, text: BlockText, block: Block, size: float) -> Iterator[Band]:
    """The questions, then each list under its heading; a heading over other headings with what they list."""
    prompts = text.prompts
    asking: Text | None = text.body
    if prompts.questions:
        grid, style = BaselineGrid(size), body_style(size, bullets=True)
        if block.columns > 1:
            style = grid.style(bullets=True, whole=True)
        top = replace(style, space=0.0 if block.columns > 1 else BELOW_HEADING)
        asked = [styled(ink, each, style if n else top) for n, each in enumerate(prompts.questions)]
        head = [styled(ink, asking, grid.heading())] if asking else []
        yield TextBand(tuple(head), tuple(asked), block.columns, GROUP_GAP)
    groups = [*prompts.groups]
    while groups:
        first = groups.pop(0)
        under = []
        while groups and groups[0].level > first.level:
            under.append(groups.pop(0))
        yield _group(ink, first, under, block.prompt_columns, size)


def _group(ink: Ink, first: Group, under: Sequence[Group], columns: int, size: float) -> Band:
    head = ParagraphStyle(size, "bold", role="H3", keep=True)
    parts = _entries(ink, first, size)
    for number, group in enumerate(under):
        heading = replace(head, face="italic", role="H4", space=0.4 if number else 0.15)
        # What stands under one of several headings is not divided between columns.
        *others, last = [styled(ink, group.heading, heading), *_entries(ink, group, size)]
        parts += [*(each.set_in(replace(each.style, keep=True), ink) for each in others), last]
    asked = any(entry.question for entry in first.entries)
    if columns > 1 and not asked and not under:
        return EntriesBand((styled(ink, first.heading, head),), tuple(parts), columns, GROUP_GAP)
    return TextBand((styled(ink, first.heading, head),), tuple(parts), 1 if asked else columns, GROUP_GAP)


def _entries(ink: Ink, group: Group, size: float) -> list[StyledParagraph]:
    found = []
    for number, entry in enumerate(group.entries, 1):
        said = entry.term
        if entry.question:
            said = in_line(entry.term, ". ", entry.question)
        mark = str(number) if group.numbered else ""
        style = ParagraphStyle(size, space=ENTRY_GAP, whole=True, mark=mark, even=False)
        found.append(styled(ink, said, style))
    return found


KIND = _Prompts()
