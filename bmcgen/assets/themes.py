"""Themes by their names, with the faces and the logo that they name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.prebuilt import value
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.model import layout as model
from bmcgen.model.content import Typed
from bmcgen.source.files import at_text, read_file


@kept
def read_theme(assets: Assets, name: str, where: Place) -> model.Theme:
    """The theme of that name. `Problems` if it is unknown, wrong, or lacks a role."""
    path = assets.need("layouts/themes", name, where)
    theme, logo = value(lambda: _theme_in(path, name), "theme", name, files=[path])
    named = dict.fromkeys([*theme.faces.values(), *theme.fallback])
    missing = [face for face in named if assets.find("fonts", face, ".ttf") is None]
    if missing:
        node, known = read_file(path).root, assets.names("fonts", ".ttf")
        raise Problems(
            error("unknown-font", f'there is no font "{face}"', at_text(node.where, face), _hint(assets, face, known))
            for face in missing
        )
    if logo is None:
        return theme
    from bmcgen.source.pictures import read_picture

    return replace(theme, logo=read_picture(logo[0], path.parent, alt=logo[1], beside="the theme"))


def _hint(assets: Assets, face: str, known: Sequence[str]) -> str:
    """A font of that name in a format that cannot be embedded, or one whose name is like it."""
    for suffix in ("woff2", "woff", "ttc", "otc", "pfb", "dfont"):
        other = assets.find("fonts", face, f".{suffix}")
        if other:
            return f"{other.name} cannot be embedded: put a TrueType font there, {face}.ttf"
    return did_you_mean(face, known)


def _theme_in(path: Path, name: str) -> tuple[model.Theme, tuple[Typed, Typed] | None]:
    from bmcgen.assets.schemas.theme_schema import theme_in

    return theme_in(path, name)


def with_accents(theme: model.Theme, layout: model.Layout) -> model.Theme:
    """A theme with the accents that are the layout's own. One that the theme has itself is as the theme has it; a
    theme that prints all of its accents in one colour prints these in it too.
    """
    accents, tints = {**theme.accents}, {**theme.tints}
    one = next(iter(theme.accents.values())) if len(set(theme.accents.values())) == 1 else None
    for name, said in layout.accents.items():
        if name in theme.accents:
            continue
        if not isinstance(said, str):
            accents[name] = one or said
        elif said in theme.accents:
            accents[name] = theme.accents[said]
            if said in theme.tints:
                tints[name] = theme.tints[said]
    return replace(theme, accents=accents, tints=tints) if layout.accents else theme
