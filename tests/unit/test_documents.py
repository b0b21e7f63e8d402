"""The documents of several sheets as their display lists: what is said, where it stands, how large it is set."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import bmcgen
from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.data.content import read_contents
from bmcgen.diagnostics import Place
from bmcgen.geometry import MM, Rect
from bmcgen.model.page import Line, Page, Panel, Rule
from bmcgen.model.page import Path as PathMark
from bmcgen.source.files import read_documents
from tests.conftest import BLOCKS, LOCALES, SAMPLES, canvas, loaded, ready

HERE = Place("test")
A4 = (210 * MM, 297 * MM)
TERMS = loaded(Path(__file__).parent.parent / "data" / "terms.yaml")


def extent(line: Line) -> Rect:
    return Rect(line.x, line.y - 0.72 * line.size, line.width, 0.9 * line.size)


def said(pages: tuple[Page, ...]) -> list[str]:
    """What the elements of pages say, parts of one text on several pages put together."""
    found: dict[tuple[str, str], str] = {}
    for number, page in enumerate(pages):
        for index, element in enumerate(page.elements):
            if words := page.words_of(index):
                key = (element.source, "") if len(element.source) > 40 else (element.source, f"{number}.{index}")
                found[key] = found.get(key, "") + words
    return [plain(text) for text in found.values()]


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def texts(node: Any) -> list[str]:
    """Every text of a file of words, paragraphs one by one."""
    if isinstance(node, str):
        return [plain(part) for part in node.split("\n\n") if part.strip()]
    if isinstance(node, (int, float)):
        return []
    return [
        text
        for key, each in (node.items() if isinstance(node, dict) else enumerate(node))
        if key != "edition"
        for text in texts(each)
    ]


def check_sheet(page: Page, margin: float) -> None:
    """Nothing stands over the margins, and no two lines of text on one another."""
    live = Rect(margin, margin, page.width - 2 * margin, page.height - 2 * margin)
    boxes = [extent(line) for line in page.lines()]
    # A large numeral is drawn a little to the left, so that its ink begins at the margin.
    assert all(live.contains(extent(line), 0.5 if line.size < 30 else 3.0) for line in page.lines())
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b, 0.3)]


@pytest.mark.parametrize("locale", LOCALES)
def test_worksheets_ask_every_question_on_a_sheet_a_block(locale: str) -> None:
    document = ready("worksheets", locale=locale)
    words = read_canvas(Assets(), locale, read_layout(Assets(), "worksheets", HERE))
    assert len(document.pages) == 9
    assert not document.warnings
    sizes = set()
    for number, (page, name) in enumerate(zip(document.pages, BLOCKS, strict=True), 1):
        own = said((page,))
        block = words.blocks[name]
        assert {block.title, *block.questions, words.credit} <= set(own)
        assert block.code not in own
        assert sum(isinstance(mark, PathMark) for mark in page.marks) == 1
        assert not [
            question
            for other in BLOCKS
            if other != name
            for question in words.blocks[other].questions
            if question in own
        ]
        assert (page.width, page.height, page.title) == (*map(pytest.approx, A4), block.title)
        (figure,) = (element for element in page.elements if element.role == "Figure")
        assert block.title in figure.alt
        assert str(number) in figure.alt
        asked = {
            line.size
            for line in page.lines()
            if line.element is not None and page.elements[line.element].source in block.questions
        }
        sizes |= asked
        names = [each.replace("\u00a0", " ") for each in words.blocks[name].own["table"]["columns"].values()]
        assert {*names} <= {*own}
        # Nearly half of the page and more is there to write on, in rows for two lines by hand.
        level = [
            mark
            for mark in page.marks
            if isinstance(mark, Rule) and mark.y1 == mark.y2 and mark.x2 - mark.x1 > 170 * MM
        ]
        rows = [b.y1 - a.y1 for a, b in pairwise(sorted(level, key=lambda mark: mark.y1)) if b.y1 - a.y1 > 7 * MM]
        assert sum(rows) > 0.45 * page.height
        assert min(rows) > 10 * MM
        assert len(rows) >= 8
        uprights = {
            round(mark.x1, 1)
            for mark in page.marks
            if isinstance(mark, Rule) and mark.x1 == mark.x2 and mark.element is None
        }
        assert len(uprights) == len(names) - 1
        check_sheet(page, 14 * MM)
        # The margin has room for holes.
        assert min(line.x for line in page.lines() if line.size < 30) >= 20 * MM - 0.5
    assert len(sizes) == 1
    assert sizes.pop() >= 9


def test_a_miniature_marks_its_block_where_it_stands_on_the_poster() -> None:
    """The panel of the marked block is to the miniature what the block is to the poster."""
    layout = read_layout(Assets(), "business-model", HERE)
    poster = ready("business-model").pages[0]
    bars = {}
    for mark in poster.marks:
        if isinstance(mark, Panel) and mark.rect.h == pytest.approx(2.6):
            bars.setdefault(round(mark.rect.x), []).append(mark.rect)
    pages = ready("worksheets").pages
    marked = {}
    for page, name in zip(pages, BLOCKS, strict=True):
        figure = next(n for n, element in enumerate(page.elements) if element.role == "Figure")
        (marked[name],) = (mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.element == figure)
    assert layout.written[0].name == "customer-segments"
    assert marked["customer-segments"].right == max(rect.right for rect in marked.values())
    assert marked["key-partners"].x == min(rect.x for rect in marked.values())
    assert marked["channels"].y > marked["customer-relationships"].y
    assert marked["cost-structure"].right == pytest.approx(marked["revenue-streams"].x, abs=1.1)
    assert marked["value-propositions"].h == pytest.approx(marked["channels"].h * 2, abs=1.5)


def test_a_changed_poster_changes_the_miniature(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    text = (SHIPPED / "layouts" / "business-model.yaml").read_text(encoding="utf-8")
    changed = text.replace("kp   kp   ka   ka   vp", "ka   ka   kp   kp   vp").replace(
        "kp   kp   kr   kr   vp", "ka   ka   kr   kr   vp"
    )
    (tmp_path / "layouts" / "business-model.yaml").write_text(changed, encoding="utf-8")

    def place(page: Page) -> Rect:
        figure = next(n for n, element in enumerate(page.elements) if element.role == "Figure")
        return next(mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.element == figure)

    before = place(bmcgen.make("worksheets", blocks=["key-partners"]).pages[0])
    after = place(bmcgen.make("worksheets", blocks=["key-partners"], assets=tmp_path).pages[0])
    assert after.x > before.x + 5
    assert after.h < before.h


@pytest.mark.parametrize(
    "names", [["channels", "cost-structure"], ["Kostenstructuur", "KN"], ["cost structure", "Channels", "channels"]]
)
def test_only_the_sheets_about_the_blocks_that_were_named(names: list[str]) -> None:
    pages = bmcgen.make("worksheets", locale="nl", blocks=names).pages
    assert [page.title for page in pages] == ["Kanalen", "Kostenstructuur"]
    assert "Blad 2 van 2" in said(pages)


def test_a_block_that_is_none_and_a_layout_without_such_sheets_are_told() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("worksheets", blocks=["chanels", "cs", "nonsense"])
    assert next((each.code, each.hint) for each in caught.value.diagnostics) == (
        "unknown-block",
        'did you mean "channels"?',
    )
    assert len(caught.value.diagnostics) == 2
    with pytest.raises(bmcgen.Problems, match="has no sheet for each block"):
        bmcgen.make("persona", blocks=["name"])


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.yaml")))
def test_a_canvas_is_printed_on_worksheets_with_all_its_notes(name: str) -> None:
    document = bmcgen.make(SAMPLES / f"{name}.yaml", layout="worksheets")
    assert document.name == f"{name}-worksheets"

    (content,) = read_contents(read_documents(SAMPLES / f"{name}.yaml"), name, Assets())
    # A note whose markup says something is in pieces, which other tests look for.
    texts = [note.text.text for notes in content.blocks.values() for note in notes]  # type: ignore[union-attr]
    typed = [plain(text) for text in texts if not (content.manner.markup and "*" in text)]
    found = Counter(said(document.pages))
    assert typed
    assert [text for text in typed if found[text] < typed.count(text)] == []
    # Beside each note there is room to write, so that twenty in a block take a further page.
    assert len(document.pages) <= (21 if name == "crowded" else 9)


def test_more_notes_than_a_worksheet_holds_go_on_behind_it() -> None:
    data = canvas(
        blocks={"channels": [f"Note number {n} with a few more words" for n in range(150)], "key-partners": ["One"]}
    )
    document = bmcgen.make(data, layout="worksheets")
    titles = [page.title for page in document.pages]
    count = len(titles) - 8
    assert titles[2 : 2 + count] == [f"Channels ({number}/{count})" for number in range(1, count + 1)]
    assert titles[2 + count] == "Customer Relationships"
    found = [text for text in said(document.pages) if text.startswith("Note number")]
    assert len(found) == 150
    (warning,) = document.warnings
    assert f"sheets 4–{2 + count}" in warning.message
    heads = [sum(line.text == "1\u00a0Awareness" for line in page.lines()) for page in document.pages]
    assert heads[2 : 2 + count] == [1] * count
    for page in document.pages:
        check_sheet(page, 14 * MM)


def cells(page: Page) -> list[list[list[str]]]:
    """The rows of the tables of a page, each with what its cells say."""
    found: dict[int, dict[int, list[str]]] = {}
    for number, element in enumerate(page.elements):
        if element.role in ("TD", "TH") and element.parent is not None:
            found.setdefault(element.parent, {})[number] = (
                [page.words_of(number).strip()] if page.words_of(number) else []
            )
        elif element.parent is not None:
            for row in found.values():
                if element.parent in row:
                    row[element.parent].append(page.words_of(number).strip())
    return [[*row.values()] for row in found.values()]


def test_a_table_is_filled_by_what_the_canvas_has() -> None:
    data = canvas(
        segments=["Neighbours", "Schools", "Clubs"],
        blocks={
            "customer-segments": [{"text": "Primary schools", "segment": "Schools"}, "Somebody else"],
            "revenue-streams": [{"text": "Fee", "segments": ["Schools", "Neighbours"]}],
            "key-resources": ["A van"],
        },
    )
    document = bmcgen.make(data, layout="worksheets", locale="en")
    rows = cells(document.pages[0])[1:]
    # By segment, in their order; what is about none comes last.
    assert rows[0] == [["A", "Neighbours"], [], [], []]
    assert rows[1] == [["B", "Schools"], ["Primary schools"], [], []]
    assert rows[2] == [["C", "Clubs"], [], [], []]
    assert rows[3] == [[], ["Somebody else"], [], []]
    assert all(row == [[], [], [], []] for row in rows[4:])
    assert len(rows) > 8
    assert cells(document.pages[4])[1] == [["Fee"], ["A", "Neighbours", "B", "Schools"], [], [], []]
    # What has no group yet stands before the groups, each of which has rows to write in.
    heads = [row[0][0] for row in cells(document.pages[5])[1:] if row[0]]
    assert heads == ["Still to be sorted", "A van", "Physical", "Intellectual", "Human", "Financial"]
    assert cells(document.pages[8])[-1][0] == ["Total"]


def test_a_note_longer_than_a_page_is_divided_and_its_row_goes_on() -> None:
    story = "A long story about this channel. " * 120
    document = bmcgen.make(canvas(blocks={"channels": [story, "Short"]}), layout="worksheets", blocks=["channels"])
    assert len(document.pages) > 1
    assert [["Short"], [], [], [], [], []] in cells(document.pages[-1])


def test_the_backs_of_a_pack_leave_room_for_holes_on_the_right() -> None:
    parts = ["business-model", "persona", "handout", "prompt-cards", "facilitation"]
    document = bmcgen.make("pack", locale="en", without=parts, theme="colour")
    (chapter,) = [chapter for chapter in document.chapters if chapter.count == 9]
    alone = next(part for part in document.parts if part.labels["layout"] == "worksheets")
    for number, (page, before) in enumerate(zip(document.pages[chapter.start :], alone.pages, strict=True)):
        left = min(line.x for line in page.lines() if line.size < 30)
        right = page.width - max(line.x + line.width for line in page.lines())
        if number % 2:
            assert left == pytest.approx(14 * MM, abs=1)
            assert right >= 20 * MM - 1
        else:
            assert page == before
            assert left == pytest.approx(20 * MM, abs=1)
        # The ground of the head goes with its words.
        (ground,) = (mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.rect.w > 180 * MM)
        assert ground.x == pytest.approx(left - 5 * MM, abs=1)


@pytest.mark.parametrize("layout", ["handout", "prompt-cards", "persona"])
def test_a_layout_with_no_place_for_the_notes_refuses_them(layout: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": ["Shop"]}), layout=layout)
    assert {each.code for each in caught.value.diagnostics} <= {"no-place", "wrong-layout"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_handout_says_all_of_its_words(locale: str) -> None:
    document = ready("handout", locale=locale)
    own = loaded(SHIPPED / "locales" / locale / "handout.yaml")
    words = read_canvas(Assets(), locale, read_layout(Assets(), "handout", HERE))
    expected = [
        text
        for block in own["blocks"].values()
        for key, each in block.items()
        if key != "title"
        for text in texts(each)
    ]
    expected += [own["title"]]
    for name in BLOCKS:
        block = words.blocks[name]
        expected += [block.title, block.definition, block.summary, *block.questions]
        assert any(text.endswith(f"({block.code})") for text in said(document.pages))
    # What a picture shows is said to those who cannot see it.
    found = {*said(document.pages), *(each.alt for page in document.pages for each in page.elements)}
    assert [text for text in expected if text not in found] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_handout_is_set_evenly_and_large_enough(locale: str) -> None:
    """Only what is no reading matter (codes, credits, page numbers, numerals in a miniature) is below 9 points."""
    document = ready("handout", locale=locale)
    body = set()
    for page in document.pages:
        check_sheet(page, 14 * MM)
        for line in page.lines():
            element = page.elements[line.element] if line.element is not None else None
            if (
                element
                and len(element.source) > 60
                and element.role in ("P", "LBody")
                and "Strategyzer" not in element.source
            ):
                assert line.size >= 9
                if element.role == "P":
                    body.add(line.size)
    # One size for all that is running text, and one for what defines a block.
    assert len(body) <= 2 + 1


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_of_the_handout_is_empty_and_no_line_stands_alone(locale: str) -> None:
    document = ready("handout", locale=locale)
    assert 10 <= len(document.pages) <= 20
    for page in document.pages:
        columns: dict[int, list[Line]] = {}
        for index, element in enumerate(page.elements):
            lines = [line for line in page.lines() if line.element == index]
            if element.role in ("P", "LBody") and len(element.source) > 120:
                for line in lines:
                    columns.setdefault(round(line.x), []).append(line)
                # What is divided has two lines at least on either side.
                whole = plain(page.words_of(index)) == plain(element.source)
                assert whole or len(lines) >= 2
        assert len(list(page.lines())) >= 40
        lowest = max(line.y for line in page.lines() if line.y < page.height - 25 * MM)
        assert page is document.pages[0] or lowest > 0.4 * page.height


@pytest.mark.parametrize("locale", LOCALES)
def test_no_table_is_torn_apart_and_every_row_has_its_cells(locale: str) -> None:
    tables = 0
    for page in ready("handout", locale=locale).pages:
        for index, element in enumerate(page.elements):
            if element.role != "Table":
                continue
            tables += 1
            rows = [n for n, each in enumerate(page.elements) if each.parent == index]
            cells = [[each.role for each in page.elements if each.parent == row] for row in rows]
            assert len({len(row) for row in cells}) == 1
            assert cells[0] == ["TH"] * len(cells[0])
    given = loaded(SHIPPED / "locales" / locale / "handout.yaml")["blocks"]
    assert tables == sum("table" in section for block in given.values() for section in block.get("sections", []))


@pytest.mark.parametrize("locale", [*LOCALES, "fr"])
def test_every_term_is_named_in_the_handout_or_on_the_poster(locale: str) -> None:
    pages = (
        *ready("handout", locale=locale).pages,
        *ready("business-model", locale=locale, prompts="full").pages,
    )
    found = said(pages)
    missing = [
        term for terms in TERMS[locale].values() for term in terms if not any(plain(term) in text for text in found)
    ]
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_type_of_the_poster_is_explained_in_the_handout(locale: str) -> None:
    """Each under its own name, with a text of one to three sentences."""
    words = read_canvas(Assets(), locale, read_layout(Assets(), "handout", HERE))
    for name in BLOCKS:
        block = words.blocks[name]
        assert block.definition
        assert block.questions
        assert block.lists
        tables = [section.table for section in block.sections if section.table]
        explained = [term for section in block.sections for term in section.terms]
        explained += [term for table in tables for row in table.rows for cell in row.cells for term in cell]
        # The phases of channels are rows of a table, numbered in its first column.
        named = {term.term or term.text.lstrip("12345 ") for term in explained}
        for group in block.lists.values():
            for part in (group, *(group.parts or {}).values()):
                for item in part.items if part is group or not group.parts else ():
                    assert item.term.split(" (")[0] in {each.split(" (")[0] for each in named}, item.term
        for term in explained:
            assert not term.term or 5 <= len(term.text.split()) <= 70


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", ["A4", "A6"])
def test_cards_are_clear_at_their_edges_and_alike_in_size(locale: str, paper: str) -> None:
    document = ready("prompt-cards", locale=locale, paper=paper)
    words = read_canvas(Assets(), locale, read_layout(Assets(), "prompt-cards", HERE))
    assert len(document.pages) == (6 if paper == "A4" else 24)
    wide, high = (105 * MM, 148 * MM) if paper == "A6" else A4
    assert all((page.width, page.height) == (pytest.approx(wide), pytest.approx(high)) for page in document.pages)
    found = said(document.pages)
    for name in BLOCKS:
        block = words.blocks[name]
        assert {block.title, block.definition, *block.questions} <= set(found)
        assert block.code not in found
        for key in ("types", "phases"):
            for item in block.lists[key].items if key in block.lists else ():
                assert any(text == item.term or text.startswith(f"{item.term}. ") for text in found)
    questions = {question for name in BLOCKS for question in words.blocks[name].questions}
    sizes = {
        line.size
        for page in document.pages
        for line in page.lines()
        if line.element is not None and page.elements[line.element].source in questions
    }
    assert len(sizes) == 1
    assert sizes.pop() >= 8
    cells = [105 * MM, 148.5 * MM] if paper == "A4" else [wide, high]
    for page in document.pages:
        for line in page.lines():
            box = extent(line)
            x, y = box.x // cells[0] * cells[0], box.y // cells[1] * cells[1]
            clear = Rect(x + 8 * MM, y + 8 * MM, cells[0] - 16 * MM, cells[1] - 16 * MM)
            # The ink of a numeral begins at the margin, its advance a little before.
            assert clear.contains(box, 0.3 if line.size < 20 else 2.0)


def test_ticks_stand_on_the_centre_lines_only_where_cards_are_cut() -> None:
    page = ready("prompt-cards").pages[0]
    ticks = [mark for mark in page.marks if isinstance(mark, Rule) and mark.width == pytest.approx(0.35)]
    assert {round(mark.x1, 2) for mark in ticks if mark.x1 == mark.x2} == {round(105 * MM, 2)}
    assert {round(mark.y1, 2) for mark in ticks if mark.y1 == mark.y2} == {round(148.5 * MM, 2)}
    assert len(ticks) == 6
    alone = ready("prompt-cards", paper="A6").pages[0]
    assert not [mark for mark in alone.marks if isinstance(mark, Rule) and mark.width == pytest.approx(0.35)]


def test_the_places_left_over_hold_the_map_and_two_blank_cards() -> None:
    pages = ready("prompt-cards", locale="en", paper="A6").pages[18:]
    assert [page.title for page in pages] == ["The whole canvas"] * 2 + ["Our own questions"] * 4
    assert [element.role for element in pages[0].elements].count("Figure") == 1
    lines = [mark for mark in pages[2].marks if isinstance(mark, Rule)]
    assert len(lines) >= 10
    assert len({round(a.y1 - b.y1, 1) for a, b in pairwise(lines)}) == 1


def test_longer_words_make_all_cards_smaller_alike_and_then_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "locales" / "en"
    folder.mkdir(parents=True)
    for name in ("locale.yaml", "prompt-cards.yaml"):
        (folder / name).write_bytes((SHIPPED / "locales" / "en" / name).read_bytes())
    text = (SHIPPED / "locales" / "en" / "business-model.yaml").read_text(encoding="utf-8")

    blocks = yaml.safe_load(text)["blocks"].values()
    questions = {question for block in blocks for question in block["questions"]}

    def made(times: float) -> bmcgen.Document:
        words = yaml.safe_load(text)
        asked = words["blocks"]["channels"]["questions"]
        words["blocks"]["channels"]["questions"] = (asked * 9)[: round(len(asked) * times)]
        (folder / "business-model.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
        return bmcgen.make("prompt-cards", paper="A6", assets=tmp_path)

    def sizes(document: bmcgen.Document) -> set[float]:
        return {
            line.size
            for page in document.pages
            for line in page.lines()
            if line.element is not None and page.elements[line.element].source in questions
        }

    usual, longer, endless = made(1), made(1.6), made(9)
    assert (len(usual.pages), len(longer.pages)) == (24, 24)
    assert len(sizes(usual)) == len(sizes(longer)) == 1
    assert sizes(longer) < sizes(usual) or min(sizes(longer)) < min(sizes(usual))
    assert len(endless.pages) > 24
    question = yaml.safe_load(text)["blocks"]["channels"]["questions"][0]
    asked = [
        e for page in endless.pages for n, e in enumerate(page.elements) if e.source == question and page.words_of(n)
    ]
    assert len(asked) == 9


FIELDS = {"designed-for": "Gemeente Utrecht", "date": "2026-12-01"}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_pack_holds_every_part_and_each_begins_on_the_front_of_a_sheet(locale: str) -> None:
    pack = bmcgen.make("pack", locale=locale, fields=FIELDS)
    names = ["cover", "business-model", "persona", "worksheets", "handout", "prompt-cards", "facilitation"]
    assert [part.name for part in pack.parts] == names
    for chapter, part in zip(pack.chapters, pack.parts, strict=True):
        assert chapter.start % 2 == 0
        own = pack.pages[chapter.start : chapter.start + chapter.count]
        assert len(own) == len(part.pages)
        # On backs the worksheets have their binding edge on the right.
        alike = own[:1] == part.pages[:1] if part.name == "worksheets" else own == part.pages
        assert part.name == "cover" or alike
    blank = [number for number, page in enumerate(pack.pages) if not page.marks]
    # The poster has its sheet to itself: what is before and behind it is on other sheets, and its back is empty.
    start = pack.chapters[1].start
    assert start + 1 in blank
    assert (pack.pages[start + 1].width, pack.pages[start + 1].height) == (
        pack.pages[start].width,
        pack.pages[start].height,
    )
    assert pack.pages[-1].marks
    day = {"nl": "1 december 2026", "de": "1. Dezember 2026", "en": "1 December 2026"}[locale]
    for part in pack.parts:
        whole = " ".join(said(part.pages))
        assert "Gemeente Utrecht" in whole
        assert day in whole


def test_the_contents_say_where_each_part_begins() -> None:
    pack = ready("pack", locale="en")
    words = said(pack.pages[:1])
    for chapter in pack.chapters[1:]:
        assert chapter.title in words
        assert f"PDF page {chapter.start + 1}" in words
    alone = said(pack.parts[0].pages)
    assert "A3, 1 page" in alone
    assert not [text for text in alone if text.startswith("PDF page ")]


def test_parts_are_left_out_by_name() -> None:
    pack = bmcgen.make("pack", without=["Persona", "prompt_cards", "cover"])
    assert [part.name for part in pack.parts] == ["business-model", "worksheets", "handout", "facilitation"]
    with pytest.raises(bmcgen.Problems, match='did you mean "handout"'):
        bmcgen.make("pack", without=["handouts"])
    with pytest.raises(bmcgen.Problems, match="has no parts"):
        bmcgen.make("persona", without=["handout"])
    everything = ["cover", "business-model", "persona", "worksheets", "handout", "prompt-cards", "facilitation"]
    with pytest.raises(bmcgen.Problems, match="nothing is left"):
        bmcgen.make("pack", without=everything)


@pytest.mark.parametrize("layout", Assets().names("layouts"))
def test_whatever_is_given_for_a_masthead_is_printed_somewhere(layout: str) -> None:
    given = {
        "title": "Kestrel",
        "designed-for": "Moss council",
        "designed-by": "Team Heron",
        "date": "some day",
        "version": "7b",
    }
    words = " ".join(said(bmcgen.make(layout, fields=given).pages))
    assert [value for value in given.values() if value not in words] == []


def test_several_packs_in_one_file_have_the_chapters_and_parts_of_all(tmp_path: Path) -> None:
    pack = tmp_path / "packs.yaml"
    pack.write_text("layout: pack\ntitle: One\n---\nlayout: pack\ntitle: Two\n")
    both = bmcgen.make(pack, without=["handout", "worksheets"])
    half = len(both.pages) // 2
    titles = [chapter.title.split(" – ")[-1] for chapter in both.chapters]
    assert titles[: len(titles) // 2] == titles[len(titles) // 2 :]
    starts = [chapter.start for chapter in both.chapters]
    assert starts[len(starts) // 2 :] == [start + half for start in starts[: len(starts) // 2]]
    assert len(both.parts) == len(titles)
