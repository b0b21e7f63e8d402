"""What cannot be meant together on the command line of `make`, and how its options are read."""

from __future__ import annotations

import math
from pathlib import Path

import click
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.backends import is_known
from bmcgen.cli.options import was_typed
from bmcgen.cli.say import fail, named_in
from bmcgen.cli.sources import holds_data
from bmcgen.data.fields import own_names
from bmcgen.diagnostics import Place, Problems, did_you_mean
from bmcgen.documents.many.folders import names_folder
from bmcgen.documents.output.fillable import check_form
from bmcgen.documents.printing.press import ARCHIVE, INTENT, check_archive, profile_of
from bmcgen.geometry import MM, length
from bmcgen.model.page import Press
from bmcgen.model.room import Room
from bmcgen.source.names import fold

PAPERLESS = ("html", "md")
MOST_OVERLAP = 100 * MM


def check_blank(
    what: tuple[str, ...],
    fields: dict[str, str],
    for_each: str | None,
    layout: str | None,
    *,
    ignored: bool,
    own: tuple[str, ...] = (),
) -> None:
    """UsageError for what is asked of blank sheets and is for data, or the other way round."""
    if own and any(holds_data(each) or names_folder(each) for each in what):
        raise click.UsageError("--field: only a blank sheet takes its masthead from here; write it into the data file")
    if fields and all(holds_data(each) for each in what):
        given = ", ".join(f"--{key}" for key in fields)
        raise click.UsageError(f"{given}: only a blank sheet takes its masthead from here; write it into the data file")
    if for_each is not None and any(holds_data(each) for each in what):
        raise click.UsageError("--for-each fills the mastheads of blank sheets: name a layout, not a data file")
    if ignored and for_each is None:
        raise click.UsageError("--ignore-columns is for the list of --for-each")
    if layout is not None and not any(holds_data(each) or names_folder(each) for each in what):
        raise click.UsageError("--layout is for data files; print a layout itself by its name")


def own_fields_of(given: tuple[str, ...], what: tuple[str, ...], assets: Assets) -> dict[str, str]:
    """The fields that layouts have of their own, as they were given: NAME=VALUE, by their names or labels. UsageError
    for one that a layout has not.
    """
    found: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name.strip():
            raise click.UsageError(f'--field "{each}": give a name and a value: --field "Sprint goal=Home by ten"')
        for layout in what:
            names = own_names(assets, read_layout(assets, layout, Place(layout)))
            key = names.get(fold(name.strip()))
            if key is None:
                hint = did_you_mean(name.strip(), [*dict.fromkeys(names.values())], " ").strip()
                some = f"it has {', '.join(dict.fromkeys(names.values()))}" if names else "it has none of its own"
                raise click.UsageError(f'--field: "{name.strip()}" is not a field of {layout}; {hint or some}')
            found[key] = value.strip()
    return found


def check_compared(
    what: tuple[str, ...], for_each: str | None, *, compare: bool, fillable: bool, per_sheet: int
) -> None:
    """UsageError where two data files are to be compared and there are none."""
    if not compare:
        return
    if len(what) != 2:
        files = "one is named" if len(what) == 1 else f"{len(what)} are named"
        raise click.UsageError(f"--compare takes two data files, and {files}")
    for each in what:
        if names_folder(each):
            raise click.UsageError(f"--compare takes two data files, and {each} is a folder")
        if not holds_data(each):
            raise click.UsageError(f"--compare takes two data files, and {each} is no file but the name of a layout")
    for option, asked in (("--for-each", for_each), ("--fillable", fillable), ("--per-sheet", per_sheet > 1)):
        if asked:
            raise click.UsageError(f"--compare makes one document of two files, which has no place for {option}")


def check_aloud() -> None:
    """UsageError for what only files have."""
    for name in ("out", "format_", "dpi", "tiles", "archive", "output_intent", "verify"):
        if was_typed(name):
            option = {"out": "-o", "format_": "--format"}.get(name, f"--{name.replace('_', '-')}")
            raise click.UsageError(f"{option} is for files, and --read-aloud writes none")


