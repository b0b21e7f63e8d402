"""Lines to write on by hand in the parts of a form: where they begin, and below what is written."""

import pytest

import bmcgen
from bmcgen.model.page import Page, Panel, Rule
from tests.conftest import EVERY, SAMPLES

COLUMNS = 3


def lines_in_columns(page: Page, top: float, bottom: float) -> list[list[float]]:
    """The heights of the lines to write on between two heights, by the columns that they begin in."""
    rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2 and top < mark.y1 < bottom]
    lefts = sorted({round(rule.x1) for rule in rules})
    return [sorted(rule.y1 for rule in rules if round(rule.x1) == left) for left in lefts]


def titles(page: Page) -> list[float]:
    """The baselines of the titles of parts, downwards."""
    return sorted(
        {
            round(line.y)
            for line in page.lines()
            if line.element is not None and page.elements[line.element].role == "H2"
        }
    )


@pytest.mark.parametrize(
    ("paper", "locale"), [*(("A4", locale) for locale in EVERY), ("Letter", "nl"), ("Letter", "en")]
)
def test_lines_of_parts_beside_one_another_begin_at_one_height(paper: str, locale: str) -> None:
    """Whatever the length of the hints above them."""
    (page,) = bmcgen.make("persona", locale=locale, paper=paper).pages
    stories = [y for y in titles(page) if y > page.height / 3]
    foot = max(line.y for line in page.lines())
    lists = next(y for y in stories if y > stories[0] + 60)
    for top, bottom in ((stories[0], lists - 12), (lists, foot - 12)):
        columns = lines_in_columns(page, top, bottom)
        assert len(columns) == COLUMNS
        assert columns[0] == pytest.approx(columns[1])
        assert columns[0] == pytest.approx(columns[2])
        assert len(columns[0]) >= 6


def test_a_part_that_is_begun_has_lines_below_its_words_in_step_with_those_beside_it() -> None:
    (page,) = bmcgen.make(SAMPLES / "personas/jonas.yaml").pages
    words = [line for line in page.lines() if "zurechtfand" in line.text or "nachfragen" in line.text]
    assert len(words) == 2
    for word in words:
        rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2 and mark.x2 < page.width]
        beside = sorted({round(rule.y1, 2) for rule in rules if rule.x1 > page.width / 3})
        below = [round(rule.y1, 2) for rule in rules if abs(rule.x1 - min(each.x for each in words)) < 15]
        own = sorted(y for y in below if word.y < y < word.y + 130)
        assert len(own) >= 2
        assert {*own} <= {*beside}
        assert min(own) > word.y + word.size
    # Two goals are said, and five are asked for.
    goal = next(line for line in words if "nachfragen" in line.text)
    bullets = [
        mark.rect
        for mark in page.marks
        if isinstance(mark, Panel) and mark.rect.w == 3 and mark.rect.x < page.width / 3 and mark.rect.y > goal.y
    ]
    assert 2 <= len(bullets) <= 3


def test_a_finished_persona_and_its_quotes_have_none() -> None:
    def ruled(name: str) -> int:
        (page,) = bmcgen.make(SAMPLES / name).pages
        quote = next(line for line in page.lines() if "Italic" in line.runs[0].face)
        near = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x1 >= quote.x and mark.y1 == mark.y2]
        return sum(quote.y < rule.y1 < quote.y + 60 and rule.width <= 0.5 for rule in near)

    assert ruled("personas/jonas.yaml") == 0
    (page,) = bmcgen.make(SAMPLES / "personas/sanne.yaml").pages
    story = next(line for line in page.lines() if "koelcel" in line.text)
    assert not [m for m in page.marks if isinstance(m, Rule) and m.width == 0.5 and story.y < m.y1 < story.y + 200]
