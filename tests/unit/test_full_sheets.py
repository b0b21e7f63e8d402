"""Posters of a corpus: how full their sheets are, how large their type, and how two sheets share notes."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import Any

import pytest

from bmcgen import make
from bmcgen.documents.output.document import Document
from bmcgen.drawing.grid.dividers import farthest
from bmcgen.kinds import notes as kind
from bmcgen.kinds.notes.setting import NotesFitter
from bmcgen.model.page import Line, Page, Panel
from tests import matrix
from tests.benchmarks.corpus import canvas, measured, note_lines
from tests.conftest import BLOCKS, SAMPLES

FULL = 0.75
NARROWER = 0.92
"""Widths are tried in steps; what is no higher in the next narrower one could give way."""
CROWDED = (54, 60, 63, 65)
SOME = (1, 3, 4, 6, 12, 23, 30, 33, 41, 46, 53)
GOING_ON = (6, 12, 20, 23, 24, 28, 30, 41, 46, 48, 53)
"""Those that large print goes on with on a second sheet where a poster to work on stays in one piece."""
SHARED = (("ka", "kr"), ("cr", "ch"))
UPPER = ("kp", "ka", "kr", "vp", "cr", "ch", "cs")


@cache
def poster(seed: int, theme: str = "classic") -> Document:
    return make(canvas(seed), theme=theme)


@cache
def going_on(seed: int) -> Document:
    """A canvas in large print that is not spread over two pages."""
    return make(canvas(seed), theme="contrast", lines=True)


def counts(document: Document) -> list[int]:
    return [len({line.element for line in note_lines(page)}) for page in document.pages]


def hemmed_in(seed: int, theme: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[tuple[str, str]]]:
    """How many blocks go on, and those among them that could grow where another block has room."""
    seen: list[Any] = []
    stand, fit = kind.NotesEnsemble.stand, NotesFitter.fit

    def standing(self: Any, plan: Any, *rest: Any) -> Any:
        seen.append(plan)
        return stand(self, plan, *rest)

    def fitting(self: Any, frames: Any, setting: Any) -> Any:
        found = fit(self, frames, setting)
        seen.append((self, {frame.area: frame for frame in frames.values()}, setting, found[0]))
        return found

    with monkeypatch.context() as patch:
        patch.setattr(kind.NotesEnsemble, "stand", standing)
        patch.setattr(NotesFitter, "fit", fitting)
        make(canvas(seed), theme=theme, lines=theme == "contrast")
    plan, (fitter, frames, setting, parts) = seen[-2:]
    rects = {area: frame.rect for area, frame in frames.items()}
    over = [part.text.area for part in parts if part.carried]

    def need(area: str, width: float) -> float:
        found: float = fitter.needs.height(frames[area].block, width, setting, prompted=fitter.prompted, all_of_it=True)
        return found

    def roomy(area: str) -> bool:
        return area not in over and need(area, rects[area].w) < FULL * rects[area].h

    def narrows(areas: Sequence[str], least: float) -> bool:
        """Whether a column of blocks may be narrower, and all of them have room then."""
        return all(
            roomy(area) and rects[area].w > least and need(area, NARROWER * rects[area].w) <= rects[area].h
            for area in areas
        )

    most = farthest(plan.living)
    whole = rects["cost"].w + rects["rev"].w
    found = []
    for area in over:
        wider = rects[area].w < 0.97 * most[area][0]
        higher = rects[area].h < 0.97 * most[area][1]
        stack = next((pair for pair in SHARED if area in pair), (area,))
        for other, rect in rects.items():
            if other == area or not roomy(other):
                continue
            beside = next((pair for pair in SHARED if other in pair), (other,))
            if area in UPPER and other in UPPER:
                if stack == beside:
                    gives = higher and rect.h > 0.36 * (rect.h + rects[area].h)
                else:
                    gives = wider and narrows(beside, 0.78 * whole / 5)
            elif area not in UPPER and other not in UPPER:
                gives = wider and narrows(beside, 0.78 * whole / 2)
            elif area in UPPER:
                gives = higher and roomy("cost") and roomy("rev") and rect.h > 52 / 25.4 * 72
            else:
                gives = higher and all(map(roomy, UPPER))
            if gives:
                found.append((area, other))
    return len(over), found


@pytest.mark.parametrize(
    ("seed", "theme"), [*((seed, "classic") for seed in CROWDED), *((seed, "contrast") for seed in GOING_ON)]
)
def test_a_further_sheet_is_begun_only_where_no_block_has_room_to_give(
    seed: int, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, found = hemmed_in(seed, theme, monkeypatch)
    assert found == []
    assert going > 0


@pytest.mark.skipif(not matrix.slow, reason="only with --slow")
@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_the_same_for_every_canvas(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(66):
        assert hemmed_in(seed, theme, monkeypatch)[1] == [], seed


def test_nine_of_ten_canvases_up_to_a_hundred_notes_take_one_sheet_in_large_type() -> None:
    rows = [measured(poster(seed)) for seed in range(59)]
    assert sum(row["sheets"] == 1 for row in rows) >= 0.9 * len(rows)
    assert median(row["size"] for row in rows) >= 15.5
    assert min(row["size"] for row in rows[:5]) >= 18


def titles(page: Page) -> dict[str, float]:
    found = {}
    for line in page.lines():
        element = None if line.element is None else page.elements[line.element]
        if element and element.role == "H2":
            found[element.source] = line.size
    return found


@pytest.mark.parametrize("seed", [*range(0, 66, 6), *CROWDED])
@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_a_sheet_has_one_face_two_sizes_and_titles_above_its_notes(seed: int, theme: str) -> None:
    document = poster(seed, theme)
    lines = [line for page in document.pages for line in note_lines(page)]
    faces = {line.runs[0].face for line in lines}
    sizes = {line.size for line in lines}
    assert len(faces) == 1
    assert len(sizes) == 1 or (len(sizes) == 2 and max(sizes) >= 1.2 * min(sizes) - 1e-6)
    assert max(sizes) <= 11 or "Condensed" not in str(faces)
    for page in document.pages:
        # On a further sheet a title is smaller rather than broken in a word.
        least = 1.15 if page is document.pages[0] else 1.0
        for title, size in titles(page).items():
            assert size >= least * max(sizes) - 1e-6, title
        assert broken_in(page) <= JOINTS
    # One leading: from a line of a note to its next, in parts of the size.
    leadings = {
        round((after.y - line.y) / line.size, 2)
        for page in document.pages
        for line, after in zip(note_lines(page), note_lines(page)[1:], strict=False)
        if line.element == after.element and after.y > line.y
    }
    assert len(leadings) <= 1


def by_block(document: Document) -> dict[tuple[str, str], float]:
    """The smallest size of each note, by its block's title and its text."""
    found: dict[tuple[str, str], float] = {}
    for page in document.pages:
        for line in note_lines(page):
            assert line.element is not None
            body = page.elements[line.element]
            section = page.elements[body.parent or 0].parent
            while section is not None and page.elements[section].role != "Sect":
                section = page.elements[section].parent
            title = next((each.source for each in page.elements if each.role == "H2" and each.parent == section), "")
            key = title, body.source
            found[key] = min(line.size, found.get(key, line.size))
    return found


