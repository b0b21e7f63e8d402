"""What YAML could not read, or would read otherwise than it was meant: where it is, and how to type it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bmcgen.diagnostics import Diagnostic, Place, error
from bmcgen.source.verbatim import quoted

if TYPE_CHECKING:
    import yaml

LINE_BREAK = re.compile(r"\r\n|[\n\r]")
# To YAML 1.1 these end a line, but no editor shows them so, and they come along in pasted text. The parser is handed
# others in their place, which no text may hold.
_RARE_BREAKS = "\x85\u2028\u2029"
STAND_INS = "\ufdd0\ufdd1\ufdd2"
_HIDDEN, _SHOWN = str.maketrans(_RARE_BREAKS, STAND_INS), str.maketrans(STAND_INS, _RARE_BREAKS)
_ITEM = re.compile(r"^\s*(?:-\s+)+(?:[\w-]+:\s+)?|^\s*[^:#]+:\s+")
_GLUED_COLON = re.compile(r"^(\s*[\w -]+:)(?=[^\s/:])")
_GLUED_DASH = re.compile(r"^(\s*-)(?=[^\s-])")
_KEY = re.compile(r"\s*[\w-]+:(?:\s|$)")
_DASHED = re.compile(r"\s*- ")
_NO_COLON = re.compile(r"\s*(?P<key>[a-z][a-z-]*)(?:\s+(?P<rest>[^:]+))?")
_CLOSED_BY = {"{": "}", "[": "]"}
_GLUED_QUOTE = re.compile(r"""^(\s*[A-Za-z][\w-]*:)(?=["'“])""")
_NO_DASH = re.compile(r"""\s*(?P<text>[–—*•·]\s*\S.*|-?"[^"]*"\s*$|-?'[^']*'\s*$)""")
_NO_KEY_SIGN = re.compile(r"""\s*(?P<key>[a-z][a-z-]*)\s*[;=：]\s*(?P<rest>["'].*)""")
_NEAR = 4
_INDENT = re.compile(" *")
_BLOCK_SIGN = re.compile(r"[-?][ \t]+")
# A quoted text on one line is one token, so that no bracket in it counts.
_BRACKET = re.compile(r"""[\[\]{}]|"(?:[^"\\]|\\.)*"|'[^']*'""")
_MOST = 50
_INDICATORS = ">@'\"%&*!|`[]{},?"


def hidden(text: str) -> str:
    """A text whose rare line breaks are no such thing to a parser."""
    return text.translate(_HIDDEN) if any(sign in text for sign in _RARE_BREAKS) else text


def shown(text: str) -> str:
    """The same text with its rare line breaks again."""
    return text.translate(_SHOWN)


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a YAML text, from the parser in C where there is one."""
    import yaml

    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def too_deep(text: str, most: int) -> tuple[int, int] | None:
    """Where a text that no parser could read goes deeper than so many levels, as a line and a column counted from 0.

    Parsers have limits of their own and look far ahead, so theirs may be hit before an event shows the depth. This
    counts indentation, dashes and open brackets line by line, which is enough to tell why a text was refused.
    """
    indents: list[int] = []
    brackets = 0
    for number, line in enumerate(LINE_BREAK.split(text)):
        at = 0
        if not brackets:
            at = _INDENT.match(line).end()  # type: ignore[union-attr]
            while indents and indents[-1] >= at:
                indents.pop()
            while sign := _BLOCK_SIGN.match(line, at):
                indents.append(at)
                at = sign.end()
                if len(indents) > most:
                    return number, at - 1
            if at < len(line):
                indents.append(at)
                if len(indents) > most:
                    return number, at
        for token in _BRACKET.finditer(line, at):
            brackets += 1 if token[0] in "[{" else -1 if token[0] in "]}" else 0
            brackets = max(brackets, 0)
            if len(indents) + brackets > most:
                return number, token.start()
    return None


def quote_hint(place: Place) -> str:
    """How to type a line so that all of it is printed; empty where there is nothing on it to quote."""
    item = _ITEM.match(place.text)
    body = place.text[item.end() :].strip() if item else ""
    if not item or not body:
        return ""
    if body[0] in _CLOSED_BY and _CLOSED_BY[body[0]] not in body:
        return f"close it with {_CLOSED_BY[body[0]]}" if body[0] == "[" and item[0].strip().endswith(":") else ""
    if (inner := _meant_between(body)) is not None:
        return f"write: {item[0].strip()} {quoted(inner)}"
    hint = f"to print it as typed, write: {item[0].strip()} {quoted(body)}"
    comment = " #" in body and not item[0].strip().endswith("-")
    return f"{hint}; for a comment, put a space after the #" if comment else hint


def _meant_between(body: str) -> str | None:
    """What was meant to stand between quotation marks, where one of them is missing, given twice, or used again inside;
    None for a text that only begins with one.
    """
    sign, count = body[0], body.count(body[0])
    if sign not in "'\"" or count == 1:
        # One apostrophe may stand for letters left out: 'n dag.
        return body[1:].strip() or None if sign == '"' else None
    if count == 2:
        return body[2:] or None if body[1] == sign else body[1:-1] if body[-1] == sign else None
    second = body.index(sign, 1)
    inside = body[second - 1].isspace() or body[second + 1 : second + 2].isalnum()
    return body[1:-1] if inside and body[-1] == sign else None


def syntax_errors(
    exc: yaml.MarkedYAMLError, file: str, lines: list[str], numbers: list[int], *, json: bool = False
) -> list[Diagnostic]:
    """What a parser's error means to the person who typed the file: where it is, and every other line like it."""
    mark = exc.problem_mark or exc.context_mark
    if mark is None:
        return [error("yaml-syntax", str(exc.problem), Place(file))]
    text = lines[mark.line] if mark.line < len(lines) else ""
    where = Place(file, numbers[min(mark.line, len(numbers) - 1)], mark.column + 1, 1, text)
    if json:
        return [error("json-syntax", str(exc.problem), where, "each entry but the last ends with a comma; no comments")]
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent:
        column = indent.index("\t") + 1
        return [error("tab", "a tab in the indentation", Place(file, where.line, column, 1, text), "use spaces")]
    found = _unspaced(mark.line, file, lines, numbers) or _unquoted(mark.line, file, lines, numbers)
    if found:
        return found
    if text[mark.column : mark.column + 1] == ":" and ": " in text[: mark.column + 1].rstrip(":") + " ":
        hint = quote_hint(where) or "put the text between quotation marks"
        return [error("yaml-syntax", "YAML cannot read a second colon here", where, hint)]
    listed = _listed(mark.line, file, lines, numbers)
    return (
        listed
        or _misaligned(mark.line, file, lines, numbers)
        or [error("yaml-syntax", str(exc.problem), where, str(exc.context or ""))]
    )


def _unspaced(line: int, file: str, lines: list[str], numbers: list[int]) -> list[Diagnostic]:
    """A colon or a dash without the space that YAML wants behind it, on the line of an error or the one above."""
    for number in range(min(line, len(lines) - 1), max(-1, line - 2), -1):
        text = lines[number]
        for pattern, sign in ((_GLUED_COLON, "colon"), (_GLUED_DASH, "dash")):
            if match := pattern.match(text):
                where = Place(file, numbers[number], match.end(1), 1, text)
                message = f"there is no space after this {sign}"
                return [error("yaml-syntax", message, where, f"put a space after the {sign}")]
    return []


def _listed(line: int, file: str, lines: list[str], numbers: list[int]) -> list[Diagnostic]:
    """A key glued to its text, or an item of a list without its hyphen or with another sign, a few lines above an
    error: YAML goes on reading until the next line that cannot belong to it.
    """
    said = [n for n, text in enumerate(lines) if text.strip() and text.lstrip()[0] != "#"]
    near = [n for n in said if n <= line][::-1][:_NEAR]
    for number in near:
        text = lines[number]
        if match := _GLUED_QUOTE.match(text):
            where = Place(file, numbers[number], match.end(1), 1, text)
            return [error("yaml-syntax", "there is no space after this colon", where, "put a space after the colon")]
        if match := _NO_KEY_SIGN.fullmatch(text):
            where = Place(file, numbers[number], match.start("key") + 1, len(match["key"]), text)
            hint = f"write: {match['key']}: {match['rest']}"
            return [error("yaml-syntax", "there is no colon after this key", where, hint)]
    dashed = any(_DASHED.match(lines[n]) for n in (*near, *[n for n in said if n > line][:1]))
    for number in near:
        text = lines[number]
        if dashed and (match := _NO_DASH.match(text)):
            where = Place(file, numbers[number], match.start("text") + 1, len(match["text"]), text)
            item = match["text"].lstrip("-–—*•· ")
            hint = f"write: - {item}"
            return [error("yaml-syntax", "an item of a list begins with a hyphen and a space", where, hint)]
    return []


def _misaligned(line: int, file: str, lines: list[str], numbers: list[int]) -> list[Diagnostic]:
    """A key without its colon, or two keys of a mapping that begin in different columns: on the line of an error and
    the one above.
    """
    near = [n for n in range(min(line, len(lines) - 1), -1, -1) if lines[n].strip() and lines[n].lstrip()[0] != "#"][:2]
    if len(near) < 2:
        return []
    low, above = near
    for number in (above, low):
        if match := _NO_COLON.fullmatch(lines[number]):
            where = Place(file, numbers[number], match.start("key") + 1, len(match["key"]), lines[number])
            hint = f"write: {match['key']}: {match['rest'] or ''}".rstrip()
            return [error("yaml-syntax", "there is no colon after this key", where, hint)]
    columns = [len(_INDENT.match(lines[n])[0]) + 1 for n in (low, above)]  # type: ignore[index]
    alike = any(all(each.match(lines[n]) for n in (low, above)) for each in (_KEY, _DASHED))
    if alike and columns[0] != columns[1]:
        where = Place(file, numbers[low], columns[0], 1, lines[low])
        message = f"this line begins in column {columns[0]}, the one above it in column {columns[1]}"
        return [error("yaml-syntax", message, where, "what belongs together begins in the same column")]
    return []


def _unquoted(line: int, file: str, lines: list[str], numbers: list[int]) -> list[Diagnostic]:
    """Lines whose text begins with a sign that means something else to YAML: the nearest above the error, those after
    it, which YAML has not come to, and any above whose quotation mark is not closed, for that may be what is wrong.
    """
    first = min(line, len(lines) - 1)
    nearest = next((n for n in range(first, max(-1, first - 200), -1) if _stumbles(lines[n])), None)
    if nearest is None:
        return []
    open_quotes = [n for n in range(nearest) if _leaves_open(lines[n])]
    after = [n for n in range(first + 1, min(len(lines), first + 2000)) if _stumbles(lines[n])]
    found = []
    for number in [*open_quotes, nearest, *after][:_MOST]:
        text = lines[number]
        body = _body(text)
        where = Place(file, numbers[number], len(text) - len(body) + 1, len(body), text)
        found.append(error("yaml-syntax", "YAML cannot read this line", where, quote_hint(where)))
    return found


def _body(text: str) -> str:
    """What stands behind the dash or the key of a line; nothing where there is neither."""
    item = _ITEM.match(text)
    return text[item.end() :] if item else ""


def _stumbles(text: str) -> bool:
    body = _body(text)
    return bool(body) and body[0] in _INDICATORS and not _reads_alone(body)


def _leaves_open(text: str) -> bool:
    """Whether a text begins with a quotation mark and has none to end it."""
    body = _body(text)
    return body[:1] in ("'", '"') and body.count(body[0]) == 1


def _reads_alone(body: str) -> bool:
    """Whether a text after a dash is a node of its own to YAML, whole."""
    import yaml

    try:
        return len(list(events("- " + body))) > 1
    except yaml.YAMLError:
        return False
