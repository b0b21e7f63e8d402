"""Words of one document: what a data file says under `words`, over the words of its locale."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.dialect_files import under
from bmcgen.assets.localisation.languages import language_part
from bmcgen.assets.localisation.locales import GENERAL
from bmcgen.assets.localisation.words import complete, read_canvas
from bmcgen.assets.overlay import OWN_NAMES, Change, Overlaid, overlaid
from bmcgen.diagnostics import Diagnostic, Problems, error, short, warning
from bmcgen.model.content import Content, OwnWords
from bmcgen.model.layout import Layout
from bmcgen.model.locale import CanvasWords, Locale
from bmcgen.source.names import Names
from bmcgen.source.tree import Mapping, Node, Scalar

SHARED = ("words", "strip", "continues", "pages", "statuses", "changes")
"""What is printed of a locale’s general words, besides the labels of the masthead."""
CANVAS = ("title", "subject", "fields", "blocks")
_FIXED = {
    "credit": "the credit of a canvas stays as it is, for its licence asks for it",
    "licence": "the licence of a canvas stays as it is",
}
_LABELS = {"date": 12, "version": 9}
_LABEL, _CODE, _SHORT, _LONGER = 20, 6, 30, 1.5
"""How many characters a label of the masthead may have, beside which somebody must be able to write, a code, and any
other text; and how much longer than in the locale a text may be.
"""


def read_own_words(
    node: Node, layout: Layout, language: str, names: Names, assets: Assets
) -> tuple[OwnWords | None, list[Diagnostic]]:
    """The words of a document, and what is wrong with them. Blocks may have any name that they have in data files."""
    if isinstance(node, Scalar) and node.empty:
        return None, []
    if not isinstance(node, Mapping):
        return None, [error("wrong-type", '"words" must hold keys and values', node.where)]
    problems: list[Diagnostic] = []
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        if key.text in _FIXED:
            problems.append(error("fixed-words", _FIXED[key.text], key.where, "leave it out"))
        elif key.text == "blocks" and isinstance(value, Mapping):
            pairs.append((key, _by_id(value, names)))
        else:
            pairs.append((key, value))
    typed = replace(node, pairs=tuple(pairs))
    every = _joined(_general(language, assets), _canvas_tree(layout, language, assets))
    found = overlaid(typed, every)
    problems += [*found.problems, *_too_long(found.changes)]
    if problems:
        return None, problems
    own = OwnWords(
        layout=layout.name,
        language=language,
        typed=node,
        tree=typed,
        texts={each.own.text.strip(): each.own.where for each in found.changes},
        changes=tuple((each.own.text, each.under) for each in found.changes),
    )
    try:
        _locale_tree(own, language, assets)
        canvas_with(own, layout, language, assets)
    except Problems as exc:
        return None, [*exc.diagnostics]
    return own, []


def worded(
    content: Content, own: OwnWords | None, locale: Locale, canvas: CanvasWords, layout: Layout, assets: Assets
) -> tuple[Content, Locale, CanvasWords]:
    """A content, and the words that it is set in: those of a locale, and over them its own."""
    if own is None:
        return replace(content, words=None) if content.words else content, locale, canvas
    content, told = suited(content, locale.language)
    if content.words is None:
        return replace(content, warnings=(*content.warnings, *told)), locale, canvas
    return content, locale_with(own, locale, assets), canvas_with(own, layout, locale.language, assets)


def suited(content: Content, language: str) -> tuple[Content, list[Diagnostic]]:
    """A content with the words that a sheet in a language can have, and a warning where these are of another."""
    own = content.words
    if own is None or content.locale is None or language_part(language) == language_part(own.language):
        return content, []
    message = f'the words of this file are of "{own.language}", and the sheet is in "{language}": it has its own'
    return replace(content, words=None), [warning("other-language", message, own.typed.where)]


def locale_with(own: OwnWords | None, locale: Locale, assets: Assets) -> Locale:
    """The general words of a locale with those of a document."""
    if own is None or not any(key.text in SHARED for key, _ in own.tree.pairs):
        return locale
    from bmcgen.assets.schemas.locale_schema import locale_of_tree

    found = locale_of_tree(_locale_tree(own, locale.language, assets))
    changed = {key: getattr(found, key) for key in SHARED}
    return replace(locale, **changed)


def canvas_with(own: OwnWords | None, layout: Layout, language: str, assets: Assets) -> CanvasWords:
    """The words of a layout in a language with those of a document: its own layout’s, and those of all that are about
    the same canvas. The labels of the masthead are for all.
    """
    found = read_canvas(assets, language, layout)
    if own is None:
        return found
    from bmcgen.assets.schemas.words_schema import canvas_of, labels_of

    tree = _only(own.tree, CANVAS)
    if layout.name == own.layout:
        found = complete(assets, language, layout, canvas_of(_over_known(tree, _canvas_tree(layout, language, assets))))
    elif layout.canvas and layout.canvas.name == own.layout:
        canvas = canvas_of(_over_known(tree, _canvas_tree(layout.canvas, language, assets)))
        canvas = complete(assets, language, layout.canvas, canvas)
        found = complete(assets, language, layout, canvas_of(_file(layout, language, assets)), canvas)
    fields = _only(own.tree, ("fields",)).get("fields")
    return replace(found, fields={**found.fields, **(labels_of(fields) if fields is not None else {})})


def _over_known(tree: Mapping, below: Node) -> Node:
    found: Overlaid = overlaid(tree, below)
    if found.problems:
        raise Problems(found.problems)
    return found.tree


def _general(language: str, assets: Assets) -> Mapping:
    """What a document can change of the general words of a locale."""
    tree = under(language, GENERAL, assets)
    assert isinstance(tree, Mapping)
    return _only(tree, (*SHARED, "fields"))


def _locale_tree(own: OwnWords, language: str, assets: Assets) -> Node:
    tree = under(language, GENERAL, assets)
    assert tree is not None
    return _over_known(_only(own.tree, SHARED), tree)


def _file(layout: Layout, language: str, assets: Assets) -> Mapping:
    tree = under(language, layout.words, assets)
    assert isinstance(tree, Mapping)
    return tree


def _canvas_tree(layout: Layout, language: str, assets: Assets) -> Mapping:
    """The words of a layout as one file would say them: its own over those of its canvas."""
    own = _file(layout, language, assets)
    if layout.canvas is None:
        return own
    below = _file(layout.canvas, language, assets)
    blocks, theirs = own.get("blocks"), below.get("blocks")
    pairs = {key.text: (key, value) for key, value in (*below.pairs, *own.pairs)}
    if isinstance(blocks, Mapping) and isinstance(theirs, Mapping):
        pairs["blocks"] = (pairs["blocks"][0], _joined(theirs, blocks))
    return replace(own, pairs=tuple(pairs.values()))


def _joined(one: Mapping, other: Mapping) -> Mapping:
    """The pairs of two mappings; what both have is joined a level below, or else the second’s."""
    pairs = {key.text: (key, value) for key, value in one.pairs}
    for key, value in other.pairs:
        before = pairs.get(key.text, (key, value))[1]
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            inner = {name.text: (name, each) for name, each in (*before.pairs, *value.pairs)}
            pairs[key.text] = (key, replace(value, pairs=tuple(inner.values())))
        else:
            pairs[key.text] = (key, value)
    return replace(one, pairs=tuple(pairs.values()))


def _only(tree: Mapping, keys: tuple[str, ...]) -> Mapping:
    return replace(tree, pairs=tuple(pair for pair in tree.pairs if pair[0].text in keys))


def _by_id(blocks: Mapping, names: Names) -> Mapping:
    """The blocks of a mapping by their ids, whatever they are called there."""
    pairs = ((replace(key, text=names.find(key.text) or key.text), value) for key, value in blocks.pairs)
    return replace(blocks, pairs=tuple(pairs))


def _too_long(changes: tuple[Change, ...]) -> Iterator[Diagnostic]:
    """Texts that have more characters than there may be room for."""
    for each in changes:
        if {*OWN_NAMES} & {*each.keys}:
            continue
        if each.keys[0] == "fields":
            most = _LABELS.get(each.keys[-1], _LABEL)
        else:
            most = max(_CODE if each.keys[-1] == "code" else _SHORT, round(len(each.under) * _LONGER))
        count = len(each.own.text.strip())
        if count > most:
            message = f'"{short(each.own.text)}" has {count} characters; there is room for {most}'
            yield error("too-long", message, each.own.where, f"in the locale it is: {short(each.under)}")


def described(layout: Layout, language: str, assets: Assets) -> AnyMapping[str, Node]:
    """What there is to change under `words`, by its keys."""
    tree = _joined(_general(language, assets), _canvas_tree(layout, language, assets))
    return {key.text: value for key, value in tree.pairs if key.text not in _FIXED}
