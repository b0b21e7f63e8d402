"""The command line: the only room that prints or exits. 0 done, 1 something wrong in the data, 2 wrong usage."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bmcgen.documents.many.gc_tuning import seldom

seldom()  # before the other imports, for they make as many values as a sheet has

import click

from bmcgen import __version__
from bmcgen.assets.finder import Assets
from bmcgen.cli import complete
from bmcgen.cli.examples import ShowsExamples
from bmcgen.cli.options import ASSETS, PAPER, RECURSIVE, THEME, option
from bmcgen.cli.say import fail
from bmcgen.cli.settings import read_settings
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.diagnostics import Place, Problems

_ROOMS = {
    "export": "exporting",
    "import": "importing",
    "make": "printing",
    "new": "starting",
    "schema": "describing",
    "studio": "studio",
    "watch": "watching",
}
"""Commands that have a module of their own, and draw on all others; it is imported when one of them is run."""


class _Program(ShowsExamples, click.Group):
    """Says what went wrong where output cannot be written (a full disk, a closed pipe), in place of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *_ROOMS})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in _ROOMS and name not in self.commands:
            found: click.Command = getattr(import_module(f"{__name__}.commands.{_ROOMS[name]}"), f"{name}_command")
            self.add_command(found)
        return super().get_command(ctx, name)

    def invoke(self, ctx: click.Context) -> Any:
        rest = [*ctx._protected_args, *ctx.args]
        if not {"-h", "--help"} & {*rest}:
            try:
                ctx.obj = read_settings(Path.cwd())
            except Problems as exc:
                fail(exc)
            ctx.default_map = dict.fromkeys(self.list_commands(ctx), ctx.obj.default_map())
        return super().invoke(ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        if "_BMCGEN_COMPLETE" in os.environ:
            from bmcgen.cli.shells import use

            use()
        # So that what a half-made run has begun is cleared away.
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        try:
            try:
                return super().main(*args, **kwargs)
            finally:
                if sys.stdout is not None:
                    sys.stdout.flush()
        except OSError as exc:
            # What is still waiting to be written would fail again when Python ends.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            click.echo(f"bmcgen: {exc.strerror or exc}", err=True)
            sys.exit(1)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bmcgen")
def main() -> None:
    """Makes printable canvases and forms, blank or filled in.

    The exit code is 0 if all went well, 1 if something is wrong with the data, 2 if the command itself is wrong.
    `bmcgen COMMAND --help` tells more of each command.
    """


@main.command("check", cls=ShowsExamples, short_help="Check data files or a locale and report every problem.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete.FILE)
@option(
    "-l",
    "--locale",
    setting="locale",
    metavar="CODE",
    shell_complete=complete.PAIR,
    help="Check as if printed in this language: nl, a dialect such as de-CH, or two (nl+en).",
)
@click.option("--layout", metavar="NAME", shell_complete=complete.LAYOUT, help="Check as if printed on this layout.")
@PAPER
@THEME
@RECURSIVE
@ASSETS
def check_command(files: tuple[str, ...], recursive: bool, **asked: str | None) -> None:
    """Reports every problem of data files at once, each with file, line, column and a hint. Writes nothing.

    FILE is a data file, a folder of data files, or - for data on standard input. A folder with a locale.yaml is checked
    as a locale: what is missing, surplus, filled in otherwise than in other languages, or too long for its place.
    """
    from bmcgen.cli.commands.checking import check

    if not check(files, deep=recursive, **asked):
        sys.exit(1)


@main.command("list", cls=ShowsExamples, short_help="List layouts, locales and themes.")
@click.argument("kind", required=False, type=click.Choice(["layouts", "locales", "themes"]))
@ASSETS
def list_command(kind: str | None, assets: str | None) -> None:
    """Lists layouts, locales and themes, including those in --assets.

    Beside a locale that cannot print all layouts stand those that it can, or the few that it lacks.
    """
    try:
        found = Assets.of(assets)
        tables = {"layouts": _layouts, "locales": _locales, "themes": _themes}
        for number, (name, rows) in enumerate(tables.items()):
            if kind not in (None, name):
                continue
            if kind is None:
                click.echo(f"{chr(10) if number else ''}{name}:")
            for key, text in rows(found):
                click.echo(f"{'' if kind else '  '}{key:<20} {text}")
    except Problems as exc:
        fail(exc)


def _layouts(assets: Assets) -> list[tuple[str, str]]:
    from bmcgen.assets.layouts import read_layout
    from bmcgen.assets.localisation.words import read_canvases

    rows = []
    for name in assets.names("layouts"):
        layout = read_layout(assets, name, Place(name))
        canvases = read_canvases(assets, layout)
        canvas = canvases.get(DEFAULT_LOCALE) or next(iter(canvases.values()))
        rows.append((name, f"{canvas.title}, {', '.join(layout.papers)}: {canvas.subject}"))
    return rows


def _locales(assets: Assets) -> list[tuple[str, str]]:
    from bmcgen.assets.layouts import read_layout
    from bmcgen.assets.localisation.locales import ancestors, locale_codes, readable
    from bmcgen.assets.localisation.words import has_layout

    layouts = [read_layout(assets, name, Place(name)) for name in assets.names("layouts")]
    rows = []
    read = readable(assets)
    # A dialect stands below what it extends.
    lines = {code: ancestors(assets, code)[::-1] for code in locale_codes(assets)}
    for code in sorted(lines, key=lambda code: lines[code]):
        begun = [layout.name for layout in layouts if has_layout(assets, code, layout)]
        shown = "  " * (len(lines[code]) - 1) + code
        if code not in read:
            rows.append((shown, f"not finished: bmcgen check {_folder(assets, code)} tells what is missing"))
        elif len(begun) < len(layouts):
            lacking = [layout.name for layout in layouts if layout.name not in begun]
            named = f": {', '.join(begun) or 'no layout yet'}"
            rows.append((shown, f"{read[code].name}{named if len(begun) < len(lacking) else _without(lacking)}"))
        else:
            rows.append((shown, read[code].name))
    return rows


def _without(lacking: list[str]) -> str:
    return f", without {', '.join(lacking)}"


def _folder(assets: Assets, code: str) -> Path:
    """The folder of a locale, as it can be typed from here."""
    found = assets.need(f"locales/{code}", "locale", Place(code)).parent
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found


def _themes(assets: Assets) -> list[tuple[str, str]]:
    from bmcgen.assets.themes import read_theme

    return [(name, read_theme(assets, name, Place(name)).about) for name in assets.names("layouts/themes")]
