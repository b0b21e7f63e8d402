"""The sources of what is named as data: a data file, or any other file that holds a canvas."""

from __future__ import annotations

from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.output.files import DATA_SUFFIXES
from bmcgen.source.files import read_documents
from bmcgen.source.names import fold
from bmcgen.source.tree import Mapping, Node, Source


def sources_of(path: Path, name: str, assets: Assets) -> list[Source]:
    """The sources of a data file, or of any other file that holds a canvas."""
    if path.suffix.lower() == ".pdf" and path.is_file():
        hint = f"read the data in it with: bmcgen import {name}"
        raise Problems([error("not-data", "a PDF is no data file", Place(name), hint)])
    if path.suffix.lower() not in DATA_SUFFIXES:
        from bmcgen import importing

        if importing.is_imported(path):
            return [importing.read(path, assets, name).source(name)]
    sources = read_documents(path, name)
    if not any(_says_layout(each.tree) for each in sources):
        from bmcgen import importing

        found = importing.loose(sources, assets, name)
        return [found.source(name)] if found else sources
    return sources


def _says_layout(tree: Node) -> bool:
    """Whether a tree has one of the keys that make a data file."""
    return isinstance(tree, Mapping) and any(fold(key.text) in ("layout", "blocks", "sheets") for key, _ in tree.pairs)
