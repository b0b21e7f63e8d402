"""The stages in their order: load, localise, compose, fit, paint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bmcgen.compose.counts import count_warnings
from bmcgen.compose.dates import parse_date
from bmcgen.compose.localise import localise
from bmcgen.compose.plan import plan
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.fit.builder import Ink
from bmcgen.fit.sheet import Fitter
from bmcgen.fonts import Faces
from bmcgen.load.assets import Assets
from bmcgen.load.content import DEFAULT_LOCALE, blank, field_value, read_contents
from bmcgen.load.files import read_documents
from bmcgen.load.layout import read_layout
from bmcgen.load.locale import read_canvas, read_canvases, read_locale, unlike_others
from bmcgen.load.names import clean
from bmcgen.load.theme import read_theme
from bmcgen.load.value import from_value
from bmcgen.model.content import FIELDS, Content, Typed
from bmcgen.model.manuscript import Manuscript
from bmcgen.model.page import Metadata, Page
from bmcgen.output import save_pages

PROMPTS = ("none", "questions", "full")
THEME = "classic"
DATA_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: its pages, and what there is to be said about them.

    `name` and `locale` are what a file of it is called by.
    """

    name: str
    locale: str
    pages: tuple[Page, ...]
    metadata: Metadata
    warnings: tuple[Diagnostic, ...]
    faces: Faces

    def pdf(self) -> bytes:
        """The document as a PDF file."""
        return joined([self])

    def save(self, path: str | Path, *, dpi: float = 150) -> list[Path]:
        """Writes a `.pdf` or `.png` file (a PNG a page, numbered where there are several), and returns the paths.

        A file is written beside its place and then moved there. ValueError for another suffix, `Problems` if it cannot
        be written.
        """
        return save_pages(Path(path), self.pdf(), len(self.pages), dpi)


def joined(documents: Sequence[Document]) -> bytes:
    """Documents in one PDF, one after another; it describes itself as the first does."""
    from bmcgen.paint.pdf import pdf

    pages = [page for document in documents for page in document.pages]
    return pdf(pages, documents[0].metadata, documents[0].faces)


def make(
    what: str | Path | Mapping[str, Any],
    *,
    locale: str | None = None,
    prompts: str | None = None,
    paper: str | None = None,
    fields: Mapping[str, str] | None = None,
    assets: str | Path | None = None,
) -> Document:
    """The document that a layout's name, a data file's path or a mapping of the same keys stands for.

    `locale` is a language or locale code, by default the data's own, else English. `prompts` is none, questions or
    full; by default questions on a blank sheet and none on a filled one. `fields` fill the masthead of a blank sheet:
    title, designed-for, designed-by, date, version. `assets` is a folder with layouts, locales and fonts of one's own.
    `Problems` with everything that is wrong; what is only doubtful is in the document's `warnings`.
    """
    documents = make_sheets(what, locale=locale, prompts=prompts, paper=paper, fields=fields, assets=assets)
    first = documents[0]
    if len(documents) == 1:
        return first
    pages = tuple(page for document in documents for page in document.pages)
    return replace(first, name=_file_name(what), pages=pages, warnings=tuple(warnings_of(documents)))


def make_sheets(
    what: str | Path | Mapping[str, Any],
    *,
    locale: str | None = None,
    prompts: str | None = None,
    paper: str | None = None,
    fields: Mapping[str, str] | None = None,
    assets: str | Path | None = None,
) -> list[Document]:
    """The same, a document for each sheet of a file that holds several: YAML documents with `---` between them, or a
    list under `sheets`.
    """
    if prompts is not None and prompts not in PROMPTS:
        raise ValueError(f"prompts must be one of {', '.join(PROMPTS)}")
    found = Assets.of(assets)
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    for content in load(what, found, locale, fields or {}):
        try:
            documents.append(compose(content, found, locale, prompts, paper))
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


def compose(content: Content, assets: Assets, locale: str | None, prompts: str | None, paper: str | None) -> Document:
    """A content in one locale, through all the stages up to its pages."""
    where = content.where
    layout = read_layout(assets, content.layout, where if paper is None else Place("--paper"), paper)
    asked = content.locale or DEFAULT_LOCALE if locale is None else locale
    words = read_locale(assets, asked, where if locale is None else Place("--locale"))
    canvas = read_canvas(assets, words.language, layout.words, layout.where, layout.blocks.values())
    every = read_canvases(assets, layout.words, layout.where)
    words_file = Place(str(assets.find(f"locales/{words.language}", layout.words)))
    unlike = unlike_others(canvas, [each for code, each in every.items() if code != words.language], words_file)
    if unlike:
        raise Problems(sorted(unlike, key=str))
    theme = read_theme(assets, THEME, where)
    unknown = [block.accent for block in layout.written if block.accent not in ("ink", *theme.accents)]
    if unknown:
        hint = did_you_mean(unknown[0], ["ink", *theme.accents])
        raise Problems([error("bad-value", f'the theme has no accent "{unknown[0]}"', layout.where, hint)])
    paths = {name: assets.need("fonts", name, where, ".ttf") for name in theme.faces.values()}
    ink = Ink(theme, Faces(theme.faces, paths))
    chosen = prompts or ("questions" if content.blank else "none")

    manuscript = localise(content, layout, words, canvas, chosen)
    fitted = Fitter(manuscript, layout, ink).fit(partial(plan, layout))

    credit = content.fields.get("designed-by")
    date = content.fields.get("date")
    day = parse_date(date.text) if date else None
    metadata = Metadata(
        title=_title_of(manuscript, canvas.title),
        author=credit.text if credit else "",
        subject=f"{canvas.subject}. {canvas.licence}" if canvas.licence else canvas.subject,
        keywords=canvas.credit,
        licence=canvas.licence,
        language=words.code.replace("_", "-"),
        date=day.isoformat() if day and day.year >= 1970 else None,
    )
    warnings = (*count_warnings(content, layout, words, canvas), *fitted.warnings)
    return Document(content.name, words.code, fitted.pages, metadata, warnings, ink.faces)


def _title_of(manuscript: Manuscript, canvas: str) -> str:
    """What a file is called in its metadata: its own title with the canvas's, or the canvas's alone."""
    own = manuscript.title.text if manuscript.title else canvas
    return own if own == canvas else f"{own} – {canvas}"


def warnings_of(documents: Iterable[Document]) -> list[Diagnostic]:
    """The warnings of documents, each once."""
    return list(dict.fromkeys(each for document in documents for each in document.warnings))
