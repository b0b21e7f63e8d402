"""The events of a YAML parser to trees, with a stack of our own that bounds depth, size and aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct, field

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, short
from bmcgen.source.tree import LONG, MAX_DEPTH, MAX_NODES, Mapping, Node, Scalar, Sequence, Source
from bmcgen.source.yaml_syntax import LINE_BREAK, STAND_INS, events, hidden, quote_hint, shown, syntax_errors, too_deep

_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_GLUED_COMMENT = re.compile(r"[ \t]+#(?=[^\s#])")
_LONE_SURROGATE = re.compile(r"(?<!\\)(?:\\\\)*\\u([dD][89a-fA-F][0-9a-fA-F]{2})(\\u[dD][c-fC-F][0-9a-fA-F]{2})?")


class _Open(Struct):
    """A sequence or mapping whose end has not come yet."""

    where: Place
    mapping: bool
    anchor: str | None
    children: list[Node] = field(default_factory=list)
    size: int = 1


class Builder:
    """Builds the trees of a text; a builder is for one text."""

    def __init__(self, text: str, name: str, *, json: bool) -> None:
        self.name, self.json = name, json
        self._number_lines(text)
        self.text = self._join_surrogates(text) if json else text
        self.problems: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        self.declared: dict[str, Place] = {}
        self.used: set[str] = set()
        self.nodes = 0

    def _number_lines(self, text: str) -> None:
        """The lines, and the number that each has in an editor."""
        self.lines = LINE_BREAK.split(text)
        self.numbers = [*range(1, len(self.lines) + 1)]

    def build(self) -> list[Source]:
        roots: list[Node] = []
        broken = False
        if strange := next((char for char in STAND_INS if char in self.text), None):
            raise Problems([self._bad_character(strange, self.text.index(strange))])
        try:
            for event in self._events():
                done = self._take(event)
                if done is not None and not (isinstance(done, Scalar) and done.empty):
                    roots.append(done)
        except yaml.reader.ReaderError as exc:
            self.problems.append(self._unreadable(exc))
            broken = True
        except (yaml.YAMLError, RecursionError, MemoryError) as exc:
            self.problems += self._unparsed(exc)
            broken = True
        for anchor, place in self.declared.items():
            if anchor not in self.used:
                message = f'YAML reads "&{anchor}" as an anchor, so it would not be printed'
                self.problems.append(error("anchor", message, place, self._hint(place)))
        self.problems.sort(key=lambda problem: (problem.where.line, problem.where.column))
        if broken:
            raise Problems(self.problems)
        if not roots:
            empty = error("empty-file", f"{self.name} holds no data", Place(self.name))
            raise Problems(self.problems or [empty])
        # What is wrong anywhere in a file is wrong with all of it; it is told once, with the first document.
        return [Source(root, () if number else tuple(self.problems)) for number, root in enumerate(roots)]

    def _unparsed(self, exc: Exception) -> list[Diagnostic]:
        if deep := too_deep(self.text, MAX_DEPTH):
            number, column = deep
            return [self._too_deep(Place(self.name, self.numbers[number], column + 1, 1, self.lines[number]))]
        if isinstance(exc, yaml.MarkedYAMLError):
            return syntax_errors(exc, self.name, self.lines, self.numbers, json=self.json)
        return [error("json-syntax" if self.json else "yaml-syntax", f"this cannot be read: {exc}", Place(self.name))]

    def _too_deep(self, place: Place) -> Diagnostic:
        return error("too-deep", f"more than {MAX_DEPTH} levels deep", place)

    def _events(self) -> Iterator[yaml.Event]:
        self.stack: list[_Open] = []
        for event in events(hidden(self.text)):
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors.clear()
            yield event

    def _take(self, event: yaml.Event) -> Node | None:
        """Takes an event in; returns the root when it is whole."""
        if isinstance(event, yaml.ScalarEvent):
            # An alias may stand for a long text as well as for many.
            return self._add(self._scalar(event), 1 + len(event.value) // LONG, event.anchor)
        if isinstance(event, yaml.AliasEvent):
            return self._add(*self._alias(event), None)
        if isinstance(event, _STARTS):
            place = self._declare(event)
            if isinstance(event, yaml.MappingStartEvent) and not event.flow_style:
                self._check_question(place)
            if len(self.stack) >= MAX_DEPTH:
                raise Problems([*self.problems, self._too_deep(place)])
            self.stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent), event.anchor))
            if event.anchor:
                self.anchors[event.anchor] = None
        elif isinstance(event, _ENDS):
            top = self.stack.pop()
            node = self._mapping(top) if top.mapping else Sequence(tuple(top.children), top.where)
            return self._add(node, top.size, top.anchor, new=1)
        return None

    def _add(self, node: Node, size: int, anchor: str | None, new: int | None = None) -> Node | None:
        """Takes a finished node in; what is in it was counted before, unless an alias stands for it."""
        self.nodes += size if new is None else new
        if self.nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} values (counted with every alias written out)"
            raise Problems([*self.problems, error("too-large", message, node.where)])
        if anchor:
            self.anchors[anchor] = node, size
        if not self.stack:
            return node
        self.stack[-1].children.append(node)
        self.stack[-1].size += size
        return None

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place = self._declare(event)
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if event.style not in ("|", ">") and (glued := _GLUED_COMMENT.match(line, end.column)):
            where = Place(self.name, self.numbers[end.line], glued.end(), len(line) - glued.end() + 1, line)
            message = "YAML ignores everything from this # onwards"
            hint = self._hint(where) or "put a space after the # if it is a comment"
            self.problems.append(error("comment-in-note", message, where, hint))
        if not event.style and event.start_mark.line != end.line:
            self._check_dashes(event)
        text = event.value if event.value.isascii() else shown(event.value)
        if self.json and not event.style and text == "null":
            text = ""
        return Scalar(text, place, not event.style, event.start_mark.line == end.line)

    def _check_question(self, place: Place) -> None:
        if place.text[place.column - 1 : place.column] == "?":
            message = 'YAML reads "?" as markup, so it would not be printed'
            self.problems.append(error("yaml-syntax", message, place, self._hint(place)))

    def _check_dashes(self, event: yaml.ScalarEvent) -> None:
        """A line that begins with a dash, but is indented so that YAML takes it for a part of the text above it."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            text = self.lines[number] if number < len(self.lines) else ""
            if text.lstrip().startswith("- "):
                column = len(text) - len(text.lstrip()) + 1
                where = Place(self.name, self.numbers[number], column, 1, text)
                above = self.numbers[event.start_mark.line]
                message = "YAML reads this dash as a part of the text above it"
                self.problems.append(error("indented-dash", message, where, f"indent it like the dash on line {above}"))

    def _hint(self, place: Place) -> str:
        return "" if self.json else quote_hint(place)

    def _alias(self, event: yaml.AliasEvent) -> tuple[Node, int]:
        place = self._place(event.start_mark, event.end_mark)
        self.used.add(event.anchor)
        known = self.anchors.get(event.anchor)
        if known is None:
            message = f'YAML reads "*{event.anchor}" as a reference to an anchor that does not exist'
            self.problems.append(error("unknown-alias", message, place, self._hint(place)))
            return Scalar("*" + event.anchor, place), 1
        return known

    def _mapping(self, top: _Open) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, Place] = {}
        for key, value in zip(top.children[::2], top.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.problems.append(error("bad-key", "a key must be a text", key.where))
                continue
            if key.text in seen:
                hint = f"it is already on line {seen[key.text].line}"
                self.problems.append(error("duplicate-key", f'"{short(key.text)}" appears twice', key.where, hint))
            seen.setdefault(key.text, key.where)
            pairs.append((key, value))
        return Mapping(tuple(pairs), top.where)

    def _declare(self, event: yaml.NodeEvent) -> Place:
        place = self._place(event.start_mark, event.end_mark)
        tag = getattr(event, "tag", None)
        if tag:
            message = f'YAML reads "{tag if tag.startswith("!") else "!" + tag}" as a tag, so it would not be printed'
            self.problems.append(error("tag", message, place, self._hint(place)))
        if event.anchor:
            self.declared[event.anchor] = place
        return place

    def _place(self, start: yaml.Mark, end: yaml.Mark | None = None) -> Place:
        text = self.lines[start.line] if start.line < len(self.lines) else ""
        length = 1
        if end is not None:
            length = end.column - start.column if end.line == start.line else len(text) - start.column
        number = self.numbers[min(start.line, len(self.numbers) - 1)]
        return Place(self.name, number, start.column + 1, max(1, length), text)

    def _unreadable(self, exc: yaml.reader.ReaderError) -> Diagnostic:
        position = exc.position if isinstance(exc.position, int) else 0
        # The C reader counts bytes, the Python one characters; the character itself says which line it is on.
        char = chr(exc.character) if isinstance(exc.character, int) else ""
        position = self.text.find(char) if char and char in self.text else min(position, len(self.text))
        return self._bad_character(char, position)

    def _bad_character(self, char: str, position: int) -> Diagnostic:
        before = LINE_BREAK.split(self.text[:position])
        where = Place(self.name, len(before), len(before[-1]) + 1, 1, self.lines[min(len(before), len(self.lines)) - 1])
        name = f"U+{ord(char):04X}" if char else "a control character"
        return error("bad-character", f"{name} may not be in a text file", where, "delete it")

    def _join_surrogates(self, text: str) -> str:
        """JSON writes a character above U+FFFF as two escapes, which YAML does not know."""

        def join(match: re.Match[str]) -> str:
            if match[2]:
                head = match[0][: match.start(1) - match.start() - 2]
                pair = bytes.fromhex(match[1] + match[2][2:])
                return head + pair.decode("utf-16-be")
            before = LINE_BREAK.split(text[: match.start(1) - 2])
            where = Place(self.name, len(before), len(before[-1]) + 1, 6, self.lines[len(before) - 1])
            raise Problems([error("bad-character", f"\\u{match[1]} is half a character", where, "write it whole")])

        joined = _LONE_SURROGATE.sub(join, text)
        if joined != text:
            self._number_lines(joined)
        return joined
