"""Sheets as a data file says them: a masthead, segments, and blocks of notes or of the parts of a persona."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Named
from typing import Any

from msgspec import Struct

from bmcgen.diagnostics import Place
from bmcgen.model.content import COLOURS, Content, Note, PictureFile
from bmcgen.model.locale import BlockWords
from bmcgen.source.translations import given
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence, said, sequence
from bmcgen.source.tree import mapping as nodes
from bmcgen.source.writing.marked import KEYS, LISTS


class Sheet(Struct, frozen=True):
    """A content, with the words that its blocks have in its own language, and the kinds of these."""

    content: Content
    words: Named[str, BlockWords]
    kinds: Named[str, str]

    @property
    def head(self) -> list[tuple[str, str]]:
        """What the file says at its top, but for the title and the segments."""
        content = self.content
        found = [("layout", content.layout)]
        if content.locale:
            found.append(("locale", content.locale))
        if content.language and content.language != (content.locale or "").partition("+")[0]:
            found.append(("language", content.language))
        found += [(key, typed.text) for key, typed in content.fields.items() if key != "title"]
        manner = content.manner
        asked = {"markup": ("light", manner.markup), "typography": ("smart", manner.smart)}
        found += [(key, word) for key, (word, is_asked) in asked.items() if is_asked]
        return [*found, ("totals", "yes")] if manner.totals else found

    @property
    def title(self) -> str:
        typed = self.content.fields.get("title")
        return typed.text if typed else ""

    @property
    def segments(self) -> list[tuple[str, str]]:
        """The names of segments and their colours; none of these where they are those that segments get anyway."""
        found = self.content.segments
        usual = all(each.colour == COLOURS[n % len(COLOURS)] for n, each in enumerate(found))
        return [(each.name, "" if usual else each.colour) for each in found]

    @property
    def blocks(self) -> list[tuple[str, str, Any]]:
        """The id, the title and what is held of each block that holds anything."""
        named = self.words
        each = self.content.blocks.items()
        return [(key, named[key].title if key in named else key, held) for key, held in each if held]

    def value(self, key: str, held: Any) -> Node:
        """What a block holds, as a data file has it."""
        # Who reads an export needs none of what draws.
        from bmcgen.kinds import kind_of

        if isinstance(held, PictureFile):
            return _picture(held)
        ids = {note.id: note.id for note in held if note.id is not None} if is_notes(held) else {}
        every = {each.text: each.text for note in held for each in note.to} if is_notes(held) else {}
        found = kind_of(self.kinds[key]).given(held, self.words[key], ids | every)
        return found if found is not None else said("")


def is_notes(held: object) -> bool:
    return isinstance(held, tuple) and all(isinstance(each, Note) for each in held)


def of_note(note: Note) -> dict[str, list[str]]:
    """What is said of a note beside its text, by its keys."""
    found = {
        "status": [note.status] if note.status else [],
        "segments": [each.name for each in note.segments],
        "amount": [note.amount.text] if note.amount else [],
        "tags": [each.name for each in note.tags],
        "colour": [note.colour] if note.colour else [],
        "id": [note.id] if note.id is not None else [],
        "to": [each.text for each in note.to],
    }
    return {key: values for key, values in found.items() if values}


def text(value: str, where: Place) -> Scalar:
    return Scalar(value, where, plain=False)


def mapping(pairs: Iterable[tuple[str, Node]], where: Place) -> Mapping:
    return Mapping(tuple((text(key, value.where), value) for key, value in pairs), where)


def note_node(typed: str, about: Named[str, list[str]], where: Place) -> Node:
    """A note as a data file has it."""
    own = text(typed, where)
    pairs: list[tuple[str, Node]] = [("text", own)]
    for key in KEYS:
        values = [text(value, where) for value in about.get(key, ())]
        if values:
            pairs.append((key, Sequence(tuple(values), where) if key in LISTS else values[0]))
    return own if len(pairs) == 1 else mapping(pairs, where)


def group_node(heading: str, notes: Iterable[Node], where: Place) -> Node:
    return mapping([("group", text(heading, where)), ("notes", Sequence(tuple(notes), where))], where)


def segment_node(name: str, colour: str, where: Place) -> Node:
    own = text(name, where)
    return mapping([("name", own), ("colour", text(colour, where))], where) if colour else own


def sheet_node(
    head: Iterable[tuple[str, str]],
    title: str,
    segments: Iterable[tuple[str, str]],
    blocks: Iterable[tuple[str, Node]],
    where: Place,
) -> Mapping:
    pairs: list[tuple[str, Node]] = [(key, text(value, where)) for key, value in head]
    if title:
        pairs.append(("title", text(title, where)))
    named = tuple(segment_node(name, colour, where) for name, colour in segments)
    if named:
        pairs.append(("segments", Sequence(named, where)))
    held = mapping(blocks, where)
    return mapping([*pairs, ("blocks", held)] if held.pairs else pairs, where)


def tree_of_sheet(sheet: Sheet) -> Mapping:
    """A sheet as a data file has it."""
    blocks = [(title, sheet.value(key, held)) for key, title, held in sheet.blocks]
    found = sheet_node(sheet.head, sheet.title, sheet.segments, blocks, sheet.content.where)
    several = {key: given(typed) for key, typed in sheet.content.fields.items() if typed.language}
    fields = ((key, several.get(key.text, value)) for key, value in found.pairs)
    return Mapping((*fields, *own_words(sheet)), found.where)


def own_words(sheet: Sheet) -> list[tuple[Scalar, Node]]:
    """The words that a data file has of its own, under their key, if it has any."""
    own = sheet.content.words
    return [(text("words", sheet.content.where), own.typed)] if own else []


def _picture(held: PictureFile) -> Node:
    """A picture by the name of its file; where its focus lies, and what it shows, if that is said."""
    if held.alt is None and held.focus == (0.5, 0.5):
        return said(held.file)
    focus = sequence(said(f"{round(100 * each, 6):.6f}".rstrip("0").rstrip(".")) for each in held.focus)
    return nodes([("file", said(held.file)), ("focus", focus), *([("alt", said(held.alt.text))] if held.alt else [])])
