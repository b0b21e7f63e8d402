"""Markdown: a heading for each block, a bullet for each note, and what is said of it in italic on its last line."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.diagnostics import Diagnostic, notice
from bmcgen.importing.exports._markdown_reader import MarkdownReader, front_matter
from bmcgen.importing.exports._sheets import Sheet, tree_of_sheet
from bmcgen.importing.exports._telling import Telling
from bmcgen.source.encoding import guess
from bmcgen.source.tree import Mapping
from bmcgen.source.writing.markdown import blocks_of, front, text, title_of
from bmcgen.source.writing.marked import heading

SUFFIX = ".md"
NEEDS = ("markdown_it",)
SINGLE = False
LANGUAGES = False


def write(sheets: Sequence[Sheet], tell: Telling) -> bytes:
    trees = [tree_of_sheet(sheet) for sheet in sheets]
    parts = [front(trees)]
    for tree in trees:
        title = title_of(tree)
        if title or len(trees) > 1:
            parts.append(f"# {heading(title)}".rstrip())
        for name, entries in blocks_of(tree):
            parts += [f"## {heading(name)}", *text(entries)]
    return ("\n\n".join(parts) + "\n").encode()


def read(data: bytes, name: str, locales: Sequence[str]) -> tuple[list[Mapping], list[Diagnostic]] | None:
    """The sheets of a file whose front matter says that it was written here."""
    shown, said = guess(data, name)
    found = front_matter(shown, name)
    if found is None:
        return None
    heads, body = found
    reader = MarkdownReader(heads, name)
    sheets = reader.read(body)
    left = [notice("left-out", f"left out: {kind}", where) for kind, where in reader.left]
    if reader.quoted:
        count = len(reader.quoted)
        what = f"{count} quoted text{'s' if count > 1 else ''}, which the sheet says of its own accord"
        left.append(notice("left-out", f"left out: {what}", reader.quoted[0]))
    return sheets, [*said, *left]
