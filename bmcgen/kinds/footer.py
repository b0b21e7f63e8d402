"""The strip at the foot of a sheet: legend, credit, the number of the sheet, and fields where a layout has them there.

It is measured before the sheet is composed, for its row grows with its words; what was measured is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.languages import line_width
from bmcgen.drawing.set_text import ANY_LINES, SetText
from bmcgen.drawing.setting import Context
from bmcgen.drawing.signs import draw_badge, draw_edge, draw_key
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, kind_of
from bmcgen.kinds._field_strip import FieldStrip, in_a_line
from bmcgen.kinds._legend_size import USUAL, largest_legend
from bmcgen.kinds._link import LINK_GAP, Link, LinkedStrip
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Badge, Manuscript, Mark, Text

FOOT, FOOT_TOP = 7.5, 4.5
FOOT_LEADING, MOST_LEADING = 12.5, 1.25
FIRST_LINE, BEYOND, LEGEND_TOP = 8.5, 0.7, 2.4 * MM
"""Of a legend: its first line, how far the edge of a note reaches past a letter, and how far below blocks it stands."""
LEGENDS = 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0
"""The sizes of a legend, which is read from as far as the notes are: the largest in which it takes one line beside the
credit, else one line by itself, else the smallest.
"""
LEAST_STRIP = 24.0
BELOW_STRIP = 4.0
BADGE = 1.2
"""How large a badge of the legend is, in the size of its type."""
SAMPLE, SAMPLE_GAP, SAMPLES_APART = 2.6, 2.2, 2.0
"""The edge of a segment's notes, before its letter; how far from that, and from the next where lines stand closer."""
AFTER_HEADING, BETWEEN_ITEMS, BETWEEN_LEGENDS = 10.0, 12.0, 24.0
MORE_LEADING = 1.28
"""Of fields that have no line of their own, in parts of their size."""
MORE_LINES = 6
"""Fields that take more lines than these give way: they are set smaller, in large print too."""
MORE_LEAST = 6.5
LEAST_GAP = 12.0  # between two fields
LINK, MOST_LINK = 18 * MM, 36 * MM
LONG_LEGEND, LONG_LEGENDS, LEAST_LEADING = 8, (8.0, 7.0), 1.4
"""In large print, a legend of more lines than these gives way: it is set as it is in ordinary print, and closer."""
SHORT_LEGEND = 3  # lines that need no closer setting


