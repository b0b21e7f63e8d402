"""The proof that no word is lost: words against marks, and the finished file against both."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from bmcgen.diagnostics import Diagnostic, Place, error, short
from bmcgen.kinds import kind_of
from bmcgen.model.manuscript import BlockText, Manuscript, Text
from bmcgen.model.page import Line, Page
from bmcgen.pdfium import PDFIUM
from bmcgen.proof.hyphens import misplaced_hyphens

_ONCE = ("prompts", "regions")
_TWICE = re.compile("([\u0300-\u036f])\\1+")
_HYPHENS = str.maketrans("", "", "-\u00ad\u2010\u2011\ufffe\x02")


def lost(manuscripts: Sequence[Manuscript], pages: Sequence[Page]) -> list[Diagnostic]:
    """An error for each text that was written, or is there to be read, and cannot be put together again from the lines
    on the pages.
    """
    lines = [(page, line) for page in pages for line in page.lines()]
    printed = _printed(lines)
    everything: str | None = None
    missing = _uncounted([block for each in manuscripts for block in each.blocks], printed)
    found = [text for manuscript in manuscripts for text in _texts(manuscript)]
    missing += _unpaired([text for each in manuscripts for text in in_two(each)], lines)
    for text in dict.fromkeys([*found, *(text.second for text in found if text.second)]):
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
            missing.append(text)
    hint = "please report this: it is a fault of the program"
    lost = [
        error("lost-words", f'not all of "{short(text.text)}" is on the pages', text.where, hint) for text in missing
    ]
    return [*lost, *misplaced_hyphens(lines)]


def _uncounted(blocks: Iterable[BlockText], printed: Mapping[Place, str]) -> list[Text]:
    """What was written in blocks and is not on the pages as often as it was written. The words of a note are looked for
    at its own place, and each of those that share one (by an alias, or as paragraphs) takes its words away: "Web" is
    not found in "Website".
    """
    written: dict[Place, list[Text]] = {}
    for block in blocks:
        kind = kind_of(block.kind)
        for text in kind.texts(block) if kind.role == "written" else ():
            written.setdefault(text.where, []).append(text)
    # What stands in two languages is looked for in both: each has a place of its own.
    for text in [text for texts in written.values() for text in texts if text.second]:
        assert text.second is not None
        written.setdefault(text.second.where, []).append(text.second)
    missing = []
    for where, texts in written.items():
        there = printed.get(where, "")
        if len(texts) == 1 and texts[0].text in there:
            continue
        left = _squeezed(there)
        if _in_turn(left, texts):
            continue
        for text in sorted(texts, key=lambda each: len(each.text), reverse=True):
            before, words, after = left.partition(_squeezed(text.text))
            if words:
                left = f"{before}\n{after}"
            else:
                missing.append(text)
    return missing


def _unpaired(texts: Iterable[Text], lines: Iterable[tuple[Page, Line]]) -> list[Text]:
    """The texts in two languages of which the pages have the first alone, such as a title or a question."""
    printed: dict[Place, set[str]] = defaultdict(set)
    for page, line in lines:
        element = page.elements[line.element] if line.element is not None else None
        if element and element.where:
            printed[element.where].add(element.source)
    missing = []
    for text in texts:
        second = text.second
        if second and second.text.strip() and text.text in printed.get(text.where, ()):
            missing += [] if second.text in printed.get(second.where, ()) else [second]
    return missing


def in_two(held: Any) -> Iterator[Text]:
    """Every text that a value holds in two languages, but for what may be there in the first alone: what is asked, and
    titles on pictures of the canvas.
    """
    if isinstance(held, Text):
        if held.second:
            yield held
    elif isinstance(held, Struct):
        for each in fields(held):
            yield from in_two(getattr(held, each.name)) if each.name not in _ONCE else ()
    elif isinstance(held, Mapping):
        yield from (text for value in held.values() for text in in_two(value))
    elif isinstance(held, tuple | list):
        yield from (text for value in held for text in in_two(value))


def _in_turn(there: str, texts: Sequence[Text]) -> bool:
    """Whether texts follow one another as they were typed: then none of them takes the letters of another."""
    at = 0
    for text in texts:
        said = _squeezed(text.text)
        at = there.find(said, at)
        if at < 0:
            return False
        at += len(said)
    return True


def _texts(manuscript: Manuscript) -> Iterator[Text]:
    """What must be on the pages beside what was written in blocks: the masthead, the legend, and all articles."""
    # Without a kicker the title is the layout's own, which not every sheet says.
    if manuscript.title and manuscript.kicker:
        yield manuscript.title
    yield from (field.value for field in (*manuscript.fields, *manuscript.more) if field.value)
    yield from (badge.name for badge in manuscript.legend)
    yield from (mark.name for _, marks in manuscript.keys for mark in marks)
    for block in manuscript.blocks:
        if kind_of(block.kind).role != "written":
            yield from kind_of(block.kind).texts(block)


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


def _place(page: Page, line: Line) -> Place:
    where = page.elements[line.element].where if line.element is not None else None
    return where or Place(page.title)


def unread(pdf: bytes, pages: Sequence[Page]) -> list[Diagnostic]:
    """An error for each line that an independent reader (pypdfium2) does not find on its page of the finished file, and
    for each page on which it finds other letters than were put there.
    """
    with PDFIUM:
        return _unread(pdf, pages)


def _unread(pdf: bytes, pages: Sequence[Page]) -> list[Diagnostic]:
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
