"""The file on disk: read, and written whole or not at all."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.output.files import write
from bmcgen.source.encoding import guess
from bmcgen.source.files import MAX_BYTES

_BOM = b"\xef\xbb\xbf"


class Gone(Exception):
    """The file is not there."""


class Store:
    """A data file. `digest` is that of the bytes which were last read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.digest = ""
        self._bom = b""

    def read(self) -> str:
        """The text of the file. `Gone` if there is none, `Problems` if it is no text."""
        data = self._bytes()
        self.digest = digest_of(data)
        self._bom = _BOM if data.startswith(_BOM) else b""
        text, _ = guess(data, self.path.name)
        return text

    def changed(self) -> bool:
        """Whether another program changed the file since it was last read or written. `Gone` if it took it away."""
        return digest_of(self._bytes()) != self.digest

    def write(self, text: str) -> None:
        """Writes the text. `Problems` if it cannot be written, and then the file is as it was."""
        data = self._bom + text.encode("utf-8")
        if len(data) > MAX_BYTES:
            message = f"a data file holds at most {MAX_BYTES // 1_000_000} MB"
            raise Problems([error("too-large", message, Place(self.path.name))])
        write(self.path, data, durable=True)
        self.digest = digest_of(data)

    @property
    def writable(self) -> bool:
        """Whether it can be written, as far as that can be told."""
        folder = self.path.parent
        return os.access(folder, os.W_OK) and (not self.path.exists() or os.access(self.path, os.W_OK))

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            raise Gone from None
        except OSError as exc:
            message = f"cannot read {self.path.name}: {exc.strerror or exc}"
            raise Problems([error("unreadable", message, Place(self.path.name))]) from None


def digest_of(data: bytes) -> str:
    """What tells some bytes from others."""
    return blake2b(data, digest_size=12).hexdigest()
