"""Content, layout and words to a `Manuscript`: every word of a sheet, each with its language and where it came from."""

from __future__ import annotations

from babel import Locale as BabelLocale

from bmcgen.compose.dates import written_out
from bmcgen.compose.phrases import phrase
from bmcgen.diagnostics import Place
from bmcgen.model.content import Content, Note
from bmcgen.model.layout import Block, Layout
from bmcgen.model.locale import BlockWords, CanvasWords, Locale, PromptList
from bmcgen.model.manuscript import Badge, BlockText, Card, Entry, FieldText, Group, Manuscript, Prompts, Text


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
        return Manuscript(
            language=self.locale.code,
            kicker=canvas_title if title else None,
            title=Text(_flat(title.text), self.language, title.where) if title else canvas_title,
            fields=tuple(self._field(field.name) for block in self._of_kind("masthead") for field in block.fields),
            blocks=tuple(self._block(block) for block in self.layout.note_blocks),
            legend_heading=self._general("segments"),
            legend=tuple(self._badge(segment.letter) for segment in self.content.segments),
            credit=self._say(self.canvas.credit),
            licence=self._say(self.canvas.licence),
            subject=self._say(self.canvas.subject),
            continued=self._general("continued"),
            continues=self._continues,
            sheet_of=lambda number, total: self._general("sheet", number=number, total=total),
        )

    def _of_kind(self, kind: str) -> list[Block]:
        return [block for block in self.layout.blocks.values() if block.kind == kind]

    def _say(self, words: str) -> Text:
        return Text(words, self.locale.code, self.own)

    def _general(self, key: str, **values: int) -> Text:
        return Text(phrase(self.locale.words[key], self.shared, **values), self.locale.code, self.shared)

    def _continues(self, count: int, sheet: int) -> Text:
        forms = self.locale.continues
        form = BabelLocale.parse(self.locale.language.replace("-", "_")).plural_form(count)
        words = phrase(forms.get(form, forms["other"]), self.shared, count=count, sheet=sheet)
        return Text(words, self.locale.code, self.shared)

    def _field(self, name: str) -> FieldText:
        label = Text(self.locale.fields[name], self.locale.code, self.shared)
        typed = self.content.fields.get(name)
        if typed is None:
            return FieldText(name, label, None)
        text = written_out(typed.text, self.locale.region) if name == "date" else _flat(typed.text)
        return FieldText(name, label, Text(text, self.language, typed.where))

    def _badge(self, letter: str) -> Badge:
        segment = next(s for s in self.content.segments if s.letter == letter)
        return Badge(letter, Text(segment.name, self.language, self.content.where), segment.colour)

    def _block(self, block: Block) -> BlockText:
        words = self.canvas.blocks[block.name]
        return BlockText(
            name=block.name,
            number=str(block.number),
            title=self._say(words.title),
            code=self._say(words.code),
            prompts=self._prompts(block, words),
            cards=tuple(self._card(note) for note in self.content.blocks.get(block.name, ())),
        )

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


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
