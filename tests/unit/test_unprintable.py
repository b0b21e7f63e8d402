"""Texts that cannot be set: told together, or skipped, and then their places say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import bmcgen
from tests.conftest import canvas, extracted

NOTES = ["good", "漢字", "שלום", {"text": "ไทย", "colour": "green"}]


def test_all_letters_that_are_lacking_are_told_once_with_their_blocks_and_fonts(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "layout: business-model\nlocale: nl\nblocks:\n  Kanalen:\n    - 漢字\n    - goed\n    - ไทย\n"
        "  Partners:\n    - 漢\n"
    )
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.line, problem.where.column) == ("missing-glyph", 5, 7)
    assert all(f"U+{ord(char):04X}" in problem.message for char in "漢字ไทย")
    assert 'in "Kanalen" (lines 5, 7)' in problem.message
    assert 'in "Key partners" (line 9)' in problem.message
    assert "Noto Sans SC, Noto Sans Thai" in problem.hint
    assert "--skip-unprintable" in problem.hint


def test_many_letters_are_told_without_their_names() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": ["客户渠道价值主张", "收入来源"]}))
    (problem,) = caught.value.diagnostics
    assert problem.message.startswith("no font has 12 characters:")
    assert '"源"' in problem.message


@pytest.mark.parametrize("locale", ["nl", "de", "en", "fr", "es", "de+en"])
def test_what_is_skipped_is_listed_and_its_place_says_so(locale: str) -> None:
    data = canvas(locale=locale, blocks={"channels": NOTES})
    document = bmcgen.make(data, skip_unprintable=True)
    told = [each for each in document.warnings if each.code == "unprintable"]
    assert [str(each.where) for each in told] == [f"<data>.blocks.channels[{n}]" for n in (1, 2)] + [
        "<data>.blocks.channels[3].text"
    ]
    text = " ".join(" ".join(extracted(document.pdf())).split())
    said = {"nl": "niet afdrukbaar", "de": "nicht druckbar", "en": "not printable", "fr": "non imprimable"}
    for code in locale.split("+"):
        assert text.count(said.get(code, "no imprimible")) == 3
    assert "good" in text
    element = next(each for each in document.pages[0].elements if each.source.startswith("[1 "))
    assert element.language == locale.split("+", maxsplit=1)[0]


@pytest.mark.parametrize(
    "data",
    [
        canvas(title="漢字", tagline="漢字", **{"designed-for": "漢字"}),
        canvas(segments=["漢字", "B"], blocks={"channels": [{"text": "a", "segments": ["漢字", "B"], "tags": ["漢"]}]}),
        canvas(totals="yes", blocks={"channels": [{"text": "a", "amount": "5 漢"}, {"text": "b", "amount": "5 €"}]}),
        canvas(
            blocks={"channels": [{"text": "漢", "id": "x"}, {"text": "b", "to": "x"}, {"group": "漢", "notes": ["c"]}]}
        ),
        {
            "layout": "persona",
            "title": "漢字",
            "blocks": {"quote": "漢字", "general": {"age": "漢", "also": {"漢": "漢"}}},
        },
        {
            "layout": "persona",
            "blocks": {"background": "漢字\n\nb", "goals": ["漢", "b", "c"], "more": {"title": "漢", "text": "漢"}},
        },
    ],
)
def test_every_kind_of_text_can_be_skipped(data: dict[str, Any]) -> None:
    with pytest.raises(bmcgen.Problems):
        bmcgen.make(data)
    document = bmcgen.make(data, skip_unprintable=True)
    assert "unprintable" in {each.code for each in document.warnings}
    assert "漢" not in "".join(line.text for page in document.pages for line in page.lines())
    # What it carries is what was written.
    assert document.source is not None
    assert "漢" in document.source.text


@pytest.mark.parametrize("layout", ["worksheets", "pack"])
def test_documents_that_print_the_same_notes_skip_them_too(layout: str) -> None:
    document = bmcgen.make(canvas(blocks={"channels": NOTES}), layout=layout, skip_unprintable=True)
    assert sum(each.code == "unprintable" for each in document.warnings) == 3
    text = " ".join(line.text for page in document.pages for line in page.lines())
    assert "not printable" in text


def test_only_the_language_that_cannot_be_set_is_skipped() -> None:
    note = {"en": "A shop", "ja": "店"}
    assert bmcgen.make(canvas(blocks={"channels": [note]})).warnings == ()
    document = bmcgen.make(
        canvas(locale="en+nl", blocks={"channels": [{"en": "A shop", "nl": "店"}]}), skip_unprintable=True
    )
    texts = [line.text for line in document.pages[0].lines()]
    assert "A shop" in texts
    assert sum("niet afdrukbaar" in text for text in texts) == 1


def test_nothing_is_skipped_where_all_can_be_set() -> None:
    data = canvas(title="Ελληνικά 💡", blocks={"channels": ["☺"]})
    assert bmcgen.make(data, skip_unprintable=True).pages == bmcgen.make(data).pages
