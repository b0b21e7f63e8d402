"""The stages in their order: load, localise, compose, fit, paint."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import served
from bmcgen.data.content import blank, read_contents
from bmcgen.data.fields import field_value
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.documents.arguments import check_folder, field_texts
from bmcgen.documents.asking import asked_of
from bmcgen.documents.bringing import sources_of
from bmcgen.documents.given import Data, data_of, is_data, is_there, own_of
from bmcgen.documents.output.document import Document, called, warnings_of
from bmcgen.documents.selection import layout_for
from bmcgen.documents.typesetting import Asked, compose
from bmcgen.model.content import Content, Typed
from bmcgen.model.layout import Layout
from bmcgen.model.page import Chapter, Page
from bmcgen.source.altered import altered
from bmcgen.source.files import documents_in
from bmcgen.source.names import clean

if TYPE_CHECKING:
    from bmcgen.documents.parts import Group

UNNAMED = "canvas"
"""What data is called that comes from no file."""


def make(
    what: Data,
    *,
    compare: Data | None = None,
    locale: str | None = None,
    prompts: str | None = None,
    paper: str | None = None,
    layout: str | None = None,
    blocks: str | Iterable[str] = (),
    without: str | Iterable[str] = (),
    theme: str | None = None,
    colour: Literal["rgb", "cmyk", "grey"] = "rgb",
    bleed: str = "0",
    marks: bool = False,
    tiles: str | None = None,
    note_size: str | None = None,
    threads: bool = False,
    per_sheet: int = 1,
    duplex: Literal["long", "short", "none"] | None = None,
    strip: bool | str | Iterable[str] = False,
    votes: bool = False,
    lines: bool = False,
    dots: bool = False,
    link: str | None = None,
    fillable: bool = False,
    source: bool = True,
    archive: bool = False,
    output_intent: str | os.PathLike[str] | None = None,
    skip_unprintable: bool = False,
    proof: bool = False,
    fields: Mapping[str, Any] | None = None,
    assets: str | os.PathLike[str] | None = None,
) -> Document:
    """The document that a layout's name, a data file's path, an open data file, the bytes of one or a mapping of the
    same keys stands for.

    With `compare`, another data file of the same layout, one sheet shows both: which notes of the first the second
    kept, changed or dropped, and which are new; another lists what changed, block by block.

    `locale` is a language or locale code, by default the data's own, else English; "nl+en" prints Dutch and below it
    English. `prompts` is none, questions or full; by default questions on a blank sheet and none on a filled one.
    `layout` prints data on another layout that is about its canvas; `blocks` prints only the sheets about these blocks,
    `without` a document of parts without these. `paper` is one that the layout supports (A2, Tabloid, 900x600mm),
    `theme` how the sheet looks. For a print shop there are the inks in `colour`, `bleed` (a length such as 3mm) and
    crop `marks`; for an office printer `tiles`, a paper such as A4. `threads` draws a line for each segment through its
    notes. For a room there are places for paper notes of `note_size` (76x76, in millimetres), the poster's `strip`
    (True, or some of its parts: state, team, segments, assumptions, parking), a row of rings for `votes`, `lines` or
    `dots` to write on, and a `link` as a QR code. With `per_sheet` 2, personas stand side by side on paper twice as
    large. `duplex` is the edge over which the printer turns sheets to print the backs of cards, long or short, by
    default long; with none, each back stands beside its front. A `fillable` sheet is a form to fill in on screen, which
    `bmcgen import` reads when it comes back. The PDF of data carries this as its `source`, so that `bmcgen import`
    gives it back: what is printed, and nothing more. A file for an `archive` is PDF/A, and `output_intent` is the path
    of the ICC profile that its colours are meant for. With `skip_unprintable`, a text that no font has letters for, or
    that runs from right to left, is a warning rather than a problem, and its place on the sheet says so. A `proof`
    shows whoever designs a layout its trim, margins, tracks and frames over each page, with their names and measures.
    `fields` fill the masthead of a blank sheet: title, tagline, designed-for, designed-by, date, version; texts,
    numbers or dates. `assets` is a folder with layouts, locales, themes and fonts of one's own. `Problems` with
    everything that is wrong with the data; what is only doubtful is in the document's `warnings`. TypeError or
    ValueError for an argument that cannot be meant.
    """
    check_folder(assets)
    asked = asked_of(
        locale=locale,
        prompts=prompts,
        paper=paper,
        layout=layout,
        blocks=blocks,
        without=without,
        theme=theme,
        colour=colour,
        bleed=bleed,
        marks=marks,
        tiles=tiles,
        note_size=note_size,
        threads=threads,
        per_sheet=per_sheet,
        duplex=duplex,
        strip=strip,
        votes=votes,
        lines=lines,
        dots=dots,
        link=link,
        fillable=fillable,
        source=source,
        archive=archive,
        output_intent=output_intent,
        skip_unprintable=skip_unprintable,
        proof=proof,
    )
    given = data_of(what)
    other = data_of(compare) if compare is not None else None
    documents = make_sheets(
        given, asked, fields=field_texts(fields, own_of(given, assets)), assets=assets, compare=other
    )
    if per_sheet > 1:
        from bmcgen.documents.printing.pairing import paired

        documents = paired(documents)
    first = documents[0]
    if len(documents) == 1:
        return first
    pages, chapters = list[Page](), list[Chapter]()
    for document in documents:
        chapters += [replace(chapter, start=chapter.start + len(pages)) for chapter in document.chapters]
        pages += document.pages
    parts = tuple(part for document in documents for part in document.parts)
    whole = replace(first, name=_file_name(given), pages=tuple(pages), warnings=tuple(warnings_of(documents)))
    return replace(whole, chapters=tuple(chapters), parts=parts, source=None)


def make_sheets(
    what: str | Path | bytes | Mapping[str, Any],
    asked: Asked,
    *,
    fields: Mapping[str, str] | None = None,
    assets: str | os.PathLike[str] | None = None,
    name: str | None = None,
    shown: str | None = None,
    places: Mapping[str, Place] | None = None,
    compare: str | Path | bytes | Mapping[str, Any] | None = None,
    compare_shown: str | None = None,
) -> list[Document]:
    """The same, a document for each sheet of a file that holds several: YAML documents with `---` between them, or a
    list under `sheets`. `name` is what the files of a blank sheet are called, `shown` and `compare_shown` what messages
    call the data files, and `places` say where the fields come from.
    """
    found = Assets.of(Path(assets) if assets is not None else None)
    usual = asked.usual if asked.locale is None else asked.locale
    if compare is not None:
        from bmcgen.documents.comparing import comparison

        first = partial(load, what, found, usual, fields or {}, shown)
        second = partial(load, compare, found, usual, {}, compare_shown)
        return [_document(*comparison(first, second, found, asked), found, asked)]
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    contents = load(what, found, usual, fields or {}, shown, places)
    layouts: list[tuple[Content, Layout]] = []
    for content in contents:
        own = replace(content, name=name) if name else content
        try:
            layouts.append((own, layout_for(own, found, asked.layout, asked.paper)))
        except Problems as exc:
            problems += exc.diagnostics
    whole = [(content, layout) for content, layout in layouts if layout.parts]
    groups: list[tuple[Group, Layout]] = []
    if whole:
        from bmcgen.documents.parts import grouped

        parts = whole[0][1]
        groups = [(group, parts) for group in grouped([content for content, _ in whole], parts)]
    else:
        groups = [((content, ()), layout) for content, layout in layouts]
    for group, layout in groups:
        try:
            if layout.parts:
                from bmcgen.documents.parts import of_parts

                documents.append(called(of_parts(group, layout, found, asked), name))
            else:
                documents.append(_document(group[0], layout, found, asked))
        except Problems as exc:
            problems += exc.diagnostics
    if problems:
        raise Problems(problems)
    return documents


def _file_name(what: str | Path | bytes | Mapping[str, Any]) -> str:
    return Path(what).stem if isinstance(what, str | Path) else UNNAMED


def load(
    what: str | Path | bytes | Mapping[str, Any],
    assets: Assets,
    locale: str | None,
    fields: Mapping[str, str],
    shown: str | None = None,
    places: Mapping[str, Place] | None = None,
) -> list[Content]:
    """The contents of a data file, its bytes or a mapping; for a layout's name that of a blank sheet."""
    if fields and (not isinstance(what, str) or is_data(what)):
        raise ValueError("fields fill the masthead of a blank sheet; data has its own")
    if isinstance(what, Mapping):
        from bmcgen.source.from_python import from_value

        return read_contents([from_value(what)], UNNAMED, assets, locale, Path())
    if isinstance(what, bytes):
        return read_contents(documents_in(what, shown or "<data>"), UNNAMED, assets, locale, Path())
    if isinstance(what, str) and not is_data(what):
        known = assets.names("layouts")
        path = Path(what)
        if served(assets, what):
            known = (*known, what)
        if what not in known and is_there(path, path.exists):
            return load(path, assets, locale, {})
        if what not in known:
            hint = did_you_mean(what, known, f"choose from: {', '.join(known)}")
            if is_there(path, (Path("layouts") / f"{what}.yaml").is_file):
                hint = f"there is a layouts/{what}.yaml in this folder: add --assets ."
            raise Problems([error("unknown-layout", f'there is no layout or file "{what}"', Place(what), hint)])
        typed, said = _typed(fields, places or {})
        told = altered((value, (places or {}).get(key, Place(f"--{key}"))) for key, value in fields.items())
        return [blank(what, typed, [*said, *told])]
    path = Path(what)
    return read_contents(sources_of(path, shown or str(what), assets), path.stem, assets, locale, path.parent)


def _typed(fields: Mapping[str, str], places: Mapping[str, Place]) -> tuple[dict[str, Typed], list[Diagnostic]]:
    """The fields of a blank sheet's masthead, and what is doubtful about them. `Problems` for what is wrong."""
    typed: dict[str, Typed] = {}
    found: list[Diagnostic] = []
    for key, value in fields.items():
        text = clean(value)
        if text:
            typed[key] = Typed(text, places.get(key, Place(f"--{key}")))
            found += field_value(key, typed[key])
    if any(each.severity == "error" for each in found):
        raise Problems(found)
    return typed, found


def _document(content: Content, layout: Layout, assets: Assets, asked: Asked) -> Document:
    """The document of a content on its own layout or on another."""
    if asked.without:
        message = f"{layout.name} has no parts that could be left out"
        raise Problems([error("unknown-part", message, Place("--without"))])
    if layout.name != content.layout:
        content = replace(content, name=f"{content.name}-{layout.model or layout.name}")
    return compose(content, layout, assets, asked)
