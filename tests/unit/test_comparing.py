"""Two data files compared: which note is which, what the sheet shows of them, and what the table says."""

from typing import Any

import pytest

import bmcgen
from bmcgen.data.pairing import ALIKE, At, pairs
from bmcgen.diagnostics import Problems
from bmcgen.documents.output.document import Document
from bmcgen.model.content import CHANGES, Note, Typed
from bmcgen.model.page import Page, Panel, Rule
from tests.conftest import EVERY, SAMPLES

HEAD: dict[str, Any] = {"layout": "business-model", "locale": "en"}


def today(**more: Any) -> dict[str, Any]:
    blocks = {
        "Customer Segments": ["Schools", "Families without a shed"],
        "Channels": ["Market stall", {"text": "Leaflets", "id": "paper"}, "A van on Saturdays", "Word of mouth"],
        "Key Partners": ["The scouts"],
    }
    return {**HEAD, "title": "Tool library 2026", "blocks": blocks, **more}


def tomorrow(**more: Any) -> dict[str, Any]:
    blocks = {
        "Customer Segments": ["Schools", "Families without a shed"],
        "Channels": [
            {"text": "An app", "id": "paper"},
            "A van on Saturdays and Sundays",
            "The scouts",
            "Word of mouth",
            "Radio",
        ],
        "Key Partners": [],
    }
    return {**HEAD, "title": "Tool library 2028", "blocks": blocks, **more}


def both(one: dict[str, Any], other: dict[str, Any], **options: Any) -> Document:
    return bmcgen.make(one, compare=other, **options)


def note(text: str, name: str | None = None) -> Note:
    from bmcgen.diagnostics import Place

    return Note(Typed(text, Place("f")), id=name)


def marked(document: Document) -> dict[str, str]:
    """The change of each note on the first sheet, as it is read aloud, by the note's text."""
    page, found = document.pages[0], {}
    for index, element in enumerate(page.elements):
        if element.role == "Figure" and element.alt.startswith("Change: "):
            parent = page.elements[element.parent or 0]
            body = element.parent if parent.source else index
            found[page.words_of(body or 0).strip()] = element.alt.removeprefix("Change: ")
    return found


def rows(pages: tuple[Page, ...]) -> list[list[str]]:
    """The cells of each row in the tables of pages, as lines of text."""
    found = []
    for page in pages:
        kids: dict[int | None, list[int]] = {}
        for number, element in enumerate(page.elements):
            kids.setdefault(element.parent, []).append(number)
        for number, element in enumerate(page.elements):
            if element.role == "TR":
                cells = [[page.words_of(kid).strip() for kid in kids.get(cell, ())] for cell in kids[number]]
                found.append([" | ".join(cell) for cell in cells])
    return found


def test_a_note_is_found_by_its_id_then_by_its_text_then_by_likeness() -> None:
    before = {"a": [note("One", "x"), note("Two and two"), note("Three")], "b": [note("Four")]}
    after = {"a": [note("Three"), note("Two and three"), note("Four")], "b": [note("Something else", "x")]}
    assert pairs(before, after) == {
        At("a", 0): At("b", 0),
        At("a", 2): At("a", 0),
        At("a", 1): At("a", 1),
        At("b", 0): At("a", 2),
    }


def test_notes_that_are_less_alike_than_the_threshold_are_two() -> None:
    assert pairs({"a": [note("abcdefghij")]}, {"a": [note("abcdefwxyz")]}), f"{ALIKE} of both is common"
    assert not pairs({"a": [note("abcdefghij")]}, {"a": [note("abcdevwxyz")]})
    assert not pairs({"a": [note("abcdefghij", "x")]}, {"a": [note("abcdefghij!", "y")]}), "two ids are two notes"
    assert not pairs({"a": [note("abcdefghij")]}, {"b": [note("abcdefghij!")]}), "in another block, only by its text"


