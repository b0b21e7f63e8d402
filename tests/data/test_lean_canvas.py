"""The Lean Canvas: its credit, its order, and that it says the same in every language."""

import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Place
from tests.conftest import EVERY, extracted

ORDER = [
    "problem",
    "customer-segments",
    "unique-value-proposition",
    "solution",
    "channels",
    "revenue-streams",
    "cost-structure",
    "key-metrics",
    "unfair-advantage",
]


@pytest.mark.parametrize("locale", EVERY)
def test_both_authors_are_named_on_every_sheet_and_in_the_file(locale: str) -> None:
    document = bmcgen.make("lean-canvas", locale=locale)
    (sheet,) = extracted(document.pdf())
    for name in ("Ash Maurya", "leanstack.com", "Strategyzer AG", "CC BY-SA 3.0"):
        assert name in sheet
    assert "https://creativecommons.org/licenses/by-sa/3.0/" in str(document.metadata)


def test_blocks_are_numbered_in_the_order_in_which_they_are_filled_in() -> None:
    layout = read_layout(Assets(), "lean-canvas", Place("test"))
    assert [block.name for block in sorted(layout.written, key=lambda block: block.number or 0)] == ORDER


def test_languages_ask_the_same_number_of_questions_and_list_the_same_things() -> None:
    layout = read_layout(Assets(), "lean-canvas", Place("test"))
    shapes = []
    for language in EVERY:
        canvas = read_canvas(Assets(), language, layout, whole=True)
        shapes.append(
            {
                name: (len(block.questions), {key: len(each.items) for key, each in block.lists.items()})
                for name, block in canvas.blocks.items()
            }
        )
    assert all(shape == shapes[0] for shape in shapes)


def test_a_filled_canvas_is_printed_whole_in_another_language() -> None:
    blocks = {"Problem": ["No bread after six"], "UVP": ["Bread at seven"]}
    data = {"layout": "lean-canvas", "locale": "en", "blocks": blocks}
    words = " ".join(extracted(bmcgen.make(data, locale="de").pdf())[0].split())
    assert "No bread after six" in words
    assert "Bread at seven" in words
    assert "Unfairer" in words
