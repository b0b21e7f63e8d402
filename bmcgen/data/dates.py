"""Dates as they are typed, and as a locale writes them out."""

from __future__ import annotations

import re
from datetime import date

from bmcgen.model.locale import DateForm

_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})"),
)
_DAY = re.compile(
    r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})"
    r"|(?P<day_>\d{1,2})(?:-|/|\.\s?)(?P<month_>\d{1,2})(?:-|/|\.\s?)(?P<year_>\d{4})",
    re.ASCII,
)

_DAY = re.compile(
    r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})"
    r"|(?P<day_>\d{1,2})(?:-|/|\.\s?)(?P<month_>\d{1,2})(?:-|/|\.\s?)(?P<year_>\d{4})",
    re.ASCII,
)
_FIRST = {"fr": "1er"}
"""What a language calls the first day of a month, where that is not a mere number."""


def parse_date(text: str) -> date | None:
    """The day that 2026-11-20, 20-11-2026 or 20.11.2026 means; None for any other text and for days there are not."""
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def written_out(text: str, locale: str, form: DateForm | None = None) -> str:
    """A date in the locale's long form (20 november 2026); any other text as it was typed. Where the form is known,
    Babel need not be asked.
    """
    day = parse_date(text)
    if day is None:
        return text
    first = _FIRST.get(locale.partition("-")[0], "1") if day.day == 1 else ""
    if form:
        return form.pattern.format(day=first or day.day, month=form.months[day.month - 1], year=day.year)
    from babel import Locale
    from babel.dates import format_date

    written = format_date(day, "long", locale=Locale.parse(locale.replace("-", "_")))
    return re.sub(r"\b1\b", first, written, count=1) if first else written


def no_day(text: str) -> bool:
    """Whether a text is written like a date, and there is no such day: 31-02-2026, 2026-13-01."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return False
    year, month, day = (int(match[part] or match[f"{part}_"]) for part in ("year", "month", "day"))
    if "/" in text and month > 12:  # the month comes first in the United States
        month, day = day, month
    try:
        date(year, month, day)
    except ValueError:
        return True
    return False
