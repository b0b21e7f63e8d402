"""`bmcgen watch`: makes documents again whenever a file is saved, in a process that stays warm."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter, strftime

import click
from msgspec.structs import replace

from bmcgen.assets.finder import ROOMS, Assets, state_of
from bmcgen.cli import complete
from bmcgen.cli.examples import ShowsExamples
from bmcgen.cli.options import ASSETS, LOCALE, NO_SOURCE, OUTPUT, PAPER, PROOF, THEME, checked_target, listed, was_typed
from bmcgen.cli.say import fail, show
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.given import is_data
from bmcgen.documents.many.batch import Job, Result, run
from bmcgen.documents.many.folders import data_files, names_folder
from bmcgen.documents.output.files import joins
from bmcgen.documents.typesetting import Asked
from bmcgen.model.choices import PROMPTS
from bmcgen.source.files import read_documents
from bmcgen.source.tree import Mapping, Node, Scalar

STEP, LONGEST, LOOK = 20, 200, 1000
"""How long nothing must have changed before it is printed, how long that is waited for, and how often to look without
having been told of a change; milliseconds.
"""
MOST_FOLDERS = 500
PICTURES = (".jpg", ".jpeg", ".png")


@click.command("watch", cls=ShowsExamples, short_help="Rebuild documents on each save.")
@click.argument("what", shell_complete=complete.WHAT)
@LOCALE
@click.option("--prompts", type=click.Choice(PROMPTS), help="Guiding questions and lists.")
@click.option(
    "--layout",
    metavar="NAME",
    shell_complete=complete.LAYOUT,
    help="Print the file on another layout about the same canvas.",
)
@PAPER
@THEME
@NO_SOURCE
@PROOF
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
    no_source: bool,
    proof: bool,
    out: str | None,
    open_: bool,
    assets: str | None,
) -> None:
    """Makes the document of WHAT, a data file or a folder of data files, and rebuilds it whenever you save the file,
    one of its pictures or anything in --assets. In a folder, only what changed is rebuilt. With --assets, WHAT may
    also be the name of a layout.

    A file with errors leaves its document as it was. Press Ctrl-C to stop.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise click.UsageError("watch needs watchfiles: pip install 'bmcgen[watch]'") from None
    checked_target(out)
    asked = Asked(None, prompts, paper, layout, theme=theme, source=not no_source, proof=proof)
    codes: list[str | None] = [*listed("--locale", locales)] or [None]
    wanted = [replace(asked, locale=code) for code in codes]
    if (is_data(what) or names_folder(what)) and not was_typed("locales"):
        # From the environment or a settings file, a language is for data that names none.
        wanted = [replace(asked, usual=codes[0])]
    try:
        found = Assets.of(assets)
        named = what in found.names("layouts")
        folder = Path(what) if not named and names_folder(what) else None
        if folder is None and is_data(what) and not named and not Path(what).is_file():
            raise Problems([error("no-such-file", f"{what}: no such file", Place(what))])
        files = _data_in(folder, found) if folder else [what]
    except Problems as exc:
        fail(exc)
    if named and assets is None:
        message = (
            f"{what} ships with bmcgen and does not change: name a data file, or give your own files with --assets"
        )
        raise click.UsageError(message)
    if out is not None and joins(out) and (folder or len(wanted) > 1):
        raise click.UsageError(
            f"-o {out} is one file for all; give a folder, or a pattern such as {{name}}-{{locale}}.pdf"
        )

    watched, opened = _Watched(assets), False
    try:
        while True:
            changed = watched.changed(files)
            jobs = [Job(each, out, one, assets=assets) for each in changed for one in wanted]
            written = _print(jobs) if jobs else []
            if open_ and written and not opened:
                click.launch(written[0])
                opened = True
            folders = watched.folders(files, folder)
            for _ in watch(
                *folders,
                recursive=False,
                step=STEP,
                debounce=LONGEST,
                rust_timeout=LOOK,
                watch_filter=None,
                yield_on_timeout=True,
                raise_interrupt=True,
            ):
                break
            if folder:
                files = _files_in(folder, found, files)
    except KeyboardInterrupt:
        return


def _data_in(folder: Path, assets: Assets) -> list[str]:
    return [str(path) for path, _ in data_files(folder, assets).files]


def _files_in(folder: Path, assets: Assets, before: list[str]) -> list[str]:
    """The data files in a folder; those from before while there are none."""
    try:
        return _data_in(folder, assets)
    except Problems:
        return before


State = tuple[object, ...]


class _Watched:
    """What documents are made of, and how it was when they were last printed. A change beside it is none: what is
    written here, or to a log, may stand in the same folder.
    """

    def __init__(self, assets: str | None) -> None:
        self.assets = assets
        self._seen: dict[str, State] = {}
        self._pictures: dict[str, tuple[State, list[str]]] = {}

    def changed(self, files: Iterable[str]) -> list[str]:
        """The files that have to be printed, because they or what they are made of changed since the last call."""
        found = []
        shared = state_of(Path(self.assets)) if self.assets else []
        for file in files:
            state = (*shared, *(_state(each) for each in (file, *self.pictures(file))))
            if self._seen.get(file) != state:
                self._seen[file] = state
                found.append(file)
        return found

    def pictures(self, file: str) -> list[str]:
        """The picture files that a data file names; those it named before while it cannot be read."""
        state = _state(file)
        seen, known = self._pictures.get(file, ((), []))
        if seen != state and is_data(file):
            try:
                sources = read_documents(Path(file))
                known = [text for source in sources for text in _texts(source.root) if text.lower().endswith(PICTURES)]
                known = [os.path.join(os.path.dirname(file), text) for text in known]
            except Problems:
                pass
            self._pictures[file] = state, known
        return known

    def folders(self, files: Iterable[str], folder: Path | None) -> list[str]:
        """The folders in which something can change; those inside --assets one by one."""
        found = {str(folder)} if folder else set[str]()
        for file in files:
            own = [file, *self.pictures(file)] if is_data(file) else []
            found |= {os.path.dirname(path) for each in own for path in (os.path.abspath(each), os.path.realpath(each))}
        found |= {*_folders_in(self.assets)} if self.assets else set()
        return sorted(each for each in found if os.path.isdir(each)) or [os.getcwd()]


def _state(path: str) -> State:
    """What tells a file from what it was before."""
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return ()
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Mapping):
        for _, value in node.pairs:
            yield from _texts(value)
    else:
        for item in node.items:
            yield from _texts(item)


def _folders_in(assets: str) -> Iterator[str]:
    """The folders of assets, links among them followed, but no folder twice."""
    seen, waiting = set[str](), [assets, *(os.path.join(assets, room) for room in ROOMS)]
    while waiting and len(seen) < MOST_FOLDERS:
        folder = waiting.pop(0)
        real = os.path.realpath(folder)
        if real in seen or not os.path.isdir(folder):
            continue
        seen.add(real)
        yield folder
        if folder != assets:
            with os.scandir(folder) as entries:
                waiting += sorted(each.path for each in entries if each.is_dir() and not each.name.startswith("."))


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
