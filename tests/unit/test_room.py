"""Nothing stands on anything: long titles wrap, fields give way, forms have room to write, large print is large."""

from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Place
from bmcgen.drawing.set_text import ONE_LINE
from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Line, Page, Panel, Rule
from bmcgen.pages.planning.grid import halves
from bmcgen.pages.room import differing
from bmcgen.resources import SHIPPED
from tests.conftest import LOCALES, SAMPLES, ready
from tests.matrix import tried

LONG = "Kommunikations-, Distributions- und Verkaufskanäle für alle"
FULL = {
    "title": ("Everything that is worth saying about a canvas " * 9)[:299].strip(),
    "designed-for": ("The council of a place with a long name " * 9)[:199].strip(),
    "designed-by": ("A team whose members are all named here " * 9)[:199].strip(),
    "date": ("some day of a year that nobody knows " * 9)[:99].strip(),
    "version": ("the one before the last " * 9)[:59].strip(),
}


def box(line: Line) -> Rect:
    return Rect(line.x + 0.3, line.y - 0.66 * line.size, line.width - 0.6, 0.82 * line.size)


def clashes(page: Page) -> list[tuple[str, str]]:
    """Lines that stand on one another, and lines less than 4 mm from the edge."""
    lines = [line for line in page.lines() if line.text.strip()]
    found = [
        (one.text, other.text)
        for number, one in enumerate(lines)
        for other in lines[:number]
        if box(one).overlaps(box(other), 0.2)
    ]
    live = Rect(0, 0, page.width, page.height).inset(4 * MM, 4 * MM, 4 * MM, 4 * MM)
    return found + [(line.text, "the edge") for line in lines if not live.contains(box(line))]


def sound(document: bmcgen.Document) -> bool:
    found = [clash for page in document.pages for clash in clashes(page)]
    assert not found, found[:4]
    return True


