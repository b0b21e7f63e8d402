"""Nothing stands on anything in the finished file: a chosen part of the matrix, all of it in the slow run.

The reader itself is shown files in which something does.
"""

from __future__ import annotations

from itertools import chain

import pytest
from msgspec.structs import replace

import bmcgen
from bmcgen.documents.output.document import Document, joined
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Mark, Page, Panel, Rule
from tests import matrix
from tests.places.cases import FURTHER, STATES, Case, cases
from tests.places.looking import found_in, looked

CHOSEN = (
    # Each layout, theme, language and state at least once, on the paper where it is tightest.
    {"layout": ["business-model"], "paper": ["A3"], "theme": ["classic"], "locale": ["nl"], "state": STATES},
    {"layout": ["business-model"], "paper": ["A4"], "theme": ["contrast"], "locale": ["de"], "state": ["blank"]},
    # The largest of the papers, whose legend of 26 segments is set closer than any other.
    {"layout": ["business-model"], "paper": ["Arch E"], "theme": ["contrast"], "locale": ["nl"], "state": ["limits"]},
    {
        "layout": ["business-model"],
        "paper": ["Letter"],
        "theme": ["ink"],
        "locale": ["en"],
        "state": ["blank", "short"],
    },
    {
        "layout": ["business-model"],
        "paper": ["A4", "Tabloid"],
        "theme": ["classic", "contrast"],
        "locale": ["de"],
        "state": ["room", "notes"],
    },
    {
        "layout": ["persona"],
        "paper": ["A4", "Letter"],
        "theme": ["classic"],
        "locale": ["de"],
        "state": ["blank", "short"],
    },
    {"layout": ["persona"], "paper": ["A4"], "theme": ["colour"], "locale": ["en"], "state": ["crowded"]},
    {"layout": ["worksheets"], "paper": ["A4"], "theme": ["classic"], "locale": ["de"], "state": ["short"]},
    {"layout": ["handout"], "paper": ["A4"], "theme": ["colour"], "locale": ["nl"], "state": ["blank"]},
    {"layout": ["prompt-cards"], "paper": ["A4", "A6"], "theme": ["classic"], "locale": ["de"], "state": ["short"]},
    {"layout": ["pack"], "paper": ["A4"], "theme": ["ink"], "locale": ["en"], "state": ["short"]},
)
EVERY = [*cases(), *cases(state=FURTHER)] if matrix.slow else [*chain.from_iterable(cases(**part) for part in CHOSEN)]


@pytest.mark.parametrize("case", EVERY, ids=str)
def test_nothing_stands_on_anything(case: Case) -> None:
    assert looked(case).faults == []


BLACK = Colour((0, 0, 0), (0, 0, 0, 1), 0)
WHITE = Colour((1, 1, 1), (0, 0, 0, 0), 1)


@pytest.fixture(scope="module")
def poster() -> Document:
    return bmcgen.make({"layout": "business-model", "locale": "en", "blocks": {"channels": ["Corner shops, gypsum"]}})


def kinds(document: Document, *marks: Mark) -> set[str]:
    """What the reader finds once these marks are put on the page."""
    (page,) = document.pages
    changed = replace(document, pages=(replace(page, marks=(*page.marks, *marks)),))
    return {each.split(": ")[1] for each in found_in(joined([changed]))}


def note(page: Page) -> Line:
    return next(line for line in page.lines() if line.text.endswith("gypsum"))


def test_the_reader_sees_what_is_wrong(poster: Document) -> None:
    (page,) = poster.pages
    line = note(page)
    x, y, wide, size = line.x, line.y, line.width, line.size
    assert kinds(poster) == set()
    wrong: dict[str, Mark] = {
        "text-over-text": replace(line, y=y + 0.4 * size),
        "text-over-rule": Rule(x, y - 0.3 * size, x + wide, y - 0.3 * size, 0.5, BLACK),
        "text-beyond-safe-edge": replace(line, x=5.0, y=page.height / 2),
        "text-beyond-sheet": replace(line, x=page.width - wide / 2, y=page.height - 40),
        "rule-beyond-sheet": Rule(page.width - 5, 20, page.width + 50, 20, 0.5, BLACK),
    }
    for code, mark in wrong.items():
        assert code in kinds(poster, mark), code
    assert "text-over-text" in kinds(poster, replace(line))
    edged = Panel(Rect(x - 2, y + 60 - size, wide / 2, 1.5 * size), WHITE, 0.0, BLACK, 0.5)
    assert "text-over-edge" in kinds(poster, edged, replace(line, y=y + 60))
    assert "text-under-panel" in kinds(poster, Panel(Rect(x - 2, y - size, wide + 4, 1.5 * size), WHITE))


def test_the_reader_leaves_alone_what_is_right(poster: Document) -> None:
    (page,) = poster.pages
    line = note(page)
    under = Rule(line.x, line.y + 0.12 * line.size, line.x + line.width, line.y + 0.12 * line.size, 0.5, BLACK)
    assert kinds(poster, under) == set()
    assert kinds(poster, replace(line, y=line.y + 1.15 * line.size)) <= {"text-over-edge"}
