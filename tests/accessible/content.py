"""What the pages of a PDF paint, and whether all of it is tagged or an artifact (ISO 32000-1, 14.6 and 14.8.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf

Number = tuple[int, int]
_SHOWING = frozenset(["Tj", "TJ", "'", '"'])
_PAINTING = _SHOWING | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}


@dataclass
class Content:
    """What was found: of each page its marked content with the type it is marked as, and the codes that each font
    shows.
    """

    tagged: dict[Number, dict[int, str]] = field(default_factory=dict)
    shown: dict[Number, set[int]] = field(default_factory=dict)
    fonts: dict[Number, pikepdf.Object] = field(default_factory=dict)
    forms: set[Number] = field(default_factory=set)


def check_content(pdf: pikepdf.Pdf, content: Content) -> Iterator[str]:
    for page in pdf.pages:
        content.tagged[page.objgen] = found = {}
        yield from _Walk(page.obj, content, found).run()
        for annotation in page.obj.get("/Annots", []):
            for shown in annotation.get("/AP", pikepdf.Dictionary()).values():
                for form in [shown] if isinstance(shown, pikepdf.Stream) else shown.values():
                    yield from _Walk(form, content, None).run()


class _Walk:
    """Goes through a page, or through a form, which is part of what it is drawn in and has no `tagged` content."""

    def __init__(self, stream: pikepdf.Object, content: Content, tagged: dict[int, str] | None) -> None:
        self.stream, self.content, self.tagged = stream, content, tagged
        self.resources = stream.get("/Resources", pikepdf.Dictionary())
        self.opened: list[str] = []
        self.font: Number | None = None
        self.saved: list[Number | None] = []

    @property
    def inside(self) -> list[str]:
        """What is open that says whether it is content or an artifact."""
        return [each for each in self.opened if each != "?"]

    def run(self) -> Iterator[str]:
        for operands, operator in pikepdf.parse_content_stream(self.stream):
            name = str(operator)
            if name in ("BDC", "BMC"):
                yield from self._begin(str(operands[0])[1:], operands[1] if name == "BDC" else None)
            elif name == "EMC" and not self.opened:
                yield "14.6.1 marked content ends that has not begun"
            elif name == "EMC":
                self.opened.pop()
            elif name in _PAINTING and self.tagged is not None and not self.inside:
                yield f"01-005 {name} paints what is neither tagged nor an artifact"
            if name == "Do":
                yield from self._form(str(operands[0]))
            else:
                self._follow(name, operands)
        if self.opened:
            yield "14.6.1 marked content does not end"

    def _begin(self, role: str, about: pikepdf.Object | None) -> Iterator[str]:
        mcid = about.get("/MCID") if isinstance(about, pikepdf.Dictionary) else None
        if mcid is not None and self.tagged is None:
            yield "30-002 a form has tagged content"
        elif mcid is not None and self.tagged is not None:
            if "Artifact" in self.inside:
                yield "01-004 tagged content in an artifact"
            if int(mcid) in self.tagged:
                yield "14.7.4.3 a number of marked content is there twice"
            self.tagged[int(mcid)] = role
        elif role == "Artifact" and {*self.inside} - {"Artifact"}:
            yield "01-003 an artifact in tagged content"
        if isinstance(about, pikepdf.Dictionary) and "/ActualText" in about:
            yield "14.9.4 a text stands in for part of a line, which readers take for all of it"
        self.opened.append(role if mcid is not None or role == "Artifact" else "?")

    def _follow(self, name: str, operands: Sequence[pikepdf.Object]) -> None:
        """Keeps track of the font, and of the codes that are shown in it."""
        if name == "q":
            self.saved.append(self.font)
        elif name == "Q":
            self.font = self.saved.pop() if self.saved else self.font
        elif name == "Tf":
            chosen = self.resources.Font[str(operands[0])]
            self.font = chosen.objgen
            self.content.fonts[self.font] = chosen
            self.content.shown.setdefault(self.font, set())
        elif name in _SHOWING and self.font:
            for text in operands[0] if name == "TJ" else [operands[-1]]:
                if isinstance(text, pikepdf.String):
                    self.content.shown[self.font].update(bytes(text))

    def _form(self, name: str) -> Iterator[str]:
        form = self.resources.XObject[name]
        if form.get("/Subtype") == "/Form" and form.objgen not in self.content.forms:
            self.content.forms.add(form.objgen)
            yield from _Walk(form, self.content, None).run()
