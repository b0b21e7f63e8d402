"""Tables to write in, in a layout of one's own."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import bmcgen
from bmcgen.geometry import MM
from bmcgen.model.page import Page, Rule
from tests.conftest import SAMPLES

LAYOUT = """\
words: plan
page: {paper: A4, margin: 14 mm, binding: 24 mm}
papers: [A4]
grid:
  columns: 1fr
  rows: [20 mm, 1fr, 10 mm]
  gutter: 5 mm
  areas: |
    head
    plan
    foot
blocks:
  head: {kind: masthead}
  plan: {kind: table, name: plan, SHARES}
  foot: {kind: footer}
sizes: {text: {largest: 11 pt, smallest: 9 pt}, prompt: {largest: 8 pt, smallest: 7 pt}}
continuation: {columns: 1}
"""
WORDS = """\
title: Plan
subject: Who does what
blocks:
  plan:
    title: What is to be done
    table: TABLE
"""
SHARES = "shares: {plan: {note: 2, who: 1, when: 1}}"
TABLE = "{columns: {note: Task, who: Who, when: When}, hints: {when: in days}, total: Total}"


def own(folder: Path, table: str = TABLE, shares: str = SHARES) -> Path:
    (folder / "layouts").mkdir()
    (folder / "locales" / "en").mkdir(parents=True)
    (folder / "layouts" / "plan.yaml").write_text(LAYOUT.replace("SHARES", shares))
    (folder / "locales" / "en" / "plan.yaml").write_text(WORDS.replace("TABLE", table))
    return folder


def uprights(page: Page) -> list[float]:
    return sorted({round(m.x1, 1) for m in page.marks if isinstance(m, Rule) and m.x1 == m.x2 and m.element is None})


def levels(page: Page) -> list[float]:
    return sorted(
        {round(m.y1, 1) for m in page.marks if isinstance(m, Rule) and m.y1 == m.y2 and m.x2 - m.x1 > 150 * MM}
    )


def test_a_table_has_its_label_its_columns_and_rows_down_to_the_foot(tmp_path: Path) -> None:
    (page,) = bmcgen.make("plan", assets=own(tmp_path)).pages
    assert {"What is to be done", "Task", "Who", "When", "in days", "Total"} <= {line.text for line in page.lines()}
    wide = 210 * MM - 14 * MM - 24 * MM
    assert uprights(page) == pytest.approx([24 * MM + wide / 2, 24 * MM + wide * 3 / 4], abs=0.1)
    # The rows are alike and end where the table does.
    rows = levels(page)
    assert rows[-1] == pytest.approx(297 * MM - 14 * MM - 15 * MM, abs=0.2)
    heights = {round(low - high) for high, low in pairwise(rows[1:-1])}
    assert len(heights) == 1
    assert min(heights) >= 13 * MM


def test_data_fills_the_first_rows(tmp_path: Path) -> None:
    data = {"layout": "plan", "locale": "en", "blocks": {"plan": ["Dig", "Sow"]}}
    (page,) = bmcgen.make(data, assets=own(tmp_path)).pages
    assert {"Dig", "Sow"} <= {line.text for line in page.lines()}
    cells = [page.elements[n].role for n in range(len(page.elements))]
    assert cells.count("TH") == 3
    assert cells.count("TD") % 3 == 0
    assert cells.count("Table") == 1


def test_shares_are_alike_where_a_layout_gives_none(tmp_path: Path) -> None:
    (page,) = bmcgen.make("plan", assets=own(tmp_path, shares="label: hidden")).pages
    first, second = uprights(page)
    assert second - first == pytest.approx(first - 24 * MM, abs=0.2)
    assert "What is to be done" not in {line.text for line in page.lines()}


@pytest.mark.parametrize(
    ("table", "shares", "message"),
    [
        ("{columns: {who: Who}}", SHARES, 'a table has a column "note"'),
        ("{columns: {}}", SHARES, "a table names from 1 to 8 columns"),
        ("{hints: {who: x}}", SHARES, "a table names from 1 to 8 columns"),
        ("[a]", SHARES, "a table is keys and values"),
        ("{columns: {note: Task}, colums: {}}", SHARES, 'a table has no "colums"'),
        ("{columns: {note: Task}, hints: {who: x}}", SHARES, 'a hint for "who", which is not a column'),
        ("{columns: {note: ''}}", SHARES, '"columns" gives a text for each column'),
        ("{columns: {note: Task}, groups: a}", SHARES, '"groups" is a list of texts'),
        ("{columns: {note: Task}, total: []}", SHARES, '"total" is a text'),
        ("{columns: {note: Task}}", SHARES, 'the columns of "plan" are note, and its shares are of note, who, when'),
        (TABLE, "shares: {plan: {note: 0}}", "shares give a number above 0"),
        (TABLE, "shares: {plan: {note: x}}", "shares give a number above 0"),
        (TABLE, "shares: [plan]", "shares give a number above 0"),
        (TABLE, "columns: 3", 'is table, which takes no "columns"'),
    ],
)
def test_what_is_wrong_with_a_table_is_told_at_its_file(tmp_path: Path, table: str, shares: str, message: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("plan", assets=own(tmp_path, table, shares))
    problem = caught.value.diagnostics[0]
    assert message in problem.message
    assert problem.where.file.endswith("plan.yaml")


def test_a_layout_without_words_for_its_table_is_told(tmp_path: Path) -> None:
    folder = own(tmp_path)
    path = folder / "locales" / "en" / "plan.yaml"
    path.write_text(WORDS.replace("    table: TABLE\n", ""))
    with pytest.raises(bmcgen.Problems, match='"table" is missing under "plan"'):
        bmcgen.make("plan", assets=folder)


def test_many_and_long_notes_are_all_there(tmp_path: Path) -> None:
    notes: list[Any] = [f"{number} " + "word " * (number % 40) for number in range(90)] + ["x" * 4000]
    data = {"layout": "plan", "locale": "en", "blocks": {"plan": notes}}
    document = bmcgen.make(data, assets=own(tmp_path))
    assert len(document.pages) > 3
    heads = [sum(line.text == "Task" for line in page.lines()) for page in document.pages]
    assert heads == [1] * len(document.pages)
    # The total stands at the end alone, and the last page is ruled down to its foot.
    totals = [sum(line.text == "Total" for line in page.lines()) for page in document.pages]
    assert totals == [0] * (len(document.pages) - 1) + [1]
    assert levels(document.pages[-1])[-1] > 240 * MM


def shares_of(page: Page) -> list[float]:
    """The widths of the columns, in those of the table."""
    left, right = 24 * MM, 210 * MM - 14 * MM
    edges = [left, *uprights(page), right]
    return [(after - before) / (right - left) for before, after in pairwise(edges)]


def test_long_notes_have_a_wider_column_as_far_as_the_names_of_others_are_whole(tmp_path: Path) -> None:
    folder = own(tmp_path)

    def widths(note: str) -> list[float]:
        data = {"layout": "plan", "locale": "en", "blocks": {"plan": [note, "Sow"]}}
        return shares_of(bmcgen.make(data, assets=folder).pages[0])

    assert widths("Dig") == pytest.approx([0.5, 0.25, 0.25], abs=0.01)
    assert widths("Dig the garden over " * 15) == pytest.approx([0.65, 0.175, 0.175], abs=0.01)
    words = folder / "locales" / "en" / "plan.yaml"
    names = "who: Responsibilities-and-accountabilities, when: Arrangements-for-deliveries-and-collections"
    words.write_text(words.read_text().replace("who: Who, when: When", names))
    assert widths("Dig the garden over " * 15) == pytest.approx([0.5, 0.25, 0.25], abs=0.01)


def test_the_column_of_segments_keeps_its_width_beside_long_notes() -> None:
    def widths(note: str) -> list[float]:
        data: dict[str, Any] = {
            "layout": "worksheets",
            "locale": "en",
            "segments": ["Neighbours"],
            "blocks": {"Value Propositions": [{"text": note, "segment": "Neighbours"}]},
        }
        (page,) = bmcgen.make(data, blocks=["value-propositions"]).pages
        rules = [rule for rule in page.marks if isinstance(rule, Rule) and rule.x1 == rule.x2]
        return sorted({rule.x1 for rule in rules if rule.y2 - rule.y1 > 50 * MM})

    short, long = widths("Tools"), widths("Every tool within a ten-minute walk, " * 12)
    assert long[0] == pytest.approx(short[0], abs=0.1)
    assert long[1] < short[1] - 15
    assert long[2] > short[2] + 15


def test_empty_rows_go_before_type_becomes_smaller() -> None:
    pages = bmcgen.make(SAMPLES / "fietsbieb.yaml", layout="worksheets").pages
    asked = {line.size for page in pages for line in page.lines() if line.text == "Voor wie zijn we echt van waarde?"}
    assert len(pages) == 9
    assert min(asked) >= 10
