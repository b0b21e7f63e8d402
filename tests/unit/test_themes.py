"""What the themes promise: large print is large, what saves ink prints cleanly, and tints mean something."""

import pathlib
from itertools import combinations, product
from math import sqrt
from typing import Any

import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.assets.papers import PAPERS
from bmcgen.assets.themes import read_theme
from bmcgen.diagnostics import Place
from bmcgen.geometry import MM, Rect
from bmcgen.kinds.notes.grounds import RADIUS
from bmcgen.model.layout import Colour, Theme
from bmcgen.model.page import Line, Page, Panel, Path, Rule
from bmcgen.pages.planning.grid import plan
from bmcgen.resources import SHIPPED
from tests.conftest import LOCALES, SAMPLES, canvas, ready
from tests.matrix import tried

HERE = Place("test")
LAYOUTS = Assets.of(None).names("layouts")
SIGNS = ("Lbl", "Figure")
"""The roles of what is no text: letters in badges, and the words of a picture."""


def theme(name: str) -> Theme:
    return read_theme(Assets.of(None), name, HERE)


def ratio(one: Colour, other: Colour) -> float:
    """The contrast of two colours after WCAG 2.2."""
    lights = []
    for colour in (one, other):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.rgb]
        lights.append(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)))
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def role(page: Page, line: Line) -> str:
    return page.elements[line.element].role if line.element is not None else ""


def lowest(page: Page) -> float:
    """How far down a page goes, without its foot, in parts of its height."""
    foot = 0.93 * page.height
    ends = [mark.y for mark in page.lines()]
    ends += [max(mark.y1, mark.y2) for mark in page.marks if isinstance(mark, Rule)]
    ends += [mark.rect.bottom for mark in page.marks if isinstance(mark, Panel | Path)]
    return max(end for end in ends if end < foot) / page.height


def test_what_is_drawn_in_large_print_has_a_contrast_of_three_to_one_and_text_is_black() -> None:
    look = theme("contrast")
    paper = look.colours["paper"]
    assert {look.colours["ink"].rgb, look.colours["soft"].rgb} == {(0.0, 0.0, 0.0)}
    for line in (look.colours["rule"], look.colours["hairline"], *look.accents.values()):
        assert ratio(line, paper) >= 3
    for note in look.notes.values():
        assert ratio(look.colours["ink"], note.tint) >= 7
        for ground in (paper, note.tint):
            assert ratio(note.edge, ground) >= 3
            assert ratio(note.strong, ground) >= 7


@pytest.mark.parametrize("layout", LAYOUTS)
def test_large_print_has_no_light_and_no_condensed_type(layout: str) -> None:
    document = ready(layout, theme="contrast", locale="de")
    faces = {
        run.face
        for page in document.pages
        for line in page.lines()
        if role(page, line) != "Figure"
        for run in line.runs
        if line.size > 9.5
    }
    assert faces
    assert not [face for face in faces if "Light" in face or "Condensed" in face]


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3", "A0"])
@pytest.mark.parametrize("what", ["business-model", "lean-canvas", SAMPLES / "tidewell.yaml", SAMPLES / "hofwerk.yaml"])
def test_nothing_on_a_poster_in_large_print_is_small(what: Any, paper: str) -> None:
    least = 12 * part_of_a3(paper)
    for page in bmcgen.make(what, theme="contrast", paper=paper).pages:
        for line in page.lines():
            # Letters in badges are parts of them.
            assert line.size >= least - 0.01 or role(page, line) in SIGNS or len(line.text) == 1, line.text


