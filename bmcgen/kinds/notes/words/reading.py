"""Notes as a person writes them: texts, mappings with more to say, and groups of either under a heading."""

from __future__ import annotations

from msgspec.structs import replace

from bmcgen.diagnostics import did_you_mean, short
from bmcgen.model.content import STATUSES, Note, Segment, Tag, Typed
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import Reader, there
from bmcgen.source.translations import is_meant, is_translated, languages_beside
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence
from bmcgen.source.verbatim import as_typed, quoted

SPELLINGS = {
    **{key: key for key in ("text", "segments", "colour", "id", "status", "tags", "to", "amount")},
    "segment": "segments",
    "color": "colour",
    "tag": "tags",
}
"""The keys of a note."""
ALONE = ("text", "segment", "segments", "colour", "color", "id")
"""Those that make a mapping of one pair a note without a text. Any other pair is a text: `- Status: open`."""
GROUP_KEYS = {"group": "group", "notes": "notes"}
TAG_LIMIT, TAGS_LIMIT, AMOUNT_LIMIT, HEADING_LIMIT = 40, 26, 60, 120


def read_notes(key: Scalar, node: Node, reader: Reader) -> tuple[Note, ...]:
    """The notes of a block; those of a group each know its heading."""
    if not isinstance(node, Sequence):
        message = f'"{short(key.text)}" must be a list of notes'
        reader.wrong("wrong-type", message, node.where, "put a dash before each note")
        return ()
    found: list[Note] = []
    for item in node.items:
        if isinstance(item, Mapping) and is_group(item):
            found += _group(item, reader)
        elif note := _note(item, reader):
            found.append(note)
    return tuple(found)


def is_group(node: Mapping) -> bool:
    """Whether a mapping says what notes stand under which heading: `notes`, or `group`, beside something else."""
    if len(node.pairs) < 2:
        return False
    keys = {fold(key.text) for key, _ in node.pairs}
    return "text" not in keys and bool(keys & {*GROUP_KEYS})


def _group(node: Mapping, reader: Reader) -> list[Note]:
    found = reader.pairs(node, GROUP_KEYS, "group")
    heading, notes = found.get("group"), found.get("notes")
    typed: Typed | None = None
    if heading is None:
        reader.wrong("missing-key", "this group has no heading", node.where, "add: group: …")
    else:
        typed = _heading(heading, reader)
    if notes is None:
        reader.wrong("missing-key", "this group has no notes", node.where, "add: notes: […]")
        return []
    if not isinstance(notes, Sequence) or not notes.items:
        hint = "put a dash before each note" if isinstance(notes, Sequence | Scalar) else ""
        reader.wrong("wrong-type", "the notes of a group must be a list of notes", notes.where, hint)
        return []
    members: list[Note] = []
    for item in notes.items:
        if isinstance(item, Mapping) and is_group(item):
            hint = "end the first group before it, or write its notes as one note with bullets"
            reader.wrong("nested-group", "a group cannot hold a group", item.where, hint)
        elif note := _note(item, reader):
            members.append(replace(note, group=typed))
    return members


def _heading(node: Node, reader: Reader) -> Typed | None:
    typed: Typed | None = None
    if isinstance(node, Scalar) and clean(node.text):
        typed = Typed(clean(node.text), node.where)
    elif is_translated(node, 1):
        typed = reader.translated(node)
    if typed is None:
        reader.wrong("wrong-type", "the heading of a group must be a text", node.where)
        return None
    for each in typed.every:
        if len(each.text) > HEADING_LIMIT:
            message = f"a group's heading has at most {HEADING_LIMIT} characters, this one has {len(each.text)}"
            reader.wrong("too-long", message, each.where, "put the rest in a note")
    others = tuple(replace(each, text=" ".join(each.text.split())) for each in typed.others)
    return replace(typed, text=" ".join(typed.text.split()), others=others)


