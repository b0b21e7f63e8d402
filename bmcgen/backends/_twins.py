"""What documents say, for formats without pages, sizes and colours: Markdown and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from bmcgen.backends import check_for_pdf
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.model.page import Metadata
from bmcgen.pages.structure.whole import Node, whole, words_of

if TYPE_CHECKING:
    from bmcgen.backends import Drawing

_LOOSE = ("P", "L", "Figure")
"""What belongs to a document as a whole rather than to a block of it."""


class Twin(Struct, frozen=True):
    """A document as it is read: what stands above its title, the title, what goes with it, the text or the blocks, what
    stands below them, and the credit at its foot.
    """

    above: Sequence[Node]
    title: Node | None
    about: Sequence[Node]
    body: Sequence[Node]
    below: Sequence[Node]
    credit: Node | None


def twins(drawing: Drawing, suffix: str) -> list[Twin]:
    """The documents of a drawing. `Problems` for what only paper can have."""
    check_for_pdf(drawing, suffix)
    press = drawing.press
    asked = {"--tiles": press.tiles, "--bleed": press.bleed, "--marks": press.marks, "--colour": press.inks != "rgb"}
    for option in (option for option, is_asked in asked.items() if is_asked):
        message = f"a {suffix} has neither pages nor inks"
        hint = f"leave out {option}, or write a .pdf"
        raise Problems([error("no-pages", message, Place(f"{drawing.name}{suffix}"), hint)])
    starts = {chapter.start: chapter.title for chapter in drawing.chapters}
    return [_twin(nodes, drawing.metadata) for nodes in whole(drawing.pages, starts)]


def _twin(nodes: Sequence[Node], about: Metadata) -> Twin:
    credits = [node for node in nodes if node.role == "P" and words_of(node) == " ".join(about.keywords.split())]
    rest = [node for node in nodes if node not in credits]
    first = next((n for n, node in enumerate(rest) if node.role not in ("P", "L")), len(rest))
    title = rest[first] if first < len(rest) and rest[first].role == "H1" else None
    after = first + 1 if title else 0
    begins = next((n for n, node in enumerate(rest) if n >= after and node.role not in _LOOSE), len(rest))
    ends = max([n + 1 for n, node in enumerate(rest) if node.role not in _LOOSE] + [begins])
    above = rest[:first] if title else []
    credit = credits[0] if credits else None
    return Twin(above, title, rest[after:begins], rest[begins:ends], rest[ends:], credit)
