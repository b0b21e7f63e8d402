"""What is found in a document: sheets of blocks of notes, and what is left out of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from bmcgen.importing.outline import Words
from bmcgen.source.tree import Mapping as Branch
from bmcgen.source.tree import Node, Scalar, Sequence


class FoundNote(Struct):
    """A note, with what stands beside it. Texts keep their light markup; `bullets` are lines below the text."""

    words: Words
    group: Words | None = None
    status: Words | None = None
    tags: list[Words] = field(default_factory=list)
    segments: list[Words] = field(default_factory=list)
    amount: Words | None = None
    colour: Words | None = None
    id: Words | None = None
    to: list[Words] = field(default_factory=list)
    bullets: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text with its bullets."""
        return "\n".join((self.words.text, *(f"{'  ' * depth}- {text}" for depth, text in self.bullets)))


class FoundSegment(Struct):
    name: Words
    colour: Words | None = None


class FoundSheet(Struct):
    """A sheet: what its masthead says, and its blocks by their ids. `places` are where
    the blocks' names stand."""

    layout: str = ""
    totals: bool = False
    locale: Words | None = None
    language: str | None = None
    fields: dict[str, Words] = field(default_factory=dict)
    segments: list[FoundSegment] = field(default_factory=list)
    blocks: dict[str, list[FoundNote]] = field(default_factory=dict)
    places: dict[str, Words] = field(default_factory=dict)

    @property
    def notes(self) -> int:
        return sum(map(len, self.blocks.values()))


class Left(Struct, frozen=True):
    """Something that is not taken: what kind of thing it is, and its words."""

    kind: str
    words: Words


class Finding(Struct):
    sheets: list[FoundSheet] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    personas: int = 0

    @property
    def summary(self) -> str:
        """How much was found: 57 notes in 9 blocks, 1 sheet; 3 personas with 41 entries."""
        notes = sum(sheet.notes for sheet in self.sheets)
        blocks = sum(sum(map(bool, sheet.blocks.values())) for sheet in self.sheets)
        if self.personas and self.personas == len(self.sheets):
            return (
                f"{_many(self.personas, 'persona')} with {_some(notes, 'entry') if notes == 1 else f'{notes} entries'}"
            )
        return f"{_many(notes, 'note')} in {_many(blocks, 'block')}, {_many(len(self.sheets), 'sheet')}"

    @property
    def left_summary(self) -> str:
        """What was left out, by kind: an overview table, 7 table heads, a footer. Empty if nothing was."""
        counts: dict[str, int] = {}
        for each in self.left:
            counts[each.kind] = counts.get(each.kind, 0) + 1
        return ", ".join(_some(count, kind) for kind, count in counts.items())


def counted(tree: Node) -> Finding:
    """What a data file holds, to be summed up."""
    listed = tree.get("sheets") if isinstance(tree, Branch) else None
    finding = Finding()
    for each in listed.items if isinstance(listed, Sequence) else (tree,):
        blocks = each.get("blocks") if isinstance(each, Branch) else None
        sheet = FoundSheet()
        for key, value in blocks.pairs if isinstance(blocks, Branch) else ():
            sheet.blocks[key.text] = [FoundNote(Words("", key.where))] * _notes_in(value)
        finding.sheets.append(sheet)
        layout = each.get("layout") if isinstance(each, Branch) else None
        finding.personas += isinstance(layout, Scalar) and layout.text == "persona"
    return finding


def _notes_in(node: Node) -> int:
    if isinstance(node, Sequence):
        groups = [each.get("notes") if isinstance(each, Branch) else None for each in node.items]
        return sum(len(each.items) if isinstance(each, Sequence) else 1 for each in groups)
    if isinstance(node, Branch):
        return sum(len(each.pairs) if isinstance(each, Branch) else 1 for _, each in node.pairs)
    return 1


_PLURALS: Mapping[str, str] = {
    "front matter": "pieces of front matter",
    "remark in a heading": "remarks in headings",
    "section without a persona": "sections without a persona",
    "section without a block": "sections without a block",
    "field of no block": "fields of no block",
    "block of another canvas": "blocks of another canvas",
    "line that most blocks have": "lines that most blocks have",
    "line above the canvas": "lines above the canvas",
}


def _many(count: int, kind: str) -> str:
    return f"{count} {kind if count == 1 else _PLURALS.get(kind, kind + 's')}"


def _some(count: int, kind: str) -> str:
    if count > 1:
        return _many(count, kind)
    if kind == "front matter":
        return kind
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"
