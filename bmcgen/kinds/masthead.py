"""The strip at the head of a sheet: its title, and for whom, by whom and when it was made. Its row grows with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf
from typing import Any

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.logos import GAP, draw_logo, logo_sides
from bmcgen.drawing.set_text import LARGE, SetText, draw_field, headline, on_one_line, ordinary_width, title_ways
from bmcgen.drawing.setting import Context, Strip
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind
from bmcgen.kinds._columns import Columns, columns_below
from bmcgen.kinds._field_strip import FIELD_GAP, LABEL, VALUE_DROP, FieldStrip, Quiet, label_gap, label_line, own_width
from bmcgen.kinds._running_head import RunningHead
from bmcgen.kinds._title_words import kicker_role, typed_tagline, typed_title
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Manuscript, Text

TITLE_GAP = 6 * MM
BELOW = 3 * MM
LOGO = 11 * MM
BETWEEN = 8.0
"""Between the title and the fields below it."""
LEAST_STRIP = 24.0
TO_WRITE = 14.0
"""Between a label beside a headline and the line below it."""
LEAST_TITLE, MOST_TITLE_LINES = 0.2, 3
"""The least part of the width that a title has beside fields, and the most lines."""
NEARLY = 0.85
"""A headline is at least so many times as large as it can be where fields stand on columns."""
LONG_VALUE, NARROW_FIELD = 1.8, 0.65
"""How wide a field with a long value may be beside a headline, and a field to write in must be, in its usual width."""
VALUE, GROWN_VALUE = 10.0, 11.8
"""How large a field's value is set beside a headline, and where that costs it nothing."""
DESCENT = 0.23  # how far letters hang below their line, in their size
CLEAR = 5.0  # between what hangs below a headline and the sheet
ASIDE_GAP = 6.5  # between the name of the canvas and the fields below it
OTHER, TAGLINE = 0.5, 0.36
"""How large a headline in the second language is, and a tagline, in the size of the largest title."""
LEAST_TAGLINE = 9.0
TAGLINE_GAP = 0.5  # between a title and its tagline, in the size of the tagline


