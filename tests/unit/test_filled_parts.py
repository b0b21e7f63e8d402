"""Documents of several parts, filled from data."""

from pathlib import Path

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED
from tests.conftest import canvas, extracted

PERSONA = "layout: persona\nlocale: en\ntitle: {}\nblocks: {{quote: Said by {}}}\n"


def both(folder: Path, *people: str) -> Path:
    path = folder / "acme.yaml"
    own = "layout: business-model\nlocale: en\ntitle: Acme Ltd\ndesigned-for: Utrecht\nblocks: {Channels: [Van]}\n"
    path.write_text("---\n".join([own, *(PERSONA.format(name, name) for name in people)]))
    return path


def test_poster_and_worksheets_are_filled_and_the_rest_is_blank() -> None:
    document = bmcgen.make(
        canvas(title="Acme Ltd", blocks={"channels": ["Unicycle"]}, date="2026-12-01"), layout="pack"
    )
    assert document.name == "canvas-pack"
    text = {part.labels["layout"]: "\n".join(extracted(part.pdf())) for part in document.parts}
    assert [name for name in text if "Unicycle" in text[name]] == ["business-model", "worksheets"]
    assert [name for name in text if "Acme Ltd" in text[name]] == ["cover", "business-model", "worksheets"]
    assert "1 December 2026" in text["persona"]
    assert [part.name for part in document.parts][:2] == ["canvas-cover", "canvas-business-model"]


def test_personas_of_the_file_are_printed_in_their_part(tmp_path: Path) -> None:
    document = bmcgen.make(both(tmp_path, "Margaret", "Piet"), layout="pack")
    text = {part.labels["layout"]: extracted(part.pdf()) for part in document.parts}
    assert document.name == "acme-pack"
    assert [len(text["persona"]), len(text["business-model"])] == [2, 1]
    assert ["Said by Margaret" in text["persona"][0], "Said by Piet" in text["persona"][1]] == [True, True]
    # What the canvas says of itself holds for them too, but not its title.
    assert all("Utrecht" in page and "Acme" not in page for page in text["persona"])
    assert f"page {document.chapters[3].start + 1}" in extracted(document.pdf())[0]


def test_a_persona_alone_gets_a_blank_canvas(tmp_path: Path) -> None:
    path = tmp_path / "margaret.yaml"
    path.write_text(PERSONA.format("Margaret", "her"))
    document = bmcgen.make(path, layout="pack")
    text = {part.labels["layout"]: "\n".join(extracted(part.pdf())) for part in document.parts}
    assert document.name == "margaret-pack"
    assert [name for name in text if "Margaret" in text[name]] == ["persona"]


def test_each_canvas_has_a_document_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text("---\n".join(f"layout: business-model\ntitle: {name}\n" for name in ("One", "Two")))
    document = bmcgen.make(path, layout="pack", without=["handout", "worksheets", "prompt-cards"])
    assert [title for title in ("One", "Two") if title in "".join(extracted(document.pdf()))] == ["One", "Two"]


@pytest.mark.parametrize("without", [["business-model", "worksheets"], ["persona"]])
def test_no_part_is_left_out_that_alone_prints_what_was_written(tmp_path: Path, without: list[str]) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(both(tmp_path, "Margaret"), layout="pack", without=without)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.file) == ("no-place", str(tmp_path / "acme.yaml"))


def test_a_sheet_that_is_no_part_is_refused(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "mine.yaml").write_text((SHIPPED / "layouts" / "persona.yaml").read_text())
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make({"layout": "mine", "title": "x"}, layout="pack", assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.message) == ("wrong-layout", "pack does not print files of mine")
