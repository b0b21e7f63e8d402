"""A sheet in two languages: both are there, each tagged as what it is, the second smaller and no less legible."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.themes import read_theme
from bmcgen.diagnostics import Place
from bmcgen.documents.output.document import Document
from bmcgen.drawing.languages import LEAST
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Page
from bmcgen.proof import unread
from tests.conftest import canvas, extracted

BOTH = {"nl": "Elk gereedschap om de hoek", "en": "Every tool around the corner"}


def check_laws(document: Document) -> None:
    """Every word that was put on the pages can be read back from the file."""
    assert unread(document.pdf(), document.pages) == []


def said(document: Document) -> dict[str, set[str]]:
    """What the pages say in each language, element by element."""
    found: dict[str, set[str]] = {}
    for page in document.pages:
        for index, element in enumerate(page.elements):
            if text := page.words_of(index).strip():
                found.setdefault(element.language, set()).add(" ".join(text.split()))
    return found


def same(text: str) -> str:
    return text.casefold().replace("-", "").replace(" ", "")


def lines_of(page: Page, text: str) -> list[Line]:
    """The lines of the element that says a text."""
    (index,) = [n for n, each in enumerate(page.elements) if each.source == text and page.words_of(n).strip()]
    return [line for line in page.lines() if line.element == index]


@pytest.mark.parametrize("name", ["business-model", "persona", "worksheets", "prompt-cards", "lean-canvas"])
@pytest.mark.parametrize("pair", ["nl+en", "de+nl", "en+fr"])
def test_every_word_is_there_in_both_languages(name: str, pair: str) -> None:
    document = bmcgen.make(name, locale=pair)
    check_laws(document)
    assert document.locale == pair
    both, codes = said(document), pair.split("+")
    for code in codes:
        alone = bmcgen.make(name, locale=code)
        wanted = said(alone)[code]
        # What is the same in both stands once, in the first; so does the credit, and how many sheets there are differs.
        there = both[code] | {text for text in wanted if same(text) in map(same, (*both[codes[0]], *both[code]))}
        assert {text for text in wanted - there if "Strategyzer" not in text and " 1 " not in f" {text} "} == set()


def test_the_second_language_is_smaller_quieter_and_below_the_first() -> None:
    (page,) = bmcgen.make("business-model", locale="nl+en").pages
    (first,), (second,) = lines_of(page, "Klantsegmenten"), lines_of(page, "Customer Segments")
    assert second.size == pytest.approx(0.8 * first.size)
    assert (second.x, second.y > first.y) == (first.x, True)
    assert first.runs[0].face == second.runs[0].face
    theme = read_theme(Assets.of(None), "classic", Place("classic"))
    assert (first.colour, second.colour) == (theme.colours["ink"], theme.colours["soft"])
    assert min(line.size for line in page.lines()) >= LEAST


def test_titles_beside_one_another_have_both_languages_level() -> None:
    (page,) = bmcgen.make("business-model", locale="de+nl").pages
    titles = [element for element in page.elements if element.role == "H2"]
    heights = {round(lines_of(page, each.source)[0].y, 1) for each in titles[:1]}
    row = ["Schlüsselpartner", "Schlüsselaktivitäten", "Wertversprechen", "Kundenbeziehungen", "Kundensegmente"]
    heights = {round(lines_of(page, each)[0].y, 1) for each in row}
    below = {round(lines_of(page, each)[0].y, 1) for each in ("Waardeproposities", "Klantrelaties", "Klantsegmenten")}
    assert (len(heights), len(below)) == (1, 1)


def test_what_is_the_same_in_both_stands_once() -> None:
    (page,) = bmcgen.make("business-model", locale="nl+en").pages
    texts = [line.text for line in page.lines()]
    assert [text for text in texts if text.casefold() == "key partners"] == ["Key partners"]
    assert sum("Strategyzer AG" in text for text in texts) == 1
    # Its questions begin where those beside it do.
    (own,), (beside,) = (
        lines_of(page, "Welke partners kunnen we niet missen?"),
        [line for line in page.lines() if line.text.startswith("Welke waarde krijgen")],
    )
    assert own.y == pytest.approx(beside.y)


@pytest.mark.parametrize("theme", ["classic", "contrast", "colour", "ink"])
def test_the_second_language_has_a_contrast_of_seven_to_one(theme: str) -> None:
    read = read_theme(Assets.of(None), theme, Place(theme))

    def light(colour: Colour) -> float:
        parts = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.rgb]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    grounds = [read.colours["paper"], *(note.tint for note in read.notes.values()), *(read.tints or {}).values()]
    for ground in grounds:
        dark, pale = sorted((light(read.colours["soft"]), light(ground)))
        assert (pale + 0.05) / (dark + 0.05) >= 7


def test_tags_tell_the_language_of_each_and_read_the_first_before_the_second() -> None:
    document = bmcgen.make(canvas(locale="nl+en", blocks={"channels": [BOTH]}))
    with pikepdf.open(io.BytesIO(document.pdf())) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        spans = []

        def walk(node: Any) -> None:
            kids = node.get("/K", [])
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            for number, kid in enumerate(kids):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    if kid.S == "/Span":
                        spans.append((str(kid.get("/Lang", "")), number > 0 and not hasattr(kids[0], "keys")))
                    walk(kid)

        walk(pdf.Root.StructTreeRoot)
    assert spans
    # The labels of blocks are spans without a language of their own.
    spans = [each for each in spans if each[0]]
    assert {language for language, _ in spans} == {"en"}
    # Only what is printed elsewhere once, such as a headline, has no words of its own before its span.
    assert all(behind for _, behind in spans)


def test_a_note_in_both_is_hyphenated_and_quoted_by_the_rules_of_each() -> None:
    text = {"de": 'Er sagt "ja"', "en": 'He says "yes"'}
    document = bmcgen.make(canvas(locale="de+en", typography="smart", blocks={"channels": [text]}))
    assert "Er sagt „ja“" in said(document)["de"]
    assert "He says “yes”" in said(document)["en"]


def test_a_date_stands_once_and_counts_are_in_both() -> None:
    notes = [{"nl": f"Notitie {n} {'woord ' * 30}", "en": f"Note {n} {'word ' * 30}"} for n in range(60)]
    document = bmcgen.make(canvas(locale="nl+en", date="2026-11-20", blocks={"channels": notes}))
    check_laws(document)
    texts = extracted(document.pdf())
    text = " ".join(" ".join(texts).split())
    assert text.count("20 november 2026") == len(texts)
    assert "20 November 2026" not in text
    assert "notities op blad" in text
    assert "more notes on sheet" in text


def test_a_file_says_its_languages_itself_and_is_called_by_them(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text("layout: business-model\nlocale: nl+en\nblocks:\n  Kanalen:\n    - {nl: Winkel, en: Shop}\n")
    document = bmcgen.make(path)
    assert (document.locale, document.metadata.language) == ("nl+en", "nl")
    assert {"Winkel", "Kanalen"} <= said(document)["nl"]
    assert {"Shop", "Channels"} <= said(document)["en"]


@pytest.mark.parametrize(
    ("asked", "code", "hint"),
    [
        ("nl+nl", "same-language", "write nl alone"),
        ("nl+nl-BE", "same-language", "write nl alone"),
        ("nl+de+en", "too-many-languages", "nl,de,en"),
        ("nl+enn", "unknown-locale", 'did you mean "en"'),
        ("nl+", "unknown-locale", "choose from"),
    ],
)
def test_two_languages_that_cannot_be_meant(asked: str, code: str, hint: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("business-model", locale=asked)
    (problem,) = caught.value.diagnostics
    assert problem.code == code
    assert hint in problem.hint


@pytest.mark.parametrize("name", ["handout", "facilitation"])
def test_what_is_to_be_read_is_not_printed_in_two_languages_at_once(name: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(name, locale="nl+en")
    (problem,) = caught.value.diagnostics
    assert problem.code == "two-languages"
    assert "--locale nl,en" in problem.hint


def test_a_pack_in_two_languages_goes_without_what_is_to_be_read() -> None:
    document = bmcgen.make("pack", locale="nl+en")
    assert {each.code for each in document.warnings} == {"two-languages"}
    assert {"Werkbladen Business Model Canvas", "pdf-pagina 3"} <= said(document)["nl"]
    assert {"Business Model Canvas worksheets", "PDF page 3"} <= said(document)["en"]


PAPERS = ("A4", "A6", "A5", "Letter")


@pytest.mark.parametrize(
    ("paper", "theme"), [*((each, "classic") for each in PAPERS), ("A4", "contrast"), ("Letter", "contrast")]
)
@pytest.mark.parametrize("pair", ["nl+en", "de+en", "nl+de"])
def test_a_card_says_in_both_languages_all_that_it_says_in_either(pair: str, paper: str, theme: str) -> None:
    both = said(bmcgen.make("prompt-cards", locale=pair, paper=paper, theme=theme))
    codes = pair.split("+")
    for code in codes:
        wanted = said(bmcgen.make("prompt-cards", locale=code, paper=paper, theme=theme))[code]
        there = {same(text) for text in (*both[code], *both[codes[0]])}
        assert [text for text in wanted if same(text) not in there and "Strategyzer" not in text] == []


@pytest.mark.parametrize("pair", ["nl+en", "de+en", "nl+de"])
def test_cards_in_two_languages_are_one_more_than_in_one(pair: str) -> None:
    """The back of the last is longer than a card even in the smallest type, and goes on to another."""
    both, alone = (bmcgen.make("prompt-cards", locale=each, paper="A6") for each in (pair, pair[:2]))
    assert len(both.pages) <= len(alone.pages) + 2


def test_cards_in_two_languages_look_alike_whether_their_titles_differ_or_not() -> None:
    pages = bmcgen.make("prompt-cards", locale="nl+en", paper="A6").pages
    sizes = {
        lines[0].size
        for page in pages
        for index, element in enumerate(page.elements)
        if element.source.startswith(("Key resources zijn", "Kanalen zijn"))
        and (lines := [line for line in page.lines() if line.element == index])
    }
    assert len(sizes) == 1


def test_small_paper_asks_less_in_both_languages_rather_than_more_in_one() -> None:
    document = bmcgen.make("business-model", locale="en+fr", paper="A4")
    assert "Who gets real value from what we do?" in said(document)["en"]
    assert any("Pour qui" in text for text in said(document)["fr"])
    assert [each.code for each in document.warnings] == ["fewer-prompts"]


def test_the_proof_misses_a_second_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from bmcgen.drawing.builder import Builder

    lines = Builder.lines
    monkeypatch.setattr(Builder, "lines", lambda self, given, *more: lines(self, given[:1], *more))
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("business-model", locale="nl+en")
    assert '"Customer Segments"' in " ".join(each.message for each in caught.value.diagnostics)
    assert {each.code for each in caught.value.diagnostics} == {"lost-words"}


def test_a_blank_form_has_room_to_write_below_labels_in_both_languages() -> None:
    for theme in ("classic", "contrast"):
        check_laws(bmcgen.make("persona", locale="de+nl", theme=theme))


def test_a_new_file_is_in_the_first_and_asks_for_both(tmp_path: Path) -> None:
    from bmcgen.data.describing.starter import starter

    text = starter("business-model", "de+nl", Assets.of(None), "my.yaml")
    assert "\nlocale: de+nl\n" in text
    assert "Kundensegmente:" in text
    path = tmp_path / "my.yaml"
    path.write_text(text, encoding="utf-8")
    assert bmcgen.make(path).locale == "de+nl"


def test_a_form_in_two_languages_comes_back_in_both(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    with pikepdf.open(io.BytesIO(bmcgen.make("business-model", locale="de+nl", fillable=True).pdf())) as form:

        def fill(fields: Any, above: str) -> None:
            for field in fields:
                name = f"{above}.{field.T}" if "/T" in field else above
                if "/Kids" in field:
                    fill(field.Kids, name)
                elif name.endswith("blocks/channels"):
                    field.V = pikepdf.String("Laden")

        fill(form.Root.AcroForm.Fields, "")
        form.save(path)
    from click.testing import CliRunner

    from bmcgen.cli import main

    run = CliRunner().invoke(main, ["import", str(path), "-o", "-"])
    assert run.exit_code == 0, run.output
    assert "locale: de+nl" in run.output
    assert "Laden" in run.output
