"""Typed signs to typographic ones."""

import pytest

from bmcgen.text.typography import smart, spaced


@pytest.mark.parametrize(
    ("language", "typed", "turned"),
    [
        ("en", "He said \"it's 'fine'\" -- really...", "He said “it’s ‘fine’” – really…"),
        ("de", "\"Möbel\" -- 'gut' und mehr...", "„Möbel“ – ‚gut‘ und mehr…"),
        ("de-CH", '"Möbel"', "«Möbel»"),
        ("nl", "'s morgens \"vers\" in '90 en 't huis; foto's", "’s morgens “vers” in ’90 en ’t huis; foto’s"),
        ("fr", '"oui"', "«\u202foui\u202f»"),
        ("en", "the farmers' market, 'quoted'", "the farmers’ market, ‘quoted’"),
        ("en", "1990--2000, word--word, and -- then", "1990–2000, word–word, and – then"),
        ("en", '("a") **"b"**.', "(“a”) **“b”**."),
    ],
)
def test_signs_are_turned_into_those_of_the_language(language: str, typed: str, turned: str) -> None:
    assert smart(typed, language) == turned


@pytest.mark.parametrize(
    "typed",
    ['a 76" screen', "6' tall", "see http://a.b/--x'y", "--help", "-----", '"Open', "....", "<--", "a-b", "C:\\new..."],
)
def test_what_is_no_such_sign_stays_as_it_was_typed(typed: str) -> None:
    assert smart(typed, "en") == typed


@pytest.mark.parametrize(
    ("language", "typed", "turned"),
    [
        ("fr", "Pour qui ?", "Pour qui\u202f?"),
        ("fr", "Pour qui?", "Pour qui\u202f?"),
        ("fr", "Un mot : « oui » ; non !", "Un mot\u202f: «\u202foui\u202f»\u202f; non\u202f!"),
        ("fr", "«oui»", "«\u202foui\u202f»"),
        ("fr", "(vraiment ?!)", "(vraiment\u202f?!)"),
        ("fr", "à 14:30, 10 % de 1 200 €", "à 14:30, 10\u202f% de 1\u202f200\u202f€"),
        ("fr", "en 2026 100 personnes", "en 2026 100 personnes"),
        ("fr", "voir https://a.example/b?c : oui", "voir https://a.example/b?c\u202f: oui"),
        ("fr-CH", "Qui ?", "Qui\u202f?"),
        ("fr-CA", "Qui? Oui : « non »", "Qui? Oui\u202f: «\u202fnon\u202f»"),
        ("es", "¿Quién? 129 600 €", "¿Quién? 129\u202f600\u202f€"),
        ("en", "Who ? 129 600 €", "Who ? 129 600 €"),
    ],
)
def test_spaces_at_signs_are_those_of_the_language(language: str, typed: str, turned: str) -> None:
    assert spaced(typed, language) == turned
    assert spaced(turned, language) == turned
