"""What a sheet is drawn with: a theme and its faces."""

from __future__ import annotations

from bmcgen.assets.finder import Assets
from bmcgen.assets.session import kept
from bmcgen.assets.themes import read_theme, with_accents
from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.drawing.builder import Ink
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Layout
from bmcgen.resources import SHIPPED
from bmcgen.source.files import at_text
from bmcgen.text.fonts import Faces

THEME = "classic"


@kept
def ink_of(assets: Assets, layout: Layout, name: str, where: Place) -> Ink:
    """A theme with its faces. `Problems` if it has not all the accents of the layout."""
    theme = with_accents(read_theme(assets, name, where), layout)
    accents = [accent for block in layout.blocks for accent in kind_of(block.kind).accents(block)]
    unknown = [accent for accent in accents if accent not in ("ink", *theme.accents)]
    named = next(
        (each for each in layout.accents.values() if isinstance(each, str) and each not in theme.accents), None
    )
    if named is not None and named != "ink":
        own = [each for each in theme.accents if each not in layout.accents]
        message = f'the theme {name} has no accent "{named}" that another name could stand for'
        raise Problems([error("bad-value", message, at_text(layout.where, named), did_you_mean(named, ["ink", *own]))])
    if unknown:
        hint = did_you_mean(unknown[0], ["ink", *theme.accents])
        message = f'the theme {name} has no accent "{unknown[0]}"'
        raise Problems([error("bad-value", message, at_text(layout.where, unknown[0]), hint)])
    return Ink(theme, _faces(assets, name, where))


@kept
def _faces(assets: Assets, name: str, where: Place) -> Faces:
    """The faces of a theme. What they lack is drawn by the user's own fonts, then by those that the theme names, then
    by the faces that ship.
    """
    theme, plain = read_theme(assets, name, where), read_theme(Assets.of(None), THEME, where)
    named = [*theme.faces.values(), *theme.fallback]
    brought = [name for name in assets.own("fonts", ".ttf") if name not in named]
    fallback = [*brought, *theme.fallback, *plain.fallback]
    every = (*theme.faces.values(), *fallback, *plain.faces.values())
    paths = {name: assets.need("fonts", name, where, ".ttf") for name in every}
    return Faces(theme.faces, paths, fallback, plain.faces, SHIPPED / "fonts")
