"""A canvas in small: its blocks as they stand on its own sheet, one of them marked."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.fit.breaking import Paragraph
from bmcgen.fit.builder import Builder
from bmcgen.fit.notes import grid_rules
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import BlockText, Region
from bmcgen.model.plan import Frame

RULE = 0.5
BAR = 0.05
BAR_LEAST = 1.6
NUMBER = 9.0
LEAST_NUMBER = 6.5
TITLE = 9.5
LEAST_TITLE = 6.0
INSET = 4.5


def shape_of(canvas: Sequence[Frame]) -> Rect:
    """The rectangle around the blocks of a canvas, on its own sheet."""
    left, top = min(frame.rect.x for frame in canvas), min(frame.rect.y for frame in canvas)
    right, bottom = max(frame.rect.right for frame in canvas), max(frame.rect.bottom for frame in canvas)
    return Rect(left, top, right - left, bottom - top)


def miniature_height(canvas: Sequence[Frame], width: float) -> float:
    """How high a canvas of a width is."""
    shape = shape_of(canvas)
    return width * shape.h / shape.w


def draw_miniature(
    page: Builder, text: BlockText, canvas: Sequence[Frame], room: Rect, section: int, labels: str
) -> None:
    """A canvas as large as a room allows, at the right of its top. `labels` is none, numbers or titles."""
    shape = shape_of(canvas)
    scale = min(room.w / shape.w, room.h / shape.h)
    left = room.right - scale * shape.w
    regions = {region.name: region for region in text.regions}
    figure = page.figure(section, text.alt)
    places = {
        frame.block.name: Rect(
            left + (frame.rect.x - shape.x) * scale,
            room.y + (frame.rect.y - shape.y) * scale,
            frame.rect.w * scale,
            frame.rect.h * scale,
        )
        for frame in canvas
    }
    marked = any(region.marked for region in text.regions)
    for name, rect in places.items():
        region = regions[name]
        if region.marked:
            page.panel(rect, page.ink.accent(region.accent), element=figure)
        elif not marked:
            page.panel(Rect(rect.x, rect.y, rect.w, BAR_LEAST), page.ink.accent(region.accent), element=figure)
    for x1, y1, x2, y2 in grid_rules([*places.values()]):
        page.rule(x1, y1, x2, y2, RULE, page.ink.colour("rule"), figure)
    if labels == "numbers":
        _draw_numbers(page, regions, places, figure)
    elif labels == "titles":
        _draw_titles(page, text.regions, places, figure)


def _draw_numbers(page: Builder, regions: dict[str, Region], places: dict[str, Rect], figure: int) -> None:
    size = min(NUMBER, 0.55 * min(min(rect.w, rect.h) for rect in places.values()))
    if size < LEAST_NUMBER:
        return
    for name, rect in places.items():
        region = regions[name]
        face = page.ink.faces["bold" if region.marked else "regular"]
        colour = page.ink.colour("paper" if region.marked else "soft")
        x = rect.x + (rect.w - face.width(region.number) * size / 1000) / 2
        page.line(region.number, x, rect.y + rect.h / 2 + size * 0.35, face, size, colour, figure)


def _draw_titles(page: Builder, regions: Sequence[Region], places: dict[str, Rect], figure: int) -> None:
    """Numbers and titles, all in the largest size that no word is too long for."""
    face = page.ink.faces["bold"]
    paragraphs = {each.name: Paragraph(each.title.text, each.title.language, face) for each in regions}

    def fits(size: float) -> bool:
        return all(
            not any(
                line.joint == "-" for line in paragraphs[name].lines((rect.w - 2 * INSET) * 1000 / size, hyphens=False)
            )
            for name, rect in places.items()
        )

    size = TITLE
    while size > LEAST_TITLE and not fits(size):
        size -= 0.5
    for region in regions:
        rect = places[region.name]
        colour = page.ink.colour("paper" if region.marked else "ink")
        number = page.ink.colour("paper") if region.marked else page.ink.accent(region.accent)
        y = rect.y + INSET + size * 1.5
        if region.number:
            page.line(region.number, rect.x + INSET, y, page.ink.faces["light"], size * 1.8, number, figure)
            y += size * 1.35
        lines = paragraphs[region.name].lines((rect.w - 2 * INSET) * 1000 / size, hyphens=False)
        page.lines(lines, rect.x + INSET, y, face, size, size * 1.2, colour, figure)
