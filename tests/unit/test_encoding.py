"""Encodings: what is taken for granted, what is guessed, and what is refused."""

import pytest

from bmcgen.diagnostics import Problems
from bmcgen.source.encoding import guess


@pytest.mark.parametrize(
    ("text", "encoding", "called"),
    [
        ("a: Büro für „Straße“ – 10 €", "cp1252", "Windows-1252"),
        ("a: café", "latin-1", "Windows-1252"),
        ("a: it’s Zoë’s", "cp1252", "Windows-1252"),
        ("a: Acme é", "utf-16", "UTF-16"),
        ("title: Acme", "utf-16-le", "UTF-16"),
        ("title: Acme", "utf-16-be", "UTF-16"),
    ],
)
def test_what_leaves_no_doubt_is_read_and_said(text: str, encoding: str, called: str) -> None:
    found, said = guess(text.encode(encoding), "f")
    assert found == text
    assert [(each.severity, each.code) for each in said] == [("notice", "encoding")]
    assert f"read as {called}" in said[0].message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("a: Привет мир", "cp1251"),
        ("a: Γειά σου", "cp1253"),
        ("a: Dvořák", "cp1250"),
        ("a: kąt zażółć", "cp1250"),
        ("a: Übung größer", "cp850"),
        ("a: Übung", "mac-roman"),
        ("a: şişli ığdır", "cp1254"),
    ],
)
def test_other_encodings_are_not_taken_for_windows_1252(text: str, encoding: str) -> None:
    with pytest.raises(Problems, match="not-utf-8"):
        guess(text.encode(encoding), "f")


def test_damaged_utf_8_is_not_taken_for_windows_1252() -> None:
    with pytest.raises(Problems, match="some of its bytes are damaged"):
        guess("a: café".encode() + b"\xe9", "f")


def test_utf_8_is_nothing_to_be_said_about() -> None:
    assert guess("\ufeffa: café".encode(), "f") == ("a: café", ())
