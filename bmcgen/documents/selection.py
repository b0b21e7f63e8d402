"""Which layout is printed and which of its sheets, and whether they have a place for all that was written."""

from __future__ import annotations

from collections.abc import Sequence

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout, serves, serving
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, notice
from bmcgen.kinds import kind_of
from bmcgen.model.content import Content
from bmcgen.model.layout import Layout, Sheet
from bmcgen.model.locale import CanvasWords
from bmcgen.source.names import block_names

MOST_THREADS = 6
"""The gutters of a sheet hold no more."""


def sheets_about(layout: Layout, canvas: CanvasWords, assets: Assets, blocks: Sequence[str]) -> Sequence[Sheet]:
    """The sheets of a layout; where blocks are named, only those about them."""
    if not blocks:
        return layout.sheets
    subjects = [sheet.about for sheet in layout.sheets if sheet.about]
    where = Place("--blocks")
    if not subjects:
        message = f"{layout.name} has no sheet for each block"
        raise Problems([error("unknown-block", message, where)])
    others = [each.blocks for each in read_canvases(assets, layout).values()]
    names = block_names(layout.name, dict.fromkeys(subjects), canvas.blocks, others)
    problems = [
        error(
            "unknown-block",
            f'"{name}" is not a block of {layout.name}',
            where,
            did_you_mean(name, names.every, f"choose from: {', '.join(names.known)}"),
        )
        for name in blocks
        if names.find(name) is None
    ]
    if problems:
        raise Problems(problems)
    chosen = {names.find(name) for name in blocks}
    return [sheet for sheet in layout.sheets if sheet.about in chosen]


def locale_asked(content: Content, locale: str | None, usual: str | None) -> tuple[str, Place]:
    """The locale that a content is printed in, and where it is named: the one asked for, else its own, else the usual
    one.
    """
    asked = usual if locale is None and not content.locale else locale
    return (content.locale or DEFAULT_LOCALE, content.where) if asked is None else (asked, Place("--locale"))


def in_edition(sheets: Sequence[Sheet], prompts: str, *, large: bool) -> Sequence[Sheet]:
    """The sheets of an edition, in ordinary or in large print: without prompts it is the short one."""
    other = "ordinary" if large else "large"
    return [sheet for sheet in sheets if sheet.print != other and (prompts != "none" or sheet.edition != "long")]


def check_pair(per_sheet: int, layout: Layout) -> None:
    """`Problems` where two sheets of a layout are to share one, and stand side by side on no paper."""
    if per_sheet > 1 and layout.pair is None:
        message = f"two sheets of {layout.name} on {layout.page.paper} do not stand side by side on any paper"
        hint = "a layout names such papers under side-by-side"
        raise Problems([error("unknown-paper", message, Place("--per-sheet"), hint)])


def check_places(content: Content, layout: Layout, sheets: Sequence[Sheet]) -> None:
    """`Problems` for anything written that the layout would not print anywhere."""
    strips = [block for sheet in sheets for block in sheet.strips]
    kinds = [kind_of(block.kind) for block in strips]
    lines = [field.name for block in strips for field in block.fields]
    lines += ["title"] if any(kind.says_title for kind in kinds) else []
    lines += ["tagline"] if any(kind.says_tagline for kind in kinds) else []
    rest = any(kind.says_rest for kind in kinds)
    problems = []
    for key, typed in content.fields.items():
        if key not in lines and not rest:
            problems.append(error("no-place", f'{layout.name} has no place for "{key}"', typed.where))
    known = [block.name for block in layout.written]
    for name, held in content.blocks.items():
        if name not in known and held:
            problems.append(error("no-place", f'{layout.name} has no place for what "{name}" holds', content.where))
    if problems:
        raise Problems(problems)


def check_threads(content: Content, *, asked: bool) -> None:
    """`Problems` where the gutters of a sheet cannot hold a line for each segment."""
    segments = content.segments
    if asked and len(segments) > MOST_THREADS:
        message = f"threads are drawn for at most {MOST_THREADS} segments, and there are {len(segments)}"
        hint = "leave out --threads, or put segments together"
        raise Problems([error("too-many-threads", message, segments[MOST_THREADS].where, hint)])


def idle_threads(content: Content, *, asked: bool) -> list[Diagnostic]:
    """A notice where threads are asked for and no note is about a segment."""
    if not asked or content.segments:
        return []
    message = "there are no segments, so there is no thread to draw"
    return [notice("no-threads", message, Place("--threads"), "declare them under segments")]


def layout_for(content: Content, assets: Assets, asked: str | None, paper: str | None) -> Layout:
    """The layout that is asked for, else that of a content, on a paper. `Problems` if it does not print the content."""
    name = asked or content.layout
    if asked and asked != content.layout and serves(assets, asked, content.layout):
        name = f"{content.layout}-{asked}"
    where = content.where
    if asked:
        where = Place("--layout")
    layout = read_layout(assets, name, where if paper is None else Place("--paper"), paper)
    about = layout.canvas.name if layout.canvas else None
    if not layout.parts and name not in (content.layout, "") and about != content.layout:
        known = [*assets.names("layouts"), *serving(assets, content.layout)]
        others = [each for each in known if _is_about(assets, each, content.layout)]
        hint = f"these do: {', '.join([content.layout, *others])}"
        raise Problems([error("wrong-layout", f"{name} does not print files of {content.layout}", where, hint)])
    return layout


def _is_about(assets: Assets, name: str, canvas: str) -> bool:
    try:
        layout = read_layout(assets, name, Place(name))
    except Problems:
        return False
    return bool(layout.canvas and layout.canvas.name == canvas and layout.written)
