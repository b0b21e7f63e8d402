"""Running text and lists in columns: as many lines as there is room for, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import paragraph as paragraph_in
from bmcgen.drawing.languages import running_at
from bmcgen.geometry import MM, Rect
from bmcgen.model.manuscript import Text
from bmcgen.model.page import Role
from bmcgen.text.measuring import SetLine
from bmcgen.text.paragraphs import Paragraph
from bmcgen.text.typography import opening_mark

LEADING = 1.3
PARAGRAPH_GAP = 0.5
ITEM_GAP = 0.34
BULLET = 0.34
HANG = 0.95
QUOTE_GAP = 0.2
"""Between a quotation mark and the words that it hangs before."""
QUOTED = ("\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", '"')
"""What a quotation may begin with that brings its own mark."""
ACCENT = "accent"
"""The colour of a paragraph in that of the block that it is about."""
LEAST_LINES = 2
COLUMN_GAP = 5 * MM
HEADING = 1.15
"""How much larger a heading is than the text below it."""


class ParagraphStyle(Struct, frozen=True):
    """How text is set: its size and face, the space above it in sizes, and whether it stands behind a bullet. What is
    to `keep` stays with what follows it; what is `whole` is divided only where no column could hold it. With a `mark`,
    which is a number or the like, it hangs behind that; what is `quoted` has a quotation mark in the margin. What need
    not be `even` is not hyphenated for a better rag. What is `on_grid` stands on the lines of text in that size,
    whatever its own.
    """

    size: float
    face: str = "regular"
    bullets: bool = False
    role: Role = "P"
    space: float = PARAGRAPH_GAP
    leading_ratio: float = LEADING
    keep: bool = False
    whole: bool = False
    colour: str = "ink"
    mark: str = ""
    even: bool = True
    quoted: bool = False
    on_grid: float = 0.0

    @property
    def leading(self) -> float:
        return self.size * self.leading_ratio

    @property
    def hang(self) -> float:
        if self.mark:
            return self.size * 1.25
        return self.size * HANG if self.bullets else 0.0

    @property
    def gap(self) -> float:
        """Between it and what stands above it."""
        return self.size * self.space


def body_style(size: float, face: str = "regular", *, bullets: bool = False) -> ParagraphStyle:
    """The style of paragraphs, or of the entries of a list."""
    space = ITEM_GAP if bullets else PARAGRAPH_GAP
    return ParagraphStyle(size, face, bullets=bullets, space=space, whole=bullets)


class StyledParagraph(Struct, frozen=True):
    """A paragraph or an entry of a list, or the rest of one that was begun elsewhere."""

    text: Text
    paragraph: Paragraph
    style: ParagraphStyle
    begun: bool = False

    def lines(self, width: float) -> tuple[SetLine, ...]:
        measure = (width - self.style.hang) * 1000 / self.style.size
        return self.paragraph.lines(measure, hyphens=False, even=self.style.even)

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def count(self, width: float) -> int:
        """How many lines it takes at the most, counted rather than chosen."""
        return self.paragraph.count((width - self.style.hang) * 1000 / self.style.size, hyphens=False)

    def divided(self, width: float, count: int) -> tuple[tuple[SetLine, ...], StyledParagraph]:
        """Its first lines, and the rest of it."""
        lines, rest = self.paragraph.divided((width - self.style.hang) * 1000 / self.style.size, count)
        return lines, replace(self, paragraph=rest, begun=True)

    def set_in(self, style: ParagraphStyle, ink: Ink) -> StyledParagraph:
        """The same text in another style."""
        if self.text.second and not self.begun:
            return styled(ink, self.text, style)
        face = ink.faces[style.face]
        paragraph = self.paragraph if self.paragraph.face is face else self.paragraph.in_face(face)
        return replace(self, paragraph=paragraph, style=style)


def styled(ink: Ink, text: Text, style: ParagraphStyle) -> StyledParagraph:
    """A text as one paragraph: line ends in it are spaces."""
    flat, ratio = _flat(text), running_at(style.size, ink.least)
    return StyledParagraph(flat, paragraph_in(flat, ink.faces[style.face], ratio), style)


def _flat(text: Text) -> Text:
    return replace(text, text=" ".join(text.text.split("\n")), second=text.second and _flat(text.second))


def paragraphs(ink: Ink, text: Text, style: ParagraphStyle) -> list[StyledParagraph]:
    """The paragraphs of running text; a single line end is a space."""
    return [styled(ink, part, style) for part in parts_of(text)]


def parts_of(text: Text) -> list[Text]:
    """The paragraphs of running text: a blank line divides them."""
    parts = [part.strip() for part in text.text.split("\n\n") if part.strip()]
    found = [replace(text, text=part, second=None) for part in parts]
    if text.second is None:
        return found
    # One language after the other where they are not divided alike.
    second = parts_of(text.second)
    if len(found) != len(second):
        return [*found[:-1], replace(found[-1], second=second[0]), *second[1:]]
    return [replace(each, second=other) for each, other in zip(found, second, strict=True)]


def column_width(width: float, columns: int) -> float:
    return (width - (columns - 1) * COLUMN_GAP) / columns


def text_height(parts: Sequence[StyledParagraph], width: float, columns: int = 1) -> float:
    """How high paragraphs stand under one another, or in columns that are as even as can be."""
    width = column_width(width, columns)
    whole = sum(part.height(width) for part in parts) + sum(part.style.gap for part in parts[1:])
    if columns == 1 or not parts:
        return whole
    step = min(part.style.leading for part in parts)
    count = max(1, int(whole / columns / step))
    placed, rest = _in_columns(parts, width, count * step, columns, inf)
    while rest:
        count += 1
        placed, rest = _in_columns(parts, width, count * step, columns, inf)
    return max(each.bottom for each in placed)


def counted_height(parts: Sequence[StyledParagraph], width: float, columns: int = 1) -> float:
    """About how high paragraphs stand, and at the most if that is in one column: their lines are only counted."""
    wide = column_width(width, columns)
    whole = sum(part.count(wide) * part.style.leading for part in parts) + sum(part.style.gap for part in parts[1:])
    return whole if columns == 1 or not parts else whole / columns + max(part.style.leading for part in parts)


def fill_text(
    parts: Sequence[StyledParagraph], room: Rect, columns: int = 1
) -> tuple[list[Placed], list[StyledParagraph]]:
    """What of the paragraphs stands in a room, and what is left. No line stands alone on either side of a division; an
    entry of a list is divided only where it is higher than the room. Columns are as even as can be.
    """
    if columns == 1:
        return _in_columns(parts, room.w, room.h, 1, room.h)
    height = min(room.h, text_height(parts, room.w, columns))
    return _in_columns(parts, column_width(room.w, columns), height, columns, room.h)


def _in_columns(
    parts: Sequence[StyledParagraph], width: float, room: float, columns: int, most: float
) -> tuple[list[Placed], list[StyledParagraph]]:
    """Columns of the height `room`; where they are evened out, they could be as high as `most`."""
    placed: list[Placed] = []
    rest = [*parts]
    for number in range(columns):
        found, rest = _in_column(rest, width, room, number * (width + COLUMN_GAP), most)
        placed += found
    return placed, rest


def _in_column(
    parts: Sequence[StyledParagraph], width: float, room: float, x: float, most: float
) -> tuple[list[Placed], list[StyledParagraph]]:
    placed: list[Placed] = []
    y = 0.0
    for number, part in enumerate(parts):
        style, lines = part.style, part.lines(width)
        y += style.gap if placed else 0.0
        if y + len(lines) * style.leading <= room + 0.01:
            placed.append(Placed(part, lines, x, y))
            y += len(lines) * style.leading
            continue
        count = min(int((room - y + 0.01) / style.leading), len(lines) - LEAST_LINES)
        whole = len(lines) * style.leading <= most
        if count >= LEAST_LINES and not (style.whole and whole):
            head, rest = part.divided(width, count)
            placed.append(Placed(part, head, x, y))
            return placed, [rest, *parts[number + 1 :]]
        _hold_back(placed, parts, width)
        return placed, [*parts[len(placed) :]]
    return placed, []


def _hold_back(placed: list[Placed], parts: Sequence[StyledParagraph], width: float) -> None:
    """Takes from the foot of a column what is to stay with what goes on in the next, unless nothing would be left: a
    heading that would have no text below it, or a single line of it; and what stood before a last line that would be
    alone above the next heading.
    """
    rest = parts[len(placed) :]
    alone = len(rest) > 1 and rest[1].style.keep and len(rest[0].lines(width)) == 1
    if alone and not rest[0].style.keep and len(placed) > 1 and not placed[-1].part.style.keep:
        placed.pop()
    under = next((n for n, each in enumerate(reversed(placed)) if each.part.style.keep), len(placed))
    lines = sum(len(each.lines) for each in placed[len(placed) - under :])
    if under < len(placed) and lines == 1 and not parts[len(placed)].style.keep and len(placed) > under + 1:
        placed.pop()
    while len(placed) > 1 and placed[-1].part.style.keep:
        placed.pop()
    if len(placed) == 1 and placed[0].part.style.keep and not placed[0].part.begun:
        placed.clear()


class Placed(Struct, frozen=True):
    """A paragraph, or the beginning of one, at a distance from the left and from the top of its room."""

    part: StyledParagraph
    lines: tuple[SetLine, ...]
    x: float
    y: float

    @property
    def bottom(self) -> float:
        return self.y + len(self.lines) * self.part.style.leading


def draw_text(page: Builder, placed: Sequence[Placed], room: Rect, parent: int, accent: str) -> None:
    """Draws paragraphs into a room: headings, paragraphs, and the entries of lists with their bullets or numbers."""
    listed: int | None = None
    element, before = parent, None
    for each in placed:
        style = each.part.style
        face, x, y = page.ink.faces[style.face], room.x + each.x, room.y + each.y
        baseline = y + _first_baseline(page.ink, style)
        if each.part.begun and each.part.text is before:
            pass  # the same paragraph, in the next column
        elif style.bullets or style.mark:
            listed = page.element("L", parent) if listed is None else listed
            item = page.element("LI", listed)
            if not each.part.begun:
                _draw_mark(page, style, x, baseline, item, accent, each.part.text)
            element = page.element("LBody", item, each.part.text)
        else:
            listed = None
            element = page.element(style.role, parent, each.part.text)
            if style.quoted and not each.part.begun and not each.part.text.text.startswith(QUOTED):
                _hang_mark(page, style, x, baseline, accent, each.part.text)
        before = each.part.text
        colour = page.ink.accent(accent) if style.colour == ACCENT else page.ink.colour(style.colour)
        page.lines(each.lines, x + style.hang, baseline, face, style.size, style.leading, colour, element)


def _first_baseline(ink: Ink, style: ParagraphStyle) -> float:
    """From the top of a paragraph to its first baseline: capitals stand in the middle of a line."""
    if style.on_grid:
        return style.leading / 2 + ink.faces["regular"].below_middle(style.on_grid)
    return style.leading / 2 + ink.faces[style.face].below_middle(style.size)


def _hang_mark(page: Builder, style: ParagraphStyle, x: float, baseline: float, accent: str, text: Text) -> None:
    """The mark of the words' own language, in the margin, so that they align with what stands above and below."""
    face, mark = page.ink.faces["bold"], opening_mark(text.language)
    at = x - (face.width(mark) / 1000 + QUOTE_GAP) * style.size
    page.line(mark, at, baseline, face, style.size, page.ink.accent(accent), None)


def _draw_mark(
    page: Builder, style: ParagraphStyle, x: float, baseline: float, item: int, accent: str, text: Text
) -> None:
    colour = page.ink.accent(accent)
    if style.mark:
        label = page.element("Lbl", item, replace(text, text=style.mark))
        page.line(style.mark, x, baseline, page.ink.faces["bold"], style.size, colour, label)
        return
    side = style.size * BULLET
    middle = baseline - page.ink.faces[style.face].below_middle(style.size)
    page.panel(Rect(x, middle - side / 2, side, side), colour, side / 2)
