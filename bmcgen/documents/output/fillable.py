"""Forms to fill in on screen: what of a sheet there can be one of, and what it is known by when it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.output.document import Document
from bmcgen.geometry import Rect
from bmcgen.model.content import Content, Typed
from bmcgen.model.layout import Layout
from bmcgen.model.page import FormField, Press
from bmcgen.model.room import Room

OPTION = "--fillable"
FORM = "bmcgen:1"
"""With this begins the name of every form of ours, and of its version."""
_ROOM = {
    "note": "places for paper notes are",
    "ground": "lines and dots to write on are",
    "strip": "the strip is",
}
_NOWHERE = Rect(0, 0, 0, 0)


def check_form(press: Press, room: Room, *, tiles: bool, per_sheet: int) -> None:
    """ValueError where what is asked for makes no sense on a screen. What comes from settings is no reason for it."""
    for key, said in _ROOM.items():
        if key not in room.usual and getattr(room, key) != getattr(Room(), key):
            raise ValueError(f"{said} for the wall, and a form is filled in on screen: choose one")
    if tiles or per_sheet > 1:
        raise ValueError("a form to fill in has its sheet to itself: no tiles, and none beside it")
    if press.marks:
        raise ValueError("crop marks are for a print shop, and a form is filled in on screen: choose one")


def on_screen(room: Room) -> Room:
    """The room without what is for the wall."""
    return replace(room, **{key: getattr(Room(), key) for key in _ROOM})


def check_blank(content: Content, layout: Layout, assets: Assets) -> None:
    """`Problems` for what no form can be made of."""
    here = Place(OPTION)
    if not content.blank:
        hint = f"name the layout: bmcgen make {content.layout} {OPTION}"
        raise Problems([error("not-blank", f"{content.name} is filled in already, and a form is blank", here, hint)])
    if layout.parts:
        hint = f"make its parts one by one: {', '.join(each for each in layout.parts if _is_form(each, assets))}"
        raise Problems([error("not-on-layout", f"{layout.name} has several parts, and a form is one", here, hint)])
    if not layout.written:
        known = ", ".join(each for each in assets.names("layouts") if _is_form(each, assets))
        hint = f"these have: {known}"
        raise Problems([error("not-on-layout", f"{layout.name} has nothing to fill in", here, hint)])


def _is_form(name: str, assets: Assets) -> bool:
    try:
        layout = read_layout(assets, name, Place(name))
    except Problems:
        return False
    return bool(layout.written and not layout.parts)


def form_name(layout: str, locale: str) -> str:
    """What a form is known by. A full stop would end a name in it (ISO 32000-1, 12.7.3.2)."""
    return ":".join((FORM, *(quote(each, safe="").replace(".", "%2E") for each in (layout, locale))))


def as_form(document: Document, layout: str, fields: Mapping[str, Typed]) -> Document:
    """A document under the name of its form, with fields for what is printed in the masthead already, so that it comes
    back, too.
    """
    first, *rest = document.pages
    fixed = [FormField("fixed", f"fields/{key}", _NOWHERE, typed.text) for key, typed in fields.items()]
    pages = (replace(first, fields=(*first.fields, *fixed)), *rest)
    return replace(document, pages=pages, metadata=replace(document.metadata, form=form_name(layout, document.locale)))
