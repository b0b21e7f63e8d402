"""What YAML could not read, or would read otherwise than it was meant: where it is, and how to type it."""

from __future__ import annotations

import re

import yaml

from bmcgen.diagnostics import Diagnostic, Place, error

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_ITEM = re.compile(r"^\s*(?:-\s+)+(?:[\w-]+:\s+)?|^\s*[^:#]+:\s+")
_INDICATORS = ">@'\"%&*!|`[]{},?"


def quoted(text: str) -> str:
    """A text between the quotation marks that need least escaping."""
    if "'" in text and not re.search(r'["\\]', text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def short(text: str, most: int = 60) -> str:
    """A text for a message, cut where it is long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def quote_hint(place: Place) -> str:
    """How to type a line so that all of it is printed; empty where there is nothing to quote."""
    item = _ITEM.match(place.text)
    if not item or not place.text[item.end() :].strip():
        return ""
    return f"to print it as typed, write: {item[0].strip()} {quoted(place.text[item.end() :].strip())}"


def syntax_error(exc: yaml.MarkedYAMLError, file: str, lines: list[str]) -> Diagnostic:
    """What a parser's error means to the person who typed the file."""
    mark = exc.problem_mark or exc.context_mark
    if mark is None:
        return error("yaml-syntax", str(exc.problem), Place(file))
    text = lines[mark.line] if mark.line < len(lines) else ""
    where = Place(file, mark.line + 1, mark.column + 1, 1, text)
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent:
        column = indent.index("\t") + 1
        return error("tab", "a tab in the indentation", Place(file, where.line, column, 1, text), "use spaces")
    culprit = _culprit(mark.line, file, lines)
    if culprit is not None:
        return error("yaml-syntax", "YAML cannot read this line", culprit, quote_hint(culprit))
    if exc.problem and "mapping values are not allowed" in exc.problem:
        hint = quote_hint(where) or "put the text between quotation marks"
        return error("yaml-syntax", "YAML cannot read a second colon here", where, hint)
    return error("yaml-syntax", str(exc.problem), where, str(exc.context or ""))


def _culprit(line: int, file: str, lines: list[str]) -> Place | None:
    """The nearest line above a syntax error whose text begins with a sign that means something else to YAML."""
    for number in range(min(line, len(lines) - 1), max(-1, line - 200), -1):
        text = lines[number]
        item = _ITEM.match(text)
        body = text[item.end() :] if item else ""
        if body and body[0] in _INDICATORS and not _reads_alone(body):
            return Place(file, number + 1, len(text) - len(body) + 1, len(body), text)
    return None


def _reads_alone(body: str) -> bool:
    """Whether a text after a dash is a node of its own to YAML, whole."""
    try:
        return len(list(yaml.parse("- " + body, Loader=LOADER))) > 1
    except yaml.YAMLError:
        return False