def own_titles(tmp_path: Path, titles: dict[str, str]) -> Path:
    """A folder with the poster's English words in which some blocks have other titles."""
    folder = tmp_path / "locales" / "en"
    folder.mkdir(parents=True, exist_ok=True)
    for path in (SHIPPED / "locales" / "en").glob("*.*"):
        text = path.read_text(encoding="utf-8")
        if path.name == "business-model.yaml":
            for old, new in titles.items():
                assert f"title: {old}\n" in text
                text = text.replace(f"title: {old}\n", f'title: "{new}"\n')
        (folder / path.name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter"])
@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_a_long_block_title_takes_more_lines_within_its_block(tmp_path: Path, theme: str, paper: str) -> None:
    titles = {"Channels": LONG, "Customer Relationships": "Взаимоотношения с клиентами"}
    assets = own_titles(tmp_path, titles)
    document = bmcgen.make("business-model", locale="en", assets=assets, theme=theme, paper=paper)
    assert sound(document)
    page = document.pages[0]
    rights = sorted({mark.x1 for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2})
    lines = [line for line in page.lines() if line.text in LONG and line.size > 9]
    assert len(lines) > 1
    for line in lines:
        right = next(x for x in rights if x > line.x)
        assert line.x + line.width < right - 4


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_what_says_that_a_block_continues_stands_clear_of_its_title(paper: str) -> None:
    notes = [f"A note about this and that, number {number}" for number in range(40)]
    for theme in ("classic", "contrast"):
        data = {"layout": "business-model", "locale": "en", "blocks": {"customer-relationships": notes}}
        document = bmcgen.make(data, paper=paper, theme=theme)
        assert len(document.pages) > 1
        assert sound(document)


def test_continuation_pages_of_a_persona_stand_clear_of_their_labels() -> None:
    blocks = {"goals": ["A goal that takes more than a line to say"] * 30, "pains": ["A pain of some length"] * 40}
    for locale in LOCALES:
        document = bmcgen.make({"layout": "persona", "locale": locale, "blocks": blocks}, theme="contrast")
        assert len(document.pages) > 1
        assert sound(document)


THEMES = ("classic", "colour", "ink", "contrast")
SHEETS = ("business-model", "A4"), ("business-model", "Letter"), ("worksheets", "A4"), ("pack", "A4")


@pytest.mark.parametrize(("sheet", "theme", "locale"), tried(product(SHEETS, THEMES, LOCALES)))
def test_a_filled_masthead_stands_clear_of_its_fields(sheet: tuple[str, str], theme: str, locale: str) -> None:
    fields = {"title": "Library of things", "designed-for": "Gemeente Utrecht", "date": "2026-12-01"}
    layout, paper = sheet
    assert sound(bmcgen.make(layout, locale=locale, theme=theme, paper=paper, fields=fields))


@pytest.mark.parametrize(
    ("layout", "theme", "paper"),
    tried(product(["business-model", "worksheets", "persona", "handout"], ["classic", "contrast"], ["A4", "Letter"])),
)
def test_fields_hold_what_they_are_said_to_hold(layout: str, theme: str, paper: str) -> None:
    assert sound(bmcgen.make(layout, locale="de", theme=theme, paper=paper, fields=FULL))


@pytest.mark.parametrize("paper", ["A4", "Letter", "A6"])
def test_cards_print_all_fields_at_their_limits(paper: str) -> None:
    assert sound(bmcgen.make("prompt-cards", locale="de", paper=paper, fields=FULL))


@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_fields_that_take_many_lines_on_a_card_give_way(theme: str) -> None:
    (size, face), *others = {
        (round(line.size, 2), line.runs[0].face)
        for page in bmcgen.make("prompt-cards", locale="en", theme=theme, paper="A6", fields=FULL).pages
        for line in page.lines()
        if "that is worth saying" in line.text
    }
    assert (round(size, 1), face, others) == (6.5, "IBMPlexSansCondensed-Regular", [])
    # A few lines have the size of the line of credit.
    few = bmcgen.make("prompt-cards", locale="en", theme=theme, fields={"title": "Library of things"})
    sizes = {
        line.size for page in few.pages for line in page.lines() if "Library" in line.text or "Canvas d" in line.text
    }
    assert len(sizes) == 1


def test_a_sheet_whose_halves_find_no_room_takes_more_pages(tmp_path: Path) -> None:
    """All of them continue it: its head is read aloud once."""
    name = "MÜNCHNER WOHNUNGSBAUGENOSSENSCHAFT WESTEND "
    capitals = {key: (name * 9)[: len(value)].strip() for key, value in FULL.items()}
    (tmp_path / "layouts" / "themes").mkdir(parents=True)
    larger = (SHIPPED / "layouts" / "themes" / "contrast.yaml").read_text(encoding="utf-8").replace("1.17 ", "1.35 ")
    (tmp_path / "layouts" / "themes" / "larger.yaml").write_text(larger, encoding="utf-8")
    options = {"locale": "en", "theme": "larger", "paper": "Letter", "assets": tmp_path}
    facts = {"also": {f"Field {number}": "A value that takes a few lines " * 4 for number in range(12)}}
    document = bmcgen.make({"layout": "persona", **capitals, "blocks": {"general": facts}}, **options)
    assert sound(document)
    assert len(document.pages) > 2
    assert sum(element.role == "H1" for page in document.pages for element in page.elements) == 1


def test_a_legend_of_all_segments_with_the_longest_names_is_printed() -> None:
    names = [f"{number:02} a segment with a name as long as names may ever be" for number in range(26)]
    data = {"layout": "business-model", "locale": "en", "segments": names, "blocks": {"channels": ["One"]}}
    for theme in ("classic", "contrast"):
        assert sound(bmcgen.make(data, paper="A4", theme=theme))
    assert sound(bmcgen.make(data, layout="worksheets"))


def test_words_too_long_for_a_layout_are_told_at_their_place_with_what_to_do() -> None:
    wide = {key: ("W" * len(value)) for key, value in FULL.items()}
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("prompt-cards", locale="en", theme="contrast", paper="A6", fields=wide)
    found = caught.value.diagnostics[0]
    assert (found.code, found.where.file) == ("no-room", "--title")
    assert "fewer words" in found.hint
    assert "row" not in str(found)


@pytest.mark.parametrize(("locale", "theme", "paper"), tried(product(LOCALES, THEMES, ["A4", "Letter"])))
def test_every_part_of_a_blank_persona_has_a_line_to_write_on(locale: str, theme: str, paper: str) -> None:
    document = ready("persona", locale=locale, theme=theme, paper=paper)
    assert sound(document)
    layout = read_layout(Assets(), "persona", Place("test"))
    canvas = read_canvas(Assets(), locale, layout)
    hints = [
        canvas.blocks[block.name].hint.split("{")[0]
        for block in layout.written
        if block.kind in ("quote", "prose", "list") or (block.kind == "free" and len(document.pages) > 1)
    ]
    assert len(hints) >= 7
    for hint in hints:
        page, lines = next(
            (page, [line for line in page.lines() if line.element == number])
            for page in document.pages
            for number, element in enumerate(page.elements)
            if element.source.startswith(hint)
        )
        last = lines[-1]
        texts = [line.y for line in page.lines() if line.y > last.y + 1 and line.x < last.x + 9 < line.x + line.width]
        rules = [
            mark.y1
            for mark in page.marks
            if isinstance(mark, Rule) and mark.y1 == mark.y2 > last.y + 9 and mark.x1 <= last.x + 1 < mark.x2
        ]
        assert min(rules) < min(texts, default=page.height - 20 * MM), hint
    for page in document.pages:
        rules = [mark for mark in page.marks if isinstance(mark, Rule)]
        assert max(max(rule.y1, rule.y2) for rule in rules) < page.height - 8 * MM


def in_picture(page: Page, index: int | None) -> bool:
    """Whether an element is part of a picture, which is as large as its frame in every theme."""
    while index is not None:
        if page.elements[index].role == "Figure":
            return True
        index = page.elements[index].parent
    return False


def faces_and_sizes(document: bmcgen.Document) -> dict[tuple[str, str, str], list[tuple[float, str]]]:
    found: dict[tuple[str, str, str], list[tuple[float, str]]] = {}
    for page in document.pages:
        for line in page.lines():
            if line.element is not None and len(page.elements[line.element].source) > 1:
                if in_picture(page, line.element):
                    continue
                element = page.elements[line.element]
                above = page.elements[element.parent].role if element.parent is not None else ""
                within = above if above in ("TD", "TH") else ""
                key = element.source, "H" if element.role[0] == "H" else "", within
                found.setdefault(key, []).append((line.size, line.runs[0].face))
    return found


@pytest.mark.parametrize(
    ("what", "options"),
    [
        (SAMPLES / "tidewell.yaml", {"paper": "A3"}),
        (SAMPLES / "hofwerk.yaml", {"paper": "A3"}),
        (SAMPLES / "hofwerk.yaml", {"layout": "worksheets"}),
        ("business-model", {"locale": "de", "paper": "A3"}),
        ("business-model", {"locale": "nl", "paper": "Letter"}),
        ("persona", {"locale": "de"}),
        ("handout", {"locale": "de"}),
        ("prompt-cards", {"locale": "de"}),
    ],
)
def test_large_print_is_a_sixth_larger_and_not_condensed(what: Any, options: dict[str, Any]) -> None:
    ordinary = faces_and_sizes(bmcgen.make(what, **options, theme="classic"))
    large = faces_and_sizes(bmcgen.make(what, **options, theme="contrast"))
    compared = [key for key in ordinary if key in large]
    # A blank poster in large print has fewer questions.
    assert len(compared) > (0.3 if what == "business-model" else 0.9) * len(ordinary)
    headline = ONE_LINE * (0.92 if options.get("paper") == "Letter" else 1.0)
    for key in compared:
        # A headline is read from a distance in either, and smaller rather than on two lines. The title of a card is
        # smaller on its back than on its front.
        for extreme in (min, max):
            set_large, usual = (extreme(size for size, _ in each[key]) for each in (large, ordinary))
            assert set_large >= min(usual * 7 / 6, headline) - 0.01, key
        assert not any("Condensed" in face for _, face in large[key]), key


def test_prompts_that_find_no_room_in_large_print_are_on_another_sheet() -> None:
    document = ready("business-model", locale="de", theme="contrast", paper="A4", prompts="full")
    assert "no-prompts" not in [warning.code for warning in document.warnings]
    first, second = document.pages
    assert "Individualisierung" in {line.text for line in second.lines()}
    assert any("Blatt 2" in line.text for line in first.lines())


def test_a_sheet_is_divided_between_rows_and_both_pages_have_head_and_foot() -> None:
    sheet = read_layout(Assets(), "persona", Place("test")).sheets[0]
    for first, second in halves(sheet):
        both = {*first.blocks} & {*second.blocks}
        assert both == {"name", "foot"}
        assert {*first.blocks} | {*second.blocks} == {*sheet.blocks}
        assert second.continued
    first, second = halves(sheet)[0]
    assert {"back", "use"} <= {*first.blocks}
    assert {"goals", "pains", "led"} <= {*second.blocks}


def test_all_parts_of_a_divided_page_continue_its_sheet() -> None:
    sheet = read_layout(Assets.of(None), "persona", Place("persona")).sheets[0]
    first, second = halves(sheet)[0]
    assert (first.continued, second.continued) == (False, True)
    assert [(one.continued, other.continued) for one, other in halves(second)] == [(True, True)] * len(halves(second))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("columns: 10 * clamp(0.75fr, 1fr, 1.4fr)", "columns: [8 mm, 8 mm, 8 * 1fr]", "  columns: [8 mm"),
        ("columns: 10 * clamp(0.75fr, 1fr, 1.4fr)", "columns: [0fr, 0fr, 8 * 1fr]", "  columns: [0fr"),
        ("2 * clamp(0.7fr, 1fr, 1.3fr)", "1 mm\n    - 1fr", "  rows:"),
    ],
)
def test_tracks_too_small_for_their_blocks_are_told_at_their_line(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    text = (SHIPPED / "layouts" / "business-model.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "mine.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("mine", locale="en", assets=tmp_path)
    for found in caught.value.diagnostics:
        assert found.code == "no-room"
        assert found.where.text.startswith(line)
        assert found.hint.startswith("make ")


def test_a_square_paper_is_called_square() -> None:
    with pytest.raises(bmcgen.Problems, match="300x300mm is square, and business-model is printed landscape"):
        bmcgen.make("business-model", paper="300x300mm")


def test_lengths_in_a_message_are_told_apart() -> None:
    assert differing(14.4, 13.9) == ("14.4", "13.9")
    assert differing(44, 40) == ("44", "40")


@pytest.mark.parametrize(("theme", "locale"), tried(product(["classic", "contrast"], LOCALES), together=1))
def test_a_pack_is_printed_on_letter_with_its_poster_on_tabloid(theme: str, locale: str) -> None:
    document = bmcgen.make("pack", locale=locale, theme=theme, paper="Letter", fields={"date": "2026-12-01"})
    sheets = [(round(part.pages[0].width), round(part.pages[0].height)) for part in document.parts]
    # Two cards in large print stand side by side.
    cards = (792, 612) if theme == "contrast" else (612, 792)
    assert sheets == [(612, 792), (1224, 792), (612, 792), (612, 792), (612, 792), cards, (612, 792)]
    lines = [*document.parts[-2].pages[0].lines()]
    assert len({(2 * line.x > cards[0], 2 * line.y > cards[1]) for line in lines}) == 4


def test_scales_in_large_print_take_a_mark() -> None:
    document = ready("persona", locale="en", theme="contrast")
    page = document.pages[0]
    figures = [
        number
        for number, element in enumerate(page.elements)
        if " scale " in f" {element.alt} " or "cale" in element.alt
    ]
    marks = [mark for mark in page.marks if mark.element in figures]
    assert len(figures) == 5
    # A pen mark is seen on a line, and would not be on a bar.
    assert all(mark.width < 2 for mark in marks if isinstance(mark, Rule))
    tracks = [mark.rect for mark in marks if isinstance(mark, Panel)]
    assert len(tracks) == 5
    assert all(track.h < 2 and track.w > 40 * MM for track in tracks)


@pytest.mark.parametrize("tiles", ["A4", "A5", "A6"])
def test_the_words_of_an_assembly_map_keep_to_its_margins(tiles: str) -> None:
    from bmcgen.documents.making import make_sheets
    from bmcgen.documents.typesetting import Asked

    for locale in LOCALES:
        document = make_sheets("persona", Asked(locale=locale, paper="A3", tiles=tiles))[0]
        with pdfium.PdfDocument(document.pdf()) as file:
            page = file[0]
            text, width = page.get_textpage(), page.get_width()
            boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
            assert min(box[0] for box in boxes) > 5 * MM - 1
            assert max(box[2] for box in boxes) < width - 5 * MM + 1
            assert document.press.tiles is not None
            words = " ".join(text.get_text_range().split())
            assert all(" ".join(step.split()) in words for step in document.press.tiles.steps)