ENOUGH = 15.75
"""Notes of this size are large print, and grow no more if that takes a sheet."""


@pytest.mark.parametrize("seed", [*SOME, *GOING_ON[2:]])
def test_large_print_is_a_sixth_larger_or_large_enough(seed: int) -> None:
    ordinary, large = poster(seed), poster(seed, "contrast")
    sizes, enlarged = by_block(ordinary), by_block(large)
    assert sizes.keys() == enlarged.keys()
    for note, size in sizes.items():
        assert enlarged[note] >= min(size * 7 / 6, ENOUGH), note
    heads = titles(ordinary.pages[0])
    larger = {title: size for page in large.pages for title, size in titles(page).items()}
    for title, size in heads.items():
        assert larger[title] >= min(size * 7 / 6, 1.15 * ENOUGH), title


@pytest.mark.parametrize("name", ["longoven.yaml", "forty-five"])
def test_large_print_fills_one_sheet_before_it_takes_another(name: str) -> None:
    notes = [f"Tiles taken out of gardens, part {n}" for n in range(5)]
    data = {"layout": "business-model", "locale": "en", "blocks": dict.fromkeys(BLOCKS, notes)}
    (page,) = make(SAMPLES / name if name.endswith("yaml") else data, theme="contrast").pages
    assert min(line.size for line in note_lines(page)) >= ENOUGH


