"""Markdown and plain text: headings, lists, paragraphs, tables of pipes and of HTML, front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bmcgen.diagnostics import Place, Problems
from bmcgen.importing.formats._html import HtmlParts
from bmcgen.importing.formats._text import Lines, Spans, typed
from bmcgen.importing.outline import Aside, Field, Heading, Item, Outline, Paragraph, Part, Table, Words, bare
from bmcgen.source.encoding import guess
from bmcgen.source.tree import Mapping, Scalar, Sequence, parse

if TYPE_CHECKING:
    from collections.abc import Sequence as AnySequence

    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown", ".txt")
NEEDS = ("markdown_it",)
MOST = 2_000_000
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.S | re.I)
_GAP = re.compile(r"(?m)^[ \t]*\r?$")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_ITALIC = re.compile(r"\*(?!\*)[^*]+\*$")
_DEEP = 30


def read(data: bytes, name: str) -> Outline:
    from markdown_it import MarkdownIt

    text, said = guess(data, name)
    lines = Lines(text, name)
    parts: list[Part] = []
    front = _FRONT.match(text)
    if front:
        parts += _front(front[1] or "", name)
        # As many lines as before, so that places stay.
        text = "\n" * front[0].count("\n") + text[front.end() :]
    # An empty line would end a table of HTML; a tag that means nothing does not.
    text = _TABLE.sub(lambda table: _GAP.sub("<wbr>", table[0]), text)
    # People indent what they type; nobody keeps a canvas as an indented block of code.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEP}).enable(["table", "strikethrough"]).disable("code")
    reader = _Reader(lines, "\n" if name.lower().endswith(".txt") else " ")
    return Outline((*parts, *reader.read(parser.parse(text))), said)


def _front(text: str, name: str) -> list[Part]:
    """The fields of front matter; where it cannot be read, it is told as it stands."""
    try:
        tree = parse("\n" + text, name).root
    except Problems:
        return [Aside("front matter", typed(text, Place(name, 1)))]
    found: list[Part] = []
    for key, value in tree.pairs if isinstance(tree, Mapping) else ():
        each = value.items if isinstance(value, Sequence) else (value,)
        texts = [item.text for item in each if isinstance(item, Scalar) and item.text]
        if texts:
            found.append(Field(key.text, typed(", ".join(texts), key.where)))
    return found


class _Reader:
    """Turns tokens into parts. `soft` is what a line end within a paragraph counts as."""

    def __init__(self, lines: Lines, soft: str) -> None:
        self.lines, self.soft = lines, soft
        self.parts: list[Part] = []
        self.depth = -1
        self.fresh = False  # whether a list item has begun that has no text yet
        self.quoted = 0
        self.rule: int | None = None

    def read(self, tokens: AnySequence[Token]) -> list[Part]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                self.depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self.depth -= 1
                self.fresh = False
            elif kind == "list_item_open":
                self.fresh = True
            elif kind in ("blockquote_open", "blockquote_close"):
                self.quoted += 1 if kind == "blockquote_open" else -1
            elif kind == "heading_open":
                words = self._inline(tokens[at + 1])
                if words.text:
                    self.parts.append(Heading(int(token.tag[1:]), words))
                at += 2
            elif kind == "table_open":
                end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
                self._table(tokens[at:end])
                at = end
            elif kind == "inline":
                self._text(token)
            elif kind == "hr":
                self.rule = len(self.parts)
            elif kind == "fence":
                self._aside("code block", token.content, token)
            elif kind == "html_block":
                self.parts += HtmlParts(self.lines, token.map[0] if token.map else 0).read(token.content)
            at += 1
        self._foot()
        return self.parts

    def _foot(self) -> None:
        """What stands in italic under the last rule of a file is its footer."""
        last = self.parts[self.rule :] if self.rule is not None else []
        if last and all(isinstance(part, Paragraph) and _ITALIC.match(part.words.text) for part in last):
            self.parts[self.rule :] = [Aside("footer", part.words) for part in last if isinstance(part, Paragraph)]

    def _text(self, token: Token) -> None:
        words = self._inline(token)
        if not words.text:
            return
        last = self.parts[-1] if self.parts else None
        if self.depth < 0:
            self.parts.append(Paragraph(words, self.quoted > 0, self._lines(token)))
        elif self.fresh or not isinstance(last, Item):
            self.parts.append(Item(words, self.depth, self._lines(token)))
        else:
            whole = Words(f"{last.words.text}\n{words.text}", last.words.where)
            self.parts[-1] = Item(whole, last.depth)
        self.fresh = False

    def _lines(self, token: Token) -> tuple[Words, ...]:
        """The lines of a paragraph, each by itself; none where there is but one."""
        ends = [n for n, child in enumerate(token.children or ()) if child.type in ("softbreak", "hardbreak")]
        if not ends:
            return ()
        found = []
        children, line = token.children or [], (token.map or [0])[0]
        for number, (begin, end) in enumerate(zip([0, *(n + 1 for n in ends)], [*ends, len(children)], strict=True)):
            text = self._marked(children[begin:end], token, tell=False)
            found.append(Words(text, self.lines.place(line + number, bare(text))))
        return tuple(found)

    def _inline(self, token: Token) -> Words:
        text = self._marked(token.children or (), token)
        line, until = token.map or (0, None)
        return Words(text, self.lines.place(line, bare(text).split("\n")[0], until))

    def _marked(self, children: AnySequence[Token], token: Token, *, tell: bool = True) -> str:
        spans, marks, links = Spans(), list[str](), list[tuple[str, int]]()
        for child in children:
            kind = child.type
            if kind in ("strong_open", "em_open"):
                marks.append("**" if kind == "strong_open" else "*")
            elif kind in ("strong_close", "em_close"):
                marks[-1:] = []
            elif kind in ("softbreak", "hardbreak"):
                spans.add(self.soft if kind == "softbreak" else "\n")
            elif kind == "link_open":
                links.append((str(child.attrGet("href") or ""), len(spans.pieces)))
            elif kind == "link_close" and links:
                spans.add(_address(*links.pop(), spans))
            elif kind == "image" and tell:
                self._aside("picture", f"{child.content} {child.attrGet('src') or ''}", token)
            elif kind == "html_inline":
                spans.add("\n" if _BREAK.fullmatch(child.content) else "")
                if tell and (comment := _COMMENT.fullmatch(child.content)):
                    self._aside("comment", comment[1], token)
            elif kind in ("s_open", "s_close"):
                spans.add("~~")
            else:
                spans.add(child.content, "**" if "**" in marks else "*" if marks else "")
        return spans.text()

    def _table(self, tokens: AnySequence[Token]) -> None:
        rows: list[tuple[Words, ...]] = []
        row: list[Words] = []
        line = 0
        for token in tokens:
            if token.type == "tr_open":
                row, line = [], (token.map or [line])[0]
            elif token.type == "inline":
                token.map = token.map or [line, line + 1]
                row.append(self._inline(token))
            elif token.type == "tr_close":
                rows.append(tuple(row))
        head = bool(rows) and any(each.text for each in rows[0])
        self.parts.append(Table(tuple(rows if head else rows[1:]), head))

    def _aside(self, kind: str, text: str, token: Token) -> None:
        if text.strip():
            self.parts.append(Aside(kind, typed(text, self.lines.place((token.map or [0])[0]))))


def _address(address: str, begun: int, spans: Spans) -> str:
    """The address of a link, where the text does not show it."""
    shown = "".join(text for text, _ in spans.pieces[max(0, begun - 1) :])
    return "" if address.removeprefix("mailto:") in shown or address.startswith("#") else f" ({address})"
