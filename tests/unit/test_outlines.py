"""Drawings: path data to outlines, outlines to marks of a page, marks to operators and elements."""

from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.schemas.outlines import outline_of
from bmcgen.diagnostics import Place, Problems
from bmcgen.geometry import Rect
from bmcgen.model.page import Path as PathMark
from bmcgen.pages.prepress.scaling import scaled
from bmcgen.resources import SHIPPED

WHERE = Place("test")


def test_steps_are_absolute_and_curves_cubic() -> None:
    assert outline_of("M4 4 h40 v40 Z").steps == (
        ("M", 4.0, 4.0),
        ("L", 44.0, 4.0),
        ("L", 44.0, 44.0),
        ("L", 4.0, 4.0),
        ("Z",),
    )
    arc = outline_of("M24 4 a20 20 0 0 1 20 20").steps
    assert arc[0] == ("M", 24.0, 4.0)
    assert [step[0] for step in arc[1:]] == ["C"] * (len(arc) - 1)
    assert arc[-1][-2:] == (44.0, 24.0)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "no lines"),
        ("M4 4", "no lines"),
        ("M4 4 L", "is not the path of a drawing"),
        ("rubbish", "is not the path of a drawing"),
        ("M4 4 L90 4", "keeps to a box"),
        ("M4 4 L nan 4", "is not the path of a drawing"),
        ("M4 4 " + "L5 5 " * 1_000, "4000 characters at most"),
    ],
)
def test_broken_paths(path: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        outline_of(path)


def test_every_block_of_the_canvas_has_a_pictogram_and_so_have_its_cards() -> None:
    for name in ("business-model", "worksheets", "prompt-cards", "handout"):
        layout = read_layout(Assets(), name, WHERE)
        about = layout.canvas or layout
        drawn = {block.name: block.pictogram for block in layout.blocks if block.pictogram}
        assert {*drawn} == {block.name for block in about.written}
        assert len({*drawn.values()}) == 9


def own(folder: Path, line: str) -> Path:
    (folder / "layouts").mkdir(parents=True)
    text = (SHIPPED / "layouts" / "business-model.yaml").read_text(encoding="utf-8")
    lines = [line if each.startswith("  channels: ") else each for each in text.splitlines()]
    (folder / "layouts" / "business-model.yaml").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ('  channels: "M4 4 L90 4"', 13, "keeps to a box"),
        ('  chanels: "M4 4 L40 4"', 3, 'no block "chanels"'),
    ],
)
def test_a_wrong_pictogram_is_told_at_its_line(tmp_path: Path, line: str, column: int, said: str) -> None:
    with pytest.raises(Problems) as caught:
        bmcgen.make("business-model", assets=own(tmp_path / "own", line))
    (problem,) = caught.value.diagnostics
    assert said in problem.message
    assert problem.where.text == line
    assert problem.where.column == column


def document(mark: PathMark) -> bmcgen.Document:
    made = bmcgen.make("business-model", prompts="none")
    return replace(made, pages=(replace(made.pages[0], marks=(*made.pages[0].marks, mark)),))


def mark(width: float) -> PathMark:
    colour = bmcgen.make("business-model").pages[0].marks[0].colour  # type: ignore[union-attr]
    return PathMark(Rect(100, 200, 96, 96), outline_of("M4 4 H44 V44"), colour, width)


def test_a_path_is_stroked_or_filled_in_a_pdf(tmp_path: Path) -> None:
    for width, operator in ((2.0, "S"), (0.0, "f")):
        document(mark(width)).save(tmp_path / "x.pdf")
        with pikepdf.open(tmp_path / "x.pdf") as file:
            content = file.pages[0].Contents.read_bytes().decode("latin-1")
        height = bmcgen.make("business-model").pages[0].height
        assert (
            f"108.00 {height - 208:.2f} m 188.00 {height - 208:.2f} l 188.00 {height - 288:.2f} l {operator}" in content
        )


def test_a_path_is_a_path_in_svg(tmp_path: Path) -> None:
    document(mark(2.0)).save(tmp_path / "x.svg")
    assert 'd="M108 208 L188 208 L188 288"' in (tmp_path / "x.svg").read_text(encoding="utf-8")


def test_a_path_grows_with_its_page() -> None:
    (page,) = scaled([replace(bmcgen.make("business-model").pages[0], marks=(mark(2.0),))], 2.0)
    (grown,) = page.marks
    assert isinstance(grown, PathMark)
    assert (grown.rect, grown.width) == (Rect(200, 400, 192, 192), 4.0)
