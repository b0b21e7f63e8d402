"""Notes that say more than a text: what may be written, what becomes of it, and what is said of it when it is wrong."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.data.content import read_contents
from bmcgen.data.describing.json_schema import json_schema
from bmcgen.data.describing.starter import starter
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.kinds.notes.words.amounts import total
from bmcgen.kinds.notes.words.markup import Styled, styled_parts
from bmcgen.model.content import Content, Manner, Note, Typed
from bmcgen.model.page import Rule
from bmcgen.source.tree import parse
from tests.conftest import SAMPLES, loaded
from tests.matrix import tried

ROOT = SAMPLES.parents[1]

HEAD = "layout: business-model\nlocale: en\n"
Check = Callable[[str], list[Diagnostic]]


def content(text: str) -> Content:
    return read_contents([parse(text, "f.yaml")], "f", Assets())[0]


def notes(lines: str) -> tuple[Note, ...]:
    found = content(f"{HEAD}blocks:\n  channels:\n{lines}").blocks["channels"]
    assert isinstance(found, tuple)
    return found


def wrong(lines: str, head: str = HEAD) -> list[tuple[str, int, int]]:
    with pytest.raises(Problems) as caught:
        content(f"{head}blocks:\n  channels:\n{lines}")
    return [(each.code, each.where.line, each.where.column) for each in caught.value.diagnostics]


def test_a_note_says_more_beside_its_text() -> None:
    (note, other) = notes(
        "    - {text: Stall, status: in test, tags: [summer, on foot], id: s, to: bike, amount: 120 EUR}\n"
        "    - {text: Bike, id: bike, tag: Summer, status: PROVEN}\n"
    )
    assert (note.status, [tag.letter for tag in note.tags], note.to[0].text) == ("testing", ["a", "b"], "bike")
    assert note.amount == Typed("120 EUR", note.amount.where if note.amount else note.text.where)
    assert (other.status, [tag.name for tag in other.tags]) == ("proven", ["summer"])


@pytest.mark.parametrize("word", ["Annahme", "aanname", "assumption", "ASSUMPTION"])
def test_a_status_has_a_name_in_every_language(word: str) -> None:
    assert notes(f"    - {{text: x, status: {word}}}\n")[0].status == "assumption"


@pytest.mark.parametrize("word", ["testing", "wordt getoetst", "in test", "im Test"])
def test_a_status_may_be_called_by_other_names_than_the_one_that_is_printed(word: str) -> None:
    assert notes(f"    - {{text: x, status: {word}}}\n")[0].status == "testing"
    assert word in json_schema("business-model", Assets())["$defs"]["status"]["enum"]


def test_a_group_gives_its_notes_their_heading() -> None:
    found = notes("    - First\n    - {group: Primary, notes: [a, {text: b, status: proven}]}\n    - Last\n")
    assert [note.text.text for note in found] == ["First", "a", "b", "Last"]
    assert [note.group.text if note.group else "" for note in found] == ["", "Primary", "Primary", ""]


@pytest.mark.parametrize(
    "line",
    [
        "Status: open",
        "To: customers",
        "Amount: 12",
        "Tags: none",
        "Tag: a",
        "Group: Primary",
        "Notes: to be written",
        "status: assumption",
        "{status: open}",
        "notes: [a, b]",
    ],
)
def test_a_pair_by_itself_is_a_text_whatever_its_key(line: str) -> None:
    (note,) = notes(f"    - {line}\n")
    assert note == Note(Typed(line, note.text.where))


@pytest.mark.parametrize(
    ("line", "code", "at"),
    [
        ("{text: a, status: provn}", "unknown-status", "provn"),
        ("{text: a, to: b}", "unknown-id", "b}"),
        ("{text: a, id: a, to: [x, a], status: }", "own-link", "a],"),
        ("{group: A, notes: [{group: B, notes: [c]}]}", "nested-group", "{group: B"),
        ("{group: A, notes: b}", "wrong-type", "b}"),
        ("{group: [a], notes: [b]}", "wrong-type", "[a]"),
        ("{text: a, amount: [1]}", "wrong-type", "[1]"),
        ("{text: a, tags: {b: c}}", "wrong-type", "{b"),
        ("{text: a, tags: [" + "x" * 41 + "]}", "too-long", "xx"),
        ("{group: a, notes: [b], colour: red}", "unknown-key", "colour"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(line: str, code: str, at: str) -> None:
    assert (code, 5, 7 + line.index(at)) in wrong(f"    - {line}\n")


def test_every_problem_is_told_at_once_and_meant_words_are_suggested() -> None:
    with pytest.raises(Problems) as caught:
        content(
            HEAD + "markup: lite\ntotals: perhaps\nblocks:\n  channels:\n    - {text: a, id: stall}\n"
            "    - {text: b, to: stal, status: rejcted}\n"
        )
    said = {each.code: each.hint for each in caught.value.diagnostics}
    assert {"unknown-value", "unknown-id", "unknown-status"} == {*said}
    assert said["unknown-id"] == 'did you mean "stall"?'
    assert said["unknown-status"] == 'did you mean "rejected"?'


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("**a b** c", [("a b c", "bbbrr", 0)]),
        ("a *b* **c**", [("a b c", "rrirb", 0)]),
        ("2 * 3 * 4", [("2 * 3 * 4", "", 0)]),
        ("5*3*2 and a**b", [("5*3*2 and a**b", "", 0)]),
        ("**open", [("**open", "", 0)]),
        (r"\*not\* this", [("*not* this", "", 0)]),
        ("**a *b* c**", [("a b c", "bbbbb", 0)]),
        ("***a***", [("a", "b", 0)]),
        ("(*a*), **b**:", [("(a), b:", "rirrrbr", 0)]),
        (
            "lead:\n- a\n  goes on\n  - b\n- c\nend",
            [("lead:", "", 0), ("a goes on", "", 1), ("b", "", 2), ("c", "", 1), ("end", "", 0)],
        ),
        ("a\nb\n\nc", [("a\nb", "", 0), ("c", "", 0)]),
        (r"\- no bullet", [("- no bullet", "", 0)]),
    ],
)  # fmt: skip
def test_light_markup(typed: str, expected: list[tuple[str, str, int]]) -> None:
    assert styled_parts(typed) == tuple(Styled(*each) for each in expected)


def printed(text: str, tmp_path: Path) -> list[str]:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (page,) = bmcgen.make(tmp_path / "a.yaml").pages
    return [line.text for line in page.lines()]


def test_markup_is_text_where_the_file_does_not_ask_for_it(tmp_path: Path) -> None:
    body = 'blocks: {channels: ["**a** b"]}\n'
    assert "**a** b" in printed(HEAD + body, tmp_path)
    assert "a b" in printed(HEAD + "markup: light\n" + body, tmp_path)


AMOUNTS = [
    (["1200 EUR/month", "300 EUR/month"], "1500 EUR/month"),
    (["€ 1.200", "€ 3.400,50"], "€ 4.600,50"),
    (["£39.90 a year", "£10 a year"], "£49.90 a year"),
    (["1 200 €", "12 000 €"], "13 200 €"),
    (["-300 EUR", "100 EUR"], "-200 EUR"),
    (["1’200 CHF", "1’000’300 CHF"], "1’001’500 CHF"),
    (["0.500 kg", "1.250 kg"], "1.750 kg"),
    (["120 t CO2", "30 t CO2"], "150 t CO2"),
    (["1200.50 EUR", "3 EUR"], "1203.50 EUR"),
]


def summed(amounts: list[str], language: str = "de") -> tuple[str, bool, bool]:
    found = total([Typed(each, parse("a", "f").tree.where) for each in amounts], language)
    return found.text, bool(found.why), found.doubt is not None


@pytest.mark.parametrize(("amounts", "expected"), AMOUNTS)
def test_amounts_have_a_total_that_is_written_as_they_are(amounts: list[str], expected: str) -> None:
    assert summed(amounts) == (expected, False, False)


@pytest.mark.parametrize(
    "amounts",
    [
        ["1.200 EUR", "30 USD"],
        ["1,200.50 €", "1.200,50 €"],
        ["10–12 EUR", "3 EUR"],
        ["ca. 3 EUR", "4 EUR"],
        ["a lot", "3"],
    ],
)
def test_there_is_no_total_of_what_cannot_be_added(amounts: list[str]) -> None:
    text, why, _ = summed(amounts)
    assert (text, why) == ("", True)


def test_a_number_that_means_two_things_is_read_as_the_language_reads_it_and_told() -> None:
    assert summed(["€ 1.200", "€ 300"], "de") == ("€ 1.500", False, True)
    assert summed(["€ 1.200", "€ 300"], "en") == ("€ 301.200", False, True)


def test_a_total_is_printed_if_the_file_asks_for_it(tmp_path: Path) -> None:
    body = "blocks:\n  revenue-streams:\n    - {text: a, amount: 10 EUR}\n    - {text: b, amount: 5 EUR}\n"
    assert "15\u00a0EUR" in printed(HEAD + "totals: yes\n" + body, tmp_path)
    assert "15\u00a0EUR" not in printed(HEAD + body, tmp_path)
    assert "10\u00a0EUR" in printed(HEAD + body, tmp_path)


def test_editors_are_told_what_may_be_written() -> None:
    schema = jsonschema.Draft202012Validator(json_schema("business-model", Assets()))
    story = loaded(SAMPLES / "longoven.yaml")
    assert not [*schema.iter_errors({**story, "date": str(story["date"])})]
    for channel in (
        {"text": "a", "status": "provn"},
        {"group": "a", "notes": []},
        {"group": "a", "notes": ["b"], "colour": "red"},
        {"text": "a", "amount": [1]},
    ):
        assert [*schema.iter_errors({"layout": "business-model", "blocks": {"channels": [channel]}})], channel
    for channel in ({"status": "open"}, {"Amount": 12}, {"text": "a", "status": "Annahme", "to": ["b"], "tags": "c"}):
        assert not [*schema.iter_errors({"layout": "business-model", "blocks": {"channels": [channel]}})], channel


def test_the_sample_adds_up(tmp_path: Path) -> None:
    document = bmcgen.make(SAMPLES / "longoven.yaml", threads=True)
    assert not document.warnings
    said = [line.text.replace("\u00a0", " ") for page in document.pages for line in page.lines()]
    assert "£7670 a month" in said
    assert "£7020 a month" in said
    assert (7670 - 7020) * 48 == 31_200


def test_what_the_sheet_shows_by_signs_it_says_in_words() -> None:
    (page,) = bmcgen.make(SAMPLES / "longoven.yaml").pages
    told = {element.alt for element in page.elements if element.alt}
    statuses = {f"Status: {name}" for name in ("proven", "testing", "assumption", "rejected")}
    assert {*statuses, "Tags: survey", "Cafés and inns"} <= told
    roles = [element.role for element in page.elements if element.source in ("Flour", "baked that night")]
    assert roles == ["LBody", "H3"]


@pytest.mark.parametrize(
    ("locale", "theme"), tried(product(["nl", "de", "en"], ["classic", "colour", "ink", "contrast"]), together=1)
)
def test_everything_is_printed_in_every_language_and_theme(locale: str, theme: str) -> None:
    document = bmcgen.make(SAMPLES / "longoven.yaml", locale=locale, theme=theme, threads=True, colour="grey")
    assert not [each for each in document.warnings if each.code != "overset"]
    assert document.pdf()


@pytest.mark.parametrize("paper", ["A4", "A1", "Letter"])
def test_everything_is_printed_on_every_paper(paper: str) -> None:
    assert bmcgen.make(SAMPLES / "longoven.yaml", paper=paper, threads=True, colour="cmyk").pdf()


def test_the_heading_of_a_group_stands_above_its_notes_in_every_column_and_on_every_sheet() -> None:
    notes = [
        f"Note {number} of the group, which is long enough to take three lines of a narrow column"
        for number in range(90)
    ]
    data = {
        "layout": "business-model",
        "locale": "en",
        "blocks": {"channels": [{"group": "Old", "notes": notes}, "Not of it"]},
    }
    pages = bmcgen.make(data).pages
    assert len(pages) > 1
    for page in pages:
        lines = [*page.lines()]
        lefts = {round(line.x) for line in lines if line.text.startswith("Note ")}
        heads = [line for line in lines if line.text == "Old"]
        first = {
            left: min(line.y for line in lines if round(line.x) == left and line.text.startswith("Note "))
            for left in lefts
        }
        for left, y in first.items():
            assert [head for head in heads if abs(head.x - left) < 12 and 0 < y - head.y < 40], (page.title, left)
    assert [element.source for page in pages for element in page.elements].count("Old") == 1


def test_a_file_without_a_language_is_read_in_the_one_that_is_asked_for() -> None:
    data = {
        "layout": "business-model",
        "totals": True,
        "blocks": {"channels": [{"text": "a", "amount": "€ 1.200"}, {"text": "b", "amount": "€ 300"}]},
    }
    for locale, total_, read_as in (("de", "€ 1.500", "1200"), ("en", "€ 301.200", "1.200")):
        document = bmcgen.make(data, locale=locale)
        assert total_ in {line.text.replace("\u00a0", " ") for line in document.pages[0].lines()}
        (told,) = document.warnings
        assert f"read as {read_as}," in told.message


def test_a_theme_without_italics_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "layouts" / "themes"
    folder.mkdir(parents=True)
    shipped = (ROOT / "layouts" / "themes" / "classic.yaml").read_text(encoding="utf-8")
    kept = [line for line in shipped.splitlines() if "italic:" not in line]
    (folder / "plain.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    data: dict[str, Any] = {
        "layout": "business-model",
        "locale": "en",
        "markup": "light",
        "blocks": {"channels": ["an *italic* **bold**"]},
    }
    document = bmcgen.make(data, theme="plain", assets=tmp_path)
    assert [each.code for each in document.warnings] == ["no-emphasis"]
    assert "italic" in document.warnings[0].message
    assert not bmcgen.make(data).warnings
    data["blocks"] = {"channels": ["an *italic* **bold**"], "key-partners": ["*italic* too"]}
    (told,) = bmcgen.make(data, layout="worksheets", theme="plain", assets=tmp_path).warnings
    assert (told.code, "italic" in told.message) == ("no-emphasis", True)


def test_all_texts_of_a_block_begin_at_one_place_whatever_badges_stand_before_them() -> None:
    notes = [
        "None",
        {"text": "One", "segment": "a"},
        {"text": "Two", "segments": ["a", "b"]},
        {"text": "All", "segments": [*"abcd"]},
    ]
    data = {
        "layout": "business-model",
        "locale": "en",
        "segments": [*"abcd"],
        "blocks": {"key-partners": notes, "channels": ["Bare"]},
    }
    lines = {line.text: line.x for line in bmcgen.make(data).pages[0].lines()}
    assert len({lines[text] for text in ("None", "One", "Two", "All")}) == 1
    (bare,) = (line for line in bmcgen.make(data).pages[0].lines() if line.text == "Bare")
    label = next(line for line in bmcgen.make(data).pages[0].lines() if line.text == "Channels")
    assert bare.x < label.x  # no room is kept for badges where there are none


def test_amounts_of_a_block_end_at_one_place() -> None:
    notes = [{"text": "a", "amount": "5 EUR"}, {"text": "b", "amount": "1200 EUR", "status": "proven"}]
    data = {"layout": "business-model", "locale": "en", "totals": True, "blocks": {"cost-structure": [*notes, *notes]}}
    ends: dict[float, set[float]] = {}
    for line in bmcgen.make(data).pages[0].lines():
        if line.text.endswith("\u00a0EUR"):
            ends.setdefault(line.x // 200, set()).add(round(line.x + line.width, 2))
    assert all(len(each) == 1 for each in ends.values())
    assert ends


@pytest.mark.parametrize("theme", ["classic", "colour", "ink"])
def test_a_total_stands_below_all_columns_at_the_right_of_its_block(theme: str) -> None:
    amounts = {"Bakers": 4150, "Flour": 1280, "Rent": 650, "Power": 540, "The van": 310, "Bags": 90}
    notes = [{"text": text, "amount": f"{amount} EUR a month"} for text, amount in amounts.items()]
    data = {"layout": "business-model", "locale": "en", "totals": True, "blocks": {"cost-structure": notes}}
    (page,) = bmcgen.make(data, theme=theme).pages
    lines = {line.text.replace("\u00a0", " "): line for line in page.lines()}
    own = [lines[text] for text in amounts] + [lines[f"{amount} EUR a month"] for amount in amounts.values()]
    name, amount = lines["Total"], lines["7020 EUR a month"]
    assert len({line.x for line in own[:6]}) > 1  # several columns
    assert name.y == amount.y > max(line.y for line in own)
    assert amount.x + amount.width == pytest.approx(max(line.x + line.width for line in own), abs=0.1)
    assert 0 < amount.x - name.x - name.width < 2 * amount.size
    above = [mark for mark in page.marks if isinstance(mark, Rule) and own[0].y < mark.y1 == mark.y2 < amount.y]
    assert [mark for mark in above if mark.x1 < own[0].x and mark.x2 > amount.x + amount.width]


def test_amounts_stand_beside_their_words_where_wider_columns_let_them() -> None:
    (page,) = bmcgen.make(SAMPLES / "longoven.yaml").pages
    heights = {line.text.replace("\u00a0", " "): line.y for line in page.lines()}
    for text, amount in {"Flour, seeds, salt": 1280, "Our half of the van": 310, "Paper bags": 90}.items():
        assert heights[text] == heights[f"£{amount} a month"]


@pytest.mark.parametrize("locale", ["nl", "de", "en"])
def test_the_starter_shows_every_key_of_a_note_in_examples_that_work(locale: str) -> None:
    lines = starter("business-model", locale, Assets(), "my.yaml").splitlines()
    examples = [f"    {line[4:]}" for line in lines if line.startswith("#   - ")]
    manner = [line[4:].split("  ")[0] for line in lines if re.match(r"#   \w+: ", line)]
    segments = [line[1:] for line in lines if line.startswith(("#segments", "#  - "))]
    block = next(line for line in reversed(lines) if line.endswith(":"))
    text = "\n".join(["layout: business-model", f"locale: {locale}", *manner, *segments, "blocks:", block, *examples])
    found = content(text)
    (notes_,) = found.blocks.values()
    assert found.manner == Manner(markup=True, smart=True, totals=True)
    assert isinstance(notes_, tuple)
    for key in ("segments", "id", "status", "tags", "to", "amount", "group"):
        assert any(getattr(note, key) for note in notes_), key
    assert bmcgen.make(yaml.safe_load(text.replace("yes", "true"))).pages


def test_a_total_is_no_note_where_notes_are_counted() -> None:
    document = bmcgen.make(SAMPLES / "longoven.yaml", theme="contrast", threads=True)
    said = [warning.message for warning in document.warnings]
    assert '"Revenue Streams" is full: 1 of its 4 notes continues on sheet 2' in said
    assert '"Cost Structure" is full: 3 of its 6 notes continue on sheet 2' in said
    first = {line.text.replace("\u00a0", " ") for line in document.pages[0].lines()}
    assert {"1 more note on sheet 2", "3 more notes on sheet 2"} <= first


def test_an_amount_is_whole_and_its_unit_price_keeps_its_word() -> None:
    document = bmcgen.make(SAMPLES / "longoven.yaml", theme="contrast", threads=True)
    said = [line.text.replace("\u00a0", " ") for page in document.pages for line in page.lines()]
    assert {"£690 a month", "£2880 a month", "£540 a month"} <= {*said}
    assert not [line for line in said if line.startswith(("£0.60", "£16"))]
