"""A module in here reads one kind of file into an outline, and is found by being there. It has what `Format` says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Protocol, cast

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.importing.outline import Outline


class Format(Protocol):
    SUFFIXES: tuple[str, ...]
    NEEDS: tuple[str, ...]
    """The modules that it imports and the program itself does not need."""
    MOST: int
    """How many bytes a file may have."""

    def read(self, data: bytes, name: str) -> Outline:
        """The parts of a file. `Problems` where it cannot be read at all."""
        ...


@cache
def by_suffix() -> dict[str, Format]:
    """Every format by the suffixes of its files."""
    names = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    modules = [cast(Format, import_module(f"{__name__}.{name}")) for name in names]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def format_of(suffix: str, name: str) -> Format:
    """The format of a suffix that is known. `Problems` where what it needs is not installed."""
    found = by_suffix()[suffix]
    check_needs(suffix, found.NEEDS, name)
    return found


def check_needs(suffix: str, needs: Iterable[str], name: str) -> None:
    """`Problems` where a module is not there that files of a suffix cannot be read without."""
    missing = [each for each in needs if find_spec(each) is None]
    if missing:
        hint = "install it with: pip install 'bmcgen[import]'"
        message = f"reading {suffix} files needs packages that are not installed: {', '.join(missing)}"
        raise Problems([error("not-installed", message, Place(name), hint)])
