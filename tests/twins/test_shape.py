"""How twins are built: what belongs together is together, and what means something is an element that means it."""

import pytest

import bmcgen
from bmcgen.pages.structure.whole import Node, whole, words_of
from tests.conftest import SAMPLES, canvas
from tests.twins.reading import Html
from tests.twins.test_words import twin


def page(**data: object) -> Html:
    return Html(twin(bmcgen.make(canvas(**data)), "html"))


def html_of(document: bmcgen.Document) -> str:
    return twin(document, "html").decode()


def test_a_block_that_continues_is_one_block() -> None:
    document = bmcgen.make(SAMPLES / "crowded.yaml")
    assert len(document.pages) > 1
    headings = [
        words_of(each)
        for nodes in whole(document.pages, {})
        for node in nodes
        for each in node.every()
        if each.role in ("H1", "H2")
    ]
    assert len(headings) == len(set(headings)) == 10


def test_a_paragraph_that_continues_is_one_paragraph() -> None:
    document = bmcgen.make("handout", locale="de", blocks=["channels"])
    (nodes,) = whole(document.pages, {})
    texts = [each for node in nodes for each in node.every() if each.role == "P"]
    assert any("eigenen Onlineshop und über eine Plattform" in words_of(each) for each in texts)
    sources = {element.source for page in document.pages for element in page.elements if element.role == "P"}
    said = {"".join(words_of(each).split()) for each in texts}
    assert {"".join(each.split()) for each in sources if each} <= said


def test_each_document_of_a_pack_has_its_own_masthead() -> None:
    document = bmcgen.make("pack", locale="en")
    found = Html(twin(document, "html"))
    assert len(found.names("article")) == len(document.chapters)
    assert len(found.names("header")) == len(document.chapters)


def test_the_file_says_its_language_and_those_of_its_parts() -> None:
    found = Html(twin(bmcgen.make(canvas(locale="de", blocks={"channels": ["Laden"]}), locale="nl"), "html"))
    assert found.names("html") == [{"lang": "nl"}]
    assert "de" in {about.get("lang") for name, about in found.elements if name in ("li", "span", "p")}


def test_facts_are_terms_with_what_they_mean() -> None:
    shown = html_of(bmcgen.make(SAMPLES / "personas" / "sanne.yaml"))
    assert "<dt>Leeftijd</dt>\n<dd>\n34\n</dd>" in shown
    assert 'class="box on"' in shown
    assert 'class="box off"' in shown
    assert "niet aangekruist" in shown


def test_a_photo_is_in_the_file_with_its_words() -> None:
    (picture,) = Html(twin(bmcgen.make(SAMPLES / "personas" / "sanne.yaml"), "html")).names("img")
    assert picture["src"].startswith("data:image/jpeg;base64,")
    assert picture["alt"].startswith("Getekend portret")


def test_a_table_has_headers_with_their_scope() -> None:
    found = Html(twin(bmcgen.make("handout", locale="de", blocks=["channels"]), "html"))
    assert {about.get("scope") for about in found.names("th")} == {"col", "row"}
    assert {about["tabindex"] for _, about in found.elements if about.get("class") == "table"} == {"0"}


def test_letters_of_segments_are_said_in_words() -> None:
    shown = html_of(
        bmcgen.make(canvas(segments=["Families"], blocks={"channels": [{"text": "x", "segment": "Families"}]}))
    )
    assert '<span class="mark" aria-hidden="true">A</span><span class="unseen">Families: </span>' in shown


@pytest.mark.parametrize("form", ["html", "md"])
def test_it_says_who_designed_the_canvas(form: str) -> None:
    shown = twin(bmcgen.make("business-model", locale="en"), form).decode()
    assert "Canvas design: Strategyzer AG, strategyzer.com, CC BY-SA 3.0" in shown


def test_the_licence_is_a_link() -> None:
    found = Html(twin(bmcgen.make("business-model"), "html"))
    assert {about.get("rel") for about in found.names("a", "link")} == {"license"}


def test_two_texts_at_one_place_of_a_page_stay_two() -> None:
    nodes = whole(bmcgen.make(canvas(blocks={"channels": ["Same", "Same"]})).pages, {})
    found = [each for each in _every(nodes) if words_of(each) == "Same" and each.role == "LI"]
    assert len(found) == 2


def _every(documents: list[list[Node]]) -> list[Node]:
    return [each for nodes in documents for node in nodes for each in node.every()]
