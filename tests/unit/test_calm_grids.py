"""Columns as wide as usual unless notes gain by others, and dividers beside one another at one height."""

from typing import Any

import pytest

from bmcgen import make
from bmcgen.drawing.grid.levels import levelled
from bmcgen.geometry import Rect
from bmcgen.kinds import notes as kind
from bmcgen.kinds.notes.cards.arrangement import NO_LEAD, Lead, Stack, in_rows
from bmcgen.model.page import Line, Panel
from bmcgen.model.plan import Cell
from tests.benchmarks.corpus import canvas, note_lines
from tests.conftest import BLOCKS, LOCALES


def rects_of(monkeypatch: pytest.MonkeyPatch, data: dict[str, Any], **asked: Any) -> dict[str, Rect]:
    seen: list[Any] = []
    placed = kind.NotesEnsemble.placed

    def placing(self: Any, plan: Any, choice: Any) -> Any:
        seen.append(placed(self, plan, choice))
        return seen[-1]

    with monkeypatch.context() as patch:
        patch.setattr(kind.NotesEnsemble, "placed", placing)
        make(data, **asked)
    return {frame.area: frame.rect for frame in seen[-1].frames}


@pytest.mark.parametrize(("seed", "theme"), [(0, "classic"), (3, "classic"), (1, "classic")])
def test_with_few_notes_columns_are_equal(seed: int, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rects = rects_of(monkeypatch, canvas(seed), theme=theme)
    assert len({round(rects[area].w, 3) for area in ("kp", "ka", "vp", "cr", "cs")}) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_notes_of_a_row_begin_at_one_height_under_titles_of_one_line_and_of_two(locale: str) -> None:
    data = {"layout": "business-model", "locale": locale, "blocks": {name: ["Tram"] for name in BLOCKS}}
    (page,) = make(data).pages
    rows: dict[float, set[float]] = {}
    for title in (line for line in page.lines() if line.element and page.elements[line.element].role == "H2"):
        below = (line.y for line in note_lines(page) if line.y > title.y and abs(line.x - title.x) < 60)
        rows.setdefault(title.y, set()).add(round(min(below), 2))
    tops = [tops for y, tops in rows.items() if y in {min(rows), max(rows)}]
    assert [len(each) for each in tops] == [1, 1]


@pytest.mark.parametrize("seed", [12, 29, 30, 41, 54])
def test_of_several_columns_none_is_too_narrow_to_read(seed: int) -> None:
    """Notes stand in two columns of a block only where their texts have nine ems each."""
    page = make(canvas(seed)).pages[0]
    cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge and 1.0 < mark.radius < 12]
    for line in note_lines(page):
        card = min((card for card in cards if card.y < line.y < card.bottom), key=lambda card: abs(card.x - line.x))
        alone = not any(
            other.y < card.bottom
            and card.y < other.bottom
            and 0 < max(other.x - card.right, card.x - other.right) < 0.6 * line.size
            for other in cards
        )
        assert alone or (card.right - line.x) / line.size > 9


