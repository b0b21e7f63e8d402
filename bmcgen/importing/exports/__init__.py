"""A module in here writes one kind of file, reads it back as it was written, and is found by being there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Protocol, cast

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.importing.exports._sheets import Sheet, mapping
from bmcgen.importing.exports._telling import Telling
from bmcgen.source.tree import Mapping
from bmcgen.source.tree import Sequence as Sequence_

__all__ = ["Export", "Sheet", "Telling", "export_of", "exports", "read_back"]


class Export(Protocol):
    """A format that sheets are exported to. `NEEDS` are the modules that it imports and the program itself does not
    need; `SINGLE` says that a file holds one sheet, `LANGUAGES` that it holds texts in several languages.
    """

    SUFFIX: str
    NEEDS: tuple[str, ...]
    SINGLE: bool
    LANGUAGES: bool

    def write(self, sheets: Sequence[Sheet], tell: Telling) -> bytes:
        """The bytes of a file. What it has no place for is told; `Problems` where it can hold nothing of a sheet."""
        ...

    def read(self, data: bytes, name: str, locales: Sequence[str]) -> tuple[list[Mapping], list[Diagnostic]] | None:
        """The sheets of a file that was written here, as those of a data file, and what there is to say about it; None
        for any other file. `locales` are the languages that a sheet can be in.
        """
        ...


@cache
def exports() -> dict[str, Export]:
    """Every format by its suffix without the dot."""
    names = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    modules = [cast(Export, import_module(f"{__name__}.{name}")) for name in names]
    return {module.SUFFIX.removeprefix("."): module for module in modules}


def export_of(form: str) -> Export:
    """The format of a name or a suffix. ValueError for one that there is none of; `Problems` where what it needs is
    not installed.
    """
    known = exports()
    found = known.get(form.removeprefix(".").lower())
    if found is None:
        hint = did_you_mean(form.removeprefix("."), [*known], f"choose from: {', '.join(known)}")
        raise ValueError(f'"{form}" is no format to export to; {hint}')
    if any(find_spec(each) is None for each in found.NEEDS):
        message = f"writing {found.SUFFIX} files needs packages that are not installed"
        raise Problems([error("not-installed", message, Place(form), "install it with: pip install 'bmcgen[import]'")])
    return found


def read_back(data: bytes, suffix: str, name: str, locales: Sequence[str]) -> tuple[Mapping, list[Diagnostic]] | None:
    """The tree of a data file out of a file that an export wrote; None for any other file."""
    module = exports().get(suffix.removeprefix("."))
    found = module.read(data, name, locales) if module else None
    if found is None:
        return None
    sheets, said = found
    if len(sheets) == 1:
        return sheets[0], said
    listed = Sequence_(tuple(sheets), Place(name))
    return mapping([("sheets", listed)], Place(name)), said
