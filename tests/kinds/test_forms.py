"""Forms as their display list: prose, lists, fields, scales, choices; and a sheet of one's own made of them."""

from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import read_locale
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Place
from bmcgen.geometry import MM, Rect
from bmcgen.kinds.scale import KNOB
from bmcgen.model.page import Line, Page, Panel, Rule
from bmcgen.resources import SHIPPED
from bmcgen.source.names import fold
from tests.conftest import LOCALES, SAMPLES, ready
from tests.matrix import tried

HERE = Place("test")
PERSONAS = SAMPLES / "personas"
LIVE = Rect(10 * MM, 10 * MM, 190 * MM, 277 * MM)
STORY = "Elke ochtend begint met een ronde door het huis, en elke avond ook. Wie iets wil weten, vraagt het onderweg. "


def persona(**blocks: Any) -> dict[str, Any]:
    return {
        "layout": "persona",
        "locale": "nl",
        "title": "Sanne",
        "blocks": {k.replace("_", "-"): v for k, v in blocks.items()},
    }


def said(page: Page) -> set[str]:
    return {" ".join(page.words_of(n).replace("\u00a0", " ").split()) for n in range(len(page.elements))}


def together(document: bmcgen.Document) -> dict[str, str]:
    """What was typed at each place, put together from all pages."""
    found: dict[str, str] = {}
    for page in document.pages:
        for index, element in enumerate(page.elements):
            if element.where and element.where.file.startswith("<data>"):
                found[element.where.file] = found.get(element.where.file, "") + page.words_of(index)
    return {key: " ".join(text.replace("\u00a0", " ").split()) for key, text in found.items()}


def extent(line: Line) -> Rect:
    return Rect(line.x, line.y - 0.75 * line.size, line.width, 0.95 * line.size)


def check_laws(document: bmcgen.Document, floor: float = 8.5) -> None:
    for page in document.pages:
        boxes = [extent(line) for line in page.lines()]
        assert all(LIVE.contains(box, 0.5) for box in boxes)
        tight = [box.inset(0, 0.2 * box.h, 0, 0.1 * box.h) for box in boxes]
        assert not any(a.overlaps(b) for number, a in enumerate(tight) for b in tight[:number])
        assert all(line.size >= 7 for line in page.lines())
        typed = [line for line in page.lines() if _typed(page, line)]
        assert all(line.size >= floor for line in typed)


def _typed(page: Page, line: Line) -> bool:
    place = page.elements[line.element].where if line.element is not None else None
    return place is not None and ".blocks." in place.file


@pytest.mark.parametrize("locale", LOCALES)
def test_a_blank_sheet_asks_for_everything_on_one_page(locale: str) -> None:
    document = ready("persona", locale=locale)
    (page,) = document.pages
    texts = said(page)
    words = read_canvas(Assets(), locale, read_layout(Assets(), "persona", HERE))
    for name, block in words.blocks.items():
        if name == "more":
            assert block.title not in texts
            continue
        expected = {block.title} - ({block.title} if name in ("quote", "photo") else set())
        expected |= {*block.own.get("fields", {}).values(), *block.own.get("choices", {}).values()}
        scales = block.own.get("scales", {}).values()
        expected |= {text for scale in scales for text in scale.values()}
        assert expected <= texts
        if block.hint:
            least, most = {"goals": (3, 5), "pains": (3, 8), "influences": (3, 8)}.get(name, (0, 0))
            hint = block.hint.replace("{{ least }}", str(least)).replace("{{ most }}", str(most))
            assert " ".join(hint.split()) in texts
    check_laws(document)


def lines_under(document: bmcgen.Document, words: str) -> list[float]:
    """The heights of the lines to write on below a hint, down to what stands below them."""
    for page in document.pages:
        for number, element in enumerate(page.elements):
            if element.source.startswith(words):
                last = [line for line in page.lines() if line.element == number][-1]
                below = [
                    line.y for line in page.lines() if line.y > last.y + 1 and line.x < last.x + 9 < line.x + line.width
                ]
                rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2 > last.y]
                found = sorted((mark.y1, mark.x2) for mark in rules if abs(mark.x1 - last.x) < 1)
                return [y for y, end in found if y < min(below, default=page.height) and end == found[0][1]]
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("locale", "theme", "paper"),
    tried(product(LOCALES, ["classic", "colour", "ink", "contrast"], ["A4", "Letter"])),
)
def test_a_blank_sheet_has_as_many_lines_as_it_asks_for(locale: str, theme: str, paper: str) -> None:
    document = ready("persona", locale=locale, theme=theme, paper=paper)
    words = read_canvas(Assets(), locale, read_layout(Assets(), "persona", HERE)).blocks
    asked = {"background": 6, "context": 6, "media": 6, "goals": 5, "pains": 8, "influences": 8, "quote": 2}
    for name, least in asked.items():
        found = lines_under(document, words[name].hint.split("{")[0])
        assert len(found) >= least, name
        pitch = {round(b - a, 2) for a, b in pairwise(found)}
        assert len(pitch) == 1
        assert 6 * MM <= min(pitch) <= 6.5 * MM * (1.17 if theme == "contrast" else 1)
    sheets = 2 if theme == "contrast" or (locale == "de" and paper == "Letter") else 1
    assert len(document.pages) == sheets
    assert (words["more"].title in set.union(*map(said, document.pages))) == (sheets == 2)


