"""The strip at the head of a sheet: its title, and for whom, by whom and when it was made.

It is measured before the sheet is composed, for its row grows with its words; what was measured is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import SetText, draw_set, ordinary_width, title_ways
from bmcgen.drawing.setting import Context
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind
from bmcgen.kinds._field_strip import LABEL, LABEL_GAP, LABEL_LINE, VALUE_DROP, FieldStrip
from bmcgen.kinds._title_words import kicker_role, typed_title
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.model.page import Picture

TITLE_GAP = 6 * MM
BELOW = 3 * MM
LOGO = 11 * MM
LOGO_MOST = 40 * MM
LOGO_GAP = 4 * MM
BETWEEN = 8.0
"""Between the title and the fields below it."""
LEAST_STRIP = 24.0
LEAST_TITLE = 0.2
"""The least part of the width that a title has beside fields."""
MOST_TITLE_LINES = 3


class _Masthead(Kind):
    role = "strip"
    nameless = True
    size = ""
    takes = ("fields", "size")
    fields_share = 0.75
    says_title = True
    at_head = True
    on_ground = True
    narrowest = 40 * MM

    def strip(self, block: Block, context: Context, width: float) -> Masthead:
        return Masthead(context.ink, context.manuscript, block, width)

    def typed(self, block: Block, manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
        return typed_title(manuscript)


class Masthead:
    """The title with the canvas's name over it, and the fields, set for a width: beside one another where both have
    room, else the fields below the title.
    """

    def __init__(self, ink: Ink, manuscript: Manuscript, block: Block, width: float) -> None:
        self.manuscript = manuscript
        self.logo = ink.theme.logo
        self.indent = self._logo_width() + LOGO_GAP if self.logo else 0.0
        self.strip = FieldStrip(ink, manuscript, block.fields)
        largest = block.size or (21 if manuscript.kicker else 26)
        full, taken = width - self.indent, self.strip.width + TITLE_GAP
        # The width that a theme of ordinary size leaves a title beside the fields, or has in all.
        ordinary = ordinary_width(ink, width) - self.indent
        room = full - taken if block.fields else full
        self._set(ink, room, ordinary - taken if ordinary - taken >= LEAST_TITLE * ordinary else ordinary, largest)
        self.stacked = bool(block.fields) and (
            room < LEAST_TITLE * full
            or not (self.strip.fits and self.title.fits)
            or len(self.title.lines) > MOST_TITLE_LINES
            or bool(self.kicker and len(self.kicker.lines) > 1)
        )
        if self.stacked:
            self._set(ink, full, ordinary, largest)
            self.strip = FieldStrip(ink, manuscript, block.fields, width=width)
        above = self.kicker.above - self.kicker.size * 0.82 + LABEL_LINE + LABEL_GAP if self.kicker else 0.0
        self.title_height = max(above + self.title.above, LOGO - VALUE_DROP if self.logo else 0.0)
        if self.stacked:
            self.strip_height = max(self.strip.needed + VALUE_DROP, LEAST_STRIP)
            self.height = self.title_height + BETWEEN + self.strip_height + BELOW
        else:
            self.strip_height = 0.0
            self.height = max(self.title_height, self.strip.needed) + VALUE_DROP + BELOW

    def _set(self, ink: Ink, width: float, ordinary: float, largest: float) -> None:
        """Sets the title and the kicker in a width."""
        title, kicker = self.manuscript.title or self.manuscript.title_label, self.manuscript.kicker
        width = max(width, 1.0)
        self.title = SetText.fitting(ink, title, width, title_ways(largest), ordinary)
        ways = (("regular", LABEL, 1), ("condensed", LABEL, 9))
        self.kicker = SetText.fitting(ink, kicker, width, ways, ordinary) if kicker else None

    def _logo_width(self) -> float:
        return min(LOGO * self.logo.width / self.logo.height, LOGO_MOST) if self.logo else 0.0

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud."""
        floor = rect.bottom - BELOW
        base = floor - self.strip_height - BETWEEN if self.stacked else floor - VALUE_DROP
        heading = page.element("H1", None, self.title.text) if first else None
        if self.logo:
            wide = self._logo_width()
            high = wide * self.logo.height / self.logo.width
            place = Rect(rect.x, base + (0.0 if self.stacked else VALUE_DROP) - high, wide, high)
            figure = page.figure(None, self.logo.alt.text) if first and self.logo.alt else None
            whole = (0, 0, self.logo.width, self.logo.height)
            page.marks.append(Picture(place, self.logo.data, self.logo.orientation, whole, figure))
        if self.kicker:
            element = page.element(kicker_role(self.manuscript), None, self.kicker.text) if first else None
            lowest = rect.y + LABEL_LINE + (len(self.kicker.lines) - 1) * self.kicker.leading
            draw_set(page, self.kicker, rect.x + self.indent, lowest, page.ink.colour("soft"), element)
        draw_set(page, self.title, rect.x + self.indent, base, page.ink.colour("ink"), heading)
        left = rect.x if self.stacked else rect.right - self.strip.width
        self.strip.draw(page, left, floor - self.strip_height if self.stacked else rect.y, floor, first=first)


KIND = _Masthead()
