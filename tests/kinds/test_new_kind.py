"""A new kind of block is one Python file and its words: it is read, described, begun, worded, set and proved."""

import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

import bmcgen
from bmcgen import kinds
from bmcgen.assets.finder import Assets
from bmcgen.data.describing.json_schema import json_schema
from bmcgen.data.describing.starter import starter
from bmcgen.drawing.builder import Builder
from bmcgen.model.page import Panel

GAUGE = '''
"""A share from 0 to 100, as a bar that is filled so far."""

from __future__ import annotations

from msgspec import Struct

from bmcgen.kinds import Kind
from bmcgen.kinds._form_setting import DrawnSetting
from bmcgen.geometry import Rect
from bmcgen.model.manuscript import Text


class GaugeText(Struct, frozen=True):
    full: Text
    value: Text | None


class _Gauge(Kind):
    role = "written"
    words_needed = ("full",)
    word_keys = {"full": (str, "")}
    layout_keys = {"thickness": (int, 12)}

    def read(self, key, node, words, reader):
        typed = reader.text(key, node)
        if typed and not (typed.text.isdecimal() and int(typed.text) <= 100):
            reader.wrong("bad-value", f'"{key.text}" must be a whole number from 0 to 100', node.where)
            return None
        return typed

    def schema(self, words):
        return {"type": ["integer", "null"], "minimum": 0, "maximum": 100}

    def starter_comment(self, words, starting):
        return f"100 means: {words.own['full']}"

    def words(self, block, words, content, wording):
        return GaugeText(wording.say(words.own["full"]), wording.typed(content) if content else None)

    def texts(self, text):
        if text.body.value:
            yield text.body.value

    def lines_to_write(self, text):
        return 0 if text.body.value else 1

    def set(self, text, block, context):
        return _Setting(text, block, context)


class _Setting(DrawnSetting):
    def content_height(self, width, scale):
        return self.block.own["thickness"] + 24

    def draw_content(self, page, room, section):
        body, ink, face = self.text.body, page.ink.colour("ink"), page.ink.faces["regular"]
        y = room.y + 14
        page.line(body.full.text, room.x, y, face, 8, ink, page.element("P", section, body.full))
        bar = Rect(room.x, y + 6, room.w, self.block.own["thickness"])
        if body.value is None:
            page.rule(bar.x, bar.bottom, bar.right, bar.bottom, 0.5, ink)
            return
        page.panel(Rect(bar.x, bar.y, bar.w * int(body.value.text) / 100, bar.h), page.ink.accent(self.block.accent))
        page.line(body.value.text, bar.x + 90, y, face, 8, ink, page.element("P", section, body.value))


KIND = _Gauge()
'''
LAYOUT = """\
words: tank
page: {paper: A5, margin: 10 mm}
papers: [A5]
grid:
  columns: [1fr]
  rows: [20 mm, "minmax(20 mm, 1fr)", 10 mm]
  areas: |
    head
    fuel
    foot
blocks:
  head: {kind: masthead}
  fuel: {kind: gauge, name: fuel, thickness: 20}
  foot: {kind: footer}
sizes: {text: {largest: 10 pt, smallest: 9 pt}, prompt: {largest: 8 pt, smallest: 7 pt}}
continuation: {columns: 1}
"""
WORDS = "title: Tank\nsubject: How full it is\nblocks:\n  fuel: {title: Fuel, full: Filled to the brim}\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of assets with a layout of gauges, and beside it the package that has them."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "gauge.py").write_text(GAUGE)
    for folder in ("layouts", "locales/en"):
        (tmp_path / "assets" / folder).mkdir(parents=True)
    (tmp_path / "assets" / "layouts" / "tank.yaml").write_text(LAYOUT)
    (tmp_path / "assets" / "locales" / "en" / "tank.yaml").write_text(WORDS)
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path / "more")])
    yield tmp_path / "assets"
    sys.modules.pop("bmcgen.kinds.gauge", None)


def said(document: bmcgen.Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines()]


def filled(value: object) -> dict[str, object]:
    return {"layout": "tank", "title": "Van", "blocks": {"Fuel": value}}


def test_it_is_printed_blank(own: Path) -> None:
    document = bmcgen.make("tank", assets=own)
    assert {"Fuel", "Filled to the brim"} <= {*said(document)}
    assert document.warnings == ()


def test_it_is_printed_filled_as_its_layout_asks(own: Path) -> None:
    document = bmcgen.make(filled(40), assets=own)
    assert "40" in said(document)
    (bar,) = [mark for mark in document.pages[0].marks if isinstance(mark, Panel) and mark.rect.h == 20]
    assert bar.rect.w == pytest.approx(0.4 * (document.pages[0].width - 2 * 10 * 72 / 25.4))


def test_what_is_wrong_in_it_is_told_at_its_place(own: Path) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(filled("half"), assets=own)
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.where)) == ("bad-value", "<data>.blocks.Fuel")


def test_it_has_a_schema_and_a_starter_that_agree(own: Path, tmp_path: Path) -> None:
    assets = Assets.of(own)
    schema = json_schema("tank", assets)
    jsonschema.validate(filled(40), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(filled(101), schema)
    begun = starter("tank", "en", assets, "tank.yaml")
    assert "# 100 means: Filled to the brim\n  Fuel:\n" in begun
    (tmp_path / "begun.yaml").write_text(begun)
    assert "Fuel" in said(bmcgen.make(tmp_path / "begun.yaml", assets=own))


def test_a_word_of_it_that_is_lost_is_found(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Builder.line

    def forgetful(page: Builder, text: str, *rest: object) -> float:
        return 0.0 if text == "40" else line(page, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "line", forgetful)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(filled(40), assets=own)
    assert [(each.code, str(each.where)) for each in caught.value.diagnostics] == [("lost-words", "<data>.blocks.Fuel")]


def test_a_place_in_it_without_a_line_to_write_on_is_found(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Builder, "rule", lambda *_: None)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("tank", assets=own)
    assert {each.code for each in caught.value.diagnostics} == {"no-room-to-write"}


def test_words_that_it_needs_and_has_not_are_told(own: Path) -> None:
    (own / "locales" / "en" / "tank.yaml").write_text(WORDS.replace(", full: Filled to the brim", ""))
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("tank", assets=own)
    assert [each.message for each in caught.value.diagnostics] == ['"full" is missing under "fuel"']


@pytest.mark.parametrize(
    ("before", "after", "message", "hint"),
    [
        (
            "kind: gauge, name: fuel, thickness: 20",
            "kind: gage, name: fuel",
            '"gage" is not allowed here',
            'did you mean "gauge"?',
        ),
        ("thickness: 20", "columns: 2", 'the block "fuel" is gauge, which takes no "columns"', "thickness"),
        ("kind: footer", "kind: footer, thickness: 3", '"thickness" is a key of the kind gauge alone', ""),
    ],
)
def test_an_unknown_kind_and_a_key_that_it_does_not_take_are_errors(
    own: Path, before: str, after: str, message: str, hint: str
) -> None:
    (own / "layouts" / "tank.yaml").write_text(LAYOUT.replace(before, after))
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("tank", assets=own)
    (problem,) = caught.value.diagnostics
    assert problem.message == message
    assert hint in problem.hint


def test_without_its_file_there_is_no_such_kind(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "__path__", kinds.__path__[:-1])
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("tank", assets=own)
    assert '"gauge" is not allowed here' in [each.message for each in caught.value.diagnostics]
