"""Writes what `compiled` reads; `python -m bmcgen.assets.prebuild` does so for a checkout whose code has changed."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout, serving
from bmcgen.assets.localisation.locales import PLAIN, canonical, locale_codes, read_locale, spoken
from bmcgen.assets.localisation.plurals import COUNTED, plural_form
from bmcgen.assets.localisation.words import has_layout, read_canvas
from bmcgen.assets.papers import CUSTOM
from bmcgen.assets.prebuilt import FILE, code, prepare, recording
from bmcgen.assets.themes import read_theme
from bmcgen.diagnostics import Place
from bmcgen.model.locale import DateForm


def date_form(code: str) -> DateForm | None:
    """How Babel writes a day out in a locale; None if that takes more than the day, the month's name and the year."""
    from babel import Locale

    locale = Locale.parse(code.replace("-", "_"))
    parts = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}
    # Words of the language stand between quotation marks: d 'de' MMMM 'de' y.
    tokens = re.findall(r"'[^']+'|[A-Za-z]+|[^A-Za-z]", locale.date_formats["long"].pattern)
    if any(token.isalpha() and token not in parts for token in tokens) or set("'{}") & {*tokens}:
        return None
    months = locale.months["format"]["wide"]
    pattern = "".join(parts.get(token, token.strip("'")) for token in tokens)
    return DateForm(pattern, tuple(months[number] for number in range(1, 13)))


def write_compiled(file: Path = FILE) -> None:
    """Reads all that ships: layouts on each of their papers, locales, words and themes. `Problems` if some is wrong."""
    assets, here = Assets(), Place("")
    with recording() as made:
        for name in assets.names("layouts"):
            layout = read_layout(assets, name, here)
            for paper in layout.papers:
                if paper != CUSTOM:
                    read_layout(assets, name, here, paper)
            for about in (layout, *(read_layout(assets, each, here) for each in serving(assets, name))):
                for each in locale_codes(assets):
                    if has_layout(assets, each, about):
                        read_canvas(assets, each, about)
        for each in locale_codes(assets):
            read_locale(assets, each, here)
        for name in assets.names("layouts/themes"):
            read_theme(assets, name, here)
        languages = locale_codes(assets)
        regions = [read_locale(assets, each, here).region for each in languages]
        codes = {canonical(code) or code for code in (*languages, *regions)}
        prepare("codes", "", frozenset(codes))
        for each in languages:
            prepare("plurals", each, tuple(plural_form(each, count) for count in range(COUNTED)))
        for each in sorted({spoken(code) for code in PLAIN | codes}):
            if form := date_form(each):
                prepare("dates", each, form)
    # Moved into its place whole, for other processes may be reading it.
    partial = file.with_suffix(".partial")
    partial.write_bytes(pickle.dumps((code(), made), protocol=5))
    partial.replace(file)


if __name__ == "__main__":
    write_compiled()
