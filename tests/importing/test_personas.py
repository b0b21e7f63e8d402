"""Personas in the shapes that people keep them in: what is found of each, and that nothing is lost on the way."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import bmcgen
from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.data.content import read_contents
from bmcgen.importing.formats import format_of
from bmcgen.importing.outline import bare
from bmcgen.importing.persona_names import name_in, persona_names
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.source.tree import Mapping, Node, Scalar, Source, parse
from tests.importing.office import PEOPLE
from tests.importing.sampled import values, words
from tests.importing.test_samples import cells_of

HERE = Path(__file__).parents[1] / "samples" / "import-personas"
EXPECTED: dict[str, Any] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
ASSETS = Assets()
NAMES = persona_names(ASSETS)


def content(name: str) -> bytes:
    return PEOPLE[name]() if name in PEOPLE else (HERE / name).read_bytes()


@cache
def imported(name: str) -> importing.Imported:
    return importing.read_bytes(content(name), Path(name).suffix, ASSETS, name)


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


def test_every_sample_is_expected() -> None:
    assert {path.name for path in HERE.iterdir()} - {"expected.yaml"} | {*PEOPLE} == {*EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_everything_stands_where_a_person_would_put_it(name: str) -> None:
    found = imported(name)
    expected = EXPECTED[name]
    tree = plain(found.tree)
    assert tree.get("sheets", [tree]) == expected["personas"]
    assert found.finding.personas == len(expected["personas"])
    assert (found.finding.left_summary or None) == expected["left"]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_word_is_printed_or_told(name: str) -> None:
    """All but the labels that the sheet has for itself, and the words for a place on a scale."""
    found = imported(name)
    kept = {word for text in values(found.tree) for word in words(text)}
    kept |= {word for each in found.finding.left for word in words(bare(each.words.text))}
    for part in format_of(Path(name).suffix, name).read(content(name), name).parts:
        for cell in cells_of(part):
            for line in bare(cell.text).split("\n"):
                lost = {*words(line)} - kept
                label, _, value = line.partition(":")
                lost -= {*words(label)} if NAMES.find(label) else set()
                own = NAMES.position(value or line) or NAMES.find(line) or not name_in(line)
                assert not lost or own or lost <= {"persona", "customer", "1", "2"} or " | " in line, (line, lost)


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
    heads = ("Customer Segments", "Channels", "Value Propositions", "Goals", "Needs")
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
