"""Folders named on the command line, which stand for the data files in them."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.locales import canonical
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice
from bmcgen.documents.output.files import DATA_SUFFIXES

LOCALES = "locales"


class Found(Struct, frozen=True):
    """The data files of a folder, by name, each with the folders below it that lead there; and what is left out."""

    files: tuple[tuple[Path, str], ...]
    said: tuple[Diagnostic, ...]


def names_folder(what: str) -> bool:
    """Whether a name on the command line means a folder of data files."""
    try:
        return what.endswith(("/", os.sep)) or Path(what).is_dir()
    except OSError:  # a name longer than there can be
        return False


def is_locale(folder: Path) -> bool:
    """Whether a folder is a locale: it holds a `locale.yaml`, or stands among locales under the code of a language."""
    if (folder / "locale.yaml").is_file():
        return True
    path = folder.absolute()
    return path.parent.name == LOCALES and path.is_dir() and canonical(path.name) is not None


def data_files(folder: Path, assets: Assets, *, deep: bool = False) -> Found:
    """The data files in a folder, and, where `deep`, in the folders below it, hidden ones left aside. A text or an
    office file counts as one if it holds a canvas; a notice names those that do not. A link that leads nowhere is an
    error, and a notice names folders that are not looked into. `Problems` if there is no data file.
    """
    files: list[tuple[Path, str]] = []
    said: list[Diagnostic] = []
    _look(folder, "", deep, files, said, {os.path.realpath(folder)}, assets)
    if not files:
        hint = "they end in .yaml, .yml or .json, or hold a canvas, such as canvas.md"
        if any(each.code == "subfolder" for each in said):
            hint = "--recursive includes those in its subfolders"
        problems = [each for each in said if each.severity == "error"]
        raise Problems(problems or [error("no-data", f"{folder} holds no data files", Place(str(folder)), hint)])
    return Found(tuple(files), tuple(said))


def _look(
    folder: Path,
    below: str,
    deep: bool,
    files: list[tuple[Path, str]],
    said: list[Diagnostic],
    seen: set[str],
    assets: Assets,
) -> None:
    try:
        names = sorted(os.listdir(folder))
    except OSError as exc:
        where = Place(str(folder))
        said.append(error("unreadable", f"cannot read {folder}: {exc.strerror or exc}", where))
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            real = os.path.realpath(path)
            if name.startswith(".") or real in seen:
                continue
            if deep:
                _look(path, f"{below}{name}/", deep, files, said, seen | {real}, assets)
            elif _holds_data(path):
                message = f"the data files in {path} are left out"
                said.append(notice("subfolder", message, Place(str(path)), "--recursive includes them"))
        elif Path(name).suffix.lower() in DATA_SUFFIXES:
            if path.is_file():
                files.append((path, below))
            elif path.is_symlink():
                message = f"this link is broken: {os.readlink(path)}"
                said.append(error("broken-link", message, Place(str(path))))
        elif not name.startswith((".", "~$")) and path.is_file():
            _bring(path, below, files, said, assets)


def _bring(path: Path, below: str, files: list[tuple[Path, str]], said: list[Diagnostic], assets: Assets) -> None:
    """Takes a text or an office file that holds a canvas, and tells one that holds none."""
    from bmcgen import importing

    if not importing.is_imported(path):
        return
    try:
        importing.read(path, assets)
        files.append((path, below))
    except Problems as exc:
        first = exc.diagnostics[0]
        said.append(notice("not-a-canvas", f"left out: {first.message}", first.where, first.hint))


def _holds_data(folder: Path) -> bool:
    try:
        return any(Path(name).suffix.lower() in DATA_SUFFIXES for name in os.listdir(folder))
    except OSError:
        return False
