"""Lines between notes: the threads of segments and the arrows of links keep to the gutters and reach what they mean."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import bmcgen
from bmcgen.diagnostics import Problems
from bmcgen.drawing.grid.routing import Lanes, Way
from bmcgen.geometry import Rect
from bmcgen.model.page import Line, Page, Panel, Rule
from bmcgen.proof.extents import inked
from tests.conftest import BLOCKS, SAMPLES, canvas, squeezed
from tests.matrix import tried

STORY = canvas(
    segments=["Families", "Offices", "Schools"],
    blocks={
        "customer-segments": [{"text": name, "segment": name} for name in ("Families", "Offices", "Schools")],
        "value-propositions": [{"text": "A box", "segments": ["Families", "Offices"], "id": "box"}, "Something else"],
        "channels": [{"text": "A stall", "segments": ["Families", "Schools"], "to": "box"}],
        "key-partners": [{"text": "Growers", "to": ["box", "far"], "id": "growers"}],
        "cost-structure": [f"Cost {number}" for number in range(9)],
        "revenue-streams": [
            {"text": "Boxes", "segment": "Families"},
            {"text": "Crates", "segment": "Offices", "id": "far"},
            {"text": "Grants", "segment": "Schools"},
        ],
    },
)  # fmt: skip


def lines(page: Page) -> Iterator[Rule]:
    """The rules that are neither between blocks nor in the edge of a note: threads and arrows."""
    for mark in page.marks:
        if isinstance(mark, Rule) and mark.width in (2.2, 2.2 * 0.32, 2.2 * 0.3, 0.8):
            yield mark


def test_a_way_keeps_clear_of_obstacles_and_has_as_few_bends_as_can_be() -> None:
    lanes = Lanes([Rect(10, 0, 20, 30)], [5, 35], [-5, 35, 20], 1.0)
    assert lanes.way([(0, 20)], {(40, 20): 1}) == Way([(0, 20), (5, 20), (5, 35), (35, 35), (35, 20), (40, 20)])
    assert Lanes([Rect(10, 0, 20, 100)], [0, 40], [5, 35], 1.0).way([(0, 20)], {(40, 20): 1}) is None


def test_a_second_line_takes_another_lane() -> None:
    lanes = Lanes([Rect(10, 10, 20, 20)], [0, 5, 35, 40], [5, 35, 20], 1.0)
    first = lanes.way([(0, 20)], {(40, 20): 1})
    assert first is not None
    lanes.take(first, 2.0)
    second = lanes.way([(0, 20)], {(40, 20): 1})
    assert second is not None
    assert {y for _, y in first} != {y for _, y in second}


def test_lines_cross_but_do_not_run_along_one_another() -> None:
    crossing = Lanes([], [20], [0, 40, 20], 1.0)
    crossing.take(Way([(0, 20), (40, 20)]), 2.0)
    assert crossing.way([(20, 0)], {(20, 40): 1}) == Way([(20, 0), (20, 40)])
    assert crossing.way([(0, 20)], {(40, 20): 1}) is None


def test_of_lanes_beside_one_another_the_usual_is_taken() -> None:
    around = [Rect(10, 0, 20, 30)], [2, 5, 8, 32, 35, 38], [-5, 35, 20], 1.0
    way = Lanes(*around, [5, 35]).way([(0, 20)], {(40, 20): 1})
    assert way is not None
    assert {x for x, _ in way} == {0, 5, 35, 40}


def test_arrows_run_neither_along_threads_nor_along_one_another() -> None:
    (page,) = bmcgen.make(SAMPLES / "longoven.yaml", threads=True).pages
    parts = [mark for mark in page.marks if isinstance(mark, Rule) and mark.width in (0.8, 2.2)]
    arrows = [mark for mark in parts if mark.width == 0.8 and (mark.x1 == mark.x2 or mark.y1 == mark.y2)]
    assert len(arrows) > 10
    for one in arrows:
        for other in parts:
            if one.x1 == one.x2 == other.x1 or one.x1 != one.x2 or other.x1 != other.x2 or one.element == other.element:
                continue
            beside = min(one.y1, one.y2) < max(other.y1, other.y2) and min(other.y1, other.y2) < max(one.y1, one.y2)
            assert not beside or abs(one.x1 - other.x1) > (one.width + other.width) / 2 + 1


@pytest.mark.parametrize("theme", ["classic", "colour", "ink"])
def test_lines_never_go_through_words(theme: str) -> None:
    document = bmcgen.make(STORY, threads=True, theme=theme)
    (page,) = document.pages
    words = [inked(document.faces, mark) for mark in page.marks if isinstance(mark, Line) and mark.text.strip()]
    drawn = [*lines(page)] if theme != "ink" else [mark for mark in page.marks if isinstance(mark, Rule)]
    assert len(drawn) > 20
    for rule in lines(page):
        left, top = min(rule.x1, rule.x2), min(rule.y1, rule.y2)
        box = Rect(left, top, abs(rule.x2 - rule.x1), abs(rule.y2 - rule.y1)).inset(*[-rule.width / 2] * 4)
        assert not [each for each in words if each.overlaps(box, 0.3)]


def test_each_thread_reaches_every_note_of_its_segment() -> None:
    (page,) = bmcgen.make(STORY, threads=True).pages
    knobs = [mark for mark in page.marks if isinstance(mark, Panel) and abs(mark.rect.w - 2.2 * 1.7) < 0.01]
    # Families has four notes, Offices and Schools three: each line ends at every one of them.
    assert len(knobs) == 10


def test_without_being_asked_for_there_are_no_threads() -> None:
    (page,) = bmcgen.make(STORY).pages
    assert not [mark for mark in page.marks if isinstance(mark, Panel) and abs(mark.rect.w - 2.2 * 1.7) < 0.01]


def test_a_link_is_an_arrow_that_says_in_words_where_it_leads() -> None:
    (page,) = bmcgen.make(STORY).pages
    told = {element.alt for element in page.elements if element.role == "Figure"}
    assert "A stall: leads to note 1, A box" in told
    assert "Growers: leads to note 1, A box" in told


@pytest.mark.parametrize("threads", [False, True])
def test_arrows_meet_a_note_at_its_first_line_and_keep_clear_of_its_corners(threads: bool) -> None:
    (page,) = bmcgen.make(SAMPLES / "longoven.yaml", threads=threads).pages
    cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.radius == 2.0]
    said = {element.alt for element in page.elements if element.role == "Figure" and "leads to" in element.alt}
    first = {line.text: line.y for line in page.lines()}
    found = 0
    for number, element in enumerate(page.elements):
        if element.role != "Figure" or element.alt not in said:
            continue
        parts = [mark for mark in page.marks if isinstance(mark, Rule) and mark.element == number]
        x, y = parts[-1].x2, parts[-1].y2
        (card,) = [each for each in cards if each.y < y < each.bottom and min(abs(x - each.x), abs(x - each.right)) < 1]
        assert min(y - card.y, card.bottom - y) >= min(8.4, card.h / 3 - 0.1), element.alt
        lines = [line for line in page.lines() if card.y < line.y < card.bottom and card.x < line.x < card.right]
        top = min(line.y for line in lines if line.text in first and line.text not in "ABC")
        assert abs(y - (top - lines[0].size * 0.3)) < 7, element.alt
        found += 1
    assert found == 4


def test_a_link_that_finds_no_way_is_a_reference() -> None:
    """On worksheets every block has a sheet of its own."""
    pages = bmcgen.make(STORY, layout="worksheets").pages
    told = [element.alt for page in pages for element in page.elements if element.role == "Lbl"]
    assert told.count("leads to note 1") == 2
    numbers = [element for page in pages for element in page.elements if (element.role, element.source) == ("Lbl", "1")]
    assert len(numbers) == 3  # two that refer, and the one that they refer to
    assert not [element for page in pages for element in page.elements if "A box" in element.alt]


def long_story() -> bmcgen.Document:
    """A canvas whose channels and segments continue on a second sheet."""
    words = "that takes several lines of a narrow column, for there is much to say about it, " * 2
    segments = [{"text": f"{name} {words}", "segment": name} for name in ("Families", "Offices") * 9]
    channels = [
        {"text": f"Channel {n} {words}", "segments": ["Families", "Offices"][: 1 + n % 2], "id": f"c{n}"}
        | ({"to": [f"c{n - 1}", "box"]} if n == 29 else {})
        for n in range(30)
    ]
    data = canvas(
        segments=["Families", "Offices"],
        blocks={
            "customer-segments": segments,
            "channels": channels,
            "value-propositions": [{"text": "A box", "segment": "Families", "id": "box"}],
        },
    )
    return bmcgen.make(data, threads=True)


def test_threads_reach_the_notes_of_further_sheets_too() -> None:
    document = long_story()
    assert len(document.pages) > 1
    for page in document.pages:
        letters = [line for line in page.lines() if line.text in ("A", "B") and line.size < 20]
        shown = {letter.text for letter in letters}
        # In the legend each stands once more.
        notes = len(letters) - 2
        knobs = [mark for mark in page.marks if isinstance(mark, Panel) and _is_knob(mark)]
        assert shown == {"A", "B"}
        assert len(knobs) == notes, page.title


@pytest.mark.parametrize(("count", "notes"), tried([(6, 2), (3, 9), *product(range(1, 7), [2, 9])], together=1))
def test_however_many_threads_there_are_each_reaches_its_notes(count: int, notes: int) -> None:
    names = ["Ada", "Ben", "Cleo", "Dora", "Eli", "Fay"][:count]
    held = [{"text": f"Note {n} about {name}", "segment": name} for n in range(notes) for name in names]
    data = canvas(segments=names, blocks=dict.fromkeys(BLOCKS, held))
    pages = bmcgen.make(data, threads=True).pages
    knobs = [mark for page in pages for mark in page.marks if isinstance(mark, Panel) and _is_knob(mark)]
    assert len(knobs) == 9 * len(held)


def _is_knob(mark: Panel) -> bool:
    return mark.rect.w == mark.rect.h < 5.2 and mark.radius == mark.rect.w / 2 and mark.edge is None


def test_lines_of_further_sheets_never_go_through_words() -> None:
    document = long_story()
    for page in document.pages:
        words = [inked(document.faces, mark) for mark in page.marks if isinstance(mark, Line) and mark.text.strip()]
        for rule in (mark for mark in page.marks if isinstance(mark, Rule) and mark.width < 3):
            left, top = min(rule.x1, rule.x2), min(rule.y1, rule.y2)
            box = Rect(left, top, abs(rule.x2 - rule.x1), abs(rule.y2 - rule.y1)).inset(*[-rule.width / 2] * 4)
            assert not [each for each in words if each.overlaps(box, 0.3)]


def test_a_link_on_a_further_sheet_is_an_arrow_there_and_a_reference_to_another_sheet() -> None:
    first, second = long_story().pages
    told = [element.alt for element in second.elements if element.role == "Figure" and "leads to note" in element.alt]
    assert len(told) == 1
    assert told[0].startswith("Channel 29")
    assert "Channel 28" in told[0]
    referred = [element.alt for element in second.elements if element.role == "Lbl" and "leads to" in element.alt]
    assert len(referred) == 1
    (box,) = [element for element in first.elements if element.role == "Lbl" and element.source == referred[0][-1]]
    assert box


def test_more_threads_than_gutters_hold_are_an_error() -> None:
    data = canvas(segments=[*"abcdefg"], blocks={"channels": ["x"]})
    with pytest.raises(Problems) as caught:
        bmcgen.make(data, threads=True)
    (problem,) = caught.value.diagnostics
    assert problem.code == "too-many-threads"
    assert problem.hint
    assert bmcgen.make(data).pages


def test_threads_without_segments_are_told(tmp_path: Path) -> None:
    document = bmcgen.make(canvas(blocks={"channels": ["x"]}), threads=True)
    assert [each.code for each in document.warnings] == ["no-threads"]


def test_in_a_pack_only_what_has_notes_has_legends_and_threads() -> None:
    document = bmcgen.make(SAMPLES / "longoven.yaml", layout="pack", threads=True, without="handout")
    assert not document.warnings
    told = [{line.text for line in page.lines()} for page in document.pages]
    assert sum("Status" in each for each in told) == 10  # the poster and nine worksheets


def test_a_note_whose_links_are_arrows_keeps_no_room_for_their_numbers() -> None:
    """The words take one line; the signs of six references would take another."""
    links = [f"n{number}" for number in range(6)]
    blocks = {
        "value-propositions": [{"text": f"Target {number}", "id": f"n{number}"} for number in range(6)],
        "key-activities": [{"text": "Six arrows", "to": links}, "Plain"],
    }
    (page,) = bmcgen.make(canvas(blocks=blocks)).pages
    assert sum("leads to note" in element.alt for element in page.elements if element.role == "Figure") == 6
    cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge and mark.radius == 2.0]
    assert len({round(card.h, 2) for card in cards}) == 1


@pytest.mark.parametrize("notes", [3, 8])
def test_a_note_that_needs_more_room_without_numbers_keeps_the_room_of_its_block(notes: int) -> None:
    """Where a number stands behind a long word, the word is broken elsewhere than where nothing does."""
    word = "...ạđểšîŕﬂỴĜӝҫњМҲҹҖӴЉчЕі" + '"άl🐑heÊ' + "άl🐑heÊ" * 12
    blocks = {
        "channels": [{"text": f"{word}{number}", "to": "two"} for number in range(notes)],
        "cost-structure": [{"text": "Two", "id": "two"}],
    }
    for paper in ("A4", "A3"):
        for theme in ("classic", "contrast"):
            document = bmcgen.make(canvas(locale="nl", blocks=blocks), paper=paper, theme=theme)
            assert squeezed(word) in squeezed("".join(line.text for page in document.pages for line in page.lines()))
