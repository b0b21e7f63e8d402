"""Labels and values in a document: `**Age:** 34`, tables of them, and what a persona is made of."""

from __future__ import annotations

import re

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.importing.outline import Paragraph, Part, Table, Words, bare
from bmcgen.importing.personas.names import PersonaNames, name_in

LEAST = 3
"""So many different parts or fields make a persona."""
_PAIR = re.compile(r"^\s*(?:\*\*([^*\n]{1,60}?)\s*:?\s*\*\*\s*[:–—-]?|([^:*\n]{1,60}?)\s*:)(?:\s+(.*)|$)", re.S)
_LABEL, _VALUE = 30, 80
BOLD = re.compile(r"^\*\*([^*\n]{1,60})\*\*\s*:?$")
_TIED = re.compile(r"\s+(?:\||·|•)\s+")


class Entry(Struct):
    """A label and what stands under it: texts of their own, or the points of a list."""

    label: Words
    texts: list[Words] = field(default_factory=list)
    points: list[Words] = field(default_factory=list)
    pair: bool = False
    headed: bool = False


class Persona(Struct):
    """What a document says of one person. `loose` stands under no label."""

    heading: Words | None
    entries: list[Entry] = field(default_factory=list)
    loose: list[Words] = field(default_factory=list)


def split_lines(part: Part, names: PersonaNames) -> list[Part]:
    """A paragraph as its lines, where these are labels with values; a line of several pairs as these."""
    if isinstance(part, Paragraph):
        lines = part.lines or tuple(replace(part.words, text=line) for line in part.words.text.split("\n"))
        if len(lines) > 1 and BOLD.match(lines[0].text):
            rest = lines[1:]
            whole = replace(rest[0], text=" ".join(line.text for line in rest))
            return [Paragraph(lines[0]), *split_lines(Paragraph(whole, part.quoted, rest), names)]
        pieces = [replace(line, text=piece) for line in lines for piece in _TIED.split(line.text)]
        if len(pieces) > 1 and sum(pair_of(piece, names) is not None for piece in pieces) * 2 > len(pieces):
            return [Paragraph(piece) for piece in pieces]
    return [part]


def is_label(words: Words, names: PersonaNames) -> bool:
    """Whether a heading names a part of a persona. What names a person is about one."""
    found = names.find(words.text)
    return found is not None and found != ("parts", "name")


def pair_of(words: Words, names: PersonaNames, *, any_label: bool = False) -> tuple[Words, Words] | None:
    """`**Age:** 34` as a label and a value. A label that is not bold must be one that is known, or a short one with a
    short value where there may be `any_label`.
    """
    match = _PAIR.match(words.text)
    if match is None:
        return None
    label = (match[1] or match[2]).strip(" :")
    short = any_label and len(label) <= _LABEL and 0 < len(match[3] or "") <= _VALUE
    if not any(map(str.isalnum, label)) or (match[2] and not names.find(label) and not short):
        return None
    if match[1] and not match[0].rstrip().endswith(":") and not re.search(r":\s*\*\*|\*\*\s*[:–—-]", words.text):
        return None
    return replace(words, text=bare(label)), replace(words, text=(match[3] or "").strip())


def beside(table: Table, names: PersonaNames) -> list[Persona]:
    """The personas of a table with a row for each label and a column for each person."""
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    known = [row for row in rows if row[0].text and names.find(row[0].text)]
    width = max(map(len, rows), default=0)
    if width < LEAST or len(known) < LEAST or not (table.head or rows[0] not in known):
        return []
    heads, *rest = rows
    found = []
    for column in range(1, width):
        cells = [(row[0], row[column]) for row in rest if column < len(row) and row[column].text]
        head = heads[column] if column < len(heads) and name_in(heads[column].text) else None
        if head is None and not any(names.find(label.text) == ("parts", "name") for label, _ in cells):
            return []
        entries = [Entry(replace(label, text=bare(label.text).strip(" :")), [cell], pair=True) for label, cell in cells]
        found.append(Persona(head, entries))
    return found