def _note(node: Node, reader: Reader) -> Note | None:
    if isinstance(node, Scalar):
        text = _text(node, reader)
        return Note(text) if text else None
    if isinstance(node, Mapping):
        return _note_mapping(node, reader)
    raw = node.where.text[node.where.column - 1 :].strip()
    hint = f"to print it as typed, write: - {quoted(raw)}" if raw.startswith("[") else "give it a line of its own"
    reader.wrong("nested-list", "a note cannot be a list", node.where, hint)
    return None


def _in_several(node: Node, reader: Reader) -> Typed | None:
    """A text in several languages, in one of them at least."""
    before = len(reader.problems)
    typed = reader.translated(node)
    if typed is None and len(reader.problems) == before:
        reader.wrong("comment-in-note", "this note is empty", node.where, "write a text or delete the line")
    return typed


def _text(node: Scalar, reader: Reader) -> Typed | None:
    text = clean(node.text)
    if text:
        return Typed(text, node.where)
    if not reader.told(node.where.line, ("comment-in-note", "anchor", "tag")):
        rest = node.where.text[node.where.column - 1 :].strip()
        hint = f"to print it, write: - {quoted(rest)}" if rest.startswith("#") else "write a text or delete the line"
        reader.wrong("comment-in-note", "this note is empty", node.where, hint)
    return None


def _note_mapping(node: Mapping, reader: Reader) -> Note | None:
    if len(node.pairs) == 1 and fold(node.pairs[0][0].text) not in ALONE:
        return _as_typed(node, reader)
    # What has the keys of a note alone is one: "id" and "to" are languages, too.
    keys = [fold(key.text) in SPELLINGS for key, _ in node.pairs]
    if (is_translated(node) and not all(keys)) or (is_meant(node) and not any(keys)):
        written = _in_several(node, reader)
        return Note(written) if written else None
    if beside := languages_beside(node, SPELLINGS):
        hint = f"put them under it: text: {{{', '.join(f'{code.text}: …' for code in beside)}}}"
        reader.wrong("missing-key", "the languages of this note stand beside its other keys", beside[0].where, hint)
        return None
    found = reader.pairs(node, SPELLINGS, "note")
    text = found.get("text")
    if text is None and len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar):
        hint = f"to print it as typed, write: - {quoted(as_typed(node))}"
        reader.wrong("missing-key", "this note has no text", node.where, hint)
        return None
    if text is None:
        reader.wrong("missing-key", "this note has no text", node.where, "add: text: …")
    elif not isinstance(text, Scalar) and not is_translated(text, 1):
        hint = "in several languages it has their codes as keys: {nl: …, en: …}" if isinstance(text, Mapping) else ""
        reader.wrong("wrong-type", "the text of a note must be a text", text.where, hint)
    typed = _text(text, reader) if isinstance(text, Scalar) else None
    if text is not None and is_translated(text, 1):
        typed = _in_several(text, reader)
    segments = _segments(found["segments"], reader) if "segments" in found else ()
    colour = reader.colour(found["colour"]) if "colour" in found else None
    identity = _identity(found["id"], reader) if "id" in found else None
    status = _status(found["status"], reader) if "status" in found else None
    tags = _tags(found["tags"], reader) if "tags" in found else ()
    to = _links(found["to"], identity, reader) if "to" in found else ()
    amount = _amount(found["amount"], reader) if "amount" in found else None
    return Note(typed, segments, colour, identity, status, tags, to, amount) if typed else None


def _as_typed(node: Mapping, reader: Reader) -> Note | None:
    """`- Prijs: € 5` is a mapping to YAML and a text to a person."""
    text = clean(as_typed(node))
    if not text:
        hint = "put the text between quotation marks, or write the list as notes of their own"
        if fold(node.pairs[0][0].text) == "notes":
            hint = "give the notes a heading: group: …"
        reader.wrong("nested-list", "a note cannot hold a list or keys of its own", node.pairs[0][1].where, hint)
        return None
    return Note(Typed(text, node.pairs[0][0].where))


