"""Notes put into words: the cards that they are printed on, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, short, warning
from bmcgen.kinds import Wording
from bmcgen.kinds.notes.words.amounts import Sum, total
from bmcgen.kinds.notes.words.markup import BOLD, styled_parts
from bmcgen.model.content import Content, Note
from bmcgen.model.manuscript import BlockText, Card, Link, Piece, Text


class NotesText(Struct, frozen=True):
    """The notes of a block, as the cards that they are printed on; whether words in any are `styled`, and whether any
    is `linked` to another.
    """

    cards: tuple[Card, ...]
    styled: bool = False
    linked: bool = False


def notes_text(notes: Sequence[Note], wording: Wording) -> NotesText:
    """The notes of a block in words."""
    found = tuple(cards(notes, wording))
    return NotesText(found, any(card.pieces for card in found), any(card.links for card in found))


def notes_of(text: BlockText) -> NotesText:
    """What the text of a block of notes holds."""
    found: NotesText = text.body
    return found


def cards_of(text: BlockText) -> tuple[Card, ...]:
    """The cards of a block of notes."""
    return notes_of(text).cards


def cards(notes: Sequence[Note], wording: Wording) -> Iterator[Card]:
    """A card for each note, and one for the total of their amounts if the file asks for it."""
    numbers = {name: number for number, name in enumerate(wording.content.targets, 1)}
    for note in notes:
        yield _card(note, wording, numbers)
    name = wording.general("total")
    language = wording.content.language or name.language
    if wording.content.manner.totals and (found := _total(notes, language)) and found.text:
        last = next(note.amount for note in reversed(notes) if note.amount)
        amount = replace(wording.typed(last), text=found.text, where=name.where)
        yield Card(name, (), "plain", (Piece(name, BOLD * len(name.text)),), amount=amount, total=True)


def _card(note: Note, wording: Wording, numbers: Mapping[str, int]) -> Card:
    content = wording.content
    badges = tuple(map(wording.badge, note.segments))
    colour = note.colour or (badges[0].colour if len(badges) == 1 else "plain")
    text = wording.typed(note.text)
    pieces: tuple[Piece, ...] = ()
    if content.manner.markup:
        parts = styled_parts(text.text)
        if len(parts) > 1 or any(part.styles or part.level for part in parts):
            pieces = tuple(Piece(replace(text, text=part.text), part.styles, part.level) for part in parts)
        text = replace(text, text="\n".join(part.text for part in parts))
    links = [
        Link(each.text, numbers[each.text], wording.general("leads-to", number=numbers[each.text])) for each in note.to
    ]
    return Card(
        text,
        badges,
        colour,
        pieces,
        wording.status(note.status) if note.status else None,
        tuple(map(wording.tag, note.tags)),
        wording.typed(note.amount) if note.amount else None,
        note.id or "",
        numbers.get(note.id or "", 0),
        tuple(links),
        wording.typed(note.group) if note.group else None,
        change=wording.change(note.change) if note.change else None,
    )


def said(found: Sequence[Card]) -> Iterator[Text]:
    """What the proof must find of cards: their words, their amounts, and the headings of groups, once for each."""
    heading: Text | None = None
    for card in found:
        if card.group and card.group != heading:
            yield card.group
        heading = card.group
        yield card.text
        if card.amount:
            yield card.amount


def _total(notes: Sequence[Note], language: str) -> Sum | None:
    """The total of a block; None where it has fewer than two amounts."""
    amounts = [note.amount for note in notes if note.amount and note.change != "dropped"]
    return total(amounts, language) if len(amounts) > 1 else None


def doubts(notes: Sequence[Note], title: str, content: Content) -> Iterator[Diagnostic]:
    """Warnings of totals that there are not, or that are read in one of two ways."""
    found = _total(notes, content.language or "") if content.manner.totals else None
    if found is None:
        return
    if found.where:
        hint = "write all amounts of a block with one unit and in one way"
        yield warning("no-total", f'"{title}" has no total: {found.why}', found.where.where, hint)
    if found.doubt:
        message = f'"{short(found.doubt.text)}" is read as {found.read_as}, as is usual in the language of the file'
        hint = "write the decimals to make it clear: 1.200,00 or 1,200.00"
        yield warning("ambiguous-amount", message, found.doubt.where, hint)