@pytest.mark.parametrize("seed", [0, 3, 11, 17, 24, 31, 42])
def test_dividers_of_neighbouring_stacks_stand_at_one_height_or_well_apart(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rects = rects_of(monkeypatch, canvas(seed))
    step = abs(rects["kr"].y - rects["ch"].y)
    assert step < 0.01 or step > 4


def stack(top: str, foot: str, x: float) -> Cell:
    parts = (
        Cell(Rect(x, 0, 100, 100), top, usual=100, least=0.3, most=0.7),
        Cell(Rect(x, 100, 100, 100), foot, usual=100, least=0.3, most=0.7),
    )
    return Cell(Rect(x, 0, 100, 200), "", False, parts, 0.0)


@pytest.mark.parametrize(
    ("needs", "heights"),
    [
        ({"a": 80, "b": 90, "c": 60, "d": 90}, (100, 100)),
        ({"a": 120, "b": 20, "c": 60, "d": 70}, (120, 120)),
        ({"a": 50, "b": 130, "c": 60, "d": 70}, (70, 70)),
        ({"a": 130, "b": 20, "c": 60, "d": 120}, (130, 80)),
    ],
)
def test_dividers_are_at_one_height_where_all_have_room(needs: dict[str, float], heights: tuple[float, float]) -> None:
    cell = Cell(Rect(0, 0, 200, 200), "", True, (stack("a", "b", 0), stack("c", "d", 100)), 0.0)
    rects = {"a": Rect(0, 0, 100, 130), "b": Rect(0, 130, 100, 70)}
    rects |= {"c": Rect(100, 0, 100, 80), "d": Rect(100, 80, 100, 120)}
    found = levelled(cell, rects, lambda area, width: needs[area])
    assert (found["a"].h, found["c"].h) == heights
    assert found["b"].y == found["a"].bottom
    assert found["b"].bottom == found["d"].bottom == 200


def test_notes_begin_at_one_height_in_a_row_that_touches_and_right_below_their_title_elsewhere() -> None:
    data = {"layout": "business-model", "locale": "de", "blocks": {name: ["Ein Aushang im Flur"] for name in BLOCKS}}
    (page,) = make(data, paper="A4").pages
    cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge]
    feet: dict[str, Line] = {}
    for line in page.lines():
        if line.element is not None and page.elements[line.element].role == "H2":
            feet[page.elements[line.element].source] = line

    def top(title: str) -> float:
        foot = feet[title]
        return min(rect.y for rect in cards if rect.x <= foot.x <= rect.right and rect.y > foot.y)

    upper = ("Schlüsselpartner", "Schlüsselaktivitäten", "Wertversprechen", "Kundenbeziehungen", "Kundensegmente")
    assert len({round(top(title), 1) for title in upper}) == 1
    below = {title: top(title) - feet[title].y for title in ("Kanäle", "Schlüsselressourcen")}
    assert below["Kanäle"] == pytest.approx(below["Schlüsselressourcen"], abs=0.1)


def test_cards_beside_one_another_stand_in_rows_where_there_is_room() -> None:
    one: Stack = [(0, NO_LEAD, 0.0), (1, NO_LEAD, 23.0), (-1, NO_LEAD, 43.0)]
    other: Stack = [(2, NO_LEAD, 0.0), (3, NO_LEAD, 33.0), (-1, NO_LEAD, 53.0)]
    found = in_rows([one, other], gap=3.0, line=10.0, room=53.0)
    assert [[y for _, _, y in stack] for stack in found] == [[0.0, 33.0, 53.0]] * 2
    # No room, cards that would be higher by more than a line, and headings.
    assert in_rows([one, other], gap=3.0, line=10.0, room=52.0) == [one, other]
    assert in_rows([one, other], gap=3.0, line=9.0, room=60.0) == [one, other]
    headed = [(index, Lead(5.0, height=5.0), y) for index, _, y in one]
    assert in_rows([headed, other], gap=3.0, line=10.0, room=60.0) == [headed, other]


def test_words_of_cards_in_a_row_stand_on_one_line() -> None:
    notes = ["Rent", "Wages of the bakers and two others", "Flour", "Paper bags", "The van", "Tea"]
    page = make({"layout": "business-model", "locale": "en", "blocks": {"cost-structure": notes}}).pages[0]
    at = {line.text: line.y for line in page.lines()}
    assert at["Flour"] - at["Rent"] > 2 * (at["The van"] - at["Paper bags"]) - 1 > 0
    assert (at["Rent"], at["Flour"]) == (at["Paper bags"], at["Tea"])


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
def test_the_second_frame_of_a_note_keeps_clear_of_its_text(paper: str) -> None:
    note = {"text": "Quay, jetty and a ferry that goes by the hour, every day", "colour": "red"}
    (page,) = make(
        {"layout": "business-model", "locale": "en", "blocks": {name: [note] * 4 for name in BLOCKS}}, paper=paper
    ).pages
    lines = note_lines(page)
    edged = [mark for mark in page.marks if isinstance(mark, Panel) and mark.edge and mark.radius]
    frames = [mark for mark in edged if mark.radius < 0.75 * max(other.radius for other in edged)]
    assert len(frames) == 4 * len(BLOCKS)
    for frame in frames:
        rect = frame.rect
        within = [line for line in lines if rect.x < line.x < rect.right and rect.y < line.y < rect.bottom]
        # Letters hang a quarter of their size at the most.
        foot = max(line.y + 0.25 * line.size for line in within)
        assert rect.bottom - foot > 0.15 * within[0].size
