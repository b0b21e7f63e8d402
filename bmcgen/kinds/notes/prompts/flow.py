"""Prompts of a canvas's block that continue on another sheet: questions and lists under one another."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bmcgen.drawing.body.columns import ParagraphStyle, StyledParagraph, styled
from bmcgen.drawing.builder import Ink
from bmcgen.drawing.flows import TextFlow
from bmcgen.drawing.setting import Flow
from bmcgen.model.manuscript import Group, Prompts, in_line

BETWEEN = 0.42
ENTRY = 0.12
GROUP = 0.8
LEADING = 1.28
KEEP = 2
"""A heading keeps room for so many lines below it."""


class HeadingFlow(TextFlow):
    """A heading, which takes the room of the lines that it stays with, and gives it back."""

    def __init__(self, paragraph: StyledParagraph, accent: str) -> None:
        super().__init__(paragraph, accent)
        self.gap = ENTRY * paragraph.style.size - self._kept

    @property
    def _kept(self) -> float:
        return KEEP * self.paragraph.style.leading

    def height(self, count: int, width: float) -> float:
        return super().height(count, width) + self._kept


def prompt_flows(ink: Ink, prompts: Prompts, size: float, accent: str) -> list[Flow]:
    """The questions, and each list under its heading."""
    question = ParagraphStyle(size, space=BETWEEN, leading_ratio=LEADING, whole=True, colour="soft")
    flows: list[Flow] = [TextFlow(styled(ink, each, question), accent) for each in prompts.questions]
    for group in prompts.groups:
        flows += _group(ink, group, question, accent)
    return flows


def _group(ink: Ink, group: Group, style: ParagraphStyle, accent: str) -> Iterator[Flow]:
    head = replace(style, face="bold" if group.entries else "italic", role="H3", space=ENTRY, colour="ink")
    yield HeadingFlow(styled(ink, group.heading, head), accent)
    for number, entry in enumerate(group.entries, 1):
        said = entry.term
        if entry.question:
            said = in_line(entry.term, ": ", entry.question)
        mark = str(number) if group.numbered else ""
        last = number == len(group.entries)
        yield TextFlow(styled(ink, said, replace(style, mark=mark, space=GROUP if last else ENTRY, even=False)), accent)
