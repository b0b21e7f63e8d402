"""What the start of a process costs: no run imports what it does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

import bmcgen

SLOW = {"babel", "concurrent.futures", "jinja2", "multiprocessing", "urllib.request"}
SELDOM = {
    "bmcgen.backends.pdf.tile_map",
    "bmcgen.backends.svg",
    "bmcgen.documents.parts",
    "bmcgen.documents.many.processes",
    "bmcgen.documents.many.rows",
    "bmcgen.documents.printing.tiling",
    "bmcgen.pages.prepress.imposition",
    "bmcgen.source.from_python",
    "click.shell_completion",
    "fontTools",
}


def imported(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a run of the program has imported at its end."""
    code = (
        "import sys; from bmcgen.cli import main\n"
        f"main({list(arguments)!r}, standalone_mode=False)\n"
        "print(*sys.modules, sep=chr(10), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_a_blank_sheet_needs_no_templates_and_no_processes(tmp_path: Path) -> None:
    found = imported("make", "business-model", "-l", "nl-BE", "-o", "x.pdf", cwd=tmp_path)
    assert "bmcgen.cli.commands.printing" in found
    alone = subprocess.run(
        [sys.executable, "-c", "import reportlab.pdfgen.canvas, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    # Some versions of ReportLab import one of these themselves.
    assert not SLOW & found - {*alone.stdout.split()}
    assert not SELDOM & found


def test_a_command_that_prints_nothing_draws_nothing(tmp_path: Path) -> None:
    found = imported("list", cwd=tmp_path)
    assert "bmcgen.assets.themes" in found
    assert not {"bmcgen.documents.typesetting", "bmcgen.backends.pdf", "reportlab"} & found


def test_reading_a_canvas_typesets_nothing(tmp_path: Path) -> None:
    heads = ("Customer Segments", "Channels", "Value Propositions", "Key Partners", "Cost Structure")
    (tmp_path / "canvas.md").write_text("".join(f"## {head}\n- a note\n" for head in heads))
    found = imported("import", "canvas.md", cwd=tmp_path)
    assert "bmcgen.importing.finding" in found
    assert not {"bmcgen.documents.typesetting", "bmcgen.importing.personas.tree", "openpyxl"} & found


def test_every_public_name_is_there() -> None:
    assert {name: getattr(bmcgen, name).__name__ for name in bmcgen.__all__} == {name: name for name in bmcgen.__all__}
    assert {*bmcgen.__all__} <= {*dir(bmcgen)}
    with pytest.raises(AttributeError, match="nothing_such"):
        bmcgen.nothing_such  # noqa: B018
