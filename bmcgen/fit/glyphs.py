"""Letters that no face has: they would be printed as nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from bmcgen.diagnostics import Diagnostic, Place, error, short
from bmcgen.fonts import Face, Faces
from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.model.page import Page


def missing_glyphs(manuscript: Manuscript, *faces: Face) -> list[Diagnostic]:
    """An error for each text with a letter that one of the faces lacks."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for text in _texts(manuscript):
        missing = "".join(dict.fromkeys("".join(face.missing(text.text) for face in faces)))
        if missing and (str(text.where), missing) not in found:
            names = ", ".join(f'"{char}" (U+{ord(char):04X} {unicodedata.name(char, "?")})' for char in missing[:5])
            more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
            message = f"no face has {names}{more}"
            hint = "write it another way, or bring a face in the fonts folder of --assets"
            found[str(text.where), missing] = error("missing-glyph", message, text.where, hint)
    return list(found.values())


def undrawn(pages: Sequence[Page], faces: Faces) -> list[Diagnostic]:
    """An error for each line on finished pages with a letter that its own face lacks."""
    found: dict[Diagnostic, None] = {}
    for page in pages:
        for line in page.lines():
            missing = "".join(faces.by_name(run.face).missing(run.text) for run in line.runs)
            if missing:
                element = page.elements[line.element] if line.element is not None else None
                where = element.where if element and element.where else Place(page.title)
                message = f'the face {line.runs[0].face} has no "{missing[:5]}", which is in "{short(line.text)}"'
                found[error("missing-glyph", message, where, "bring a face that has it")] = None
    return [*found]


def _texts(manuscript: Manuscript) -> Iterator[Text]:
    yield from (text for text in (manuscript.title, manuscript.kicker, manuscript.credit) if text)
    for field in manuscript.fields:
        yield field.label
        if field.value:
            yield field.value
    for block in manuscript.blocks:
        yield from (block.title, *block.prompts.questions, *block.items)
        yield from (text for text in (block.code, block.hint, block.prose) if text)
        for each in block.values:
            yield from (text for text in (each.label, each.value) if text)
        for scale in block.scales:
            yield from (scale.label, scale.low, scale.high)
        yield from (option.label for option in block.options)
        for group in block.prompts.groups:
            yield group.heading
            for entry in group.entries:
                yield entry.term
                if entry.question:
                    yield entry.question
        yield from (card.text for card in block.cards)
    yield from (badge.name for badge in manuscript.legend)
