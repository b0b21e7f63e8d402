"""Content, layout and words to a `Manuscript`: every word of a sheet, each with its language and where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.localisation.plurals import plural_form
from bmcgen.assets.phrases import phrase
from bmcgen.data.dates import written_out
from bmcgen.diagnostics import Place
from bmcgen.kinds import Wording, kind_of
from bmcgen.model.content import CHANGES, Comparison, Content, Segment, Tag, Trait, Typed
from bmcgen.model.layout import Block, Layout, Sheet
from bmcgen.model.locale import BlockWords, CanvasWords, Locale, PromptList
from bmcgen.model.manuscript import (
    LEADS,
    Badge,
    BlockText,
    Chapter,
    Entry,
    FieldText,
    Group,
    Manuscript,
    Mark,
    Prompts,
    Text,
    in_line,
)
from bmcgen.model.page import Page
from bmcgen.model.parts import parts_of, sheet_with
from bmcgen.text.typography import smart, spaced


class PartOf(Struct, frozen=True):
    """A part of a document of several: what it is, the paper it is on, how many pages it has, and where it begins in a
    file of all of them. Of a document in two languages, `second` is the same in the other.
    """

    title: str
    subject: str
    paper: str
    pages: int
    begins: int | None
    second: PartOf | None = None


Cases = Callable[[str, tuple[float, float] | None, str | None], Page]
"""A page of the canvas that a data file of the locale fills, composed for a sheet of these sides: the one that has all
of it, or the left or right half of a spread."""


def localise(
    content: Content,
    layout: Layout,
    sheet: Sheet,
    locale: Locale,
    canvas: CanvasWords,
    prompts: str,
    parts: Sequence[PartOf] = (),
    cases: Cases | None = None,
) -> Manuscript:
    """The manuscript of one sheet in one language. `prompts` is none, questions or full; `parts` are
    what contents list, and `cases` compose what specimens show.
    """
    return _Localiser(content, layout, sheet, locale, canvas, prompts, parts, cases).manuscript()


class _Localiser(Wording):
    def __init__(
        self,
        content: Content,
        layout: Layout,
        sheet: Sheet,
        locale: Locale,
        canvas: CanvasWords,
        prompts: str,
        parts: Sequence[PartOf],
        cases: Cases | None,
    ) -> None:
        self.content, self.layout, self.locale, self.canvas = content, layout, locale, canvas
        self.sheet, self.prompts, self.cases = sheet, prompts, cases
        self.about = sheet.about
        self.canvas_blocks = layout.blocks_of_canvas
        self.pictured = sheet_with(layout.canvas, sheet.about).written if layout.canvas else ()
        self.language = content.language or locale.code
        self.own = Place(f"locales/{locale.language}/{layout.words}.yaml")
        self.shared = Place(f"locales/{locale.language}/locale.yaml")
        self.texts = content.words.texts if content.words else {}
        self.chapters = tuple(map(self._chapter, parts))

    def manuscript(self) -> Manuscript:
        title = self.content.fields.get("title")
        canvas_title = self.say(self.canvas.title)
        own = [block for block in self.sheet.strips if kind_of(block.kind).names_title]
        typed = self._flat(title) if title else None
        if self.content.compared:
            typed = self._both(self.content.compared, typed)
        return Manuscript(
            language=self.locale.code,
            kicker=canvas_title if typed or own else None,
            title=typed or (None if own else canvas_title),
            title_label=self.say(self.canvas.blocks[own[0].name].title) if own else self.label("title"),
            tagline=self._tagline(),
            fields=tuple(self._field(name) for name in self._lined()),
            more=tuple(self._field(name) for name in self.content.fields if not self._has_place(name)),
            headings={
                block.area: self._block(block) for block in self.sheet.strips if kind_of(block.kind).says_subject
            },
            blocks=tuple(self._block(block) for block in self.sheet.held),
            legend_heading=self.general("segments"),
            legend=tuple(map(self.badge, self.content.segments)),
            keys=tuple(self._keys()),
            credit=self.say(self.canvas.credit) if self.canvas.credit else None,
            continued=self.general("continued"),
            continues=self._continues,
            goes_on=lambda sheet: self.general("goes-on", sheet=sheet),
            sheet_of=lambda number, total: self.general("sheet", number=number, total=total),
            page_of=lambda number, total: self.general("page", number=number, total=total),
            opens=lambda address: self.general("opens", address=address),
            new_lines=lambda title: self.general("new-lines", title=title),
            own_notes=self.general("own-notes"),
            strip={key: self._shared(words) for key, words in self.locale.strip.items()},
            filled=self.content.filled,
        )

    def _both(self, compared: Comparison, title: Text | None) -> Text:
        """The title of a sheet that compares two files; it names both."""
        sides = in_line(self.called(compared.before), " → ", self.called(compared.after))
        return sides if title is None or compared.after.key == "title" else in_line(title, ": ", sides)

    def called(self, trait: Trait) -> Text:
        if not trait.typed:
            return self.general(trait.key)
        (typed,) = trait.typed
        if trait.key == "date":
            return self.dated(typed)
        said = self._flat(typed)
        return replace(said, text=f"{self.label('version').text} {said.text}") if trait.key == "version" else said

    def _lined(self) -> list[str]:
        """The fields that have a line on the sheet."""
        return [field.name for block in self.sheet.strips for field in block.fields]

    def _has_place(self, name: str) -> bool:
        kinds = [kind_of(block.kind) for block in self.sheet.strips]
        if name == "title":
            return any(kind.says_title for kind in kinds)
        if name == "tagline":
            return any(kind.says_tagline for kind in kinds)
        return name in self._lined()

    def _tagline(self) -> Text | None:
        typed = self.content.fields.get("tagline")
        return Text(_flat(typed.text), typed.language or self.language, typed.where) if typed else None

    def say(self, words: str) -> Text:
        return Text(spaced(words, self.locale.code), self.locale.code, self.texts.get(words, self.own))

    def _shared(self, words: str) -> Text:
        return Text(spaced(words, self.locale.code), self.locale.code, self.texts.get(words, self.shared))

    def say_filled(self, words: str, **values: int | str) -> Text:
        return self.say(phrase(words, self.own, **values))

    def typed(self, typed: Typed) -> Text:
        language = typed.language or self.language
        # A person's text, as its file wants it set.
        text = smart(typed.text, language) if self.content.manner.smart else typed.text
        return Text(text, language, typed.where)

    def _flat(self, typed: Typed) -> Text:
        """A text on one line."""
        said = self.typed(typed)
        return replace(said, text=_flat(said.text))

    def _chapter(self, part: PartOf) -> Chapter:
        extent = self._counted(self.locale.pages, part.pages, paper=part.paper)
        page = self.general("page-at", number=part.begins) if part.begins else None
        return Chapter(self.say(part.title), self.say(part.subject), extent, page)

    def label(self, field: str) -> Text:
        if field in self.canvas.fields:
            return self.say(self.canvas.fields[field])
        return self._shared(self.locale.fields[field])

    def general(self, key: str, **values: int | str) -> Text:
        return self._shared(phrase(self.locale.words[key], self.shared, **values))

    def _continues(self, count: int, sheet: str) -> Text:
        return self._counted(self.locale.continues, count, sheet=sheet)

    def _counted(self, forms: Mapping[str, str], count: int, **values: str) -> Text:
        """A phrase in the form that a number of things asks for in the language."""
        form = plural_form(self.locale.language, count)
        return self._shared(phrase(forms.get(form, forms["other"]), self.shared, count=count, **values))

    def _field(self, name: str) -> FieldText:
        label = self.label(name)
        typed = self.content.fields.get(name)
        if typed is None:
            return FieldText(name, label, None)
        return FieldText(name, label, self.dated(typed) if name == "date" else self._flat(typed))

    def dated(self, typed: Typed) -> Text:
        text = written_out(typed.text, self.locale.region, self.locale.dates)
        return Text(text, self.language, typed.where)

    def badge(self, segment: Segment) -> Badge:
        return Badge(segment.letter, self.typed(Typed(segment.name, segment.where)), segment.colour, segment.pattern)

    def status(self, status: str) -> Mark:
        name = self.locale.statuses[status]
        return Mark(status, self._shared(name), self._shared(f"{self.locale.words['status']}: {name}").text)

    def tag(self, tag: Tag) -> Mark:
        label = self._shared(f"{self.locale.words['tags']}: ").text
        return Mark(tag.letter, self.typed(Typed(tag.name, tag.where)), f"{label}{tag.name}")

    def change(self, change: str) -> Mark:
        name = self.locale.changes[change]
        return Mark(change, self._shared(name), self._shared(f"{self.locale.words['change']}: {name}").text)

    def colour(self, colour: str) -> Text:
        return self._shared(self.locale.colours[colour])

    def _keys(self) -> Iterator[tuple[Text | None, tuple[Mark, ...]]]:
        """The legends of changes, statuses, tags and links, where notes have any."""
        if self.content.compared:
            yield self.general("change"), tuple(map(self.change, CHANGES))
        if self.content.statuses:
            yield self.general("status"), tuple(map(self.status, self.content.statuses))
        if self.content.tags:
            yield self.general("tags"), tuple(map(self.tag, self.content.tags))
        if self.content.targets:
            leads = self.general("leads")
            yield None, (Mark(LEADS, leads, leads.text),)

    def case(self, name: str, sides: tuple[float, float] | None, half: str | None) -> Page:
        if self.cases is None:
            raise ValueError("cases cannot be composed here")
        return self.cases(name, sides, half)

    def _block(self, block: Block) -> BlockText:
        words = self.canvas.blocks[block.name] if block.name else BlockWords(self.canvas.title)
        content, parts = self.content.blocks.get(block.whole), parts_of(self.layout, block.whole)
        if parts and content is not None:
            content = kind_of(block.kind).of_part(content, block.part, parts)
        return BlockText(
            kind=block.kind,
            area=block.area,
            name=block.name,
            number=str(block.number) if block.number else "",
            title=self.say(words.title),
            prompts=kind_of(block.kind).prompts(block, self._prompts(block, words)),
            body=kind_of(block.kind).words(block, words, content, self),
        )

    def _prompts(self, block: Block, words: BlockWords) -> Prompts:
        if self.prompts == "none":
            return Prompts()
        questions = tuple(self.say(question) for question in words.questions)
        if self.prompts == "questions":
            return Prompts(questions)
        lists = {key: each for key, each in words.lists.items() if key in block.lists or not block.lists}
        groups = [group for key, each in lists.items() for group in self._groups(each, key in block.numbered)]
        return Prompts(questions, tuple(groups))

    def _groups(self, words: PromptList, numbered: bool, level: int = 0) -> list[Group]:
        entries = tuple(
            Entry(self.say(item.term), self.say(item.question) if item.question else None) for item in words.items
        )
        group = Group(self.say(words.heading), entries, level, numbered)
        parts = (words.parts or {}).values()
        return [group, *(each for part in parts for each in self._groups(part, False, level + 1))]


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
