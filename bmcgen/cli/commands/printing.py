"""`bmcgen make`: from what is named to files, one by one, many at once, or joined."""

from __future__ import annotations

import sys
from typing import Any, Literal

import click
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.backends import formats
from bmcgen.cli import complete
from bmcgen.cli.asked import (
    check_aloud,
    check_blank,
    check_compared,
    check_fillable,
    format_of,
    intended,
    length_of,
    on_screen,
    own_fields_of,
    resolution_of,
    tiling_of,
)
from bmcgen.cli.options import (
    ARCHIVE,
    ASSETS,
    DUPLEX,
    LOCALE,
    NO_SOURCE,
    OUTPUT,
    PAPER,
    PROOF,
    RECURSIVE,
    THEME,
    Formats,
    checked_target,
    listed,
    masthead_options,
    option,
    was_typed,
)
from bmcgen.cli.room import RoomCommand, room_asked, room_options
from bmcgen.cli.say import fail, show
from bmcgen.cli.sources import check_stdin, jobs_of, side_by_side, to_compare
from bmcgen.cli.writing import aloud, write
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.documents.many.batch import Job
from bmcgen.documents.output.files import STDOUT
from bmcgen.documents.typesetting import MOST_BLEED, Asked
from bmcgen.model.choices import INKS, PROMPTS
from bmcgen.model.page import Press