def test_the_label_of_a_field_is_clear_of_the_line_above_it() -> None:
    """A hand has loops below its line."""
    (page,) = bmcgen.make("persona", locale="en").pages
    rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2]
    for label in ("Hobby", "Family", "Education"):
        (line,) = (line for line in page.lines() if line.text == label)
        above = max(rule.y1 for rule in rules if rule.y1 < line.y and rule.x1 <= line.x <= rule.x2)
        below = min(rule.y1 for rule in rules if rule.y1 > line.y and rule.x1 <= line.x <= rule.x2)
        assert line.y - above > 4.5 * MM
        assert below - line.y > 9 * MM


def test_prompts_none_leaves_the_hints_out() -> None:
    words = read_canvas(Assets(), "nl", read_layout(Assets(), "persona", HERE)).blocks["background"]
    assert words.hint in said(ready("persona", locale="nl").pages[0])
    assert words.hint not in said(ready("persona", locale="nl", prompts="none").pages[0])
    assert words.hint in said(bmcgen.make(persona(goals=["a"]), prompts="questions").pages[0])
    assert words.hint not in said(bmcgen.make(persona(goals=["a"])).pages[0])


def knobs(page: Page) -> list[Panel]:
    return [m for m in page.marks if isinstance(m, Panel) and m.element is not None and m.rect.w == m.rect.h == KNOB]


def test_a_scale_has_its_knob_where_the_number_says() -> None:
    positions = {"information-depth": 0, "Tijdsdruk op het werk": 50, "digital_skills": "100", "internet-at-work": None}
    (page,) = bmcgen.make(persona(personality=positions)).pages
    ticks = sorted({m.x1 for m in page.marks if isinstance(m, Rule) and m.element is not None and m.x1 == m.x2})
    centres = [m.rect.x + m.rect.w / 2 for m in knobs(page)]
    assert len(ticks) == 5
    assert centres == pytest.approx([ticks[0], ticks[2], ticks[4]])
    figures = [element.alt for element in page.elements if element.role == "Figure" and "schaal" in element.alt]
    # What nobody has marked is left out of a sheet that is filled in.
    assert len(figures) == 3
    assert figures[0] == "0 op een schaal van 0 (generiek) tot 100 (specialistisch)"
    blank = ready("persona", locale="nl").pages[0]
    assert "schaal van niet acuut tot acuut, nog niet ingevuld" in [element.alt for element in blank.elements]


@pytest.mark.parametrize(
    ("locale", "levels"),
    [("nl", ["laag", "Gemiddeld", "hoog"]), ("de", ["niedrig", "mittel", "HOCH"]), ("en", ["low", "medium", "high"])],
)
def test_words_stand_in_the_middle_of_each_third_of_a_scale(locale: str, levels: list[str]) -> None:
    scales = ("information-depth", "time-pressure", "digital-skills")
    data = persona(personality=dict(zip(scales, levels, strict=True)))
    # They are understood in every language, and told in that of the sheet.
    for sheet in (locale, "nl"):
        (page,) = bmcgen.make({**data, "locale": sheet}).pages
        ticks = sorted({m.x1 for m in page.marks if isinstance(m, Rule) and m.element is not None and m.x1 == m.x2})
        centres = [m.rect.x + m.rect.w / 2 for m in knobs(page)]
        whole = ticks[-1] - ticks[0]
        assert centres == pytest.approx([ticks[0] + part * whole for part in (1 / 6, 1 / 2, 5 / 6)])
    figures = [element.alt for element in page.elements if element.role == "Figure"]
    assert "laag op een schaal van 0 (generiek) tot 100 (specialistisch)" in figures


def test_scales_that_nobody_has_used_leave_their_place_to_what_is_beside_them() -> None:
    def rules(document: bmcgen.Document) -> float:
        page = document.pages[0]
        top = next(line.y for line in page.lines() if line.text == "Algemeen")
        return max(m.x2 for m in page.marks if isinstance(m, Rule) and top < m.y1 < top + 110 and m.y1 == m.y2)

    used, unused = (
        bmcgen.make(persona(goals=["a"] * 3, **more)) for more in ({"personality": {"time-pressure": 5}}, {})
    )
    assert "Persoonlijkheid en overig" in said(used.pages[0])
    assert "Persoonlijkheid en overig" not in said(unused.pages[0])
    assert rules(unused) == pytest.approx(200 * MM, abs=1)


def test_boxes_are_ticked_by_id_or_label() -> None:
    (page,) = bmcgen.make(persona(sales_role=["initiator", "Beslisser"])).pages
    boxes = [element for element in page.elements if element.role == "Form"]
    assert [box.state for box in boxes] == ["on", "off", "off", "on"]
    assert [box.alt.rpartition(": ")[2] for box in boxes] == [
        "aangekruist",
        "niet aangekruist",
        "niet aangekruist",
        "aangekruist",
    ]


