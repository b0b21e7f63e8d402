"""Fields to fill in on screen (ISO 32000-1, 12.7): text fields, boxes to tick, choices.

All of them stand under one field, whose name says which form this is; so it is known again whatever program has saved
it. Every field has an appearance, also while it is empty, for some viewers show nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from bmcgen.backends.pdf.form_font import form_font
from bmcgen.backends.pdf.values import decimal, string
from bmcgen.backends.pdf.writer import File
from bmcgen.geometry import Rect
from bmcgen.model.page import FormField, Mark, Page
from bmcgen.text.fonts import Faces

_MULTILINE, _RADIO, _READ_ONLY = 1 << 12, 1 << 15, 1
_FONT = "F"
OFF = "/Off"
# Where a program asks viewers to draw all fields anew, they draw ticks and knobs with this font.
_SIGNS = "/ZaDb<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"
_SIGN = {"box": "/CA(4)", "choice": "/CA(l)"}
Draw = Callable[[Sequence[Mark], Rect], int]
"""Draws marks as a form XObject that shows a rectangle of the page; its number."""


def state_name(state: str) -> str:
    """The name that a state has in the file: a number alone is none in some programs."""
    return f"/is{state}"


class _Widget(Struct, frozen=True):
    """A field on a page: what it shows, and where it stands in the tree."""

    field: FormField
    number: int
    place: str
    appearance: str
    inside: str


class AcroForm:
    """Gathers the fields of all pages, and writes them when these are done."""

    def __init__(self, file: File, faces: Faces, name: str) -> None:
        """`name` says which form this is."""
        self.file, self.faces, self.name = file, faces, name
        self.widgets: list[_Widget] = []
        self.fixed: dict[str, str] = {}
        self._font = 0

    def add(self, page: Page, around: float, draw: Draw, inside: Callable[[FormField, int], str]) -> list[str]:
        """References to the widgets of a page, in their order. `around` is what lies around the trim; `inside` says
        for a field and the number of its widget where that stands.
        """
        found = []
        for field in page.fields:
            if field.kind == "fixed":
                self.fixed[field.name] = field.says
                continue
            number = self.file.numbers(1)
            rect = field.rect
            corners = rect.x, page.height - rect.bottom, rect.right, page.height - rect.y
            place = " ".join(decimal(each + around) for each in corners)
            shown = self._appearance(field, draw)
            self.widgets.append(_Widget(field, number, place, shown, inside(field, number)))
            found.append(f"{number} 0 R")
        return found

    def _appearance(self, field: FormField, draw: Draw) -> str:
        if field.kind in ("line", "text"):
            self._font = self._font or self.file.numbers(2)
            about = (
                f"/Type/XObject/Subtype/Form/BBox[0 0 {decimal(field.rect.w)} {decimal(field.rect.h)}]"
                f"/Resources<</Font<</{_FONT} {self._font} 0 R>>>>"
            )
            return f"/AP<</N {self.file.stream(b'/Tx BMC EMC', about)} 0 R>>"
        on, off = draw(field.on, field.rect), draw((), field.rect)
        return f"/AS{OFF}/AP<</N<<{state_name(field.state)} {on} 0 R{OFF} {off} 0 R>>>>"

    def finish(self) -> None:
        """Writes the fields, each with all of its widgets, and what holds them."""
        if not self.widgets:
            return
        named: dict[str, list[_Widget]] = {}
        for widget in self.widgets:
            named.setdefault(widget.field.name, []).append(widget)
        root = self.file.numbers(1)
        kids: list[int] = []
        for name, widgets in named.items():
            kids.append(self._field(name, widgets, root))
        for name, value in self.fixed.items():
            kids.append(number := self.file.numbers(1))
            self.file.put(number, [f"<</FT/Tx/Parent {root} 0 R/T{string(name)}/Ff {_READ_ONLY}/V{string(value)}>>"])
        refs = " ".join(f"{kid} 0 R" for kid in kids)
        self.file.put(root, [f"<</T{string(self.name)}/Kids[{refs}]>>"])
        self._write_font()
        font = f"<<{f'/{_FONT} {self._font} 0 R' if self._font else ''}{_SIGNS}>>"
        form = self.file.numbers(1)
        self.file.put(form, [f"<</Fields[{root} 0 R]/DR<</Font{font}>>/DA({self._look})>>"])
        self.file.document.Catalog.AcroForm = f"{form} 0 R"

    @property
    def _look(self) -> str:
        # A size of 0 lets the viewer choose one in which all that is typed can be seen, and printed.
        return f"/{_FONT} 0 Tf 0 g"

    def _field(self, name: str, widgets: Sequence[_Widget], root: int) -> int:
        """The number of a field; where it has one widget, it is that."""
        first = widgets[0].field
        flags = {"text": _MULTILINE, "choice": _RADIO}.get(first.kind, 0)
        typed = first.kind in ("line", "text")
        kind = f"/FT/Tx/Ff {flags}/DA({self._look})" if typed else f"/FT/Btn/Ff {flags}/V{OFF}"
        about = f"/Parent {root} 0 R/T{string(name)}{kind}"
        if len(widgets) == 1 and first.kind != "choice":
            self.file.put(widgets[0].number, [self._widget(widgets[0], about)])
            return widgets[0].number
        number = self.file.numbers(1)
        refs = " ".join(f"{widget.number} 0 R" for widget in widgets)
        said = first.says.partition(":")[0] if first.kind == "choice" else first.says
        self.file.put(number, [f"<<{about}/TU{string(said)}/Kids[{refs}]>>"])
        for widget in widgets:
            self.file.put(widget.number, [self._widget(widget, f"/Parent {number} 0 R")])
        return number

    def _widget(self, widget: _Widget, about: str) -> str:
        shown = f"/Rect[{widget.place}]/F 4/MK<<{_SIGN.get(widget.field.kind, '')}>>/BS<</W 0>>{widget.appearance}"
        says = string(widget.field.says)
        return f"<</Type/Annot/Subtype/Widget{about}/TU{says}{shown}{widget.inside}>>"

    def _write_font(self) -> None:
        if not self._font:
            return
        font = form_font(self.faces["regular"])
        program = self.file.compressed(font.program, f"/Length1 {font.length}")
        described = f"{font.descriptor}/FontFile2 {program} 0 R>>"
        self.file.put(self._font, [f"{font.font}/FontDescriptor {self._font + 1} 0 R>>", described])
