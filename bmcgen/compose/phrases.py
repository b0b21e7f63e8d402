"""Words with a place for a value. They come from locale files alone; what a user types is never a template."""

from __future__ import annotations

from functools import cache

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bmcgen.diagnostics import Place, Problems, error

_environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
# Words need a place for a value and nothing else; what a template could do beyond that is taken away.
_environment.globals.clear()


def phrase(template: str, where: Place, **values: str | int) -> str:
    """The words with the values in their places; `Problems` for an unknown name or a broken template."""
    if "{" not in template:
        return template
    try:
        return _compiled(template).render(**values)
    except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as exc:
        message = f'the words "{template[:80]}" cannot be filled in: {exc}'
        hint = f"what there is to fill in: {', '.join(values)}"
        raise Problems([error("bad-phrase", message, where, hint)]) from None


@cache
def _compiled(template: str) -> Template:
    return _environment.from_string(template)
