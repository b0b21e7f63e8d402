"""A dialect checked as the person who writes it needs it: what it changes, what changes nothing, what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.dialect_files import under
from bmcgen.assets.localisation.locales import lineage
from bmcgen.assets.localisation.translation import GENERAL, names_of
from bmcgen.assets.localisation.wording import scalars, straight
from bmcgen.assets.overlay import KEPT, overlaid, replaced
from bmcgen.assets.schemas.locale_schema import locale_in
from bmcgen.assets.schemas.words_schema import canvas_of
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, notice, short, warning
from bmcgen.source.files import read_file
from bmcgen.source.tree import Mapping, Node, Scalar

_OF_ITSELF = ("name", "region", "extends")
"""What a dialect says of itself: these are no words of another."""
_MOST = 6
"""Texts that are named of those that are as they were."""


class Dialect(Struct, frozen=True):
    """What a dialect does to the locale that it extends: how many texts of each file it changes, and what is wrong."""

    extends: str
    changed: dict[str, int]
    replacements: int
    said: tuple[Diagnostic, ...]

    def __str__(self) -> str:
        files = [f"{count} in {name}.yaml" for name, count in self.changed.items() if count]
        texts = sum(self.changed.values())
        of = f"{texts} {'text' if texts == 1 else 'texts'} of {self.extends} said otherwise"
        found = [f"{of} ({', '.join(files)})" if files else of]
        return ", ".join([*found, *([f"{self.replacements} replaced wherever they stand"] * bool(self.replacements))])


def check_dialect(folder: Path, code: str, assets: Assets) -> Dialect:
    """What is wrong with the files of a dialect. `Problems` where it extends what there is not, or itself."""
    _, above, *_ = lineage(assets, code)
    said: list[Diagnostic] = []
    changed: dict[str, int] = {}
    known = names_of(assets, but=code)
    replacements: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml"), key=lambda path: (path.stem != GENERAL, path)):
        below = under(above, path.stem, assets)
        if below is None:
            hint = did_you_mean(path.stem, [name for name in known if under(above, name, assets) is not None])
            said.append(error("unknown-file", f"{above} has no file {path.name} to be changed", Place(str(path)), hint))
            continue
        try:
            own = read_file(path).root
        except Problems as exc:
            said += exc.diagnostics
            continue
        if path.stem == GENERAL and isinstance(own, Mapping):
            said += _idle(own, above, known, assets)
            replacements = _replacements(own)
        found = overlaid(own, replaced(below, replacements))
        texts = [each for each in found.changes if each.keys[0] not in _OF_ITSELF]
        same = [each.own for each in texts if each.own.text == each.under]
        changed[path.stem] = len(texts) - len(same)
        said += [*found.problems, *_same(same), *straight(own)]
        if not found.problems:
            said += _wrong(path, found.tree, code, assets)
    return Dialect(above, changed, len(replacements), tuple(said))


def _replacements(own: Mapping) -> dict[str, str]:
    pairs = own.get("replace")
    if not isinstance(pairs, Mapping):
        return {}
    return {key.text: value.text for key, value in pairs.pairs if isinstance(value, Scalar) and key.text}


def _wrong(path: Path, tree: Node, code: str, assets: Assets) -> list[Diagnostic]:
    """What a file of words may not hold, over what it changes."""
    try:
        if path.stem == GENERAL:
            locale_in([assets.need(f"locales/{each}", GENERAL, Place(code)) for each in lineage(assets, code)])
        elif not (isinstance(tree, Mapping) and tree.get("layout")):
            canvas_of(tree)
    except Problems as exc:
        return [*exc.diagnostics]
    return []


def _same(same: list[Scalar]) -> Iterator[Diagnostic]:
    """A notice for texts that are as the other locale has them."""
    for each in same[:_MOST]:
        message = f'"{short(each.text)}" is what it says without this line too'
        yield notice("same-words", message, each.where, "leave it out")
    if same[_MOST:]:
        message = f"{len(same) - _MOST} more texts are as they were, the first of them here"
        yield notice("same-words", message, same[_MOST].where, "leave them out")


def _idle(own: Mapping, above: str, names: list[str], assets: Assets) -> Iterator[Diagnostic]:
    """A warning for each replacement of what is nowhere to be found, and a notice for one by itself."""
    pairs = own.get("replace")
    if not isinstance(pairs, Mapping):
        return
    texts = [tree for name in names if (tree := under(above, name, assets)) is not None]
    for key, value in pairs.pairs:
        if not isinstance(value, Scalar) or not key.text:
            continue
        if value.text == key.text:
            yield notice("same-words", f'"{short(key.text)}" is replaced by itself', key.where, "leave it out")
        elif not any(key.text in text for tree in texts for text in _words(tree)):
            message = f'"{short(key.text)}" is nowhere in the words of {above}'
            yield warning("no-such-words", message, key.where, "leave it out, or write it as it stands there")
        texts = [replaced(tree, {key.text: value.text}) for tree in texts]


def _words(tree: Node) -> Iterator[str]:
    return (scalar.text for keys, scalar in scalars(tree) if not {*KEPT} & {*keys})
