"""How the commands speak: diagnostics to standard error, and an end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

import click
from click.core import ParameterSource
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Place, Problems


def show(diagnostics: Iterable[Diagnostic]) -> None:
    for each in dict.fromkeys(map(_at_its_origin, diagnostics)):
        click.echo(str(each), err=True)


def fail(problems: Problems) -> NoReturn:
    show(problems.diagnostics)
    sys.exit(1)


def show_carrying(paths: Sequence[str]) -> None:
    """Says of files, if there are any, that they carry the data they were made from."""
    if paths:
        first, *more = paths
        holds = f"and {len(more)} more hold their data" if more else "holds its data"
        click.echo(f"{first} {holds}: bmcgen import gives it back, --no-source leaves it out", err=True)


def _at_its_origin(diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic about an option, placed where its value comes from: the environment, or a settings file."""
    option = diagnostic.where.file
    ctx = click.get_current_context(silent=True)
    if not option.startswith("--") or ctx is None:
        return diagnostic
    param = next((each for each in ctx.command.params if option in each.opts), None)
    source = ctx.get_parameter_source(param.name) if param and param.name else None
    if param and source is ParameterSource.ENVIRONMENT:
        return replace(diagnostic, where=Place(str(param.envvar)))
    if source is ParameterSource.DEFAULT_MAP:
        place = ctx.find_root().obj.places.get(option.removeprefix("--"))
        return replace(diagnostic, where=place) if place else diagnostic
    return diagnostic


def named_in(problems: Problems, option: str) -> Problems:
    """Problems of a file that an option names: where there is no such file, they name the option too."""
    missing = "no-such-file"
    return Problems(
        replace(each, message=f"{option}: {each.message}") if each.code == missing else each
        for each in problems.diagnostics
    )
