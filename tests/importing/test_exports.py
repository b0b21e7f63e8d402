"""What is exported and imported again says the same; what a format has no place for is told."""

import csv
import io
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import bmcgen
from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.data.content import read_contents
from bmcgen.diagnostics import Place
from bmcgen.documents.exporting import exported
from bmcgen.model.content import COLOURS, STATUSES, Content
from bmcgen.source.from_python import from_value
from bmcgen.source.names import clean
from bmcgen.source.tree import Source
from tests.conftest import SAMPLES

ASSETS = Assets()
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1, max_size=30)
SIGNS = st.text("ab1. \n-*_`~#>+=:;,|\\&<>[]()\"'!x{}@", min_size=1, max_size=14)
LINES = st.sampled_from(
    [
        "**bold** and *plain*",
        "*status: proven*",
        "a\n*status: proven; tags: x*",
        "Head:\n- one\n- two\n  - three",
        "a\n\n- b",
        "1. first",
        "2) x\n---\n===",
        "=SUM(A1)",
        "'=1",
        "'s avonds",
        "+31 6",
        "_x0041_",
        "#N/A",
        "&amp; &#32;",
        "# C #",
        "[a]: b",
        "<b>x</b>",
        "* star",
        "***",
        "a\\",
        "a\\\nb",
        "\\- x",
        "\\* x",
        "a  b",
        "a\n   b",
        "```",
        "a\u00a0\nb",
        "e\u0301",
        "|a|\n|-|",
    ]
)
TEXT = (TEXTS | SIGNS | LINES).filter(lambda text: bool(clean(text)))

NAMES = (TEXTS | SIGNS | LINES).filter(lambda text: 0 < len(" ".join(clean(text).split())) <= 40)
IDS = st.sampled_from(["a", "b, c", "d;e", '"f"', "*g*", " h ", "i\nj", "\\", "\u2028"])


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Any]:
    """A sheet of a data file that says all that one may say."""
    segments = draw(st.lists(NAMES, max_size=3, unique_by=lambda name: " ".join(clean(name).split()).casefold()))
    ids = draw(st.lists(IDS, max_size=3, unique=True))
    waiting = list(ids)

    def note() -> Any:
        found: dict[str, Any] = {"text": draw(TEXT)}
        if draw(st.booleans()):
            return found["text"]
        if segments and draw(st.booleans()):
            found["segments"] = draw(st.lists(st.sampled_from(segments), min_size=1, unique=True))
        if draw(st.booleans()):
            found["status"] = draw(st.sampled_from(STATUSES))
        if draw(st.booleans()):
            found["colour"] = draw(st.sampled_from(COLOURS))
        if draw(st.booleans()):
            found["tags"] = draw(st.lists(NAMES, max_size=2))
        if draw(st.booleans()):
            found["amount"] = draw(st.sampled_from(["€ 5", "1,200 EUR/month", '"x"', "=1"]))
        if waiting and draw(st.booleans()):
            found["id"] = waiting.pop()
        return found

    def notes() -> list[Any]:
        items = [note() for _ in range(draw(st.integers(1, 3)))]
        for _ in range(draw(st.integers(0, 2))):
            items.append({"group": draw(NAMES), "notes": [note()]})
            items += [note()] if draw(st.booleans()) else []
        return items

    blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4, unique=True))
    sheet: dict[str, Any] = {"layout": "business-model", "blocks": {block: notes() for block in blocks}}
    used = [each for each in ids if each not in waiting]
    if used:
        first = sheet["blocks"][blocks[0]]
        first.append({"text": "leads", "to": used})
    if segments:
        own = st.builds(lambda name, colour: {"name": name, "colour": colour}, st.just(""), st.sampled_from(COLOURS))
        coloured = draw(st.booleans())
        sheet["segments"] = [{**draw(own), "name": name} if coloured else {"name": name} for name in segments]
    for key in ("title", "tagline", "designed-for", "designed-by", "version"):
        if draw(st.booleans()):
            sheet[key] = draw(TEXT)
    for key, value in (
        ("date", "2026-11-20"),
        ("locale", "nl"),
        ("language", "fr"),
        ("markup", "light"),
        ("typography", "smart"),
        ("totals", "yes"),
    ):
        if draw(st.booleans()):
            sheet[key] = value
    return sheet


BLOCKS = ("customer-segments", "value-propositions", "channels", "revenue-streams", "cost-structure", "key-partners")


def contents_of(*sheets: dict[str, Any]) -> list[Content]:
    try:
        return read_contents([from_value({"sheets": list(sheets)})], "data", ASSETS, None, Path())
    except bmcgen.Problems:
        assume(False)
        raise


def again(contents: list[Content], form: str) -> tuple[list[Content], list[str]]:
    """The contents after a way there and back, and what was told."""
    file = exported(contents, form, ASSETS)
    own = {warning for content in contents for warning in content.warnings}
    told = [each.message for each in file.warnings if each not in own]
    back = importing.read_bytes(file.data, f".{form}", ASSETS, f"f.{form}")
    return read_contents([Source(back.tree)], "data", ASSETS, None, Path()), told