def test_a_story_takes_room_from_the_others_before_type_becomes_smaller() -> None:
    def size(document: bmcgen.Document) -> float:
        return max(line.size for line in document.pages[0].lines() if _typed(document.pages[0], line))

    short, longer = bmcgen.make(persona(background=STORY)), bmcgen.make(persona(background=STORY * 6))
    assert (len(short.pages), len(longer.pages), longer.warnings) == (1, 1, ())
    assert size(short) == size(longer) == 11
    longest = bmcgen.make(persona(background=STORY * 12, goals=[STORY[:60].strip()] * 5))
    assert (len(longest.pages), longest.warnings) == (1, ())
    assert 8.5 <= size(longest) < 11
    for document in (short, longer, longest):
        check_laws(document)


def test_a_story_longer_than_its_frame_goes_on_and_says_where() -> None:
    story = (STORY * 40).strip()
    document = bmcgen.make(persona(background=story, context=STORY, media=STORY * 9))
    first, second = document.pages
    assert together(document)["<data>.blocks.background"] == story
    assert [warning.code for warning in document.warnings] == ["overset"]
    assert document.warnings[0].message == '"Achtergrondinformatie" is full: it continues on sheet 2'
    assert "→ blad 2" in said(first)
    assert {"Achtergrondinformatie", "vervolg", "Sanne", "Blad 2 van 2"} <= {line.text for line in second.lines()}
    check_laws(document)


def test_an_entry_may_be_written_as_its_text() -> None:
    assert {"een", "twee"} <= said(bmcgen.make(persona(goals=[{"text": "een"}], media={"text": "twee"})).pages[0])


@pytest.mark.parametrize(("key", "hint"), [("citaat", 'put it under "blocks"'), ("Naam", 'write "title"')])
def test_a_block_at_the_top_of_a_file_is_sent_to_its_place(key: str, hint: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make({"layout": "persona", "locale": "nl", key: "x"})
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.hint) == ("unknown-key", hint)


def test_every_field_of_the_masthead_may_be_as_long_as_it_may_be() -> None:
    fields = {
        "designed-for": "W" * 200,
        "designed-by": "Naam en nog een naam " * 9,
        "date": "W" * 100,
        "version": "W" * 60,
    }
    full = persona(goals=["doel " * 30] * 6, background=STORY * 30, general={"role": STORY * 3, "hobby": STORY})
    for data in (full, persona(goals=["a"])):
        document = bmcgen.make({**data, **fields})
        check_laws(document)
    texts = {"".join(text.split()) for text in said(document.pages[0])}
    assert {"".join(text.split()) for text in fields.values()} <= texts
    check_laws(document)


