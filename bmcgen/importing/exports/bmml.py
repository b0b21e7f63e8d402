"""BMML 2: the blocks of one business model canvas, and which segments a note belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, short
from bmcgen.importing.exports._sheets import Sheet, is_notes, mapping, note_node, of_note, sheet_node, text
from bmcgen.importing.exports._telling import Telling
from bmcgen.importing.formats.bmml import BLOCKS, Links, said_in
from bmcgen.importing.speech import language_of
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.model.content import Note, Segment
from bmcgen.source.files import documents_in
from bmcgen.source.tree import Mapping, Node
from bmcgen.source.tree import Sequence as Items

SUFFIX = ".bmml"
NEEDS: tuple[str, ...] = ()
SINGLE = True
LANGUAGES = False
_BY = "# Written by bmcgen"
_LAYOUT, _SEGMENTS, _OFFERS = "business-model", "customer-segments", "value-propositions"
# The key of each block, and what the ids in it begin with.
_KEYS = {
    "customer-segments": ("customer_segments", "cs"),
    "value-propositions": ("value_propositions", "vp"),
    "channels": ("channels", "ch"),
    "customer-relationships": ("customer_relationships", "cr"),
    "revenue-streams": ("revenue_streams", "rs"),
    "key-resources": ("key_resources", "kr"),
    "key-activities": ("key_activities", "ka"),
    "key-partners": ("key_partnerships", "kp"),
    "cost-structure": ("costs", "cost"),
}
_LINKED = {"channels": "for", "customer-relationships": "for", "revenue-streams": "from"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TOLD = {
    "status": "the status of a note",
    "amount": "the amount of a note",
    "tags": "tags",
    "colour": "the colour of a note",
    "to": "links between notes",
}


def write(sheets: Sequence[Sheet], tell: Telling) -> bytes:
    (sheet,) = sheets
    for key, title, held in sheet.blocks:
        if key not in _KEYS or not is_notes(held):
            message = f'a {SUFFIX} file holds a Business Model Canvas, which has no block "{title}"'
            raise Problems([error("cannot-hold", message, sheet.content.where, "export it as .md or .json")])
    return f"{_BY}\n{yaml_text(_Writer(sheet, tell).tree())}".encode()


class _Writer:
    def __init__(self, sheet: Sheet, tell: Telling) -> None:
        self.content, self.tell = sheet.content, tell
        self.blocks: dict[str, Sequence[Note]] = {key: held for key, _, held in sheet.blocks}
        self.where = sheet.content.where
        self.ids: dict[str, str] = {}

    def tree(self) -> Mapping:
        pairs: list[tuple[str, Node]] = [("version", text("2.0", self.where)), ("meta", self._meta())]
        for block, (key, prefix) in _KEYS.items():
            notes = self.blocks.get(block, ())
            for note in notes:
                self._tell(note)
            entries = list(self._segments(notes) if block == _SEGMENTS else self._entries(block, prefix, notes))
            if entries:
                pairs.append((key, Items(tuple(entries), self.where)))
            if block == _OFFERS and (fits := list(self._fits(notes))):
                pairs.append(("fits", Items(tuple(fits), self.where)))
        return mapping(pairs, self.where)

    def _meta(self) -> Mapping:
        content, lost = self.content, self.tell.lost
        said = dict(content.fields)
        pairs = [("name", said.pop("title").text if "title" in said else "")]
        if "tagline" in said:
            pairs.append(("tagline", said.pop("tagline").text))
        if "date" in said and _DAY.fullmatch(said["date"].text):
            pairs.append(("updated", said.pop("date").text))
        for key, typed in said.items():
            lost(f'"{key}" ("{short(typed.text)}")', typed.where)
        manner = content.manner
        asked = (("markup", manner.markup), ("typography", manner.smart), ("totals", manner.totals))
        for key, is_asked in asked:
            if is_asked:
                lost(f'"{key}"', content.where)
        if content.words:
            lost('"words"', content.words.typed.where)
        if content.layout != _LAYOUT:
            lost(f'the layout "{content.layout}"', content.where)
        if content.locale or content.language:
            lost("the language", content.where, "it is told from the words when the file is imported")
        # The format asks where a business stands, which a canvas does not say.
        pairs += [("portfolio", "explore"), ("stage", "ideation")]
        return mapping([(key, text(value, self.where)) for key, value in pairs], self.where)

    def _tell(self, note: Note) -> None:
        where = note.text.where
        for key in of_note(note):
            if key in _TOLD:
                self.tell.lost(_TOLD[key], where)
        if note.group:
            self.tell.lost("headings of groups", note.group.where)

    def _segments(self, notes: Sequence[Note]) -> Iterator[Node]:
        """An entry for each note; those for one segment give it its name. Segments without one get an entry, too."""
        # Only a segment that another block names is read back as one.
        named = {
            each.name for key in (_OFFERS, *_LINKED) for note in self.blocks.get(key, ()) for each in note.segments
        }
        order = [segment.name for segment in self.content.segments]
        begun: list[str] = []
        number = 0
        for number, note in enumerate(notes, 1):
            segment = note.segments[0] if len(note.segments) == 1 else None
            name, description = note.text.text, ""
            if segment and segment.name not in self.ids and segment.name in named:
                self.ids[segment.name] = f"cs-{number}"
                begun.append(segment.name)
                name, description = self._named(note, segment)
            elif note.segments:
                self.tell.lost("the segments of a note", note.text.where)
            yield self._entry(f"cs-{number}", name, description, note.text.where)
        for own in self.content.segments:
            if own.name in self.ids:
                continue
            if own.name not in named:
                self.tell.lost(f'the segment "{short(own.name)}", which no note in another block is about', own.where)
                continue
            number += 1
            self.ids[own.name] = f"cs-{number}"
            begun.append(own.name)
            self.tell.changed(f'"{short(own.name)}" becomes a note under Customer Segments', own.where)
            yield self._entry(f"cs-{number}", own.name, "", own.where)
        if begun != [name for name in order if name in begun]:
            self.tell.lost("the order of segments", self.content.segments[0].where)
        if any(colour for _, colour in Sheet(self.content, {}, {}).segments):
            self.tell.lost("the colours of segments", self.content.segments[0].where)

    def _named(self, note: Note, segment: Segment) -> tuple[str, str]:
        said = note.text.text
        if said == segment.name:
            return said, ""
        rest = said.removeprefix(f"{segment.name}: ")
        if rest == said or rest != rest.strip():
            message = f'the name of the segment stands before its note: "{short(segment.name)}: {short(said)}"'
            self.tell.changed(message, note.text.where)
            rest = said
        return segment.name, rest

    def _entries(self, block: str, prefix: str, notes: Sequence[Note]) -> Iterator[Node]:
        for number, note in enumerate(notes, 1):
            ids = self._ids(note)
            linked = _LINKED.get(block)
            if ids and not linked and block != _OFFERS:
                self.tell.lost("the segments of a note", note.text.where)
            link = [(linked, self._link("customer_segments", ids))] if ids and linked else []
            yield self._entry(f"{prefix}-{number}", note.text.text, "", note.text.where, link)

    def _fits(self, notes: Sequence[Note]) -> Iterator[Node]:
        for number, note in enumerate(notes, 1):
            if ids := self._ids(note):
                both = [("value_propositions", [f"vp-{number}"]), ("customer_segments", ids)]
                link = mapping([(key, self._link(key, each).pairs[0][1]) for key, each in both], self.where)
                yield mapping([("id", text(f"fit-{number}", self.where)), ("for", link)], self.where)

    def _ids(self, note: Note) -> list[str]:
        return [self.ids[each.name] for each in note.segments if each.name in self.ids]

    def _link(self, key: str, ids: Sequence[str]) -> Mapping:
        return mapping([(key, Items(tuple(text(each, self.where) for each in ids), self.where))], self.where)

    def _entry(
        self, identity: str, name: str, description: str, where: Place, more: Sequence[tuple[str, Node]] = ()
    ) -> Mapping:
        told = [("description", text(description, where))] if description else []
        return mapping([("id", text(identity, where)), ("name", text(name, where)), *told, *more], where)


def read(data: bytes, name: str, locales: Sequence[str]) -> tuple[list[Mapping], list[Diagnostic]] | None:
    """The sheet of a file that was written here: every text as it stands."""
    if not data.removeprefix(b"\xef\xbb\xbf").startswith(_BY.encode()):
        return None
    document = documents_in(data, name)[0]
    root = document.root
    if not isinstance(root, Mapping):
        return None
    links = Links(root)
    head = [("layout", _LAYOUT), *links.masthead()]
    blocks: list[tuple[str, Node]] = []
    used: list[str] = []
    for block, (key, _) in _KEYS.items():
        notes: list[Node] = []
        for entry in links.blocks[key]:
            said, segments = said_in(entry), links.segments_of(entry)
            used += segments
            if said.text:
                notes.append(note_node(said.text, {"segments": segments} if segments else {}, said.where))
        if notes:
            blocks.append((block, Items(tuple(notes), notes[0].where)))
    texts = [said_in(entry).text for entries in links.blocks.values() for entry in entries]
    language = language_of(texts)
    if language in locales:
        head.insert(1, ("locale", str(language)))
    own = {each: "" for each in links.names.values() if each in used}
    return [sheet_node(head, "", own.items(), blocks, root.where)], list(document.said)


assert len(_KEYS) == len(BLOCKS)
