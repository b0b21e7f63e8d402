"""From sections to sheets: which belong together, what layout they are of, what is printed and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, short
from bmcgen.importing.cells import notes_of
from bmcgen.importing.drawings import without_drawings
from bmcgen.importing.entries import Entries
from bmcgen.importing.found import Finding, FoundNote, FoundSheet, Left
from bmcgen.importing.masthead import Masthead, key_of, title_of
from bmcgen.importing.naming import Known, is_example, is_summary, is_theory, names_segments, unnamed
from bmcgen.importing.outline import Aside, Field, Heading, Outline, Part, Table, Words, bare
from bmcgen.importing.sections import LEAST, Layout, Other, Section, divided
from bmcgen.importing.speech import language_of
from bmcgen.importing.tables import blocks_in

_SEEN = 8
_BLOCKS = 5
"""In so many blocks, a line that half of them have is the template's."""


def named_in(outline: Outline) -> str:
    """The layouts that a document names, between commas."""
    fields = [part for part in outline.parts if isinstance(part, Field) and key_of(part.key) == "layout"]
    return ",".join(dict.fromkeys(bare(part.words.text) for part in fields))


def find(outline: Outline, known: Known, name: str, *, keep_all: bool = False) -> Finding:
    """The sheets in a document. `Problems` if it holds no canvas, with the headings that were seen."""
    fields = [part for part in outline.parts if isinstance(part, Field) and key_of(part.key) == "layout"]
    asked = next((part.words.text for part in fields if part.words.text in known.layouts), "")
    parts = without_drawings(outline.parts, known)
    layout = divided(parts, known, sure=outline.sure or bool(asked))
    if not layout.sections:
        raise Problems([_no_canvas(parts, name)])
    return _Finder(layout, known, keep_all, asked).find(name)


def blocks_of(outline: Outline, known: Known) -> int:
    """How many different blocks of a canvas a document has."""
    return divided(without_drawings(outline.parts, known), known, sure=outline.sure).blocks


def _no_canvas(parts: Sequence[Part], name: str) -> Diagnostic:
    seen = [bare(part.words.text) for part in parts if isinstance(part, Heading)]
    heads = [bare(cell.text) for part in parts if isinstance(part, Table) for cell in part.rows[0]]
    listed = ", ".join(f'"{short(each, 40)}"' for each in filter(None, [*seen, *heads][:_SEEN]))
    message = "this holds no canvas" + (f"; headings seen: {listed}" if listed else " and no headings")
    hint = f"a canvas has headings or cells that name at least {LEAST} of its blocks"
    return error("no-canvas", message, Place(name), hint)


