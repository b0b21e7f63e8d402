"""A locale checked as its translator needs it: file by file beside other languages, then set, sheet by sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.languages import Language, language, language_part
from bmcgen.assets.localisation.locales import canonical, lineage, readable
from bmcgen.assets.localisation.translation import GENERAL, names_of
from bmcgen.assets.localisation.wording import compare, models
from bmcgen.assets.localisation.words import has_layout, has_words, read_canvases
from bmcgen.assets.schemas.locale_schema import locale_in
from bmcgen.assets.schemas.words_schema import words_in
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, warning
from bmcgen.documents.authoring.dialect_checks import Dialect, check_dialect
from bmcgen.documents.authoring.locale_setting import set_in
from bmcgen.documents.many.folders import LOCALES
from bmcgen.model.layout import Layout
from bmcgen.resources import SHIPPED
from bmcgen.source.files import at_key, at_text, read_file
from bmcgen.source.names import fold
from bmcgen.source.tree import Mapping, Node, Scalar, at


class Checked(Struct, frozen=True):
    """What there is to say of a locale: the layouts that it can print, those that nobody has begun, what is wrong, and
    what a dialect changes.
    """

    layouts: tuple[str, ...]
    unbegun: tuple[str, ...]
    said: tuple[Diagnostic, ...]
    dialect: Dialect | None = None

    @property
    def well(self) -> bool:
        return not any(each.severity == "error" for each in self.said)


def check_locale(folder: Path) -> Checked:
    """Everything that is wrong with a locale, and what does not fit on the sheets that it is set on."""
    path = folder.absolute()
    here = Place(str(folder))
    if path.parent.name != LOCALES:
        hint = f"move it to {LOCALES}/{path.name}; the folder that holds {LOCALES} is what --assets names"
        return Checked((), (), (error("wrong-folder", f"a locale stands in a folder {LOCALES}", here, hint),))
    own = path.parent.parent
    assets = Assets.of(None if own.resolve() == SHIPPED.resolve() else own)
    try:
        found = language(path.name, here)
    except Problems as exc:
        return Checked((), (), exc.diagnostics)
    said: list[Diagnostic] = []
    if found.code != path.name:
        hint = f"rename the folder: {found.code}"
        said.append(error("wrong-folder", f'the language of "{path.name}" is written {found.code}', here, hint))
    dialect = None
    try:
        if lineage(assets, path.name)[1:]:
            dialect = check_dialect(folder.absolute(), path.name, assets)
    except Problems as exc:
        return Checked((), (), tuple(_in(folder, each) for each in exc.diagnostics))
    layouts = {name: read_layout(assets, name, Place(name)) for name in assets.names("layouts")}
    if adds := not dialect and _adds(folder, assets):
        # All else of the language is as it ships.
        layouts = {name: each for name, each in layouts.items() if (folder / f"{each.words}.yaml").is_file()}
    whole = {each.words for each in layouts.values()} if adds else set[str]()
    said += [*(dialect.said if dialect else _files(folder, found, assets, whole)), *_unread(folder)]
    begun = [name for name, layout in layouts.items() if has_layout(assets, path.name, layout)]
    if not begun and not any(each.severity == "error" for each in said):
        hint = f"translate one at least: {', '.join(layouts)}"
        said.append(error("missing-words", "no sheet can be printed in this language yet", here, hint))
    if not any(each.severity == "error" for each in said):
        said += _clashes(found, [layouts[name] for name in begun], assets)
    if not any(each.severity == "error" for each in said):
        for name in begun:
            said += set_in(layouts[name], found.code, assets)
    unbegun = tuple(name for name in layouts if name not in begun)
    return Checked(tuple(begun), unbegun, tuple(dict.fromkeys(_in(folder, each) for each in said)), dialect)


def _adds(folder: Path, assets: Assets) -> bool:
    """Whether a folder holds words of one's own canvases for a language that ships, and no general words."""
    ships = SHIPPED / LOCALES / folder.name / f"{GENERAL}.yaml"
    return SHIPPED not in assets.folders[:1] and ships.is_file() and not (folder / f"{GENERAL}.yaml").is_file()


