"""The words of cards that are more than a plain text: emphasis, bullets, tags, links and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.drawing.builder import Ink
from bmcgen.drawing.languages import RUNNING
from bmcgen.kinds.notes.cards.density import WHOLE, ColumnSetting
from bmcgen.kinds.notes.cards.ledger import AMOUNT, Ledger
from bmcgen.kinds.notes.words.markup import BOLD, ITALIC
from bmcgen.model.layout import Theme
from bmcgen.model.manuscript import Card, Piece, Text
from bmcgen.text.beside import Beside
from bmcgen.text.fonts import Face, Faces
from bmcgen.text.measuring import SetLine
from bmcgen.text.mixed import PLAIN, Item, Measure, MixedParagraph, Part, RichText, Sign
from bmcgen.text.paragraphs import Paragraph, paragraph_of

TAG, NUMBER, LINK, SUM = "t", "n", "l", "M"
"""The styles of what stands behind the words of a note."""
SIGNS = {TAG: 900.0, NUMBER: 960.0, LINK: 2000.0}
"""How wide signs are, in 1/1000 em."""
BETWEEN = 240.0
BEFORE_SUM = 280.0
BULLET, LEVEL = 700.0, 900.0
"""How far the text of an entry hangs behind its bullet, and an entry of the second level behind the first."""
STACKED = 18
"""The least number of characters of a text beside badges that stand above one another."""
_FACES = {"regular": ("bold", "italic"), "condensed": ("condensed-bold", "condensed-italic")}


AnyText = Paragraph | RichText | Beside | Ledger


class _Sum:
    """A total, with the least room before it."""

    def __init__(self, face: Face) -> None:
        self.face, self.space = face, face.space

    def width(self, text: str) -> float:
        return self.face.width(text) + BEFORE_SUM


def roles(face: str) -> dict[str, str]:
    """The role of the face that each style of words is set in."""
    bold, italic = _FACES[face]
    return {PLAIN: face, BOLD: bold, ITALIC: italic, AMOUNT: face, SUM: bold}


def card_lines(text: AnyText, measure: float, *, hyphens: bool) -> tuple[SetLine, ...]:
    """The lines of a card. No word is broken for the sake of the rag, nor where that saves no line."""
    if isinstance(text, Ledger):
        if own := text.beside(measure):
            return text.closed(card_lines(text.entry.words, own, hyphens=hyphens))
        text = text.entry.below
    if isinstance(text, Beside):
        text, measure = text.of(measure)
    fit = text.lines if isinstance(text, RichText) else partial(text.lines, even=False)
    whole = fit(measure, hyphens=False)
    if not hyphens or len(whole) == text.count(measure, hyphens=True):
        return whole
    broken = fit(measure, hyphens=True)
    return broken if len(broken) < len(whole) else whole


def unlike_asked(cards: Iterable[Card], face: str, theme: Theme) -> Iterator[Diagnostic]:
    """Warnings of emphasis that a theme has no face of its own for, at the first note with it."""
    own = roles(face)
    for style, name in ((BOLD, "bold"), (ITALIC, "italic")):
        first = next((each for card in cards for each in card.pieces if style in each.styles), None)
        if first is None:
            continue
        hint = f'name one under "faces" of the theme, as {own[style]}'
        if theme.faces[own[style]] == theme.faces[face]:
            message = f"{theme.name} has no {name} face, so {name} words look like all others"
            yield warning("no-emphasis", message, first.text.where, hint)
        elif face == "condensed" and theme.faces[own[style]] == theme.faces[_FACES["regular"][style == ITALIC]]:
            message = f"{theme.name} has no condensed {name} face, so {name} words are set in its wider one"
            yield warning("no-emphasis", message, first.text.where, hint)


def _family(faces: Faces, face: str) -> Mapping[str, Measure]:
    """What each style is measured with, where plain words are in a face."""
    found: dict[str, Measure] = {}
    for style, role in roles(face).items():
        found[style] = _Sum(faces[role]) if style == SUM else faces[role]
    for style, wide in SIGNS.items():
        found[style] = Sign(wide, BETWEEN)
    return found


def _families(faces: Faces) -> dict[str, Mapping[str, Measure]]:
    return {}


def rich_text(card: Card, face: str, ink: Ink, indent: float = 0.0, *, below: Text | None = None) -> RichText:
    """The words of a card that are not plain, or that something stands behind, in a face; the first line indented, an
    amount `below` them.
    """
    known = ink.faces.derived(_families)()
    family = known.get(face) or known.setdefault(face, _family(ink.faces, face))
    pieces, items = pieces_of(card), [*_items(card)]
    bearing = sum(not piece.other for piece in pieces)
    made = list[Part]()
    set_: Paragraph
    for number, piece in enumerate(pieces, 1):
        text = piece.text
        hanging = BULLET + LEVEL * (piece.level - 1) if piece.level else 0.0
        own, begin = items if number == bearing else (), indent if number == 1 else 0.0
        if piece.styles or own:
            set_ = MixedParagraph(text.text, text.language, family, ink.faces[face], piece.styles, own, begin)
        elif begin:
            set_ = Paragraph(text.text, text.language, ink.faces[face], begin)
        else:
            set_ = paragraph_of(text.text, text.language, ink.faces[face])
        made.append(Part(set_, hanging, bool(piece.level), RUNNING if piece.other else 1.0))
    if below:
        item = Item(below.text, AMOUNT)
        made.append(Part(MixedParagraph("", below.language, family, ink.faces[face], "", (item,))))
    return RichText(made)


def pieces_of(card: Card) -> tuple[Piece, ...]:
    """The paragraphs and entries of a card, those in its second language last; what stands behind its words stands
    behind the last in the first.
    """
    pieces = card.pieces
    if not pieces:
        pieces = (Piece(card.text), *([Piece(card.text.second, other=True)] if card.text.second else []))
    first = [piece for piece in pieces if not piece.other]
    if first[-1].level and any(item.style not in (NUMBER, LINK) for item in _items(card)):
        # What concerns the whole note is no part of its last entry.
        first.append(Piece(replace(card.text, text="")))
    return (*first, *(piece for piece in pieces if piece.other))


def _items(card: Card) -> Iterator[Item]:
    for tag in card.tags:
        yield Item(tag.key, TAG)
    if card.number:
        yield Item(str(card.number), NUMBER)
    for link in card.links:
        yield Item(str(link.number), LINK)
    if card.amount and card.total:
        yield Item(card.amount.text, SUM)


class Texts(Struct, frozen=True):
    """The texts of cards in a face, each behind the least number of lines that its badges take, whether signs or an
    amount narrow it, and its length, which is infinite where it has line ends; the widest word of all, and the
    narrowest measure that breaks none; how long all are; and how many badges stand abreast, for which every card keeps
    room, so that texts begin under one another. `threads` run between columns of them, and from a measure on amounts
    have a `column`.
    """

    all: list[tuple[int, bool, float, AnyText]]
    widest: float
    least: float
    length: float
    left: int
    signs: int
    grouped: bool
    threads: int = 0
    column: float = 0.0


def abreast(lettered: Iterable[Card], long: int = STACKED) -> int:
    """How many badges stand beside one another on the cards of a block that have any. Two stand above one another where
    the texts of all that have two are so long that they take two lines anyway, so that the others are not pushed in.
    """
    counts = [(len(card.badges), len(card.text.text)) for card in lettered]
    most = max(counts, default=(0, 0))[0]
    if most == 2 and min(length for count, length in counts if count > 1) >= long:
        return 1
    return min(most, 1) if most < 2 else 2 if most <= 6 else 3


def may_stand(texts: Texts, way: ColumnSetting, *, whole: bool = False) -> bool:
    """Whether cards may stand in a way: large type breaks no word, none is broken to have more columns, and none at all
    where they are to stay `whole`.
    """
    if way.count > len(texts.all):
        return False
    if not whole and (way.style.hyphens or (way.count == 1 and way.style.size <= WHOLE)):
        return way.widest > 0
    return texts.least <= (way.narrowed if texts.signs else way.widest)


def card_heights(texts: Texts, way: ColumnSetting) -> list[float]:
    """How high each card is."""
    leading, around, room, hyphens = way.leading, way.around, way.widest, way.style.hyphens
    one, narrowed = leading + around, way.narrowed
    if not texts.left and not texts.signs:
        if not hyphens and texts.widest <= room:
            return [
                one if length <= room else text.whole.count(room) * leading + around for _, _, length, text in texts.all
            ]
        return [
            one if length <= room else text.count(room, hyphens=hyphens) * leading + around
            for _, _, length, text in texts.all
        ]
    found: list[float] = []
    for rows, narrow, length, text in texts.all:
        own = narrowed if narrow else room
        lines = 1 if length <= own else text.count(own, hyphens=hyphens)
        found.append((lines if lines >= rows else rows) * leading + around)
    return found
