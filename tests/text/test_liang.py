"""Liang's algorithm: its own example, the notations that patterns come in, and the results of another engine."""

import re
from pathlib import Path
from random import Random

import pyphen
import pytest

from bmcgen.resources import SHIPPED
from bmcgen.text.liang import HyphenDictionary, Patterns, digits_of, installed_dictionary

# The patterns that occur in the word, from Liang's thesis.
THESIS = ["hy3ph", "he2n", "hena4", "hen5at", "1na", "n2at", "1tio", "2io", "o2n"]


def dictionary(patterns: str, encoding: str = "UTF-8") -> HyphenDictionary:
    return HyphenDictionary(f"{encoding}\n{patterns}".encode(encoding))


def hyphened(patterns: Patterns, word: str) -> str:
    points = patterns.positions(word)
    return "".join(("-" if at in points else "") + char for at, char in enumerate(word))


@pytest.mark.parametrize(
    ("pattern", "digits"), [("hy3ph", "00300"), (".ach4", "00004"), ("1na", "100"), ("a1b2.", "0120"), ("abc", "0000")]
)
def test_the_digits_of_a_pattern(pattern: str, digits: str) -> None:
    assert digits_of(pattern) == digits


def test_the_example_of_the_thesis() -> None:
    mapping = Patterns({re.sub(r"\d", "", each): digits_of(each) for each in THESIS})
    groups = [f"{digits_of(each)} {re.sub(r'[0-9]', '', each)}" for each in THESIS]
    for patterns in (mapping, Patterns.grouped(groups), dictionary("\n".join(THESIS))):
        assert hyphened(patterns, "hyphenation") == "hy-phen-ation"


def test_two_letters_stay_together_at_either_end() -> None:
    assert hyphened(dictionary("1a"), "aaaaa") == "aa-a-aa"
    assert hyphened(dictionary("1a"), "aaa") == "aaa"
    assert Patterns({}).positions("word") == []


def test_an_end_of_the_word_is_a_letter_of_a_pattern() -> None:
    assert hyphened(dictionary(".ab1c\nb1c.\n"), "abcabcabc") == "ab-cabcab" + "c"
    assert hyphened(dictionary("c1ab.\n"), "abcabcab") == "abcabc-ab"


def test_what_is_no_pattern_in_a_dictionary_is_passed_over() -> None:
    text = "% a1a\n# a1a\nLEFTHYPHENMIN 1\nCOMPOUNDRIGHTHYPHENMIN 1\nNEXTLEVEL\r\n\nb1b  \r\n^^e91c"
    patterns = dictionary(text)
    assert hyphened(patterns, "xaaaaxbbx") == "xaaaaxb-bx"
    assert hyphened(patterns, "xxécxx") == "xxé-cxx"


@pytest.mark.parametrize("encoding", ["ISO8859-2", "microsoft-cp1251", "UTF-8"])
def test_a_dictionary_says_its_encoding(encoding: str) -> None:
    word = "łódźłódź" if encoding != "microsoft-cp1251" else "мовамова"
    python = {"microsoft-cp1251": "cp1251"}.get(encoding, encoding)
    data = f"{encoding}\n{word[3]}1{word[4]}".encode(python)
    assert hyphened(HyphenDictionary(data), word) == f"{word[:4]}-{word[4:]}"


def test_a_word_is_not_broken_where_that_would_change_its_letters() -> None:
    patterns = dictionary("s1s\ns3sz/sz=,1,3\nz1n\n")
    assert hyphened(patterns, "xassxasszonyxazna") == "xas-sxasszonyxaz-na"


def texts(name: str) -> set[str]:
    found = (SHIPPED / "locales" / name).glob("*.yaml")
    return {word for path in found for word in re.findall(r"[^\W\d_]{4,}", path.read_text("utf-8").lower())}


@pytest.mark.parametrize("language", ["nl", "en-GB", "en-US", "fr", "es", "it", "pl", "uk", "sv"])
def test_words_are_broken_as_another_engine_breaks_them(language: str) -> None:
    """Words made of the letters of the patterns, so that all patterns are met, and those of our own texts."""
    name = pyphen.language_fallback(language.replace("-", "_"))
    other, ours = pyphen.Pyphen(lang=name, left=2, right=2), installed_dictionary(language)
    assert ours is not None
    letters = sorted(text for text in (key.strip(".") for key in other.hd.patterns) if text.isalpha())
    draw = Random(1)
    words = {"".join(draw.choices(letters, k=3)) for _ in range(4000)} | texts(language[:2])
    found = {word: (ours.positions(word), [int(at) for at in other.positions(word)]) for word in words}
    assert {word: each for word, each in found.items() if each[0] != each[1]} == {}


def test_only_points_that_change_letters_are_left_out() -> None:
    other, ours = pyphen.Pyphen(lang="hu_HU", left=2, right=2), installed_dictionary("hu")
    assert ours is not None
    changing = ["asszony", "könnyű", "mennyiség", "gallyak"]
    for word in (*changing, "vállalkozás", "ügyfélkapcsolatok"):
        points = other.positions(word)
        assert ours.positions(word) == [int(at) for at in points if at.data is None], word
        assert (len(ours.positions(word)) < len(points)) == (word in changing), word


def test_every_installed_dictionary_can_be_read() -> None:
    for path in sorted({Path(path) for path in pyphen.LANGUAGES.values()}):
        HyphenDictionary(path.read_bytes()).positions("abcdefghij")


def test_a_language_without_a_dictionary_has_none() -> None:
    assert installed_dictionary("zxx") is None
    assert installed_dictionary("fr-CA") is not None
