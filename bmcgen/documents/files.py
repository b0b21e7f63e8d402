"""Where documents are written, and how: beside their place first, then moved there whole."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import Path
from string import Formatter

from bmcgen.backends import Drawing, backend, either, is_known, suffixes
from bmcgen.diagnostics import Place, Problems, error, short

DATA_SUFFIXES = (".yaml", ".yml", ".json")
PARTIAL = ".bmcgen-"
_NUMBERS = count(1)
PLACES = ("name", "locale")


class OutputError(ValueError):
    """An output that cannot be meant."""


def check_target(out: str | None) -> None:
    """`OutputError` for an output that is neither a file some backend writes, nor a folder, nor a pattern of these."""
    if out == "":
        raise OutputError("-o is empty")
    if out is None or is_folder(out):
        return
    if not is_known(Path(out).suffix):
        raise OutputError(f"-o {out}: end it with {either(suffixes())}, or with / for a folder")
    try:
        parts = [part for part in Formatter().parse(out) if part[1] is not None]
        unknown = [place for _, place, form, change in parts if place not in PLACES or form or change]
        out.format(**dict.fromkeys(PLACES, ""))
    except (ValueError, KeyError, IndexError, AttributeError):
        unknown = [out]
    if unknown:
        raise OutputError(f"-o {out}: a pattern has places for {{name}} and {{locale}} only")


def targets(sheets: Sequence[tuple[str, str]], out: str | None) -> list[tuple[Path, list[int]]]:
    """Which sheets, given by name and locale, go into which file: a plain file takes all, else each has its own."""
    check_target(out)
    if out is not None and joins(out):
        return [(Path(out), list(range(len(sheets))))]
    if out is None or is_folder(out):
        pattern = "{name}-{locale}.pdf"
        folder = Path(out) if out else Path()
        paths = [folder / pattern.format(name=name, locale=locale) for name, locale in sheets]
    else:
        paths = [Path(out.format(name=name, locale=locale)) for name, locale in sheets]
    twice = next((path for number, path in enumerate(paths) if path in paths[:number]), None)
    if twice is not None:
        alike = len(set(sheets)) < len(sheets)
        hint = "give the data files other names" if alike else "tell them apart with {name} and {locale} in -o"
        raise OutputError(f"several sheets would be written to {twice}; {hint}")
    return [(path, [number]) for number, path in enumerate(paths)]


def data_files(folder: Path) -> list[Path]:
    """The data files in a folder, by name. `Problems` if it cannot be read or holds none."""
    place = Place(str(folder))
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in DATA_SUFFIXES and path.is_file())
    except OSError as exc:
        raise Problems([error("unreadable", f"cannot read {folder}: {exc.strerror or exc}", place)]) from None
    if not found:
        raise Problems([error("no-data", f"{folder} holds no data files", place, "they end in .yaml, .yml or .json")])
    return found


def joins(out: str | None) -> bool:
    """Whether an output is one file for all sheets."""
    return out is not None and not is_folder(out) and "{" not in out


def splits(out: str | None) -> bool:
    """Whether an output gives each part of a document of several a file of its own."""
    return out is not None and (is_folder(out) or "{name}" in out)


def is_folder(out: str) -> bool:
    """Whether a path means a folder: by its end, or because there is one."""
    try:
        return out.endswith(("/", os.sep)) or Path(out).is_dir()
    except OSError:  # a name longer than there can be
        return False


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


def files_of(path: Path, drawings: Iterable[Drawing], dpi: float) -> Iterable[bytes]:
    """What a path's backend makes of documents: a file, or one a page. ValueError for a suffix without a backend."""
    if not 20 <= dpi <= 600:
        raise ValueError(f"{dpi} dots an inch; from 20 to 600 are possible")
    return backend(path.suffix).files(drawings, dpi)


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


def write(path: Path, data: bytes) -> None:
    """Writes a file so that it is either there whole or as it was before. `Problems` if it cannot be written."""
    place = Place(short(str(path), 200))
    temporary = None
    try:
        # A link stays a link: what it points to is what is written.
        target = os.path.realpath(path) if path.is_symlink() else str(path)
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise Problems([error("cannot-write", f"{path} is a folder", place)])
        handle, temporary = _beside(target)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, stat.S_IMODE(mode))
        os.replace(temporary, target)
        temporary = None
    except OSError as exc:
        why = exc.strerror or str(exc)
        raise Problems([error("cannot-write", f"cannot write {short(path.name)}: {why}", place)]) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


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
