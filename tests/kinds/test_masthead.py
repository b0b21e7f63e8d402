"""The head of a sheet: how large its title is, and where the fields and the tagline stand."""

from typing import Any

import pytest
import yaml

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.data.describing.json_schema import json_schema
from bmcgen.data.describing.starter import starter
from bmcgen.kinds._field_strip import FIELD_RULE, LABEL
from bmcgen.model.page import Line, Page, Panel, Rule
from tests.conftest import BLOCKS, LOCALES, canvas

SHORT = "Tool library Northgate"
LONG = "Northgate and Ferry Lane Neighbourhood Improvement Partnership"
LONGEST = f"{LONG}, shared equipment and training. " * 3
TAGLINE = "Borrow the drill, keep the neighbours"


def lines_of(page: Page, source: str) -> list[Line]:
    found = {number for number, element in enumerate(page.elements) if element.source == source}
    return [line for line in page.lines() if line.element in found]


def top_of_canvas(page: Page) -> float:
    return min(mark.rect.y for mark in page.marks if isinstance(mark, Panel))


def made(**values: Any) -> Page:
    return bmcgen.make(canvas(**values)).pages[0]


def test_a_short_title_is_a_headline() -> None:
    assert [line.size for line in lines_of(made(title=SHORT[:12]), SHORT[:12])] == [44]
    (line,) = lines_of(made(title=SHORT), SHORT)
    assert 0.85 * 44 <= line.size <= 44


@pytest.mark.parametrize("title", ["Ox", "Canvas 1", SHORT])
def test_fields_stand_beside_a_short_title(title: str) -> None:
    (blank,) = bmcgen.make("business-model").pages
    page = made(title=title, designed_by="R. Hagenaar")
    (line,) = lines_of(page, title)
    assert line.size >= 0.85 * 44
    assert top_of_canvas(page) == pytest.approx(top_of_canvas(blank), abs=6)
    labels = [lines_of(page, label)[0] for label in ("Designed for", "Designed by", "Date", "Version")]
    assert min(label.x for label in labels) > line.x + line.width
    assert max(label.y for label in labels) < line.y


@pytest.mark.parametrize("locale", LOCALES)
def test_fields_to_write_on_begin_where_columns_of_the_canvas_do(locale: str) -> None:
    (page,) = bmcgen.make("business-model", locale=locale).pages
    canvas_top = top_of_canvas(page)
    columns = {mark.x1 for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2}
    head = [line for line in page.lines() if line.y < canvas_top and line.size == LABEL]
    starts = {round(line.x, 2) for line in head}
    assert len(starts) == 4
    assert len(starts & {round(x, 2) for x in columns}) >= 3


@pytest.mark.parametrize("locale", LOCALES)
def test_fields_with_values_stand_at_even_gaps_up_to_the_right(locale: str) -> None:
    values = {"designed_for": "Raad van toezicht", "designed_by": "Roos Hagenaar", "date": "2026-11-18", "version": "4"}
    page = made(locale=locale, title=SHORT, **values)
    canvas_top = top_of_canvas(page)
    frame = max(mark.x1 for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2)
    head = [line for line in page.lines() if line.y < canvas_top and line.size < 20]
    starts = sorted({round(line.x, 1) for line in head})
    ends = [max(line.x + line.width for line in head if abs(line.x - start) < 0.2) for start in starts]
    # The canvas's name stands over the first, and may be wider than that.
    gaps = [start - end for start, end in zip(starts[2:], ends[1:], strict=False)]
    assert len(starts) == 4
    assert max(gaps) - min(gaps) < 0.5
    assert abs(frame - ends[-1]) < 1


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter", "Tabloid"])
def test_the_name_of_the_canvas_is_the_headline_of_a_blank_poster(locale: str, paper: str) -> None:
    document = bmcgen.make("business-model", locale=locale, paper=paper)
    (page,) = document.pages
    (line,) = lines_of(page, "Business Model Canvas")
    # In the sizes of A3, on which the sheet is drawn.
    assert line.size / (page.height / 841.89) >= 30


def test_a_longer_title_becomes_smaller_and_then_takes_two_lines() -> None:
    for count, least in ((33, 30), (50, 27)):
        (line,) = lines_of(made(title=LONG[:count]), LONG[:count])
        assert least <= line.size < 44
    longer = f"{LONG} of 1994, with the ferry"
    two = lines_of(made(title=longer), longer)
    assert len(two) == 2
    assert 30 <= two[0].size < 44


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize("title", [SHORT, LONG, LONGEST.strip()])
def test_no_label_of_a_block_is_larger_than_the_title(title: str, count: int) -> None:
    page = made(title=title, blocks={name: ["A note"] * count for name in BLOCKS})
    labels = [
        line.size for line in page.lines() if line.element is not None and page.elements[line.element].role == "H2"
    ]
    assert lines_of(page, title)[0].size >= max(labels)


def test_a_headline_takes_little_more_than_its_letters() -> None:
    page = made(title=SHORT)
    (line,) = lines_of(page, SHORT)
    assert top_of_canvas(page) - line.y < 0.4 * line.size
    assert top_of_canvas(page) < 81


