"""The head of a cover: the title as large as the page is wide, and whose document it is.

It is measured before the sheet is composed, for its row grows with its words; what was measured is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.labels import INSET
from bmcgen.drawing.logos import draw_logo, logo_sides
from bmcgen.drawing.set_text import SetText, Way, draw_set
from bmcgen.drawing.setting import Context
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind
from bmcgen.kinds._field_strip import VALUE_DROP, FieldStrip
from bmcgen.kinds._title_words import kicker_role, typed_tagline, typed_title
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.text.fonts.outlines import side_bearing

SIZE = 54.0
ONE_LINE, LEAST, LEAST_LONG = 0.78, 0.56, 0.41
"""The least sizes of a title on one line, on two or three, and on more, in the largest size."""
BESIDE = 0.85
"""How large a title is above the same in a second language, in its largest size."""
KICKER, TAGLINE = 0.37, 0.3
"""How large the words above the title and those below it are, in its largest size."""
KICKER_GAP, TAGLINE_GAP = 0.42, 0.55
"""The space below the kicker, and above the tagline, in their own sizes."""
DESCENT = 0.23
"""How far letters hang below their line, in their size."""
FIELDS_GAP = 6 * MM
TO_WRITE = 12 * MM
"""From the top of a label to the line below it, on the paper."""
VALUE = 11.0
LOGO, BELOW_LOGO = 14 * MM, 7 * MM
GROUND_INSET = 3 * MM
"""Between the foot of a ground and the words on it: as far as those of the plates below it are from theirs."""


class _Cover(Kind):
    role = "strip"
    nameless = True
    size = ""
    takes = ("fields", "size")
    says_title = True
    says_tagline = True
    at_head = True
    on_ground = True
    logo = LOGO
    sets_logo = ("head-left", "head-right")
    narrowest = 80 * MM

    def strip(self, block: Block, context: Context, width: float) -> Cover:
        return Cover(context.ink, context.manuscript, block, width)

    def typed(self, block: Block, manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
        yield from typed_title(manuscript)
        yield from typed_tagline(manuscript)


class Cover:
    """The kicker, the title, the tagline and the fields under one another. A title of the document's own is set in two
    parts where it has a colon: what it is above what it is about.
    """

    def __init__(self, ink: Ink, manuscript: Manuscript, block: Block, width: float) -> None:
        self.manuscript = manuscript
        self.inset = GROUND_INSET if ink.theme.ground else 0.0
        largest = (block.size or SIZE) / max(ink.theme.scale, 1.0)
        self.title = manuscript.title or manuscript.title_label
        other, above = self.title.second, replace(self.title, second=None)
        largest *= BESIDE if other else 1.0
        kicker = manuscript.kicker
        if kicker is None:
            before, colon, after = above.text.partition(": ")
            if colon:
                above, kicker = replace(above, text=after), replace(above, text=before + ":")
        light, bold = ("light", "bold") if ink.theme.solid else ("regular", "regular")
        self.set_title = SetText.first(ink, above, width, _title_ways(bold, largest))
        self.kicker = _quiet(ink, kicker, width, light, KICKER * largest) if kicker else None
        # In a second language the title needs no more room than a tagline.
        self.other = _quiet(ink, other, width, light, TAGLINE * largest) if other else None
        below = manuscript.tagline
        self.tagline = _quiet(ink, below, width, light, TAGLINE * largest) if below else None
        self.strip = FieldStrip(ink, manuscript, block.fields, largest=VALUE, width=width)
        own = ink.theme.logo_place in _Cover.sets_logo
        self.logo = logo_sides(ink.theme, LOGO / max(ink.theme.scale, 1.0)) if own else (0.0, 0.0)
        self.to_write = TO_WRITE / max(ink.theme.scale, 1.0)
        first = ink.faces[self.set_title.face].runs(above.text)[0]
        # At this size the ink of its first letter stands on the edge of the text, not its side bearing.
        bearing = side_bearing(ink.faces.by_name(first.face), first.text[0])
        self.hung = max(0.0, bearing) * self.set_title.size / 1000
        self._measure()

    def _measure(self) -> None:
        """How far each part is below the part above it, and how high all of it is."""
        kicker, title = self.kicker, self.set_title
        self.kicker_base = kicker.above if kicker else 0.0
        gap = (KICKER_GAP + DESCENT) * kicker.size if kicker else 0.0
        # The first line has nothing above it that its capitals would have to keep clear of.
        self.title_base = self.kicker_base + gap + title.above - (0.0 if kicker else 0.1 * title.size)
        base, last = self.title_base, title
        self.bases = list[float]()
        for below in (self.other, self.tagline):
            if below:
                base += DESCENT * last.size + TAGLINE_GAP * below.size + below.above
                last = below
            self.bases.append(base)
        self.fields_top = base + DESCENT * last.size + FIELDS_GAP
        self.fields_floor = self.fields_top + max(self.strip.needed + VALUE_DROP, self.to_write)
        foot = self.fields_floor if self.strip.fields else self.fields_top - FIELDS_GAP
        # The ground begins above the strip.
        self.top = self.inset - INSET / 2 if self.inset else 0.0
        if self.logo[1]:
            self.top += self.logo[1] + BELOW_LOGO
        self.height = self.top + foot + self.inset

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws the strip; only on the first sheet is it part of what is read aloud."""
        rect = rect.inset(0, self.top, 0, 0)
        wide, high = self.logo
        if high:
            x = rect.x if page.ink.theme.logo_place == "head-left" else rect.right - wide
            draw_logo(page, Rect(x, rect.y - BELOW_LOGO - high, wide, high), first=first, on_ground=True)
        ink, soft = page.ink.colour("ink"), page.ink.colour("soft")
        own = self.manuscript.kicker is None
        heading = page.element("H1", None, self.title) if first and own else None
        if self.kicker:
            said = heading
            if first and not own:
                said = page.element(kicker_role(self.manuscript), None, self.kicker.text)
            draw_set(page, _joined(self.kicker) if own else self.kicker, rect.x, rect.y + self.kicker_base, soft, said)
        if first and not own:
            heading = page.element("H1", None, self.title)
        draw_set(page, self.set_title, rect.x - self.hung, rect.y + self.title_base, ink, heading)
        if self.other:
            draw_set(page, self.other, rect.x, rect.y + self.bases[0], soft, page.second(heading))
        if self.tagline:
            said = page.element("P", None, self.tagline.text) if first else None
            draw_set(page, self.tagline, rect.x, rect.y + self.bases[1], soft, said)
        if self.strip.fields:
            self.strip.draw(page, rect.x, rect.y + self.fields_top, rect.y + self.fields_floor, first=first)


def _title_ways(face: str, largest: float) -> Iterator[Way]:
    """The ways in which a title is set, the largest first."""
    for most, part in ((1, ONE_LINE), (2, LEAST), (3, LEAST), (4, LEAST_LONG)):
        size = largest
        while size >= part * largest:
            yield face, size, most
            size -= 1
    yield face, LEAST_LONG * largest, 99


def _quiet(ink: Ink, text: Text, width: float, face: str, size: float) -> SetText:
    """Words above or below the title: a little smaller where that keeps them on one line."""
    return SetText.first(ink, text, width, [(face, size, 1), (face, 0.8 * size, 1), (face, 0.8 * size, 9)])


def _joined(kicker: SetText) -> SetText:
    """The first part of a title, of which more follows on the next line."""
    *lines, last = kicker.lines
    return replace(kicker, lines=(*lines, replace(last, joint=" ")))


KIND = _Cover()
