"""Cards and guides, which are there to be read: what is larger, what stands apart, what has the colour of its area."""

import re
from pathlib import Path
from statistics import median

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED
from bmcgen.geometry import MM
from bmcgen.model.page import Line, Page
from tests.conftest import EVERY, LOCALES, ready


def lines_of(page: Page, role: str) -> list[Line]:
    return [line for line in page.lines() if line.element is not None and page.elements[line.element].role == role]


@pytest.mark.parametrize("locale", EVERY)
def test_the_questions_of_a_card_are_larger_than_the_terms_on_its_back(locale: str) -> None:
    pages = bmcgen.make("prompt-cards", locale=locale, paper="A6").pages
    questions = {round(line.size, 2) for page in pages[:18:2] for line in lines_of(page, "LBody")}
    terms = {round(line.size, 2) for page in pages[1:18:2] for line in lines_of(page, "P") if line.size < 12}
    assert len(questions) == 1
    assert min(questions) >= 9.7
    assert min(questions) > 1.05 * median(terms - {7.5})


@pytest.mark.parametrize("locale", EVERY)
def test_the_case_is_introduced_on_the_first_card_alone(locale: str) -> None:
    pages = bmcgen.make("prompt-cards", locale=locale, paper="A6").pages
    told = [number for number, page in enumerate(pages) if any("Rondo" in line.text for line in lines_of(page, "P"))]
    assert told == [1]


def test_what_stands_below_a_heading_on_a_card_keeps_its_distance() -> None:
    page = bmcgen.make("prompt-cards", locale="en", paper="A6").pages[3]
    heading = next(line for line in page.lines() if line.text.startswith("A worked case"))
    first = next(line for line in page.lines() if line.text.startswith("Laptops that always"))
    second = next(line for line in page.lines() if line.text.startswith("Exchanged within"))
    assert first.y - heading.y == pytest.approx(second.y - first.y, abs=1.0)


@pytest.mark.parametrize("locale", LOCALES)
def test_terms_of_a_guide_have_the_colour_of_its_block_and_headings_are_black(locale: str) -> None:
    page = ready("handout", locale=locale).pages[2]
    number = next(line for line in page.lines() if line.text == "2" and line.size > 20)
    terms, headings = lines_of(page, "H4"), lines_of(page, "H3")
    assert {line.colour for line in terms} == {number.colour}
    assert number.colour not in {line.colour for line in headings}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", [0, 13])
def test_text_begins_a_distance_below_the_lead(page: int, locale: str) -> None:
    sheet = ready("handout", locale=locale).pages[page]
    lead = [line for line in sheet.lines() if 13 < line.size < 15]
    first = min(line.y - line.size for line in lines_of(sheet, "H3"))
    assert first - max(line.y for line in lead) >= 6 * MM


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("larger: 3", '"3" is not a number from 1 to 1.5'),
        ("larger: much", '"much" is not a number from 1 to 1.5'),
        ("below: 4", '"4" is not a length'),
    ],
)
def test_a_wrong_value_is_told_at_its_place(tmp_path: Path, key: str, said: str) -> None:
    source = (SHIPPED / "layouts/prompt-cards.yaml").read_text(encoding="utf-8")
    changed = source.replace("larger: 1.15", key) if "larger" in key else source.replace("size: 11 pt}", f"{key}}}", 1)
    path = tmp_path / "layouts/prompt-cards.yaml"
    path.parent.mkdir()
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("prompt-cards", assets=tmp_path)
    problem = caught.value.diagnostics[0]
    assert problem.code == "bad-value"
    assert said in problem.message
    assert problem.where.line == 1 + changed[: changed.index(key)].count("\n")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_times_of_a_plan_are_read_from_a_distance(paper: str, locale: str) -> None:
    page, *others = bmcgen.make("facilitation", locale=locale, paper=paper).pages
    assert len(others) == 2
    times = [line for line in page.lines() if re.fullmatch(r"\d:\d\d", line.text)]
    text = median(line.size for line in page.lines())
    assert len(times) == 19
    assert text >= (8.4 if paper == "A4" else 7.9)
    assert min(line.size for line in times) >= 1.35 * text
    # Each stands on the line of what it begins.
    for time in times:
        assert any(line.y == pytest.approx(time.y, abs=0.05) and line.x > time.x for line in page.lines())


GOES_ON = ("vervolg", "Fortsetzung", "continued")


def at_the_head(page: Page) -> int:
    """How many lines of text a further page has before its first heading, or the second where one opens it."""
    label = next(line.y for line in page.lines() if line.text in GOES_ON)
    below = [line for line in page.lines() if line.y > label]
    first = min(line.y for line in below)
    heading = min(line.y for line in below if line.y > first and page.elements[line.element or 0].role == "H3")
    return sum(line.y < heading for line in below)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_of_a_guide_begins_with_the_end_of_a_paragraph_alone(locale: str, paper: str) -> None:
    pages = ready("handout", locale=locale, paper=paper).pages
    heads = [at_the_head(page) for page in pages if any(line.text in GOES_ON for line in page.lines())]
    assert heads
    assert min(heads) >= 8, "two columns of four lines"


@pytest.mark.parametrize("layout", ["worksheets", "handout"])
def test_titles_beside_pictograms_all_begin_at_one_place(layout: str) -> None:
    pages = ready(layout, locale="nl").pages
    titles = ("Klantsegmenten", "Inkomstenstromen", "Key resources", "Kostenstructuur")
    edges = {round(line.x, 1) for page in pages for line in page.lines() if line.text in titles and line.size > 20}
    assert len(edges) == 1
