"""A persona that was found, as the tree of a data file: each label where the sheet has a place for it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from bmcgen.diagnostics import Place
from bmcgen.importing.cells import notes_of, unbulleted
from bmcgen.importing.outline import Words, bare
from bmcgen.importing.personas.labels import Entry, Persona
from bmcgen.importing.personas.names import LAYOUT, PersonaNames, name_in
from bmcgen.importing.speech import language_of
from bmcgen.importing.tables import Leave
from bmcgen.importing.template import is_empty, is_placeholder
from bmcgen.importing.tree import Titles
from bmcgen.kinds.fields import MOST_ALSO, MOST_ALSO_LABEL
from bmcgen.kinds.free import MOST_TITLE
from bmcgen.source.names import clean, fold
from bmcgen.source.tree import Mapping as Branch
from bmcgen.source.tree import Node, Scalar, Sequence

_LISTS = ("quote", "goals", "pains", "influences")
_STORIES = ("background", "context", "media")
_LEADS = ("influences", "media", "context")
"""Parts that hold what several labels say: each label but the part's own leads what stands under it."""
_SHORT, _ITEM = 80, 40
_TITLE = 300
_QUOTES = "\"“”„‟«»‘’'"


class PersonaTree:
    """Puts what is said of a person where the sheet has a place for it, and the rest into `more`."""

    def __init__(self, names: PersonaNames, leave: Leave) -> None:
        self.names, self.leave = names, leave

    def tree(
        self, persona: Persona, name: str, locales: Iterable[str], titles: Titles, kept: Iterable[Words]
    ) -> Branch:
        """The data file of a persona. `titles` tell what its parts are called in a language; what is `kept` beside it
        goes into `more`.
        """
        self.lists: dict[str, list[Words]] = {}
        self.stories: dict[str, list[Words]] = {}
        self.fields: dict[str, Words] = {}
        self.also: list[tuple[Words, Words]] = []
        self.scales: dict[str, Words] = {}
        self.roles: list[Words] = []
        self.more: list[tuple[Words | None, str]] = []
        self.name: Words | None = None
        for entry in persona.entries:
            self._put(self._filled(entry))
        for words in persona.loose:
            if not self._is_blank(words):
                self.stories.setdefault("background", []).insert(0, words)
        heading = persona.heading
        here = (heading or next((each.label for each in persona.entries), Words("", Place(name)))).where
        texts = [words.text for entry in persona.entries for words in (*entry.texts, *entry.points)]
        spoken = [self.names.spoken(entry.label.text) for entry in persona.entries]
        language = language_of(map(bare, texts), spoken)
        known = set(locales)
        pairs: list[tuple[str, Node]] = [("layout", _text(LAYOUT, here))]
        code = language if language in known else "en" if "en" in known else ""
        if code:
            pairs.append(("locale", _text(code, here)))
        if language and language not in known:
            pairs.append(("language", _text(language, here)))
        if title := self._title(heading):
            pairs.append(("title", _text(title.text, title.where)))
        self.more += [(None, bare(words.text)) for words in kept]
        called = titles(LAYOUT, code or "en")
        blocks = [(called.get(key, key), node) for key, node in self._blocks(here)]
        return _branch([*pairs, ("blocks", _branch(blocks, here))], here)

    def _title(self, heading: Words | None) -> Words | None:
        own = name_in(heading.text) if heading else ""
        if self.name is None:
            found = replace(heading, text=own) if heading and own else None
        else:
            said = bare(self.name.text).replace("\n", " ")
            both = own if said in own else f"{said} – {own}" if own and own not in said else said
            found = replace(self.name, text=both)
        if found and len(found.text) > _TITLE:
            self.more.append((None, found.text))
            return None
        return found

    def _is_blank(self, words: Words) -> bool:
        if not is_placeholder(words.text):
            return False
        if not is_empty(words.text):
            self.leave("placeholder", words)
        return True

    def _filled(self, entry: Entry) -> Entry:
        texts = [words for words in entry.texts if not self._is_blank(words)]
        points = [words for words in entry.points if not self._is_blank(words)]
        return Entry(entry.label, texts, points, entry.pair)

    def _put(self, entry: Entry) -> None:
        if not entry.texts and not entry.points:
            return
        kind, key = self.names.find(entry.label.text) or ("", "")
        if kind == "scales":
            self._scale(key, entry)
        elif kind == "fields":
            self._field(key, entry)
        elif key == "name" and self.name is None and _said(entry):
            self.name = replace(entry.label, text=_said(entry))
        elif key == "sales-role":
            self._roles(entry)
        elif key in _LISTS:
            self.lists.setdefault(key, []).extend(self._items(key, entry))
        elif key in _STORIES:
            self.stories.setdefault(key, []).extend(self._story(key, entry))
        elif key == "general":
            self.stories.setdefault("background", []).extend((*entry.texts, *entry.points))
        else:
            self._own(entry)

    def _items(self, key: str, entry: Entry) -> list[Words]:
        found: list[Words] = []
        for words in entry.texts:
            each = notes_of(words) if key != "quote" else [words]
            # A text of sentences is one entry.
            found += each if "\n" in words.text or not words.text.rstrip().endswith((".", "!", "?")) else [words]
        found += entry.points
        lead = self._lead(key, entry)
        plain = [replace(words, text=lead + unbulleted(bare(words.text))[0]) for words in found]
        if key == "quote":
            plain = [replace(words, text=_unquoted(words.text)) for words in plain]
        return [words for words in plain if clean(words.text)]

    def _lead(self, key: str, entry: Entry) -> str:
        label = entry.label.text
        return f"{label}: " if key in _LEADS and not self._is_own(key, label) else ""

    def _is_own(self, key: str, label: str) -> bool:
        """Whether a label is the part's own name rather than that of something in it."""
        return fold(label)[:5] in (
            fold(key)[:5],
            "influ",
            "invlo",
            "einfl",
            "beinf",
            "conte",
            "konte",
            "media",
            "medie",
        )

    def _story(self, key: str, entry: Entry) -> list[Words]:
        lead = self._lead(key, entry)
        points = [bare(words.text) for words in entry.points]
        found = [replace(words, text=bare(words.text)) for words in entry.texts]
        if points and all(len(text) <= _ITEM for text in points):
            found.append(replace(entry.points[0], text=", ".join(points)))
        else:
            found += [replace(words, text=text) for words, text in zip(entry.points, points, strict=True)]
        found[0] = replace(found[0], text=lead + found[0].text)
        return found

    def _field(self, key: str, entry: Entry) -> None:
        said = _said(entry)
        if key in self.fields or len(said) > 2 * _SHORT:
            self._own(entry)
        else:
            self.fields[key] = replace(entry.label, text=said)

    def _scale(self, key: str, entry: Entry) -> None:
        said = _said(entry)
        found = self.names.position(said)
        if found is None or key in self.scales:
            self._own(entry)
            return
        level, whole = found
        self.scales[key] = replace(entry.label, text=level)
        if not whole:
            self._own(entry)

    def _roles(self, entry: Entry) -> None:
        pieces = [piece for words in (*entry.texts, *entry.points) for piece in notes_of(words)]
        split = [part.strip() for piece in pieces for part in bare(piece.text).replace("/", ",").split(",")]
        if all(fold(part) in self.names.choices for part in split):
            self.roles += [replace(entry.label, text=self.names.choices[fold(part)]) for part in split]
        else:
            self._own(entry)

    def _own(self, entry: Entry) -> None:
        """A label that the sheet has no place for: a short value is a field of one's own, the rest a story."""
        said = _said(entry)
        label = entry.label
        taken = fold(label.text) in {fold(own.text) for own, _ in self.also} or self.names.find(label.text) in [
            ("fields", key) for key in self.fields
        ]
        short = len(said) <= _SHORT and len(label.text) <= MOST_ALSO_LABEL and fold(label.text) != "also"
        if short and not taken and len(self.also) < MOST_ALSO and (entry.pair or not _is_story(entry)):
            self.also.append((label, replace(label, text=said)))
        else:
            texts = [bare(words.text) for words in entry.texts]
            texts += ["; ".join(bare(words.text) for words in entry.points)] if entry.points else []
            self.more.append((label, "\n\n".join(texts)))

    def _blocks(self, here: Place) -> Iterable[tuple[str, Node]]:
        if quotes := self.lists.pop("quote", None):
            yield "quote", _texts(quotes) if len(quotes) > 1 else _text(quotes[0].text, quotes[0].where)
        general = [(key, _text(words.text, words.where)) for key, words in self.fields.items()]
        pairs: list[tuple[str, Node]] = [*general]
        if self.also:
            pairs.append(("also", _branch([(key.text, _text(said.text, said.where)) for key, said in self.also], here)))
        if pairs:
            yield "general", _branch(pairs, here)
        if self.roles:
            yield "sales-role", _texts(self.roles)
        for key in ("background", "context"):
            if key in self.stories:
                yield key, _joined(self.stories[key])
        if self.scales:
            yield "personality", _branch([(key, _text(w.text, w.where)) for key, w in self.scales.items()], here)
        for key, each in self.lists.items():
            yield key, _texts(each)
        if "media" in self.stories:
            yield "media", _joined(self.stories["media"])
        if self.more:
            yield "more", self._more(here)

    def _more(self, here: Place) -> Node:
        (label, text), *others = self.more
        if not others and label is not None and len(label.text) <= MOST_TITLE:
            return _branch([("title", _text(label.text, label.where)), ("text", _text(text, label.where))], label.where)
        told = [f"{label.text}: {text}" if label else text for label, text in self.more]
        return _text("\n\n".join(told), here)


def _said(entry: Entry) -> str:
    return "; ".join(bare(words.text).replace("\n", "; ") for words in (*entry.texts, *entry.points))


def _is_story(entry: Entry) -> bool:
    return bool(entry.points) or _said(entry).endswith((".", "!", "?"))


def _unquoted(text: str) -> str:
    """A quote without the quotation marks around it, which the sheet sets itself."""
    inner = text.strip()
    paired = len(inner) > 1 and inner[0] in _QUOTES and inner[-1] in _QUOTES
    return inner[1:-1] if paired and not any(mark in inner[1:-1] for mark in '"“”„«»') else inner


def _text(text: str, where: Place) -> Scalar:
    return Scalar(text, where, plain=False)


def _texts(words: Iterable[Words]) -> Sequence:
    items = tuple(_text(each.text, each.where) for each in words)
    return Sequence(items, items[0].where)


def _joined(words: list[Words]) -> Scalar:
    return _text("\n\n".join(bare(each.text).replace("\n", " ") for each in words), words[0].where)


def _branch(pairs: Iterable[tuple[str, Node]], where: Place) -> Branch:
    return Branch(tuple((_text(key, value.where), value) for key, value in pairs), where)