@pytest.mark.parametrize("seed", [*CROWDED, *GOING_ON])
def test_sheets_share_notes(seed: int) -> None:
    document = poster(seed) if seed in CROWDED else going_on(seed)
    found = counts(document)
    assert min(found) >= 2
    assert min(found) >= 0.15 * sum(found)


def kept(document: Document) -> dict[str, int]:
    """How many notes of each block stand on the first sheet, by its title."""
    page = document.pages[0]
    found = dict.fromkeys(heads(page), 0)
    for element in {line.element for line in note_lines(page)}:
        assert element is not None
        section: int | None = element
        while section is not None and page.elements[section].role != "Sect":
            section = page.elements[section].parent
        (title,) = (each.source for each in page.elements if each.role == "H2" and each.parent == section)
        found[title] += 1
    return found


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_blocks_that_go_on_keep_about_the_same_part_of_their_notes(paper: str) -> None:
    notes = [f"{number}. Rental of tools, paid a year ahead" for number in range(12)]
    blocks = dict.fromkeys(BLOCKS, notes)
    document = make({"layout": "business-model", "locale": "en", "blocks": blocks}, paper=paper, theme="contrast")
    found = kept(document)
    # The lower row is never lower than its limit, which is room for all of these.
    upper = [count for title, count in found.items() if title not in ("Cost Structure", "Revenue Streams")]
    assert min(upper) >= 4
    assert max(upper) - min(upper) <= 0.3 * len(notes)


def test_notes_on_a_small_sheet_move_closer_before_they_take_another() -> None:
    (page,) = make(canvas(44), paper="A4").pages
    assert 7.5 <= min(line.size for line in note_lines(page)) < 7.8


def test_notes_keep_room_for_badges_only_on_the_sheet_that_has_them() -> None:
    own = ["Bought with a card, paid by the month", "Another that says as much as the one before"] * 20
    notes = [*own, {"text": "One of a segment", "segment": "North"}]
    data = {"layout": "business-model", "locale": "en", "segments": {"North": "blue"}, "blocks": {"channels": notes}}
    insets = []
    for page in make(data, paper="A4").pages:
        cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge]
        first = min(note_lines(page), key=lambda line: line.x)
        insets.append((first.x - min(rect.x for rect in cards)) / first.size)
    assert insets[0] < 0.6
    assert insets[1] > 1.5


LONG = "{}. A note that says at some length what a team found out about its customers, so that it takes a few lines"


def test_of_long_notes_in_one_block_no_more_go_on_than_stay() -> None:
    notes = [LONG.format(number) + ", and then what it makes of that" * 6 for number in range(17)]
    document = make({"layout": "business-model", "locale": "en", "blocks": {"key-partners": notes}})
    stay, *go = counts(document)
    assert sum(go) <= stay + 1


FEW = {
    "en": {"channels": ["Newsletter"]},
    "de": {"channels": ["Rundbrief"]},
    "nl": {"channels": ["Nieuwsbrief"]},
}


def heads(page: Page) -> dict[str, list[Line]]:
    """The lines of the title of each block."""
    found: dict[str, list[Line]] = {}
    for line in page.lines():
        element = None if line.element is None else page.elements[line.element]
        if element and element.role == "H2":
            found.setdefault(element.source, []).append(line)
    return found


def broken_in(page: Page) -> set[str]:
    """What stands in front of a hyphen in titles."""
    lines = [line for lines in heads(page).values() for line in lines]
    return {"".join(run.text for run in line.runs) for line in lines if line.joint == "-"}


JOINTS = {"Schlüssel-", "Kunden-", "Wert-", "Kosten-", "Einnahme-", "Klant-", "Kern-", "Waarde-", "Inkomsten-"}


@pytest.mark.parametrize("theme", ["classic", "contrast"])
@pytest.mark.parametrize("locale", ["nl", "de", "en"])
def test_titles_over_few_notes_are_large_whole_and_alike(locale: str, theme: str) -> None:
    (page,) = make({"layout": "business-model", "locale": locale, "blocks": FEW[locale]}, theme=theme).pages
    found = heads(page)
    assert len(found) == 9
    assert all(len(lines) <= 2 for lines in found.values())
    assert broken_in(page) <= JOINTS
    assert len({line.size for lines in found.values() for line in lines}) == 1
    assert min(titles(page).values()) >= 27


