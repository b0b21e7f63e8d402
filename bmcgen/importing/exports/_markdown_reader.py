"""Reads back the Markdown of an export: what is a heading, a note or a key is told by its shape alone."""

from __future__ import annotations

import re
from collections.abc import Sequence as AnySequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from bmcgen.diagnostics import Place, Problems
from bmcgen.importing.exports._sheets import group_node, mapping, note_node, text
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence, parse
from bmcgen.source.writing.marked import about_of, unmarked

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.S)
_WRITTEN = re.compile(r"(?m)^written-by: *[\"']?bmcgen[\"']?\s*$")
_KEYED = re.compile(r"\*\*((?:[^*\\]|\\.)*?):\*\*(?:\s+|$)", re.S)
_DEEP = 40


def front_matter(shown: str, name: str) -> tuple[list[Mapping], str] | None:
    """What the front matter of an export says of each sheet, and the text after it with its lines where they were;
    None for any other file.
    """
    front = _FRONT.match(shown)
    if front is None or not _WRITTEN.search(front[1]):
        return None
    try:
        root = parse("\n" + front[1], name).root
    except Problems:
        return None
    if not isinstance(root, Mapping):
        return None
    own = Mapping(tuple(pair for pair in root.pairs if pair[0].text != "written-by"), root.where)
    listed = own.get("sheets")
    each = listed.items if isinstance(listed, Sequence) else (own,)
    return [one for one in each if isinstance(one, Mapping)], "\n" * front[0].count("\n") + shown[front.end() :]


class _Point(Struct):
    """A bullet: its text in Markdown, where it stands, and the points below it."""

    raw: str
    where: Place
    below: list[_Point] = field(default_factory=list)


class _Block(Struct):
    """What stands under the heading of a block, in groups: paragraphs and points."""

    title: Scalar
    groups: list[tuple[Scalar | None, list[str], list[_Point]]]


class MarkdownReader:
    def __init__(self, heads: AnySequence[Mapping], name: str) -> None:
        self.heads, self.name = heads, name
        self.left: list[tuple[str, Place]] = []
        self.quoted: list[Place] = []
        self.sheets: list[tuple[Scalar | None, list[_Block]]] = [(None, [])]

    def read(self, body: str) -> list[Mapping]:
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark", {"maxNesting": _DEEP})
        tokens = self._said(parser.disable(["code", "reference", "lheading", "html_block"]).parse(body))
        path: list[_Point] = []
        fresh, depth = False, 0
        for at, token in enumerate(tokens):
            kind = token.type
            if kind == "heading_open":
                self._heading(int(token.tag[1:]), tokens[at + 1])
            elif kind in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                del path[depth:]
            elif kind == "list_item_open":
                del path[depth - 1 :]
                fresh = True
            elif kind == "inline" and tokens[at - 1].type == "paragraph_open":
                if not depth:
                    self._paragraph(token)
                elif fresh or len(path) < depth:
                    point = _Point(token.content, self._place(token))
                    self._add(point, path)
                    path.append(point)
                    fresh = False
                else:
                    path[-1].raw += f"\\\n\\\n{token.content}"
            elif kind in ("fence", "hr", "html_block"):
                self.left.append(("a code block" if kind == "fence" else "a line across the page", self._place(token)))
        return self._trees()

    def _said(self, tokens: AnySequence[Token]) -> list[Token]:
        """What is not quoted: what a sheet says of its own accord is no data."""
        kept, depth = [], 0
        for token in tokens:
            depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
            if not depth and token.type != "blockquote_close":
                kept.append(token)
            elif token.type == "inline":
                self.quoted.append(self._place(token))
        return kept

    def _place(self, token: Token) -> Place:
        return Place(self.name, (token.map or [0])[0] + 1, 1)

    def _heading(self, level: int, token: Token) -> None:
        own = text(unmarked(token.content), self._place(token))
        if level == 1:
            if self.sheets[-1][0] is None and not self.sheets[-1][1]:
                self.sheets[-1] = (own, [])
            else:
                self.sheets.append((own, []))
        elif level == 2:
            self.sheets[-1][1].append(_Block(own, [(None, [], [])]))
        elif self.sheets[-1][1]:
            self.sheets[-1][1][-1].groups.append((own if own.text else None, [], []))
        else:
            self.left.append((f'the heading "{own.text}"', own.where))

    def _paragraph(self, token: Token) -> None:
        blocks = self.sheets[-1][1]
        if blocks:
            blocks[-1].groups[-1][1].append(token.content)
        else:
            self.left.append((f'the line "{unmarked(token.content)}"', self._place(token)))

    def _add(self, point: _Point, path: list[_Point]) -> None:
        blocks = self.sheets[-1][1]
        if path:
            path[-1].below.append(point)
        elif blocks:
            blocks[-1].groups[-1][2].append(point)
        else:
            self.left.append((f'the line "{unmarked(point.raw)}"', point.where))

    def _trees(self) -> list[Mapping]:
        found = []
        for number, (title, blocks) in enumerate(self.sheets):
            head = self.heads[min(number, len(self.heads) - 1)] if self.heads else Mapping((), Place(self.name, 1))
            pairs = list(head.pairs)
            if title is not None and title.text:
                pairs.append((text("title", title.where), title))
            layout, markup = head.get("layout"), head.get("markup")
            light = isinstance(markup, Scalar) and markup.text == "light"
            persona = isinstance(layout, Scalar) and layout.text == "persona"
            held = [(each.title, _part(each) if persona else _notes(each, light)) for each in blocks]
            kept = tuple((key, node) for key, node in held if node is not None)
            if kept:
                where = kept[0][0].where
                pairs.append((text("blocks", where), Mapping(kept, where)))
            found.append(Mapping(tuple(pairs), head.where))
        return found