class _Masthead(Kind):
    role = "strip"
    nameless = True
    size = ""
    takes = ("fields", "size")
    fields_share = 0.75
    says_title = True
    at_head = True
    says_tagline = True
    on_ground = True
    logo = LOGO
    sets_logo = ("head-left",)
    narrowest = 40 * MM

    def strip(self, block: Block, context: Context, width: float) -> Masthead:
        # Beside a logo the columns below are not those of the strip.
        beside = context.ink.theme.logo and context.ink.theme.logo_place not in self.sets_logo
        columns = None if beside else columns_below(context.sheet.grid, block, width)
        return Masthead(context.ink, context.manuscript, block, width, columns)

    def further(self, strip: Strip) -> Strip:
        if isinstance(strip, Masthead) and strip.headline and not strip.logo:
            return RunningHead(strip.ink, strip.manuscript, strip.width)
        return strip

    def title_size(self, strip: Any) -> float:
        return float(strip.title.size)

    def lines_in_strip(self, block: Block, manuscript: Manuscript) -> int:
        if not _is_headline(block):
            return len(block.fields)
        filled = {field.name for field in manuscript.fields if field.value}
        return sum(field.name not in filled for field in block.fields)

    def typed(self, block: Block, manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
        yield from typed_title(manuscript)
        yield from typed_tagline(manuscript)


def _is_headline(block: Block) -> bool:
    """Whether the title is one; fields that are filled in have no line beside it."""
    return (block.size or 0.0) >= LARGE


class Masthead:
    """The title, the tagline below it and the fields, set for a width: beside one another where both have room, else
    the fields below the title. The canvas's name stands over the title. Where the title is a headline, the name stands
    over the fields, which are quiet: so a headline takes no more room than its letters.
    """

    def __init__(
        self, ink: Ink, manuscript: Manuscript, block: Block, width: float, columns: Columns | None = None
    ) -> None:
        self.ink, self.manuscript, self.width = ink, manuscript, width
        self.label_line, self.label_gap = label_line(ink), label_gap(ink)
        own = ink.theme.logo_place in _Masthead.sets_logo
        self.logo = logo_sides(ink.theme, LOGO) if own and ink.theme.logo else None
        self.indent = self.logo[0] + GAP if self.logo else 0.0
        self.largest = block.size or (21 if manuscript.kicker else 26)
        self.headline = _is_headline(block)
        # The width that a theme of ordinary size has in all.
        full, ordinary = width - self.indent, ordinary_width(ink, width) - self.indent
        for strip, least in self._strips(ink, block, width, columns):
            self.strip = strip
            taken = self.strip.width + TITLE_GAP if block.fields else 0.0
            room, beside = full - taken, ordinary - taken
            self._set(ink, room, beside if beside >= LEAST_TITLE * ordinary else ordinary, alone=not block.fields)
            if self.title.fits and self.title.size >= least and self.title.rows == 1:
                break
        cramped = room < LEAST_TITLE * full and self.title.rows > 1
        self.stacked = bool(block.fields) and (
            cramped
            or not (self.strip.fits and self.title.fits)
            or self.title.rows > MOST_TITLE_LINES
            or bool(self.kicker and self.kicker.rows > 1)
        )
        if self.stacked:
            self._set(ink, full, ordinary, alone=True)
            self.strip = self._fields(ink, block, Quiet() if self.headline else None, width)
        below = self._other(ink, full, ordinary), self._tagline(ink, full, ordinary)
        self.below_title = [each for each in below if each]
        self._measure()

    def _strips(
        self, ink: Ink, block: Block, width: float, columns: Columns | None
    ) -> Iterator[tuple[FieldStrip, float]]:
        """The fields as they may stand beside the title, and how large it must be then."""
        # Lines to write on begin where columns do; values stand by their own widths at the right.
        blank = not all(text.value for text in self.manuscript.fields)
        if self.headline and columns and blank and (found := self._on_columns(ink, block, width, columns)):
            yield found, LARGE
        if self.headline and not (blank or ink.theme.large):
            found = FieldStrip(ink, self.manuscript, block.fields, largest=GROWN_VALUE, quiet=Quiet(LONG_VALUE))
            yield found, self._largest(ink) if all(each and each.size == GROWN_VALUE for each in found.values) else inf
        for quiet, least in self._ways(ink):
            yield self._fields(ink, block, quiet), least

    def _ways(self, ink: Ink) -> Sequence[tuple[Quiet | None, float]]:
        """How fields may stand beside a title, and how large it must be then, on one line. Long values have room if a
        headline stays as large as it can be; lines to write on give way to one that would need two lines.
        """
        if not self.headline:
            return ((None, 0.0),)
        usual, least = Quiet(), on_one_line(ink)
        ways = (Quiet(LONG_VALUE), self._largest(ink)), (usual, LARGE), (Quiet(1.0, NARROW_FIELD), LARGE)
        return (*ways, (Quiet(1.0, NARROW_FIELD), least), (usual, least))

    def _on_columns(self, ink: Ink, block: Block, width: float, columns: Columns) -> FieldStrip | None:
        """The fields where columns of the sheet begin, most of them where blocks do, if the title beside them stays as
        large as it can be, or else nearly as large, and no value needs more than it has.
        """
        title = self.manuscript.title or self.manuscript.title_label
        face, largest = ink.faces["bold" if ink.theme.solid else "regular"], self._largest(ink)
        wide, least = face.width(title.text) / 1000, max(LARGE, NEARLY * largest)
        given = [field.width for field in block.fields]
        named = {text.name: text for text in self.manuscript.fields}
        texts = [named[field.name] for field in block.fields]
        needed = [own_width(ink, *each, VALUE, Quiet(inf, NARROW_FIELD)) for each in zip(texts, given, strict=True)]
        best: tuple[tuple[bool, int, float], list[float]] | None = None
        for starts in combinations(columns.starts, len(given)):
            beside = starts[0] - self.indent - TITLE_GAP if starts else 0.0
            if beside < least * wide:
                continue
            ends = [*(start - FIELD_GAP for start in starts[1:]), width]
            widths = [end - start for start, end in zip(starts, ends, strict=True)]
            if all(has >= needs for has, needs in zip(widths, needed, strict=True)):
                short = sum(max(usual - has, 0.0) for has, usual in zip(widths, given, strict=True))
                on_edges = sum(start in columns.edges for start in starts)
                found = (beside >= largest * wide, on_edges, -short), widths
                best = found if best is None or found[0] > best[0] else best
        if best is None:
            return None
        return FieldStrip(ink, self.manuscript, block.fields, largest=VALUE, quiet=Quiet(), widths=best[1])

    def _fields(self, ink: Ink, block: Block, quiet: Quiet | None, width: float | None = None) -> FieldStrip:
        largest = VALUE if self.headline else 11
        return FieldStrip(ink, self.manuscript, block.fields, largest=largest, width=width, quiet=quiet)

    def _largest(self, ink: Ink) -> float:
        """The largest size of the title; in large print, a headline is as large on the paper as in ordinary print."""
        return max(self.largest / max(ink.theme.scale, 1.0), LARGE) if self.headline else self.largest

    def _set(self, ink: Ink, width: float, ordinary: float, *, alone: bool) -> None:
        """Sets the title and the kicker in a width; the kicker over the fields, where it has room there."""
        title, kicker = self.manuscript.title or self.manuscript.title_label, self.manuscript.kicker
        if self.headline:
            title = replace(title, second=None)
        width = max(width, 1.0)
        largest = self._largest(ink)
        if self.headline:
            # In a theme that saves ink, its size makes it one.
            face = "bold" if ink.theme.solid else "regular"
            self.title = headline(ink, title, width, largest, face, alone=alone)
        else:
            self.title = SetText.fitting(ink, title, width, title_ways(largest), ordinary)
        ways = (("bold" if self.headline else "regular", LABEL, 1), ("condensed", LABEL, 9))
        self.kicker = SetText.fitting(ink, kicker, width, ways, ordinary) if kicker else None
        self.aside = bool(self.headline and not alone and self.kicker and self.kicker.width <= self.strip.width)

    def _other(self, ink: Ink, width: float, ordinary: float) -> SetText | None:
        """A headline in the second language: it needs little more room than a tagline."""
        title = self.manuscript.title or self.manuscript.title_label
        if not self.headline or title.second is None:
            return None
        face, size = "bold" if ink.theme.solid else "regular", OTHER * self.largest
        return SetText.fitting(ink, title.second, width, [(face, size, 1), (face, 0.8 * size, 9)], ordinary)

    def _tagline(self, ink: Ink, width: float, ordinary: float) -> SetText | None:
        if self.manuscript.tagline is None:
            return None
        size = max(LEAST_TAGLINE, TAGLINE * self.largest)
        face = "light" if self.headline else "regular"
        ways = [(face, size, 1), (face, max(LEAST_TAGLINE, 0.8 * size), 1), (face, max(LEAST_TAGLINE, 0.8 * size), 9)]
        return SetText.fitting(ink, self.manuscript.tagline, width, ways, ordinary)

    def _measure(self) -> None:
        """How high each part is, and all of it."""
        title, kicker = self.title, self.kicker
        last = self.below_title[-1] if self.below_title else title
        aside = kicker.above - kicker.size * 0.82 if kicker and not self.aside else None
        above = self.label_line + self.label_gap + aside if aside is not None else 0.0
        self.title_height = max(above + title.above, LOGO - VALUE_DROP if self.logo else 0.0)
        lower = (len(kicker.lines) - 1) * kicker.leading if kicker else 0.0
        self.fields_top = self.label_line + lower + ASIDE_GAP if self.aside else 0.0
        self.below = BELOW
        if self.stacked:
            self.strip_height = max(self.strip.needed + VALUE_DROP, LEAST_STRIP + self.strip.lower)
            hanging = self._descent(last) if self.headline else 0.0
            self.drop = hanging + BETWEEN + self.strip_height
        else:
            self.strip_height = 0.0
            self.title_height = max(self.title_height, self.fields_top + self._field_height())
            self.drop = self._descent(last)
            self.below = CLEAR if self.headline else BELOW
        self.drops, above_it = list[float](), title
        for each in self.below_title:
            self.drops.append(self._descent(above_it) + TAGLINE_GAP * each.size + each.above)
            above_it = each
        self.height = self.title_height + sum(self.drops) + self.drop + self.below

    def _field_height(self) -> float:
        """From the top of fields beside the title to their line."""
        strip = self.strip
        to_write = TO_WRITE if strip.blank and (self.headline or strip.lower) else -inf
        return max(strip.needed, strip.label_height + to_write)

    def _descent(self, text: SetText) -> float:
        return max(VALUE_DROP, DESCENT * text.size) if self.headline else VALUE_DROP

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud."""
        floor, x = rect.bottom - self.below, rect.x + self.indent
        base = floor - self.drop - sum(self.drops)
        title = self.manuscript.title or self.manuscript.title_label
        heading = page.element("H1", None, title) if first else None
        if self.logo:
            (wide, high), foot = self.logo, base + (0.0 if self.stacked else VALUE_DROP)
            draw_logo(page, Rect(rect.x, foot - high, wide, high), first=first, on_ground=True)
        if self.kicker:
            element = page.element(kicker_role(self.manuscript), None, self.kicker.text) if first else None
            lowest = rect.y + self.label_line + (len(self.kicker.lines) - 1) * self.kicker.leading
            left = rect.right - self.strip.width if self.aside else x
            draw_field(page, "", self.kicker, left, lowest, page.ink.colour("soft"), element)
        draw_field(page, "title" if first else "", self.title, x, base, page.ink.colour("ink"), heading)
        y = base
        for each, drop in zip(self.below_title, self.drops, strict=True):
            y += drop
            name, said = "", page.second(heading)
            if each.text is self.manuscript.tagline:
                name, said = "tagline", page.element("P", None, each.text) if first else None
            draw_field(page, name if first else "", each, x, y, page.ink.colour("soft"), said)
        self._draw_fields(page, rect, floor, base, first=first)

    def _draw_fields(self, page: Builder, rect: Rect, floor: float, base: float, *, first: bool) -> None:
        """Below the title, or beside it: those of a headline on the first of its lines."""
        if self.stacked:
            self.strip.draw(page, rect.x, floor - self.strip_height, floor, first=first)
            return
        left, top, floor = rect.right - self.strip.width, rect.y + self.fields_top, base + VALUE_DROP
        if self.headline:
            line = base - (len(self.title.lines) - 1) * self.title.leading
            floor = max(line, top + self._field_height()) + VALUE_DROP
            if not self.strip.blank:
                top = floor - VALUE_DROP - self.strip.needed
        # Lines to write on and values stand on the line of the title.
        drop = 0.0 if self.headline else VALUE_DROP
        self.strip.draw(page, left, top, floor - VALUE_DROP + drop, first=first, drop=drop)


KIND = _Masthead()
