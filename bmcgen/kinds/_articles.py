"""What is there to be read, as bands: articles, prompts, leads, overviews, contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.bands import Band, BoxBand, TextBand
from bmcgen.drawing.builder import Ink
from bmcgen.drawing.columns import Manner, Stretch, paragraphs, running, stretch
from bmcgen.drawing.sizes import steps
from bmcgen.kinds._cells import term_cells
from bmcgen.kinds._contents import ContentsBand
from bmcgen.kinds._entries import EntriesBand
from bmcgen.kinds._table import table_band
from bmcgen.model.layout import Block, Sizes
from bmcgen.model.manuscript import BlockText, Group, Region, SectionText, Text

LEAD = 13.0
LEAD_LEADING = 1.3
HEADING = 1.15
HEADING_SPACE = 1.0
BELOW_HEADING = 0.3
TERM_SPACE = 0.55
GROUP_GAP = 9.0
ENTRY_GAP = 0.3


class Scale(Struct, frozen=True):
    """The sizes that a document is set in: of what is to be read, and of questions and lists."""

    text: float
    prompt: float


def scales_of(sizes: Sizes) -> list[Scale]:
    """From the largest sizes to the floors, both a step at a time."""
    text, prompt = steps(*sizes.text), steps(*sizes.prompt)
    pairs = zip_longest(text, prompt)
    return [Scale(each or text[-1], other or prompt[-1]) for each, other in pairs]


def bands_of(ink: Ink, block: Block, text: BlockText, scale: Scale) -> list[Band]:
    """The bands of a block that is there to be read."""
    if block.kind == "lead" and text.lead:
        manner = Manner(block.size or LEAD, leading_ratio=LEAD_LEADING)
        return [TextBand((), tuple(paragraphs(ink, text.lead, manner)))]
    if block.kind == "prompts":
        return [*_prompts(ink, text, block, scale.prompt)]
    if block.kind == "terms":
        return [term_cells(ink, text.terms, block.accents or (block.accent,), scale.text, block.columns)]
    if block.kind == "overview":
        return [_overview(ink, text.regions, block.columns, scale.text)]
    if block.kind == "contents":
        return [ContentsBand.of(ink, text.chapters)]
    if block.kind == "article":
        return [*_article(ink, text.sections, block.columns, scale.text)]
    return []


def _overview(ink: Ink, regions: Sequence[Region], columns: int, size: float) -> TextBand:
    """The numbers and titles of a canvas's blocks."""
    parts = [stretch(ink, each.title, Manner(size, space=0.35, mark=each.number or "–")) for each in regions]
    return TextBand((), tuple(parts), columns)


def _article(ink: Ink, sections: Sequence[SectionText], columns: int, size: float) -> Iterator[Band]:
    """The sections one after another in columns; a table, and the box of an assignment, has the whole width."""
    parts: list[Stretch] = []
    for section in sections:
        heading = Manner(size * HEADING, "bold", role="H3", space=HEADING_SPACE, leading_ratio=1.22, keep=True)
        found = _section(ink, section, size)
        head = stretch(ink, section.heading, heading)
        if not section.table and not section.tasks:
            parts += [head, *found]
            continue
        if parts:
            yield TextBand((), tuple(parts), columns)
            parts = []
        if section.table:
            yield table_band(ink, section.table, [head, *found], size)
        else:
            yield BoxBand(TextBand((head,), tuple(found), columns))
    if parts:
        yield TextBand((), tuple(parts), columns)


def _section(ink: Ink, section: SectionText, size: float) -> list[Stretch]:
    """What stands under a section's heading."""
    text, item = running(size), running(size, bullets=True)
    term = Manner(size, "bold", role="H4", space=TERM_SPACE, keep=True)
    entry = replace(text, space=0.0, whole=True)
    found = paragraphs(ink, section.text, text) if section.text else []
    for number, each in enumerate(section.items):
        found.append(stretch(ink, each, item if number else replace(item, space=0.4)))
    for explained in section.terms:
        found += [stretch(ink, explained.term, term)] if explained.term.text else []
        found.append(stretch(ink, explained.text, entry))
    for number, task in enumerate(section.tasks, 1):
        found.append(stretch(ink, task, Manner(size, space=ENTRY_GAP, whole=True, mark=str(number))))
    if found:
        found[0] = found[0].set_in(replace(found[0].manner, space=BELOW_HEADING), ink)
    return found


def _prompts(ink: Ink, text: BlockText, block: Block, size: float) -> Iterator[Band]:
    """The questions, then each list under its heading; a heading over other headings with what they list."""
    prompts = text.prompts
    if prompts.questions:
        manner = running(size, bullets=True)
        top = replace(manner, space=BELOW_HEADING)
        asked = [stretch(ink, each, manner if n else top) for n, each in enumerate(prompts.questions)]
        head = [stretch(ink, text.asking, Manner(size * HEADING, "bold", role="H3"))] if text.asking else []
        yield TextBand(tuple(head), tuple(asked), block.columns, GROUP_GAP)
    groups = [*prompts.groups]
    while groups:
        first = groups.pop(0)
        under = []
        while groups and groups[0].level > first.level:
            under.append(groups.pop(0))
        yield _group(ink, first, under, block.prompt_columns, size)


def _group(ink: Ink, first: Group, under: Sequence[Group], columns: int, size: float) -> Band:
    head = Manner(size, "bold", role="H3", keep=True)
    parts = _entries(ink, first, size)
    for number, group in enumerate(under):
        heading = replace(head, face="italic", role="H4", space=0.4 if number else 0.15)
        # What stands under one of several headings is not divided between columns.
        *others, last = [stretch(ink, group.heading, heading), *_entries(ink, group, size)]
        parts += [*(each.set_in(replace(each.manner, keep=True), ink) for each in others), last]
    asked = any(entry.question for entry in first.entries)
    if columns > 1 and not asked and not under:
        return EntriesBand((stretch(ink, first.heading, head),), tuple(parts), columns, GROUP_GAP)
    return TextBand((stretch(ink, first.heading, head),), tuple(parts), 1 if asked else columns, GROUP_GAP)


def _entries(ink: Ink, group: Group, size: float) -> list[Stretch]:
    found = []
    for number, entry in enumerate(group.entries, 1):
        said = entry.term
        if entry.question:
            said = Text(f"{entry.term.text}. {entry.question.text}", said.language, said.where)
        mark = str(number) if group.numbered else ""
        manner = Manner(size, space=ENTRY_GAP, whole=True, mark=mark, even=False)
        found.append(stretch(ink, said, manner))
    return found
