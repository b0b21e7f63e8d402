"""The pages of a document as one text: a tree of what is read, in which a block that continues on further pages is one
block, a paragraph one paragraph, and a masthead that each page repeats is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile

from msgspec import Struct, field

from bmcgen.diagnostics import Place
from bmcgen.model.page import Line, Page, Picture
from bmcgen.pages.structure.reading import Contents, Headings, Part, reading

HEADINGS = ("H1", "H2", "H3", "H4")
_TEXTS = ("P", "LBody", "LI", "TD")


class Words(Struct):
    """Words in one style: plain, `bold`, `italic` or both."""

    text: str
    style: str = ""


class Node(Struct, gc=False):
    """An element with what it holds: its own words between the elements in it. `source` is the text that its words are
    from, or a part of it, and `where` the place this was typed at. What only leads from page to page is a `guide`.
    """

    role: str
    language: str = ""
    alt: str = ""
    state: str = ""
    scope: str = ""
    span: int = 1
    numbering: str = ""
    href: str = ""
    source: str = ""
    where: Place | None = None
    picture: Picture | None = None
    guide: bool = False
    held: list[Node | Words] = field(default_factory=list)

    @property
    def kids(self) -> list[Node]:
        return [each for each in self.held if isinstance(each, Node)]

    @property
    def own(self) -> str:
        """Its own words without those of the elements in it."""
        return "".join(each.text if isinstance(each, Words) else " " for each in self.held).strip()

    def every(self) -> Iterator[Node]:
        """Itself and all that is in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.every()


def words_of(node: Node) -> str:
    """All words of an element and what is in it."""
    return " ".join(" ".join(each.own for each in node.every()).split())


def whole(pages: Sequence[Page], starts: Mapping[int, str]) -> list[list[Node]]:
    """Each document among the pages; one begins at each of the pages in `starts`."""
    headings, found = Headings(), list[_Joined]()
    for number, page in enumerate(pages):
        if number in starts or not found:
            headings.begin()
            found.append(_Joined())
        if page.marks:
            found[-1].add(_nodes(page, headings))
    return [each.nodes for each in found if each.nodes]


def _nodes(page: Page, headings: Headings) -> list[Node]:
    """The outermost elements of a page, with all that is in them."""
    found = reading(page, headings)
    inside = Contents[int | Line | None](found.parts, range(len(found.parts)))
    pictures: dict[int, Picture] = {}
    marked: set[int] = set()
    for mark in page.marks:
        part = -1 if mark.element is None else found.places[mark.element]
        if part < 0:
            continue
        if isinstance(mark, Picture):
            pictures[part] = mark
        if isinstance(mark, Line):
            inside.add(part, mark)
        elif part not in marked:
            inside.add(part, None)  # it says nothing, and its part still has its turn
        marked.add(part)
    nodes = [_node(part, page) for part in found.parts]
    for number, node in enumerate(nodes):
        node.picture = pictures.get(number)
        for each in inside.held[number]:
            if isinstance(each, int):
                node.held.append(nodes[each])
            elif each is not None:
                _say(node.held, each)
    return [nodes[each] for each in found.outermost]


def _say(held: list[Node | Words], line: Line) -> None:
    """Adds the words of a line, joined to the next line's: a word that a hyphen breaks is whole."""
    before = held[-1] if held else None
    for number, run in enumerate(line.runs):
        last = number == len(line.runs) - 1
        text = run.text
        if last:
            text = text[:-1] if line.joint == "-" else text + line.joint
        # A sign has its own face, and the style of the words around it.
        worded = any(map(str.isalnum, text))
        style = _style(run.face) if worded or not isinstance(before, Words) else before.style
        if isinstance(before, Words) and before.style == style:
            before.text += text
        elif text:
            before = Words(text, style)
            held.append(before)


@cache
def _style(face: str) -> str:
    named = {"bold": ("Bold", "Black", "Heavy"), "italic": ("Italic", "Oblique")}
    return " ".join(style for style, names in named.items() if any(name in face for name in names))


def _node(part: Part, page: Page) -> Node:
    node = Node(part.role, part.language, part.alt, part.state, part.scope, part.span, part.numbering)
    if part.element >= 0:
        element = page.elements[part.element]
        node.href, node.source, node.where = element.href, element.source, element.where
    return node


Key = tuple[str, Place | None]


class _Joined:
    """Puts what continues on a page to what it continues."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.said: set[tuple[str, str]] = set()
        self.sections: dict[Key, Node] = {}
        self.unfinished: dict[Key, Node] = {}

    def add(self, nodes: Iterable[Node]) -> None:
        """The next page."""
        kept = self._continued([*nodes])
        if self.nodes and not any(each.role == "H1" for each in kept):
            for node in takewhile(lambda each: each.role == "P", kept):
                node.guide = True
        fresh: dict[Key, Node] = {}
        said = set(self.said)
        for node in kept:
            if node.role == "H1":
                self.sections.clear()
                fresh.clear()
            begun = _begun(node)
            if begun is not None and begun in self.sections:
                _join(self.sections[begun], node)
                continue
            if begun is not None:
                fresh.setdefault(begun, node)
            elif node.role in ("P", "L"):
                # A masthead is on each of the pages.
                about = node.role, words_of(node)
                if about in self.said:
                    continue
                said.add(about)
            self.nodes.append(node)
        self.said = said
        self.sections = fresh | self.sections

    def _continued(self, nodes: list[Node]) -> list[Node]:
        """What is left of a page without the words that go on from pages before; they are put there."""
        for text in [each for node in nodes for each in node.every() if each.role in _TEXTS and each.source]:
            key = _key(text)
            before, last = self.unfinished.pop(key, None), text
            if before is not None and _squeezed(text.source).startswith(_squeezed(before.own + text.own)):
                before.held += text.held
                text.held, text.source, last = [], "", before
            if _squeezed(last.own) != _squeezed(last.source):
                self.unfinished[key] = last
        return [each for each in nodes if _pruned(each)]


def _pruned(node: Node) -> bool:
    """Whether anything is left in an element, from which what is empty is taken out. Cells keep others in columns."""
    if node.role in ("TH", "TD", "TR"):
        return True
    emptied = not node.source and bool(node.where)
    node.held = [each for each in node.held if isinstance(each, Words) or _pruned(each)]
    bodies = [each for each in node.kids if each.role != "Lbl"]
    if node.role == "LI" and not bodies and not node.own and emptied:
        return False
    return bool(node.held or node.alt or node.picture or not emptied)


def _join(section: Node, more: Node) -> None:
    """Adds to a section what goes on of it; what leads from the one to the other is a guide."""
    _, *rest = more.held
    if section.kids and section.kids[-1].role == "P":
        section.kids[-1].guide = True
    for each in rest:
        if not isinstance(each, Node) or each.role != "P":
            break
        each.guide = True
    section.held += rest


def _begun(node: Node) -> Key | None:
    """What a section is known by: its heading, where it begins with one."""
    first = node.held[0] if node.held else None
    has_heading = node.role == "Sect" and isinstance(first, Node) and first.role in HEADINGS
    return _key(first) if has_heading and isinstance(first, Node) else None


def _key(node: Node) -> Key:
    return node.source or words_of(node), node.where


def _squeezed(text: str) -> str:
    return "".join(text.split())
