"""Markdown: a heading for each block, a bullet for each note, and what is said of it in italic on its last line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from bmcgen.diagnostics import Diagnostic, notice
from bmcgen.importing.exports._markdown_reader import MarkdownReader, front_matter
from bmcgen.importing.exports._marked import about, heading, marked
from bmcgen.importing.exports._sheets import Sheet, is_notes, mapping, of_note, own_words, segment_node, text
from bmcgen.importing.exports._telling import Telling
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.model.content import Note
from bmcgen.source.encoding import guess
from bmcgen.source.tree import Mapping, Node, Scalar
from bmcgen.source.tree import Sequence as Items

SUFFIX = ".md"
NEEDS = ("markdown_it",)
SINGLE = False
LANGUAGES = False
_BULLET = re.compile(r"((?:  )*)- (\S.*)")


def write(sheets: Sequence[Sheet], tell: Telling) -> bytes:
    heads = [_head(sheet) for sheet in sheets]
    where = sheets[0].content.where
    front = heads[0] if len(heads) == 1 else mapping([("sheets", Items(tuple(heads), where))], where)
    by = (text("written-by", where), text("bmcgen", where))
    parts = [f"---\n{yaml_text(Mapping((by, *front.pairs), where))}---"]
    for sheet in sheets:
        if sheet.title or len(sheets) > 1:
            parts.append(f"# {heading(sheet.title)}".rstrip())
        for key, title, held in sheet.blocks:
            parts.append(f"## {heading(title)}")
            if is_notes(held):
                parts += _notes(held, light=sheet.content.manner.markup)
            else:
                parts += _value(sheet.value(key, held))
    return ("\n\n".join(parts) + "\n").encode()


def _head(sheet: Sheet) -> Mapping:
    where = sheet.content.where
    pairs: list[tuple[str, Node]] = [(key, text(value, where)) for key, value in sheet.head]
    named = tuple(segment_node(name, colour, where) for name, colour in sheet.segments)
    found = mapping([*pairs, ("segments", Items(named, where))] if named else pairs, where)
    return Mapping((*found.pairs, *own_words(sheet)), where)


def _notes(notes: Iterable[Note], *, light: bool) -> Iterable[str]:
    last = None
    for group, members in groupby(notes, key=lambda note: note.group):
        if group:
            yield f"### {heading(group.text)}"
        elif last:
            yield "###"  # what follows is in no group
        last = group
        yield "\n".join(_note(note, light) for note in members)


def _note(note: Note, light: bool) -> str:
    own, below = _with_bullets(note.text.text) if light else (note.text.text, [])
    shown, said = marked(own, light=light), about(of_note(note))
    lines = (f"{shown}\\\n{said}" if said else shown).split("\n")
    lines += [f"{'  ' * depth}- {marked(each, light=True)}" for depth, each in below]
    return "- " + "\n  ".join(lines)


def _with_bullets(said: str) -> tuple[str, list[tuple[int, str]]]:
    """The text of a note, and the bullets below it with their depths, where there is nothing else below."""
    lines = said.split("\n")
    first = next((n for n, line in enumerate(lines) if _BULLET.fullmatch(line)), len(lines))
    found = [_BULLET.fullmatch(line) for line in lines[first:]]
    bullets = [(len(each[1]) // 2, each[2]) for each in found if each]
    depths = [-1, *(depth for depth, _ in bullets)]
    steady = all(after <= before + 1 for before, after in pairwise(depths))
    plain = all(own == own.strip(" ") for _, own in bullets)
    if not first or not lines[first - 1].strip() or len(bullets) < len(found) or not steady or not plain:
        return said, []
    return "\n".join(lines[:first]), bullets


def _value(node: Node) -> Iterable[str]:
    """The parts of a persona: paragraphs, bullets, or bullets that begin with a bold key."""
    if isinstance(node, Scalar):
        paragraphs = node.text.split("\n\n")
        yield from map(marked, paragraphs if all(map(str.strip, paragraphs)) else [node.text])
    else:
        yield "\n".join(_lines(node, 0))


def _lines(node: Node, depth: int) -> Iterable[str]:
    space = "  " * depth
    inner = f"\n{space}  "
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            begun = f"{space}- **{heading(key.text)}:**"
            if isinstance(value, Scalar):
                yield f"{begun} {marked(value.text).replace(chr(10), inner)}".rstrip()
            else:
                yield begun
                yield from _lines(value, depth + 1)
    elif isinstance(node, Items):
        for each in node.items:
            if isinstance(each, Scalar):
                yield f"{space}- {marked(each.text).replace(chr(10), inner)}"


def read(data: bytes, name: str, locales: Sequence[str]) -> tuple[list[Mapping], list[Diagnostic]] | None:
    """The sheets of a file whose front matter says that it was written here."""
    shown, said = guess(data, name)
    found = front_matter(shown, name)
    if found is None:
        return None
    front, body = found
    reader = MarkdownReader(front, name)
    sheets = reader.read(body)
    left = [notice("left-out", f"left out: {kind}", where) for kind, where in reader.left]
    return sheets, [*said, *left]
