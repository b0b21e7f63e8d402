"""The elements of a document in HTML."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from bmcgen.backends.svg.xml import escaped, plain, tag
from bmcgen.model.page import Picture
from bmcgen.pages.structure.whole import HEADINGS, Node, Words, words_of

_INLINE = ("Span", "Link", "Lbl")
_BLOCKS = {"BlockQuote": "blockquote", "Div": "div"}
_PLAIN = (*HEADINGS, "TH", "Lbl")
_STYLES = {"bold": "strong", "italic": "em"}
_SCHEMES = ("https://", "http://", "mailto:")
_ENDS = re.compile(r"(?:<br>\s*)+((?:</\w+>\s*)*)$")
_SHORT = 3
"""So many characters are a letter or a number, and no name."""


def element(name: str, **attributes: str | None) -> str:
    """The beginning of an element."""
    return f"{tag(name, **attributes)}>"


class Writer:
    """Writes elements; `language` is that of what they stand in."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.heading = ""

    def all(self, nodes: Iterable[Node], style: str = "") -> Iterator[str]:
        """Elements that follow one another."""
        listed = [*nodes]
        for number, node in enumerate(listed):
            near = listed[max(0, number - 1) : number + 2]
            if node.role == "P" and any(_says(each, node) for each in near):
                continue  # the end of a scale, whose figure says it
            yield from self._one(node, style)

    def _one(self, node: Node, style: str = "") -> Iterator[str]:
        outer = self.language
        lang = _code(node.language) if node.language and _code(node.language) != outer else None
        self.language = lang or outer
        yield from self._written(node, lang, style or ("guide" if node.guide else ""))
        self.language = outer

    def _written(self, node: Node, lang: str | None, style: str) -> Iterator[str]:
        role, about = node.role, {"lang": lang, "class_": style or None}
        if role in HEADINGS:
            self.heading = words_of(node)
            name = role.lower()
            yield f"{element(name, **about)}{self._line(node)}</{name}>"
        elif role == "Sect":
            if node.held:
                headed = any(each.role in HEADINGS for each in node.kids)
                about["class_"] = style or None if headed else "bare"
                yield from (element("section", **about), *self.all(node.kids), "</section>")
        elif role == "L":
            yield from self._list(node, about)
        elif role == "Table":
            yield from self._table(node, about)
        elif role == "Figure":
            yield from self._figure(node, lang)
        elif role in _BLOCKS:
            name = _BLOCKS[role]
            yield from (element(name, **about), *self._inside(node), f"</{name}>")
        else:
            yield from self._paragraph(node, about)

    def _paragraph(self, node: Node, about: dict[str, str | None]) -> Iterator[str]:
        words = self._line(node) + (plain(node.alt) if node.state else "")
        if words:
            yield f"{element('p', **about)}{words}</p>"
        yield from self.all(_blocks(node))

    def _inside(self, node: Node) -> Iterator[str]:
        """What an element holds, its own words as a paragraph where there are other elements beside them."""
        words = self._line(node)
        blocks = _blocks(node)
        if words:
            yield f"<p>{words}</p>" if blocks else words
        yield from self.all(blocks)

    def _line(self, node: Node) -> str:
        """The words of an element and of what stands on the line with them."""
        parts: list[str] = []
        for each in node.held:
            if isinstance(each, Words):
                parts.append(_said(each, plain=node.role in _PLAIN))
            elif each.role in _INLINE:
                parts.append(f" {self._on_line(each)} ")
        return _ENDS.sub(r"\1", " ".join("".join(parts).split()))

    def _on_line(self, node: Node) -> str:
        outer = self.language
        lang = _code(node.language) if node.language and _code(node.language) != outer else None
        self.language = lang or outer
        words = self._line(node)
        pictures = "".join(" ".join(self._figure(each, None, on_line=True)) for each in _blocks(node))
        self.language = outer
        if node.role == "Link" and node.href.startswith(_SCHEMES):
            return f"{element('a', href=node.href, lang=lang)}{words or pictures}</a>"
        if node.role == "Lbl":
            return _mark(node) if _meant(node) else f"{element('span', class_='mark', lang=lang)}{words}</span>"
        if node.alt:
            return _mark(node)
        return f"{element('span', lang=lang)}{words}{pictures}</span>"

    def _list(self, node: Node, about: dict[str, str | None]) -> Iterator[str]:
        entries = [each for each in node.kids if each.role == "LI"]
        labels = [_label(each) for each in entries]
        if entries and all(each and not _meant(each) and len(words_of(each)) > _SHORT for each in labels):
            yield element("dl", **about)
            for entry, label in zip(entries, labels, strict=True):
                name, rest = self._line(label) if label else "", [each for each in entry.kids if each is not label]
                yield f"<div><dt>{name}</dt>"
                yield from (element("dd"), *self._entry(rest), "</dd></div>")
            yield "</dl>"
            return
        counted = [words_of(each).rstrip(".)") if each else "" for each in labels]
        numbered = bool(entries) and counted == [str(number + 1) for number in range(len(entries))]
        name = "ol" if numbered else "ul"
        boxes = any(each and any(one.state for one in each.every()) for each in labels)
        legend = all(each and not _meant(each) for each in labels) and not numbered
        kind = "boxes" if boxes else "marked" if legend else None
        begun = element(name, **(about | {"class_": about["class_"] or kind}))
        # A heading among the entries parts the list.
        opened = False
        entry_labels = dict(zip(map(id, entries), labels, strict=True))
        for kid in node.kids:
            if kid.role != "LI":
                if opened:
                    yield f"</{name}>"
                    opened = False
                yield from self._one(kid)
                continue
            if not opened:
                yield begun
                opened = True
            yield from self._item(kid, entry_labels[id(kid)], counts=numbered)
        if opened:
            yield f"</{name}>"

    def _item(self, node: Node, label: Node | None, *, counts: bool) -> Iterator[str]:
        rest = [each for each in node.kids if each is not label]
        lang = _code(node.language) if node.language and _code(node.language) != self.language else None
        state = next((each for each in label.every() if each.state), None) if label else None
        if state is not None:
            # What the box says is said of the words beside it.
            words = rest[0].own if rest else ""
            said = state.alt.removeprefix(words).lstrip(": ")
            yield f"{element('li', class_=f'box {state.state}', lang=lang)}"
            yield from self._entry(rest)
            yield f'<span class="state">{plain(said)}</span></li>'
            return
        # Letters that follow the label, such as those of tags, stand beside it.
        marks = [label] if label and not counts else []
        for body in rest:
            signs = [each for each in body.kids if each.role == "Span" and each.alt]
            marks += signs
            body.held = [each for each in body.held if each not in signs]
        shown = "".join(f"{self._on_line(each)} " for each in marks)
        yield element("li", lang=lang) + shown
        own = self._line(Node("P", held=[each for each in node.held if isinstance(each, Words)]))
        yield from filter(None, (own, *self._entry(rest), "</li>"))

    def _entry(self, nodes: Sequence[Node]) -> Iterator[str]:
        """The body of an entry, without a paragraph around its only words."""
        for node in nodes:
            only = len(nodes) == 1 and not _blocks(node)
            if only and node.role in ("LBody", "P", "Span"):
                lang = _code(node.language) if node.language and _code(node.language) != self.language else None
                words = self._line(node)
                yield f"{element('span', lang=lang)}{words}</span>" if lang else words
            elif node.role == "LBody":
                yield from self._body(node)
            else:
                yield from self._one(node)

    def _body(self, node: Node) -> Iterator[str]:
        words = self._line(node)
        if words:
            yield f"<p>{words}</p>"
        yield from self.all(_blocks(node))

    def _table(self, node: Node, about: dict[str, str | None]) -> Iterator[str]:
        cells = [cell for cell in node.every() if cell.role in ("TH", "TD")]
        if all(cell.role == "TH" or not cell.held for cell in cells):
            # There is room to write in, and only the names of the columns are said.
            yield element("ul", **about)
            for cell in cells:
                if cell.held:
                    yield from ("<li>", *self._entry(cell.kids), self._line(cell), "</li>")
            yield "</ul>"
            return
        # A wide table is moved within its own window, by keys as well.
        yield element("div", class_="table", role="region", tabindex="0", aria_label=self.heading or None)
        yield element("table", **about)
        for group in node.kids:
            name = {"THead": "thead", "TBody": "tbody"}.get(group.role)
            if name is None:
                yield from (element("caption"), *self._inside(group), "</caption>")
                continue
            yield element(name)
            rows = [[cell for cell in row.kids if cell.role in ("TH", "TD")] for row in group.kids]
            for row, after in zip(rows, [*rows[1:], []], strict=True):
                if name == "tbody" and _is_group(row) and row is not rows[0]:
                    yield "</tbody>\n<tbody>"
                yield "<tr>"
                for cell in row:
                    yield from self._cell(cell, _scope(row, after, name))
                yield "</tr>"
            yield f"</{name}>"
        yield "</table>\n</div>"

    def _cell(self, cell: Node, scope: str) -> Iterator[str]:
        kind = "th" if cell.role == "TH" and scope != "none" else "td"
        own = scope or {"Column": "col", "Row": "row"}.get(cell.scope) if kind == "th" else None
        yield element(kind, scope=own, colspan=str(cell.span) if cell.span > 1 else None)
        yield from filter(None, (self._line(cell), *self._entry(_blocks(cell)), f"</{kind}>"))

    def _figure(self, node: Node, lang: str | None, *, on_line: bool = False) -> Iterator[str]:
        if node.picture is not None:
            yield _picture(node.picture, node.alt)
        elif node.alt:
            name = "span" if on_line else "p"
            yield f"{element(name, class_='shown', lang=lang)}{plain(node.alt)}</{name}>"
        elif not on_line:
            yield from self._inside(node)


