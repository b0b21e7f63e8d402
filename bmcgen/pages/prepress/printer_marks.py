"""What is printed outside the trim: where a sheet is cut, and how its inks lie on one another."""

from __future__ import annotations

from bmcgen.geometry import MM
from bmcgen.model.layout import Colour
from bmcgen.model.page import Rule

MARK_ROOM = 10 * MM
LENGTH = 5 * MM
OFFSET = 2 * MM
CROSS = 2.5 * MM
WIDTH = 0.25


def crop_marks(width: float, height: float, bleed: float, colour: Colour) -> list[Rule]:
    """Lines at the four corners, which end clear of the bleed, and crosses in the middle of the four sides; in points
    from the top left of the trim.
    """
    near, far = bleed + OFFSET, bleed + OFFSET + LENGTH
    found = []
    for x in (0.0, width):
        found += [Rule(x, -far, x, -near, WIDTH, colour), Rule(x, height + near, x, height + far, WIDTH, colour)]
    for y in (0.0, height):
        found += [Rule(-far, y, -near, y, WIDTH, colour), Rule(width + near, y, width + far, y, WIDTH, colour)]
    middle = (near + far) / 2
    centres = ((width / 2, -middle), (width / 2, height + middle), (-middle, height / 2), (width + middle, height / 2))
    for x, y in centres:
        found += [Rule(x - CROSS, y, x + CROSS, y, WIDTH, colour), Rule(x, y - CROSS, x, y + CROSS, WIDTH, colour)]
    return found
