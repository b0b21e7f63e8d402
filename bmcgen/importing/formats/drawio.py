"""Drawings of diagrams.net: every shape's text, and where it lies."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.importing.formats._html import HtmlParts
from bmcgen.importing.formats._text import Lines, typed
from bmcgen.importing.outline import Aside, Drawing, Heading, Item, Outline, Raw, Shape, Table, Words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SUFFIXES = (".drawio", ".dio")
NEEDS = ("defusedxml",)
MOST = 10_000_000
_UNPACKED = 20_000_000
_UNNAMED = re.compile(r"(?:page|pagina|seite|página|untitled)[\s-]*\d*", re.IGNORECASE)


def read(data: bytes, name: str) -> Outline:
    root = _xml(data, name)
    parts: list[Raw] = []
    pages = [root] if root.tag == "mxGraphModel" else list(root.iter("diagram"))
    for number, page in enumerate(pages, 1):
        title = page.get("name") or ""
        model = page if page.tag == "mxGraphModel" else page.find("mxGraphModel")
        if model is None and (page.text or "").strip():
            model = _xml(_unpacked((page.text or "").strip(), name), name)
        if model is None:
            continue
        where = f"{name}!{title or number}"
        if len(pages) > 1 and title and not _UNNAMED.fullmatch(title):
            parts.append(Heading(1, typed(title, Place(where))))
        parts += _page(model, where)
    return Outline(tuple(parts))


def _xml(data: bytes, name: str) -> Element:
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        found: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        message = "this file declares entities, which no drawing does"
        raise Problems([error("hostile-xml", message, Place(name), "open the file and save it anew")]) from None
    except (ElementTree.ParseError, ValueError, RecursionError, LookupError) as exc:
        raise Problems([error("not-readable", f"this is no drawing: {exc}", Place(name))]) from None
    return found


def _unpacked(text: str, name: str) -> bytes:
    """The drawing in a page that is stored compressed."""
    try:
        machine = zlib.decompressobj(-15)
        data = machine.decompress(base64.b64decode(text, validate=False), _UNPACKED)
    except (zlib.error, binascii.Error, ValueError) as exc:
        raise Problems([error("not-readable", f"this file is damaged: {exc}", Place(name))]) from None
    if machine.unconsumed_tail:
        message = f"unpacked, this is more than {_UNPACKED // 1_000_000} MB"
        raise Problems([error("too-large", message, Place(name))])
    return unquote(data.decode("utf-8", "replace")).encode()


def _page(model: Element, where: str) -> list[Raw]:
    shapes: list[Shape] = []
    asides: list[Raw] = []
    places: dict[str, tuple[float, float]] = {}
    seen: set[int] = set()
    for element in model.iter():
        if element.tag not in ("mxCell", "object", "UserObject") or id(element) in seen:
            continue
        cell = element if element.tag == "mxCell" else element.find("mxCell")
        if cell is None:
            continue
        seen.add(id(cell))
        own = element.get("id") or ""
        geometry = cell.find("mxGeometry")
        text = _text(element.get("value") or element.get("label") or "", f"{where}!{own}", asides)
        if geometry is None or cell.get("edge") == "1":
            if text.text:
                asides.append(Aside("label of a line", text))
            continue
        x, y, w, h = (_number(geometry.get(key)) for key in ("x", "y", "width", "height"))
        left, top = places.get(cell.get("parent") or "", (0.0, 0.0))
        places[own] = (left + x, top + y)
        shapes.append(Shape(text, left + x, top + y, w, h))
    return [Drawing(tuple(shapes)), *asides]


def _number(text: str | None) -> float:
    try:
        return max(-1e6, min(1e6, float(text or 0)))
    except ValueError:
        return 0.0


def _text(value: str, where: str, asides: list[Raw]) -> Words:
    """The text of a shape, which may be HTML, line by line."""
    place = Place(where)
    if "<" not in value and "&" not in value:
        return typed(value, place)
    lines: list[str] = []
    for part in HtmlParts(Lines(value, where)).read(value):
        if isinstance(part, Aside):
            asides.append(Aside(part.kind, Words(part.words.text, place)))
        elif isinstance(part, Table):
            lines += [cell.text for row in part.rows for cell in row]
        elif isinstance(part, Item):
            lines.append(f"- {part.words.text}")
        else:
            lines.append(part.words.text)
    return Words("\n".join(lines), place)