class _Finder:
    def __init__(self, layout: Layout, known: Known, keep_all: bool, asked: str) -> None:
        self.layout, self.known, self.keep_all, self.asked = layout, known, keep_all, asked
        self.finding = Finding()
        self.mast = Masthead(known, self.leave)
        self.kept: list[tuple[list[FoundNote] | None, FoundNote]] = []
        self.block: list[FoundNote] | None = None
        self.whole: Words | None = None

    def leave(self, kind: str, words: Words) -> None:
        """Leaves something out, or makes a note of it where everything is to be kept."""
        if not any(map(str.isalnum, bare(words.text))):
            return
        if self.keep_all:
            self.kept.append((self.block, FoundNote(words)))
        else:
            self.finding.left.append(Left(kind, words))

    def find(self, name: str) -> Finding:
        for kind, words in self.layout.left:
            self.leave(kind, words)
        groups = _grouped(self.layout.sections)
        groups, dropped = self._without_doubles(groups)
        for number, sections in enumerate(groups):
            sheet = self._sheet(sections)
            run = self.layout.runs[sections[0].run]
            if number == 0:
                self._above(sheet, run if len(groups) > 1 else None)
            self.finding.sheets.append(sheet)
            if len(groups) > 1 and run is not None:
                self._entitle(sheet, run)
        for sections, kind in dropped:
            for section in sections:
                self._leave_section(section, kind)
        self._between()
        self._place_kept()
        filled = [sheet for sheet in self.finding.sheets if sheet.notes]
        if not filled:
            message = "this is a canvas without notes"
            hint = "--keep-all makes notes of its questions and examples"
            raise Problems([error("no-notes", message, Place(name), hint)])
        self.finding.sheets = filled
        return self.finding

    def _without_doubles(
        self, groups: list[list[Section]]
    ) -> tuple[list[list[Section]], list[tuple[list[Section], str]]]:
        """The groups without summaries of others, theory, and worked examples beside the user's own sheet."""
        if len(groups) < 2:
            return groups, []
        kept: list[list[Section]] = []
        dropped: list[tuple[list[Section], str]] = []
        for sections in groups:
            run = self.layout.runs[sections[0].run]
            text = bare(run.text) if run else ""
            if is_summary(text):
                dropped.append((sections, "summary"))
            elif is_theory(text) or is_example(text):
                dropped.append((sections, "worked example" if is_example(text) else "explanation"))
            else:
                kept.append(sections)
        return (kept, dropped) if kept else (groups, [])

    def _sheet(self, sections: Sequence[Section]) -> FoundSheet:
        layout = self.asked or _layout_of(sections, self.known)
        sheet = FoundSheet(layout)
        spoken = []
        questions: list[tuple[str, list[FoundNote]]] = []
        for section in sections:
            block = section.names.get(layout)
            if block is None:
                self._leave_section(section, "block of another canvas")
                continue
            sheet.places.setdefault(block, section.head)
            self.block = sheet.blocks.setdefault(block, [])
            notes = self._notes(section)
            self.block.extend(notes)
            self.block = None
            spoken.append(self.known.spoken(section.head.text))
            if notes and all(bare(note.text).endswith("?") for note in notes):
                questions.append((block, notes))
        filled = sum(map(bool, sheet.blocks.values()))
        if questions and len(questions) * 2 >= filled and not self.keep_all:
            for block, notes in questions:
                for note in notes:
                    self.leave("prompt", replace(note.words, text=note.text))
                sheet.blocks[block] = [note for note in sheet.blocks[block] if note not in notes]
        self._leave_repeated(sheet)
        texts = [bare(note.text) for notes in sheet.blocks.values() for note in notes]
        sheet.language = language_of(texts, spoken)
        return sheet

    def _notes(self, section: Section) -> list[FoundNote]:
        if section.cells:
            return Entries(self.leave).read_notes(note for each in section.cells for note in each.notes)
        entries = Entries(self.leave, segments=names_segments(section.names))
        rest = unnamed(section.head.text, self.known)
        if rest and not rest.endswith("?") and ":" in section.head.text:
            entries.notes += [FoundNote(words) for words in notes_of(replace(section.head, text=rest))]
        elif rest:
            self.leave("remark in a heading", replace(section.head, text=rest))
        return entries.read(section.parts)

    def _leave_repeated(self, sheet: FoundSheet) -> None:
        """Leaves out lines that stand in most blocks."""
        if len(sheet.blocks) < _BLOCKS or self.keep_all:
            return
        count = Counter(text for notes in sheet.blocks.values() for text in {note.text for note in notes})
        often = {text for text, times in count.items() if times * 2 >= len(sheet.blocks)}
        kept = sum(any(note.text not in often for note in notes) for notes in sheet.blocks.values())
        if kept * 2 < len(sheet.blocks):
            return  # there is hardly anything else, so they are what was written
        for block, notes in sheet.blocks.items():
            for note in notes:
                if note.text in often:
                    self.leave("line that most blocks have", note.words)
            sheet.blocks[block] = [note for note in notes if note.text not in often]

    def _leave_section(self, section: Section, kind: str) -> None:
        notes = self._notes(section)
        text = f"{bare(section.head.text)}: {'; '.join(bare(note.text) for note in notes)}"
        self.leave(kind, replace(section.head, text=text))

    def _entitle(self, sheet: FoundSheet, run: Words) -> None:
        """Gives one of several sheets its own title, behind that of the whole file."""
        own = title_of(run)
        whole = self.whole
        if own is None:
            return
        text = f"{bare(whole.text)} – {own.text}" if whole and bare(whole.text) != own.text else own.text
        sheet.fields["title"] = replace(own, text=text)

    def _above(self, sheet: FoundSheet, title: Words | None) -> None:
        """Reads the masthead out of what stands before the first block. `title` is a heading that is read later."""
        first, *others = self.layout.others or [Other(None)]
        self.layout.others = others
        run = self.layout.runs[self.layout.sections[0].run]
        # Headings above the blocks, and what stands under them, belong to the sheet as long as no block came before.
        above = [first]
        line = self.layout.sections[0].head.where.line
        while others and others[0].head is not None and (others[0].head.where.line < line or others[0].head is run):
            above.append(others.pop(0))
        for other in above:
            if other.head is not None and other.head is not title:
                self.mast.head(sheet, other.head)
            for part in other.parts:
                self.mast.read(sheet, part)
        self.whole = sheet.fields.get("title")

    def _between(self) -> None:
        """Leaves out what stands under headings that name no block."""
        for other in self.layout.others:
            texts = [bare(other.head.text)] if other.head else []
            for part in other.parts:
                if isinstance(part, Aside):
                    self.leave(part.kind, part.words)
                elif isinstance(part, Table) and blocks_in(part, self.known):
                    text = "; ".join(bare(cell.text) for row in part.rows for cell in row if cell.text)
                    self.leave("overview table", replace(part.rows[0][0], text=text))
                elif isinstance(part, Table):
                    texts += [" – ".join(bare(cell.text) for cell in row) for row in part.rows]
                else:
                    texts.append(bare(part.words.text))
            head = other.head or next((part.words for part in other.parts if hasattr(part, "words")), None)
            if head is None:
                continue
            # A heading above blocks is the title of a sheet, unless another is.
            alone = len(texts) == 1 and any(head is run for run in self.layout.runs)
            if texts and not alone:
                self.leave("section without a block", replace(head, text="\n".join(texts)))
            elif alone and title_of(head) is not None and not self._is_title(head):
                self.leave("heading", head)

    def _is_title(self, head: Words) -> bool:
        title = title_of(head)
        return title is not None and any(
            "title" in sheet.fields and title.text in bare(sheet.fields["title"].text) for sheet in self.finding.sheets
        )

    def _place_kept(self) -> None:
        """Puts what would have been left out into the block it stands in, else into the first that has notes."""
        if not self.kept or not self.finding.sheets:
            return
        sheet = next((each for each in self.finding.sheets if each.notes), self.finding.sheets[0])
        block = next((block for block, notes in sheet.blocks.items() if notes), next(iter(sheet.blocks)))
        for own, note in self.kept:
            there = any(own is notes for each in self.finding.sheets for notes in each.blocks.values())
            (own if own is not None and there else sheet.blocks[block]).append(note)


