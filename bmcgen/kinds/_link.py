"""A web address, and beside it the QR code that opens it, drawn as its modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bmcgen.diagnostics import Place, Problems, error, short
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import ANY_LINES, SetText
from bmcgen.drawing.setting import Strip
from bmcgen.geometry import MM, Rect
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.source.links import uri_of

QUIET = 4
"""Modules around a code that stay white (ISO/IEC 18004)."""
SIZE = 8.0
TEXT = 48 * MM
BELOW = 1.4
"""An address below a code may be so many times as wide rather than broken."""
GAP = 2 * MM
LINK_ABOVE, LINK_GAP = 1 * MM, 6 * MM
WHERE = Place("--link")
Modules = Sequence[Sequence[int]]


class Link:
    """An address set with its code. A `side` is preferred for the code with its quiet zone; `most` is possible, and the
    height of all of it. The address stands left of the code, or `below` it where that is to be narrow and has room.
    `Problems` where an ordinary telephone could not read the code at that size, or the address has no room.
    """

    def __init__(self, ink: Ink, manuscript: Manuscript, side: float, most: float, *, below: bool = False) -> None:
        import segno

        link = ink.room.link
        self.href = uri_of(link)
        self.alt = manuscript.opens(link).text
        self.modules: Modules = segno.make(self.href, error="m", micro=False).matrix
        count = len(self.modules) + 2 * QUIET
        self.side = max(side, count * ink.room.module)
        self.module = self.side / count
        self.quiet = QUIET * self.module
        # It is typed from paper, where browsers add this by themselves.
        address = Text(link.removeprefix("https://"), manuscript.language, WHERE)
        self.below = below
        if below:
            self.text = self._set(ink, address, BELOW * self.side)
            if len(self.text.lines) > 1:
                self.text = self._set(ink, address, self.side - 2 * self.quiet)
            self.below = self.height <= most
        if not self.below:
            self.text = self._set(ink, address, TEXT)
        if self.height > most + 0.01:
            size = most * ink.room.scale / MM
            message = f'the QR code of "{short(link, 40)}" cannot be read at {size:.0f} mm, the most there is room for'
            hint = "use a shorter address, or print on a larger paper with --paper"
            raise Problems([error("link-too-long", message, WHERE, hint)])

    def _set(self, ink: Ink, address: Text, width: float) -> SetText:
        return SetText.in_way(ink, address, width, ("regular", SIZE, ANY_LINES))

    @property
    def _text_height(self) -> float:
        return len(self.text.lines) * self.text.leading

    @property
    def width(self) -> float:
        """From its left to the right edge of the code, or of an address below it that is wider; the white around
        the code reaches beyond.
        """
        if self.below:
            return max(self.side - 2 * self.quiet, self.text.width)
        return self.side - self.quiet + GAP + self.text.width

    @property
    def height(self) -> float:
        return self.side + self._text_height if self.below else max(self.side, self._text_height)

    def draw(self, page: Builder, right: float, top: float, *, first: bool) -> None:
        """Draws it with its upper right corner there; only on the first sheet is it read aloud."""
        link = page.link(page.element("P", None), self.text.text, self.href) if first else None
        figure = page.figure(link, self.alt) if first else None
        middle = right - self.width / 2
        left = middle - self.side / 2 if self.below else right - self.side + self.quiet
        place = Rect(left, top, self.side, self.side)
        page.panel(place, page.ink.colour("paper"), element=figure)
        black = page.ink.colour("ink")
        for x, y, wide, high in runs(self.modules):
            begin, upper = place.x + self.quiet + x * self.module, place.y + self.quiet + y * self.module
            page.panel(Rect(begin, upper, wide * self.module, high * self.module), black, element=figure)
        face, size, leading = page.ink.faces[self.text.face], self.text.size, self.text.leading
        if self.below:
            # A line stands in the middle below the code, several are flush with it.
            start = place.x + self.quiet if len(self.text.lines) > 1 else middle - self.text.width / 2
            base = place.bottom + 0.82 * size
        else:
            # Level with the code itself, not with the white around it.
            start = place.x - GAP - self.text.width
            base = top + min(self.quiet + 0.74 * size, self.height - self._text_height + 0.82 * size)
        page.lines(self.text.lines, start, base, face, size, leading, page.ink.colour("soft"), link)


def runs(modules: Modules) -> Iterator[tuple[int, int, int, int]]:
    """Rectangles that cover the dark modules: every run across, and runs down over the seams between rows, which
    viewers would show as hairlines.
    """
    for y, row in enumerate(modules):
        yield from ((x, y, wide, 1) for x, wide in _dark(row, 1))
    for x, column in enumerate(zip(*modules, strict=True)):
        yield from ((x, y, 1, high) for y, high in _dark(column, 2))


def _dark(modules: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    start = None
    for number, dark in enumerate((*modules, 0)):
        if dark and start is None:
            start = number
        elif not dark and start is not None:
            if number - start >= least:
                yield start, number - start
            start = None


class LinkedStrip:
    """A strip with a link at its right."""

    def __init__(self, strip: Strip, link: Link) -> None:
        self.strip, self.link = strip, link
        self.height = max(strip.height, LINK_ABOVE + link.height)

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws both side by side."""
        self.strip.draw(page, rect.inset(0, 0, self.link.width + LINK_GAP, 0), number, total, first=first)
        self.link.draw(page, rect.right, rect.y + LINK_ABOVE, first=first)
