"""`bmcgen make`: from what is named to files, one by one, many at once, or joined."""

from __future__ import annotations

import math
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any, Literal

import click
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.cli.options import ASSETS, LOCALE, OUTPUT, checked_target, listed
from bmcgen.cli.say import fail, show
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.documents.batch import Job, Result, documents_of, make_all, planned
from bmcgen.documents.document import Document
from bmcgen.documents.files import OutputError, data_files, files_of, is_folder, joins, save_files, targets
from bmcgen.documents.making import is_data
from bmcgen.documents.rows import read_rows
from bmcgen.documents.typesetting import INKS, MOST_BLEED, PROMPTS, Asked, note_sides
from bmcgen.geometry import MM, length
from bmcgen.model.page import Press

MOST_OVERLAP = 100 * MM
MANY = 12
"""From so many documents on, they are made in several processes."""


@click.command("make", short_help="Print layouts blank, or data files filled in.")
@click.argument("what", nargs=-1, required=True)
@LOCALE
@click.option(
    "--prompts", type=click.Choice(PROMPTS), help="Guiding questions and lists. Blank sheets: questions; others: none."
)
@click.option("--layout", metavar="NAME", help="Print data files on another layout that is about their canvas.")
@click.option("--blocks", metavar="NAME[,NAME…]", help="Only the sheets about these blocks of the canvas.")
@click.option("--without", metavar="NAME[,NAME…]", help="Leave these parts out of a document of several.")
@click.option("--paper", metavar="NAME", help="The paper: A0 to A6, Tabloid, 900x600mm … By default the layout's own.")
@click.option("--theme", metavar="NAME", help="How the sheets look; see: bmcgen list themes.")
@click.option("--colour", type=click.Choice(INKS), default="rgb", help="Screen colours, four inks, or black alone.")
@click.option("--bleed", metavar="LENGTH", default="0", help="What is printed beyond the trim: 3mm.")
@click.option("--note-size", metavar="MMxMM", help="Draw places for paper notes: 76x76, 127x76.")
@click.option("--tiles", metavar="PAPER", help="Cut the sheets into parts for an office printer: A4.")
@click.option("--overlap", metavar="LENGTH", help="How much tiles lie over one another; by default 10mm.")
@click.option("--printer-margin", metavar="LENGTH", help="What the printer cannot print of a tile; by default 5mm.")
@click.option("--marks", is_flag=True, help="Marks for cutting, outside the bleed.")
@OUTPUT
@click.option("--dpi", type=click.FloatRange(20, 600), help="Dots an inch of a .png; by default 150.")
@click.option("--for-each", metavar="FILE.csv", help="A sheet for each row of a list, whose columns fill the masthead.")
@click.option("--jobs", "processes", type=click.IntRange(1, 256), help="Processes; by default one for each core.")
@click.option("--verify", is_flag=True, help="Read every word back from the finished file before it is written.")
@click.option("--title", help="Masthead of a blank sheet: its title.")
@click.option("--designed-for", help="Masthead of a blank sheet: for whom it is.")
@click.option("--designed-by", help="Masthead of a blank sheet: by whom it is.")
@click.option("--date", help="Masthead of a blank sheet: 2026-11-20, or any text.")
@click.option("--version", help="Masthead of a blank sheet: which version it is.")
@ASSETS
def make_command(
    what: tuple[str, ...],
    locales: str | None,
    prompts: str | None,
    layout: str | None,
    blocks: str | None,
    without: str | None,
    paper: str | None,
    theme: str | None,
    colour: Literal["rgb", "cmyk", "grey"],
    bleed: str,
    note_size: str | None,
    tiles: str | None,
    overlap: str | None,
    printer_margin: str | None,
    marks: bool,
    out: str | None,
    dpi: float | None,
    verify: bool,
    for_each: str | None,
    processes: int | None,
    assets: str | None,
    **masthead: str | None,
) -> None:
    """WHAT is a layout's name, which prints it blank, or a data file, which prints it filled in.

    The paths of the files written go to standard output, warnings and errors to standard error.
    """
    fields = {key.replace("_", "-"): value for key, value in masthead.items() if value is not None}
    if fields and all(is_data(each) for each in what):
        names = ", ".join(f"--{key}" for key in fields)
        raise click.UsageError(f"{names}: only a blank sheet takes its masthead from here; write it into the data file")
    if for_each is not None and any(is_data(each) for each in what):
        raise click.UsageError("--for-each fills the mastheads of blank sheets: name a layout, not a data file")
    if layout is not None and not any(is_data(each) or is_folder(each) for each in what):
        raise click.UsageError("--layout says what data files are printed on; a layout itself is printed by its name")
    codes: list[str | None] = [*listed("--locale", locales)] or [None]
    chosen, left_out = tuple(listed("--blocks", blocks)), tuple(listed("--without", without))
    if dpi is not None and not math.isfinite(dpi):
        raise click.UsageError("--dpi must be a number")
    if dpi is not None and not (out or "").lower().endswith(".png"):
        raise click.UsageError("--dpi is for pictures: give a .png with -o")
    press = Press(colour, _length("--bleed", bleed, MOST_BLEED), marks)
    lap, edge = _tiling(tiles, overlap, printer_margin, press)
    note = _note(note_size)
    checked_target(out)

    found = Assets.of(assets) if assets is None or Path(assets).is_dir() else None
    if found is None:
        fail(Problems([error("no-such-folder", f"--assets {assets}: no such folder", Place(str(assets)))]))
    asked = Asked(None, prompts, paper, None, chosen, left_out, theme, press, tiles, lap, edge, note)
    plain = Job("", assets=assets, dpi=dpi or 150, verify=verify)
    try:
        sheets = [replace(plain, **given) for given in _sheets(what, for_each, fields, layout, found)]
    except Problems as exc:
        fail(exc)
    ordered = [
        replace(job, out=out, asked=replace(asked, locale=code, layout=job.asked.layout))
        for job in sheets
        for code in codes
    ]
    if joins(out):
        _join(ordered, str(out), dpi or 150)
    elif len(ordered) < MANY and processes is None:
        _few(ordered)
    else:
        _many(ordered, processes)


