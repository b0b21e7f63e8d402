"""`bmcgen import`: from the files that people keep a canvas in to data files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.cli import complete
from bmcgen.cli.examples import ShowsExamples
from bmcgen.cli.options import ASSETS, RECURSIVE, target
from bmcgen.cli.say import fail, show
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice
from bmcgen.documents.many.folders import names_folder
from bmcgen.documents.output.files import STDOUT, is_folder, write, write_new
from bmcgen.importing.yaml_text import yaml_text

DEFAULT = "canvas.yaml"
_ENDS = (".yaml", ".yml")


@click.command(
    "import", cls=ShowsExamples, short_help="Write a data file from Markdown, a Word file, a filled-in form …"
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete.FILE)
@target(
    "Where to write it: a .yaml file; a folder, for files of the same names; or - for standard output. "
    f"By default {DEFAULT}, and for several files the working folder."
)
@click.option("--force", is_flag=True, help="Overwrite data files that are already there.")
@click.option("--keep-all", is_flag=True, help="Make notes of what would be left out, too.")
@RECURSIVE
@ASSETS
def import_command(
    files: tuple[str, ...], target: str | None, force: bool, keep_all: bool, recursive: bool, assets: str | None
) -> None:
    """Reads the canvas in each FILE, or in each file of a folder, and writes a data file to go on with. Of a PDF that
    bmcgen has made, it reads a form that was filled in, or the data that it was made from.

    What is not taken, such as guiding questions and comments, is listed at its end.
    """
    out = target  # a setting of that name is for documents
    several = len(files) > 1 or names_folder(files[0])
    if out is not None and out != STDOUT and not is_folder(out):
        if Path(out).suffix.lower() not in _ENDS:
            raise click.UsageError(f"-o {out}: a data file ends in .yaml")
        if several:
            raise click.UsageError(f"-o {out} is one file; give a folder for several")
    if several and out == STDOUT:
        raise click.UsageError("-o - takes one file")
    said: list[Diagnostic] = []
    failed = False
    try:
        found = Assets.of(assets)
    except Problems as exc:
        fail(exc)
    written: dict[Path, str] = {}
    for file, below in _files(files, recursive, said):
        path = None if out == STDOUT else _target(file, below, out, several)
        try:
            if path is not None:
                _check(path, file, written, force)
            read = importing.read(Path(file), found, keep_all=keep_all)
            text = yaml_text(read.tree, read.finding.left, Path(file).name)
            if path is None:
                click.echo(text, nl=False)
            else:
                (write if force else write_new)(path, text.encode())
                click.echo(path)
            show(read.said)
            click.echo(f"{file}: {read.finding.summary}", err=True)
            if left := read.finding.left_summary:
                click.echo(f"left out: {left}", err=True)
        except Problems as exc:
            said += exc.diagnostics
    show(said)
    failed = any(each.severity == "error" for each in said)
    if failed:
        sys.exit(1)


def _files(files: Iterable[str], deep: bool, said: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """What is named, each folder as the files in it that can be read, with the folders below it that lead there. PDFs
    are read where `import` is asked to, but never printed by `make`.
    """
    for each in files:
        if not names_folder(each):
            yield each, ""
            continue
        folder = Path(each)
        paths = sorted(path for path in (folder.rglob("*") if deep else folder.glob("*")) if path.is_file())
        chosen = [path for path in paths if _is_read(path) and not path.name.startswith((".", "~$"))]
        if not chosen:
            said.append(error("no-data", f"{each} holds no files that can be imported", Place(each)))
        for path in set(paths) - set(chosen):
            said.append(notice("not-imported", "left out: this is no kind of file that is imported", Place(str(path))))
        yield from ((str(path), path.parent.relative_to(folder).as_posix()) for path in chosen)


def _is_read(path: Path) -> bool:
    return path.suffix.lower() == importing.PDF or importing.is_imported(path)


def _target(file: str, below: str, out: str | None, several: bool) -> Path:
    """Where the data file of a file is written."""
    if out is not None and not is_folder(out):
        return Path(out)
    if not several and out is None:
        return Path(DEFAULT)
    return Path(out or ".") / below / f"{Path(file).stem}.yaml"


def _check(target: Path, file: str, written: dict[Path, str], force: bool) -> None:
    """`Problems` for a file that is one of the run's inputs, was written in it already, or is there."""
    here = Place(str(target))
    if target.exists() and Path(file).exists() and target.samefile(file):
        raise Problems([error("own-input", f"{target} is what is read", here, "give another name with -o")])
    if target in written:
        message = f"{target} is already the data file of {written[target]}"
        raise Problems([error("written-twice", message, here, "give one of the files another name")])
    if target.exists() and not force:
        raise Problems([error("exists", f"{target} already exists", here, "give another name with -o, or --force")])
    written[target] = file
