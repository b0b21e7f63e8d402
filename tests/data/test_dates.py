"""Days are written out as Babel writes them, whether or not that was prepared when the package was built."""

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date

from bmcgen.assets.localisation.locales import PLAIN
from bmcgen.assets.prebuild import date_form
from bmcgen.data.dates import written_out
from bmcgen.model.locale import DateForm

DAYS = [date(year, month, 1 + (month * 7 + year) % 28) for year in (1987, 2026) for month in range(1, 13)]


@pytest.mark.parametrize("code", [*sorted(PLAIN), "es", "es-ES"])
def test_a_prepared_form_is_babel_s(code: str) -> None:
    form = date_form(code)
    assert form is not None
    for day in DAYS:
        expected = format_date(day, "long", locale=Locale.parse(code.replace("-", "_")))
        assert written_out(day.isoformat(), "xx", form) == expected
        assert written_out(day.isoformat(), code) == expected


def test_a_form_that_takes_more_is_left_to_babel() -> None:
    assert date_form("zh") is None  # 2026年11月20日
    assert date_form("fr") == DateForm("{day} {month} {year}", date_form("fr").months)  # type: ignore[union-attr]


def test_other_texts_stay() -> None:
    assert written_out("voorjaar {day}", "nl", date_form("nl")) == "voorjaar {day}"


@pytest.mark.parametrize("form", [None, date_form("fr")])
@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-12-01", "1er décembre 2026"), ("2011-11-11", "11 novembre 2011"), ("2021-01-21", "21 janvier 2021")],
)
def test_french_has_a_first_of_the_month(day: str, expected: str, form: DateForm | None) -> None:
    assert written_out(day, "fr-FR", form) == expected
