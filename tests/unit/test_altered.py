"""What is printed otherwise than it was typed is told once, with its place."""

from pathlib import Path

import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.themes import read_theme
from bmcgen.diagnostics import Diagnostic
from bmcgen.model.page import Page
from bmcgen.source.altered import altered
from bmcgen.source.names import SYMBOLS, clean
from bmcgen.text.fonts import Faces
from tests.conftest import canvas

ALTERED = {
    "a control character": ("a\x07b", "U+0007", "ab"),
    "half a character": ("a\ud83db", "U+D83D", "ab"),
    "a skin tone": ("\U0001f44d\U0001f3fd", "U+1F3FD", "\U0001f44d"),
    "a keycap": ("1\ufe0f\u20e3", "U+20E3", "1"),
    "joined pictures": ("\U0001f469\u200d\U0001f680", "joined", "\U0001f469\U0001f680"),
    "a line separator": ("a\u2028b", "U+2028", "a\nb"),
    "a word processor's bullet": ("\uf0b7 text", "U+F0B7", "• text"),
}
AS_TYPED = [
    "plain",
    "a\tb",
    "a\nb",
    "\u2764\ufe0f",
    "Kosten\u00adstruktur",
    "a\u200bb",
    "Caf\u0065\u0301",
    "€\u00a05",
    "\ufeffa",
]


def told(document: bmcgen.Document) -> list[Diagnostic]:
    return [each for each in document.warnings if each.code == "altered-text"]


def printed(pages: tuple[Page, ...]) -> set[str]:
    return {line.text for page in pages for line in page.lines()}


@pytest.mark.parametrize(("typed", "named", "shown"), ALTERED.values(), ids=ALTERED)
def test_what_is_altered_is_told_of_values_and_of_fields(typed: str, named: str, shown: str) -> None:
    document = bmcgen.make(canvas(blocks={"channels": ["good", typed]}))
    (problem,) = told(document)
    assert (problem.severity, str(problem.where)) == ("warning", "<data>.blocks.channels[1]")
    assert named in problem.message
    assert {*shown.split("\n")} <= printed(document.pages)
    (problem,) = told(bmcgen.make("business-model", fields={"title": typed}))
    assert str(problem.where) == "--title"


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_looks_as_it_was_typed_is_not_told(text: str) -> None:
    assert told(bmcgen.make(canvas(title=text, blocks={"channels": [text]}))) == []


def test_one_kind_is_told_once_however_many_texts_and_parts_have_it() -> None:
    (problem,) = told(bmcgen.make(canvas(title="a\x07", blocks={"channels": ["b\x01c\x02", "d\x03", "e"]})))
    assert str(problem.where) == "<data>.title"
    assert "2 more texts" in problem.message
    assert len(told(bmcgen.make("pack", fields={"designed-for": "a\x07"}))) == 1


def test_a_file_s_own_line_and_column_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = "layout: business-model\nblocks:\n  channels:\n"
    text += '    - one\u2028two\n    - 👍🏽\n    - "a\\x07b"\n    - last\x85line\n'
    path.write_text(text, encoding="utf-8")
    document = bmcgen.make(path)
    places = [(each.where.line, each.where.column) for each in told(document)]
    assert sorted(places) == [(4, 10), (5, 8), (6, 7)]
    assert {"one", "two", "ab", "last", "line"} <= printed(document.pages)


def test_no_text_can_pass_for_a_rare_line_break(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("layout: business-model\ntitle: a\ufdd1b\n", encoding="utf-8")
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.line, problem.where.column) == ("bad-character", 2, 9)


def test_every_sign_of_a_symbol_font_has_a_glyph() -> None:
    assets = Assets()
    theme = read_theme(assets, "classic", bmcgen.diagnostics.Place("x"))
    names = [*theme.faces.values(), *theme.fallback]
    faces = Faces(theme.faces, {name: assets.folders[0] / "fonts" / f"{name}.ttf" for name in names}, theme.fallback)
    has = set().union(*(faces.by_name(name).chars for name in names))
    assert set(SYMBOLS.values()) <= has
    assert {clean(symbol) for symbol in SYMBOLS} == set(SYMBOLS.values())


def test_nothing_is_told_of_nothing() -> None:
    assert altered([]) == []
