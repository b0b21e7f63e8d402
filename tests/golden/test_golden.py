"""The display list as text, a mark a line: what a change of layout, words or fitting does to a sheet, to be read.

`pytest tests/golden --renew-golden` writes the lists anew; read the diff before a commit.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import bmcgen
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Page, Panel, Rule
from tests.conftest import LOCALES, canvas

HERE = Path(__file__).parent
FILLED = canvas(
    title="Tool library",
    date="2026-11-20",
    segments=["Neighbours", {"name": "Schools", "colour": "red"}],
    blocks={
        "customer-segments": [{"text": "People without a shed", "segment": "Neighbours"}, "Students"],
        "value-propositions": [{"text": "Every tool within a ten-minute walk", "segments": ["Neighbours", "Schools"]}],
        "revenue-streams": ["Membership: £ 39.90 a year", {"text": "Repair evenings", "colour": "yellow"}],
    },
)


def listed(page: Page) -> Iterator[str]:
    yield f"page {page.width:.2f} x {page.height:.2f}: {page.title}"
    for mark in page.marks:
        if isinstance(mark, Line):
            role = page.elements[mark.element].role if mark.element is not None else "artifact"
            faces = "+".join(run.face for run in mark.runs)
            joint = {" ": " ", "\n": "/", "": "|", "-": "-"}[mark.joint]
            yield f"line  {mark.x:8.2f} {mark.y:8.2f} {mark.size:5.2f} {faces} {role}: {mark.text}{joint}"
        elif isinstance(mark, Panel):
            rect = mark.rect
            corner = f"{rect.x:8.2f} {rect.y:8.2f} {rect.w:8.2f} {rect.h:8.2f}"
            yield f"panel {corner} {colour(mark.fill)} r{mark.radius:.1f}"
        elif isinstance(mark, Rule):
            ends = f"{mark.x1:8.2f} {mark.y1:8.2f} {mark.x2:8.2f} {mark.y2:8.2f}"
            dots = f" dots {mark.dots:.2f}" if mark.dots else ""
            yield f"rule  {ends} {mark.width:.2f} {colour(mark.colour)}{dots}"


def colour(shown: Colour) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in shown.rgb)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_display_list_of_a_form_is_as_it_was(locale: str, request: pytest.FixtureRequest) -> None:
    compare(bmcgen.make("persona", locale=locale), f"persona-{locale}", request)


@pytest.mark.parametrize(
    ("layout", "locale", "block"),
    [("worksheets", "nl", "channels"), ("handout", "de", "key-activities"), ("prompt-cards", "en", "cost-structure")],
)
def test_the_display_list_of_a_sheet_about_a_block_is_as_it_was(
    layout: str, locale: str, block: str, request: pytest.FixtureRequest
) -> None:
    compare(bmcgen.make(layout, locale=locale, blocks=[block]), f"{layout}-{locale}", request)


@pytest.mark.parametrize("name", [*LOCALES, "full", "filled"])
def test_the_display_list_is_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    blank = {"locale": "nl", "prompts": "full"} if name == "full" else {"locale": name}
    document = bmcgen.make(FILLED) if name == "filled" else bmcgen.make("business-model", **blank)
    compare(document, f"business-model-{name}", request)


def compare(document: bmcgen.Document, name: str, request: pytest.FixtureRequest) -> None:
    text = "\n".join(line for page in document.pages for line in listed(page)) + "\n"
    path = HERE / f"{name}.txt"
    if request.config.getoption("--renew-golden"):
        path.write_text(text, encoding="utf-8")
    assert text.split("\n") == path.read_text(encoding="utf-8").split("\n")