def test_long_texts_are_alike_by_their_words() -> None:
    one = "We bring the tools to every school in the district on the first Monday"
    assert pairs({"a": [note(one)]}, {"a": [note(one.replace("first Monday", "second Friday"))]})
    assert not pairs({"a": [note(one)]}, {"a": [note("".join(sorted(one)))]})


def test_no_likeness_is_looked_for_among_very_many_notes() -> None:
    def many(end: str, count: int) -> list[Note]:
        return [note(f"{number:04}-{number * number:08}{end}") for number in range(count)]

    assert len(pairs({"a": many("a", 20)}, {"a": many("b", 20)})) == 20
    assert not pairs({"a": many("a", 200)}, {"a": many("b", 200)})


def test_equal_notes_are_paired_one_by_one() -> None:
    found = pairs({"a": [note("Same"), note("Same")]}, {"a": [note("Same")]})
    assert found == {At("a", 0): At("a", 0)}


def test_the_sheet_marks_what_became_of_each_note() -> None:
    assert marked(both(today(), tomorrow())) == {
        "Schools": "kept",
        "Families without a shed": "kept",
        "An app": "changed",
        "A van on Saturdays and Sundays": "changed",
        "The scouts": "changed",
        "Word of mouth": "kept",
        "Radio": "new",
        "Market stall": "dropped",
    }


def test_the_table_says_what_changed_block_by_block() -> None:
    document = both(today(), tomorrow())
    assert len(document.pages) == 2
    heads, *told = rows(document.pages[1:])
    assert heads == ["", "Tool library 2026", "Tool library 2028"]
    assert [row for row in told if row != heads] == [
        ["changed", "Title: Tool library 2026", "Title: Tool library 2028"],
        ["changed", "Leaflets", "An app"],
        ["changed", "A van on Saturdays", "A van on Saturdays and Sundays"],
        ["changed", "The scouts | Block: Key Partners", "The scouts | Block: Channels"],
        ["new", "", "Radio"],
        ["dropped", "Market stall", ""],
    ]


def test_what_is_said_beside_a_text_is_a_change_too() -> None:
    one = today(segments=["Young", "Old"], blocks={"Channels": [{"text": "Radio", "segment": "Old", "amount": "€ 5"}]})
    said = {"text": "Radio", "segment": "Young", "amount": "€ 9", "status": "proven", "tags": "survey"}
    other = today(segments=["Young"], blocks={"Channels": [said]})
    document = both(one, other)
    before, after = (cell.split(" | ") for cell in rows(document.pages[1:])[-1][1:])
    assert before == ["Radio", "€\u00a05", "Segments: Old"]
    assert after == ["Radio", "€\u00a09", "Segments: Young", "Status: proven", "Tags: survey"]
    assert ["dropped", "Segments: Old", ""] in rows(document.pages[1:])


def test_a_segment_that_was_dropped_keeps_a_letter_where_a_note_of_it_is_shown() -> None:
    one = today(segments=["Old", "Young"], blocks={"Channels": [{"text": "Radio", "segment": "Old"}]})
    other = today(segments=["Young"], blocks={"Channels": [{"text": "An app", "segment": "Young"}]})
    page = both(one, other).pages[0]
    assert [each.source for each in page.elements if each.role == "Lbl" and each.alt in ("Young", "Old")] == ["A", "B"]


def test_links_of_a_dropped_note_lead_where_they_led() -> None:
    money = {"text": "Fees", "id": "fees"}
    one = today(blocks={"Channels": [{"text": "A very old way", "to": "fees"}], "Revenue Streams": [money]})
    other = today(blocks={"Channels": [], "Revenue Streams": [{"text": "Fees"}]})
    assert "A very old way: leads to note 1, Fees" in {each.alt for each in both(one, other).pages[0].elements}


