from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bmcgen.assets.finder import Assets
from bmcgen.data.describing.json_schema import json_schema

LAYOUT = """
words: mine
page: {paper: A3, margin: 12 mm}
papers: [A3]
grid: {columns: 2 * 1fr, rows: ["minmax(14 mm, 40 mm)", 1fr, "minmax(7 mm, 30 mm)"], areas: "h h\\nl r\\nf f"}
blocks:
  h: {kind: masthead, fields: {date: 30 mm}}
  l: {kind: notes, name: notes, number: 1}
  r: {kind: notes, name: colour, number: 2}
  f: {kind: footer}
sizes: {note: {largest: 14 pt, smallest: 9 pt}, prompt: {largest: 8 pt, smallest: 7 pt}}
continuation: {columns: 3}
"""
BLOCK = "{title: %s, code: %s, also: [], questions: ['Wat?'], lists: {}}"
WORDS = f"""
title: Mijn, subject: s, credit: Eigen werk, licence: l,
blocks: {{notes: {BLOCK % ("Links", "L")}, colour: {BLOCK % ("Rechts", "R")}}}
"""


@pytest.mark.parametrize(
    ("blocks", "right"),
    [
        ({"notes": ["one", {"text": "two", "colour": "yellow"}], "colour": ["three"]}, True),
        ({"Links": ["one"], "rechts": None}, True),
        ({"notes": [{"text": "one", "colour": "loud"}]}, False),
        ({"colour": "yellow"}, False),
        ({"Links": 3}, False),
    ],
)
def test_blocks_may_be_called_like_what_the_schema_defines(tmp_path: Path, blocks: dict[str, Any], right: bool) -> None:
    for path, text in (("layouts/mine.yaml", LAYOUT), ("locales/nl/mine.yaml", f"{{{WORDS}}}")):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text)
    validator = jsonschema.Draft202012Validator(json_schema("mine", Assets.of(tmp_path)))
    assert validator.is_valid({"layout": "mine", "blocks": blocks}) == right


@pytest.mark.parametrize("layout", Assets.of(None).names("layouts"))
def test_the_words_of_a_block_stand_in_a_schema_once(layout: str) -> None:
    """However many names the block has, in however many languages: editors read all of it for each file."""
    schema = json_schema(layout, Assets.of(None))
    blocks = schema["properties"]["words"]["properties"]["blocks"]
    assert {len(each) for each in blocks["patternProperties"].values()} == {1}
    whole = json.dumps(schema)
    for block in blocks["properties"].values():
        assert whole.count(json.dumps(block)) == 1
