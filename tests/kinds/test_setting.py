"""How kinds answer the sheet: labels in a row are level, nothing is planned twice, and drawing changes nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import bmcgen
from bmcgen import kinds
from bmcgen.assets.schemas.layout_schema import BlockShape
from bmcgen.documents import typesetting
from bmcgen.kinds import Kind, kind_of
from bmcgen.model.page import Page
from bmcgen.pages import document as pages
from bmcgen.pages.sheet import SetSheet, SheetFitter
from tests.conftest import canvas

STORY = "Every day begins with a walk through the house, and every evening ends with one. " * 60
PERSONA = {
    "layout": "persona",
    "title": "Sanne",
    "blocks": {"background": STORY, "goals": ["Sleep"] * 30, "general": {"hobby": "Chess " * 80}},
}
POSTER = canvas(title="Tools", blocks={"channels": [f"Note {n} about a shop" for n in range(120)]})
LAYOUT = """\
words: pair
page: {paper: A4, margin: 12 mm}
papers: [A4]
grid:
  columns: [1fr, 1fr]
  rows: [20 mm, "minmax(20 mm, 1fr)", "minmax(20 mm, 1fr)", 10 mm]
  gutter: 5 mm
  areas: |
    head  head
    short long
    below below
    foot  foot
blocks:
  head: {kind: masthead}
  long: {kind: prose, name: long}
  short: {kind: list, name: short}
  below: {kind: list, name: below}
  foot: {kind: footer}
sizes: {text: {largest: 10 pt, smallest: 9 pt}, prompt: {largest: 8 pt, smallest: 7 pt}}
continuation: {columns: 2}
"""
WORDS = """\
title: Pair
subject: Two beside one another
blocks:
  short: {title: Goals}
  long: {title: What somebody says on the first day of work and again on every day after it}
  below: {title: Below}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for folder in ("layouts", "locales/en"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "layouts" / "pair.yaml").write_text(LAYOUT)
    (tmp_path / "locales" / "en" / "pair.yaml").write_text(WORDS)
    return tmp_path


def tops(page: Page, *words: str) -> list[float]:
    return [line.y for text in words for line in page.lines() if line.text == text]


def test_what_stands_below_labels_in_a_row_is_level(own: Path) -> None:
    blocks = {"short": ["First"], "long": "Second", "below": ["Third"]}
    (page,) = bmcgen.make({"layout": "pair", "blocks": blocks}, assets=own).pages
    first, second, third = tops(page, "First", "Second", "Third")
    goals, below = tops(page, "Goals", "Below")
    assert first == second
    # The label in the next row is as high as it is alone.
    assert third - below < first - goals


def test_a_sheet_is_planned_once_a_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts, plans, sheets = [], [], set()
    draft, plan = SheetFitter.draft, typesetting.plan
    monkeypatch.setattr(SheetFitter, "draft", lambda self, scale: drafts.append(self) or draft(self, scale))
    monkeypatch.setattr(typesetting, "plan", lambda *asked: plans.append(asked) or plan(*asked))
    bmcgen.make("persona")
    sheets = {id(each) for each in drafts}
    # Beside its drafts each sheet is planned once without words, which tells how wide its blocks are.
    assert len(plans) == len(drafts) + len(sheets)
    # Where parts borrow room from one another, that is planned anew: widths in whole columns of the grid, in all rows
    # alike or in each, then any widths; and the heights of their rows.
    drafts.clear(), plans.clear()
    bmcgen.make(PERSONA)
    sheets = {id(each) for each in drafts}
    assert len(plans) <= 6 * len(drafts) + len(sheets)


@pytest.mark.parametrize("what", [PERSONA, POSTER, "handout", "prompt-cards", "pack"])
def test_drawing_a_sheet_again_draws_the_same(what: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Sequence[SetSheet]] = []
    set_all = pages._set
    monkeypatch.setattr(pages, "_set", lambda *asked: made.append(set_all(*asked)) or made[-1])
    bmcgen.make(what, note_size="76x76") if what == "pack" else bmcgen.make(what)
    assert made
    for sheets in made:
        for sheet in sheets:
            assert [*sheet.pages(9)] == [*sheet.pages(9)]


@pytest.mark.parametrize("name", kinds.names())
def test_a_kind_answers_for_its_blocks_and_heeds_keys_that_there_are(name: str) -> None:
    kind = kind_of(name)
    own = type(kind)
    if kind.role == "strip":
        assert own.strip is not Kind.strip
    else:
        assert own.set is not Kind.set or own.set_all is not Kind.set_all
    known = {field.alias for field in BlockShape.model_fields.values()}
    assert {*kind.takes} <= known - {"kind", "name", "number", "accent"}
    if kind.role == "written":
        assert own.read is not Kind.read
        assert own.schema is not Kind.schema
