"""Fields of the masthead that are a layout's own."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.cli import main
from bmcgen.data.describing.json_schema import json_schema
from bmcgen.data.describing.starter import starter
from bmcgen.diagnostics import Problems
from bmcgen.resources import SHIPPED
from tests.conftest import extracted

LABELS = {"en": "Sprint goal", "nl": "Sprintdoel"}


def house(folder: Path, field: str = "sprint-goal", labels: dict[str, str] | None = None) -> Path:
    """A retrospective with a field of its own in the masthead."""
    (folder / "layouts").mkdir()
    layout = yaml.safe_load((SHIPPED / "layouts" / "retrospective.yaml").read_text(encoding="utf-8"))
    layout["blocks"]["head"]["fields"] = {field: "62 mm", "date": "36 mm"}
    (folder / "layouts" / "retrospective.yaml").write_text(yaml.safe_dump(layout, sort_keys=False), encoding="utf-8")
    for language in ("en", "nl"):
        shipped = SHIPPED / "locales" / language / "retrospective.yaml"
        words = yaml.safe_load(shipped.read_text(encoding="utf-8"))
        words["fields"] = labels if labels is not None else {"sprint-goal": LABELS[language]}
        path = folder / "locales" / language / "retrospective.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(yaml.safe_dump(words, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return folder


def test_it_has_a_line_and_a_label_on_a_blank_sheet(tmp_path: Path) -> None:
    assert "Sprint goal" in extracted(bmcgen.make("retrospective", assets=house(tmp_path)).pdf())[0]


@pytest.mark.parametrize("key", ["sprint-goal", "Sprint goal", "Sprintdoel"])
def test_a_data_file_fills_it_by_its_name_or_its_label(tmp_path: Path, key: str) -> None:
    data = {"layout": "retrospective", "locale": "nl", key: "Bus home by ten", "blocks": {"Stoppen": ["Waiting"]}}
    for layout in (None, "worksheets"):
        document = bmcgen.make(data, assets=tmp_path if layout else house(tmp_path), layout=layout)
        words = " ".join(extracted(document.pdf())[0].split())
        assert "Sprintdoel" in words
        assert "Bus home by ten" in words


def test_no_other_layout_has_it(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        bmcgen.make({"layout": "swot", "sprint-goal": "x"}, assets=house(tmp_path))
    assert [each.code for each in caught.value.diagnostics] == ["unknown-key"]


def test_starter_and_schema_offer_it(tmp_path: Path) -> None:
    assets = Assets.of(house(tmp_path))
    assert "sprint-goal:" in starter("retrospective", "en", assets, "x.yaml")
    schema: dict[str, Any] = json_schema("retrospective", assets)
    assert schema["properties"]["sprint-goal"]["description"] == "Sprint goal / Sprintdoel"


def test_it_comes_back_from_the_pdf(tmp_path: Path) -> None:
    folder = house(tmp_path)
    data = {"layout": "retrospective", "sprint-goal": "Bus home", "blocks": {"Stop": ["Waiting"]}}
    (tmp_path / "r.pdf").write_bytes(bmcgen.make(data, assets=folder).pdf())
    found = CliRunner().invoke(main, ["import", str(tmp_path / "r.pdf"), "-o", "-", "--assets", str(folder)])
    assert found.exit_code == 0
    assert "sprint-goal: Bus home" in found.output


BAD = [
    ("designed-four", None, "bad-value", '"designed-four" is not a field of the masthead'),
    ("segments", None, "bad-value", '"segments" cannot be the name of a field'),
    ("Sprint Goal", None, "bad-value", '"Sprint Goal" cannot be the name of a field'),
    ("sprint-goal", {}, "missing-words", 'the field "sprint-goal" of the masthead has no label'),
]


@pytest.mark.parametrize(("field", "labels", "code", "message"), BAD)
def test_what_is_wrong_with_it_is_told(
    tmp_path: Path, field: str, labels: dict[str, str] | None, code: str, message: str
) -> None:
    with pytest.raises(Problems) as caught:
        bmcgen.make("retrospective", assets=house(tmp_path, field, labels))
    assert (code, message) in [(each.code, each.message) for each in caught.value.diagnostics]


def test_python_fills_it_on_a_blank_sheet(tmp_path: Path) -> None:
    folder = house(tmp_path)
    fields = {"sprint-goal": "Bus home", "date": "2026-11-20"}
    assert "Bus home" in extracted(bmcgen.make("retrospective", fields=fields, assets=folder).pdf())[0]
    (result,) = bmcgen.make_all(
        [bmcgen.Job.of("retrospective", tmp_path / "j.pdf", fields=fields, assets=folder)], processes=1
    )
    assert not result.failed
    with pytest.raises(ValueError, match="sprint-goal is not a field of the masthead"):
        bmcgen.make("swot", fields={"sprint-goal": "x"}, assets=folder)


@pytest.mark.parametrize("name", ["sprint-goal", "Sprint goal", "Sprintdoel"])
def test_the_command_line_fills_it_by_its_name_or_its_label(tmp_path: Path, name: str) -> None:
    out = tmp_path / "r.pdf"
    done = make(house(tmp_path), "retrospective", "--field", f"{name}=Bus home = 10 pm", "-o", str(out))
    assert done.exit_code == 0, done.output
    assert "Bus home = 10 pm" in extracted(out.read_bytes())[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["retrospective", "--field", "sprint-gaol=x"], 'not a field of retrospective; did you mean "sprint-goal"?'),
        (["swot", "--field", "sprint-goal=x"], "not a field of swot; it has none of its own"),
        (["retrospective", "--field", "sprint-goal"], "give a name and a value"),
        (["x.yaml", "--field", "sprint-goal=x"], "write it into the data file"),
    ],
)
def test_a_field_that_there_is_not_is_wrong_usage(tmp_path: Path, words: list[str], said: str) -> None:
    done = make(house(tmp_path), *words)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


@pytest.mark.parametrize("column", ["sprint-goal", "Sprint goal", "Sprintdoel"])
def test_a_list_fills_it_from_a_column(tmp_path: Path, column: str) -> None:
    folder = house(tmp_path)
    (tmp_path / "teams.csv").write_text(f"name;{column};designed-by\none;Bus home;Team A\n", encoding="utf-8")
    listed = ("--for-each", str(tmp_path / "teams.csv"), "-o", f"{tmp_path}/out/")
    done = make(folder, "retrospective", *listed)
    assert done.exit_code == 0, done.output
    (file,) = (tmp_path / "out").glob("*.pdf")
    words = extracted(file.read_bytes())[0]
    assert "Bus home" in words
    assert "Team A" in words


def make(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["make", *words, "--assets", str(folder)])
