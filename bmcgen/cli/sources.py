"""What stands on the command line, as jobs: layouts, data files, folders of them, standard input, rows of a list."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.cli.options import listed, was_typed
from bmcgen.cli.say import named_in
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.documents.given import is_data
from bmcgen.documents.many.batch import Job
from bmcgen.documents.many.folders import data_files, names_folder
from bmcgen.documents.output.files import is_folder
from bmcgen.source.files import MAX_BYTES

STDIN = "-"
_SHOWN = "<stdin>"


def standard_input() -> bytes:
    """The data on standard input, no more of it than a file may have."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def is_stdin(what: str) -> bool:
    return what == STDIN


def holds_data(what: str) -> bool:
    """Whether a name on the command line means data rather than a layout printed blank."""
    return is_stdin(what) or is_data(what)


def check_stdin(what: Iterable[str]) -> None:
    """UsageError where standard input would be read twice."""
    if sum(map(is_stdin, what)) > 1:
        raise click.UsageError("- is standard input and can be read only once")


def to_compare(what: tuple[str, ...], plain: Job) -> tuple[tuple[str, ...], Job]:
    """The first of two files that are compared, and what its jobs have in common: the second."""
    first, second = what
    if is_stdin(second):
        return (first,), replace(plain, compare=standard_input(), compare_shown=_SHOWN)
    return (first,), replace(plain, compare=second)


def files_in(what: Iterable[str], assets: Assets, *, deep: bool, said: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """What is named, each folder as the data files in it, with the folders below it that lead to each. What there is to
    say about folders goes to `said`.
    """
    layouts = assets.names("layouts")
    for each in what:
        if is_stdin(each) or not names_folder(each) or each in layouts:
            yield each, ""
            continue
        try:
            found = data_files(Path(each), assets, deep=deep)
        except Problems as exc:
            said += exc.diagnostics
            continue
        said += found.said
        yield from ((str(path), below) for path, below in found.files)


def jobs_of(
    what: Iterable[str],
    plain: Job,
    assets: Assets,
    *,
    locales: str | None,
    layout: str | None,
    fields: dict[str, str],
    rows: str | None,
    ignore: bool,
    deep: bool,
    said: list[Diagnostic],
) -> Iterator[Job]:
    """The jobs for what is named, one for each language. A language from the environment or a settings file is for
    sheets that name none themselves.
    """
    codes: list[str | None] = [*listed("--locale", locales)] or [None]
    if rows is not None:
        from bmcgen.documents.many.rows import read_rows

        names = list(what)
        try:
            found = read_rows(Path(rows), assets, names, ignore=ignore)
        except Problems as exc:
            raise named_in(exc, "--for-each") from None
        said += found.said
        for each in names:
            for row in found.rows:
                given = fields | row.fields[each]
                named = replace(plain, what=each, fields=given, name=f"{each}-{row.name}", places=row.places[each])
                yield from (replace(named, asked=replace(plain.asked, locale=code)) for code in codes)
        return
    for each, below in files_in(what, assets, deep=deep, said=said):
        if not holds_data(each):
            job = replace(plain, what=each, fields=fields)
            yield from (replace(job, asked=replace(plain.asked, locale=code)) for code in codes)
            continue
        asked = replace(plain.asked, layout=layout)
        job = replace(plain, what=each, out=_below(plain.out, below))
        if is_stdin(each):
            job = replace(job, what=standard_input(), shown=_SHOWN)
        if was_typed("locales"):
            yield from (replace(job, asked=replace(asked, locale=code)) for code in codes)
        else:
            yield replace(job, asked=replace(asked, usual=codes[0]))


def side_by_side(jobs: Iterable[Job]) -> list[Job]:
    """Jobs of which one makes the documents of all that share their paper: those of a language and a folder."""
    groups: dict[tuple[str | None, str | None], list[Job]] = {}
    for job in jobs:
        groups.setdefault((job.out, job.asked.locale), []).append(job)
    return [replace(first, beside=tuple(others)) for first, *others in groups.values()]


def _below(out: str | None, below: str) -> str | None:
    """The folder that a file is written to: below the one that is given as its data file is below the one named."""
    if not below:
        return out
    if out is None:
        return below
    return f"{out.rstrip('/')}/{below}" if is_folder(out) else out
