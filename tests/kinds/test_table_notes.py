"""All that notes say stands in the rows of a table too: in signs, in words, and in the structure."""

from typing import Any

import pytest

import bmcgen
from bmcgen.model.page import Line, Page, Panel
from tests.conftest import SAMPLES

STORY = SAMPLES / "longoven.yaml"


def sheets(**options: Any) -> tuple[Page, ...]:
    return tuple(bmcgen.make(STORY, layout="worksheets", **options).pages)


def cell_of(page: Page, index: int | None) -> int | None:
    while index is not None and page.elements[index].role != "TD":
        index = page.elements[index].parent
    return index


def in_cells(pages: tuple[Page, ...]) -> list[tuple[str, str, str]]:
    """The role, the words and the description of each element in a cell."""
    return [
        (each.role, each.source, each.alt)
        for page in pages
        for number, each in enumerate(page.elements)
        if each.parent is not None and cell_of(page, each.parent) is not None
    ]


def line(pages: tuple[Page, ...], text: str) -> tuple[Page, Line]:
    return next((page, each) for page in pages for each in page.lines() if text in plain(each))


def plain(each: Line) -> str:
    return each.text.replace("\u00a0", " ").strip()


PAPERS = [
    {"paper": "A4"},
    {"paper": "Letter"},
    {"paper": "A4", "theme": "ink"},
    {"paper": "A4", "theme": "contrast"},
    {"paper": "Letter", "theme": "contrast"},
]


@pytest.mark.parametrize("options", PAPERS)
def test_rows_hold_statuses_tags_references_amounts_and_lists(options: dict[str, Any]) -> None:
    pages = sheets(**options)
    held = in_cells(pages)
    figures = [alt for role, _, alt in held if role == "Figure"]
    assert {word: sum(word in alt for alt in figures) for word in ("proven", "testing", "assumption", "rejected")} == {
        "proven": 10,
        "testing": 6,
        "assumption": 3,
        "rejected": 1,
    }
    labels = [(source, alt) for role, source, alt in held if role == "Lbl"]
    assert sum("survey" in alt for _, alt in labels) == 2
    assert sum("taste test" in alt for _, alt in labels) == 2
    assert sum(alt.startswith("leads to note") for _, alt in labels) == 5
    amounts = [source for role, source, _ in held if role == "P" and source.endswith("a month")]
    assert len(amounts) == 12
    assert {"£7670 a month", "£7020 a month"} <= {*amounts}
    entries = [source for role, source, _ in held if role == "LBody"]
    assert entries == ["baked that night", "four kinds, all from valley flour", "kept for you if you are late"]
    assert not [source for _, source, _ in held if "*" in source]


@pytest.mark.parametrize("options", PAPERS)
def test_headings_of_groups_stand_above_their_rows(options: dict[str, Any]) -> None:
    pages = sheets(**options)
    for heading, first in (("Flour", "Three farms"), ("Ours", "A deck oven"), ("Lent to us", "The fire")):
        page, above = line(pages, heading)
        assert any(each.role == "TH" and each.source == heading for each in page.elements)
        below = next(each for each in page.lines() if each.text.startswith(first))
        assert 0 < below.y - above.y < 40


def test_emphasis_has_its_face_and_amounts_end_at_one_edge() -> None:
    pages = sheets()
    assert "Bold" in line(pages, "Households that now")[1].runs[0].face
    assert "Italic" in line(pages, "Bread with a name")[1].runs[0].face
    page = line(pages, "£4150 a month")[0]
    amounts = [each for each in page.lines() if plain(each).endswith("a month") and plain(each).startswith("£")]
    assert len(amounts) == 7
    assert max(each.x + each.width for each in amounts) - min(each.x + each.width for each in amounts) < 0.1