def said(content: Content) -> Any:
    """All that a content says, without the places."""
    blocks = {}
    for key, held in content.blocks.items():
        heading, number = None, 0
        notes = []
        for note in held:
            number += note.group != heading
            heading = note.group
            notes.append(
                (
                    note.text.text,
                    [each.name for each in note.segments],
                    note.colour,
                    note.id,
                    note.status,
                    [each.name for each in note.tags],
                    [each.text for each in note.to],
                    note.amount.text if note.amount else None,
                    (number, note.group.text) if note.group else None,
                )
            )
        if notes:
            blocks[key] = notes
    fields = {key: typed.text for key, typed in content.fields.items()}
    segments = [(each.name, each.letter, each.colour) for each in content.segments]
    return content.layout, content.locale, content.language, fields, segments, blocks, content.manner


OFTEN = settings(
    max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None
)


@pytest.mark.parametrize("form", ["json", "md", "csv", "xlsx"])
@given(data=st.data())
@OFTEN
def test_an_export_says_the_same_when_it_is_imported(form: str, data: st.DataObject) -> None:
    contents = contents_of(*data.draw(st.lists(sheets(), min_size=1, max_size=2)))
    back, told = again(contents, form)
    if not told:
        assert list(map(said, back)) == list(map(said, contents))
    assert form in ("csv", "xlsx") or not told


@given(sheet=sheets())
@OFTEN
def test_bmml_says_the_same_or_tells_what_it_has_no_place_for(sheet: dict[str, Any]) -> None:
    contents = contents_of(sheet)
    (back,), told = again(contents, "bmml")
    (content,) = contents
    language = "a .bmml file has no place for the language"
    if all(message == language for message in told):
        assert said(back)[3:] == said(content)[3:]
    for block, notes in content.blocks.items():
        texts = [note.text.text for note in back.blocks[block]]
        for note, text in zip(notes, texts, strict=False):
            assert text == note.text.text or text in [f"{each.name}: {note.text.text}" for each in note.segments]
    kept = {each.name for each in back.segments}
    for block in ("value-propositions", "channels", "revenue-streams"):
        for note, other in zip(content.blocks.get(block, ()), back.blocks.get(block, ()), strict=True):
            assert {each.name for each in note.segments} == {each.name for each in other.segments}
            assert {each.name for each in note.segments} <= kept


ALSO = st.dictionaries(NAMES, TEXT, max_size=3)
PERSONA = st.fixed_dictionaries(
    {"layout": st.just("persona")},
    optional={
        "title": TEXT,
        "blocks": st.fixed_dictionaries(
            {},
            optional={
                "quote": st.lists(TEXT, min_size=1, max_size=2),
                "general": st.fixed_dictionaries(
                    {"age": TEXT}, optional={"also": st.dictionaries(NAMES, TEXT, max_size=3)}
                ),
                "sales-role": st.lists(st.sampled_from(["initiator", "user"]), min_size=1),
                "background": TEXT,
                "personality": st.fixed_dictionaries(
                    {"digital-skills": st.sampled_from(["low", "high", 0, 100, 33.3, 7.25])}
                ),
                "goals": st.lists(TEXT, min_size=1, max_size=3),
                "more": TEXT | st.fixed_dictionaries({"title": TEXT, "text": TEXT}),
            },
        ),
    },
)


@pytest.mark.parametrize("form", ["json", "md"])
@given(data=st.data())
@OFTEN
def test_a_persona_says_the_same_when_it_is_imported(form: str, data: st.DataObject) -> None:
    contents = contents_of(*data.draw(st.lists(PERSONA, min_size=1, max_size=2)))
    back, told = again(contents, form)
    assert not told
    assert [values(each) for each in back] == [values(each) for each in contents]


def values(thing: Any) -> Any:
    """What is said in a value, without the places."""
    if isinstance(thing, Place):
        return None
    if isinstance(thing, Mapping):
        return {key: values(each) for key, each in thing.items() if each}
    if isinstance(thing, tuple):
        return [values(each) for each in thing]
    if isinstance(thing, msgspec.Struct):
        named = [key for key in thing.__struct_fields__ if key not in ("where", "name", "warnings")]
        return {key: values(getattr(thing, key)) for key in named}
    return thing


@pytest.mark.parametrize("form", ["csv", "xlsx", "bmml"])
def test_a_persona_is_refused_where_it_has_no_place(form: str) -> None:
    with pytest.raises(bmcgen.Problems, match="cannot-hold"):
        bmcgen.export({"layout": "persona", "blocks": {"quote": "Hm."}}, form)


