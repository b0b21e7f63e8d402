"""A data file's tree as Markdown: front matter, a heading for each block, a bullet for each note, and in italic on its
last line what is said of it. `bmcgen export` writes it, and so does a document that is written as Markdown.

What stands in block quotes is no data: a document says there what its sheets say of their own accord.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from bmcgen.source.tree import Mapping, Node, Scalar, mapping, said
from bmcgen.source.tree import Sequence as Items
from bmcgen.source.writing.marked import KEYS, about, heading, marked
from bmcgen.source.writing.yaml_text import text_of

BY = ("written-by", "bmcgen")
_HELD = ("title", "blocks")
_BULLET = re.compile(r"((?:  )*)- (\S.*)")


class Entry(Struct, frozen=True):
    """A piece of a block: its Markdown, and the words in it that were typed. Items stand in one list."""

    shown: str
    typed: str
    item: bool = False


def front(trees: Sequence[Mapping]) -> str:
    """The front matter of a file: what its trees say beside their titles and blocks."""
    heads = [Mapping(tuple(pair for pair in tree.pairs if pair[0].text not in _HELD), tree.where) for tree in trees]
    rest = heads[0].pairs if len(heads) == 1 else mapping([("sheets", Items(tuple(heads), heads[0].where))]).pairs
    return f"---\n{text_of(Mapping(((said(BY[0]), said(BY[1])), *rest), heads[0].where))}---"


def title_of(tree: Mapping) -> str:
    """The title of a sheet; empty where it has none."""
    return _in(tree.get("title"), _language(tree))


def is_form(tree: Mapping) -> bool:
    """Whether a sheet tells of a persona, whose parts have lists of their own and no notes."""
    layout = tree.get("layout")
    return isinstance(layout, Scalar) and layout.text == "persona"


def blocks_of(tree: Mapping) -> Iterator[tuple[str, list[Entry]]]:
    """The title of each block and what is in it."""
    held, markup = tree.get("blocks"), tree.get("markup")
    light = isinstance(markup, Scalar) and markup.text == "light"
    form = is_form(tree)
    for key, node in held.pairs if isinstance(held, Mapping) else ():
        notes = node.items if isinstance(node, Items) and not form else None
        yield key.text, [*(_value(node) if notes is None else _notes(notes, _language(tree), light))]


def text(entries: Iterable[Entry]) -> list[str]:
    """Entries as the parts of a file, which empty lines part: items that follow one another are one list."""
    found: list[str] = []
    listed = False
    for entry in entries:
        if listed and entry.item:
            found[-1] += f"\n{entry.shown}"
        else:
            found.append(entry.shown)
        listed = entry.item
    return found


def _language(tree: Mapping) -> str:
    """The language that a sheet is in, or the first of two."""
    found = tree.get("locale")
    return found.text.partition("+")[0] if isinstance(found, Scalar) else ""


def _in(node: Node | None, language: str) -> str:
    """A text; of one in several languages that which a sheet in a language prints."""
    if isinstance(node, Mapping) and node.pairs:
        near = [key.text for key, _ in node.pairs if key.text.partition("-")[0] == language.partition("-")[0]]
        best = language if node.get(language) else near[0] if near else node.pairs[0][0].text
        node = node.get(best)
    return node.text if isinstance(node, Scalar) else ""


def _notes(items: Iterable[Node], language: str, light: bool) -> Iterator[Entry]:
    grouped = False
    for node in items:
        group = node.get("group") if isinstance(node, Mapping) else None
        if isinstance(node, Mapping) and group is not None:
            name, held = _in(group, language), node.get("notes")
            yield Entry(f"### {heading(name)}", name)
            yield from (_note(each, language, light) for each in (held.items if isinstance(held, Items) else ()))
        else:
            if grouped:
                yield Entry("###", "")  # what follows is in no group
            yield _note(node, language, light)
        grouped = group is not None


def _note(node: Node, language: str, light: bool) -> Entry:
    about_it = node if isinstance(node, Mapping) and node.get("text") is not None else None
    typed = _in(about_it.get("text") if about_it else node, language)
    values = {key: each for key in KEYS if about_it and (each := _values(about_it, key))}
    own, below = _with_bullets(typed) if light else (typed, [])
    shown, told = marked(own, light=light), about(values)
    lines = (f"{shown}\\\n{told}" if told else shown).split("\n")
    lines += [f"{'  ' * depth}- {marked(each, light=True)}" for depth, each in below]
    return Entry("- " + "\n  ".join(lines), typed, item=True)


def _values(note: Mapping, key: str) -> list[str]:
    found = note.get(key) or note.get(key.removesuffix("s"))
    each = found.items if isinstance(found, Items) else (found,)
    return [one.text for one in each if isinstance(one, Scalar)]


def _with_bullets(typed: str) -> tuple[str, list[tuple[int, str]]]:
    """The text of a note, and the bullets below it with their depths, where there is nothing else below."""
    lines = typed.split("\n")
    first = next((n for n, line in enumerate(lines) if _BULLET.fullmatch(line)), len(lines))
    found = [_BULLET.fullmatch(line) for line in lines[first:]]
    bullets = [(len(each[1]) // 2, each[2]) for each in found if each]
    depths = [-1, *(depth for depth, _ in bullets)]
    steady = all(after <= before + 1 for before, after in pairwise(depths))
    plain = all(own == own.strip(" ") for _, own in bullets)
    if not first or not lines[first - 1].strip() or len(bullets) < len(found) or not steady or not plain:
        return typed, []
    return "\n".join(lines[:first]), bullets


def _value(node: Node) -> Iterator[Entry]:
    """A part of a persona: paragraphs, bullets, or bullets that begin with a bold key."""
    if isinstance(node, Scalar):
        paragraphs = node.text.split("\n\n")
        for each in paragraphs if all(map(str.strip, paragraphs)) else [node.text]:
            yield Entry(marked(each), each)
    else:
        yield from (Entry(shown, typed, item=True) for shown, typed in _lines(node, 0))


def _lines(node: Node, depth: int) -> Iterator[tuple[str, str]]:
    space = "  " * depth
    inner = f"\n{space}  "
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            begun = f"{space}- **{heading(key.text)}:**"
            if isinstance(value, Scalar):
                yield f"{begun} {marked(value.text).replace(chr(10), inner)}".rstrip(), f"{key.text} {value.text}"
            else:
                yield begun, key.text
                yield from _lines(value, depth + 1)
    elif isinstance(node, Items):
        for each in node.items:
            if isinstance(each, Scalar):
                yield f"{space}- {marked(each.text).replace(chr(10), inner)}", each.text
            elif isinstance(each, Mapping):
                inside = [shown for shown, _ in _lines(each, depth + 1)]
                yield "\n".join((f"{space}-", *inside)), ""