@pytest.mark.parametrize("options", PAPERS)
def test_amounts_stand_in_the_column_that_a_table_has_for_them(options: dict[str, Any]) -> None:
    ends, seen = set[float](), list[str]()
    for page in sheets(**options):
        heads = sorted(each.x for each in page.lines() if each.text in ("How much?", "How often?"))
        amounts = [each for each in page.lines() if plain(each).endswith("a month") and plain(each).startswith("£")]
        for each in amounts if heads else ():
            assert heads[0] < each.x
            assert each.x + each.width < heads[1]
            ends.add(round(each.x + each.width, 2))
            seen.append(plain(each))
    assert seen == ["£2880 a month", "£1760 a month", "£2340 a month", "£690 a month", "£7670 a month"]
    assert len(ends) == 1


def test_several_segments_stand_side_by_side_where_they_have_no_column() -> None:
    pages = sheets()
    page, words = line(pages, "The van")
    cell = cell_of(page, words.element)
    letters = [each for each in page.lines() if each.text in ("B", "C") and cell_of(page, each.element) == cell]
    assert [each.text for each in letters] == ["B", "C"]
    assert letters[0].y == pytest.approx(letters[1].y, abs=0.5)
    assert 4 < letters[1].x - letters[0].x < 20


@pytest.mark.parametrize("block", ["key-partners", "customer-segments"])
def test_a_note_with_a_colour_of_its_own_stands_on_it(block: str) -> None:
    data = {
        "layout": "business-model",
        "locale": "en",
        "segments": [{"name": "One", "colour": "blue"}],
        "blocks": {block: [{"text": "Pale"}, {"text": "About", "segment": "One"}, {"text": "Own", "colour": "pink"}]},
    }
    pages = tuple(bmcgen.make(data, layout="worksheets").pages)
    grounds = [mark for page in pages for mark in page.marks if isinstance(mark, Panel) and mark.fill and mark.edge]
    poster = bmcgen.make(data).pages[0]
    pink = {mark.fill for mark in poster.marks if isinstance(mark, Panel) and mark.edge and mark.radius == 2}
    own = [mark for mark in grounds if mark.radius == 2 and mark.fill in pink]
    assert len(own) == 1
    _, words = line(pages, "Own")
    assert own[0].rect.x < words.x < own[0].rect.right
    assert own[0].rect.y < words.y < own[0].rect.bottom


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_rows_that_are_divided_keep_what_they_say(paper: str) -> None:
    long = "**Bold words** and *slanted* ones " + "and many more " * 300
    notes = [
        {"group": "First", "notes": [{"text": long, "status": "proven", "amount": "12 EUR", "tags": ["a tag"]}] * 2}
    ]
    data = {
        "layout": "business-model",
        "locale": "en",
        "markup": "light",
        "totals": True,
        "segments": ["One", "Two"],
        "blocks": {"key-partners": [*notes, {"text": "Last", "segments": ["One", "Two"]}]},
    }
    document = bmcgen.make(data, layout="worksheets", paper=paper)
    pages = tuple(document.pages)
    assert len(pages) > 9
    words = [each.text.split().count("many") for page in pages for each in page.lines()]
    assert sum(words) == 600
    held = in_cells(pages)
    assert sum(role == "Figure" for role, _, _ in held) == 2
    lines = [plain(each) for page in pages for each in page.lines()]
    assert (lines.count("12 EUR"), lines.count("24 EUR")) == (2, 1)


def test_a_row_is_divided_between_the_names_of_its_segments() -> None:
    segments = [
        f"{number} Partnership of Municipal Services for the North Valley".ljust(60, "e") for number in range(26)
    ]
    data = {
        "layout": "business-model",
        "locale": "en",
        "segments": segments,
        "blocks": {"customer-segments": [{"text": "Families", "segments": segments[:8]}]},
    }
    pages = tuple(bmcgen.make(data, layout="worksheets", blocks=["customer-segments"], paper="Letter").pages)
    named = [
        {source for role, source, _ in in_cells((page,)) if role == "P" and "Partnership" in source} for page in pages
    ]
    assert len(pages) > 2
    assert named[0]
    assert named[1]
    assert not named[0] & named[1]
    assert set().union(*named) == {*segments}
    assert [plain(each) for page in pages for each in page.lines()].count("Families") == 1
