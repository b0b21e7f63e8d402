"""Which form of words a number of things asks for."""

from __future__ import annotations

from bmcgen.assets.localisation.locales import spoken
from bmcgen.assets.prebuilt import prepared

ONE_OR_OTHER = ("de", "en", "nl")
"""Languages that tell one thing from all other numbers of them: Babel is slow to import, and has no more to say."""
COUNTED = 200
"""For how many numbers the forms of languages that ship are prepared."""


def plural_form(language: str, count: int) -> str:
    """The category of a whole number in a language, as CLDR has it: one, other, few …"""
    if language.partition("-")[0] in ONE_OR_OTHER:
        return "one" if abs(count) == 1 else "other"
    if 0 <= count < COUNTED and (forms := prepared("plurals", language)):
        return str(forms[count])
    from babel import Locale

    return str(Locale.parse(spoken(language).replace("-", "_")).plural_form(count))
