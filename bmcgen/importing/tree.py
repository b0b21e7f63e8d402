"""What was found, as the tree of a data file whose values stand where they stood in the file that was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping

from msgspec.structs import replace

from bmcgen.diagnostics import Place
from bmcgen.importing.found import Finding, FoundNote, FoundSheet
from bmcgen.importing.outline import Words, bare, marked
from bmcgen.source.names import clean
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence

SEGMENTS, SEGMENT, TAGS, TAG, HEADING = 26, 60, 26, 40, 120
_DASH = re.compile(r"(?m)^(\s*)- ")


Titles = Callable[[str, str], AnyMapping[str, str]]


def tree_of(finding: Finding, name: str, locales: Iterable[str], titles: Titles) -> Mapping:
    """The data file that says what was found. `locales` are the languages that sheets can be in, and `titles` tell what
    the blocks of a layout are called in one of them.
    """
    here, known = Place(name), set(locales)
    sheets = [_sheet(sheet, here, known, titles) for sheet in finding.sheets]
    if len(sheets) == 1:
        return sheets[0]
    return Mapping(((_text("sheets", here), Sequence(tuple(sheets), here)),), here)


def _text(text: str, where: Place) -> Scalar:
    return Scalar(text, where, plain=False)


def _sheet(sheet: FoundSheet, here: Place, locales: set[str], titles: Titles) -> Mapping:
    pairs: list[tuple[Scalar, Node]] = [(_text("layout", here), _text(sheet.layout, here))]

    def add(key: str, value: Node) -> None:
        pairs.append((_text(key, value.where), value))

    language = sheet.language or ("en" if "en" in locales else "")
    if sheet.locale is not None:
        add("locale", _text(sheet.locale.text, sheet.locale.where))
    elif language in locales:
        add("locale", _text(language, here))
    if language and language not in locales:
        add("language", _text(language, here))
    for key, words in sheet.fields.items():
        add(key, _text(bare(words.text), words.where))
    notes = [note for each in sheet.blocks.values() for note in each]
    if light := any(note.bullets or marked(note.words.text) for note in notes):
        add("markup", _text("light", here))
    _within_limits(sheet, notes)
    if any(note.amount for note in notes) and sheet.totals:
        add("totals", _text("yes", here))
    if segments := _segments(sheet, notes):
        add("segments", Sequence(tuple(segments), segments[0].where))
    called = titles(sheet.layout, language if language in locales else "en")
    blocks = [
        (_text(called.get(block, block), sheet.places[block].where), _notes(each, light))
        for block, each in sheet.blocks.items()
        if each
    ]
    add("blocks", Mapping(tuple(blocks), blocks[0][0].where if blocks else here))
    return Mapping(tuple(pairs), here)


def _within_limits(sheet: FoundSheet, notes: list[FoundNote]) -> None:
    """What a data file has no place for goes into the text of the note."""
    segments = {each.name.text.casefold() for each in sheet.segments[:SEGMENTS]}
    tags: set[str] = set()
    for note in notes:
        rest: list[str] = []
        for names, known, most, length in (
            (note.segments, segments, SEGMENTS, SEGMENT),
            (note.tags, tags, TAGS, TAG),
        ):
            for words in list(names):
                key = " ".join(clean(words.text).split()).casefold()
                if len(key) > length or (key not in known and len(known) >= most):
                    names.remove(words)
                    rest.append(words.text)
                else:
                    known.add(key)
        if note.group is not None and len(bare(note.group.text)) > HEADING:
            rest.append(bare(note.group.text))
            note.group = None
        if rest:
            note.words = replace(note.words, text=f"{note.words.text} ({'; '.join(rest)})")


def _segments(sheet: FoundSheet, notes: list[FoundNote]) -> list[Node]:
    found: dict[str, Node] = {}
    for segment in sheet.segments:
        key, name = segment.name.text.casefold(), _text(segment.name.text, segment.name.where)
        if segment.colour is None:
            found.setdefault(key, name)
        else:
            pairs = [("name", segment.name), ("colour", segment.colour)]
            values = tuple((_text(k, words.where), _text(words.text, words.where)) for k, words in pairs)
            found.setdefault(key, Mapping(values, name.where))
    for note in notes:
        for words in note.segments:
            found.setdefault(words.text.casefold(), _text(words.text, words.where))
    return list(found.values())


def _notes(notes: list[FoundNote], light: bool) -> Sequence:
    """The notes of a block; those with one heading after one another are a group."""
    items: list[Node] = []
    group: Words | None = None
    members: list[Node] = []

    def end() -> None:
        if group is not None and members:
            where = group.where
            pairs = (
                (_text("group", where), _text(bare(group.text), where)),
                (_text("notes", where), Sequence(tuple(members), members[0].where)),
            )
            items.append(Mapping(pairs, where))
            members.clear()

    for note in notes:
        if group is None or note.group is None or note.group.text != group.text or note.group.where != group.where:
            end()
            group = note.group
        (items if group is None else members).append(_note(note, light))
    end()
    return Sequence(tuple(items), items[0].where)


def _note(note: FoundNote, light: bool) -> Node:
    where = note.words.where
    own = _DASH.sub(r"\1\\- ", note.words.text) if light else bare(note.words.text)
    text = _text("\n".join((own, *note.text.split("\n")[own.count("\n") + 1 :])), where)
    pairs: list[tuple[Scalar, Node]] = [(_text("text", where), text)]
    for key in ("status", "colour", "id", "amount"):
        words: Words | None = getattr(note, key)
        if words is not None:
            pairs.append((_text(key, words.where), _text(words.text, words.where)))
    for key in ("segments", "tags", "to"):
        several: list[Words] = getattr(note, key)
        if several:
            texts = tuple(_text(words.text, words.where) for words in several)
            pairs.append((_text(key, texts[0].where), Sequence(texts, texts[0].where)))
    return text if len(pairs) == 1 else Mapping(tuple(pairs), where)
