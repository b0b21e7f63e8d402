"""`bmcgen watch`: prints anew whenever a file is saved, in a process that stays warm."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter, strftime

import click
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.cli.options import ASSETS, LOCALE, OUTPUT, checked_target, listed
from bmcgen.cli.say import fail, show
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.batch import Job, Result, run
from bmcgen.documents.files import PARTIAL
from bmcgen.documents.making import is_data
from bmcgen.documents.typesetting import PROMPTS, Asked

STEP, LONGEST = 20, 200
"""How long nothing must have changed before it is printed, and how long that is waited for; milliseconds."""
MOST_FOLDERS = 500


@click.command("watch", short_help="Print a file anew on each save.")
@click.argument("what")
@LOCALE
@click.option("--prompts", type=click.Choice(PROMPTS), help="Guiding questions and lists.")
@click.option("--layout", metavar="NAME", help="Print the file on another layout that is about its canvas.")
@click.option("--paper", metavar="NAME", help="The paper.")
@click.option("--theme", metavar="NAME", help="How the sheets look.")
@OUTPUT
@click.option("--open", "open_", is_flag=True, help="Open the document in the system's viewer.")
@ASSETS
def watch_command(
    what: str,
    locales: str | None,
    prompts: str | None,
    layout: str | None,
    paper: str | None,
    theme: str | None,
    out: str | None,
    open_: bool,
    assets: str | None,
) -> None:
    """Prints WHAT, and anew on each save of it or of a picture beside it, and of what is in --assets.

    A file with errors leaves the document as it was. Ctrl-C ends it.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise click.UsageError("watch needs watchfiles: pip install 'bmcgen[watch]'") from None
    checked_target(out)
    try:
        Assets.of(assets)
        if is_data(what) and not Path(what).is_file():
            raise Problems([error("no-such-file", f"{what}: no such file", Place(what))])
    except Problems as exc:
        fail(exc)
    asked = Asked(None, prompts, paper, layout, theme=theme)
    codes: list[str | None] = [*listed("--locale", locales)] or [None]
    jobs = [Job(what, out, replace(asked, locale=code), assets=assets) for code in codes]
    try:
        written = _print(jobs)
        if open_ and written:
            click.launch(written[0])
        folders = _folders(what, assets)
        while True:
            for changes in watch(
                *folders, recursive=False, step=STEP, debounce=LONGEST, watch_filter=None, raise_interrupt=True
            ):
                # What is written here may lie beside what is watched.
                own = {os.path.realpath(path) for path in written}
                names = {path for _, path in changes if os.path.realpath(path) not in own}
                if any(PARTIAL not in Path(path).name for path in names):
                    written = _print(jobs) or written
                if _folders(what, assets) != folders:
                    break
            folders = _folders(what, assets)
    except KeyboardInterrupt:
        return


def _folders(what: str, assets: str | None) -> list[str]:
    """The folders in which something can change; those inside --assets too, for folders are watched one by one."""
    found = [os.path.dirname(os.path.abspath(what))] if is_data(what) else []
    for folder, inside, _ in os.walk(assets) if assets else ():
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        found.append(folder)
        if len(found) >= MOST_FOLDERS:
            break
    return found or [os.getcwd()]


def _print(jobs: list[Job]) -> list[str]:
    """Makes everything once and says what came of it; the files that were written."""
    begun = perf_counter()
    results: list[Result] = [run(job) for job in jobs]
    if sys.stdout.isatty():
        click.clear()
    show(each for result in results for each in result.diagnostics)
    written = [path for result in results for path in result.written]
    for path in written:
        click.echo(f"{strftime('%H:%M:%S')} {path} ({(perf_counter() - begun) * 1000:.0f} ms)")
    return written
