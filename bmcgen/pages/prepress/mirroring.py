"""The backs of sheets that are printed on both sides: their binding edge is on the right."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.drawing.placing import placed
from bmcgen.model.page import Page, Panel

ALIKE = 0.5


def mirrored(pages: Sequence[Page], binding: float) -> tuple[Page, ...]:
    """Pages of which the first is the front of a sheet: on backs, what stands on the page moves away from the holes. A
    ground that reaches as far on either side stays.
    """
    if not binding:
        return tuple(pages)
    return tuple(_moved(page, -binding) if number % 2 else page for number, page in enumerate(pages))


def _moved(page: Page, x: float) -> Page:
    def is_ground(mark: object) -> bool:
        return isinstance(mark, Panel) and abs(mark.rect.x + mark.rect.right - page.width) < ALIKE

    marks = tuple(mark if is_ground(mark) else placed(mark, mark.element, x=x) for mark in page.marks)
    return replace(page, marks=marks)
