"""The stages in their order: load, localise, compose, fit, paint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bmcgen.compose.counts import count_warnings
from bmcgen.compose.dates import parse_date
from bmcgen.compose.localise import PartOf, localise
from bmcgen.compose.plan import plan
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.document import Document, begins, bound, warnings_of
from bmcgen.fit.builder import Ink
from bmcgen.fit.document import fit
from bmcgen.fit.imposition import imposed
from bmcgen.fit.sheet import SheetFitter
from bmcgen.fonts import Faces
from bmcgen.load.assets import Assets
from bmcgen.load.content import DEFAULT_LOCALE, blank, field_value, read_contents
from bmcgen.load.files import read_documents
from bmcgen.load.layout import read_layout
from bmcgen.load.locale import language_of, read_locale
from bmcgen.load.names import block_names, clean, fold
from bmcgen.load.theme import read_theme
from bmcgen.load.value import from_value
from bmcgen.load.words import read_canvas, read_canvases, unlike_others
from bmcgen.model.content import FIELDS, Content, Typed
from bmcgen.model.layout import Layout, Sheet
from bmcgen.model.locale import CanvasWords
from bmcgen.model.manuscript import Manuscript
from bmcgen.model.page import Metadata
from bmcgen.proof import lost

PROMPTS = ("none", "questions", "full")
THEME = "classic"
COVER = "cover"
DATA_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for beside the data itself; see `make`."""

    locale: str | None = None
    prompts: str | None = None
    paper: str | None = None
    layout: str | None = None
    blocks: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.prompts is not None and self.prompts not in PROMPTS:
            raise ValueError(f"prompts must be one of {', '.join(PROMPTS)}")


def make(
    what: str | Path | Mapping[str, Any],
    *,
    locale: str | None = None,
    prompts: str | None = None,
    paper: str | None = None,
    layout: str | None = None,
    blocks: Sequence[str] = (),
    without: Sequence[str] = (),
    fields: Mapping[str, str] | None = None,
    assets: str | Path | None = None,
) -> Document:
    """The document that a layout's name, a data file's path or a mapping of the same keys stands for.

    `locale` is a language or locale code, by default the data's own, else English. `prompts` is none, questions or
    full; by default questions on a blank sheet and none on a filled one. `layout` prints data on another layout that is
    about its canvas; `blocks` prints only the sheets about these blocks, `without` a document of parts without these.
    `fields` fill the masthead of a blank sheet: title, designed-for, designed-by, date, version. `assets` is a folder
    with layouts, locales and fonts of one's own. `Problems` with everything that is wrong; what is only doubtful is in
    the document's `warnings`.
    """
    asked = Asked(locale, prompts, paper, layout, tuple(blocks), tuple(without))
    documents = make_sheets(what, asked, fields=fields, assets=assets)
    first = documents[0]
    if len(documents) == 1:
        return first
    pages = tuple(page for document in documents for page in document.pages)
    return replace(first, name=_file_name(what), pages=pages, warnings=tuple(warnings_of(documents)))


def make_sheets(
    what: str | Path | Mapping[str, Any],
    asked: Asked,
    *,
    fields: Mapping[str, str] | None = None,
    assets: str | Path | None = None,
) -> list[Document]:
    """The same, a document for each sheet of a file that holds several: YAML documents with `---` between them, or a
    list under `sheets`.
    """
    found = Assets.of(assets)
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    for content in load(what, found, asked.locale, fields or {}):
        try:
            documents.append(_document(content, found, asked))
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
    what: str | Path | Mapping[str, Any], assets: Assets, locale: str | None, fields: Mapping[str, str]
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
        return [blank(what, _typed(fields))]
    path = Path(what)
    return read_contents(read_documents(path, str(what)), path.stem, assets, locale, path.parent)


def _file_name(what: str | Path | Mapping[str, Any]) -> str:
    return "canvas" if isinstance(what, Mapping) else Path(what).stem


def _typed(fields: Mapping[str, str]) -> dict[str, Typed]:
    typed = {}
    problems = []
    for key, value in fields.items():
        if key not in FIELDS:
            raise ValueError(f"{key} is no field of the masthead; these are: {', '.join(FIELDS)}")
        text = clean(value)
        if text:
            typed[key] = Typed(text, Place(f"--{key}"))
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


def _sheets(layout: Layout, canvas: CanvasWords, assets: Assets, blocks: Sequence[str]) -> Sequence[Sheet]:
    """The sheets of a layout; where blocks are named, only those about them."""
    if not blocks:
        return layout.sheets
    subjects = [sheet.about for sheet in layout.sheets if sheet.about]
    where = Place("--blocks")
    if not subjects:
        message = f"{layout.name} has no sheets of which each is about a block"
        raise Problems([error("unknown-block", message, where)])
    others = [each.blocks for each in read_canvases(assets, layout).values()]
    names = block_names(layout.name, dict.fromkeys(subjects), canvas.blocks, others)
    problems = [
        error(
            "unknown-block",
            f'"{name}" is not a block of {layout.name}',
            where,
            did_you_mean(name, names.every, f"known here: {', '.join(names.known)}"),
        )
        for name in blocks
        if names.find(name) is None
    ]
    if problems:
        raise Problems(problems)
    chosen = {names.find(name) for name in blocks}
    return [sheet for sheet in layout.sheets if sheet.about in chosen]


