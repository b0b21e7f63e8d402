"""Lines: nothing is lost, nothing is too long, and they are the fewest and the most even there are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.hyphenation import current_hyphenator
from bmcgen.text.measuring import Broken
from bmcgen.text.paragraphs import Paragraph
from bmcgen.text.segmentation import segments, unhyphenated, words

some_words = st.text(alphabet="abcdeghijklmnoprstuvwzABEGKSéü€ß0123456789-/.,:@'„“", min_size=1, max_size=40)
texts = st.lists(some_words, min_size=1, max_size=30).map(" ".join)
measures = st.floats(3000, 40000)


def joined(lines: tuple[Broken, ...]) -> str:
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


@given(texts, st.sampled_from(["nl", "de", "en", "xx"]))
@example("am 5. Mai z. B. um 20 % – t/m 8 en/of www.example.org/a-b", "de")
def test_words_are_the_segments_without_their_hyphens(text: str, language: str) -> None:
    whole = unhyphenated(segments(text, language, current_hyphenator()))
    assert [(each.text, each.joint) for each in words(text)] == [(each.text, each.joint) for each in whole]


@given(texts, measures, st.sampled_from(["nl", "de"]))
@example("Samenwerkingsverbanden ondersteunen buurtinitiatieven in gemeenten", 13000, "nl")
def test_lines_are_counted_as_few_as_they_can_be(regular: Face, text: str, measure: float, language: str) -> None:
    """Never fewer than if each could be filled to the end, never more with hyphens than without."""
    paragraph = Paragraph(text, language, regular)
    broken, whole = (paragraph.count(measure, hyphens=each) for each in (True, False))
    assert paragraph.least(measure) <= broken <= whole
    assert [broken, whole] == [len(paragraph.lines(measure, hyphens=each, even=False)) for each in (True, False)]


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("voor € 39,90 per maand", "€\u00a039,90"),
        ("um 25 % billiger", "25\u00a0%"),
        ("nach § 5 Absatz 2", "§\u00a05"),
        ("Kosten, z. B. Miete", "z.\u00a0B."),
        ("620 m² × 4,80 €", "620\u00a0m²\u00a0×\u00a04,80\u00a0€"),
        ("groep 3 t/m 8", "3\u00a0t/m\u00a08"),
        ("een dag – of twee", "dag\u00a0–"),
        ("ca. € 6.400 per jaar", "ca.\u00a0€\u00a06.400"),
    ],
)
def test_a_number_keeps_its_unit(text: str, kept: str) -> None:
    assert kept in [each.text for each in segments(text, "de", current_hyphenator())]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://www.acme.nl/een/pad-naar?x=1", ["https://", "www.", "acme.nl/", "een/", "pad-", "naar?", "x=", "1"]),
        ("hallo@acme.nl", ["hallo@", "acme.nl"]),
        ("Do–Fr 14–18", ["Do–Fr", "14–18"]),
        ("F-gas", ["F-gas"]),
        ("QR-code en/of", ["QR-code", "en/of"]),
        ("Datenschutz-Folge", ["Datenschutz-", "Folge"]),
        ("maat/kleur", ["maat/", "kleur"]),
        ("3–5", ["3–5"]),
        ("v3.2", ["v3.2"]),
    ],
)
def test_where_an_address_or_a_double_word_may_be_broken(text: str, parts: list[str]) -> None:
    assert [each.text for each in segments(text, "xx", current_hyphenator())] == parts


@pytest.mark.parametrize(
    ("word", "language", "broken"),
    [
        ("Klantrelatiebeheersystemen", "nl", "Klant-re-la-tie-be-heer-sys-te-men"),
        ("Geschwindigkeitsbegrenzung", "de", "Geschwin-dig-keits-be-gren-zung"),
        ("„Kundenbeziehung“", "de", "„Kun-den-be-zie-hung“"),
        ("2026er-Jahresabschluss", "de", "2026er-Jah-res-ab-schluss"),
        ("financiële", "nl", "finan-ci-ële"),
        ("ideal", "en", "ideal"),
    ],
)
def test_words_are_broken_with_three_letters_on_either_side(word: str, language: str, broken: str) -> None:
    text = "".join(
        each.text + {"-": "-", "": "|", " ": "", "\n": ""}[each.joint]
        for each in segments(word, language, current_hyphenator())
    )
    assert text == broken


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