def part_of_a3(paper: str) -> float:
    wide, high = PAPERS[paper]
    return sqrt(wide * high / (PAPERS["A3"][0] * PAPERS["A3"][1]))


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3", "A0"])
def test_values_in_large_print_are_larger_than_their_labels_and_bold(paper: str) -> None:
    (page, *_) = bmcgen.make(
        {"layout": "business-model", "locale": "en", "title": "A title", "designed-by": "Grace Boateng"},
        theme="contrast",
        paper=paper,
    ).pages
    sizes = {line.text: (line.size, line.runs[0].face) for line in page.lines()}
    (label, regular), (value, bold) = sizes["Designed by"], sizes["Grace Boateng"]
    assert regular.endswith("Regular")
    assert bold.endswith("Bold")
    assert value >= 1.15 * label - 0.01
    part = part_of_a3(paper)
    assert label >= 12 * (sqrt(part) if part < 1 else part) - 0.01


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3", "A0"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_blank_poster_in_large_print_is_one_sheet_with_as_many_questions_in_each_block(
    locale: str, paper: str
) -> None:
    document = ready("business-model", theme="contrast", locale=locale, paper=paper)
    (page,) = document.pages
    said = {element.source for element in page.elements}
    words = read_canvas(Assets.of(None), locale, read_layout(Assets.of(None), "business-model", HERE)).blocks
    counts = {name: [question in said for question in block.questions] for name, block in words.items()}
    most = max(sum(each) for each in counts.values())
    assert most >= 1
    for name, printed in counts.items():
        assert printed == [number < most for number in range(len(printed))], name
    fewer = most < max(map(len, counts.values()))
    assert [warning.code for warning in document.warnings] == ["fewer-prompts"] * fewer


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
def test_twenty_short_notes_in_large_print_are_one_sheet(paper: str) -> None:
    names = ["key-partners", "key-activities", "value-propositions", "channels", "customer-segments", "cost-structure"]
    blocks = {name: [f"A short note {number}" for number in range(3)] for name in names}
    data = {"layout": "business-model", "locale": "de", "blocks": blocks}
    ordinary, large = (bmcgen.make(data, paper=paper, theme=name).pages for name in ("classic", "contrast"))
    assert len(large) == 1
    usual, larger = (
        max(line.size for line in page.lines() if line.text.startswith("A short")) for page in (ordinary[0], large[0])
    )
    assert larger > usual


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("locale", LOCALES)
def test_cards_in_large_print_are_larger_cards_that_do_not_continue(locale: str, paper: str) -> None:
    ordinary, large = (
        ready("prompt-cards", theme=name, locale=locale, paper=paper) for name in ("classic", "contrast")
    )
    assert (len(ordinary.pages), len(large.pages)) == (6, 12)
    sizes = [min(line.size for page in each.pages for line in page.lines()) for each in (ordinary, large)]
    assert sizes[1] >= sizes[0] * 7 / 6


@pytest.mark.parametrize(
    ("sheet", "locale", "paper"),
    tried(
        product(
            [("handout", 0.22), ("facilitation", 0.28), ("worksheets", 0.6), ("persona", 0.6)],
            LOCALES,
            ["A4", "Letter"],
        )
    ),
)
def test_no_page_in_large_print_is_nearly_empty(sheet: tuple[str, float], locale: str, paper: str) -> None:
    layout, least = sheet
    document = ready(layout, theme="contrast", locale=locale, paper=paper)
    assert min(lowest(page) for page in document.pages) >= least


@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("layout", ["persona", "handout", "facilitation"])
def test_large_print_in_the_hand_is_read_at_12_pt_and_nothing_of_it_is_under_10(layout: str, locale: str) -> None:
    document = ready(layout, theme="contrast", locale=locale, paper="A4")
    # The case of the guide is a picture of a sheet.
    pages = [page for page in document.pages if page.width < page.height]
    assert min(line.size for page in pages for line in page.lines()) >= 10
    sizes = {
        round(line.size, 1)
        for page in pages
        for line in page.lines()
        if len(line.text.split()) > 4 and page.elements[line.element or 0].role == "P"
    }
    assert min(size for size in sizes if size > 10.2) >= 12


