"""What is handed over to be made: the name of a layout, a data file, or data itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.data.fields import own_fields
from bmcgen.diagnostics import Place, Problems
from bmcgen.documents.output.files import DATA_SUFFIXES

Data = str | os.PathLike[str] | bytes | IO[str] | IO[bytes] | Mapping[str, Any]


def data_of(what: Any) -> str | Path | bytes | Mapping[str, Any]:
    """What `make` is handed, an open file read to its end; TypeError for what it cannot be handed."""
    if isinstance(what, str | Path | bytes | Mapping):
        return what
    if isinstance(what, os.PathLike):
        return Path(os.fspath(what))
    if isinstance(what, bytearray | memoryview):
        return bytes(what)
    read = getattr(what, "read", None)
    held = read() if callable(read) else None
    if isinstance(held, str | bytes):
        return held.encode() if isinstance(held, str) else held
    kind = type(what).__name__
    raise TypeError(f"give the name of a layout, a data file, its bytes or a mapping, not a value of type {kind}")


def own_of(what: object, assets: str | os.PathLike[str] | None) -> tuple[str, ...]:
    """The fields that the masthead of a layout has of its own; none where something else is to be made."""
    with suppress(Problems):
        if isinstance(what, str) and not is_data(what):
            return own_fields(read_layout(Assets.of(Path(assets) if assets is not None else None), what, Place(what)))
    return ()


def is_data(what: str) -> bool:
    """Whether a name on the command line means a data file rather than a layout."""
    path = Path(what)
    return path.suffix.lower() in DATA_SUFFIXES or "/" in what or "\\" in what or is_there(path, path.is_file)


def is_there(path: Path, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except OSError:  # a name longer than there can be
        return False
