"""A document to sections, each about one block, with what stands above and between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.importing.naming import Known
from bmcgen.importing.outline import Heading, Item, Paragraph, Part, Table, Words, bare
from bmcgen.importing.tables import Cells, blocks_in

LEAST = 3
"""So many blocks make a canvas."""
_PSEUDO = 7
_LEAD = re.compile(r"^\s*(?:\d{1,2}[.)]\s*)?(\*\*[^*]{2,60}\*\*\s*:?|[^:*\n]{2,50}:)\s*(.*)$", re.S)


class Section(Struct):
    """What stands about a block. `names` are its ids by layout; `run` is the number of the heading above the level of
    blocks that it stands under.
    """

    names: Mapping[str, str]
    head: Words
    parts: list[Part] = field(default_factory=list)
    cells: list[Cells] = field(default_factory=list)
    run: int = 0
    joins: bool = False  # a part of a block that is there already, or a table row


class Other(Struct):
    """What stands under a heading that names no block, or above the first that does."""

    head: Words | None
    parts: list[Part] = field(default_factory=list)


class Layout(Struct):
    """A document in sections. `runs` are the headings above the level of blocks."""

    sections: list[Section] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    runs: list[Words | None] = field(default_factory=lambda: [None])
    left: list[tuple[str, Words]] = field(default_factory=list)

    @property
    def blocks(self) -> int:
        return len({str(section.names) for section in self.sections})

    @property
    def size(self) -> int:
        """How many letters there are about blocks."""
        of_parts = sum(_letters(part) for each in self.sections if not each.cells for part in each.parts)
        return of_parts + sum(len(note.words.text) for each in self.sections for c in each.cells for note in c.notes)


def _letters(part: Part) -> int:
    if isinstance(part, Table):
        return sum(len(cell.text) for row in part.rows for cell in row)
    return len(part.words.text)


def divided(parts: Sequence[Part], known: Known, *, sure: bool) -> Layout:
    """A document by its headings, else by bold and numbered lines, or by the tables in it, whichever has more."""
    least = 1 if sure else LEAST
    by_headings = by_heads(parts, known)
    if by_headings.blocks < LEAST:
        pseudo = by_heads(with_heads(parts, known), known)
        if pseudo.blocks > by_headings.blocks:
            by_headings = pseudo
    tables = by_tables(parts, known, least)
    if by_headings.blocks >= least and by_headings.size >= tables.size:
        return by_headings
    if tables.blocks >= least:
        return tables
    return by_headings if by_headings.blocks >= least else Layout()


def by_heads(parts: Sequence[Part], known: Known) -> Layout:
    """Sections by headings. The level of blocks is that with the most different ones."""
    levels: dict[int, set[str]] = {}
    for part in parts:
        if isinstance(part, Heading) and (names := known.find(part.words.text)):
            levels.setdefault(part.level, set()).add(str(names))
    if not levels:
        return Layout()
    level = max(levels, key=lambda each: (len(levels[each]), -each))
    found = Layout()
    above = Other(None)
    found.others.append(above)
    current: Section | Other = above
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if not isinstance(part, Heading):
            current.parts.append(part)
            continue
        names = known.find(part.words.text)
        if part.level < level and isinstance(following, Heading) and following.level > part.level:
            names = {}  # it stands above several blocks
        in_block = isinstance(current, Section)
        if names and (part.level <= level or not in_block):
            current = Section(names, part.words, run=len(found.runs) - 1)
            found.sections.append(current)
        elif part.level > level and in_block:
            current.parts.append(part)
        elif part.level == level and (block := known.part(part.words.text)) and found.sections:
            of = next((each for each in reversed(found.sections) if block in each.names.values()), None)
            current = Section(of.names if of else {}, part.words, [part], run=len(found.runs) - 1, joins=True)
            found.sections.append(current)
        else:
            if part.level < level:
                found.runs.append(part.words)
            current = Other(part.words)
            found.others.append(current)
    return found


def by_tables(parts: Sequence[Part], known: Known, least: int) -> Layout:
    """Sections by the tables that are canvases, or have a row for each block."""
    found = Layout()
    if any(isinstance(part, Table) and blocks_in(part, known, least=least) for part in parts):
        least = min(least, 2)  # costs and revenues often have a table of their own
    above = Other(None)
    found.others.append(above)
    for part in parts:
        if isinstance(part, Heading):
            above = Other(part.words)
            found.others.append(above)
        elif isinstance(part, Table) and blocks_in(part, known, least=least):
            cells = blocks_in(part, known, lambda kind, words: found.left.append((kind, words)), least=least)
            found.runs.append(above.head)
            for each in cells:
                found.sections.append(
                    Section(each.names, each.head, [part], [each], run=len(found.runs) - 1, joins=True)
                )
        else:
            above.parts.append(part)
    return found


def with_heads(parts: Sequence[Part], known: Known) -> list[Part]:
    """The parts of a document with the lines that name a block as headings: bold lines, "1. Name", `**Name**: …`."""
    found: list[Part] = []
    under: int | None = None
    for part in parts:
        if isinstance(part, Paragraph) and part.lines and any(_head(line, known) for line in part.lines):
            for line in part.lines:
                found += _head(line, known) or [Paragraph(line)]
            under = None
        elif isinstance(part, Paragraph) and (head := _head(part.words, known)):
            found += head
            under = None
        elif isinstance(part, Item) and any(_head(line, known) for line in part.lines[1:]):
            # What follows a list without an empty line between is a part of its last point, to Markdown.
            for line in part.lines:
                head = _head(line, known)
                found += head or [replace(part, words=line, lines=())]
                under = None if head else under
        elif isinstance(part, Item) and (head := _head(part.words, known)):
            found += head
            under = part.depth
        elif isinstance(part, Item) and under is not None and part.depth > under:
            found.append(replace(part, depth=part.depth - under - 1))
        else:
            found.append(part)
    return found


def _head(words: Words, known: Known) -> list[Part]:
    """A line as a heading, with what stands behind it; nothing where it names no block."""
    first, _, below = words.text.partition("\n")
    if known.find(first, strict=True):
        return [Heading(_PSEUDO, replace(words, text=first)), *_rest(words, below)]
    match = _LEAD.match(words.text)
    if match and known.find(match[1], strict=True):
        return [Heading(_PSEUDO, replace(words, text=bare(match[1]))), *_rest(words, match[2])]
    return []


def _rest(words: Words, text: str) -> list[Part]:
    """What stands behind a name, as a cell that may hold several notes."""
    return [Table(((replace(words, text=text.strip()),),))] if text.strip() else []