def _grouped(sections: Sequence[Section]) -> list[list[Section]]:
    """The sections of each sheet. Another begins with a block that is there already, and with a heading above blocks
    of which one is.
    """
    groups: list[list[Section]] = []
    seen: set[str] = set()
    runs: dict[int, list[str]] = {}
    for section in sections:
        if not section.joins:
            runs.setdefault(section.run, []).append(str(section.names))
    begun: set[int] = set()
    for section in sections:
        key = str(section.names)
        again = not section.joins and key in seen
        if section.run not in begun:
            begun.add(section.run)
            again = again or any(each in seen for each in runs.get(section.run, ()))
            if section.cells and key in seen:
                again = True
        if again or not groups:
            groups.append([])
            seen = set()
        groups[-1].append(section)
        seen.add(key)
    return _joined(groups)


def _joined(groups: list[list[Section]]) -> list[list[Section]]:
    """Groups of few blocks joined with the one before, where that is a canvas."""
    found: list[list[Section]] = []
    for sections in groups:
        few = len({str(section.names) for section in sections}) < LEAST
        if few and found and len(groups) > 1:
            found[-1] += sections
        else:
            found.append(sections)
    return found


def _layout_of(sections: Sequence[Section], known: Known) -> str:
    """The layout that has a place for most of the blocks."""
    count: Counter[str] = Counter()
    named: Mapping[str, Mapping[str, str]] = {str(section.names): section.names for section in sections}
    for names in named.values():
        count.update(names.keys())
    return max(known.layouts, key=lambda layout: (count[layout], -known.layouts.index(layout)))
