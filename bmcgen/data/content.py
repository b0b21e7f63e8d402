"""A data file to `Content`.

Its keys are computed from a layout and its words, so the tree is read here key by key, and every problem is collected
with the place of the very value that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import canonical, language_of
from bmcgen.assets.localisation.pairs import canonical_codes, first_of
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.data.blocks import BlockReader
from bmcgen.data.called import TOP, colour_names, meanings, names_of, names_with, status_names
from bmcgen.data.fields import field_value, own_names
from bmcgen.data.manner import MANNERS, read_manner
from bmcgen.data.segments import read_segments
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, short
from bmcgen.model.content import FIELDS, STATUSES, Content, OwnWords, Typed
from bmcgen.model.layout import Layout
from bmcgen.source.altered import altered, scalars
from bmcgen.source.names import Names, clean, fold
from bmcgen.source.reader import Reader
from bmcgen.source.translations import is_meant, is_translated
from bmcgen.source.tree import Mapping, Node, Scalar, Source
from bmcgen.source.tree import Sequence as Sequence_

DEFAULT_LOCALE = "en"


def blank(layout: str, fields: AnyMapping[str, Typed], warnings: Sequence[Diagnostic] = ()) -> Content:
    """The content of a sheet printed blank: nothing but the masthead's fields that were given."""
    where = Place(layout)
    return Content(layout, where, layout, None, None, dict(fields), (), {}, blank=True, warnings=tuple(warnings))


def read_contents(
    sources: Sequence[Source], name: str, assets: Assets, locale: str | None = None, folder: Path | None = None
) -> list[Content]:
    """The contents of a data file's documents, and of the sheets that one lists; `name` is what its sheets are called,
    with a number each where there are several. `Problems` with everything wrong in any of them.

    `locale` is the one asked for: it gives the language of the keys where the file names none itself. `folder` is where
    pictures are looked for.
    """
    trees: list[Node] = []
    problems = [problem for source in sources for problem in source.problems]
    heard = [each for source in sources for each in source.said]
    meaning, colours, statuses = meanings(assets), colour_names(assets), status_names(assets)
    for source in sources:
        trees += _sheets(source.tree, meaning, problems)
    found: list[Content] = []
    wrong: list[Diagnostic] = []
    for number, tree in enumerate(trees, 1):
        own = f"{name}-{number}" if len(trees) > 1 else name
        # What is wrong with the file is known to each reader, so that none reports it again in other words.
        try:
            reader = _Reader(assets, locale, meaning, Reader([*problems], folder, colours, statuses))
            content = reader.read(tree, own)
            found.append(replace(content, warnings=(*heard, *content.warnings)) if heard else content)
        except Problems as exc:
            wrong += exc.diagnostics
    wrong = list(dict.fromkeys([*problems, *wrong]))
    if wrong:
        raise Problems(sorted(wrong, key=lambda problem: (problem.where.line, problem.where.column)))
    if found:
        told = altered(text for source in sources for text in scalars(source.tree))
        found[0] = replace(found[0], warnings=(*found[0].warnings, *told))
    return found


def _sheets(tree: Node, meaning: AnyMapping[str, str], problems: list[Diagnostic]) -> list[Node]:
    """The sheets that a document lists under `sheets`, each with what the document says of all of them; else itself."""
    if not isinstance(tree, Mapping):
        return [tree]
    listed = next((value for key, value in tree.pairs if fold(key.text) == "sheets"), None)
    if listed is None:
        return [tree]
    shared = [(key, value) for key, value in tree.pairs if fold(key.text) != "sheets"]
    if not isinstance(listed, Sequence_) or not listed.items:
        problems.append(error("wrong-type", '"sheets" must be a list of sheets', listed.where))
        return [Mapping(tuple(shared), tree.where)]
    for key, _ in shared:
        if meaning.get(fold(key.text)) == "blocks":
            problems.append(error("unknown-key", 'this file has "sheets": "blocks" belongs in them', key.where))
    sheets: list[Node] = []
    for item in listed.items:
        if isinstance(item, Mapping):
            own = {meaning.get(fold(key.text)) for key, _ in item.pairs}
            pairs = (*(pair for pair in shared if meaning.get(fold(pair[0].text), "") not in own), *item.pairs)
            sheets.append(Mapping(pairs, item.where))
        else:
            problems.append(error("wrong-type", "a sheet must hold keys and values", item.where))
    return sheets or [Mapping(tuple(shared), tree.where)]


