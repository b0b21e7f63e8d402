"""Many documents: each is made by itself, in several processes or wherever an executor runs them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from bmcgen.assets.finder import Assets
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.documents.document import Document
from bmcgen.documents.files import OutputError, check_paths, splits, targets
from bmcgen.documents.making import is_data, load, make_sheets
from bmcgen.documents.typesetting import Asked
from bmcgen.processes import in_processes, through

if TYPE_CHECKING:
    from concurrent.futures import Executor

PLAIN = Asked()
AHEAD = 4
"""How many jobs wait for each process, so that none is idle and not all are held."""
BUNDLE = 4
"""How many jobs are handed to a process of ours at a time, once each has some."""


class Job(Struct, frozen=True):
    """One document to make and write: a layout's name or a data file, and what is asked of it (see `make`).

    `out` is a file, a folder or a pattern, as on the command line. `fields` fill the masthead of a blank sheet, and
    `name` is what a file of it is called. `shown` is what messages call the data file, or where the
    fields come from. `Job.of` names all files from
    the root, so that the job can be run in any working folder.
    """

    what: str
    out: str | None = None
    asked: Asked = PLAIN
    fields: Mapping[str, str] = field(default_factory=dict)
    assets: str | None = None
    name: str | None = None
    shown: str | None = None
    dpi: float = 150
    verify: bool = False

    @classmethod
    def of(cls, what: str | Path, out: str | None = None, **more: object) -> Job:
        """A job for a file or a layout as they are named from the working folder; `more` are the other fields of a
        job, or the keywords of `Asked`.
        """
        asked = {key: more.pop(key) for key in [*more] if key in Asked.__struct_fields__}
        text = str(what)
        path = str(Path(text).absolute()) if is_data(text) else text
        assets = more.pop("assets", None)
        return cls(
            path,
            _absolute(out),
            asked=Asked(**asked),  # type: ignore[arg-type]
            assets=str(Path(str(assets)).absolute()) if assets else None,
            shown=text if path != text else None,
            **more,  # type: ignore[arg-type]
        )


class Result(Struct, frozen=True):
    """What came of a job: the files that were written, and what there is to say. It was done if nothing is an error."""

    job: Job
    written: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return any(each.severity == "error" for each in self.diagnostics)


def documents_of(job: Job) -> list[Document]:
    """The documents of a job, a document a sheet. `Problems` with everything that is wrong."""
    found = make_sheets(job.what, job.asked, fields=job.fields, assets=job.assets, name=job.name, shown=job.shown)
    if job.verify:
        problems: list[Diagnostic] = []
        for document in found:
            try:
                document.verify()
            except Problems as exc:
                problems += exc.diagnostics
        if problems:
            raise Problems(problems)
    return found


def run(job: Job) -> Result:
    """Makes a job's documents and writes them."""
    said: list[Diagnostic] = []
    written: list[str] = []
    try:
        documents = documents_of(job)
        said += [warning for document in documents for warning in document.warnings]
        for path, members in planned(documents, job.out):
            # Other files of a job are written even if one of them cannot be.
            try:
                written += map(str, members[0].save(path, dpi=job.dpi))
            except Problems as exc:
                said += exc.diagnostics
    except Problems as exc:
        said += exc.diagnostics
    except OutputError as exc:
        said.append(error("bad-output", str(exc), Place(job.shown or job.what)))
    return Result(job, tuple(written), tuple(dict.fromkeys(said)))


def planned(documents: list[Document], out: str | None) -> list[tuple[Path, list[Document]]]:
    """Which documents go into which file; `OutputError` where two would be written to one."""
    parts = [part for document in documents for part in (document.parts if splits(out) else ()) or (document,)]
    found = targets([(part.name, part.locale) for part in parts], out)
    check_paths([(path, sum(parts[index].sheets for index in indices)) for path, indices in found])
    return [(path, [parts[index] for index in indices]) for path, indices in found]


def expected(jobs: Iterable[Job]) -> Iterator[tuple[str, str]]:
    """What the files of jobs will be called, by name and locale, before they are made. Only data files of one name are
    read for it, for each may have a locale of its own.
    """
    asked = [(job, (job.name or Path(job.what).stem, job.asked.locale or "")) for job in jobs]
    alike = Counter(each for _, each in asked)
    for job, each in asked:
        if alike[each] == 1 or job.asked.locale or not is_data(job.what):
            yield each
            continue
        try:
            contents = load(job.what, Assets.of(job.assets), None, {}, job.shown)
            yield from [(content.name, content.locale or DEFAULT_LOCALE) for content in contents]
        except Problems:
            continue  # told when it is made


def make_all(
    jobs: Iterable[Job], *, executor: Executor | None = None, processes: int | None = None
) -> Iterator[Result]:
    """The results of jobs, in their order, as they come.

    Without an executor there is a pool of `processes`, by default one for each core, which end when this one does.
    Where processes spawn (everywhere but on Linux, and there from a program with threads), the call belongs under
    `if __name__ == "__main__":`, else it is a RuntimeError. Any `concurrent.futures.Executor` will do: threads, Dask's,
    Ray's, MPI's. Few jobs wait at a time, so that their number does not matter.
    """
    if executor is not None:
        yield from through(executor, jobs, AHEAD * (processes or os.cpu_count() or 1), run)
        return
    many = processes or os.cpu_count() or 1
    if many == 1:
        yield from map(run, jobs)
        return
    for results in in_processes(_run_all, _bundled(jobs, AHEAD * many), many, AHEAD * many):
        yield from results


def _bundled(jobs: Iterable[Job], single: int) -> Iterator[list[Job]]:
    """So many jobs one by one, then some at a time: to hand a job over costs as much as a part of a poster."""
    coming = iter(jobs)
    for number in count():
        bundle = [*islice(coming, 1 if number < single else BUNDLE)]
        if not bundle:
            return
        yield bundle


def _run_all(jobs: list[Job]) -> list[Result]:
    return [run(job) for job in jobs]


def _absolute(out: str | None) -> str:
    """An output from the root: what is no path yet is a file of its own in the working folder."""
    if out is None:
        return str(Path.cwd()) + os.sep
    end = os.sep if out.endswith(("/", os.sep)) else ""
    return str(Path(out).absolute()) + end
