"""HTML as parts of an outline: by Python's own parser, which knows no entities but the named and opens nothing."""

from __future__ import annotations

from html.parser import HTMLParser

from msgspec.structs import replace

from bmcgen.diagnostics import Place
from bmcgen.importing.formats._text import Lines, Spans, typed
from bmcgen.importing.outline import Aside, Heading, Item, Paragraph, Part, Table, Words, bare

_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "ol", "p", "pre", "section"),
        *("summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_LEFT = {
    "script": "script",
    "style": "style sheet",
    "template": "template",
    "nav": "navigation",
    "footer": "footer",
    "title": "page title",
    "select": "form field",
    "textarea": "form field",
    "button": "button",
}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
_MOST_OPEN = 200


class _Open:
    """A table that is being read."""

    def __init__(self) -> None:
        self.rows: list[list[Words]] = []
        self.heads = 0
        self.outer: tuple[Spans, Place] | None = None


class HtmlParts(HTMLParser):
    """Reads a piece of HTML whose first line is one of a file."""

    def __init__(self, lines: Lines, line: int = 0) -> None:
        super().__init__(convert_charrefs=True)
        self.lines, self.first = lines, line
        self.parts: list[Part] = []
        self.spans = Spans()
        self.marks: list[str] = []
        self.lists = 0
        self.heading = 0
        self.item = False
        self.quoted = 0
        self.tables: list[_Open] = []
        self.left: list[str] = []
        self.held: list[str] = []
        self.link = ""
        self.shown = 0
        self.begun: Place | None = None

    def read(self, text: str) -> list[Part]:
        self.feed(text)
        self.close()
        while self.tables:
            self._end_table()
        self._flush()
        return self.parts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.left:
            if tag == self.left[0] and len(self.left) < _MOST_OPEN:
                self.left.append(tag)
            return
        if tag in _LEFT:
            self._flush()
            self.left, self.held = [tag], []
            return
        if tag in ("br", "hr"):
            self.spans.add("\n")
        elif tag == "img":
            alt, source = given.get("alt") or "", given.get("src") or ""
            self.parts.append(Aside("picture", typed(f"{alt} {source[:200]}", self._here())))
        elif tag in _BOLD or tag in _ITALIC:
            self.marks.append("**" if tag in _BOLD else "*")
        elif tag == "a":
            self.link, self.shown = given.get("href") or "", len(self.spans.pieces)
        elif tag == "table":
            self._flush()
            if len(self.tables) < 20:
                self.tables.append(_Open())
        elif self.tables:
            self._in_table(tag)
        elif tag in _BLOCKS:
            self._flush()
            self._block(tag)

    def _block(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists = min(self.lists + 1, 20)
        elif tag == "li":
            self.item = True
        elif tag == "blockquote":
            self.quoted += 1
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.heading = int(tag[1])
        elif tag == "summary":
            self.heading = 6

    def _in_table(self, tag: str) -> None:
        table = self.tables[-1]
        if tag == "tr":
            self._end_cell()
            table.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            if not table.rows:
                table.rows.append([])
            table.heads += tag == "th" and len(table.rows) == 1
            table.rows[-1].append(Words("", self._here()))
        elif tag == "li":
            self.spans.add("\n- ")
        elif tag in _BLOCKS:
            self.spans.add("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.left:
            if tag == self.left[-1]:
                self.left.pop()
            if not self.left and (text := "".join(self.held).strip()):
                self.parts.append(Aside(_LEFT[tag], typed(text, self._here())))
        elif tag in _BOLD or tag in _ITALIC:
            self.marks[-1:] = []
        elif tag == "a":
            self._end_link()
        elif tag == "table" and self.tables:
            self._end_table()
        elif self.tables:
            if tag in ("td", "th", "tr"):
                self._end_cell()
            elif tag in _BLOCKS:
                self.spans.add("\n")
        elif tag in _BLOCKS:
            self._end_block(tag)

    def _end_link(self) -> None:
        shown = "".join(text for text, _ in self.spans.pieces[max(0, self.shown - 1) :])
        if self.link.startswith(("http://", "https://")) and self.link not in shown:
            self.spans.add(f" ({self.link})")
        self.link = ""

    def _end_block(self, tag: str) -> None:
        self._flush()
        if tag in ("ul", "ol"):
            self.lists = max(0, self.lists - 1)
        elif tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        self.heading, self.item = 0, False

    def handle_data(self, data: str) -> None:
        if self.left:
            self.held.append(data)
            return
        if self.begun is None and data.strip():
            self.begun = self._here(data.strip().split("\n")[0])
        self.spans.add(data.replace("\n", " "), "**" if "**" in self.marks else "*" if self.marks else "")

    def handle_comment(self, data: str) -> None:
        if data.strip():
            self.parts.append(Aside("comment", typed(data, self._here())))

    def _here(self, text: str = "") -> Place:
        line, _ = self.getpos()
        return self.lines.place(self.first + line - 1, text, self.first + line + 2)

    def _end_cell(self) -> None:
        rows = self.tables[-1].rows
        text = self.spans.text()
        if rows and rows[-1] and text:
            last = rows[-1][-1]
            rows[-1][-1] = Words(f"{last.text}\n{text}".strip(), last.where if last.text else self.begun or last.where)
        elif text:
            self.parts.append(Paragraph(Words(text, self.begun or self._here())))
        self.spans, self.begun = Spans(), None

    def _end_table(self) -> None:
        """Ends the innermost table; one in a cell of another becomes lines of that cell."""
        self._end_cell()
        table = self.tables.pop()
        rows = tuple(tuple(row) for row in table.rows if row)
        if self.tables:
            self.spans.add("\n" + "\n".join(bare(cell.text) for row in rows for cell in row if cell.text) + "\n")
        elif rows:
            self.parts.append(Table(rows, table.heads == len(rows[0])))

    def _flush(self) -> None:
        """Makes a part of the text that has come together."""
        text, where = self.spans.text(), self.begun
        self.spans, self.begun = Spans(), None
        if not text or where is None:
            return
        words = Words(text, where)
        if self.heading:
            self.parts.append(Heading(self.heading, replace(words, text=text.replace("\n", " "))))
        elif self.lists and (self.item or not isinstance(self.parts[-1] if self.parts else None, Item)):
            self.parts.append(Item(words, self.lists - 1))
            self.item = False
        elif self.lists and isinstance(last := self.parts[-1], Item):
            self.parts[-1] = Item(Words(f"{last.words.text}\n{text}", last.words.where), last.depth)
        else:
            self.parts.append(Paragraph(words, self.quoted > 0))
