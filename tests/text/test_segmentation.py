"""Segments: what is never broken, and what a break behind it would be."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bmcgen.text.hyphenation import Hyphenator, Rules, current_hyphenator
from bmcgen.text.segmentation import Segment, SpaceJoined, address_parts, segments, unhyphenated, words
from tests.text.test_paragraphs import texts


@given(texts, st.sampled_from(["nl", "de", "en", "xx"]))
@example("am 5. Mai z. B. um 20 % – t/m 8 en/of www.example.org/a-b", "de")
def test_words_are_the_segments_without_their_hyphens(text: str, language: str) -> None:
    whole = unhyphenated(segments(text, language, current_hyphenator()))
    assert [(each.text, each.joint) for each in words(text)] == [(each.text, each.joint) for each in whole]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("voor € 39,90 per maand", "€\u00a039,90"),
        ("een verlies: −€ 460 per jaar", "−€\u00a0460"),
        ("um 25 % billiger", "25\u00a0%"),
        ("nach § 5 Absatz 2", "§\u00a05"),
        ("Kosten, z. B. Miete", "z.\u00a0B."),
        ("nach § 37 Abs. 3 SGB XI und", "§\u00a037\u00a0Abs.\u00a03\u00a0SGB\u00a0XI"),
        ("Pflicht nach § 54 GenG.", "§\u00a054\u00a0GenG."),
        ("rund 1,9 Mio. km im Jahr", "1,9\u00a0Mio.\u00a0km"),
        ("Option B, dann C", "Option\u00a0B,"),
        ("620 m² × 4,80 €", "620\u00a0m²\u00a0×\u00a04,80\u00a0€"),
        ("groep 3 t/m 8", "3\u00a0t/m\u00a08"),
        ("£186,600 − £175,100", "£186,600\u00a0−"),
        ("600 × £4 × 12 = £28,800", "600\u00a0×\u00a0£4\u00a0×\u00a012\u00a0="),
        ("fest 7 + 5 variabel", "7\u00a0+"),
        ("60.000 ÷ € 300", "60.000\u00a0÷\u00a0€\u00a0300"),
        ("een dag – of twee", "dag\u00a0–"),
        ("ca. € 6.400 per jaar", "ca.\u00a0€\u00a06.400"),
        ("Wir glauben, dass … zahlt", "dass\u00a0…"),
        ("„Für …, die …“ sagen", "„Für\u00a0…,"),
    ],
)
def test_what_belongs_together_is_kept_together(text: str, kept: str) -> None:
    assert kept in [each.text for each in segments(text, "de", current_hyphenator())]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://www.acme.nl/een/pad-naar?x=1", ["https://www.acme.nl/een/pad-naar?x=1"]),
        ("12-day 24-Stunden-Dienst", ["12-day", "24-Stunden-", "Dienst"]),
        ("Do–Fr 14–18", ["Do–Fr", "14–18"]),
        ("F-gas", ["F-gas"]),
        ("QR-code en/of", ["QR-code", "en/of"]),
        ("Datenschutz-Folge", ["Datenschutz-", "Folge"]),
        ("maat/kleur", ["maat/", "kleur"]),
        ("3–5", ["3–5"]),
        ("v3.2", ["v3.2"]),
    ],
)
def test_where_a_double_word_may_be_broken(text: str, parts: list[str]) -> None:
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


def test_words_joined_by_spaces_alone_are_told_apart() -> None:
    assert isinstance(words("een twee drie"), SpaceJoined)
    assert not isinstance(words("een\ntwee"), SpaceJoined)
    assert not isinstance(words("20 % drie"), SpaceJoined)


@pytest.mark.parametrize(
    ("text", "discouraged"),
    [
        ("am 12 Mai", ["12"]),
        ("before I ring", ["before", "I"]),
        ("Stop. Go on", ["Go"]),
        ("They display it. A hall", ["A"]),
        ("Am I? I may", ["I"]),
        ("Halt: Ein Rat", ["Ein"]),
        ("stop: go on", []),
        ("one two three", []),
    ],
)
def test_where_a_line_had_better_not_end(text: str, discouraged: list[str]) -> None:
    assert [each.text for each in words(text) if each.penalty] == discouraged


def test_a_break_inside_a_part_of_a_compound_has_a_penalty_and_one_at_a_joint_has_none() -> None:
    hyphenator = Hyphenator(lambda language: Rules(current_hyphenator().rules("de").patterns, COMPOUND))
    found = [(each.text, bool(each.penalty)) for each in segments("Kundenbeziehungen", "de", hyphenator)]
    assert found == [("Kun", True), ("den", False), ("be", True), ("zie", True), ("hun", True), ("gen", False)]


COMPOUND = {"kundenbeziehung": ("kunden", "beziehung")}


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://www.acme.nl/een/pad-naar?x=1", ["https://", "www.acme.nl/", "een/", "pad-naar?", "x=", "1"]),
        ("hallo@acme.nl", ["hallo", "@acme.nl"]),
        ("kita@hofwerk-eg.de", ["kita", "@hofwerk-eg.de"]),
        ("kita@hofwerk-eg.de,", ["kita", "@hofwerk-eg.de,"]),
        ("acme.nl", ["acme.nl"]),
        ("v1.10/notes.txt", ["v1.10/", "notes.txt"]),
    ],
)
def test_where_an_address_is_parted_that_no_line_can_hold(address: str, parts: list[str]) -> None:
    assert address_parts(address) == parts


def test_parts_of_an_address_are_marked() -> None:
    assert {each.address for each in words("https://example.org/a-path")} == {True}
    assert words("either/other") == (Segment("either/", ""), Segment("other", " "))


def test_an_address_behind_a_fixed_space_has_no_hyphens() -> None:
    found = segments("bij\u00a0informatie@voorbeeldorganisatie.nl", "nl", current_hyphenator())
    assert [each.text for each in found if each.joint == "-"] == []
