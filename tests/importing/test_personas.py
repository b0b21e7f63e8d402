"""Personas in the shapes that people keep them in: what is found of each, and that nothing is lost on the way."""

import re

import pytest

import bmcgen
from bmcgen import importing
from bmcgen.data.content import read_contents
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.source.tree import Source, parse
from tests.docs.markdown import blocks, read
from tests.importing.office import PEOPLE
from tests.importing.peopled import ASSETS, EXPECTED, HERE, NAMES, imported, lost, personas, plain
from tests.importing.sampled import values


def test_every_sample_is_expected() -> None:
    assert {path.name for path in HERE.iterdir()} | {*PEOPLE} == {*EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_everything_stands_where_a_person_would_put_it(name: str) -> None:
    found = imported(name)
    expected = EXPECTED[name]
    assert personas(name) == expected["personas"]
    assert found.finding.personas == len(expected["personas"])
    assert (found.finding.left_summary or None) == expected["left"]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_word_is_printed_or_told(name: str) -> None:
    """All but the labels that the sheet has for itself, and the words for a place on a scale."""
    assert not lost(name)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_data_file_says_the_same_and_prints(name: str) -> None:
    found = imported(name)
    again = parse(yaml_text(found.tree, found.finding.left, name), "again.yaml")
    assert not again.problems
    assert plain(again.tree) == plain(found.tree)
    assert read_contents([again], "again", ASSETS)
    assert read_contents([Source(found.tree)], "direct", ASSETS)


def test_a_persona_is_made_of_its_markdown() -> None:
    document = bmcgen.make(HERE / "nl-regels.md")
    assert len(document.pages) == 2
    assert [each.code for each in document.warnings if each.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Medium", ("medium", True)),
        ("laag", ("low", True)),
        ("Sehr hoch", ("high", False)),
        ("Expert – builds her own tools", ("high", False)),
        ("3/5", ("60", True)),
        ("7 out of 10", ("70", True)),
        ("80 %", ("80", True)),
        ("★★☆☆☆", ("40", True)),
        ("●●●●○", ("80", True)),
        ("9/5", None),
        ("140%", None),
        ("sometimes", None),
    ],
)
def test_words_and_figures_say_where_on_a_scale(text: str, position: tuple[str, bool] | None) -> None:
    assert NAMES.position(text) == position


def test_a_canvas_with_words_of_personas_stays_a_canvas() -> None:
    heads = ("Customer Segments", "Channels", "Value Propositions", "Goals", "Frustrations")
    text = "# Canvas\n" + "".join(f"## {head}\n- a note\n" for head in heads)
    found = importing.read_bytes(text.encode(), ".md", ASSETS, "f.md")
    assert not found.finding.personas


def test_what_is_left_out_can_be_kept() -> None:
    found = importing.read(HERE / "two-people.md", ASSETS, "two-people.md", keep_all=True)
    assert not found.finding.left
    assert "Some introduction to our users." in " ".join(values(found.tree))


def test_text_of_a_template_is_no_persona() -> None:
    text = "# Persona\n## Goals\n- [Goal]\n## Frustrations\n- ...\n## Background\n[Story]\n"
    with pytest.raises(bmcgen.Problems, match="no-canvas"):
        importing.read_bytes(text.encode(), ".md", ASSETS, "f.md")


def test_more_fields_than_there_is_room_for_go_on_in_a_story() -> None:
    lines = "\n".join(f"- **Trait {n}:** value {n}" for n in range(30))
    text = f"# Persona: Ada\n- **Age:** 3\n- **Role:** x\n- **Family:** y\n{lines}\n"
    found = importing.read_bytes(text.encode(), ".md", ASSETS, "f.md")
    (content,) = read_contents([Source(found.tree)], "f", ASSETS)
    assert len(content.blocks["general"].also) == 12
    assert re.findall(r"value \d+", content.blocks["more"].text.text) == [f"value {n}" for n in range(12, 30)]


def test_the_persona_of_the_documentation_is_read() -> None:
    (shown,) = blocks(read("docs/import.md"), "md")
    (content,) = read_contents(
        [Source(importing.read_bytes(shown.text.encode(), ".md", ASSETS, "f.md").tree)], "f", ASSETS
    )
    assert content.fields["title"].text == "Willemijn, the regular"
    assert content.blocks["quote"][0].text == "I come for the quiet, and leave with a book."
    assert content.blocks["general"].values.keys() == {"age", "role"}
    assert content.blocks["personality"]["digital-skills"].level == "medium"
    assert [each.text for each in content.blocks["pains"]] == ["Small print"]
