"""Documents to files. A module or folder in here is a backend, and its name is the suffix of the files that it writes:
`svg` writes `.svg`. It is found by being there.

A backend walks the display list and decides nothing. It has what `Backend` says: whether each page gets a file of its
own, and a function that makes the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol, cast

from bmcgen.diagnostics import Place, Problems, error

if TYPE_CHECKING:
    from bmcgen.model.page import Chapter, Embedded, Metadata, Page, Press
    from bmcgen.text.fonts import Faces


class Drawing(Protocol):
    """What a backend is given of a document: its display lists, and what goes with them. `faces` hold the font programs
    that the runs of its pages name, and `source` is the data that it was made from, where a file may carry that.
    """

    @property
    def name(self) -> str: ...
    @property
    def pages(self) -> Sequence[Page]: ...
    @property
    def metadata(self) -> Metadata: ...
    @property
    def faces(self) -> Faces: ...
    @property
    def press(self) -> Press: ...
    @property
    def chapters(self) -> Sequence[Chapter]: ...
    @property
    def source(self) -> Embedded | None: ...


class Backend(Protocol):
    PAGED: bool
    """Whether each page gets a file of its own."""

    def files(self, drawings: Iterable[Drawing], dpi: float) -> Iterable[bytes]:
        """The contents of the file, or of the files, a page each in their order. It has read all drawings when it
        returns, though it may make the files one by one afterwards. `dpi` is for backends that make pixels. There is
        at least one drawing. `Problems` if the format cannot hold what was asked for.
        """
        ...


def formats() -> list[str]:
    """The names of all backends there are: pdf, png …"""
    from pkgutil import iter_modules

    return sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))


def suffixes() -> list[str]:
    """The suffixes that they write: .pdf, .png …"""
    return [f".{name}" for name in formats()]


def is_known(suffix: str) -> bool:
    """Whether a backend writes files with a suffix, in upper or lower case."""
    name = suffix.removeprefix(".").lower()
    return name.isidentifier() and not name.startswith("_") and find_spec(f"{__name__}.{name}") is not None


def backend(suffix: str) -> Backend:
    """The backend that writes files with a suffix. ValueError, which lists the suffixes there are, if none does."""
    if not is_known(suffix):
        raise ValueError(f'no file can be written as "{suffix}", only as {either(suffixes())}')
    return cast(Backend, import_module(f"{__name__}.{suffix.removeprefix('.').lower()}"))


def check_for_pdf(drawing: Drawing, suffix: str) -> None:
    """`Problems` for what only a PDF can be or say."""
    if drawing.press.archive or drawing.press.intent:
        option = "--archive" if drawing.press.archive else "--output-intent"
        hint = f"leave out {option}, or write a .pdf"
        message = f"what archives and presses ask for is said in a PDF, not in a {suffix}"
        raise Problems([error("no-archive", message, Place(f"{drawing.name}{suffix}"), hint)])


def either(names: Sequence[str]) -> str:
    """Names as a choice: .pdf, .png or .svg."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
