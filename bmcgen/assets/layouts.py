"""Layouts by their names."""

from __future__ import annotations

from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.assets.prebuilt import value
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.model import layout as model

RESERVED = ("layout", "locale")
"""What `bmcgen new` may also begin; no layout is called so."""


@kept
def read_layout(assets: Assets, name: str, where: Place, paper: str | None = None) -> model.Layout:
    """The layout of that name, on one of the papers it supports. `Problems` if it is unknown or wrong."""
    path = assets.need("layouts", name, where)
    if name in RESERVED:
        hint = "give the file another name"
        raise Problems([error("reserved-name", f'no layout may be called "{name}"', Place(str(path)), hint)])
    about = value(lambda: _canvas_of(path), "canvas", files=[path])
    canvas = assets.find("layouts", about)
    files = [path, canvas] if canvas else [path]
    return value(lambda: _layout_in(assets, name, where, paper), "layout", name, paper, files=files)


def _canvas_of(path: Path) -> str:
    from bmcgen.assets.schemas.layout_reader import canvas_of

    return canvas_of(path)


def _layout_in(assets: Assets, name: str, where: Place, paper: str | None) -> model.Layout:
    from bmcgen.assets.schemas.layout_reader import layout_in

    return layout_in(assets, name, where, paper)