class _Reader:
    """Reads one sheet."""

    def __init__(
        self,
        assets: Assets,
        asked: str | None,
        meaning: AnyMapping[str, str],
        reader: Reader,
    ) -> None:
        self.assets, self.asked, self.meaning, self.reader = assets, asked, meaning, reader
        self.problems = reader.problems
        self.unknown: list[Scalar] = []
        self.own: tuple[str, ...] = ()
        self.words: OwnWords | None = None

    def read(self, root: Node, name: str) -> Content:
        if not isinstance(root, Mapping):
            hint = "begin with: layout: …"
            self.problems.append(error("wrong-type", "a data file must hold keys and values", root.where, hint))
            raise Problems(self.problems)
        self._learn(root)
        top = self._top(root)
        layout = self._text(top, "layout")
        if layout is None:
            known = ", ".join(self.assets.names("layouts"))
            self.problems.append(error("missing-key", '"layout" is missing', root.where, f"one of: {known}"))
        locale = self._locale(self._text(top, "locale"))
        language = self._text(top, "language")
        spoken = canonical(language.text) if language else None
        if language and spoken is None:
            hint = "give a code such as nl, de, en or fr"
            message = f'"{short(language.text)}" is not a language'
            self.problems.append(error("unknown-language", message, language.where, hint))
        fields = {key: typed for key in (*FIELDS, *self.own) if (typed := self._field(top, key))}
        said = [each for key, typed in fields.items() for text in typed.every for each in field_value(key, text)]
        self.problems += [each for each in said if each.severity == "error"]
        if "segments" in top:
            read_segments(top["segments"], self.reader)
        reader = self._blocks(layout, locale, top.get("words")) if layout else None
        if reader and "segments" in top and not reader.has_segments:
            message = f"{reader.names.layout} has no notes, so no segments either"
            self.problems.append(error("unknown-key", message, top["segments"].where))
        blocks = reader.read(top["blocks"]) if reader and "blocks" in top else {}
        targets = self.reader.targets()
        manner = read_manner({key: top[key] for key in MANNERS if key in top}, self.reader)
        for key in self.unknown:
            message = f'"{short(key.text)}" is not a key of a data file'
            hint = reader.hint_for(key.text) if reader else ""
            self.problems.append(error("unknown-key", message, key.where, hint or did_you_mean(key.text, TOP)))
        if self.problems or layout is None:
            raise Problems(sorted(self.problems, key=lambda problem: (problem.where.line, problem.where.column)))
        return Content(
            name=name,
            where=root.where,
            layout=layout.text,
            locale=locale,
            language=spoken or (first_of(locale) if locale else None),
            fields=fields,
            segments=tuple(self.reader.segments.values()),
            blocks=blocks,
            warnings=tuple(said),
            tags=tuple(self.reader.tags.values()),
            statuses=tuple(status for status in STATUSES if status in self.reader.marked),
            targets=targets,
            manner=manner,
            several=self.reader.several,
            words=self.words,
        )

    def _learn(self, root: Mapping) -> None:
        """The fields that are the layout's own; what is wrong with that is told where it is read."""
        named = next((value for key, value in root.pairs if self.meaning.get(fold(key.text)) == "layout"), None)
        if isinstance(named, Scalar) and self.assets.find("layouts", clean(named.text)):
            with suppress(Problems):
                found = own_names(self.assets, read_layout(self.assets, clean(named.text), named.where))
                self.own = tuple(dict.fromkeys(found.values()))
                self.meaning = {**found, **self.meaning}

    def _top(self, root: Mapping) -> dict[str, Node]:
        """The values of the file by their canonical keys."""
        top: dict[str, Node] = {}
        seen: dict[str, Scalar] = {}
        for name, value in root.pairs:
            known = self.meaning.get(fold(name.text))
            if known is None:
                self.unknown.append(name)
            elif known in seen:
                self.reader.twice(name, seen[known])
            else:
                top[known], seen[known] = value, name
        return top

    def _text(self, top: AnyMapping[str, Node], key: str) -> Typed | None:
        node = top.get(key)
        if node is None or (isinstance(node, Scalar) and not clean(node.text)):
            return None
        if not isinstance(node, Scalar):
            self.problems.append(error("wrong-type", f'"{key}" must be a text', node.where))
            return None
        return Typed(clean(node.text), node.where)

    def _field(self, top: AnyMapping[str, Node], key: str) -> Typed | None:
        """A field of the masthead, perhaps in several languages; a date is written out in the sheet's own."""
        node = top.get(key)
        if key != "date" and isinstance(node, Mapping) and (is_translated(node, 1) or is_meant(node)):
            return self.reader.translated(node)
        return self._text(top, key)

    def _locale(self, typed: Typed | None) -> str | None:
        """The language of the sheet, or two of them."""
        if typed is None:
            return None
        try:
            return canonical_codes(self.assets, typed.text, typed.where)
        except Problems as exc:
            self.problems += exc.diagnostics
            return None

    def _blocks(self, layout: Typed, locale: str | None, words: Node | None) -> BlockReader | None:
        """A reader for the layout's blocks, by all the names that they have in this file; those of its own too."""
        try:
            arrangement = read_layout(self.assets, layout.text, layout.where)
            asked = first_of(locale or self.asked or DEFAULT_LOCALE)
            language = language_of(self.assets, asked, Place("--locale"))
            every = read_canvases(self.assets, arrangement)
            names = names_of(self.assets, arrangement, language)
        except Problems as exc:
            self.problems += exc.diagnostics
            return None
        if words is not None:
            from bmcgen.data.own_words import canvas_with, read_own_words

            self.words, wrong = read_own_words(words, arrangement, language, names, self.assets)
            self.problems += wrong
            own = canvas_with(self.words, arrangement, language, self.assets)
            names = names_with(own, arrangement, every)
            every = {**every, "words": own}
        return BlockReader(arrangement, names, every, self.reader)


def names_in(root: Mapping, assets: Assets) -> tuple[AnyMapping[str, str], Layout | None, Names | None]:
    """What the folded keys at the top of a sheet mean, its layout, and what its blocks may be called; None for a
    sheet that does not say which layout is meant.
    """
    reader = _Reader(assets, None, meanings(assets), Reader([], None, colour_names(assets), status_names(assets)))
    reader._learn(root)
    top = reader._top(root)
    typed = reader._text(top, "layout")
    if typed is None:
        return reader.meaning, None, None
    locale = reader._locale(reader._text(top, "locale"))
    blocks = reader._blocks(typed, locale, top.get("words"))
    if blocks is None:
        return reader.meaning, None, None
    return reader.meaning, blocks.layout, blocks.names
