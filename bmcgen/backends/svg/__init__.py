"""Pages as SVG drawings, a file each: text as text in subsets of its fonts, structure as groups with roles.

A drawing refers to nothing outside it and runs nothing; a page's points are the units of its coordinates. Whatever a
person wrote is escaped character data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from bmcgen.backends import check_for_pdf
from bmcgen.backends.svg.fonts import WebFont, faces_of, web_fonts
from bmcgen.backends.svg.painter import Painter
from bmcgen.backends.svg.sheets import Sheet, sheets
from bmcgen.backends.svg.xml import escaped, number, plain, tag
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.geometry import MM
from bmcgen.model.page import Metadata

if TYPE_CHECKING:
    from bmcgen.backends import Drawing

PAGED = True


def files(drawings: Iterable[Drawing], dpi: float = 0) -> list[bytes]:
    """An SVG for each page. `Problems` for four inks, which SVG has not."""
    return [content.encode() for drawing in drawings for content in _drawn(drawing)]


def _drawn(drawing: Drawing) -> Iterator[str]:
    check_for_pdf(drawing, ".svg")
    if drawing.press.inks == "cmyk":
        message, hint = "SVG cannot hold the four inks of a press", "leave out --colour cmyk, or write a .pdf"
        raise Problems([error("no-inks", message, Place(f"{drawing.name}.svg"), hint)])
    found = list(sheets(drawing))
    fonts = web_fonts(drawing.faces, (layer.page for sheet in found for layer in sheet.layers))
    painter = Painter(fonts, drawing.press, drawing.metadata.language)
    for sheet in found:
        yield _written(sheet, drawing.metadata, fonts, painter)


def _written(sheet: Sheet, about: Metadata, fonts: Mapping[str, WebFont], painter: Painter) -> str:
    view, title = sheet.view, plain(about.title)
    if sheet.title and plain(sheet.title) not in title:
        title = f"{title} – {plain(sheet.title)}" if title else plain(sheet.title)
    used = [fonts[name] for name in faces_of(line for layer in sheet.layers for line in layer.page.lines())]
    root = tag(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        xmlns__xlink="http://www.w3.org/1999/xlink",
        width=f"{number(view.w / MM)}mm",
        height=f"{number(view.h / MM)}mm",
        viewBox=" ".join(map(number, (view.x, view.y, view.w, view.h))),
        role="document",
        xml__lang=about.language,
        xml__space="preserve",
        text_rendering="geometricPrecision",
    )
    out = ['<?xml version="1.0" encoding="UTF-8"?>', f"{root}>", f"<title>{title}</title>"]
    if about.subject:
        out.append(f"<desc>{plain(about.subject)}</desc>")
    out.append(_metadata(about, used))
    if used:
        out += ["<style>", *(font.rules for font in used), "</style>"]
    # Paper is white, whatever the viewer shows behind a drawing.
    out.append(tag("rect", x=view.x, y=view.y, width=view.w, height=view.h, fill="#ffffff") + "/>")
    for layer in sheet.layers:
        area, room = layer.area, layer.room
        if area is None or room is None:
            out += painter.paint(layer.page)
            continue
        # A drawing in the drawing cuts off what is outside it, and needs no name to do so.
        place = tag("svg", x=room.x, y=room.y, width=room.w, height=room.h)
        seen = " ".join(map(number, (area.x, area.y, area.w, area.h)))
        out += [f'{place} viewBox="{seen}" overflow="hidden">', *painter.paint(layer.page, area), "</svg>"]
    return "\n".join([*out, "</svg>\n"])


def _metadata(about: Metadata, used: Iterable[WebFont]) -> str:
    """What the file says of itself in Dublin Core, with the licence of the canvas, and those of the fonts inside."""
    said = {
        "title": about.title,
        "creator": about.author,
        "description": about.subject,
        "subject": about.keywords,
        "language": about.language,
        "date": about.date or "",
        "rights": about.licence,
    }
    parts = [f"<dc:{key}>{plain(text)}</dc:{key}>" for key, text in said.items() if text]
    described = [_described("", parts)]
    for font in used:
        notices = [f"<dc:rights>{plain(notice)}</dc:rights>" for notice in font.notices]
        described.append(_described(font.family, [f"<dc:title>{escaped(font.family)}</dc:title>", *notices]))
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">\n{"".join(described)}</rdf:RDF></metadata>'
    )


def _described(name: str, parts: Iterable[str]) -> str:
    about = f"#{name}" if name else ""
    return f'<rdf:Description rdf:about="{about}">{"".join(parts)}</rdf:Description>\n'
