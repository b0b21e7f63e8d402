"""Typed signs to typographic ones."""

import pytest

from bmcgen.text.typography import smart


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
