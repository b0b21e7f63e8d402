"""Notes drawn: the card, its badges, its lines with what stands behind the words, its status."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bmcgen.drawing.body.write_in import BELOW_TEXT, LEAST, PITCH, draw_ground
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.regions import shows
from bmcgen.drawing.signs import (
    draw_arrow,
    draw_badges,
    draw_change,
    draw_edge,
    draw_number,
    draw_status,
    draw_tag,
    look_of,
)
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.boxes import text_box
from bmcgen.kinds.notes.cards.arrangement import Lead
from bmcgen.kinds.notes.cards.density import STATUS_RAIL, NoteStyle
from bmcgen.kinds.notes.cards.ledger import AMOUNT
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.cards.texts import BETWEEN, LINK, NUMBER, SIGNS, SUM, TAG, pieces_of, roles
from bmcgen.kinds.notes.grounds import EDGE, draw_card_ground, draw_second_frame
from bmcgen.kinds.notes.placed import SetNotes
from bmcgen.kinds.notes.sizing.needs import PROMPT_GAP
from bmcgen.kinds.notes.words.worded import cards_of
from bmcgen.model.layout import Colour
from bmcgen.model.manuscript import Card, Text
from bmcgen.text.bilingual import SecondLine
from bmcgen.text.fonts import Face
from bmcgen.text.measuring import SetLine
from bmcgen.text.mixed import RichLine
from bmcgen.text.segmentation import Joint

STRIKE, STRIKE_HEIGHT, MOST_STRUCK = 0.05, 0.26, 4
"""The line through the words of a dropped note, and how high above the baseline it is, in sizes: thin enough to read
what is under it. A note of more lines than these is a text to be read: its dashed edge is enough.
"""
SUM_RULE = 1.25
BEFORE_SUM = 0.7
"""The room between the word for a total and its amount, in sizes."""
BULLET = 0.3
_ITEMS = (TAG, NUMBER, LINK, AMOUNT, SUM)


def draw_cards(
    page: Builder, setter: Setter, block: SetNotes, silent_on: Callable[[Card], frozenset[str]], parent: int
) -> None:
    """The cards that have their places in a block; of cards with numbers, `silent_on` tells which these are not to
    print.
    """
    assert block.arrangement
    cards, style, typed = block.standing, block.arrangement.style, cards_of(block.text)
    for index, lead, rect in block.cards(setter):
        card = cards[index]
        draw_lead(page, lead, style, rect.x, rect.y, parent)
        lines = setter.lines(card, style, rect.w)
        numbered = typed[index].number or typed[index].links
        silent = silent_on(typed[index]) if numbered else frozenset[str]()
        place = rect.x, rect.y + lead.height, rect.w
        draw_card(page, setter, card, style, place, lines, parent, silent, least=rect.h - lead.height)


def draw_lead(page: Builder, lead: Lead, style: NoteStyle, x: float, y: float, parent: int) -> None:
    """The heading of a group; where it stands once more it is read aloud no more."""
    if lead.heading is None:
        return
    face = page.ink.faces[roles(style.face)["b"]]
    element = None if lead.again else page.element("H3", parent, lead.heading)
    base = y + lead.room + style.leading / 2 + face.below_middle(style.size)
    colour = page.ink.colour("soft" if lead.again else "ink")
    page.lines(lead.lines, x, base, face, style.size, style.leading, colour, element)


def draw_card(
    page: Builder,
    setter: Setter,
    card: Card,
    style: NoteStyle,
    place: tuple[float, float, float],
    lines: tuple[SetLine, ...],
    parent: int,
    silent: frozenset[str] = frozenset(),
    *,
    begun: bool = False,
    least: float = 0.0,
) -> float:
    """A card with its top left corner at a place, and its width; with these of its lines. `silent` are the notes whose
    numbers are not printed on it, for arrows lead to them. One that has `begun` elsewhere has its signs there, beside
    its first line. Returns its height, the `least` or more.
    """
    x, y, width = place
    drawn = len(page.marks)
    rect = Rect(x, y, width, max(least, setter.card_height(card, len(lines), style)))
    look = look_of(page, card.colour)
    # What several segments share has the colour of none, and is not as pale as what is about nobody.
    shared = len(card.badges) > 1 and card.colour == "plain"
    ground = look.tint
    if shared:
        # In grey, it is no paler than what is about one.
        ground = replace(page.ink.colour("paper"), grey=page.ink.theme.notes["grey"].tint.grey)
    if card.total:
        page.rule(x, y, rect.right, y, SUM_RULE, page.ink.colour("ink"))
    else:
        own = is_highlighted(card)
        change = card.change.key if card.change else ""
        ground = draw_card_ground(page, rect, ground, look.edge, look.strong if own else None, change)
        if own:
            draw_second_frame(page, rect, style.pad_y, ground, look.strong, edged=bool(card.badges))
    if card.badges:
        inset = EDGE + 0.8
        draw_edge(page, card.badges, x + inset, y + inset, rect.bottom - inset, style.edge)
    item = page.element("LI", parent)
    left, top = x + style.pad_x, y + style.pad_y
    for row, begin in enumerate(range(0, len(card.badges), style.left or 1)):
        by = top + (style.leading - style.badge) / 2 + row * style.leading
        draw_badges(page, card.badges[begin : begin + style.left], left, by, style.badge, item)
    drawing = Words(page, card, style, left if card.total else left + style.rail, top, ground, item)
    drawing.right = drawing.x + setter.measure(card, style, width) * style.size / 1000
    drawing.silent = silent
    drawing.draw(lines)
    side, by = style.status, top + (style.leading - style.status) / 2
    right = rect.right - style.pad_x * 0.6 - side
    if card.change and not begun:
        draw_change(page, card.change.key, right, by, side, page.figure(drawing.body, card.change.says), ground)
        right -= STATUS_RAIL * style.size
    if card.status and not begun:
        draw_status(page, card.status.key, right, by, side, page.figure(drawing.body, card.status.says), ground)
    if not card.total:
        wide = rect.right - style.pad_x - drawing.x
        shows(page, "note", card.id, rect, drawn, card.text.where, text_box(page, style, drawing.x, top, wide))
    return rect.h


def is_highlighted(card: Card) -> bool:
    """Whether it has a colour of its own rather than that of what it is about."""
    about = card.badges[0].colour if len(card.badges) == 1 else "plain"
    return card.colour not in ("plain", about)


class Words:
    """The lines of a card, with the elements that they belong to."""

    right = 0.0
    silent: frozenset[str] = frozenset()
    struck = False
    cell = False
    """Whether they stand in the cell of a table rather than in an entry of a list."""

    def __init__(
        self, page: Builder, card: Card, style: NoteStyle, x: float, y: float, under: Colour, item: int
    ) -> None:
        self.page, self.card, self.style, self.x, self.y, self.under, self.item = page, card, style, x, y, under, item
        self.face = page.ink.faces[style.face]
        self.ink = page.ink.colour("ink")
        self.elements: dict[int, int] = {}
        self.lists: list[tuple[int, int]] = []
        self.amount: int | None = None

    def draw(self, lines: Sequence[SetLine]) -> None:
        page, style = self.page, self.style
        base = self.y + style.leading / 2 + self.face.below_middle(style.size)
        dropped = self.card.change is not None and self.card.change.key == "dropped"
        self.struck = dropped and len(lines) <= MOST_STRUCK
        if not lines or not isinstance(lines[0], RichLine):
            self.body = page.element("P" if self.cell else "LBody", self.item, self.card.text)
            page.lines(tuple(lines), self.x, base, self.face, style.size, style.leading, self.ink, self.body)
            for number, line in enumerate(lines if self.struck else ()):
                element = page.second(self.body) if isinstance(line, SecondLine) else self.body
                end = self.x + line.width * style.size / 1000
                self._strike(self.x, end, base + number * style.leading, element)
            return
        self.faces = {key: page.ink.faces[role] for key, role in roles(style.face).items()}
        self.body = self.item if self.cell else page.element("LBody", self.item)
        for line in lines:
            assert isinstance(line, RichLine)
            self._line(line, base)
            base += style.leading

    def _line(self, line: RichLine, base: float) -> None:
        style = self.style
        x = self.x + line.indent * style.size / 1000
        if line.bullet:
            side = style.size * BULLET * line.ratio
            middle = base - self.face.below_middle(style.size)
            left = x - 0.55 * style.size
            self.page.panel(Rect(left, middle - side / 2, side, side), self.ink, side / 2)
        words = [run for run in line.runs if run[0] not in _ITEMS]
        items = [run for run in line.runs if run[0] in _ITEMS]
        if text := "".join(part for _, part in words).rstrip(" "):
            if self.card.total and items:
                # A total is one thing to read: its name stands at its amount, not across the block from it.
                taken = self.faces[SUM].width("".join(part for _, part in items)) + BEFORE_SUM * 1000
                taken += sum(self.faces[key].width(part) for key, part in words)
                x = max(x, self.right - taken * style.size / 1000)
            elif self.card.total and line.ratio < 1:
                x = self.right - line.width * style.size / 1000
            x = self._said(words, text, x, base, "\n" if items else line.joint, line)
            x += self.face.space * style.size / 1000
        for kind, part in items:
            x = self._item(kind, part, x, base)

    def _said(
        self, words: Sequence[tuple[str, str]], text: str, x: float, base: float, joint: Joint, line: RichLine
    ) -> float:
        """The words of a line, without the space before what stands behind them."""
        parts, left = list[tuple[Face, str]](), len(text)
        for key, part in words:
            if part := part[:left]:
                parts.append((self.faces[key], part))
            left -= len(part)
        colour = self.page.two_colours(self.ink)[1] if pieces_of(self.card)[line.part].other else self.ink
        element = self._element(line)
        end = self.page.runs(parts, x, base, self.style.size * line.ratio, colour, element, joint)
        if self.struck:
            self._strike(x, end, base, element, line.ratio)
        return end

    def _strike(self, x: float, end: float, base: float, element: int | None, ratio: float = 1.0) -> None:
        """The thin line through words that were dropped."""
        size = self.style.size * ratio
        level = base - STRIKE_HEIGHT * size
        self.page.rule(x, level, end, level, max(0.4, STRIKE * size), self.page.ink.colour("hairline"), element)

    def _element(self, line: RichLine) -> int:
        """The element of a line's paragraph or entry; entries stand in lists of their level."""
        known = self.elements.get(line.part)
        if known is not None:
            return known
        page, card = self.page, self.card
        piece = pieces_of(card)[line.part]
        text, level = piece.text, piece.level
        while self.lists and (not level or self.lists[-1][0] > level):
            self.lists.pop()
        if not level:
            found = page.element("P", self.body, text)
        else:
            if not self.lists or self.lists[-1][0] < level:
                above = self.lists[-1][1] if self.lists else self.body
                self.lists.append((level, page.element("L", above)))
            found = page.element("LBody", page.element("LI", self.lists[-1][1]), text)
        self.elements[line.part] = found
        return found

    def _item(self, kind: str, part: str, x: float, base: float) -> float:
        page, style, card = self.page, self.style, self.card
        if kind in (AMOUNT, SUM):
            assert card.amount is not None
            if self.amount is None:
                self.amount = page.element("P", self.body, card.amount)
            face = self.faces[kind]
            width = face.width(part) * style.size / 1000
            right = max(self.right, self.x + width)
            page.line(part, right - width, base, face, style.size, self.ink, self.amount, " ")
            return right
        side = style.size * SIGNS[TAG] / 1000
        top = base - self.face.below_middle(style.size) - side / 2
        for each in part.replace("\u00a0", " ").split():
            if kind == TAG:
                mark = next(mark for mark in card.tags if mark.key == each)
                element = page.label(self.item, replace(mark.name, text=each), mark.says)
                draw_tag(page, each, x, top, side, element, self.under)
            elif kind == NUMBER and card.id not in self.silent:
                draw_number(page, each, x, top, side, page.label(self.item, _of(card.text, each), ""), self.under)
            elif kind == LINK:
                link = next(link for link in card.links if str(link.number) == each)
                if link.to not in self.silent:
                    draw_arrow(page, x, top + side / 2, side * 0.95)
                    element = page.label(self.item, _of(link.says, each), link.says.text)
                    draw_number(page, each, x + side * 1.15, top, side, element, self.under)
            x += (SIGNS[kind] + BETWEEN) * style.size / 1000
        return x


def _of(text: Text, shown: str) -> Text:
    return replace(text, text=shown)


def draw_room_left(page: Builder, block: SetNotes, foot: float, line: float) -> None:
    """Fills what is left below the notes, which reach down to a `foot`, with what was asked for or else with what the
    layout has there. Lines are in step with one at the height of a `line`, so that they are over the whole sheet.
    """
    asked = page.ink.room.ground
    ground = asked or block.frame.block.ground
    if ground in ("none", "zero"):
        return
    used = foot + BELOW_TEXT if foot else 0.0
    if ground == "lines" and block.prompts and not (block.prompts.beside or foot):
        # The first line is as far below the prompts as it is above the next: the gap below them is part of that.
        used = -PROMPT_GAP
    draw_ground(page, block.room.inset(0, used, 0, 0), ground, PITCH if asked else LEAST, line)
