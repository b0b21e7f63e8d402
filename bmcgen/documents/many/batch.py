"""Many documents: each is made by itself, in several processes or wherever an executor runs them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.documents.arguments import check_folder, field_texts
from bmcgen.documents.asking import KEYWORDS, asked_of
from bmcgen.documents.given import Data, data_of, is_data, own_of
from bmcgen.documents.making import UNNAMED, load, make_sheets
from bmcgen.documents.output.document import Document
from bmcgen.documents.output.files import OutputError, check_input, check_paths, from_root, joins, splits, targets
from bmcgen.documents.typesetting import Asked

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
    `name` is what a file of it is called. `shown` is what messages call the data file, or where the fields come from.
    Data is compared with that in `compare`, which messages call `compare_shown`. The documents of jobs `beside` it
    follow its own, and share sheets of paper with them if that is asked for. `Job.of` names all files from the root, so
    that the job can be run in any working folder.
    """

    what: str | bytes | Mapping[str, Any]
    out: str | None = None
    asked: Asked = PLAIN
    fields: Mapping[str, str] = field(default_factory=dict)
    assets: str | None = None
    name: str | None = None
    shown: str | None = None
    dpi: float = 150
    verify: bool = False
    places: Mapping[str, Place] = field(default_factory=dict)
    format: str = "pdf"
    beside: tuple[Job, ...] = ()
    compare: str | bytes | Mapping[str, Any] | None = None
    compare_shown: str | None = None

    @classmethod
    def of(cls, what: Data, out: str | os.PathLike[str] | None = None, **more: Any) -> Job:
        """A job for a file or a layout as they are named from the working folder, or for data itself; `more` are the
        other fields of a job, or the keywords of `make`. TypeError or ValueError for what cannot be meant.
        """
        asked = asked_of(**{key: more.pop(key) for key in [*more] if key in KEYWORDS})
        given, named = _named(what)
        if (other := more.pop("compare", None)) is not None:
            more["compare"], shown = _named(other)
            more.setdefault("compare_shown", shown)
        assets = more.pop("assets", None)
        check_folder(assets)
        unknown = [key for key in more if key not in cls.__struct_fields__]
        if unknown:
            hint = did_you_mean(unknown[0], [*KEYWORDS, *cls.__struct_fields__], " ").strip()
            raise TypeError(f'a job has no "{unknown[0]}"{f"; {hint}" if hint else ""}')
        return cls(
            given,
            from_root(os.fspath(out) if out is not None else None),
            asked=asked,
            fields=field_texts(more.pop("fields", None), own_of(given, assets)),
            assets=str(Path(assets).absolute()) if assets else None,
            shown=more.pop("shown", named),
            **more,
        )

    @property
    def called(self) -> str:
        """What messages call it."""
        return self.shown or (self.what if isinstance(self.what, str) else "<data>")


class Result(Struct, frozen=True):
    """What came of a job: the files that were written, those of them that carry their data, and what there is to say.
    It was done if nothing is an error.
    """

    job: Job
    written: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    carrying: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return any(each.severity == "error" for each in self.diagnostics)


def documents_of(job: Job) -> list[Document]:
    """The documents of a job, a document a sheet. `Problems` with everything that is wrong."""
    found: list[Document] = []
    problems: list[Diagnostic] = []
    for each in (job, *job.beside):
        try:
            found += _made(each)
        except Problems as exc:
            problems += exc.diagnostics
    if problems:
        raise Problems(problems)
    if job.asked.per_sheet > 1:
        from bmcgen.documents.printing.pairing import paired

        found = paired(found)
    if job.verify:
        for document in found:
            try:
                document.verify()
            except Problems as exc:
                problems += exc.diagnostics
        if problems:
            raise Problems(problems)
    return found


def _made(job: Job) -> list[Document]:
    return make_sheets(
        job.what,
        job.asked,
        fields=job.fields,
        assets=job.assets,
        name=job.name,
        shown=job.shown,
        places=job.places,
        compare=job.compare,
        compare_shown=job.compare_shown,
    )


def _named(what: Data) -> tuple[str | bytes | Mapping[str, Any], str | None]:
    """Data, a file by its path from the root, and what messages call one."""
    given = data_of(what)
    if not isinstance(given, str | Path):
        return given, None
    text = str(given)
    path = str(Path(text).absolute()) if isinstance(given, Path) or is_data(text) else text
    return path, text if path != text else None


def run(job: Job) -> Result:
    """Makes a job's documents and writes them."""
    said: list[Diagnostic] = []
    written: list[str] = []
    carrying: list[str] = []
    try:
        documents = documents_of(job)
        said += [warning for document in documents for warning in document.warnings]
        for path, members in planned(documents, job.out, job.format):
            # Other files of a job are written even if one of them cannot be.
            try:
                check_input(path, [each.what for each in (job, *job.beside)])
                paths = [*map(str, members[0].save(path, dpi=job.dpi))]
                written += paths
                carrying += paths if carries_data(path, members) else []
            except Problems as exc:
                said += exc.diagnostics
    except Problems as exc:
        said += exc.diagnostics
    except OutputError as exc:
        said.append(error("bad-output", str(exc), Place(job.called)))
    return Result(job, tuple(written), tuple(dict.fromkeys(said)), tuple(carrying))


