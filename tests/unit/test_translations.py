"""Texts that a data file has in several languages: which of them stands on which sheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.data.describing.json_schema import json_schema
from bmcgen.diagnostics import Diagnostic
from tests.conftest import canvas, extracted

Check = Callable[[str], list[Diagnostic]]
HEAD = "layout: business-model\nlocale: nl\nblocks:\n  Kanalen:\n"
BOTH = {"nl": "Een winkel", "en": "A shop"}


def text_of(data: Any, **asked: Any) -> str:
    return " ".join(" ".join(extracted(bmcgen.make(data, **asked).pdf())).split())


@pytest.mark.parametrize(
    "data",
    [
        canvas(blocks={"channels": [BOTH]}),
        canvas(blocks={"channels": [{"text": BOTH, "colour": "green"}]}),
        canvas(blocks={"channels": [{"group": BOTH, "notes": ["x"]}]}),
        canvas(title=BOTH),
        canvas(tagline=BOTH),
        canvas(**{"designed-for": BOTH}),
        {"layout": "persona", "blocks": {"quote": BOTH}},
        {"layout": "persona", "blocks": {"general": {"role": BOTH}}},
        {"layout": "persona", "blocks": {"general": {"also": {"Home": BOTH}}}},
        {"layout": "persona", "blocks": {"background": BOTH}},
        {"layout": "persona", "blocks": {"background": {"text": BOTH}}},
        {"layout": "persona", "blocks": {"goals": [BOTH]}},
        {"layout": "persona", "blocks": {"more": {"title": BOTH, "text": "x"}}},
        {"layout": "persona", "blocks": {"more": BOTH}},
    ],
)
def test_a_text_in_two_languages_is_printed_in_that_of_the_sheet_or_in_both(data: dict[str, Any]) -> None:
    schema = json_schema(data["layout"], Assets.of(None))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert ("Een winkel" in text_of(data, locale="nl"), "A shop" in text_of(data, locale="nl")) == (True, False)
    assert ("Een winkel" in text_of(data, locale="en"), "A shop" in text_of(data, locale="en")) == (False, True)
    both = text_of(data, locale="nl+en")
    assert both.index("Een winkel") < both.index("A shop")
    # Which is the first is said by the sheet, not by the file.
    assert both != (turned := text_of(data, locale="en+nl"))
    assert turned.index("A shop") < turned.index("Een winkel")


def test_a_region_is_served_by_its_language() -> None:
    data = canvas(blocks={"channels": [{"nl": "boterham", "nl-BE": "smoske", "en-GB": "crisps", "en-US": "chips"}]})
    assert "boterham" in text_of(data, locale="nl")
    assert "smoske" in text_of(data, locale="nl-BE")
    assert "crisps" in text_of(data, locale="en")
    assert "chips" in text_of(data, locale="en-US")


def test_what_lacks_a_language_is_printed_in_the_one_it_has_with_one_warning() -> None:
    notes = [BOTH, {"nl": "alleen hier", "de": "nur hier"}, {"text": {"nl": "nog een"}}, "Web"]
    data = canvas(blocks={"channels": notes})
    document = bmcgen.make(data, locale="en")
    assert {"A shop", "alleen hier", "nog een", "Web"} <= {line.text for line in document.pages[0].lines()}
    (warning,) = document.warnings
    assert (warning.code, str(warning.where)) == ("untranslated", "<data>.blocks.channels[1].nl")
    assert "2 texts are not in en" in warning.message
    # On a sheet in two, a note without languages lacks one as well.
    (warning,) = bmcgen.make(data, locale="nl+en").warnings
    assert "3 texts are not in nl and en" in warning.message
    assert bmcgen.make(canvas(blocks={"channels": ["Web"]}), locale="nl+en").warnings == ()


def test_a_note_that_lacks_one_of_two_languages_stands_once_in_the_other() -> None:
    notes = [{"de": "nur deutsch", "nl": "alleen hier"}, {"de": "auch deutsch", "en": "only here"}]
    document = bmcgen.make(canvas(locale="nl+en", blocks={"channels": notes}))
    texts = {line.text: line.size for line in document.pages[0].lines()}
    assert texts["alleen hier"] == texts["only here"]
    assert not any("deutsch" in text for text in texts)


def test_a_mapping_of_one_pair_stays_a_text() -> None:
    data = canvas(blocks={"channels": [{"nl": "5 winkels"}, {"To": "do"}]})
    assert {"nl: 5 winkels", "To: do"} <= {line.text for line in bmcgen.make(data).pages[0].lines()}


def test_ids_and_links_are_no_languages() -> None:
    data = canvas(blocks={"channels": [{"text": "a", "id": "x"}, {"text": "b", "to": "x"}]})
    assert bmcgen.make(data).warnings == ()
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": [{"id": "x", "to": "x"}]}))
    assert "missing-key" in {each.code for each in caught.value.diagnostics}
    assert "toko" in text_of(canvas(blocks={"channels": [{"id": "toko", "nl": "winkel"}]}), locale="en")


@pytest.mark.parametrize(
    ("note", "code", "line", "column"),
    [
        ("    - {nl: a, eng land: b}\n", "unknown-language", 5, 15),
        ("    - {nl: a, en: [b]}\n", "wrong-type", 5, 19),
        ("    - text: {nl: a, title: b}\n", "wrong-type", 5, 13),
        ("    - {nl: a, NL: b}\n", "duplicate-key", 5, 15),
        ("    - {nl: , en: }\n", "comment-in-note", 5, 7),
        ("    - {nl: a, en: b, colour: green}\n", "missing-key", 5, 8),
        (f"    - {{group: {{nl: {'a' * 121}, en: b}}, notes: [x]}}\n", "too-long", 5, 20),
    ],
)
def test_wrong_translations_are_told_where_they_are(
    problems: Check, note: str, code: str, line: int, column: int
) -> None:
    found = problems(HEAD + note)
    assert (found[0].code, found[0].where.line, found[0].where.column) == (code, line, column)


def test_the_file_in_a_pdf_has_every_language() -> None:
    data = canvas(
        title=BOTH, blocks={"channels": [BOTH, {"group": BOTH, "notes": [{"text": BOTH, "status": "proven"}]}]}
    )
    carried = yaml.safe_load(bmcgen.make(data, locale="nl+en").source.text)  # type: ignore[union-attr]
    assert carried["locale"] == "nl+en"
    assert carried["title"] == BOTH
    notes = carried["blocks"]["Kanalen"]
    assert notes[0] == {"text": BOTH}
    assert notes[1] == {"group": BOTH, "notes": [{"text": BOTH, "status": "proven"}]}
    # Made again of what it carries, it is the same.
    assert text_of(carried) == text_of(data, locale="nl+en")


@pytest.mark.parametrize("form", ["csv", "md", "xlsx", "bmml"])
def test_what_a_format_does_not_hold_is_told_and_json_holds_all(form: str) -> None:
    data = canvas(locale="en+nl", blocks={"channels": [BOTH, {"text": BOTH, "colour": "red"}, "Web"]})
    told = [each for each in bmcgen.export(data, form).warnings if "several languages" in each.message]
    assert ["(2 times)" in each.message for each in told] == [True]
    found = bmcgen.export(data, "json")
    assert found.warnings == ()
    held = json.loads(found.data)
    assert held["locale"] == "en+nl"
    assert held["blocks"]["Channels"][0] == {"text": BOTH}


@pytest.mark.parametrize("form", ["csv", "md"])
def test_an_export_has_the_language_that_leads(form: str) -> None:
    data = canvas(locale="en+nl", title=BOTH, blocks={"channels": [BOTH]})
    text = bmcgen.export(data, form).data.decode()
    assert "A shop" in text
    assert "Een winkel" not in text


def test_markup_in_each_language_stands_by_itself() -> None:
    note = {"nl": "**Vet** en\n- een\n- twee", "en": "**Bold** and\n- one\n- two"}
    document = bmcgen.make(canvas(locale="nl+en", markup="light", blocks={"channels": [note]}))
    lines = [line.text for line in document.pages[0].lines()]
    order = [lines.index(each) for each in ("Vet en", "een", "twee", "Bold and", "one", "two")]
    assert order == sorted(order)
    sizes = {line.text: line.size for line in document.pages[0].lines()}
    assert sizes["two"] < sizes["twee"]
    assert sizes["twee"] == sizes["Vet en"]
