"""A content in one language: of what is written in several, the texts of that language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.model.content import Content, Typed


def typed_in(held: Any) -> Iterator[Typed]:
    """Every text in a value that a kind has read."""
    if isinstance(held, Typed):
        yield held
    elif isinstance(held, Struct):
        for each in held.__struct_fields__:
            yield from typed_in(getattr(held, each))
    elif isinstance(held, Mapping):
        for value in held.values():
            yield from typed_in(value)
    elif isinstance(held, tuple | list):
        for value in held:
            yield from typed_in(value)


def spoken(content: Content, *codes: str) -> Content:
    """A content as it is printed in the first of some languages: of several texts the one in that, else in the next,
    else the one that was written first.
    """
    if not content.several:
        return content
    return _changed(content, lambda typed: typed.in_language(*codes))


def plain(content: Content, code: str) -> Content:
    """The same, with texts that are as if they had been written in no other language."""
    if not content.several:
        return content
    said = _changed(content, lambda typed: Typed((own := typed.in_language(code)).text, own.where))
    return replace(said, several=False)


def _changed(content: Content, change: Callable[[Typed], Typed]) -> Content:
    said = replace(content, fields=each_typed(content.fields, change), blocks=each_typed(content.blocks, change))
    if content.compared is None:
        return said
    parts = {name: each_typed(getattr(content.compared, name), change) for name in ("before", "after", "sections")}
    return replace(said, compared=replace(content.compared, **parts))


def each_typed(held: Any, change: Callable[[Typed], Typed]) -> Any:
    """A value that a kind has read, with each of its texts changed."""
    if isinstance(held, Typed):
        return change(held)
    if isinstance(held, Struct):
        found = {each: getattr(held, each) for each in held.__struct_fields__}
        own = {name: each_typed(value, change) for name, value in found.items()}
        return replace(held, **own) if any(own[name] is not found[name] for name in own) else held
    if isinstance(held, Mapping):
        return {key: each_typed(value, change) for key, value in held.items()}
    if isinstance(held, tuple | list):
        made = [each_typed(value, change) for value in held]
        return held if all(one is other for one, other in zip(made, held, strict=True)) else type(held)(made)
    return held


def untranslated(content: Content, codes: tuple[str, ...]) -> list[Diagnostic]:
    """One warning of all that is not written in a language of the sheet; it is printed in one that it has. A text
    without languages says nothing of them on a sheet in one, but on a sheet in two it lacks one, if others have both.
    """
    if not content.several:
        return []
    # Names are the same in every language.
    texts = [typed for typed in content.fields.values() if typed.language]
    texts += [note for held in content.blocks.values() for note in _worded(held)]
    # The heading of a group is there for each of its notes.
    every = {each.where: each for each in texts}.values()
    lacking = [each for each in every if not all(_speaks(each, code, len(codes)) for code in codes)]
    if not lacking:
        return []
    named = " and ".join(codes)
    message = f"{len(lacking)} {'text is' if len(lacking) == 1 else 'texts are'} not in {named}"
    lines = [str(line) for line in sorted({each.where.line for each in lacking if each.where.line})]
    more = ", …" if len(lines) > _LISTED else ""
    there = f" (lines {', '.join(lines[:_LISTED])}{more})" if len(lines) > 1 else ""
    hint = f"write {{{', '.join(f'{code}: …' for code in codes)}}}, the same in both if that is meant"
    if len(codes) == 1:
        hint = f"add {codes[0]}: …"
    return [warning("untranslated", f"{message}: printed in the language they have{there}", lacking[0].where, hint)]


_LISTED = 8


def _speaks(typed: Typed, code: str, languages: int) -> bool:
    if not typed.language and not typed.others:
        return languages == 1
    return typed.has(code)


def _worded(held: Any) -> Iterator[Typed]:
    """The texts that can be in several languages: not names of ids, amounts and tags."""
    for each in held if isinstance(held, tuple) else (held,):
        if hasattr(each, "amount"):
            yield each.text
            if each.group:
                yield each.group
        else:
            yield from typed_in(each)
