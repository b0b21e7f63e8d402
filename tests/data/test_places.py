"""What is wrong in layouts, themes, words and lists is told at its own line, in the file that is to be changed."""

import shutil
from pathlib import Path

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED
from tests.cli.test_cli import files, here, run

__all__ = ["here"]

SWOT = """\
words: swot
page: {paper: A4, orientation: landscape, margin: 10 mm}
papers: [A4]
grid:
  columns: [1fr, 1fr]
  rows: [20 mm, 1fr]
  areas: |
    head head
    s    w
blocks:
  head: {kind: masthead, fields: {designed-for: 40 mm}}
  s: {kind: notes, name: strengths}
  w: {kind: notes, name: weaknesses, accent: ink}
sizes:
  note: {largest: 12 pt, smallest: 9 pt}
  prompt: {largest: 12 pt, smallest: 9 pt}
continuation: {columns: 2}
"""
WORDS = "title: SWOT\nsubject: s\nblocks:\n  strengths: {title: Strengths}\n  weaknesses: {title: Weaknesses}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for folder in ("layouts/themes", "locales/en"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "layouts" / "swot.yaml").write_text(SWOT)
    (tmp_path / "locales" / "en" / "swot.yaml").write_text(WORDS)
    return tmp_path


def first(own: Path, what: str = "swot", **asked: str) -> bmcgen.Diagnostic:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(what, assets=own, **asked)  # type: ignore[arg-type]
    return caught.value.diagnostics[0]


def test_the_layout_is_in_order(own: Path) -> None:
    assert len(bmcgen.make("swot", assets=own).pages) == 1


@pytest.mark.parametrize(
    ("before", "after", "place", "message"),
    [
        ("s    w", "s    x", "9:10", 'the area "x" has no block'),
        ("designed-for", "desinged-for", "11:35", '"desinged-for" is not a field of the masthead'),
        ("note: {largest: 12 pt", "note: {largest: 8 pt", "15:25", "a smallest size must be"),
        ("accent: ink", "accent: inc", "13:46", 'the theme classic has no accent "inc"'),
        ("name: weaknesses", "name: strengths", "13:3", 'the block "strengths" appears twice'),
        ("accent: ink", "columns: 9", "13:47", '"columns" must be at most 6'),
        (
            "notes, name: weaknesses, accent: ink",
            "prose, name: weaknesses, lines: x",
            "13:45",
            '"lines" must be a whole',
        ),
        (
            "notes, name: weaknesses, accent: ink",
            "prose, name: weaknesses, lines: 0",
            "13:45",
            '"lines" must be at least',
        ),
        ("accent: ink", "columns: 2", "13:38", 'the block "w" is notes, which takes no "columns"'),
        (
            "w: {kind: notes, name: weaknesses, accent: ink}",
            "w: {kind: list, name: weaknesses, least: 2, most: 1}",
            "13:37",
            'the block "w" has a "least" above its "most"',
        ),
        ("accent: ink", "style: tint", "13:45", '"style" is a key of the kind prompts alone'),
        ("  note: {largest: 12 pt, smallest: 9 pt}\n", "", "14:1", '"note" is missing under sizes, and the block "s"'),
        ("words: swot", "words: swat", "1:1", 'the locale "en" has no words for "swat"'),
        ("words: swot", "words: swot\ncanvas: swit", "2:1", 'there is no layout "swit"'),
    ],
)
def test_a_layout_is_wrong_on_its_own_line(own: Path, before: str, after: str, place: str, message: str) -> None:
    path = own / "layouts" / "swot.yaml"
    path.write_text(SWOT.replace(before, after))
    problem = first(own)
    assert message in problem.message
    assert str(problem.where) == f"{path}:{place}"


def test_what_is_wrong_in_keys_of_one_kind_is_told_along_with_all_else(own: Path) -> None:
    path = own / "layouts" / "swot.yaml"
    path.write_text(
        SWOT.replace(
            "w: {kind: notes, name: weaknesses, accent: ink}", "w: {kind: free, lines: x, columns: 9}"
        ).replace("s: {kind: notes, name: strengths}", "s: {kind: prompts, only: question, columns: 8}")
    )
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("swot", assets=own)
    assert {(each.message, str(each.where).removeprefix(f"{path}:")) for each in caught.value.diagnostics} == {
        ('"question" is not allowed here', "12:28"),
        ('"columns" must be at most 6', "12:47"),
        ('"lines" must be a whole number', "13:26"),
        ('"columns" must be at most 6', "13:38"),
    }


