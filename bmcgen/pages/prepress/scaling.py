"""Pages as large as the paper is that they are printed on."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from bmcgen.drawing.placing import field_placed, placed, region_placed
from bmcgen.model.page import Page


def scaled(pages: Iterable[Page], scale: float) -> tuple[Page, ...]:
    """Pages with everything on them so many times as large."""
    if scale == 1:
        return tuple(pages)
    return tuple(
        replace(
            page,
            width=page.width * scale,
            height=page.height * scale,
            marks=tuple(placed(mark, mark.element, scale) for mark in page.marks),
            fields=tuple(field_placed(field, scale) for field in page.fields),
            regions=tuple(region_placed(region, scale) for region in page.regions),
        )
        for page in pages
    )
