"""Word documents: headings, lists, tables, text boxes. A paragraph's number stands for its line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from bmcgen.diagnostics import Place, Problems
from bmcgen.importing.formats import _office
from bmcgen.importing.formats._text import Spans, typed
from bmcgen.importing.outline import Aside, Heading, Item, Outline, Paragraph, Part, Table, Words, bare

SUFFIXES = (".docx", ".docm")
NEEDS = ("docx",)
MOST = _office.MOST
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEVEL = re.compile(r"heading ?(\d)", re.IGNORECASE)
_DEEPEST = 12


def read(data: bytes, name: str) -> Outline:
    import docx

    said = _office.checked(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        parts = _Reader(document, name).read()
    except Problems:
        raise
    except Exception as exc:  # python-docx raises whatever a damaged part leads to
        raise _office.broken(exc, name) from None
    return Outline(tuple(parts), tuple(said))


class _Reader:
    def __init__(self, document: Any, name: str) -> None:
        self.document, self.name = document, name
        self.styles = {style.style_id: style for style in document.styles}
        self.number = 0
        self.parts: list[Part] = []

    def read(self) -> list[Part]:
        body = self.document.element.body
        self._blocks(body, 0)
        for box in body.iter(_W + "txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                self._blocks(box, 0)
        for section in self.document.sections:
            for kind, margin in (("header", section.header), ("footer", section.footer)):
                if not margin.is_linked_to_previous:
                    text = "\n".join(paragraph.text for paragraph in margin.paragraphs if paragraph.text.strip())
                    if text:
                        self.parts.append(Aside(kind, typed(text, Place(f"{self.name}, {kind}"))))
        return self.parts

    def _blocks(self, parent: Any, depth: int) -> None:
        for child in parent:
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self.parts.append(self._table(child))
            elif child.tag == _W + "sdt" and depth < _DEEPEST:
                for content in child.iterchildren(_W + "sdtContent"):
                    self._blocks(content, depth + 1)

    def _paragraph(self, element: Any) -> None:
        words = self._words(element)
        if not words.text:
            return
        level, depth = self._level(element), self._depth(element)
        if level is not None:
            self.parts.append(Heading(level, Words(words.text.replace("\n", " "), words.where)))
        elif depth is not None:
            self.parts.append(Item(words, depth))
        else:
            self.parts.append(Paragraph(words))

    def _words(self, element: Any) -> Words:
        self.number += 1
        spans = Spans()
        for run in element.iter(_W + "r"):
            if not _is_shown(run, element):
                continue
            mark = "**" if _is_on(run, "b") else "*" if _is_on(run, "i") else ""
            for piece in run:
                if piece.tag == _W + "t":
                    spans.add(piece.text or "", mark)
                elif piece.tag == _W + "noBreakHyphen":
                    spans.add("\u2011", mark)
                elif piece.tag in (_W + "br", _W + "cr"):
                    spans.add("\n")
                elif piece.tag == _W + "tab":
                    spans.add(" ")
        text = spans.text()
        shown = " ".join(bare(text).split())
        return Words(text, Place(self.name, self.number, 1, max(1, len(shown)), shown))

    def _style(self, element: Any) -> list[Any]:
        """The style of a paragraph and those that it is based on."""
        found = list[Any]()
        given = element.find(f"{_W}pPr/{_W}pStyle")
        style = self.styles.get(given.get(_W + "val")) if given is not None else None
        while style is not None and len(found) < _DEEPEST:
            found.append(style)
            style = style.base_style
        return found

    def _level(self, element: Any) -> int | None:
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (outline.get(_W + "val") or "9").isdigit() and int(outline.get(_W + "val")) < 9:
            return int(outline.get(_W + "val")) + 1
        for style in self._style(element):
            if match := _LEVEL.match(style.name or ""):
                return int(match[1])
            if (style.name or "").lower() == "title":
                return 1
        return None

    def _depth(self, element: Any) -> int | None:
        """How deep a paragraph stands in a list; None where it stands in none."""
        styles = self._style(element)
        named = [re.match(r"list (?:bullet|number)(?: (\d))?$", style.name or "", re.IGNORECASE) for style in styles]
        depth = next((int(match[1] or 1) - 1 for match in named if match), None)
        for holder in (element, *(style.element for style in styles)):
            if depth is not None and holder is not element:
                return depth
            numbering = holder.find(f"{_W}pPr/{_W}numPr")
            if numbering is not None:
                level = numbering.find(_W + "ilvl")
                value = level.get(_W + "val") if level is not None else "0"
                return min(int(value), 8) if (value or "").isdigit() else 0
        return depth

    def _table(self, element: Any) -> Table:
        rows: list[tuple[Words, ...]] = []
        for row in element.iterchildren(_W + "tr"):
            cells: list[Words] = []
            for cell in row.iterchildren(_W + "tc"):
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and merged.get(_W + "val") != "restart"
                words = self._cell(cell)
                cells.append(Words("", words.where) if goes_on else words)
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = span.get(_W + "val") if span is not None else "1"
                cells += [Words("", words.where)] * min((int(wide) if wide.isdigit() else 1) - 1, 60)
            rows.append(tuple(cells))
        head = element.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None
        return Table(tuple(rows), head)

    def _cell(self, cell: Any) -> Words:
        lines: list[Words] = []
        for paragraph in _paragraphs(cell):
            bulleted = self._depth(paragraph) is not None
            words = self._words(paragraph)
            if words.text:
                lines.append(Words(("- " if bulleted else "") + words.text, words.where))
        where = lines[0].where if lines else Place(self.name, self.number)
        return Words("\n".join(line.text for line in lines), where)


def _paragraphs(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell, those of tables in it too; what stands in text boxes is read by itself."""
    for paragraph in cell.iter(_W + "p"):
        if not any(above.tag == _W + "txbxContent" for above in paragraph.iterancestors()):
            yield paragraph


def _is_shown(run: Any, paragraph: Any) -> bool:
    """Whether a run is neither deleted nor hidden, nor in a text box, which is read by itself."""
    for above in run.iterancestors():
        if above is paragraph:
            break
        if above.tag in (_W + "del", _W + "moveFrom", _W + "txbxContent", _FALLBACK):
            return False
    return not _is_on(run, "vanish")


def _is_on(run: Any, what: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{what}")
    return found is not None and found.get(_W + "val") not in ("0", "false", "none")
