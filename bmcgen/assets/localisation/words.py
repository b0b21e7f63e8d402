"""The words of a layout in a language: those of its own file, over those of the canvas that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import ancestors, lineage, locale_codes, read_locale
from bmcgen.assets.phrases import phrase
from bmcgen.assets.prebuilt import value
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.kinds import kind_of
from bmcgen.model import locale as model
from bmcgen.model.content import FIELDS
from bmcgen.model.layout import Block, Layout
from bmcgen.resources import SHIPPED
from bmcgen.source.files import at_key

DEFAULT = "en"
_UNBEGUN = re.compile(rb"""^title:[ \t]*(?:""|'')?[ \t]*(?:#.*)?$(?!\n[ \t]+[^\s#])""", re.MULTILINE)
"""The title of a file that nobody has begun to translate."""


@kept
def has_words(assets: Assets, language: str, name: str) -> bool:
    """Whether a locale has a file of words, and a translator has begun it: its title is the first thing in it. A
    dialect has those of the locale that it extends.
    """
    return any(_has(assets, each, name) for each in ancestors(assets, language))


def _has(assets: Assets, language: str, name: str) -> bool:
    path = assets.find(f"locales/{language}", name)
    try:
        return path is not None and not _UNBEGUN.search(path.read_bytes().replace(b"\r\n", b"\n"))
    except OSError:  # the reader says what is wrong
        return True


def languages_with(assets: Assets, name: str) -> tuple[str, ...]:
    """The locales that have a file of words, without the dialects that have it of another."""
    return tuple(code for code in locale_codes(assets) if _has(assets, code, name) and not _is_dialect(assets, code))


def _is_dialect(assets: Assets, code: str) -> bool:
    return len(ancestors(assets, code)) > 1


def _says_otherwise(assets: Assets, code: str, layout: Layout) -> bool:
    """Whether a locale has words of a layout that no other has: a dialect may have none."""
    names = [layout.words, *([layout.canvas.words] if layout.canvas else [])]
    return not _is_dialect(assets, code) or any(_has(assets, code, name) for name in names)


def has_layout(assets: Assets, language: str, layout: Layout) -> bool:
    """Whether a locale has the words of a layout, and those of the canvas that it is about."""
    needed = [layout.words, *([layout.canvas.words] if layout.canvas else [])]
    return all(has_words(assets, language, name) for name in needed)


@kept
def read_canvases(assets: Assets, layout: Layout) -> dict[str, model.CanvasWords]:
    """The words of a layout in every language that has them, and in the dialects that have some of their own. A
    language that is still being translated stops no other: what is wrong with it is told where it is asked for, unless
    it is the only one.
    """
    codes = [code for code in locale_codes(assets) if has_layout(assets, code, layout)]
    languages = [code for code in codes if _says_otherwise(assets, code, layout)]
    if not languages:
        message = f'no locale has words for "{layout.words}"'
        raise Problems([error("missing-words", message, *_where_to_write(assets, DEFAULT, layout))])
    found: dict[str, model.CanvasWords] = {}
    wrong: list[Diagnostic] = []
    for code in languages:
        try:
            found[code] = read_canvas(assets, code, layout)
        except Problems as exc:
            wrong += exc.diagnostics
    if not found:
        raise Problems(wrong)
    return found


@kept
def read_canvas(assets: Assets, language: str, layout: Layout, *, whole: bool = False) -> model.CanvasWords:
    """The words of a layout in one of the locales' languages; a block has those of the canvas that the layout is about,
    and what its own file of words says takes their place. `Problems` if there are none, or, where all of the words are
    needed, if a block lacks what its kind has words for.
    """
    found = complete(assets, language, layout, _words(assets, language, layout))
    where = Place(str(assets.find(f"locales/{language}", layout.words)))
    problems = (
        [problem for block in layout.blocks for problem in _lacking(block, found, layout, where)] if whole else []
    )
    if problems:
        raise Problems(dict.fromkeys(problems))
    return found


def _words(assets: Assets, language: str, layout: Layout) -> model.CanvasWords:
    if not any(word_files(assets, language, layout.words)):
        message = f'the locale "{language}" has no words for "{layout.words}"'
        raise Problems([error("missing-words", message, *_where_to_write(assets, language, layout))])
    return _layered(assets, language, layout.words)


def complete(
    assets: Assets,
    language: str,
    layout: Layout,
    own: model.CanvasWords,
    canvas: model.CanvasWords | None = None,
) -> model.CanvasWords:
    """The words of a layout with those that they are based on, and those of the canvas that it is about, or else of the
    locale for that, under them.
    """
    found = _based(assets, language, own, layout.words)
    if layout.canvas:
        under = canvas or _based(assets, language, _words(assets, language, layout.canvas), layout.canvas.words)
        if layout.model:
            found, under = _for_another(assets, found, under, layout)
        found = over(found, under)
    parted = {block.name: block for block in layout.blocks if block.part}
    return replace(found, blocks={**found.blocks, **_parts(found.blocks, parted)}) if parted else found


def _layered(assets: Assets, language: str, name: str) -> model.CanvasWords:
    """The words of a file of words: what a dialect changes over what it extends."""
    layers = word_files(assets, language, name)
    paths = [path for path in layers if path]
    if not layers[1:]:
        return value(lambda: _words_in(layers, ()), "words", files=paths)
    replacements = read_locale(assets, language, Place(str(paths[0]))).replacements
    about = [(path is not None, *pairs.items()) for path, pairs in zip(layers, replacements, strict=True)]
    return value(lambda: _words_in(layers, replacements), "words", *about, files=paths)


def word_files(assets: Assets, language: str, name: str) -> list[Path | None]:
    """The files of words of a locale and of those that it extends, each before those that it changes."""
    codes = lineage(assets, language)
    return [assets.find(f"locales/{each}", name) if _has(assets, each, name) else None for each in codes]


def _based(assets: Assets, language: str, own: model.CanvasWords, file: str) -> model.CanvasWords:
    """Words over those that they are based on, which are based on none themselves."""
    name = own.based_on
    if not name:
        return own
    where = at_key(Place(str(assets.find(f"locales/{language}", file))), "based-on")
    if not any(word_files(assets, language, name)):
        known = [each for each in assets.names(f"locales/{language}") if each != file]
        message = f'the locale "{language}" has no words for "{name}"'
        raise Problems([error("missing-words", message, where, did_you_mean(name, known))])
    found = _layered(assets, language, name)
    if found.based_on:
        raise Problems([error("bad-value", f'"{name}" is based on other words itself', where)])
    return over(own, found)


def _where_to_write(assets: Assets, language: str, layout: Layout) -> tuple[Place, str]:
    """Where words are missing, and a hint: one's own layout names them, one that ships is not changed."""
    others = languages_with(assets, layout.words)
    there = f"there are words in {', '.join(others)}; " if others else ""
    if not Path(layout.where.file).is_relative_to(SHIPPED):
        hint = f"{there}write them into locales/{language}/{layout.words}.yaml in the folder of --assets"
        return at_key(layout.where, "words"), hint
    folder = assets.need(f"locales/{language}", "locale", layout.where).parent
    file = folder / f"{layout.words}.yaml"
    own = "" if file.is_relative_to(SHIPPED) else f" --assets {folder.parent.parent}"
    begin = f"to begin: bmcgen new locale {language} {layout.words}{own}"
    how = "its title is still empty" if file.is_file() else begin
    return Place(str(file)), f"{there}{how}"


def _words_in(paths: Sequence[Path | None], replacements: Sequence[Mapping[str, str]]) -> model.CanvasWords:
    from bmcgen.assets.schemas.words_schema import words_in

    return words_in(paths, replacements)


def _for_another(
    assets: Assets, own: model.CanvasWords, under: model.CanvasWords, layout: Layout
) -> tuple[model.CanvasWords, model.CanvasWords]:
    """The words of a document, and of another canvas than that which they were written for: what they say of blocks of
    their own canvas does not hold for blocks of the same name, and what a block lacks they say of every block.
    """
    theirs = {block.name for block in read_layout(assets, layout.model, layout.where).blocks_of_canvas}
    blocks = {name: block for name, block in own.blocks.items() if name not in theirs}
    others = own.other_canvases
    if others is None:
        return replace(own, title=f"{under.title}: {own.title}", blocks=blocks), under
    where = Place(str(assets.find("locales", layout.words)))
    title, subject = (phrase(each, where, canvas=under.title) for each in (others.title, others.subject))
    full = {name: _block_over(block, others.each) for name, block in under.blocks.items()}
    return replace(own, title=title, subject=subject, blocks=blocks), replace(under, blocks=full)


def over(own: model.CanvasWords, under: model.CanvasWords) -> model.CanvasWords:
    """Words with those of a canvas under them: each thing that the first have nothing for is as the canvas says it."""
    blocks = {
        key: _block_over(own.blocks[key], block) if key in own.blocks else block for key, block in under.blocks.items()
    }
    blocks |= {key: block for key, block in own.blocks.items() if key not in blocks}
    # What the canvas calls its own fields they are called wherever they are printed.
    fields = {**{key: label for key, label in under.fields.items() if key not in FIELDS}, **own.fields}
    credit, licence = own.credit or under.credit, own.licence or under.licence
    return replace(own, credit=credit, licence=licence, blocks=blocks, fields=fields)


def _parts(blocks: Mapping[str, model.BlockWords], parted: Mapping[str, Block]) -> dict[str, model.BlockWords]:
    """The words of parts that stand apart: the block's title and the part's, and what the part asks."""
    found = {}
    for name, block in parted.items():
        whole, part = blocks.get(block.whole), blocks.get(block.part)
        if whole and part:
            found[name] = model.BlockWords(f"{whole.title}: {part.title}", questions=part.questions)
    return found


def _block_over(own: model.BlockWords, under: model.BlockWords) -> model.BlockWords:
    """The same for a block."""
    said: dict[str, Any] = {name: value for name, value in asdict(own).items() if value}
    return replace(under, **{**said, "own": {**under.own, **own.own}})


def unlike_others(
    layout: Layout, canvas: model.CanvasWords, others: Iterable[model.CanvasWords], where: Place
) -> list[Diagnostic]:
    """The labels (of fields, choices and the like) that every other language has and this one lacks, and those that it
    alone has: what was typed there would be lost in one language or the other.
    """
    problems = []
    rest = [other.blocks for other in others]
    for name, labels in {block.name: kind_of(block.kind).labels for block in layout.blocks}.items():
        beside = [set(blocks[name].own.get(labels, ())) for blocks in rest if name in blocks]
        if not labels or not beside:
            continue
        own = set(canvas.blocks[name].own.get(labels, ()))
        missing, surplus = set.intersection(*beside) - own, own - set.union(*beside)
        if missing or surplus:
            here, there = at_key(where, "blocks", name, labels), f"under {labels} of {name}"
            problems += [error("missing-key", f'"{key}" is missing {there}', here) for key in missing]
            problems += [error("unknown-key", f'no other language has "{key}" {there}', here) for key in surplus]
    return problems


def _lacking(block: Block, canvas: model.CanvasWords, layout: Layout, file: Place) -> list[Diagnostic]:
    """What a block of a layout needs words for and has none."""
    unnamed = [each.name for each in block.fields if each.name not in (*FIELDS, *canvas.fields)]
    if unnamed:
        message = f'the field "{unnamed[0]}" of the masthead has no label'
        hint = f"add: fields: {{{unnamed[0]}: …}}"
        return [error("missing-words", message, at_key(file, "fields"), hint)]
    if not block.name:
        return []
    own = canvas.blocks.get(block.name)
    if own is None:
        message = f'there are no words for the block "{block.name}"'
        others = [name for name in canvas.blocks if name not in {each.name for each in layout.blocks}]
        hint = did_you_mean(block.name, others, f"add under blocks: {block.name}: {{title: …}}")
        return [error("missing-words", message, at_key(file, "blocks"), hint)]
    needed = [key for key in ("title", *kind_of(block.kind).words_needed) if not own.has(key)]
    unlisted = [name for name in block.numbered if name not in own.lists]
    where = at_key(file, "blocks", block.name) if needed or unlisted else file
    why = f'the {block.kind} of "{block.name}" in {layout.name} needs it'
    problems = [
        error("missing-words", f'"{key}" is missing under "{block.name}"', where, f"{why}; add: {key}: …")
        for key in needed
    ]
    return problems + [
        error(
            "missing-words",
            f'"{block.name}" has no list "{name}" to be numbered',
            where,
            did_you_mean(name, [*own.lists]),
        )
        for name in unlisted
    ]
