"""How the commands speak: diagnostics to standard error, and an end."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from bmcgen.diagnostics import Diagnostic, Problems


def show(diagnostics: Iterable[Diagnostic]) -> None:
    for each in dict.fromkeys(diagnostics):
        click.echo(str(each), err=True)


def fail(problems: Problems) -> NoReturn:
    show(problems.diagnostics)
    sys.exit(1)
