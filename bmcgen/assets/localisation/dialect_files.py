"""The files of a new dialect: every text of the locale that it extends, as a comment to be taken out and changed."""

from __future__ import annotations

from collections.abc import Iterator

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.languages import Language
from bmcgen.assets.localisation.locales import GENERAL, lineage, locale_codes, read_locale
from bmcgen.assets.localisation.words import word_files
from bmcgen.assets.overlay import KEPT, OWN_NAMES, layered
from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.source.files import read_file
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence
from bmcgen.source.verbatim import quoted

_OF_ITSELF = ("name", "region", "extends", "replace")


def check_extends(code: str, above: str, assets: Assets) -> None:
    """`Problems` where a new locale cannot extend another."""
    where = Place("--extends")
    known = [each for each in locale_codes(assets) if each != code]
    if above == code:
        raise Problems([error("circle", f"{code} cannot extend itself", where, f"choose from: {', '.join(known)}")])
    if above not in known:
        hint = did_you_mean(above, known, f"choose from: {', '.join(known)}")
        raise Problems([error("unknown-locale", f'there is no locale "{above}"', where, hint)])


def under(code: str, name: str, assets: Assets) -> Node | None:
    """A file of words as a dialect of a locale finds it; None where there is none."""
    if name == GENERAL:
        paths = [assets.find(f"locales/{each}", name) for each in lineage(assets, code)]
    else:
        paths = word_files(assets, code, name)
    if not any(paths):
        return None
    none: dict[str, str] = {}
    replacements = read_locale(assets, code, Place(code)).replacements or [none for _ in paths]
    trees = [read_file(path).root if path else None for path in paths]
    return layered([*zip(trees, replacements, strict=True)])


def new_dialect_file(name: str, language: Language, above: str, assets: Assets, folder: str) -> str | None:
    """The text of a file of words that changes nothing yet; None where there is nothing to change."""
    tree = under(above, name, assets)
    if not isinstance(tree, Mapping) or tree.get("layout"):
        return None
    lines = [*_opening(name, language, above, folder), ""]
    if name == GENERAL:
        lines += [
            f"extends: {above}",
            f"name: {quoted(language.name)}",
            f"region: {language.region}   # whose dates are printed by default: {language.date}",
            "# Letters or words to be replaced wherever they stand, in all files: what stands before the colon by what",
            "# stands after it, upper and lower case apart.",
            "replace:",
            '  #"ß": "ss"',
            "",
        ]
    return "\n".join([*lines, *_mapping(tree, 0)]) + "\n"


def _opening(name: str, language: Language, above: str, folder: str) -> Iterator[str]:
    what = "the words that all sheets share" if name == GENERAL else f"the words of {name}"
    yield f"# {language.english} ({language.code}): {what}, where they are not those of {above}."
    yield "# To change a text, take away the # before it and write another between the quotation marks. What you leave"
    yield f"# as a comment, or delete, is as in {above}. Lists are changed by the numbers of their items."
    yield f"# To see what it changes, and what does not fit: bmcgen check {folder}"
    if name == GENERAL:
        yield f"# To change the words of a layout too: bmcgen new locale {language.code} LAYOUT"


def _mapping(tree: Mapping, indent: int) -> Iterator[str]:
    for key, value in tree.pairs:
        if key.text not in (*KEPT, *OWN_NAMES) and (indent or key.text not in _OF_ITSELF):
            yield from _pair(key.text, value, indent)


def _pair(key: str, value: Node, indent: int) -> Iterator[str]:
    space = " " * indent
    if isinstance(value, Scalar):
        if value.text.strip():
            yield from (f"{space}#{line}" for line in _text(key, value))
        return
    if isinstance(value, Mapping):
        inner = [*_mapping(value, indent + 2)]
    elif isinstance(value, Sequence):
        inner = [line for number, item in enumerate(value.items, 1) for line in _pair(str(number), item, indent + 2)]
    if inner:
        yield f"{space}{key}:"
        yield from inner


def _text(key: str, value: Scalar) -> Iterator[str]:
    if "\n" not in value.text:
        yield f"{key}: {quoted(value.text)}"
        return
    yield f"{key}: |"
    yield from (f"  {line}".rstrip() for line in value.text.rstrip("\n").split("\n"))
