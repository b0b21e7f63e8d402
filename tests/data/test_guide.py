"""What the guide teaches: its case adds up, it is the same in every language, and its short edition is short."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Place, Problems
from bmcgen.text.typography import spaced
from tests.conftest import BLOCKS, LOCALES, loaded, ready

HERE = Place("test")
TASKED = (*BLOCKS, "case-figures", "method")
GOAL = {
    "nl": "Hierna kun je ",
    "de": "Danach können Sie ",
    "en": "After this you can ",
    "fr": "Après cet exercice, vous savez ",
}
GUIDES = tuple(GOAL)
"""The languages that have a guide."""
LONG = ("case", "case-figures", "method", "beyond", "glossary")


@cache
def read(locale: str, name: str) -> dict[str, Any]:
    """A file of words, with the spaces that its language is printed with."""

    def as_printed(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: as_printed(each) for key, each in node.items()}
        if isinstance(node, list):
            return [as_printed(each) for each in node]
        return spaced(node, locale) if isinstance(node, str) else node

    found: dict[str, Any] = as_printed(loaded(SHIPPED / "locales" / locale / f"{name}.yaml"))
    return found


def guide(locale: str) -> dict[str, Any]:
    blocks: dict[str, Any] = read(locale, "handout")["blocks"]
    return blocks


def figures(text: str) -> list[str]:
    """The figures of a text, without the marks that a language puts between thousands."""
    return [re.sub(r"[.,\u202f]", "", found) for found in re.findall(r"\d+(?:[.,\u202f]\d{3})*", text)]


def amounts(locale: str) -> dict[str, list[tuple[str, int, bool]]]:
    """The rows of the case's account: how each is worked out, its amount, and whether it is a total."""
    tables = [section["table"] for section in guide(locale)["case-figures"]["sections"] if "table" in section]
    (table,) = (each for each in tables if each.get("figures"))
    rows = [(row["cells"][1], int(figures(row["cells"][2])[0]), row.get("strong", False)) for row in table["rows"]]
    ends = [n for n, row in enumerate(rows) if row[2]]
    return {"in": rows[: ends[0]], "out": rows[ends[0] + 1 : ends[1]], "totals": [rows[n] for n in ends]}


@pytest.mark.parametrize("locale", GUIDES)
def test_the_figures_of_the_case_add_up(locale: str) -> None:
    account = amounts(locale)
    revenue, costs, profit = (amount for _, amount, _ in account["totals"])
    assert revenue == sum(amount for _, amount, _ in account["in"])
    assert costs == sum(amount for _, amount, _ in account["out"])
    assert profit == revenue - costs > 0
    for worked, amount, _ in (*account["in"], *account["out"]):
        numbers = [int(each) for each in figures(re.sub(r".*;|\(.*?\)", "", worked))]
        if "×" in worked:
            product = 1
            for number in numbers:
                product *= number
            assert product == amount, worked
    fixed = sum(amount for worked, amount, _ in account["out"] if "12 m" in worked.lower() or "×" not in worked)
    fixed -= account["out"][-1][1]  # the commission, a share of the sales
    assert figures(account["totals"][1][0]) == [str(fixed), str(costs - fixed)]


@pytest.mark.parametrize("locale", GUIDES)
def test_the_loss_of_three_schools_is_worked_out_rightly(locale: str) -> None:
    said = " ".join(str(section.get("text")) for section in guide(locale)["case-figures"]["sections"])
    profit = amounts(locale)["totals"][2][1]
    lost, saved = 3 * 40 * 9 * 12, 3 * 40 // 3 * 25
    assert {str(lost), str(saved), str(profit), str(lost - saved - profit)} <= set(figures(said))
    # If the laptops set free are sold instead, they need their parts again and the marketplace takes its share.
    sold = 3 * 40 // 3 * 150
    left = sold - sold // 10 - saved
    assert {str(sold), str(left), str(profit - lost + saved + left)} <= set(figures(answers(locale)[1][2]))


@pytest.mark.parametrize("locale", GUIDES)
def test_the_answer_says_rightly_how_many_schools_the_case_needs_to_break_even(locale: str) -> None:
    profit = amounts(locale)["totals"][2][1]
    pays, parts = 40 * 9 * 12, 40 * 25 / 3
    left = pays - parts
    may_leave = profit / left
    worked = [40, 9, 12, pays, 1000, 3, round(parts), round(left), profit, round(left)]
    told = [*worked, *map(int, f"{may_leave:.1f}".split(".")), 30 - int(may_leave)]
    assert figures(answers(locale)[1][3]) == [str(number) for number in told]
    assert round(profit - (int(may_leave) + 1) * left) < 0 < profit - int(may_leave) * left


