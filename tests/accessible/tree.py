"""The structure tree of a PDF (ISO 32000-1, 14.7 and 14.8), and what PDF/UA-1 asks of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf

from tests.accessible.content import Content

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "Index",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Figure",
        "Form",
    ]
)
"""The types of ISO 32000-1, 14.8.4, but for those that no document of ours has a use for."""
_WITHIN = {"LI": ("L",), "LBody": ("LI",), "THead": ("Table",), "TBody": ("Table",), "TFoot": ("Table",),
           "TR": ("Table", "THead", "TBody", "TFoot"), "TH": ("TR",), "TD": ("TR",)}  # fmt: skip
_BLOCKS = frozenset(["Sect", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "Table", "BlockQuote"])
_NO_BLOCKS = frozenset(["P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Link", "Span"])
Number = tuple[int, int]
Box = tuple[float, float, float, float]


@dataclass(eq=False)
class Node:
    """A structure element with what it holds."""

    role: str
    made: pikepdf.Object
    parent: Node | None
    kids: list[Node] = field(default_factory=list)
    contents: list[tuple[Number, int]] = field(default_factory=list)
    """The marked content that it holds itself: page and MCID."""
    objects: list[pikepdf.Object] = field(default_factory=list)

    @property
    def number(self) -> Number:
        return self.made.objgen

    @property
    def roles(self) -> list[str]:
        return [kid.role for kid in self.kids]

    def attribute(self, owner: str, key: str) -> pikepdf.Object | None:
        """An attribute of the element, as its owner has it (14.7.5)."""
        held = self.made.get("/A")
        every: Sequence[pikepdf.Object] = list(held) if isinstance(held, pikepdf.Array) else [held] if held else []
        return next((each.get(key) for each in every if each.get("/O") == owner and key in each), None)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Tree:
    """All elements, in reading order."""

    def __init__(self, root: pikepdf.Object) -> None:
        self.root = root
        self.twice: list[str] = []
        self._seen: set[Number] = set()
        held = root.get("/K")
        tops = list(held) if isinstance(held, pikepdf.Array) else [held] if held is not None else []
        self.tops = [self._read(each, None) for each in tops]
        self.nodes = [node for top in self.tops for node in top.walk()]

    def _read(self, made: pikepdf.Object, parent: Node | None) -> Node:
        node = Node(str(made.get("/S", "/?"))[1:], made, parent)
        if made.objgen in self._seen:
            self.twice.append(node.role)
            return node
        self._seen.add(made.objgen)
        held = made.get("/K")
        for kid in held if isinstance(held, pikepdf.Array) else [] if held is None else [held]:
            if isinstance(kid, int):
                node.contents.append((made.Pg.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                node.contents.append((kid.get("/Pg", made.get("/Pg")).objgen, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                node.objects.append(kid.Obj)
            else:
                node.kids.append(self._read(kid, node))
        return node


def check_tree(tree: Tree) -> Iterator[str]:
    if [top.role for top in tree.tops] != ["Document"]:
        yield "14.8.4.2 the structure does not begin with one Document"
    if "/RoleMap" in tree.root:
        yield "02-001 there is a role map"
    yield from (f"14.7.2 an element stands in two places: {role}" for role in tree.twice)
    names: Counter[str] = Counter()
    for node in tree.nodes:
        above = node.made.get("/P")
        expected = node.parent.number if node.parent else tree.root.objgen
        if above is None or above.objgen != expected:
            yield f"14.7.2 the parent of an element is another: {node.role}"
        if node.role not in STANDARD:
            yield f"02-001 {node.role} is no standard type, or none for these documents"
        if not (node.kids or node.contents or node.objects or node.role in ("TD", "TH")):
            yield f"14.7.2 an element holds nothing: {node.role}"
        if node.kids and (node.made.get("/Alt") or node.made.get("/ActualText")):
            yield f"14.9.3 a text stands in for elements that are there: {node.role}"
        yield from _nested(node)
        yield from _list(node)
        yield from _table(node)
        if node.role in ("Figure", "Form"):
            yield from _figure(node)
        if node.made.get("/ID"):
            names[str(node.made.ID)] += 1
    yield from (f"19-004 two elements are called {name}" for name, count in names.items() if count > 1)
    yield from _headings([node for node in tree.nodes if node.role[:1] == "H" and node.role[1:].isdigit()])


def _nested(node: Node) -> Iterator[str]:
    within = _WITHIN.get(node.role)
    if within and (node.parent is None or node.parent.role not in within):
        yield f"09-004 {node.role} in {node.parent.role if node.parent else 'nothing'}"
    if node.role in _NO_BLOCKS:
        yield from (f"09-002 {role} in {node.role}" for role in node.roles if role in _BLOCKS)
    if node.role in ("L", "LI", "Table", "THead", "TBody", "TR", "Sect", "Document") and node.contents:
        yield f"09-002 {node.role} holds content itself"


def _list(node: Node) -> Iterator[str]:
    if node.role == "L":
        roles = node.roles[1:] if node.roles[:1] == ["Caption"] else node.roles
        yield from (f"09-005 {role} in L" for role in roles if role not in ("LI", "L"))
        labelled = any("Lbl" in kid.roles for kid in node.kids)
        if labelled and node.attribute("/List", "/ListNumbering") is None:
            yield "14.8.5.5 a list with labels does not say how it is numbered"
    if node.role == "LI" and node.roles not in (["LBody"], ["Lbl", "LBody"]):
        yield f"09-005 LI of {' '.join(node.roles)}"
    if node.role == "Lbl" and (node.parent is None or node.parent.role not in ("LI", "Note")):
        yield f"09-005 Lbl in {node.parent.role if node.parent else 'nothing'}"


def _table(node: Node) -> Iterator[str]:
    if node.role == "TH" and str(node.attribute("/Table", "/Scope")) not in ("/Row", "/Column", "/Both"):
        yield "15-003 a header cell does not say which cells it heads"
    if node.role == "TH" and not (node.kids or node.contents):
        yield "15-003 a header cell is empty"
    if node.role in ("THead", "TBody", "TFoot"):
        yield from (f"09-004 {role} in {node.role}" for role in node.roles if role != "TR")
    if node.role == "TR":
        yield from (f"09-004 {role} in TR" for role in node.roles if role not in ("TH", "TD"))
    if node.role != "Table":
        return
    roles = [role for role in node.roles if role != "Caption"]
    if "Caption" in node.roles[1:-1] or node.roles.count("Caption") > 1:
        yield "09-004 the caption of a table is in the middle"
    if roles not in (["TBody"], ["THead", "TBody"], ["THead", "TBody", "TFoot"], ["TBody", "TFoot"]):
        yield f"09-004 Table of {' '.join(roles)}"
    rows = [row for row in node.walk() if row.role == "TR"]
    widths = {sum(int(cell.attribute("/Table", "/ColSpan") or 1) for cell in row.kids) for row in rows}
    if len(widths) > 1:
        yield f"09-004 the rows of a table have {sorted(widths)} cells"
    if not any(cell.role == "TH" for row in rows for cell in row.kids):
        yield "15-001 a table has no header cells"


def _figure(node: Node) -> Iterator[str]:
    if node.role == "Figure" and not str(node.made.get("/Alt", "")).strip():
        yield "13-004 a figure has no alternative text"
    box = node.attribute("/Layout", "/BBox")
    if box is None:
        yield f"14.8.5.4 a {node.role} does not say where it is"
    elif len(box) != 4 or not (float(box[0]) < float(box[2]) and float(box[1]) < float(box[3])):
        yield f"14.8.5.4 the box of a {node.role} is empty"


def _headings(headings: Sequence[Node]) -> Iterator[str]:
    if not headings:
        yield "14-002 there is no heading"
        return
    levels = [int(node.role[1:]) for node in headings]
    if levels[0] != 1:
        yield f"14-002 the first heading is H{levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"14-003 H{after} follows H{before}"


def check_parents(pdf: pikepdf.Pdf, tree: Tree, content: Content) -> Iterator[str]:
    """Each content of a page is in one element, and the parent tree leads to that (14.7.4.4)."""
    if "/ParentTree" not in tree.root:
        yield "14.7.4.4 there is no parent tree"
        return
    parents = pikepdf.NumberTree(tree.root.ParentTree)
    holds: dict[tuple[Number, int], Node] = {}
    for node in tree.nodes:
        for each in node.contents:
            if each in holds:
                yield "14.7.4.4 two elements hold the same content"
            holds[each] = node
    for page in pdf.pages:
        yield from _page(page.obj, parents, content.tagged.get(page.objgen, {}), holds)
    there = {(page, mcid) for page, every in content.tagged.items() for mcid in every}
    yield from ("14.7.4.3 an element holds content that is not there" for each in holds if each not in there)
    if int(tree.root.get("/ParentTreeNextKey", 0)) <= max(parents.keys(), default=-1):
        yield "14.7.4.4 the next key of the parent tree is taken"


def _page(
    page: pikepdf.Object,
    parents: pikepdf.NumberTree,
    tagged: dict[int, str],
    holds: dict[tuple[Number, int], Node],
) -> Iterator[str]:
    key = page.get("/StructParents")
    if key is None:
        if tagged:
            yield "14.7.4.4 a page does not say where its elements are"
        return
    listed = list(parents[int(key)]) if int(key) in parents else []
    if len(listed) != len(tagged):
        yield f"14.7.4.4 a page has {len(tagged)} contents and {len(listed)} elements for them"
        return
    for mcid, role in tagged.items():
        node = holds.get((page.objgen, mcid))
        if node is None:
            yield "01-005 content is in no element"
        elif mcid >= len(listed) or listed[mcid].objgen != node.number:
            yield "14.7.4.4 the parent tree leads to another element"
        elif node.role != role:
            yield f"14.7.4.3 content that is marked as {role} is in {node.role}"
