"""Printed boxes to tick, as they are read."""

from __future__ import annotations

from bmcgen.drawing.builder import Builder
from bmcgen.model.page import Element


def tick(page: Builder, parent: int | None, says: str, *, on: bool) -> int:
    """An element for a box to tick, with what it stands for, and whether it is ticked, in words."""
    page.elements.append(Element("Form", parent, alt=says, state="on" if on else "off"))
    return len(page.elements) - 1
