"""Threads keep clear of all that they do not mean: of one another, of rules, of notes and of titles."""

from math import hypot, inf

import pytest

import bmcgen
from bmcgen.drawing.pictograms import drawn_part
from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Page, Panel, Path, Rule
from bmcgen.proof.extents import inked
from tests.conftest import SAMPLES


def notes_of(page: Page) -> list[Panel]:
    """The panels of notes: signs are smaller."""
    return [mark for mark in page.marks if isinstance(mark, Panel) and mark.edge and mark.rect.w > 60]


def threads_of(page: Page) -> list[Rule]:
    """The coloured rules on the paper between notes; those on a note are its edge."""
    notes = [note.rect for note in notes_of(page)]
    return [
        mark
        for mark in page.marks
        if isinstance(mark, Rule)
        and max(mark.colour.rgb) - min(mark.colour.rgb) > 0.2
        and mark.element is None
        and not any(each.x < mark.x1 < each.right and each.y < mark.y1 < each.bottom for each in notes)
    ]


def beside(one: Rule, other: Rule) -> float:
    """The paper between two rules that run along one another; infinite where they do not."""
    for level in (False, True):
        spans = []
        for mark in (one, other):
            at, until = (mark.y1, mark.y2) if level else (mark.x1, mark.x2)
            low, high = sorted((mark.x1, mark.x2) if level else (mark.y1, mark.y2))
            spans.append((at if at == until else inf, low, high))
        (at, low, high), (by, begin, end) = spans
        if at < inf and by < inf and min(high, end) - max(low, begin) > 2:
            return abs(at - by) - (one.width + other.width) / 2
    return inf


@pytest.mark.parametrize("theme", ["classic", "contrast", "ink", "colour"])
@pytest.mark.parametrize("sample", ["longoven", "fietsbieb"])
def test_threads_run_clear_of_one_another_and_of_the_rules_between_blocks(sample: str, theme: str) -> None:
    for page in bmcgen.make(SAMPLES / f"{sample}.yaml", threads=True, theme=theme).pages:
        threads = threads_of(page)
        rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.width in (0.75, 1.0)]
        grid = [mark for mark in rules if mark not in threads]
        assert len(threads) > 10
        for number, one in enumerate(threads):
            near = [each for each in threads[:number] if each.colour != one.colour]
            assert min([beside(one, each) for each in near], default=inf) > 0.79 * MM
            assert min([beside(one, each) for each in grid], default=inf) > 1.49 * MM


@pytest.mark.parametrize("theme", ["classic", "contrast"])
@pytest.mark.parametrize("sample", ["longoven", "fietsbieb", "hofwerk", "tidewell"])
def test_threads_run_clear_of_notes_and_titles(sample: str, theme: str) -> None:
    document = bmcgen.make(SAMPLES / f"{sample}.yaml", threads=True, theme=theme)
    for page in document.pages:
        sides = []
        for note in notes_of(page):
            x, y, right, bottom = note.rect.x, note.rect.y, note.rect.right, note.rect.bottom
            sides += [Rule(each, y, each, bottom, 0.0, note.edge or note.fill) for each in (x, right)]
        titles = [pictured(mark) for mark in page.marks if isinstance(mark, Path) and mark.width]
        for line in page.lines():
            number = line.element is None and line.text.isdigit()
            if number or (line.element and page.elements[line.element].role == "H2"):
                titles.append(inked(document.faces, line))
        assert len(sides) > 20
        assert len(titles) >= 15
        for one in threads_of(page):
            assert min(beside(one, each) for each in sides) > 1.49 * MM
            assert min(to_box(one, each) for each in titles) > 1.45 * MM


def pictured(pictogram: Path) -> Rect:
    """What is seen of a pictogram."""
    part, unit, half = drawn_part(pictogram.outline), pictogram.rect.w / pictogram.outline.width, pictogram.width / 2
    x, y = pictogram.rect.x + part.x * unit, pictogram.rect.y + part.y * unit
    return Rect(x - half, y - half, part.w * unit + 2 * half, part.h * unit + 2 * half)


def to_box(thread: Rule, box: Rect) -> float:
    """The paper between a thread, whose ends are square, and a box."""
    level, half = thread.y1 == thread.y2, thread.width / 2
    left, right = sorted((thread.x1, thread.x2))
    top, bottom = sorted((thread.y1, thread.y2))
    across, down = (0.0, half) if level else (half, 0.0)
    dx = max(box.x - right - across, left - across - box.right, 0.0)
    return hypot(dx, max(box.y - bottom - down, top - down - box.bottom, 0.0))


def test_no_arrow_is_longer_than_half_of_the_sheet_is_wide() -> None:
    (page,) = bmcgen.make(SAMPLES / "longoven.yaml").pages
    figures = {n for n, element in enumerate(page.elements) if element.role == "Figure" and "leads to" in element.alt}
    assert len(figures) >= 3
    frame = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2 and mark.element is None]
    half = max(mark.x2 - mark.x1 for mark in frame) / 2
    for figure in figures:
        parts = [mark for mark in page.marks if isinstance(mark, Rule) and mark.element == figure]
        assert sum(abs(mark.x1 - mark.x2) + abs(mark.y1 - mark.y2) for mark in parts[:-2]) <= half
    (number,) = [element for element in page.elements if element.role == "Lbl" and "leads to" in element.alt]
    assert number.source == "4"