def test_margins_are_as_wide_in_large_print() -> None:
    for layout, margin in (("business-model", 10 * MM), ("handout", 14 * MM)):
        for name in ("classic", "contrast"):
            page = ready(layout, theme=name).pages[0]
            assert min(line.x for line in page.lines()) == pytest.approx(margin, abs=0.5)


@pytest.mark.parametrize("what", ["business-model", "persona", "handout", SAMPLES / "tidewell.yaml"])
def test_what_saves_ink_has_one_weight_and_black_text(what: Any) -> None:
    document = bmcgen.make(what, theme="ink")
    lines = [line for page in document.pages for line in page.lines() if role(page, line) not in SIGNS]
    assert not [line.text for line in lines if "Light" in line.runs[0].face]
    assert {line.colour.cmyk for line in lines} == {(0.0, 0.0, 0.0, 1.0)}


def test_ink_type_is_as_large_as_in_the_other_themes() -> None:
    one, other = (ready("business-model", theme=name, paper="A4").pages[0] for name in ("classic", "ink"))
    assert min(line.size for line in one.lines()) == min(line.size for line in other.lines())


def touching(one: Rect, other: Rect) -> bool:
    beside = min(one.right, other.right) - max(one.x, other.x)
    below = min(one.bottom, other.bottom) - max(one.y, other.y)
    return min(beside, below) > -1 and max(beside, below) > 1


@pytest.mark.parametrize("layout", ["business-model", "lean-canvas"])
def test_areas_that_meet_differ_in_grey(layout: str) -> None:
    tints, made = theme("colour").tints, read_layout(Assets.of(None), layout, HERE)
    frames = [frame for frame in plan(made, made.sheets[0], lambda area, width: (0.0, 0.0)).frames if frame.block.name]
    pairs = {
        frozenset((one.block.accent, other.block.accent))
        for one, other in combinations(frames, 2)
        if one.block.accent != other.block.accent and touching(one.rect, other.rect)
    }
    assert len(pairs) >= 4
    for one, other in pairs:
        assert abs(tints[one].grey - tints[other].grey) >= 0.035, (one, other)


def test_the_nearer_to_the_offer_the_deeper_the_tint() -> None:
    tints = theme("colour").tints
    grey = {name: tint.grey for name, tint in tints.items()}
    assert grey["offer"] < min(grey["customers"], grey["infrastructure"])
    assert max(grey["customers"], grey["infrastructure"]) < grey["finance"]
    assert abs(grey["customers"] - grey["infrastructure"]) < 0.01


@pytest.mark.parametrize("layout", ["business-model", "lean-canvas"])
def test_a_tint_belongs_to_the_area_of_its_block(layout: str) -> None:
    look, made = theme("colour"), read_layout(Assets.of(None), layout, HERE)
    (page,) = ready(layout, theme="colour").pages
    areas = {look.tints[block.accent] for block in made.written}
    counted = [mark.fill for mark in page.marks if isinstance(mark, Panel) and mark.fill in areas]
    for area in areas:
        assert counted.count(area) == sum(look.tints[block.accent] == area for block in made.written)


def test_where_colours_tell_segments_apart_all_blocks_have_one_quiet_ground() -> None:
    look = theme("colour")
    blocks = {"channels": [{"text": "a", "segment": "A"}, "b"]}
    (page,) = bmcgen.make(canvas(segments=["A"], blocks=blocks), theme="colour").pages
    others = [mark.fill for mark in page.marks if isinstance(mark, Panel) and mark.edge is None and mark.rect.h > 60]
    assert len(others) == 9
    assert len({*others}) == 1
    assert look.ground
    assert look.ground.grey + 0.03 < others[0].grey < look.notes["plain"].tint.grey - 0.02
    assert all(ratio(look.colours[name], others[0]) >= 7 for name in ("ink", "soft"))


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("name", ["classic", "contrast"])
def test_a_legend_keeps_its_distance_from_the_frame(name: str, paper: str) -> None:
    page = bmcgen.make(SAMPLES / "longoven.yaml", theme=name, paper=paper).pages[0]
    rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2]
    frame = max(mark.y2 for mark in rules if mark.y2 - mark.y1 > page.height / 10)
    edge = min(mark.y1 for mark in rules if mark.y1 > frame)
    assert 1.7 * MM <= edge - frame <= 2.9 * MM


