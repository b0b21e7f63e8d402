"""A document and the data it was made from: this as data, and around it in block quotes what the sheet says besides."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from bmcgen.backends._twins import Twin
from bmcgen.backends.md.plain import quoted, shown
from bmcgen.pages.structure.whole import HEADINGS, Node, words_of
from bmcgen.source.tree import Mapping
from bmcgen.source.writing.markdown import Entry, blocks_of, is_form, text, title_of
from bmcgen.source.writing.marked import heading, marked, unmarked

_APART = "###"
"""What ends a group of notes."""
Said = Entry | str
"""A piece of data, or words of the sheet."""


def letters(words: str) -> str:
    """What is compared of words: typography and markup change all but letters and figures."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(filter(str.isalnum, plain)) or "".join(plain.split())


class Filled:
    """Writes a document and the data in `tree`; one of several is `titled` even without a title."""

    def __init__(self, tree: Mapping, *, titled: bool) -> None:
        self.form = is_form(tree)
        self.blocks = dict(blocks_of(tree))
        self.title, self.titled = title_of(tree), titled

    def parts(self, twin: Twin) -> Iterator[str]:
        """The parts of a file, between which there are empty lines."""
        if self.title or self.titled:
            yield f"# {heading(self.title)}".rstrip()
        first = twin.title if twin.title and letters(words_of(twin.title)) != letters(self.title) else None
        yield from _quotes([*twin.above, *([first] if first else []), *twin.about])
        for name, nodes in self._groups(twin.body):
            yield from self._block(name, nodes)
        for left, entries in self.blocks.items():
            yield from (f"## {heading(left)}", *text(entries))
        yield from _quotes([*twin.below, *([twin.credit] if twin.credit else [])])

    def _groups(self, body: Iterable[Node]) -> Iterator[tuple[Node | None, list[Node]]]:
        """What stands under each heading, and what stands under none."""
        name: Node | None = None
        held: list[Node] = []
        for node in body:
            kids = node.kids if node.role == "Sect" else [node]
            if kids and kids[0].role in HEADINGS:
                if name or held:
                    yield name, held
                name, held = kids[0], kids[1:]
                if node.role == "Sect":
                    yield name, held
                    name, held = None, []
            elif name is None:
                yield None, kids
            else:
                held += kids
        if name or held:
            yield name, held

    def _block(self, name: Node | None, nodes: Sequence[Node]) -> Iterator[str]:
        key = self._key(name, nodes)
        if key is None:
            if name is not None and name.role == "H2":
                yield f"## {heading(_first(name))}"
                nodes = [*_seconds(name), *nodes]
            elif name is not None:
                nodes = [name, *nodes]
            yield from _quotes(nodes)
            return
        yield f"## {heading(key)}"
        entries = self.blocks.pop(key)
        held = [*(_seconds(name) if name else ()), *nodes]
        yield from _written(_beside(entries, held) if self.form else _between(entries, held))

    def _key(self, name: Node | None, nodes: Sequence[Node]) -> str | None:
        """The block that stands there, by its heading; without one, by what it holds."""
        said = letters(_first(name)) if name else ""
        inside = letters(" ".join(map(words_of, nodes)))
        for key, entries in self.blocks.items():
            typed = [letters(entry.typed) for entry in entries if entry.typed.strip()]
            if said == letters(key) or (name is None and typed and all(each in inside for each in typed)):
                return key
        return None


def _first(name: Node) -> str:
    """What a heading says in the first of two languages."""
    return " ".join(name.own.split()) or words_of(name)


def _seconds(name: Node) -> list[Node]:
    """What it says in the other."""
    return [Node("P", held=each.held) for each in name.kids if each.role == "Span" and name.own]


def _units(nodes: Iterable[Node]) -> Iterator[Node]:
    """The smallest elements that are said as a whole: entries, paragraphs, headings, figures, tables."""
    for node in nodes:
        if node.role in ("L", "Sect", "Div"):
            yield from _units(node.kids)
        else:
            yield node


def _between(entries: Sequence[Entry], nodes: Iterable[Node]) -> Iterator[Said]:
    """Notes in the places that they have on the sheet, between its own words."""
    waiting, last = deque(entries), ""
    for node in _units(nodes):
        words = letters(_body(node))
        at = 1 if waiting and waiting[0].shown == _APART else 0
        if len(waiting) > at and _is(waiting[at], node, words):
            if at:
                yield waiting.popleft()
            entry = waiting.popleft()
            last = letters(entry.typed)
            yield _with(entry, node)
        elif node.role != "LI" or not words or words not in last:
            yield from shown(_listed(node))
    yield from waiting


def _is(entry: Entry, node: Node, words: str) -> bool:
    """Whether an element of the sheet is a note or the heading of a group; a long note may be in two parts."""
    typed = letters(entry.typed)
    if not entry.item:
        return node.role in HEADINGS and words == typed
    return node.role == "LI" and bool(words) and (words.startswith(typed) or typed.startswith(words))


def _body(node: Node) -> str:
    """The words of an element without what labels it."""
    kids = (each for each in node.kids if each.role != "Lbl" and not (each.role == "Span" and each.alt))
    return " ".join([node.own, *map(_body, kids)])


def _with(entry: Entry, node: Node) -> Entry:
    """A note with what the sheet says of it in other words, in a quote below it."""
    known = letters(unmarked(entry.shown))
    more = [each for each in _leaves(node) if letters(each) not in known]
    if not more:
        return entry
    below = quoted(map(marked, more)).replace("\n", "\n  ")
    return Entry(f"{entry.shown}\n\n  {below}", entry.typed, entry.item)


def _leaves(node: Node) -> Iterator[str]:
    """The words of each element in an element, without labels."""
    if node.role == "Lbl" or (node.role == "Span" and node.alt):
        return
    yield from filter(None, (node.alt or " ".join(node.own.split()),))
    for each in node.kids:
        yield from _leaves(each)


def _beside(entries: Sequence[Entry], nodes: Iterable[Node]) -> Iterator[Said]:
    """A part of a form, and after it what the sheet says in other words."""
    yield from entries
    known = letters(" ".join(unmarked(entry.shown) for entry in entries))
    units = [*_units(nodes)]
    shows = " ".join(each.alt for each in units if each.role == "Figure")
    label = ""
    for node in units:
        words = words_of(node)
        told = [*_leaves(node), *(each.alt for each in node.every() if each.alt)]
        if node.role == "P" and letters(words) in known:
            label = words
        elif node.role == "Figure" and label:
            yield f"**{heading(label)}:** {marked(node.alt)}"
            label = ""
        elif f"({words})" not in shows and any(letters(each) not in known for each in told):
            yield from shown(_listed(node))


def _listed(node: Node) -> Node:
    return Node("L", held=[node]) if node.role == "LI" else node


def _quotes(nodes: Iterable[Node]) -> Iterator[str]:
    parts = [part for node in nodes for part in shown(node)]
    if parts:
        yield quoted(parts)


def _written(said: Iterable[Said]) -> Iterator[str]:
    """Data and words of the sheet in turn, what belongs together in one piece."""
    entries: list[Entry] = []
    words: list[str] = []
    for each in said:
        if isinstance(each, Entry):
            if words:
                yield quoted(words)
                words = []
            entries.append(each)
        else:
            yield from text(entries)
            entries = []
            # Entries of one list stand close together.
            if words and each.startswith("- ") and words[-1].startswith("- "):
                words[-1] += f"\n{each}"
            else:
                words.append(each)
    yield from text(entries)
    if words:
        yield quoted(words)
