"""No page of the guide ends half empty: its assignment, or a place for notes, has the rest of it to write on."""

from functools import cache
from itertools import pairwise, product

import pytest

import bmcgen
from bmcgen.drawing.body.write_in import PITCH
from bmcgen.geometry import MM
from bmcgen.model.page import Line, Page, Panel, Rule
from tests.conftest import LOCALES
from tests.matrix import tried

EDITIONS = ["questions", "none"]
HEADINGS = {"nl": "Eigen aantekeningen", "de": "Eigene Notizen", "en": "Your own notes"}
MOST_EMPTY = 45 * MM
LARGE = 1.17
"""How much larger large print is."""


@cache
def guide(locale: str, prompts: str, theme: str = "classic", paper: str = "A4") -> bmcgen.Document:
    return bmcgen.make("handout", locale=locale, prompts=prompts, theme=theme, paper=paper)


def ends(page: Page) -> list[float]:
    """How far down things on a page begin or end, from the top."""
    found: set[float] = set()
    for mark in page.marks:
        if isinstance(mark, Line):
            found.add(mark.y)
        elif isinstance(mark, Rule):
            found |= {mark.y1, mark.y2}
        elif isinstance(mark, Panel):
            found |= {mark.rect.y, mark.rect.bottom}
    return sorted(found)


def written_on(page: Page) -> list[Rule]:
    """The lines to write on: long, level, and a pitch from another."""
    level = [m for m in page.marks if isinstance(m, Rule) and m.y1 == m.y2 and m.x2 - m.x1 > 300]
    pitches = PITCH, PITCH * LARGE
    return [a for a in level if any(abs(abs(a.y1 - b.y1) - pitch) < 0.01 for b in level for pitch in pitches)]


@pytest.mark.parametrize(("locale", "prompts", "paper"), tried(product(LOCALES, EDITIONS, ["A4", "Letter"])))
def test_no_page_of_the_guide_has_a_hole(locale: str, prompts: str, paper: str) -> None:
    for page in guide(locale, prompts, paper=paper).pages:
        assert max(below - above for above, below in pairwise(ends(page))) < MOST_EMPTY


@pytest.mark.parametrize(("locale", "prompts", "theme"), tried(product(LOCALES, EDITIONS, ["classic", "contrast"]), 1))
def test_lines_for_notes_stand_clear_below_the_text(locale: str, prompts: str, theme: str) -> None:
    noted = 0
    for page in guide(locale, prompts, theme).pages:
        lines = written_on(page)
        if not lines:
            continue
        noted += 1
        first, last = min(line.y1 for line in lines), max(line.y1 for line in lines)
        # The hand has room above the first line, and nothing is printed between them.
        assert not [line for line in page.lines() if first - PITCH < line.y <= last + MM]
        # The last of them is the end of the page, but for its foot and the questions on it.
        below = [line.y for line in page.lines() if line.y > last]
        assert min(below) - last < (17 if theme == "classic" else 20) * MM
    assert noted >= 3


@pytest.mark.parametrize("locale", LOCALES)
def test_notes_have_a_heading_and_an_assignment_has_lines_in_its_box(locale: str) -> None:
    headed = [HEADINGS[locale] in {line.text for line in page.lines()} for page in guide(locale, "none").pages]
    assert sum(headed) >= 6
    # The page with the whole canvas is full.
    assert not headed[0]
    boxed = 0
    for page in guide(locale, "questions").pages:
        lines = written_on(page)
        boxes = [m.rect for m in page.marks if isinstance(m, Panel) and m.edge and m.rect.w > 400]
        inside = [
            line for line in lines for box in boxes if box.x < line.x1 < line.x2 < box.right and line.y1 < box.bottom
        ]
        if lines and HEADINGS[locale] not in {line.text for line in page.lines()}:
            assert len(inside) == len(lines)
            boxed += 1
    assert boxed >= 2


@pytest.mark.parametrize("locale", LOCALES)
def test_the_facilitator_has_lines_for_notes_in_large_print_alone(locale: str) -> None:
    def headed(theme: str) -> list[bool]:
        pages = bmcgen.make("facilitation", locale=locale, theme=theme).pages
        return [HEADINGS[locale] in {line.text for line in page.lines()} for page in pages]

    assert not any(headed("classic"))
    assert sum(headed("contrast")) >= 3
