"""Personas side by side on one sheet of paper."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import bmcgen
from bmcgen.cli import main
from bmcgen.geometry import MM
from tests.conftest import SAMPLES, extracted

PERSONAS = SAMPLES / "personas"


def persona(folder: Path, *names: str, paper: str = "") -> Path:
    path = folder / "people.yaml"
    path.write_text("---\n".join(f"layout: persona\nlocale: en\ntitle: {name}\n" for name in names))
    return path


def test_consecutive_personas_share_a_sheet(tmp_path: Path) -> None:
    people = persona(tmp_path, "Ann", "Bea", "Cem")
    alone = bmcgen.make(people).pages
    document = bmcgen.make(people, per_sheet=2)
    first, second = document.pages
    assert [page.title for page in document.pages] == ["Ann – Bea", "Cem"]
    assert (first.width, first.height) == pytest.approx((420 * MM, 297 * MM))
    words = [{(line.text, round(line.x), round(line.y)) for line in page.lines()} for page in alone]
    right = {(text, round(x + 210 * MM), y) for text, x, y in words[1]}
    assert len(first.marks) == len(alone[0].marks) + len(alone[1].marks)
    assert {each[0] for each in words[0]} | {each[0] for each in right} == {line.text for line in first.lines()}
    assert max(line.x + line.width for line in second.lines()) < 210 * MM
    assert "Ann" in extracted(document.pdf())[0]
    document.verify()


def test_the_first_page_of_one_stands_beside_the_first_of_the_other(tmp_path: Path) -> None:
    long = "A story that takes more than a page. " * 200
    data = f"layout: persona\nsheets:\n  - {{title: Ann, blocks: {{background: {long!r}}}}}\n  - title: Bea\n"
    (tmp_path / "two.yaml").write_text(data)
    document = bmcgen.make(tmp_path / "two.yaml", per_sheet=2)
    assert [page.title for page in document.pages] == ["Ann (1/2) – Bea", "Ann (2/2)"]


@pytest.mark.parametrize(("paper", "sides"), [("Letter", (431.8, 279.4)), ("A3", (594, 420))])
def test_the_sheet_is_twice_as_large_as_the_paper(tmp_path: Path, paper: str, sides: tuple[float, float]) -> None:
    (page,) = bmcgen.make(persona(tmp_path, "Ann", "Bea"), per_sheet=2, paper=paper, theme="ink").pages
    assert (page.width / MM, page.height / MM) == pytest.approx(sides)


def test_files_of_a_run_share_a_sheet_and_its_file(tmp_path: Path) -> None:
    names = [str(PERSONAS / f"{name}.yaml") for name in ("sanne", "jonas")]
    result = CliRunner().invoke(main, ["make", *names, "--per-sheet", "2", "-o", f"{tmp_path}/"])
    assert result.stdout.split() == [str(tmp_path / "sanne-jonas-nl.pdf")]
    (text,) = extracted((tmp_path / "sanne-jonas-nl.pdf").read_bytes())
    assert "Sanne de Wit" in text
    assert "Jonas Rehbein" in text
    joined = CliRunner().invoke(main, ["make", *names, "--per-sheet", "2", "-o", str(tmp_path / "all.pdf")])
    assert joined.exit_code == 0
    assert len(extracted((tmp_path / "all.pdf").read_bytes())) == 1


def test_what_cannot_share_a_sheet_is_told() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("business-model", per_sheet=2)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.file) == ("unknown-paper", "--per-sheet")
    assert "business-model" in problem.message
    for more in (["--bleed", "3mm"], ["--marks"], ["--tiles", "A4"]):
        assert CliRunner().invoke(main, ["make", "persona", "--per-sheet", "2", *more]).exit_code == 2
    with pytest.raises(ValueError, match="1 or 2"):
        bmcgen.make("persona", per_sheet=3)
    with pytest.raises(TypeError, match="whole number"):
        bmcgen.make("persona", per_sheet="2")  # type: ignore[arg-type]


def test_everything_that_is_wrong_with_files_of_a_run_is_told_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"layout: persona\nblocks: {{{name}: x}}\n")
    paths = [str(tmp_path / f"{name}.yaml") for name in ("one", "two")]
    result = CliRunner().invoke(main, ["make", *paths, "--per-sheet", "2", "-o", f"{tmp_path}/"])
    assert result.exit_code == 1
    assert all(path in result.stderr for path in paths)
