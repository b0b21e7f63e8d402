"""What stands above the blocks: title, names, date and version."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bmcgen.importing.found import FoundSheet
from bmcgen.importing.naming import Known, is_example, is_own, is_theory, says_canvas, stripped, without_canvas
from bmcgen.importing.outline import Aside, Field, Item, Paragraph, Part, Table, Words, bare
from bmcgen.importing.tables import Leave, blocks_in
from bmcgen.importing.template import is_placeholder
from bmcgen.model.content import FIELDS
from bmcgen.source.names import fold

KEYS = {
    "title": "Title; Project; Project name; Company; Company name; Name; Product; Business; Startup; Titel; Projekt; "
    "Naam; Bedrijf; Bedrijfsnaam; Projectnaam; Unternehmen; Firma; Titre; Projet; Entreprise; Título; Proyecto; "
    "Empresa; Nombre; Titolo; Progetto; Azienda; Projeto; Organisation; Organization; Organisatie; Nom; Nome",
    "tagline": "Tagline; Slogan; Motto; Subtitle; Ondertitel; Untertitel; Sous-titre; Subtítulo; Sottotitolo; Claim",
    "designed-for": "Designed for; For; Client; Customer name; Prepared for; Ontworpen voor; Voor; Opdrachtgever; "
    "Entworfen für; Für; Auftraggeber; Erstellt für; Conçu pour; Pour; Diseñado para; Para; Progettato per; Per",
    "designed-by": "Designed by; By; Author; Authors; Team; Prepared by; Created by; Owner; Ontworpen door; Door; "
    "Auteur; Auteurs; Gemaakt door; Entworfen von; Von; Autor; Autoren; Verfasser; Erstellt von; Conçu par; Par; "
    "Équipe; Diseñado por; Por; Autora; Equipo; Progettato da; Autore; Elaborado por; Equipe; Team members; Group",
    "date": "Date; Last updated; Updated; Created; Datum; Stand; Laatst bijgewerkt; Fecha; Data; Last update; "
    "Last modified; Date created; Aktualisiert; Mise à jour; Actualizado",
    "version": "Version; Versie; Iteration; Revision; Versión; Versione; Versão; Iteratie; Rev",
    "locale": "Locale; Lang",
    "language": "Language; Taal; Sprache; Langue; Idioma; Lingua",
    "layout": "Layout; Canvas",
}
_MEANING = {fold(name): key for key, names in KEYS.items() for name in reversed(names.split(";"))}
_PAIR = re.compile(r"^\s*(?:\*\*)?([^:*\n]{1,40}?)\s*(?:\*\*\s*:|:\s*\*\*|:)\s+(.+)$", re.S)
_PLACE = re.compile(r"\[[^\]]*\]|<[^>]*>|\{\{.*?\}\}")
_ORDINAL = re.compile(r"^\d{1,2}[.)]\s+")
_JOINT = re.compile(r"(?:for|of|voor|van|für|von|de|du|para|per)", re.IGNORECASE)
_MOST_TITLE = 90


def key_of(text: str) -> str | None:
    """The key of a data file that a label means."""
    return _MEANING.get(fold(stripped(text)))


def pair_of(words: Words) -> tuple[str, Words] | None:
    """`**Date:** 2026-01-02` as a key and its value."""
    match = _PAIR.match(words.text)
    key = key_of(match[1]) if match else None
    if match is None or key is None:
        return None
    return key, replace(words, text=match[2].strip())


def pairs_of(words: Words) -> list[tuple[str, Words]]:
    """The pairs of a line that may hold several: `Date: 3 May | Version: 2`. None if any part of it is no pair."""
    pieces = re.split(r"\s*(?:\n|\s\|\s|\s·\s|\s•\s)\s*", words.text)
    found = [pair for piece in pieces if (pair := pair_of(replace(words, text=piece)))]
    return found if len(found) == len(pieces) else []


def title_of(words: Words) -> Words | None:
    """A heading as a title, less what says only that this is a canvas."""
    text = _ORDINAL.sub("", without_canvas(_PLACE.sub(" ", bare(words.text))))
    if is_theory(text) or is_own(text) or _JOINT.fullmatch(text):
        return None
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    return replace(words, text=text) if any(map(str.isalnum, text)) else None


def is_title(words: Words) -> bool:
    """Whether a line is short enough, and no sentence."""
    text = bare(words.text).strip()
    return 0 < len(text) <= _MOST_TITLE and "\n" not in text and not re.search(r"[.!?:;]$|[.!?]\s", text)


class Masthead:
    """Reads what stands above the blocks into the masthead of a sheet; the rest it leaves."""

    def __init__(self, known: Known, leave: Leave) -> None:
        self.known, self.leave = known, leave

    def head(self, sheet: FoundSheet, words: Words) -> None:
        title = title_of(words)
        if _PLACE.search(bare(words.text)):
            self.leave("placeholder", words)
        if title is None or is_example(title.text):
            if not says_canvas(words.text) or is_theory(without_canvas(words.text)):
                self.leave("heading", words)
            return
        if "title" not in sheet.fields:
            sheet.fields["title"] = title
        elif bare(sheet.fields["title"].text) != bare(title.text):
            self.leave("heading", words)

    def read(self, sheet: FoundSheet, part: Part) -> None:
        """Reads one of the parts that stand above the blocks."""
        if isinstance(part, Field):
            self._field(sheet, part.key, part.words)
        elif isinstance(part, Aside):
            self.leave(part.kind, part.words)
        elif isinstance(part, Paragraph | Item):
            lines = part.lines if isinstance(part, Paragraph) else ()
            by_line = [pairs_of(line) for line in lines]
            pairs = [pair for each in by_line for pair in each] if all(by_line) else []
            pairs = pairs or pairs_of(part.words)
            if pairs:
                for key, words in pairs:
                    self._set(sheet, key, words)
            elif lines and all(is_title(line) for line in lines):
                for line in lines:
                    self.read(sheet, Paragraph(line))
            elif "title" not in sheet.fields and is_title(part.words) and isinstance(part, Paragraph):
                if (title := title_of(part.words)) is not None:
                    sheet.fields["title"] = title
            elif not says_canvas(part.words.text) or not is_title(part.words):
                self.leave("introduction", part.words)
        elif isinstance(part, Table):
            self._table(sheet, part)
        else:
            self.head(sheet, part.words)

    def _table(self, sheet: FoundSheet, table: Table) -> None:
        """A table of two columns may be a masthead; one that is a canvas says again what the sections say."""
        if blocks_in(table, self.known):
            text = "; ".join(bare(cell.text) for row in table.rows for cell in row if cell.text)
            self.leave("overview table", replace(table.rows[0][0], text=text))
            return
        for row in table.rows:
            cells = [cell for cell in row if cell.text]
            if len(cells) == 2 and (key := key_of(cells[0].text)):
                self._set(sheet, key, cells[1])
            elif cells:
                self.leave("table row", replace(cells[0], text=" – ".join(cell.text for cell in cells)))

    def _field(self, sheet: FoundSheet, key: str, words: Words) -> None:
        meant = key_of(key)
        if meant:
            self._set(sheet, meant, words)
        else:
            self.leave("front matter", replace(words, text=f"{key}: {words.text}"))

    def _set(self, sheet: FoundSheet, key: str, words: Words) -> None:
        words = replace(words, text=bare(words.text).replace("\n", " "))
        if is_placeholder(words.text):
            self.leave("placeholder", words)
        elif key in FIELDS and key not in sheet.fields:
            title = title_of(words) if key == "title" else words
            if title is not None:
                sheet.fields[key] = title
        elif key == "locale" and sheet.locale is None:
            sheet.locale = words
        elif key == "layout" and words.text in self.known.layouts:
            pass  # it was asked when the layout was chosen
        elif key in FIELDS and bare(sheet.fields[key].text) == words.text:
            pass
        else:
            self.leave("line above the canvas", words)
