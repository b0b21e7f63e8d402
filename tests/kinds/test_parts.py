"""Blocks whose parts stand apart: in the cells of a table, or beside what belongs to none of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.data.describing.json_schema import json_schema
from bmcgen.data.describing.starter import starter
from bmcgen.diagnostics import Place, Problems
from bmcgen.model.page import Page, Panel, Rule
from bmcgen.model.parts import has_rest, parts_of
from bmcgen.resources import SHIPPED
from tests.conftest import extracted

JOURNEY = "customer-journey"
ROWS = ("does", "touchpoint", "feels", "wrong", "ideas")


def made(blocks: Any, **more: Any) -> bmcgen.Document:
    return bmcgen.make({"layout": JOURNEY, "locale": "en", "blocks": blocks}, **more)


def place(page: Page, text: str) -> tuple[float, float]:
    """Where a line with a text begins."""
    return next((line.x, line.y) for line in page.lines() if text in line.text)


def test_a_block_with_parts_is_one_block_to_a_data_file() -> None:
    layout = read_layout(Assets(), JOURNEY, Place("test"))
    assert [block.name for block in layout.written] == [
        "awareness",
        "evaluation",
        "purchase",
        "delivery",
        "after-sales",
    ]
    assert parts_of(layout, "purchase") == ROWS
    assert not has_rest(layout, "purchase")


@pytest.mark.parametrize(
    "written",
    [
        {"Does": ["Waits"], "Ideas": ["A ticket"]},
        {"does": ["Waits"], "Ideeën": ["A ticket"]},
        [{"group": "Does", "notes": ["Waits"]}, {"group": "Idea", "notes": ["A ticket"]}],
    ],
)
def test_notes_stand_where_column_and_row_cross(written: Any) -> None:
    (page,) = made({"Purchase": written, "Delivery": {"Does": ["Unpacks"]}}).pages
    waits, ticket, unpacks = (place(page, text) for text in ("Waits", "A ticket", "Unpacks"))
    assert waits[0] == ticket[0] < unpacks[0]
    assert waits[1] == unpacks[1] < ticket[1]
    column, row = place(page, "Purchase"), place(page, "Ideas")
    assert column[0] < waits[0] < place(page, "Delivery")[0]
    assert row[1] - 20 < ticket[1]
    # The heading of the group is the name of the row, and is not said again.
    assert sum("Does" in line.text for line in page.lines()) == 1


BAD = [
    ({"Hops": ["x"]}, '"Hops" is no part of purchase', "Hops"),
    (["Loose"], "this note stands in no part of purchase", "Loose"),
    ({"Does": "x"}, "the notes of a group must be a list of notes", "x"),
]


@pytest.mark.parametrize(("written", "message", "at"), BAD)
def test_what_belongs_to_no_part_is_told_with_its_place(tmp_path: Path, written: Any, message: str, at: str) -> None:
    file = tmp_path / "j.yaml"
    data = {"layout": JOURNEY, "blocks": {"Purchase": written}}
    file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make(file)
    (problem,) = caught.value.diagnostics
    assert problem.message == message
    assert problem.where.text[problem.where.column - 1 :].startswith(at)


def test_a_starter_file_has_the_parts_and_prints(tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    file.write_text(starter(JOURNEY, "fr", Assets.of(None), "new.yaml"), encoding="utf-8")
    assert file.read_text(encoding="utf-8").count("    Ce qui coince:") == 5
    filled = file.read_text(encoding="utf-8").replace("    Ce qui coince:\n", "    Ce qui coince:\n      - Tout\n", 1)
    file.write_text(filled, encoding="utf-8")
    assert "Tout" in extracted(bmcgen.make(file).pdf())[0]


def test_a_schema_takes_parts_by_all_their_names() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json_schema(JOURNEY, Assets.of(None))
    for rows in ({"Does": ["x"]}, {"Gaat mis": ["x"]}, [{"group": "Does", "notes": ["x"]}]):
        jsonschema.validate({"layout": JOURNEY, "blocks": {"Purchase": rows}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"layout": JOURNEY, "blocks": {"Purchase": {"Hops": ["x"]}}}, schema)


def test_notes_of_parts_go_on_under_the_names_of_block_and_part() -> None:
    many = [f"A note of middling length that takes its room, number {number}" for number in range(40)]
    document = made({"Purchase": {"Does": many}})
    assert len(document.pages) == 2
    assert "Purchase: Does" in " ".join(line.text for line in document.pages[1].lines())


def test_a_part_may_stand_beside_the_rest_of_its_block(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "locales" / "en").mkdir(parents=True)
    layout = {
        "words": "two",
        "page": {"paper": "A4", "orientation": "landscape", "margin": "10 mm"},
        "papers": ["A4"],
        "grid": {"columns": ["1fr", "1fr"], "rows": ["minmax(14 mm, 60 mm)", "1fr"], "areas": "head head\nall first\n"},
        "blocks": {
            "head": {"kind": "masthead", "fields": {"date": "30 mm"}},
            "all": {"kind": "notes", "name": "customers", "number": 1},
            "first": {"kind": "notes", "name": "customers", "part": "early", "number": 1},
        },
        "sizes": {key: {"largest": "12 pt", "smallest": "9 pt"} for key in ("note", "prompt")},
        "continuation": {},
    }
    blocks = {"customers": {"title": "Customers"}, "early": {"title": "Early adopters"}}
    words = {"title": "Two", "subject": "Parts", "blocks": blocks}
    (tmp_path / "layouts" / "two.yaml").write_text(yaml.safe_dump(layout, sort_keys=False), encoding="utf-8")
    (tmp_path / "locales" / "en" / "two.yaml").write_text(yaml.safe_dump(words), encoding="utf-8")
    notes = ["Everybody", {"group": "Early adopters", "notes": ["Aunts"]}, {"group": "Others", "notes": ["Uncles"]}]
    (page,) = bmcgen.make({"layout": "two", "blocks": {"Customers": notes}}, assets=tmp_path).pages
    everybody, aunts, uncles = (place(page, text) for text in ("Everybody", "Aunts", "Uncles"))
    assert max(everybody[0], uncles[0]) < page.width / 2 < aunts[0]
    assert "Others" in " ".join(line.text for line in page.lines())


def test_an_axis_has_its_ends_where_it_points() -> None:
    (page,) = bmcgen.make("stakeholder-map", locale="en").pages
    little, much = ([line for line in page.lines() if line.text == text] for text in ("little", "much"))
    power, interest = (next(line for line in page.lines() if line.text == text) for text in ("Power", "Interest"))
    # Upwards, one above the other, and to the right, on one line.
    (low,), (high,) = (
        [line for line in each if line.x < interest.x and line.y < interest.y - 9] for each in (little, much)
    )
    assert high.y < power.y < low.y
    (near,), (far,) = ([line for line in each if line not in (low, high)] for each in (little, much))
    assert near.x < interest.x < far.x
    slanted = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x1 != mark.x2 and mark.y1 != mark.y2]
    assert len(slanted) == 4


def test_a_curve_has_a_line_to_begin_on_until_the_sheet_is_filled_in() -> None:
    (blank,) = bmcgen.make(JOURNEY, locale="en").pages
    (filled,) = made({"Purchase": {"Does": ["Pays"]}}).pages
    for page, there in ((blank, True), (filled, False)):
        dashed = [mark for mark in page.marks if isinstance(mark, Rule) and mark.dash]
        assert len(dashed) == 5 * there
        assert len({mark.y1 for mark in dashed}) == int(there)
        assert {"good", "bad"} <= {line.text for line in page.lines()} or not there
        assert any(line.text.startswith("Thinks") for line in page.lines())
    (arrow,) = {mark.x1 for mark in blank.marks if isinstance(mark, Rule) and mark.x1 == mark.x2 and mark.width == 0.9}
    words = [line for line in blank.lines() if line.x < arrow and line.text.startswith(("Thinks", "What do they"))]
    assert words
    assert all(line.x + line.width < arrow for line in words)
    assert not {"good", "bad"} & {line.text for line in filled.lines()}


def test_the_heads_of_a_table_are_larger_than_its_notes_and_bear_number_and_bar() -> None:
    (page,) = made({"Purchase": {"Does": ["Pays"]}}).pages
    sizes = {line.text: line.size for line in page.lines()}
    assert sizes["Purchase"] > sizes["Does"] >= sizes["Pays"]
    bars = [mark for mark in page.marks if isinstance(mark, Panel) and 2 < mark.rect.h < 3]
    heads = {line.text: line for line in page.lines() if line.text.isdigit()}
    for number in "12345":
        (bar,) = (bar for bar in bars if bar.rect.x < heads[number].x < bar.rect.right)
        assert heads[number].y < bar.rect.y
    assert len({bar.fill for bar in bars}) == 3


def test_an_axis_without_an_arrow_asks_the_questions_of_its_row() -> None:
    asked = "What goes wrong, and how often?"
    for prompts, there in (("questions", True), ("none", False)):
        (page,) = bmcgen.make(JOURNEY, locale="en", prompts=prompts).pages
        assert (asked in " ".join(line.text for line in page.lines())) is there


@pytest.mark.parametrize(
    ("axis", "ends", "code", "message"),
    [
        ({"points": "north"}, None, "bad-value", '"north" is not allowed here'),
        ({"points": "up"}, ["low"], "bad-value", '"ends" are two texts'),
    ],
)
def test_what_is_wrong_with_an_axis_is_told(
    tmp_path: Path, axis: dict[str, str], ends: Any, code: str, message: str
) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "locales" / "en").mkdir(parents=True)
    layout = yaml.safe_load((SHIPPED / "layouts" / "stakeholder-map.yaml").read_text(encoding="utf-8"))
    words = yaml.safe_load((SHIPPED / "locales" / "en" / "stakeholder-map.yaml").read_text(encoding="utf-8"))
    layout["blocks"]["power"] |= axis
    words["blocks"]["power"] |= {"ends": ends} if ends else {}
    for folder, said in (("layouts", layout), ("locales/en", words)):
        text = yaml.safe_dump(said, sort_keys=False, allow_unicode=True)
        (tmp_path / folder / "stakeholder-map.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bmcgen.make("stakeholder-map", assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert problem.code == code
    assert problem.message.startswith(message)
    assert problem.where.line
