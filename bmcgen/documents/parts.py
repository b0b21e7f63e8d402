"""Documents of several parts: a cover with contents, and behind it the parts, blank or filled from data."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import language_of
from bmcgen.assets.localisation.pairs import check_languages, codes_of
from bmcgen.assets.localisation.words import has_layout, languages_with, read_canvas
from bmcgen.assets.papers import CUSTOM, Paper, paper_of
from bmcgen.data.manuscript import PartOf
from bmcgen.data.own_words import canvas_with, suited
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, warning
from bmcgen.documents.output.document import Document, begins, bound, called, warnings_of
from bmcgen.documents.output.fillable import check_blank
from bmcgen.documents.printing.leaves import check_duplex
from bmcgen.documents.room import check_taken, taken
from bmcgen.documents.selection import locale_asked
from bmcgen.documents.typesetting import Asked, compose
from bmcgen.model.content import HEADLINE, Content
from bmcgen.model.layout import Layout
from bmcgen.model.room import Room
from bmcgen.source.names import fold

COVER = "cover"
Group = tuple[Content, tuple[Content, ...]]
"""A canvas, and what fills other parts of the document that it is printed in."""


def grouped(contents: Sequence[Content], layout: Layout) -> list[Group]:
    """What goes into which document: one for each canvas, and each has what fills the other parts, such as personas.
    Without a canvas there is one document, in which that part is blank. `Problems` for what is no part at all.
    """
    canvas = layout.canvas.name if layout.canvas else layout.name
    main = [content for content in contents if content.layout in (canvas, layout.name)]
    others = tuple(content for content in contents if content.layout not in (canvas, layout.name))
    problems = []
    for content in others:
        if content.layout not in layout.parts:
            hint = f"these do: {', '.join(dict.fromkeys([content.layout, *_printable(canvas, layout)]))}"
            message = f"{layout.name} does not print files of {content.layout}"
            problems.append(error("wrong-layout", message, content.where, hint))
    if problems:
        raise Problems(problems)
    if not main:
        first = others[0]
        fields = {key: typed for key, typed in first.fields.items() if key not in HEADLINE}
        main = [replace(first, layout=canvas, fields=fields, segments=(), blocks={}, blank=True)]
    if len(main) == 1 < len(contents):
        # Sheets of a file are numbered; where all go into one document, that is called like the file.
        main = [replace(main[0], name=main[0].name.rpartition("-")[0])]
    return [(content, others) for content in main]


def _printable(canvas: str, layout: Layout) -> list[str]:
    return [canvas, *(part for part in layout.parts if part != canvas)]


def of_parts(group: Group, layout: Layout, assets: Assets, asked: Asked) -> Document:
    """A cover with contents, and behind it the parts. Data fills the parts that it is made for; the others are blank
    but for the fields of the masthead.
    """
    content, others = group
    if asked.fillable:
        check_blank(content, layout, assets)
    chosen, covered = _chosen(layout, asked)
    kept, said = _translated(chosen, content, layout, assets, asked)
    _check_printed(group, layout, kept, assets)
    check_duplex(asked.duplex, [read_layout(assets, name, layout.where) for name in kept], layout.name)
    asked = replace(asked, duplex=None, usual_duplex=asked.duplex or asked.usual_duplex)
    check_taken(asked.room, [read_layout(assets, name, layout.where) for name in kept], layout.name, assets)
    documents, titles, about = [], [], []
    for name in kept:
        part = read_layout(assets, name, layout.where)
        if asked.paper is not None:
            part = read_layout(assets, name, layout.where, _part_paper(part, layout, assets))
        if part.parts:
            raise Problems([error("bad-value", f'"{name}" has parts itself, so it cannot be one', layout.where)])
        about_some = any(sheet.about for sheet in part.sheets)
        own = replace(asked, blocks=asked.blocks if about_some else (), room=taken(asked.room, part))
        documents.append(_part(group, part, assets, own))
        found = _part_of(part, content, documents[-1], layout, assets)
        titles.append(found.title)
        about.append(found)
    filled = bool(others) or not content.blank
    title, whole_name = (content.name, f"{content.name}-{layout.name}") if filled else (None, content.name)
    if said:
        documents[0] = replace(documents[0], warnings=(*said, *documents[0].warnings))
    if not covered:
        whole = bound(whole_name, titles, documents, documents)
        labels = {**whole.labels, "layout": layout.name, **_said(content)}
        return called(replace(whole, labels=labels), title)
    cover = replace(asked, blocks=(), room=Room(), threads=False)
    front = _emptied(content)
    alone = compose(replace(front, name=COVER), layout, assets, cover, about)
    alone = replace(alone, labels={**alone.labels, "layout": COVER})
    at = begins([alone.sheets, *(part.sheets for part in documents)])[1:]
    placed = [
        replace(part, begins=page, second=part.second and replace(part.second, begins=page))
        for part, page in zip(about, at, strict=True)
    ]
    first = compose(front, layout, assets, cover, placed)
    titles = [first.metadata.title, *titles]
    return called(bound(whole_name, titles, [first, *documents], [alone, *documents]), title)


def _part_of(part: Layout, content: Content, document: Document, layout: Layout, assets: Assets) -> PartOf:
    """What contents say of a part, in its language or in both."""
    found: PartOf | None = None
    for code in reversed(codes_of(document.locale)):
        language = language_of(assets, code, layout.where)
        words = canvas_with(suited(content, language)[0].words, part, language, assets)
        found = PartOf(words.title, words.subject, part.page.paper, document.sheets, None, found)
    assert found is not None
    return found


def _part_paper(part: Layout, whole: Layout, assets: Assets) -> str:
    """The paper of a part that is to that of the whole as the papers are that both were drawn for: where the
    whole is on Letter, a part drawn for twice its paper is on Tabloid.
    """
    drawn = read_layout(assets, whole.name, whole.where)
    wanted = _area(part) / _area(drawn) * _area(whole)
    papers = [paper_of(name, part.where) for name in part.papers if name != CUSTOM]

    def unlike(paper: Paper) -> float:
        return abs(paper.width * paper.height - wanted)

    return min(papers, key=unlike).name if papers else part.page.paper


def _area(layout: Layout) -> float:
    """How large the sheets of a layout are, as they are printed."""
    if layout.imposition:
        return layout.imposition.width * layout.imposition.height
    return layout.page.width * layout.page.height * layout.page.scale**2


def _chosen(layout: Layout, asked: Asked) -> tuple[list[str], bool]:
    """The parts that are asked for, and whether there is a cover."""
    names = [COVER, *layout.parts]
    unknown = [name for name in asked.without if fold(name) not in map(fold, names)]
    if unknown:
        hint = f"its parts: {', '.join(names)}"
        raise Problems(
            error(
                "unknown-part",
                f'"{name}" is not a part of {layout.name}',
                Place("--without"),
                did_you_mean(name, names, hint),
            )
            for name in unknown
        )
    left_out = [fold(name) for name in asked.without]
    kept = [name for name in layout.parts if fold(name) not in left_out]
    covered = fold(COVER) not in left_out
    if not kept and not covered:
        raise Problems([error("unknown-part", f"nothing is left of {layout.name}", Place("--without"))])
    return kept, covered


def _translated(
    names: Sequence[str], content: Content, layout: Layout, assets: Assets, asked: Asked
) -> tuple[list[str], list[Diagnostic]]:
    """The parts that the locale has words for, and a warning about the others. `Problems` if there are none."""
    code, where = locale_asked(content, asked.locale, asked.usual)
    check_languages(assets, code, where)
    languages = [language_of(assets, each, where) for each in codes_of(code)]
    parts = {name: read_layout(assets, name, layout.where) for name in names}
    kept = list(parts)
    said = []
    for name, part in parts.items():
        lacking = next((each for each in languages if not has_layout(assets, each, part)), None)
        if lacking is not None:
            have = ", ".join(languages_with(assets, part.words))
            message = f'{layout.name} goes without {name}: the locale "{lacking}" has no words for it'
            said.append(warning("missing-words", message, where, f"these locales have them: {have}"))
            kept.remove(name)
        elif part.languages < len(languages):
            message = f"{layout.name} goes without {name}: a text to be read is not printed in two languages at once"
            hint = f"make it in each: bmcgen make {name} --locale {','.join(codes_of(code))}"
            said.append(warning("two-languages", message, where, hint))
            kept.remove(name)
    if names and not kept:
        for language in languages:
            read_canvas(assets, language, parts[names[0]])
    return kept, said


def _check_printed(group: Group, layout: Layout, kept: Sequence[str], assets: Assets) -> None:
    """`Problems` where a part is left out that alone would print what somebody wrote."""
    parts = [read_layout(assets, name, layout.where) for name in kept]
    problems = []
    for content in (group[0], *group[1]):
        if not content.blank and content.blocks and not any(_prints(part, content) for part in parts):
            message = f"nothing that is left of {layout.name} prints what this file says in its blocks"
            problems.append(error("no-place", message, content.where, "leave fewer parts out with --without"))
    if problems:
        raise Problems(problems)


def _prints(part: Layout, content: Content) -> bool:
    """Whether a part has a place for what is written in a content's blocks."""
    return bool(part.written) and content.layout in (part.name, part.canvas.name if part.canvas else part.name)