def _check_places(content: Content, layout: Layout, sheets: Sequence[Sheet]) -> None:
    """`Problems` for anything written that the layout would not print anywhere."""
    kinds = [block.kind for sheet in sheets for block in sheet.blocks.values()]
    lines = [field.name for sheet in sheets for block in sheet.blocks.values() for field in block.fields]
    titled = any(kind in kinds for kind in ("masthead", "title", "folio"))
    problems = []
    for key, typed in content.fields.items():
        if key not in lines and "footer" not in kinds and not (key == "title" and titled):
            problems.append(error("no-place", f"{layout.name} has no place for {key}", typed.where))
    known = [block.name for block in layout.written]
    for name, held in content.blocks.items():
        if name not in known and held:
            problems.append(error("no-place", f"{layout.name} has no place for what {name} holds", content.where))
    if problems:
        raise Problems(problems)


def compose(content: Content, layout: Layout, assets: Assets, asked: Asked, parts: Sequence[PartOf] = ()) -> Document:
    """A content on a layout in one locale, through all the stages up to its pages; `parts` are listed in contents."""
    where = content.where
    code = content.locale or DEFAULT_LOCALE if asked.locale is None else asked.locale
    words = read_locale(assets, code, where if asked.locale is None else Place("--locale"))
    canvas = read_canvas(assets, words.language, layout, whole=True)
    every = read_canvases(assets, layout)
    words_file = Place(str(assets.find(f"locales/{words.language}", layout.words)))
    unlike = unlike_others(canvas, [each for code, each in every.items() if code != words.language], words_file)
    if unlike:
        raise Problems(sorted(unlike, key=str))
    ink = _ink(layout, assets, where)
    chosen = asked.prompts or layout.prompts or ("questions" if content.blank else "none")

    sheets: list[SheetFitter] = []
    for sheet in _sheets(layout, canvas, assets, asked.blocks):
        manuscript = localise(content, layout, sheet, words, canvas, chosen, parts)
        sheets.append(SheetFitter(manuscript, layout, sheet, ink, partial(plan, layout, sheet)))
    _check_places(content, layout, [sheet.sheet for sheet in sheets])
    fitted = fit(sheets, layout.sizes, ink.faces)
    if problems := lost((sheet.manuscript for sheet in sheets), fitted.pages):
        raise Problems(problems)
    pages = imposed(fitted.pages, layout.imposition, ink) if layout.imposition else fitted.pages

    credit = content.fields.get("designed-by")
    date = content.fields.get("date")
    day = parse_date(date.text) if date else None
    metadata = Metadata(
        title=_title_of(sheets[0].manuscript, canvas.title),
        author=credit.text if credit else "",
        subject=f"{canvas.subject}. {canvas.licence}" if canvas.licence else canvas.subject,
        keywords=canvas.credit,
        licence=canvas.licence,
        language=words.code.replace("_", "-"),
        date=day.isoformat() if day and day.year >= 1970 else None,
    )
    warnings = (*count_warnings(content, layout, words, canvas), *fitted.warnings)
    return Document(content.name, words.code, pages, metadata, warnings, ink.faces)


def _ink(layout: Layout, assets: Assets, where: Place) -> Ink:
    theme = read_theme(assets, THEME, where)
    accents = [accent for block in layout.blocks for accent in (block.accent, *block.accents)]
    unknown = [accent for accent in accents if accent not in ("ink", *theme.accents)]
    if unknown:
        hint = did_you_mean(unknown[0], ["ink", *theme.accents])
        raise Problems([error("bad-value", f'the theme has no accent "{unknown[0]}"', layout.where, hint)])
    named = [*theme.faces.values(), *theme.fallback]
    # A face of the user's own stands in before those that ship.
    brought = [name for name in assets.own("fonts", ".ttf") if name not in named]
    fallback = [*brought, *theme.fallback]
    paths = {name: assets.need("fonts", name, where, ".ttf") for name in (*theme.faces.values(), *fallback)}
    return Ink(theme, Faces(theme.faces, paths, fallback))


def _title_of(manuscript: Manuscript, canvas: str) -> str:
    """What a file is called in its metadata: its own title with the canvas's, or the canvas's alone."""
    own = manuscript.title.text if manuscript.title else canvas
    return own if own == canvas else f"{own} – {canvas}"
