"""The stages in their order: load, localise, compose, fit, paint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.locales import language_of
from bmcgen.assets.words import read_canvas
from bmcgen.data.content import blank, field_value, read_contents
from bmcgen.data.manuscript import PartOf
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.documents.document import Document, begins, bound, called, warnings_of
from bmcgen.documents.files import DATA_SUFFIXES
from bmcgen.documents.typesetting import Asked, compose, note_sides
from bmcgen.geometry import length
from bmcgen.model.content import FIELDS, Content, Typed
from bmcgen.model.layout import Layout
from bmcgen.model.page import Chapter, Page, Press
from bmcgen.source.files import read_documents
from bmcgen.source.from_python import from_value
from bmcgen.source.names import clean, fold

COVER = "cover"


def make(
    what: str | Path | Mapping[str, Any],
    *,
    locale: str | None = None,
    prompts: str | None = None,
    paper: str | None = None,
    layout: str | None = None,
    blocks: Sequence[str] = (),
    without: Sequence[str] = (),
    theme: str | None = None,
    colour: Literal["rgb", "cmyk", "grey"] = "rgb",
    bleed: str = "0",
    marks: bool = False,
    tiles: str | None = None,
    note_size: str | None = None,
    fields: Mapping[str, str] | None = None,
    assets: str | Path | None = None,
) -> Document:
    """The document that a layout's name, a data file's path or a mapping of the same keys stands for.

    `locale` is a language or locale code, by default the data's own, else English. `prompts` is none, questions or
    full; by default questions on a blank sheet and none on a filled one. `layout` prints data on another layout that is
    about its canvas; `blocks` prints only the sheets about these blocks, `without` a document of parts without these.
    `paper` is one that the layout supports (A2, Tabloid, 900x600mm), `theme` how the sheet looks. For a print shop
    there are the inks in `colour`, `bleed` (a length such as 3mm) and crop `marks`; for an office printer `tiles`, a
    paper such as A4. `note_size` (76x76, in millimetres) draws places for paper notes.
    `fields` fill the masthead of a blank sheet: title, designed-for, designed-by, date, version. `assets` is a folder
    with layouts, locales and fonts of one's own. `Problems` with everything that is wrong; what is only doubtful is in
    the document's `warnings`.
    """
    press = Press(colour, length(bleed), marks)
    asked = Asked(locale, prompts, paper, layout, tuple(blocks), tuple(without), theme, press, tiles)
    if note_size:
        asked = replace(asked, note=note_sides(note_size))
    documents = make_sheets(what, asked, fields=fields, assets=assets)
    first = documents[0]
    if len(documents) == 1:
        return first
    pages, chapters = list[Page](), list[Chapter]()
    for document in documents:
        chapters += [replace(chapter, start=chapter.start + len(pages)) for chapter in document.chapters]
        pages += document.pages
    parts = tuple(part for document in documents for part in document.parts)
    whole = replace(first, name=_file_name(what), pages=tuple(pages), warnings=tuple(warnings_of(documents)))
    return replace(whole, chapters=tuple(chapters), parts=parts)


def make_sheets(
    what: str | Path | Mapping[str, Any],
    asked: Asked,
    *,
    fields: Mapping[str, str] | None = None,
    assets: str | Path | None = None,
    name: str | None = None,
    shown: str | None = None,
) -> list[Document]:
    """The same, a document for each sheet of a file that holds several: YAML documents with `---` between them, or a
    list under `sheets`. `name` is what the files of a blank sheet are called, `shown` what messages call a data
    file, or where the fields come from.
    """
    found = Assets.of(assets)
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    for content in load(what, found, asked.locale, fields or {}, shown):
        try:
            named = replace(content, name=name) if name else content
            documents.append(called(_document(named, found, asked), name))
        except Problems as exc:
            problems += exc.diagnostics
    if problems:
        raise Problems(problems)
    return documents


def is_data(what: str) -> bool:
    """Whether a name on the command line means a data file rather than a layout."""
    path = Path(what)
    return path.suffix.lower() in DATA_SUFFIXES or "/" in what or "\\" in what or _is_there(path, path.is_file)


def _is_there(path: Path, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except OSError:  # a name longer than there can be
        return False


def load(
    what: str | Path | Mapping[str, Any],
    assets: Assets,
    locale: str | None,
    fields: Mapping[str, str],
    shown: str | None = None,
) -> list[Content]:
    """The contents of a data file or a mapping; for a layout's name that of a blank sheet."""
    if fields and (isinstance(what, Mapping) or not isinstance(what, str) or is_data(what)):
        raise ValueError("fields fill the masthead of a blank sheet; data has its own")
    if isinstance(what, Mapping):
        return read_contents([from_value(what)], "canvas", assets, locale, Path())
    if isinstance(what, str) and not is_data(what):
        known = assets.names("layouts")
        path = Path(what)
        if what not in known and _is_there(path, path.exists):
            return load(path, assets, locale, {})
        if what not in known:
            hint = did_you_mean(what, known, f"known here: {', '.join(known)}")
            raise Problems([error("unknown-layout", f'there is no layout and no file "{what}"', Place(what), hint)])
        return [blank(what, _typed(fields, shown))]
    path = Path(what)
    return read_contents(read_documents(path, shown or str(what)), path.stem, assets, locale, path.parent)


