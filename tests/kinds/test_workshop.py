"""What a blank poster has for a workshop: places for paper notes, lines and dots, rings, and a strip."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import bmcgen
from bmcgen.drawing.body.write_in import LINE, PITCH
from bmcgen.geometry import MM, Rect
from bmcgen.kinds.notes import setting
from bmcgen.kinds.notes.room.places import EDGE, Spot, note_places
from bmcgen.kinds.workshop.parts import BOX
from bmcgen.model.page import Line, Page, Panel, Rule
from bmcgen.resources import SHIPPED
from tests.conftest import BLOCKS, LOCALES, SAMPLES

POSTER = "business-model"
A3 = {"tall": Rect(0, 40, 227, 540), "upper": Rect(227, 40, 227, 270), "lower": Rect(227, 310, 227, 270)}


def spots(rects: dict[str, Rect], taken: float = 0.0) -> list[Spot]:
    found = []
    for name, rect in rects.items():
        top = rect.y + 29
        room = Rect(rect.x + EDGE, top + taken, rect.w - 2 * EDGE, rect.bottom - EDGE - top - taken)
        found.append(Spot(name, rect, top, room))
    return found


def collected(monkeypatch: pytest.MonkeyPatch) -> list[list[Rect]]:
    found: list[list[Rect]] = []
    monkeypatch.setattr(setting, "draw_note_places", lambda page, places: found.append([*places]))
    return found


def box(line: Line) -> Rect:
    return Rect(line.x, line.y - 0.7 * line.size, line.width, 0.9 * line.size)


def rings(page: Page) -> list[Panel]:
    return [
        mark
        for mark in page.marks
        if isinstance(mark, Panel) and mark.edge and abs(mark.radius - mark.rect.w / 2) < 0.01 and mark.rect.w > 12
    ]


def texts(document: bmcgen.Document) -> set[str]:
    return {element.source for page in document.pages for element in page.elements}


def test_an_a3_poster_without_prompts_holds_four_two_and_three_notes() -> None:
    places = bmcgen.make(POSTER, note_size="51x38", prompts="none").places
    tall = {name: places[name] for name in ("key-partners", "value-propositions", "customer-segments")}
    wide = {name: places[name] for name in ("cost-structure", "revenue-streams")}
    assert {*tall.values()} == {4}
    assert {*wide.values()} == {3}
    assert {count for name, count in places.items() if name not in {*tall, *wide}} == {2}


@pytest.mark.parametrize("strip", [False, True])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_block_of_an_a1_poster_with_questions_has_places_for_square_notes(locale: str, strip: bool) -> None:
    document = bmcgen.make(POSTER, locale=locale, paper="A1", note_size="76x76", strip=strip)
    assert len(document.places) == 9
    assert min(document.places.values()) >= 2
    assert not [each for each in document.warnings if each.severity == "warning"]


@pytest.mark.parametrize("theme", ["classic", "contrast"])
@pytest.mark.parametrize("locale", LOCALES)
def test_all_blocks_ask_as_many_questions_as_leave_each_a_place(locale: str, theme: str) -> None:
    """On an A1 sheet with a strip and rings the first two; in large print there is no room for any."""
    options: dict[str, Any] = {"paper": "A1", "note_size": "76x76", "strip": True, "votes": True}
    document = bmcgen.make(POSTER, locale=locale, theme=theme, **options)
    (page,) = document.pages
    assert min(document.places.values()) >= 1
    assert {each.code for each in document.warnings} == {"fewer-prompts", "note-places"}
    asked = [element for element in page.elements if element.role == "LBody" and element.source.endswith("?")]
    assert len(asked) == (2 * 9 if theme == "classic" else 0)


def test_where_questions_leave_no_place_nothing_is_asked() -> None:
    document = bmcgen.make(POSTER, paper="A2", note_size="76x76", strip=True, votes=True)
    bare = bmcgen.make(POSTER, paper="A2", note_size="76x76", strip=True, votes=True, prompts="none")
    assert "fewer-prompts" in {each.code for each in document.warnings}
    assert document.places == bare.places


def test_questions_beside_places_are_as_wide_as_these_leave_them() -> None:
    (page,) = bmcgen.make(POSTER, locale="nl", paper="A1", note_size="76x76", strip=True, votes=True).pages
    ticks = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2 and mark.y2 - mark.y1 < 60]
    title = next(line for line in page.lines() if line.text == "Kostenstructuur")
    first = min(mark.x1 for mark in ticks if mark.y1 > title.y)
    reach = max(line.x + line.width for line in page.lines() if title.y < line.y < page.height - 90 and line.x < first)
    assert first - 110 < reach < first


@pytest.mark.parametrize("locale", LOCALES)
def test_only_blocks_without_room_for_their_lists_ask_their_questions_alone(locale: str) -> None:
    document = bmcgen.make(POSTER, locale=locale, paper="Letter", prompts="full")
    (page,) = document.pages
    assert [(each.severity, each.code) for each in document.warnings] == [("notice", "fewer-prompts")]
    asked = {element.parent for element in page.elements if element.role == "L" and element.parent is not None}
    lists = {element.parent for element in page.elements if element.role == "H3"}
    assert len(asked) == 9
    assert 5 <= len(lists) < 9


def test_lines_to_write_on_are_in_step_over_the_whole_sheet() -> None:
    for options in ({}, {"votes": True}, {"strip": True, "prompts": "none"}):
        page = bmcgen.make(POSTER, lines=True, **options).pages[0]
        title = min(line.y for line in page.lines() if line.element and page.elements[line.element].role == "H2")
        drawn = {
            round(mark.y1 % PITCH, 2) % round(PITCH, 2)
            for mark in page.marks
            if isinstance(mark, Rule) and mark.y1 == mark.y2 > title and mark.width == LINE and mark.x2 - mark.x1 > 100
        }
        strip = options.get("strip", False)
        assert len(drawn) == 1 or strip


def test_a_block_beside_two_others_has_their_rows() -> None:
    found = note_places(spots(A3), (144.6, 107.7))
    rows = {name: {round(place.y, 2) for place in places} for name, places in found.items()}
    assert rows["tall"] == rows["upper"] | rows["lower"]
    assert len(rows["tall"]) == 4


def test_a_block_on_which_the_grid_of_the_sheet_would_hold_fewer_notes_has_its_own() -> None:
    tight = {"tall": Rect(0, 40, 227, 510), "upper": Rect(227, 40, 227, 255), "lower": Rect(227, 295, 227, 255)}
    found = note_places(spots(tight), (100, 115))
    assert [len(found[name]) for name in tight] == [8, 2, 2]


def test_a_wide_block_has_the_columns_of_the_narrow_ones_if_it_holds_as_many_notes() -> None:
    wide = {**A3, "wide": Rect(0, 580, 568, 180)}
    alike = note_places(spots(wide), (107.7, 107.7))
    narrow = {round(place.x, 2) for name in ("tall", "upper") for place in alike[name]}
    assert narrow <= {round(place.x, 2) for place in alike["wide"]}
    assert len(alike["wide"]) == 5
    # One note for each of two and a half columns would be fewer than three.
    assert len(note_places(spots(wide), (144.6, 107.7))["wide"]) == 3


def test_prompts_take_the_upper_rows_and_the_others_share_what_height_is_left() -> None:
    whole, asked = note_places(spots(A3), (144.6, 80)), note_places(spots(A3, 120), (144.6, 80))
    for name, places in asked.items():
        assert 0 < len(places) < len(whole[name])
        assert {place.x for place in places} == {place.x for place in whole[name]}
        assert min(place.y for place in places) >= A3[name].y + 149
    rows = sorted({place.y for place in asked["tall"]})
    (step,) = {round(after - row, 2) for row, after in pairwise(rows)}
    assert step > 80 + 4 * MM
    assert {place.y for name in ("upper", "lower") for place in asked[name]} <= {*rows}


def test_places_on_a_large_sheet_begin_at_the_margin_of_the_text_in_rows_of_one_rhythm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = collected(monkeypatch)
    page = bmcgen.make(POSTER, paper="A0", note_size="76x76", strip=True, votes=True).pages[0]
    blocks = [each for each in found[:9] if each]
    assert len(blocks) == 9
    prompts = {round(line.x / page.width, 3) for line in page.lines() if line.text.startswith(("Wh", "How"))}
    upper = [each for each in blocks if min(place.y for place in each) < 500]
    tall = max(upper, key=len)
    rows = sorted({round(place.y, 2) for place in tall})
    steps = {round(after - row, 1) for row, after in pairwise(rows)}
    assert len(steps) == 1
    assert steps.pop() > tall[0].h + 3 * MM
    for each in upper:
        assert {round(place.y, 2) for place in each} <= {*rows}
    whole = page.width * tall[0].w / (76 * MM)
    assert {round(min(place.x for place in each) / whole, 3) for each in blocks} <= prompts


@pytest.mark.parametrize("options", [{}, {"votes": True}, {"strip": True, "votes": True}, {"prompts": "full"}])
def test_no_place_lies_on_a_text_or_a_ring_or_another_place(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    found = collected(monkeypatch)
    page = bmcgen.make(POSTER, note_size="51x38", locale="de", **options).pages[0]
    # Those that follow are of larger papers, on which blocks without a place would have some.
    places = [place for each in found[:9] for place in each]
    assert places
    for number, place in enumerate(places):
        # A note may reach a little into the space below a descender.
        assert not any(place.overlaps(box(line), 1.0) for line in page.lines())
        assert not any(place.overlaps(ring.rect) for ring in rings(page))
        assert not any(place.overlaps(other) for other in places[:number])


def test_places_have_ticks_at_their_corners_and_no_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = bmcgen.make(POSTER, prompts="none").pages[0]
    page = bmcgen.make(POSTER, prompts="none", note_size="51x38").pages[0]
    # Where there are places, the numbers stand beside the titles, and no giant ones.
    numbers = [mark for mark in page.marks if isinstance(mark, Line) and mark.text.isdigit()]
    assert len(numbers) == 9
    added = [mark for mark in page.marks if mark not in plain.marks and mark not in numbers]
    assert len(added) == 8 * sum(bmcgen.make(POSTER, prompts="none", note_size="51x38").places.values())
    for mark in added:
        assert isinstance(mark, Rule)
        assert mark.element is None
        assert abs(mark.x2 - mark.x1) + abs(mark.y2 - mark.y1) <= 4 * MM + 0.01


def right_of(page: Page, title: str) -> float:
    """Where the prompts of the block under a title end."""
    heading = next(line for line in page.lines() if line.text == title)
    lines = [line for line in page.lines() if heading.y < line.y < heading.y + 130 and line.x >= heading.x - 40]
    return max(line.x + line.width for line in lines if line.x < heading.x + 520) - heading.x


def test_the_prompts_of_wide_blocks_stand_at_the_left_of_lines_and_above_notes() -> None:
    for options in ({"lines": True}, {"dots": True}):
        assert right_of(bmcgen.make(POSTER, **options).pages[0], "Cost Structure") < 220
    for options in ({"note_size": "51x38"}, {}):
        assert right_of(bmcgen.make(POSTER, **options).pages[0], "Cost Structure") > 280


def test_questions_leave_most_places_of_a_large_sheet() -> None:
    options = {"paper": "A0", "note_size": "76x76", "strip": True, "votes": True}
    asking, bare = (sum(bmcgen.make(POSTER, prompts=each, **options).places.values()) for each in (None, "none"))
    assert asking >= 0.75 * bare
    assert asking > 40


def written(page: Page, plain: Page) -> list[Rule]:
    return [mark for mark in page.marks if isinstance(mark, Rule) and mark not in plain.marks]


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter"])
@pytest.mark.parametrize("ground", ["lines", "dots"])
def test_every_empty_block_has_lines_or_dots_below_or_beside_its_prompts(ground: str, paper: str) -> None:
    plain = bmcgen.make(POSTER, paper=paper).pages[0]
    page = bmcgen.make(POSTER, paper=paper, **{ground: True}).pages[0]
    found = written(page, plain)
    assert all(rule.y1 == rule.y2 and bool(rule.dots) == (ground == "dots") for rule in found)
    titles = [line for line in page.lines() if line.element and page.elements[line.element].role == "H2"]
    assert len(titles) == 9
    for title in titles:
        near = page.width / 4
        below = [rule for rule in found if rule.y1 > title.y and rule.x1 < title.x + near and rule.x2 > title.x]
        assert below
    for rule in found:
        lane = Rect(rule.x1, rule.y1 - 0.2, rule.x2 - rule.x1, 0.4)
        assert not any(lane.overlaps(box(line), 0.1) for line in page.lines())


def test_lines_stand_below_the_notes_of_a_filled_block_and_fill_empty_ones() -> None:
    data = {"layout": POSTER, "blocks": {"channels": ["One note"]}}
    plain, page = bmcgen.make(data).pages[0], bmcgen.make(data, lines=True).pages[0]
    note = next(line for line in page.lines() if line.text == "One note")
    column = [rule for rule in written(page, plain) if rule.x1 < note.x + 5 and rule.x2 > note.x and rule.y1 > 330]
    assert column
    assert min(rule.y1 for rule in column if rule.y1 > note.y - 60) > note.y


def test_lines_take_the_place_of_a_layouts_own_dots(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    own = (SHIPPED / "layouts" / f"{POSTER}.yaml").read_text(encoding="utf-8")
    dotted = own.replace("kind: notes, name: key-partners", "kind: notes, ground: dots, name: key-partners")
    (tmp_path / "layouts" / f"{POSTER}.yaml").write_text(dotted, encoding="utf-8")
    for lines in (False, True):
        page = bmcgen.make(POSTER, prompts="none", lines=lines, assets=tmp_path).pages[0]
        assert any(isinstance(mark, Rule) and mark.dots for mark in page.marks) == (not lines)


@pytest.mark.parametrize("ground", ["lines", "dots"])
def test_blocks_with_places_for_notes_have_nothing_else_to_write_on(ground: str) -> None:
    options: dict[str, Any] = {"paper": "A0", "note_size": "76x76"}
    plain, document = bmcgen.make(POSTER, **options), bmcgen.make(POSTER, **{ground: True}, **options)
    assert written(document.pages[0], plain.pages[0]) == []
    assert "places-only" in {each.code for each in document.warnings}
    assert "places-only" not in {each.code for each in plain.warnings}


@pytest.mark.parametrize("locale", LOCALES)
def test_lines_begin_less_than_two_pitches_below_prompts(locale: str) -> None:
    plain, page = (bmcgen.make(POSTER, locale=locale, lines=lines).pages[0] for lines in (False, True))
    rules = written(page, plain)
    for left in {rule.x1 for rule in rules if rule.y1 < 300}:
        first = min(rule.y1 for rule in rules if rule.x1 == left)
        above = [line.y for line in page.lines() if left - 1 < line.x < left + 60 and line.y < first]
        assert PITCH < first - max(above) < 2 * PITCH + 5


def test_tables_have_lines_of_their_own() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("worksheets", lines=True)
    assert [each.code for each in caught.value.diagnostics] == ["not-on-layout"]


@pytest.mark.parametrize("paper", ["A4", "A3", "A1", "Tabloid"])
@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_every_block_has_a_row_of_rings_that_a_dot_covers(theme: str, paper: str) -> None:
    page = bmcgen.make(POSTER, paper=paper, theme=theme, votes=True).pages[0]
    found = rings(page)
    assert len(found) == 5 * 9
    assert len({round(ring.rect.w, 2) for ring in found}) == 1
    assert found[0].rect.w >= 6.5 * MM - 0.01
    assert not any(ring.rect.overlaps(other.rect) for n, ring in enumerate(found) for other in found[:n])
    assert not any(ring.rect.overlaps(box(line)) for ring in found for line in page.lines())
    assert all(ring.element is None for ring in found)


def test_notes_of_a_filled_poster_stay_clear_of_rings() -> None:
    page = bmcgen.make(SAMPLES / "tidewell.yaml", votes=True).pages[0]
    cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.rect.w > 60 and mark.radius]
    found = rings(page)
    assert len(found) == 45
    assert len(cards) > 30
    assert not any(ring.rect.overlaps(card) for ring in found for card in cards)


PARTS = {
    "state": {"nl": "De poster toont", "de": "Das Poster zeigt", "en": "The poster shows"},
    "team": {"nl": "Team", "de": "Team", "en": "Team"},
    "segments": {"nl": "Segmenten en hun kleur", "de": "Segmente und ihre Farben", "en": "Segments and their colours"},
    "assumptions": {"nl": "Riskantste aannames", "de": "Riskanteste Annahmen", "en": "Riskiest assumptions"},
    "parking": {"nl": "Parkeerplaats", "de": "Themenspeicher", "en": "Parking lot"},
}


def headings(document: bmcgen.Document, locale: str = "en") -> set[str]:
    names = {said[locale]: part for part, said in PARTS.items()}
    page = document.pages[0]
    return {names[each.source] for each in page.elements if each.role == "H2" and each.source in names}


@pytest.mark.parametrize("theme", ["classic", "contrast"])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter", "Tabloid"])
def test_the_strip_has_all_its_parts(paper: str, locale: str, theme: str) -> None:
    document = bmcgen.make(POSTER, paper=paper, locale=locale, theme=theme, strip=True, prompts="none")
    assert headings(document, locale) == {*PARTS}
    assert len(document.pages) == 1
    labels = [each.source for each in document.pages[0].elements if each.role == "Lbl" and len(each.source) == 1]
    assert labels == ["A", "B", "C", "D", "E", "F", "1", "2", "3"]


def test_six_names_have_a_line_each_beside_a_link_too() -> None:
    page = bmcgen.make(POSTER, strip=True, link="https://example.org/board").pages[0]
    label, right = (
        next(line for line in page.lines() if line.text == text) for text in ("Team", "Segments and their colours")
    )
    lines = [
        mark
        for mark in page.marks
        if isinstance(mark, Rule) and mark.y1 == mark.y2 and label.x <= mark.x1 and mark.x2 < right.x
        and mark.y1 > label.y
    ]  # fmt: skip
    assert len(lines) == 6
    assert min(mark.x2 - mark.x1 for mark in lines) > 17 * MM


def test_the_strip_is_read_before_what_stands_below_it() -> None:
    page = bmcgen.make(POSTER, strip=True).pages[0]
    said = [element.source for element in page.elements if element.source]
    assert said.index("Revenue Streams") < said.index("Parking lot") < len(said) - 1
    assert said[-1].startswith("Canvas design")


def test_there_is_no_strip_unless_it_is_asked_for() -> None:
    assert headings(bmcgen.make(POSTER)) == set()
    assert bmcgen.make(POSTER).pages == bmcgen.make(POSTER, strip=False, votes=False, lines=False, dots=False).pages


@pytest.mark.parametrize("asked", ["team, parking", ["parking", "team"]])
def test_some_parts_of_the_strip_share_its_width(asked: str | list[str]) -> None:
    document = bmcgen.make(POSTER, strip=asked)
    assert headings(document) == {"team", "parking"}
    page = document.pages[0]
    team, parking = (next(line.x for line in page.lines() if line.text == text) for text in ("Team", "Parking lot"))
    assert team < 50
    assert parking > 300


def test_a_sheet_with_a_legend_names_its_segments_there() -> None:
    document = bmcgen.make(SAMPLES / "tidewell.yaml", strip=True)
    assert headings(document) == {*PARTS} - {"segments"}


def test_the_strip_is_on_the_first_sheet_only() -> None:
    notes = [f"A note about this and that, number {number}" for number in range(60)]
    document = bmcgen.make({"layout": POSTER, "locale": "en", "blocks": {"channels": notes}}, strip=True)
    assert len(document.pages) > 1
    assert not any(line.text == "Parking lot" for page in document.pages[1:] for line in page.lines())


def test_parked_notes_have_a_place_of_their_size() -> None:
    page = bmcgen.make(POSTER, paper="A1", note_size="76x76", strip=True, prompts="none").pages[0]
    label = next(line for line in page.lines() if line.text == "Parking lot")
    ticks = [
        mark
        for mark in page.marks
        if isinstance(mark, Rule) and mark.y1 == mark.y2 > label.y - 27 and 0 < mark.x2 - mark.x1 <= 8 * MM + 0.1
    ]
    assert {round(max(t.y1 for t in ticks) - min(t.y1 for t in ticks), 1)} == {round(76 * MM, 1)}
    assert min(tick.x1 for tick in ticks) > label.x + label.width


def own_layout(folder: Path, changes: Iterable[tuple[str, str]]) -> Path:
    from bmcgen.resources import SHIPPED

    text = (SHIPPED / "layouts" / "business-model.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "layouts").mkdir()
    (folder / "layouts" / "mine.yaml").write_text(text, encoding="utf-8")
    return folder


STRIP = "strip: [state, team, segments, assumptions, parking]"


def test_a_layout_says_what_its_strip_has(tmp_path: Path) -> None:
    assets = own_layout(tmp_path, [(STRIP, "strip: [segments, state]")])
    assert headings(bmcgen.make("mine", assets=assets, strip=True)) == {"segments", "state"}
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("mine", assets=assets, strip="parking")
    (found,) = caught.value.diagnostics
    assert (found.code, found.where.file) == ("not-on-layout", "--strip")
    assert "segments, state" in found.hint


def test_a_part_that_no_strip_has_is_told_at_its_place_in_the_layout(tmp_path: Path) -> None:
    assets = own_layout(tmp_path, [(STRIP, "strip: [segments, parkin]")])
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("mine", assets=assets)
    (found,) = caught.value.diagnostics
    assert found.where.text.startswith("strip:")
    assert "parking" in found.hint


def test_a_layout_may_have_the_strip_in_its_grid(tmp_path: Path) -> None:
    foot = "    foot foot foot foot foot foot foot foot foot foot\n"
    changes = [
        (foot, foot.replace("foot", "room") + foot),
        ("    - minmax(7 mm, 100 mm)\n", "    - 40 mm\n    - minmax(7 mm, 100 mm)\n"),
        ("  foot: {kind: footer}", "  room: {kind: workshop, parts: [team, parking]}\n  foot: {kind: footer}"),
    ]
    assert headings(bmcgen.make("mine", assets=own_layout(tmp_path, changes))) == {"team", "parking"}


@pytest.mark.parametrize(
    ("layout", "options", "place"),
    [
        ("persona", {"strip": True}, "--strip"),
        ("worksheets", {"votes": True}, "--votes"),
        ("handout", {"note_size": "76x76"}, "--note-size"),
        ("handout", {"lines": True}, "--lines"),
        ("prompt-cards", {"dots": True}, "--dots"),
        ("worksheets", {"link": "https://example.org"}, "--link"),
    ],
)
def test_what_a_layout_has_no_place_for_is_refused_with_those_that_have(
    layout: str, options: dict[str, Any], place: str
) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(layout, **options)
    (found,) = caught.value.diagnostics
    assert (found.code, found.where.file) == ("not-on-layout", place)
    assert POSTER in found.hint


def test_in_a_pack_the_parts_have_what_they_have_a_place_for() -> None:
    document = bmcgen.make("pack", strip=True, votes=True, without=["handout", "facilitation"])
    by_name = {part.name: part for part in document.parts}
    assert headings(by_name["business-model"]) == {*PARTS}
    assert headings(by_name["worksheets"]) == set()
    with pytest.raises(bmcgen.Problems, match="pack has no strip"):
        bmcgen.make("pack", strip=True, without=["business-model"])


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"strip": "segmens"}, ValueError),
        ({"strip": 3}, TypeError),
        ({"votes": "no"}, TypeError),
        ({"lines": True, "dots": True}, ValueError),
    ],
)
def test_what_cannot_be_meant_is_refused(options: dict[str, Any], wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        bmcgen.make(POSTER, **options)


def test_a_blank_poster_with_everything_names_every_block() -> None:
    asked: dict[str, Any] = {"strip": True, "votes": True, "lines": True, "link": "https://example.org/board"}
    document = bmcgen.make(POSTER, note_size="51x38", prompts="none", **asked)
    assert {*document.places} == {*BLOCKS}
    document.verify()


@pytest.mark.parametrize("locale", LOCALES)
def test_both_states_look_alike_and_the_code_has_the_last_cell(locale: str) -> None:
    (page,) = bmcgen.make(POSTER, locale=locale, paper="A3", strip=True, link="https://example.org/x").pages
    boxes = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.rect.w == BOX]
    assert len(boxes) == 2
    beside = [
        [line for line in page.lines() if 0 < line.x - box.right < 6 and abs(line.y - box.bottom) < 12] for box in boxes
    ]
    assert all(beside)
    assert len({(line.size, line.runs[0].face) for found in beside for line in found}) == 1
    # They stand on the first two lines of the other parts.
    rules = sorted({mark.y1 for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2 > boxes[0].y})
    assert [box.bottom for box in boxes] == pytest.approx(rules[:2])
    uprights = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2]
    assert max(mark.x1 for mark in uprights if mark.y2 > 0.9 * page.height) == pytest.approx(page.width - 10 * MM)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", ["A1", "A0"])
def test_headings_of_the_strip_are_one_size_and_break_no_word(paper: str, locale: str) -> None:
    options = {"note_size": "76x76", "strip": True, "votes": True, "link": "https://example.org/x"}
    for theme in ("classic", "contrast"):
        (page,) = bmcgen.make(POSTER, locale=locale, paper=paper, theme=theme, **options).pages
        strip = [line for line in page.lines() if line.y > page.height * 0.75]
        assert not [line.text for line in strip if line.joint == "-"]
        assert "example.org/x" in {line.text for line in strip}
        heads = [line for line in strip if line.element and page.elements[line.element].role == "H2"]
        assert len({line.size for line in heads}) == 1
        if theme == "classic":
            assert len(heads) == len({line.element for line in heads}) == 5


@pytest.mark.parametrize("locale", LOCALES)
def test_lines_for_roles_stand_beside_those_for_names(locale: str) -> None:
    (page,) = bmcgen.make("business-model", locale=locale, strip=True).pages
    role = {"en": "role", "nl": "rol", "de": "Rolle"}[locale]
    (head,) = [line for line in page.lines() if line.text == role]
    rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2 > head.y]
    assert len([rule for rule in rules if rule.x1 == head.x]) == 3


def test_a_legend_is_no_larger_than_the_heads_of_the_strip_above_it() -> None:
    data = {"layout": "business-model", "locale": "en", "segments": ["Students"], "blocks": {"channels": ["Hall"]}}

    def size(**asked: Any) -> float:
        (page,) = bmcgen.make(data, **asked).pages
        return min(line.size for line in page.lines() if line.text == "Segments")

    assert size() > 13
    assert size(strip=True) <= 10
