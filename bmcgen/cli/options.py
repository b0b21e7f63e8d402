"""The options that several commands take, and how their values are read."""

from __future__ import annotations

import click

from bmcgen.documents.files import OutputError, check_target

ASSETS = click.option(
    "--assets", type=click.Path(), metavar="DIR", help="A folder with layouts, locales and fonts of your own."
)
LOCALE = click.option(
    "-l", "--locale", "locales", metavar="CODE[,CODE…]", help="Language of the sheets: nl, de, en. One file each."
)
OUTPUT = click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    help="A .pdf, .png or .svg file, a folder/, or a pattern: out/{name}-{locale}.pdf",
)


def listed(option: str, value: str | None) -> list[str]:
    """The names in an option that takes several."""
    if value is None:
        return []
    names = list(dict.fromkeys(name.strip() for name in value.split(",")))
    if "" in names:
        raise click.UsageError(f'{option} "{value}": give names with commas between them')
    return names


def checked_target(out: str | None) -> None:
    try:
        check_target(out)
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None