@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_titles_of_full_sheets_are_whole_and_alike(theme: str) -> None:
    for seed in (*SOME, *CROWDED):
        page = poster(seed, theme).pages[0]
        found = heads(page)
        assert all(len(lines) <= 2 for lines in found.values()), seed
        assert broken_in(page) <= JOINTS, seed
        assert len({line.size for lines in found.values() for line in lines}) == 1, seed


def test_a_word_that_is_no_compound_is_not_broken_in_a_title() -> None:
    data = {"layout": "business-model", "locale": "en", "blocks": {"channels": ["Newsletter"]}}
    (page,) = make(data, paper="A4").pages
    assert broken_in(page) == set()


@pytest.mark.parametrize("seed", GOING_ON)
def test_every_block_keeps_a_note_on_the_first_sheet(seed: int) -> None:
    first, *_ = going_on(seed).pages
    kept = {first.elements[line.element].source for line in note_lines(first) if line.element is not None}
    for notes in canvas(seed)["blocks"].values():
        said = {note if isinstance(note, str) else note["text"] for note in notes}
        assert said & kept


def columns_of(page: Page) -> dict[int, list[float]]:
    """Where the lines of notes stand, by the columns of a further sheet."""
    found: dict[int, list[float]] = {}
    left = min(panel.rect.x for panel in page.marks if isinstance(panel, Panel) and panel.edge)
    right = max(panel.rect.right for panel in page.marks if isinstance(panel, Panel) and panel.edge)
    for line in note_lines(page):
        found.setdefault(int((line.x - left) / ((right - left) / 5)), []).append(line.y)
    return found


@pytest.mark.parametrize("seed", [23, 30, 41, 46, 48, 53])
def test_a_further_sheet_fills_its_columns_alike(seed: int) -> None:
    page = going_on(seed).pages[1]
    found = columns_of(page)
    assert sorted(found) == [0, 1, 2, 3, 4]
    top = min(map(min, found.values()))
    assert min(map(max, found.values())) - top > 0.35 * (max(map(max, found.values())) - top)


def top_row(document: Document) -> dict[str, tuple[int, float]]:
    """How many lines each title in the first row has, and where what is below it begins."""
    (page, *_) = document.pages
    sections: dict[int, list[tuple[str, float]]] = {}
    for line in page.lines():
        if line.element is None:
            continue
        at, role = line.element, page.elements[line.element].role
        while page.elements[at].role != "Sect" and page.elements[at].parent is not None:
            at = page.elements[at].parent or 0
        sections.setdefault(at, []).append((role, line.y))
    heads = {at: [y for role, y in lines if role == "H2"] for at, lines in sections.items()}
    top = min(min(each) for each in heads.values() if each)
    return {
        next(each.source for each in page.elements if each.role == "H2" and each.parent == at): (
            len(head),
            min((y for role, y in sections[at] if role != "H2"), default=0.0),
        )
        for at, head in heads.items()
        if head and min(head) == top
    }


def level(row: dict[str, tuple[int, float]]) -> bool:
    """Whether all first lines stand at one height: bold headings of groups, and notes beside badges, nearly do."""
    found = [y for _, y in row.values() if y]
    return max(found) - min(found) < 8


@pytest.mark.parametrize(
    ("seed", "theme", "lines"),
    [(12, "classic", [1] * 5), (24, "classic", [2, 2, 1, 1, 2]), (40, "classic", [2, 1, 1, 1, 2])],
)
def test_content_of_a_row_begins_at_one_height_and_titles_break_where_they_do_not_fit(
    seed: int, theme: str, lines: list[int]
) -> None:
    row = top_row(poster(seed, theme))
    assert [count for count, _ in row.values()] == lines
    assert level(row)


def test_prompts_of_a_row_begin_at_one_height_below_titles_of_one_line_and_of_two() -> None:
    row = top_row(make("business-model", locale="en", paper="A4", theme="contrast"))
    assert {count for count, _ in row.values()} == {1, 2}
    assert level(row)


def test_columns_move_so_that_content_begins_at_one_height() -> None:
    data = {
        "layout": "business-model",
        "locale": "en",
        "title": "Repair Room",
        "segments": ["Students", "Neighbours"],
        "blocks": {
            "key-partners": ["The library", "Council: waste prevention team"],
            "key-activities": ["Mending electricals and textiles", "Evening classes", "Stripping parts for reuse"],
            "key-resources": ["Two part-time repairers", "Tool wall and test bench"],
            "value-propositions": [
                {"text": "Fixed by Saturday, or no charge", "segment": "Students"},
                "Half the price",
            ],
            "channels": ["Noticeboards in halls", "The shop window"],
            "customer-segments": ["Students in shared houses", "Neighbours over 65"],
            "cost-structure": ["Wages"],
            "revenue-streams": ["Repairs"],
        },
    }
    row = top_row(make(data, paper="A3", votes=True, strip=True))
    assert {count for count, _ in row.values()} == {1, 2}
    assert level(row)