def test_totals_are_those_of_the_second_file() -> None:
    costs = [{"text": "Rent", "amount": "€ 100"}, {"text": "Van", "amount": "€ 50"}]
    one = today(totals="yes", blocks={"Cost Structure": [*costs, {"text": "Something wild", "amount": "€ 900"}]})
    page = both(one, today(totals="yes", blocks={"Cost Structure": costs})).pages[0]
    assert [each.source for each in page.elements if each.source.startswith("€")][-1] == "€ 150"


def test_files_that_are_alike_are_said_to_be() -> None:
    document = both(today(), today())
    assert {*marked(document).values()} == {"kept"}
    assert "Nothing has changed." in {each.source for each in document.pages[1].elements}
    assert not rows(document.pages[1:])


@pytest.mark.parametrize(
    ("one", "other", "title"),
    [
        ({}, {"title": "Tool hall"}, "Tool library 2026 → Tool hall"),
        ({"version": "3"}, {"version": "4"}, "Tool library 2026: Version 3 → Version 4"),
        ({"date": "2026-01-02"}, {"date": "2027-03-04"}, "Tool library 2026: 2 January 2026 → 4 March 2027"),
        ({}, {}, "Tool library 2026: Before → After"),
        ({"title": ""}, {"title": ""}, "Before → After"),
    ],
)
def test_the_title_names_both(one: dict[str, Any], other: dict[str, Any], title: str) -> None:
    document = both(today(**one), today(**other))
    assert document.metadata.title == f"{title} – Business Model Canvas"
    assert [each.source for page in document.pages for each in page.elements if each.role == "H1"] == [title] * 2


@pytest.mark.parametrize("locale", EVERY)
def test_every_language_has_words_for_it(locale: str) -> None:
    names = bmcgen_locale(locale)
    document = both(today(), tomorrow(), locale=locale)
    said = {each.source for each in document.pages[0].elements} | {row[0] for row in rows(document.pages[1:])}
    assert names <= said


def bmcgen_locale(code: str) -> set[str]:
    from bmcgen.assets.finder import Assets
    from bmcgen.assets.localisation.locales import read_locale
    from bmcgen.diagnostics import Place

    changes = read_locale(Assets(), code, Place(code)).changes
    assert set(changes) == {*CHANGES}
    return {*changes.values()}


def test_without_colour_new_and_dropped_notes_have_edges_and_lines_of_their_own() -> None:
    one = today(blocks={"Channels": ["Market stall"]})
    page = both(one, today(blocks={"Channels": ["Radio"]}), colour="grey").pages[0]
    ink = page.elements
    assert any(isinstance(each, Panel) and each.edge_width == pytest.approx(1.4) for each in page.marks)
    (struck,) = [
        each
        for each in page.marks
        if isinstance(each, Rule) and each.element is not None and ink[each.element].source == "Market stall"
    ]
    line = next(each for each in page.lines() if each.text == "Market stall")
    assert struck.x1 == pytest.approx(line.x)
    assert struck.x2 == pytest.approx(line.x + line.width)
    assert struck.width < 0.06 * line.size
    assert any(isinstance(each, Rule) and each.dash for each in page.marks)


def test_a_long_note_that_was_dropped_is_not_struck() -> None:
    long = "Everything that anybody has ever said about this way of reaching people. " * 6
    page = both(today(blocks={"Channels": [long]}), today(blocks={"Channels": ["Radio"]})).pages[0]
    assert marked_rules(page, long.strip()) == 0


def marked_rules(page: Page, text: str) -> int:
    return sum(
        isinstance(each, Rule) and each.element is not None and page.elements[each.element].source == text
        for each in page.marks
    )


def test_a_long_table_goes_on_and_says_so() -> None:
    notes = [f"Note {number}, which says enough to take a line or even two of them" for number in range(150)]
    document = both(today(blocks={"Channels": notes}), today(blocks={"Channels": []}))
    tables = [page for page in document.pages if any(each.role == "Table" for each in page.elements)]
    assert len(tables) > 1
    assert [row[1] for row in rows(document.pages) if row[0] == "dropped"] == notes
    assert any(each.source == "continued" for each in tables[1].elements)
    for page, number in zip(document.pages, range(1, len(document.pages) + 1), strict=True):
        assert f"Sheet {number} of {len(document.pages)}" in {each.source for each in page.elements}


