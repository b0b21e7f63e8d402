"""`bmcgen check`: everything that is wrong in data files and locales, of which nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from bmcgen.assets.finder import Assets
from bmcgen.cli.options import was_typed
from bmcgen.cli.say import fail, show
from bmcgen.cli.sources import check_stdin, files_in, is_stdin, standard_input
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.documents.authoring.words_setting import room_of_words
from bmcgen.documents.making import load, make_sheets
from bmcgen.documents.many.folders import is_locale
from bmcgen.documents.typesetting import Asked


def check(
    files: Iterable[str],
    *,
    deep: bool,
    locale: str | None,
    layout: str | None,
    paper: str | None,
    theme: str | None,
    assets: str | None,
) -> bool:
    """Says of each file that it is in order, or what is wrong with it; whether all are in order."""
    files = list(files)
    check_stdin(files)
    locales = [each for each in files if not is_stdin(each) and is_locale(Path(each))]
    files = [each for each in files if each not in locales]
    checked = [_check_locale(each) for each in locales]
    typed = was_typed("locale")
    asked = Asked(
        locale=locale if typed else None,
        usual=None if typed or locale is None else locale.split(",")[0],
        layout=layout,
        paper=paper,
        theme=theme,
    )
    said: list[Diagnostic] = []
    try:
        found = list(files_in(files, Assets.of(assets), deep=deep, said=said))
    except Problems as exc:
        fail(exc)
    show(said)
    well = all(checked) and not any(each.severity == "error" for each in said)
    for file, _ in found:
        try:
            what, shown = (standard_input(), "<stdin>") if is_stdin(file) else (Path(file), None)
            make = partial(make_sheets, what, assets=assets, shown=shown)
            documents = make(asked)
            contents = load(what, Assets.of(assets), asked.locale or asked.usual, {}, shown)
            long = [*room_of_words(contents, documents, asked, make)]
        except Problems as exc:
            show(exc.diagnostics)
            well = False
            continue
        show([*(warning for document in documents for warning in document.warnings), *long])
        sheets = sum(len(document.pages) for document in documents)
        name = "<stdin>" if is_stdin(file) else file
        click.echo(f"{name}: no problems ({sheets} {'sheet' if sheets == 1 else 'sheets'})")
    return well


def _check_locale(folder: str) -> bool:
    """Says of a locale which layouts it has and that they are in order, or what is wrong; whether it is in order."""
    from bmcgen.documents.authoring.locale_checks import check_locale

    found = check_locale(Path(folder))
    show(found.said)
    if found.well:
        unbegun = f"; not begun: {', '.join(found.unbegun)}" if found.unbegun else ""
        click.echo(f"{folder}: no problems ({', '.join(found.layouts)}{unbegun})")
        if found.dialect:
            click.echo(f"{folder}: {found.dialect}")
    return found.well
