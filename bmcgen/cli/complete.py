"""What a shell offers at the Tab key: names of layouts, locales, themes, papers and blocks, those of --assets too."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bmcgen.assets.finder import Assets
from bmcgen.cli.settings import read_settings, variable
from bmcgen.diagnostics import Place, Problems

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

Names = Callable[[click.Context, Assets], Iterable[str]]


def _assets(ctx: click.Context) -> Assets:
    """The assets of a command that is still being typed."""
    own = ctx.params.get("assets") or os.environ.get(variable("assets"))
    try:
        return Assets.of(own or read_settings(Path.cwd()).values.get("assets"))
    except Problems:
        return Assets.of(None)


def _one_of(names: Names, *, between: str = "", files: bool = False, served: bool = False) -> Complete:
    """Offers names; several of them, with one of the signs `between` them."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        at = max((incomplete.rfind(sign) for sign in between), default=-1) + 1
        before, begun = incomplete[:at], incomplete[at:]
        try:
            assets = _assets(ctx)
            known = [*names(ctx, assets), *(_served(assets, begun) if served else ())]
        except Problems:
            known = []
        used = re.split(f"[{re.escape(between)}]", before) if between else []
        fits = [each for each in known if each.casefold().startswith(begun.casefold()) and each not in used]
        found = [CompletionItem(f"{before}{each}") for each in fits]
        return [*found, CompletionItem(incomplete, type="file")] if files else found

    return complete


def _papers(ctx: click.Context, assets: Assets) -> list[str]:
    """The papers of the layouts that are named, else all there are."""
    from bmcgen.assets.layouts import read_layout
    from bmcgen.assets.papers import CUSTOM, PAPERS

    found: list[str] = []
    for name in _layouts_named(ctx, assets):
        found += read_layout(assets, name, Place(name)).papers
    return [name for name in dict.fromkeys(found or PAPERS) if name != CUSTOM]


def _layouts_named(ctx: click.Context, assets: Assets) -> list[str]:
    what = ctx.params.get("what") or ()
    # What stands before an option that has no value yet has not been taken for an argument.
    named = [ctx.params.get("layout"), *([what] if isinstance(what, str) else what), *ctx.args]
    return [name for name in named if name and name in assets.names("layouts")]


def _blocks(ctx: click.Context, assets: Assets) -> list[str]:
    """The blocks that the sheets of the layouts that are named are about."""
    from bmcgen.assets.layouts import read_layout

    names = _layouts_named(ctx, assets) or assets.names("layouts")
    layouts = [read_layout(assets, name, Place(name)) for name in names]
    layouts += [read_layout(assets, part, each.where) for each in layouts for part in each.parts]
    return list(dict.fromkeys(sheet.about for layout in layouts for sheet in layout.sheets if sheet.about))


def _parts(ctx: click.Context, assets: Assets) -> list[str]:
    from bmcgen.assets.layouts import read_layout

    names = _layouts_named(ctx, assets) or assets.names("layouts")
    found = [part for name in names for part in read_layout(assets, name, Place(name)).parts]
    return ["cover", *dict.fromkeys(found)] if found else []


def _strip(ctx: click.Context, assets: Assets) -> list[str]:
    """The parts of the strips of the layouts that are named."""
    from bmcgen.assets.layouts import read_layout

    names = _layouts_named(ctx, assets) or assets.names("layouts")
    layouts = [read_layout(assets, name, Place(name)) for name in names]
    layouts += [read_layout(assets, part, each.where) for each in layouts for part in each.parts]
    return list(dict.fromkeys(part for layout in layouts for part in layout.strip))


def _locales(ctx: click.Context, assets: Assets) -> tuple[str, ...]:
    from bmcgen.assets.localisation.locales import locale_codes

    return locale_codes(assets)


def FILE(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: N802
    """Leaves it to the shell to offer files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def FOLDER(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: N802
    """Leaves it to the shell to offer folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


KINDS_OF_FILE = ("layout", "locale", "settings", "theme", "words")
"""What `bmcgen schema` describes beside the data files of layouts."""


def values(*known: str) -> Complete:
    """Offers values that are often used, of an option that takes others, too."""
    return _one_of(lambda ctx, assets: known)


def _more(ctx: click.Context, assets: Assets) -> tuple[str, ...]:
    """The layouts that follow `bmcgen new locale CODE`; nothing for a code or a name of one's own choice."""
    begun = ctx.params.get("layout") == "locale" and ctx.params.get("more")
    return assets.names("layouts") if begun else ()


def _served(assets: Assets, begun: str) -> Iterator[str]:
    """What can be made for a canvas whose name has been typed, by the names of both."""
    from bmcgen.assets.layouts import serves

    known = assets.names("layouts")
    for about in known:
        if begun.startswith(f"{about}-"):
            yield from (f"{about}-{name}" for name in known if serves(assets, name, about))


LAYOUT = _one_of(lambda ctx, assets: assets.names("layouts"), served=True)
WHAT = _one_of(lambda ctx, assets: assets.names("layouts"), files=True, served=True)
NEW = _one_of(lambda ctx, assets: (*assets.names("layouts"), "locale", "layout"), served=True)
MORE = _one_of(_more)
SCHEMA = _one_of(lambda ctx, assets: (*assets.names("layouts"), *KINDS_OF_FILE), served=True)
THEME = _one_of(lambda ctx, assets: assets.names("layouts/themes"))
ONE_LOCALE = _one_of(_locales)
PAIR = _one_of(_locales, between="+")
LOCALES = _one_of(_locales, between=",+")
PAPER = _one_of(_papers)
TILES = _one_of(lambda ctx, assets: ("A4", "A3", "Letter", "Tabloid"))
BLOCKS = _one_of(_blocks, between=",")
PARTS = _one_of(_parts, between=",")
STRIP = _one_of(_strip, between=",")
