"""Words with a place for a value. They come from locale files alone; what a user types is never a template."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bmcgen.diagnostics import Place, Problems, error

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

# One line of text with places and nothing else that Jinja would read: filled in without it, for it is slow to import.
_PLAIN = re.compile(r"(?:[^{}\r\n]|\{\{ *[a-z]+ *\}\})*")
_PLACE = re.compile(r"\{\{ *([a-z]+) *\}\}")


def phrase(template: str, where: Place, **values: str | int) -> str:
    """The words with the values in their places; `Problems` for an unknown name or a broken template."""
    if "{" not in template:
        return template
    if _PLAIN.fullmatch(template) and values.keys() >= {*_PLACE.findall(template)}:
        return _PLACE.sub(lambda place: str(values[place[1]]), template)
    from jinja2 import TemplateError

    try:
        return _compiled(template).render(**values)
    except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as exc:
        message = f'the words "{template[:80]}" cannot be filled in: {exc}'
        hint = f"what there is to fill in: {', '.join(values)}"
        raise Problems([error("bad-phrase", message, where, hint)]) from None


@cache
def _compiled(template: str) -> Template:
    return _environment().from_string(template)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    found = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
    # Words need a place for a value and nothing else; what a template could do beyond that is taken away.
    found.globals.clear()
    return found
