"""Sheets that are printed on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.drawing.builder import Ink
from bmcgen.model.layout import Layout
from bmcgen.model.page import Page


def has_backs(layout: Layout) -> bool:
    return any(sheet.back for sheet in layout.sheets)


def check_duplex(duplex: str | None, layouts: Iterable[Layout], name: str) -> None:
    """`Problems` where somebody asks for a way to print backs, and there are none."""
    if duplex is not None and not any(map(has_backs, layouts)):
        message = f"the sheets of {name} have no backs of their own"
        raise Problems([error("not-on-layout", message, Place("--duplex"), "leave out --duplex")])


def on_paper(pages: tuple[Page, ...], fronts: Sequence[int], layout: Layout, ink: Ink, duplex: str) -> tuple[Page, ...]:
    """Pages as they go to the printer: on sheets that they share, and with backs where they meet their fronts."""
    backed, sheet = has_backs(layout), layout.imposition
    if not sheet and (not backed or duplex == "none"):
        return pages
    from bmcgen.pages.prepress.imposition import both_sides, imposed, in_leaves, in_order

    if sheet and not backed:
        return imposed(pages, sheet, ink)
    leaves = in_leaves(pages, fronts)
    if not sheet:
        return in_order(leaves)
    if duplex == "none":
        return imposed([side for leaf in leaves for side in leaf], sheet, ink)
    return both_sides(leaves, sheet, ink, duplex)
