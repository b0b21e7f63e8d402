"""What people keep their canvases in, read into the tree of a data file."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.locales import locale_codes
from bmcgen.assets.words import read_canvas
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice, short
from bmcgen.importing.finding import find
from bmcgen.importing.formats import by_suffix, check_needs, format_of
from bmcgen.importing.found import Finding
from bmcgen.importing.naming import known
from bmcgen.importing.outline import Outline
from bmcgen.importing.tree import tree_of
from bmcgen.source.files import documents_in
from bmcgen.source.names import fold
from bmcgen.source.tree import Mapping, Node, Source

DATA = (".yaml", ".yml", ".json")
_DATA = re.compile(rb"(?m)^[\s{\"']*layout[\"']?\s*:")
_LOOK = 20_000
PDF = ".pdf"


class Imported(Struct, frozen=True):
    """A data file's tree, what was found and left out, and what there is to say about how it was read."""

    tree: Mapping
    finding: Finding
    said: tuple[Diagnostic, ...] = ()

    def source(self, name: str) -> Source:
        """The source of a data file that is made without one. What was left out is said."""
        summary = self.finding.left_summary
        told = notice("left-out", f"found {self.finding.summary}", Place(name))
        if summary:
            hint = f"bmcgen import {name} writes a data file that lists them"
            told = notice(
                "left-out", f"found {self.finding.summary}; left out: {short(summary, 300)}", Place(name), hint
            )
        return Source(self.tree, (), (*self.said, told) if summary else self.said)


def is_known(suffix: str) -> bool:
    """Whether files with a suffix can be imported."""
    return suffix.lower() in by_suffix()


def is_imported(path: Path) -> bool:
    """Whether a file that is named as data is to be imported: a text file may be a data file, too."""
    suffix = path.suffix.lower()
    if suffix in DATA or not is_known(suffix):
        return False
    if suffix != ".txt":
        return True
    try:
        with path.open("rb") as file:
            return not _DATA.search(file.read(_LOOK))
    except OSError:
        return False


def read(path: Path, assets: Assets, name: str | None = None, *, keep_all: bool = False) -> Imported:
    """What a file holds. `Problems` if it cannot be read or holds no canvas."""
    name = name or str(path)
    suffix = path.suffix.lower()
    if suffix == PDF:
        return _read_pdf(path, assets, name, keep_all=keep_all)
    if suffix not in by_suffix():
        hint = f"these can be: {', '.join(sorted([*by_suffix(), PDF]))}"
        raise Problems([error("unknown-format", f"{suffix or name} files cannot be imported", Place(name), hint)])
    found = format_of(suffix, name)
    return read_bytes(_bytes(path, name, found.MOST), suffix, assets, name, keep_all=keep_all)


def _read_pdf(path: Path, assets: Assets, name: str, *, keep_all: bool) -> Imported:
    """What a PDF of ours holds."""
    check_needs(PDF, ("pikepdf",), name)
    from bmcgen.importing.filled import read_pdf
    from bmcgen.importing.pdfs import MOST

    return Imported(*read_pdf(_bytes(path, name, MOST), name, assets, keep_all=keep_all))


def loose(sources: Sequence[Source], assets: Assets, name: str) -> Imported | None:
    """What YAML or JSON holds that is no data file, though its keys name blocks; None for anything else."""
    roots = [source.tree for source in sources]
    if any(source.problems for source in sources) or not all(map(_is_loose, roots)):
        return None
    from bmcgen.importing.formats.loose import outline_of

    parts = tuple(part for root in roots for part in outline_of(root))
    try:
        finding = find(Outline(parts), known(assets), name)
    except Problems:
        return None
    said = tuple(each for source in sources for each in source.said)
    return Imported(tree_of(finding, name, locale_codes(assets), partial(_titles, assets)), finding, said)


def _is_loose(root: Node) -> bool:
    own = {"layout", "blocks", "sheets"}
    return isinstance(root, Mapping) and not own & {fold(key.text) for key, _ in root.pairs}


def read_bytes(data: bytes, suffix: str, assets: Assets, name: str, *, keep_all: bool = False) -> Imported:
    """What the bytes of a file of a format hold."""
    if suffix in DATA and not all(_is_loose(each.tree) for each in documents_in(data, name, json=suffix == ".json")):
        hint = f"print it with: bmcgen make {name}"
        raise Problems([error("data-file", "this is a data file already", Place(name), hint)])
    outline = format_of(suffix, name).read(data, name)
    finding = find(outline, known(assets), name, keep_all=keep_all)
    return Imported(tree_of(finding, name, locale_codes(assets), partial(_titles, assets)), finding, outline.said)


def _titles(assets: Assets, layout: str, language: str) -> dict[str, str]:
    canvas = read_canvas(assets, language, read_layout(assets, layout, Place(layout)))
    return {block: words.title for block, words in canvas.blocks.items()}


def _bytes(path: Path, name: str, most: int) -> bytes:
    here = Place(name)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Problems([error("is-a-folder", f"{name} is a folder, not a file", here)])
        if not stat.S_ISREG(about.st_mode):
            raise Problems([error("no-such-file", f"{name}: is not an ordinary file", here)])
        if about.st_size > most:
            message = (
                f"{about.st_size / 1e6:.1f} MB is more than a {path.suffix} file may hold ({most // 1_000_000} MB)"
            )
            raise Problems([error("too-large", message, here, "remove its pictures, or split it into several files")])
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Problems([error("no-such-file", f"{name}: no such file", here)]) from None
    except OSError as exc:
        raise Problems([error("unreadable", f"cannot read {name}: {exc.strerror or exc}", here)]) from None