def test_sheets_for_one_print_leave_some_for_the_other(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    text = (SHIPPED / "layouts" / "facilitation.yaml").read_text(encoding="utf-8")
    sheets = text[text.index("  - grid:") : text.index("sizes:")]
    assert text.count(sheets) == 1
    lacking = text.replace("print: ordinary", "print: large").replace(sheets, "")
    (folder / "mine.yaml").write_text(lacking, encoding="utf-8")
    with pytest.raises(bmcgen.Problems, match="no sheet is left for ordinary print"):
        bmcgen.make("mine", assets=tmp_path)


def test_outlined_notes_show_a_colour_of_their_own_by_a_heavy_edge_in_it() -> None:
    look = theme("ink")
    notes = [{"text": "Red", "colour": "red"}, {"text": "Plain"}, {"text": "About A", "segment": "A"}]
    (page,) = bmcgen.make(canvas(segments=["A"], blocks={"channels": notes}), theme="ink").pages
    red, plain, about = (mark for mark in page.marks if isinstance(mark, Panel) and mark.radius == RADIUS)
    assert red.edge == look.notes["red"].strong
    assert plain.edge == about.edge == look.notes["plain"].edge
    assert red.edge_width > 3 * plain.edge_width == 3 * about.edge_width


@pytest.mark.parametrize("name", ["classic", "colour", "ink", "contrast"])
def test_a_note_with_a_colour_of_its_own_has_a_second_frame_in_every_theme(name: str) -> None:
    """One that has the colour of its segment has none."""
    notes = [{"text": "Red", "colour": "red"}, {"text": "Plain"}, {"text": "About A", "segment": "A"}]
    (page,) = bmcgen.make(canvas(segments=["A"], blocks={"channels": notes}), theme=name).pages
    cards = [mark for mark in page.marks if isinstance(mark, Panel) and mark.edge and 60 < mark.rect.w < page.width / 3]
    red, plain, about = (
        next(line for line in page.lines() if line.text.startswith(text)) for text in ("Red", "Plain", "About")
    )
    assert [sum(each.rect.y < line.y < each.rect.bottom for each in cards) for line in (red, plain, about)] == [2, 1, 1]
    card, frame = (each for each in cards if each.rect.y < red.y < each.rect.bottom)
    assert card.rect.contains(frame.rect)
    assert frame.edge == theme(name).notes["red"].strong
    assert frame.rect.y < red.y - red.size * 0.8
    assert frame.rect.x < red.x
    assert red.x + red.width < frame.rect.right


def test_in_grey_notes_about_somebody_are_grey_and_plain_ones_white() -> None:
    tints = {name: note.tint.grey for name, note in theme("classic").notes.items()}
    (pale,) = {grey for name, grey in tints.items() if name != "plain"}
    assert pale < 0.95
    assert tints["plain"] == 1.0


def test_a_tint_for_an_accent_that_is_none_is_told(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "layouts" / "themes"
    folder.mkdir(parents=True)
    text = (SHIPPED / "layouts" / "themes" / "colour.yaml").read_text(encoding="utf-8")
    (folder / "mine.yaml").write_text(text.replace('  offer: "#F9', '  ofer: "#F9'), encoding="utf-8")
    with pytest.raises(bmcgen.Problems, match='there is no accent "ofer" for a tint') as caught:
        bmcgen.make("business-model", theme="mine", assets=tmp_path)
    assert "offer" in caught.value.diagnostics[0].hint
