"""The same from Python."""

from pathlib import Path

import pytest

import bmcgen
from tests.conftest import SAMPLES, canvas


def test_make_and_save(tmp_path: Path) -> None:
    document = bmcgen.make(SAMPLES / "sparse.yaml", locale="de")
    assert (len(document.pages), document.warnings, document.locale) == (1, (), "de")
    assert document.save(tmp_path / "a.pdf") == [tmp_path / "a.pdf"]
    assert document.save(str(tmp_path / "a.png"), dpi=30) == [tmp_path / "a.png"]
    assert (tmp_path / "a.pdf").read_bytes() == document.pdf()


def test_what_is_wrong_in_the_call_is_a_value_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="prompts must be one of"):
        bmcgen.make("business-model", prompts="all")
    with pytest.raises(ValueError, match="no field of the masthead"):
        bmcgen.make("business-model", fields={"titel": "x"})
    with pytest.raises(ValueError, match=r"only as \.pdf, \.png or \.svg"):
        bmcgen.make("business-model").save(tmp_path / "a.docx")


def test_what_is_wrong_in_the_data_is_one_exception() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": [["a"]], "chanels": []}))
    assert [problem.code for problem in caught.value.diagnostics] == ["nested-list", "unknown-block"]
    assert "error[nested-list]" in str(caught.value)


def test_fields_are_for_blank_sheets_only() -> None:
    with pytest.raises(ValueError, match="fields fill the masthead of a blank sheet"):
        bmcgen.make(canvas(), fields={"title": "x"})


def test_a_folder_does_not_hide_a_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "persona").mkdir()
    monkeypatch.chdir(tmp_path)
    assert len(bmcgen.make("persona").pages) == 1
