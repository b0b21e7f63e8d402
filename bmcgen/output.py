"""Where documents are written, and how: beside their place first, then moved there whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from bmcgen.diagnostics import Place, Problems, error


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