def test_facts_of_several_lines_stay_on_an_empty_sheet() -> None:
    role = "Senior programme manager for social affairs at the municipality, and chair of the regional platform on debt"
    document = bmcgen.make(persona(general={"role": role, "hobby": role}))
    assert len(document.pages) == 1
    assert role in said(document.pages[0])


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("age: Age, ", "", '"age" is missing under fields of general'),
        ("initiator: Initiator, ", "", '"initiator" is missing under choices of sales-role'),
        ("age: Age, ", "age: Age, shoe: S, ", 'no other language has "shoe" under fields of general'),
        ("label: Digital skills", f"label: {'Word ' * 60}", "leave no room for the scales themselves"),
        ("age: Age, ", f"age: {'Word ' * 200}, ", "is wider than its field"),
    ],
)
def test_words_of_ones_own_that_would_lose_or_hide_something_are_refused(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    from bmcgen.assets.finder import SHIPPED

    folder = tmp_path / "locales" / "cy"
    folder.mkdir(parents=True)
    for name in ("locale.yaml", "persona.yaml"):
        text = (SHIPPED / "locales" / "en" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(before, after), encoding="utf-8")
    assert before in (SHIPPED / "locales" / "en" / "persona.yaml").read_text(encoding="utf-8")
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(
            {**persona(general={"age": "3"}, personality={"digital-skills": 3}), "locale": "cy"}, assets=tmp_path
        )
    assert message in caught.value.diagnostics[0].message


def test_paragraphs_stay_and_single_line_ends_are_spaces() -> None:
    document = bmcgen.make(persona(background="een\ntwee\n\ndrie"))
    texts = said(document.pages[0])
    assert {"een twee", "drie"} <= texts


def test_a_value_too_long_for_its_field_goes_on_whole_behind_its_label() -> None:
    document = bmcgen.make(persona(general={"hobby": STORY * 9, "Leeftijd": "34"}))
    first, second = document.pages
    assert "34" in said(first)
    assert ("Hobby: " + STORY * 9).strip() in said(second)
    check_laws(document)


@pytest.mark.parametrize("locale", LOCALES)
def test_lists_out_of_their_bounds_are_warned_of(locale: str) -> None:
    document = bmcgen.make(persona(goals=["a", "b"], pains=["c"] * 9, influences=["d"] * 8), locale=locale)
    found = {warning.code: warning.message for warning in document.warnings}
    titles = read_canvas(Assets(), locale, read_layout(Assets(), "persona", HERE)).blocks
    assert found == {
        "too-few": f'"{titles["goals"].title}" has 2 entries; the sheet asks for at least 3',
        "too-many": f'"{titles["pains"].title}" has 9 entries; the sheet asks for at most 8',
    }
    assert sum(line.text == "c" for line in document.pages[0].lines()) == 9
    assert not bmcgen.make(persona(goals=["a"] * 5)).warnings


def test_fields_of_ones_own_stand_after_the_others() -> None:
    own = {"Woonplaats": "Utrecht", "Apparaten": "telefoon", "Lievelingswinkel": ""}
    (page,) = bmcgen.make(persona(general={"age": 3, "also": own})).pages
    texts = said(page)
    assert {"Woonplaats", "Utrecht", "Apparaten", "telefoon", "Lievelingswinkel"} <= texts
    tops = {line.text: (line.y, line.x) for line in page.lines()}
    assert tops["Opleiding"] < tops["Woonplaats"] < tops["Apparaten"] < tops["Lievelingswinkel"]


def test_names_of_fields_may_be_as_long_as_they_may_be_and_nothing_overlaps() -> None:
    names = {f"{number} {'Een lange naam van een veld ' * 2}"[:60].strip(): STORY for number in range(12)}
    document = bmcgen.make(persona(general={"also": names, "role": STORY}))
    texts = set.union(*map(said, document.pages))
    assert {*names} <= texts
    # Their labels are as large as those of the sheet.
    check_laws(document, 7.5)
    assert bmcgen.make(persona(general={"also": {"W" * 60: "x", "i" * 60: "y"}}), theme="contrast").pages


def test_several_quotations_are_set_as_quotations() -> None:
    quotes = ["Dat zei ik al.", "En dit ook nog, een stuk later.", "Alinea een.\n\nAlinea twee."]
    (page,) = bmcgen.make(persona(quote=quotes)).pages
    found = [page.words_of(n).strip() for n, element in enumerate(page.elements) if element.role == "BlockQuote"]
    assert found == [quotes[0], quotes[1], "Alinea een.", "Alinea twee."]
    faces = {line.runs[0].face for line in page.lines() if line.text in quotes}
    assert faces == {"IBMPlexSans-Italic"}
    # A mark hangs before each.
    starts = [line for line in page.lines() if line.text in (*quotes, "Alinea een.", "Alinea twee.")]
    marks = [line for line in page.lines() if line.text == "\u201c"]
    assert [mark.y for mark in marks] == [line.y for line in starts]
    assert all(mark.x + mark.width <= start.x for mark, start in zip(marks, starts, strict=True))
    # The words themselves align with the name above them.
    edge = next(line.x for line in page.lines() if page.elements[line.element or 0].role == "H1")
    assert {round(start.x, 1) for start in starts} == {round(edge, 1)}
    one = bmcgen.make(persona(quote=quotes[0])).pages[0]
    assert next(line.size for line in one.lines() if line.text == quotes[0]) > starts[0].size


@pytest.mark.parametrize(("locale", "mark"), [("nl", "“"), ("de", "„"), ("fr", "«"), ("de-CH", "«"), ("en", "“")])
def test_a_quotation_hangs_behind_the_mark_of_its_language(locale: str, mark: str) -> None:
    (page,) = bmcgen.make(persona(quote="Nur nicht jeden Sonntag.") | {"locale": locale}).pages
    assert [line.text for line in page.lines() if line.text in set("“”„«»")] == [mark]


@pytest.mark.parametrize("quote", ["„Nur nicht jeden Sonntag.“", '"Nur nicht jeden Sonntag."'])
def test_a_quotation_that_brings_its_marks_has_no_other(quote: str) -> None:
    (page,) = bmcgen.make(persona(quote=quote) | {"locale": "de"}).pages
    assert not [line for line in page.lines() if line.text in set("“”„«»")]


def test_a_part_of_ones_own_has_a_heading_of_its_own_or_the_sheets() -> None:
    (page,) = bmcgen.make(persona(more={"title": "Winkelgedrag", "text": STORY})).pages
    assert {"Winkelgedrag", STORY.strip()} <= said(page)
    assert "Meer" not in said(page)
    heading = next(element for element in page.elements if element.source == "Winkelgedrag")
    assert heading.role == "H2"
    for value in (STORY, {"text": STORY}):
        (page,) = bmcgen.make(persona(more=value)).pages
        assert {"Meer", STORY.strip()} <= said(page)
    long = bmcgen.make(persona(more={"title": "Winkelgedrag " * 7, "text": STORY * 60}))
    assert len(long.pages) > 1
    check_laws(long)


@pytest.mark.parametrize(("locale", "theme"), [("nl", "classic"), ("en", "contrast"), ("nl+en", "classic")])
def test_the_marks_of_a_scale_are_clear_of_the_label_above_it(locale: str, theme: str) -> None:
    page = ready("persona", locale=locale, theme=theme).pages[0]
    labels = [
        line for line in page.lines() if line.text in ("Diepgang van de informatiebehoefte", "Time pressure at work")
    ]
    assert labels
    for label in labels:
        foot = label.y + 0.22 * label.size
        ticks = [mark.y1 for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2 and mark.y2 > label.y]
        assert min(ticks) - foot >= 1.4 * MM


def test_parts_of_a_filled_form_stand_in_whole_columns_of_its_grid() -> None:
    (page,) = bmcgen.make(PERSONAS / "sanne.yaml").pages
    heads = ("Achtergrondinformatie", "Gebruikscontext", "Mediagebruik", "Doelen,", "Pijn,", "Invloeden:")
    starts = [line.x for line in page.lines() if line.text.startswith(heads) and "Bold" in line.runs[0].face]
    assert len(starts) == len(heads)
    step = (page.width - 20 * MM + 5 * MM) / 12
    assert all(abs((start - 10 * MM) / step - round((start - 10 * MM) / step)) < 0.01 for start in starts)


def test_what_continues_of_a_form_has_a_column_to_itself() -> None:
    further = bmcgen.make(PERSONAS / "margaret.yaml").pages[1]
    heads = {line.text: line for line in further.lines() if further.elements[line.element or 0].role == "H2"}
    assert {*heads} == {"Background", "Context of use"}
    assert heads["Background"].y == heads["Context of use"].y
    assert [line.text for line in further.lines()].count("continued") == 2


def test_in_large_print_the_parts_of_a_form_stay_whole_on_as_many_pages_as_they_need() -> None:
    document = bmcgen.make(SAMPLES / "personas" / "sanne.yaml", theme="contrast")
    assert not [each.code for each in document.warnings if each.code == "overset"]
    stories, lists = ({line.text for line in page.lines()} for page in document.pages)
    assert {"Achtergrondinformatie", "Gebruikscontext"} <= stories
    assert {"Doelen, behoeften,", "Invloeden: hoort,"} <= lists
    # What is longer than a page continues; what could stand whole, still does.
    document = bmcgen.make(SAMPLES / "personas" / "margaret.yaml", theme="contrast")
    divided = [each.message.split('"')[1] for each in document.warnings if each.code == "overset"]
    assert divided == ["Background", "Context of use"]


def empty_bands(page: Page) -> list[float]:
    """The heights of what stands empty from side to side, above the foot."""
    marks = sorted(
        [(line.y - 0.8 * line.size, line.y + 0.3 * line.size) for line in page.lines()]
        + [(m.rect.y, m.rect.bottom) for m in page.marks if isinstance(m, Panel)]
        + [(m.y1, m.y2) for m in page.marks if isinstance(m, Rule)]
    )
    found, lowest = [], marks[0][1]
    for top, bottom in marks:
        found.append(top - lowest)
        lowest = max(lowest, bottom)
    return found


@pytest.mark.parametrize(
    ("said", "paper", "theme"),
    tried(
        product(
            [(40, 40, 5, 8), (80, 1, 3, 12), (1, 60, 20, 3), (6, 6, 40, 40)],
            ["A4", "Letter"],
            ["classic", "ink", "contrast"],
        )
    ),
)
def test_nothing_goes_on_while_a_band_of_the_sheet_stands_empty(
    said: tuple[int, int, int, int], paper: str, theme: str
) -> None:
    background, context, goals, pains = said
    blocks = {"background": STORY * background, "context": STORY * context}
    lists = {"goals": [STORY[:60].strip()] * goals, "pains": [STORY[:90].strip()] * pains, "media": STORY}
    document = bmcgen.make(persona(**blocks, **lists), paper=paper, theme=theme)
    assert len(document.pages) > 1
    assert max(empty_bands(document.pages[0])) < 15 * MM


def test_what_is_short_stays_whole_beside_what_is_long() -> None:
    document = bmcgen.make(PERSONAS / "margaret.yaml")
    on = [warning.message for warning in document.warnings if warning.code == "overset"]
    assert on == ['"Background" is full: it continues on sheet 2', '"Context of use" is full: it continues on sheet 2']


def test_a_part_with_much_to_say_is_wider_than_those_beside_it() -> None:
    def bar(document: bmcgen.Document, title: str) -> float:
        page = document.pages[0]
        y, x = next((line.y, line.x) for line in page.lines() if line.text.startswith(title))
        bars = [m.rect for m in page.marks if isinstance(m, Panel) and abs(m.rect.x - x) < 1 and 0 < y - m.rect.y < 20]
        return max(bars, key=lambda rect: rect.y).w

    few = bmcgen.make(persona(pains=["kort"] * 3, goals=["kort"] * 3))
    many = bmcgen.make(persona(pains=[STORY[:90]] * 14, goals=["kort"] * 3, background=STORY * 8))
    assert bar(many, "Pijn") > 1.15 * bar(few, "Pijn")


@pytest.mark.parametrize(
    ("blocks", "code", "place", "hint"),
    [
        ({"general": {"Leeftyd": "3"}}, "unknown-key", "general.Leeftyd", 'did you mean "Leeftijd"?'),
        ({"general": ["a"]}, "wrong-type", "general", ""),
        ({"general": {"age": "3", "Leeftijd": "4"}}, "duplicate-key", "general.Leeftijd", ""),
        ({"general": {"age": ["3"]}}, "wrong-type", "general.age", ""),
        (
            {"personality": {"Informatiebehoefte": 3}},
            "unclear-name",
            "personality.Informatiebehoefte",
            "information-depth",
        ),
        ({"personality": {"time-pressure": 101}}, "bad-value", "personality.time-pressure", ""),
        ({"personality": {"time-pressure": "veel"}}, "bad-value", "personality.time-pressure", ""),
        ({"personality": {"time-pressure": "nan"}}, "bad-value", "personality.time-pressure", ""),
        ({"sales-role": ["Koper"]}, "unknown-choice", "sales-role[0]", "Initiator"),
        ({"sales-role": [["a"]]}, "wrong-type", "sales-role[0]", ""),
        ({"goals": "een"}, "wrong-type", "goals", "put a dash before each"),
        ({"goals": ["a", ""]}, "comment-in-note", "goals[1]", ""),
        ({"background": ["a"]}, "wrong-type", "background", ""),
        ({"doel": ["a"]}, "unknown-block", "doel", 'did you mean "Doelen'),
        ({"photo": ["a.jpg"]}, "wrong-type", "photo", ""),
        ({"photo": {"fille": "a.jpg"}}, "unknown-key", "photo.fille", 'did you mean "file"?'),
        ({"photo": {"file": "a.jpg", "FILE": "b.jpg"}}, "duplicate-key", "photo.FILE", ""),
        ({"goals": [{"text": "a", "colour": "b"}]}, "wrong-type", "goals[0]", "quotation marks"),
        ({"sales-role": "initiator, influencer"}, "unknown-choice", "sales-role", "[initiator, influencer]"),
        ({"personality": {"time-pressure": "5_0"}}, "bad-value", "personality.time-pressure", ""),
        ({"naam": "Jan"}, "unknown-block", "naam", 'write "title" there'),
        ({"personality": {"time-pressure": "hoogg"}}, "bad-value", "personality.time-pressure", 'did you mean "hoog"?'),
        ({"general": {"Woonplaats": "Utrecht"}}, "unknown-key", "general.Woonplaats", ""),
        ({"general": {"also": ["Utrecht"]}}, "wrong-type", "general.also", "{Location: Utrecht"),
        ({"general": {"also": {"Leeftijd": 3}}}, "duplicate-key", "general.also.Leeftijd", 'without "also"'),
        ({"general": {"also": {"a b": 1, "A-b": 2}}}, "duplicate-key", "general.also.A-b", ""),
        ({"general": {"also": {"x" * 61: 1}}}, "too-long", f"general.also.{'x' * 61}", ""),
        ({"general": {"also": {f"veld {n}": 1 for n in range(13)}}}, "too-many", "general.also.veld 12", ""),
        ({"general": {"also": {"a": ["b"]}}}, "wrong-type", "general.also.a", ""),
        ({"quote": ["a", ""]}, "comment-in-note", "quote[1]", ""),
        ({"more": {"title": "a"}}, "missing-key", "more", "add: text"),
        ({"more": {"title": "a", "tekst": "b"}}, "unknown-key", "more.tekst", 'did you mean "text"?'),
        ({"more": {"title": "x" * 101, "text": "b"}}, "too-long", "more.title", ""),
        ({"more": ["a"]}, "wrong-type", "more", ""),
    ],
)
def test_what_is_wrong_in_a_form_is_named_and_placed(blocks: dict[str, Any], code: str, place: str, hint: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make({"layout": "persona", "locale": "nl", "blocks": blocks})
    problem = caught.value.diagnostics[0]
    assert (problem.code, str(problem.where)) == (code, f"<data>.blocks.{place}")
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("locale", "block", "old", "value", "new"),
    [
        ("nl", "general", "Getrouwd / gezin", "Getrouwd", "Gezinssituatie"),
        ("de", "general", "Getrouwd", "Verheiratet", "Familie"),
        ("nl", "general", "Rol / functie", "Kok", "Rol/functie"),
        ("nl", "personality", "Gebruik internet tijdens werk", 40, "Internetgebruik tijdens het werk"),
        ("nl", "Doelen / behoeften / verlangens / winsten", None, ["a", "b", "c"], "Doelen, behoeften,"),
        ("en", "Is led by: hears, sees, thinks, feels", None, ["a", "b", "c"], "Influences: hears,"),
        ("de", "Lässt sich leiten von", None, ["a", "b", "c"], "Einflüsse: hört, sieht, denkt, fühlt"),
        ("de", "sales-role", None, ["Entscheider", "Beeinflusser"], "entscheidet"),
        ("en", "(Online) media use & communication", None, "Radio", "Media use and communication"),
    ],
)
def test_a_name_of_before_is_accepted_and_printed_under_the_new_one(
    locale: str, block: str, old: str | None, value: object, new: str
) -> None:
    document = bmcgen.make({"layout": "persona", "locale": locale, "blocks": {block: {old: value} if old else value}})
    (page,) = document.pages
    printed = [line.text for line in page.lines()]
    assert new in printed
    assert old not in printed
    assert block not in printed
    assert document.warnings == ()


def test_a_name_of_before_that_meant_two_scales_is_still_told_to_be_unclear() -> None:
    for name in ("Informatiebehoefte", "Information need", "Informationsbedarf"):
        with pytest.raises(bmcgen.Problems) as caught:
            bmcgen.make({"layout": "persona", "blocks": {"personality": {name: 3}}})
        (problem,) = caught.value.diagnostics
        assert (problem.code, problem.hint) == ("unclear-name", "write one of: information-depth, information-urgency")


def test_other_names_of_what_a_block_has_not_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "locales" / "en"
    folder.mkdir(parents=True)
    (folder / "locale.yaml").write_bytes((SHIPPED / "locales" / "en" / "locale.yaml").read_bytes())
    text = (SHIPPED / "locales" / "en" / "persona.yaml").read_text(encoding="utf-8")
    wrong = text.replace("      information-depth: [Information need]", "      information-depht: [Information need]")
    (folder / "persona.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("persona", assets=tmp_path)
    assert 'names "information-depht", which is no field, choice or the like' in str(caught.value)


OWN = {
    "scales": ("does: {title: Doet, also: []}", "x", "scale", '"scales" is missing under "does"'),
    "fields": ("does: {title: Doet, also: []}", "x", "fields", '"fields" is missing under "does"'),
    "choices": ("does: {title: Doet, also: []}", "x", "choice", '"choices" is missing under "does"'),
    "nothing": ("dos: {title: Doet, also: []}", "x", "prose", 'there are no words for the block "does"'),
}


@pytest.mark.parametrize("name", OWN)
def test_words_that_a_layout_needs_and_has_not_are_named(tmp_path: Path, name: str) -> None:
    words, _, kind, message = OWN[name]
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "own.yaml").write_text(
        "words: own\npage: {paper: A4, margin: 12 mm}\npapers: [A4]\n"
        'grid: {columns: 1fr, rows: [20 mm, 1fr], areas: "a\\nb"}\n'
        f"blocks: {{a: {{kind: title, name: who}}, b: {{kind: {kind}, name: does}}}}\n"
        "sizes: {text: {largest: 9 pt, smallest: 9 pt}, prompt: {largest: 8 pt, smallest: 7 pt}}\n"
        "continuation: {columns: 2}\n"
    )
    (tmp_path / "locales" / "nl").mkdir(parents=True)
    (tmp_path / "locales" / "nl" / "own.yaml").write_text(
        f"title: Own\nsubject: s\nblocks:\n  who: {{title: Wie, also: []}}\n  {words}\n"
    )
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("own", locale="nl", assets=tmp_path)
    assert [problem.message for problem in caught.value.diagnostics] == [message]


def test_names_and_labels_answer_in_every_language_and_codes_in_one() -> None:
    data = persona(
        Hintergrund="a",
        Goals=["b"],
        general={"Alter": "3", "Role / position": "r"},
        personality={"Zeitdruck bei der Arbeit": 5},
    )
    document = bmcgen.make(data)
    assert {"a", "b", "3", "r"} <= said(document.pages[0])
    assert len(knobs(document.pages[0])) == 1


def test_no_two_names_of_the_sheet_clash() -> None:
    canvases = {
        locale: read_canvas(Assets(), locale, read_layout(Assets(), "persona", HERE)).blocks for locale in LOCALES
    }
    meaning: dict[str, str] = {}
    for blocks in canvases.values():
        for name, words in blocks.items():
            for each in (name, words.title, *words.also):
                assert meaning.setdefault(fold(each), name) == name
    top = {fold(label) for locale in LOCALES for label in read_locale(Assets(), locale, HERE).fields.values()}
    assert not top & set(meaning)
    for block in ("general", "sales-role", "personality"):
        labels: dict[str, set[str]] = {}
        for blocks in canvases.values():
            words = blocks[block]
            scales = {key: scale["label"] for key, scale in words.own.get("scales", {}).items()}
            for key, label in {**words.own.get("fields", {}), **words.own.get("choices", {}), **scales}.items():
                labels.setdefault(fold(label), set()).add(key)
        unclear = {frozenset(keys) for keys in labels.values() if len(keys) > 1}
        assert unclear <= {frozenset({"information-depth", "information-urgency"})}


def test_several_sheets_in_a_file(tmp_path: Path) -> None:
    many = tmp_path / "many.yaml"
    many.write_text("layout: persona\nlocale: nl\ntitle: Een\n---\nlayout: persona\ntitle: Twee\nlocale: de\n")
    document = bmcgen.make(many)
    assert [page.title for page in document.pages] == ["Een", "Twee"]
    assert {"Algemeen"} <= said(document.pages[0])
    assert {"Allgemeines"} <= said(document.pages[1])
    many.write_text(
        "layout: persona\nlocale: nl\nTitel: Allen\ndesigned-by: Wij\nsheets:\n"
        "  - title: Een\n  - {title: Twee, designed-by: Zij}\n"
        "  - {layout: business-model, title: Drie}\n"
    )
    document = bmcgen.make(many)
    assert [page.title for page in document.pages] == ["Een", "Twee", "Drie"]
    assert ["Wij" in said(page) for page in document.pages] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("layout: persona\nsheets: []\n", "wrong-type", 2),
        ("layout: persona\nblocks: {quote: x}\nsheets:\n  - title: a\n", "unknown-key", 2),
        ("layout: persona\nsheets:\n  - een\n", "wrong-type", 3),
        ("layout: persona\nsheets:\n  - {titel: a}\n  - {tittel: b}\n", "unknown-key", 4),
        ("layout: persona\n---\nlayout: personna\n", "unknown-layout", 3),
        ("layout: persona\ntitle: a #b\n---\nlayout: persona\n", "comment-in-note", 2),
        ("layout: persona\n---\nlayout: persona\nblocks:\n  goals:\n    - #een\n", "comment-in-note", 6),
        ("layout: persona\nlocale: xx\nsheets: [{title: a}, {title: b}]\n", "unknown-locale", 2),
    ],
)
def test_what_is_wrong_in_one_of_several_sheets(tmp_path: Path, text: str, code: str, line: int) -> None:
    (tmp_path / "f.yaml").write_text(text)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(tmp_path / "f.yaml")
    assert [(p.code, p.where.line) for p in caught.value.diagnostics] == [(code, line)]


