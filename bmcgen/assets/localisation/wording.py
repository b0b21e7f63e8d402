"""A file of words beside the same file in other languages: what is missing, surplus, or filled in otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Named
from itertools import zip_longest

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.locales import locale_codes
from bmcgen.assets.localisation.words import has_words
from bmcgen.assets.overlay import KEPT, OWN_NAMES, PLURALS
from bmcgen.assets.templates import TemplateProblem, names_in
from bmcgen.diagnostics import Diagnostic, Place, error, short, warning
from bmcgen.source.files import read_file
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence

BESIDE = ("nl", "de", "en")
"""The languages that a translator sees, the last of which is the model."""
_OF_DIALECTS = ("extends", "replace")
_PLACE = r"\{\{\s*%s\s*\}\}"
_SENTENCE = 4
_WRAPPED = re.compile(r"[“”„«»‟][^“”„«»]*[“”«»]")
_BRACES = "write it with two braces on each side; it may stand anywhere"
_STRAIGHT = re.compile(r"""["']""")


def models(assets: Assets, name: str, but: str = "") -> dict[str, Node]:
    """A file of words in the languages that a translator sees, else in any that has it; the model is the last."""
    codes = [code for code in BESIDE if code != but and has_words(assets, code, name)]
    others = [code for code in locale_codes(assets) if code != but and has_words(assets, code, name)]
    found = {}
    for code in codes or others[:1]:
        path = assets.find(f"locales/{code}", name)
        assert path is not None
        found[code] = read_file(path).root
    return found


def compare(own: Node, theirs: Named[str, Node], plurals: Named[str, str]) -> list[Diagnostic]:
    """What is wrong with a file's words beside those of other languages. `plurals` are the forms that the language
    counts with, each with some numbers that take it.
    """
    compared = _Compared(plurals)
    compared.nodes(own, theirs, "")
    return [*compared.found, *_untranslated(compared.same), *straight(own), *_wrapped(own)]


class _Compared:
    def __init__(self, plurals: Named[str, str]) -> None:
        self.plurals = plurals
        self.found: list[Diagnostic] = []
        self.same: list[Scalar] = []

    def nodes(self, own: Node, theirs: Named[str, Node], key: str) -> None:
        *_, model = theirs.values()
        blank = isinstance(own, Scalar) and not own.text.strip()
        if isinstance(model, Scalar):
            if not isinstance(own, Scalar):
                self._wrong("wrong-type", f'"{key}" must be a text', own.where, _shown(theirs))
            elif key not in KEPT:
                self._text(own, {code: node for code, node in theirs.items() if isinstance(node, Scalar)}, key)
        elif blank and model != own:
            self._wrong("missing-words", f'"{key}" is not translated', own.where)
        elif isinstance(model, Mapping):
            if not isinstance(own, Mapping):
                self._wrong("wrong-type", f'"{key}" must be keys and values', own.where)
            elif key in PLURALS:
                self._plural(own, model, key)
            else:
                self._mapping(own, {code: node for code, node in theirs.items() if isinstance(node, Mapping)}, key)
        elif not isinstance(own, Sequence):
            hint = f"write: {key}: [{own.text}]" if isinstance(own, Scalar) else ""
            self._wrong("wrong-type", f'"{key}" must be a list', own.where, hint)
        elif key not in KEPT:
            self._list(own, {code: node for code, node in theirs.items() if isinstance(node, Sequence)}, key)

    def _mapping(self, own: Mapping, theirs: Named[str, Mapping], key: str) -> None:
        *_, model = theirs.values()
        known = [name.text for name, _ in model.pairs if name.text not in OWN_NAMES]
        here = [name.text for name, _ in own.pairs]
        missing = [name for name in known if name not in here]
        surplus = [name for name, _ in own.pairs if name.text not in (*known, *OWN_NAMES, *_OF_DIALECTS)]
        there = f"under {key}" if key else "here"
        meant = _meant(surplus, missing)
        for name in surplus:
            right = meant.get(name.text)
            hint = f'keys are the same in every language; write "{right}"' if right else f"there are {', '.join(known)}"
            self._wrong("unknown-key", f'no other language has "{name.text}" {there}', name.where, hint)
        for name_ in missing:
            if name_ not in meant.values():
                nodes = {code: node.get(name_) for code, node in theirs.items()}
                hint = _shown({code: node for code, node in nodes.items() if node is not None}) or f"add: {name_}: …"
                self._wrong("missing-key", f'"{name_}" is missing {there}', own.where, hint)
        for name, value in own.pairs:
            step = meant.get(name.text, name.text)
            if step in known:
                found = {code: node.get(step) for code, node in theirs.items()}
                there_is = {code: node for code, node in found.items() if node is not None}
                # A key without a value has no place of its own.
                at = replace(value, where=name.where) if isinstance(value, Scalar) and value.empty else value
                self.nodes(at, there_is, step)

    def _list(self, own: Sequence, theirs: Named[str, Sequence], key: str) -> None:
        count = max(len(each.items) for each in theirs.values())
        if len(own.items) > count:
            message = f'there are {len(own.items)} under "{key}", and other languages have {count}'
            self._wrong("surplus-words", message, own.items[count].where, "leave it out, or put two into one")
        for number in range(count):
            nodes = {code: each.items[number] for code, each in theirs.items() if number < len(each.items)}
            if number < len(own.items):
                self.nodes(own.items[number], nodes, key)
            else:
                message = f'number {number + 1} of {count} under "{key}" is missing'
                self._wrong("missing-words", message, own.where, _shown(nodes))

    def _plural(self, own: Mapping, model: Mapping, key: str) -> None:
        forms = {name.text: value for name, value in own.pairs}
        for form, numbers in self.plurals.items():
            if form not in forms:
                message = f'"{form}" is missing under {key}'
                self._wrong("missing-key", message, own.where, f"the form for {numbers}")
        *_, other = (value for _, value in model.pairs)
        for name, value in own.pairs:
            if name.text not in self.plurals:
                hint = f"the forms of this language: {', '.join(self.plurals)}"
                self._wrong("unknown-key", f'"{name.text}" is no form of this language\'s plural', name.where, hint)
            elif isinstance(value, Scalar) and isinstance(other, Scalar):
                at = replace(value, where=name.where) if value.empty else value
                self._text(at, {"en": other}, name.text, needed=name.text == "other")

    def _text(self, own: Scalar, theirs: Named[str, Scalar], key: str, *, needed: bool = True) -> None:
        texts = [each.text for each in theirs.values()]
        if not own.text.strip():
            if all(text.strip() for text in texts):
                self._wrong("missing-words", f'"{key}" is not translated', own.where, _shown(theirs))
            return
        if any("{" in text for text in (own.text, *texts)):
            self._places(own, texts, key, needed)
        if own.text in texts and len(own.text.split()) >= _SENTENCE and "{" not in own.text:
            self.same.append(own)

    def _places(self, own: Scalar, texts: list[str], key: str, needed: bool) -> None:
        every = [names_in(text) for text in texts]
        known, must = set.union(*every), set.intersection(*every)
        try:
            names = names_in(own.text)
        except TemplateProblem as exc:
            hint = f"between {{{{ and }}}} stands one of: {', '.join(sorted(known))}" if known else ""
            self._wrong("bad-phrase", f'"{key}" cannot be filled in: {exc}', own.where, hint)
            return
        lacking = sorted(must - names)
        for name in sorted(names - known):
            hint = f"write {{{{ {lacking.pop(0)} }}}}" if lacking else f"there are {', '.join(sorted(known))}"
            message = f'"{name}" cannot be filled in here'
            self._wrong("bad-phrase", message, _within(own, _PLACE % re.escape(name)), hint)
        for name in lacking if needed else ():
            self._wrong("missing-placeholder", f'"{key}" lacks {{{{ {name} }}}}', own.where, _BRACES)

    def _wrong(self, code: str, message: str, where: Place, hint: str = "") -> None:
        self.found.append(error(code, message, where, hint))


