"""Dividers: within their limits, they give each area what it needs if that can be done at all."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bmcgen import make
from bmcgen.drawing.grid.dividers import Dividers, farthest
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.arrangement import Arrangement
from bmcgen.kinds.notes.cards.density import NoteStyle
from bmcgen.kinds.notes.placed import SetNotes, with_company
from bmcgen.kinds.notes.sizing.needs import Over
from bmcgen.model.layout import Block, Grid, Sheet, Track
from bmcgen.model.page import Line, Page, Panel
from bmcgen.model.plan import Cell
from bmcgen.pages.planning.living import cells

ANY: Any = None
ROWS = ("a a b b c c", "a a d d c c", "e e e f f f")


def sheet(areas: tuple[str, ...], columns: list[Track], rows: list[Track], rigid: str = "") -> Sheet:
    grid = Grid(tuple(columns), tuple(rows), tuple(tuple(row.split()) for row in areas))
    names = sorted({name for row in grid.areas for name in row})
    kinds = {name: "prose" if name in rigid else "notes" for name in names}
    return Sheet(grid, {name: Block(kinds[name], area=name, name=name) for name in names})


def living(areas: tuple[str, ...] = ROWS, rigid: str = "") -> Cell | None:
    share = Track(0, float("inf"), 1, (0.75, 1.4))
    row = Track(0, float("inf"), 1, (0.7, 1.3))
    made = sheet(areas, [share] * 6, [row, row, Track(50, 66, 0, (50 / 66, 90 / 66))], rigid)
    xs = [(n * 100.0, n * 100.0 + 100) for n in range(6)]
    return cells(made, xs, [(0.0, 200.0), (200.0, 400.0), (400.0, 466.0)])


def needing(areas: Mapping[str, float]) -> Dividers:
    """Areas of text: as wide as they are not high."""
    return Dividers(lambda area, width: areas.get(area, 0.0) / width, {})


surfaces = st.fixed_dictionaries({name: st.floats(0, 90_000) for name in "abcdef"})


@given(surfaces)
def test_areas_have_what_they_need_within_the_limits_of_the_layout(wanted: dict[str, float]) -> None:
    cell, dividers = living(), needing(wanted)
    assert cell is not None
    found = dividers.placed(cell, cell.rect, dividers)
    if dividers.hold(cell, cell.rect.w, cell.rect.h):
        assert all(wanted[name] / rect.w <= rect.h + 1e-6 for name, rect in found.items())
    for name, (wide, high) in farthest(cell).items():
        assert found[name].w <= wide + 1e-6
        assert found[name].h <= high + 1e-6
    # They cover the sheet and do not overlap.
    assert sum(rect.w * rect.h for rect in found.values()) == pytest.approx(cell.rect.w * cell.rect.h)
    assert found["a"].h == pytest.approx(found["b"].h + found["d"].h)
    assert 50 - 1e-6 <= found["e"].h <= 90 + 1e-6
    assert 0.35 - 1e-6 <= found["b"].h / found["a"].h <= 0.65 + 1e-6


def test_what_holds_in_the_usual_places_holds() -> None:
    cell = living()
    assert cell is not None
    full = {"a": 200 * 400, "b": 200 * 200, "c": 200 * 400, "d": 200 * 200, "e": 300 * 66, "f": 300 * 66}
    assert needing(full).hold(cell, 600, 466)
    assert not needing(full | {"a": 201 * 401}).hold(cell, 600, 466)
    assert needing({"a": 260 * 400}).hold(cell, 600, 466)
    assert not needing({"a": 300 * 420}).hold(cell, 600, 466)


def test_an_empty_sheet_is_regular() -> None:
    cell = living()
    assert cell is not None
    dividers = needing({})
    found = dividers.placed(cell, cell.rect, dividers)
    assert found["a"].h == pytest.approx(400)
    assert found["a"].w == pytest.approx(200)
    assert found["d"].y == pytest.approx(200)
    assert found["f"].x == pytest.approx(300)


def test_on_a_full_sheet_columns_of_unlike_amounts_are_filled_alike() -> None:
    cell = living()
    assert cell is not None
    # Each of them would do with the least width, the last with almost nothing.
    wanted = {"a": 50_000.0, "b": 40_000.0, "d": 38_000.0, "c": 12_000.0}
    dividers = needing(wanted)
    found = dividers.placed(cell, cell.rect, dividers)
    assert found["c"].w < found["a"].w < found["b"].w
    left, middle = wanted["a"] / found["a"].w, (wanted["b"] + wanted["d"]) / found["b"].w
    assert max(left, middle) / min(left, middle) < 1.2


def test_dividers_of_two_stacks_are_independent() -> None:
    cell = living(("x a a c c y", "x b b d d y", "e e e f f f"))
    assert cell is not None
    dividers = needing({"a": 200 * 250, "d": 200 * 250})
    found = dividers.placed(cell, cell.rect, dividers)
    assert found["a"].h > found["b"].h + 10
    assert found["d"].h > found["c"].h + 10


def test_one_above_the_other_rows_divide_their_widths_by_themselves() -> None:
    cell = living(("a a a c c c", "b b b d d d", "e e e f f f"))
    assert cell is not None
    dividers = needing({"a": 300 * 250, "d": 300 * 250})
    found = dividers.placed(cell, cell.rect, dividers)
    assert found["a"].w > found["c"].w + 50
    assert found["d"].w > found["b"].w + 50


def test_what_is_no_note_stays_in_its_place_and_a_grid_that_cannot_be_cut_too() -> None:
    cell = living(rigid="a")
    assert cell is not None
    dividers = needing({"b": 200 * 300, "c": 280 * 400, "e": 300 * 90})
    found = dividers.placed(cell, cell.rect, dividers)
    assert found["a"].w == pytest.approx(200)
    assert found["a"].h == pytest.approx(400)
    assert living(("a a a a b b", "d d c c b b", "d d e e e e")) is None


LONG = "A note that says something at some length, so that it takes a few lines wherever it stands"


def canvas(**blocks: int) -> dict[str, object]:
    held = {name.replace("_", "-"): [f"{n}. {LONG}" for n in range(count)] for name, count in blocks.items()}
    return {"layout": "business-model", "locale": "en", "title": "Living", "blocks": held}


def notes(page: Page) -> list[Line]:
    return [line for line in page.lines() if line.element is not None and page.elements[line.element].role == "LBody"]


def test_a_crowded_block_takes_the_room_of_its_neighbours_before_another_sheet() -> None:
    document = make(canvas(key_partners=22, channels=14, cost_structure=3))
    assert len(document.pages) == 1
    bars = {round(mark.rect.w) for mark in document.pages[0].marks if isinstance(mark, Panel) and mark.rect.h < 3}
    assert max(bars) > 1.2 * min(bars)


def test_few_notes_are_large_and_titles_larger() -> None:
    (page,) = make(canvas(key_partners=1, channels=1)).pages
    size = notes(page)[0].size
    assert size > 15
    titles = [
        line.size for line in page.lines() if line.element is not None and page.elements[line.element].role == "H2"
    ]
    assert min(titles) >= 1.15 * size


def test_notes_that_take_two_sheets_are_shared_between_them() -> None:
    names = ("key_partners", "key_activities", "value_propositions", "channels", "cost_structure", "customer_segments")
    document = make(canvas(**dict.fromkeys(names, 25)))
    assert len(document.pages) > 1
    counts = [len({line.element for line in notes(page)}) for page in document.pages]
    assert min(counts) > 10
    assert len({line.runs[0].face for page in document.pages for line in notes(page)}) == 1


def test_a_note_that_goes_to_another_sheet_takes_one_along() -> None:
    text: Any = SimpleNamespace(body=SimpleNamespace(cards=(ANY,) * 5))
    heights: list[float] = [10.0]
    setter: Any = SimpleNamespace(height=lambda *_: heights[-1])
    arrangement = Arrangement(NoteStyle(9.0), 100.0, ((0, 1), (2, 3)))
    block = SetNotes(text, ANY, None, Rect(0, 0, 100, 200), arrangement, (4,), Over(9.0))
    found = with_company(block, setter)
    assert found.carried == (3, 4)
    assert found.arrangement is not None
    assert found.arrangement.columns == ((0, 1), (2,))
    # What stays is never nothing.
    only = replace(block, arrangement=replace(arrangement, columns=((0,),)), carried=(1,))
    assert with_company(only, setter).carried == (1,)
    assert with_company(replace(block, carried=()), setter).carried == ()
    # One that is higher than its block has a column to fill.
    heights.append(300.0)
    assert with_company(block, setter).carried == (4,)