EMPATHY = """
words: empathy
page: {paper: A4, orientation: landscape, margin: 12 mm}
papers: [A4]
grid:
  columns: 3 * 1fr
  rows: ["minmax(14 mm, 40 mm)", "minmax(40 mm, 1fr)", "minmax(40 mm, 1fr)", 30 mm, 10 mm]
  gutter: 5 mm
  areas: |
    who  who  who
    says says does
    pic  mood mood
    if   facts facts
    foot foot foot
blocks:
  who: {kind: title, name: who}
  says: {kind: list, name: says, least: 2, most: 4}
  does: {kind: prose, name: does}
  pic: {kind: picture, name: face}
  mood: {kind: scale, name: mood}
  if: {kind: choice, name: stake}
  facts: {kind: fields, name: facts, columns: 3}
  foot: {kind: footer, fields: {date: 30 mm}}
sizes: {text: {largest: 11 pt, smallest: 9 pt}, prompt: {largest: 8 pt, smallest: 7 pt}}
continuation: {columns: 3}
"""
EMPATHY_WORDS = """
title: Empathiekaart
subject: Wat iemand zegt en doet
blocks:
  who: {title: Wie, also: []}
  says: {title: Zegt, also: [], hint: "{{ least }} tot {{ most }} uitspraken"}
  does: {title: Doet, also: []}
  face: {title: Gezicht, also: [], hint: Tekening}
  mood: {title: Stemming, also: [], scales: {joy: {label: Vreugde, low: min, high: plus}}}
  stake: {title: Belang, also: [], choices: {high: Groot, low: Klein}}
  facts: {title: Feiten, also: [], fields: {place: Plaats, year: Jaar, team: Team}}
"""