def test_words_are_missing_in_the_file_that_is_to_have_them(own: Path) -> None:
    path = own / "locales" / "en" / "swot.yaml"
    path.write_text(WORDS.replace("  weaknesses: {title: Weaknesses}\n", ""))
    assert str(first(own).where) == f"{path}:3:1"
    path.write_text(WORDS)
    (own / "layouts" / "swot.yaml").write_text(
        SWOT.replace("s: {kind: notes", "s: {kind: lead").replace(
            "sizes:\n", "sizes:\n  text: {largest: 9 pt, smallest: 9 pt}\n"
        )
    )
    problem = first(own)
    assert problem.message == '"definition" is missing under "strengths"'
    assert str(problem.where) == f"{path}:4:3"
    assert "add: definition: …" in problem.hint


def test_a_language_of_ones_own_lacks_words_in_its_own_folder(own: Path) -> None:
    shutil.copytree(SHIPPED / "locales" / "en", own / "locales" / "cy")
    (own / "locales" / "cy" / "business-model.yaml").unlink()
    problem = first(own, "business-model", locale="cy")
    assert problem.where.file == str(own / "locales" / "cy" / "business-model.yaml")
    begin = f"bmcgen new locale cy business-model --assets {own}"
    assert problem.hint == f"there are words in de, en, es, fr, nl; to begin: {begin}"


@pytest.mark.parametrize(
    ("before", "after", "place", "message"),
    [
        ("fallback:", "logo: {file: none.png, alt: x}\nfallback:", "logo", 'no file "none.png" beside the theme'),
        ("bars: 1.4", "bars: 5", "bars", '"bars" must be at most 4'),
    ],
)
def test_a_theme_is_wrong_on_its_own_line(own: Path, before: str, after: str, place: str, message: str) -> None:
    path = own / "layouts" / "themes" / "house.yaml"
    text = (SHIPPED / "layouts" / "themes" / "classic.yaml").read_text(encoding="utf-8")
    text = text.replace(before, after) if before in text else f"{text}{after}\n"
    path.write_text(text, encoding="utf-8")
    problem = first(own, theme="house")
    assert message in problem.message
    assert text.splitlines()[problem.where.line - 1].startswith(place)
    assert problem.where.file == str(path)


def test_what_new_tells_works(here: Path, own: Path) -> None:
    assert run("new", "swot", "--assets", str(own), "-o", "my file.yaml").exit_code == 0
    opening = (here / "my file.yaml").read_text().splitlines()[0]
    command = opening.partition("bmcgen ")[2]
    assert command == f"make 'my file.yaml' --assets {own}"
    assert run("make", "my file.yaml", "--assets", str(own)).stdout == "my file-en.pdf\n"
    assert "my file-en.pdf" in files(here)


def test_blocks_that_are_known_are_told_once() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make({"layout": "business-model", "locale": "en", "blocks": {"zzz": []}})
    hint = caught.value.diagnostics[0].hint
    assert hint.startswith("choose from: ")
    assert (hint.count("Key Partners"), hint.count("key-partners")) == (1, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31-02-2026", True),
        ("2026-13-01", True),
        ("30.2.2026", True),
        ("13/32/2026", True),
        ("29-02-2028", False),
        ("1/20/2026", False),
        ("spring 2026", False),
        ("1.10", False),
        ("12-2026", False),
    ],
)
def test_a_day_that_there_is_not_is_told(text: str, said: bool) -> None:
    data = bmcgen.make({"layout": "business-model", "date": text})
    blank = bmcgen.make("business-model", fields={"date": text})
    for document, place in ((data, "<data>.date"), (blank, "--date")):
        assert [(each.code, str(each.where)) for each in document.warnings] == [("no-such-day", place)] * said
