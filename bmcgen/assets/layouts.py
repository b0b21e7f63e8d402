"""Layouts by their names."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.assets.prebuilt import value
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.model import layout as model

RESERVED = ("layout", "locale", "settings", "theme", "words")
"""What `bmcgen new` may also begin; no layout is called so."""
_NOTES = "notes"


@kept
def read_layout(assets: Assets, name: str, where: Place, paper: str | None = None) -> model.Layout:
    """The layout of that name, on one of the papers it supports. `Problems` if it is unknown or wrong. A canvas has
    what serves every canvas without a file of its own: `forest-table` is the layout `table` about `forest`.
    """
    made_from = served(assets, name)
    if made_from:
        about, original = made_from
        files = [path for each in (original, about) if (path := assets.find("layouts", each))]
        return value(lambda: _layout_in(assets, name, where, paper, made_from), "layout", name, paper, files=files)
    path = assets.need("layouts", name, where)
    if name in RESERVED:
        hint = "give the file another name"
        raise Problems([error("reserved-name", f'no layout may be called "{name}"', Place(str(path)), hint)])
    about = value(lambda: _canvas_of(path), "canvas", files=[path])
    canvas = assets.find("layouts", about)
    files = [path, canvas] if canvas else [path]
    return value(lambda: _layout_in(assets, name, where, paper), "layout", name, paper, files=files)


@kept
def served(assets: Assets, name: str) -> tuple[str, str] | None:
    """The canvas and the layout that a name without a file is made of; None for any other name."""
    if "-" not in name or assets.find("layouts", name):
        return None
    parts = name.split("-")
    for at in range(1, len(parts)):
        about, original = "-".join(parts[:at]), "-".join(parts[at:])
        if serves(assets, original, about):
            return about, original
    return None


def serves(assets: Assets, original: str, about: str) -> bool:
    """Whether a layout can be made for another canvas than its own."""
    if not (assets.find("layouts", original) and assets.find("layouts", about)):
        return False
    layout = read_layout(assets, original, Place(original))
    return layout.other_canvases and about != layout.canvas_name and is_canvas(read_layout(assets, about, Place(about)))


def is_canvas(layout: model.Layout) -> bool:
    """Whether a layout is a canvas itself: blocks of notes, about no other."""
    held = layout.written
    return not layout.canvas and not layout.parts and bool(held) and all(block.kind == _NOTES for block in held)


def serving(assets: Assets, about: str) -> tuple[str, ...]:
    """The names of all that can be made for a canvas beside its own sheet. What is wrong with another layout is told
    where that is asked for.
    """
    found = []
    for each in assets.names("layouts"):
        with suppress(Problems):
            if serves(assets, each, about):
                found.append(f"{about}-{each}")
    return tuple(found)


def _canvas_of(path: Path) -> str:
    from bmcgen.assets.schemas.layout_reader import canvas_of

    return canvas_of(path)


def _layout_in(
    assets: Assets, name: str, where: Place, paper: str | None, made_from: tuple[str, str] | None = None
) -> model.Layout:
    from bmcgen.assets.schemas.layout_reader import layout_in

    return layout_in(assets, name, where, paper, made_from)
