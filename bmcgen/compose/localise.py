"""Content, layout and words to a `Manuscript`: every word of a sheet, each with its language and where it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from babel import Locale as BabelLocale

from bmcgen.compose.dates import written_out
from bmcgen.compose.phrases import phrase
from bmcgen.diagnostics import Place
from bmcgen.model.content import Content, Note, PictureFile, Position, Typed
from bmcgen.model.layout import STRIPS, Block, Layout
from bmcgen.model.locale import BlockWords, CanvasWords, Locale, PromptList
from bmcgen.model.manuscript import (
    Badge,
    BlockText,
    Card,
    Entry,
    FieldText,
    Group,
    Manuscript,
    OptionText,
    PictureText,
    Prompts,
    ScaleText,
    Text,
    ValueText,
)


def localise(content: Content, layout: Layout, locale: Locale, canvas: CanvasWords, prompts: str) -> Manuscript:
    """The manuscript of one sheet in one language. `prompts` is none, questions or full."""
    return _Localiser(content, layout, locale, canvas, prompts).manuscript()


class _Localiser:
    def __init__(self, content: Content, layout: Layout, locale: Locale, canvas: CanvasWords, prompts: str) -> None:
        self.content, self.layout, self.locale, self.canvas = content, layout, locale, canvas
        self.prompts = prompts
        self.language = content.language or locale.code
        self.own = Place(f"locales/{locale.language}/{layout.words}.yaml")
        self.shared = Place(f"locales/{locale.language}/locale.yaml")

    def manuscript(self) -> Manuscript:
        title = self.content.fields.get("title")
        canvas_title = self._say(self.canvas.title)
        own = self._of_kind("title")
        typed = Text(_flat(title.text), self.language, title.where) if title else None
        return Manuscript(
            language=self.locale.code,
            kicker=canvas_title if title or own else None,
            title=typed or (None if own else canvas_title),
            title_label=self._say(self.canvas.blocks[own[0].name].title) if own else self._label("title"),
            fields=tuple(
                self._field(field.name) for kind in STRIPS for block in self._of_kind(kind) for field in block.fields
            ),
            blocks=tuple(self._block(block) for block in self.layout.written),
            legend_heading=self._general("segments"),
            legend=tuple(self._badge(segment.letter) for segment in self.content.segments),
            credit=self._say(self.canvas.credit) if self.canvas.credit else None,
            continued=self._general("continued"),
            continues=self._continues,
            goes_on=lambda sheet: self._general("goes-on", sheet=sheet),
            sheet_of=lambda number, total: self._general("sheet", number=number, total=total),
        )

    def _of_kind(self, kind: str) -> list[Block]:
        return [block for block in self.layout.blocks.values() if block.kind == kind]

    def _say(self, words: str) -> Text:
        return Text(words, self.locale.code, self.own)

    def _label(self, key: str) -> Text:
        return Text(self.locale.fields[key], self.locale.code, self.shared)

    def _general(self, key: str, **values: int | str) -> Text:
        return Text(phrase(self.locale.words[key], self.shared, **values), self.locale.code, self.shared)

    def _continues(self, count: int, sheet: str) -> Text:
        forms = self.locale.continues
        form = BabelLocale.parse(self.locale.language.replace("-", "_")).plural_form(count)
        words = phrase(forms.get(form, forms["other"]), self.shared, count=count, sheet=sheet)
        return Text(words, self.locale.code, self.shared)

    def _field(self, name: str) -> FieldText:
        label = self._label(name)
        typed = self.content.fields.get(name)
        if typed is None:
            return FieldText(name, label, None)
        text = written_out(typed.text, self.locale.region) if name == "date" else _flat(typed.text)
        return FieldText(name, label, Text(text, self.language, typed.where))

    def _badge(self, letter: str) -> Badge:
        segment = next(s for s in self.content.segments if s.letter == letter)
        return Badge(letter, Text(segment.name, self.language, segment.where), segment.colour)

    def _block(self, block: Block) -> BlockText:
        words = self.canvas.blocks[block.name]
        content = self.content.blocks.get(block.name)
        hint = None
        if words.hint and self.prompts != "none":
            hint = self._say(phrase(words.hint, self.own, least=block.least, most=block.most))
        body = _BODIES[block.kind](self, words, content)
        return BlockText(
            name=block.name,
            number=str(block.number) if block.number else "",
            title=self._say(words.title),
            code=self._say(words.code) if words.code else None,
            prompts=self._prompts(block, words),
            **({"hint": hint} | body),
        )

    def _typed(self, typed: Typed) -> Text:
        return Text(typed.text, self.language, typed.where)

    def _cards(self, _: BlockWords, notes: tuple[Note, ...] | None) -> dict[str, Any]:
        return {"cards": tuple(self._card(note) for note in notes or ())}

    def _prose(self, _: BlockWords, typed: Typed | None) -> dict[str, Any]:
        return {"prose": self._typed(typed) if typed else None}

    def _items(self, _: BlockWords, items: tuple[Typed, ...] | None) -> dict[str, Any]:
        return {"items": tuple(self._typed(item) for item in items or ())}

    def _values(self, words: BlockWords, values: Mapping[str, Typed] | None) -> dict[str, Any]:
        found = []
        for key, label in words.fields.items():
            typed = (values or {}).get(key)
            found.append(ValueText(self._say(label), self._typed(typed) if typed else None))
        return {"values": tuple(found)}

    def _scales(self, words: BlockWords, positions: Mapping[str, Position] | None) -> dict[str, Any]:
        found = []
        for key, each in words.scales.items():
            mark = (positions or {}).get(key)
            ends = {"low": each.low, "high": each.high}
            alt = (
                self._general("position", value=f"{mark.value:g}", **ends)
                if mark
                else self._general("no-position", **ends)
            )
            label, low, high = (self._say(text) for text in (each.label, each.low, each.high))
            found.append(ScaleText(label, low, high, mark.value / 100 if mark else None, alt.text))
        return {"scales": tuple(found)}

    def _options(self, words: BlockWords, chosen: frozenset[str] | None) -> dict[str, Any]:
        found = []
        for key, label in words.choices.items():
            ticked = key in (chosen or ())
            found.append(OptionText(self._say(label), ticked, self._general("ticked" if ticked else "not-ticked").text))
        return {"options": tuple(found)}

    def _picture(self, words: BlockWords, picture: PictureFile | None) -> dict[str, Any]:
        if picture is None:
            return {"hint": self._say(words.hint) if words.hint else None}
        title = self.content.fields.get("title")
        alt = (
            picture.alt.text
            if picture.alt
            else self._general("picture-of", name=title.text if title else words.title).text
        )
        return {"picture": PictureText(picture, alt)}

    def _prompts(self, block: Block, words: BlockWords) -> Prompts:
        if self.prompts == "none":
            return Prompts()
        questions = tuple(self._say(question) for question in words.questions)
        if self.prompts == "questions":
            return Prompts(questions)
        groups = [group for key, each in words.lists.items() for group in self._groups(each, key in block.numbered)]
        return Prompts(questions, tuple(groups))

    def _groups(self, words: PromptList, numbered: bool, level: int = 0) -> list[Group]:
        entries = tuple(
            Entry(self._say(item.term), self._say(item.question) if item.question else None) for item in words.items
        )
        group = Group(self._say(words.heading), entries, level, numbered)
        parts = (words.parts or {}).values()
        return [group, *(each for part in parts for each in self._groups(part, False, level + 1))]

    def _card(self, note: Note) -> Card:
        badges = tuple(self._badge(segment.letter) for segment in note.segments)
        colour = note.colour or (badges[0].colour if len(badges) == 1 else "plain")
        return Card(Text(note.text.text, self.language, note.text.where), badges, colour)


_BODIES: dict[str, Callable[..., dict[str, Any]]] = {
    "notes": _Localiser._cards,
    "prose": _Localiser._prose,
    "list": _Localiser._items,
    "fields": _Localiser._values,
    "scale": _Localiser._scales,
    "choice": _Localiser._options,
    "picture": _Localiser._picture,
}


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
