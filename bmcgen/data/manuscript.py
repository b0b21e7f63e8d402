"""Content, layout and words to a `Manuscript`: every word of a sheet, each with its language and where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from bmcgen.assets.phrases import phrase
from bmcgen.assets.plurals import plural_form
from bmcgen.data.dates import written_out
from bmcgen.diagnostics import Place
from bmcgen.model.content import Content, Note, PictureFile, Position, Typed
from bmcgen.model.layout import STRIPS, Block, Layout, Sheet
from bmcgen.model.locale import BlockWords, CanvasWords, Locale, PromptList, Section, TableWords, Term
from bmcgen.model.manuscript import (
    Badge,
    BlockText,
    Card,
    Chapter,
    Entry,
    Explained,
    FieldText,
    Group,
    Manuscript,
    OptionText,
    PictureText,
    Prompts,
    Region,
    RowText,
    ScaleText,
    SectionText,
    TableText,
    Text,
    ValueText,
)


class PartOf(Struct, frozen=True):
    """A part of a document of several: what it is, the paper it is on, how many pages it has, and where it begins in a
    file of all of them.
    """

    title: str
    subject: str
    paper: str
    pages: int
    begins: int | None


def localise(
    content: Content,
    layout: Layout,
    sheet: Sheet,
    locale: Locale,
    canvas: CanvasWords,
    prompts: str,
    parts: Sequence[PartOf] = (),
) -> Manuscript:
    """The manuscript of one sheet in one language. `prompts` is none, questions or full; `parts` are
    what contents list.
    """
    return _Localiser(content, layout, sheet, locale, canvas, prompts, parts).manuscript()


class _Localiser:
    def __init__(
        self,
        content: Content,
        layout: Layout,
        sheet: Sheet,
        locale: Locale,
        canvas: CanvasWords,
        prompts: str,
        parts: Sequence[PartOf],
    ) -> None:
        self.content, self.layout, self.locale, self.canvas = content, layout, locale, canvas
        self.sheet, self.prompts, self.parts = sheet, prompts, parts
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
            fields=tuple(self._field(name) for name in self._lined()),
            more=tuple(self._field(name) for name in self.content.fields if not self._has_place(name)),
            headings={block.area: self._block(block) for block in self._of_kind("heading")},
            blocks=tuple(self._block(block) for block in self.sheet.held),
            legend_heading=self._general("segments"),
            legend=tuple(self._badge(segment.letter) for segment in self.content.segments),
            credit=self._say(self.canvas.credit) if self.canvas.credit else None,
            continued=self._general("continued"),
            continues=self._continues,
            goes_on=lambda sheet: self._general("goes-on", sheet=sheet),
            sheet_of=lambda number, total: self._general("sheet", number=number, total=total),
            page_of=lambda number, total: self._general("page", number=number, total=total),
        )

    def _of_kind(self, kind: str) -> list[Block]:
        return [block for block in self.sheet.blocks.values() if block.kind == kind]

    def _lined(self) -> list[str]:
        """The fields that have a line on the sheet."""
        return [field.name for kind in STRIPS for block in self._of_kind(kind) for field in block.fields]

    def _has_place(self, name: str) -> bool:
        titled = any(self._of_kind(kind) for kind in ("masthead", "title", "folio"))
        return name in self._lined() or (name == "title" and titled)

    def _say(self, words: str) -> Text:
        return Text(words, self.locale.code, self.own)

    def _label(self, key: str) -> Text:
        if key in self.canvas.fields:
            return self._say(self.canvas.fields[key])
        return Text(self.locale.fields[key], self.locale.code, self.shared)

    def _general(self, key: str, **values: int | str) -> Text:
        return Text(phrase(self.locale.words[key], self.shared, **values), self.locale.code, self.shared)

    def _continues(self, count: int, sheet: str) -> Text:
        return self._counted(self.locale.continues, count, sheet=sheet)

    def _counted(self, forms: Mapping[str, str], count: int, **values: str) -> Text:
        """A phrase in the form that a number of things asks for in the language."""
        form = plural_form(self.locale.language, count)
        words = phrase(forms.get(form, forms["other"]), self.shared, count=count, **values)
        return Text(words, self.locale.code, self.shared)

    def _field(self, name: str) -> FieldText:
        label = self._label(name)
        typed = self.content.fields.get(name)
        if typed is None:
            return FieldText(name, label, None)
        text = written_out(typed.text, self.locale.region, self.locale.dates) if name == "date" else _flat(typed.text)
        return FieldText(name, label, Text(text, self.language, typed.where))

    def _badge(self, letter: str) -> Badge:
        segment = next(s for s in self.content.segments if s.letter == letter)
        return Badge(letter, Text(segment.name, self.language, segment.where), segment.colour)

    def _block(self, block: Block) -> BlockText:
        words = self.canvas.blocks[block.name] if block.name else BlockWords(self.canvas.title)
        content = self.content.blocks.get(block.name)
        hint = None
        if words.hint and self.prompts != "none":
            hint = self._say(phrase(words.hint, self.own, least=block.least, most=block.most))
        body: dict[str, Any] = {}
        if block.kind in _BODIES:
            body = _BODIES[block.kind](self, words, content)
        elif block.kind in _READ:
            body = _READ[block.kind](self, words)
        return BlockText(
            area=block.area,
            name=block.name,
            number=str(block.number) if block.number else "",
            title=self._say(words.title),
            code=self._say(words.code) if words.code else None,
            prompts=self._prompts(block, words),
            asking=self._general("questions") if block.style == "tint" else None,
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

    def _lead(self, words: BlockWords) -> dict[str, Any]:
        return {"lead": self._say(words.definition)}

    def _terms(self, words: BlockWords) -> dict[str, Any]:
        return {"terms": self._explained(words.terms)}

    def _explained(self, terms: Iterable[Term]) -> tuple[Explained, ...]:
        return tuple(Explained(self._say(each.term), self._say(each.text)) for each in terms)

    def _article(self, words: BlockWords) -> dict[str, Any]:
        short = self.prompts == "none"
        sections = (each for each in words.sections if not (short and each.edition == "long"))
        return {"sections": tuple(self._section(each) for each in sections)}

    def _section(self, words: Section) -> SectionText:
        return SectionText(
            heading=self._say(words.heading),
            text=self._say(words.text) if words.text else None,
            items=tuple(self._say(item) for item in words.items),
            terms=self._explained(words.terms),
            table=self._table(words.table) if words.table else None,
            tasks=tuple(self._say(task) for task in words.tasks),
        )

    def _table(self, words: TableWords) -> TableText:
        rows = tuple(
            RowText(self._say(row.heading) if row.heading else None, tuple(map(self._explained, row.cells)), row.strong)
            for row in words.rows
        )
        return TableText(tuple(self._say(each) for each in words.columns), rows, words.shares, words.figures)

    def _regions(self, _: BlockWords) -> dict[str, Any]:
        """The blocks of the canvas, and the picture of them in words."""
        assert self.layout.canvas is not None
        regions = tuple(self._region(block) for block in self.layout.canvas.written)
        marked = next((region for region in regions if region.marked), None)
        names = ", ".join(region.title.text for region in regions)
        said = (
            self._general("map-of-one", title=marked.title.text, number=marked.number)
            if marked
            else self._general("map-of-all", titles=names)
        )
        return {"regions": regions, "alt": said.text}

    def _region(self, block: Block) -> Region:
        words = self.canvas.blocks[block.name]
        return Region(
            name=block.name,
            number=str(block.number) if block.number else "",
            title=self._say(words.title),
            code=self._say(words.code) if words.code else None,
            summary=self._say(words.summary) if words.summary else None,
            accent=block.accent,
            marked=block.name == self.sheet.about,
        )

    def _chapters(self, _: BlockWords) -> dict[str, Any]:
        return {"chapters": tuple(self._chapter(part) for part in self.parts)}

    def _chapter(self, part: PartOf) -> Chapter:
        extent = self._counted(self.locale.pages, part.pages, paper=part.paper)
        page = self._general("page-at", number=part.begins) if part.begins else None
        return Chapter(self._say(part.title), self._say(part.subject), extent, page)

    def _prompts(self, block: Block, words: BlockWords) -> Prompts:
        if self.prompts == "none":
            return Prompts()
        questions = tuple(self._say(question) for question in words.questions)
        if self.prompts == "questions":
            return Prompts(questions)
        lists = {key: each for key, each in words.lists.items() if key in block.lists or not block.lists}
        groups = [group for key, each in lists.items() for group in self._groups(each, key in block.numbered)]
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
_READ: dict[str, Callable[[_Localiser, BlockWords], dict[str, Any]]] = {
    "lead": _Localiser._lead,
    "terms": _Localiser._terms,
    "article": _Localiser._article,
    "miniature": _Localiser._regions,
    "overview": _Localiser._regions,
    "contents": _Localiser._chapters,
}


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
