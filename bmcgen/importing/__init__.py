"""What people keep their canvases in, read into the tree of a data file."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import locale_codes
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice, short
from bmcgen.importing.exports import read_back
from bmcgen.importing.finding import blocks_of, find, named_in
from bmcgen.importing.formats import by_suffix, check_needs, format_of
from bmcgen.importing.found import Finding, Left, counted
from bmcgen.importing.naming import known
from bmcgen.importing.outline import Outline, bare
from bmcgen.importing.personas.finding import people_in
from bmcgen.importing.personas.names import persona_names
from bmcgen.importing.tree import tree_of
from bmcgen.source.files import documents_in
from bmcgen.source.names import fold
from bmcgen.source.tree import Mapping, Node, Scalar, Source
from bmcgen.source.tree import Sequence as Sequence_

DATA = (".yaml", ".yml", ".json")
_DATA = re.compile(rb"(?m)^[\s{\"']*layout[\"']?\s*:")
_LOOK = 20_000
_CANVAS = 5
"""A document with so many blocks is a canvas, whatever else is in it."""
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
    from bmcgen.importing.pdf.filled import read_pdf
    from bmcgen.importing.pdf.held import MOST

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
    locales = locale_codes(assets)
    if exact := read_back(data, suffix, name, locales):
        tree, told = exact
        return Imported(tree, counted(tree), tuple(told))
    if suffix in DATA and not all(_is_loose(each.tree) for each in documents_in(data, name, json=suffix == ".json")):
        hint = f"print it with: bmcgen make {name}"
        raise Problems([error("data-file", "this is a data file already", Place(name), hint)])
    outline = format_of(suffix, name).read(data, name)
    if people := _people(outline, assets, name, keep_all=keep_all):
        return replace(people, said=outline.said)
    finding = find(outline, known(assets, named_in(outline)), name, keep_all=keep_all)
    return Imported(tree_of(finding, name, locales, partial(_titles, assets)), finding, outline.said)


def _people(outline: Outline, assets: Assets, name: str, *, keep_all: bool) -> Imported | None:
    """The personas in a document that has more labels of these than blocks of a canvas."""
    blocks = blocks_of(outline, known(assets, named_in(outline)))
    if blocks >= _CANVAS:
        return None
    names = persona_names(assets)
    found = people_in(outline.parts, names) if names.meaning and not outline.sure else None
    if found is None or not found.personas:
        return None
    labels = max(len({names.find(entry.label.text) for entry in each.entries} - {None}) for each in found.personas)
    if labels <= blocks:
        return None
    from bmcgen.importing.personas.tree import PersonaTree

    left: list[Left] = []
    maker = PersonaTree(names, lambda kind, words: left.append(Left(kind, words)))
    for kind, words in found.left:
        if any(map(str.isalnum, bare(words.text))):
            left.append(Left(kind, words))
    locales, titles = locale_codes(assets), partial(_titles, assets)
    kept = [each.words for each in left] if keep_all else []
    trees = [maker.tree(each, name, locales, titles, kept if n == 0 else ()) for n, each in enumerate(found.personas)]
    # Those of which nothing is filled in are the template's.
    trees = [each for each in trees if isinstance(held := each.get("blocks"), Mapping) and held.pairs]
    if not trees:
        return None
    tree = trees[0]
    if len(trees) > 1:
        here = Place(name)
        tree = Mapping(((Scalar("sheets", here, plain=False), Sequence_(tuple(trees), here)),), here)
    finding = counted(tree)
    finding.left = [] if keep_all else left
    return Imported(tree, finding)


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
