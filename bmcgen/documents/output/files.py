"""Where documents are written, and how: beside their place first, then moved there whole."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from math import inf
from pathlib import Path

from bmcgen.backends import Drawing, backend, either, is_known, suffixes
from bmcgen.diagnostics import Place, Problems, did_you_mean, error, short
from bmcgen.documents.output.durable import move, sync_folder
from bmcgen.documents.output.naming import PLACES, filled, unknown_place

DATA_SUFFIXES = (".yaml", ".yml", ".json")
PARTIAL = ".bmcgen-"
_LEFT = re.compile(r"\.bmcgen-\d+-\d+\.part")
_DAY, _HOUR = 86_400, 3_600
_MOST_SWEPT = 1_000
_NUMBERS = count(1)
STDOUT = "-"
DEFAULT = "{name}-{locale}"


class OutputError(ValueError):
    """An output that cannot be meant."""


def check_target(out: str | None) -> None:
    """`OutputError` for an output that is neither a file some backend writes, nor a folder, nor a pattern of these."""
    if out == "":
        raise OutputError("-o is empty")
    if out == STDOUT:
        raise OutputError("-o -: only `make` and `new` write to standard output")
    if out is None:
        return
    if is_folder(out):
        if "{" in out and not Path(out).is_dir():
            _check_places(out)
        return
    if not is_known(Path(out).suffix):
        raise OutputError(f"-o {out}: end it with {either(suffixes())}, or with / for a folder")
    _check_places(out)


def _check_places(pattern: str) -> None:
    unknown = unknown_place(pattern)
    if unknown is not None:
        known = ", ".join(f"{{{place}}}" for place in PLACES)
        hint = re.sub('"(.+)"', r"{\1}", did_you_mean(unknown, PLACES, " ")).strip()
        raise OutputError(f"-o {pattern}: a pattern has places for {known}{f'; {hint}' if hint else ''}")


def targets(sheets: Sequence[Mapping[str, str]], out: str | None, suffix: str = ".pdf") -> list[tuple[Path, list[int]]]:
    """Which sheets, given by what patterns may name of them, go into which file: a plain file takes all, else each has
    its own. In a folder, files end in `suffix`.
    """
    check_target(out)
    if out is not None and joins(out):
        return [(Path(out), list(range(len(sheets))))]
    if out is None:
        paths = [Path(filled(f"{DEFAULT}{suffix}", each)) for each in sheets]
    elif is_folder(out):
        # A folder that is there is itself, whatever its name looks like.
        folders = [out if "{" not in out or Path(out).is_dir() else filled(out, each) for each in sheets]
        paths = [Path(at) / filled(f"{DEFAULT}{suffix}", each) for at, each in zip(folders, sheets, strict=True)]
    else:
        paths = [Path(filled(out, each)) for each in sheets]
    twice = next((path for path, times in Counter(paths).items() if times > 1), None)
    if twice is not None:
        names = {(each.get("name"), each.get("locale")) for each in sheets}
        hint = (
            "give the data files other names, or make them one by one with patterns: -o 'a-{name}-{locale}.pdf'"
            if len(names) < len(sheets)
            else "tell them apart with a pattern: -o 'out/{name}-{locale}.pdf'"
        )
        raise OutputError(f"several sheets would be written to {twice}; {hint}")
    return [(path, [number]) for number, path in enumerate(paths)]


def joins(out: str | None) -> bool:
    """Whether an output is one file for all sheets."""
    return out is not None and not is_folder(out) and "{" not in out


def splits(out: str | None) -> bool:
    """Whether an output gives each part of a document of several a file of its own."""
    return out is not None and (is_folder(out) or "{name}" in out or "{layout}" in out)


def is_folder(out: str) -> bool:
    """Whether an output means a folder: by its end, because there is one, or because its name has no suffix and nothing
    of that name is there.
    """
    try:
        path = Path(out)
        if out.endswith(("/", os.sep)) or path.is_dir():
            return True
        return bool(path.name) and not path.suffix and "{" not in out and not path.exists()
    except OSError:  # a name longer than there can be
        return False


def from_root(out: str | None) -> str:
    """An output from the root: what is no path yet is a file of its own in the working folder."""
    if out is None:
        return str(Path.cwd()) + os.sep
    end = os.sep if out.endswith(("/", os.sep)) else ""
    return str(Path(out).absolute()) + end


def page_paths(path: Path, pages: int) -> list[Path]:
    """The files that a document of so many pages is written to: one, or one a page where its backend asks for that."""
    if pages == 1 or not backend(path.suffix).PAGED:
        return [path]
    return [_numbered(path, number) for number in range(1, pages + 1)]


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


def check_paths(planned: Sequence[tuple[Path, int]]) -> None:
    """`OutputError` if two of the files that would be written, given as paths and their pages, are one."""
    seen: set[Path] = set()
    for path in (each for base, pages in planned for each in page_paths(base, pages)):
        if path in seen:
            raise OutputError(f"two pages would be written to {path}; give one of the files another name")
        seen.add(path)


def check_input(path: Path, inputs: Iterable[object]) -> None:
    """`Problems` where a file would be written over one of those that are read."""
    read = (Path(each) for each in inputs if isinstance(each, str | Path))
    if any(_is_same(path, each) for each in read):
        here = Place(str(path))
        raise Problems([error("own-input", f"{path} is what is read", here, "give another name with -o")])


def _is_same(path: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):  # a name that no file can have
        return path.exists() and other.exists() and path.samefile(other)
    return False


def files_of(form: str, drawings: Iterable[Drawing], dpi: float) -> Iterable[bytes]:
    """What the backend of a format, or of a suffix, makes of documents: a file, or one a page. ValueError for a format
    without a backend, or a resolution that makes no sense.
    """
    if not 20 <= dpi <= 600:
        raise ValueError(f"{dpi} dots per inch; it must be from 20 to 600")
    return backend(form).files(drawings, dpi)


def save_files(path: Path, files: Iterable[bytes]) -> list[Path]:
    """Writes one file to a path, or several to numbered ones, each as it is made; returns the paths."""
    coming = iter(files)
    first, second = next(coming), next(coming, None)
    if second is None:
        write(path, first)
        return [path]
    written = []
    for number, data in enumerate(chain((first, second), coming), 1):
        written.append(_numbered(path, number))
        write(written[-1], data)
    return written


def write(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Writes a file so that it is either there whole or as it was before; a `durable` one even if the power fails.
    `Problems` if it cannot be written.
    """
    with _refusals(path) as place:
        # A link stays a link: what it points to is what is written.
        target = os.path.realpath(path) if path.is_symlink() else str(path)
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise Problems([error("cannot-write", f"{path} is a folder", place)])
        with _finished(target, data, mode, durable=durable) as temporary:
            move(temporary, target)
        if durable:
            sync_folder(os.path.dirname(target) or os.curdir)


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that must not be there yet, whole or not at all: of several programs that do so at once, one
    succeeds. `Problems` for the others, and if it cannot be written.
    """
    with _refusals(path) as place, _finished(str(path), data) as temporary:
        try:
            _link(temporary, str(path), data)
        except FileExistsError:
            there = error("exists", f"{path} already exists", place, "give another name with -o")
            raise Problems([there]) from None


@contextlib.contextmanager
def _refusals(path: Path) -> Iterator[Place]:
    """What the system refuses, as `Problems` at the place that is to be written."""
    place = Place(short(str(path), 200))
    try:
        yield place
    except OSError as exc:
        why = exc.strerror or str(exc)
        raise Problems([error("cannot-write", f"cannot write {short(path.name)}: {why}", place)]) from None


@contextlib.contextmanager
def _finished(target: str, data: bytes, mode: int | None = None, *, durable: bool = False) -> Iterator[str]:
    """The name of a finished file beside a target, with its permissions; unless it is moved, nothing of it remains."""
    handle, temporary = _beside(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, stat.S_IMODE(mode))
            if durable:
                file.flush()
                os.fsync(handle)
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _link(temporary: str, path: str, data: bytes) -> None:
    """Gives a finished file its name, unless something has that name."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links. Creating the file is still exclusive, though it is seen while it is written.
        with open(path, "xb") as file:
            file.write(data)


