"""Two contents as one: the notes of the second, each with what became of it, and those of the first that it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bmcgen.data.pairing import At, pairs
from bmcgen.diagnostics import Problems, error
from bmcgen.model.content import (
    COLOURS,
    FIELDS,
    PATTERNS,
    STATUSES,
    Change,
    Comparison,
    Content,
    Note,
    Section,
    Segment,
    Tag,
    Trait,
    Typed,
)
from bmcgen.source.names import fold

BESIDE = ("amount", "part", "block", "segments", "status", "tags", "group", "to", "colour")
"""What is said beside the text of a note, in the order of the table."""
MOST_LETTERS = 26
"""Segments and tags have a letter each."""


def compared(before: Content, after: Content, accents: Mapping[str, str]) -> Content:
    """The second content with the notes that it lacks, and what changed in the blocks, which have these `accents`
    and stand in this order.
    `Problems` where there are letters for neither all segments nor all tags of both.
    """
    return _Comparing(before, after, accents).content()


class _Comparing:
    def __init__(self, before: Content, after: Content, accents: Mapping[str, str]) -> None:
        self.after, self.accents = after, accents
        # A text of another language than that of the second file says so.
        self.language = before.language if before.language != after.language else None
        self.before = before
        self.paired = pairs(before.blocks, after.blocks)
        self.origin = {to: at for at, to in self.paired.items()}
        self.segments = {fold(each.name): each for each in after.segments}
        self.tags = {each.name.casefold(): each for each in after.tags}
        self.ids = self._ids()

    def content(self) -> Content:
        blocks = {name: self._block(name) for name in self.accents}
        sections = [self._sheet(), *(self._section(name) for name in self.accents)]
        labels = self._labels()
        every = [note for held in blocks.values() for note in held]
        marked = {note.status for note in every}
        linked = {each.text for note in every for each in note.to}
        targets = dict.fromkeys([*self.after.targets, *map(self._id, self.before.targets)])
        return replace(
            self.after,
            name=f"{self.before.name}-{self.after.name}",
            locale=self.after.locale or self.before.locale,
            segments=tuple(self.segments.values()),
            blocks={name: held for name, held in blocks.items() if held},
            warnings=tuple(dict.fromkeys([*self.before.warnings, *self.after.warnings])),
            tags=tuple(self.tags.values()),
            statuses=tuple(each for each in STATUSES if each in marked),
            targets=tuple(each for each in targets if each in linked),
            several=self.before.several or self.after.several,
            compared=Comparison(*labels, tuple(each for each in sections if each.changes or each.kept), self.after),
        )

    def _held(self, content: Content, at: At) -> Note:
        note: Note = content.blocks[at.block][at.index]
        return note

    def _ids(self) -> dict[str, str]:
        """The id in the second file of each note that has one in the first and is in both."""
        found = {}
        for at, to in self.paired.items():
            old, new = self._held(self.before, at).id, self._held(self.after, to).id
            if old:
                found[old] = new or old
        return found

    def _id(self, name: str) -> str:
        return self.ids.get(name, name)

    def _block(self, name: str) -> tuple[Note, ...]:
        """The notes of a block: those that are there, and after those of their group the ones that were dropped."""
        held = [self._marked(At(name, n), note) for n, note in enumerate(self.after.blocks.get(name, ()))]
        for index, note in enumerate(self.before.blocks.get(name, ())):
            if At(name, index) not in self.paired:
                dropped = self._dropped(note)
                held.insert(_place(held, dropped), dropped)
        return tuple(held)

    def _marked(self, at: At, note: Note) -> Note:
        origin = self.origin.get(at)
        if origin is None:
            return replace(note, change="new")
        old = self._held(self.before, origin)
        same = self._unlike(old, note, origin.block, at.block) == ((), ())
        # Links of notes that were dropped lead to it by the id that it had.
        return replace(note, change="kept" if same else "changed", id=note.id or old.id)

    def _dropped(self, note: Note) -> Note:
        return replace(
            note,
            text=self._own(note.text),
            group=self._own(note.group) if note.group else None,
            amount=self._own(note.amount) if note.amount else None,
            segments=tuple(map(self._segment, note.segments)),
            tags=tuple(map(self._tag, note.tags)),
            to=tuple(replace(each, text=self._id(each.text)) for each in note.to),
            change="dropped",
        )

    def _own(self, typed: Typed) -> Typed:
        """A text of the first file."""
        return typed if typed.language or not self.language else replace(typed, language=self.language)

    def _segment(self, segment: Segment) -> Segment:
        """A segment of the first file as it is on the sheet: one that the second lacks has the next letter, and a
        colour and a pattern that no other has together.
        """
        known = self.segments.get(fold(segment.name))
        if known:
            return known
        if len(self.segments) == MOST_LETTERS:
            message = f"more than {MOST_LETTERS} segments in both files; there are letters for no more"
            raise Problems([error("too-many-segments", message, segment.where)])
        looks = {(each.colour, each.pattern) for each in self.segments.values()}
        colours = {each.colour for each in self.segments.values()}
        free = sorted(COLOURS, key=lambda each: (each in colours, each != segment.colour))
        colour, pattern = next(
            (colour, (segment.pattern + step) % PATTERNS)
            for colour in free
            for step in range(PATTERNS)
            if (colour, (segment.pattern + step) % PATTERNS) not in looks
        )
        letter = chr(ord("A") + len(self.segments))
        made = replace(segment, letter=letter, colour=colour, pattern=pattern)
        return self.segments.setdefault(fold(segment.name), made)

    def _tag(self, tag: Tag) -> Tag:
        known = self.tags.get(tag.name.casefold())
        if known:
            return known
        if len(self.tags) == MOST_LETTERS:
            message = f"more than {MOST_LETTERS} tags in both files; there are letters for no more"
            raise Problems([error("too-many-tags", message, tag.where)])
        return self.tags.setdefault(tag.name.casefold(), replace(tag, letter=chr(ord("a") + len(self.tags))))

    def _section(self, name: str) -> Section:
        """The changes in a block: what is there now in its order, then what was dropped."""
        changes: list[Change] = []
        kept = 0
        for index, note in enumerate(self.after.blocks.get(name, ())):
            origin = self.origin.get(At(name, index))
            if origin is None:
                changes.append(Change("new", (), (Trait("text", (note.text,)), *self._more(note, self.after))))
                continue
            unlike = self._unlike(self._held(self.before, origin), note, origin.block, name)
            kept += unlike == ((), ())
            if unlike != ((), ()):
                changes.append(Change("changed", *unlike))
        for index, note in enumerate(self.before.blocks.get(name, ())):
            if At(name, index) not in self.paired:
                text = Trait("text", (self._own(note.text),))
                changes.append(Change("dropped", (text, *self._more(note, self.before)), ()))
        return Section(name, tuple(changes), kept, self.accents[name])

    def _unlike(
        self, old: Note, new: Note, old_block: str, new_block: str
    ) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
        """What is said otherwise of a note in two files, below its text on either side; nothing where nothing is."""
        ours = {each.key: each for each in self._more(old, self.before)}
        theirs = {each.key: each for each in self._more(new, self.after)}
        if old_block != new_block:
            ours["block"], theirs["block"] = Trait("block", value=old_block), Trait("block", value=new_block)
        if {self._id(each.text) for each in old.to} == {each.text for each in new.to}:
            theirs["to"] = ours["to"] = Trait("to")
        keys = [key for key in BESIDE if _said(ours.get(key)) != _said(theirs.get(key))]
        if not keys and _said(Trait("text", (old.text,))) == _said(Trait("text", (new.text,))):
            return (), ()
        sides = (Trait("text", (self._own(old.text),)), ours), (Trait("text", (new.text,)), theirs)
        first, second = ((text, *(said[key] for key in keys if key in said)) for text, said in sides)
        return first, second

    def _more(self, note: Note, content: Content) -> tuple[Trait, ...]:
        """What is said of a note beside its text."""
        own = self._own if content is self.before else (lambda typed: typed)
        named = {
            "segments": [Typed(each.name, each.where) for each in note.segments],
            "tags": [Typed(each.name, each.where) for each in note.tags],
            "amount": [note.amount] if note.amount else [],
            "group": [note.group] if note.group else [],
            "to": [_target(each, content) for each in note.to],
        }
        said = {key: Trait(key, tuple(map(own, texts))) for key, texts in named.items() if texts}
        valued = {"part": note.part, "status": note.status, "colour": note.colour}
        said |= {key: Trait(key, value=value) for key, value in valued.items() if value}
        return tuple(said[key] for key in BESIDE if key in said)

    def _sheet(self) -> Section:
        """What changed in what a file says of the whole sheet: its masthead, its segments and its own words."""
        changes = []
        ours, theirs = self.before.fields, self.after.fields
        for key in dict.fromkeys((*FIELDS, *theirs, *ours)):
            old, new = _field(key, ours, self._own), _field(key, theirs, lambda typed: typed)
            if [*map(_said, old)] != [*map(_said, new)]:
                kind = "changed" if old and new else "new" if new else "dropped"
                changes.append(Change(kind, old, new))
        known = {fold(each.name) for each in self.before.segments}
        named = {fold(each.name) for each in self.after.segments}
        added = [each for each in self.after.segments if fold(each.name) not in known]
        gone = [each for each in self.before.segments if fold(each.name) not in named]
        changes += [Change("new", (), (_name(each),)) for each in added]
        changes += [Change("dropped", (_name(each),), ()) for each in gone]
        said, says = (dict(each.words.texts) if each.words else {} for each in (self.before, self.after))
        words = [(text, where) for text, where in says.items() if text not in said]
        changes += [Change("new", (), (Trait("words", (Typed(*each),)),)) for each in words]
        words = [(text, where) for text, where in said.items() if text not in says]
        changes += [Change("dropped", (Trait("words", (self._own(Typed(*each)),)),), ()) for each in words]
        return Section("", tuple(changes))

    def _labels(self) -> tuple[Trait, Trait]:
        """What tells the two files apart: their titles, else their versions or dates, else their names."""
        for key in ("title", "version", "date"):
            one, other = self.before.fields.get(key), self.after.fields.get(key)
            if one and other and _said(Trait(key, (one,))) != _said(Trait(key, (other,))):
                return Trait(key, (self._own(one),)), Trait(key, (other,))
        if self.before.name != self.after.name:
            first, second = (Typed(each.name, each.where) for each in (self.before, self.after))
            return Trait("name", (first,)), Trait("name", (second,))
        return Trait("before"), Trait("after")


def _place(held: Sequence[Note], dropped: Note) -> int:
    """Where a note that was dropped stands: behind the last of its group, or else of the first notes without one."""
    group = _said(Trait("group", (dropped.group,))) if dropped.group else None
    same = [n for n, note in enumerate(held) if note.group and _said(Trait("group", (note.group,))) == group]
    if group is not None:
        return same[-1] + 1 if same else len(held)
    return next((n for n, note in enumerate(held) if note.group), len(held))


def _target(link: Typed, content: Content) -> Typed:
    """The text of the note that a link leads to."""
    notes = (note for held in content.blocks.values() for note in held)
    return next((note.text for note in notes if note.id == link.text), link)


def _field(key: str, fields: Mapping[str, Typed], own: object) -> tuple[Trait, ...]:
    typed = fields.get(key)
    return (Trait(key, (own(typed),)),) if typed and callable(own) else ()


def _name(segment: Segment) -> Trait:
    return Trait("segments", (Typed(segment.name, segment.where),))


def _said(trait: Trait | None) -> object:
    """What a trait says, wherever it stands and whatever the language of its file."""
    if trait is None:
        return None
    return trait.value, [
        sorted((each.language if typed.others else "", " ".join(each.text.split())) for each in typed.every)
        for typed in trait.typed
    ]
