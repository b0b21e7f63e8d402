"""Paragraphs: no word is lost, no line is wider than the measure, and they are as many as `count` says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.measuring import SetLine
from bmcgen.text.paragraphs import Paragraph

some_words = st.text(alphabet="abcdeghijklmnoprstuvwzABEGKSéü€ß0123456789-/.,:@'„“", min_size=1, max_size=40)
texts = st.lists(some_words, min_size=1, max_size=30).map(" ".join)
measures = st.floats(3000, 40000)


def joined(lines: tuple[SetLine, ...]) -> str:
    parts = [line.text[:-1] if line.joint == "-" else line.text + line.joint for line in lines]
    return "".join(parts).strip().replace("\u00a0", " ")


@given(texts, measures, st.booleans(), st.booleans(), st.sampled_from(["nl", "de", "en"]))
@example("W" * 200, 3000, False, True, "nl")
@example("https://www.example.org/" + "x" * 80, 4000, True, True, "de")
@example("a\n\nb", 3000, False, True, "nl")
def test_lines_hold_every_word_and_none_is_longer_than_the_measure(
    regular: Face, text: str, measure: float, hyphens: bool, even: bool, language: str
) -> None:
    paragraph = Paragraph(text, language, regular)
    lines = paragraph.lines(measure, hyphens=hyphens, even=even)
    assert joined(lines).split() == text.split()
    assert all(line.width <= measure + 0.01 for line in lines)
    assert all(line.width == pytest.approx(regular.width(line.text), abs=0.01) for line in lines)
    assert len(lines) <= paragraph.count(measure, hyphens=hyphens)


@given(texts, measures, st.sampled_from(["nl", "de"]))
@example("Samenwerkingsverbanden ondersteunen buurtinitiatieven in gemeenten", 13000, "nl")
def test_lines_are_counted_as_few_as_they_can_be(regular: Face, text: str, measure: float, language: str) -> None:
    """Never fewer than if each could be filled to the end, never more with hyphens than without."""
    paragraph = Paragraph(text, language, regular)
    broken, whole = (paragraph.count(measure, hyphens=each) for each in (True, False))
    assert paragraph.least(measure) <= broken <= whole
    assert [broken, whole] == [len(paragraph.lines(measure, hyphens=each, even=False)) for each in (True, False)]


def test_a_soft_hyphen_says_where_and_is_not_seen(regular: Face) -> None:
    paragraph = Paragraph("Reser\u00advierungs\u00adsystem", "de", regular)
    assert [line.text for line in paragraph.lines(5000, hyphens=True)] == ["Reser-", "vierungs-", "system"]
    assert [line.text for line in paragraph.lines(90000, hyphens=True)] == ["Reservierungssystem"]


def test_a_word_is_not_broken_where_that_saves_nothing(regular: Face) -> None:
    lines = Paragraph("Elke fiets nagekeken en verkeersveilig", "nl", regular).lines(12500, hyphens=False)
    assert [line.text for line in lines] == ["Elke fiets nagekeken en", "verkeersveilig"]


def test_a_typed_line_break_stays(regular: Face) -> None:
    lines = Paragraph("een\ntwee\n\ndrie", "nl", regular).lines(90000, hyphens=True)
    assert [(line.text, line.joint) for line in lines] == [("een", "\n"), ("twee", "\n"), ("drie", "\n")]


def test_balanced_lines_break_no_word_that_fits() -> None:
    face = Face("IBMPlexSans-Bold", SHIPPED / "fonts" / "IBMPlexSans-Bold.ttf")
    paragraph = Paragraph("Value Propositions", "en", face)
    for measure in range(int(face.width("Propositions")) + 20, int(face.width("Value Propositions")), 200):
        assert [line.text for line in paragraph.balanced(measure)] == ["Value", "Propositions"]


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("www.tegelweg.nl/aanvragen", ["www.tegelweg", ".nl/aanvragen"]),
        ("https://www.klinikum-mittlere-aue.de/anfrage", ["https://", "www.klinikum", "-mittlere-aue", ".de/anfrage"]),
        ("ambulant_teilweise.pdf", ["ambulant", "_teilweise", ".pdf"]),
    ],
)
def test_a_host_too_wide_for_its_line_breaks_in_no_name(regular: Face, address: str, lines: list[str]) -> None:
    paragraph = Paragraph(address, "nl", regular)
    measure = max(regular.width(line) for line in lines) + 1
    assert [line.text for line in paragraph.lines(measure, hyphens=True)] == lines
