"""What a sheet says, as a browser gets it: the masthead, the segments, and each block with what is written in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import language_of, read_locale
from bmcgen.assets.localisation.pairs import first_of
from bmcgen.assets.themes import read_theme
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.data.fields import LIMITS, OWN_LIMIT
from bmcgen.data.own_words import canvas_with
from bmcgen.diagnostics import Diagnostic
from bmcgen.documents.printing.inks import THEME
from bmcgen.kinds import kind_of
from bmcgen.model.content import COLOURS, HEADLINE, STATUSES, Content, Note, Segment
from bmcgen.model.layout import Block
from bmcgen.studio.sheet.board import Board, Form
from bmcgen.studio.sheet.filled import filled_in
from bmcgen.studio.sheet.setting import Look, SetSheet


def model_of(board: Board, found: SetSheet, look: Look) -> dict[str, Any]:
    """The model of a sheet that could be read."""
    content = found.content
    assert content is not None
    return _Model(board, content, look, board.assets).all(found.contents)


class _Model:
    def __init__(self, board: Board, content: Content, look: Look, assets: Assets) -> None:
        self.board, self.content, self.assets = board, content, assets
        here = content.where
        self.layout = read_layout(assets, content.layout, here)
        self.code = first_of(content.locale or DEFAULT_LOCALE)
        self.language = language_of(assets, self.code, here)
        self.words = read_locale(assets, self.code, here)
        self.canvas = canvas_with(content.words, self.layout, self.language, assets)
        self.theme = read_theme(assets, look.theme or THEME, here)

    def all(self, contents: Sequence[Content]) -> dict[str, Any]:
        content, names = self.content, [_name(each) for each in self.content.segments]
        return {
            "layout": content.layout,
            "layoutTitle": self.canvas.title,
            "locale": content.locale or DEFAULT_LOCALE,
            "language": content.language or self.language,
            "several": len(contents) > 1,
            "sheets": [_title(each) for each in contents],
            "sheet": self.board.outline.sheet,
            "fields": [*self._fields()],
            "segments": [
                {**each, "rgb": self._rgb(segment.colour)}
                for each, segment in zip(names, content.segments, strict=True)
            ],
            "colours": [{"key": key, "label": self.words.colours[key], "rgb": self._rgb(key)} for key in COLOURS],
            "statuses": [{"key": key, "label": self.words.statuses[key]} for key in STATUSES],
            "tags": [tag.name for tag in content.tags],
            "markup": content.manner.markup,
            "totals": content.manner.totals,
            "typography": "smart" if content.manner.smart else None,
            "blocks": [self._block(block) for block in self.layout.written],
        }

    def _rgb(self, colour: str) -> str:
        parts = self.theme.notes[colour].strong.rgb
        return "#" + "".join(f"{round(255 * part):02x}" for part in parts)

    def _fields(self) -> Iterator[dict[str, Any]]:
        """The fields of the masthead, the title first."""
        names = [block.name for block in self.layout.blocks if kind_of(block.kind).names_title]
        labels = {**self.words.fields, **self.canvas.fields}
        if names:
            labels["title"] = self.canvas.blocks[names[0]].title
        tagline = any(kind_of(block.kind).says_tagline for block in self.layout.blocks)
        strips = [field.name for sheet in self.layout.sheets for block in sheet.strips for field in block.fields]
        for key in dict.fromkeys([*(HEADLINE if tagline else HEADLINE[:1]), *strips, *self.content.fields]):
            typed = self.content.fields.get(key)
            value = typed.in_language(self.code).text if typed else ""
            limit = LIMITS.get(key, OWN_LIMIT)
            yield {"key": key, "label": labels.get(key, key), "value": value, "path": [key], "limit": limit}

    def _block(self, block: Block) -> dict[str, Any]:
        words = self.canvas.blocks[block.whole]
        found: dict[str, Any] = {
            "id": block.whole,
            "kind": block.kind,
            "title": words.title,
            "number": str(block.number or ""),
            "questions": [*words.questions],
            "path": ["blocks", block.whole],
        }
        if self.board.outline.holds_notes(block.whole):
            parts = self.board.outline.parts(block.whole)
            found["kind"] = "notes"
            found["parts"] = [{"id": part, "title": self.canvas.blocks[part].title} for part in parts]
            found["notes"] = [*self._notes(block.whole)]
            return found
        return {**found, **filled_in(block, words, self.content.blocks.get(block.whole), self.code)}

    def _notes(self, block: str) -> Iterator[dict[str, Any]]:
        marked = self.board.outline.spliced.marked
        held = self.content.blocks.get(block)
        known: dict[str, Note] = {}
        for note in held if isinstance(held, tuple) else ():
            name = self.board.number(marked.place(note.text.where.line, note.text.where.column))
            if name is not None:
                known[name] = note
        ids = {found.id: name for name, found in self._ids()}
        for name, entry in self.board.by_id.items():
            if entry.block == block:
                form = Form(self.board, entry)
                yield {
                    "id": name,
                    "text": form.text(self.code),
                    "languages": form.languages or None,
                    **_said(known.get(name), ids),
                }

    def _ids(self) -> Iterator[tuple[str, Note]]:
        """The notes that have ids in the file, of all blocks."""
        marked = self.board.outline.spliced.marked
        for held in self.content.blocks.values():
            for note in held if isinstance(held, tuple) else ():
                if isinstance(note, Note) and note.id:
                    name = self.board.number(marked.place(note.text.where.line, note.text.where.column))
                    if name is not None:
                        yield name, note


def _said(note: Note | None, ids: dict[str | None, str]) -> dict[str, Any]:
    """What a note says beside its text; of one that cannot be read, only that."""
    if note is None:
        empty: dict[str, Any] = dict.fromkeys(("colour", "status", "amount", "group", "part"))
        return {**empty, "segments": [], "tags": [], "to": [], "broken": True}
    return {
        "segments": [segment.name for segment in note.segments],
        "colour": note.colour,
        "status": note.status,
        "tags": [tag.name for tag in note.tags],
        "to": [ids[link.text] for link in note.to if link.text in ids],
        "amount": note.amount.text if note.amount else None,
        "group": note.group.text if note.group and not note.part else None,
        "part": note.part or None,
    }


def _name(segment: Segment) -> dict[str, Any]:
    return {"name": segment.name, "letter": segment.letter, "colour": segment.colour}


def _title(content: Content) -> str:
    typed = content.fields.get("title")
    return typed.text if typed else content.name


def diagnostic_of(each: Diagnostic, board: Board | None, file: str, say: dict[str, str]) -> dict[str, Any]:
    """A diagnostic as a browser gets it, with the note and the block that it is about. `say` has sentences by codes."""
    where, note, block = each.where, None, None
    if board is not None and where.line and where.file == file:
        place = board.outline.spliced.marked.place(where.line, where.column)
        note = board.number(place)
        block = board.by_id[note].block if note else None
    return {
        "severity": each.severity,
        "code": each.code,
        "message": each.message,
        "text": say.get(each.code, each.message),
        "hint": each.hint,
        "note": note,
        "block": block,
        "line": where.line,
        "column": where.column,
    }
