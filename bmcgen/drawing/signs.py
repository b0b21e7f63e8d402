"""Small signs that stand for words, on notes and in the legend: segments, statuses, tags, numbers of notes.

Each is told apart without its colour: a segment by its letter and the pattern of its line, a status and a change by
their shapes, a tag by its letter in a box. In the structure each says in words what it means.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.drawing.builder import Builder
from bmcgen.geometry import Rect
from bmcgen.model.content import CHANGES
from bmcgen.model.layout import Colour, NoteColour
from bmcgen.model.manuscript import LEADS, Badge, Mark, Text

LETTER = 0.735
"""The size of a letter in a badge, as a part of the badge's."""
CELL = 0.72
"""The width of a badge that stands beside another, as a part of its height."""
RING = 0.075
"""How thick the line of a sign is, as a part of its size."""
# For each pattern dashes and gaps by turns, in widths of the line. One of a single number is a row of dots so far
# apart; a double line has none, a ladder has those of its rungs.
_SOLID, _DOUBLE, _LADDER = "solid", "double", "ladder"
PATTERNS: tuple[str | float | tuple[float, ...], ...] = (
    _SOLID,
    (0.5, 0.5),
    1.5,
    _DOUBLE,
    (1.8, 0.8),
    _LADDER,
    (2.2, 0.7, 0.7, 0.7),
    (3.6, 0.9),
    (1.6, 0.5, 0.5, 0.5, 0.5, 0.5),
)


def look_of(page: Builder, colour: str) -> NoteColour:
    """The colours of notes of a colour."""
    notes = page.ink.theme.notes
    return notes.get(colour, notes["plain"])


def draw_patterned(
    page: Builder, pattern: int, ends: tuple[float, float, float, float], width: float, colour: Colour, step: float = 0
) -> None:
    """A line in the pattern of a segment, which begins and ends with a whole dash or dot. Dashes are measured in the
    width of the line, or in a `step` where a line is too thin for that.
    """
    x1, y1, x2, y2 = ends
    kind, step = PATTERNS[pattern % len(PATTERNS)], step or width
    length = abs(x2 - x1) + abs(y2 - y1)
    if kind == _DOUBLE:
        aside = width * 0.34
        over, down = (aside, 0.0) if x1 == x2 else (0.0, aside)
        page.rule(x1 - over, y1 - down, x2 - over, y2 - down, width * 0.32, colour)
        page.rule(x1 + over, y1 + down, x2 + over, y2 + down, width * 0.32, colour)
    elif kind == _LADDER:
        page.rule(x1, y1, x2, y2, width * 0.3, colour)
        page.rule(x1, y1, x2, y2, width, colour, dash=_whole((0.4 * step, 1.2 * step), length))
    elif isinstance(kind, float):
        # The first and the last dot lie within the ends.
        half = width / 2
        over, down = (0.0, half) if x1 == x2 else (half, 0.0)
        sign = 1 if (x2, y2) > (x1, y1) else -1
        begin, end = (x1 + sign * over, y1 + sign * down), (x2 - sign * over, y2 - sign * down)
        between = max(length - width, 0.01)
        # A hair closer, or the last dot may be left out for a rounding.
        apart = between / max(1, round(between / (kind * step))) * 0.9995
        page.rule(*begin, *end, width, colour, dots=apart)
    elif isinstance(kind, tuple):
        page.rule(x1, y1, x2, y2, width, colour, dash=_whole(tuple(part * step for part in kind), length))
    else:
        page.rule(x1, y1, x2, y2, width, colour)


def _whole(dash: tuple[float, ...], length: float) -> tuple[float, ...]:
    """Dashes and gaps, stretched a little, so that the line ends with the first dash."""
    period, first = sum(dash), dash[0]
    count = round((length - first) / period)
    if count < 1:
        return dash
    ratio = length / (count * period + first)
    return tuple(part * ratio for part in dash)


def draw_edge(page: Builder, badges: Sequence[Badge], x: float, top: float, bottom: float, width: float) -> None:
    """The edge of a note, divided between its segments, each part in its colour and pattern."""
    gap = 0.0 if len(badges) < 2 else min(width * 0.4, (bottom - top) / len(badges) / 6)
    part = (bottom - top - gap * (len(badges) - 1)) / len(badges)
    for badge in badges:
        look = look_of(page, badge.colour)
        draw_patterned(page, badge.pattern, (x + width / 2, top, x + width / 2, top + part), width, look.strong)
        top += part + gap


def badges_width(count: int, size: float) -> float:
    """The width of so many badges beside one another."""
    return size if count == 1 else count * CELL * size if count else 0.0


def draw_badges(page: Builder, badges: Sequence[Badge], x: float, y: float, size: float, parent: int | None) -> None:
    """The letters of segments in a row: one in a disc, several in a capsule that is divided between them."""
    theme, count = page.ink.theme, len(badges)
    wide = badges_width(count, size)
    paper, radius = theme.colours["paper"], size / 2
    if not theme.solid:
        page.panel(Rect(x, y, wide, size), paper, radius, look_of(page, badges[0].colour).strong, 0.6)
    for number, badge in enumerate(badges):
        look, cell = look_of(page, badge.colour), Rect(x + number * wide / count, y, wide / count, size)
        if theme.solid and count == 1:
            page.panel(cell, look.strong, radius)
        elif theme.solid:
            ends = {0: "left", count - 1: "right"}
            side = ends.get(number, "")
            page.panel(cell, look.strong, radius if side else 0.0, side="left" if side == "left" else side and "right")
            if number:
                page.rule(cell.x, y, cell.x, y + size, 0.5, paper)
        elif number:
            page.rule(cell.x, y, cell.x, y + size, 0.5, look.strong)
        colour = paper if theme.solid else look.strong
        element = None
        if parent is not None:
            element = page.label(parent, replace(badge.name, text=badge.letter), badge.name.text)
        _centred(page, badge.letter, cell, size * LETTER, colour, element)