def _meant(label: Node) -> str:
    """What a label means, where it does not say so itself."""
    return label.alt if label.alt != words_of(label) else ""


def _mark(label: Node) -> str:
    """Letters to be seen, and what they mean to be heard."""
    hidden = element("span", class_="mark", aria_hidden="true")
    shown = " ".join(f"{hidden}{plain(each)}</span>" for each in words_of(label).split())
    return f'{shown}<span class="unseen">{plain(label.alt)}: </span>'


def _said(words: Words, *, plain: bool) -> str:
    """Words in their style, where the element does not have one of its own."""
    text = "<br>".join(map(escaped, words.text.split("\n")))
    for style in () if plain or not text.strip() else words.style.split():
        text = f"<{_STYLES[style]}>{text}</{_STYLES[style]}>"
    return text


def _is_group(row: Sequence[Node]) -> bool:
    """Whether a row is the heading of those below it."""
    return len(row) == 1 and row[0].role == "TH" and row[0].span > 1


def _scope(row: Sequence[Node], after: Sequence[Node], part: str) -> str:
    """What a heading of several rows heads; one with no rows heads nothing."""
    if part != "tbody" or not _is_group(row):
        return ""
    return "rowgroup" if after and not _is_group(after) else "none"


def _says(figure: Node, words: Node) -> bool:
    said = re.escape(words_of(words))
    return figure.role == "Figure" and bool(said) and bool(re.search(rf"(?<!\w){said}(?!\w)", figure.alt))


def _blocks(node: Node) -> list[Node]:
    return [each for each in node.kids if each.role not in _INLINE]


def _label(entry: Node) -> Node | None:
    first = entry.kids[0] if entry.kids else None
    return first if first is not None and first.role == "Lbl" else None


def _code(language: str) -> str:
    return language.replace("_", "-").partition("+")[0]


def _picture(picture: Picture, alt: str) -> str:
    """A picture in the file itself, upright and cropped, without what its camera wrote into it."""
    from bmcgen.backends.pdf.pictures import printable

    data = printable(picture)
    assert isinstance(data, bytes)
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    wide, high = (str(round(each * 4 / 3)) for each in (picture.rect.w, picture.rect.h))
    address = f"data:image/{kind};base64,{b64encode(data).decode()}"
    return element("img", src=address, alt=plain(alt), width=wide, height=high)
