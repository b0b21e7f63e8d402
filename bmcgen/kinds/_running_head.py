"""The head of further sheets: in one line what the first sheet says large."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.set_text import ANY_LINES, SetText, draw_set
from bmcgen.geometry import MM, Rect
from bmcgen.kinds._field_strip import in_a_line
from bmcgen.model.manuscript import FieldText, Manuscript

TITLE, LEAST_TITLE = 16.0, 12.0
FIELDS = 9.0
GAP = 6 * MM
BELOW = 8.5
"""From the line of the title to the sheet: clear of hanging letters."""


class RunningHead:
    """The title, and at its right as many of the fields that were given as stand on its line: the last of them, such as
    the date and the version, before the first. It is read aloud nowhere.
    """

    def __init__(self, ink: Ink, manuscript: Manuscript, width: float) -> None:
        said = manuscript.title or manuscript.kicker or manuscript.title_label
        face = "bold" if ink.theme.solid else "regular"
        sizes = [(face, size, 1) for size in (TITLE, 14.0, LEAST_TITLE)]
        self.title = SetText.first(ink, replace(said, second=None), width, (*sizes, (face, LEAST_TITLE, ANY_LINES)))
        self.fields = self._fields(ink, manuscript.fields, width - self.title.width - GAP)
        self.height = self.title.above + BELOW

    def _fields(self, ink: Ink, fields: Sequence[FieldText], room: float) -> SetText | None:
        given = [field for field in fields if field.value]
        for first in range(len(given)):
            line = in_a_line(given[first:])
            if line and room > 0:
                found = SetText.in_way(ink, replace(line, second=None), room, ("regular", FIELDS, 1))
                if found.fits:
                    return found
        return None

    def draw(self, page: Builder, rect: Rect, number: int, total: int, *, first: bool) -> None:
        """Draws it on the line of its title."""
        base = rect.y + self.title.above
        draw_set(page, self.title, rect.x, base, page.ink.colour("ink"), None)
        if self.fields:
            draw_set(page, self.fields, rect.right - self.fields.width, base, page.ink.colour("soft"), None)
