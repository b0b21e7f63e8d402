"""Lines: the fewest and the most even there are, whichever way a text is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import current_hyphenator
from bmcgen.text.line_breaking import best_lines, has_short_line
from bmcgen.text.measuring import MeasuredText
from bmcgen.text.paragraphs import Paragraph
from bmcgen.text.segmentation import Segment, segments


def end_cost(part: float, count: int, text: str) -> float:
    """What a last line costs that takes up a part of the measure: a short word by itself costs more."""
    return max(0.0, 0.22 - part) * 0.9 + (0.3 if count > 1 and part < 0.36 and " " not in text else 0.0)


@given(st.lists(st.sampled_from(["de", "klant", "wil", "zeker", "weten", "of", "het", "past"]), min_size=2, max_size=9))
def test_there_are_no_fewer_lines_and_none_more_even(regular: Face, chosen: list[str]) -> None:
    """Against every possible way to break a short text."""
    text, measure = " ".join(chosen), 5200.0
    best: tuple[int, float] | None = None
    for pattern in range(2 ** (len(chosen) - 1)):
        rows, row = [], chosen[0]
        for number, word in enumerate(chosen[1:]):
            if pattern >> number & 1:
                rows.append(row)
                row = word
            else:
                row += " " + word
        rows.append(row)
        widths = [regular.width(row) for row in rows]
        if max(widths) <= measure:
            last = end_cost(widths[-1] / measure, len(rows), rows[-1])
            cost = len(rows), sum(((measure - w) / measure) ** 2 for w in widths[:-1]) + last
            best = min(best or cost, cost)
    lines = Paragraph(text, "nl", regular).lines(measure, hyphens=False, even=False)
    last = end_cost(lines[-1].width / measure, len(lines), lines[-1].text)
    cost = sum(((measure - line.width) / measure) ** 2 for line in lines[:-1]) + last
    assert best is not None
    assert (len(lines), round(cost, 6)) == (best[0], round(best[1], 6))


def measured(regular: Face, *parts: Segment) -> MeasuredText:
    return MeasuredText(parts, regular)


def test_a_typed_line_break_always_ends_a_line(regular: Face) -> None:
    text = measured(regular, Segment("one", "\n"), Segment("two", " "), Segment("three", "\n"), Segment("four", " "))
    assert best_lines(text, 90_000, True) == [(0, 0), (1, 2), (3, 3)]
    assert best_lines(measured(regular), 90_000, True) == []


def test_without_hyphens_only_words_wider_than_the_measure_are_broken(regular: Face) -> None:
    text = measured(regular, Segment("a", " "), Segment("hyphen", "-"), Segment("ation", " "))
    whole = regular.width("hyphenation")
    assert best_lines(text, whole + 1, False) == [(0, 0), (1, 2)]
    assert best_lines(text, whole + 1, True) == [(0, 1), (2, 2)]
    assert best_lines(text, whole - 1, False) == [(0, 1), (2, 2)]


def test_a_penalty_moves_a_break(regular: Face) -> None:
    texts, room = ("aaaa", "bbbb", "cccc", "dddd"), regular.width("aaaa bbbb cccc") + 1
    for penalty, lines in ((0.0, [(0, 1), (2, 3)]), (0.5, [(0, 2), (3, 3)])):
        parts = [Segment(each, " ", penalty if each == "bbbb" else 0.0) for each in texts]
        assert best_lines(measured(regular, *parts), room, True) == lines


def test_a_short_line_is_one_before_the_last_of_a_paragraph(regular: Face) -> None:
    text = measured(regular, Segment("a", " "), Segment("b", "\n"), Segment("c", " "))
    assert has_short_line(text, [(0, 0), (1, 1), (2, 2)], 9_000)
    assert not has_short_line(text, [(0, 1), (2, 2)], 9_000)


WORDS = [
    "de",
    "klant",
    "Geschwindig\u00adkeits\u00adbegrenzung",
    "on\u00adaf\u00adhan\u00adke\u00adlijk",
    "a/b",
    "x" * 90,
]


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n"])), min_size=1, max_size=30),
    st.floats(1_500, 12_000),
    st.booleans(),
)
def test_a_text_too_long_for_an_even_rag_takes_as_few_lines(
    regular: Face, words: list[tuple[str, str]], measure: float, hyphens: bool
) -> None:
    text = MeasuredText(segments("".join(map("".join, words)).strip(), "nl", current_hyphenator()), regular)
    fitted = text.split(measure)
    even = best_lines(fitted, measure, hyphens)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bmcgen.text.line_breaking._LONG", 0)
        filled = best_lines(fitted, measure, hyphens)
    assert len(filled) == len(even)
    assert [segment for first, last in filled for segment in range(first, last + 1)] == [*range(len(fitted.segments))]
    for first, last in filled:
        assert fitted.ends[last] - fitted.starts[first] <= measure + 0.002
        assert hyphens or fitted.segments[last].joint != "-" or fitted.too_long(last, measure)
        assert all(segment.joint != "\n" for segment in fitted.segments[first:last])
