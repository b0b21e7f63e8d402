"""The reading structure as nested groups with WAI-ARIA roles (SVG Accessibility API Mappings)."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.backends.svg.xml import plain, tag
from bmcgen.model.page import Element

_ROLES = {
    "Sect": "group",
    "P": "paragraph",
    "L": "list",
    "LI": "listitem",
    "BlockQuote": "blockquote",
    "Table": "table",
    "TR": "row",
    "TD": "cell",
}
_CELLS = ("TH", "TD")


class Groups:
    """Opens and closes the groups around what is drawn in their order. Elements that mean nothing by themselves (labels
    and bodies of list items) have no group, unless their language is another.
    """

    def __init__(self, elements: Sequence[Element], language: str) -> None:
        self.elements, self.language = elements, language
        self.opened: list[int] = []
        # The cells of each row that have not been drawn. An empty one keeps the others in their columns.
        self.cells: dict[int, list[int]] = {}
        for index, element in enumerate(elements):
            if element.role in _CELLS and element.parent is not None:
                self.cells.setdefault(element.parent, []).append(index)

    def leave(self, element: int | None) -> list[str]:
        """Closes the groups that an element is not in; all of them for None."""
        path = self._path(element)
        common = 0
        for ours, theirs in zip(self.opened, path, strict=False):
            if ours != theirs:
                break
            common += 1
        out = []
        while len(self.opened) > common:
            out += self._close()
        return out

    def enter(self, element: int) -> list[str]:
        """Opens the groups that an element is in, once others are left."""
        out = []
        for index in self._path(element)[len(self.opened) :]:
            out += self._open(index)
        return out

    def _path(self, element: int | None) -> list[int]:
        path = []
        while element is not None:
            path.append(element)
            element = self.elements[element].parent
        return path[::-1]

    def _open(self, index: int) -> list[str]:
        element, out = self.elements[index], []
        if element.role in _CELLS and element.parent is not None:
            waiting = self.cells.get(element.parent, [])
            while waiting and waiting[0] <= index:
                skipped = waiting.pop(0)
                if skipped != index:
                    out.append(f"{self._group(skipped)}/>")
        group = self._group(index)
        self.opened.append(index)
        return [*out, f"{group}>"] if group else out

    def _close(self) -> list[str]:
        index = self.opened.pop()
        empty = [f"{self._group(cell)}/>" for cell in self.cells.pop(index, [])]
        if self.elements[index].href:
            return [*empty, "</a>"]
        return [*empty, "</g>"] if self._group(index) else empty

    def _group(self, index: int) -> str:
        """The beginning of an element's group, nothing if it has none."""
        element = self.elements[index]
        role, label = self._role(index), plain(element.alt) or None
        own = element.language if element.language and element.language != self._language(element.parent) else None
        if element.href:
            return tag("a", xlink__href=element.href, xml__lang=own)
        if not (role or own):
            return ""
        level = element.role[1:] if role == "heading" else None
        checked = {"on": "true", "off": "false"}.get(element.state)
        return tag("g", role=role, aria_level=level, aria_checked=checked, aria_label=label, xml__lang=own)

    def _role(self, index: int) -> str | None:
        element = self.elements[index]
        if element.role in ("H1", "H2", "H3", "H4"):
            return "heading"
        if element.role == "Figure":
            return "img" if element.alt else None
        if element.state:
            return "checkbox"
        if element.role == "TH":
            return "columnheader" if self._in_first_row(element) else "rowheader"
        return _ROLES.get(element.role)

    def _in_first_row(self, cell: Element) -> bool:
        row = cell.parent
        if row is None:
            return False
        table = self.elements[row].parent
        return row == next(index for index, each in enumerate(self.elements) if each.parent == table)

    def _language(self, index: int | None) -> str:
        """The language that an element says it is in, or what it is in says."""
        while index is not None:
            if self.elements[index].language:
                return self.elements[index].language
            index = self.elements[index].parent
        return self.language