@pytest.mark.parametrize("locale", GUIDES)
def test_the_answer_says_rightly_what_it_costs_to_pay_companies_for_their_laptops(locale: str) -> None:
    profit = amounts(locale)["totals"][2][1]
    lost, paid = 1000 * 12, 1000 * 20
    assert {str(lost), str(paid), str(profit), str(lost + paid), str(lost + paid - profit)} <= set(
        figures(answers(locale)[1][1])
    )


def lecturer(locale: str) -> list[dict[str, Any]]:
    """The tables for the lecturer: answers to the questions for review and to the tasks of the case, and a rubric."""
    return [section["table"] for section in read(locale, "facilitation")["blocks"]["answers"]["sections"]]


def answers(locale: str) -> list[list[str]]:
    """The answers to the questions for review, and to the tasks of the case."""
    return [[row["cells"][0] for row in table["rows"]] for table in lecturer(locale)[:2]]


@pytest.mark.parametrize("locale", GUIDES)
def test_the_lecturer_has_an_answer_to_every_question_for_review_and_every_task_of_the_case(locale: str) -> None:
    blocks = guide(locale)
    asked = [
        section["tasks"]
        for name in ("beyond", "case-figures")
        for section in blocks[name]["sections"]
        if "tasks" in section
    ]
    assert [len(each) for each in answers(locale)] == [len(each) for each in asked]
    assert [figures(" ".join(each)) for each in answers(locale)] == [figures(" ".join(each)) for each in answers("en")]
    for table in lecturer(locale):
        assert [row["heading"].split()[0] for row in table["rows"]] == [str(n + 1) for n in range(len(table["rows"]))]


@pytest.mark.parametrize("locale", GUIDES)
def test_each_assumption_of_the_case_has_the_four_parts_that_the_method_names(locale: str) -> None:
    blocks = guide(locale)
    table = blocks["case-figures"]["sections"][0]["table"]
    (method,) = (text for section in blocks["method"]["sections"] if (text := section.get("text", "")).count("…") == 4)
    assert len(table["columns"]) == 4
    for column in table["columns"]:
        assert column.split("…")[0].split(",")[0].strip() in method, column
    assert len(table["rows"]) == 4


def test_figures_are_the_same_in_every_language() -> None:
    def all_of(locale: str, name: str) -> list[str]:
        text = (SHIPPED / "locales" / locale / f"{name}.yaml").read_text(encoding="utf-8")
        case = text[text.index("\n  case:") : text.index("\n  method:")] if name == "handout" else text
        # A table's headings may differ in what they need; the terms are numbered alike.
        return sorted(figures(re.sub(r"(?m)^#.*|shares:.*", "", case)))

    for name in ("handout", "handout-case"):
        assert all_of("en", name) == all_of("nl", name) == all_of("de", name)


@pytest.mark.parametrize("locale", GUIDES)
def test_the_canvas_of_the_case_prints_without_a_warning_and_has_the_figures_of_its_text(locale: str) -> None:
    path = SHIPPED / "locales" / locale / "handout-case.yaml"
    document = bmcgen.make(path)
    assert (len(document.pages), document.warnings, document.locale) == (1, (), locale)
    data = read(locale, "handout-case")
    notes = [note if isinstance(note, str) else note["text"] for block in BLOCKS for note in data["blocks"][block]]
    account = amounts(locale)
    revenue, costs, profit = (amount for _, amount, _ in account["totals"])
    streams = [int(figures(note)[-1]) for note in notes if "=" in note]
    assert streams == [amount for _, amount, _ in account["in"]]
    cost_notes = data["blocks"]["cost-structure"]
    assert sum(int(figures(note)[-1]) for note in cost_notes[:-1]) == costs
    assert figures(cost_notes[-1]) == [str(costs)]
    assert revenue - costs == profit
    assert sum("?" in note for note in notes) == len(guide(locale)["case-figures"]["sections"][0]["table"]["rows"])
    assert len(notes) == 40


@pytest.mark.parametrize("locale", GUIDES)
def test_every_block_has_an_assignment_and_the_phases_ask_what_the_canvas_asks(locale: str) -> None:
    blocks = guide(locale)
    for name in TASKED:
        (assignment, *_) = (each for each in blocks[name]["sections"] if len(each.get("tasks", [])) >= 3)
        if name in BLOCKS:
            assert assignment["text"].startswith(GOAL[locale]), name
    words = read_canvas(Assets(), locale, read_layout(Assets(), "business-model", HERE)).blocks["channels"]
    table = next(section["table"] for section in blocks["channels"]["sections"] if "table" in section)
    phases = [
        (f"{n} {item.term}", spaced(item.question, locale)) for n, item in enumerate(words.lists["phases"].items, 1)
    ]
    assert [(row["cells"][0], row["cells"][1]) for row in table["rows"]] == phases


