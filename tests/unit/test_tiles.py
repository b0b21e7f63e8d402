"""Sheets cut into parts for an office printer: what is cut, where, and the marks that the parts are put together by."""

from functools import cache
from itertools import product

import pypdfium2
import pytest

import bmcgen
from bmcgen.backends.svg.sheets import _Tiles
from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Line, Page, Rule, Tiles
from bmcgen.pages.prepress.seams import CLEAR, CROSS, crosses_on, extent, kept_whole, reach, seams
from bmcgen.pages.prepress.tiles import Cut, cut, register_marks
from tests.conftest import LOCALES, SAMPLES

PAPERS = [("A2", "A4"), ("A1", "A4"), ("A3", "A5"), ("A4", "A6"), ("A0", "A4")]


@cache
def made(what: str, paper: str, tiles: str, locale: str | None = "en") -> tuple[Page, Tiles, Cut]:
    source = SAMPLES / what if "." in what else what
    document = bmcgen.make(source, paper=paper, tiles=tiles, locale=locale)
    assert document.press.tiles
    return document.pages[0], document.press.tiles, cut(document.pages[0], document.press.tiles)


@pytest.mark.parametrize("what", ["business-model", "hofwerk.yaml"])
@pytest.mark.parametrize(("paper", "tiles", "count"), [("A2", "A4", 6), ("A1", "A4", 9), ("A0", "A4", 18)])
def test_only_what_is_drawn_is_cut(what: str, paper: str, tiles: str, count: int) -> None:
    page, asked, area = made(what, paper, tiles)
    assert len(area.tiles) == count
    # All of it is on the parts, each of which has as much of its neighbour as it is glued on with.
    for mark in page.marks:
        rect = extent(mark)
        corners = product((rect.x, rect.right), (rect.y, rect.bottom))
        for x, y in corners:
            assert any(tile.area.inset(-0.01, -0.01, -0.01, -0.01).contains(Rect(x, y, 0, 0)) for tile in area.tiles)
    for one, other in product(area.tiles, area.tiles):
        if one.row == other.row and one.column + 1 == other.column:
            assert one.area.right - other.area.x >= asked.overlap - 0.05
        if one.column == other.column and one.row + 1 == other.row:
            assert one.area.bottom - other.area.y >= asked.overlap - 0.05


def test_a_seam_goes_beside_a_heading_where_there_is_room() -> None:
    # Three rooms of 100 with an overlap of 10 hold 280; 250 leave 30 to spare.
    even = seams(0, 250, 100, 10, ())
    assert even == pytest.approx((250 / 3, 500 / 3), abs=1)
    heading = (even[0] - 8, even[0] + 4, 60.0)
    moved = seams(0, 250, 100, 10, [heading])
    assert not heading[0] <= moved[0] <= heading[1]
    ahead, back = reach(10)
    begins, ends = [0, *(at - back for at in moved)], [*(at + ahead for at in moved), 250]
    assert all(end - begin <= 100.01 for begin, end in zip(begins, ends, strict=True))
    # A heading costs more than words; where either must be cut, it is the words.
    words = [(heading[1], 200.0, 4.0), (0.0, heading[0], 4.0)]
    again = seams(0, 250, 100, 10, [heading, *words])
    assert not heading[0] <= again[0] <= heading[1]
    # Without room to spare it stays where it is.
    assert seams(0, 280, 100, 10, [(0, 280, 60.0)]) == pytest.approx((reach(10)[1] + 85, 175 + reach(10)[1]), abs=15)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("paper", "tiles"), PAPERS)
def test_no_mark_goes_through_words(paper: str, tiles: str, locale: str) -> None:
    page, _, area = made("business-model", paper, tiles, locale)
    whole = [rect for rect, _ in kept_whole(page)]
    assert whole
    for tile in area.tiles:
        for x1, y1, x2, y2 in register_marks(area, tile):
            dx, dy = tile.area.x - area.room.x, tile.area.y - area.room.y
            mark = Rect(x1 + dx, y1 + dy, x2 - x1, y2 - y1)
            for rect in whole:
                beside = mark.x >= rect.right or rect.x >= mark.right
                assert beside or mark.y >= rect.bottom or rect.y >= mark.bottom


@pytest.mark.parametrize(("paper", "tiles"), PAPERS)
def test_the_crosses_of_neighbours_lie_on_one_another(paper: str, tiles: str) -> None:
    _, _, area = made("sparse.yaml", paper, tiles, None)
    on_page: dict[tuple[int, int], set[tuple[float, float]]] = {}
    for tile in area.tiles:
        dx, dy = tile.area.x - area.room.x, tile.area.y - area.room.y
        level = [
            ends
            for ends in register_marks(area, tile)
            if ends[1] == ends[3] and abs(ends[2] - ends[0] - 2 * CROSS) < 0.01
        ]
        centres = {(round((x1 + x2) / 2 + dx, 1), round(y + dy, 1)) for x1, y, x2, _ in level}
        on_page[tile.row, tile.column] = centres
        # Each of them is on the part itself, whole.
        for x, y in centres:
            assert tile.area.inset(CROSS, CROSS, CROSS, CROSS).contains(Rect(x, y, 0, 0), 0.1)
    for (row, column), centres in on_page.items():
        for other in ((row, column + 1), (row + 1, column)):
            if other in on_page:
                assert len(centres & on_page[other]) >= 2