class _Footer(Kind):
    role = "strip"
    nameless = True
    size = ""
    takes = ("fields",)
    says_rest = True
    at_foot = True
    on_every_sheet = True
    logo = 9 * MM
    says_link = True
    narrowest = 30 * MM

    def strip(self, block: Block, context: Context, width: float) -> Footer | LinkedStrip:
        # Where nothing at the head says which sheet this is, the footer does, if it can be several.
        said = any(kind_of(each.kind).says_number for each in context.sheet.strips)
        counted = context.sheet.written or any(kind_of(each.kind).counted for each in context.sheet.held)
        ink, manuscript, numbered = context.ink, context.manuscript, bool(counted) and not said
        # A strip for a room has a place for the link, and heads that a legend is no larger than.
        room = any(kind_of(each.kind).for_room for each in context.sheet.strips)
        labelled = any(each.labelled for each in context.sheet.written)
        most = largest_legend(manuscript, width) if labelled and not room else USUAL
        if ink.room.link and not room:
            link = Link(ink, manuscript, LINK, MOST_LINK)
            own = Footer(ink, manuscript, block, width - link.width - LINK_GAP, numbered=numbered, most=most)
            return LinkedStrip(own, link)
        return Footer(ink, manuscript, block, width, numbered=numbered, most=most)

    def typed(self, block: Block, manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
        for field in manuscript.more:
            if field.value:
                yield "the title" if field.name == "title" else field.name, field.value, len(field.value.text)
        tags = [marks for _, marks in manuscript.keys if len(marks[0].key) == 1]
        listed = [("segments", [badge.name for badge in manuscript.legend])]
        for what, names in (*listed, *(("tags", [mark.name for mark in each]) for each in tags)):
            if names:
                longest = max(names, key=lambda name: len(name.text))
                yield f"the legend of {len(names)} {what}", longest, sum(len(name.text) for name in names)


class _Item(Struct, frozen=True):
    """A segment, a status, a tag, a link or the heading of a legend, at a place of a line. A legend without a heading
    `begins` with an entry.
    """

    entry: Badge | Mark | Text
    line: int
    x: float
    begins: bool = False


class Footer:
    """The fields, the legend of segments and the line of credit, set for a width."""

    def __init__(
        self, ink: Ink, manuscript: Manuscript, block: Block, width: float, *, numbered: bool, most: float
    ) -> None:
        self.ink, self.manuscript, self.width = ink, manuscript, width
        self.foot, self.leading = ink.small(FOOT), max(FOOT_LEADING, MOST_LEADING * ink.least)
        # Fields at the foot divide its width as they are: what the layout does not give them stands between them.
        given = sum(field.width for field in block.fields)
        gap = (width - given) / (len(block.fields) - 1) if len(block.fields) > 1 else 0.0
        narrow = given > width or (len(block.fields) > 1 and gap < LEAST_GAP)
        self.strip: FieldStrip | None = None
        if block.fields:
            self.strip = FieldStrip(
                ink, manuscript, block.fields, LEAST_GAP if narrow else gap, 9, width if narrow else None
            )
        regular = ink.faces["regular"]
        number = line_width(ink, manuscript.sheet_of(88, 88), regular, self.foot) + 12 if numbered else 0.0
        self.credit: SetText | None = None
        if manuscript.credit:
            of_credit = (("regular", FOOT, 1), ("condensed", FOOT, 9))
            ordinary = width * ink.theme.scale - number
            self.credit = SetText.fitting(ink, manuscript.credit, width - number, of_credit, ordinary)
        self.credit_width = self.credit.width if self.credit else 0.0
        self.right = self.credit_width + number
        self._choose_legend(width, most)
        usual = max(FOOT_LEADING, MOST_LEADING * ink.least)
        # Edges in a legend that is set closer keep off one another, and off the heading above them.
        self.beyond = BEYOND if self.leading >= usual else (self.leading - BADGE * self.legend - SAMPLES_APART) / 2
        # A large legend takes one line, and so much more for it.
        self.larger = max(0.0, self.legend - max(USUAL, ink.least)) * BADGE
        middle = FOOT_TOP + FIRST_LINE + 0.75 * self.larger - ink.faces[self.legend_face].below_middle(self.legend)
        top = middle - BADGE * self.legend / 2 - self.beyond
        self.lower = max(0.0, LEGEND_TOP - top) if self.items and not self.strip else 0.0
        lines = 1 + max((item.line for item in self.items), default=0)
        last = [item for item in self.items if item.line == lines - 1]
        end = max((self._end(item) for item in last), default=0.0)
        # The credit keeps its distance from such a legend.
        beside = end + 24 + self.right <= width and self.leading >= usual
        self.credit_line = lines - 1 if not last or beside else lines
        self.apart = usual - self.leading if self.credit_line == lines else 0.0
        # What was given and has no line of its own stands above the credit.
        self.more: SetText | None = None
        if words := in_a_line(manuscript.more):
            ways = (("regular", FOOT, 1), ("condensed", FOOT, MORE_LINES))
            self.more = SetText.fitting(ink, words, width, ways)
            if len(self.more.lines) > MORE_LINES:
                self.more = SetText.in_way(
                    ink, words, width, ("condensed", MORE_LEAST / max(ink.theme.scale, 1.0), ANY_LINES)
                )
        # A line for credit and legend, and for the sheet's number where no title above says it.
        self.numbered = numbered
        self.says = bool(manuscript.credit or self.legends or numbered)
        lower = self.strip.lower if self.strip else 0.0
        least = LEAST_STRIP + lower if self.says or self.more or lower else 0.0
        self.strip_height = max(self.strip.needed, least) + 4.0 if self.strip else 0.0
        below = BELOW_STRIP if self.strip else 0.0
        self.more_height = (
            max(FOOT_LEADING, self.leading) + (len(self.more.lines) - 1) * self.more.size * MORE_LEADING
            if self.more
            else 0.0
        )
        lines = self.credit_line + (len(self.credit.lines) if self.credit else 1)
        self.height = self.strip_height + self.more_height + self.larger + self.lower
        if self.says:
            self.height += below + FOOT_TOP + lines * self.leading + self.apart + 2
        elif self.more:
            self.height += below + FOOT_TOP + 2

    def _choose_legend(self, width: float, most: float) -> None:
        """The legends in the largest size that takes one line, beside the credit if it can be; else in the smallest."""
        manuscript = self.manuscript
        self.items: list[_Item] = []
        segments = [(manuscript.legend_heading, manuscript.legend)] if manuscript.legend else []
        self.legends: list[tuple[Text | None, tuple[Badge | Mark, ...]]] = [*segments, *manuscript.keys]
        sizes = dict.fromkeys(self.ink.small(size) for size in LEGENDS if size <= most)
        self.legend_face, self.legend = "regular", min(sizes)
        for room in (width - 24 - self.right, width) if self.legends else ():
            for size in sizes:
                self.legend = size
                self._set_legend(width)
                if self.items[-1].line == 0 and self._end(self.items[-1]) <= room:
                    return
        for size in LONG_LEGENDS if self.ink.theme.large else ():
            if self.items and self.items[-1].line >= LONG_LEGEND:
                self.legend = size / self.ink.theme.scale
                self.leading = LEAST_LEADING * self.legend
                self._set_legend(width)

    def _set_legend(self, width: float) -> None:
        """The legends behind their headings; long ones in condensed type, or below their headings, whichever takes
        fewer lines.
        """
        faces = ("regular",) if self.ink.theme.large else ("regular", "condensed")
        best: list[_Item] = []
        self.legend_face = "regular"
        for face, beside in ((face, beside) for beside in (True, False) for face in faces):
            items = self._items_in(width, face, beside=beside)
            if not best or items[-1].line < best[-1].line:
                best, self.legend_face = items, face
            if best[-1].line < SHORT_LEGEND:
                break
        self.items = best

    def _items_in(self, width: float, face: str, *, beside: bool) -> list[_Item]:
        """The legends in lines, each `beside` its heading, on a line of its own where it would be parted from it; or
        each below its heading, which has a line to itself.
        """
        found: list[_Item] = []
        x, line = 0.0, 0
        for heading, members in self.legends:
            headed = self._width(_Item(heading, 0, 0.0), face) + AFTER_HEADING if heading else 0.0
            indent = headed if beside else 0.0
            whole = indent + sum(self._width(_Item(each, 0, 0.0), face) + BETWEEN_ITEMS for each in members)
            if x and ((heading and not beside) or x + whole - BETWEEN_ITEMS > width):
                x, line = 0.0, line + 1
            start = x
            if heading:
                found.append(_Item(heading, line, x))
                x, line = x + indent, line if beside else line + 1
            for number, member in enumerate(members):
                begins = not (heading or number)
                item = _Item(member, line, x, begins)
                if x + self._width(item, face) > width and x > start + indent:
                    x, line, start = indent, line + 1, 0.0
                    item = _Item(member, line, x, begins)
                found.append(item)
                x += self._width(item, face) + BETWEEN_ITEMS
            x += BETWEEN_LEGENDS - BETWEEN_ITEMS
        return found

    def _width(self, item: _Item, face: str) -> float:
        if isinstance(item.entry, Text):
            return line_width(self.ink, item.entry, self.ink.faces["bold"], self.legend)
        name = line_width(self.ink, item.entry.name, self.ink.faces[face], self.legend)
        return self._sign_width(item.entry) + 3.5 + name

    def _end(self, item: _Item) -> float:
        return item.x + self._width(item, self.legend_face)

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud, but for the sheet's number."""
        soft, ink = page.ink.colour("soft"), page.ink.colour("ink")
        base = rect.y + FOOT_TOP + FIRST_LINE
        if self.strip:
            floor = rect.y + self.strip_height if self.says or self.more else rect.bottom
            self.strip.draw(page, rect.x, rect.y, floor, first=first)
            base = floor + FOOT_TOP + FIRST_LINE + BELOW_STRIP
        if self.more:
            element = page.element("P" if first else "Footer", None, self.more.text)
            face, leading = page.ink.faces[self.more.face], self.more.size * MORE_LEADING
            page.lines(self.more.lines, rect.x, base, face, self.more.size, leading, ink, element)
            base += self.more_height
        base += 0.75 * self.larger + self.lower
        if self.items:
            self._draw_legend(page, rect.x, base, first)
        y = base + self.credit_line * self.leading + self.apart
        right = rect.right
        if total > 1 and self.numbered:
            text = self.manuscript.sheet_of(number, total)
            right -= line_width(page.ink, text, page.ink.faces["bold"], self.foot)
            page.said(text, right, y, page.ink.faces["bold"], self.foot, ink, page.element("Footer", None, text))
            right -= 12
        if self.credit:
            credit = page.element("P" if first else "Footer", None, self.credit.text)
            beside = self.items and self.credit_line == self.items[-1].line
            x = right - self.credit_width if beside else rect.x
            page.lines(self.credit.lines, x, y, page.ink.faces[self.credit.face], self.foot, self.leading, soft, credit)

    def _draw_legend(self, page: Builder, x: float, base: float, first: bool) -> None:
        bold, regular, ink = page.ink.faces["bold"], page.ink.faces[self.legend_face], page.ink.colour("ink")
        size, badge = self.legend, BADGE * self.legend
        listed: int | None = None
        for item in self.items:
            entry, y, left = item.entry, base + item.line * self.leading, x + item.x
            if isinstance(entry, Text):
                page.said(entry, left, y, bold, size, ink, page.element("P", None, entry) if first else None)
                listed = page.element("L", None) if first else None
                continue
            if item.begins and first:
                listed = page.element("L", None)
            own = page.element("LI", listed) if listed is not None else None
            top = y - regular.below_middle(size) - badge / 2
            if isinstance(entry, Badge):
                draw_edge(page, (entry,), left, top - self.beyond, top + badge + self.beyond, SAMPLE)
                draw_badge(page, entry, left + SAMPLE + SAMPLE_GAP, top, badge, own)
            else:
                draw_key(page, entry, left, top, badge, own)
            body = page.element("LBody", own, entry.name) if own is not None else None
            page.said(entry.name, left + self._sign_width(entry) + 3.5, y, regular, size, ink, body)

    def _sign_width(self, entry: Badge | Mark) -> float:
        return BADGE * self.legend + (SAMPLE + SAMPLE_GAP if isinstance(entry, Badge) else 0.0)


KIND = _Footer()
