"""Sections of paragraphs, bullets, explained terms and tables, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bmcgen.drawing.body.bands import Band, BoxBand, NotesBand, TextBand, WorkBox
from bmcgen.drawing.body.baseline_grid import BaselineGrid
from bmcgen.drawing.body.columns import ACCENT, StyledParagraph, paragraphs, styled
from bmcgen.drawing.builder import Ink
from bmcgen.drawing.setting import Context
from bmcgen.drawing.sizes import Scale
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._band_setting import BandSetting
from bmcgen.kinds._explained import Explained, explained
from bmcgen.kinds.article.table import RowText, TableText, table_band
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords, Section, TableWords
from bmcgen.model.manuscript import BlockText, Text


class SectionText(Struct, frozen=True):
    """A part of an article: a heading, and under it any of paragraphs, a list, explained terms, a table and tasks."""

    heading: Text | None
    text: Text | None = None
    items: tuple[Text, ...] = ()
    numbered: bool = False
    terms: tuple[Explained, ...] = ()
    table: TableText | None = None
    tasks: tuple[Text, ...] = ()


class _Article(Kind):
    words_needed = ("sections",)
    takes = ("columns", "ground")

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> tuple[SectionText, ...]:
        short = wording.prompts == "none"
        sections = (each for each in words.sections if not (short and each.edition == "long"))
        return tuple(_section(each, wording) for each in sections)

    def texts(self, text: BlockText) -> Iterator[Text]:
        for section in text.body:
            yield from (*([section.heading] if section.heading else []), *section.items, *section.tasks)
            rows = section.table.rows if section.table else ()
            for each in (*section.terms, *(term for row in rows for cell in row.cells for term in cell)):
                yield each.term
                yield each.text

    def set(self, text: BlockText, block: Block, context: Context) -> Article:
        return Article(text, block, context)


def _section(words: Section, wording: Wording) -> SectionText:
    return SectionText(
        heading=wording.say(words.heading) if words.heading else None,
        text=wording.say(words.text) if words.text else None,
        items=tuple(map(wording.say, words.items)),
        numbered=words.numbered,
        terms=explained(words.terms, wording),
        table=_table(words.table, wording) if words.table else None,
        tasks=tuple(map(wording.say, words.tasks)),
    )


def _table(words: TableWords, wording: Wording) -> TableText:
    rows = tuple(
        RowText(
            wording.say(row.heading) if row.heading else None,
            tuple(explained(cell, wording) for cell in row.cells),
            row.strong,
        )
        for row in words.rows
    )
    return TableText(tuple(map(wording.say, words.columns)), rows, words.shares, words.figures)


class Article(BandSetting):
    """Its sections in columns, one after another; on a baseline grid, unless nothing stands beside it."""

    divided = True

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        super().__init__(text, block, context)
        # With lines, the end of the last page alone is there to be written on.
        self.works = self.ends_open = block.ground == "lines"
        self.own_notes = context.manuscript.own_notes
        self.alone = block.columns == 1 and len(context.sheet.grid.columns) == 1

    def unit(self, scale: Scale) -> float:
        return 0.0 if self.alone else BaselineGrid(scale.text).unit

    def bands(self, scale: Scale) -> list[Band]:
        box = WorkBox if self.works else BoxBand
        return [*_bands(self.ink, self.text.body, self.block.columns, BaselineGrid(scale.text, self.alone), box)]

    def notes(self, scale: Scale) -> NotesBand | None:
        if not self.works:
            return None
        grid = BaselineGrid(scale.text, self.alone)
        return NotesBand(styled(self.ink, self.own_notes, grid.closer(grid.heading())), 2 * grid.unit)


def _bands(
    ink: Ink, sections: Sequence[SectionText], columns: int, grid: BaselineGrid, box: type[BoxBand]
) -> Iterator[Band]:
    """The sections one after another in columns; a table, and the box of an assignment, has the whole width."""
    parts: list[StyledParagraph] = []
    unit = grid.unit
    for section in sections:
        found = _below_heading(ink, section, grid)
        head = [styled(ink, section.heading, grid.heading())] if section.heading else []
        if not section.table and not section.tasks:
            parts += [*head, *found]
            continue
        if parts:
            yield TextBand((), tuple(parts), columns, unit)
            parts = []
        if section.table:
            yield table_band(ink, section.table, [*head, *found], grid)
        else:
            yield box(TextBand(tuple(head), tuple(found), columns, unit), unit, unit)
    if parts:
        yield TextBand((), tuple(parts), columns, unit)


def _below_heading(ink: Ink, section: SectionText, grid: BaselineGrid) -> list[StyledParagraph]:
    """What stands under a section's heading."""
    term, entry = grid.style(units=1, face="bold", role="H4", keep=True, colour=ACCENT), grid.style(whole=True)
    found = paragraphs(ink, section.text, grid.style(units=1)) if section.text else []
    for number, said in enumerate(section.items, 1):
        mark = str(number) if section.numbered else ""
        found.append(styled(ink, said, grid.style(bullets=True, whole=True, mark=mark)))
    for each in section.terms:
        found += [styled(ink, each.term, term)] if each.term.text else []
        found.append(styled(ink, each.text, entry))
    for number, task in enumerate(section.tasks, 1):
        found.append(styled(ink, task, grid.style(whole=True, mark=str(number))))
    if found:
        first, *rest = found
        # What a term means stands right below it.
        apart = [
            part if before.style.keep else part.set_in(grid.set_apart(part.style), ink)
            for before, part in zip(found, rest, strict=False)
        ]
        found = [first.set_in(grid.set_apart(grid.closer(first.style)), ink), *apart]
    return found


KIND = _Article()
