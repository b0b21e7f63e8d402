"""What changed between two files that are compared: a table, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bmcgen.drawing.setting import Context
from bmcgen.geometry import MM
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds.changes.setting import Changes, ChangesText, RowText, Said, SectionText
from bmcgen.kinds.notes.words.markup import styled_parts
from bmcgen.model.content import Section, Trait
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.text.typography import spaced


class _Changes(Kind):
    nameless = True
    counted = True
    size = ""
    takes = ("size",)
    narrowest = 80 * MM

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> ChangesText | None:
        compared = wording.content.compared
        if compared is None:
            return None
        sections = tuple(_section(each, wording) for each in compared.sections)
        changed = any(section.rows for section in sections)
        # The names of columns are read by themselves, wherever the title that they repeat was typed.
        here = wording.general("changes").where
        before, after = (replace(wording.called(each), where=here) for each in (compared.before, compared.after))
        return ChangesText(before, after, sections, None if changed else wording.general("no-changes"))

    def texts(self, text: BlockText) -> Iterator[Text]:
        if text.body is None:
            return
        yield from (text.body.before, text.body.after)
        for section in text.body.sections:
            yield section.title
            for row in section.rows:
                yield from (said.text for said in (*row.before, *row.after))

    def set(self, text: BlockText, block: Block, context: Context) -> Changes:
        return Changes(text, block, context)


def _section(section: Section, wording: Wording) -> SectionText:
    title = wording.canvas.blocks[section.block].title if section.block else ""
    kept = wording.change("kept").name
    return SectionText(
        wording.say(title) if title else wording.general("masthead"),
        section.accent,
        tuple(
            RowText(
                wording.change(each.kind),
                tuple(said for trait in each.before for said in _cell(trait, wording)),
                tuple(said for trait in each.after for said in _cell(trait, wording)),
            )
            for each in section.changes
        ),
        replace(kept, text=f"{spaced(f'{kept.text}:', kept.language)} {section.kept}") if section.kept else None,
    )


def _cell(trait: Trait, wording: Wording) -> Sequence[Said]:
    """What stands in a cell of what a file says: a text in its paragraphs, anything else behind its name."""
    if trait.key in ("text", "words", "amount"):
        return [Said(part) for typed in trait.typed for part in _paragraphs(wording.typed(typed), wording)]
    if trait.key == "part":
        return [Said(value, True) for value in _values(trait, wording)]
    return [Said(_behind(_label(trait.key, wording), value), True) for value in _values(trait, wording)]


def _values(trait: Trait, wording: Wording) -> Iterator[Text]:
    if trait.key == "status":
        yield wording.status(trait.value).name
    elif trait.key == "colour":
        yield wording.colour(trait.value)
    elif trait.key in ("block", "part"):
        yield wording.say(wording.canvas.blocks[trait.value].title)
    elif trait.key == "date":
        yield wording.dated(trait.typed[0])
    else:
        for typed in trait.typed:
            said = wording.typed(typed)
            yield replace(said, text=" ".join(said.text.split()))


def _label(key: str, wording: Wording) -> Text:
    if key in ("status", "segments", "tags", "colour", "group", "block"):
        return wording.general(key)
    return wording.general("leads") if key == "to" else wording.label(key)


def _behind(label: Text, value: Text) -> Text:
    """A value behind its name; it is the value's place that the proof looks at."""
    return replace(value, text=f"{spaced(f'{label.text}:', label.language)} {value.text}")


def _paragraphs(text: Text, wording: Wording) -> Iterator[Text]:
    """The paragraphs and entries of a text, without the signs of its markup."""
    markup = wording.content.manner.markup
    lines = [part.text for part in styled_parts(text.text)] if markup else text.text.split("\n")
    yield from (replace(text, text=line) for line in lines if line.strip())


KIND = _Changes()