def _part(group: Group, part: Layout, assets: Assets, asked: Asked) -> Document:
    """A part with the data that it is made for, or blank."""
    content, others = group
    own = [each for each in others if each.layout == part.name]
    if not own and not content.blank and _prints(part, content):
        own = [content]
    if not own:
        # The headline is that of the whole; on a form its title would be the name of somebody.
        fields = {key: typed for key, typed in content.fields.items() if key not in HEADLINE}
        blank = replace(_emptied(content), name=part.name, layout=part.name, fields=fields)
        return compose(blank, part, assets, replace(asked, threads=False))
    shared = {key: typed for key, typed in content.fields.items() if key not in HEADLINE}
    made = [
        compose(replace(each, name=part.name, fields={**shared, **each.fields}), part, assets, asked) for each in own
    ]
    pages = tuple(page for document in made for page in document.pages)
    source = made[0].source if len(made) == 1 else None
    return replace(made[0], pages=pages, warnings=tuple(warnings_of(made)), source=source)


def _emptied(content: Content) -> Content:
    """A content without its notes, and all that these are marked with."""
    return replace(content, segments=(), tags=(), statuses=(), targets=(), blocks={}, blank=True)


def _said(content: Content) -> dict[str, str]:
    return {key: typed.text for key, typed in content.fields.items()}
