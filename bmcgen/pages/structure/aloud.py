"""Pages as a screen reader says them: their words in reading order, each behind its role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bmcgen.model.page import Line, Page
from bmcgen.pages.structure.reading import Contents, Headings, Part, reading

_INDENT = "  "
_FIELDS = {"line": "edit", "text": "edit, several lines", "box": "check box", "choice": "radio button"}
_INLINE = ("LBody", "P", "Span")


def aloud(pages: Sequence[Page], starts: Mapping[int, str], language: str) -> str:
    """All pages; documents in one file begin at the pages in `starts`, with a title each."""
    headings = Headings()
    found: list[str] = []
    for number, page in enumerate(pages):
        if number in starts:
            headings.begin()
        if not page.marks:
            continue
        if len(pages) > 1:
            found.append(
                f"[page {number + 1} of {len(pages)}: {page.title or starts.get(number, '')}]".replace(": ]", "]")
            )
        found += _Voice(page, headings, language).said()
    return "\n".join(found) + "\n"


class _Voice:
    """Says a page, a line for each thing said."""

    def __init__(self, page: Page, headings: Headings, language: str) -> None:
        found = reading(page, headings)
        self.parts, self.outermost, self.language = found.parts, found.outermost, language
        self.inside = Contents[int | str](found.parts, range(len(found.parts)))
        self.fields = {
            found.places[field.element]: f"{_FIELDS[field.kind]}, {field.says}"
            for field in page.fields
            if field.element is not None and field.kind != "fixed"
        }
        for mark in page.marks:
            part = -1 if mark.element is None else found.places[mark.element]
            if part >= 0:
                self.inside.add(part, _words(mark) if isinstance(mark, Line) else "")

    def said(self) -> Iterator[str]:
        for part in self.outermost:
            yield from self._said(part, 0, self.language)

    def _said(self, number: int, depth: int, language: str) -> Iterator[str]:
        """A part: what it is called and says, then what it holds."""
        part = self.parts[number]
        own = part.language or language
        words, kids = self._split(number)
        called = self._called(part, number)
        if part.role == "LI":
            kids, label = self._labelled(kids)
            called = f"- {label}".rstrip()
        elif part.role in ("Lbl", "LBody", "P", "Span", "Div"):
            called = ""
        if part.alt:
            # It is said in place of the words.
            words = [part.alt]
        if own != language:
            words = [f"({own})", *words] if words else words
        first = ", ".join(filter(None, (called, " ".join(words))))
        if part.role in ("LI", "TH", "TD") and not words and kids and self.parts[kids[0]].role in _INLINE:
            # What an entry or a cell says stands on its line.
            begins, *goes_on = self._said(kids[0], depth + 1, own)
            joint = " " if part.role == "LI" else ", "
            yield _INDENT * depth + called + joint + begins.strip()
            yield from goes_on
            kids = kids[1:]
        elif first:
            yield _INDENT * depth + first
        deeper = depth + bool(called or words)
        for kid in kids:
            yield from self._said(kid, deeper, own)

    def _split(self, number: int) -> tuple[list[str], list[int]]:
        """The words of a part itself, put together again, and the parts in it."""
        text, kids = "", list[int]()
        for each in self.inside.held[number]:
            if isinstance(each, str):
                text += each
            elif self.parts[each].role == "Span":
                # It is said in its turn, on the same line.
                text += " " + " ".join(self._said(each, 0, self.parts[number].language or self.language)) + " "
            else:
                kids.append(each)
        return text.split(), kids

    def _labelled(self, kids: Sequence[int]) -> tuple[list[int], str]:
        """What an entry holds beside its label, and this."""
        if not kids or self.parts[kids[0]].role != "Lbl":
            return [*kids], ""
        label = " ".join(line.strip() for line in self._said(kids[0], 0, self.language))
        return [*kids[1:]], f"{label}:"

    def _called(self, part: Part, number: int) -> str:
        """What a screen reader calls it."""
        rows = len([kid for group in part.kids for kid in self.parts[group].kids]) if part.role == "Table" else 0
        many = len(part.kids)
        names = {
            "Sect": "section",
            "L": f"list of {many} {'entry' if many == 1 else 'entries'}",
            "Table": f"table of {rows} rows",
            "TR": "row",
            "TH": "column header" if part.scope == "Column" else "row header",
            "TD": "cell" if self.inside.held[number] else "cell, blank",
            "Figure": "graphic",
            "Link": "link",
            "BlockQuote": "quotation",
            "Form": self.fields.get(number, "check box"),
        }
        return f"heading {part.role[1]}" if part.role in ("H1", "H2", "H3", "H4") else names.get(part.role, "")


def _words(line: Line) -> str:
    """The words of a line, joined to the next line's: a hyphen that breaks a word is not said."""
    return line.text[:-1] if line.joint == "-" else line.text + line.joint