def test_another_sheet_is_made_of_the_same_kinds_by_files_alone(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "empathy-map.yaml").write_text(EMPATHY)
    (tmp_path / "locales" / "nl").mkdir(parents=True)
    (tmp_path / "locales" / "nl" / "empathy.yaml").write_text(EMPATHY_WORDS, encoding="utf-8")
    blank = bmcgen.make("empathy-map", locale="nl", assets=tmp_path)
    assert {"Empathiekaart", "Wie", "2 tot 4 uitspraken", "Tekening", "Vreugde", "Groot", "Plaats"} <= said(
        blank.pages[0]
    )
    blocks = {"Zegt": ["Ja"], "Doet": STORY, "mood": {"Vreugde": 40}, "Belang": "Groot", "Feiten": {"Jaar": 2026}}
    data = {"layout": "empathy-map", "locale": "nl", "title": "Noor", "blocks": blocks}
    document = bmcgen.make(data, assets=tmp_path)
    assert {"Noor", "Ja", STORY.strip(), "2026"} <= said(document.pages[0])
    assert [warning.code for warning in document.warnings] == ["too-few"]
    assert document.pages[0].width > document.pages[0].height


letters = "abcdefghijklmnoprstuvwzABDEGKMSW éüßñ€–’0123456789 -/.,:@&()\n"
texts = st.text(alphabet=letters, min_size=1, max_size=1500).filter(str.strip)
short = st.text(alphabet=letters, min_size=1, max_size=200).filter(str.strip)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "quote": short,
            "background": texts,
            "context": texts,
            "media": texts,
            "goals": st.lists(short, max_size=12),
            "pains": st.lists(short, max_size=12),
            "general": st.dictionaries(st.sampled_from(["age", "role", "hobby", "family", "education"]), short),
        },
    )
)
def test_every_word_is_on_the_pages_and_nothing_overlaps(blocks: dict[str, Any]) -> None:
    document = bmcgen.make(persona(**blocks))
    found = {place.removeprefix("<data>.blocks."): text for place, text in together(document).items()}
    for key, value in blocks.items():
        parts = {key: value} if isinstance(value, str) else {}
        parts |= {f"{key}[{n}]": each for n, each in enumerate(value)} if isinstance(value, list) else {}
        parts |= {f"{key}.{name}": each for name, each in value.items()} if isinstance(value, dict) else {}
        for place, text in parts.items():
            assert found[place].endswith(" ".join(text.split()))
    check_laws(document)
