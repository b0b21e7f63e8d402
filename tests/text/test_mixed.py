"""Paragraphs in several styles: as wide as they are drawn, no word lost, and no more lines than were counted."""

from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.mixed import Item, Measure, MixedParagraph, Part, RichText, Sign

FACES = {
    style: Face(name, SHIPPED / "fonts" / f"{name}.ttf", trusted=True)
    for style, name in (("r", "IBMPlexSans-Regular"), ("b", "IBMPlexSans-Bold"), ("i", "IBMPlexSans-Italic"))
}
FAMILY: Mapping[str, Measure] = {**FACES, "t": Sign(900.0, 240.0)}
words = st.text(alphabet="abcdeghilmnorstuwzABWé0123-/.,\u00ad", min_size=1, max_size=24)
parts = st.lists(st.tuples(words, st.sampled_from("rrbi")), min_size=1, max_size=20)
measures = st.floats(3000, 30000)


def paragraph(said: list[tuple[str, str]], items: list[Item]) -> MixedParagraph:
    text = " ".join(word for word, _ in said)
    styles = "r".join(style * len(word) for word, style in said)
    return MixedParagraph(text, "de", FAMILY, FACES["r"], styles, items)


@given(parts, measures, st.booleans(), st.integers(0, 3))
@example([("be\u00adleid", "b"), ("*x\u00ady***be\u00adleid**", "i")] * 30, 8000, False, 0)
def test_lines_are_as_wide_as_they_are_drawn_and_as_many_as_counted(
    said: list[tuple[str, str]], measure: float, hyphens: bool, count: int
) -> None:
    rich = RichText([Part(paragraph(said, [Item("x", "t")] * count), 700.0, True)])
    lines = rich.lines(measure, hyphens=hyphens)
    assert len(lines) <= rich.count(measure, hyphens=hyphens)
    for line in lines:
        drawn = sum(FAMILY[style].width(part.replace(" ", "")) for style, part in line.runs if style != "t")
        assert drawn <= line.width + 0.01
        assert line.width <= measure - 700.0 + 0.01
    told = "".join("".join(part for _, part in line.runs)[: -1 if line.joint == "-" else None] for line in lines)
    typed = "".join(word for word, _ in said) + "x" * count
    assert told.replace(" ", "").replace("\u00a0", "") == typed.replace("\u00ad", "")


@given(parts, measures)
def test_each_letter_has_the_style_that_was_asked_for(said: list[tuple[str, str]], measure: float) -> None:
    lines = RichText([Part(paragraph(said, []), 0.0, False)]).lines(measure, hyphens=True)
    found = ""
    for line in lines:
        styled = "".join(style for style, part in line.runs for char in part if char not in " \u00a0")
        found += styled[:-1] if line.joint == "-" else styled
    assert found == "".join(style * len(word.replace("\u00ad", "")) for word, style in said)


def test_where_no_word_must_be_broken_lines_are_counted_without_hyphens() -> None:
    rich = RichText([Part(paragraph([("beleidsmedewerker", "b"), ("gemeentehuis", "r")] * 6, []), 0.0, False)])
    assert rich.whole.count(12000) == len(rich.lines(12000, hyphens=False))
    assert rich.whole.count(12000) > rich.count(12000, hyphens=True)


def test_an_item_is_whole_on_its_line() -> None:
    amount = Item("1200 EUR a month", "b")
    for measure in range(9600, 20000, 400):
        lines = RichText([Part(paragraph([("Bread subscriptions", "r")], [amount]), 0.0, False)]).lines(
            measure, hyphens=True
        )
        assert [part for line in lines for style, part in line.runs if style == "b"] == [
            "1200\u00a0EUR\u00a0a\u00a0month"
        ]


@pytest.mark.parametrize("text", ["", " "])
def test_items_need_no_words(text: str) -> None:
    rich = RichText([Part(MixedParagraph(text, "en", FAMILY, FACES["r"], "", [Item("x", "t")]), 0.0, False)])
    assert [line.runs for line in rich.lines(9000, hyphens=False)] == [(("t", "x"),)]
