"""Data files to their text: of bounded size, in UTF-8, and told apart from what is no such file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.source.tree import Source, only, parse_documents

MAX_BYTES = 2_000_000


def read_file(path: Path, name: str | None = None) -> Source:
    """The one document in a YAML or JSON file. `Problems` for anything that cannot be read at all."""
    return only(read_documents(path, name))


def read_documents(path: Path, name: str | None = None) -> list[Source]:
    """The documents in a YAML file, or the one in a JSON file. `Problems` for anything that cannot be read at all."""
    name = name or str(path)
    here = Place(name)
    try:
        about = _stat(path)
        if about and stat.S_ISDIR(about.st_mode):
            raise Problems([error("is-a-folder", f"{name} is a folder, not a file", here)])
        if about is None or not stat.S_ISREG(about.st_mode):
            what = "is not an ordinary file" if about else "no such file"
            raise Problems([error("no-such-file", f"{name}: {what}", here)])
        size = about.st_size
        if size > MAX_BYTES:
            message = f"{size / 1e6:.1f} MB is more than a data file may hold ({MAX_BYTES // 1_000_000} MB)"
            raise Problems([error("too-large", message, here, "split it into several files")])
        data = path.read_bytes()
    except OSError as exc:
        raise Problems([error("unreadable", f"cannot read {name}: {exc.strerror or exc}", here)]) from None
    return parse_documents(decode(data, name), name, json=path.suffix.lower() == ".json")


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with a NUL in it is the last
        return None


def decode(data: bytes, name: str) -> str:
    """UTF-8 with or without a byte order mark; `Problems` that name the encoding a file seems to have instead."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        before = data[: exc.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        where = Place(name, line, column)
        raise Problems([error("not-utf-8", f"not UTF-8: {_encoding(data)}", where, "save it as UTF-8")]) from None
    if "\0" in text:
        before = text[: text.index("\0")]
        where = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise Problems([error("not-text", f"{name} is not a text file", where)])
    return text


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this looks like UTF-16"
    if b"\0" in data[:4096]:
        return "this is not a text file"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "the encoding is unknown"
    return "this looks like Windows-1252"