def _file_name(what: str | Path | Mapping[str, Any]) -> str:
    return "canvas" if isinstance(what, Mapping) else Path(what).stem


def _typed(fields: Mapping[str, str], shown: str | None) -> dict[str, Typed]:
    typed = {}
    problems = []
    for key, value in fields.items():
        if key not in FIELDS:
            raise ValueError(f"{key} is no field of the masthead; these are: {', '.join(FIELDS)}")
        text = clean(value)
        if text:
            typed[key] = Typed(text, Place(shown or f"--{key}"))
            problems += [wrong for wrong in [field_value(key, typed[key])] if wrong]
    if problems:
        raise Problems(problems)
    return typed


def _document(content: Content, assets: Assets, asked: Asked) -> Document:
    """The document that is asked for of a content: on its own layout or on another, of one part or of several."""
    layout = _layout_for(content, assets, asked)
    if layout.name != content.layout:
        content = replace(content, name=f"{content.name}-{layout.name}")
    if asked.without and not layout.parts:
        message = f"{layout.name} has no parts that could be left out"
        raise Problems([error("unknown-part", message, Place("--without"))])
    if not layout.parts:
        return compose(content, layout, assets, asked)
    return _of_parts(content, layout, assets, asked)


def _layout_for(content: Content, assets: Assets, asked: Asked) -> Layout:
    name = asked.layout or content.layout
    where = content.where
    if asked.layout:
        where = Place("--layout")
    layout = read_layout(assets, name, where if asked.paper is None else Place("--paper"), asked.paper)
    if name not in (content.layout, "") and (layout.canvas is None or layout.canvas.name != content.layout):
        others = [each for each in assets.names("layouts") if _is_about(assets, each, content.layout)]
        hint = f"these do: {', '.join([content.layout, *others])}"
        raise Problems([error("wrong-layout", f"{name} does not print files of {content.layout}", where, hint)])
    return layout


def _is_about(assets: Assets, name: str, canvas: str) -> bool:
    try:
        layout = read_layout(assets, name, Place(name))
    except Problems:
        return False
    return bool(layout.canvas and layout.canvas.name == canvas and layout.written)


def _of_parts(content: Content, layout: Layout, assets: Assets, asked: Asked) -> Document:
    """A cover with contents, and behind it the parts, each blank but for the fields of the masthead."""
    names = [COVER, *layout.parts]
    unknown = [name for name in asked.without if fold(name) not in map(fold, names)]
    if unknown:
        message = f'"{unknown[0]}" is not a part of {layout.name}'
        hint = did_you_mean(unknown[0], names, f"its parts: {', '.join(names)}")
        raise Problems([error("unknown-part", message, Place("--without"), hint)])
    left_out = [fold(name) for name in asked.without]
    kept = [name for name in layout.parts if fold(name) not in left_out]
    covered = fold(COVER) not in left_out
    if not kept and not covered:
        raise Problems([error("unknown-part", f"nothing is left of {layout.name}", Place("--without"))])
    # The title is that of the whole; on a form it would be the name of somebody.
    fields = {key: value for key, value in content.fields.items() if key != "title"}
    documents, titles, about = [], [], []
    for name in kept:
        part = read_layout(assets, name, layout.where)
        if part.parts:
            raise Problems([error("bad-value", f'"{name}" has parts itself, so it cannot be one', layout.where)])
        own = replace(asked, blocks=asked.blocks if any(sheet.about for sheet in part.sheets) else ())
        documents.append(compose(replace(content, name=name, layout=name, fields=fields), part, assets, own))
        words = read_canvas(assets, language_of(assets, documents[-1].locale, layout.where), part)
        titles.append(words.title)
        about.append(PartOf(words.title, words.subject, part.page.paper, len(documents[-1].pages), None))
    if not covered:
        return bound(content.name, titles, documents, documents)
    cover = replace(asked, blocks=())
    alone = compose(replace(content, name=COVER), layout, assets, cover, about)
    at = begins([len(alone.pages), *(part.pages for part in about)])[1:]
    placed = [replace(part, begins=page) for part, page in zip(about, at, strict=True)]
    front = compose(content, layout, assets, cover, placed)
    titles = [front.metadata.title, *titles]
    return bound(content.name, titles, [front, *documents], [alone, *documents])