def _in(folder: Path, said: Diagnostic) -> Diagnostic:
    """A diagnostic whose place is called as the folder was."""
    from msgspec.structs import replace

    where = Path(said.where.file)
    if where.is_absolute() and where.parent == folder.absolute():
        return replace(said, where=replace(said.where, file=str(folder / where.name)))
    return said


def _files(folder: Path, found: Language, assets: Assets, whole: set[str]) -> Iterator[Diagnostic]:
    """What is wrong with the files of a locale, each for itself. Those that are `whole` need no other language, nor
    general words beside them.
    """
    known = names_of(assets)
    for path in sorted(folder.glob("*.yaml")):
        theirs = models(assets, path.stem, but=folder.name)
        if not theirs and path.stem in whole:
            yield from _file(path, found, theirs)
        elif path.stem not in known or not theirs:
            hint = did_you_mean(path.stem, [name for name in known if models(assets, name, but=folder.name)])
            yield error("unknown-file", f"no other language has a file {path.name}", Place(str(path)), hint)
        elif path.stem == GENERAL or has_words(assets, folder.name, path.stem):
            yield from _file(path, found, theirs)
    if not whole and not (folder / f"{GENERAL}.yaml").is_file():
        hint = f"to begin it: bmcgen new locale {found.code}"
        yield error("missing-file", f"{GENERAL}.yaml is missing", Place(str(folder)), hint)


def _unread(folder: Path) -> Iterator[Diagnostic]:
    """A warning about files that look like words and are not read, for their names do not end in .yaml."""
    for path in sorted(folder.iterdir()):
        name = path.name.lower()
        meant = f"{name.partition('.')[0]}.yaml"
        if path.suffix != ".yaml" and re.search(r"\.ya?ml\b", name):
            yield warning("not-read", f"{path.name} is not read", Place(str(path)), f"rename it: {meant}")


def _file(path: Path, found: Language, theirs: dict[str, Node]) -> list[Diagnostic]:
    try:
        tree = read_file(path).root
    except Problems as exc:
        return [*exc.diagnostics]
    said = compare(tree, theirs, found.plurals) if theirs else []
    if path.stem == GENERAL:
        said += _region(tree, found)
    if any(each.severity == "error" for each in said) or (isinstance(tree, Mapping) and tree.get("layout")):
        return said
    try:
        locale_in([path]) if path.stem == GENERAL else words_in([path], ())
    except Problems as exc:
        said += exc.diagnostics
    return said


def _region(tree: Node, found: Language) -> list[Diagnostic]:
    """Whether the region is one of the language."""
    typed = tree.get("region") if isinstance(tree, Mapping) else None
    if not isinstance(typed, Scalar) or not typed.text:
        return []
    known = canonical(typed.text)
    if known and language_part(known) == language_part(found.code):
        return []
    message = f'"{typed.text}" is no region of {found.english}'
    return [error("bad-value", message, at(tree, "region"), f"such as {found.region}")]


def _clashes(found: Language, layouts: list[Layout], assets: Assets) -> Iterator[Diagnostic]:
    """Names that mean one thing in this language and another in this or another one."""
    folder = f"{LOCALES}/{found.code}"
    general = assets.need(folder, GENERAL, Place(folder))
    every = readable(assets)
    own = every.pop(found.code).fields
    for code, locale in every.items():
        for key, label in own.items():
            meant = next((name for name, each in locale.fields.items() if fold(each) == fold(label)), key)
            if meant != key:
                where = at_key(Place(str(general)), "fields", key)
                yield error("same-name", f'"{label}" is what {code} calls "{meant}"', where, "use another word")
    for layout in layouts:
        if layout.canvas:
            continue
        path = assets.find(folder, layout.words)
        if path is None:  # a dialect that says nothing of it
            continue
        canvases = read_canvases(assets, layout)
        blocks = canvases[found.code].blocks
        for one, other in combinations(blocks, 2):
            mine = {fold(name): name for name in (blocks[one].title, *blocks[one].also)}
            for words in [canvas.blocks[other] for canvas in canvases.values() if other in canvas.blocks]:
                for name in {fold(each) for each in (words.title, *words.also)} & {*mine}:
                    where = at_text(Place(str(path)), mine[name])
                    yield error("same-name", f'"{mine[name]}" also means the block "{other}"', where, "use another")
