"""The Markdown of a document is read back as that of an export is: it says the same."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import bmcgen
from bmcgen import importing
from bmcgen.data.content import read_contents
from bmcgen.documents.exporting import exported
from bmcgen.model.content import Content
from bmcgen.source.files import documents_in
from bmcgen.source.tree import Source
from tests.conftest import SAMPLES, canvas
from tests.importing.test_exports import ASSETS, contents_of, said, sheets
from tests.twins.test_words import QUICK, twin


def read(sources: list[Source]) -> list[Content]:
    return read_contents(sources, "data", ASSETS, None, Path())


def from_markdown(data: bytes) -> list[Content]:
    return read([Source(importing.read_bytes(data, ".md", ASSETS, "f.md").tree)])


def in_any_order(content: Content) -> Any:
    """What a content says; blocks stand in the order of the sheet, and links lead to numbers."""
    *rest, segments, blocks, manner = said(content)
    numbers = {note[3]: n for n, note in enumerate(note for key in sorted(blocks) for note in blocks[key]) if note[3]}
    named = {
        key: [
            (*note[:3], numbers.get(note[3]), *note[4:6], [numbers[each] for each in note[6]], *note[7:])
            for note in held
        ]
        for key, held in blocks.items()
    }
    return rest, segments, named, manner


SAID = sorted((*SAMPLES.glob("*.yaml"), *(SAMPLES / "personas").glob("*.yaml")))


@pytest.mark.parametrize("path", SAID, ids=lambda path: path.stem)
def test_it_says_what_its_pdf_carries(path: Path) -> None:
    document = bmcgen.make(path)
    assert document.source is not None
    (carried,) = read(documents_in(document.source.text.encode(), "f.yaml"))
    (back,) = from_markdown(twin(document, "md"))
    if carried.layout == "persona":
        assert (back.layout, back.locale) == (carried.layout, carried.locale)
        assert {key: str(value.text) for key, value in back.fields.items()} == {
            key: str(value.text) for key, value in carried.fields.items()
        }
        again = bmcgen.make({"layout": "persona"}) if not back.blocks else None
        assert again is None
        assert sorted(back.blocks) == sorted(carried.blocks)
    else:
        assert in_any_order(back) == in_any_order(carried)


@pytest.mark.parametrize("path", [each for each in SAID if each.parent == SAMPLES], ids=lambda path: path.stem)
def test_an_export_of_the_same_says_the_same(path: Path) -> None:
    (content,) = read_contents(documents_in(path.read_bytes(), "f.yaml"), "data", ASSETS, None, SAMPLES)
    (export,) = from_markdown(exported([content], "md", ASSETS).data)
    (back,) = from_markdown(twin(bmcgen.make(path), "md"))
    assert in_any_order(back)[2] == in_any_order(export)[2]
    assert in_any_order(back)[1] == in_any_order(export)[1]


@given(sheet=sheets())
@settings(max_examples=12, suppress_health_check=[*HealthCheck], phases=QUICK, deadline=None)
def test_whatever_is_typed_comes_back(sheet: dict[str, Any]) -> None:
    contents_of(sheet)
    document = bmcgen.make(sheet, skip_unprintable=True)
    assert document.source is not None
    (carried,) = read(documents_in(document.source.text.encode(), "f.yaml"))
    (back,) = from_markdown(twin(document, "md"))
    assert in_any_order(back) == in_any_order(carried)


def test_several_sheets_come_back_as_several() -> None:
    from bmcgen.documents.output.files import files_of

    made = [bmcgen.make(canvas(title=title, blocks={"channels": [title]})) for title in ("One", "Two")]
    (data,) = files_of("md", made, 96)
    back = from_markdown(data)
    assert [each.fields["title"].text for each in back] == ["One", "Two"]
    assert [[note.text.text for note in each.blocks["channels"]] for each in back] == [["One"], ["Two"]]


def test_what_the_sheet_says_is_told_and_not_taken() -> None:
    document = bmcgen.make(canvas(blocks={"channels": ["Shop"]}), prompts="full")
    found = importing.read_bytes(twin(document, "md"), ".md", ASSETS, "f.md")
    (content,) = read([Source(found.tree)])
    assert {key: len(held) for key, held in content.blocks.items()} == {"channels": 1}
    (told,) = found.said
    assert "quoted texts, which the sheet says of its own accord" in told.message


def test_without_its_data_it_is_a_plain_text() -> None:
    shown = twin(bmcgen.make(canvas(title="Shop", blocks={"channels": ["A shop"]}), source=False), "md").decode()
    assert shown.startswith("# Shop\n\n")
    assert ">" not in shown
    assert "\n## Channels\n\n- A shop\n" in shown
