"""A backend is found by being there, and picked by the suffix of a path."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

import bmcgen
from bmcgen import backends
from bmcgen.cli import main
from tests.conftest import canvas

DOCS = Path(__file__).resolve().parents[2] / "docs" / "backends.md"
LINES = DOCS.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The backend that the documentation shows, in a folder of its own."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "lines.py").write_text(LINES)
    monkeypatch.setattr(backends, "__path__", [*backends.__path__, str(folder)])
    yield
    sys.modules.pop("bmcgen.backends.lines", None)


@pytest.mark.usefixtures("lines")
def test_a_backend_is_one_file(tmp_path: Path) -> None:
    document = bmcgen.make(canvas(title="Tool library"))
    assert document.save(tmp_path / "a.lines") == [tmp_path / "a.lines"]
    assert "Tool library" in (tmp_path / "a.lines").read_text().split("\n")
    assert ".lines" in backends.suffixes()
    cards = bmcgen.make("prompt-cards", paper="A6")
    names = [f"b-{number}.LINES" for number in range(1, len(cards.pages) + 1)]
    assert [path.name for path in cards.save(tmp_path / "b.LINES")] == names


@pytest.mark.usefixtures("lines")
def test_the_command_line_takes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one = CliRunner().invoke(main, ["make", "business-model", "persona", "-o", "{name}.lines"])
    assert (one.exit_code, one.output.split()) == (0, ["business-model.lines", "persona.lines"])
    joined = CliRunner().invoke(main, ["make", "business-model", "persona", "-o", "all.lines"])
    assert (joined.exit_code, joined.output.split()) == (0, ["all-1.lines", "all-2.lines"])
    assert Path("all-2.lines").read_text() == Path("persona.lines").read_text()
    assert ".lines" in CliRunner().invoke(main, ["make", "persona", "-o", "x.docx"]).stderr
    folder = CliRunner().invoke(main, ["make", "persona", "-o", "out/", "--format", "lines"])
    assert (folder.exit_code, folder.output.split()) == (0, [str(Path("out", "persona-en.lines"))])
    streamed = CliRunner().invoke(main, ["make", "persona", "-o", "-", "--format", "lines"])
    assert streamed.stdout == Path("persona.lines").read_text()
    Path("bmcgen.toml").write_text('format = "lines"')
    assert CliRunner().invoke(main, ["make", "persona"]).output.split() == ["persona-en.lines"]
    Path("bmcgen.toml").write_text('format = "line"')
    assert 'did you mean "lines"' in CliRunner().invoke(main, ["make", "persona"]).stderr
    assert "[html|lines|md|pdf|png|svg]" in CliRunner().invoke(main, ["make", "--help"]).stdout


@pytest.mark.parametrize("name", ["a.docx", "a", "a.", "a.__init__", "a.pdf.", "a.p-d-f"])
def test_an_unknown_suffix_is_told_with_those_there_are(name: str, tmp_path: Path) -> None:
    document = bmcgen.make("business-model")
    with pytest.raises(ValueError, match=r"only as \.html, \.md, \.pdf, \.png or \.svg"):
        document.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_on_the_command_line_it_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["make", "business-model", "-o", "a.docx"])
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "end it with .html, .md, .pdf, .png or .svg, or with / for a folder" in " ".join(result.stderr.split())


def test_every_backend_makes_the_sheets_of_a_document() -> None:
    document = bmcgen.make("prompt-cards")
    made = {suffix: list(backends.backend(suffix).files([document], 40)) for suffix in backends.suffixes()}
    assert {suffix: len(each) for suffix, each in made.items()} == {
        ".html": 1, ".md": 1, ".pdf": 1, ".png": 6, ".svg": 6,
    }  # fmt: skip
    assert made[".pdf"] == [document.pdf()]
    assert len(pypdfium2.PdfDocument(BytesIO(made[".pdf"][0]))) == 6
