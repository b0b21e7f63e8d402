"""Words with a place for a value. They come from locale files alone; what a user types is never a template."""

from __future__ import annotations

from bmcgen.assets.templates import TemplateProblem, filled
from bmcgen.diagnostics import Place, Problems, error, short


def phrase(template: str, where: Place, **values: str | int) -> str:
    """The words with the values in their places; `Problems` for an unknown name or a broken template."""
    try:
        return filled(template, values)
    except TemplateProblem as exc:
        message = f'the words "{short(template, 80)}" cannot be filled in: {exc}'
        hint = f"values that can be filled in: {', '.join(values)}"
        raise Problems([error("bad-phrase", message, where, hint)]) from None