def _mode(path: str) -> int | None:
    """What kind of file is there and with which permissions; None if there is none."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _beside(path: str) -> tuple[int, str]:
    """A new file in the folder of another, open to be written, with the permissions that new files get; where there is
    no such folder, that is made too.
    """
    folder = os.path.dirname(path)
    _sweep(folder or os.curdir)
    while True:
        name = os.path.join(folder, f"{PARTIAL}{os.getpid()}-{next(_NUMBERS)}.part")
        try:
            return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), name
        except FileExistsError:
            continue
        except FileNotFoundError:
            if not folder or os.path.isdir(folder):
                raise
            os.makedirs(folder, exist_ok=True)


_swept: dict[str, float] = {}
"""When this process last looked for what others left in a folder. No result depends on it."""


def _sweep(folder: str) -> None:
    """Deletes what processes that were killed left half-written in a folder, a day ago or earlier."""
    place, now = os.path.abspath(folder), time.monotonic()
    if now - _swept.get(place, -inf) < _HOUR:
        return
    if len(_swept) >= _MOST_SWEPT:
        _swept.clear()
    _swept[place] = now
    # A folder that is not there yet, or a file that somebody else deletes first, is no fault.
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFT.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    about = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(about.st_mode) and time.time() - about.st_mtime > _DAY:
                        os.unlink(entry.path)
