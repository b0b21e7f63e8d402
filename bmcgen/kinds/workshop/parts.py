"""The parts of the strip, each drawn into its cell: little is printed, for most of it is to be written by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.builder import Builder
from bmcgen.drawing.set_text import ANY_LINES, SetText, Way, draw_set
from bmcgen.geometry import MM, Rect
from bmcgen.kinds._tick import tick
from bmcgen.kinds.notes.room.places import GAP, WIDER, draw_note_places
from bmcgen.model.manuscript import Text

INSET = 8.5
TOP = 22.0
"""From the top of a cell to what stands below its heading."""
BOTTOM = 8.5
HEADING: tuple[Way, ...] = (("bold", 9.5, 1), ("condensed-bold", 9.5, 1), ("condensed-bold", 8.5, 2))
OPTION: tuple[Way, ...] = (("regular", 9.5, 1), ("condensed", 9.5, 1), ("condensed", 8.5, 2))
SMALL: tuple[Way, ...] = (("regular", 7.5, 1), ("condensed", 7.5, ANY_LINES))
BOX, SWATCH = 11.0, 15.0
LETTERS = "ABCDEF"
ROWS = 3
LINE = 0.5
ASSUMPTION = (0.43, 0.29, 0.12, 0.16)
"""How an assumption, its test, who does it and by when divide a line."""
LEAST_ASSUMPTION = 0.25
"""The least part of a line that an assumption has."""
COLUMN_GAP = 7.0


class Pen(Struct, frozen=True):
    """What the parts are drawn with. `note` is the size of paper notes, and `section` what is read aloud on the first
    sheet, None on any other.
    """

    page: Builder
    words: Mapping[str, Text]
    section: int | None
    note: tuple[float, float] | None
    first: bool

    def element(self, role: str, parent: int | None, text: Text | None = None) -> int | None:
        return self.page.element(role, parent, text) if self.first else None  # type: ignore[arg-type]

    def heading(self, key: str, room: Rect, width: float | None = None) -> SetText:
        """The name of a part at the top of its cell."""
        ink = self.page.ink
        text = SetText.fitting(ink, self.words[key], room.w - 2 * INSET if width is None else width, HEADING)
        base = room.y + 13.0 + (len(text.lines) - 1) * text.leading
        draw_set(self.page, text, room.x + INSET, base, ink.colour("ink"), self.element("H2", self.section, text.text))
        return text

    def rule(self, x: float, right: float, y: float) -> None:
        """A line to write on."""
        self.page.rule(x, y, right, y, LINE, self.page.ink.colour("hairline"))


def _rows(room: Rect, heading: SetText) -> list[float]:
    """The lines to write on, from the top down; below a heading that takes many lines they are closer."""
    top = max(TOP, 15.0 + (len(heading.lines) - 1) * heading.leading)
    pitch = (room.h - top - BOTTOM) / ROWS
    return [room.y + top + (number + 1) * pitch for number in range(ROWS)]


def _columns(room: Rect, least: float) -> list[tuple[float, float]]:
    """Two columns, or one where two would be narrower than that; each begins and ends there."""
    inner = room.w - 2 * INSET
    many = 2 if (inner - COLUMN_GAP) / 2 >= least else 1
    wide = (inner - (many - 1) * COLUMN_GAP) / many
    return [(x := room.x + INSET + number * (wide + COLUMN_GAP), x + wide) for number in range(many)]


def state(pen: Pen, room: Rect) -> None:
    """A box to tick for the as-is, and one for the to-be."""
    heading = pen.heading("state", room)
    page, ink = pen.page, pen.page.ink
    listed = pen.element("L", pen.section)
    x = room.x + INSET
    width = room.right - INSET - x - BOX - 5
    labels = [SetText.fitting(ink, pen.words[key], width, OPTION) for key in ("as-is", "to-be")]
    # Both alike: as the one that needs more room.
    tightest = min(labels, key=lambda label: (label.size, label.face == "regular"))
    way = tightest.face, tightest.size, ANY_LINES
    first, second, third = _rows(room, heading)
    said = [SetText.in_way(ink, each.text, width, way) for each in labels]
    # Labels on several lines need the room of three rows.
    apart = (second + third) / 2 if any(len(label.lines) > 1 for label in said) else second
    for y, label in zip((first, apart), said, strict=True):
        item = pen.element("LI", listed)
        box = tick(page, pen.element("Lbl", item), label.text.text, on=False) if pen.first else None
        page.panel(Rect(x, y - BOX, BOX, BOX), ink.colour("paper"), 1.2, ink.colour("ink"), 0.8, box)
        body = pen.element("LBody", item, label.text)
        base = y - BOX / 2 + ink.faces[label.face].below_middle(label.size) + (len(label.lines) - 1) * label.leading / 2
        draw_set(page, label, x + BOX + 5, base, ink.colour("ink"), body)


def team(pen: Pen, room: Rect) -> None:
    """Lines for names, and beside them for roles if there is room for both."""
    columns = _columns(room, 17 * MM)
    heading = pen.heading("team", room, columns[0][1] - columns[0][0])
    for x, right in columns[1:]:
        _head(pen, "role", room, x, right - x)
    for x, right in columns:
        for y in _rows(room, heading):
            pen.rule(x, right, y)


def _head(pen: Pen, key: str, room: Rect, x: float, wide: float) -> None:
    """What a column is for, small beside the heading."""
    page = pen.page
    said = SetText.fitting(page.ink, pen.words[key], wide, SMALL)
    base = room.y + 13.0 + (len(said.lines) - 1) * said.leading
    draw_set(page, said, x, base, page.ink.colour("soft"), pen.element("P", pen.section, said.text))


def segments(pen: Pen, room: Rect) -> None:
    """Letters, each with a place for a colour and a line for the name of a segment."""
    heading = pen.heading("segments", room)
    page, ink = pen.page, pen.page.ink
    face, listed = ink.faces["bold"], pen.element("L", pen.section)
    places = [(x, right, y) for x, right in _columns(room, 20 * MM) for y in _rows(room, heading)]
    for letter, (x, right, y) in zip(LETTERS, places, strict=False):
        item = pen.element("LI", listed)
        label = pen.element("Lbl", item, replace(pen.words["segments"], text=letter))
        page.line(letter, x, y - 2.5, face, ink.small(9.5), ink.colour("soft"), label)
        left = x + 10.0
        page.panel(Rect(left, y - SWATCH, SWATCH, SWATCH), ink.colour("paper"), 2.0, ink.colour("hairline"), 0.6)
        pen.rule(left + SWATCH + 4, right, y)


def assumptions(pen: Pen, room: Rect) -> None:
    """Three lines, each for an assumption, how it is tested, by whom and by when."""
    page, ink = pen.page, pen.page.ink
    start = room.x + INSET + 11.0
    whole = room.right - INSET - start - 3 * COLUMN_GAP
    regular, named = ink.faces["regular"], ("test", "who", "when")
    # No heading is broken; what it needs is taken from the assumptions.
    wides = [
        max(share * whole, max(map(regular.width, pen.words[key].text.split())) * ink.small(7.5) / 1000 + 0.1)
        for key, share in zip(named, ASSUMPTION[1:], strict=True)
    ]
    if sum(wides) > (1 - LEAST_ASSUMPTION) * whole:
        wides = [share * whole for share in ASSUMPTION[1:]]
    wides = [whole - sum(wides), *wides]
    xs = [start + sum(wides[:number]) + number * COLUMN_GAP for number in range(4)]
    heading = pen.heading("assumptions", room, xs[1] - COLUMN_GAP - room.x - INSET)
    for key, x, wide in zip(named, xs[1:], wides[1:], strict=True):
        _head(pen, key, room, x, wide)
    listed = pen.element("L", pen.section)
    for number, y in enumerate(_rows(room, heading), 1):
        label = pen.element("Lbl", pen.element("LI", listed), replace(pen.words["assumptions"], text=str(number)))
        page.line(str(number), room.x + INSET, y - 2.5, ink.faces["bold"], ink.small(9.5), ink.colour("soft"), label)
        for x, wide in zip(xs, wides, strict=True):
            pen.rule(x, x + wide, y)


def parking(pen: Pen, room: Rect) -> None:
    """A place for notes that have none yet."""
    if pen.note is None:
        pen.heading("parking", room)
        return
    # Beside the heading, so that notes do not hide it: the whole of that has one line, as in other parts.
    (wide, high), face = pen.note, pen.page.ink.faces["bold"]
    said, size = pen.words["parking"].text, pen.page.ink.small(9.5) / 1000
    least, own = max(map(face.width, said.split())) * size + 0.1, face.width(said) * size + 0.1
    label = pen.heading("parking", room, max(min(own, room.w - 3 * INSET - wide), least))
    left = room.x + 2 * INSET + label.width
    many = max(0, int((room.right - WIDER - left + WIDER) / (wide + WIDER)), int((room.right - GAP - left) / wide >= 1))
    if not many:
        return
    step = (room.right - GAP - left) / many
    y = room.y + (room.h - high) / 2
    draw_note_places(pen.page, [Rect(left + (number + 0.5) * step - wide / 2, y, wide, high) for number in range(many)])


DRAWN: Mapping[str, Callable[[Pen, Rect], None]] = {
    "state": state,
    "team": team,
    "segments": segments,
    "assumptions": assumptions,
    "parking": parking,
}
