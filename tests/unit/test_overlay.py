"""`--proof`: what lies over the pages for whoever designs a layout is where the layout says, and moves nothing."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import bmcgen
from bmcgen.cli import main
from bmcgen.geometry import MM
from bmcgen.model.page import Line, Page, Rule
from bmcgen.pages.overlay import FRAME, MARGIN, TRACK, TRIM
from tests.conftest import SAMPLES
from tests.matrix import tried

LAYOUTS = ("business-model", "swot", "customer-journey", "persona", "worksheets", "prompt-cards", "facilitation")
PAPERS = ("A4", "Letter")
THEMES = ("classic", "colour", "ink", "contrast")


def proof(what: Any, **options: Any) -> tuple[Page, ...]:
    return bmcgen.make(what, proof=True, **options).pages


def rules(page: Page, colour: object) -> list[Rule]:
    return [each for each in page.marks if isinstance(each, Rule) and each.colour == colour]


def said(page: Page, colour: object) -> list[str]:
    return [each.text for each in page.marks if isinstance(each, Line) and each.colour == colour]


def edges(found: list[Rule]) -> tuple[float, float, float, float]:
    xs, ys = [x for each in found for x in (each.x1, each.x2)], [y for each in found for y in (each.y1, each.y2)]
    return min(xs) / MM, min(ys) / MM, max(xs) / MM, max(ys) / MM


def test_trim_and_margin_are_the_sheets() -> None:
    (page,) = proof("business-model")
    assert edges(rules(page, TRIM)) == pytest.approx((0, 0, 420, 297), abs=0.01)
    assert edges(rules(page, MARGIN)) == pytest.approx((10, 10, 410, 287), abs=0.01)
    assert said(page, MARGIN) == ["A3: trim 420 × 297 mm, margin 10"]


def test_the_margin_for_holes_is_wider() -> None:
    page = proof("swot-worksheets")[0]
    assert edges(rules(page, MARGIN)) == pytest.approx((20, 14, 196, 283), abs=0.01)
    assert said(page, MARGIN) == ["A4: trim 210 × 297 mm, margin 14, left 20, gutters 5, 8"]


def test_tracks_stand_where_the_grid_has_them() -> None:
    (page,) = proof("business-model")
    upright = {round(each.x1 / MM, 2) for each in rules(page, TRACK) if each.x1 == each.x2}
    assert upright == {10.0 + 40 * number for number in range(11)}
    assert said(page, TRACK) == ["40"] * 10


def test_frames_have_their_names_and_measures_on_the_paper() -> None:
    (small,), (large,) = proof("business-model", paper="A4"), proof("business-model", paper="A1")
    assert "cs: notes customer-segments" in said(small, FRAME)
    foot = next(text for text in said(small, FRAME) if text.startswith("foot: footer, "))
    margin = said(small, MARGIN)[0].removeprefix("A4: trim 297 × 210 mm, margin ")
    assert float(foot.split(", ")[1].split(" × ")[0]) == pytest.approx(297 - 2 * float(margin), abs=0.15)
    names = {text.split(",")[0] for text in said(large, FRAME) if ":" in text}
    assert {"cs: notes customer-segments", "head: masthead", "rev: notes revenue-streams"} <= names
    width = next(text for text in said(large, FRAME) if text.startswith("cost:")).split(", ")[1].split(" × ")[0]
    assert float(width) == pytest.approx((841 - 2 * 10 * 841 / 420) / 2, abs=0.3)


def test_insets_are_those_of_the_titles() -> None:
    (page,) = proof("business-model")
    title = next(each for each in page.lines() if each.text == "Cost Structure")
    inset = [each.x1 for each in rules(page, FRAME) if each.dash and each.x1 == each.x2]
    assert min(inset) == pytest.approx(10 * MM + 8.5)
    assert any("inset 3" in text for text in said(page, FRAME))
    assert title.x > min(inset)


@pytest.mark.parametrize(("layout", "paper", "theme"), tried(product(LAYOUTS, PAPERS, THEMES)))
def test_nothing_moves_and_nothing_is_read_aloud_for_it(layout: str, paper: str, theme: str) -> None:
    plain, shown = (bmcgen.make(layout, theme=theme, paper=paper, proof=each) for each in (False, True))
    for page, over in zip(plain.pages, shown.pages, strict=True):
        assert over.elements == page.elements
        assert [each for each in over.marks if each.element is not None] == [
            each for each in page.marks if each.element is not None
        ]
        assert rules(over, FRAME)
        assert rules(over, TRIM)


def test_further_pages_show_the_columns_that_notes_go_on_in() -> None:
    data = {
        "layout": "business-model",
        "locale": "en",
        "blocks": {"Channels": ["A note that takes its room " * 9] * 90},
    }
    first, further, *_ = proof(data)
    assert len(said(first, TRACK)) == 10
    assert said(further, TRACK) == ["80"] * 5


def test_no_sheet_has_it_unless_it_is_asked_for() -> None:
    assert not [page for page in bmcgen.make("pack").pages if rules(page, FRAME)]
    assert all(rules(page, FRAME) for page in bmcgen.make("pack", proof=True).pages if page.marks)


@pytest.mark.parametrize("form", ["pdf", "png", "svg"])
def test_every_format_shows_it(form: str, tmp_path: Path) -> None:
    plain, shown = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    data = str(SAMPLES / "sparse.yaml")
    for path, more in ((plain, []), (shown, ["--proof"])):
        done = CliRunner().invoke(main, ["make", data, "-o", str(path), *more])
        assert done.exit_code == 0, done.output
    assert plain.read_bytes() != shown.read_bytes()
    if form == "svg":
        assert "notes customer-segments" in shown.read_text(encoding="utf-8")


def test_it_is_a_yes_or_a_no() -> None:
    with pytest.raises(TypeError, match="proof must be True or False"):
        bmcgen.make("swot", proof="yes")  # type: ignore[arg-type]