def check_fillable(
    what: tuple[str, ...], form: str, press: Press, room: Room, tiles: str | None, per_sheet: int
) -> None:
    """UsageError where no form to fill in on screen can be made of what is asked for."""
    filled = next((each for each in what if holds_data(each) or names_folder(each)), None)
    if filled is not None:
        raise click.UsageError(f"--fillable makes a blank form: name a layout, not {filled}")
    if form != "pdf":
        raise click.UsageError(f"--fillable: a .{form} file cannot be filled in, only a .pdf")
    try:
        check_form(press, room, tiles=tiles is not None, per_sheet=per_sheet)
    except ValueError as exc:
        raise click.UsageError(f"--fillable: {exc}") from None


def format_of(out: str | None, asked: str | None) -> str:
    """In which format is written: that of the output's name, else what is asked for."""
    ends = Path(out).suffix.lower().removeprefix(".") if out else ""
    if not is_known(ends):
        return asked or "pdf"
    if asked and asked != ends and was_typed("format_"):
        raise click.UsageError(f"--format {asked}: -o {out} ends with .{ends}")
    return ends


def resolution_of(dpi: float | None, form: str) -> float:
    if dpi is not None and not math.isfinite(dpi):
        raise click.UsageError("--dpi must be a number")
    if dpi is not None and form != "png" and was_typed("dpi"):
        raise click.UsageError("--dpi is for pictures: give a .png with -o, or --format png")
    return dpi or 150


def intended(press: Press, form: str, profile: str | None, *, archive: bool, fillable: bool) -> Press:
    """The press with what a PDF says of it."""
    if form != "pdf" and (profile is not None or (archive and was_typed("archive"))):
        named = INTENT if profile is not None else ARCHIVE
        raise click.UsageError(f"{named} is for a .pdf, not for a .{form}")
    try:
        intent = profile_of(Path(profile), press.inks) if profile is not None else None
        # What comes from settings gives way to what is asked for.
        whole = replace(press, intent=intent, archive=archive and form == "pdf")
        check_archive(whole, fillable=fillable)
    except Problems as exc:
        fail(named_in(exc, INTENT) if profile is not None else exc)
    except ValueError as exc:
        if was_typed("archive"):
            raise click.UsageError(f"{ARCHIVE}: {exc}") from None
        return replace(press, intent=intent)
    return whole


def on_screen(form: str, press: Press) -> Press:
    """The press without what is for paper, in a format that has none; UsageError where it is asked for."""
    if form not in PAPERLESS:
        return press
    for name in ("colour", "bleed", "marks", "tiles", "duplex"):
        if was_typed(name):
            raise click.UsageError(f"--{name} is for paper, and a .{form} has neither pages nor inks")
    return Press(archive=press.archive, intent=press.intent)


def tiling_of(tiles: str | None, overlap: str | None, margin: str | None, press: Press) -> tuple[float, float]:
    """The overlap of tiles and the margin of their printer."""
    if tiles is None and (was_typed("overlap") or was_typed("printer_margin")):
        raise click.UsageError("--overlap and --printer-margin are for --tiles")
    if tiles is not None and (press.bleed or press.marks):
        raise click.UsageError("--tiles is for an office printer, --bleed and --marks are for a print shop: choose one")
    lap = length_of("--overlap", overlap or "10mm", MOST_OVERLAP)
    return lap, length_of("--printer-margin", margin or "5mm", MOST_OVERLAP)


def length_of(option: str, text: str, most: float) -> float:
    try:
        found = length(text)
    except ValueError:
        raise click.UsageError(f'{option} "{text}": give a length such as 3mm') from None
    if found > most:
        raise click.UsageError(f'{option} "{text}": at most {most / MM:.0f} mm is possible')
    return found
