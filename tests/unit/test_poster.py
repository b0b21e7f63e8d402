"""The poster as its display list: what is said, where it stands, how large it is set."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.assets.themes import read_theme
from bmcgen.diagnostics import Place
from bmcgen.drawing.labels import INSET, NUMBER_GAP, PICTOGRAM_GAP
from bmcgen.drawing.pictograms import drawn_part
from bmcgen.geometry import MM, Rect
from bmcgen.kinds._field_strip import FIELD_RULE
from bmcgen.kinds.notes.numerals import FROM_EDGE, HEIGHT
from bmcgen.kinds.notes.room.ground import GRID_RULE
from bmcgen.model.layout import Outline
from bmcgen.model.page import Line, Page, Panel, Path, Rule
from bmcgen.pages.planning.grid import plan
from tests.conftest import BLOCKS, LOCALES, SAMPLES, canvas

HERE = Place("test")
LIVE = Rect(10 * MM, 10 * MM, 400 * MM, 277 * MM)
FLOOR, LARGEST = 9.0, 24.0


def typed_lines(page: Page) -> list[Line]:
    """The lines of notes: those whose words come from the data."""
    return [
        line
        for line in page.lines()
        if line.element is not None
        and page.elements[line.element].role == "LBody"
        and (place := page.elements[line.element].where)
        and ".blocks." in place.file
    ]


def cards(page: Page) -> list[Rect]:
    return [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge]


def frames() -> dict[str, Rect]:
    """The blocks of a blank poster, below its headline."""
    layout = read_layout(Assets(), "business-model", HERE)
    (page,) = bmcgen.make("business-model").pages
    head = min(mark.rect.y for mark in page.marks if isinstance(mark, Panel)) + GRID_RULE / 2 - layout.page.margin
    found = plan(layout, layout.sheets[0], lambda area, _: (head if area == "head" else 0.0,) * 2)
    return {frame.block.name: frame.rect for frame in found.frames if frame.block.name}


def extent(line: Line) -> Rect:
    return Rect(line.x, line.y - 0.8 * line.size, line.width, 1.02 * line.size)


def words_of_notes(document: bmcgen.Document) -> list[str]:
    """The notes as they stand on the pages, parts put together, by the place they were typed at."""
    found: dict[str, str] = {}
    for page in document.pages:
        for index, element in enumerate(page.elements):
            if element.role == "LBody" and element.where and ".blocks." in element.where.file:
                found[element.where.file] = found.get(element.where.file, "") + page.words_of(index)
    return [" ".join(text.replace("\u00a0", " ").split()) for text in found.values()]


def check_laws(document: bmcgen.Document) -> None:
    """What holds on every page, whatever is on it."""
    for page in document.pages:
        boxes = cards(page)
        assert not any(a.overlaps(b) for number, a in enumerate(boxes) for b in boxes[:number])
        assert all(LIVE.contains(extent(line), 0.5) for line in page.lines())
        for line in typed_lines(page):
            assert any(box.contains(extent(line), 0.1) for box in boxes)
        sizes = {line.size for line in typed_lines(page)}
        assert len(sizes) <= 2
        assert all(FLOOR <= size <= LARGEST for size in sizes)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_blank_poster_asks_every_question_and_full_names_every_term(locale: str) -> None:
    words = read_canvas(Assets(), locale, read_layout(Assets(), "business-model", HERE))
    pages = {
        prompts: bmcgen.make("business-model", locale=locale, prompts=prompts).pages
        for prompts in ("none", "questions", "full")
    }
    said = {
        prompts: [page.words_of(n).strip().replace("\u00a0", " ") for page in each for n in range(len(page.elements))]
        for prompts, each in pages.items()
    }
    assert all(len(each) == 1 for each in pages.values())
    for block in words.blocks.values():
        asks = list(block.questions)
        terms = [each.heading for each in block.lists.values()]
        terms += [item.term for each in block.lists.values() for item in each.items]
        terms += [item.question for each in block.lists.values() for item in each.items if item.question]
        for part in (part for each in block.lists.values() for part in (each.parts or {}).values()):
            terms += [part.heading, *(item.term for item in part.items)]
        assert not set(asks + terms) & set(said["none"]) - {block.title}
        assert set(asks) <= set(said["questions"])
        assert set(asks + terms) <= set(said["full"])
        assert all(block.title in each for each in said.values())
        assert not any(block.code in each for each in said.values())


def prompt_lines(page: Page) -> list[Line]:
    return [line for line in page.lines() if line.element is not None and page.elements[line.element].role == "LBody"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_questions_are_large_and_leave_a_third_of_every_block_free(locale: str) -> None:
    (page,) = bmcgen.make("business-model", locale=locale, prompts="questions").pages
    at = frames()
    for rect in at.values():
        inside = [line for line in prompt_lines(page) if rect.contains(extent(line))]
        assert inside
        assert max(extent(line).bottom for line in inside) <= rect.y + 0.65 * rect.h + 0.01
        assert {line.size for line in inside} == {9.0}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_small_paper_asks_a_few_questions_in_legible_type(locale: str, paper: str) -> None:
    document = bmcgen.make("business-model", locale=locale, paper=paper)
    (page,) = document.pages
    assert [each.code for each in document.warnings] == ["fewer-prompts"]
    lines = prompt_lines(page)
    assert len({line.size for line in lines}) == 1
    assert lines[0].size >= 8
    asked = Counter(page.elements[page.elements[n or 0].parent or 0].parent for n in {line.element for line in lines})
    assert len(asked) == 9
    assert len({*asked.values()}) == 1
    assert 2 <= max(asked.values()) <= 4
    # They leave room for the giant numerals, and so to write in.
    assert len(ghosts(page)) == 9


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("prompts", ["questions", "full"])
def test_prompts_have_one_size_and_stay_in_their_blocks(locale: str, prompts: str) -> None:
    document = bmcgen.make("business-model", locale=locale, prompts=prompts)
    (page,) = document.pages
    assert document.warnings == ()
    sizes = {line.size for line in prompt_lines(page)}
    assert len(sizes) == 1
    assert 7 <= min(sizes) <= 9
    at = frames()
    per_block = Counter(name for line in prompt_lines(page) for name, rect in at.items() if rect.contains(extent(line)))
    assert sum(per_block.values()) == len(prompt_lines(page))
    assert set(per_block) == set(BLOCKS)
    boxes = [extent(line).inset(0, 0.2 * line.size, 0, 0.1 * line.size) for line in page.lines()]
    assert not any(a.overlaps(b) for number, a in enumerate(boxes) for b in boxes[:number])


def test_a_block_is_labelled_with_pictogram_title_and_number() -> None:
    (page,) = bmcgen.make("business-model", locale="nl", prompts="none", lines=True).pages
    lines = {line.text: line for line in page.lines()}
    at, drawn = frames(), [mark for mark in page.marks if isinstance(mark, Path) and mark.width]
    assert len(drawn) == 9
    for number, (name, title) in enumerate(
        [("customer-segments", "Klantsegmenten"), ("value-propositions", "Waardeproposities"), ("channels", "Kanalen")],
        1,
    ):
        (pictogram,) = (mark for mark in drawn if at[name].contains(mark.rect, 0.01))
        label, corner = lines[title], lines[str(number)]
        ink = inked(pictogram)
        assert ink.x == pytest.approx(at[name].x + INSET)
        assert label.x - ink.right == pytest.approx(PICTOGRAM_GAP)
        assert ink.y + ink.h / 2 == pytest.approx(label.y - 0.349 * label.size, abs=0.01)
        assert corner.x + corner.width == pytest.approx(at[name].right - INSET)
        assert corner.y == label.y


@pytest.mark.parametrize("theme", ["classic", "colour", "contrast", "ink"])
def test_no_title_ever_meets_its_number(theme: str) -> None:
    """Over notes of all sizes, on the first sheet and where notes go on."""
    for count in (1, 3, 12, 30):
        blocks = {name: ["Regenwater tellen"] * count for name in BLOCKS}
        document = bmcgen.make(canvas(blocks=blocks), theme=theme)
        for page in document.pages:
            numbers = [line for line in page.lines() if line.text.isdigit() and line.element is None]
            titles = [line for line in page.lines() if line.element and page.elements[line.element].role == "H2"]
            assert len(numbers) == len({line.element for line in titles})
            for number in numbers:
                beside = [each for each in titles if each.x < number.x and abs(each.y - number.y) < 0.01]
                label = max(beside, key=lambda each: each.x)
                assert label.x + label.width <= number.x - NUMBER_GAP + 0.01
                # Lines below the first have the number's room too.
                whole = [each for each in titles if each.element == label.element]
                assert max(each.x + each.width for each in whole) <= number.x + number.width + 0.01
                assert min(each.y for each in whole) == label.y


def test_every_column_says_in_one_place_that_it_continues() -> None:
    """At the left of the title, clear of its letters."""
    document = bmcgen.make(canvas(blocks={name: ["Regenwater tellen " * 12] * 30 for name in BLOCKS}))
    assert len(document.pages) > 1
    found = 0
    for page in document.pages[1:]:
        titles = [line for line in page.lines() if line.element and page.elements[line.element].role == "H2"]
        for line in page.lines():
            if line.text == "continued":
                above = [each for each in titles if each.x == pytest.approx(line.x) and each.y < line.y]
                title = max(above, key=lambda each: each.y)
                assert line.y - 0.7 * line.size >= title.y + 0.22 * title.size
                found += 1
    assert found >= 5


def inked(pictogram: Path) -> Rect:
    """What is seen of a pictogram."""
    part, unit, half = drawn_part(pictogram.outline), pictogram.rect.w / pictogram.outline.width, pictogram.width / 2
    x, y = pictogram.rect.x + part.x * unit, pictogram.rect.y + part.y * unit
    return Rect(x - half, y - half, part.w * unit + 2 * half, part.h * unit + 2 * half)


@pytest.mark.parametrize("theme", ["classic", "contrast"])
@pytest.mark.parametrize("count", [1, 3, 30])
def test_pictograms_keep_one_distance_from_titles_and_stay_off_notes(theme: str, count: int) -> None:
    blocks = {name: ["Regenwater tellen"] * count for name in BLOCKS}
    page = bmcgen.make(canvas(blocks=blocks), theme=theme, lines=True).pages[0]
    drawn = [inked(mark) for mark in page.marks if isinstance(mark, Path) and mark.width]
    titles = [line for line in page.lines() if line.element and page.elements[line.element].role == "H2"]
    gaps, notes = [], cards(page)
    for ink in drawn:
        beside = [each for each in titles if each.x > ink.right and ink.y < each.y - each.size / 3 < ink.bottom]
        gaps.append(min(each.x for each in beside) - ink.right)
        below = [box.y - ink.bottom for box in notes if box.y > ink.y and box.x < ink.right and box.right > ink.x]
        assert min(below, default=9.0) >= 6
    assert len(drawn) == 9
    assert max(gaps) - min(gaps) < 0.01


def test_what_is_seen_of_a_drawing_ends_where_its_curves_turn() -> None:
    outline = Outline(48, 48, (("M", 10.0, 20.0), ("C", 10.0, 0.0, 30.0, 0.0, 30.0, 20.0), ("Z",)))
    assert drawn_part(outline) == Rect(10, 5, 20, 15)


def ghosts(page: Page) -> list[Path]:
    return [mark for mark in page.marks if isinstance(mark, Path) and not mark.width]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("prompts", ["none", "questions"])
def test_an_empty_block_has_a_giant_numeral_in_its_corner(locale: str, prompts: str) -> None:
    (page,) = bmcgen.make("business-model", locale=locale, prompts=prompts).pages
    at, found = frames(), ghosts(page)
    assert len(found) == 9
    assert {mark.rect.h for mark in found} == {HEIGHT}
    for rect in at.values():
        (own,) = (mark for mark in found if rect.contains(mark.rect))
        assert own.rect.right == pytest.approx(rect.right - FROM_EDGE)
        assert own.rect.bottom == pytest.approx(rect.bottom - FROM_EDGE)
    for numeral in found:
        assert numeral.element is None
        assert not any(numeral.rect.overlaps(extent(line)) for line in page.lines())
    assert not any(line.text.isdigit() for line in page.lines()), "the number stands twice"


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
@pytest.mark.parametrize("prompts", ["questions", "full"])
def test_a_sheet_has_all_giant_numerals_or_none(paper: str, prompts: str) -> None:
    """One block without room for its own, and there are none."""
    (page,) = bmcgen.make("business-model", paper=paper, prompts=prompts).pages
    assert len(ghosts(page)) in (0, 9)


def test_where_anything_is_written_a_number_stands_but_once() -> None:
    (page,) = bmcgen.make(canvas(blocks={"channels": ["A note"]})).pages
    assert not ghosts(page)


@pytest.mark.parametrize("theme", ["ink", "contrast"])
def test_a_theme_can_leave_out_giant_numerals(theme: str) -> None:
    (page,) = bmcgen.make("business-model", theme=theme).pages
    assert not ghosts(page)
    assert sum(isinstance(mark, Path) for mark in page.marks) == 9


def test_giant_numerals_are_grey_where_colours_tell_segments_apart() -> None:
    data = canvas(segments=["Schools"])
    (plain,), (told,) = bmcgen.make("business-model").pages, bmcgen.make(data).pages
    for page, grey in ((plain, False), (told, True)):
        for numeral in ghosts(page):
            spread = max(numeral.colour.rgb) - min(numeral.colour.rgb)
            assert (spread < 0.005) == grey
            assert min(numeral.colour.rgb) > 0.88
    assert ghosts(told)


def test_empty_fields_are_ruled_lines_and_given_ones_stand_on_them() -> None:
    (blank,) = bmcgen.make("business-model", locale="nl").pages
    (given_,) = bmcgen.make(
        "business-model", locale="nl", fields={"designed-for": "Utrecht", "date": "2026-12-01"}
    ).pages
    rules = [mark for mark in blank.marks if isinstance(mark, Rule) and mark.width == FIELD_RULE]
    assert {"Ontworpen voor", "Ontworpen door", "Datum", "Versie"} <= {line.text for line in blank.lines()}
    assert len(rules) == 4
    values = {line.text: line for line in given_.lines() if line.text in ("Utrecht", "1 december 2026")}
    assert len(values) == 2
    rules = [mark for mark in given_.marks if isinstance(mark, Rule) and mark.width == FIELD_RULE]
    (title,) = (line for line in given_.lines() if line.text == "Business Model Canvas")
    assert len(rules) == 2
    assert [*(each.y for each in values.values()), *(each.y1 for each in rules)] == pytest.approx([title.y] * 4)


def test_the_credit_is_on_every_sheet() -> None:
    document = bmcgen.make(SAMPLES / "crowded.yaml")
    assert len(document.pages) > 1
    for page in document.pages:
        (credit,) = (line for line in page.lines() if "Strategyzer AG" in line.text)
        assert credit.size >= 7
        assert "CC BY-SA 3.0" in credit.text


def test_a_segment_is_a_colour_and_a_letter_and_the_legend_explains_it() -> None:
    data = canvas(
        segments=["Families", {"name": "Schools", "colour": "red"}],
        blocks={
            "channels": [{"text": "Shop", "segment": "Schools"}, {"text": "Desk", "segments": ["Families", "Schools"]}]
        },
    )
    (page,) = bmcgen.make(data).pages
    letters = Counter(line.text for line in page.lines() if line.text in ("A", "B"))
    assert letters == {"A": 2, "B": 3}
    assert {"Segments", "Families", "Schools"} <= {line.text for line in page.lines()}
    strong = {mark.fill for mark in page.marks if isinstance(mark, Panel) and mark.radius > 3}
    assert len(strong) == 2


def test_areas_keep_their_colours_beside_those_of_segments() -> None:
    def bars(data: dict[str, Any]) -> set[tuple[float, float, float]]:
        (page,) = bmcgen.make(data).pages
        return {mark.fill for mark in page.marks if isinstance(mark, Panel) and not mark.radius}

    assert len(bars(canvas())) == 4
    assert bars(canvas(segments=["A"])) == bars(canvas())


def test_twelve_notes_of_45_characters_fit_every_block() -> None:
    notes = ["Bezorging aan huis op dinsdag en vrijdag, ook", "Een vaste contactpersoon voor ieder afhaalpun"] * 6
    assert {len(note) for note in notes} == {45}
    document = bmcgen.make(canvas(locale="nl", blocks=dict.fromkeys(BLOCKS, notes)))
    assert len(document.pages) == 1
    assert document.warnings == ()
    check_laws(document)


def test_a_sparse_sheet_is_set_as_large_as_may_be() -> None:
    (page,) = bmcgen.make(SAMPLES / "sparse.yaml").pages
    bodies = {
        line.size for line in page.lines() if line.element is not None and page.elements[line.element].role == "LBody"
    }
    assert len(bodies) == 1
    assert min(bodies) >= 18


@pytest.mark.parametrize("name", ["fietsbieb", "hofwerk", "tidewell"])
def test_an_ordinary_sheet_is_one_page_without_a_warning(name: str) -> None:
    document = bmcgen.make(SAMPLES / f"{name}.yaml")
    assert len(document.pages) == 1
    assert document.warnings == ()


def test_what_does_not_fit_goes_on_in_block_order_and_is_referred_to() -> None:
    notes = [f"Note {n} " + "with some more words to fill the line it stands on " * 2 for n in range(40)]
    document = bmcgen.make(canvas(blocks={"channels": notes, "key-partners": ["short"], "key-resources": notes}))
    first, *further = document.pages
    assert further
    assert [warning.code for warning in document.warnings] == ["overset", "overset"]
    on_first = Counter(line.text.split()[1] for line in typed_lines(first) if line.text.startswith("Note"))
    references = [line.text for line in first.lines() if "more notes on sheet" in line.text]
    carried = 80 - sum(on_first.values())
    assert sum(int(text.split()[0]) for text in references) == carried
    assert references[0].endswith("sheet 2")
    headings = [element.source for page in further for element in page.elements if element.role == "H2"]
    assert [*dict.fromkeys(headings)] == ["Channels", "Key Resources"]
    assert f"Sheet 2 of {len(document.pages)}" in {line.text for line in further[0].lines()}
    assert words_of_notes(document).count("short") == 1
    assert sorted(words_of_notes(document)) == sorted([*map(str.strip, notes), *map(str.strip, notes), "short"])
    check_laws(document)


def test_a_reference_names_the_sheet_that_its_notes_are_on() -> None:
    notes = [f"Note {n} " + "x" * 180 for n in range(60)]
    document = bmcgen.make(canvas(blocks=dict.fromkeys(BLOCKS, notes)))
    titles = {"customer-segments": "Customer Segments", "cost-structure": "Cost Structure"}
    for warning in document.warnings:
        name, span = warning.message.split(" ")[0], warning.message.split()[-1].split("–")
        sheet = int(span[0])
        if name in titles:
            headings = [e.source for e in document.pages[sheet - 1].elements if e.role == "H2"]
            assert titles[name] in headings
            assert titles[name] not in [
                e.source for page in document.pages[1 : sheet - 1] for e in page.elements if e.role == "H2"
            ]


def test_three_hundred_long_notes() -> None:
    text = (
        "Alle klanten krijgen elk jaar een overzicht van wat zij hebben bespaard, met een vergelijking met hun buurt. "
    )
    notes = [f"{n} {text}{text}"[:200].strip() for n in range(300)]
    blocks = {block: notes[n::9] for n, block in enumerate(BLOCKS)}
    document = bmcgen.make(canvas(locale="nl", blocks=blocks))
    assert sorted(words_of_notes(document)) == sorted(notes)
    check_laws(document)


@pytest.mark.parametrize("word", ["X" * 20_000, "ab-" * 5_000, "https://example.org/" + "a" * 8_000])
def test_a_word_longer_than_a_page_goes_on(word: str) -> None:
    document = bmcgen.make(canvas(blocks={"channels": [word]}))
    assert "".join(words_of_notes(document)) == word
    check_laws(document)


@pytest.mark.parametrize("length", [3_000, 20_000])
def test_a_note_longer_than_a_page_goes_on(length: int) -> None:
    note = ("Een lange voorwaarde die nergens op past en toch moet worden gelezen. " * 400)[:length].strip()
    document = bmcgen.make(canvas(locale="nl", blocks={"channels": ["voor", note, "na"]}))
    assert words_of_notes(document) == ["voor", "na", note] or words_of_notes(document) == ["voor", note, "na"]
    check_laws(document)


def test_a_note_that_no_room_holds_does_not_keep_those_after_it_from_theirs() -> None:
    monster = "A condition that nobody will read to its end, but that has to be there all the same. " * 30
    document = bmcgen.make(canvas(blocks={"channels": [monster.strip(), "second", "third"]}))
    assert [line.text for line in typed_lines(document.pages[0])] == ["second", "third"]
    assert sorted(words_of_notes(document)) == sorted([monster.strip(), "second", "third"])
    (warning,) = document.warnings
    assert warning.message == '"Channels" is full: 1 of its 3 notes continues on sheet 2'
    assert str(warning.where) == "<data>.blocks.channels[0]"


def test_prompts_asked_for_stand_above_the_notes_and_push_none_off() -> None:
    few, many = ["One note"], ["A note of ordinary length for a block"] * 14
    data = canvas(blocks={"channels": many, "key-partners": few})
    document = bmcgen.make(data, prompts="full")
    (page,) = document.pages
    assert [(warning.code, "Channels" in warning.message) for warning in document.warnings] == [("no-prompts", True)]
    assert len(cards(page)) == 15
    words = read_canvas(Assets(), "en", read_layout(Assets(), "business-model", HERE)).blocks
    said = {page.words_of(n).strip() for n in range(len(page.elements))}
    assert words["key-partners"].questions[0] in said
    assert words["channels"].questions[0] not in said
    check_laws(document)


def test_a_filled_sheet_has_no_prompts_unless_asked_for() -> None:
    words = read_canvas(Assets(), "en", read_layout(Assets(), "business-model", HERE)).blocks
    for prompts, there in ((None, False), ("questions", True)):
        (page,) = bmcgen.make(canvas(blocks={"channels": ["x"]}), prompts=prompts).pages
        said = {page.words_of(n).strip() for n in range(len(page.elements))}
        assert (words["channels"].questions[0] in said) is there


def test_notes_keep_the_language_of_their_file() -> None:
    note = "Kundenbeziehungsmanagementsystem für Genossenschaftsverbände"
    (page,) = bmcgen.make(canvas(locale="de", blocks={"channels": [note]}), locale="nl").pages
    (element,) = (e for e in page.elements if e.source == note)
    assert element.language == "de"
    assert "Kanalen" in {line.text for line in page.lines()}


@pytest.mark.parametrize(
    "title", ["x" * 300, "Word " * 60, "W" * 300, "Een titel van gewone lengte voor een canvas van een organisatie"]
)
def test_the_masthead_grows_with_its_words(title: str) -> None:
    fields = {
        "designed_for": "W" * 200,
        "designed_by": "Naam en nog een naam " * 9,
        "date": "x" * 100,
        "version": "v" * 60,
    }
    document = bmcgen.make(canvas(title=title, **fields, blocks={key: ["note"] for key in BLOCKS}))
    (page,) = document.pages
    said = {"".join(page.words_of(n).split()) for n in range(len(page.elements))}
    assert {"".join(text.split()) for text in (title, *fields.values())} <= said
    boxes = [extent(line).inset(0, 0.2 * line.size, 0, 0.1 * line.size) for line in page.lines()]
    assert not any(a.overlaps(b) for number, a in enumerate(boxes) for b in boxes[:number])
    assert min(line.size for line in page.lines()) >= 7
    check_laws(document)


def test_the_footer_grows_with_its_segments() -> None:
    names = [f"{n:02}{'W' * 58}" for n in range(26)]
    data = canvas(segments=names, blocks={"channels": [{"text": "Everyone", "segments": names}]})
    (page,) = bmcgen.make(data).pages
    assert set(names) <= {line.text for line in page.lines()}
    assert any("Strategyzer AG" in line.text for line in page.lines())
    check_laws(bmcgen.make(data))


def test_letters_that_no_face_has_are_named_once_with_all_their_notes() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": ["goed", "slecht 中"], "key-partners": ["ไทย"]}))
    (problem,) = caught.value.diagnostics
    assert (str(problem.where), problem.code) == ("<data>.blocks.channels[1]", "missing-glyph")
    assert "U+4E2D" in problem.message
    assert 'in "Key Partners" (<data>.blocks.key-partners[0])' in problem.message


letters = "abcdefghijklmnoprstuvwzABCDEGKMNSW éüßñçščłŁ€–„“’0123456789 -/.,:@&()\n"
notes = st.text(alphabet=letters, min_size=1, max_size=400).filter(str.strip)


@given(st.dictionaries(st.sampled_from(BLOCKS), st.lists(notes, max_size=25), max_size=9), st.sampled_from(LOCALES))
def test_every_word_is_on_the_pages_and_nothing_leaves_its_frame(blocks: dict[str, list[str]], locale: str) -> None:
    document = bmcgen.make(canvas(locale=locale, blocks=blocks))
    expected = sorted(" ".join(note.split()) for each in blocks.values() for note in each)
    assert sorted(words_of_notes(document)) == expected
    check_laws(document)


def test_the_ground_of_the_head_ends_with_what_is_below_it() -> None:
    """Its words keep clear of its edges."""
    (page,) = bmcgen.make("business-model", theme="colour").pages
    ground = read_theme(Assets(), "colour", HERE).ground
    (band,) = (mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.fill == ground)
    assert (band.x, band.right) == pytest.approx((5 * MM, page.width - 5 * MM))
    inside = [line for line in page.lines() if band.y < line.y < band.bottom and line.x + line.width > band.x]
    assert min(line.x for line in inside) == pytest.approx(10 * MM)
    for line in inside:
        assert line.x + line.width <= page.width - 10 * MM + 0.01


@pytest.mark.parametrize("layout", ["handout", "worksheets", "facilitation"])
def test_the_ground_of_the_head_keeps_its_distance_from_running_text(layout: str) -> None:
    page = bmcgen.make(layout, theme="colour", locale="en").pages[0]
    ground = read_theme(Assets(), "colour", HERE).ground
    (band,) = (mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.fill == ground)
    tops = [line.y - line.size for line in page.lines() if line.y > band.bottom]
    tops += [mark.rect.y for mark in page.marks if isinstance(mark, Panel) and mark.rect.y > band.bottom - 1]
    assert min(tops) >= band.bottom + 5 * MM
    assert min(line.x for line in page.lines() if line.y < band.bottom) == pytest.approx(
        min(line.x for line in page.lines() if line.y > band.bottom), abs=1
    )


def test_tints_of_blocks_are_one_to_an_area_and_step_back_for_segments() -> None:
    theme = read_theme(Assets(), "colour", HERE)
    blank, told = (
        bmcgen.make(data, theme="colour").pages[0]
        for data in ("business-model", canvas(segments=["Schools"], blocks={"channels": ["A note"]}))
    )

    def tints(page: Page) -> set[Any]:
        return {mark.fill for mark in page.marks if isinstance(mark, Panel) and mark.fill in theme.tints.values()}

    assert len(tints(blank)) == 4
    assert not tints(told)


def test_the_legend_is_as_large_as_one_line_and_the_notes_allow() -> None:
    def legend(names: list[str], notes: int) -> tuple[float, float]:
        data = canvas(segments=names, blocks=dict.fromkeys(BLOCKS, ["A note of two"] * notes))
        (page,) = bmcgen.make(data).pages
        (line,) = (line for line in page.lines() if line.text == names[0])
        (letter,) = (line for line in page.lines() if line.text == "A" and line.y > page.height / 2)
        size = min(each.size for each in page.lines() if each.text == "A note of two")
        assert line.size <= max(10, 0.7 * size)
        return line.size, letter.size

    few, some = legend(["Schools", "Clubs"], 1), legend(["Schools", "Clubs"], 9)
    many = legend([f"Segment number {number} of the city" for number in range(12)], 1)
    assert (few[0], some[0], many[0]) == (14, 10, 8)
    assert few[1] / few[0] == pytest.approx(many[1] / many[0], abs=0.01)