@click.command("make", cls=RoomCommand, short_help="Print layouts blank, or data files filled in.")
@click.argument("what", nargs=-1, required=True, shell_complete=complete.WHAT)
@LOCALE
@option(
    "--prompts",
    setting="prompts",
    type=click.Choice(PROMPTS),
    help="Guiding questions, or these and lists. Blank sheets have questions by default, filled ones none.",
)
@click.option(
    "--layout",
    metavar="NAME",
    shell_complete=complete.LAYOUT,
    help="Print data files on another layout about the same canvas, or on one that has it as a part.",
)
@click.option(
    "--blocks",
    metavar="NAME[,NAME…]",
    shell_complete=complete.BLOCKS,
    help="Only the sheets about these blocks, of a layout that has a sheet for each. Titles in any language, "
    "ids and codes will do: channels, Kanalen, CH.",
)
@click.option(
    "--without",
    metavar="NAME[,NAME…]",
    shell_complete=complete.PARTS,
    help="Leave out these parts of a document that has several; the first is called cover.",
)
@PAPER
@THEME
@option(
    "--colour",
    setting="colour",
    type=click.Choice(INKS),
    default="rgb",
    show_default=True,
    help="Screen colours, four inks, or black alone.",
)
@option(
    "--bleed",
    setting="bleed",
    metavar="LENGTH",
    default="0",
    shell_complete=complete.values("3mm", "5mm"),
    help="Bleed beyond the trim: 3mm.",
)
@option(
    "--threads",
    setting="threads",
    is_flag=True,
    help="Draw a line for each segment, through its notes from block to block.",
)
@room_options
@click.option(
    "--tiles",
    metavar="PAPER",
    shell_complete=complete.TILES,
    help="Cut sheets that are larger than this paper into parts for an office printer: A4.",
)
@option(
    "--overlap",
    setting="overlap",
    metavar="LENGTH",
    shell_complete=complete.values("10mm", "15mm"),
    help="By how much tiles overlap; 10mm by default.",
)
@option(
    "--printer-margin",
    setting="printer-margin",
    metavar="LENGTH",
    shell_complete=complete.values("5mm", "8mm"),
    help="The margin that the printer cannot print on; 5mm by default.",
)
@click.option("--compare", is_flag=True, help="Show two data files on one sheet: what is kept, changed, new, dropped.")
@click.option(
    "--per-sheet",
    type=click.IntRange(1, 2),
    default=1,
    metavar="N",
    shell_complete=complete.values("1", "2"),
    help="With 2, personas one after another stand side by side, on A3 or Tabloid.",
)
@DUPLEX
@ARCHIVE
@click.option(
    "--output-intent",
    metavar="FILE.icc",
    shell_complete=complete.FILE,
    help="The profile of the press that the colours of a PDF are meant for.",
)
@click.option("--marks", is_flag=True, help="Print crop and register marks outside the bleed.")
@PROOF
@click.option("--fillable", is_flag=True, help="Make a form to fill in on screen; `bmcgen import` reads it.")
@NO_SOURCE
@option(
    "--skip-unprintable",
    setting="skip-unprintable",
    is_flag=True,
    help="Print the rest of a sheet where no font has the letters of a text; its place says so.",
)
@OUTPUT
@option(
    "--format",
    "format_",
    setting="format",
    type=Formats(formats),
    help="Format of the files in a folder, or of standard output; pdf by default.",
)
@option(
    "--dpi",
    setting="dpi",
    type=click.FloatRange(20, 600),
    metavar="N",
    shell_complete=complete.values("100", "150", "200", "300"),
    help="Dots per inch of a .png, from 20 to 600; 150 by default.",
)
@click.option(
    "--for-each",
    metavar="FILE.csv",
    shell_complete=complete.FILE,
    help="A blank sheet for each row of a list, whose columns fill the masthead.",
)
@click.option("--ignore-columns", is_flag=True, help="Ignore columns of the list that are not fields of the masthead.")
@RECURSIVE
@option(
    "--jobs",
    "processes",
    setting="jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Number of processes; by default one for each core.",
)
@option(
    "--verify",
    setting="verify",
    is_flag=True,
    help="Read every word back from the finished file before it is written.",
)
@click.option(
    "--read-aloud",
    is_flag=True,
    help="Write no file: print the words in reading order, with their roles, as a screen reader says them.",
)
@masthead_options
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
    threads: bool,
    tiles: str | None,
    overlap: str | None,
    printer_margin: str | None,
    compare: bool,
    per_sheet: int,
    duplex: str | None,
    archive: bool,
    output_intent: str | None,
    marks: bool,
    proof: bool,
    fillable: bool,
    no_source: bool,
    skip_unprintable: bool,
    out: str | None,
    format_: str | None,
    dpi: float | None,
    for_each: str | None,
    ignore_columns: bool,
    recursive: bool,
    processes: int | None,
    verify: bool,
    read_aloud: bool,
    own: tuple[str, ...],
    assets: str | None,
    **more: Any,
) -> None:
    """WHAT is the name of a layout, to print it blank; or a data file, a folder of data files, or - for data on
    standard input, to print them filled in.

    Without -o, files go to the working folder as NAME-LOCALE.pdf. Their paths are written to standard output, warnings
    and errors to standard error. Options that have an environment variable may also stand in a settings file,
    bmcgen.toml, in the working folder or above it: theme = "ink".
    """
    room = room_asked(more)
    fields = {key.replace("_", "-"): value for key, value in more.items() if value is not None}
    check_blank(what, fields, for_each, layout, ignored=ignore_columns, own=own)
    check_stdin(what)
    check_compared(what, for_each, compare=compare, fillable=fillable, per_sheet=per_sheet)
    if read_aloud:
        check_aloud()
    chosen, left_out = tuple(listed("--blocks", blocks)), tuple(listed("--without", without))
    checked_target(None if out == STDOUT else out)
    form = format_of(out, format_)
    resolution = resolution_of(dpi, form)
    press = Press(colour, length_of("--bleed", bleed, MOST_BLEED), marks)
    press = intended(on_screen(form, press), form, output_intent, archive=archive, fillable=fillable)
    lap, edge = tiling_of(tiles, overlap, printer_margin, press)
    if fillable:
        check_fillable(what, form, press, room, tiles, per_sheet)
    if per_sheet > 1 and (press.bleed or press.marks or tiles):
        raise click.UsageError("--per-sheet has no place for --bleed, --marks or --tiles")

    try:
        found = Assets.of(assets)
        fields |= own_fields_of(own, what, found)
        asked = Asked(
            None, prompts, paper, None, chosen, left_out, theme, press, tiles, lap, edge, room, threads=threads
        )
        backs = {"duplex" if was_typed("duplex") else "usual_duplex": duplex} if duplex else {}
        rest = {"skip_unprintable": skip_unprintable, "proof": proof, **backs}
        asked = replace(asked, per_sheet=per_sheet, fillable=fillable, source=not no_source, **rest)
        plain = Job("", out, asked=asked, assets=assets, dpi=resolution, verify=verify, format=form)
        what, plain = to_compare(what, plain) if compare else (what, plain)
        said: list[Diagnostic] = []
        jobs = [
            *jobs_of(
                what,
                plain,
                found,
                locales=locales,
                layout=layout,
                fields=fields,
                rows=for_each,
                ignore=ignore_columns,
                deep=recursive,
                said=said,
            )
        ]
    except Problems as exc:
        fail(exc)
    jobs = side_by_side(jobs) if per_sheet > 1 else jobs
    show(said)
    if read_aloud:
        sys.exit(0 if aloud(jobs) and not any(each.severity == "error" for each in said) else 1)
    failed = any(each.severity == "error" for each in said)
    if not write(jobs, out, resolution, form, processes, incomplete=failed) or failed:
        sys.exit(1)
