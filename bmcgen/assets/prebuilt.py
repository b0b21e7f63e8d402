"""What ships, as it was read when the package was built: values, instead of YAML to be parsed and checked each time.

A value is found by the very bytes of the files it was made of. So a file that has changed, or one of the user's own in
the place of another, never gets a value that is not its own, and a value holds for any file of these bytes: where it
names the files themselves, it names those that are asked about.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from bmcgen.resources import SHIPPED

T = TypeVar("T")
Key = tuple[object, ...]

FILE = SHIPPED / "compiled.bin"
_PACKAGE = Path(__file__).resolve().parents[1]
_recorded: dict[Key, bytes] | None = None


def value(make: Callable[[], T], kind: str, *arguments: object, files: Sequence[Path]) -> T:
    """What `make` makes of files, taken from what was compiled if that has it."""
    table = _table(FILE) if _recorded is None else {}
    if not table and _recorded is None:
        return make()
    try:
        key = (kind, *arguments, *map(_digest, files))
    except OSError:  # what cannot be read is for `make` to tell
        return make()
    if _recorded is not None:
        if key not in _recorded:
            _recorded[key] = _pickled(make(), files)
        table = _recorded
    elif key not in table:
        return make()
    return _loaded(table[key], tuple(map(str, files)))  # type: ignore[no-any-return]


def prepared(kind: str, name: str) -> Any:
    """What was prepared under a name, of no file at all; None where nothing was."""
    found = _table(FILE).get((kind, name)) if _recorded is None else None
    return None if found is None else pickle.loads(found)


def prepare(kind: str, name: str, made: object) -> None:
    """Records what has been made of no file."""
    assert _recorded is not None
    _recorded[kind, name] = _pickled(made, ())


@contextmanager
def recording() -> Iterator[dict[Key, bytes]]:
    """Collects all that is read, and takes nothing from what was compiled before."""
    global _recorded  # noqa: PLW0603
    _recorded = {}
    try:
        yield _recorded
    finally:
        _recorded = None


def code() -> bytes:
    """The digest of all code that values are made by and of."""
    rooms = [
        path for room in ("assets", "kinds", "model", "source") for path in sorted((_PACKAGE / room).rglob("*.py"))
    ]
    sources = [*rooms, _PACKAGE / "geometry.py", _PACKAGE / "diagnostics.py"]
    return blake2b(b"".join(path.read_bytes() for path in sources), digest_size=16).digest()


@cache
def _table(file: Path) -> dict[Key, bytes]:
    """What was compiled; nothing where there is no such file, or one that other code has written. The table is a part
    of the program, as its modules are; values are found in it by their content, so one that has been replaced since can
    be of less use, but never wrong.
    """
    try:
        made_by, table = pickle.loads(file.read_bytes())
        # The code of a wheel, which has its data inside the package, cannot change; that of a checkout can.
        return table if _PACKAGE == SHIPPED or made_by == code() else {}
    except Exception:  # a broken pickle raises anything
        return {}


def _digest(path: Path) -> bytes:
    return blake2b(path.read_bytes(), digest_size=16).digest()


@lru_cache(512)
def _loaded(data: bytes, files: tuple[str, ...]) -> Any:
    """The value that was written, with the names of files in the places of their numbers."""
    return _Unpickler(data, files).load()


def _pickled(made: object, files: Sequence[Path]) -> bytes:
    out = BytesIO()
    _Pickler(out, files).dump(made)
    return out.getvalue()


class _Pickler(pickle.Pickler):
    """Writes the number of a file in place of its name."""

    def __init__(self, out: BytesIO, files: Sequence[Path]) -> None:
        super().__init__(out, protocol=5)
        self.names = [str(path) for path in files]

    def persistent_id(self, obj: Any) -> int | None:
        return self.names.index(obj) if isinstance(obj, str) and obj in self.names else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, files: Sequence[str]) -> None:
        super().__init__(BytesIO(data))
        self.files = files

    def persistent_load(self, pid: int) -> str:
        return self.files[pid]
