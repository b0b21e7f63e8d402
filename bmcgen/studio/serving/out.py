"""What goes out: the files that are printed, sent and gone on with elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.asking import asked_of
from bmcgen.documents.exporting import export
from bmcgen.documents.making import make_sheets
from bmcgen.documents.output.document import Document as Finished
from bmcgen.documents.output.document import joined

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "yaml": "application/yaml; charset=utf-8",
    "bmml": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_DRAWN, _TOLD = ("pdf", "png", "svg"), ("md", "json", "bmml", "csv", "xlsx")
_NAMES = ("layout", "paper", "theme", "locale", "prompts", "bleed", "tiles", "colour")
_FLAGS = ("marks", "fillable", "threads", "strip", "votes")
LEAST_DPI, MOST_DPI = 20.0, 300.0


class Out(Struct, frozen=True):
    """A file: its name, what kind of file it is, and its bytes."""

    name: str
    type: str
    data: bytes


def asked(query: Mapping[str, str]) -> dict[str, Any]:
    """What is asked for, as `make` takes it."""
    found: dict[str, Any] = {key: query[key] for key in _NAMES if query.get(key)}
    found |= {key: True for key in _FLAGS if query.get(key) in ("1", "true", "yes")}
    return found


def finished(path: Path, query: Mapping[str, str], usual: Mapping[str, Any]) -> list[Finished]:
    """The documents of a file. `Problems` if they cannot be made; ValueError for what cannot be asked."""
    wanted = {key: value for key, value in usual.items() if value is not None} | asked(query)
    what: str | Path = path
    if wanted.get("fillable"):
        # A form is blank.
        what = str(wanted["blank"])
        wanted.setdefault("locale", wanted["language"])
        wanted.pop("layout", None)
    for key in ("blank", "language"):
        wanted.pop(key, None)
    wanted.setdefault("skip_unprintable", True)
    return make_sheets(what, asked_of(**wanted), shown=path.name if isinstance(what, Path) else None)


def written(path: Path, query: Mapping[str, str], usual: Mapping[str, Any]) -> Out:
    """A file of the format that is asked for."""
    form = query.get("format", "pdf")
    if form == "yaml":
        return Out(path.name, TYPES["yaml"], path.read_bytes())
    if form in _TOLD:
        found = export(path, form)
        return Out(f"{path.stem}.{form}", TYPES[form], found.data)
    if form not in _DRAWN:
        raise Problems([error("unknown-format", f'there is no format "{form}"', Place("format"))])
    documents = finished(path, query, usual)
    layout = query.get("layout")
    name = f"{path.stem}{f'-{layout}' if layout else ''}-{documents[0].locale}"
    if form == "pdf":
        return Out(f"{name}.pdf", TYPES["pdf"], joined(documents))
    dpi = min(max(_number(query.get("dpi"), 150.0), LEAST_DPI), MOST_DPI)
    files = [page for each in documents for page in _pages(each, form, dpi)]
    if len(files) == 1:
        return Out(f"{name}.{form}", TYPES[form], files[0])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(files, 1):
            archive.writestr(zipfile.ZipInfo(f"{name}-{number}.{form}"), data)
    return Out(f"{name}.zip", TYPES["zip"], packed.getvalue())


def _pages(document: Finished, form: str, dpi: float) -> list[bytes]:
    from bmcgen.documents.output.files import files_of

    return [*files_of(form, [document], dpi)]


def preview(path: Path, query: Mapping[str, str], usual: Mapping[str, Any]) -> tuple[bytes, int]:
    """A small picture of a page, and how many pages there are."""
    documents = finished(path, query, usual)
    pages = [(each, number) for each in documents for number in range(len(each.pages))]
    document, number = pages[min(max(int(_number(query.get("page"), 1.0)) - 1, 0), len(pages) - 1)]
    from msgspec.structs import replace

    if document.press.tiles is not None:
        files = _pages(document, "png", 60)
        return files[min(max(int(_number(query.get("page"), 1.0)) - 1, 0), len(files) - 1)], len(files)
    alone = replace(document, pages=(document.pages[number],), chapters=(), parts=())
    return _pages(alone, "png", 60)[0], len(pages)


def _number(text: str | None, usual: float) -> float:
    try:
        found = float(text) if text else usual
    except ValueError:
        return usual
    return found if 0 <= found < 100_000 else usual
