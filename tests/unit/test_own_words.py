"""The words of one document: what a data file says under `words`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.data.describing.json_schema import json_schema
from bmcgen.diagnostics import Diagnostic
from bmcgen.documents.output.document import Document
from tests.cli.test_cli import here, run  # noqa: F401

Check = Callable[[str], list[Diagnostic]]
HEAD = "layout: business-model\nlocale: nl\nwords:\n"


def printed(document: Document) -> list[str]:
    return [element.source for page in document.pages for element in page.elements]


def data(words: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"layout": "business-model", "locale": "nl", "words": words, **more}


WORDS: dict[str, Any] = {
    "title": "Ons model",
    "fields": {"designed-for": "Opdrachtgever"},
    "words": {"segments": "Doelgroepen"},
    "statuses": {"proven": "zeker"},
    "blocks": {"Waardeproposities": {"title": "Meerwaarde", "questions": {"2": "Welke pijn nemen we weg?"}}},
}


def test_a_data_file_says_what_its_sheet_calls_things() -> None:
    notes = [{"text": "x", "status": "proven", "segment": "Jong"}]
    text = printed(bmcgen.make(data(WORDS, segments=["Jong"], blocks={"KS": notes}), prompts="questions"))
    assert {"Ons model", "Opdrachtgever", "Doelgroepen", "Meerwaarde", "Welke pijn nemen we weg?"} <= {*text}
    assert any(each.endswith("zeker") for each in text)
    gone = {"Business Model Canvas", "Ontworpen voor", "Segmenten", "Waardeproposities", "bewezen"}
    assert not gone & {*text}
    # All else is as the locale says it.
    assert {"Klantsegmenten", "Welke waarde krijgen klanten van ons?", "Ontworpen door"} <= {*text}


@pytest.mark.parametrize("name", ["Meerwaarde", "Waardeproposities", "value-propositions", "Value Propositions"])
def test_blocks_answer_to_their_own_names_and_to_the_others(name: str) -> None:
    assert "x" in printed(bmcgen.make(data(WORDS, blocks={name: ["x"]})))


@pytest.mark.parametrize("layout", ["worksheets", "pack", "prompt-cards"])
def test_words_of_a_canvas_are_on_all_layouts_about_it(layout: str) -> None:
    blocks = {} if layout == "prompt-cards" else {"KS": ["x"]}
    text = printed(bmcgen.make(data(WORDS, blocks=blocks), layout=layout))
    assert "Meerwaarde" in text
    assert "Waardeproposities" not in text


def test_the_labels_of_a_persona_can_be_others_and_are_keys() -> None:
    words = {"blocks": {"general": {"fields": {"age": "Geboren"}}, "name": {"title": "Roepnaam"}}}
    content = {"layout": "persona", "locale": "nl", "words": words, "blocks": {"general": {"Geboren": "1980"}}}
    text = printed(bmcgen.make(content))
    assert "Geboren" in " ".join(text)
    assert "Leeftijd" not in " ".join(text)


def test_words_are_of_the_file_and_not_of_another_language() -> None:
    document = bmcgen.make(data(WORDS, blocks={"KS": ["x"]}), locale="de")
    assert "Meerwaarde" not in printed(document)
    (said,) = [each for each in document.warnings if each.code == "other-language"]
    assert '"nl"' in said.message
    assert "Meerwaarde" in printed(bmcgen.make(data(WORDS), locale="nl-BE"))


def test_words_are_never_markup_nor_templates() -> None:
    words = {"blocks": {"KN": {"title": "<b>{{ 7*7 }}</b>"}}}
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(data(words))
    assert {each.code for each in caught.value.diagnostics} == {"bad-phrase"}
    assert "<b>&amp;</b>" in printed(bmcgen.make(data({"blocks": {"KN": {"title": "<b>&amp;</b>"}}})))


MISTAKES = [
    ("  tilte: x\n", "unknown-key", 4, 3, 'did you mean "title"?'),
    ("  segments: x\n", "unknown-key", 4, 3, ""),
    ("  total: x\n", "unknown-key", 4, 3, "it belongs under words"),
    ("  designed-for: x\n", "unknown-key", 4, 3, "it belongs under fields"),
    ("  blocks: {chanels: {title: x}}\n", "unknown-key", 4, 12, 'did you mean "channels"?'),
    ("  blocks: {channels: {titel: x}}\n", "unknown-key", 4, 23, 'did you mean "title"?'),
    ("  blocks: {channels: Wegen}\n", "wrong-type", 4, 22, ""),
    ("  blocks: {channels: {questions: {9: x}}}\n", "unknown-key", 4, 35, "from 1 to 7"),
    ("  words: {sheet: 'Vel {{ nummer }} van {{ total }}'}\n", "bad-phrase", 4, 18, "write {{ number }}"),
    ("  words: {sheet: 'Vel {{ number }}'}\n", "missing-placeholder", 4, 18, "anywhere"),
    ("  words: {sheet: 'Vel {{ number'}\n", "bad-phrase", 4, 18, "number, total"),
    ("  credit: mij\n", "fixed-words", 4, 3, "leave it out"),
    ("  licence: geen\n", "fixed-words", 4, 3, "leave it out"),
    ("  blocks: {channels: {title: " + "lang " * 10 + "}}\n", "too-long", 4, 30, "Kanalen"),
    ("  fields: {version: Versie nr.}\n", "too-long", 4, 21, "Versie"),
    ("  - x\n", "wrong-type", 4, 3, ""),
    ("  title x\n", "wrong-type", 4, 3, ""),
]


@pytest.mark.parametrize(("words", "code", "line", "column", "hint"), MISTAKES, ids=[each[0] for each in MISTAKES])
def test_mistakes_are_told_at_their_line_and_column(
    problems: Check, words: str, code: str, line: int, column: int, hint: str
) -> None:
    (problem,) = problems(HEAD + words)
    assert (problem.code, problem.where.line, problem.where.column) == (code, line, column)
    assert hint in problem.hint


def test_all_mistakes_are_told_at_once(problems: Check) -> None:
    found = problems(HEAD + "  tilte: x\n  blocks: {chanels: {title: x}}\nblocks: {KSS: [x]}\n")
    assert [each.code for each in found] == ["unknown-key", "unknown-key", "unknown-block"]


def test_letters_that_no_font_has_are_told_where_they_stand(problems: Check) -> None:
    (problem,) = problems(HEAD + "  blocks: {channels: {title: 路}}\n")
    assert (problem.code, problem.where.line, problem.where.column) == ("missing-glyph", 4, 30)


@pytest.mark.parametrize(
    "layout", ["business-model", "worksheets", "prompt-cards", "handout", "lean-canvas", "persona"]
)
def test_the_longest_words_that_are_allowed_have_room(layout: str) -> None:
    about = layout if layout in ("lean-canvas", "persona") else "business-model"
    blocks = json_schema(about, Assets())["properties"]["words"]["properties"]["blocks"]["properties"]
    title = "Oplossingen van bouwstenen aan"
    assert len(title) == 30
    words = {"blocks": {key: {"title": title} for key, each in blocks.items() if "title" in each["properties"]}}
    labels = ("Ten behoeve van deze", "Vormgegeven door ons", "Gemaakt per.", "Versienr.")
    fields = dict(zip(("designed-for", "designed-by", "date", "version"), labels, strict=True))
    content = {"layout": about, "locale": "nl", "words": {**words, "fields": fields}}
    for theme in ("classic", "contrast"):
        assert title in printed(bmcgen.make(content, layout=layout, theme=theme))


def test_check_tells_which_words_make_type_smaller(here: Path) -> None:  # noqa: F811
    Path("a.yaml").write_text(HEAD + "  blocks: {channels: {title: Wegen waarlangs wij werken}}\n")
    result = run("check", "a.yaml")
    assert result.exit_code == 0
    assert "a.yaml:4:30: warning[too-long]" in result.stderr
    assert "makes type smaller" in result.stderr
    Path("a.yaml").write_text(HEAD + "  blocks: {channels: {title: Wegen}}\n")
    assert run("check", "a.yaml").stderr == ""


def test_the_schema_knows_them() -> None:
    validator = jsonschema.Draft202012Validator(json_schema("business-model", Assets()))
    assert not list(validator.iter_errors(data(WORDS)))
    for wrong in (
        {"tilte": "x"},
        {"blocks": {"chanels": {"title": "x"}}},
        {"words": {"sheet": ["x"]}},
        {"credit": "x"},
    ):
        assert list(validator.iter_errors(data(wrong))), wrong


@pytest.mark.parametrize("layout", ["business-model", "persona", "lean-canvas"])
@pytest.mark.parametrize("locale", ["nl", "de", "en", "fr", "es"])
def test_a_starter_file_shows_how(here: Path, layout: str, locale: str) -> None:  # noqa: F811
    text = run("new", layout, "-l", locale).stdout
    begun = text.index("#words:\n")
    lines = text[begun:].split("\n\n")[0]
    Path("a.yaml").write_text(text.replace(lines, "\n".join(line[1:] for line in lines.split("\n"))), encoding="utf-8")
    assert run("make", "a.yaml", "-o", "a.pdf").exit_code == 0


@pytest.mark.parametrize("suffix", ["json", "md"])
def test_they_come_back_from_an_export(here: Path, suffix: str) -> None:  # noqa: F811
    content = data(WORDS, blocks={"KS": ["x"]})
    Path("a.yaml").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert run("export", "a.yaml", "-o", f"b.{suffix}").stderr == ""
    assert run("import", f"b.{suffix}", "-o", "c.yaml").exit_code == 0
    assert printed(bmcgen.make(Path("c.yaml"))) == printed(bmcgen.make(content))


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "bmml"])
def test_what_an_export_cannot_hold_is_told(here: Path, suffix: str) -> None:  # noqa: F811
    Path("a.yaml").write_text(HEAD + "  title: Ons model\nblocks: {KS: [x]}\n")
    told = run("export", "a.yaml", "-o", f"b.{suffix}").stderr
    assert f'warning[not-held]: a .{suffix} file has no place for "words"' in told
    assert "a.yaml:4:3" in told


def test_they_come_back_from_a_pdf(here: Path) -> None:  # noqa: F811
    content = data(WORDS, blocks={"KS": ["x"]})
    Path("a.pdf").write_bytes(bmcgen.make(content).pdf())
    assert run("import", "a.pdf", "-o", "c.yaml").exit_code == 0
    assert printed(bmcgen.make(Path("c.yaml"))) == printed(bmcgen.make(content))
    # What is not printed is not carried.
    Path("b.pdf").write_bytes(bmcgen.make(content, locale="de").pdf())
    assert run("import", "b.pdf", "-o", "d.yaml").exit_code == 0
    assert "words" not in Path("d.yaml").read_text(encoding="utf-8")


def test_each_sheet_of_a_file_may_have_its_own() -> None:
    sheets = [{"words": {"title": "Eerst"}}, {"words": {"title": "Dan"}}, {}]
    text = printed(
        bmcgen.make({"layout": "business-model", "locale": "nl", "words": {"title": "Alle"}, "sheets": sheets})
    )
    assert [each for each in text if each in ("Eerst", "Dan", "Alle")] == ["Eerst", "Dan", "Alle"]
