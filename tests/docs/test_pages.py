"""What the README and the pages of docs/ show is so: commands run, programs run, links lead somewhere."""

import io
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

import bmcgen
from bmcgen.cli import main
from tests.accessible.profiles import four_inks
from tests.conftest import LOCALES
from tests.docs import markdown
from tests.docs.markdown import ROOT, blocks, read

CANVAS, SAYING, SEVERAL, WORDS, PERSONA, SHEETS, _ = (block.text for block in blocks(read("docs/data.md"), "yaml"))
INSTALLS = ("pip install", "watch", "bmcgen studio", "eval ", "complete")
COMMANDS = [
    (page, command)
    for page in markdown.pages()
    if page not in ("CONTRIBUTING.md", *markdown.how_to())
    for command in markdown.commands(read(page))
    if not any(each in command for each in INSTALLS)
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the files that the pages speak of."""
    monkeypatch.chdir(tmp_path)
    for name in ("acme", "beta", "my", "teams/one"):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(CANVAS, encoding="utf-8")
    for name in ("margaret", "jonas"):
        (tmp_path / f"{name}.yaml").write_text(PERSONA, encoding="utf-8")
    (tmp_path / "margaret.png").write_bytes((ROOT / "tests" / "samples" / "personas" / "margaret.png").read_bytes())
    (tmp_path / "notes").mkdir()
    for name in ("canvas.md", "notes/one.md"):
        (tmp_path / name).write_bytes((ROOT / "tests" / "samples" / "import" / "headings.md").read_bytes())
    for name, pdf in pdfs().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(pdf)
    (tmp_path / "press.icc").write_bytes(four_inks())
    (tmp_path / "teams.csv").write_text(blocks(read("docs/batch.md"), "csv")[0].text, encoding="utf-8")
    return tmp_path


@cache
def pdfs() -> dict[str, bytes]:
    """A PDF that carries its data, and forms."""
    form = bmcgen.make("business-model", fillable=True).pdf()
    own = dict.fromkeys(("business-model-en.pdf", "forms/one.pdf", "forms/two.pdf"), form)
    return {"acme-en.pdf": bmcgen.make(CANVAS.encode()).pdf(), **own}


_OF_A_SHELL = re.compile(r"[|;&<>$`*?~\n\\]|\{[^}]*,")
"""What only a shell understands."""


def run(command: str) -> subprocess.CompletedProcess[str]:
    """What a command does and prints. A plain one runs in this process, which saves a hundred starts of Python."""
    if _OF_A_SHELL.search(command) or not command.startswith("bmcgen "):
        return shell(command)
    result = CliRunner().invoke(main, shlex.split(command, comments=True)[1:], prog_name="bmcgen")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return subprocess.CompletedProcess(command, result.exit_code, result.stdout, result.stderr)


def shell(command: str, **more: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, **more}
    return subprocess.run(["bash", "-ec", command], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_every_command_runs(page: str, command: str) -> None:
    if "--assets house" in command:
        house = [block.text for block in blocks(read(page), "sh") if command in block.text]
        Path("layouts").symlink_to(ROOT / "layouts")
        command = house[0] if house else f"mkdir house && {command}"
    if "--assets docs/house" in command:
        Path("docs").symlink_to(ROOT / "docs")
    # The first of each page is typed into a shell, whatever it is.
    first = next(other for at, other in COMMANDS if at == page)
    result = shell(command) if command == first else run(command)
    assert result.returncode == 0, result.stderr
    assert not re.search(r": (error|warning)\[", result.stderr)


def test_notes_that_say_more_are_printed_without_a_warning() -> None:
    document = bmcgen.make(f"layout: business-model\nlocale: en\n{SAYING}".encode())
    assert not document.warnings
    said = {line.text.replace("\u00a0", " ") for page in document.pages for line in page.lines()}
    assert {"1650 EUR/month", "To be tried", "summer"} <= said


def test_notes_in_several_languages_are_printed_in_both() -> None:
    document = bmcgen.make(f"layout: business-model\n{SEVERAL}".encode())
    said = {line.text for page in document.pages for line in page.lines()}
    assert {"Een winkel", "A shop", "Later on", "Tool library"} <= said


def test_there_are_commands_on_most_pages() -> None:
    assert len(COMMANDS) > 50
    assert {page for page, _ in COMMANDS} >= {"README.md", "docs/documents.md", "docs/printing.md", "docs/options.md"}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "written"),
    re.findall(
        r"^\| `(bmcgen make [^`]+)` \| [^|]*: `([\w-]+\.pdf)`[^|]*\|$",
        "\n".join(map(read, markdown.pages())),
        flags=re.MULTILINE,
    ),
)
def test_files_are_called_as_the_pages_say(command: str, written: str) -> None:
    assert written in run(command).stdout.replace("out/", "").splitlines()


@pytest.mark.usefixtures("folder")
def test_the_first_command_makes_the_files_in_its_table() -> None:
    first = next(block.text for block in blocks(read("README.md"), "sh") if "bmcgen make" in block.text)
    assert run("bmcgen " + first.split("bmcgen ")[1]).returncode == 0
    shown = re.findall(r"^\| `([\w-]+)-en\.pdf` \|", read("README.md"), flags=re.MULTILINE)
    made = {path.name for path in Path("sheets").iterdir()}
    assert made == {f"{name}-{locale}.pdf" for name in shown for locale in LOCALES}
    assert f"writes {len(made)} files" in read("README.md")


@pytest.mark.usefixtures("folder")
def test_the_examples_print_without_a_warning() -> None:
    for name in ("acme.yaml", "margaret.yaml"):
        document = bmcgen.make(name)
        assert (len(document.pages), document.warnings) == (1, ())
    Path("sheets.yaml").write_text(SHEETS, encoding="utf-8")
    assert len(bmcgen.make("sheets.yaml").pages) == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("program", [block.text for block in blocks(read("docs/python.md"), "python")])
def test_programs_run(program: str) -> None:
    with open("one.pdf", "wb") as open_file, open("acme.yaml", "rb") as open_data_file:
        picture_bytes = Path("margaret.png").read_bytes()
        given = {"open_file": open_file, "open_data_file": open_data_file, "picture_bytes": picture_bytes}
        output, sys.stdout = sys.stdout, io.StringIO()
        try:
            exec(compile(program, "docs/python.md", "exec"), {"__name__": "__main__", **given})
        finally:
            sys.stdout = output
    assert list(Path().glob("**/*.pdf"))


@pytest.mark.parametrize("page", ["README.md", "docs/problems.md"])
def test_the_problem_it_shows_is_what_comes_out(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (shown,) = (block.text for block in blocks(read(page), "") if block.text.startswith("acme.yaml:"))
    text = "layout: business-model\nlocale: en\ntitle: Acme\n\nsegments:\n  - A\n\nblocks:\n  chanels:\n    - Shop\n"
    Path("acme.yaml").write_text(text)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("acme.yaml")
    assert f"{caught.value}\n" == shown


@pytest.mark.parametrize("page", markdown.pages())
def test_links_lead_somewhere(page: str) -> None:
    here = ROOT / page
    for link in markdown.links(read(page)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (here.parent / name) if name else here
        assert target.is_file(), link
        assert not anchor or anchor in markdown.anchors(target.read_text(encoding="utf-8")), link


def test_every_page_is_named_in_the_readme() -> None:
    named = {link.partition("#")[0] for link in markdown.links(read("README.md"))}
    assert {page for page in markdown.pages() if page.startswith("docs/")} <= named
    assert len(read("README.md").splitlines()) < 200
