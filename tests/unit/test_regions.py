"""Where on a page something stands that was typed, as the studio is told."""

from __future__ import annotations

import pytest

import bmcgen
from bmcgen.geometry import Rect
from bmcgen.model.page import Line, Page
from bmcgen.model.regions import Region
from tests.conftest import SAMPLES

BLEED = 2.0


def lines(page: Page, region: Region) -> list[Line]:
    return [mark for mark in page.marks[region.first : region.last] if isinstance(mark, Line)]


def inside(line: Line, rect: Rect) -> bool:
    return (
        rect.x - BLEED <= line.x <= line.x + line.width <= rect.right + BLEED
        and rect.y - BLEED <= line.y - 0.5 * line.size <= line.y <= rect.bottom + BLEED
    )


@pytest.mark.parametrize("paper", ["A3", "A0", "A4"])
@pytest.mark.parametrize("sample", ["fietsbieb", "hofwerk", "crowded"])
def test_each_note_stands_in_a_region_of_its_own(sample: str, paper: str) -> None:
    document = bmcgen.make(SAMPLES / f"{sample}.yaml", paper=paper)
    begin = (SAMPLES / f"{sample}.yaml").read_text().split("\n").index("blocks:") + 1
    shown: dict[tuple[int, int], str] = {}
    for page in document.pages:
        said_in = (each for each in page.elements if each.role == "LBody" and each.source)
        places = {(e.where.line, e.where.column) for e in said_in if e.where and e.where.line > begin}
        notes = [region for region in page.regions if region.kind == "note"]
        assert {(each.where.line, each.where.column) for each in notes if each.where} >= places
        for region in notes:
            assert region.where
            assert region.box
            said = lines(page, region)
            assert said
            assert all(inside(line, region.rect) for line in said)
            words = [line for line in said if line.element is not None and page.elements[line.element].role == "LBody"]
            for line in words[:1]:
                assert line.x == pytest.approx(region.box.x)
                assert line.size == pytest.approx(region.box.size)
                assert region.box.y < line.y < region.box.y + region.box.leading
                assert line.runs[0].face == region.box.face
            shown[region.where.line, region.where.column] = "".join(line.text for line in said)
    assert len(shown) > 20


def test_blocks_hold_their_notes_and_say_where_the_next_would_stand() -> None:
    (page,) = bmcgen.make(SAMPLES / "hofwerk.yaml").pages
    blocks = [region for region in page.regions if region.kind == "block"]
    assert len(blocks) == 9
    for block in blocks:
        notes = [each for each in page.regions if each.kind == "note" and block.first <= each.first < block.last]
        assert notes
        assert block.box
        assert block.room
        last = max((each for each in notes), key=lambda each: each.first)
        assert block.box.y > last.rect.bottom
        assert block.box.x == pytest.approx(last.box.x if last.box else 0)
        assert all(block.rect.x <= each.rect.x and each.rect.right <= block.rect.right for each in notes)


def test_fields_and_scales_can_be_pointed_at() -> None:
    (page,) = bmcgen.make(SAMPLES / "personas" / "sanne.yaml").pages
    named = {region.name: region for region in page.regions if region.kind in ("field", "part")}
    assert {"title", "designed-for", "date", "personality/time-pressure"} <= {*named}
    assert "Sanne de Wit" in "".join(line.text for line in lines(page, named["title"]))


def test_a_blank_sheet_has_regions_too() -> None:
    (page,) = bmcgen.make("business-model").pages
    kinds = {(region.kind, region.name) for region in page.regions}
    assert ("block", "channels") in kinds
    assert ("field", "title") in kinds
    assert all(0 <= region.first <= region.last <= len(page.marks) for region in page.regions)


@pytest.mark.parametrize("what", ["business-model", "swot", "persona"])
def test_the_words_of_a_block_are_in_its_region(what: str) -> None:
    for page in bmcgen.make(what).pages:
        for region in page.regions:
            assert all(inside(line, region.rect) for line in lines(page, region) if region.kind == "block"), region.name