@pytest.mark.parametrize("locale", GUIDES)
def test_every_assignment_says_how_long_it_takes_and_the_last_how_its_tasks_are_marked(locale: str) -> None:
    def assignments(language: str) -> list[dict[str, Any]]:
        sections = [each for name in TASKED for each in guide(language)[name]["sections"] if "tasks" in each]
        return [each for each in sections if figures(each["heading"])]

    times = [figures(each["heading"]) for each in assignments(locale)]
    assert times == [figures(each["heading"]) for each in assignments("en")]
    assert len(times) == len(TASKED)
    last = assignments(locale)[-1]
    marks = [int(number) for number in figures(last["text"])]
    assert marks[0] == 100 == sum(marks[1::2])
    assert marks[2::2] == [*range(1, len(last["tasks"]) + 1)]
    # The rubric has the same marks, and three levels.
    rubric = lecturer(locale)[2]
    assert [int(figures(row["heading"])[1]) for row in rubric["rows"]] == marks[1::2]
    assert len(rubric["columns"]) == 4
    for row in rubric["rows"]:
        assert len({*row["cells"]}) == 3


@pytest.mark.parametrize("locale", GUIDES)
def test_the_facilitator_s_cross_checks_bear_the_numbers_by_which_the_answers_cite_them(locale: str) -> None:
    (listed,) = read(locale, "facilitation")["blocks"]["checks"]["sections"]
    checks = next(each["tasks"] for each in guide(locale)["method"]["sections"] if len(each.get("tasks", [])) == 5)
    assert len(listed["items"]) == len(checks)
    page = ready("facilitation", locale=locale).pages[1]
    found = [element.source for element in page.elements]
    first = found.index(listed["items"][0])
    assert [each for each in found[first - 3 :] if each.isdigit()] == ["1", "2", "3", "4", "5"]
    assert {int(number) for number in figures(answers(locale)[1][0])} <= {*range(1, 6)}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_glossary_is_in_alphabetical_order_and_holds_the_same_terms_in_every_language(locale: str) -> None:
    columns = {"en": (0, 1, 2), "nl": (2, 0, 1), "de": (1, 2, 0)}[locale]
    rows = [row["cells"] for row in guide(locale)["glossary"]["sections"][0]["table"]["rows"]]
    plain = [row[0].casefold().replace("-", " ").translate(str.maketrans("äöüë", "aoue")) for row in rows]
    assert plain == sorted(plain)
    english = [row["cells"] for row in guide("en")["glossary"]["sections"][0]["table"]["rows"]]
    assert sorted([row[column] for column in columns] for row in rows) == sorted(english)


@pytest.mark.parametrize("locale", GUIDES)
def test_without_prompts_the_guide_has_a_page_for_each_block_and_no_case(locale: str) -> None:
    document = ready("handout", locale=locale, prompts="none")
    assert len(document.pages) == 1 + len(BLOCKS)
    said = {element.source for page in document.pages for element in page.elements}
    blocks = guide(locale)
    for block in blocks.values():
        for section in block.get("sections", []):
            kept = section.get("edition") != "long" and "tasks" not in section
            if kept and block not in (blocks[name] for name in LONG):
                assert section["heading"] in said
    assert not said & {
        task for name in TASKED for section in blocks[name]["sections"] for task in section.get("tasks", [])
    }
    assert blocks["case"]["title"] not in said
    alone = bmcgen.make("handout", locale=locale, prompts="none", blocks=["channels"])
    assert len(alone.pages) == 1


@pytest.mark.parametrize(("paper", "size"), [("A4", 9), ("Letter", 8.5)])
@pytest.mark.parametrize("locale", GUIDES)
def test_the_long_edition_has_nineteen_pages_in_type_that_no_longer_word_makes_smaller(
    locale: str, paper: str, size: float
) -> None:
    document = ready("handout", locale=locale, paper=paper)
    assert len(document.pages) == 19
    letters: Counter[float] = Counter()
    for page in document.pages:
        assert max(line.y for line in page.lines() if line.y < page.height - 70) > 0.5 * page.height
        for line in page.lines():
            letters[line.size] += len(line.text)
    # French is longer, and keeps to the nineteen pages in smaller type on every paper.
    assert letters.most_common(1)[0][0] == pytest.approx(8.5 if locale == "fr" else size)


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter"])
@pytest.mark.parametrize("locale", GUIDES)
def test_the_cross_checks_are_on_the_page_after_the_task_that_needs_them(locale: str, paper: str) -> None:
    blocks = guide(locale)
    task = next(section["tasks"] for section in blocks["case-figures"]["sections"] if "tasks" in section)[0]
    checks = next(section["heading"] for section in blocks["method"]["sections"] if len(section.get("tasks", [])) == 5)
    assert re.search(r"op de volgende pagina|auf der nächsten Seite|on the next page|de la page suivante", task)
    pages = [
        {element.source for element in page.elements} for page in ready("handout", locale=locale, paper=paper).pages
    ]
    (asked,) = (number for number, said in enumerate(pages) if task in said)
    (found,) = (number for number, said in enumerate(pages) if checks in said)
    assert found == asked + 1


