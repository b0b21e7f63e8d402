"""The command line: the only module that prints or exits. 0 done, 1 something wrong in the data, 2 wrong usage."""

from __future__ import annotations

import contextlib
import json
import math
import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

from bmcgen import __version__
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.document import Document, joined
from bmcgen.geometry import MM, length
from bmcgen.load.assets import Assets
from bmcgen.load.content import DEFAULT_LOCALE
from bmcgen.model.page import Press
from bmcgen.output import OutputError, check_paths, check_target, joins, save_pages, splits, targets, write
from bmcgen.pipeline import is_data, make, make_sheets
from bmcgen.typeset import INKS, MOST_BLEED, PROMPTS, Asked, note_sides

MOST_OVERLAP = 100 * MM
_ASSETS = click.option(
    "--assets", type=click.Path(), metavar="DIR", help="A folder with layouts, locales and fonts of your own."
)


def _show(diagnostics: Iterable[Diagnostic]) -> None:
    for each in dict.fromkeys(diagnostics):
        click.echo(str(each), err=True)


def _fail(problems: Problems) -> NoReturn:
    _show(problems.diagnostics)
    sys.exit(1)


class _Program(click.Group):
    """Says what went wrong where output cannot be written (a full disk, a closed pipe), in place of a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
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
    """Prints canvases and forms: sheets to work on together, blank or filled in."""


@main.command("make", short_help="Print layouts blank, or data files filled in.")
@click.argument("what", nargs=-1, required=True)
@click.option(
    "-l", "--locale", "locales", metavar="CODE[,CODE…]", help="Language of the sheets: nl, de, en. One file each."
)
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
@click.option(
    "-o", "--output", "out", metavar="OUT", help="A .pdf or .png file, a folder/, or a pattern: out/{name}-{locale}.pdf"
)
@click.option("--dpi", type=click.FloatRange(20, 600), help="Dots an inch of a .png; by default 150.")
@click.option("--verify", is_flag=True, help="Read every word back from the finished file before it is written.")
@click.option("--title", help="Masthead of a blank sheet: its title.")
@click.option("--designed-for", help="Masthead of a blank sheet: for whom it is.")
@click.option("--designed-by", help="Masthead of a blank sheet: by whom it is.")
@click.option("--date", help="Masthead of a blank sheet: 2026-11-20, or any text.")
@click.option("--version", help="Masthead of a blank sheet: which version it is.")
@_ASSETS
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
    if layout is not None and not any(is_data(each) for each in what):
        raise click.UsageError("--layout says what data files are printed on; a layout itself is printed by its name")
    codes: list[str | None] = [*_listed("--locale", locales)] or [None]
    chosen, left_out = tuple(_listed("--blocks", blocks)), tuple(_listed("--without", without))
    if dpi is not None and not math.isfinite(dpi):
        raise click.UsageError("--dpi must be a number")
    if dpi is not None and not (out or "").lower().endswith(".png"):
        raise click.UsageError("--dpi is for pictures: give a .png with -o")
    press = Press(colour, _length("--bleed", bleed, MOST_BLEED), marks)
    lap, edge = _tiling(tiles, overlap, printer_margin, press)
    note = _note(note_size)
    _checked_target(out)

    documents: list[Document] = []
    problems: list[Diagnostic] = []
    for each in what:
        for code in codes:
            try:
                data = is_data(each)
                asked = Asked(
                    code,
                    prompts,
                    paper,
                    layout if data else None,
                    chosen,
                    left_out,
                    theme,
                    press,
                    tiles,
                    lap,
                    edge,
                    note,
                )
                made = make_sheets(each, asked, fields={} if data else fields, assets=assets)
                if verify:
                    _verify(made)
                documents += made
            except Problems as exc:
                problems += exc.diagnostics
    _show([*problems, *(warning for document in documents for warning in document.warnings)])
    # A file that was to join all sheets is not written if one of them is missing.
    if documents and not (problems and joins(out)):
        _write(documents, out, dpi or 150)
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


def _verify(documents: Iterable[Document]) -> None:
    """`Problems` with every word that cannot be read back."""
    problems: list[Diagnostic] = []
    for document in documents:
        try:
            document.verify()
        except Problems as exc:
            problems += exc.diagnostics
    if problems:
        raise Problems(problems)


def _listed(option: str, value: str | None) -> list[str]:
    """The names in an option that takes several."""
    if value is None:
        return []
    names = list(dict.fromkeys(name.strip() for name in value.split(",")))
    if "" in names:
        raise click.UsageError(f'{option} "{value}": give names with commas between them')
    return names


def _checked_target(out: str | None) -> None:
    try:
        check_target(out)
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None


def _write(documents: list[Document], out: str | None, dpi: float) -> None:
    documents = [part for document in documents for part in (document.parts if splits(out) else ()) or (document,)]
    try:
        planned = targets([(document.name, document.locale) for document in documents], out)
        check_paths([(path, sum(documents[index].sheets for index in indices)) for path, indices in planned])
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None
    failed: list[Diagnostic] = []
    for path, indices in planned:
        members = [documents[index] for index in indices]
        try:
            for written in _save(path, members, dpi):
                click.echo(written)
        except Problems as exc:
            failed += exc.diagnostics
    if failed:
        _fail(Problems(failed))


def _save(path: Path, members: list[Document], dpi: float) -> list[Path]:
    if len(members) == 1:
        return members[0].save(path, dpi=dpi)
    return save_pages(path, joined(members), sum(each.sheets for each in members), dpi)


@main.command("check", short_help="Look for everything wrong in data files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-l", "--locale", metavar="CODE", help="Check as if printed in this language.")
@_ASSETS
def check_command(files: tuple[str, ...], locale: str | None, assets: str | None) -> None:
    """Reports every problem of data files at once, each with file, line, column and a hint. Writes nothing."""
    failed = False
    for file in files:
        try:
            document = make(Path(file), locale=locale, assets=assets)
        except Problems as exc:
            _show(exc.diagnostics)
            failed = True
            continue
        _show(document.warnings)
        sheets = len(document.pages)
        click.echo(f"{file}: in order ({sheets} {'sheet' if sheets == 1 else 'sheets'})")
    if failed:
        sys.exit(1)


@main.command("new", short_help="Write a starter file to fill in.")
@click.argument("layout")
@click.option("-l", "--locale", metavar="CODE", default=DEFAULT_LOCALE, show_default=True, help="Language of the file.")
@click.option("-o", "--output", "out", metavar="FILE", help="Where to write it; by default to standard output.")
@_ASSETS
def new_command(layout: str, locale: str, out: str | None, assets: str | None) -> None:
    """Writes a commented data file for LAYOUT, with the guiding questions of each block. No file is overwritten."""
    from bmcgen.starter import starter

    try:
        if out is not None and Path(out).suffix.lower() not in (".yaml", ".yml"):
            raise click.UsageError(f"-o {out}: a starter file ends in .yaml")
        if out is not None and Path(out).exists():
            raise Problems([error("exists", f"{out} is there already", Place(out), "give another name with -o")])
        found = Assets.of(assets)
        text = starter(layout, locale, found, shlex.quote(out) if out else f"{layout}.yaml")
        if out is None:
            click.echo(text, nl=False)
        else:
            write(Path(out), text.encode())
            click.echo(out)
    except Problems as exc:
        _fail(exc)


@main.command("list", short_help="Show which layouts, locales and themes there are.")
@click.argument("kind", required=False, type=click.Choice(["layouts", "locales", "themes"]))
@_ASSETS
def list_command(kind: str | None, assets: str | None) -> None:
    """Shows the layouts, locales and themes there are, those of --assets among them."""
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
        _fail(exc)


def _layouts(assets: Assets) -> list[tuple[str, str]]:
    from bmcgen.load.layout import read_layout
    from bmcgen.load.words import read_canvases

    rows = []
    for name in assets.names("layouts"):
        layout = read_layout(assets, name, Place(name))
        canvases = read_canvases(assets, layout)
        canvas = canvases.get(DEFAULT_LOCALE) or next(iter(canvases.values()))
        rows.append((name, f"{canvas.title}, {', '.join(layout.papers)}: {canvas.subject}"))
    return rows


def _locales(assets: Assets) -> list[tuple[str, str]]:
    from bmcgen.load.locale import locale_codes, read_locale

    return [(code, read_locale(assets, code, Place(code)).name) for code in locale_codes(assets)]


def _themes(assets: Assets) -> list[tuple[str, str]]:
    from bmcgen.load.theme import read_theme

    return [(name, read_theme(assets, name, Place(name)).about) for name in assets.names("layouts/themes")]


@main.command("schema", short_help="Print a JSON Schema of a layout's data files.")
@click.argument("layout")
@_ASSETS
def schema_command(layout: str, assets: str | None) -> None:
    """Prints the JSON Schema of LAYOUT's data files, by which editors complete and check them as one types."""
    from bmcgen.load.jsonschema import json_schema

    try:
        found = Assets.of(assets)
        schema: dict[str, Any] = json_schema(layout, found)
    except Problems as exc:
        _fail(exc)
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
