"""Names, cleaned text, dates, and words with a place for a value."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError

from bmcgen.assets.localisation.locales import PLAIN, canonical
from bmcgen.assets.localisation.plurals import ONE_OR_OTHER, plural_form
from bmcgen.assets.phrases import phrase
from bmcgen.data.dates import written_out
from bmcgen.diagnostics import Place, Problems
from bmcgen.source.names import clean, fold

HERE = Place("test")


@pytest.mark.parametrize("name", ["key_partners", "keyPartners", "Key Partners", "KEY-PARTNERS", "key  partners"])
def test_case_and_separators_fold_away(name: str) -> None:
    assert fold(name) == "keypartners"


@given(st.text())
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\t\r\x00\u200b\u200d\ufeff\u2028")


@pytest.mark.parametrize(
    ("typed", "nl", "de", "en"),
    [
        ("2026-11-20", "20 november 2026", "20. November 2026", "20 November 2026"),
        ("20-11-2026", "20 november 2026", "20. November 2026", "20 November 2026"),
        ("20.11.2026", "20 november 2026", "20. November 2026", "20 November 2026"),
        ("voorjaar 2026", "voorjaar 2026", "voorjaar 2026", "voorjaar 2026"),
        ("31-02-2026", "31-02-2026", "31-02-2026", "31-02-2026"),
        ("11/20/2026", "11/20/2026", "11/20/2026", "11/20/2026"),
        ("2026-3-1", "1 maart 2026", "1. März 2026", "1 March 2026"),
    ],
)
def test_a_date_is_written_out(typed: str, nl: str, de: str, en: str) -> None:
    assert [written_out(typed, locale) for locale in ("nl", "de", "en-GB")] == [nl, de, en]
    assert written_out(typed, "de-CH") == de


def test_words_are_filled_in() -> None:
    assert phrase("Nog {{ count }} op {{ sheet }}", HERE, count=3, sheet=2) == "Nog 3 op 2"
    assert phrase("Gewoon", HERE) == "Gewoon"


@pytest.mark.parametrize(
    "template",
    [
        "{{ unknown }}",
        "{{ count",
        "{{ count.__class__.__mro__ }}",
        "{{ range(9) }}",
        "{% include 'x' %}",
        "{{ lipsum() }}",
        "{{ 1 / 0 }}",
    ],
)
def test_words_can_do_nothing_but_be_filled_in(template: str) -> None:
    with pytest.raises(Problems) as caught:
        phrase(template, HERE, count=3)
    assert caught.value.diagnostics[0].code == "bad-phrase"


@given(
    st.lists(
        st.sampled_from(["{{ count }}", "{{sheet}}", "{{  count }}", "{{ other }}", "{{", "}", "{", "%}", "\n", " x"])
    )
)
def test_words_are_filled_in_as_jinja_would(parts: list[str]) -> None:
    template = "".join(parts)
    try:
        expected = Environment().from_string(template).render(count=3, sheet="a {{ b }}")
    except TemplateError:
        return
    if "{" in template and "other" not in template:
        assert phrase(template, HERE, count=3, sheet="a {{ b }}") == expected


@pytest.mark.parametrize("code", sorted(PLAIN))
def test_a_plain_code_is_what_babel_makes_of_it(code: str) -> None:
    assert canonical(code) == code == str(Locale.parse(code.replace("-", "_"))).replace("_", "-")


@pytest.mark.parametrize("language", ONE_OR_OTHER)
def test_plurals_are_those_of_cldr(language: str) -> None:
    forms = [Locale.parse(language).plural_form(count) for count in range(-3, 130)]
    assert [plural_form(language, count) for count in range(-3, 130)] == forms


def test_plurals_of_other_languages_are_cldrs_too() -> None:
    assert [plural_form("cs", count) for count in (1, 3, 5)] == ["one", "few", "other"]
