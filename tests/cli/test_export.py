"""`bmcgen export`: what is written, where, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bmcgen.cli import main
from tests.conftest import SAMPLES

DATA = "layout: business-model\nlocale: en\ntitle: {title}\nblocks: {{Channels: [Shop]}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("acme", "bolt"):
        (tmp_path / f"{name}.yaml").write_text(DATA.format(title=name.capitalize()))
    return tmp_path


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


@pytest.mark.parametrize("form", ["bmml", "csv", "json", "md", "xlsx"])
def test_an_export_is_imported_and_made(folder: Path, form: str) -> None:
    assert run("export", "acme.yaml", "-o", f"out.{form}").stdout == f"out.{form}\n"
    assert run("make", f"out.{form}").stdout == "out-en.pdf\n"
    result = run("import", f"out.{form}", "-o", "again.yaml")
    assert result.exit_code == 0, result.output
    assert "1 note in 1 block, 1 sheet" in result.stderr
    assert "- Shop" in (folder / "again.yaml").read_text()


def test_several_files_are_one_where_one_is_named(folder: Path) -> None:
    assert run("export", "acme.yaml", "bolt.yaml", "-o", "all.json").exit_code == 0
    assert [each["title"] for each in json.loads((folder / "all.json").read_text())["sheets"]] == ["Acme", "Bolt"]


def test_a_folder_becomes_a_folder(folder: Path) -> None:
    (folder / "in" / "deep").mkdir(parents=True)
    shutil.move("acme.yaml", "in")
    shutil.move("bolt.yaml", "in/deep")
    result = run("export", "in", "-r", "-o", "out/", "--format", "md")
    assert result.stdout.splitlines() == ["out/acme.md", "out/deep/bolt.md"]


def test_a_pattern_names_each_file(folder: Path) -> None:
    assert run("export", "acme.yaml", "bolt.yaml", "-o", "{title}-{locale}.csv").stdout.split() == [
        "Acme-en.csv",
        "Bolt-en.csv",
    ]
    assert run("export", "acme.yaml", "-o", "{theme}.csv").exit_code == 2
    assert run("export", "acme.yaml", "-o", "{nothing}.csv").exit_code == 2


def test_a_format_of_one_canvas_gives_each_its_file(folder: Path) -> None:
    sheets = "layout: business-model\nsheets: [{blocks: {Channels: [Shop]}}, {blocks: {Channels: [Van]}}]\n"
    (folder / "two.yaml").write_text(sheets)
    result = run("export", "two.yaml", "-o", "two.bmml")
    assert result.exit_code == 1
    assert "a .bmml file holds one canvas, and here are 2" in result.stderr
    assert run("export", "two.yaml", "-o", "{name}.bmml").stdout.split() == ["two-1.bmml", "two-2.bmml"]


def test_nothing_is_overwritten_without_force(folder: Path) -> None:
    (folder / "acme.md").write_text("mine")
    result = run("export", "acme.yaml", "-o", "acme.md")
    assert result.exit_code == 1
    assert "error[exists]" in result.stderr
    assert (folder / "acme.md").read_text() == "mine"
    assert run("export", "acme.yaml", "-o", "acme.md", "--force").exit_code == 0
    assert (folder / "acme.md").read_text() != "mine"


def test_no_output_is_an_input(folder: Path) -> None:
    run("export", "acme.yaml", "-o", "acme.md")
    before = (folder / "acme.md").read_bytes()
    result = run("export", "bolt.yaml", "acme.md", "-o", "acme.md", "--force")
    assert result.exit_code == 1
    assert "error[own-input]" in result.stderr
    assert (folder / "acme.md").read_bytes() == before


def test_two_files_never_become_one_unasked(folder: Path) -> None:
    (folder / "sub").mkdir()
    shutil.copy("bolt.yaml", "sub/acme.yaml")
    result = run("export", "acme.yaml", "sub/acme.yaml", "--format", "md", "-o", "out/")
    assert result.exit_code == 1
    assert "error[written-twice]" in result.stderr


def test_data_may_come_in_and_go_out_by_pipes(folder: Path) -> None:
    result = run("export", "-", "-o", "-", "--format", "json", typed=DATA.format(title="Piped"))
    assert json.loads(result.stdout)["title"] == "Piped"
    assert sorted(path.name for path in folder.iterdir()) == ["acme.yaml", "bolt.yaml"]


def test_everything_that_is_wrong_is_told_and_the_rest_is_written(folder: Path) -> None:
    (folder / "bad.yaml").write_text("layout: business-model\nblocks: {Chanels: [x]}\n")
    result = run("export", "acme.yaml", "bad.yaml", "missing.yaml", "business-model", "-o", "out/", "--format", "md")
    assert result.exit_code == 1
    assert result.stdout == "out/acme.md\n"
    for words in ("unknown-block", "missing.yaml: error[no-such-file]", "business-model: error[no-data]"):
        assert words in result.stderr


def test_one_file_is_not_written_without_one_of_its_parts(folder: Path) -> None:
    result = run("export", "acme.yaml", "missing.yaml", "-o", "all.md")
    assert result.exit_code == 1
    assert not (folder / "all.md").exists()


def test_the_format_may_be_a_setting_and_the_output_of_documents_is_none(folder: Path) -> None:
    (folder / "bmcgen.toml").write_text('export-format = "csv"\noutput = "out/{name}.pdf"\n')
    assert run("export", "acme.yaml").stdout == "acme.csv\n"
    assert run("import", "acme.csv").stdout == "canvas.yaml\n"
    (folder / "bmcgen.toml").write_text('export-format = "pdf"\n')
    assert 'bmcgen.toml:1:1: error[bad-value]: "export-format" must be one of bmml' in run("check", "acme.yaml").stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments", [["acme.yaml"], ["acme.yaml", "-o", "x.pdf"], ["acme.yaml", "-o", ""], ["-", "-", "-o", "x.md"], []]
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert run("export", *arguments).exit_code == 2


def test_without_the_extra_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bmcgen.importing.exports.find_spec", lambda name: None)
    result = run("export", "acme.yaml", "-o", "x.xlsx")
    assert result.exit_code == 1
    assert "pip install 'bmcgen[import]'" in result.stderr


def test_a_persona_keeps_the_name_of_its_picture(tmp_path: Path) -> None:
    result = run("export", str(SAMPLES / "personas" / "margaret.yaml"), "-o", str(tmp_path / "m.md"))
    assert result.exit_code == 0
    assert 'warning[not-held]: the picture "margaret.png" is not in the file' in result.stderr
    assert "margaret.png" in (tmp_path / "m.md").read_text(encoding="utf-8")
