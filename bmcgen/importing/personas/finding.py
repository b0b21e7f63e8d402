"""Personas in a document: which heading is about whom, and what stands under each label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.importing.outline import Aside, Drawing, Field, Heading, Item, Paragraph, Part, Raw, Table, Words, bare
from bmcgen.importing.personas.labels import BOLD, LEAST, Entry, Persona, beside, is_label, pair_of, split_lines
from bmcgen.importing.personas.names import PersonaNames


class _Node(Struct):
    """A heading and what stands under it."""

    heading: Words | None
    level: int
    parts: list[Part] = field(default_factory=list)
    below: list[_Node] = field(default_factory=list)


class People(Struct):
    """The personas of a document; `left` is what belongs to none."""

    personas: list[Persona] = field(default_factory=list)
    left: list[tuple[str, Words]] = field(default_factory=list)


def people_in(parts: Sequence[Raw], names: PersonaNames) -> People:
    """The personas of a document; none where it has not enough labels of one."""
    found = People()
    flat = list(_without_drawings(parts))
    for part in flat:
        if isinstance(part, Table) and (each := beside(part, names)):
            found.personas += each
    if found.personas:
        flat = [part for part in flat if not (isinstance(part, Table) and beside(part, names))]
        found.left += [("section without a persona", words) for part in flat for words in _words(part)]
        return found
    root = _tree([each for part in flat for each in split_lines(part, names)])
    _Walker(names, found).walk(root)
    return found


def _without_drawings(parts: Iterable[Raw]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Drawing):
            yield from (Paragraph(shape.words) for shape in part.shapes if shape.words.text)
        else:
            yield part


def _words(part: Part) -> list[Words]:
    if isinstance(part, Table):
        return [cell for row in part.rows for cell in row if cell.text]
    return [part.words]


def _tree(parts: Iterable[Part]) -> _Node:
    root = _Node(None, 0)
    path = [root]
    for part in parts:
        if isinstance(part, Heading):
            while path[-1].level >= part.level:
                path.pop()
            node = _Node(part.words, part.level)
            path[-1].below.append(node)
            path.append(node)
        else:
            path[-1].parts.append(part)
    return root


class _Walker:
    """Goes through the headings of a document from the top."""

    def __init__(self, names: PersonaNames, found: People) -> None:
        self.names, self.found = names, found
        self.labels: dict[int, set[tuple[str, str]]] = {}
        self.known: dict[int, bool] = {}
        self.holding: dict[int, bool] = {}

    def walk(self, node: _Node) -> None:
        if self._is_persona(node):
            self._read(node)
            return
        for part in node.parts:
            self._leave(part)
        for below in node.below:
            self.walk(below)
        if not node.below and node.heading is not None:
            self.found.left.append(("heading", node.heading))

    def _leave(self, part: Part) -> None:
        kind = part.kind if isinstance(part, Aside) else "section without a persona"
        self.found.left += [(kind, words) for words in _words(part)]

    def _is_persona(self, node: _Node) -> bool:
        """Whether a heading is that of one persona: enough labels below it, and no persona among its headings."""
        if id(node) not in self.known:
            self.known[id(node)] = self._seems_persona(node)
        return self.known[id(node)]

    def _seems_persona(self, node: _Node) -> bool:
        if node.heading is not None and is_label(node.heading, self.names):
            return False
        if len(self._labels(node)) < LEAST:
            return False
        labelled = any(each.heading is not None and is_label(each.heading, self.names) for each in node.below)
        return labelled or not self._holds(node)

    def _holds(self, node: _Node) -> bool:
        if id(node) not in self.holding:
            self.holding[id(node)] = any(self._is_persona(each) or self._holds(each) for each in node.below)
        return self.holding[id(node)]

    def _labels(self, node: _Node) -> set[tuple[str, str]]:
        if id(node) not in self.labels:
            self.labels[id(node)] = self._labels_below(node)
        return self.labels[id(node)]

    def _labels_below(self, node: _Node) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for part in node.parts:
            rows = part.rows if isinstance(part, Table) else ()
            for words in [*(row[0] for row in rows if len(row) > 1), *(() if rows else [part.words])]:  # type: ignore[union-attr]
                pair = None if rows else pair_of(words, self.names)
                bold = None if rows else BOLD.match(words.text)
                label = words.text if rows else pair[0].text if pair else bold[1] if bold else ""
                if known := self.names.find(label) if label else None:
                    found.add(known)
        for each in node.below:
            if each.heading is not None and (known := self.names.find(each.heading.text)):
                found.add(known)
            found |= self._labels(each)
        return found

    def _read(self, node: _Node) -> None:
        reader = _Reader(self.names, self.found, node.heading)
        reader.parts(node.parts)
        for below in node.below:
            reader.section(below)
        self.found.personas += reader.personas


class _Reader:
    """Reads what stands under the heading of a persona. A second name begins another."""

    def __init__(self, names: PersonaNames, found: People, heading: Words | None) -> None:
        self.names, self.found = names, found
        self.personas = [Persona(heading)]
        self.entry: Entry | None = None

    def section(self, node: _Node, above: str = "") -> None:
        """A label with what stands under it; headings below are labels, too, or lead their points."""
        heading = node.heading
        if heading is None:
            return
        known = self.names.find(heading.text)
        if above and known is None:
            self.parts(node.parts, lead=f"{bare(heading.text).strip(' :')}: ")
        else:
            self._begin(heading).headed = True
            self.parts(node.parts)
        for below in node.below:
            self.section(below, heading.text if known and known[1] != "general" else above)

    def _begin(self, label: Words, *, pair: bool = False) -> Entry:
        self.entry = Entry(replace(label, text=bare(label.text).strip(" :")), pair=pair)
        if self.names.find(label.text) == ("parts", "name") and self._is_named():
            self.personas.append(Persona(None))
        self.personas[-1].entries.append(self.entry)
        return self.entry

    def _is_named(self) -> bool:
        return any(self.names.find(each.label.text) == ("parts", "name") for each in self.personas[-1].entries)

    def parts(self, parts: Sequence[Part], lead: str = "") -> None:
        for number, part in enumerate(parts):
            if isinstance(part, Aside):
                self.found.left.append((part.kind, part.words))
            elif isinstance(part, Table):
                self._table(part)
            elif isinstance(part, Field):
                self._value(replace(part.words, text=part.key), part.words)
            elif isinstance(part, Item):
                after = parts[number + 1] if number + 1 < len(parts) else None
                self._item(part, lead, after)
            elif bold := BOLD.match(part.words.text):
                if self._is_inside() and self.entry and self.entry.headed and not self.names.find(bold[1]):
                    lead = f"{bold[1].strip(' :')}: "
                else:
                    self._begin(replace(part.words, text=bold[1]))
            elif pair := pair_of(part.words, self.names, any_label=not self._is_inside()):
                self._value(*pair)
            else:
                self._add(part.words, lead, quoted=isinstance(part, Paragraph) and part.quoted)

    def _is_inside(self) -> bool:
        """Whether what comes stands under a label that holds a story or a list."""
        known = self.names.find(self.entry.label.text) if self.entry is not None else ("parts", "general")
        return known != ("parts", "general")

    def _value(self, label: Words, value: Words) -> None:
        """A label with its value; without one, what follows is its value."""
        if not value.text:
            self._begin(label)
            return
        outer = self.entry
        self._begin(label, pair=True).texts.append(value)
        self.entry = outer

    def _item(self, part: Item, lead: str, after: Part | None) -> None:
        inside = self._is_inside()
        pair = pair_of(part.words, self.names, any_label=not inside)
        deeper = isinstance(after, Item) and after.depth > part.depth
        known = pair is not None and self.names.find(pair[0].text) is not None
        if pair and (known or not inside) and (pair[1].text or deeper):
            self._value(*pair)
        elif bold := BOLD.match(part.words.text):
            if self.names.find(bold[1]) or not inside:
                self._begin(replace(part.words, text=bold[1]))
            else:
                self._point(part.words, lead)
        elif deeper and self.names.find(part.words.text):
            self._begin(part.words)
        else:
            self._point(part.words, lead)

    def _point(self, words: Words, lead: str) -> None:
        words = replace(words, text=f"{lead}{words.text}")
        if self.entry is not None:
            self.entry.points.append(words)
        else:
            self.personas[-1].loose.append(words)

    def _add(self, words: Words, lead: str, *, quoted: bool) -> None:
        if quoted and (self.entry is None or self.names.find(self.entry.label.text) is None):
            self.personas[-1].entries.append(Entry(replace(words, text="Quote"), [words]))
            return
        words = replace(words, text=f"{lead}{words.text}")
        if self.entry is not None:
            self.entry.texts.append(words)
        else:
            self.personas[-1].loose.append(words)

    def _table(self, table: Table) -> None:
        """Rows of a label and a value; the heads of such columns say nothing."""
        for number, row in enumerate(table.rows):
            cells = [cell for cell in row if cell.text]
            if number == 0 and table.head and not self.names.find(row[0].text):
                self.found.left += [("table head", cell) for cell in cells]
            elif len(cells) > 1:
                rest = replace(cells[1], text="; ".join(cell.text for cell in cells[1:]))
                self._value(replace(cells[0], text=bare(cells[0].text).strip(" :")), rest)
            elif cells:
                self._add(cells[0], "", quoted=False)