def test_a_cross_that_words_leave_no_room_is_left_out() -> None:
    assert [*crosses_on((50, 0, 50, 100), [])] == [(50, 0), (50, 100)]
    assert [*crosses_on((50, 0, 50, 100), [Rect(0, -20, 100, 140)])] == []
    ((_, y), _) = crosses_on((50, 0, 50, 100), [Rect(0, -5, 100, 15)])
    assert 10 + CROSS + CLEAR <= y <= 14 + CROSS + CLEAR


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("paper", "tiles"), PAPERS)
def test_the_names_on_the_map_stand_in_discs_in_the_middle_of_their_parts(paper: str, tiles: str, locale: str) -> None:
    page, asked, area = made("business-model", paper, tiles, locale)
    document = bmcgen.make("business-model", paper=paper, tiles=tiles, locale=locale)
    pen = _Tiles(document.faces)
    pen.begin(area.height)
    pen.map(page, "", area, asked)
    (shown, drawn) = pen.layers(Rect(0, 0, area.width, area.height))
    assert shown.area
    assert shown.room
    scale = shown.room.w / shown.area.w
    names = {tile.name: tile for tile in area.tiles}
    assert set(names) == {f"{row + 1}-{column + 1}" for row in range(area.rows) for column in range(area.columns)}
    marks = [*drawn.page.marks]
    lines = {line.text: line for line in marks if isinstance(line, Line) and line.text in names}
    assert {*lines} == {*names}
    for name, line in lines.items():
        width = document.faces["bold"].width(name) * line.size / 1000
        middle = line.x + width / 2
        # The last that is drawn below a name is a white disc.
        disc = marks[marks.index(line) - 1]
        assert isinstance(disc, Rule)
        assert disc.dots
        assert disc.colour.grey == 1
        assert disc.width > 1.3 * width
        assert disc.x1 == pytest.approx(middle)
        assert disc.y1 == pytest.approx(line.y - 0.35 * line.size, abs=0.03 * line.size)
        tile = names[name]
        left, right = ((area.shown.x, *area.across, area.shown.right)[tile.column + side] for side in (0, 1))
        assert middle == pytest.approx(shown.room.x + ((left + right) / 2 - shown.area.x) * scale)
        assert disc.width <= (right - left) * scale + 0.01 or line.size == 8


@pytest.mark.parametrize(("paper", "tiles"), PAPERS)
def test_no_tick_is_drawn_into_a_cross(paper: str, tiles: str) -> None:
    _, _, area = made("hofwerk.yaml", paper, tiles, "de")
    for tile in area.tiles:
        ends = [*register_marks(area, tile)]
        sides = [max(x2 - x1, y2 - y1) for x1, y1, x2, y2 in ends]
        crosses = [each for each, side in zip(ends, sides, strict=True) if abs(side - 2 * CROSS) < 0.01]
        ticks = [each for each, side in zip(ends, sides, strict=True) if abs(side - 2 * CROSS) >= 0.01]
        for x1, y1, x2, y2 in ticks:
            assert not any(x1 <= c[2] and c[0] <= x2 and y1 <= c[3] and c[1] <= y2 for c in crosses)


@pytest.mark.parametrize(("tiles", "length"), [("A4", 100), ("A5", 100), ("A6", 50)])
def test_the_line_to_check_the_scale_with_is_as_long_as_it_says(tiles: str, length: int) -> None:
    page, asked, area = made("business-model", "A3", tiles)
    pen = _Tiles(bmcgen.make("business-model").faces)
    pen.begin(area.height)
    pen.tile(page, "", area, area.tiles[0], asked)
    marks = pen.layers(Rect(0, 0, area.width, area.height))[-1].page.marks
    (said,) = (mark for mark in marks if isinstance(mark, Line) and " mm " in mark.text)
    assert str(length) in said.text
    assert str(length) in asked.steps[0]
    lengths = [
        mark.x2 - mark.x1 for mark in marks if isinstance(mark, Rule) and mark.y1 == mark.y2 and mark.y1 < area.room.y
    ]
    assert max(lengths) == pytest.approx(length * MM)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("tiles", ["A3", "A4", "A5", "A6"])
def test_the_map_lies_beside_its_steps_or_stands_below_them(tiles: str, locale: str) -> None:
    page, asked, area = made("business-model", "A2", tiles, locale)
    wide, high = area.map_sides
    pen = _Tiles(bmcgen.make("business-model").faces)
    pen.begin(high)
    pen.map(page, "", area, asked)
    (shown, drawn) = pen.layers(Rect(0, 0, wide, high))
    assert shown.room
    assert (wide > high) == (tiles != "A6")
    steps = [line for line in drawn.page.lines() if line.element in (1, 2, 3)]
    assert [drawn.page.words_of(each).strip() for each in (1, 2, 3)] == [*asked.steps]
    for line in steps:
        right = line.x + bmcgen.make("business-model").faces["regular"].width(line.text) * line.size / 1000
        assert right < (shown.room.x if wide > high else wide - asked.margin)
        assert line.y + 3 < (high - asked.margin if wide > high else shown.room.y)
    # The map takes most of the sheet.
    assert shown.room.w >= 0.7 * wide or shown.room.h >= 0.7 * high


@pytest.mark.parametrize("tiles", ["A3", "A4"])
def test_the_map_has_a_sheet_of_its_own_size(tiles: str) -> None:
    document = bmcgen.make("business-model", paper="A1", tiles=tiles)
    with pypdfium2.PdfDocument(document.pdf()) as file:
        first, second = file[0], file[1]
        assert first.get_width() > first.get_height()
        assert sorted((first.get_width(), first.get_height())) == pytest.approx(
            sorted((second.get_width(), second.get_height()))
        )
