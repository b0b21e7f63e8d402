"""The elements of a page as they are read: what kinds of block draw, in the forms that tagged files must have.

A kind says what belongs together. What follows from that is worked out here once, for whatever it draws: which level a
heading has, which rows head a table, what labels an entry of a list and what is its body (ISO 32000-1, 14.8.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from msgspec import Struct, field

from bmcgen.diagnostics import Place
from bmcgen.model.page import Element, Page

T = TypeVar("T")
Known = tuple[str, Place | None]
_CELLS = ("TH", "TD")
_PLAIN = ("P", "LBody", "Figure", "BlockQuote", "Form")
_BLOCKS = ("Sect", "P", "L", "Table", "BlockQuote", "Div")
_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4}


class Part(Struct, gc=False):
    """An element of the tree, of an `element` of the page or put between two. Header cells head a `scope`, and cells
    take a `span` of columns; the `numbering` of a list is that of its labels.
    """

    role: str
    parent: int | None
    element: int
    language: str = ""
    alt: str = ""
    state: str = ""
    scope: str = ""
    span: int = 1
    numbering: str = ""
    kids: list[int] = field(default_factory=list)


class Reading(Struct):
    """The parts of a page, those above before what they hold, and for each element of the page the part that its marks
    belong to: -1 for one that has none, or is not read.
    """

    parts: list[Part]
    places: list[int]
    outermost: list[int]


class Contents(Generic[T]):
    """What each part holds, in the order in which it is read: content of its own stands behind the parts in it that
    have content already and before the others, as it is drawn: words before the sign behind them.
    """

    def __init__(self, parts: Sequence[Part], names: Sequence[T]) -> None:
        """`names` stand for the parts among the contents."""
        self.parts, self.names = parts, names
        self.held: list[list[T]] = [[names[kid] for kid in part.kids] for part in parts]
        self._told = [0] * len(parts)
        self._begun: set[int] = set()

    def add(self, part: int, content: T) -> None:
        """The next content that is drawn."""
        self.held[part].insert(self._told[part], content)
        self._told[part] += 1
        above = self.parts[part].parent
        while above is not None and part not in self._begun:
            self._begun.add(part)
            self._told[above] = self.held[above].index(self.names[part]) + 1
            part, above = above, self.parts[above].parent


class Headings:
    """Counts the levels of headings from where they stand: the first is of level 1, and none is more than one below
    the one before it, whatever they are called on their sheets.
    """

    def __init__(self) -> None:
        self._open: list[int] = []

    def begin(self) -> None:
        """To be called where a document begins, of several in one file."""
        self._open.clear()

    def level(self, role: str) -> str:
        """The level of the next heading."""
        own = _LEVELS[role]
        while self._open and self._open[-1] >= own:
            self._open.pop()
        self._open.append(own)
        return f"H{len(self._open)}"


def begun(page: Page, parts: Sequence[Part], number: int) -> Known | None:
    """What a section is known by on each page where it goes on: the heading that it begins with."""
    part = parts[number]
    first = parts[part.kids[0]] if part.role == "Sect" and part.kids else part
    if first.role not in _LEVELS or first.element < 0:
        return None
    element = page.elements[first.element]
    return element.source, element.where


def reading(page: Page, headings: Headings) -> Reading:
    """How a page is read aloud."""
    return _Reader(page, headings).read()


class _Reader:
    def __init__(self, page: Page, headings: Headings) -> None:
        self.elements: Sequence[Element] = page.elements
        self.roles: Sequence[str] = [*map(attrgetter("role"), page.elements)]
        self.headings = headings
        self.marked = {each.element for each in (*page.marks, *page.fields) if each.element is not None}
        self.kids: list[list[int]] = [[] for _ in self.elements]
        self.top: list[int] = []
        self.parts: list[Part] = []
        self.places = [-1] * len(self.elements)
        self.outermost: list[int] = []

    def read(self) -> Reading:
        filled = self._filled()
        for index in sorted(filled):
            parent = self.elements[index].parent
            (self.top if parent is None else self.kids[parent]).append(index)
        self._all(self.top, None)
        return Reading(self.parts, self.places, self.outermost)

    def _filled(self) -> set[int]:
        """The elements that have marks, or children that do, and the empty cells of tables."""
        filled: set[int] = set()
        elements = self.elements
        for marked in self.marked:
            index: int | None = marked
            while index is not None and index not in filled and self.roles[index] != "Footer":
                filled.add(index)
                index = elements[index].parent
        # An empty cell keeps the others in their columns.
        cells = [n for n, role in enumerate(self.roles) if role in _CELLS and elements[n].parent in filled]
        return filled.union(cells)

    def _add(self, role: str, parent: int | None, index: int = -1) -> int:
        """A new part, of an element if there is an index."""
        number = len(self.parts)
        if index < 0:
            self.parts.append(Part(role, parent, index))
        else:
            elements = self.elements
            about = elements[index].language, elements[index].alt, elements[index].state
            self.parts.append(Part(role, parent, index, *about))
            self.places[index] = number
        (self.outermost if parent is None else self.parts[parent].kids).append(number)
        return number

    def _all(self, indices: Iterable[int], parent: int | None) -> None:
        kids = self.kids
        for index in indices:
            role = self.roles[index]
            if role in _PLAIN and not kids[index]:
                self._add(role, parent, index)
            else:
                self._one(index, parent)

    def _one(self, index: int, parent: int | None) -> None:
        role, kids = self.roles[index], self.kids[index]
        if role in _LEVELS:
            self._all(kids, self._add(self.headings.level(role), parent, index))
        elif role == "Table":
            self._table(index, parent)
        elif role == "LI":
            self._entry(index, parent)
        elif role == "Figure" and kids and index in self.marked:
            self._sheet_in_sheet(index, parent)
        else:
            # Only entries of lists have labels.
            own = self._add("Span" if role == "Lbl" else role, parent, index)
            self._all(kids, own)
            if role == "L":
                self.parts[own].numbering = self._numbering(kids)

    def _sheet_in_sheet(self, index: int, parent: int | None) -> None:
        """A figure whose words are read: its own text would stand in for them, so it is a part of what holds both."""
        section = self._add("Sect", parent)
        self._add("Figure", section, index)
        self._all(self.kids[index], section)

    def _entry(self, index: int, parent: int | None) -> None:
        """An entry of a list has one label, of all that stand before its words, and one body of the rest."""
        entry, roles = self._add("LI", parent, index), self.roles
        kids = self.kids[index]
        count = next((n for n, kid in enumerate(kids) if roles[kid] != "Lbl"), len(kids))
        labels, rest = kids[:count], kids[count:]
        if not rest and index not in self.marked:
            # A label with a place to write in is all that the entry says.
            labels, rest = [], kids
        if labels:
            label = self._add("Lbl", entry, labels[0])
            said = [self.elements[each].alt for each in labels]
            self.parts[label].alt = ", ".join(said) if all(said) else ""
            for each in labels:
                self.places[each] = label
                self._all(self.kids[each], label)
        if [roles[kid] for kid in rest] == ["LBody"]:
            self._one(rest[0], entry)
            return
        body = self._add("LBody", entry)
        if index in self.marked:
            self.places[index] = body
        for each in rest:
            self._in_body(each, body)

    def _in_body(self, index: int, body: int) -> None:
        """One of several things that the body of an entry holds."""
        role, kids = self.roles[index], self.kids[index]
        if role == "LBody":
            blocks = any(self.roles[kid] in _BLOCKS for kid in kids)
            self._all(kids, self._add("Div" if blocks else "P", body, index))
        else:
            self._one(index, body)

    def _numbering(self, entries: Sequence[int]) -> str:
        """How the labels of a list count; nothing for a list without labels."""
        labels = [[kid for kid in self.kids[entry] if self.roles[kid] == "Lbl"] for entry in entries]
        if not any(labels):
            return ""
        said = [self.elements[each[0]].source.rstrip(".)") if each else "" for each in labels]
        if all(each.isdecimal() for each in said):
            return "Decimal"
        first = ord("A")
        letters = [chr(first + number) for number in range(len(said))]
        return "UpperAlpha" if said == letters else "None"

    def _table(self, index: int, parent: int | None) -> None:
        """A table whose first rows head its columns has these in a part of their own. One without any heading is none:
        its cells stand side by side and are read one after another.
        """
        roles = self.roles
        rows = [kid for kid in self.kids[index] if roles[kid] == "TR"]
        if not any(roles[cell] == "TH" for row in rows for cell in self.kids[row]):
            section = self._add("Sect", parent, index)
            for row in rows:
                for cell in self.kids[row]:
                    if cell in self.marked or self.kids[cell]:
                        self._all(self.kids[cell], self._add("Div", section, cell))
            return
        table = self._add("Table", parent, index)
        self._all([kid for kid in self.kids[index] if roles[kid] != "TR"], table)
        wide = max((len(self.kids[row]) for row in rows), default=0)
        heads = 0
        while heads < len(rows) - 1 and self._heads(rows[heads], wide):
            heads += 1
        if heads:
            head = self._add("THead", table)
            for row in rows[:heads]:
                self._row(row, head, wide)
        body = self._add("TBody", table)
        for row in rows[heads:]:
            self._row(row, body, wide)

    def _heads(self, row: int, wide: int) -> bool:
        cells = self.kids[row]
        return len(cells) == wide and all(self.roles[cell] == "TH" for cell in cells)

    def _row(self, row: int, body: int, wide: int) -> None:
        own, cells = self._add("TR", body, row), self.kids[row]
        heads = all(self.roles[cell] == "TH" for cell in cells)
        for number, cell in enumerate(cells):
            said = cell in self.marked or self.kids[cell]
            role = self.roles[cell] if said else "TD"
            part = self._add(role, own, cell)
            if role == "TH":
                self.parts[part].scope = "Column" if heads else "Row"
            if number == len(cells) - 1:
                self.parts[part].span = wide - number
            self._all(self.kids[cell], part)