def draw_badge(page: Builder, badge: Badge, x: float, y: float, size: float, parent: int | None) -> None:
    """A segment's letter, white in a disc of its colour, or in that colour in a ring; its name stands beside it, so the
    letter is what is said.
    """
    letter = replace(badge, name=replace(badge.name, text=badge.letter))
    draw_badges(page, (letter,), x, y, size, parent)


def draw_status(
    page: Builder, status: str, x: float, y: float, size: float, element: int | None, under: Colour
) -> None:
    """An open circle for what is assumed, a half one for what is being tested, a full one for what is proven, and a
    cross for what is rejected; `under` is the colour of what it stands on.
    """
    ink, line = page.ink.colour("ink"), max(0.6, size * RING * 1.3)
    rect = Rect(x, y, size, size)
    if status == "rejected":
        inner = rect.inset(*[size * 0.1] * 4)
        line *= 1.5
        page.rule(inner.x, inner.y, inner.right, inner.bottom, line, ink, element)
        page.rule(inner.x, inner.bottom, inner.right, inner.y, line, ink, element)
    elif status == "proven":
        page.panel(rect, ink, size / 2, element=element)
    else:
        page.panel(rect, under, size / 2, ink, line, element)
        if status == "testing":
            page.panel(Rect(x, y, size / 2, size), ink, size / 2, element=element, side="left")


def draw_change(
    page: Builder, change: str, x: float, y: float, size: float, element: int | None, under: Colour
) -> None:
    """A full square for what is there to be noticed, with a plus for what is new and an arrow for what has changed; an
    open one with a minus for what was dropped. What was kept has a quiet equals sign and no square.
    """
    ink, full = page.ink.colour("ink"), change in ("new", "changed")
    left, right, middle = x + size * 0.24, x + size * 0.76, y + size / 2
    stroke = max(0.7, size * 0.13)
    if change == "kept":
        for level in (middle - size * 0.14, middle + size * 0.14):
            page.rule(left, level, right, level, stroke * 0.8, page.ink.colour("soft"), element)
        return
    page.panel(Rect(x, y, size, size), ink if full else under, size * 0.18, ink, max(0.6, size * RING * 1.3), element)
    colour = page.ink.colour("paper") if full else ink
    page.rule(left, middle, right, middle, stroke, colour, element)
    if change == "new":
        page.rule(x + size / 2, y + size * 0.24, x + size / 2, y + size * 0.76, stroke, colour, element)
    elif change == "changed":
        for way in (-1, 1):
            page.rule(right - size * 0.2, middle + way * size * 0.2, right, middle, stroke, colour, element)


def draw_tag(page: Builder, letter: str, x: float, y: float, size: float, element: int | None, under: Colour) -> None:
    """The letter of a tag in a box."""
    rect = Rect(x, y, size, size)
    page.panel(rect, under, size * 0.16, page.ink.colour("soft"), max(0.5, size * RING))
    _centred(page, letter, rect.inset(0, 0, 0, size * 0.08), size * 0.8, page.ink.colour("ink"), element)


def draw_number(
    page: Builder, number: str, x: float, y: float, size: float, element: int | None, under: Colour
) -> None:
    """The number of a note in a ring."""
    rect = Rect(x, y, size, size)
    page.panel(rect, under, size / 2, page.ink.colour("soft"), max(0.5, size * RING))
    _centred(page, number, rect, size * (0.66 if len(number) < 2 else 0.52), page.ink.colour("ink"), element)


def draw_arrow(page: Builder, x: float, middle: float, length: float) -> None:
    """A small arrow to the right."""
    colour, head = page.ink.colour("soft"), length * 0.36
    line = max(0.5, length * 0.09)
    page.rule(x, middle, x + length, middle, line, colour)
    for way in (-1, 1):
        page.rule(x + length - head, middle + way * head * 0.8, x + length, middle, line, colour)


def draw_key(page: Builder, mark: Mark, x: float, y: float, size: float, parent: int | None) -> None:
    """A change, a status, a tag or a link in the legend, where its name stands behind it."""
    if mark.key == LEADS:
        draw_arrow(page, x, y + size / 2, size)
        return
    under = page.ink.colour("paper")
    if mark.key in CHANGES:
        inset = size * 0.08
        draw_change(page, mark.key, x + inset, y + inset, size - 2 * inset, None, under)
        return
    element = page.label(parent, replace(mark.name, text=mark.key), "") if parent is not None else None
    if len(mark.key) == 1:
        draw_tag(page, mark.key, x, y, size, element, under)
    else:
        inset = size * 0.08
        draw_status(page, mark.key, x + inset, y + inset, size - 2 * inset, None, under)


def _centred(page: Builder, text: str, rect: Rect, size: float, colour: Colour, element: int | None) -> None:
    face = page.ink.faces["bold"]
    width = face.width(text) * size / 1000
    base = rect.y + rect.h / 2 + face.below_middle(size)
    page.line(text, rect.x + (rect.w - width) / 2, base, face, size, colour, element)


def shown(text: Text, by: str) -> Text:
    """What a sign shows in place of words, with the place and the language of these."""
    return replace(text, text=by)