def scalars(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Scalar]]:
    """Every text of a file, with the keys and numbers that lead to it."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from scalars(item, (*path, number))
    else:
        for key, value in node.pairs:
            yield from scalars(value, (*path, key.text))


def _meant(surplus: list[Scalar], missing: list[str]) -> dict[str, str]:
    """What surplus keys should have been: those they are nearly, and the rest in their order."""
    import difflib

    meant: dict[str, str] = {}
    for name in surplus:
        near = difflib.get_close_matches(name.text, [each for each in missing if each not in meant.values()], 1, 0.75)
        if near:
            meant[name.text] = near[0]
    rest = [each for each in missing if each not in meant.values()]
    odd = [name.text for name in surplus if name.text not in meant]
    if len(rest) == len(odd):
        meant |= dict(zip_longest(odd, rest))
    return meant


def _within(own: Scalar, pattern: str) -> Place:
    """The place of a part of a text, where it stands on the text's first line."""
    match = re.compile(pattern).search(own.where.text, max(0, own.where.column - 1))
    return replace(own.where, column=match.start() + 1, length=len(match[0])) if match else own.where


def _shown(nodes: Named[str, Node]) -> str:
    """What is to be translated."""
    return "; ".join(f"{code}: {short(node.text)}" for code, node in nodes.items() if isinstance(node, Scalar))


def _untranslated(same: list[Scalar]) -> list[Diagnostic]:
    """A warning about texts that are as they are in another language, at the first of them."""
    if not same:
        return []
    many = f"{len(same)} texts are" if same[1:] else "a text is"
    return [warning("untranslated", f"{many} as in another language, the first of them here", same[0].where)]


def _wrapped(own: Node) -> Iterator[Diagnostic]:
    """A warning about texts between typographic quotation marks, which are printed: word processors write them where
    straight ones were typed.
    """
    for path, scalar in scalars(own):
        if "starter" not in path and _WRAPPED.fullmatch(scalar.text):
            hint = f'if they are not to be printed, write: "{scalar.text[1:-1].strip()}"'
            yield warning("printed-quotes", "these quotation marks are printed", scalar.where, hint)


def straight(own: Node) -> list[Diagnostic]:
    """A warning about straight quotation marks and apostrophes, at the first of them."""
    typed = [
        scalar
        for path, scalar in scalars(own)
        if not {*OWN_NAMES, "starter"} & {*path} and _STRAIGHT.search(re.sub(r"\{\{.*?\}\}", "", scalar.text))
    ]
    if not typed:
        return []
    many = f"{len(typed)} texts have" if typed[1:] else "a text has"
    message = f"{many} straight quotation marks or apostrophes"
    return [warning("straight-quotes", message, typed[0].where, "type those of the language, such as ’")]
