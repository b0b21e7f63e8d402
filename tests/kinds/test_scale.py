"""The words of a scale are texts: whatever else stands there is told at its place."""

import shutil
from pathlib import Path

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("low: general", "low: [general]", "a scale has a label and names for its ends"),
        ("low: general", "low: {a: general}", "a scale has a label and names for its ends"),
        ("low: low", "low: [low]", "give a word for each of low, medium, high"),
    ],
)
def test_a_word_that_is_no_text_is_told(tmp_path: Path, before: str, after: str, message: str) -> None:
    shutil.copytree(SHIPPED / "locales" / "en", tmp_path / "locales" / "en")
    path = tmp_path / "locales" / "en" / "persona.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(bmcgen.Problems) as found:
        bmcgen.make("persona", locale="en", assets=tmp_path)
    assert [each.message for each in found.value.diagnostics if message in each.message]
    assert {each.where.file for each in found.value.diagnostics} == {str(path)}
