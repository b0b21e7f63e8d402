"""The proof that nothing was lost: words against marks, and the finished file against both."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bmcgen.diagnostics import Diagnostic, Place, error, short
from bmcgen.model.manuscript import BlockText, Manuscript, Text
from bmcgen.model.page import Line, Page

SLACK = 1.0
_TWICE = re.compile("([\u0300-\u036f])\\1+")
_HYPHENS = str.maketrans("", "", "-\u00ad\u2010\u2011\ufffe\x02")


def lost(manuscripts: Iterable[Manuscript], pages: Sequence[Page]) -> list[Diagnostic]:
    """An error for each text that was written, or is there to be read, and cannot be put together again from the lines
    on the pages; and for each line that leaves its page.
    """
    lines = [(page, line) for page in pages for line in page.lines()]
    printed = _printed(lines)
    everything: str | None = None
    found = []
    for text in dict.fromkeys(text for manuscript in manuscripts for text in _texts(manuscript)):
        found_there = printed.get(text.where, "")
        if text.text in found_there:
            continue
        words = _squeezed(text.text)
        if words in _squeezed(found_there):
            continue
        # A text that was put together with others stands at the place of one of them.
        if everything is None:
            everything = "\n".join(map(_squeezed, printed.values()))
        if words not in everything:
            message = f'not all of "{short(text.text)}" is on the pages'
            found.append(error("lost-words", message, text.where, "please report this: it is a fault of the program"))
    return [*found, *_outside(lines)]


def _texts(manuscript: Manuscript) -> Iterator[Text]:
    """What must be on the pages: all that was written, and all articles."""
    # Without a kicker the title is the layout's own, which not every sheet says.
    if manuscript.title and manuscript.kicker:
        yield manuscript.title
    yield from (field.value for field in (*manuscript.fields, *manuscript.more) if field.value)
    yield from (badge.name for badge in manuscript.legend)
    for block in manuscript.blocks:
        yield from _texts_of(block)


def _texts_of(block: BlockText) -> Iterator[Text]:
    yield from (card.text for card in block.cards)
    if block.prose:
        # Paragraphs are set by themselves.
        parts = (part.strip() for part in block.prose.text.split("\n\n"))
        yield from (Text(part, block.prose.language, block.prose.where) for part in parts if part)
    yield from block.items
    yield from (each.value for each in block.values if each.value)
    if block.lead:
        yield block.lead
    explained = [*block.terms]
    for section in block.sections:
        yield section.heading
        yield from (*section.items, *section.tasks)
        explained += section.terms
        explained += [
            each for row in (section.table.rows if section.table else ()) for cell in row.cells for each in cell
        ]
    for each in explained:
        yield each.term
        yield each.text


def _printed(lines: Iterable[tuple[Page, Line]]) -> dict[Place, str]:
    """What lines say, by the place that it comes from; hyphens of breaks taken out."""
    found: dict[Place, list[str]] = defaultdict(list)
    for page, line in lines:
        where = page.elements[line.element].where if line.element is not None else None
        if where:
            found[where].append(line.text[:-1] if line.joint == "-" else line.text + line.joint)
    return {where: "".join(parts) for where, parts in found.items()}


def _squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def _outside(lines: Iterable[tuple[Page, Line]]) -> Iterator[Diagnostic]:
    for page, line in lines:
        inside = line.x >= -SLACK and line.x + line.width <= page.width + SLACK
        if not inside or not 0 <= line.y <= page.height:
            yield error("off-page", f'"{short(line.text)}" leaves the page', _place(page, line))


def _place(page: Page, line: Line) -> Place:
    where = page.elements[line.element].where if line.element is not None else None
    return where or Place(page.title)


def unread(pdf: bytes, pages: Sequence[Page]) -> list[Diagnostic]:
    """An error for each line that an independent reader (pypdfium2) does not find on its page of the finished file, and
    for each page on which it finds other letters than were put there.
    """
    from pypdfium2 import PdfDocument

    found = []
    document = PdfDocument(pdf)
    try:
        for page, made in zip(document, pages, strict=True):
            text = _bare(page.get_textpage().get_text_range())
            lines = [line for line in made.lines() if _bare(line.text)]
            missing = [line for line in lines if _bare(line.text) not in text]
            for line in missing:
                message = f'"{short(line.text)}" cannot be read back from the file'
                found.append(error("unread", message, _place(made, line)))
            said = [_bare(line.text) for line in lines]
            # Of lines that are alike and close together readers give one.
            least, letters, read = Counter("".join(dict.fromkeys(said))), Counter("".join(said)), Counter(text)
            if not missing and not least <= read <= letters:
                wrong = (least - read) + (read - letters)
                shown = " ".join(f"{char} (U+{ord(char):04X})" for char in [*wrong][:5])
                found.append(error("unread", f"the file reads differently: {shown}", Place(made.title)))
    finally:
        document.close()
    return found


def _bare(text: str) -> str:
    """Letters without spaces and hyphens, which readers put in and take out; ligatures as letters, and an accent that
    stands twice in one place once, as readers give them.
    """
    plain = unicodedata.normalize("NFKD", "".join(text.translate(_HYPHENS).split()))
    return _TWICE.sub(r"\1", plain)