def test_given_fields_stand_on_the_line_of_the_headline_and_are_not_ruled() -> None:
    page = made(title=SHORT, designed_for="Northgate council", designed_by="Team Spanner", date="2026-11-20")
    (title,) = lines_of(page, SHORT)
    for value in ("Northgate council", "Team Spanner", "20 November 2026"):
        (line,) = lines_of(page, value) or [line for line in page.lines() if line.text == value]
        assert line.y == pytest.approx(title.y)
        assert line.size <= 10
    rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.width == FIELD_RULE]
    (left,) = rules  # for the version, which is to be written in
    (version,) = lines_of(page, "Version")
    assert left.x1 == pytest.approx(version.x)


def test_a_tagline_stands_between_the_title_and_the_canvas() -> None:
    page = made(title=SHORT, tagline=TAGLINE)
    (title,), (line,) = lines_of(page, SHORT), lines_of(page, TAGLINE)
    assert title.y < line.y < top_of_canvas(page)
    assert line.x == title.x
    assert 9 <= line.size < title.size / 2
    assert "Tagline" not in {each.text for each in page.lines()}


def test_a_blank_sheet_can_have_a_tagline() -> None:
    (page,) = bmcgen.make("business-model", fields={"tagline": TAGLINE}).pages
    assert lines_of(page, TAGLINE)


def test_a_sheet_without_a_place_for_a_tagline_prints_it_at_its_foot() -> None:
    (page,) = bmcgen.make({"layout": "persona", "locale": "en", "title": "Ann", "tagline": TAGLINE}).pages
    (line,) = (each for each in page.lines() if TAGLINE in each.text)
    assert line.text == f"Tagline: {TAGLINE}"
    assert line.y > 0.9 * page.height


def test_the_headline_of_a_pack_is_on_its_cover_alone() -> None:
    document = bmcgen.make("pack", fields={"title": SHORT, "tagline": TAGLINE}, without=("handout", "facilitation"))
    pages = [page for page in document.pages if lines_of(page, TAGLINE)]
    assert pages == [document.pages[0]]


@pytest.mark.parametrize("locale", LOCALES)
def test_starter_files_and_schemas_know_the_tagline(locale: str) -> None:
    text = starter("business-model", locale, Assets(), "a.yaml")
    assert "tagline" in yaml.safe_load(text)
    assert "tagline" not in yaml.safe_load(starter("persona", locale, Assets(), "a.yaml"))
    label = next(line.partition("# ")[2] for line in text.splitlines() if line.startswith("tagline:"))
    page = bmcgen.make({"layout": "business-model", "locale": locale, "title": "T", label: TAGLINE}).pages[0]
    assert lines_of(page, TAGLINE)
    assert json_schema("business-model", Assets())["properties"]["tagline"]["maxLength"] == 200


def test_a_tagline_that_is_too_long_is_an_error_at_its_place() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(b"layout: business-model\ntagline: " + b"word " * 50)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.line) == ("too-long", 2)


def test_a_tagline_stands_below_the_fields_of_a_small_head() -> None:
    data = canvas(title=SHORT, tagline=TAGLINE, designed_for="Northgate council")
    page = bmcgen.make(data, layout="worksheets").pages[0]
    (line,), (field,) = lines_of(page, TAGLINE), lines_of(page, "Northgate council")
    assert field.y < line.y - 0.8 * line.size


def test_a_title_is_smaller_rather_than_on_two_lines_and_breaks_after_a_pause() -> None:
    given = {"designed_for": "Members’ meeting of the bakery", "designed_by": "Ines Okafor, Tom Brandreth"}
    for title, sizes in (("Tegelweg: tuinen die water drinken, elk jaar", (27, 30)), (SHORT, (42, 44))):
        (line,) = lines_of(made(title=title, **given), title)
        assert sizes[0] <= line.size <= sizes[1]
    title = "The Long Oven, baking at night – for a village that owns it"
    first, second = lines_of(made(title=title, **given), title)
    assert first.text == "The Long Oven, baking at night\N{NO-BREAK SPACE}–"
    assert first.size == second.size >= 30


def test_values_of_two_lines_keep_clear_of_their_labels() -> None:
    data = canvas(title="Tool library") | {"designed-by": "Niamh Okafor, Tom Brace and Siân Pugh-Whittaker"}
    page = bmcgen.make(data, layout="worksheets", locale="en").pages[0]
    value = lines_of(page, data["designed-by"])
    (label,) = lines_of(page, "Name/team")
    assert len(value) == 2
    # Between the foot of the label's letters and the top of the value's: more than half of the value's size.
    assert value[0].y - 0.7 * value[0].size - label.y >= 0.6 * value[0].size


@pytest.mark.parametrize("locale", ["nl", "de", "en"])
@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_in_large_print_values_stand_out_from_their_labels(locale: str, paper: str) -> None:
    page = bmcgen.make(
        canvas(locale=locale, title=SHORT, designed_by="R. Hagenaar", version="3"), theme="contrast", paper=paper
    ).pages[0]
    labels = [line for line in page.lines() if line.element and page.elements[line.element].role == "Lbl"]
    values = [line for source in ("R. Hagenaar", "3") for line in lines_of(page, source)]
    assert len(values) == 2
    for value in values:
        (label,) = (line for line in labels if line.x == value.x and 0 < value.y - line.y < 3 * value.size)
        assert "Bold" in value.runs[0].face
        assert "Bold" not in label.runs[0].face
