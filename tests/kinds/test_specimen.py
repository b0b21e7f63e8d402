"""A specimen: the canvas of a worked case, shown in small by the display list of its own page."""

import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED
from bmcgen.drawing.builder import Builder
from bmcgen.geometry import MM
from bmcgen.kinds import specimen
from bmcgen.model.page import Line, Page, Panel
from tests.conftest import BLOCKS, LOCALES, loaded, ready
from tests.matrix import tried

THEMES = ("classic", "colour", "ink", "contrast")


def shown(document: bmcgen.Document) -> list[tuple[int, Page]]:
    """The pages that lie, with their numbers."""
    return [(number, page) for number, page in enumerate(document.pages) if page.width > page.height]


def inside(page: Page, index: int | None, figure: int) -> bool:
    while index is not None and index != figure:
        index = page.elements[index].parent
    return index == figure


def data(locale: str) -> dict[str, Any]:
    found: dict[str, Any] = loaded(SHIPPED / "locales" / locale / "handout-case.yaml")
    return found


def words(locale: str) -> dict[str, Any]:
    found: dict[str, Any] = loaded(SHIPPED / "locales" / locale / "handout.yaml")
    return found["blocks"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_guide_shows_the_canvas_of_its_case_after_the_nine_blocks_of_it(locale: str) -> None:
    document = ready("handout", locale=locale)
    ((number, page),) = shown(document)
    case = words(locale)["case"]
    titles = [each.title.partition(" (")[0] for each in document.pages]
    assert titles[number] == words(locale)["case-canvas"]["title"]
    assert titles[number - 1] == case["title"]
    assert titles[number + 1] == words(locale)["case-figures"]["title"]
    # Every note of the data file stands in the picture once, and nothing else does in a list of notes.
    notes = [
        each if isinstance(each, str) else each["text"] for name in BLOCKS for each in data(locale)["blocks"][name]
    ]
    figure = next(index for index, each in enumerate(page.elements) if each.role == "Figure")
    file = f"locales/{locale}/handout-case.yaml"
    said = [
        page.words_of(index).strip().replace("\u00a0", " ")
        for index, each in enumerate(page.elements)
        if each.role == "LBody" and each.source in notes and each.where and each.where.file.endswith(file)
    ]
    assert sorted(said) == sorted(notes)
    lines = [line for line in page.lines() if line.element is not None and inside(page, line.element, figure)]
    edge = next(mark for mark in page.marks if isinstance(mark, Panel) and mark.element == figure)
    for line in lines:
        assert edge.rect.x < line.x < line.x + line.width < edge.rect.right
        assert edge.rect.y < line.y < edge.rect.bottom
    credit = [line for line in lines if "Strategyzer AG" in line.text and "CC BY-SA 3.0" in line.text]
    assert [line.size >= 5 for line in credit] == [True]


@pytest.mark.parametrize(("locale", "theme"), tried(product(LOCALES, THEMES), together=1))
def test_its_type_can_be_read_on_a4_in_every_theme(locale: str, theme: str) -> None:
    pages = [page for _, page in shown(ready("handout", locale=locale, theme=theme))]
    assert len(pages) == 1 + (theme == "contrast")
    least, least_note = (7, 12) if theme == "contrast" else (5, 6.5)
    assert min(line.size for page in pages for line in page.lines()) >= least
    written = [
        line.size
        for page in pages
        for line in page.lines()
        if line.element is not None and page.elements[line.element].role == "LBody" and len(line.text) > 1
        if (where := page.elements[line.element].where) and where.file.endswith("handout-case.yaml")
        if theme != "contrast" or where.line > 12
    ]
    assert min(written) >= least_note  # in ordinary print the legend too


@pytest.mark.parametrize("locale", LOCALES)
def test_in_large_print_each_half_of_the_case_has_a_page(locale: str) -> None:
    first, second = (page for _, page in shown(ready("handout", locale=locale, theme="contrast")))
    noted: list[str] = []
    for page in (first, second):
        assert [each.role for each in page.elements].count("Figure") == 1
        file = f"locales/{locale}/handout-case.yaml"
        noted += [
            each.source
            for each in page.elements
            if each.role == "LBody" and each.where and each.where.file.endswith(file) and each.source
        ]
    assert {
        each if isinstance(each, str) else each["text"] for name in BLOCKS for each in data(locale)["blocks"][name]
    } <= {*noted}


def test_it_is_one_figure_with_a_text_in_its_place_and_no_headings_inside() -> None:
    ((_, page),) = shown(ready("handout", locale="en"))
    figures = [index for index, each in enumerate(page.elements) if each.role == "Figure"]
    (figure,) = figures
    assert page.elements[figure].alt == words("en")["case-canvas"]["alt"]
    roles = [each.role for index, each in enumerate(page.elements) if inside(page, index, figure) and index != figure]
    assert {"P", "L", "LI", "LBody"} <= set(roles) <= {"P", "L", "LI", "Lbl", "LBody"}
    assert [each.source for each in page.elements if each.role == "H2"] == ["Rondo’s canvas"]


@pytest.mark.parametrize("asked", [{"prompts": "none"}, {"blocks": ["channels"]}])
def test_the_short_edition_and_single_blocks_have_none(asked: dict[str, Any]) -> None:
    assert shown(bmcgen.make("handout", **asked)) == []


def test_the_pack_shows_it_within_the_guide() -> None:
    pack = bmcgen.make("pack", without=["business-model", "persona", "worksheets", "prompt-cards", "facilitation"])
    ((number, page),) = shown(pack)
    guide = next(chapter for chapter in pack.chapters if chapter.count > 9)
    assert guide.start < number < guide.start + guide.count
    assert page.title == "Rondo’s canvas"


def drawn_with(change: Callable[[Builder], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of what the proofs say when something has happened to the picture."""
    draw = specimen.draw_page

    def changed(builder: Builder, *args: Any) -> None:
        draw(builder, *args)
        change(builder)

    monkeypatch.setattr(specimen, "draw_page", changed)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("handout", locale="en")
    return [each.code for each in caught.value.diagnostics]


def numbered(builder: Builder, text: str) -> tuple[int, Line]:
    lines = ((number, mark) for number, mark in enumerate(builder.marks) if isinstance(mark, Line))
    return next((number, line) for number, line in lines if line.text.startswith(text))


def test_a_note_that_the_picture_loses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(builder: Builder) -> None:
        del builder.marks[numbered(builder, "Workshop")[0]]

    assert drawn_with(lose, monkeypatch) == ["lost-words"]


def test_a_note_that_stands_on_another_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def move(builder: Builder) -> None:
        number, line = numbered(builder, "Workshop")
        builder.marks[number] = specimen.placed(
            line, line.element, y=numbered(builder, "A record of every")[1].y - line.y
        )

    assert "text-over-text" in drawn_with(move, monkeypatch)


WORDS = """
title: A case
subject: Cases
blocks:
  shop: {title: The shop, caption: As it is., alt: A filled canvas}
"""
LAYOUT = """
words: own
canvas: business-model
page: {paper: A4, margin: 14 mm}
papers: [A4, A6]
sheets:
  - orientation: landscape
    grid: {columns: [1fr], rows: [1fr], areas: shop}
    blocks:
      shop: {kind: specimen, name: shop, case: corner, sheet: 354x215mm}
sizes: {text: {largest: 10 pt, smallest: 9 pt}, prompt: {largest: 10 pt, smallest: 9 pt}}
continuation: {columns: 2}
"""
CASE = """
layout: business-model
title: Corner shop
blocks:
  channels: [The shop itself]
"""


def own(folder: Path, *, layout: str = LAYOUT, words: str = WORDS, case: str | None = CASE, **asked: Any) -> Any:
    files = {"layouts/own.yaml": layout, "locales/en/own.yaml": words, "locales/en/corner.yaml": case}
    for name, text in files.items():
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return bmcgen.make("own", assets=folder, **asked)


def refused(folder: Path, **files: Any) -> str:
    with pytest.raises(bmcgen.Problems) as caught:
        own(folder, **files)
    return str(caught.value)


def test_a_case_of_ones_own_needs_a_layout_and_two_files_of_words(tmp_path: Path) -> None:
    (page,) = own(tmp_path).pages
    said = [line.text for line in page.lines()]
    assert {"The shop", "As it is.", "Corner shop", "The shop itself"} <= {*said}
    assert page.width == pytest.approx(297 * MM)
    assert page.title == "The shop"


def test_without_a_name_the_case_is_called_like_its_block_and_without_sides_it_is_on_its_own_paper(
    tmp_path: Path,
) -> None:
    (tmp_path / "locales/en").mkdir(parents=True)
    (tmp_path / "locales/en/shop.yaml").write_text(CASE, encoding="utf-8")
    large = LAYOUT.replace("A4", "A3").replace(", case: corner, sheet: 354x215mm", "")
    (page,) = own(tmp_path, layout=large, case=None).pages
    frame = next(mark.rect for mark in page.marks if isinstance(mark, Panel))
    assert frame.w / frame.h == pytest.approx(420 / 297, rel=0.001)


def test_half_of_a_case_is_as_large_as_all_of_it(tmp_path: Path) -> None:
    both = LAYOUT.replace("case: corner,", "case: corner, half: right,")
    (page,) = own(tmp_path, layout=both, case=CASE + "  key-partners: [The baker]\n").pages
    said = {line.text for line in page.lines()}
    assert {"The shop itself", "Channels"} <= said
    assert not {"The baker", "Key Activities"} & said


def test_a_canvas_that_no_line_divides_has_no_halves(tmp_path: Path) -> None:
    halved = LAYOUT.replace("case: corner,", "case: corner, half: left,").replace("business-model", "retrospective")
    case = CASE.replace("business-model", "retrospective").replace("channels", "start")
    said = refused(tmp_path, layout=halved, case=case)
    assert "own.yaml:10:62: error[bad-value]: no line down retrospective divides it between two pages" in said


def test_a_long_title_has_its_caption_below(tmp_path: Path) -> None:
    (page,) = own(tmp_path, words=WORDS.replace("The shop", "A shop " + "on the corner of " * 8)).pages
    lines = {line.text: line for line in page.lines()}
    title = next(line for line in page.lines() if line.text.startswith("A shop"))
    assert lines["As it is."].x == title.x
    assert lines["As it is."].y > title.y + 10


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"case": None}, 'own.yaml:10:48: error[missing-case]: the locale "en" has no case "corner"'),
        ({"case": "layout: persona\ntitle: P\n"}, "corner.yaml:1:1: error[wrong-layout]: own is about business-model"),
        ({"case": f"{CASE}---{CASE}"}, "error[bad-case]: a case is one canvas, and this file holds 2"),
        ({"case": CASE.replace("channels", "chanels")}, 'did you mean "channels"'),
        ({"layout": LAYOUT.replace("354x215mm", "354x215")}, "is not a sheet size such as 380x226mm"),
        ({"layout": LAYOUT.replace("354x215mm", "20x215mm")}, "from 50 mm to 3 m"),
        ({"layout": LAYOUT.replace("354x215mm", "1200x800mm")}, 'error[no-room]: "shop" needs'),
        ({"layout": LAYOUT.replace("canvas: business-model\n", "")}, '"canvas" is missing'),
        ({"words": WORDS.replace("caption: As it is., ", "")}, '"caption" is missing under "shop"'),
        (
            {"case": CASE.replace("[The shop itself]", str(["A note of several words"] * 200))},
            "error[no-room]: this case does not fit on one page",
        ),
    ],
)
def test_what_cannot_be_shown_is_told_where_it_stands(tmp_path: Path, files: dict[str, Any], message: str) -> None:
    assert message in refused(tmp_path, **files)


def test_a_locale_of_ones_own_without_the_case_is_told_which_file_to_write(tmp_path: Path) -> None:
    folder = tmp_path / "locales/cy"
    shutil.copytree(SHIPPED / "locales/en", folder)
    (folder / "handout-case.yaml").unlink()
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("handout", locale="cy", assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.file) == ("missing-case", str(folder / "handout-case.yaml"))
    assert bmcgen.make("handout", locale="cy", assets=tmp_path, prompts="none").pages
    shutil.copy(SHIPPED / "locales/en/handout-case.yaml", folder)
    ((_, page),) = shown(bmcgen.make("handout", locale="cy", assets=tmp_path))
    assert page.title == "Rondo’s canvas"


def test_pages_that_share_a_sheet_all_lie_one_way(tmp_path: Path) -> None:
    shared = LAYOUT + "imposition: {paper: A3, orientation: landscape, across: 2, down: 1}\n"
    assert "own.yaml:7:5: error[bad-value]: pages that share a sheet of A3 must all be portrait" in refused(
        tmp_path, layout=shared
    )