WORDS = """
title: A guide
subject: Tables
blocks:
  topic:
    title: Topic
    sections:
      - heading: Account
        table:
          columns: [Item, Amount]
          shares: [3, 1]
          figures: 1
          rows:
            - cells: [Rent, "1,200"]
            - {cells: [Sum, "900"], strong: true}
      - heading: Steps
        numbered: true
        items: [Draw, Test, Draw again]
      - table:
          columns: [Here, There]
          rows:
            - cells: [one, two]
      - heading: To do
        tasks: [First, Second]
"""
LAYOUT = """
words: own
page: {paper: A5, margin: 10 mm}
papers: [A5]
grid: {columns: [1fr], rows: [1fr], areas: text}
blocks:
  text: {kind: article, name: topic, columns: 2}
sizes: {text: {largest: 10 pt, smallest: 9 pt}, prompt: {largest: 10 pt, smallest: 9 pt}}
continuation: {columns: 2}
"""


def own(folder: Path, words: str) -> bmcgen.Document:
    for name, text in (("layouts/own.yaml", LAYOUT), ("locales/en/own.yaml", words)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return bmcgen.make("own", assets=folder)


def test_amounts_stand_flush_right_totals_are_bold_and_tasks_are_numbered(tmp_path: Path) -> None:
    (page,) = own(tmp_path, WORDS).pages
    found = {line.text: line for line in page.lines()}
    edge = page.width - 10 * 72 / 25.4
    for text in ("Amount", "1,200", "900"):
        assert found[text].x + found[text].width == pytest.approx(edge, abs=0.1)
    assert found["Rent"].x == pytest.approx(10 * 72 / 25.4)
    assert "Bold" in found["Sum"].runs[0].face
    assert "Bold" in found["900"].runs[0].face
    assert "Bold" not in found["1,200"].runs[0].face
    numbers = [element.source for element in page.elements if element.role == "Lbl"]
    assert numbers == ["1", "2", "3", "1", "2"]
    assert found["Draw"].x > found["Steps"].x
    # A table without a heading stands at the left edge, as do those that have one.
    assert found["Here"].x == pytest.approx(found["Account"].x)
    assert found["To do"].x > found["Rent"].x  # inside its box


def test_a_long_table_begins_where_there_is_room_and_repeats_its_head(tmp_path: Path) -> None:
    before = "    sections:\n      - {heading: Before, text: A line.}\n"
    rows = "".join(f'            - cells: [Item {n}, "{n}"]\n' for n in range(40))
    words = WORDS[: WORDS.index("            - cells")].replace("    sections:\n", before) + rows
    first, second = own(tmp_path, words).pages
    assert {"Before", "Account", "Item", "Amount", "Item 0"} <= {line.text for line in first.lines()}
    again = {line.text for line in second.lines()}
    assert {"Item", "Amount", "Item 39"} <= again
    assert "Account" not in again


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("shares: [3, 1]", "shares: [3]", "as many shares"),
        ("shares: [3, 1]", "shares: [3, 0]", "greater than 0|larger than 0|above 0|0"),
        ("figures: 1", "figures: 3", "more columns of figures"),
        ("tasks: [First, Second]", "edition: short", "edition|short"),
        ("- heading: Steps\n        numbered: true", "- numbered: true", "needs a heading, unless it has a table"),
    ],
)
def test_a_table_that_cannot_be_set_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(Problems, match=message):
        own(tmp_path, WORDS.replace(old, new))


ENTRY = """
title: A guide
subject: Terms
blocks:
  topic:
    title: Topic
    sections:
      - heading: Kinds
        terms:
          - term: The only one
            text: "{}"
"""


def test_an_explained_term_is_not_divided_to_even_out_columns(tmp_path: Path) -> None:
    said = "What it means takes several lines of a column that is as narrow as half a sheet of A5. " * 3
    (page,) = own(tmp_path, ENTRY.format(said.strip())).pages
    lines = [
        line for line in page.lines() if line.element is not None and page.elements[line.element].source == said.strip()
    ]
    assert len(lines) >= 6
    assert len({line.x for line in lines}) == 1
