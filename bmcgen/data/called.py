"""What a data file may call its keys, blocks, colours and statuses, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.locales import readable
from bmcgen.assets.localisation.words import read_canvas, read_canvases
from bmcgen.assets.session import kept
from bmcgen.data.manner import MANNERS
from bmcgen.kinds import kind_of
from bmcgen.model.content import COLOURS, FIELDS, STATUSES
from bmcgen.model.layout import Layout
from bmcgen.model.locale import CanvasWords, Locale
from bmcgen.source.names import Names, block_names, fold

TOP = ("layout", "locale", "language", *FIELDS, *MANNERS, "words", "segments", "blocks")
"""The keys of a sheet."""


def _locales(assets: Assets) -> list[Locale]:
    return [*readable(assets).values()]


@kept
def meanings(assets: Assets) -> dict[str, str]:
    """What the keys of a data file mean: a masthead field answers to its label in any language."""
    meaning = {fold(key): key for key in TOP}
    for locale in _locales(assets):
        for key, label in locale.fields.items():
            meaning.setdefault(fold(label), key)
    return meaning


@kept
def colour_names(assets: Assets) -> dict[str, str]:
    """What the names of colours mean."""
    return _meant(COLOURS, ((word, key) for locale in _locales(assets) for key, word in locale.colours.items()))


@kept
def status_names(assets: Assets) -> dict[str, str]:
    """What the names of statuses mean."""
    return _meant(
        STATUSES,
        (
            (name, status)
            for locale in _locales(assets)
            for status in STATUSES
            for name in locale.names_of_status(status)
        ),
    )


def _meant(keys: Sequence[str], named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What may stand for each of some keys: itself, which is English, and its names in every locale."""
    return {key: key for key in keys} | {fold(name): key for name, key in named if key in keys}


@kept
def names_of(assets: Assets, layout: Layout, language: str) -> Names:
    """What the blocks of a layout may be called in a file whose keys are in a language."""
    return names_with(read_canvas(assets, language, layout), layout, read_canvases(assets, layout))


def names_with(canvas: CanvasWords, layout: Layout, every: AnyMapping[str, CanvasWords]) -> Names:
    ids = [block.whole for block in layout.blocks if kind_of(block.kind).names_title or block.role == "written"]
    return block_names(layout.name, ids, canvas.blocks, [each.blocks for each in every.values()])
