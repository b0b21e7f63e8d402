"""The parts of a block to its notes: lists, groups, paragraphs, tables; and what of them is the template's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.importing.cells import BULLET, notes_of, unbulleted
from bmcgen.importing.found import FoundNote
from bmcgen.importing.naming import is_example, is_own, is_theory, status_of
from bmcgen.importing.outline import Aside, Field, Heading, Item, Paragraph, Part, Table, Words, bare
from bmcgen.importing.tables import Leave, notes_in_table
from bmcgen.importing.template import is_empty, is_placeholder, is_prompt

_LABEL = 60
HEADING = 120
"""How many letters the heading of a group may have."""
_PROSE = re.compile(r"[.!?]\W*$")
_LEAD = re.compile(r"^\**\s*(?:\*\*([^*\n]{2,40})\*\*:?|([^:*\n]{2,30}):)(.*)$", re.S)
_BOLD = re.compile(r"^\*\*[^*]+\*\*:?$")
_MARK = re.compile(
    r"^(.*?)[\s–—-]*\*{0,2}[(\[]([^()\[\]]{3,30})[)\]]\*{0,2}$|^\*{0,2}[(\[]([^()\[\]]{3,30})[)\]]\*{0,2}:?\s*(.*)$",
    re.S,
)


class _Point(Struct):
    words: Words
    points: list[_Point] = field(default_factory=list)


class Entries:
    """Reads the parts of one block."""

    def __init__(self, leave: Leave, *, segments: bool = False) -> None:
        self.leave, self.segments = leave, segments
        self.notes: list[FoundNote] = []
        self.group: Words | None = None
        self.examples: list[FoundNote] = []
        self.mode = ""
        self.skipping = False  # the list that follows is the template's

    def read(self, parts: Sequence[Part]) -> list[FoundNote]:
        at = 0
        while at < len(parts):
            part = parts[at]
            following = parts[at + 1] if at + 1 < len(parts) else None
            if isinstance(part, Heading):
                self._heading(part.words)
            elif isinstance(part, Aside):
                self.leave(part.kind, part.words)
            elif self.mode == "theory":
                self._leave_theory(part)
            elif isinstance(part, Item):
                end = next((n for n in range(at, len(parts)) if not isinstance(parts[n], Item)), len(parts))
                self._list([each for each in parts[at:end] if isinstance(each, Item)])
                at = end
                continue
            elif isinstance(part, Paragraph):
                self._paragraph(part, following)
            elif isinstance(part, Table):
                for note in notes_in_table(part, self.leave, segments=self.segments):
                    self._add(note)
            at += 1
        if self.examples:
            # An example beside the user's own notes is the template's; by itself it may be what there is.
            for note in self.examples if self.notes else ():
                head = f"{bare(note.group.text)}: " if note.group else ""
                self.leave("example", replace(note.words, text=head + note.text))
            self.notes = self.notes or self.examples
        return self.notes

    def _list(self, items: Sequence[Item]) -> None:
        if self.skipping:
            for item in items:
                self.leave("prompt", item.words)
        else:
            self._points(items)
        self.skipping = False

    def read_notes(self, notes: Iterable[FoundNote]) -> list[FoundNote]:
        """The notes of cells, without what only shows where something is to be written."""
        for note in notes:
            self._add(note)
        return self.notes

    def _heading(self, words: Words) -> None:
        if is_theory(words.text):
            self.leave("prompt", words)
            self.mode = "theory"
            return
        if is_own(words.text):
            self.leave("prompt", words)
            self._leave_before()
            self.mode, self.group = "", None
            return
        self.mode = "example" if is_example(words.text) else ""
        text = bare(words.text).strip().rstrip(":").strip()
        self.group = replace(words, text=text) if len(text) <= HEADING and not is_empty(text) else None
        if self.group is None and text:
            self._add(FoundNote(words))

    def _leave_before(self) -> None:
        """Leaves out what stands above a heading such as "Our answer": it is what is answered."""
        for kind, notes in (("explanation", self.notes), ("example", self.examples)):
            for note in notes:
                head = f"{bare(note.group.text)}: " if note.group else ""
                self.leave(kind, replace(note.words, text=head + note.text))
        self.notes, self.examples = [], []

    def _leave_theory(self, part: Part) -> None:
        if isinstance(part, Table):
            for row in part.rows:
                if row:
                    self.leave("prompt", replace(row[0], text=" – ".join(cell.text for cell in row)))
        elif isinstance(part, Item | Paragraph | Field):
            self.leave("prompt", part.words)

    def _paragraph(self, part: Paragraph, following: Part | None) -> None:
        words = part.words
        self.skipping = False
        if lead := _LEAD.match(words.text):
            said = bare(lead[1] or lead[2] or "").strip(" :")
            if is_theory(said):
                self.leave("explanation", words)
                self.skipping = isinstance(following, Item) and not lead[3].strip(" *")
                return
            if is_example(said) and lead[3].strip(" *"):
                self.examples.append(FoundNote(words, group=self.group))
                return
        bullets = sum(bool(BULLET.match(bare(line.text))) for line in part.lines)
        if not self.notes and is_prompt(words.text) and not bullets:
            self.leave("prompt", words)
        elif bullets and bullets >= len(part.lines) - 1:
            for line in part.lines:
                text, _ = unbulleted(line.text)
                self._add(FoundNote(replace(line, text=text)))
        elif self._is_label(words.text) and isinstance(following, Item | Table):
            text = bare(words.text).strip().rstrip(":").strip()
            self.group = replace(words, text=text)
        elif _is_verse(part.lines):
            for line in part.lines:
                self._add(FoundNote(line))
        else:
            split = notes_of(words)
            if "\n" not in words.text and (_PROSE.search(words.text) or max(len(e.text) for e in split) > _LABEL):
                split = [words]
            for each in split:
                self._add(FoundNote(each))

    def _is_label(self, text: str) -> bool:
        plain = bare(text).strip()
        return len(plain) <= _LABEL and "\n" not in plain and (plain.endswith(":") or bool(_BOLD.match(text.strip())))

    def _points(self, items: Sequence[Item]) -> None:
        points = _forest(items)
        questions = [is_prompt(point.words.text) and not point.points for point in points]
        asked = questions.index(False) if False in questions else 0
        if not self.notes:
            # Questions directly under the heading of a block, and then something else.
            for point in points[:asked]:
                self.leave("prompt", point.words)
            points = points[asked:]
        outer = self.group
        flat = False
        for number, point in enumerate(points):
            label = self._is_label(point.words.text)
            if point.points and outer is None and (label or self._is_short(point.words.text)):
                text = bare(point.words.text).strip().rstrip(":").strip()
                self.group = replace(point.words, text=text)
                for child in point.points:
                    self._add(_note(child))
                self.group, flat = outer, False
            elif label and not point.points and outer is None and number + 1 < len(points):
                if bare(point.words.text).strip().endswith(":"):
                    self.group, flat = (
                        replace(point.words, text=bare(point.words.text).strip().rstrip(":").strip()),
                        True,
                    )
                else:
                    self._add(_note(point))
            else:
                if not flat:
                    self.group = outer
                self._add(_note(point))
        self.group = outer

    def _is_short(self, text: str) -> bool:
        plain = bare(text).strip()
        return len(plain) <= _LABEL and "\n" not in plain and not re.search(r"[.!?;,]$|: \S", plain)

    def _add(self, note: FoundNote) -> None:
        if is_placeholder(note.words.text) and not note.bullets:
            if not is_empty(note.words.text):
                self.leave("placeholder", note.words)
            return
        note.words, status = _without_status(note.words)
        note.status = note.status or status
        if note.group is None:
            note.group = self.group
        (self.examples if self.mode == "example" else self.notes).append(note)


def _is_verse(lines: Sequence[Words]) -> bool:
    """Whether lines are notes by themselves, rather than a text that was wrapped: short, and each with a capital."""
    texts = [bare(line.text).strip() for line in lines]
    return len(texts) > 1 and all(len(text) <= _LABEL and (text[:1].isupper() or text[:1].isdigit()) for text in texts)


def _forest(items: Sequence[Item]) -> list[_Point]:
    """Items as points with the points below them."""
    roots: list[_Point] = []
    path: list[tuple[int, _Point]] = []
    for item in items:
        point = _Point(item.words)
        while path and path[-1][0] >= item.depth:
            path.pop()
        (path[-1][1].points if path else roots).append(point)
        path.append((item.depth, point))
    return roots


def _note(point: _Point) -> FoundNote:
    bullets: list[tuple[int, str]] = []

    def below(points: Sequence[_Point], depth: int) -> None:
        for each in points:
            bullets.append((depth, each.words.text.replace("\n", " ")))
            below(each.points, depth + 1)

    below(point.points, 0)
    return FoundNote(point.words, bullets=bullets)


def _without_status(words: Words) -> tuple[Words, Words | None]:
    """A text without the mark in brackets that says how far it is tested, and that status."""
    match = _MARK.match(words.text)
    if match is None:
        return words, None
    rest, said = (match[1], match[2]) if match[2] else (match[4], match[3])
    status = status_of(said)
    if status is None or is_empty(rest):
        return words, None
    return replace(words, text=rest.strip()), replace(words, text=status)