def _sheets(
    what: Iterable[str], rows: str | None, fields: dict[str, str], layout: str | None, assets: Assets
) -> Iterator[dict[str, Any]]:
    """What is to be made, as the fields of jobs: data files with the layout they are printed on, blank layouts."""
    listed = read_rows(Path(rows), assets) if rows is not None else []
    for each in what:
        if rows is not None:
            for name, own, where in listed:
                yield {"what": each, "fields": fields | own, "name": f"{each}-{name}", "shown": str(where)}
        elif is_folder(each) and each not in assets.names("layouts"):
            for path in data_files(Path(each)):
                yield {"what": str(path), "asked": Asked(layout=layout)}
        elif is_data(each):
            yield {"what": each, "asked": Asked(layout=layout)}
        else:
            yield {"what": each, "fields": fields}


def _few(jobs: list[Job]) -> None:
    """Makes everything first, so that files of one name are told before any is written."""
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    for job in jobs:
        try:
            documents += documents_of(job)
        except Problems as exc:
            problems += exc.diagnostics
    try:
        files = planned(documents, jobs[0].out) if documents else []
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None
    for path, members in files:
        try:
            for written in members[0].save(path, dpi=jobs[0].dpi):
                click.echo(written)
        except Problems as exc:
            problems += exc.diagnostics
    show([*problems, *(warning for document in documents for warning in document.warnings)])
    if problems:
        sys.exit(1)


def _many(jobs: list[Job], processes: int | None) -> None:
    """Makes each job by itself, in several processes; what went wrong is told at the end."""
    expected = [(job.name or Path(job.what).stem, job.asked.locale or "") for job in jobs]
    try:
        targets(expected, jobs[0].out)
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None
    said, taken, failed, begun = list[Diagnostic](), set[str](), 0, monotonic()

    def rate(result: Result | None) -> str | None:
        return f"{bar.pos / max(monotonic() - begun, 0.01):.1f} a second" if result else None

    with click.progressbar(
        make_all(jobs, processes=processes),
        length=len(jobs),
        file=sys.stderr,
        show_pos=True,
        item_show_func=rate,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        for result in bar:
            for written in result.written:
                click.echo(written)
                if written in taken:
                    said.append(error("written-twice", f"{written} was written by two of the files", Place(written)))
            said += result.diagnostics
            failed += result.failed
            taken.update(result.written)
    show(said)
    if failed:
        click.echo(f"{failed} of {len(jobs)} could not be made", err=True)
    if any(each.severity == "error" for each in said):
        sys.exit(1)


def _join(jobs: list[Job], out: str, dpi: float) -> None:
    """Everything in one file, made one by one; the file is not written if one of them is missing."""
    problems: list[Diagnostic] = []
    said: list[Diagnostic] = []

    def made() -> Iterator[Document]:
        for job in jobs:
            try:
                for document in documents_of(job):
                    said.extend(document.warnings)
                    # What is missing from the file is not painted, but all that is wrong is told.
                    if not problems:
                        yield document
            except Problems as exc:
                problems.extend(exc.diagnostics)

    coming = made()
    first = next(coming, None)
    files: Iterable[bytes] = ()
    try:
        files = files_of(Path(out), chain([first], coming), dpi) if first else ()
    except Problems as exc:
        # All that is wrong with the others is told, too.
        problems.extend(exc.diagnostics)
        deque(coming, 0)
    show([*problems, *said])
    if not problems and first:
        try:
            for written in save_files(Path(out), files):
                click.echo(written)
        except Problems as exc:
            problems += exc.diagnostics
            show(exc.diagnostics)
    if problems:
        sys.exit(1)


def _tiling(tiles: str | None, overlap: str | None, margin: str | None, press: Press) -> tuple[float, float]:
    """The overlap of tiles and the margin of their printer."""
    if tiles is None and (overlap or margin):
        raise click.UsageError("--overlap and --printer-margin are for --tiles")
    if tiles is not None and (press.bleed or press.marks):
        raise click.UsageError("--tiles are for an office printer, --bleed and --marks for a print shop: choose one")
    lap = _length("--overlap", overlap or "10mm", MOST_OVERLAP)
    return lap, _length("--printer-margin", margin or "5mm", MOST_OVERLAP)


def _note(text: str | None) -> tuple[float, float] | None:
    try:
        return note_sides(text) if text is not None else None
    except ValueError as exc:
        raise click.UsageError(f"--note-size: {exc}") from None


def _length(option: str, text: str, most: float) -> float:
    try:
        found = length(text)
    except ValueError:
        raise click.UsageError(f'{option} "{text}": give a length such as 3mm') from None
    if found > most:
        raise click.UsageError(f'{option} "{text}": at most {most / MM:.0f} mm are possible')
    return found
