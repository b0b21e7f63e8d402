"""`bmcgen schema`: JSON Schemas of everything that is written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from bmcgen.assets.finder import Assets
from bmcgen.cli import complete
from bmcgen.cli.examples import ShowsExamples
from bmcgen.cli.options import ASSETS, target
from bmcgen.cli.say import fail
from bmcgen.diagnostics import Problems
from bmcgen.documents.output.files import STDOUT, write
from bmcgen.source.json_schema import FOLDER

SETTINGS = "settings"


@click.command(
    "schema",
    cls=ShowsExamples,
    short_help="Print a JSON Schema of data files, layouts, words, locales, themes or settings.",
)
@click.argument("name", shell_complete=complete.SCHEMA)
@target("Where to write it; by default to standard output. A file that is there is replaced.")
@ASSETS
def schema_command(name: str, target: str | None, assets: str | None) -> None:
    """Prints a JSON Schema, with which editors complete and check a file as you type.

    NAME is the name of a layout, for its data files; or layout, words, locale, theme or settings, for files of that
    kind. Files that `bmcgen new` writes name theirs, and need nothing more.
    """
    try:
        text = schema_text(name, Assets.of(assets))
        if target in (None, STDOUT):
            click.echo(text, nl=False)
        else:
            write(Path(str(target)), text.encode())
            click.echo(target)
    except Problems as exc:
        fail(exc)


def schema_text(name: str, assets: Assets) -> str:
    """The schema of a kind of file, or of the data files of a layout, as the text of a file."""
    schema: dict[str, Any]
    if name == SETTINGS:
        from bmcgen.cli.commands.settings_schema import settings_schema

        schema = settings_schema()
    elif name in complete.KINDS_OF_FILE:
        from bmcgen.assets.schemas.json_schemas import json_schema_of

        schema = json_schema_of(name)
    else:
        from bmcgen.data.describing.json_schema import json_schema

        schema = json_schema(name, assets)
    return f"{json.dumps(schema, indent=1, ensure_ascii=False)}\n"


def write_schemas(names: Iterable[str], folder: Path, assets: Assets) -> None:
    """Writes schemas where new files point to them; those of an earlier version are replaced."""
    for name in dict.fromkeys(names):
        write(folder / FOLDER / f"{name}.schema.json", schema_text(name, assets).encode())