def test_what_has_no_place_is_told_once_with_the_first_place() -> None:
    text = """\
layout: business-model
blocks:
  Channels:
    - {text: Shop, tags: [summer], status: proven}
    - {text: Van, tags: [summer]}
"""
    found = bmcgen.export(text.encode(), "bmml").warnings
    assert [(each.message, each.where.line, each.severity) for each in found] == [
        ("a .bmml file has no place for the status of a note", 4, "warning"),
        ("a .bmml file has no place for tags (2 times)", 4, "warning"),
    ]


def test_markdown_reads_as_a_person_writes_it() -> None:
    shown = bmcgen.export(SAMPLES / "tidewell.yaml", "md").data.decode()
    assert "\n# Tidewell Heat\n\n## Customer Segments\n\n- Charities running one to four public pools\\\n" in shown
    assert "  *segments: Charitable leisure trusts; colour: yellow*\n" in shown


EDITED = """\
---
written-by: bmcgen
layout: business-model
locale: en
markup: light
---

# Clay Lane

## Channels

Open day
- What do we sell?
- **Van**
  on Tuesdays
  *status: proven; tags: summer, "hot, dry"*
  - in the square

### Later

1. [Post](x)

```
code
```
"""


def test_an_export_that_was_edited_is_read_as_it_stands() -> None:
    found = importing.read_bytes(EDITED.encode(), ".md", ASSETS, "f.md")
    (content,) = read_contents([Source(found.tree)], "f", ASSETS)
    notes = [(note.text.text, note.status, [tag.name for tag in note.tags]) for note in content.blocks["channels"]]
    assert notes[:2] == [("Open day", None, []), ("What do we sell?", None, [])]
    assert notes[2] == ("**Van** on Tuesdays\n- in the square", "proven", ["summer", "hot, dry"])
    assert notes[3] == ("[Post](x)", None, [])
    assert content.blocks["channels"][3].group.text == "Later"
    assert [each.message for each in found.said] == ["left out: a code block"]


def test_a_cell_is_never_a_formula() -> None:
    data = {"layout": "business-model", "blocks": {"channels": ["=1+1", "@x", "- y", "+31 6", "'s avonds"]}}
    (page,) = openpyxl.load_workbook(io.BytesIO(bmcgen.export(data, "xlsx").data))
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert all(cell.value is None for row in page.iter_rows() for cell in row if cell.data_type == "n")
    rows = list(csv.reader(io.StringIO(bmcgen.export(data, "csv").data.decode("utf-8-sig"), newline="")))
    assert [row[2] for row in rows[-5:]] == ["'=1+1", "'@x", "'- y", "'+31 6", "'s avonds"]


@pytest.mark.parametrize("form", ["bmml", "csv", "json", "md", "xlsx"])
def test_an_export_is_the_same_every_time(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.localtime", lambda *_: time.struct_time((2001, 2, 3, 4, 5, 6, 0, 1, 0)))
    first = bmcgen.export(SAMPLES / "tidewell.yaml", form).data
    monkeypatch.undo()
    assert bmcgen.export(SAMPLES / "tidewell.yaml", form).data == first


def test_arguments_that_cannot_be_meant() -> None:
    with pytest.raises(ValueError, match='did you mean "md"'):
        bmcgen.export({"layout": "business-model"}, "mdd")
    with pytest.raises(ValueError, match="is a layout"):
        bmcgen.export("business-model", "md")
    with pytest.raises(TypeError):
        bmcgen.export({"layout": "business-model"}, 3)  # type: ignore[arg-type]


def test_saving_overwrites_nothing_unless_it_is_asked_to(tmp_path: Path) -> None:
    file = bmcgen.export({"layout": "business-model", "blocks": {"channels": ["Shop"]}}, "md")
    assert file.save(tmp_path / "a.md") == tmp_path / "a.md"
    with pytest.raises(bmcgen.Problems, match="exists"):
        file.save(tmp_path / "a.md")
    file.save(tmp_path / "a.md", force=True)
    with pytest.raises(ValueError, match=r"does not end in \.md"):
        file.save(tmp_path / "a.csv")


SEGMENTED = {
    "layout": "business-model",
    "segments": [{"name": "Schools", "colour": "red"}, "Clubs", "Nobody"],
    "blocks": {
        "customer-segments": [{"text": "Rowing clubs", "segments": ["Clubs"]}],
        "channels": [{"text": "Post", "segments": ["Schools", "Clubs"]}],
    },
}


def test_bmml_tells_what_becomes_of_segments() -> None:
    told = [each.message for each in bmcgen.export(SEGMENTED, "bmml").warnings]
    assert told == [
        'the name of the segment stands before its note: "Clubs: Rowing clubs"',
        '"Schools" becomes a note under Customer Segments',
        'a .bmml file has no place for the segment "Nobody", which no note in another block is about',
        "a .bmml file has no place for the order of segments",
        "a .bmml file has no place for the colours of segments",
    ]
    (back,), _ = again(contents_of(SEGMENTED), "bmml")
    assert [each.name for each in back.segments] == ["Clubs", "Schools"]
    assert [note.text.text for note in back.blocks["customer-segments"]] == ["Clubs: Rowing clubs", "Schools"]
