"""Sections of paragraphs, bullets, explained terms and tables, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._explained import explained
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords, Section, TableWords
from bmcgen.model.manuscript import BlockText, RowText, SectionText, TableText, Text


class _Article(Kind):
    words_needed = ("sections",)

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> dict[str, Any]:
        short = wording.prompts == "none"
        sections = (each for each in words.sections if not (short and each.edition == "long"))
        return {"sections": tuple(_section(each, wording) for each in sections)}

    def texts(self, text: BlockText) -> Iterator[Text]:
        for section in text.sections:
            yield section.heading
            yield from (*section.items, *section.tasks)
            rows = section.table.rows if section.table else ()
            for each in (*section.terms, *(term for row in rows for cell in row.cells for term in cell)):
                yield each.term
                yield each.text


def _section(words: Section, wording: Wording) -> SectionText:
    return SectionText(
        heading=wording.say(words.heading),
        text=wording.say(words.text) if words.text else None,
        items=tuple(map(wording.say, words.items)),
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


KIND = _Article()