def test_a_note_that_no_column_holds_is_divided() -> None:
    long = " ".join(f"word{number}" for number in range(1900))[:11_000]
    document = both(today(blocks={"Channels": [long]}), today(blocks={"Channels": ["Radio"]}), paper="A4")
    said = "".join(
        page.words_of(n) for page in document.pages for n, each in enumerate(page.elements) if each.source == long
    )
    assert "".join(said.split()).count("".join(long.split())) == 2, "once on the canvas, once in the table"


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_the_longest_titles_are_on_the_sheet_and_in_the_table(paper: str) -> None:
    one, other = ("Alpha " * 50)[:299].strip(), ("Omega " * 50)[:299].strip()
    document = both(today(title=one), today(title=other), paper=paper)
    assert ["changed", f"Title: {one}", f"Title: {other}"] in rows(document.pages[1:])


def test_the_strip_of_a_workshop_stands_on_the_canvas_alone() -> None:
    page, table = both(today(), tomorrow(), strip=True).pages
    assert "Parking lot" in {each.source for each in page.elements}
    assert "Parking lot" not in {each.source for each in table.elements}


def test_notes_of_groups_stay_in_them() -> None:
    def grouped(*names: str) -> dict[str, Any]:
        return today(
            blocks={
                "Channels": ["First", {"group": "Online", "notes": [*names]}, {"group": "Paper", "notes": ["Posters"]}]
            }
        )

    page = both(grouped("A site", "Mail to all of them"), grouped("A site")).pages[0]
    order = [page.words_of(n).strip() for n, each in enumerate(page.elements) if each.role in ("LBody", "H3")]
    channels = order[order.index("First") :]
    assert channels[:5] == ["First", "Online", "A site", "Mail to all of them", "Paper"]


def test_texts_of_two_languages_keep_them() -> None:
    one = today(locale="nl", blocks={"Channels": ["Marktkraam"]})
    page = both(one, today(locale="en", blocks={"Channels": ["Radio"]})).pages[0]
    assert [each.language for each in page.elements if each.source == "Marktkraam"] == ["nl"]


def test_a_pdf_carries_the_second_file() -> None:
    document = both(today(), tomorrow())
    assert document.source is not None
    assert "Market stall" not in document.source.text
    assert "Radio" in document.source.text


def test_what_cannot_be_printed_is_left_out_where_that_is_asked_for() -> None:
    document = both(today(blocks={"Channels": ["\u0e01\u0e02"]}), tomorrow(), skip_unprintable=True)
    assert "unprintable" in {each.code for each in document.warnings}


def codes(one: Any, other: Any, **options: Any) -> list[str]:
    with pytest.raises(Problems) as caught:
        bmcgen.make(one, compare=other, **options)
    return [each.code for each in caught.value.diagnostics]


def test_what_cannot_be_compared() -> None:
    swot = {"layout": "swot", "locale": "en"}
    assert codes(today(), swot) == ["wrong-layout"]
    assert codes(today(), today(markup="light")) == ["unlike-markup"]
    assert codes(today(), {**HEAD, "sheets": [{"title": "A"}, {"title": "B"}]}) == ["several-sheets"]
    assert codes(today(), "business-model") == ["no-data"]
    assert codes(today(), today(), layout="worksheets") == ["wrong-layout"]
    assert codes(today(), today(), layout="pack") == ["wrong-layout"]
    persona = SAMPLES / "personas" / "sanne.yaml"
    assert codes(persona, persona) == ["wrong-layout"]
    assert codes(today(bloks={}), today(blocks={"Chanels": []})) == ["unknown-key", "unknown-block"]
    with pytest.raises(TypeError, match="not a value of type int"):
        bmcgen.make(today(), compare=3)  # type: ignore[arg-type]
