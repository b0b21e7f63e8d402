"""How a page is read: the forms that tagged files must have, whatever a kind draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Element, Page, Panel
from bmcgen.pages.structure.reading import Headings, Part, reading

BLACK = Colour((0, 0, 0), (0, 0, 0, 1), 0)


def read(
    *elements: tuple[Any, ...],
    headings: Headings | None = None,
    unmarked: Sequence[int] = (),
    marked: Sequence[int] = (),
) -> list[Part]:
    """The parts of a page of elements (role, parent, and what else they have), each with a mark unless it has
    children and is none of the `marked`, or is one of the `unmarked`.
    """
    made = [Element(role, parent, **(more[0] if more else {})) for role, parent, *more in elements]
    above = {element.parent for element in made}
    drawn = [number for number in range(len(made)) if number not in above and number not in unmarked]
    marks = tuple(Panel(Rect(0, 0, 9, 9), BLACK, element=number) for number in (*drawn, *marked))
    return reading(Page(100, 100, "", marks, tuple(made)), headings or Headings()).parts


def outline(parts: Sequence[Part]) -> str:
    """Parts in brackets behind what holds them."""

    def said(number: int) -> str:
        kids = parts[number].kids
        return parts[number].role + (f"({' '.join(map(said, kids))})" if kids else "")

    return " ".join(said(number) for number, part in enumerate(parts) if part.parent is None)


def test_levels_of_headings_are_counted() -> None:
    parts = read(("H2", None), ("H4", None), ("H4", None), ("H3", None), ("H1", None), ("H3", None))
    assert outline(parts) == "H1 H2 H2 H2 H1 H2"


def test_levels_go_on_over_pages_and_begin_again_with_a_document() -> None:
    headings = Headings()
    assert outline(read(("H1", None), ("H2", None), headings=headings)) == "H1 H2"
    assert outline(read(("H3", None), headings=headings)) == "H3"
    headings.begin()
    assert outline(read(("H3", None), headings=headings)) == "H1"


def test_an_entry_has_one_label_and_one_body() -> None:
    parts = read(
        ("L", None), ("LI", 0), ("Lbl", 1, {"source": "A", "alt": "Segment A"}),
        ("Lbl", 1, {"source": "B", "alt": "Segment B"}), ("LBody", 1), ("LBody", 1), ("Lbl", 1), ("Figure", 1),
    )  # fmt: skip
    assert outline(parts) == "L(LI(Lbl LBody(P P Span Figure)))"
    assert next(part.alt for part in parts if part.role == "Lbl") == "Segment A, Segment B"


def test_an_entry_that_is_a_label_alone_is_all_body() -> None:
    assert outline(read(("L", None), ("LI", 0), ("Lbl", 1))) == "L(LI(LBody(Span)))"


def test_a_list_says_how_it_is_numbered() -> None:
    def numbering(*labels: str) -> str:
        elements: list[tuple[Any, ...]] = [("L", None)]
        for label in labels:
            elements += [("LI", 0), ("Lbl", len(elements), {"source": label}), ("LBody", len(elements))]
        return read(*elements)[0].numbering

    assert numbering("1.", "2.") == "Decimal"
    assert numbering("A", "B", "C") == "UpperAlpha"
    assert numbering("B", "A") == numbering("A", "A") == numbering("#") == "None"
    assert read(("L", None), ("LI", 0), ("LBody", 1))[0].numbering == ""


def test_a_table_has_a_head_and_a_body_and_its_head_says_what_it_heads() -> None:
    parts = read(
        ("Table", None), ("TR", 0), ("TH", 1), ("TH", 1), ("TR", 0), ("TH", 4), ("TR", 0), ("TH", 6), ("TD", 6),
        ("TR", 0), ("TH", 9), ("TD", 9), unmarked=[2, 11],
    )  # fmt: skip
    assert outline(parts) == "Table(THead(TR(TD TH)) TBody(TR(TH) TR(TH TD) TR(TH TD)))"
    heads = [(part.scope, part.span) for part in parts if part.role == "TH"]
    assert heads == [("Column", 1), ("Column", 2), ("Row", 1), ("Row", 1)]


def test_a_table_without_headings_is_read_as_what_stands_in_it() -> None:
    assert outline(read(("Table", None), ("TR", 0), ("TD", 1), ("TD", 1))) == "Sect(Div Div)"


def test_a_figure_with_words_in_it_stands_beside_them() -> None:
    parts = read(("Figure", None, {"alt": "A sheet"}), ("P", 0), marked=[0])
    assert outline(parts) == "Sect(Figure P)"
    assert [part.alt for part in parts] == ["", "A sheet", ""]


def test_what_is_repeated_at_the_foot_is_not_read() -> None:
    page = Page(9, 9, "", (Panel(Rect(0, 0, 9, 9), BLACK, element=0),), (Element("Footer", None),))
    found = reading(page, Headings())
    assert (found.parts, found.places) == ([], [-1])
