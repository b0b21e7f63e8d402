"""Reading matter stands on a baseline grid, and its columns begin and end as those of a book do.

Baselines are read from the finished file.
"""

import ctypes
from functools import cache
from itertools import groupby, pairwise

import pypdfium2
import pytest
from pypdfium2 import raw

import bmcgen
from bmcgen.drawing.body.columns import HEADING, LEADING
from bmcgen.model.page import Line, Page
from tests.conftest import LOCALES

NEAR = 0.2
PAPERS = ["A4", "Letter"]


@cache
def made(what: str, locale: str, paper: str, theme: str = "classic") -> bmcgen.Document:
    return bmcgen.make(what, locale=locale, paper=paper, theme=theme)


def origins(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Where each glyph stands on its baseline, from the top left."""
    text, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for number in range(text.count_chars()):
        raw.FPDFText_GetCharOrigin(text, number, x, y)
        found.append((x.value, height - y.value))
    return found


def ancestors(page: Page, number: int | None) -> list[int]:
    found = []
    while number is not None:
        found.append(number)
        number = page.elements[number].parent
    return found


def running(page: Page) -> dict[int, list[Line]]:
    """The lines of reading matter by the block that they are in, without those of tables and of figures."""
    pictures = {element.parent for element in page.elements if element.role == "Figure"}
    found: dict[int, list[Line]] = {}
    for line in page.lines():
        chain = ancestors(page, line.element)
        roles = [page.elements[each].role for each in chain]
        if chain and chain[-1] in pictures:
            continue
        if not {"Table", "Lbl"} & {*roles} and "Sect" in roles and len(page.elements[chain[0]].source) > 1:
            found.setdefault(chain[-1], []).append(line)
    return found


def body_size(document: bmcgen.Document) -> float:
    """The size that most lines have, as they are printed."""
    sizes = sorted(line.size for page in document.pages for line in page.lines())
    return max(((len([*group]), size) for size, group in groupby(sizes)), key=lambda each: each[0])[1]


@pytest.mark.parametrize("what", ["handout", "facilitation"])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_lines_of_a_block_are_on_one_grid(what: str, locale: str, paper: str) -> None:
    document = made(what, locale, paper)
    size = body_size(document)
    unit = size * LEADING
    pdf = pypdfium2.PdfDocument(document.pdf())
    seen = 0
    for page, printed in zip(document.pages, pdf, strict=True):
        glyphs = origins(printed)
        for lines in running(page).values():
            body = [line for line in lines if min(abs(line.size - size), abs(line.size - HEADING * size)) < 0.01]
            read = [
                next(y for x, y in glyphs if abs(y - line.y) < NEAR and abs(x - line.x) < 1)
                for line in body
                if line.text[0].isalnum()
            ]
            for y in read:
                off = (y - read[0]) % unit
                assert min(off, unit - off) < NEAR
                seen += 1
    pdf.close()
    assert seen > (500 if what == "handout" else 30)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", PAPERS)
def test_blocks_beside_one_another_are_level(locale: str, paper: str) -> None:
    """On the facilitator's second page three lists stand beside one another."""
    document = made("facilitation", locale, paper)
    page, unit = document.pages[1], body_size(document) * LEADING
    lists = [lines for lines in running(page).values() if len({round(line.x) for line in lines}) == 2]
    assert len(lists) >= 3
    tops = {round(min(line.y for line in lines), 1) for lines in lists[-3:]}
    assert len(tops) == 1
    (top,) = tops
    for line in (each for lines in lists[-3:] for each in lines):
        off = (line.y - top) % unit
        assert min(off, unit - off) < NEAR


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_two_plans_are_level_row_by_row(locale: str, paper: str) -> None:
    """Tables beside one another have rows of whole units, and their words stand on one grid."""
    document = made("facilitation", locale, paper)
    page, unit = document.pages[0], body_size(document) * LEADING
    sides: dict[bool, list[float]] = {False: [], True: []}
    for line in page.lines():
        chain = ancestors(page, line.element)
        tables = [each for each in chain if page.elements[each].role == "Table"]
        if tables and line.y > page.height / 3:
            sides[line.x > page.width / 2].append(line.y)
    assert min(map(len, sides.values())) > 20
    first = min(sides[False])
    assert min(sides[True]) == pytest.approx(first, abs=NEAR)
    for y in sides[False] + sides[True]:
        off = (y - first) % unit
        assert min(off, unit - off) < NEAR


def columns_of(page: Page, lines: list[Line]) -> list[list[Line]]:
    """Lines that follow one another downwards; a new column begins where the next line stands higher."""
    found: list[list[Line]] = []
    for line in lines:
        if not found or line.y < found[-1][-1].y - 1:
            found.append([])
        found[-1].append(line)
    return found


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", PAPERS)
def test_columns_begin_and_end_well(locale: str, paper: str) -> None:
    divided = 0
    for page in made("handout", locale, paper).pages:
        for lines in running(page).values():
            columns = columns_of(page, lines)
            for column, after in pairwise(columns):
                divided += 1
                roles = [page.elements[line.element or 0].role for line in column]
                following = page.elements[after[0].element or 0].role
                # No heading is at the foot, and below it are two lines at least, unless that is all it has.
                assert roles[-1] not in ("H3", "H4")
                if following not in ("H3", "H4") and len(column) > 1:
                    assert roles[-2] not in ("H3", "H4")
                # No line of a paragraph is alone on either side.
                shared = column[-1].element
                if shared == after[0].element:
                    assert sum(line.element == shared for line in column) >= 2
                    assert sum(line.element == shared for line in after) >= 2
                # No line is alone above a heading.
                if len(after) > 1 and page.elements[after[1].element or 0].role in ("H3", "H4"):
                    assert following in ("H3", "H4")
    assert divided > 15


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_figures_of_the_guide_have_captions(locale: str, paper: str) -> None:
    """The canvas on the first page has its caption right below it, and nothing else between them."""
    page = made("handout", locale, paper).pages[0]
    figures = [n for n, element in enumerate(page.elements) if element.role == "Figure"]
    foot = max(rule.y2 for rule in page.marks if getattr(rule, "element", None) == figures[0] and hasattr(rule, "y2"))
    below = sorted((line for line in page.lines() if line.y > foot), key=lambda line: line.y)
    assert below[0].y - foot < 16
    assert "anvas" in below[0].text
    assert below[0].size >= 9 * (0.94 if paper == "Letter" else 1) - 0.01
