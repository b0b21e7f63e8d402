"""Where documents are written, and how: beside their place first, then moved there whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from string import Formatter

from bmcgen.diagnostics import Place, Problems, error

SUFFIXES = (".pdf", ".png")
PLACES = ("name", "locale")


class OutputError(ValueError):
    """An output that cannot be meant."""


def check_target(out: str | None) -> None:
    """`OutputError` for an output that is neither a .pdf or .png file, nor a folder, nor a pattern of these."""
    if out == "":
        raise OutputError("-o is empty")
    if out is None or _is_folder(out):
        return
    if Path(out).suffix.lower() not in SUFFIXES:
        raise OutputError(f"-o {out}: end it with .pdf or .png, or with / for a folder")
    try:
        places = [place for _, place, _, _ in Formatter().parse(out) if place is not None]
        unknown = [place for place in places if place not in PLACES]
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
    if out is None or _is_folder(out):
        pattern = "{name}-{locale}.pdf"
        folder = Path(out) if out else Path()
        paths = [folder / pattern.format(name=name, locale=locale) for name, locale in sheets]
    else:
        paths = [Path(out.format(name=name, locale=locale)) for name, locale in sheets]
    twice = next((path for number, path in enumerate(paths) if path in paths[:number]), None)
    if twice is not None:
        raise OutputError(
            f"several sheets would be written to {twice}; tell them apart with {{name}} and {{locale}} in -o"
        )
    return [(path, [number]) for number, path in enumerate(paths)]


def joins(out: str | None) -> bool:
    """Whether an output is one file for all sheets."""
    return out is not None and not _is_folder(out) and "{" not in out


def _is_folder(out: str) -> bool:
    return out.endswith(("/", os.sep)) or Path(out).is_dir()


def save_pages(path: Path, pdf: bytes, pages: int, dpi: float) -> list[Path]:
    """A PDF to a `.pdf` file as it is, or to `.png` files, a page each, numbered where there are several."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        write(path, pdf)
        return [path]
    if suffix != ".png":
        raise ValueError(f"{path}: a document is saved as .pdf or .png")
    from bmcgen.paint.png import pngs

    written = []
    for number, picture in enumerate(pngs(pdf, dpi), 1):
        target = path if pages == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        write(target, picture)
        written.append(target)
    return written


def write(path: Path, data: bytes) -> None:
    """Writes a file so that it is either there whole or as it was before. `Problems` if it cannot be written."""
    place = Place(str(path))
    if path.is_dir():
        raise Problems([error("cannot-write", f"{path} is a folder", place)])
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except OSError as exc:
        raise Problems([error("cannot-write", f"cannot write {path}: {exc.strerror or exc}", place)]) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
