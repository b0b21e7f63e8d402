"""`bmcgen export`: from data files to the other files that people keep a canvas in."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.cli import complete
from bmcgen.cli.examples import ShowsExamples
from bmcgen.cli.options import ASSETS, RECURSIVE, Formats, option, target
from bmcgen.cli.say import fail, show
from bmcgen.cli.sources import check_stdin, files_in, holds_data, is_stdin, standard_input
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.documents.exporting import Exported, exported, formats, labels_of
from bmcgen.documents.making import load
from bmcgen.documents.output.files import STDOUT, is_folder, joins
from bmcgen.documents.output.naming import PLACES, filled, unknown_place
from bmcgen.importing.exports import export_of
from bmcgen.model.content import Content

_NAMED = tuple(place for place in PLACES if place not in ("theme", "paper"))
"""What a pattern may have places for: a canvas that is not printed has neither theme nor paper."""


class _File(Struct):
    """What is written to one file, and where the folders lead that stand before its name."""

    contents: Sequence[Content]
    name: str
    below: str = ""


@click.command(
    "export", cls=ShowsExamples, short_help="Write Markdown, BMML, JSON, CSV or a workbook from a data file."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete.FILE)
@target(
    "A file such as acme.md, which takes all that is exported; a folder; a pattern such as out/{title}.md, with "
    "places for {name}, {locale}, {layout} and the fields of the masthead; or - for standard output. By default the "
    "working folder."
)
@option(
    "--format",
    "export_format",
    setting="export-format",
    type=Formats(formats),
    help="The format, where the name of the output does not say it.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are already there.")
@RECURSIVE
@ASSETS
def export_command(
    files: tuple[str, ...],
    target: str | None,
    export_format: str | None,
    force: bool,
    recursive: bool,
    assets: str | None,
) -> None:
    """Writes what each FILE says, or each file of a folder, as a file of another format. `bmcgen import` reads it back
    as it was. A warning tells what the format has no place for.
    """
    form = _format_of(target, export_format)
    check_stdin(files)
    said: list[Diagnostic] = []
    try:
        found = Assets.of(assets)
        export_of(form)
    except Problems as exc:
        fail(exc)
    planned = list(_planned(files, target, form, found, recursive, said))
    made: list[tuple[Path | None, Exported]] = []
    failed = any(each.severity == "error" for each in said)
    # One file of everything is not written without a part of it.
    for path, contents in _targets(planned, target, form, whole=not failed):
        try:
            _check(path, files, planned, force, {each for each, _ in made})
            made.append((path, exported(contents, form, found)))
        except Problems as exc:
            said += exc.diagnostics
    for path, each in made:
        try:
            if path is None:
                sys.stdout.buffer.write(each.data)
            else:
                click.echo(each.save(path, force=force))
            said += each.warnings
        except Problems as exc:
            said += exc.diagnostics
    show(said)
    if any(each.severity == "error" for each in said):
        sys.exit(1)


def _format_of(out: str | None, asked: str | None) -> str:
    """The format that the output's name says, else the one that is asked for."""
    known = formats()
    either = f"{', '.join(f'.{form}' for form in known[:-1])} or .{known[-1]}"
    if out == "":
        raise click.UsageError("-o is empty")
    if out is not None and out != STDOUT and not is_folder(out):
        form = Path(out).suffix.lower().removeprefix(".")
        if form not in known:
            raise click.UsageError(f"-o {out}: end it with {either}, or with / for a folder")
        unknown = unknown_place(out)
        if unknown is not None or any(f"{{{place}}}" in out for place in {*PLACES} - {*_NAMED}):
            raise click.UsageError(f"-o {out}: a pattern has places for {', '.join(f'{{{each}}}' for each in _NAMED)}")
        return form
    if asked is None:
        raise click.UsageError(f"say to which format: -o with a name that ends in {either}, or --format")
    return asked


def _planned(
    files: Sequence[str], out: str | None, form: str, assets: Assets, deep: bool, said: list[Diagnostic]
) -> Iterator[_File]:
    """What is read of each file; nothing of those that something is wrong with, which is told."""
    layouts = assets.names("layouts")
    for each, below in files_in(files, assets, deep=deep, said=said):
        try:
            if each in layouts and not holds_data(each):
                hint = f"write a data file first: bmcgen new {each} -o my.yaml"
                raise Problems(
                    [error("no-data", f"{each} is a layout, and holds nothing to export", Place(each), hint)]
                )
            what: bytes | str = standard_input() if is_stdin(each) else each
            contents = load(what, assets, None, {}, shown="<stdin>" if is_stdin(each) else each)
        except Problems as exc:
            said += exc.diagnostics
            continue
        if export_of(form).SINGLE and len(contents) > 1 and not (out is not None and joins(out)):
            yield from (_File([content], content.name, below) for content in contents)
        else:
            yield _File(contents, "canvas" if is_stdin(each) else Path(each).stem, below)


def _targets(
    planned: Sequence[_File], out: str | None, form: str, *, whole: bool
) -> Iterator[tuple[Path | None, Sequence[Content]]]:
    """The contents of each file that is written, and where; None is standard output."""
    if out is not None and (out == STDOUT or joins(out)):
        every = [content for each in planned for content in each.contents]
        if every and whole:
            yield None if out == STDOUT else Path(out), every
        return
    for each in planned:
        if out is None or is_folder(out):
            yield Path(out or ".") / each.below / f"{each.name}.{form}", each.contents
        else:
            yield Path(filled(out, {**labels_of(each.contents[0]), "name": each.name})), each.contents


def _check(
    path: Path | None, files: Sequence[str], planned: Sequence[_File], force: bool, taken: set[Path | None]
) -> None:
    """`Problems` for a file that is one of the run's inputs, was written in it already, or is there."""
    if path is None:
        return
    here = Place(str(path))
    inputs = [*files, *(content.where.file.split("!")[0] for each in planned for content in each.contents)]
    if path.exists() and any(Path(each).exists() and path.samefile(each) for each in inputs):
        raise Problems([error("own-input", f"{path} is what is read", here, "give another name with -o")])
    if path in taken:
        message = f"two files would be written to {path}"
        raise Problems([error("written-twice", message, here, "tell them apart with a pattern: -o 'out/{name}.md'")])
    if path.exists() and not force:
        raise Problems([error("exists", f"{path} already exists", here, "give another name with -o, or --force")])
