"""A twin says every word of the sheet; what was typed is a text in it and nothing else."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import bmcgen
from tests.conftest import SAMPLES, canvas
from tests.importing.test_exports import contents_of, sheets
from tests.twins.reading import Html, letters, markdown, said_by, squeezed

DOCUMENTS: Mapping[str, Callable[[], bmcgen.Document]] = {
    "a blank poster": lambda: bmcgen.make("business-model", locale="nl", prompts="full"),
    "a poster": lambda: bmcgen.make(SAMPLES / "fietsbieb.yaml", threads=True),
    "a poster that continues": lambda: bmcgen.make(SAMPLES / "crowded.yaml"),
    "a poster for a room": lambda: bmcgen.make(
        "business-model", strip=True, votes=True, link="https://example.org/a?b=3&c=<d>"
    ),
    "two languages": lambda: bmcgen.make(SAMPLES / "fietsbieb.yaml", locale="nl+en"),
    "a persona": lambda: bmcgen.make(SAMPLES / "personas" / "sanne.yaml"),
    "a blank persona": lambda: bmcgen.make("persona", locale="de"),
    "worksheets": lambda: bmcgen.make(SAMPLES / "tidewell.yaml", layout="worksheets"),
    "a guide": lambda: bmcgen.make("handout", locale="de", blocks=["channels", "cost-structure"]),
    "cards": lambda: bmcgen.make("prompt-cards", locale="en"),
    "another canvas": lambda: bmcgen.make("customer-journey", locale="fr"),
    "a pack": lambda: bmcgen.make(SAMPLES / "tidewell.yaml", layout="pack"),
    "notes in another language": lambda: bmcgen.make(canvas(locale="de", blocks={"channels": ["Laden"]}), locale="nl"),
    "all that notes say": lambda: bmcgen.make(
        canvas(
            markup="light",
            totals="yes",
            segments=["Families", "Schools, and others"],
            blocks={
                "channels": [
                    {"text": "**Bold**\n- one\n- two", "status": "proven", "tags": ["a, b", "c"], "id": "x"},
                    {"group": "Later", "notes": [{"text": "Shop", "segment": "Families", "to": "x"}]},
                ],
                "revenue-streams": [{"text": "Fees", "amount": "€ 1,200.50"}, {"text": "Gifts", "amount": "€ 5"}],
            },
        )
    ),
}


_APART = re.compile(r"[\s,;:\"]+")
QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
"""Documents are too slow to look for a smaller one."""


def twin(document: bmcgen.Document, form: str) -> bytes:
    from bmcgen.documents.output.files import files_of

    (content,) = files_of(form, [document], 96)
    return content


def missing_in_html(document: bmcgen.Document) -> list[str]:
    words = squeezed(Html(twin(document, "html")).text)
    return [each for each in said_by(document) if squeezed(each) not in words]


def missing_in_markdown(document: bmcgen.Document) -> list[str]:
    shown = markdown(twin(document, "md"))
    known, signs = letters(shown), squeezed(shown)
    lost = [each for each in said_by(document) if letters(each) not in known and squeezed(each) not in signs]
    # What letters stand for is said in the words of the data.
    told = {each: {*map(letters, re.split(_APART, each))} - {""} for each in labels(document)}
    return [each for each in lost if not told.get(each, {""}) <= known_words(shown)]


def labels(document: bmcgen.Document) -> set[str]:
    return {each.alt for page in document.pages for each in page.elements if each.role == "Lbl"}


def known_words(shown: str) -> set[str]:
    return {letters(each) for each in re.split(_APART, shown)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_page_has_every_word(name: str) -> None:
    assert len([*said_by(DOCUMENTS[name]())]) > 10
    assert missing_in_html(DOCUMENTS[name]()) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_text_has_every_word(name: str) -> None:
    assert missing_in_markdown(DOCUMENTS[name]()) == []


@given(sheet=sheets())
@settings(max_examples=12, suppress_health_check=[*HealthCheck], phases=QUICK, deadline=None)
def test_whatever_is_typed_is_said(sheet: dict[str, Any]) -> None:
    contents_of(sheet)
    document = bmcgen.make(sheet, skip_unprintable=True)
    assert missing_in_html(document) == []
    assert missing_in_markdown(document) == []


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></section></main>",
    "]]> --> <!-- &lt;b&gt; &amp;#60; &nbsp",
    "[x](javascript:alert(1)) ![y](https://example.org/z.png)",
    "{{ 7 * 7 }} {% raw %} ${x} <?php ?>",
    "> quoted\n# head\n---\n- item\n```\n|a|b|",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_never_markup(text: str) -> None:
    notes = [text, {"text": text, "segment": text[:40], "tags": [text[:40]]}]
    document = bmcgen.make(
        {"layout": "business-model", "title": text, "segments": [text[:40]], "blocks": {"channels": notes}}
    )
    page = Html(twin(document, "html"))
    plain = Html(twin(bmcgen.make(canvas(blocks={"channels": ["a", "b"]})), "html"))
    assert {name for name, _ in page.elements} <= {name for name, _ in plain.elements} | {
        "br",
        "ul",
        "li",
        "span",
        "p",
        "strong",
    }
    assert not any(key.startswith("on") or key == "src" for _, about in page.elements for key in about)
    assert {about["href"] for about in page.names("a", "link")} == {"https://creativecommons.org/licenses/by-sa/3.0/"}
    assert missing_in_html(document) == []
    assert missing_in_markdown(document) == []


@given(text=st.text("<>&\"'`[]()!#*_-=+|\\~:/ ax\n", min_size=1, max_size=40))
@settings(max_examples=10, deadline=None)
def test_signs_are_signs(text: str) -> None:
    if not text.strip():
        return
    document = bmcgen.make(canvas(blocks={"channels": [f"a{text}"]}))
    assert missing_in_html(document) == []
    assert missing_in_markdown(document) == []