def _notes(block: _Block, light: bool) -> Node | None:
    items: list[Node] = []
    for group, paragraphs, points in block.groups:
        where = block.title.where
        notes = [note_node(unmarked(each, light=light), {}, where) for each in paragraphs]
        notes += [_note(point, light) for point in points]
        if group is not None and notes:
            items.append(group_node(group.text, notes, group.where))
        else:
            items += notes
    return Sequence(tuple(items), block.title.where) if items else None


def _note(point: _Point, light: bool) -> Node:
    raw, said = about_of(point.raw)
    lines = [unmarked(raw, light=light), *_below(point, 0, light)]
    return note_node("\n".join(lines), said, point.where)


def _below(point: _Point, depth: int, light: bool) -> list[str]:
    found = []
    for each in point.below:
        space = "  " * depth
        found.append(f"{space}- " + unmarked(each.raw, light=light).replace("\n", f"\n{space}  "))
        found += _below(each, depth + 1, light)
    return found


def _part(block: _Block) -> Node | None:
    """A part of a persona: a story, a list, or keys with values."""
    where = block.title.where
    paragraphs = [each for _, texts, _ in block.groups for each in texts]
    points = [each for _, _, own in block.groups for each in own]
    if points and paragraphs:
        points = [*(_Point(each, where) for each in paragraphs), *points]
    if points:
        return _value(points, where)
    return text("\n\n".join(map(unmarked, paragraphs)), where) if paragraphs else None


def _value(points: AnySequence[_Point], where: Place) -> Node:
    keys = [_KEYED.match(point.raw) for point in points]
    if not all(keys):
        return Sequence(tuple(text(unmarked(point.raw), point.where) for point in points), where)
    pairs: list[tuple[str, Node]] = []
    for point, key in zip(points, keys, strict=True):
        rest = text(unmarked(point.raw[key.end() :]) if key else "", point.where)
        pairs.append((unmarked(key[1]) if key else "", _value(point.below, point.where) if point.below else rest))
    return mapping(pairs, where)
