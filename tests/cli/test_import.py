"""`bmcgen import`, and `make` of what it reads: what is written, said and refused."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bmcgen
from bmcgen.cli import main
from tests.conftest import SAMPLES

MARKDOWN = SAMPLES / "import" / "prompts.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(MARKDOWN, tmp_path / "night.md")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_it_writes_a_data_file_and_says_what_it_found_in_two_lines(folder: Path) -> None:
    result = run("import", "night.md")
    assert result.exit_code == 0, result.output
    assert result.stdout == "canvas.yaml\n"
    found, left = result.stderr.splitlines()
    assert found == "night.md: 13 notes in 9 blocks, 1 sheet"
    assert left == "left out: 4 prompts, a placeholder, a code block, a comment"
    text = (folder / "canvas.yaml").read_text(encoding="utf-8")
    assert "layout: lean-canvas" in text
    assert "#   prompt on line 5: List your top 3 problems" in text
    assert run("check", "canvas.yaml").exit_code == 0


def test_make_prints_the_file_itself(folder: Path) -> None:
    result = run("make", "night.md")
    assert result.exit_code == 0, result.output
    assert result.stdout == "night-en.pdf\n"
    assert "night.md: notice[left-out]: found 13 notes in 9 blocks, 1 sheet; left out: 4 prompts" in result.stderr
    assert bmcgen.make("night.md").pdf() == (folder / "night-en.pdf").read_bytes()


def test_nothing_is_overwritten_without_force(folder: Path) -> None:
    (folder / "canvas.yaml").write_text("mine")
    result = run("import", "night.md")
    assert result.exit_code == 1
    assert "error[exists]: canvas.yaml already exists" in result.stderr
    assert (folder / "canvas.yaml").read_text() == "mine"
    assert run("import", "night.md", "--force").exit_code == 0
    assert (folder / "canvas.yaml").read_text() != "mine"


def test_no_output_is_an_input(folder: Path) -> None:
    (folder / "night.yaml").hardlink_to(folder / "night.md")
    before = (folder / "night.md").read_bytes()
    result = run("import", "night.md", "-o", "night.yaml", "--force")
    assert result.exit_code == 1
    assert "error[own-input]" in result.stderr
    assert (folder / "night.md").read_bytes() == before


def test_a_folder_becomes_a_folder_of_data_files(folder: Path) -> None:
    (folder / "in").mkdir()
    for name in ("a", "b"):
        shutil.copy(MARKDOWN, folder / "in" / f"{name}.md")
    (folder / "in" / "readme.md").write_text("# About this folder\n")
    result = run("import", "in", "-o", "out/")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["out/a.yaml", "out/b.yaml"]
    assert 'in/readme.md: error[no-canvas]: this holds no canvas; headings seen: "About this folder"' in result.stderr


def test_a_folder_is_made_of_what_holds_a_canvas_and_the_rest_is_told(folder: Path) -> None:
    (folder / "readme.md").write_text("# About\n")
    (folder / "own.yaml").write_text("layout: business-model\nlocale: en\nblocks: {Channels: [Shop]}\n")
    result = run("make", ".", "-o", "out/")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["night-en.pdf", "own-en.pdf"]
    assert "readme.md: notice[not-a-canvas]: left out: this holds no canvas" in result.stderr


def test_standard_output_takes_one(folder: Path) -> None:
    result = run("import", "night.md", "-o", "-")
    assert result.stdout.startswith("layout: lean-canvas\n")
    assert not (folder / "canvas.yaml").exists()
    assert run("import", "night.md", "night.md", "-o", "-").exit_code == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["import"], 2),
        (["import", "night.md", "-o", "x.pdf"], 2),
        (["import", "night.md", "night.md", "-o", "x.yaml"], 2),
        (["import", "missing.md"], 1),
        (["import", "night.exe"], 1),
    ],
)
def test_wrong_usage_and_wrong_files(arguments: list[str], code: int) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_a_text_file_that_is_a_data_file_stays_one(folder: Path) -> None:
    (folder / "own.txt").write_text("layout: business-model\nlocale: en\nblocks: {Channels: [Shop]}\n")
    assert run("make", "own.txt").stdout == "own-en.pdf\n"


def test_without_the_extra_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bmcgen.importing.formats.find_spec", lambda name: None)
    result = run("import", "night.md")
    assert result.exit_code == 1
    assert "pip install 'bmcgen[import]'" in result.stderr


def test_a_diagnostic_points_into_the_file_that_was_brought(folder: Path) -> None:
    (folder / "night.md").write_text("Title: " + "y" * 400 + "\n\n" + MARKDOWN.read_text(encoding="utf-8"))
    result = run("make", "night.md")
    assert result.exit_code == 1
    assert "night.md:1:1: error[too-long]" in result.stderr
