"""`bmcgen make --compare` on the command line: what it writes, and what it says of commands that cannot be meant."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bmcgen
from bmcgen.cli import main
from tests.conftest import SAMPLES

TODAY = "layout: business-model\nlocale: nl\ntitle: Vandaag\nblocks:\n  Kanalen: [Marktkraam]\n"
TOMORROW = "layout: business-model\nlocale: nl\ntitle: Morgen\nblocks:\n  Kanalen: [Radio]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("today.yaml").write_text(TODAY, encoding="utf-8")
    Path("tomorrow.yaml").write_text(TOMORROW, encoding="utf-8")
    return tmp_path


def make(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["make", *words], input=given)


@pytest.mark.usefixtures("folder")
def test_two_files_are_one_document_in_each_language() -> None:
    done = make("today.yaml", "tomorrow.yaml", "--compare", "--locale", "nl,de,en", "--verify")
    assert done.exit_code == 0, done.output
    written = [line for line in done.stdout.splitlines() if line.endswith(".pdf")]
    assert written == [f"today-tomorrow-{code}.pdf" for code in ("nl", "de", "en")]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["png", "svg"])
def test_pictures_have_a_file_for_each_sheet(form: str) -> None:
    done = make("today.yaml", "tomorrow.yaml", "--compare", "-o", f"x.{form}")
    assert done.stdout.splitlines() == [f"x-1.{form}", f"x-2.{form}"], done.output


@pytest.mark.usefixtures("folder")
def test_either_file_may_come_from_standard_input() -> None:
    usual = make("today.yaml", "tomorrow.yaml", "--compare", "--read-aloud").stdout
    assert "Vandaag → Morgen" in usual
    assert make("-", "tomorrow.yaml", "--compare", "--read-aloud", given=TODAY).stdout == usual
    assert make("today.yaml", "-", "--compare", "--read-aloud", given=TOMORROW).stdout == usual


@pytest.mark.usefixtures("folder")
def test_what_is_read_aloud_says_what_became_of_each_note() -> None:
    said = make("today.yaml", "tomorrow.yaml", "--compare", "--read-aloud", "--locale", "en").stdout
    assert "Change: new" in said
    assert "Change: dropped" in said
    assert "row header, dropped" in said


@pytest.mark.usefixtures("folder")
def test_a_job_compares_as_well() -> None:
    (result,) = bmcgen.make_all([bmcgen.Job.of("today.yaml", "x.pdf", compare="tomorrow.yaml")], processes=1)
    assert not result.failed, result.diagnostics
    assert Path("x.pdf").is_file()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["today.yaml"], "--compare takes two data files, and one is named"),
        (["today.yaml", "tomorrow.yaml", "today.yaml"], "3 are named"),
        (["today.yaml", "business-model"], "business-model is no file but the name of a layout"),
        (["today.yaml", "."], ". is a folder"),
        (["today.yaml", "tomorrow.yaml", "--fillable"], "no place for --fillable"),
        (["today.yaml", "tomorrow.yaml", "--per-sheet", "2"], "no place for --per-sheet"),
        (["today.yaml", "tomorrow.yaml", "--title", "X"], "--title: only a blank sheet"),
        (["-", "-"], "- is standard input and can be read only once"),
    ],
)
def test_commands_that_cannot_be_meant(words: list[str], said: str) -> None:
    done = make(*words, "--compare")
    assert done.exit_code == 2
    assert said in done.output
    assert not [*Path().glob("*.pdf")]


@pytest.mark.usefixtures("folder")
def test_every_mistake_in_both_files_is_told_at_its_place() -> None:
    Path("today.yaml").write_text(TODAY.replace("Kanalen", "Kanaln"), encoding="utf-8")
    Path("tomorrow.yaml").write_text(TOMORROW.replace("titel", "title").replace("title", "titlle"), encoding="utf-8")
    done = make("today.yaml", "tomorrow.yaml", "--compare")
    assert done.exit_code == 1
    assert "today.yaml:5:3: error[unknown-block]" in done.output
    assert "tomorrow.yaml:3:1: error[unknown-key]" in done.output


@pytest.mark.usefixtures("folder")
def test_files_of_two_layouts_are_refused() -> None:
    done = make("today.yaml", str(SAMPLES / "canvases" / "swot.yaml"), "--compare")
    assert done.exit_code == 1
    assert "swot cannot be compared with business-model" in done.output
    assert "Traceback" not in done.output