def test_columns_move_so_that_no_word_of_a_note_is_broken() -> None:
    others = ["Tuinen opmeten", "Tegels afvoeren", "Plannen maken", "Regenpijpen los", "Onderhoud", "Bakfietsen"]
    blocks: dict[str, list[str]] = dict.fromkeys(BLOCKS, others)
    blocks["key-partners"] = ["Twee tuincentra in de regio", "Hoveniersopleiding, stagiairs", "Regentonnenfabrikant"]
    (page,) = make({"layout": "business-model", "locale": "nl", "blocks": blocks}).pages
    assert min(line.size for line in note_lines(page)) <= 18
    assert not [line for line in note_lines(page) if line.joint == "-"]


def test_a_block_has_its_title_once_on_a_further_sheet_and_a_small_one_in_its_next_column() -> None:
    notes = [f"{number}. Rental of tools, paid a year ahead" for number in range(60)]
    data = {"layout": "business-model", "locale": "en", "blocks": {"channels": notes}}
    _, page, *_ = make(data, paper="A4", theme="contrast").pages
    titles = [line for line in page.lines() if line.text == "Channels"]
    (large,) = [line for line in titles if line.element is not None and page.elements[line.element].role == "H2"]
    small = [line for line in titles if line is not large]
    assert small
    assert all(line.element is None and line.size < large.size and line.y == large.y for line in small)
    assert sum(element.role == "L" for element in page.elements) == 1


def numbers_of(page: Page) -> dict[tuple[str, int], int]:
    """How many notes stand in each column under each title that continues."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for line in {line.element: line for line in page.lines() if line.element is not None}.values():
        if match := re.match(r"([a-z-]+) \d+:", page.words_of(line.element or 0)):
            found[match[1], round(line.x / 50)] += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_no_note_stands_alone_in_a_column_of_a_further_sheet(seed: int) -> None:
    rng = random.Random(seed)
    blocks = {
        name: [f"{name} {n}: {'so many words ' * rng.randint(0, 3)}" for n in range(rng.randint(6, 14))]
        for name in ("channels", "key-partners", "key-resources", "customer-segments", "revenue-streams")
    }
    pages = make({"layout": "business-model", "locale": "en", "blocks": blocks}, paper="A4", theme="contrast").pages
    assert len(pages) > 1
    for page in pages[1:]:
        counts = numbers_of(page)
        for name in blocks:
            several = [count for (block, _), count in counts.items() if block == name]
            assert len(several) < 2 or min(several) > 1


@pytest.mark.parametrize("theme", ["classic", "contrast"])
def test_as_many_sheets_are_drawn_as_are_counted_where_a_word_is_longer_than_one(theme: str) -> None:
    notes = ["a", "x" * 9000, "b", "c", "y" * 3000, "d"]
    blocks = {"channels": notes, "key-partners": notes[:3], "key-resources": [f"note {n}" for n in range(40)]}
    pages = make({"layout": "business-model", "locale": "en", "blocks": blocks}, paper="A4", theme=theme).pages
    said = [line.text for page in pages for line in page.lines() if re.fullmatch(r"Sheet \d+ of \d+", line.text)]
    assert said == [f"Sheet {number} of {len(pages)}" for number in range(1, len(pages) + 1)]


def test_the_head_of_a_further_sheet_is_one_quiet_line() -> None:
    document = make(SAMPLES / "crowded.yaml")
    first, further = document.pages
    (large,) = [line for line in first.lines() if line.text == "Gut versorgt zu Hause"]
    (small,) = [line for line in further.lines() if line.text == "Gut versorgt zu Hause"]
    assert small.size < large.size / 2
    (fields,) = [line for line in further.lines() if line.text.endswith("Datum: 6. Oktober 2026 · Version: 7")]
    assert fields.y == small.y
    assert small.element is fields.element is None

    def top(page: Page) -> float:
        return min(line.y for line in page.lines() if line.element and page.elements[line.element].role == "H2")

    assert top(further) < top(first) - 10
