"""Jobs to files: few at once, many in several processes, or all joined into one."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from time import monotonic

import click

from bmcgen.backends import backend
from bmcgen.cli.say import fail, show, show_carrying
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.documents.many.batch import Job, Result, carries_data, documents_of, expected, make_all, planned
from bmcgen.documents.output.document import Document
from bmcgen.documents.output.files import STDOUT, OutputError, check_input, files_of, joins, save_files, targets
from bmcgen.documents.output.naming import places_in

MANY = 12
"""From so many documents on, they are made in several processes."""
MOST_NAMED = 8
"""Of so many files that could not be made the names are told."""


def write(jobs: list[Job], out: str | None, dpi: float, form: str, processes: int | None, *, incomplete: bool) -> bool:
    """Makes and writes the files of jobs, in the way that suits their number and `out`; whether all went well.
    `incomplete` says that some could not even be asked for.
    """
    if out == STDOUT or joins(out):
        return join(jobs, str(out), dpi, form, incomplete)
    if (len(jobs) < MANY and processes is None) or not jobs:
        return few(jobs)
    return many(jobs, processes)


def few(jobs: list[Job]) -> bool:
    """Makes everything first, so that files of one name are told before any is written; whether all went well."""
    documents: dict[str | None, list[Document]] = {}
    problems: list[Diagnostic] = []
    for job in jobs:
        try:
            documents.setdefault(job.out, []).extend(documents_of(job))
        except Problems as exc:
            problems += exc.diagnostics
    try:
        files = [each for out, made in documents.items() for each in planned(made, out, jobs[0].format) if made]
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None
    carrying: list[str] = []
    inputs = [each.what for job in jobs for each in (job, *job.beside)]
    for path, members in files:
        try:
            check_input(path, inputs)
            for written in members[0].save(path, dpi=jobs[0].dpi):
                click.echo(written)
                carrying += [str(written)] if carries_data(path, members) else []
        except Problems as exc:
            problems += exc.diagnostics
    show([*problems, *(warning for made in documents.values() for each in made for warning in each.warnings)])
    show_carrying(carrying)
    return not problems


def many(jobs: list[Job], processes: int | None) -> bool:
    """Makes each job by itself, in several processes; what went wrong is told at the end. Whether all went well."""
    _check_names(jobs)
    said, failed, begun = list[Diagnostic](), list[str](), monotonic()
    carrying: list[str] = []

    def rate(result: Result | None) -> str | None:
        return f"{bar.pos / max(monotonic() - begun, 0.01):.1f} a second" if result else None

    with click.progressbar(
        _to_the_end(make_all(jobs, processes=processes), said),
        length=len(jobs),
        file=sys.stderr,
        show_pos=True,
        item_show_func=rate,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        for result in bar:
            for written in result.written:
                click.echo(written)
            said += result.diagnostics
            carrying += result.carrying
            failed += [result.job.called] if result.failed else []
    show(said)
    show_carrying(carrying)
    if failed:
        # Their problems stand among the warnings of all others.
        more = f" and {len(failed) - MOST_NAMED} more" if failed[MOST_NAMED:] else ""
        named = ", ".join(failed[:MOST_NAMED])
        click.echo(f"{len(failed)} of {len(jobs)} could not be made: {named}{more}", err=True)
    return not any(each.severity == "error" for each in said)


def _check_names(jobs: list[Job]) -> None:
    """UsageError for files of one name, as far as names are known before anything is made."""
    out = jobs[0].out
    if out and set(places_in(out)) - {"name", "locale"}:
        return
    inputs = [job.what for job in jobs]
    try:
        for each, labels in expected(jobs).items():
            for path, _ in targets(labels, each, f".{jobs[0].format}"):
                check_input(path, inputs)
    except Problems as exc:
        fail(exc)
    except OutputError as exc:
        raise click.UsageError(str(exc)) from None


def _to_the_end(results: Iterator[Result], said: list[Diagnostic]) -> Iterator[Result]:
    """The results there are, and what ended them too early, if anything did."""
    try:
        yield from results
    except Problems as exc:
        said += exc.diagnostics


def join(jobs: list[Job], out: str, dpi: float, form: str, incomplete: bool) -> bool:
    """Everything in one file, made one by one; the file is not written if one of them is missing. Whether it was."""
    if out == STDOUT and sys.stdout.isatty():
        raise click.UsageError("-o - writes the file to standard output: send it to a file or into a pipe")
    problems: list[Diagnostic] = []
    said: list[Diagnostic] = []
    if out != STDOUT:
        try:
            check_input(Path(out), [each.what for job in jobs for each in (job, *job.beside)])
        except Problems as exc:
            show(exc.diagnostics)
            return False
    sources: list[bool] = []
    pages = 0

    def made() -> Iterator[Document]:
        nonlocal pages
        for job in jobs:
            try:
                for document in documents_of(job):
                    said.extend(document.warnings)
                    pages += document.sheets
                    sources.append(document.source is not None)
                    # What is missing from the file is not painted, but all that is wrong is told.
                    if not problems and not incomplete:
                        yield document
            except Problems as exc:
                problems.extend(exc.diagnostics)

    coming = made()
    first = next(coming, None)
    files: Iterable[bytes] = ()
    try:
        files = files_of(form, chain([first], coming), dpi) if first else ()
    except Problems as exc:
        # All that is wrong with the others is told, too.
        problems += exc.diagnostics
        deque(coming, 0)
    show([*problems, *said])
    if problems or not first:
        return False
    try:
        if out == STDOUT:
            _to_standard_output(files, pages, form)
        else:
            for written in save_files(Path(out), files):
                click.echo(written)
        show_carrying(["the file" if out == STDOUT else out] if form == "pdf" and sources == [True] else [])
    except Problems as exc:
        show(exc.diagnostics)
        return False
    return True


def aloud(jobs: list[Job]) -> bool:
    """Says each document on standard output, as a screen reader would; whether all went well."""
    problems: list[Diagnostic] = []
    said: list[Diagnostic] = []
    for job in jobs:
        try:
            for document in documents_of(job):
                if len(jobs) > 1:
                    click.echo(f"[{document.name}, {document.locale}]")
                click.echo(document.read_aloud(), nl=False)
                said += document.warnings
        except Problems as exc:
            problems += exc.diagnostics
    show([*problems, *said])
    return not problems


def _to_standard_output(files: Iterable[bytes], pages: int, form: str) -> None:
    if backend(form).PAGED and pages > 1:
        message = f"there are {pages} pages, and a .{form} file holds one"
        raise Problems([error("several-pages", message, Place("-o -"), f"give -o a name that ends with .{form}")])
    (content,) = files
    binary = sys.stdout.buffer
    binary.write(content)
    binary.flush()
