"""A text in several languages, as a data file has it: a mapping whose keys are codes, `{nl: …, en: …}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import cache

from bmcgen.diagnostics import Diagnostic, error, short
from bmcgen.model.content import Typed
from bmcgen.source.names import clean, fold
from bmcgen.source.tree import Mapping, Node, Scalar, mapping, said

_SHAPE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")
_USUAL = frozenset(("nl", "de", "en", "fr", "es"))
"""Codes that Babel, which is slow to import, need not be asked about."""


@cache
def language_code(text: str) -> str | None:
    """The code of a language as it is usually written; None for what is none that Babel knows."""
    if text in _USUAL:
        return text
    if not _SHAPE.fullmatch(text):
        return None
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(text.replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None


def is_translated(node: Node, least: int = 2) -> bool:
    """Whether a node is a text in several languages: a mapping of two pairs or more, all of them with codes as keys."""
    if not isinstance(node, Mapping) or len(node.pairs) < least:
        return False
    return all(language_code(key.text.strip()) for key, _ in node.pairs)


def is_meant(node: Mapping) -> bool:
    """Whether a mapping with a wrong key was meant as such a text."""
    codes = [key.text.strip() in _USUAL for key, _ in node.pairs]
    return len(codes) > 1 and any(codes)


def languages_beside(node: Mapping, keys: Container[str]) -> list[Scalar]:
    """The codes of languages among the keys that something may have, as none of which they count."""
    return [key for key, _ in node.pairs if key.text.strip() in _USUAL and fold(key.text) not in keys]


def read_translations(node: Node, wrong: Callable[[Diagnostic], None]) -> Typed | None:
    """The text in its languages, the one that was written first before the others. A language without a text is not
    there.
    """
    assert isinstance(node, Mapping)
    found: dict[str, Typed] = {}
    for key, value in node.pairs:
        code = language_code(key.text.strip())
        if code is None:
            hint = "codes have two or three letters, as en has, and perhaps a region: en-GB"
            wrong(error("unknown-language", f'"{short(key.text, 40)}" is no code of a language', key.where, hint))
        elif not isinstance(value, Scalar):
            wrong(error("wrong-type", f'what is written in "{code}" must be a text', value.where))
        elif code in found:
            wrong(error("duplicate-key", f'"{code}" appears twice', key.where))
        elif text := clean(value.text):
            found[code] = Typed(text, value.where, code)
    if not found:
        return None
    first, *others = found.values()
    return Typed(first.text, first.where, first.language, tuple(others))


def given(typed: Typed) -> Node:
    """A text as a data file says it, in each of its languages."""
    if not typed.language:
        return said(typed.text)
    return mapping((each.language, said(each.text)) for each in typed.every)
