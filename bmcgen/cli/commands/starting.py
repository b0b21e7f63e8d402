"""`bmcgen new`: a data file to fill in, a locale to translate, or a canvas to arrange."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from bmcgen.assets.finder import Assets
from bmcgen.cli import complete
from bmcgen.cli.commands.describing import write_schemas
from bmcgen.cli.examples import ShowsExamples
from bmcgen.cli.options import ASSETS, option, was_typed
from bmcgen.cli.say import fail
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.diagnostics import Problems

LOCALE, LAYOUT = "locale", "layout"


@click.command(
    "new",
    cls=ShowsExamples,
    short_help="Write a starter file to fill in, a locale to translate, or a canvas to arrange.",
)
@click.argument("layout", shell_complete=complete.NEW)
@click.argument("more", nargs=-1, metavar="[CODE [LAYOUT...]]", shell_complete=complete.MORE)
@option(
    "-l",
    "--locale",
    setting="locale",
    metavar="CODE",
    default=DEFAULT_LOCALE,
    show_default=True,
    shell_complete=complete.PAIR,
    help="Language of the file: nl, a dialect such as de-CH, or two (nl+en).",
)
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    shell_complete=complete.FILE,
    help="Where to write it; by default, and for -, to standard output. A locale goes to the folder locales/CODE.",
)
@click.option(
    "--extends",
    metavar="CODE",
    shell_complete=complete.ONE_LOCALE,
    help="The locale that a new one takes its words from, to change only some of them.",
)
@ASSETS
def new_command(
    layout: str, more: tuple[str, ...], locale: str, file: str | None, extends: str | None, assets: str | None
) -> None:
    """Writes a commented data file for LAYOUT, with the guiding questions of each block. No file is overwritten. Beside
    it, in the hidden folder .bmcgen, stands a schema with which editors complete and check it as you type.

    `bmcgen new locale CODE` begins a locale: a folder of files to translate, with each text in other languages above
    its place. It writes the files that LAYOUTs need, or all, and leaves those that are there as they are. With
    --extends it begins a dialect or terms of your own: nl-BE, or nl-x-acme.

    `bmcgen new layout NAME` begins a canvas of your own: a commented layout and its words, in the folder of --assets
    or in this one. All that other canvases have comes with it.
    """
    try:
        if layout == LOCALE:
            with _folder(assets):
                _locale(more, file, extends, assets)
            return
        if layout == LAYOUT:
            with _folder(assets):
                _layout(more, locale, file, extends, assets)
            return
        if extends is not None:
            raise click.UsageError("--extends is for a new locale: bmcgen new locale nl-BE --extends nl")
        if more:
            raise click.UsageError(f"one layout at a time, and this is another: {more[0]}")
        _starter(layout, locale, None if file == "-" else file, assets)
    except Problems as exc:
        fail(exc)


@contextlib.contextmanager
def _folder(assets: str | None) -> Iterator[None]:
    """Makes the folder of one's own assets, if there is none so far; where nothing comes of it, it goes again."""
    new = Path(assets) if assets and not Path(assets).exists() else None
    try:
        if new:
            new.mkdir(parents=True)
        yield
    except (Problems, click.UsageError):
        if new:
            with contextlib.suppress(OSError):
                new.rmdir()
        raise


def _starter(layout: str, locale: str, out: str | None, assets: str | None) -> None:
    from bmcgen.data.describing.starter import starter
    from bmcgen.documents.output.files import write_new

    if out is not None and Path(out).suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(f"-o {out}: a starter file ends in .yaml")
    found = Assets.of(assets)
    # What the environment or a settings file says need not be said again.
    own = f" --assets {shlex.quote(assets)}" if assets and was_typed("assets") else ""
    file = shlex.quote(out or f"{layout}.yaml") + own
    text = starter(layout, locale.split(",", maxsplit=1)[0], found, file, pointing=out is not None)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_new(Path(out), text.encode())
        click.echo(out)
        write_schemas([layout], Path(out).parent, found)


def _layout(what: tuple[str, ...], locale: str, out: str | None, extends: str | None, assets: str | None) -> None:
    from bmcgen.documents.authoring.layout_files import new_layout

    if len(what) != 1:
        raise click.UsageError("which name? Add one: bmcgen new layout my-canvas")
    if out is not None or extends is not None:
        raise click.UsageError("a layout and its words go to the folder of --assets, and it extends none")
    for path in new_layout(what[0], locale.split(",", maxsplit=1)[0], Assets.of(assets)):
        click.echo(path)
    write_schemas(("layout", "words"), Path(assets or ""), Assets.of(assets))


def _locale(what: tuple[str, ...], out: str | None, extends: str | None, assets: str | None) -> None:
    from bmcgen.documents.authoring.locale_files import levels_up, new_locale

    if not what:
        raise click.UsageError("which language? Add its code: bmcgen new locale fr")
    if was_typed("locale"):
        raise click.UsageError("--locale is for data files; the language of a new locale is its code")
    if out == "-":
        raise click.UsageError("a locale is a folder, and cannot be written to standard output")
    for path in new_locale(what[0], what[1:], Path(out) if out else None, Assets.of(assets), extends):
        click.echo(path)
        folder = path.parent
    write_schemas(("locale", "words"), folder.parents[levels_up(folder) - 1], Assets.of(assets))
