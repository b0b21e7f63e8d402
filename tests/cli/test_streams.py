"""Standard input and output, and what is named by a pattern."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bmcgen.cli import main
from tests.cli.test_cli import ACME, files, here, run
from tests.conftest import SAMPLES, extracted

__all__ = ["here"]


def piped(text: bytes, *arguments: str) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(main, [*arguments], input=text, prog_name="bmcgen")
    return result.exit_code, result.stdout_bytes, result.stderr


def test_data_comes_in_and_a_document_goes_out_as_bytes_alone(here: Path) -> None:
    code, data, said = piped(ACME.encode(), "make", "-", "-o", "-")
    assert (code, files(here)) == (0, [])
    assert said == "the file holds its data: bmcgen import gives it back, --no-source leaves it out\n"
    (here / "acme.yaml").write_text(ACME)
    run("make", "acme.yaml")
    assert data == (here / "acme-nl.pdf").read_bytes()


def test_data_from_standard_input_without_a_name_makes_a_canvas(here: Path) -> None:
    code, data, _ = piped(ACME.encode(), "make", "-", "-l", "nl,de")
    assert (code, data.decode().split()) == (0, ["canvas-nl.pdf", "canvas-de.pdf"])


def test_what_is_wrong_on_standard_input_has_its_line(here: Path) -> None:
    for command in (["make", "-"], ["make", "-", "-o", "-"], ["check", "-"]):
        code, data, said = piped(b"layout: business-model\ntittel: x\n", *command)
        assert (code, data) == (1, b"")
        assert said.startswith("<stdin>:2:1: error[unknown-key]")
    assert piped(ACME.encode(), "check", "-")[1] == b"<stdin>: no problems (1 sheet)\n"
    code, _, said = piped(b"x" * 2_100_000, "check", "-")
    assert (code, "<stdin>: error[too-large]" in said) == (1, True)


def test_a_picture_goes_out_where_there_is_one_page(here: Path) -> None:
    code, data, _ = piped(b"", "make", "business-model", "-o", "-", "--format", "png", "--dpi", "20")
    assert (code, data[:8]) == (0, b"\x89PNG\r\n\x1a\n")
    code, data, said = piped(b"", "make", "worksheets", "-o", "-", "--format", "png", "--dpi", "20")
    assert (code, data) == (1, b"")
    assert "-o -: error[several-pages]: there are 9 pages" in said


def test_a_drawing_goes_out_where_there_is_one_page(here: Path) -> None:
    code, data, _ = piped(b"", "make", "business-model", "-o", "-", "--format", "svg")
    assert (code, data.startswith(b"<?xml"), files(here)) == (0, True, [])
    code, data, said = piped(b"", "make", "worksheets", "-o", "-", "--format", "svg")
    assert (code, data) == (1, b"")
    assert "there are 9 pages, and a .svg file holds one" in said
    code, data, said = piped(b"", "make", "business-model", "-o", "-", "--format", "svg", "--colour", "cmyk")
    assert (code, data, "error[no-inks]" in said) == (1, b"", True)
    assert run("make", "persona", "-o", "out", "--format", "svg").stdout == f"{Path('out', 'persona-en.svg')}\n"


def test_a_starter_file_goes_out(here: Path) -> None:
    assert run("new", "persona", "-o", "-").stdout == run("new", "persona").stdout
    assert files(here) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["make", "-", "-"], "- is standard input and can be read only once"),
        (["make", "-", "--title", "x"], "only a blank sheet takes its masthead"),
        (["make", "business-model", "--format", "png", "-o", "x.pdf"], "-o x.pdf ends with .pdf"),
        (["make", "business-model", "-o", "-", "--dpi", "99"], "--dpi is for pictures"),
        (["watch", "acme.yaml", "-o", "-"], "only `make` and `new` write to standard output"),
        (["make", "business-model", "--ignore-columns"], "--ignore-columns is for the list of --for-each"),
    ],
)
def test_wrong_usage(here: Path, arguments: list[str], message: str) -> None:
    (here / "acme.yaml").write_text(ACME)
    code, data, said = piped(ACME.encode(), *arguments)
    assert (code, data) == (2, b"")
    assert message in said
    assert files(here) == ["acme.yaml"]


def test_pictures_into_a_folder(here: Path) -> None:
    assert run("make", "business-model", "-o", "out", "--format", "png", "--dpi", "20").stdout == (
        "out/business-model-en.png\n"
    )


def test_a_pattern_names_what_a_document_is_and_says(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME + "designed-for: ../Gemeente/Utrecht\n")
    pattern = "{designed-for}/{title}-{layout}-{theme}-{paper}-{locale}-{version}.pdf"
    result = run("make", "acme.yaml", "--layout", "worksheets", "--theme", "ink", "-o", pattern)
    assert result.stdout == "Gemeente-Utrecht/Acme-worksheets-ink-A4-nl-no-version.pdf\n"
    result = run("make", "pack", "-o", "p/{layout}.pdf", "--without", "handout,worksheets,facilitation")
    assert files(here / "p") == ["business-model.pdf", "cover.pdf", "persona.pdf", "prompt-cards.pdf"]


def test_dots_in_a_field_lead_nowhere(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME.replace("Acme", "'../../x/..'"))
    assert run("make", "acme.yaml", "-o", "o/{title}.pdf").stdout == "o/x.pdf\n"


def test_a_program_reads_and_writes_real_pipes(here: Path) -> None:
    command = [sys.executable, "-m", "bmcgen", "make", "-", "-o", "-"]
    done = subprocess.run(command, input=(SAMPLES / "sparse.yaml").read_bytes(), capture_output=True, check=True)
    assert len(extracted(done.stdout)) == 1


def test_only_sheets_larger_than_the_tile_are_cut(here: Path) -> None:
    import pypdfium2

    assert run("make", "pack", "--tiles", "A4", "-o", "t.pdf").exit_code == 0
    sizes = [tuple(round(side) for side in page.get_size()) for page in pypdfium2.PdfDocument(here / "t.pdf")]
    # The canvas of the guide's case and the map of the parts lie; the parts of the poster stand.
    assert sizes.count((842, 595)) == 2
    assert set(sizes) == {(595, 842), (842, 595)}
    whole = run("make", "pack", "-o", "w.pdf")
    assert whole.exit_code == 0
    # The poster is cut; its page and the back of it give way to its parts and the map of them.
    assert 1 < len(sizes) - len(pypdfium2.PdfDocument(here / "w.pdf")) <= 8
    # The contents count the sheets that there are.
    text = extracted((here / "t.pdf").read_bytes())
    begins = next(number for number, page in enumerate(text, 1) if "Photo or sketch" in page)
    assert f"page {begins}" in text[0]


def test_a_margin_that_leaves_nothing_is_called_a_margin(here: Path) -> None:
    result = run("make", "business-model", "--tiles", "A4", "--printer-margin", "95mm")
    assert "--printer-margin: error[bad-margin]" in result.stderr
    result = run("make", "business-model", "--tiles", "A4", "--overlap", "99mm")
    assert "--overlap: error[bad-overlap]" in result.stderr
