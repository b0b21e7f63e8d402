"""Large print spreads a canvas over two pages, so that no block is torn."""

from __future__ import annotations

import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Place
from bmcgen.model.layout import Sheet
from bmcgen.pages.spread import spreads
from tests.conftest import BLOCKS, SAMPLES

CASES = [("tidewell", "A3"), ("tidewell", "A4"), ("fietsbieb", "Letter"), ("longoven", "A4")]


def sheet_of(layout: str) -> Sheet:
    return read_layout(Assets.of(None), layout, Place(layout)).sheets[0]


def rows(sheet: Sheet) -> list[str]:
    return [" ".join(row) for row in sheet.grid.areas]


def test_a_canvas_is_cut_beside_its_middle_and_blocks_below_are_as_wide_as_the_page() -> None:
    (left, right), (other, _) = spreads(sheet_of("business-model"))
    assert rows(left)[1:4] == ["kp kp ka ka", "kp kp kr kr", "cost cost cost cost"]
    assert rows(right)[1:4] == ["vp vp cr cr cs cs", "vp vp ch ch cs cs", "rev rev rev rev rev rev"]
    assert rows(other)[1:4] == ["kp kp ka ka vp vp", "kp kp kr kr vp vp", "cost cost cost cost cost cost"]
    assert {"head", "foot"} == {*left.blocks} & {*right.blocks}
    assert (left.continued, right.continued) == (False, True)


@pytest.mark.parametrize("layout", ["swot", "stakeholder-map", "customer-journey", "empathy-map", "retrospective"])
def test_what_means_something_by_its_place_is_not_cut(layout: str) -> None:
    assert spreads(sheet_of(layout)) == []


@pytest.mark.parametrize(("sample", "paper"), CASES)
def test_a_full_canvas_takes_two_pages_with_every_block_whole(sample: str, paper: str) -> None:
    document = bmcgen.make(SAMPLES / f"{sample}.yaml", theme="contrast", paper=paper)
    assert len(document.pages) == 2
    assert "overset" not in [each.code for each in document.warnings]
    first, second = ([each.source for each in page.elements if each.role == "H2"] for page in document.pages)
    assert first
    assert second
    assert len([*first, *second]) == len({*first, *second}) == len(BLOCKS)


def test_the_cut_leaves_the_largest_notes() -> None:
    """The value propositions of this sample are many; beside the key activities they have more room."""
    document = bmcgen.make(SAMPLES / "tidewell.yaml", theme="contrast", paper="A4")
    first = {each.source for each in document.pages[0].elements if each.role == "H2"}
    assert "Value Propositions" in first
    note = "Remote monitoring"
    assert next(line.size for page in document.pages for line in page.lines() if line.text == note) >= 12


def test_a_poster_to_work_on_is_never_spread() -> None:
    """A strip, or places for notes, are for all of the canvas."""
    for asked in ({"strip": ["team"]}, {"lines": True}, {"threads": True}):
        document = bmcgen.make(SAMPLES / "tidewell.yaml", theme="contrast", paper="A4", **asked)  # type: ignore[arg-type]
        assert "overset" in [each.code for each in document.warnings]
    blank = bmcgen.make("business-model", theme="contrast", paper="A4", prompts="full")
    titles = {each.source for each in blank.pages[0].elements if each.role == "H2"}
    assert {"Cost Structure", "Customer Segments"} <= titles


def test_more_than_two_pages_hold_goes_on_from_page_to_page() -> None:
    document = bmcgen.make(SAMPLES / "crowded.yaml", theme="contrast")
    assert len(document.pages) > 2
    assert "overset" in [each.code for each in document.warnings]