def _segments(node: Node, reader: Reader) -> tuple[Segment, ...]:
    found: dict[str, Segment] = {}
    for item in _each(node, "a segment must be named by a text", reader):
        segment = reader.segments.get(" ".join(clean(item.text).split()).casefold())
        if segment is None:
            known = [s.name for s in reader.segments.values()]
            hint = did_you_mean(item.text, known, "" if known else "declare it under segments")
            reader.wrong("unknown-segment", f'"{short(item.text)}" is not a segment', item.where, hint)
        else:
            found[segment.letter] = segment
    return tuple(found[letter] for letter in sorted(found))


def _each(node: Node, message: str, reader: Reader) -> list[Scalar]:
    """The texts of a list, or the one that stands for it; anything else is reported."""
    found: list[Scalar] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Scalar):
            reader.wrong("wrong-type", message, item.where)
        elif clean(item.text):
            found.append(item)
    return found


def _identity(node: Node, reader: Reader) -> str | None:
    if not isinstance(node, Scalar) or not node.text:
        reader.wrong("wrong-type", "an id must be a text", node.where)
        return None
    if node.text in reader.ids:
        hint = f"it is already {there(reader.ids[node.text])}"
        reader.wrong("duplicate-id", f'the id "{short(node.text)}" appears twice', node.where, hint)
    reader.ids.setdefault(node.text, node.where)
    return node.text


def _status(node: Node, reader: Reader) -> str | None:
    if not isinstance(node, Scalar):
        reader.wrong("wrong-type", "a status must be one of its names", node.where)
        return None
    known = reader.statuses.get(fold(node.text))
    if known:
        reader.marked.add(known)
    elif not node.empty:
        hint = did_you_mean(node.text, tuple(reader.statuses), f"known here: {', '.join(STATUSES)}")
        reader.wrong("unknown-status", f'"{short(node.text)}" is not a status', node.where, hint)
    return known


def _tags(node: Node, reader: Reader) -> tuple[Tag, ...]:
    found: dict[str, Tag] = {}
    for item in _each(node, "a tag must be a text", reader):
        name = " ".join(clean(item.text).split())
        known = reader.tags.get(name.casefold())
        if known is None:
            if len(name) > TAG_LIMIT:
                message = f"a tag has at most {TAG_LIMIT} characters, this one has {len(name)}"
                reader.wrong("too-long", message, item.where, "write it as a note")
            elif len(reader.tags) == TAGS_LIMIT:
                message = f"more than {TAGS_LIMIT} tags; there are letters for no more"
                reader.wrong("too-many-tags", message, item.where)
            known = Tag(name, chr(ord("a") + len(reader.tags) % TAGS_LIMIT), item.where)
            reader.tags[name.casefold()] = known
        found[known.letter] = known
    return tuple(found[letter] for letter in sorted(found))


def _links(node: Node, own: str | None, reader: Reader) -> tuple[Typed, ...]:
    found: dict[str, Typed] = {}
    for item in _each(node, "a link must be the id of a note", reader):
        if item.text == own:
            reader.wrong("own-link", "this note leads to itself", item.where, "name the id of another note")
        else:
            found.setdefault(item.text, Typed(item.text, item.where))
    reader.links += found.values()
    return tuple(found.values())


def _amount(node: Node, reader: Reader) -> Typed | None:
    if not isinstance(node, Scalar):
        reader.wrong("wrong-type", "an amount must be a text such as 1200 EUR/month", node.where)
        return None
    # A soft hyphen at an end divides nothing.
    text = " ".join(clean(node.text).split()).strip("\u00ad ")
    if len(text) > AMOUNT_LIMIT:
        message = f"an amount has at most {AMOUNT_LIMIT} characters, this one has {len(text)}"
        reader.wrong("too-long", message, node.where, "put the rest in the text of the note")
    return Typed(text, node.where) if text else None