def carries_data(path: Path, documents: Sequence[Document]) -> bool:
    """Whether the file of documents carries the data that it was made from."""
    return path.suffix.lower() == ".pdf" and len(documents) == 1 and documents[0].source is not None


def planned(documents: list[Document], out: str | None, format: str = "pdf") -> list[tuple[Path, list[Document]]]:
    """Which documents go into which file; `OutputError` where two would be written to one."""
    parts = [part for document in documents for part in (document.parts if splits(out) else ()) or (document,)]
    labels = [{**part.labels, "name": part.name, "locale": part.locale} for part in parts]
    found = targets(labels, out, f".{format}")
    check_paths([(path, sum(parts[index].sheets for index in indices)) for path, indices in found])
    return [(path, [parts[index] for index in indices]) for path, indices in found]


def expected(jobs: Iterable[Job]) -> dict[str | None, list[dict[str, str]]]:
    """What the files of jobs will be called, by their output, before they are made. Only data files of one name are
    read for it, for each may have a locale of its own.
    """
    asked = [(job, (job.out, _name_of(job), job.asked.locale or "")) for job in jobs]
    alike = Counter(each for _, each in asked)
    found: dict[str | None, list[dict[str, str]]] = {}
    for job, each in asked:
        names = [each[1:]]
        if alike[each] > 1 and not job.asked.locale and not (isinstance(job.what, str) and not is_data(job.what)):
            try:
                contents = load(job.what, Assets.of(job.assets), None, {}, job.shown)
                usual = job.asked.usual or DEFAULT_LOCALE
                names = [(content.name, content.locale or usual) for content in contents]
            except Problems:
                continue  # told when it is made
        found.setdefault(job.out, []).extend({"name": name, "locale": locale} for name, locale in names)
    return found


def _name_of(job: Job) -> str:
    return job.name or (Path(job.what).stem if isinstance(job.what, str) else UNNAMED)


def make_all(
    jobs: Iterable[Job], *, executor: Executor | None = None, processes: int | None = None
) -> Iterator[Result]:
    """The results of jobs, in their order, as they come. Of jobs that name the same file, only the first is run; where
    two write to the same file of a folder or by a pattern, the second result has an error that says so.

    Without an executor there is a pool of `processes`, by default one for each core, which end when this one does.
    Where processes spawn (everywhere but on Linux, and there from a program with threads), the call belongs under
    `if __name__ == "__main__":`, else it is a RuntimeError. Any `concurrent.futures.Executor` will do: threads, Dask's,
    Ray's, MPI's. Few jobs wait at a time, so that their number does not matter.
    """
    from bmcgen.documents.many.processes import in_processes, through

    if executor is not None:
        ahead = AHEAD * (processes or os.cpu_count() or 1)
        yield from _apart(jobs, lambda accepted: through(executor, accepted, ahead, run))
        return
    many = processes or os.cpu_count() or 1
    if many == 1:
        yield from _apart(jobs, partial(map, run))
        return

    def work(accepted: Iterable[Job]) -> Iterator[Result]:
        for results in in_processes(_run_all, _bundled(accepted, AHEAD * many), many, AHEAD * many):
            yield from results

    yield from _apart(jobs, work)


def _apart(jobs: Iterable[Job], work: Callable[[Iterable[Job]], Iterable[Result]]) -> Iterator[Result]:
    """The results of jobs of which no two write to one file: what would is refused where that is known beforehand, else
    told.
    """
    refused: dict[int, Result] = {}
    claimed: dict[str, str] = {}
    taken: set[str] = set()

    def accepted() -> Iterator[Job]:
        for number, job in enumerate(jobs):
            file = job.out if job.out and joins(job.out) else None
            if file is None or file not in claimed:
                if file is not None:
                    claimed[file] = job.called
                yield job
            else:
                message = f"{file} is already the file of {claimed[file]}"
                hint = "give each job a file of its own, a folder, or a pattern such as {name}-{locale}.pdf"
                refused[number] = Result(job, (), (error("written-twice", message, Place(job.called), hint),))

    number = 0
    for result in work(accepted()):
        while number in refused:
            yield refused.pop(number)
            number += 1
        again = [path for path in result.written if path in taken]
        taken.update(result.written)
        told = [error("written-twice", f"two documents were written to {path}", Place(path)) for path in again]
        yield replace(result, diagnostics=(*result.diagnostics, *told)) if told else result
        number += 1
    yield from (refused[number] for number in sorted(refused))


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
