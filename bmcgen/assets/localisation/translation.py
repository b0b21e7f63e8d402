"""The files of a new locale: every string empty, with its wording in other languages above it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Named

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.languages import Language
from bmcgen.assets.localisation.locales import locale_codes
from bmcgen.assets.localisation.wording import models
from bmcgen.assets.overlay import KEPT, OWN_NAMES, PLURALS
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence
from bmcgen.source.verbatim import quoted
from bmcgen.text.typography import marks_of, spaces

GENERAL = "locale"
_LONG = 120
"""A text of more characters runs on; what it may be in length is no more than a rule of thumb."""


def names_of(assets: Assets, but: str = "") -> list[str]:
    """The files of words there are, the general one first."""
    found = {name for code in locale_codes(assets) if code != but for name in assets.names(f"locales/{code}")}
    return sorted(found, key=lambda name: (name != GENERAL, name))


def new_file(name: str, language: Language, assets: Assets, folder: str) -> str:
    """The text of a file of words to be translated, which will stand in a folder."""
    theirs = models(assets, name, but=language.code)
    *_, model = theirs.values()
    lines = [*_opening(name, language, folder), ""]
    writer = _Writer(language)
    assert isinstance(model, Mapping)
    lines += writer.mapping({code: node for code, node in theirs.items() if isinstance(node, Mapping)}, 0)
    return "\n".join(lines) + "\n"


def _opening(name: str, language: Language, folder: str) -> Iterator[str]:
    what = "the words that all sheets share" if name == GENERAL else f"the words of {name}"
    yield f"# {language.english} ({language.code}): {what}."
    yield "# Write the translation between the quotation marks. The lines above show the text in other languages."
    yield "# Keys, the words before a colon, stay as they are. So does what stands between {{ and }}, for a value."
    yield "# A quotation mark that ends the text too early, or a backslash, needs a backslash in front of it."
    yield f"# To see what is missing or does not fit: bmcgen check {folder}"
    if name != GENERAL:
        yield "# As long as the first title is empty, this file counts as not begun: sheets are made without it."
    if signs := spaces(language.code):
        yield f"# Type an ordinary space at {' '.join(signs)}: it becomes a narrow one, at which no line ends."


class _Writer:
    def __init__(self, language: Language) -> None:
        self.language = language

    def mapping(self, theirs: Named[str, Mapping], indent: int, key: str = "") -> Iterator[str]:
        *_, model = theirs.values()
        for number, (name, value) in enumerate(model.pairs):
            nodes = {code: node for code, each in theirs.items() if (node := each.get(name.text)) is not None}
            if number and not isinstance(value, Scalar) and indent <= 2:
                yield ""
            yield from self._pair(name.text, nodes, indent, key)

    def _pair(self, key: str, theirs: Named[str, Node], indent: int, parent: str) -> Iterator[str]:
        *_, model = theirs.values()
        space, fact = " " * indent, self._fact(key, indent)
        if fact:
            yield f"{space}{key}: {fact}"
        elif key in KEPT:
            yield f"{space}{key}: {_verbatim(model)}"
        elif key == "also-called":
            return
        elif key in OWN_NAMES:
            yield f"{space}# other names that a data file may call it by, as many as there are: [One, Another]"
            yield f"{space}{key}: []"
        elif key in PLURALS and isinstance(model, Mapping):
            yield f"{space}{key}:"
            yield from self._plural(theirs, indent + 2)
        elif isinstance(model, Scalar):
            yield from self._asked(theirs, space, parent)
            yield f"{space}{key}: {_empty(model, theirs)}"
        elif isinstance(model, Mapping):
            yield f"{space}{key}:"
            found = {code: node for code, node in theirs.items() if isinstance(node, Mapping)}
            yield from self.mapping(found, indent + 2, key)
        else:
            yield f"{space}{key}:"
            yield from self._list(theirs, indent + 2, key)

    def _fact(self, key: str, indent: int) -> str:
        """What the language has to say of itself."""
        if indent or key not in ("name", "region", "locale"):
            return ""
        if key == "name":
            return f"{self.language.name}{self._known()}"
        if key == "region":
            return f"{self.language.region}   # whose dates are printed by default: {self.language.date}"
        return self.language.code

    def _known(self) -> str:
        outer, inner = marks_of(self.language.code)
        return f"   # its quotation marks are {outer}, and {inner} within them"

    def _list(self, theirs: Named[str, Node], indent: int, key: str) -> Iterator[str]:
        lists = {code: node for code, node in theirs.items() if isinstance(node, Sequence)}
        *_, model = lists.values()
        space = " " * indent
        for number, item in enumerate(model.items):
            nodes = {code: each.items[number] for code, each in lists.items() if number < len(each.items)}
            if isinstance(item, Scalar):
                yield from self._asked(nodes, space, key)
                yield f"{space}- {_empty(item, nodes)}"
                continue
            if isinstance(item, Mapping):
                found = {code: node for code, node in nodes.items() if isinstance(node, Mapping)}
                inner = [*self.mapping(found, indent + 2, key)]
            else:
                inner = [*self._list(nodes, indent + 2, key)]
            yield f"{space}-"
            yield from (line for line in inner if line)

    def _plural(self, theirs: Named[str, Node], indent: int) -> Iterator[str]:
        space = " " * indent
        shown = {code: node.get("other") for code, node in theirs.items() if isinstance(node, Mapping)}
        nodes = {code: node for code, node in shown.items() if isinstance(node, Scalar)}
        yield from self._asked(nodes, space, "plural")
        for form, numbers in self.language.plurals.items():
            yield f"{space}# for {numbers}"
            yield f"{space}{form}: {_empty(next(iter(nodes.values())), nodes)}"

    def _asked(self, theirs: Named[str, Node], space: str, parent: str) -> Iterator[str]:
        """A text in other languages, and how long it may be."""
        texts = {code: node.text for code, node in theirs.items() if isinstance(node, Scalar)}
        for code, text in texts.items():
            first, *rest = text.rstrip("\n").split("\n") or [""]
            yield f"{space}# {code}: {first}"
            yield from (f"{space}#     {line}".rstrip() for line in rest)
        most = max(map(len, texts.values()))
        if most and parent not in ("starter", "plural") and not any("{" in text for text in texts.values()):
            yield f"{space}# {'about' if most > _LONG else 'at most'} {_room(most)} characters"


def _room(most: int) -> int:
    """How long a text may be where the longest of others has so many characters."""
    return max(most + 2, round(most * 1.1))


def _empty(model: Scalar, theirs: Named[str, Node]) -> str:
    """Quotation marks to write between: those that the text itself does not need."""
    texts = [node.text for node in theirs.values() if isinstance(node, Scalar)]
    if any("\n" in text for text in texts):
        return "|"
    return "''" if any('"' in text for text in texts) else '""'


def _verbatim(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text if node.plain else quoted(node.text)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_verbatim, node.items))}]"
    return "{" + ", ".join(f"{key.text}: {_verbatim(value)}" for key, value in node.pairs) + "}"
