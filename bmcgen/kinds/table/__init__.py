"""A table to think in: columns with names, rows to write in. What a data file has fills its part of it.

A column `note` holds the notes of the block, a row each, a column `segment` the segments that they are about, and a
column `amount` their amounts; the other columns are there to be written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any, ClassVar

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Problems, error
from bmcgen.drawing.setting import Chosen, Context, Ensemble, Part
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM
from bmcgen.kinds import Kind, Wording, kind_of
from bmcgen.kinds._keys import Checked
from bmcgen.kinds.notes.cards.texts import unlike_asked
from bmcgen.kinds.notes.words.markup import BOLD
from bmcgen.kinds.notes.words.worded import cards, said
from bmcgen.kinds.table.filled import filled_rows
from bmcgen.kinds.table.keys import SHARES, TABLE, table_shares, table_words
from bmcgen.kinds.table.rows import Column, RowText, TableText
from bmcgen.kinds.table.setting import LINES, TableSetting
from bmcgen.model.content import Content, Note, Segment
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Card, Piece, Text
from bmcgen.model.plan import Plan
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar

NOTE, SEGMENT = "note", "segment"


class _Table(Kind):
    role = "written"
    data = "notes"
    segments = True
    takes = ("label",)
    narrowest = 80 * MM
    words_needed = ("table",)
    layout_keys: ClassVar[Mapping[str, Any]] = {
        "shares": (Annotated[dict[str, Any], Checked(table_shares, SHARES)], {})
    }
    keys_by_block = ("shares",)
    word_keys: ClassVar[Mapping[str, Any]] = {"table": (Annotated[dict[str, Any], Checked(table_words, TABLE)], {})}

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> Any:
        return kind_of(self.data).read(key, node, words, reader)

    def given(self, held: Any, words: BlockWords, numbers: Mapping[str, str]) -> Node | None:
        return kind_of(self.data).given(held, words, numbers)

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        return filled_rows(typed, words.own["table"], segments)

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return kind_of(self.data).schema(words)

    def definitions(self, colours: Sequence[str]) -> dict[str, Any]:
        return kind_of(self.data).definitions(colours)

    def words(self, block: Block, words: BlockWords, content: tuple[Note, ...] | None, wording: Wording) -> TableText:
        table: Mapping[str, Any] = words.own["table"]
        names, hints, groups = table["columns"], table.get("hints", {}), table.get("groups", ())
        shares = _shares(block, words, wording)
        columns = tuple(
            Column(key, wording.say(name), wording.say(hints[key]) if key in hints else None, shares[key])
            for key, name in names.items()
        )
        by_segment = columns[0].key == SEGMENT
        segments = wording.content.segments if by_segment else ()
        found = [*cards(content or (), wording)]
        total = wording.say(table["total"]) if "total" in table else None
        sums = [_summed(card, total if columns[0].key == NOTE else None) for card in found if card.total]
        return TableText(
            columns,
            tuple(_rows([card for card in found if not card.total], SEGMENT in names, segments, wording)),
            tuple(map(wording.say, groups)),
            wording.say(table["rest"]) if "rest" in table else None,
            total,
            sums[0] if sums else None,
        ).with_amounts_apart()

    def warnings(self, block: Block, held: tuple[Note, ...], title: str, content: Content) -> Iterator[Diagnostic]:
        return kind_of(self.data).warnings(block, held, title, content)

    def texts(self, text: BlockText) -> Iterator[Text]:
        yield from said(text.body.cards)
        yield from text.body.amounts

    def lines_to_write(self, text: BlockText) -> int:
        return 0 if text.body.rows else LINES

    def set(self, text: BlockText, block: Block, context: Context) -> TableSetting:
        return TableSetting(text, block, context)

    def set_all(self, blocks: Sequence[tuple[BlockText, Block]], context: Context) -> Ensemble:
        return TableEnsemble({block.area: self.set(text, block, context) for text, block in blocks}, context)


class TableEnsemble(Ensemble):
    """The tables on a sheet."""

    def __init__(self, settings: Mapping[str, TableSetting], context: Context) -> None:
        super().__init__(settings)
        self._cards = [card for each in settings.values() for card in each.body.cards]
        self._theme = context.ink.theme

    def stand(
        self, plan: Plan, scale: Scale, rows: Mapping[str, int], choice: Chosen | None
    ) -> tuple[Sequence[Part], Sequence[Diagnostic]]:
        parts, _ = super().stand(plan, scale, rows, choice)
        return parts, [*unlike_asked(self._cards, "regular", self._theme)]


def _shares(block: Block, words: BlockWords, wording: Wording) -> Mapping[str, float]:
    """The parts of the width that the columns have: what the layout says of this block, else all alike."""
    names: Mapping[str, str] = words.own["table"]["columns"]
    shares: Mapping[str, float] = block.own["shares"].get(block.name, {})
    if shares and set(shares) != set(names):
        where = wording.say(words.title).where
        message = f'the columns of "{block.name}" are {", ".join(names)}, and its shares are of {", ".join(shares)}'
        raise Problems([error("bad-value", message, where, "give each column a share")])
    return shares or dict.fromkeys(names, 1.0)


def _summed(card: Card, total: Text | None) -> RowText:
    """The total of the amounts, under the name that the table has for it."""
    if total:
        card = replace(card, text=total, pieces=(Piece(total, BOLD * len(total.text)),))
    return RowText(card, ())


def _rows(found: Iterable[Card], apart: bool, segments: Sequence[Segment], wording: Wording) -> Iterator[RowText]:
    """A row for each note, `apart` from its segments where these have a column; where rows are by segment, in their
    order within each group, and one for each that no note is about.
    """
    rows = [RowText(replace(card, badges=()), card.badges) if apart else RowText(card, ()) for card in found]
    if letters := [segment.letter for segment in segments]:

        def order(row: RowText) -> int:
            return letters.index(row.badges[0].letter) if row.badges else len(letters)

        told = {badge.letter for row in rows for badge in row.badges}
        rows += [RowText(None, (wording.badge(segment),)) for segment in segments if segment.letter not in told]
        runs = [[*run] for _, run in groupby(rows, key=lambda row: row.group)]
        rows = [row for run in runs for row in sorted(run, key=order)]
    yield from rows


KIND = _Table()
