"""What is found in the samples, what is left out, and that nothing is lost on the way."""

import pytest

import bmcgen
from bmcgen import importing
from bmcgen.data.content import read_contents
from bmcgen.importing.outline import bare
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.source.tree import Source, parse
from tests.importing.office import BUILT
from tests.importing.sampled import ASSETS, EXPECTED, HELD, HERE, REFUSED, imported, lost, notes, values, words


def test_every_sample_is_expected() -> None:
    assert {path.name for path in HERE.iterdir()} | {*BUILT} == {*EXPECTED}


@pytest.mark.parametrize("name", HELD)
def test_the_notes_are_those_that_a_person_finds(name: str) -> None:
    expected = EXPECTED[name]
    finding = imported(name).finding
    assert [sheet.layout for sheet in finding.sheets] == expected["layouts"]
    assert [sheet.language for sheet in finding.sheets] == expected["languages"]
    assert [{key: bare(each.text) for key, each in sheet.fields.items()} for sheet in finding.sheets] == expected[
        "fields"
    ]
    assert notes(finding) == expected["notes"]
    assert (finding.left_summary or None) == expected.get("left")


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_canvas_is_refused(name: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        imported(name)
    assert [each.code for each in caught.value.diagnostics] == [EXPECTED[name]["refused"]]


@pytest.mark.parametrize("name", HELD)
def test_every_word_is_printed_or_told(name: str) -> None:
    """All but the names of blocks, for which the sheet has its own."""
    assert not lost(name)


@pytest.mark.parametrize("name", HELD)
def test_the_data_file_says_the_same_and_prints(name: str) -> None:
    found = imported(name)
    text = yaml_text(found.tree, found.finding.left, name)
    again = parse(text, "again.yaml")
    assert not again.problems
    assert values(again.tree) == values(found.tree)
    contents = read_contents([again], "again", ASSETS)
    direct = read_contents([Source(found.tree)], "direct", ASSETS)
    assert [each.blocks.keys() for each in contents] == [each.blocks.keys() for each in direct]


@pytest.mark.parametrize("name", HELD)
def test_every_note_points_into_the_file_it_came_from(name: str) -> None:
    for sheet in imported(name).finding.sheets:
        for note in (note for each in sheet.blocks.values() for note in each):
            where = note.words.where
            assert where.file.startswith(name)
            assert where.line or where.file != name
            first = words(bare(note.words.text))[:1]
            assert not where.text or first[0] in words(where.text)


def test_everything_can_be_kept() -> None:
    found = importing.read(HERE / "theory.md", ASSETS, "theory.md", keep_all=True)
    assert not found.finding.left
    texts = " ".join(values(found.tree))
    for text in ("Whom do we serve?", "A newspaper serves readers", "A textbook", "A canvas shows on one page"):
        assert text in texts


def test_what_is_kept_stays_in_its_block() -> None:
    finding = importing.read(HERE / "template.md", ASSETS, "template.md", keep_all=True).finding
    (blocks,) = notes(finding)
    assert blocks["channels"] == ["Through which channels?", "TODO"]
    assert blocks["key-partners"] == ["(Who are our partners?)", "N/A"]


def test_a_file_without_a_canvas_is_refused_with_the_headings_seen() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        imported("named-personas.md")
    assert [each.message for each in caught.value.diagnostics] == [
        'this holds no canvas; headings seen: "Personas", "Process"'
    ]


def test_what_stands_above_an_answer_is_what_is_answered() -> None:
    heads = ("Customer Segments", "Channels", "Value Propositions")
    text = "".join(
        f"## {head}\nA canvas says this here.\n- and that\n### Our answer\n- Ours: {head}\n" for head in heads
    )
    finding = importing.read_bytes(text.encode(), ".md", ASSETS, "f.md").finding
    assert notes(finding) == [
        {
            "customer-segments": ["Ours: Customer Segments"],
            "channels": ["Ours: Channels"],
            "value-propositions": ["Ours: Value Propositions"],
        }
    ]
    assert finding.left_summary == "3 prompts, 6 explanations"
