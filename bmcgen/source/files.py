"""Data files to their sources: of bounded size, and told apart from what is no such file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.source.encoding import decode, guess
from bmcgen.source.tree import Mapping, Node, Sequence, Source, at, only, parse_documents

MAX_BYTES = 2_000_000


def read_file(path: Path, name: str | None = None) -> Source:
    """The one document in a YAML or JSON file. `Problems` for anything that cannot be read at all."""
    return only(read_documents(path, name, guessed=False))


def read_documents(path: Path, name: str | None = None, *, guessed: bool = True) -> list[Source]:
    """The documents in a YAML file, or the one in a JSON file. `Problems` for anything that cannot be read at all.
    `guessed` reads other encodings than UTF-8 where there is no doubt, and says so.
    """
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
            raise Problems([_too_large(size, here)])
        data = path.read_bytes()
    except OSError as exc:
        raise Problems([error("unreadable", f"cannot read {name}: {exc.strerror or exc}", here)]) from None
    return documents_in(data, name, json=path.suffix.lower() == ".json", guessed=guessed)


def documents_in(data: bytes, name: str, *, json: bool = False, guessed: bool = True) -> list[Source]:
    """The documents in the bytes of a YAML or JSON file. `Problems` for anything that cannot be read at all."""
    if len(data) > MAX_BYTES:
        raise Problems([_too_large(len(data), Place(name))])
    text, said = guess(data, name) if guessed else (decode(data, name), ())
    first, *more = parse_documents(text, name, json=json)
    return [Source(first.tree, first.problems, (*said, *first.said)), *more] if said else [first, *more]


def _too_large(size: int, where: Place) -> Diagnostic:
    message = f"{size / 1e6:.1f} MB is more than a data file may hold ({MAX_BYTES // 1_000_000} MB)"
    return error("too-large", message, where, "split it into several files")


def at_key(where: Place, *path: str | int) -> Place:
    """Where a path of keys leads in the file of a place; the place itself where that cannot be read again."""
    try:
        return at(read_file(Path(where.file)).root, *path)
    except Problems:
        return where


def at_text(where: Place, text: str) -> Place:
    """The first value in the file of a place that is this very text; the place itself where there is none."""
    try:
        waiting: list[Node] = [read_file(Path(where.file)).root]
    except Problems:
        return where
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += [value for _, value in reversed(node.pairs)]
        elif isinstance(node, Sequence):
            waiting += reversed(node.items)
        elif node.text == text:
            return node.where
    return where


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with a NUL in it is the last
        return None
